import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { textOn } from "../src/elements/theming";
import { addressOf, isEmbedded, readAddress, readPlace, readView } from "../src/host/location";
import { resolveMode } from "../src/host/mode";
import { themeVariables, variablesOf } from "../src/host/tokens";
import { isSafeLink } from "../src/markdown/links";

const at = (address: string): void => window.history.replaceState(null, "", address);

afterEach(() => {
  at("/");
  document.head.innerHTML = "";
  delete document.body.dataset.jpThemeLight;
});

describe("the place of an app", () => {
  it("is its own page below the base the page names", () => {
    document.head.innerHTML = '<meta name="revoila-base" content="/hub/apps/demo">';
    const place = readPlace();
    expect(place).toEqual({ owned: true, base: "/hub/apps/demo/" });
    at("/hub/apps/demo/My%20page/?a=1");
    expect(readAddress(place)).toEqual({ path: "My page", query: "a=1" });
    expect(addressOf(place, "My page", "b=2")).toBe("/hub/apps/demo/My%20page?b=2");
  });

  it("is a cell otherwise, where the address means something else", () => {
    at("/lab/tree/x.ipynb?reset");
    expect(readAddress(readPlace())).toEqual({ path: "", query: "" });
    expect(readView(readPlace(), "light")).toMatchObject({ path: null, query: null });
  });

  it("keeps what says how it is embedded", () => {
    at("/?EMBED=true&embed_options=dark_theme&a=1");
    expect(isEmbedded()).toBe(true);
    expect(addressOf({ owned: true, base: "/" }, "p")).toBe(
      "/p?EMBED=true&embed_options=dark_theme",
    );
  });
});

describe("the mode", () => {
  it("is the address's, the configuration's, the notebook's, the visitor's: in this order", () => {
    expect(resolveMode(null, "system")).toBe("light");
    expect(resolveMode(null, "dark")).toBe("dark");
    document.body.dataset.jpThemeLight = "true";
    expect(resolveMode(null, "dark")).toBe("light");
    expect(resolveMode("dark", "light")).toBe("dark");
    at("/?embed_options=light_theme");
    expect(resolveMode("dark", "dark")).toBe("light");
  });
});

describe("theme options", () => {
  it("become custom properties of the same name", () => {
    expect(
      variablesOf({
        primaryColor: "rgb(1, 2, 3)",
        baseRadius: "full",
        buttonRadius: "3px",
        baseFontSize: 14,
        codeFontSize: "0.8rem",
        linkUnderline: false,
        font: "Inter:https://fonts.test/x, serif",
        showWidgetBorder: false,
      }),
    ).toEqual({
      "--st-primary-color": "rgb(1, 2, 3)",
      "--st-base-radius": "9999px",
      "--st-button-radius": "3px",
      "--st-base-font-size": "14px",
      "--st-code-font-size": "0.8rem",
      "--st-link-underline": "none",
      "--st-font": '"Inter", var(--rv-serif)',
      "--st-widget-border-color": "transparent",
    });
  });

  it("that cannot be read are left out", () => {
    const made = variablesOf({
      textColor: "red;x:url(//a.b)",
      baseRadius: "huge",
      paddingTop: 3,
      other: 1,
    });
    expect(made).toEqual({});
  });

  it("of a colour bring its background and text", () => {
    const made = variablesOf({ redColor: "#f00", redTextColor: "#900" });
    expect(made["--st-red-background-color"]).toContain("color-mix");
    expect(made["--st-red-text-color"]).toBe("#900");
  });

  it("number the headings", () => {
    const made = variablesOf({ headingFontSizes: ["3rem", "2rem"], headingFontWeights: 500 });
    expect(made["--st-heading-font-size-2"]).toBe("2rem");
    expect(made["--st-heading-font-weight-6"]).toBe("500");
  });

  it("hold in the sidebar too, where the two backgrounds change places", () => {
    const theme = {
      base: null,
      light: { textColor: "#111", backgroundColor: "#eee", headingFontSizes: "3rem" },
      sidebar: { light: { primaryColor: "#0f0" } },
    };
    const { sidebar } = themeVariables(theme, "light");
    expect(sidebar["--st-text-color"]).toBe("#111");
    expect(sidebar["--st-primary-color"]).toBe("#0f0");
    expect(sidebar["--st-background-color"]).toBe("var(--rv-main-secondary)");
    expect(sidebar["--st-heading-font-size-1"]).toBeUndefined();
  });

  it.each([
    ["rgb(255, 255, 255)", "#16150f"],
    ["rgb(197, 57, 72)", "#fff"],
    ["rgb(251, 213, 79)", "#16150f"],
  ])("the text on %s is %s", (color, shown) => expect(textOn(color)).toBe(shown));
});

describe("links", () => {
  it.each(["https://a.b", "mailto:a@b.c", "/x", "page?a=1", "#x", "//a.b"])("%s is fine", (url) =>
    expect(isSafeLink(url)).toBe(true),
  );
  it.each([
    "javascript:x",
    " javascript:x",
    "java\nscript:x",
    "data:text/html,x",
    "vbscript:x",
    "blob:x",
  ])("%s is not", (url) => expect(isSafeLink(url)).toBe(false));
});

describe("assets", () => {
  beforeEach(() => vi.resetModules());

  it("are asked of the kernel where no server has them, once each", async () => {
    vi.stubGlobal(
      "URL",
      Object.assign(URL, {
        createObjectURL: () => "data:text/javascript,export const answer = 42",
        revokeObjectURL: () => {},
      }),
    );
    const { loadChunk, setSource } = await import("../src/host/assets");
    const request = vi.fn(async () => new Uint8Array([1]));
    const first = loadChunk<{ answer: number }>("table");
    setSource({ base: null, request });
    expect((await first).answer).toBe(42);
    expect(await loadChunk("table")).toBe(await first);
    expect(request).toHaveBeenCalledTimes(1);
  });

  it("that are chunks have their styles wherever an app is shown, once, after those of the core", async () => {
    const css = ".rv-x{color:red}";
    const code = `data:text/javascript,export const styles = "${css}"`;
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => code, revokeObjectURL() {} }));
    const { loadChunk, setSource } = await import("../src/host/assets");
    const { injectStyles } = await import("../src/host/styles");
    const shadow = (): ShadowRoot => {
      const host = document.body.appendChild(document.createElement("div"));
      return host.attachShadow({ mode: "open" });
    };
    const view = (root: ShadowRoot): void =>
      injectStyles(root.appendChild(document.createElement("div")));
    const sheets = (root: ShadowRoot): Array<string | null> =>
      [...root.querySelectorAll("style")].map((sheet) => sheet.textContent);

    setSource({ base: null, request: async () => new Uint8Array([1]) });
    const before = shadow();
    const author = before.appendChild(document.createElement("style"));
    author.textContent = "author";
    view(before);
    await Promise.all([loadChunk("table"), loadChunk("vega")]);
    const after = shadow();
    view(after);
    expect(sheets(before)).toEqual([expect.stringContaining("--st-"), css, "author"]);
    expect(sheets(after)).toEqual([expect.stringContaining("--st-"), css]);
  });

  it("that failed are tried again when they are wanted again", async () => {
    const { loadChunk, setSource } = await import("../src/host/assets");
    const request = vi.fn(async () => {
      throw new Error("gone");
    });
    setSource({ base: null, request });
    await expect(loadChunk("table")).rejects.toThrow("gone");
    await expect(loadChunk("table")).rejects.toThrow("gone");
    expect(request).toHaveBeenCalledTimes(2);
  });
});
