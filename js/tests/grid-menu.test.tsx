import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readTable } from "../src/chunks/arrow/values";
import { gridSources } from "../src/chunks/grid/columns";
import {
  ChoiceMenu,
  type ColumnActions,
  ColumnMenu,
  VisibilityMenu,
} from "../src/chunks/grid/menu";
import { CellView } from "../src/chunks/grid/view";
import { WholeRows } from "../src/chunks/grid/whole";
import { stream } from "./arrow";

const rows = new WholeRows(
  readTable(
    stream({
      n: [[1, 2, 2, 3, null]],
      text: [["x", "y", "x", "x", null]],
      json: [['{"a": {"b": 1}}', "no JSON", "{}", "{}", "{}"]],
      image: [["data:image/png;base64,AA==", "javascript:alert(1)", "", "", ""]],
      list: [[[1, 2], [], [], [], []]],
    }),
  ),
  [
    { name: "n", label: "Number" },
    { name: "text", label: "Text" },
    { name: "json", type_config: { type: "json" } },
    { name: "image", type_config: { type: "image" } },
    { name: "list" },
  ],
  "en-US",
);
const sources = gridSources(rows.columns, {
  placeholder: "None",
  palette: {},
});
const source = (id: string) => {
  const found = sources.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const at = () => ({ x: 10, y: 10, width: 100, height: 35 });
const onClose = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});

describe("the menu of a column", () => {
  function open(id: string, more = {}): ColumnActions {
    const actions = {
      sort: vi.fn(),
      format: vi.fn(),
      pin: vi.fn(),
      hide: vi.fn(),
      fit: vi.fn(),
      ...more,
    };
    render(
      <ColumnMenu
        {...{ actions, at, onClose, rows }}
        format={null}
        only={id === "only"}
        source={source(id === "only" ? "n" : id)}
      />,
    );
    return actions;
  }

  it("is used with the keys alone", async () => {
    const { sort } = open("n");
    const user = userEvent.setup();
    expect(screen.getByText("Sort ascending").closest("button")).toBe(document.activeElement);
    await user.keyboard("{ArrowDown}{Enter}");
    expect(sort).toHaveBeenCalledWith("n", true);
    expect(onClose).toHaveBeenCalledTimes(1);
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(2);
  });

  it("formats, and says which format there is", async () => {
    const { format } = open("n");
    await userEvent.click(screen.getByRole("menuitem", { name: "Format" }));
    expect(screen.getByRole("menuitemradio", { name: "Automatic", checked: true })).toBeTruthy();
    await userEvent.click(screen.getByRole("menuitemradio", { name: "Accounting" }));
    expect(format).toHaveBeenCalledWith("n", "accounting");
  });

  it("has no formats where there are none, no sorting where headers select, and keeps one column", () => {
    open("text", { sort: null });
    expect(screen.queryByRole("menuitem", { name: "Format" })).toBeNull();
    expect(screen.queryByText(/^Sort/)).toBeNull();
    expect(screen.getByRole("menuitem", { name: "Hide column" })).toBeTruthy();
    document.body.replaceChildren();
    open("only");
    expect(screen.queryByRole("menuitem", { name: "Hide column" })).toBeNull();
  });

  it("pins, hides and fits", async () => {
    const actions = open("n");
    for (const name of ["Pin column", "Hide column", "Autosize"]) {
      await userEvent.click(screen.getByRole("menuitem", { name }));
    }
    expect(actions.pin).toHaveBeenCalledWith("n", true);
    expect(actions.hide).toHaveBeenCalledWith("n");
    expect(actions.fit).toHaveBeenCalledWith("n");
  });

  it("shows the statistics of numbers", async () => {
    open("n");
    await userEvent.click(screen.getByRole("menuitem", { name: "Statistics" }));
    const list = await screen.findByTestId("stDataFrameStatisticsMetrics");
    const words = [...list.children].map((line) => line.textContent);
    expect(words).toEqual([
      "Count4",
      "Missing1 (20 %)",
      "Distinct3",
      "Min1",
      "Max3",
      "Mean2",
      "Median2",
      "Std. dev.0.816497",
    ]);
    expect(screen.getByRole("img", { name: "Distribution from 1 to 3" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^Back/ }));
    expect(screen.getByRole("menuitem", { name: "Statistics" })).toBeTruthy();
  });

  it("shows what is most frequent among texts", async () => {
    open("text");
    await userEvent.click(screen.getByRole("menuitem", { name: "Statistics" }));
    const top = await screen.findByRole("list", { name: "Most frequent values" });
    expect(
      within(top)
        .getAllByRole("listitem")
        .map((one) => one.textContent),
    ).toEqual(["x3", "y1"]);
    expect(screen.queryByRole("img")).toBeNull();
  });

  it("says so when there are no statistics", async () => {
    vi.spyOn(rows, "statistics").mockRejectedValueOnce(new Error("gone"));
    open("n");
    await userEvent.click(screen.getByRole("menuitem", { name: "Statistics" }));
    expect((await screen.findByRole("alert")).textContent).toContain("cannot be calculated");
  });
});

it("offers the buttons of a cell", async () => {
  const onChoose = vi.fn();
  const choices = ["Edit", "Delete"];
  render(<ChoiceMenu {...{ at, choices, onChoose, onClose }} label="Do" />);
  await userEvent.keyboard("d{Enter}");
  expect(onChoose).toHaveBeenCalledWith(1);
});

it("leaves one column on the screen", async () => {
  const toggle = vi.fn();
  const hidden = new Set(["text", "json", "image"]);
  const { rerender } = render(<VisibilityMenu {...{ at, hidden, onClose, sources, toggle }} />);
  await userEvent.click(screen.getByRole("checkbox", { name: "list" }));
  expect(toggle).toHaveBeenCalledWith("list", false);
  rerender(
    <VisibilityMenu {...{ at, onClose, sources, toggle }} hidden={new Set([...hidden, "list"])} />,
  );
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Number" }).disabled).toBe(true);
});

describe("the whole of a cell", () => {
  const kit = {
    Markdown: ({ text }: { text: string }) => <b>{text}</b>,
    wantSymbols: async () => {},
  };
  const view = (id: string, row: number) =>
    render(<CellView cell={{ source: source(id), row, at }} {...{ kit, onClose }} />);

  it("is a tree of JSON, or the text where it is none", () => {
    view("json", 0);
    expect(screen.getByTestId("stJsonColumnViewer").textContent).toContain("b: 1");
    document.body.replaceChildren();
    view("json", 1);
    expect(screen.getByTestId("stJsonColumnViewer").textContent).toContain("not valid JSON");
  });

  it("is a picture, or the text where it must not be one", () => {
    view("image", 0);
    expect(document.querySelector("img")?.src).toBe("data:image/png;base64,AA==");
    document.body.replaceChildren();
    view("image", 1);
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByRole("dialog").textContent).toBe("javascript:alert(1)");
  });

  it("is the items of a list", () => {
    view("list", 0);
    expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(["1", "2"]);
  });
});
