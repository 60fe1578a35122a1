import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, node, show } from "./harness";

const SIZES = ["S", "M", "L"];
const row = (kind: string, props = {}) => input(kind, "Size", { options: SIZES, ...props });
const button = (name: string) => screen.getByRole("button", { name });
const radio = (name: string) => screen.getByRole("radio", { name });

describe.each(["pills", "segmented_control"])("%s", (kind) => {
  it("sends the label of the pressed button, and nothing when it is pressed again", async () => {
    const kernel = show([row(kind)]);
    expect(screen.queryByRole("radio", { checked: true })).toBeNull();
    await userEvent.click(radio("M"));
    expect(screen.getByTestId(`stBaseButton-${kind}Active`).textContent).toBe("M");
    await userEvent.click(radio("M"));
    expect(kernel.events()).toMatchObject([{ value: "M" }, { value: null }]);
  });

  it("keeps a choice that is required", async () => {
    const kernel = show([row(kind, { value: "M", required: true })]);
    await userEvent.click(radio("M"));
    expect(kernel.events()).toEqual([]);
    await userEvent.click(radio("L"));
    expect(kernel.events()).toMatchObject([{ value: "L" }]);
  });

  it("sends the labels in the order of choice where there can be several", async () => {
    const kernel = show([row(kind, { several: true, value: ["L"] })]);
    await userEvent.click(button("S"));
    await userEvent.click(button("L"));
    expect(kernel.events()).toMatchObject([{ value: ["L", "S"] }, { value: ["S"] }]);
    expect(button("S").getAttribute("aria-pressed")).toBe("true");
  });

  it("is one stop of the Tab key, at what is chosen, and moves with the arrow keys", async () => {
    const kernel = show([row(kind, { value: "M" })]);
    // The menu of the app comes first.
    await userEvent.tab();
    await userEvent.tab();
    expect(document.activeElement).toBe(radio("M"));
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(radio("S"));
    await userEvent.keyboard("{ArrowLeft}{Home}{End}");
    expect(document.activeElement).toBe(radio("L"));
    expect(kernel.events()).toEqual([]);
    await userEvent.keyboard(" ");
    expect(kernel.events()).toMatchObject([{ value: "L" }]);
    await userEvent.tab();
    expect(document.activeElement?.getAttribute("role")).not.toBe("radio");
  });

  it("is a group named by its label", () => {
    show([row(kind)]);
    expect(screen.getByRole("radiogroup", { name: "Size" })).toBeTruthy();
  });

  it("draws the icon that a label begins with, and Markdown", () => {
    const options = ["🐧 Penguin", "**Bold**", "🦭"];
    show([row(kind, { options, icons: ["🐧", null, "🦭"] })]);
    expect(screen.getAllByTestId("stIconEmoji").map((icon) => icon.textContent)).toEqual([
      "🐧",
      "🦭",
    ]);
    expect(radio("Penguin").textContent).toBe("🐧Penguin");
    expect(radio("Bold").querySelector("strong")).toBeTruthy();
    expect(radio("🦭")).toBeTruthy();
  });

  it("sends the whole label, with its icon", async () => {
    const kernel = show([row(kind, { options: ["🐧 Penguin"], icons: ["🐧"] })]);
    await userEvent.click(radio("Penguin"));
    expect(kernel.events()).toMatchObject([{ value: "🐧 Penguin" }]);
  });

  it("cannot be pressed while it is disabled, and says when it is empty", async () => {
    const kernel = show([row(kind, { disabled: true }), input(kind, "None", { options: [] })]);
    await userEvent.click(radio("M"));
    expect(kernel.events()).toEqual([]);
    expect(screen.getByText("No options to select.")).toBeTruthy();
  });
});

describe("a rating", () => {
  const rating = (options: string, props = {}) =>
    node("feedback", { options, value: null, generation: 0, ...props }, undefined, options);
  const lit = () => document.querySelectorAll("[data-lit]").length;

  it("by stars lights all up to the one that was pressed", async () => {
    const kernel = show([rating("stars")]);
    expect(screen.getByRole("radiogroup", { name: "Rating" })).toBeTruthy();
    await userEvent.click(radio("3 stars"));
    expect(kernel.events()).toMatchObject([{ id: "stars", value: 2 }]);
    expect(lit()).toBe(3);
    expect(screen.getByRole("radio", { checked: true })).toBe(radio("3 stars"));
    await userEvent.click(radio("3 stars"));
    expect(kernel.events()[1]).toMatchObject({ value: null });
    expect(lit()).toBe(0);
  });

  it("by thumbs has the one that points up first, which is 1", async () => {
    const kernel = show([rating("thumbs")]);
    const names = screen.getAllByRole("radio").map((thumb) => thumb.getAttribute("aria-label"));
    expect(names).toEqual(["Thumbs up", "Thumbs down"]);
    await userEvent.click(radio("Thumbs up"));
    await userEvent.click(radio("Thumbs down"));
    expect(kernel.events()).toMatchObject([{ value: 1 }, { value: 0 }]);
  });

  it("by faces lights one", async () => {
    const kernel = show([rating("faces", { value: 0 })]);
    act(() => radio("Very bad").focus());
    await userEvent.keyboard("{End}{Enter}");
    expect(kernel.events()).toMatchObject([{ value: 4 }]);
    expect(lit()).toBe(1);
    expect(screen.getByTestId("stFeedbackButtonActive")).toBe(radio("Very good"));
  });
});
