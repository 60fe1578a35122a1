/** The address of an app's own page, and inputs that have a parameter in it. */
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import "../src/inputs";
import { clickInMarkup } from "../src/elements/copy";
import { openPage } from "../src/elements/navigation";
import { writeParameter } from "../src/host/location";
import type { Ack, AppProps, PageMessage, View, WireNode } from "../src/protocol";
import { Session } from "../src/store/session";
import { input, type Kernel, node, OWN_PAGE, show, text } from "./harness";

const BOUND = { key: "quiet", bound: { default: ["false"], form: "plain" } };
const QUIET = input("checkbox", "q", { value: false, ...BOUND });

let sent: PageMessage[] = [];

/** An app on a page whose address it may write. */
function open(main: readonly WireNode[], app: Partial<AppProps> = {}): Kernel {
  sent = [];
  const view = (): View => ({
    path: "",
    query: window.location.search.slice(1),
    url: window.location.href,
    timezone: "UTC",
    timezone_offset: 0,
    locale: "en",
    theme: "light",
    embedded: false,
  });
  const session = new Session({
    send: (message) => sent.push(message),
    view,
    writeParameter: (name, values) => writeParameter(OWN_PAGE, name, values),
  });
  return show(main, { app, place: OWN_PAGE, session });
}

const click = (): void => void fireEvent.click(screen.getByRole("checkbox"));
const search = (): string => window.location.search;
const events = () => sent.flatMap((one) => (one.method === "event" ? one.events : []));
/** What the kernel says when it has dealt with all events. */
const all = ({ session }: Kernel): Ack => ({ [session.client]: events().at(-1)?.seq ?? 0 });

beforeEach(() => window.history.replaceState(null, "", "/"));
afterEach(() => vi.restoreAllMocks());

describe("the heading that an address names", () => {
  const headings = [node("header", { body: "Far down" }), text("below")];
  let seen: Element[] = [];

  beforeEach(() => {
    seen = [];
    Element.prototype.scrollIntoView = function scroll(this: Element) {
      seen.push(this);
    };
  });

  it("is gone to as soon as it is there, until another run", () => {
    window.history.replaceState(null, "", "/?a=1#far-down");
    const kernel = open([text("above")]);
    expect(seen).toEqual([]);
    kernel.patch([[[0], "splice", 1, 0, headings]]);
    expect(seen.map(({ id }) => id)).toEqual(["far-down"]);
    kernel.patch([[[0], "splice", 3, 0, [text("what follows")]]]);
    expect(seen).toHaveLength(2);
    kernel.patch([[[], "set", { run_id: 2 }]]);
    kernel.patch([[[0, 0], "set", { body: "still above" }]]);
    expect(seen).toHaveLength(2);
  });

  it("is left by who has gone on", () => {
    window.history.replaceState(null, "", "/#far-down");
    const kernel = open([text("above")]);
    screen.getByTestId("stMain").scrollTop = 50;
    kernel.patch([[[0], "splice", 1, 0, headings]]);
    expect(seen).toEqual([]);
  });

  it("is in the address once somebody has gone to it, and nothing runs for that", () => {
    const entries = window.history.length;
    open([...headings, node("markdown", { body: "[see](#far-down)" })]);
    vi.stubGlobal("CSS", { escape: String });
    // As the host of an app listens.
    document.addEventListener("click", clickInMarkup, { once: true });
    fireEvent.click(screen.getByRole("link", { name: "see" }));
    expect(window.location.hash).toBe("#far-down");
    expect(seen.map(({ id }) => id)).toEqual(["far-down"]);
    expect([window.history.length, sent]).toEqual([entries, []]);
    vi.unstubAllGlobals();
  });
});

describe("a bound input", () => {
  it("shows a change in the address at once, without another entry in the history", () => {
    const entries = window.history.length;
    open([QUIET]);
    click();
    expect(search()).toBe("?quiet=true");
    click();
    expect(search()).toBe("");
    expect(window.history.length).toBe(entries);
  });

  it("leaves the rest of the address alone", () => {
    window.history.replaceState(null, "", "/?embed=true&b=1#part");
    open([QUIET]);
    click();
    expect(search() + window.location.hash).toBe("?embed=true&b=1&quiet=true#part");
  });

  it("keeps its change while the kernel says something older, and then follows the kernel", () => {
    const kernel = open([QUIET]);
    click();
    kernel.patch([[[], "set", { query: "own=1" }]]);
    expect(search()).toBe("?own=1&quiet=true");
    const ack = all(kernel);
    kernel.patch([[[], "set", { query: "own=1&quiet=true" }]], ack);
    expect(search()).toBe("?own=1&quiet=true");
    kernel.patch([[[], "set", { query: "own=1" }]]);
    expect(search()).toBe("?own=1");
  });

  it("goes back in the address when its value is refused", () => {
    const kernel = open([QUIET]);
    click();
    kernel.patch([], all(kernel));
    expect(search()).toBe("");
  });

  it("of a form shows its change when the form is sent", () => {
    const field = input("checkbox", "q", { value: false, form_id: "f", ...BOUND });
    const button = input("form_submit_button", "b", { form_id: "f", value: false });
    open([node("form", { form_id: "f" }, [field, button], "form")]);
    click();
    expect(search()).toBe("");
    fireEvent.click(screen.getByRole("button", { name: "b" }));
    expect(search()).toBe("?quiet=true");
  });

  it("has no address in a notebook", () => {
    writeParameter({ owned: false, base: "/" }, "a", ["1"]);
    expect(search()).toBe("");
  });

  it("introduces the page again without a query that the kernel knows, or will know from events", () => {
    const kernel = open([QUIET], { query: "" });
    click();
    kernel.session.hello();
    expect(sent.at(-1)).toMatchObject({ method: "hello", view: { query: null } });
    window.history.replaceState(null, "", "/?quiet=true&typed=1");
    kernel.session.hello();
    expect(sent.at(-1)).toMatchObject({ view: { query: "quiet=true&typed=1" } });
  });
});

describe("the address", () => {
  const back = (address: string): void => {
    window.history.replaceState(null, "", address);
    act(() => void window.dispatchEvent(new PopStateEvent("popstate")));
  };

  it("is put right when the kernel has taken something out of it before there was a page", () => {
    window.history.replaceState(null, "", "/?quiet=no&b=1");
    open([QUIET], { query: "b=1", asked: 1, asked_query: "quiet=no&b=1" });
    expect(search()).toBe("?b=1");
  });

  it("is left alone while the kernel shows another one", () => {
    window.history.replaceState(null, "", "/?a=2");
    open([QUIET], { query: "a=1", asked: 1, asked_query: "a=1" });
    expect(search()).toBe("?a=2");
  });

  it("gets another entry for what the script changes, but not on the way back", () => {
    const push = vi.spyOn(window.history, "pushState");
    const kernel = open([text("x")], { asked: 1 });
    kernel.patch([[[], "set", { query: "a=1" }]]);
    expect(push).toHaveBeenCalledTimes(1);
    back("/");
    expect(kernel.session.moving).toBe(true);
    // The script sets it again, in the run that answers.
    kernel.patch([[[], "set", { run_id: 2, asked: 2, asked_query: "" }]]);
    expect(search()).toBe("?a=1");
    kernel.patch([[[], "set", { query: "a=1&b=1" }]]);
    expect(search()).toBe("?a=1&b=1");
    expect(push).toHaveBeenCalledTimes(1);
    kernel.patch([[[], "set", { run_id: 3, query: "c=1" }]]);
    expect(push).toHaveBeenCalledTimes(2);
  });

  it("of a page of the menu gets what goes along in its own entry", () => {
    const kernel = open([text("x")], { query: "shared=1" });
    const push = vi.spyOn(window.history, "pushState");
    openPage(kernel.session, OWN_PAGE, "two");
    kernel.patch([[[], "set", { run_id: 2, page: "two", query: "shared=1" }]]);
    expect(window.location.pathname + search()).toBe("/two?shared=1");
    expect(push).toHaveBeenCalledTimes(1);
  });

  it("that a visitor has gone to is not written over by what was entered before", () => {
    const kernel = open([QUIET]);
    click();
    back("/?quiet=false");
    kernel.patch([[[], "set", { query: "quiet=true" }]], all(kernel));
    expect(search()).toBe("?quiet=false");
  });
});

describe("a container that tells the script", () => {
  const last = (): unknown => events().at(-1)?.value;

  it("tells which tab is open, and opens what the script says", async () => {
    const tabs = ["Cat", "Dog"].map((label) => node("tab", { label }, []));
    const told = {
      value: "Cat",
      generation: 1,
      key: "pet",
      bound: { default: ["Cat"], form: "plain" },
    };
    const kernel = open([node("tabs", told, tabs, "t")]);
    await userEvent.click(screen.getByRole("tab", { name: "Dog" }));
    expect(last()).toBe("Dog");
    expect(search()).toBe("?pet=Dog");
    expect(screen.getByRole("tab", { name: "Dog" }).getAttribute("aria-selected")).toBe("true");
    kernel.patch([[[0, 0], "set", { value: "Cat" }]], all(kernel));
    expect(screen.getByRole("tab", { name: "Cat" }).getAttribute("aria-selected")).toBe("true");
  });

  it("tells that an expander is open, once", async () => {
    const box = node("expander", { label: "More", value: false, generation: 1 }, [text("in")], "e");
    const kernel = open([box]);
    const details = screen.getByTestId("stExpander").querySelector("details");
    await userEvent.click(screen.getByText("More"));
    await waitFor(() => expect(last()).toBe(true));
    expect(details?.open).toBe(true);
    kernel.patch([[[0, 0], "set", { value: false }]], all(kernel));
    await waitFor(() => expect(details?.open).toBe(false));
    expect(sent.filter(({ method }) => method === "event")).toHaveLength(1);
  });

  it("tells that a popover is open and closed", async () => {
    open([node("popover", { label: "Menu", value: false, generation: 1 }, [text("in")], "p")]);
    await userEvent.click(screen.getByTestId("stPopoverButton"));
    expect(last()).toBe(true);
    expect(screen.getByText("in")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(last()).toBe(false);
    expect(screen.queryByText("in")).toBeNull();
  });

  it("keeps to itself what is open when the script does not ask", async () => {
    open([node("expander", { label: "More", key: "e" }, [text("in")], "e")]);
    await userEvent.click(screen.getByText("More"));
    expect(sent).toEqual([]);
  });
});
