import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

const slider = (props = {}) =>
  input("select_slider", "Size", { options: ["S", "M", "L"], value: ["M"], ...props });
const handles = () => screen.getAllByRole<HTMLInputElement>("slider");
const shown = () => screen.getAllByTestId("stSliderThumbValue").map((text) => text.textContent);

describe("a slider over options", () => {
  it("shows and sends labels", async () => {
    const kernel = show([slider()]);
    expect(shown()).toEqual(["M"]);
    expect(handles()[0]?.getAttribute("aria-valuetext")).toBe("M");
    act(() => handles()[0]?.focus());
    await userEvent.keyboard("{ArrowRight}");
    expect(kernel.events()).toMatchObject([{ value: ["L"] }]);
    expect(screen.getByTestId("stSliderTickBar").textContent).toBe("SL");
  });

  it("has two handles for a range", async () => {
    const kernel = show([slider({ value: ["S", "M"] })]);
    expect(shown()).toEqual(["S", "M"]);
    act(() => handles()[1]?.focus());
    await userEvent.keyboard("{End}");
    expect(kernel.events()).toMatchObject([{ value: ["S", "L"] }]);
  });

  it("waits at its first option while it holds none", async () => {
    const kernel = show([slider({ value: [] })]);
    expect(shown()).toEqual(["S"]);
    act(() => handles()[0]?.focus());
    await userEvent.keyboard("{ArrowRight}");
    expect(kernel.events()).toMatchObject([{ value: ["M"] }]);
  });

  it("may have one option", () => {
    show([slider({ options: ["S"], value: ["S"] })]);
    expect(shown()).toEqual(["S"]);
  });
});
