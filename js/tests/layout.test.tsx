import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppView } from "../src/elements/app";
import { type Layout, measure, rememberLayout } from "../src/shell/layout";
import type { Session } from "../src/store/session";
import { connect, input, type Kernel, node, OWN_PAGE, page, text } from "./harness";
import "../src/inputs";

/** Gives every element a place: the column is 800 wide, each element 40 high and 10 below the last. */
function placed(): void {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1000);
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockImplementation(function (
    this: HTMLElement,
  ) {
    const all = [...document.querySelectorAll(".stElementContainer")];
    const index = all.findIndex((element) => element === this || element.contains(this));
    return index < 0
      ? new DOMRect(100, 0, 800, 600)
      : new DOMRect(100, 80 + index * 50, index % 2 ? 200 : 800, 40);
  });
}

function shown(session: Session): HTMLElement {
  const overlays = document.body.appendChild(document.createElement("div"));
  return render(<AppView manager={null} overlays={overlays} place={OWN_PAGE} session={session} />)
    .container;
}

function show(tree: ReturnType<typeof page>): { kernel: Kernel; root: HTMLElement } {
  const kernel = connect();
  const root = shown(kernel.session);
  kernel.snapshot(tree);
  return { kernel, root };
}

const stored = (name: string): Layout => JSON.parse(localStorage.getItem(name) ?? "null");

beforeEach(() => {
  placed();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
  document.body.innerHTML = document.head.innerHTML = "";
});

describe("the layout of a page", () => {
  it("is where its elements are, and what they are, but not what they say", () => {
    document.head.innerHTML = '<link rel="icon" href="data:image/png;base64,AA">';
    const { root } = show(page([text("secret words"), input("button", "b")], { title: "Sales" }));
    const layout = measure(root);
    expect(layout).toMatchObject({
      title: "Sales",
      icon: "data:image/png;base64,AA",
      narrow: false,
      sidebar: 0,
      boxes: [
        ["text", 0, 80, 1000, 40],
        ["box", 0, 130, 250, 40],
      ],
      files: [],
    });
    expect(JSON.stringify(layout)).not.toContain("secret");
  });

  it("has the words of a text that is one paragraph, not the line that it is in", () => {
    Range.prototype.getBoundingClientRect = () => new DOMRect(100, 0, 80, 26);
    const { root } = show(page([text("short"), node("markdown", { body: "a *b*\n\nc" })]));
    const boxes = measure(root)?.boxes;
    delete (Range.prototype as Partial<Range>).getBoundingClientRect;
    expect(boxes).toEqual([
      ["text", 0, 80, 100, 40],
      ["text", 0, 130, 250, 40],
    ]);
  });

  it("has what the window shows, and forty boxes at most", () => {
    const many = Array.from({ length: 60 }, (_, index) => text(`${index}`));
    const { root } = show(page(many));
    const { innerHeight } = window;
    expect(measure(root)?.boxes).toHaveLength(Math.ceil((innerHeight - 79) / 50));
    vi.stubGlobal("innerHeight", 9000);
    expect(measure(root)?.boxes).toHaveLength(40);
  });

  it("leaves out an icon that is large", () => {
    const { root } = show(page([text("x")]));
    document.head.innerHTML = `<link rel="icon" href="data:image/png;base64,${"A".repeat(9000)}">`;
    expect(measure(root)?.icon).toBe("");
  });

  it("is nothing before there is an app", () => {
    expect(measure(shown(connect().session))).toBeNull();
  });

  it("is remembered when the app has come to rest, under the name of its page", () => {
    const { kernel, root } = show(page([text("x")], { run_state: "running" }));
    let name = "revoila-layout / a ";
    rememberLayout(kernel.session, root, () => name);
    kernel.patch([[[], "set", { title: "still running" }]]);
    vi.advanceTimersByTime(3_000);
    expect(localStorage).toHaveLength(0);
    kernel.patch([[[], "set", { run_state: "idle" }]]);
    vi.advanceTimersByTime(100);
    name = "revoila-layout / a second";
    kernel.patch([[[0], "splice", 1, 0, [text("y")]]]);
    vi.advanceTimersByTime(3_000);
    expect(Object.keys(localStorage)).toEqual(["revoila-layout / a second"]);
    expect(stored(name).boxes).toHaveLength(2);
  });

  it("pushes out the oldest of many, and nothing that belongs to others", () => {
    localStorage.setItem("other", "1");
    for (let at = 0; at < 40; at += 1)
      localStorage.setItem(`revoila-layout / ${at} `, JSON.stringify({ at: at + 10 }));
    localStorage.setItem("revoila-layout / broken ", "{");
    const { kernel, root } = show(page([text("x")]));
    rememberLayout(kernel.session, root, () => "revoila-layout / new ");
    const remember = (): void => {
      kernel.patch([[[], "set", { title: "x" }]]);
      act(() => void vi.advanceTimersByTime(3_000));
    };
    remember();
    expect(localStorage.getItem("revoila-layout / broken ")).toBeNull();
    remember();
    expect(localStorage.getItem("revoila-layout / 0 ")).toBeNull();
    expect(localStorage.getItem("revoila-layout / 1 ")).not.toBeNull();
    expect(stored("revoila-layout / new ").boxes).toHaveLength(1);
    expect(localStorage.getItem("other")).toBe("1");
  });
});
