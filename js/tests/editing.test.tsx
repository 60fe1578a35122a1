import { act, render, renderHook, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as arrow from "@uwdata/flechette";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readTable } from "../src/chunks/arrow/values";
import { CellEditor, type OpenCell } from "../src/chunks/editing/cell-editor";
import { pastedCells } from "../src/chunks/editing/clipboard";
import { EditedRows } from "../src/chunks/editing/edited-rows";
import {
  addedRow,
  type CellValue,
  type Edits,
  fromWire,
  isSame,
  NOTHING,
  toWire,
  type WireEdits,
  withCells,
  withoutRows,
  withRows,
} from "../src/chunks/editing/edits";
import { followed, redone, started, undone } from "../src/chunks/editing/history";
import {
  type EditedColumn,
  type EditProps,
  editText,
  isComplete,
  readText,
  stored,
} from "../src/chunks/editing/rules";
import {
  type EditActions,
  type EditingInput,
  MOST_CHARACTERS,
  useEdits,
} from "../src/chunks/editing/use-edits";
import type { Way } from "../src/chunks/grid/channel";
import { gridSources } from "../src/chunks/grid/columns";
import { csvFields, csvLine } from "../src/chunks/grid/csv";
import { runs } from "../src/chunks/grid/runs";
import { WholeRows } from "../src/chunks/grid/whole";
import { WindowedRows } from "../src/chunks/grid/windowed";
import type { RowsQuestion } from "../src/protocol";
import { type ArrowColumns, stream } from "./arrow";

const all = () => true;
const added = (...rows: Record<string, CellValue>[]) =>
  rows.map((row) => new Map(Object.entries(row)));

beforeEach(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));

describe("changes", () => {
  const some = withRows(
    withCells(NOTHING, [
      { column: "1", row: 5, value: "x" },
      { column: "1", row: 4, value: null },
      { column: "2", row: 4, value: [1, 2] },
    ]),
    added({ "1": "new" }, {}),
  );

  it("travel by column, with runs of rows", () => {
    expect(toWire(some, all)).toEqual({
      edited: {
        "1": { rows: [4, 2], values: [null, "x"] },
        "2": { rows: [4, 1], values: [[1, 2]] },
      },
      added: { rows: 2, cells: { "1": { rows: [0, 1], values: ["new"] } } },
      deleted: [],
    });
    expect(runs([1, 2, 3, 7, 9, 10])).toEqual([1, 3, 7, 1, 9, 2]);
    expect(runs([])).toEqual([]);
  });

  it("come back from the kernel as they went", () => {
    const gone = withoutRows(some, [7, 8]);
    expect(fromWire(toWire(gone, all))).toEqual(gone);
    const { edited, ...rest } = toWire(gone, all);
    const turned = Object.fromEntries(Object.entries(edited).reverse());
    expect(isSame(toWire(gone, all), { edited: turned, ...rest })).toBe(true);
    expect(isSame(toWire(gone, all), toWire(some, all))).toBe(false);
  });

  it("leave those before them as they were", () => {
    const before = structuredClone(some);
    withCells(some, [
      { column: "1", row: 5, value: "other" },
      { column: "3", row: addedRow(0), value: true },
    ]);
    withoutRows(some, [5, addedRow(0)]);
    expect(some).toEqual(before);
  });

  it("of a deleted row go with it", () => {
    const after = withoutRows(some, [4, 5, addedRow(0)]);
    expect(toWire(after, all)).toEqual({
      edited: {},
      added: { rows: 1, cells: {} },
      deleted: [4, 2],
    });
  });

  it("can be undone and redone until something else is done", () => {
    let history = followed(followed(started("a"), "b"), "c");
    history = undone(history) ?? history;
    expect(history.present).toBe("b");
    expect(redone(history)?.present).toBe("c");
    expect(redone(followed(history, "d"))).toBeNull();
    expect(undone(started("a"))).toBeNull();
  });
});

const column = (
  editor: string,
  kind: string,
  rest: Omit<Partial<EditedColumn>, "edit"> & { edit?: Partial<EditProps> } = {},
): EditedColumn => ({ name: "1", ...rest, edit: { kind, editor, ...rest.edit } });

describe("what is typed or pasted", () => {
  it.each<[string, EditedColumn, string, CellValue]>([
    ["text", column("text", "string"), " a ", " a "],
    ["a number", column("number", "float"), "1.5", 1.5],
    ["groups of digits", column("number", "float"), "1,234.5", 1234.5],
    ["a comma before decimals", column("number", "float"), "3,5", 3.5],
    ["groups with spaces", column("number", "float"), "1 234\u202f567", 1234567],
    ["an exponent", column("number", "float"), "-1e3", -1000],
    ["decimals of a whole number", column("number", "integer"), "7.9", 7],
    ["more decimals than the step has", column("number", "float", { step: 0.01 }), "1.239", 1.24],
    ["nothing", column("number", "float"), "", null],
    ["yes", column("checkbox", "boolean"), "Yes", true],
    ["no", column("checkbox", "boolean"), "FALSE", false],
    [
      "nothing where it must be something",
      column("checkbox", "boolean", { edit: { nullable: false } }),
      "",
      false,
    ],
    ["a category", column("selectbox", "string", { edit: { options: ["a", "b"] } }), "b", "b"],
    [
      "the label of an option",
      column("selectbox", "integer", { options: [{ value: 1, label: "One" }] }),
      "one",
      1,
    ],
    ["a list", column("list", "list"), "a, b,", ["a", "b"]],
    ["a list as JSON", column("list", "list", { edit: { item: "integer" } }), "[1, 2]", [1, 2]],
    ["a date", column("date", "date"), "2024-5-6", "2024-05-06"],
    ["a date with dots", column("date", "date"), "6.5.2024", "2024-05-06"],
    ["a date in words", column("date", "date"), "May 6, 2024", "2024-05-06"],
    ["a time", column("time", "time"), "9:05 pm", "21:05:00.000"],
    [
      "a moment without a zone",
      column("datetime", "datetime"),
      "2024-05-06 07:08:09.5",
      "2024-05-06T07:08:09.500",
    ],
    [
      "a moment of a zone",
      column("datetime", "datetime", { timezone: "Europe/Paris", edit: { aware: true } }),
      "2024-07-06T12:00",
      "2024-07-06T10:00:00.000Z",
    ],
    [
      "a moment after the clock was turned",
      column("datetime", "datetime", { timezone: "Europe/Paris", edit: { aware: true } }),
      "2024-03-31 03:30",
      "2024-03-31T01:30:00.000Z",
    ],
  ])("reads %s", (_, given, text, expected) => {
    expect(readText(given, text)).toEqual(expected);
  });

  it("gives a moment another time on its day", () => {
    const before = Date.UTC(2024, 4, 6, 7);
    const given = column("time", "datetime");
    expect(readText(given, "09:30", before)).toBe("2024-05-06T09:30:00.000");
  });

  it.each<[string, EditedColumn, string]>([
    ["Enter a number.", column("number", "float"), "abc"],
    ["Enter a number.", column("number", "float"), "0x10"],
    ["Enter a number.", column("number", "float"), "Infinity"],
    ["too large", column("number", "integer"), "9007199254740993"],
    ["At least 1.", column("number", "float", { min_value: 1 }), "0.5"],
    ["At most 5.", column("number", "float", { max_value: 5 }), "6"],
    ["A value is needed", column("number", "float", { edit: { required: true } }), ""],
    ["A value is needed", column("text", "string", { edit: { required: true } }), ""],
    ["At most 3 characters", column("text", "string", { max_chars: 3 }), "abcd"],
    ["has not the form", column("text", "string", { validate: "^[a-z]+$" }), "A1"],
    ["one of the options", column("selectbox", "string", { options: ["a"] }), "z"],
    ["Choose from", column("multiselect", "list", { options: ["a"] }), "a, z"],
    ["Enter numbers", column("list", "list", { edit: { item: "float" } }), "1, x"],
    ["Enter yes or no", column("checkbox", "boolean"), "maybe"],
    ["Enter a date", column("date", "date"), "2024-02-30"],
    ["Enter a date", column("date", "date"), "soon"],
    ["Enter a time", column("time", "time"), "25:00"],
    ["At least 2024-01-01", column("date", "date", { min_value: "2024-01-01" }), "2023-12-31"],
    [
      "At most 2024-01-01 12:00:00",
      column("datetime", "datetime", { max_value: "2024-01-01T12:00:00" }),
      "2024-01-01 12:00:01",
    ],
    [
      "At most",
      column("datetime", "datetime", {
        max_value: "2024-07-01T12:00:00",
        timezone: "Europe/Paris",
        edit: { aware: true },
      }),
      "2024-07-01 12:30",
    ],
    ["At most 12:00:00", column("time", "time", { max_value: "12:00:00" }), "12:00:01"],
  ])("says %s", (message, given, text) => {
    expect(() => readText(given, text)).toThrow(message);
  });

  it.each<[EditedColumn, unknown]>([
    [column("number", "float"), 1234.5],
    [column("text", "string"), "a\nb"],
    [column("selectbox", "integer", { options: [{ value: 1, label: "One" }] }), 1],
    [column("list", "list"), ["a", "b"]],
    [column("date", "date"), Date.UTC(2024, 4, 6)],
    [column("time", "time"), ((9 * 60 + 5) * 60 + 7) * 1000],
    [column("datetime", "datetime"), Date.UTC(2024, 4, 6, 7, 8, 9)],
    [
      column("datetime", "datetime", { timezone: "Asia/Tokyo", edit: { aware: true } }),
      Date.UTC(2024, 4, 6, 7, 8, 9, 10),
    ],
  ])("reads back what an editor begins with: %#", (given, value) => {
    expect(stored(given, readText(given, editText(given, value), value))).toEqual(value);
  });

  it("knows which new rows are complete", () => {
    const complete = isComplete([column("text", "string", { edit: { required: true } })]);
    expect(added({ "1": "a" }, { "1": "" }, { "1": null }, {}).map(complete)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("is split as spreadsheets join it", () => {
    expect(pastedCells("a\tb\r\n1\t\r\n")).toEqual([
      ["a", "b"],
      ["1", ""],
    ]);
    expect(pastedCells('"two\nlines"\t"say ""hi"""\nplain\tb"c')).toEqual([
      ["two\nlines", 'say "hi"'],
      ["plain", 'b"c'],
    ]);
    expect(pastedCells("x")).toEqual([["x"]]);
  });
});

const DATA: ArrowColumns = {
  "0": [["Lyon", "Oslo", "Rome", "Bern"]],
  "1": [[3, 1, 2, 4], arrow.int32()],
};
const COLUMNS: EditedColumn[] = [
  { name: "0", label: "city", type: "text", edit: { kind: "string", editor: "text" } },
  { name: "1", label: "rain", type: "number", edit: { kind: "integer", editor: "number" } },
];

function edited(edits: Edits) {
  const base = new WholeRows(readTable(stream(DATA)), COLUMNS as never, "en-US");
  const rows = new EditedRows(base, edits);
  const sources = gridSources(rows.columns, { placeholder: "None", palette: {} });
  const view = () =>
    Array.from({ length: rows.count }, (_, row) => rows.columns.map((one) => one.shown(row)));
  return { base, rows, sources, view };
}

it("shows what was entered in place of the text of a style, whose colours stay", () => {
  const css = [['{"color":"red"}', null, null, null]] as never;
  const data = { ...DATA, "1:text": [["1 mm", "2 mm", "3 mm", "4 mm"]], "1:css": css } as never;
  const base = new WholeRows(readTable(stream(data)), COLUMNS as never, "en-US");
  const changed = withCells(NOTHING, [{ column: "1", row: 0, value: 7 }]);
  const rows = new EditedRows(base, withRows(changed, [new Map([["1", 9]])]));
  const rain = rows.columns[1];
  const last = rows.count - 1;
  expect([0, 1, last].map((row) => rain?.shown(row))).toEqual(["7", "2 mm", "9"]);
  expect([0, 1, last].map((row) => rain?.css(row))).toEqual([{ color: "red" }, null, null]);
});

describe("rows with changes over them", () => {
  const changes = withRows(
    withoutRows(withCells(NOTHING, [{ column: "0", row: 2, value: "Rimini" }]), [1]),
    added({ "0": "Nice", "1": 9 }),
  );

  it("show what was entered, without what is gone, and what is new at the end", () => {
    const { rows, view } = edited(changes);
    expect(view()).toEqual([
      ["Lyon", "3"],
      ["Rimini", "2"],
      ["Bern", "4"],
      ["Nice", "9"],
    ]);
    expect([0, 1, 2, 3].map((row) => rows.position(row))).toEqual([0, 2, 3, null]);
    expect([0, 1, 2, 3].map((row) => rows.name(row))).toEqual([0, 2, 3, addedRow(0)]);
    expect([0, 1, 2, 3].map((position) => rows.rowOf(position))).toEqual([0, null, 1, 2]);
  });

  it("keep a value at its place in the data, whatever the order", async () => {
    const { rows, view } = edited(withCells(NOTHING, [{ column: "0", row: 2, value: "Rimini" }]));
    await rows.sort({ column: "1", descending: false });
    expect(view().map(([city]) => city)).toEqual(["Oslo", "Rimini", "Lyon", "Bern"]);
    expect(rows.name(1)).toBe(2);
  });

  it("tell when they change", () => {
    const { rows, view } = edited(NOTHING);
    const told = vi.fn();
    const end = rows.subscribe(told);
    const { version } = rows;
    rows.show(withoutRows(NOTHING, [0]));
    expect(told).toHaveBeenCalledTimes(1);
    expect(rows.version).toBeGreaterThan(version);
    expect(view()).toHaveLength(3);
    end();
    rows.show(NOTHING);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it("are searched and downloaded as they show", async () => {
    const { rows, sources } = edited(changes);
    expect((await rows.search("ni", sources)).matches).toEqual([
      { column: "0", row: 1 },
      { column: "0", row: 3 },
    ]);
    expect((await rows.search("rome", sources)).count).toBe(0);
    expect(await blobText(await rows.csv(sources))).toBe(
      "city,rain\r\nLyon,3\r\nRimini,2\r\nBern,4\r\nNice,9\r\n",
    );
  });

  it("show what many deletions leave", () => {
    const { rows } = edited(withoutRows(NOTHING, [0, 1, 3]));
    expect(rows.count).toBe(1);
    expect(rows.position(0)).toBe(2);
  });
});

describe("rows with changes over those in the kernel", () => {
  const COUNT = 20_000;
  const changes = withRows(
    withoutRows(
      withCells(NOTHING, [
        { column: "0", row: 2, value: 'a "b", c' },
        { column: "1", row: 15_000, value: 7 },
      ]),
      [1],
    ),
    added({ "0": "Nice", "1": 9 }),
  );

  function kernel() {
    const asked: ({ request: string } & RowsQuestion)[] = [];
    const way: Way = {
      connection: "CONNECTED",
      answers: new Set(),
      send: (message) => {
        if (message.method === "rows" && "op" in message) asked.push(message);
      },
      subscribe: () => () => {},
    };
    const say = (answer: object, buffers: Uint8Array[] = []): void => {
      const { request = "" } = asked.shift() ?? {};
      const views = buffers.map((one) => new DataView(one.buffer, one.byteOffset, one.byteLength));
      for (const hear of way.answers) hear({ method: "rows", request, ...answer }, views);
    };
    const first = stream({ "0": [["x", "x"]], "1": [[0, 0], arrow.int32()] });
    const source = { name: "rows-1", window: 1 };
    const options = {
      source,
      count: COUNT,
      first,
      columns: COLUMNS as never,
      way,
      locale: "en-US",
    };
    const rows = new EditedRows(new WindowedRows(options), changes);
    const sources = gridSources(rows.columns, { placeholder: "None", palette: {} });
    return { asked, rows, say, sources };
  }

  it("are searched as they show", async () => {
    const { asked, rows, say, sources } = kernel();
    const found = rows.search("n", sources);
    await Promise.resolve();
    expect(asked[0]).toMatchObject({
      op: "search",
      gone: [1, 1],
      covered: { "0": [2, 1], "1": [15_000, 1] },
    });
    say({
      count: 3,
      matches: [
        [0, "0"],
        [3, "0"],
        [19_999, "0"],
      ],
    });
    expect(await found).toEqual({
      matches: [
        { column: "0", row: 0 },
        { column: "0", row: 2 },
        { column: "0", row: 19_998 },
        { column: "0", row: 19_999 },
      ],
      count: 4,
    });
  });

  it("are downloaded with what was entered", async () => {
    const { asked, rows, say, sources } = kernel();
    const blob = rows.csv(sources);
    const lines = ['"é, x",1\r\n', "gone,2\r\n", "old,3\r\n", "Bern,4\r\n"];
    const encoded = lines.map((line) => new TextEncoder().encode(line));
    const lengths = Uint32Array.from(encoded, ({ length }) => length);
    expect(asked[0]).toMatchObject({ op: "csv", start: 0, stop: 20_000, lines: true });
    say({}, [
      new TextEncoder().encode(lines.join("")),
      new Uint8Array(lengths.buffer),
      new Uint8Array(Uint32Array.of(0, 1, 2, 15_000).buffer),
    ]);
    expect(await blobText(await blob)).toBe(
      'city,rain\r\n"é, x",1\r\n"a ""b"", c",3\r\nBern,7\r\nNice,9\r\n',
    );
  });

  it("are counted with what was entered", async () => {
    const { asked, rows } = kernel();
    void rows.statistics("1");
    expect(asked[0]).toMatchObject({
      ...{ op: "statistics", column: "1", gone: [1, 1, 15_000, 1], entered: [7, 9] },
    });
  });
});

describe("a line of a download", () => {
  it.each([[["a", "b"]], [['say "hi"', ""]], [["", ""]], [["x,y", "two\r\nlines", '"']], [[""]]])(
    "is read as it was written: %j",
    (fields) => {
      expect(csvFields(csvLine(fields).slice(0, -2))).toEqual(fields);
    },
  );
});

/** What a file holds; jsdom's has no `text`. */
const blobText = (blob: Blob): Promise<unknown> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(blob);
  });

const EMPTY: WireEdits = { edited: {}, added: { rows: 0, cells: {} }, deleted: [] };

function edits(columns: EditedColumn[] = COLUMNS) {
  const base = new WholeRows(readTable(stream(DATA)), columns as never, "en-US");
  const sent: WireEdits[] = [];
  let input: EditingInput = {
    identity: "a",
    value: EMPTY,
    disabled: false,
    numRows: "dynamic",
    setValue: (value) => {
      sent.push(value);
      input = { ...input, value };
    },
  };
  const hook = renderHook(() => useEdits(base, columns, input));
  const actions = () => hook.result.current as EditActions;
  const told = (next: Partial<EditingInput>) => {
    input = { ...input, ...next };
    hook.rerender();
  };
  const change = (make: (edits: Edits) => Edits) => {
    let done = false;
    act(() => {
      done = actions().change(make);
    });
    hook.rerender();
    return done;
  };
  const shown = () => actions().rows.columns[0]?.shown;
  return { actions, change, hook, sent, shown, told };
}

describe("an editor", () => {
  const enter = (row: number, value: CellValue) => (before: Edits) =>
    withCells(before, [{ column: "0", row, value }]);

  it("sends one message for each change, and undoes and redoes", () => {
    const { actions, change, hook, sent, shown } = edits();
    change(enter(0, "a"));
    change(enter(1, "b"));
    expect(sent.map(({ edited }) => edited["0"])).toEqual([
      { rows: [0, 1], values: ["a"] },
      { rows: [0, 2], values: ["a", "b"] },
    ]);
    act(() => actions().undo());
    hook.rerender();
    expect(shown()?.(1)).toBe("Oslo");
    expect(sent.at(-1)?.edited["0"]?.rows).toEqual([0, 1]);
    act(() => actions().redo());
    expect(shown()?.(1)).toBe("b");
    expect(sent).toHaveLength(4);
  });

  it("keeps its own when the kernel says the same, and takes what the kernel says otherwise", () => {
    const { actions, change, sent, shown, told } = edits();
    change(enter(0, "a"));
    told({ value: structuredClone(sent[0] ?? EMPTY) });
    expect(actions().canUndo).toBe(true);
    told({ value: EMPTY });
    expect(shown()?.(0)).toBe("Lyon");
    expect(actions().canUndo).toBe(false);
  });

  it("forgets everything with another identity", () => {
    const needed = COLUMNS.map(({ edit, ...one }) => ({
      ...one,
      edit: { kind: "", ...edit, required: true },
    }));
    const { actions, change, sent, told } = edits(needed);
    change((before) => withRows(before, added({ "0": "x" })));
    expect(sent).toEqual([]);
    expect(actions().rows.count).toBe(5);
    told({ identity: "b", value: { ...EMPTY } });
    expect(actions().rows.count).toBe(4);
  });

  it("holds a new row back until it has all it needs", () => {
    const needed = COLUMNS.map(({ edit, ...one }) => ({
      ...one,
      edit: { kind: "", ...edit, required: true },
    }));
    const { actions, change, sent, told } = edits(needed);
    change((before) => withRows(before, added({ "0": "x" })));
    expect(sent).toEqual([]);
    // Something else is answered meanwhile.
    told({ value: { ...EMPTY, deleted: [0, 1] } });
    expect(actions().rows.count).toBe(4);
    change((before) => withCells(before, [{ column: "1", row: addedRow(0), value: 7 }]));
    expect(sent.at(-1)?.added).toEqual({
      rows: 1,
      cells: { "0": { rows: [0, 1], values: ["x"] }, "1": { rows: [0, 1], values: [7] } },
    });
  });

  it("refuses more than a message can hold", () => {
    const { change, sent, shown } = edits();
    expect(change(enter(0, "x".repeat(MOST_CHARACTERS)))).toBe(false);
    expect(sent).toEqual([]);
    expect(shown()?.(0)).toBe("Lyon");
  });

  it("does nothing while it is disabled", () => {
    const { change, sent, told } = edits();
    told({ disabled: true });
    expect(change(enter(0, "a"))).toBe(false);
    expect(sent).toEqual([]);
  });
});

function open(given: EditedColumn, value: unknown, typed: string | null = null) {
  const onEnter = vi.fn();
  const onClose = vi.fn();
  const cell: OpenCell = {
    column: given,
    title: "Rain",
    row: 0,
    place: 0,
    value,
    typed,
    replaces: typed === null,
  };
  render(
    <CellEditor
      bounds={() => ({ x: 1, y: 2, width: 80, height: 35 })}
      cell={cell}
      onClose={onClose}
      onEnter={onEnter}
    />,
  );
  return { onEnter, onClose };
}

describe("the field over a cell", () => {
  it("enters a number and goes down with Enter, to the right with Tab", async () => {
    const { onEnter } = open(column("number", "integer"), 3, "4");
    await userEvent.keyboard("2{Enter}");
    expect(onEnter).toHaveBeenLastCalledWith(42, [0, 1]);
    await userEvent.keyboard("{Tab}");
    expect(onEnter).toHaveBeenLastCalledWith(42, [1, 0]);
    await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
    expect(onEnter).toHaveBeenLastCalledWith(42, [-1, 0]);
  });

  it("says what is wrong, stays, and takes it back once it is right", async () => {
    const { onEnter, onClose } = open(column("number", "float", { max_value: 5 }), 3);
    const field = screen.getByRole("textbox", { name: "Rain" });
    await userEvent.clear(field);
    await userEvent.type(field, "9{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("At most 5.");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(onEnter).not.toHaveBeenCalled();
    await userEvent.type(field, "{Backspace}4");
    expect(screen.queryByRole("alert")).toBeNull();
    await userEvent.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(onEnter).not.toHaveBeenCalled();
  });

  it("enters what is written when something else is clicked, unless it does not fit", async () => {
    const first = open(column("text", "string"), "a", "b");
    await userEvent.click(document.body);
    expect(first.onEnter).toHaveBeenCalledWith("b", [0, 0]);
    const second = open(column("number", "float"), 1, "x");
    await userEvent.click(document.body);
    expect(second.onEnter).not.toHaveBeenCalled();
    expect(second.onClose).toHaveBeenCalled();
  });

  it("closes without a change where nothing was written", async () => {
    const { onEnter, onClose } = open(column("text", "string"), "a");
    await userEvent.keyboard("{Enter}");
    expect(onEnter).not.toHaveBeenCalled();
    expect(onClose).toHaveBeenCalled();
  });

  it("offers options, narrowed by typing", async () => {
    const options = ["apple", "pear", "plum"];
    const { onEnter } = open(column("selectbox", "string", { options }), "apple");
    const names = () => screen.getAllByRole("option").map((option) => option.textContent);
    expect(names()).toEqual([...options, "None"]);
    expect(screen.getByRole("option", { selected: true }).textContent).toBe("apple");
    await userEvent.keyboard("pl");
    expect(names()).toEqual(["apple", "plum"]);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(onEnter).toHaveBeenCalledWith("plum", [0, 1]);
  });

  it("enters the option that is clicked", async () => {
    const { onEnter } = open(
      column("selectbox", "integer", {
        options: [{ value: 7, label: "Seven" }],
        edit: { required: true },
      }),
      null,
    );
    await userEvent.click(screen.getByRole("option", { name: "Seven" }));
    expect(onEnter).toHaveBeenCalledWith(7, [0, 0]);
    expect(screen.queryByRole("option", { name: "None" })).toBeNull();
  });

  it("takes several options, and new ones where it may", async () => {
    const { onEnter } = open(
      column("multiselect", "list", { options: ["a", "b"], accept_new_options: true }),
      ["a"],
    );
    await userEvent.click(screen.getByRole("option", { name: "b" }));
    await userEvent.keyboard("new{Enter}");
    await userEvent.click(screen.getByRole("option", { name: "a" }));
    await userEvent.keyboard("{Enter}");
    expect(onEnter).toHaveBeenCalledWith(["b", "new"], [0, 1]);
  });

  it("shows a moment in a field of its own", () => {
    open(column("datetime", "datetime"), Date.UTC(2024, 4, 6, 7, 8, 9));
    const field = screen.getByLabelText<HTMLInputElement>("Rain");
    expect(field.type).toBe("datetime-local");
    expect(field.value).toMatch(/^2024-05-06T07:08:09/);
  });
});
