import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

describe.each([
  ["checkbox", "checkbox"],
  ["toggle", "switch"],
])("a %s", (kind, role) => {
  it("sends its new state and shows it before the kernel has answered", async () => {
    const kernel = show([input(kind, "Agree", { value: false })]);
    const box = screen.getByRole<HTMLInputElement>(role, { name: "Agree" });
    await userEvent.click(box);
    expect(kernel.events()).toMatchObject([{ id: "Agree", value: true }]);
    expect(box.checked).toBe(true);
  });

  it("goes back to what the kernel says when the event was refused", async () => {
    const kernel = show([input(kind, "Agree", { value: false })]);
    const box = screen.getByRole<HTMLInputElement>(role);
    await userEvent.click(box);
    kernel.patch([], { [kernel.session.client]: 1 });
    expect(box.checked).toBe(false);
  });

  it("answers to the space key and to a click on its label", async () => {
    const kernel = show([input(kind, "Agree", { value: true })]);
    const user = userEvent.setup();
    act(() => screen.getByRole(role).focus());
    await user.keyboard(" ");
    await user.click(screen.getByText("Agree"));
    expect(kernel.events().map(({ value }) => value)).toEqual([false, true]);
  });

  it("keeps its name when the label is not seen", () => {
    show([input(kind, "Agree", { value: true, label_visibility: "collapsed" })]);
    expect(screen.getByRole(role, { name: "Agree" })).toBeTruthy();
  });

  it("cannot be changed while it is disabled", async () => {
    const kernel = show([input(kind, "Agree", { value: true, disabled: true })]);
    await userEvent.click(screen.getByText("Agree"));
    expect(kernel.events()).toEqual([]);
  });
});
