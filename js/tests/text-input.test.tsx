import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

const field = (props = {}) => input("text_input", "Name", { type: "default", value: "", ...props });
const box = () => screen.getByTestId<HTMLInputElement>("stTextInputField");

afterEach(() => void vi.useRealTimers());

describe("a text input", () => {
  it("sends on Enter and not before", async () => {
    const kernel = show([field()]);
    await userEvent.type(box(), "Ada");
    expect(kernel.events()).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Name", value: "Ada" }]);
  });

  it("sends when it loses the focus, and not a second time", async () => {
    const kernel = show([field()]);
    await userEvent.type(box(), "Ada{Enter}");
    await userEvent.tab();
    expect(kernel.events()).toHaveLength(1);
  });

  it("sends nothing for a text that was typed and taken back", async () => {
    const kernel = show([field({ value: "Ada" })]);
    await userEvent.type(box(), "x{Backspace}");
    await userEvent.tab();
    expect(kernel.events()).toEqual([]);
    kernel.patch([[[0, 0], "set", { value: "Grace" }]]);
    expect(box().value).toBe("Grace");
  });

  it("says how to send while there is something to send", async () => {
    show([field({ max_chars: 10 })]);
    await userEvent.type(box(), "Ada");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Enter to apply · 3/10");
    await userEvent.keyboard("{Enter}");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("3/10");
  });

  it("keeps a text that is being typed when the kernel changes the value", async () => {
    const kernel = show([field({ value: "Ada" })]);
    await userEvent.type(box(), "!");
    kernel.patch([[[0, 0], "set", { value: "Grace" }]]);
    expect(box().value).toBe("Ada!");
  });

  it("drops the typed text when the field was reset", async () => {
    const kernel = show([field({ value: "Ada" })]);
    await userEvent.type(box(), "!");
    kernel.patch([[[0, 0], "set", { value: "", generation: 1 }]]);
    expect(box().value).toBe("");
  });

  it("does not send what its pattern refuses, and says why", async () => {
    const kernel = show([field({ validate: ["^\\d+$", "Digits only"] })]);
    await userEvent.type(box(), "12a{Enter}");
    expect(kernel.events()).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("Digits only");
    expect(box().getAttribute("aria-invalid")).toBe("true");
    await userEvent.type(box(), "{Backspace}{Enter}");
    expect(kernel.events()).toMatchObject([{ value: "12" }]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("does not send an empty text when one is required", async () => {
    const kernel = show([field({ value: "Ada", required: true })]);
    await userEvent.clear(box());
    await userEvent.tab();
    expect(kernel.events()).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("This field is required.");
  });

  it("sends after a pause when it is live", async () => {
    vi.useFakeTimers();
    const kernel = show([field({ live: 250 })]);
    fireEvent.focus(box());
    for (const value of ["A", "Ad", "Ada"]) {
      fireEvent.change(box(), { target: { value } });
      await act(() => vi.advanceTimersByTimeAsync(100));
    }
    expect(kernel.events()).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(250));
    expect(kernel.events()).toMatchObject([{ value: "Ada" }]);
    expect(screen.queryByText(/Press Enter/)).toBeNull();
  });

  it("shows and hides a password", async () => {
    show([field({ type: "password", value: "secret" })]);
    expect(box().type).toBe("password");
    expect(box().autocomplete).toBe("new-password");
    await userEvent.click(screen.getByRole("button", { name: "Show password" }));
    expect(box().type).toBe("text");
  });

  it("does not take the Enter that ends a composition for a commit", async () => {
    const kernel = show([field()]);
    fireEvent.change(box(), { target: { value: "にほん" } });
    fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
    await act(async () => {});
    expect(kernel.events()).toEqual([]);
  });

  it("passes on what the browser can help with", () => {
    show([field({ type: "email", autocomplete: "email", max_chars: 40, placeholder: "you@…" })]);
    expect(box()).toMatchObject({ type: "email", autocomplete: "email", maxLength: 40 });
    expect(box().placeholder).toBe("you@…");
  });
});

describe("a text area", () => {
  const area = (props = {}) => input("text_area", "About", { value: "", ...props });
  const letter = () => screen.getByLabelText<HTMLTextAreaElement>("About");

  it("breaks the line on Enter and sends on Ctrl+Enter", async () => {
    const kernel = show([area()]);
    await userEvent.type(letter(), "a{Enter}b");
    expect(kernel.events()).toEqual([]);
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(kernel.events()).toMatchObject([{ id: "About", value: "a\nb" }]);
  });

  it("sends after a pause when it is live", async () => {
    vi.useFakeTimers();
    const kernel = show([area({ live: 250 })]);
    for (const value of ["A", "Ad", "Ada"]) {
      fireEvent.change(letter(), { target: { value } });
      await act(() => vi.advanceTimersByTimeAsync(100));
    }
    expect(kernel.events()).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(250));
    expect(kernel.events()).toMatchObject([{ value: "Ada" }]);
  });

  it("sends when it loses the focus", async () => {
    const kernel = show([area()]);
    await userEvent.type(letter(), "a");
    expect(screen.getByTestId("InputInstructions").textContent).toBe("Press Ctrl+Enter to apply");
    await userEvent.tab();
    expect(kernel.events()).toMatchObject([{ value: "a" }]);
  });
});
