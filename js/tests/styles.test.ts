import { expect, it } from "vitest";
import { styles as core } from "../src/styles";
import calendar from "../src/styles/calendar.css";
import celebration from "../src/styles/celebration.css";
import chart from "../src/styles/chart.css";
import color from "../src/styles/color.css";
import grid from "../src/styles/grid.css";
import players from "../src/styles/players.css";
import uploads from "../src/styles/uploads.css";

const styles = [core, calendar, celebration, chart, color, grid, players, uploads].join("\n");

/** The parts between commas that are no argument of a function such as `:is`. */
function parts(selector: string): string[] {
  const found = [""];
  let depth = 0;
  for (const char of selector) {
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (char === "," && depth === 0) found.push("");
    else found[found.length - 1] += char;
  }
  return found.map((part) => part.trim());
}

const selectors = styles
  .replace(/\/\*[\s\S]*?\*\//g, "")
  .match(/[^{};]+(?=\{)/g)
  ?.map((selector) => selector.trim())
  .filter((selector) => !/^(@|from$|to$|[\d.]+%)/.test(selector))
  .flatMap(parts);

it("style nothing outside of the app", () => {
  expect(selectors?.length).toBeGreaterThan(200);
  // Every part names one of our classes, or one of the classes that apps know us by.
  expect(selectors?.filter((selector) => !/\.(rv-|st[A-Z])/.test(selector))).toEqual([]);
});

it("name animations so that they cannot meet those of a host", () => {
  const names = [...styles.matchAll(/@keyframes\s+([\w-]+)/g)].map(([, name]) => name);
  expect(names.filter((name) => !name?.startsWith("rv-"))).toEqual([]);
});

it("ask for nothing that each click changes, or each would have to be drawn twice", () => {
  expect(styles).not.toMatch(/data-run-|data-test-/);
});

it("load nothing", () => expect(styles).not.toMatch(/url\(|@import/));
