/** What is above the page, and what runs by itself. */
import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { input, node, page, show, text } from "./harness";

vi.mock("../src/host/assets", async (original) => ({
  ...(await original<typeof import("../src/host/assets")>()),
  loadChunk: () => import("../src/chunks/celebration"),
}));

const later = (milliseconds: number): void => act(() => void vi.advanceTimersByTime(milliseconds));

describe("a dialog of the script", () => {
  const dialog = (props = {}, id?: string) =>
    node(
      "dialog",
      {
        title: "Your *vote*",
        width: "small",
        position: "center",
        dismissible: true,
        run: 2,
        ...props,
      },
      [node("container", { fragment: "f" }, [text("inside")])],
      id,
    );

  it("has its title, its content and its width", () => {
    show([], { event: [dialog({ width: "large", icon: ":material/check:" })] });
    const shown = screen.getByTestId("stDialog");
    expect(within(shown).getByText("inside")).toBeTruthy();
    expect(within(shown).getByTestId("stDialogIcon")).toBeTruthy();
    expect(shown.style.getPropertyValue("--rv-dialog-width")).toBe("1280px");
    const title = document.getElementById(shown.getAttribute("aria-labelledby") ?? "");
    expect(title?.textContent).toContain("Your vote");
  });

  it("is closed without a word, and opens again with another run", async () => {
    const kernel = show([], { event: [dialog()] });
    await userEvent.click(screen.getByRole("button", { name: "Close", hidden: true }));
    expect(screen.queryByTestId("stDialog")).toBeNull();
    expect(kernel.events()).toEqual([]);
    kernel.patch([[[2, 0, 0, 0], "set", { body: "still closed" }]]);
    expect(screen.queryByTestId("stDialog")).toBeNull();
    kernel.patch([[[2, 0], "set", { run: 3 }]]);
    expect(screen.getByTestId("stDialog").textContent).toContain("still closed");
  });

  const closings = (kernel: ReturnType<typeof show>): unknown[] =>
    kernel.sent.filter((message) => message.method === "dismiss");

  it("stays closed on the next load of the page, since the kernel knows", async () => {
    const kernel = show([], { event: [dialog()] });
    await userEvent.click(screen.getByRole("button", { name: "Close", hidden: true }));
    expect(closings(kernel)).toEqual([{ method: "dismiss", run: 2 }]);
    cleanup();
    const next = show([], { event: [dialog()], visited: { dismissed: 2 } });
    expect(screen.queryByTestId("stDialog")).toBeNull();
    next.patch([[[2, 0], "set", { run: 3 }]]);
    expect(screen.getByTestId("stDialog")).toBeTruthy();
  });

  it("is closed once more where the kernel was out of reach", async () => {
    const kernel = show([], { event: [dialog()] });
    await userEvent.click(screen.getByRole("button", { name: "Close", hidden: true }));
    kernel.snapshot(page([], {}, [], [dialog()]), undefined, 7, { dismissed: 0 });
    expect(closings(kernel)).toHaveLength(2);
    kernel.snapshot(page([], {}, [], [dialog()]), undefined, 8, { dismissed: 2 });
    expect(closings(kernel)).toHaveLength(2);
    expect(screen.queryByTestId("stDialog")).toBeNull();
  });

  it("says that it was closed where the script wants to know", async () => {
    const kernel = show([], { event: [dialog({ tells: true, generation: 4 }, "d")] });
    fireEvent(screen.getByTestId("stDialog"), new Event("close"));
    expect(kernel.events()).toMatchObject([{ id: "d", generation: 4, value: true }]);
    expect(screen.queryByTestId("stDialog")).toBeNull();
  });

  it("cannot be closed where its author does not want it", () => {
    show([], { event: [dialog({ dismissible: false })] });
    const shown = screen.getByTestId("stDialog");
    expect(within(shown).queryByRole("button", { hidden: true })).toBeNull();
    const cancel = new Event("cancel", { cancelable: true });
    fireEvent(shown, cancel);
    expect(cancel.defaultPrevented).toBe(true);
    fireEvent(shown, new Event("close"));
    fireEvent.pointerDown(shown);
    expect(screen.getByTestId("stDialog")).toBeTruthy();
  });

  it("does not show where another one was open", () => {
    const props = { width: "small", dismissible: true, run: 1 };
    show([], {
      event: [
        node("dialog", { ...props, title: "One" }, [text("one")]),
        node("dialog", { ...props, title: "Two", closed: true }, []),
      ],
    });
    expect(screen.getByTestId("stDialog").textContent).toContain("One");
  });

  it("has what floats above it inside, where it can be used", async () => {
    const box = node("container", { fragment: "f" }, [
      input("selectbox", "s", { label: "Kind", options: ["one", "two"], value: "one" }),
    ]);
    show([], {
      event: [
        node("dialog", { title: "T", width: 400, position: "right", dismissible: true, run: 1 }, [
          box,
        ]),
      ],
    });
    const shown = screen.getByTestId("stDialog");
    await userEvent.click(within(shown).getByRole("combobox", { hidden: true }));
    expect(within(shown).getByRole("listbox", { hidden: true })).toBeTruthy();
  });
});

describe("a toast", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const toast = (props = {}) => node("toast", { body: "Saved", seconds: 4, run: 1, ...props });
  const lasting = (body: string, notice: number) => toast({ body, seconds: undefined, notice });
  const shown = () => screen.queryAllByTestId("stToastText").map((one) => one.textContent?.trim());

  it("stays until its time is up, whatever the script does", () => {
    const kernel = show([], { event: [toast({ icon: "🎉" })] });
    expect(shown()).toEqual(["Saved"]);
    expect(screen.getByTestId("stToastDynamicIcon").textContent).toBe("🎉");
    kernel.patch([[[2], "splice", 0, 1, []]]);
    later(3_900);
    expect(shown()).toEqual(["Saved"]);
    later(200);
    expect(shown()).toEqual([]);
  });

  it("shows once more with the next run, and changes within one", () => {
    const kernel = show([], { event: [toast()] });
    kernel.patch([[[2, 0], "set", { body: "Changed" }]]);
    expect(shown()).toEqual(["Changed"]);
    kernel.patch([[[2, 0], "set", { run: 2 }]]);
    expect(shown()).toEqual(["Changed", "Changed"]);
  });

  it("does not come back with the page after a time without network", () => {
    const kernel = show([], { event: [toast()] });
    later(4_100);
    kernel.snapshot(page([], {}, [], [toast(), toast({ body: "Meanwhile" })]), undefined, 7);
    expect(shown()).toEqual(["Meanwhile"]);
  });

  it("of a run that a page before this one has shown is over, unless it waits to be closed", () => {
    const event = [toast(), lasting("For ever", 1)];
    const kernel = show([], { event, visited: { seen: 1 } });
    expect(shown()).toEqual(["For ever"]);
    // What a thread of that run shows now is new.
    kernel.patch([[[2], "splice", 2, 0, [toast({ body: "Late" })]]]);
    expect(shown()).toEqual(["For ever", "Late"]);
    kernel.patch([[[2, 0], "set", { run: 2 }]]);
    expect(shown()).toEqual(["For ever", "Late", "Saved"]);
  });

  it("waits for whoever reads it, and is closed by a button", () => {
    show([], { event: [toast(), lasting("For ever", 1)] });
    const [first] = screen.getAllByTestId("stToast");
    if (first) fireEvent.mouseEnter(first);
    later(60_000);
    expect(shown()).toEqual(["Saved", "For ever"]);
    if (first) fireEvent.mouseLeave(first);
    later(4_100);
    expect(shown()).toEqual(["For ever"]);
    fireEvent.click(within(screen.getByTestId("stToast")).getByRole("button", { name: "Close" }));
    expect(shown()).toEqual([]);
    expect(screen.getByTestId("stToastContainer").getAttribute("aria-live")).toBe("polite");
  });

  it("that was closed stays closed, also on the next load of the page", () => {
    const event = [lasting("One", 1), lasting("Two", 2)];
    const kernel = show([], { event });
    const said = () => kernel.sent.filter(({ method }) => method === "dismiss");
    const [first] = screen.getAllByRole("button", { name: "Close" });
    if (first) fireEvent.click(first);
    expect(shown()).toEqual(["Two"]);
    expect(said()).toEqual([{ method: "dismiss", notice: 1 }]);
    // A kernel that was out of reach is told once more.
    kernel.snapshot(page([], {}, [], event), undefined, 7, { closed: [] });
    expect(shown()).toEqual(["Two"]);
    expect(said()).toHaveLength(2);
    kernel.snapshot(page([], {}, [], event), undefined, 8, { closed: [1] });
    expect(said()).toHaveLength(2);
    cleanup();
    show([], { event, visited: { seen: 1, closed: [1] } });
    expect(shown()).toEqual(["Two"]);
  });
});

describe("a status", () => {
  it("shows and says how it is getting on", () => {
    const kernel = show([
      node("status", { label: "Work", state: "running", expanded: false }, [text("in")]),
    ]);
    expect(screen.getByTestId("stExpanderIconSpinner")).toBeTruthy();
    expect(screen.getByText("Running")).toBeTruthy();
    kernel.patch([[[0, 0], "set", { state: "complete", expanded: true }]]);
    expect(screen.getByTestId("stExpanderIconCheck")).toBeTruthy();
    expect(screen.getByText("Complete").getAttribute("role")).toBe("status");
    expect(screen.getByTestId("stExpander").querySelector("details")?.open).toBe(true);
    kernel.patch([[[0, 0], "set", { state: "error" }]]);
    expect(screen.getByTestId("stExpanderIconError")).toBeTruthy();
  });

  it("stays as its visitor has left it when it ends", () => {
    const kernel = show([
      node("status", { label: "Work", state: "running", expanded: false }, [text("in")]),
    ]);
    const details = screen.getByTestId("stExpander").querySelector("details");
    if (details === null) throw new Error("There is nothing to open.");
    details.open = true;
    fireEvent(details, new Event("toggle"));
    kernel.patch([[[0, 0], "set", { state: "complete" }]]);
    expect(details.open).toBe(true);
    kernel.patch([[[0, 0], "set", { expanded: true }]]);
    kernel.patch([[[0, 0], "set", { expanded: false }]]);
    expect(details.open).toBe(false);
  });
});

describe("a popover", () => {
  const popover = (props = {}) => node("popover", { label: "More", ...props }, [text("inside")]);

  it("opens and closes with its button, and leads the focus in and back", async () => {
    show([popover({ icon: ":material/tune:" })]);
    const button = screen.getByTestId("stPopoverButton");
    expect(button.getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(button);
    const panel = screen.getByRole("dialog", { name: "More" });
    expect(panel.textContent).toBe("inside");
    expect(document.activeElement).toBe(panel);
    expect(button.getAttribute("aria-controls")).toBe(panel.id);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByTestId("stPopoverBody")).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it("stays open while the script runs, and closes for a press elsewhere", async () => {
    const kernel = show([popover(), text("elsewhere")]);
    await userEvent.click(screen.getByTestId("stPopoverButton"));
    kernel.patch([[[0, 0, 0], "set", { body: "changed" }]]);
    expect(screen.getByTestId("stPopoverBody").textContent).toBe("changed");
    await userEvent.click(screen.getByText("elsewhere"));
    expect(screen.queryByTestId("stPopoverBody")).toBeNull();
  });

  it("closes for a press elsewhere in its dialog, too", async () => {
    const box = node("container", { fragment: "f" }, [popover(), text("elsewhere")]);
    const props = { title: "T", width: "small", dismissible: true, run: 1 };
    show([], { event: [node("dialog", props, [box])] });
    await userEvent.click(screen.getByTestId("stPopoverButton"));
    expect(screen.getByTestId("stPopoverBody")).toBeTruthy();
    await userEvent.click(screen.getByText("elsewhere"));
    expect(screen.queryByTestId("stPopoverBody")).toBeNull();
    expect(screen.getByTestId("stDialog")).toBeTruthy();
  });

  it("cannot be opened when it is disabled", async () => {
    show([popover({ disabled: true })]);
    await userEvent.click(screen.getByTestId("stPopoverButton"));
    expect(screen.queryByTestId("stPopoverBody")).toBeNull();
  });
});

describe("a celebration", () => {
  beforeAll(async () => {
    show([node("balloons", { run: 1 })]);
    await screen.findByTestId("stBalloons");
    cleanup();
  });
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each([
    ["balloons", "stBalloons"],
    ["snow", "stSnow"],
  ])("of %s is over after a while, and starts anew with the next run", (kind, testId) => {
    const kernel = show([node(kind, { run: 1 })]);
    expect(screen.getByTestId(testId).getAttribute("aria-hidden")).toBe("true");
    later(6_000);
    expect(screen.queryByTestId(testId)).toBeNull();
    kernel.patch([[[0, 0], "set", { run: 2 }]]);
    expect(screen.getByTestId(testId)).toBeTruthy();
  });

  it("of a run that a page before this one has shown is over", () => {
    const kernel = show([node("balloons", { run: 1 }), text("a")], { visited: { seen: 1 } });
    kernel.patch([[[0, 1], "set", { body: "b" }]]);
    expect(screen.queryByTestId("stBalloons")).toBeNull();
    kernel.patch([[[0, 0], "set", { run: 2 }]]);
    expect(screen.getByTestId("stBalloons")).toBeTruthy();
  });

  it("is not shown again by a run elsewhere", () => {
    const kernel = show([node("balloons", { run: 1 }), text("a")], {
      event: [node("toast", { body: "Saved", seconds: 1, run: 1 })],
    });
    later(6_000);
    kernel.patch([[[0, 1], "set", { body: "b" }]]);
    kernel.patch([[[], "set", { run_id: 2 }]]);
    expect(screen.queryByTestId("stBalloons")).toBeNull();
    expect(screen.queryByTestId("stToastText")).toBeNull();
  });

  it("is left out for those who want less motion", () => {
    vi.stubGlobal("matchMedia", (query: string) => ({
      matches: query.includes("reduced-motion"),
      addEventListener() {},
      removeEventListener() {},
    }));
    show([node("balloons", { run: 1 })]);
    expect(screen.queryByTestId("stBalloons")).toBeNull();
  });
});

describe("a fragment with a time", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    Reflect.deleteProperty(document, "hidden");
  });

  const ticks = (kernel: ReturnType<typeof show>): unknown[] =>
    kernel.sent.filter((message) => message.method === "fragment");

  it("asks for its run again and again, but not while nobody looks", () => {
    const kernel = show([node("container", { fragment: "f", run_every: 2 }, [text("a")])]);
    later(1_900);
    expect(ticks(kernel)).toEqual([]);
    later(4_200);
    expect(ticks(kernel)).toEqual(Array(3).fill({ method: "fragment", id: "f" }));
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    later(10_000);
    expect(ticks(kernel)).toHaveLength(3);
    Reflect.deleteProperty(document, "hidden");
    later(2_000);
    expect(ticks(kernel)).toHaveLength(4);
  });

  it("counts anew when the script has called it again", () => {
    const timed = { fragment: "f", run_every: 2, since: 1 };
    const kernel = show([node("container", timed, [text("a")])]);
    later(1_900);
    kernel.patch([[[0, 0], "set", { since: 2 }]]);
    later(1_900);
    expect(ticks(kernel)).toEqual([]);
    later(200);
    expect(ticks(kernel)).toHaveLength(1);
  });

  it("stops when the script leaves it out, and when it has no time any more", () => {
    const timed = node("container", { fragment: "f", run_every: 2 }, [text("a")]);
    const kernel = show([timed, node("container", { fragment: "g", run_every: 2 }, [text("b")])]);
    kernel.patch([[[0, 1], "set", {}, ["run_every"]]]);
    later(2_100);
    expect(ticks(kernel)).toEqual([{ method: "fragment", id: "f" }]);
    kernel.patch([[[0], "splice", 0, 1, []]]);
    later(10_000);
    expect(ticks(kernel)).toHaveLength(1);
  });
});
