import { dictionary, utf8 } from "@uwdata/flechette";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Way } from "../src/chunks/grid/channel";
import { gridSources } from "../src/chunks/grid/columns";
import { Pages } from "../src/chunks/grid/pages";
import type { Rows } from "../src/chunks/grid/rows";
import { WindowedRows } from "../src/chunks/grid/windowed";
import type { PageMessage, RowsAnswer, RowsQuestion } from "../src/protocol";
import { stream } from "./arrow";

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Asked = { request: string } & RowsQuestion;

/** A kernel whose table counts: column `a` holds the position, and `b` the position backwards. */
class FakeKernel implements Way {
  connection = "CONNECTED";
  readonly answers: Way["answers"] = new Set();
  readonly asked: Asked[] = [];
  readonly cancelled: string[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(readonly count = 1_000_000) {}

  send(message: PageMessage): void {
    if (message.method !== "rows") return;
    if ("cancel" in message) this.cancelled.push(...message.cancel);
    else this.asked.push(message);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  connect(connection: string): void {
    this.connection = connection;
    for (const listener of this.#listeners) listener();
  }

  /** Answers what was asked, the oldest first. */
  async answer(count = this.asked.length, offset = 0): Promise<Asked[]> {
    const taken = this.asked.splice(0, count);
    for (const question of taken) {
      const { start = 0, stop = 0, sort, op } = question;
      if (op === "places") {
        this.say({ request: question.request }, [this.places(question)]);
        continue;
      }
      const at = Array.from({ length: stop - start }, (_, row) =>
        sort ? this.count - 1 - start - row : start + row,
      );
      const rows = stream({
        a: [at.map((position) => position + offset)],
        b: [at.map((position) => this.count - 1 - position)],
      });
      const buffers = [rows, ...(sort ? [new Uint8Array(Uint32Array.from(at).buffer)] : [])];
      this.say({ request: question.request }, buffers);
    }
    await turn();
    return taken;
  }

  /** Sorted, the table is backwards. */
  places({ start = 0, stop = 0, positions = [] }: Asked): Uint8Array {
    const wanted: number[] = [];
    for (let at = 0; at < positions.length; at += 2) {
      const [first, length] = [positions[at] ?? 0, positions[at + 1] ?? 0];
      for (let step = 0; step < length; step += 1) wanted.push(first + step);
    }
    const of =
      positions.length > 0 ? wanted : Array.from({ length: stop - start }, (_, n) => start + n);
    return new Uint8Array(Uint32Array.from(of, (one) => this.count - 1 - one).buffer);
  }

  say(answer: Omit<RowsAnswer, "method">, buffers: Uint8Array[] = []): void {
    const views = buffers.map(
      ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength),
    );
    for (const listener of this.answers) listener({ method: "rows", ...answer }, views);
  }

  get pages(): Array<number | undefined> {
    return this.asked.map(({ start }) => start);
  }
}

const FIRST = Array.from({ length: 200 }, (_, row) => row);

function windowed(
  kernel: FakeKernel,
  former: Rows | null = null,
  { name = "rows-1", offset = 0, count = kernel.count } = {},
): WindowedRows {
  const at = [...FIRST, count - 1];
  const first = stream({
    a: [at.map((position) => position + offset)],
    b: [at.map((position) => kernel.count - 1 - position)],
  });
  const columns = [{ name: "a" }, { name: "b" }];
  const source = { name, window: 200 };
  return new WindowedRows({ source, count, first, columns, way: kernel, locale: "en-US" }, former);
}

const values = (rows: Rows, first: number, count = 3): unknown[] =>
  Array.from({ length: count }, (_, row) =>
    rows.columns[0]?.isHere(first + row) ? rows.columns[0].value(first + row) : undefined,
  );

let now = 0;

beforeEach(() => {
  now = 1000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});

/** Looks at rows after a while. */
async function look(rows: Rows | Pages<never>, first: number, last = first + 10): Promise<void> {
  now += 1000;
  rows.look(first, last);
  await turn();
}

describe("rows that stay in the kernel", () => {
  it("are there from the start as far as the first window goes, and the last", () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    expect([rows.count, rows.busy]).toEqual([1_000_000, false]);
    expect(values(rows, 0)).toEqual([0, 1, 2]);
    expect(values(rows, 199)).toEqual([199, undefined, undefined]);
    expect(values(rows, 999_998, 2)).toEqual([undefined, 999_999]);
    expect(kernel.asked).toEqual([]);
  });

  it("are asked for when they are looked at, and those ahead in the direction of scrolling", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await look(rows, 0);
    expect(kernel.asked).toEqual([]);
    await look(rows, 500_000);
    expect(kernel.pages).toEqual([500_000, 500_200, 500_400, 499_800]);
    expect(kernel.asked[0]).toMatchObject({
      op: "window",
      source: "rows-1",
      stop: 500_200,
      sort: null,
    });
    expect(values(rows, 500_000)).toEqual([undefined, undefined, undefined]);
    await kernel.answer();
    expect(values(rows, 500_000)).toEqual([500_000, 500_001, 500_002]);
    await look(rows, 499_900);
    expect(kernel.pages).toEqual([499_600, 499_400]);
  });

  it("are drawn as on their way until they are here", () => {
    const rows = windowed(new FakeKernel());
    const [source] = gridSources(rows.columns, {
      placeholder: "None",
      palette: {},
    });
    expect([source?.cell(5).kind, source?.cell(5000).kind]).toEqual(["text", "loading"]);
  });

  it("that rushed by are never asked for, and those on their way are taken back", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await look(rows, 100_000);
    const early = kernel.asked.map(({ request }) => request);
    for (let row = 200_000; row < 900_000; row += 1000) rows.look(row, row + 10);
    now += 1000;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(kernel.pages.filter((start) => (start ?? 0) < 800_000)).toEqual([100_000]);
    expect(kernel.cancelled).toEqual(early);
    expect(kernel.pages[1]).toBe(899_000);
  });

  it("come again after the connection was lost", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await look(rows, 5000);
    const [lost] = kernel.asked.splice(0);
    kernel.connect("CONNECTING");
    kernel.connect("CONNECTED");
    expect(kernel.asked[0]).toEqual(lost);
    await kernel.answer();
    expect(values(rows, 5000)).toEqual([5000, 5001, 5002]);
    expect(kernel.answers.size).toBe(0);
  });

  it("tell what is wrong, and are asked for again by scrolling", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    let told = 0;
    rows.subscribe(() => {
      told += 1;
    });
    await look(rows, 5000);
    for (const { request } of kernel.asked.splice(0)) kernel.say({ request, error: "gone" });
    await turn();
    expect(rows.problem).toMatch(/Rerun/);
    expect(told).toBeGreaterThan(0);
    expect(kernel.asked).toEqual([]);
    await look(rows, 5001);
    await kernel.answer();
    expect(rows.problem).toBeNull();
  });

  it("are kept as far as there is room", async () => {
    const fetched: number[] = [];
    const pages = new Pages({
      count: 100_000,
      size: 100,
      room: 1000,
      fetch: async (page) => {
        fetched.push(page);
        return { bytes: 100 };
      },
      arrived: () => {},
    });
    for (let row = 0; row < 10_000; row += 100) await look(pages as Pages<never>, row, row + 20);
    expect(pages.bytes).toBeLessThanOrEqual(1000);
    expect(pages.has(9900, 9920)).toBe(true);
    expect(pages.get(0)).toBeUndefined();
    expect(new Set(fetched).size).toBe(fetched.length);
  });

  it("on the screen stay, however large they are", () => {
    const pages = new Pages({
      count: 1000,
      size: 10,
      room: 10,
      fetch: () => new Promise<{ bytes: number }>(() => {}),
      arrived: () => {},
    });
    pages.look(100, 129);
    for (const page of [10, 11, 12, 50]) pages.put(page, { bytes: 100 });
    expect([10, 11, 12, 50].map((page) => pages.get(page) !== undefined)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe("rows that are copied", () => {
  it("are fetched, and kept until they are", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await look(rows, 0);
    expect([rows.has(0, 199), rows.has(199, 1500)]).toEqual([true, false]);
    const held = rows.hold([[150, 1501]]);
    const asked = [];
    while (asked.length < 7) asked.push(...(await kernel.answer()).map(({ start }) => start));
    expect(asked).toEqual([200, 400, 600, 800, 1000, 1200, 1400]);
    const release = await held;
    expect(values(rows, 1499)).toEqual([1499, 1500, 1501]);
    release();
  });

  it("stay as long as they are held, however little room there is", async () => {
    const pages = new Pages({
      count: 1000,
      size: 10,
      room: 10,
      fetch: async () => ({ bytes: 100 }),
      arrived: () => {},
    });
    const release = await pages.hold(500, 549);
    expect(pages.has(500, 549)).toBe(true);
    release();
    expect(pages.has(500, 549)).toBe(false);
  });

  it("are not too many for a browser", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await expect(rows.hold([[0, 1_000_000]])).rejects.toThrow();
    expect(rows.problem).toMatch(/20,000 rows/);
    expect(kernel.asked).toEqual([]);
  });
});

describe("rows that have not arrived", () => {
  async function backwards(): Promise<{ kernel: FakeKernel; rows: WindowedRows }> {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await look(rows, 0);
    void rows.sort({ column: "a", descending: true });
    await kernel.answer();
    return { kernel, rows };
  }

  it("have known places when somebody needs them", async () => {
    const { kernel, rows } = await backwards();
    expect(rows.position(5000)).toBeNull();
    const learning = rows.learn(100, 5010);
    expect(kernel.asked).toMatchObject([
      { op: "places", start: 200, stop: 5011, sort: ["a", true] },
    ]);
    await kernel.answer();
    await learning;
    expect([rows.position(5000), rows.position(5011)]).toEqual([994_999, null]);
    expect([rows.rowOf(994_999), rows.has(5000, 5000)]).toEqual([5000, false]);
    await rows.learn(300, 5000);
    expect(kernel.asked).toEqual([]);
  });

  it("are found by their positions", async () => {
    const { kernel, rows } = await backwards();
    const locating = rows.locate([
      [999_998, 1_000_000],
      [10, 12],
      [5, 6],
    ]);
    expect(kernel.asked).toMatchObject([{ op: "places", positions: [5, 1, 10, 2] }]);
    await kernel.answer();
    await locating;
    expect([5, 10, 11, 999_999].map((position) => rows.rowOf(position))).toEqual([
      999_994, 999_989, 999_988, 0,
    ]);
    expect(rows.position(999_994)).toBe(5);
  });

  it("have other places in another order", async () => {
    const { kernel, rows } = await backwards();
    void rows.learn(5000, 5000);
    await kernel.answer();
    expect(rows.position(5000)).toBe(994_999);
    await rows.sort(null);
    expect(rows.position(5000)).toBe(5000);
    await rows.locate([[7, 8]]);
    expect(kernel.asked).toEqual([]);
    void rows.sort({ column: "b", descending: true });
    await kernel.answer();
    expect(rows.position(5000)).toBeNull();
  });

  it("are not told one by one when they are too many", async () => {
    const { kernel, rows } = await backwards();
    await expect(rows.learn(0, 500_000)).rejects.toThrow();
    expect(rows.problem).toMatch(/100,000 rows/);
    await expect(rows.locate([[0, 500_000]])).rejects.toThrow();
    expect(kernel.asked).toEqual([]);
  });

  it("are fetched once, however many want to copy them", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    const held = [1000, 1001, 1002].map((row) => rows.hold([[row, row + 1]]));
    expect(kernel.asked).toHaveLength(1);
    await kernel.answer();
    for (const release of await Promise.all(held)) release();
    expect(kernel.asked).toEqual([]);
  });
});

describe("a search in the kernel", () => {
  it("is told how the columns show", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    const columns = rows.columns.map((column) => column.under("%d €"));
    const sources = gridSources(columns, { placeholder: "–", palette: {} });
    void rows.search("5 €", sources);
    const show = { as: "printf", pattern: "%d €" };
    expect(kernel.asked).toMatchObject([
      { op: "search", text: "5 €", columns: ["a", "b"], shows: { a: show, b: show }, missing: "–" },
    ]);
    expect(await rows.search("5", [])).toEqual({ matches: [], count: 0 });
  });
});

describe("styles of rows that stay in the kernel", () => {
  /** Each cell of `a` shows its position with a unit; odd ones are bold. */
  const styled = (at: readonly number[], unit = "€"): Uint8Array =>
    stream({
      a: [[...at]],
      b: [[...at]],
      "a:text": [at.map((position) => `${position} ${unit}`)],
      "a:css": [
        at.map((position) => (position % 2 ? '{"font-weight":"bold"}' : null)),
        dictionary(utf8()),
      ],
    });
  const open = (kernel: FakeKernel, former: Rows | null = null, unit = "€"): WindowedRows => {
    const source = { name: former ? "rows-2" : "rows-1", window: 200 };
    const columns = [{ name: "a" }, { name: "b" }];
    const first = styled([...FIRST, kernel.count - 1], unit);
    const options = { source, count: kernel.count, first, columns, way: kernel, locale: "en-US" };
    return new WindowedRows(options, former);
  };
  const answer = async (kernel: FakeKernel, unit?: string): Promise<void> => {
    for (const { request, start = 0, stop = 0, sort } of kernel.asked.splice(0)) {
      const at = Array.from({ length: stop - start }, (_, row) =>
        sort ? kernel.count - 1 - start - row : start + row,
      );
      const positions = sort ? [new Uint8Array(Uint32Array.from(at).buffer)] : [];
      kernel.say({ request }, [styled(at, unit), ...positions]);
    }
    await turn();
  };
  const cells = (rows: Rows, first: number) => {
    const [source] = gridSources(rows.columns, { placeholder: "None", palette: {} });
    return [first, first + 1].map((row) => {
      const cell = source?.cell(row) as
        | { displayData?: string; themeOverride?: object }
        | undefined;
      return [cell?.displayData, cell?.themeOverride !== undefined];
    });
  };

  it("come with the rows, in any order", async () => {
    const kernel = new FakeKernel();
    const rows = open(kernel);
    expect(cells(rows, 198)).toEqual([
      ["198 €", false],
      ["199 €", true],
    ]);
    expect(cells(rows, 5000)[0]).toEqual([undefined, false]);
    await look(rows, 5000);
    await answer(kernel);
    expect(cells(rows, 5001)).toEqual([
      ["5001 €", true],
      ["5002 €", false],
    ]);
    const sorted = rows.sort({ column: "a", descending: true });
    await answer(kernel);
    await sorted;
    expect(cells(rows, 5000)).toEqual([
      ["994999 €", true],
      ["994998 €", false],
    ]);
  });

  it("change in place, with the rows that show them", async () => {
    const kernel = new FakeKernel();
    const former = open(kernel);
    await look(former, 5000);
    await answer(kernel);
    const rows = open(kernel, former, "$");
    expect(cells(rows, 5000)[0]).toEqual(["5000 €", false]);
    await answer(kernel, "$");
    expect(cells(rows, 5000)[0]).toEqual(["5000 $", false]);
  });

  it("are searched where cells show them", () => {
    const kernel = new FakeKernel();
    const rows = open(kernel);
    const look = { placeholder: "None", palette: {} };
    void rows.search("€", gridSources(rows.columns, look));
    const formatted = rows.columns.map((column) => column.under("%d"));
    void rows.search("€", gridSources(formatted, look));
    expect(kernel.asked.map(({ shows }) => shows)).toEqual([
      { a: { as: "styled" } },
      { a: { as: "printf", pattern: "%d" }, b: { as: "printf", pattern: "%d" } },
    ]);
  });
});

describe("another order", () => {
  it("shows when its rows have come, and the former one until then", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    await look(rows, 0);
    let sorted = false;
    void rows.sort({ column: "a", descending: true }).then(() => {
      sorted = true;
    });
    expect([rows.busy, rows.sorting?.column]).toEqual([true, "a"]);
    expect(values(rows, 0)).toEqual([0, 1, 2]);
    expect(kernel.asked).toMatchObject([{ start: 0, sort: ["a", true] }]);
    const { arrangement } = rows;
    await kernel.answer();
    expect([sorted, rows.busy, rows.arrangement]).toEqual([true, false, arrangement + 1]);
    expect(values(rows, 0)).toEqual([999_999, 999_998, 999_997]);
    expect([rows.position(0), rows.rowOf(999_998), rows.rowOf(5)]).toEqual([999_999, 1, null]);
    expect([rows.position(5000), values(rows, 999_999, 1)]).toEqual([null, [undefined]]);
  });

  it("gives way to a later one", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    const first = rows.sort({ column: "a", descending: true });
    const [asked] = kernel.asked.splice(0);
    await rows.sort(null);
    await first;
    await turn();
    expect(kernel.cancelled).toEqual([asked?.request]);
    expect([rows.busy, rows.sorting, ...values(rows, 0)]).toEqual([false, null, 0, 1, 2]);
  });

  it("that cannot be had leaves the former one", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    const sorting = rows.sort({ column: "a", descending: true });
    for (const { request } of kernel.asked.splice(0)) kernel.say({ request, error: "failed" });
    await sorting;
    expect([rows.busy, rows.sorting, ...values(rows, 0)]).toEqual([false, null, 0, 1, 2]);
    expect(rows.problem).toMatch(/log/);
  });
});

describe("another table in its place", () => {
  it("keeps its last row, by which columns get their widths, until the other one shows", async () => {
    const kernel = new FakeKernel();
    const former = windowed(kernel);
    await look(former, 500_000);
    await kernel.answer();
    const rows = windowed(kernel, former, { name: "rows-2", offset: 5 });
    expect([rows.busy, values(rows, 999_999, 1)]).toEqual([true, [999_999]]);
    await kernel.answer();
    expect([rows.busy, values(rows, 999_999, 1)]).toEqual([false, [1_000_004]]);
  });

  it("shows at once where its first rows do", () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel, windowed(kernel), { name: "rows-2", offset: 1 });
    expect(values(rows, 0)).toEqual([1, 2, 3]);
    expect(kernel.asked).toEqual([]);
  });

  it("keeps place and order, and asks for the rows on the screen only", async () => {
    const kernel = new FakeKernel();
    const former = windowed(kernel);
    void former.sort({ column: "b", descending: true });
    await kernel.answer();
    await look(former, 600_000);
    await kernel.answer();
    const rows = windowed(kernel, former, { name: "rows-2", offset: 7 });
    expect(rows.sorting).toEqual({ column: "b", descending: true });
    expect(values(rows, 600_000)).toEqual([399_999, 399_998, 399_997]);
    expect(kernel.asked).toMatchObject([{ source: "rows-2", start: 600_000, sort: ["b", true] }]);
    await kernel.answer(1, 7);
    expect(values(rows, 600_000)).toEqual([400_006, 400_005, 400_004]);
    expect(kernel.asked).toEqual([]);
  });

  it("that is shorter shows its end", async () => {
    const kernel = new FakeKernel();
    const former = windowed(kernel);
    await look(former, 900_000);
    await kernel.answer();
    const rows = windowed(kernel, former, { name: "rows-2", count: 50_000 });
    await kernel.answer();
    expect(rows.count).toBe(50_000);
    expect(values(rows, 49_990)).toEqual([49_990, 49_991, 49_992]);
  });
});

describe("questions about all rows", () => {
  const sourcesOf = (rows: Rows) =>
    gridSources(rows.columns, {
      placeholder: "",
      palette: {},
    });

  it("are answered by the kernel: a search, in the order of the view", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    void rows.sort({ column: "b", descending: false });
    await kernel.answer();
    const search = rows.search("12", sourcesOf(rows));
    const [asked] = kernel.asked.splice(0);
    expect(asked).toMatchObject({
      op: "search",
      text: "12",
      columns: ["a", "b"],
      sort: ["b", false],
    });
    kernel.say({ request: asked?.request ?? "", count: 2000, matches: [[5, "b"]] });
    expect(await search).toEqual({ count: 2000, matches: [{ column: "b", row: 5 }] });
  });

  it("a search that is not wanted is taken back", async () => {
    const kernel = new FakeKernel();
    const wanted = new AbortController();
    const rows = windowed(kernel);
    const search = rows.search("12", sourcesOf(rows), wanted.signal);
    wanted.abort(new Error("enough"));
    await expect(search).rejects.toThrow("enough");
    await turn();
    expect(kernel.cancelled).toEqual([kernel.asked[0]?.request]);
  });

  it("a download, in parts", async () => {
    const kernel = new FakeKernel(45_000);
    const rows = windowed(kernel);
    const csv = rows.csv(sourcesOf(rows));
    expect(rows.busy).toBe(true);
    const parts: unknown[] = [];
    for (let part = 0; part < 3; part += 1) {
      const [asked] = kernel.asked.splice(0);
      parts.push([asked?.start, asked?.stop]);
      kernel.say({ request: asked?.request ?? "" }, [new TextEncoder().encode(`part ${part}\r\n`)]);
      await turn();
    }
    expect(parts).toEqual([
      [0, 20_000],
      [20_000, 40_000],
      [40_000, 45_000],
    ]);
    const reader = new FileReader();
    reader.readAsText(await csv);
    await new Promise((resolve) => reader.addEventListener("load", resolve));
    expect(reader.result).toBe("a,b\r\npart 0\r\npart 1\r\npart 2\r\n");
  });

  it("statistics, with the most frequent values in the type of the column", async () => {
    const kernel = new FakeKernel();
    const rows = windowed(kernel);
    const statistics = rows.statistics("a");
    const [asked] = kernel.asked.splice(0);
    const found = { count: 3, missing: 0, distinct: 2, numbers: null, top: [2, 1] };
    const top = stream({ value: [["x", "y"]] });
    kernel.say({ request: asked?.request ?? "", statistics: found }, [top]);
    expect(await statistics).toMatchObject({
      distinct: 2,
      top: [
        { value: "x", count: 2 },
        { value: "y", count: 1 },
      ],
    });
  });

  it("are asked again of a kernel that has too much to do", async () => {
    vi.useFakeTimers();
    const kernel = new FakeKernel();
    const statistics = windowed(kernel).statistics("a");
    const request = kernel.asked[0]?.request ?? "";
    kernel.say({ request, error: "busy" });
    vi.advanceTimersByTime(250);
    expect(kernel.asked.map((asked) => asked.request)).toEqual([request, request]);
    kernel.say({ request, error: "failed" });
    await expect(statistics).rejects.toThrow("failed");
    vi.useRealTimers();
  });
});
