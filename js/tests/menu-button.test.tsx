import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, node, show } from "./harness";

const menu = (props = {}) =>
  input("menu_button", "Menu", { type: "secondary", options: ["Cut", "Copy", "Paste"], ...props });

const button = () => screen.getByTestId("stMenuButtonButton");
const list = () => screen.queryByRole("menu");
const entry = (name: string) => screen.getByRole("menuitem", { name });
const focused = () => document.activeElement?.textContent;

describe("a menu button", () => {
  it("opens a menu, whose choice is its press", async () => {
    const kernel = show([menu({ icon: "🐧" })]);
    expect(button().getAttribute("aria-haspopup")).toBe("menu");
    expect(button().getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(button());
    expect(button().getAttribute("aria-expanded")).toBe("true");
    expect(button().getAttribute("aria-controls")).toBe(list()?.id);
    expect(list()?.getAttribute("aria-labelledby")).toBe(button().id);
    await userEvent.click(entry("Copy"));
    expect(list()).toBeNull();
    expect(kernel.events()).toMatchObject([{ id: "Menu", value: "Copy" }]);
    expect(document.activeElement).toBe(button());
  });

  it("sends the same choice each time it is made", async () => {
    const kernel = show([menu()]);
    for (let time = 0; time < 2; time += 1) {
      await userEvent.click(button());
      await userEvent.click(entry("Cut"));
    }
    expect(kernel.events().map(({ value }) => value)).toEqual(["Cut", "Cut"]);
  });

  it("is used with the keyboard alone", async () => {
    const kernel = show([menu()]);
    await userEvent.tab();
    while (document.activeElement !== button()) await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(focused()).toBe("Cut");
    await userEvent.keyboard("{ArrowDown}");
    expect(focused()).toBe("Copy");
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(focused()).toBe("Paste");
    await userEvent.keyboard("{Home}");
    expect(focused()).toBe("Cut");
    await userEvent.keyboard("{End}{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Menu", value: "Paste" }]);
    expect(document.activeElement).toBe(button());
  });

  it("opens at its end or its beginning with the arrow keys", async () => {
    show([menu()]);
    button().focus();
    await userEvent.keyboard("{ArrowUp}");
    expect(focused()).toBe("Paste");
    await userEvent.keyboard("{Escape}");
    await userEvent.keyboard("{ArrowDown}");
    expect(focused()).toBe("Cut");
  });

  it("finds an entry by its first letters", async () => {
    show([menu({ options: ["Red", "Blue", "Black", "Blue grey"] })]);
    await userEvent.click(button());
    await userEvent.keyboard("b");
    expect(focused()).toBe("Blue");
    await userEvent.keyboard("la");
    expect(focused()).toBe("Black");
  });

  it("is left with Escape, with the tab key and with a press elsewhere, and says nothing", async () => {
    const kernel = show([menu()]);
    await userEvent.click(button());
    await userEvent.keyboard("{Escape}");
    expect(list()).toBeNull();
    expect(document.activeElement).toBe(button());
    await userEvent.click(button());
    await userEvent.keyboard("{Tab}");
    expect(list()).toBeNull();
    await userEvent.click(button());
    await userEvent.click(document.body);
    expect(list()).toBeNull();
    expect(kernel.sent).toEqual([]);
  });

  it("closes alone when it was opened from a panel", async () => {
    show([node("popover", { label: "Panel" }, [menu()])]);
    await userEvent.click(screen.getByTestId("stPopoverButton"));
    await userEvent.click(button());
    await userEvent.keyboard("{Escape}");
    expect(list()).toBeNull();
    expect(screen.queryByTestId("stPopoverBody")).not.toBeNull();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByTestId("stPopoverBody")).toBeNull();
  });

  it("has one entry in the light, that under the pointer", async () => {
    show([menu()]);
    await userEvent.click(button());
    await userEvent.hover(entry("Paste"));
    expect(focused()).toBe("Paste");
  });

  it("does not open while it is disabled, and closes when it becomes so", async () => {
    const kernel = show([menu()]);
    await userEvent.click(button());
    kernel.patch([[[0, 0], "set", { disabled: true }]]);
    expect(list()).toBeNull();
    await userEvent.click(button());
    expect(list()).toBeNull();
  });

  it("shows its labels as Markdown without links", async () => {
    show([menu({ options: ["**Bold** [link](https://example.org)"] })]);
    await userEvent.click(button());
    expect(entry("Bold link").querySelector("strong")?.textContent).toBe("Bold");
    expect(entry("Bold link").querySelector("a")).toBeNull();
  });
});
