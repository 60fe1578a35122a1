import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

const field = (props = {}) =>
  input("number_input", "Amount", {
    step: 0.1,
    format: "%0.2f",
    integer: false,
    value: 1,
    ...props,
  });
const box = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Amount" });
const step = (name: "Increase" | "Decrease") => screen.getByRole("button", { name });

describe("a number input", () => {
  it("shows its value under the format and sends a number", async () => {
    const kernel = show([field()]);
    expect(box().value).toBe("1.00");
    await userEvent.clear(box());
    await userEvent.type(box(), "2.5{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Amount", value: 2.5 }]);
    expect(box().value).toBe("2.50");
  });

  it("steps without the noise of binary fractions, and sends each step", async () => {
    const kernel = show([field({ value: 0.2 })]);
    await userEvent.click(step("Increase"));
    await userEvent.click(step("Increase"));
    await userEvent.click(step("Decrease"));
    expect(kernel.events().map(({ value }) => value)).toEqual([0.3, 0.4, 0.3]);
  });

  it("steps from its number and not from the digits that its format shows of it", async () => {
    const kernel = show([field({ value: 0.3333, step: 0.01 })]);
    await userEvent.click(step("Increase"));
    await userEvent.click(step("Increase"));
    expect(kernel.events().map(({ value }) => value)).toEqual([0.3433, 0.3533]);
  });

  it("steps by less than its format shows", async () => {
    const kernel = show([field({ value: 1, step: 0.4, format: "%d" })]);
    await userEvent.type(box(), "{ArrowUp}{ArrowUp}{ArrowUp}");
    expect(kernel.events().map(({ value }) => value)).toEqual([1.4, 1.8, 2.2]);
  });

  it("steps with the arrow keys from what is typed", async () => {
    const kernel = show([field({ step: 1, format: "%d", integer: true, value: 3 })]);
    await userEvent.clear(box());
    await userEvent.type(box(), "10{ArrowUp}{ArrowDown}");
    expect(kernel.events().map(({ value }) => value)).toEqual([11, 10]);
  });

  it("stops at its bounds", async () => {
    const kernel = show([field({ min: 0, max: 1, value: 0.95 })]);
    await userEvent.click(step("Increase"));
    expect(kernel.events()).toMatchObject([{ value: 1 }]);
    expect(step("Increase")).toHaveProperty("disabled", true);
    expect(step("Decrease")).toHaveProperty("disabled", false);
  });

  it("refuses a number out of bounds, and says which one would do", async () => {
    const kernel = show([field({ min: 0, max: 10 })]);
    await userEvent.clear(box());
    await userEvent.type(box(), "11{Enter}");
    expect(kernel.events()).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("Enter 10 or less.");
  });

  it("refuses a fraction where whole numbers are asked for", async () => {
    const kernel = show([field({ integer: true, format: "%d" })]);
    await userEvent.clear(box());
    await userEvent.type(box(), "1.5{Enter}");
    expect(kernel.events()).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("Enter a whole number.");
    expect(box().value).toBe("1.5");
  });

  it("may be empty, and starts to step from zero then", async () => {
    const kernel = show([field({ value: null, placeholder: "How much?" })]);
    expect(box().value).toBe("");
    await userEvent.click(step("Increase"));
    expect(kernel.events()).toMatchObject([{ value: 0.1 }]);
    await userEvent.clear(box());
    await userEvent.tab();
    expect(kernel.events().at(-1)).toMatchObject({ value: null });
  });

  it("shows the number itself when the format would not be a number", () => {
    show([field({ value: 255, format: "%x" })]);
    expect(box().value).toBe("255");
  });

  it("keeps its buttons out of the way of Tab", () => {
    show([field()]);
    expect(step("Increase").tabIndex).toBe(-1);
    expect(screen.getByTestId("stNumberInputStepUp")).toBe(step("Increase"));
  });
});
