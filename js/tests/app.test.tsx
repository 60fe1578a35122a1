import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import type { NavigationProps } from "../src/protocol";
import { connect, input, node, OWN_PAGE, page, settle, show, text } from "./harness";

const NAVIGATION: NavigationProps = {
  position: "sidebar",
  expanded: false,
  sections: [
    { label: "", pages: [{ url_path: "", title: "Home", icon: "🏠", default: true }] },
    {
      label: "More",
      pages: [
        { url_path: "data", title: "The *data*" },
        { url_path: "secret", title: "Secret", hidden: true },
        { url_path: "docs", title: "Docs", external_url: "https://a.b" },
      ],
    },
  ],
};

const app = (): HTMLElement => screen.getByTestId("stApp");

afterEach(() => {
  window.history.replaceState(null, "", "/");
  localStorage.clear();
  delete document.body.dataset.jpThemeLight;
});

describe("the root", () => {
  it("tells browser tests what is going on", async () => {
    const kernel = show([input("button", "b", { value: false })]);
    expect(app().dataset).toMatchObject({
      runState: "idle",
      runId: "1",
      testScriptState: "notRunning",
      testConnectionState: "CONNECTED",
    });
    kernel.patch([[[], "set", { run_state: "running", run_id: 2 }]]);
    expect(app().dataset).toMatchObject({
      runState: "running",
      runId: "2",
      testScriptState: "running",
    });
    kernel.patch([[[], "set", { run_state: "compile-error" }]]);
    expect(app().dataset.testScriptState).toBe("compilationError");
  });

  it("waits for the first snapshot", () => {
    const { session } = connect();
    session.hello();
    expect(session.connection).toBe("CONNECTING");
    expect(session.tree).toBeNull();
  });
});

describe("a run", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("shows a sign and a way to stop it only when it is long", () => {
    const kernel = show([]);
    kernel.patch([[[], "set", { run_state: "running" }]]);
    expect(screen.queryByTestId("stStatusWidget")).toBeNull();
    act(() => vi.advanceTimersByTime(350));
    fireEvent.click(within(screen.getByTestId("stStatusWidget")).getByText("Stop"));
    expect(kernel.sent).toContainEqual({ method: "stop" });
    kernel.patch([[[], "set", { run_state: "idle" }]]);
    expect(screen.queryByTestId("stStatusWidget")).toBeNull();
  });

  it("that is short is not drawn, and asks the browser for no layout", () => {
    const kernel = show([text("a"), input("button", "b", { value: false })], { place: OWN_PAGE });
    const asked = [
      ...(["scrollTop", "scrollHeight", "clientHeight", "clientWidth"] as const).map((name) =>
        vi.spyOn(Element.prototype, name, "get"),
      ),
      vi.spyOn(Element.prototype, "getBoundingClientRect"),
    ];
    const header = screen.getByTestId("stToolbar").outerHTML;
    fireEvent.click(screen.getByRole("button", { name: "b" }));
    expect(app().dataset.runState).toBe("running");
    expect(screen.getByTestId("stToolbar").outerHTML).toBe(header);
    const seq = kernel.events().at(-1)?.seq ?? 0;
    kernel.patch([[[0, 0], "set", { body: "c" }]], { [kernel.session.client]: seq });
    expect(screen.getByText("c")).toBeTruthy();
    expect(app().dataset.runState).toBe("idle");
    for (const spy of asked) expect(spy).not.toHaveBeenCalled();
  });

  it("says how long it takes, from two seconds on, but not to a screen reader", () => {
    const kernel = show([]);
    kernel.patch([[[], "set", { run_state: "running" }]]);
    const later = (time: number): void => act(() => void vi.advanceTimersByTime(time));
    const timer = (): HTMLElement | null => screen.queryByTestId("stStatusWidgetTimer");
    later(350);
    later(1_050);
    expect(timer()).toBeNull();
    later(1_000);
    expect(timer()?.textContent).toBe("2 s");
    expect(timer()?.getAttribute("aria-hidden")).toBe("true");
    later(63_000);
    expect(timer()?.textContent).toBe("1 min 5 s");
    kernel.patch([[[], "set", { run_state: "idle" }]]);
    kernel.patch([[[], "set", { run_state: "running" }]]);
    later(350);
    later(1_050);
    expect(timer()).toBeNull();
  });

  it("dims what is left of the run before, after a while", () => {
    const kernel = show([text("a"), text("b")]);
    const boxes = () => screen.getAllByTestId("stElementContainer").map((box) => box.dataset.stale);
    kernel.patch([[[0], "fresh", 1]]);
    expect(boxes()).toEqual([undefined, undefined]);
    act(() => vi.advanceTimersByTime(350));
    expect(boxes()).toEqual([undefined, "true"]);
    kernel.patch([[[0], "fresh", null]]);
    expect(boxes()).toEqual([undefined, undefined]);
  });

  it("of a fragment dims nothing outside of it", () => {
    show([
      text("a"),
      node("container", { fragment: "f" }, [text("b"), text("c")]),
      text("d"),
    ]).patch([[[0, 1], "fresh", 1]]);
    act(() => vi.advanceTimersByTime(350));
    const stale = [...document.querySelectorAll("[data-stale]")].map((box) => box.textContent);
    expect(stale).toEqual(["c"]);
  });

  it("keeps what has the same kind and identity, and makes anew what has not", () => {
    const field = (id: string, label: string) => input("text_input", id, { label, value: "" });
    const kernel = show([field("one", "Name"), text("a")]);
    const box = () => screen.getByRole("textbox");
    const paragraph = screen.getByText("a");
    const first = box();
    kernel.patch([
      [[0, 0], "set", { label: "Other name" }],
      [[0, 1], "set", { body: "b" }],
    ]);
    expect(box()).toBe(first);
    expect(screen.getByText("b")).toBe(paragraph);
    kernel.patch([[[0], "splice", 0, 0, [text("before")]]]);
    expect(box()).toBe(first);
    kernel.patch([[[0, 1], "put", field("two", "Other name")]]);
    expect(box()).not.toBe(first);
  });
});

describe("the sidebar", () => {
  it("is there when it has something to show", () => {
    show([text("a")]);
    expect(screen.queryByTestId("stSidebar")).toBeNull();
  });

  it("closes and opens, and keeps what is in it", async () => {
    show([], { sidebar: [text("inside")] });
    const sidebar = screen.getByTestId("stSidebar");
    expect(sidebar.getAttribute("aria-expanded")).toBe("true");
    await userEvent.click(screen.getByTestId("stSidebarCollapseButton"));
    expect(sidebar.getAttribute("aria-expanded")).toBe("false");
    expect(sidebar.hasAttribute("inert")).toBe(true);
    expect(sidebar.textContent).toContain("inside");
    await userEvent.click(screen.getByTestId("stExpandSidebarButton"));
    expect(sidebar.getAttribute("aria-expanded")).toBe("true");
  });

  it("follows its author until a visitor has chosen, and again when the author's wish changes", async () => {
    const kernel = show([], { sidebar: [text("a")], app: { sidebar_state: "collapsed" } });
    const sidebar = screen.getByTestId("stSidebar");
    expect(sidebar.getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(screen.getByTestId("stExpandSidebarButton"));
    kernel.patch([[[], "set", { run_id: 2 }]]);
    expect(sidebar.getAttribute("aria-expanded")).toBe("true");
    kernel.patch([[[], "set", { sidebar_state: "expanded" }]]);
    expect(sidebar.getAttribute("aria-expanded")).toBe("true");
  });

  it("cannot be closed when it is locked", () => {
    show([], { sidebar: [text("a")], app: { sidebar_state: "locked" } });
    expect(screen.queryByTestId("stSidebarCollapseButton")).toBeNull();
  });

  it("is resized with the keyboard, and remembers it", async () => {
    show([], { sidebar: [text("a")], app: { sidebar_state: 300 } });
    screen.getByTestId("stSidebarResizeHandle").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByTestId("stSidebarResizeHandle").getAttribute("aria-valuenow")).toBe("316");
    expect(localStorage.getItem("revoila-sidebar-width")).toBe("316");
  });
});

describe("the menu of pages", () => {
  it("lists the visible pages and marks the current one", () => {
    show([], { app: { navigation: NAVIGATION, page: "data" } });
    const links = screen.getAllByTestId("stSidebarNavLink");
    expect(links.map((link) => link.textContent)).toEqual(["🏠Home", "The data", "Docs"]);
    expect(links[1]?.getAttribute("aria-current")).toBe("page");
    expect(links[2]).toMatchObject({ href: "https://a.b/", target: "_blank" });
  });

  it("opens a page without leaving the app, and writes the address where it is the app's", async () => {
    window.history.replaceState(null, "", "/?embed=true&x=1");
    const kernel = show([], { app: { navigation: NAVIGATION }, place: OWN_PAGE });
    await userEvent.click(screen.getAllByTestId("stSidebarNavLink")[1] as HTMLElement);
    expect(kernel.sent).toEqual([
      { method: "rerun", page: "data", query: "embed=true", history: false },
    ]);
    expect(window.location.pathname + window.location.search).toBe("/data?embed=true");
  });

  it("leaves the address of a notebook alone", async () => {
    const kernel = show([], { app: { navigation: NAVIGATION } });
    await userEvent.click(screen.getAllByTestId("stSidebarNavLink")[1] as HTMLElement);
    expect(kernel.sent).toEqual([{ method: "rerun", page: "data", query: "", history: false }]);
    expect(window.location.pathname).toBe("/");
  });

  it("is not there for a single page", () => {
    const sections = [{ label: "", pages: [{ url_path: "", title: "Only" }] }];
    show([], { app: { navigation: { ...NAVIGATION, sections } } });
    expect(screen.queryByTestId("stSidebarNav")).toBeNull();
  });

  it("is cut when it is long and something follows", async () => {
    const pages = Array.from({ length: 14 }, (_, index) => ({
      url_path: `p${index}`,
      title: `P${index}`,
    }));
    const navigation = { ...NAVIGATION, sections: [{ label: "", pages }] };
    show([], { app: { navigation }, sidebar: [text("after")] });
    expect(screen.getAllByTestId("stSidebarNavLink")).toHaveLength(10);
    await userEvent.click(screen.getByTestId("stSidebarNavViewButton"));
    expect(screen.getAllByTestId("stSidebarNavLink")).toHaveLength(14);
  });

  it("may be along the top, with sections as popups", async () => {
    show([], { app: { navigation: { ...NAVIGATION, position: "top" } } });
    expect(screen.getAllByTestId("stTopNavLink")).toHaveLength(1);
    await userEvent.click(screen.getByTestId("stTopNavSection"));
    expect(screen.getAllByTestId("stTopNavDropdownLink")).toHaveLength(2);
  });
});

describe("the address of an app's own page", () => {
  it("follows what the script says, and only when it says something new", () => {
    const kernel = show([], { place: OWN_PAGE });
    kernel.patch([[[], "set", { query: "a=1" }]]);
    expect(window.location.search).toBe("?a=1");
    window.history.pushState(null, "", "/elsewhere");
    kernel.patch([[[], "set", { run_id: 2 }]]);
    expect(window.location.pathname).toBe("/elsewhere");
  });

  it("reruns the script when a visitor goes back", () => {
    const kernel = show([], { place: OWN_PAGE });
    window.history.pushState(null, "", "/data?b=2");
    act(() => window.dispatchEvent(new PopStateEvent("popstate")));
    expect(kernel.sent).toEqual([{ method: "rerun", page: "data", query: "b=2", history: true }]);
  });

  it("has the title of the app", () => {
    show([], { app: { title: "Demand" }, place: OWN_PAGE });
    expect(document.title).toBe("Demand");
  });
});

describe("the main menu", () => {
  const open = () => userEvent.click(screen.getByTestId("stMainMenuButton"));

  it("reruns the app", async () => {
    const kernel = show([]);
    await open();
    await userEvent.click(screen.getByRole("menuitem", { name: "Rerun" }));
    expect(kernel.sent).toEqual([{ method: "rerun", page: null, query: null, history: false }]);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("clears the caches of everybody, after a question", async () => {
    const kernel = show([], { app: { developer: true } });
    await open();
    await userEvent.click(screen.getByRole("menuitem", { name: "Clear cache" }));
    expect(kernel.sent).toEqual([]);
    await userEvent.click(within(screen.getByTestId("stDialog")).getByText("Cancel"));
    expect(screen.queryByTestId("stDialog")).toBeNull();
    await open();
    await userEvent.click(screen.getByRole("menuitem", { name: "Clear cache" }));
    const dialog = within(screen.getByTestId("stDialog"));
    await userEvent.click(dialog.getByText("Clear caches", { selector: "button" }));
    expect(kernel.sent).toEqual([{ method: "clear_cache" }]);
    expect(screen.queryByTestId("stDialog")).toBeNull();
    expect(kernel.session.runState).toBe("running");
  });

  it("has nothing for visitors that concerns others", async () => {
    show([], { place: OWN_PAGE });
    await open();
    expect(screen.queryByRole("menuitem", { name: "Clear cache" })).toBeNull();
    await userEvent.keyboard("{Escape}c");
    expect(screen.queryByTestId("stDialog")).toBeNull();
  });

  it("is walked with arrow keys and left with Escape", async () => {
    show([]);
    await open();
    expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "Rerun" }));
    await userEvent.keyboard("{End}");
    expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "About" }));
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(screen.getByTestId("stMainMenuButton"));
  });

  it("shows what the author says about the app, and links of the author", async () => {
    show([], {
      app: {
        menu_items: { about: "By **me**", get_help: "https://a.b", report_a_bug: "javascript:x" },
      },
    });
    await open();
    expect(screen.getByRole("menuitem", { name: "Get help" }).getAttribute("href")).toBe(
      "https://a.b",
    );
    expect(screen.queryByRole("menuitem", { name: "Report a bug" })).toBeNull();
    await userEvent.click(screen.getByRole("menuitem", { name: "About" }));
    expect(screen.getByTestId("stDialog").textContent).toContain("By me");
  });

  it("switches the theme, tells the kernel, and remembers it", async () => {
    const kernel = show([]);
    expect(app().dataset.theme).toBe("light");
    await open();
    await userEvent.click(screen.getByRole("menuitemradio", { name: "Dark" }));
    expect(app().dataset.theme).toBe("dark");
    expect(kernel.sent).toEqual([{ method: "theme", theme: "dark" }]);
    expect(localStorage.getItem("revoila-theme")).toBe("dark");
  });

  it("does not switch a theme that is configured, or that of a notebook", async () => {
    show([], { app: { theme: { base: "dark" } } });
    expect(app().dataset.theme).toBe("dark");
    await open();
    expect(screen.queryByTestId("stThemeSwitcher")).toBeNull();
  });
});

describe("the theme", () => {
  it("follows the notebook while it changes", async () => {
    document.body.dataset.jpThemeLight = "false";
    show([]);
    expect(app().dataset).toMatchObject({ theme: "dark", jupyter: "" });
    document.body.dataset.jpThemeLight = "true";
    await settle();
    expect(app().dataset.theme).toBe("light");
  });

  it("has the configured tokens, also for what floats above the app", () => {
    show([], {
      app: { theme: { base: null, light: { primaryColor: "#123456", baseRadius: "full" } } },
    });
    expect(app().style.getPropertyValue("--st-primary-color")).toBe("#123456");
    const overlays = [...document.querySelectorAll<HTMLElement>(".rv-overlays")].at(-1);
    expect(overlays?.style.getPropertyValue("--st-base-radius")).toBe("9999px");
  });

  it("has a size that all others on a page of its own are multiples of", () => {
    const theme = { base: null, light: { baseFontSize: 20 } };
    const { style } = document.documentElement;
    show([], { app: { theme } });
    expect(style.fontSize).toBe("");
    cleanup();
    show([], { app: { theme }, place: OWN_PAGE });
    expect(style.fontSize).toBe("20px");
    cleanup();
    expect(style.fontSize).toBe("");
  });
});

describe("dialogs of the app", () => {
  it("show why a script does not compile, above the page that stays", async () => {
    const error = { type: "SyntaxError", message: "invalid syntax", trace: ["x = = 1"] };
    const kernel = show([text("still here")]);
    kernel.patch([[[], "set", { error, run_state: "compile-error" }]]);
    expect(screen.getByTestId("stDialog").textContent).toContain("SyntaxError: invalid syntax");
    expect(screen.getByText("still here")).toBeTruthy();
    await userEvent.click(within(screen.getByTestId("stDialog")).getByLabelText("Close"));
    expect(screen.queryByTestId("stDialog")).toBeNull();
    kernel.patch([[[], "set", { error: { ...error } }]]);
    expect(screen.getByTestId("stDialog")).toBeTruthy();
  });

  it("say that a page does not exist", () => {
    show([], { app: { page_missing: true } });
    expect(screen.getByTestId("stDialog").textContent).toContain("Page not found");
  });
});

describe("keys", () => {
  it("rerun the app on its own page, unless a text is being written", async () => {
    const kernel = show([node("html", { body: "<input>" })], { place: OWN_PAGE });
    await userEvent.keyboard("r");
    expect(kernel.sent).toHaveLength(1);
    await userEvent.type(screen.getByRole("textbox"), "r");
    expect(kernel.sent).toHaveLength(1);
  });

  it("ask whether to clear the caches on its own page, unless a text is being written", async () => {
    show([node("html", { body: "<input>" })], { app: { developer: true }, place: OWN_PAGE });
    await userEvent.type(screen.getByRole("textbox"), "c");
    expect(screen.queryByTestId("stDialog")).toBeNull();
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("c");
    expect(screen.getByTestId("stDialog").textContent).toContain("Clear caches");
  });

  it("belong to the notebook in a cell", async () => {
    const kernel = show([], { app: { developer: true } });
    await userEvent.keyboard("rc");
    expect(kernel.sent).toEqual([]);
    expect(screen.queryByTestId("stDialog")).toBeNull();
  });
});

describe("elements", () => {
  it("of a kind that is not known leave a note, and the others alone", () => {
    show([node("novelty"), text("fine")]);
    expect(screen.getByRole("note").textContent).toContain("novelty");
    expect(screen.getByText("fine")).toBeTruthy();
  });

  it("that cannot be drawn leave a note until they can", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    window.addEventListener("error", (event) => event.preventDefault());
    const kernel = show([node("text", { body: { not: "a text" } }), text("fine")]);
    expect(screen.getByRole("note").textContent).toContain("could not be drawn");
    expect(screen.getByText("fine")).toBeTruthy();
    kernel.patch([[[0, 0], "set", { body: "now" }]]);
    expect(screen.getByText("now")).toBeTruthy();
  });

  it("have the class of their key, and their width", () => {
    show([node("text", { body: "a", key: "my key!", width: 120 })]);
    const box = screen.getByTestId("stElementContainer");
    expect([...box.classList]).toContain("st-key-my-key-");
    expect(box.style.width).toBe("120px");
  });

  it("that did not change are not drawn again", () => {
    const kernel = show([node("html", { body: "<p>old</p>" }), text("b")]);
    screen.getByText("old").textContent = "marked by hand";
    kernel.patch([[[0, 1], "set", { body: "c" }]]);
    expect(screen.getByText("marked by hand")).toBeTruthy();
  });

  it("keep their DOM when they move", () => {
    const kernel = show([text("a"), text("b")]);
    const before = screen.getByText("b");
    kernel.patch([[[0], "arrange", [text("new"), [1, 1], [0, 1]]]]);
    expect(screen.getByText("b")).toBe(before);
    expect(screen.getAllByTestId("stText").map((found) => found.textContent)).toEqual([
      "new",
      "b",
      "a",
    ]);
  });
});

it("a snapshot after a reconnect keeps the elements that are still there", () => {
  const kernel = show([text("a"), input("button", "b", { value: false })]);
  const before = screen.getByText("a");
  kernel.snapshot(page([text("a"), text("c")]), undefined, 9);
  expect(screen.getByText("a")).toBe(before);
});
