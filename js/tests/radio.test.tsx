import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { input, show } from "./harness";

const radio = (props = {}) =>
  input("radio", "Genre", { options: ["Comedy", "Drama", "Comedy"], value: "Drama", ...props });

describe("a radio", () => {
  it("sends the label of the chosen option", async () => {
    const kernel = show([radio()]);
    expect(screen.getByRole("radio", { checked: true })).toHaveProperty("value", "1");
    await userEvent.click(screen.getAllByText("Comedy")[0] as HTMLElement);
    expect(kernel.events()).toMatchObject([{ id: "Genre", value: "Comedy" }]);
  });

  it("moves with the arrow keys", async () => {
    const kernel = show([radio()]);
    act(() => screen.getByRole("radio", { checked: true }).focus());
    await userEvent.keyboard("{ArrowUp}");
    expect(kernel.events()).toMatchObject([{ value: "Comedy" }]);
  });

  it("may have no choice yet", () => {
    show([radio({ value: null })]);
    expect(screen.queryByRole("radio", { checked: true })).toBeNull();
  });

  it("is a group named by its label", () => {
    show([radio({ horizontal: true })]);
    const group = screen.getByRole("radiogroup", { name: "Genre" });
    expect(group.getAttribute("aria-orientation")).toBe("horizontal");
  });

  it("shows a caption below an option that has one", () => {
    show([radio({ captions: ["Laugh", "", "Laugh again"] })]);
    expect(screen.getAllByTestId("stRadioCaption").map((caption) => caption.textContent)).toEqual([
      "Laugh",
      "Laugh again",
    ]);
  });

  it("says so when there is nothing to choose", () => {
    show([radio({ options: [], value: null })]);
    expect(screen.getByText("No options to select.")).toBeTruthy();
  });
});
