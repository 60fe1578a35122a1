import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { findOptions } from "../src/inputs/options";
import { input, show } from "./harness";

const CITIES = ["Berlin", "Lyon", "Oslo", "Zürich"];
const select = (props = {}) =>
  input("selectbox", "City", { options: CITIES, value: "Lyon", hint: "Choose", ...props });
const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "City" });
const options = () => screen.queryAllByRole("option").map((option) => option.textContent);

describe("a selectbox", () => {
  it("opens on a click and sends the label of the chosen option", async () => {
    const kernel = show([select()]);
    expect(options()).toEqual([]);
    await userEvent.click(box());
    expect(options()).toEqual(CITIES);
    expect(screen.getByRole("option", { selected: true }).textContent).toBe("Lyon");
    await userEvent.click(screen.getByRole("option", { name: "Oslo" }));
    expect(kernel.events()).toMatchObject([{ id: "City", value: "Oslo" }]);
    expect(box().value).toBe("Oslo");
    expect(options()).toEqual([]);
  });

  it("works by keyboard alone", async () => {
    const kernel = show([select()]);
    act(() => box().focus());
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    const active = document.getElementById(box().getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent).toBe("Oslo");
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ value: "Oslo" }]);
  });

  it("filters while typing, without minding accents", async () => {
    const kernel = show([select()]);
    await userEvent.click(box());
    await userEvent.keyboard("zu");
    expect(options()).toEqual(["Zürich"]);
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ value: "Zürich" }]);
  });

  it("has what is pasted in place of what was chosen", async () => {
    show([select()]);
    act(() => box().focus());
    box().setSelectionRange(4, 4);
    await userEvent.paste("osl");
    expect(box().value).toBe("osl");
    expect(options()).toEqual(["Oslo"]);
  });

  it("keeps its value when the list is left without a choice", async () => {
    const kernel = show([select()]);
    await userEvent.click(box());
    await userEvent.keyboard("xyz");
    expect(screen.getByText("No results")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(box().value).toBe("Lyon");
    await userEvent.click(box());
    await userEvent.tab();
    expect(options()).toEqual([]);
    expect(kernel.events()).toEqual([]);
  });

  it("sends nothing when the chosen option is chosen again", async () => {
    const kernel = show([select()]);
    await userEvent.click(box());
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toEqual([]);
  });

  it("can be cleared only where there may be nothing", async () => {
    const kernel = show([select({ clearable: true })]);
    await userEvent.click(screen.getByRole("button", { name: "Clear value" }));
    expect(kernel.events()).toMatchObject([{ value: null }]);
    expect(box().value).toBe("");
    expect(box().placeholder).toBe("Choose");
    expect(screen.queryByRole("button", { name: "Clear value" })).toBeNull();
  });

  it("takes a new option where the app accepts them", async () => {
    const kernel = show([select({ accept_new_options: true })]);
    await userEvent.click(box());
    await userEvent.keyboard("Rome");
    expect(options()).toEqual(["Add: Rome"]);
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ value: "Rome" }]);
    expect(box().value).toBe("Rome");
  });

  it("does not take text where it cannot be filtered, but jumps to a letter", async () => {
    const kernel = show([select({ filter_mode: null })]);
    expect(box().readOnly).toBe(true);
    await userEvent.click(box());
    await userEvent.keyboard("z{Enter}");
    expect(kernel.events()).toMatchObject([{ value: "Zürich" }]);
  });

  it("has only the options in sight in the document", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `Option ${index}`);
    show([select({ options: many, value: null })]);
    await userEvent.click(box());
    expect(options().length).toBeLessThan(30);
    expect(screen.getAllByRole("option")[0]?.getAttribute("aria-setsize")).toBe("5000");
  });

  it("cannot be opened without options or while it is disabled", async () => {
    show([select({ options: [], value: null })]);
    expect(box().disabled).toBe(true);
  });
});

describe("finding options", () => {
  const words = ["New York", "Newark", "York", "Los Angeles", "Norwalk"];
  const found = (query: string, mode: Parameters<typeof findOptions>[2]) =>
    findOptions(words, query, mode).map((position) => words[position]);

  it("fuzzy: letters in order, whole words first", () => {
    expect(found("york", "fuzzy")).toEqual(["York", "New York"]);
    expect(found("ny", "fuzzy")[0]).toBe("New York");
    expect(found("nwk", "fuzzy")).toHaveLength(3);
    expect(found("q", "fuzzy")).toEqual([]);
  });

  it("contains and prefix: in the given order", () => {
    expect(found("or", "contains")).toEqual(["New York", "York", "Norwalk"]);
    expect(found("new", "prefix")).toEqual(["New York", "Newark"]);
    expect(found(" ", "prefix")).toEqual(words);
  });
});
