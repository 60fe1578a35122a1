import { describe, expect, it } from "vitest";
import { type DateFormatOptions, formatDate } from "../src/format/date";

const MOMENT = Date.UTC(2024, 1, 5, 15, 4, 9, 78);

function shown(format: string | null, options: Partial<DateFormatOptions> = {}, ms = MOMENT) {
  return formatDate(ms, format, { kind: "datetime", locale: "en-US", ...options }).replace(
    // Intl puts a narrow no-break space before AM and PM.
    /\u202f/g,
    " ",
  );
}

describe("tokens", () => {
  it.each([
    ["YYYY-MM-DD", "2024-02-05"],
    ["D.M.YY", "5.2.24"],
    ["MMMM Do, YYYY", "February 5th, 2024"],
    ["MMM DD", "Feb 05"],
    ["dddd ddd dd d", "Monday Mon Mo 1"],
    ["HH:mm:ss.SSS", "15:04:09.078"],
    ["H h hh", "15 3 03"],
    ["h:mm a", "3:04 pm"],
    ["hh:mm A", "03:04 PM"],
    ["S SS SSSSSS", "0 07 078000"],
    ["Z ZZ", "+00:00 +0000"],
    ["X", String(Math.floor(MOMENT / 1000))],
    ["x", String(MOMENT)],
    ["[at] HH [o'clock]", "at 15 o'clock"],
    ["Q W GGGG DDD", "1 6 2024 36"],
    ["L", "02/05/2024"],
    ["LT", "3:04 PM"],
  ])("%s", (format, expected) => {
    expect(shown(format)).toBe(expected);
  });

  it("shows midnight and noon on a 12-hour clock", () => {
    expect(shown("h A", {}, Date.UTC(2024, 0, 1, 0))).toBe("12 AM");
    expect(shown("h A", {}, Date.UTC(2024, 0, 1, 12))).toBe("12 PM");
  });

  it("names months in the visitor's language", () => {
    expect(shown("MMMM", { locale: "de-DE" })).toBe("Februar");
  });

  it("counts ISO weeks across the turn of a year", () => {
    expect(shown("GGGG-W", {}, Date.UTC(2021, 0, 3))).toBe("2020-53");
    expect(shown("GGGG-W", {}, Date.UTC(2024, 11, 30))).toBe("2025-1");
  });
});

describe("time zones", () => {
  it("shows the clock of the zone, with its summer time", () => {
    const berlin = { timezone: "Europe/Berlin" };
    expect(shown("HH:mm Z", berlin)).toBe("16:04 +01:00");
    expect(shown("HH:mm Z", berlin, Date.UTC(2024, 6, 1, 12))).toBe("14:00 +02:00");
  });

  it("takes fixed offsets and ignores names it does not know", () => {
    expect(shown("HH:mm Z", { timezone: "-03:30" })).toBe("11:34 -03:30");
    expect(shown("HH:mm", { timezone: "Mars/Olympus" })).toBe("15:04");
  });
});

describe("named formats", () => {
  it("localized", () => {
    expect(shown("localized")).toBe("Feb 5, 2024, 3:04:09 PM");
    expect(shown("localized", { kind: "date" })).toBe("Feb 5, 2024");
    expect(shown("localized", { kind: "time" })).toBe("3:04:09 PM");
  });

  it("iso8601", () => {
    expect(shown("iso8601")).toBe("2024-02-05T15:04:09.078");
    expect(shown("iso8601", { timezone: "UTC" })).toBe("2024-02-05T15:04:09.078Z");
    expect(shown("iso8601", { kind: "date" })).toBe("2024-02-05");
    expect(shown("iso8601", { kind: "time" })).toBe("15:04:09.078");
  });

  it.each([
    [2 * 86_400_000, "in 2 days"],
    [-3 * 3_600_000, "3 hours ago"],
    [50_000, "in 1 minute"],
    [-10_000, "10 seconds ago"],
    [400 * 86_400_000, "in 1 year"],
  ])("distance of %d ms", (gap, expected) => {
    expect(shown("distance", { now: MOMENT }, MOMENT + gap)).toBe(expected);
  });

  it.each([
    [0, "Today at 3:04 PM"],
    [1, "Tomorrow at 3:04 PM"],
    [-1, "Yesterday at 3:04 PM"],
    [3, "Thursday at 3:04 PM"],
    [-3, "Last Friday at 3:04 PM"],
    [10, "02/15/2024"],
  ])("calendar, %d days from today", (days, expected) => {
    expect(shown("calendar", { now: MOMENT }, MOMENT + days * 86_400_000)).toBe(expected);
  });
});

it("shows ISO-like text without a format", () => {
  expect(shown(null)).toBe("2024-02-05 15:04:09.078");
  expect(shown(null, { kind: "date" })).toBe("2024-02-05");
  expect(shown(null, { kind: "time" }, Date.UTC(1970, 0, 1, 8, 30))).toBe("08:30:00");
  expect(shown(null, {}, Number.NaN)).toBe("");
});
