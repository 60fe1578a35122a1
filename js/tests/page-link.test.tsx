/** Links to pages among other elements, and the logo, which is one. */
import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { node, OWN_PAGE, show, text } from "./harness";

const link = (props = {}) => node("page_link", { page: "data", label: "Data", ...props });
const shown = () => screen.getByTestId("stPageLink-NavLink");
const PREFIXED = { owned: true, base: "/hub/app/" };

beforeEach(() => window.history.replaceState(null, "", "/"));

describe("a page link", () => {
  it("shows its page in the same session, without loading anything", async () => {
    const kernel = show([link({ query_string: "a=1&a=2" })], { place: PREFIXED });
    expect(shown().getAttribute("href")).toBe("/hub/app/data?a=1&a=2");
    await userEvent.click(screen.getByRole("link", { name: "Data" }));
    expect(kernel.sent).toEqual([
      { method: "rerun", page: "data", query: "a=1&a=2", history: false },
    ]);
    expect(window.location.pathname + window.location.search).toBe("/hub/app/data?a=1&a=2");
  });

  it("keeps the way in which the app is embedded", async () => {
    window.history.replaceState(null, "", "/?embed=true&other=1");
    const kernel = show([link({ query_string: "a=1" })], { place: OWN_PAGE });
    await userEvent.click(shown());
    expect(window.location.search).toBe("?a=1&embed=true");
    expect(kernel.sent).toMatchObject([{ page: "data", query: "a=1&embed=true" }]);
  });

  it("works with the keyboard", async () => {
    const kernel = show([link()], { place: OWN_PAGE });
    shown().focus();
    await userEvent.keyboard("{Enter}");
    expect(kernel.sent).toMatchObject([{ method: "rerun", page: "data" }]);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }])(
    "leaves a click with %j to the browser",
    (keys) => {
      const kernel = show([link()], { place: OWN_PAGE });
      let prevented = true;
      window.addEventListener(
        "click",
        (event) => {
          prevented = event.defaultPrevented;
          event.preventDefault();
        },
        { once: true },
      );
      fireEvent.click(shown(), keys);
      expect(prevented).toBe(false);
      expect(kernel.sent).toEqual([]);
    },
  );

  it("leaves the address of a notebook alone, and brings its query all the same", async () => {
    const kernel = show([link({ query_string: "a=1" })]);
    expect(shown().getAttribute("href")).toBe("#");
    await userEvent.click(shown());
    expect(kernel.sent).toEqual([{ method: "rerun", page: "data", query: "a=1", history: false }]);
    expect(window.location.pathname + window.location.search).toBe("/");
  });

  it("stands out while its page is shown", () => {
    const kernel = show([link(), link({ page: "", label: "Home" })], { app: { page: "data" } });
    const current = () =>
      screen.getAllByTestId("stPageLink-NavLink").map((one) => one.getAttribute("aria-current"));
    expect(current()).toEqual(["page", null]);
    kernel.patch([[[], "set", { page: "" }]]);
    expect(current()).toEqual([null, "page"]);
  });

  it("opens another site beside the app", async () => {
    const site = { page: "https://a.b/c?d=1#e", label: "Site", external: true };
    const kernel = show([link({ ...site, query_string: "x=y+z" })], { app: { page: site.page } });
    expect(shown().getAttribute("href")).toBe("https://a.b/c?d=1&x=y+z#e");
    expect(shown().getAttribute("target")).toBe("_blank");
    expect(shown().getAttribute("rel")).toContain("noopener");
    expect(shown().hasAttribute("aria-current")).toBe(false);
    await userEvent.click(shown());
    expect(kernel.sent).toEqual([]);
  });

  it("never leads to code", () => {
    show([link({ page: "javascript:alert(1)", external: true, query_string: "a=1" })]);
    expect(shown().hasAttribute("href")).toBe(false);
  });

  it("leads nowhere while it is disabled", async () => {
    const kernel = show([link({ disabled: true })], { place: OWN_PAGE });
    expect(shown().hasAttribute("href")).toBe(false);
    expect(shown().getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(shown());
    expect(kernel.sent).toEqual([]);
  });

  it("has its icon on the side that the author wants", () => {
    show([link({ icon: "🐧" }), link({ icon: "🐧", icon_position: "right" })]);
    const texts = screen.getAllByTestId("stPageLink-NavLink").map((one) => one.textContent);
    expect(texts).toEqual(["🐧Data", "Data🐧"]);
  });
});

describe("the logo", () => {
  const PICTURE = "data:image/png;base64,AAAA";
  const logo = { image: PICTURE, size: "medium" as const };

  it("is at the top of an open sidebar, and above the app while that is closed", async () => {
    show([], { sidebar: [text("a")], app: { logo: { ...logo, icon_image: "🐧" } } });
    expect(screen.getByTestId("stSidebarLogo").getAttribute("src")).toBe(PICTURE);
    expect(screen.queryByTestId("stHeaderLogo")).toBeNull();
    await userEvent.click(screen.getByTestId("stSidebarCollapseButton"));
    expect(screen.getByTestId("stHeaderLogo").textContent).toBe("🐧");
  });

  it("is above an app without a sidebar", () => {
    show([], { app: { logo } });
    expect(screen.getByTestId("stHeaderLogo").getAttribute("src")).toBe(PICTURE);
  });

  it("leads to the start page of the app", async () => {
    const kernel = show([], { app: { logo, page: "data" }, place: PREFIXED });
    const home = screen.getByRole("link", { name: "Home" });
    expect(home.getAttribute("href")).toBe("/hub/app/");
    await userEvent.click(home);
    expect(kernel.sent).toMatchObject([{ method: "rerun", page: "" }]);
  });

  it("leads to where the author says, in a new tab", async () => {
    const kernel = show([], { app: { logo: { ...logo, link: "https://example.org/" } } });
    const shown = screen.getByTestId("stLogoLink");
    expect(shown.getAttribute("href")).toBe("https://example.org/");
    expect(shown.getAttribute("target")).toBe("_blank");
    await userEvent.click(shown);
    expect(kernel.sent).toEqual([]);
  });

  it("never leads to code", () => {
    show([], { app: { logo: { ...logo, link: "javascript:alert(1)" } } });
    expect(screen.getByTestId("stLogoLink").getAttribute("href")).toBe("#");
  });

  it("goes with the run that has none", () => {
    const kernel = show([], { app: { logo } });
    kernel.patch([[[], "set", { logo: null }]]);
    expect(screen.queryByTestId("stLogoLink")).toBeNull();
  });
});

describe("the menu along the top", () => {
  it("begins with the pages of no section", () => {
    const sections = [
      { label: "More", pages: [{ url_path: "a", title: "A" }] },
      { label: "", pages: [{ url_path: "", title: "Home" }] },
    ];
    show([], { app: { navigation: { position: "top", expanded: false, sections } } });
    expect(screen.getByTestId("stTopNav").textContent).toBe("HomeMore");
  });
});
