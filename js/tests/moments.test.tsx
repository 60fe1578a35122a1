import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { loadChunk } from "../src/host/assets";
import "../src/inputs";
import { PRESETS, pastRange } from "../src/chunks/calendar/presets";
import { dateNotation, momentNotation, timeNotation } from "../src/inputs/moments";
import { input, node, settle, show } from "./harness";

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: vi.fn(),
}));

beforeEach(() => {
  vi.mocked(loadChunk).mockImplementation(async (name) =>
    name === "calendar" ? import("../src/chunks/calendar") : import("../src/chunks/color"),
  );
});

const day = (text: string): number => Date.parse(`${text.includes("T") ? text : `${text}T00:00`}Z`);
const clock = (text: string): number => Date.parse(`2000-01-01T${text}Z`);
const BOUNDS = { format: "YYYY/MM/DD", max: day("2034-05-06"), min: day("2014-05-06") };
const date = (props = {}) =>
  input("date_input", "Day", { ...BOUNDS, value: day("2024-05-06"), ...props });
const time = (props = {}) =>
  input("time_input", "Time", { format: "24h", step: 900, value: clock("08:45"), ...props });
const moment = (props = {}) =>
  input("datetime_input", "When", {
    ...BOUNDS,
    step: 900,
    value: day("2024-05-06T08:45"),
    ...props,
  });
const box = (name: string) =>
  screen.getByLabelText<HTMLInputElement>(name, { selector: "input.rv-input" });
const calendar = () => screen.findByRole("grid");
const pick = async (name: RegExp) =>
  userEvent.click(within(await calendar()).getByRole("button", { name }));

describe("texts of dates and times", () => {
  it("are read in the author's order, with any separator, and in ISO order always", () => {
    const german = dateNotation("DD.MM.YYYY", false);
    for (const text of [
      "06.05.2024",
      "6.5.2024",
      "06/05/2024",
      "6-5-2024",
      "06052024",
      "2024-05-06",
    ])
      expect(german.read(text)).toBe(day("2024-05-06"));
    expect(dateNotation("MM/DD/YYYY", false).read("05/06/2024")).toBe(day("2024-05-06"));
    expect(german.show(day("0001-01-02"))).toBe("02.01.0001");
    expect(german.read("02.01.0001")).toBe(day("0001-01-02"));
  });

  it("say nothing when there is no such day", () => {
    const notation = dateNotation("YYYY/MM/DD", false);
    for (const text of ["2024/02/30", "2024/13/01", "24/05/06", "2024/5", "today", "0000/01/01"])
      expect(notation.read(text)).toBeUndefined();
    expect(notation.read(" ")).toBeNull();
  });

  it("of a range are one or two dates in order", () => {
    const notation = dateNotation("YYYY/MM/DD", true);
    const days = [day("2024-05-06"), day("2024-05-09")];
    expect(notation.show(days)).toBe("2024/05/06 – 2024/05/09");
    expect(notation.read("2024/05/09 - 2024/05/06")).toEqual(days);
    expect(notation.read("2024-05-06 to 2024-05-09")).toEqual(days);
    expect(notation.read("2024/05/06 –")).toEqual([days[0]]);
    expect(notation.read("")).toEqual([]);
  });

  it("of times may leave out what goes without saying", () => {
    const notation = timeNotation("24h", false);
    for (const text of ["20:45", "2045", "20.45", "8:45 pm", "8:45PM", "20:45:00"])
      expect(notation.read(text)).toBe(clock("20:45"));
    expect(notation.read("8")).toBe(clock("08:00"));
    expect(notation.read("12 am")).toBe(clock("00:00"));
    for (const text of ["24:00", "8:60", "13 pm", "noon", "20:45:30"])
      expect(notation.read(text)).toBeUndefined();
    expect(timeNotation("24h", true).read("20:45:30")).toBe(clock("20:45:30"));
    expect(timeNotation("12h", false).show(clock("20:45"))).toBe("8:45 PM");
  });

  it("of moments are a date, and a time unless it is midnight", () => {
    const notation = momentNotation("DD.MM.YYYY");
    expect(notation.show(day("2024-05-06T08:45"))).toBe("06.05.2024, 08:45");
    for (const text of [
      "06.05.2024, 08:45",
      "6.5.2024 8:45",
      "2024-05-06T08:45",
      "06.05.2024 8:45 am",
    ])
      expect(notation.read(text)).toBe(day("2024-05-06T08:45"));
    expect(notation.read("6.5.2024")).toBe(day("2024-05-06"));
    expect(notation.read("08:45")).toBeUndefined();
  });
});

describe("a date input", () => {
  it("shows its date under the format and sends one that is typed", async () => {
    const kernel = show([date({ format: "DD.MM.YYYY" })]);
    expect(box("Day").value).toBe("06.05.2024");
    await userEvent.clear(box("Day"));
    await userEvent.type(box("Day"), "7.5.2024");
    expect(screen.getByText("Press Enter to apply")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Day", value: day("2024-05-07") }]);
    expect(box("Day").value).toBe("07.05.2024");
  });

  it("says what is wrong with a text, keeps it, and forgets it with Escape", async () => {
    const kernel = show([date()]);
    await userEvent.clear(box("Day"));
    await userEvent.type(box("Day"), "2024/02/30{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Write YYYY/MM/DD.");
    expect(box("Day").value).toBe("2024/02/30");
    await userEvent.clear(box("Day"));
    await userEvent.type(box("Day"), "2013/01/01{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Not before 2014/05/06.");
    await userEvent.keyboard("{Escape}");
    expect(box("Day").value).toBe("2024/05/06");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(kernel.events()).toEqual([]);
  });

  it("has the date back that it had when it is emptied, unless it may be empty", async () => {
    const kernel = show([
      date(),
      input("date_input", "Any", { ...BOUNDS, clearable: true, value: 0 }),
    ]);
    await userEvent.clear(box("Day"));
    await userEvent.tab();
    expect(box("Day").value).toBe("2024/05/06");
    await userEvent.clear(box("Any"));
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Any", value: null }]);
  });

  it("steps the part at the caret with the arrow keys, within the bounds", async () => {
    const kernel = show([date({ value: day("2024-01-31") })]);
    act(() => box("Day").focus());
    box("Day").setSelectionRange(6, 6);
    await userEvent.keyboard("{ArrowUp}");
    expect(box("Day").value).toBe("2024/02/29");
    expect([box("Day").selectionStart, box("Day").selectionEnd]).toEqual([5, 7]);
    box("Day").setSelectionRange(2, 2);
    await userEvent.keyboard("{ArrowDown}");
    box("Day").setSelectionRange(9, 9);
    await userEvent.keyboard("{ArrowUp}");
    expect(kernel.events().map(({ value }) => value)).toEqual(
      ["2024-02-29", "2023-02-28", "2023-03-01"].map(day),
    );
  });

  it("opens a calendar on a click, in which a day is picked", async () => {
    const kernel = show([date()]);
    await userEvent.click(box("Day"));
    expect(document.activeElement).toBe(box("Day"));
    await pick(/May 7, 2024/);
    expect(kernel.events()).toMatchObject([{ value: day("2024-05-07") }]);
    expect(screen.queryByRole("grid")).toBeNull();
    expect(document.activeElement).toBe(box("Day"));
  });

  it("works by keyboard alone", async () => {
    const kernel = show([date()]);
    act(() => box("Day").focus());
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await calendar();
    await settle();
    expect(document.activeElement?.textContent).toBe("6");
    await userEvent.keyboard("{ArrowDown}{ArrowRight}{Enter}");
    expect(kernel.events()).toMatchObject([{ value: day("2024-05-14") }]);
    expect(document.activeElement).toBe(box("Day"));
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await calendar();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("grid")).toBeNull();
    expect(document.activeElement).toBe(box("Day"));
  });

  it("closes by its button, too", async () => {
    show([date()]);
    const button = screen.getByRole("button", { name: "Open calendar" });
    await userEvent.click(button);
    await calendar();
    expect(button.getAttribute("aria-expanded")).toBe("true");
    await userEvent.click(button);
    expect(screen.queryByRole("grid")).toBeNull();
    expect(button.getAttribute("aria-expanded")).toBe("false");
  });

  it("gives the focus back when Tab is at its end", async () => {
    show([date()]);
    act(() => box("Day").focus());
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await calendar();
    await userEvent.tab();
    expect(document.activeElement).toBe(box("Day"));
    expect(screen.queryByRole("grid")).toBeNull();
  });

  it("reaches any month and year within the bounds", async () => {
    show([date()]);
    await userEvent.click(screen.getByRole("button", { name: "Open calendar" }));
    await calendar();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Year" }), "2034");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Month" }), "April");
    await userEvent.click(screen.getByRole("button", { name: "Next month" }));
    const last = within(await calendar()).getByRole("button", { name: /May 7, 2034/ });
    expect(last.getAttribute("aria-disabled")).toBe("true");
    expect(screen.getByRole("button", { name: "Next month" })).toHaveProperty("disabled", true);
    expect(screen.getAllByRole("option", { name: /^20/ })).toHaveLength(21);
  });

  it("picks a range in two steps, the first of which counts already", async () => {
    const kernel = show([date({ clearable: true, value: [] })]);
    await userEvent.click(screen.getByRole("button", { name: "Open calendar" }));
    await calendar();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Year" }), "2024");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Month" }), "May");
    await pick(/May 9, 2024/);
    expect(kernel.events()).toMatchObject([{ value: [day("2024-05-09")] }]);
    await pick(/May 6, 2024/);
    expect(kernel.events()[1]?.value).toEqual([day("2024-05-06"), day("2024-05-09")]);
    expect(box("Day").value).toBe("2024/05/06 – 2024/05/09");
    expect(screen.queryByRole("grid")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Clear value" }));
    expect(kernel.events()[2]?.value).toEqual([]);
  });

  it("offers ranges that end today", async () => {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    const kernel = show([date({ max: today, min: today - 40 * 86_400_000, value: [] })]);
    await userEvent.click(box("Day"));
    await calendar();
    const presets = within(screen.getByRole("group", { name: "Choose a date range" }));
    expect(presets.getAllByRole("button").map((button) => button.textContent)).toEqual([
      "Past week",
      "Past month",
    ]);
    await userEvent.click(presets.getByRole("button", { name: "Past week" }));
    expect(kernel.events()[0]?.value).toEqual([today - 7 * 86_400_000, today]);
    const [, month] = PRESETS;
    expect(month && pastRange(day("2024-03-31"), month)[0]).toBe(day("2024-02-29"));
  });

  it("does nothing while it is disabled", async () => {
    show([date({ disabled: true })]);
    await userEvent.click(box("Day"));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("button", { name: "Open calendar" })).toHaveProperty("disabled", true);
  });

  it("holds a form back while its text says nothing", async () => {
    const send = input("form_submit_button", "Send", { form_id: "f" });
    const kernel = show([node("form", { form_id: "f" }, [date({ form_id: "f" }), send])]);
    await userEvent.clear(box("Day"));
    await userEvent.type(box("Day"), "2024/99/99");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(kernel.events()).toEqual([]);
    expect(screen.getByRole("alert").textContent).toBe("Write YYYY/MM/DD.");
    await userEvent.clear(box("Day"));
    await userEvent.type(box("Day"), "2024/05/08{Enter}");
    expect(kernel.events()).toMatchObject([
      { id: "Day", value: day("2024-05-08") },
      { id: "Send", value: true },
    ]);
  });
});

describe("a time input", () => {
  const field = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Time" });

  it("sends what is typed", async () => {
    const kernel = show([time()]);
    expect(field().value).toBe("08:45");
    await userEvent.clear(field());
    await userEvent.type(field(), "9:07 pm{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Time", value: clock("21:07") }]);
    expect(field().value).toBe("21:07");
    await userEvent.clear(field());
    await userEvent.type(field(), "soon{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("This is not a time.");
  });

  it("offers times by its step, from the present one on", async () => {
    const kernel = show([time({ format: "12h" })]);
    act(() => field().focus());
    await userEvent.keyboard("{ArrowDown}");
    // The 36th quarter of an hour: the list, which shows what is in sight only, has no height here.
    expect(field().getAttribute("aria-activedescendant")).toMatch(/-35$/);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(kernel.events()).toMatchObject([{ value: clock("09:00") }]);
    expect(screen.queryByRole("listbox")).toBeNull();
    await userEvent.click(field());
    await userEvent.click(screen.getByRole("option", { name: "12:30 AM" }));
    expect(field().value).toBe("12:30 AM");
  });

  it("keeps its time at Enter, though the list has another nearby", async () => {
    const kernel = show([time({ value: clock("09:07") })]);
    await userEvent.click(field());
    expect(screen.getByRole("listbox")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(kernel.events()).toEqual([]);
    expect(field().value).toBe("09:07");
  });

  it("can be cleared when it may be empty", async () => {
    const kernel = show([time({ clearable: true })]);
    await userEvent.click(screen.getByRole("button", { name: "Clear value" }));
    expect(kernel.events()).toMatchObject([{ value: null }]);
  });
});

describe("a datetime input", () => {
  it("keeps the time when a day is picked, and the day when a time is", async () => {
    const kernel = show([moment()]);
    await userEvent.click(screen.getByRole("button", { name: "Open calendar" }));
    await pick(/May 7, 2024/);
    expect(kernel.events()).toMatchObject([{ value: day("2024-05-07T08:45") }]);
    await userEvent.click(screen.getByRole("combobox", { name: "Time" }));
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Enter}");
    expect(kernel.events()[1]).toMatchObject({ value: day("2024-05-07T09:30") });
    expect(box("When").value).toBe("2024/05/07, 09:30");
    await calendar();
  });

  it("keeps within its bounds to the minute", async () => {
    const kernel = show([moment({ max: day("2024-05-07T08:00") })]);
    await userEvent.click(screen.getByRole("button", { name: "Open calendar" }));
    await pick(/May 7, 2024/);
    expect(kernel.events()).toMatchObject([{ value: day("2024-05-07T08:00") }]);
    await userEvent.clear(box("When"));
    await userEvent.type(box("When"), "2024/05/07 9:00{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Not after 2024/05/07, 08:00.");
  });

  it("steps hours and minutes at the caret", async () => {
    const kernel = show([moment()]);
    act(() => box("When").focus());
    box("When").setSelectionRange(13, 13);
    await userEvent.keyboard("{ArrowUp}");
    box("When").setSelectionRange(16, 16);
    await userEvent.keyboard("{ArrowDown}");
    expect(kernel.events().map(({ value }) => value)).toEqual(
      ["2024-05-06T09:45", "2024-05-06T09:44"].map(day),
    );
  });
});

describe("a colour picker", () => {
  const swatch = () => screen.getByRole("button", { name: /^Line #/ });
  const line = (props = {}) => input("color_picker", "Line", { value: "#2f6fde", ...props });

  it("sends the colour that is typed in hexadecimal digits", async () => {
    const kernel = show([line()]);
    expect(swatch().style.backgroundColor).toBe("rgb(47, 111, 222)");
    await userEvent.click(swatch());
    const hex = await screen.findByRole<HTMLInputElement>("textbox", { name: "Hex" });
    await userEvent.clear(hex);
    await userEvent.type(hex, "nothing{Enter}");
    expect(kernel.events()).toEqual([]);
    await userEvent.click(swatch());
    await userEvent.clear(await screen.findByRole("textbox", { name: "Hex" }));
    await userEvent.keyboard("0A6{Enter}");
    expect(kernel.events()).toMatchObject([{ id: "Line", value: "#00aa66" }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(swatch());
  });

  it("changes the hue by keyboard", async () => {
    const kernel = show([line({ value: "#ff0000" })]);
    await userEvent.click(swatch());
    await screen.findByRole("slider", { name: "Hue" });
    expect(document.activeElement?.closest(".rv-color-area")).not.toBeNull();
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}");
    expect(kernel.events()).toMatchObject([{ value: "#ff0400" }]);
    await userEvent.tab();
    await userEvent.tab();
    expect(document.activeElement?.getAttribute("data-testid")).toBe("stColorPickerBlock");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("shows what code assigns, and a text that is no colour as black", async () => {
    show([line({ value: "red" })]);
    await userEvent.click(screen.getByRole("button", { name: "Line red" }));
    expect(await screen.findByRole("textbox", { name: "Hex" })).toHaveProperty("value", "#000000");
  });
});
