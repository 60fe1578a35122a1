import { act, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readable } from "../src/elements/progress";
import { input, node, show, text } from "./harness";

const only = (kind: string, props = {}) => show([node(kind, props)]);

describe("text", () => {
  it("keeps its blanks and has no Markdown", () => {
    only("text", { body: "a  *b*\n c" });
    expect(screen.getByTestId("stText").textContent).toBe("a  *b*\n c");
  });

  it("as Markdown has its container, and its help behind it", async () => {
    only("markdown", { body: "**a**", help: "more" });
    expect(within(screen.getByTestId("stMarkdown")).getByText("a").tagName).toBe("STRONG");
    await userEvent.hover(screen.getByLabelText("Help"));
    expect((await screen.findByRole("tooltip")).textContent).toBe("more");
    await userEvent.unhover(screen.getByLabelText("Help"));
    expect(screen.queryByRole("tooltip")).toBeNull();
  });

  it("as a caption is told apart", () => {
    only("caption", { body: "small" });
    expect(screen.getByTestId("stCaptionContainer").textContent).toBe("small");
  });

  it("streams: only its own element changes", () => {
    const kernel = show([node("markdown", { body: "to" }), node("html", { body: "<i>mark</i>" })]);
    screen.getByText("mark").textContent = "kept";
    for (const part of ["ge", "ther", " **now**"]) kernel.patch([[[0, 0], "append", "body", part]]);
    expect(screen.getByTestId("stMarkdownContainer").innerHTML.trim()).toBe(
      "<p>together <strong>now</strong></p>",
    );
    expect(screen.getByText("kept")).toBeTruthy();
  });

  it("as a formula shows its source until it can be drawn", () => {
    only("latex", { body: "a<b" });
    expect(screen.getByText("a<b").tagName).toBe("CODE");
  });

  it("as a badge has its icon and colour", () => {
    only("badge", { label: "New", icon: ":material/check:", color: "green" });
    expect([...screen.getByTestId("stMarkdownBadge").classList]).toContain("rv-badge-green");
    expect(screen.getByTestId("stIconMaterial").textContent).toBe("check");
  });

  it("a divider is a rule", () => {
    only("divider");
    expect(screen.getByRole("separator")).toBeTruthy();
  });
});

describe("a heading", () => {
  it("has its level, an anchor of its words, and a link to it", () => {
    show([
      node("title", { body: "A *b*" }),
      node("header", { body: "H" }),
      node("subheader", { body: "S" }),
    ]);
    expect(screen.getAllByRole("heading").map(({ tagName, id }) => [tagName, id])).toEqual([
      ["H1", "a-b"],
      ["H2", "h"],
      ["H3", "s"],
    ]);
    expect(screen.getAllByLabelText("Link to heading")[0]?.getAttribute("href")).toBe("#a-b");
  });

  it("has the anchor of its author, or none", () => {
    show([
      node("title", { body: "A", anchor: "mine" }),
      node("title", { body: "B", hide_anchor: true }),
    ]);
    const [first, second] = screen.getAllByRole("heading");
    expect(first?.id).toBe("mine");
    expect(second?.id).toBe("");
    expect(screen.getAllByLabelText("Link to heading")).toHaveLength(1);
  });

  it("has a coloured line below", () => {
    only("header", { body: "A", divider: "rainbow" });
    expect([...screen.getByTestId("stHeadingDivider").classList]).toContain("rv-line-rainbow");
  });
});

describe("code", () => {
  it("is copied without its line numbers", async () => {
    only("code", { body: "a\nb", language: null, line_numbers: true });
    const block = screen.getByTestId("stCode");
    expect(block.querySelector(".rv-line-numbers")?.textContent).toBe("1\n2");
    expect(block.querySelector("code")?.textContent).toBe("a\nb");
    expect(within(block).getByLabelText("Copy to clipboard")).toBeTruthy();
  });

  it("is escaped", () => {
    only("code", { body: "<img src=x onerror=1>", language: "html" });
    expect(screen.getByTestId("stCode").querySelector("img")).toBeNull();
  });
});

describe("html", () => {
  it("is in the page itself, without scripts", () => {
    only("html", { body: "<b onclick='x()'>x</b><script>window.hit = 1</script><form></form>" });
    expect(screen.getByTestId("stHtml").innerHTML).toBe("<b>x</b>");
  });

  it("runs scripts when its author has allowed that", () => {
    only("html", { body: "<p>a</p><script>window.hit = 1</script>", js: true });
    expect(screen.getByTestId("stHtml").querySelector("script")).not.toBeNull();
  });

  it("of style sheets alone takes no place", () => {
    show([
      node("html", { body: "<style>.a{}</style>" }),
      node("html", { body: "<style>.a{}</style>x" }),
    ]);
    const [only, more] = screen.getAllByTestId("stElementContainer");
    expect(only?.hasAttribute("data-nothing")).toBe(true);
    expect(more?.hasAttribute("data-nothing")).toBe(false);
    expect(only?.querySelector("style")).not.toBeNull();
  });

  it("of style sheets alone is told from what can be seen", () => {
    const bodies = [
      "<style>@media (width < 9px) { p { color: red } }</style>\n<!-- x --><style>p{}</style>",
      "<style>p{}</style><img src='x.png'>",
      "",
    ];
    show(bodies.map((body) => node("html", { body })));
    const boxes = screen.getAllByTestId("stElementContainer");
    expect(boxes.map((box) => box.hasAttribute("data-nothing"))).toEqual([true, false, false]);
  });

  it("of style sheets applies from the place for notices, and takes none there", () => {
    const kernel = show([]);
    kernel.patch([[[2], "splice", 0, 0, [node("html", { body: "<style>.a{}</style>" })]]]);
    const events = document.querySelector(".rv-events");
    expect(events?.querySelector("style")?.textContent).toContain(".a{}");
    expect(events?.querySelector(".rv-box")?.hasAttribute("data-nothing")).toBe(true);
  });
});

it("a frame can run scripts and cannot reach the page", () => {
  only("iframe_html", { html: "<p>x</p><script>1</script>", height: 90 });
  expect(screen.getByTestId<HTMLIFrameElement>("stIFrame").srcdoc).toBe(
    "<p>x</p><script>1</script>",
  );
  const sandbox = screen.getByTestId("stIFrame").getAttribute("sandbox") ?? "";
  expect(sandbox).toContain("allow-scripts");
  expect(sandbox).not.toContain("allow-same-origin");
});

it.each([
  ["https://elsewhere.test/x", "https://elsewhere.test/x", true],
  ["/lab", "/lab", false],
  ["data:text/html,x", "data:text/html,x", false],
  ["javascript:alert(1)", "about:blank", false],
])("a frame of %s shows %s and may be its own origin: %s", (src, shown, own) => {
  only("iframe_html", { src, height: 90, tab_index: -1 });
  const frame = screen.getByTestId("stIFrame");
  expect(frame.getAttribute("src")).toBe(shown);
  expect(frame.hasAttribute("srcdoc")).toBe(false);
  expect(frame.getAttribute("sandbox")?.includes("allow-same-origin")).toBe(own);
  expect(frame.tabIndex).toBe(-1);
});

describe("status", () => {
  it.each([
    ["error", "alert"],
    ["warning", "alert"],
    ["info", "status"],
    ["success", "status"],
  ])("%s has the role %s", (kind, role) => {
    only(kind, { body: "**b**", title: "T", icon: "🚨" });
    const box = screen.getByTestId("stAlertContainer");
    expect(box.getAttribute("role")).toBe(role);
    expect(screen.getByTestId("stAlertTitle").textContent).toBe("T");
    expect(screen.getByTestId("stAlertDynamicIcon").textContent).toBe("🚨");
  });

  it("an exception shows its type, its message as it is, and where it came from", () => {
    only("exception", { type: "ValueError", message: "a **b**", trace: ["one", "two"] });
    expect(screen.getByTestId("stExceptionMessage").textContent).toBe("ValueError: a **b**");
    expect(screen.getAllByTestId("stExceptionTraceRow").map((row) => row.textContent)).toEqual([
      "one",
      "two",
    ]);
  });

  it("an exception of ours has Markdown", () => {
    only("exception", { type: "E", message: "a **b**", markdown: true, trace: [] });
    expect(screen.getByText("b").tagName).toBe("STRONG");
  });

  it("progress says how far it is", () => {
    const kernel = only("progress", { value: 30, text: "Loading" });
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("30");
    kernel.patch([[[0, 0], "set", { value: 60 }]]);
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("60");
  });

  it("a spinner that its author did not ask for says less", () => {
    show([
      node("spinner", { text: "Running `f()`.", cache: true }),
      node("spinner", { text: "x" }),
    ]);
    const quiet = screen.getAllByTestId("stSpinner").map(({ classList }) => [...classList]);
    expect(quiet.map((names) => names.includes("rv-cache-spinner"))).toEqual([true, false]);
  });

  it("a spinner counts the time", () => {
    vi.useFakeTimers();
    only("spinner", { text: "Wait", show_time: true });
    act(() => vi.advanceTimersByTime(1250));
    expect(screen.getByTestId("stSpinner").textContent).toContain("(1.2 seconds)");
    vi.useRealTimers();
  });

  it.each([
    [3.21, "(3.2 seconds)"],
    [64, "(1 minute, 4.0 seconds)"],
    [125.5, "(2 minutes, 5.5 seconds)"],
  ])("%f seconds read %s", (seconds, shown) => expect(readable(seconds)).toBe(shown));
});

it("help lists what an object is and has", () => {
  only("help", {
    name: "f",
    type: "function",
    value: "f(x)",
    doc: "Does.",
    members: [{ name: "m", type: "method", doc: "Makes." }],
  });
  expect(screen.getByTestId("stHelpName").textContent).toBe("f");
  expect(screen.getByTestId("stHelpDoc").textContent).toBe("Does.");
  expect(screen.getByTestId("stHelpMember").textContent).toContain("Makes.");
});

describe("containers", () => {
  it("may be rows, have a border, and scroll", () => {
    show([
      node("container", { horizontal: true, key: "k" }, [text("a")]),
      node("container", { border: true, height: 50 }, [text("b")]),
    ]);
    const row = screen.getByTestId("stHorizontalBlock");
    expect([...row.classList]).toContain("st-key-k");
    const box = screen.getByText("b").closest<HTMLElement>(".rv-scroll");
    expect(box?.style.height).toBe("50px");
    expect(box?.tabIndex).toBe(0);
  });

  it("columns have their shares", () => {
    show([
      node("columns", { gap: 2 }, [
        node("column", { weight: 0.25 }, [text("a")]),
        node("column", { weight: 0.75, border: true }, [text("b")]),
      ]),
    ]);
    const weights = screen
      .getAllByTestId("stColumn")
      .map((cell) => cell.style.getPropertyValue("--rv-weight"));
    expect(weights).toEqual(["0.25", "0.75"]);
    expect(screen.getByTestId("stHorizontalBlock").style.getPropertyValue("--rv-gap")).toBe("2rem");
  });

  it("an expander opens and closes, and follows its author again when that changes", async () => {
    const kernel = show([node("expander", { label: "L" }, [text("inside")])]);
    const details = screen.getByTestId("stExpander").querySelector("details");
    expect(details?.open).toBe(false);
    if (details) {
      details.open = true;
      fireEvent(details, new Event("toggle"));
    }
    kernel.patch([[[0, 0, 0], "set", { body: "new" }]]);
    expect(details?.open).toBe(true);
    kernel.patch([[[0, 0], "set", { expanded: true }]]);
    kernel.patch([[[0, 0], "set", { expanded: false }]]);
    expect(details?.open).toBe(false);
  });

  it("tabs show one panel, keep the others, and are walked with arrow keys", async () => {
    show([
      node("tabs", {}, [
        node("tab", { label: "A" }, [text("a")]),
        node("tab", { label: "B" }, [text("b")]),
      ]),
    ]);
    const [a, b] = screen.getAllByTestId("stTab");
    expect(screen.getByRole("tabpanel").textContent).toBe("a");
    a?.focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(b);
    expect(screen.getByRole("tabpanel").textContent).toBe("b");
    expect(screen.getByText("a")).toBeTruthy();
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(a);
  });

  it("tabs open the one their author names", () => {
    show([
      node("tabs", { default: 1 }, [
        node("tab", { label: "A" }, []),
        node("tab", { label: "B" }, []),
      ]),
    ]);
    expect(screen.getAllByTestId("stTab")[1]?.getAttribute("aria-selected")).toBe("true");
  });

  it("an empty slot is not seen", () => {
    only("empty");
    expect(screen.queryByTestId("stElementContainer")).toBeNull();
  });

  it("a form without a button says so, once the run is over", () => {
    const form = (children: ReturnType<typeof text>[]) => node("form", { form_id: "f" }, children);
    const kernel = show([form([])], { app: { run_state: "running" } });
    expect(screen.queryByRole("alert")).toBeNull();
    kernel.patch([[[], "set", { run_state: "idle" }]]);
    expect(screen.getByRole("alert").textContent).toContain("no submit button");
    const button = input("form_submit_button", "go", { form_id: "f", value: false });
    kernel.patch([[[0, 0], "splice", 0, 0, [node("container", {}, [button])]]]);
    expect(screen.queryByText(/no submit button/)).toBeNull();
  });
});

describe("an ipywidget", () => {
  afterEach(() => vi.restoreAllMocks());

  const manager = () => {
    const el = document.createElement("div");
    el.textContent = "the widget";
    const view = { el, remove: vi.fn(() => el.remove()), trigger: vi.fn() };
    return {
      view,
      get_model: vi.fn(async (id: string) => id),
      create_view: vi.fn(async () => view),
    };
  };

  it("is drawn by the host's manager, stays while others change, and goes with its element", async () => {
    const host = manager();
    const kernel = show([node("widget", { model_id: "m1" }), text("a")], {
      manager: host as never,
    });
    expect(await screen.findByText("the widget")).toBeTruthy();
    expect(host.get_model).toHaveBeenCalledWith("m1");
    expect(host.view.trigger).toHaveBeenCalledWith("displayed");
    kernel.patch([[[0, 1], "set", { body: "b" }]]);
    kernel.patch([[[0], "arrange", [text("first"), [0, 2]]]]);
    expect(host.create_view).toHaveBeenCalledTimes(1);
    kernel.patch([[[0], "splice", 1, 1, []]]);
    expect(host.view.remove).toHaveBeenCalledTimes(1);
  });

  it("that is a Lumino widget is attached as one", async () => {
    const host = manager();
    class Lumino {
      static readonly attach = vi.fn((widget: Lumino, to: HTMLElement) => to.append(widget.node));
      static readonly detach = vi.fn();
      readonly isAttached = true;
      constructor(readonly node: HTMLElement) {}
    }
    Object.assign(host.view, { luminoWidget: new Lumino(host.view.el) });
    const kernel = show([node("widget", { model_id: "m1" })], { manager: host as never });
    await screen.findByText("the widget");
    expect(Lumino.attach).toHaveBeenCalledTimes(1);
    // Lumino refuses what is not on the page any more.
    Lumino.detach.mockImplementation((widget: Lumino) =>
      expect(widget.node.isConnected).toBe(true),
    );
    kernel.patch([[[0], "splice", 0, 1, []]]);
    expect(Lumino.detach).toHaveBeenCalledTimes(1);
  });

  it("that cannot even be taken away leaves the page as it is", async () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const host = manager();
    host.view.remove.mockImplementation(() => {
      throw new Error("never");
    });
    const kernel = show([node("widget", { model_id: "m1" }), text("stays")], {
      manager: host as never,
    });
    await screen.findByText("the widget");
    kernel.patch([[[0], "splice", 0, 1, []]]);
    expect(reported).toHaveBeenCalledTimes(1);
    expect(screen.getByText("stays")).toBeTruthy();
  });

  it("cannot be drawn where there is no manager, and says so", async () => {
    show([node("widget", { model_id: "m1" })]);
    expect(await screen.findByText(/cannot be shown/)).toBeTruthy();
  });
});
