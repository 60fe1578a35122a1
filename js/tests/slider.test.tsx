import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

const slider = (props = {}) =>
  input("slider", "Volume", {
    data_type: "int",
    min: 0,
    max: 100,
    step: 1,
    format: "%d",
    value: [40],
    ...props,
  });
const handle = (name = "Volume") => screen.getByRole<HTMLInputElement>("slider", { name });
const drag = (value: number, name?: string) =>
  fireEvent.change(handle(name), { target: { value: String(value) } });
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const shown = () => screen.getAllByTestId("stSliderThumbValue").map((value) => value.textContent);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a slider", () => {
  it("shows where the handle is at once, and tells the kernel at most every 50 ms", async () => {
    const kernel = show([slider()]);
    for (const value of [41, 42, 43]) {
      drag(value);
      expect(shown()).toEqual([String(value)]);
      await wait(10);
    }
    expect(kernel.events()).toEqual([]);
    await wait(20);
    expect(kernel.events()).toMatchObject([{ id: "Volume", value: [43] }]);
    drag(44);
    await wait(50);
    expect(kernel.events().map(({ value }) => value)).toEqual([[43], [44]]);
  });

  it("waits until the handle rests, where that is asked for", async () => {
    const kernel = show([slider({ debounce: 300 })]);
    for (const value of [41, 42, 43]) {
      drag(value);
      await wait(200);
    }
    expect(kernel.events()).toEqual([]);
    expect(shown()).toEqual(["43"]);
    await wait(100);
    expect(kernel.events().map(({ value }) => value)).toEqual([[43]]);
  });

  it.each(["slider", "select_slider"])(
    "waits until no key is pressed any more: %s",
    async (kind) => {
      const options = Array.from({ length: 101 }, (_, place) => String(place));
      const choice = input(kind, "Volume", { options, value: ["40"], debounce: 300 });
      const kernel = show([kind === "slider" ? slider({ debounce: 300 }) : choice]);
      act(() => handle().focus());
      for (const key of ["ArrowRight", "ArrowRight", "End"]) {
        fireEvent.keyDown(handle(), { key });
        fireEvent.keyUp(handle(), { key });
        await wait(200);
      }
      expect(kernel.events()).toEqual([]);
      await wait(100);
      const last = kind === "slider" ? 100 : "100";
      expect(kernel.events().map(({ value }) => value)).toEqual([[last]]);
    },
  );

  it("does not wait when something else is about to be used", async () => {
    const kernel = show([slider({ debounce: 300 })]);
    act(() => handle().focus());
    fireEvent.keyDown(handle(), { key: "End" });
    act(() => handle().blur());
    await wait(0);
    expect(kernel.events().map(({ value }) => value)).toEqual([[100]]);
  });

  it("sends no value twice", async () => {
    const kernel = show([slider()]);
    drag(41);
    await wait(60);
    drag(42);
    drag(41);
    await wait(60);
    expect(kernel.events().map(({ value }) => value)).toEqual([[41]]);
  });

  it("sends the last value at once when a key press ends the movement", async () => {
    const kernel = show([slider()]);
    act(() => handle().focus());
    fireEvent.keyDown(handle(), { key: "End" });
    await wait(0);
    expect(kernel.events()).toMatchObject([{ value: [100] }]);
    fireEvent.keyDown(handle(), { key: "End" });
    await wait(100);
    expect(kernel.events()).toHaveLength(1);
  });

  it("has two handles for a range, which cannot cross", async () => {
    const kernel = show([slider({ value: [25, 75], format: "%d %%" })]);
    expect(shown()).toEqual(["25 %", "75 %"]);
    drag(90, "Volume Start");
    await wait(60);
    expect(kernel.events()).toMatchObject([{ value: [75, 75] }]);
  });

  it("follows the kernel once its event is dealt with", async () => {
    const kernel = show([slider()]);
    drag(50);
    await wait(60);
    kernel.patch([[[0, 0], "set", { value: [45] }]], { [kernel.session.client]: 1 });
    expect(shown()).toEqual(["45"]);
  });

  it.each([
    ["date", { format: "D MMM YYYY" }, [Date.UTC(2024, 1, 5)], "5 Feb 2024"],
    ["time", { format: "HH:mm" }, [9.5 * 3_600_000], "09:30"],
    ["datetime", { format: "MM/DD HH:mm" }, [Date.UTC(2024, 1, 5, 7, 8)], "02/05 07:08"],
    ["float", { format: "dollar" }, [12.5], "$12.50"],
  ])("shows a %s under its format, also to screen readers", (type, props, value, text) => {
    const bounds = { min: (value[0] ?? 0) - 86_400_000, max: (value[0] ?? 0) + 86_400_000 };
    show([slider({ data_type: type, step: 0.5, ...bounds, ...props, value })]);
    expect(shown()).toEqual([text]);
    expect(handle().getAttribute("aria-valuetext")).toBe(text);
  });

  it("shows its bounds", () => {
    show([slider({ format: "%d km" })]);
    expect(screen.getByTestId("stSliderTickBar").textContent).toBe("0 km100 km");
  });

  it("does not move while it is disabled", async () => {
    const kernel = show([slider({ disabled: true })]);
    expect(handle().disabled).toBe(true);
    drag(50);
    await wait(60);
    expect(kernel.events()).toEqual([]);
  });
});
