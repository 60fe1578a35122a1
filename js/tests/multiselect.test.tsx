import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

const CITIES = ["Berlin", "Lyon", "Oslo", "Zürich"];
const multi = (props = {}) =>
  input("multiselect", "Cities", {
    options: CITIES,
    value: ["Lyon"],
    placeholder: "Choose",
    ...props,
  });
const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Cities" });
const options = () => screen.queryAllByRole("option").map((option) => option.textContent);
const tags = () =>
  within(screen.getByTestId("stMultiSelectTagsContainer"))
    .queryAllByRole("button")
    .map((button) => button.getAttribute("aria-label"));

describe("a multiselect", () => {
  it("shows what is chosen in the field and the other options in its list", async () => {
    show([multi({ select_all: false })]);
    expect(tags()).toEqual(["Remove Lyon"]);
    expect(box().placeholder).toBe("");
    await userEvent.click(box());
    expect(screen.getByTestId("stMultiSelectDropdown").getAttribute("aria-multiselectable")).toBe(
      "true",
    );
    expect(options()).toEqual(["Berlin", "Oslo", "Zürich"]);
  });

  it("sends the labels in the order of choice, and its list stays open", async () => {
    const kernel = show([multi({ value: [] })]);
    expect(box().placeholder).toBe("Choose");
    await userEvent.click(box());
    await userEvent.click(screen.getByRole("option", { name: "Oslo" }));
    await userEvent.click(screen.getByRole("option", { name: "Berlin" }));
    expect(kernel.events()).toMatchObject([{ value: ["Oslo"] }, { value: ["Oslo", "Berlin"] }]);
    expect(options()).toContain("Lyon");
    expect(screen.getByText("Berlin added")).toBeTruthy();
  });

  it("works by keyboard alone: filters, chooses, and removes the last", async () => {
    const kernel = show([multi()]);
    act(() => box().focus());
    await userEvent.keyboard("zu{Enter}");
    expect(box().value).toBe("");
    await userEvent.keyboard("{Backspace}{Backspace}");
    expect(kernel.events().map(({ value }) => value)).toEqual([["Lyon", "Zürich"], ["Lyon"], []]);
  });

  it("reaches each tag with the arrow keys, and removes it there", async () => {
    const kernel = show([multi({ value: ["Lyon", "Oslo", "Zürich"] })]);
    act(() => box().focus());
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove Oslo");
    await userEvent.keyboard("{Delete}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove Zürich");
    await userEvent.keyboard("{Backspace}");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove Lyon");
    await userEvent.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(box());
    expect(kernel.events().map(({ value }) => value)).toEqual([["Lyon", "Zürich"], ["Lyon"]]);
  });

  it("loses what is clicked away, one or all", async () => {
    const kernel = show([multi({ value: ["Lyon", "Oslo"] })]);
    await userEvent.click(screen.getByRole("button", { name: "Remove Lyon" }));
    await userEvent.click(screen.getByRole("button", { name: "Clear all" }));
    expect(kernel.events()).toMatchObject([{ value: ["Oslo"] }, { value: [] }]);
    expect(options()).toEqual([]);
    expect(screen.queryByRole("button", { name: "Clear all" })).toBeNull();
  });

  it("chooses all that are left, or all that were found", async () => {
    const kernel = show([multi({ value: [] })]);
    await userEvent.click(box());
    await userEvent.keyboard("o");
    expect(options()[0]).toBe("Select matches");
    await userEvent.click(screen.getByRole("option", { name: "Select matches" }));
    await userEvent.click(screen.getByRole("option", { name: "Select all" }));
    expect(kernel.events()).toMatchObject([
      { value: ["Oslo", "Lyon"] },
      { value: ["Oslo", "Lyon", "Berlin", "Zürich"] },
    ]);
    expect(screen.getByText("Nothing left to choose")).toBeTruthy();
  });

  it.each([
    ["never", { select_all: false }],
    ["not for more than told", { select_all: 2 }],
    ["not for one", { value: ["Lyon", "Oslo", "Berlin"] }],
    ["not when there are enough", { value: ["Lyon"], max_selections: 1 }],
  ])("offers all at once: %s", async (_, props) => {
    show([multi(props)]);
    await userEvent.click(box());
    expect(options()).not.toContain("Select all");
  });

  it("does not choose all by Enter after typing", async () => {
    const kernel = show([multi({ value: [] })]);
    act(() => box().focus());
    await userEvent.keyboard("o{Enter}");
    expect(kernel.events()).toMatchObject([{ value: ["Oslo"] }]);
  });

  it("stops at the most that can be chosen, and says so", async () => {
    const kernel = show([multi({ max_selections: 2, accept_new_options: true })]);
    await userEvent.click(box());
    await userEvent.click(screen.getByRole("option", { name: "Oslo" }));
    expect(options()).toEqual([]);
    expect(screen.getByText("No more than 2 can be chosen. Remove one first.")).toBeTruthy();
    await userEvent.keyboard("Rome{Enter}");
    expect(kernel.events()).toHaveLength(1);
  });

  it("chooses no more at once than there may be", async () => {
    const kernel = show([multi({ max_selections: 3 })]);
    await userEvent.click(box());
    await userEvent.click(screen.getByRole("option", { name: "Select all" }));
    expect(kernel.events()).toMatchObject([{ value: ["Lyon", "Berlin", "Oslo"] }]);
  });

  it("takes new options where the app accepts them, each once", async () => {
    const kernel = show([multi({ accept_new_options: true })]);
    await userEvent.click(box());
    await userEvent.keyboard("Rome");
    expect(options()).toEqual(["Add: Rome"]);
    await userEvent.keyboard("{Enter}Rome");
    expect(options()).toEqual([]);
    await userEvent.keyboard("{Enter}");
    expect(kernel.events()).toMatchObject([{ value: ["Lyon", "Rome"] }]);
  });

  it("does not take text where it cannot be filtered, but jumps to a letter", async () => {
    const kernel = show([multi({ filter_mode: null })]);
    expect(box().readOnly).toBe(true);
    await userEvent.click(box());
    await userEvent.keyboard("z{Enter}");
    expect(kernel.events()).toMatchObject([{ value: ["Lyon", "Zürich"] }]);
    await userEvent.keyboard("{Backspace}");
    expect(kernel.events()).toHaveLength(2);
  });

  it("cannot be changed while it is disabled", () => {
    show([multi({ disabled: true })]);
    expect(box().disabled).toBe(true);
    expect(tags()).toEqual([]);
    expect(screen.queryByRole("button", { name: "Clear all" })).toBeNull();
    expect(screen.getByText("Lyon")).toBeTruthy();
  });

  it("has only the options in sight in the document", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => `Option ${index}`);
    show([multi({ options: many, value: [] })]);
    await userEvent.click(box());
    expect(options().length).toBeLessThan(30);
    expect(options()).not.toContain("Select all");
  });
});
