import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { ariaShortcut, shownShortcut } from "../src/inputs/shortcut";
import { input, node, settle, show } from "./harness";

const button = (id: string, props = {}) =>
  input("button", id, { type: "secondary", value: false, ...props });

const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  act(() => void fireEvent.keyDown(target as Element, { key, ...init }));

describe("a button", () => {
  it("sends one press per click, by mouse and by keyboard", async () => {
    const kernel = show([button("Save")]);
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(kernel.events()).toMatchObject([{ id: "Save", value: true, seq: 1 }]);
    await user.keyboard("{Enter}");
    await user.keyboard(" ");
    expect(kernel.events().map(({ value }) => value)).toEqual([true, true, true]);
  });

  it("takes a key that is held down for one press", () => {
    show([button("Save")]);
    const shown = screen.getByRole("button", { name: "Save" });
    expect(fireEvent.keyDown(shown, { key: "Enter" })).toBe(true);
    expect(fireEvent.keyDown(shown, { key: "Enter", repeat: true })).toBe(false);
  });

  it("is named by its label alone, whatever else is on it", () => {
    show([button("Save", { shortcut: "ctrl+s", icon: "💾" })]);
    expect(screen.getByRole("button", { name: "Save" })).toHaveProperty(
      "textContent",
      expect.stringMatching(/Save$/),
    );
  });

  it("does nothing while it is disabled", async () => {
    const kernel = show([button("Save", { disabled: true, shortcut: "s" })]);
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    press("s");
    await settle();
    expect(kernel.sent).toEqual([]);
  });

  it("has the test ids that browser tests look for", () => {
    show([button("Save", { type: "primary" })]);
    expect(screen.getByTestId("stButton")).toContain(screen.getByTestId("stBaseButton-primary"));
  });
});

describe("a shortcut", () => {
  it("presses the button from anywhere on a page of its own", async () => {
    const kernel = show([button("Save", { shortcut: "ctrl+shift+k" })]);
    press("k", { ctrlKey: true });
    press("K", { ctrlKey: true, shiftKey: true });
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "Save", value: true }]);
  });

  it("leaves single keys to the field that is typed in", async () => {
    const kernel = show([
      button("Save", { shortcut: "k" }),
      input("text_input", "Name", { type: "default", value: "" }),
    ]);
    press("k", {}, screen.getByLabelText("Name"));
    await settle();
    expect(kernel.events()).toEqual([]);
    press("k");
    await settle();
    expect(kernel.events()).toHaveLength(1);
  });

  it("belongs to the notebook unless the focus is in the app", async () => {
    document.body.dataset.jpThemeLight = "true";
    const kernel = show([button("Save", { shortcut: "k" }), button("Other")]);
    press("k");
    await settle();
    expect(kernel.events()).toEqual([]);
    press("k", {}, screen.getByRole("button", { name: "Other" }));
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "Save" }]);
    delete document.body.dataset.jpThemeLight;
  });

  it("works in a popover, and from there also for the page", async () => {
    const kernel = show([
      button("Save", { shortcut: "ctrl+s" }),
      node("popover", { label: "More" }, [button("Open", { shortcut: "ctrl+o" }), button("Other")]),
    ]);
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    const other = screen.getByRole("button", { name: "Other" });
    press("o", { ctrlKey: true }, other);
    press("s", { ctrlKey: true }, other);
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "Open" }, { id: "Save" }]);
  });

  it("is for what is in a dialog alone while one is open", async () => {
    const dialog = node("dialog", { title: "T", width: "small", run: 1 }, [
      button("Agree", { shortcut: "ctrl+a" }),
    ]);
    const kernel = show([button("Save", { shortcut: "ctrl+s" })], { event: [dialog] });
    const agree = screen.getByText("Agree");
    press("s", { ctrlKey: true }, agree);
    press("a", { ctrlKey: true }, agree);
    press("a", { ctrlKey: true }, screen.getByText("Save"));
    await settle();
    expect(kernel.events()).toMatchObject([{ id: "Agree" }]);
    expect(kernel.events()).toHaveLength(1);
  });

  it("is not repeated by a key that is held", async () => {
    const kernel = show([button("Save", { shortcut: "k" })]);
    press("k");
    press("k", { repeat: true });
    await settle();
    expect(kernel.events()).toHaveLength(1);
  });

  it("reads as its platform writes it", () => {
    expect(shownShortcut("ctrl+shift+k", false)).toBe("Ctrl+Shift+K");
    expect(shownShortcut("ctrl+shift+k", true)).toBe("⇧⌘K");
    expect(shownShortcut("pagedown", false)).toBe("PgDn");
    expect(shownShortcut("f5", false)).toBe("F5");
    expect(ariaShortcut("ctrl+alt+left")).toBe("Control+Alt+Left");
  });
});

describe("a form", () => {
  const form = (props = {}) =>
    node("form", { form_id: "f", enter_to_submit: true, ...props }, [
      input("text_input", "Name", { type: "default", value: "", form_id: "f" }),
      input("checkbox", "Agree", { value: false, form_id: "f" }),
      input("form_submit_button", "Send", { type: "primary", value: false, form_id: "f" }),
    ]);

  it("sends all changed values with the press in one message, the button last", async () => {
    const kernel = show([form()]);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText("Name"), "Ada");
    await user.click(screen.getByLabelText("Agree"));
    expect(kernel.sent).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(kernel.sent).toHaveLength(1);
    expect(kernel.events()).toMatchObject([
      { id: "Name", value: "Ada" },
      { id: "Agree", value: true },
      { id: "Send", value: true },
    ]);
  });

  it("is submitted by Enter in a text field", async () => {
    const kernel = show([form()]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Name" }, { id: "Send", value: true }]);
  });

  it("is not submitted by Enter when the app says so", async () => {
    const kernel = show([form({ enter_to_submit: false })]);
    await userEvent.type(screen.getByLabelText("Name"), "Ada{Enter}");
    expect(kernel.events()).toEqual([]);
  });
});
