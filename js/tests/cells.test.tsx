import { act, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { node, show, text } from "./harness";

let measureAgain = (): void => {};
let width = 800;

/** Lays out for a width: nothing else of a layout is needed. */
function layOut(): void {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockImplementation(() => width);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(changed: () => void) {
        const before = measureAgain;
        measureAgain = () => {
          before();
          changed();
        };
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
}

function resize(to: number): void {
  width = to;
  act(() => measureAgain());
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  measureAgain = () => {};
  width = 800;
});

const cell = (props = {}) => node("grid_cell", props, [text("in a cell")]);
const grid = (props: object, children = [text("a"), text("b"), text("c"), text("d")]) =>
  node("grid", { gap: ["0px", "0px"], ...props }, children);
const box = () => screen.getByTestId("stGrid");
const columns = () => Number(/repeat\((\d+),/.exec(box().style.gridTemplateColumns)?.[1]);

describe("a grid", () => {
  it("has a cell for each child", () => {
    show([grid({ key: "k" }, [text("a"), cell()])]);
    expect(screen.getAllByTestId("stGridCell").map((one) => one.textContent)).toEqual([
      "a",
      "in a cell",
    ]);
    expect(box().classList.contains("st-key-k")).toBe(true);
  });

  it.each([
    ["as many columns as there is room for", {}, 800, 4],
    ["fewer where it is narrow", {}, 500, 2],
    ["one at least", {}, 90, 1],
    ["as many as it is told at most", { columns: 3 }, 800, 3],
    ["fewer than that where it is narrow", { columns: 3 }, 500, 2],
    ["more where they may be narrow", { min_column_width: 100, columns: 4 }, 500, 4],
    ["all if none may be left out", { columns: 4, wrap: false }, 300, 4],
  ])("has %s", (_, props, wide, count) => {
    layOut();
    width = wide;
    show([grid(props)]);
    expect(columns()).toBe(count);
  });

  it("has another number of columns when its width changes, but not when it is hidden", () => {
    layOut();
    show([grid({})]);
    resize(450);
    expect(columns()).toBe(2);
    resize(0);
    expect(columns()).toBe(2);
    resize(800);
    expect(columns()).toBe(4);
  });

  it("keeps the width of its columns for few cells", () => {
    layOut();
    show([grid({}, [text("a")])]);
    expect(columns()).toBe(4);
  });

  it("has cells over several columns, as far as there are some", () => {
    layOut();
    show([
      grid({ columns: 4 }, [cell({ column_span: 3 }), cell({ column_span: "all", row_span: 2 })]),
    ]);
    const [wide, whole] = screen.getAllByTestId("stGridCell");
    expect(wide?.style.gridColumn).toBe("span 3");
    expect(whole?.style).toMatchObject({ gridColumn: "1 / -1", gridRow: "span 2" });
    resize(450);
    expect(wide?.style.gridColumn).toBe("span 2");
  });

  it("has borders, alignment, gaps and heights as it is told", () => {
    show([
      grid({
        border: true,
        columns: 2,
        dense: true,
        gap: [1, "5px"],
        height: 200,
        row_height: 50,
        vertical_alignment: "center",
      }),
    ]);
    const { style } = box();
    expect(style).toMatchObject({ gap: "1rem 5px", gridAutoRows: "50px", height: "200px" });
    expect(style.gridAutoFlow).toContain("dense");
    const [first] = screen.getAllByTestId("stGridCell");
    expect(first?.className).toContain("rv-bordered");
    expect(first?.dataset.align).toBe("center");
    // What scrolls can be reached without a mouse.
    expect([box().tabIndex, first?.tabIndex]).toEqual([0, 0]);
  });
});

describe("space", () => {
  it("has a size", () => {
    show([
      node("space", { size: 2.5 }),
      node("space", { size: "7px" }),
      node("space", { size: "stretch" }),
    ]);
    const spaces = screen.getAllByTestId("stSpace").map(({ parentElement }) => parentElement);
    expect(spaces.map((one) => one?.style.getPropertyValue("--rv-space"))).toEqual([
      "2.5rem",
      "7px",
      "",
    ]);
    expect(spaces[2]?.dataset.size).toBe("stretch");
  });
});

describe("a skeleton", () => {
  it("is a shape without words", () => {
    show([node("skeleton", { height: 80 }), node("skeleton", { height: "stretch" })]);
    const [fixed, tall] = screen.getAllByTestId("stSkeletonElement");
    expect(fixed?.style.height).toBe("80px");
    expect(fixed?.getAttribute("aria-hidden")).toBe("true");
    expect(tall?.dataset.height).toBe("stretch");
  });
});

describe("a step", () => {
  it("has a mark, a line to the next one, and opens", () => {
    show([
      node("status", { label: "One", state: "complete", type: "step" }, []),
      node("expander", { label: "Two", type: "step" }, [text("inside")]),
      node("expander", { label: "Three" }, []),
    ]);
    const marks = screen.getAllByTestId("stExpanderStepIcon");
    expect(marks).toHaveLength(2);
    expect(marks[0]?.querySelector("[data-testid=stExpanderIconCheck]")).not.toBeNull();
    expect(screen.getAllByTestId("stExpanderStepConnector")).toHaveLength(2);
    expect(screen.getAllByTestId("stExpanderStepChevron")).toHaveLength(2);
  });
});
