import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { input, node, settle, show } from "./harness";

const SITE = "https://example.org/";

const quiet = (props = {}) =>
  node("link_button", { label: "Go", type: "secondary", url: SITE, ...props });
const telling = (props = {}) =>
  input("link_button", "Go", { url: SITE, reports: true, value: false, ...props });

const link = () => screen.getByTestId(/^stBaseLinkButton/);

describe("a link button", () => {
  it("opens its address in a new tab that knows nothing of this one", () => {
    show([quiet({ type: "primary", icon: "🐧" })]);
    expect(screen.getByRole("link", { name: "Go" })).toBe(link());
    expect(link().getAttribute("href")).toBe(SITE);
    expect(link().getAttribute("target")).toBe("_blank");
    expect(link().getAttribute("rel")).toContain("noopener");
    expect(link().dataset.testid).toBe("stBaseLinkButton-primary");
  });

  it.each([
    "javascript:alert(1)",
    " \u0001java\tscript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "",
  ])("does not open %j", async (url) => {
    const kernel = show([telling({ url })]);
    expect(link().hasAttribute("href")).toBe(false);
    expect(link().getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(link());
    expect(kernel.events()).toEqual([]);
  });

  it.each(["/page", "page?x=1", "mailto:a@b.c", "tel:123", "//example.org/x"])(
    "opens %j",
    (url) => {
      show([quiet({ url })]);
      expect(link().getAttribute("href")).toBe(url);
    },
  );

  it("leads nowhere while it is disabled", () => {
    show([quiet({ disabled: true })]);
    expect(link().hasAttribute("href")).toBe(false);
    expect(screen.getByRole("link", { name: "Go" }).getAttribute("aria-disabled")).toBe("true");
  });

  it("says nothing of a click unless it is to", async () => {
    const kernel = show([quiet()]);
    await userEvent.click(link());
    expect(kernel.sent).toEqual([]);
  });

  it("tells of each click, also of one that opens a tab behind this one", async () => {
    const kernel = show([telling()]);
    await userEvent.click(link());
    fireEvent(link(), new MouseEvent("auxclick", { bubbles: true, button: 1 }));
    fireEvent(link(), new MouseEvent("auxclick", { bubbles: true, button: 2 }));
    expect(kernel.events()).toMatchObject([
      { id: "Go", value: true },
      { id: "Go", value: true },
    ]);
  });

  it("is clicked by its keys", async () => {
    const kernel = show([telling({ shortcut: "ctrl+k" })]);
    const clicked = vi.fn();
    link().addEventListener("click", clicked);
    act(() => void fireEvent.keyDown(document.body, { key: "k", ctrlKey: true }));
    await settle();
    expect(clicked).toHaveBeenCalledTimes(1);
    expect(kernel.events()).toMatchObject([{ id: "Go", value: true }]);
    expect(link().getAttribute("aria-keyshortcuts")).toBe("Control+K");
  });
});
