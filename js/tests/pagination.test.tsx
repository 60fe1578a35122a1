import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import "../src/inputs";
import { pagesInView, placesFor } from "../src/inputs/pagination";
import { input, node, show } from "./harness";

const pages = (props = {}) =>
  input("pagination", "p", { num_pages: 12, max_visible_pages: 7, value: 1, ...props });

const numbers = () =>
  within(screen.getByTestId("stPagination"))
    .queryAllByTestId(/^stPagination(Page|Ellipsis)/)
    .map(({ textContent }) => textContent)
    .join(" ");
const arrow = (name: string) => screen.getByRole("button", { name });

describe("page numbers", () => {
  it("show the current page among others, by name and by look", () => {
    show([pages({ value: 6 })]);
    expect(screen.getByRole("navigation", { name: "Pagination" })).toBeTruthy();
    expect(numbers()).toBe("1 … 5 6 7 … 12");
    expect(screen.getByRole("button", { current: "page" })).toBe(
      screen.getByTestId("stPaginationPageActive"),
    );
    expect(screen.getByRole("button", { name: "Page 6" }).getAttribute("aria-current")).toBe(
      "page",
    );
    expect(screen.getByText("Page 6 of 12")).toBeTruthy();
  });

  it("turn by number and by arrow, and at once", async () => {
    const kernel = show([pages()]);
    await userEvent.click(screen.getByRole("button", { name: "Page 3" }));
    expect(screen.getByTestId("stPaginationPageActive").textContent).toBe("3");
    await userEvent.click(arrow("Next page"));
    await userEvent.click(arrow("Previous page"));
    await userEvent.click(screen.getByRole("button", { name: "Page 3" }));
    expect(kernel.events().map(({ value }) => value)).toEqual([3, 4, 3]);
  });

  it("are pressed with the keyboard, and keep the focus at the ends", async () => {
    const kernel = show([pages({ value: 2 })]);
    arrow("Previous page").focus();
    await userEvent.keyboard("{Enter}");
    expect(arrow("Previous page").getAttribute("aria-disabled")).toBe("true");
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(arrow("Previous page"));
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard(" ");
    expect(kernel.events().map(({ value }) => value)).toEqual([1, 2]);
  });

  it("do nothing while they are disabled", async () => {
    const kernel = show([pages({ disabled: true })]);
    await userEvent.click(screen.getByRole("button", { name: "Page 3" }));
    await userEvent.click(arrow("Next page"));
    expect(kernel.sent).toEqual([]);
  });

  it("have names of their own, as landmarks need", () => {
    show([pages(), input("pagination", "q", { num_pages: 2, value: 1 })]);
    const names = screen.getAllByRole("navigation").map((one) => one.getAttribute("aria-label"));
    expect(names).toEqual(["Pagination", "Pagination 2"]);
  });

  it("wait for the button of their form", async () => {
    const inside = [
      pages({ form_id: "f" }),
      input("form_submit_button", "Send", { form_id: "f", type: "secondary", value: false }),
    ];
    const kernel = show([node("form", { form_id: "f" }, inside)]);
    await userEvent.click(screen.getByRole("button", { name: "Page 3" }));
    expect(kernel.sent).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(kernel.events()).toMatchObject([{ id: "p", value: 3 }, { id: "Send" }]);
  });

  it("may be arrows alone", async () => {
    const kernel = show([pages({ max_visible_pages: 0 })]);
    expect(numbers()).toBe("");
    await userEvent.click(arrow("Next page"));
    expect(kernel.events()).toMatchObject([{ value: 2 }]);
    expect(screen.getByText("Page 2 of 12")).toBeTruthy();
  });

  it("may be all of them", () => {
    show([pages({ max_visible_pages: undefined })]);
    expect(numbers()).toBe("1 2 3 4 5 6 7 8 9 10 11 12");
  });
});

describe("the places of page numbers", () => {
  const shown = (current: number, total: number, places: number): string =>
    pagesInView(current, total, places)
      .map((page) => (page < 0 ? "…" : page))
      .join(" ");

  it.each([
    [1, 7, "1 2 3 4 5 … 12"],
    [4, 7, "1 2 3 4 5 … 12"],
    [5, 7, "1 … 4 5 6 … 12"],
    [8, 7, "1 … 7 8 9 … 12"],
    [9, 7, "1 … 8 9 10 11 12"],
    [12, 7, "1 … 8 9 10 11 12"],
    [6, 6, "1 … 6 7 … 12"],
    [6, 5, "1 … 6 … 12"],
    [1, 5, "1 2 3 … 12"],
    [4, 3, "4 … 12"],
    [12, 4, "1 … 12"],
    [4, 2, "4"],
    [4, 1, "4"],
    [4, 0, ""],
    [4, 12, "1 2 3 4 5 6 7 8 9 10 11 12"],
  ])("with page %i of 12 and %i places hold %s", (current, places, expected) => {
    expect(shown(current, 12, places)).toBe(expected);
  });

  it("hold the current page, the first and the last, and stay as many", () => {
    for (let places = 5; places < 12; places += 1) {
      for (let current = 1; current <= 20; current += 1) {
        const found = pagesInView(current, 20, places);
        expect(found).toHaveLength(places);
        expect(found).toEqual(expect.arrayContaining([1, current, 20]));
        const rising = found.filter((page) => page > 0);
        expect(rising).toEqual([...new Set(rising)].sort((one, other) => one - other));
        expect(new Set(found).size).toBe(found.length);
      }
    }
  });

  it("are fewer where there is less room, but never none", () => {
    expect(placesFor(6, 12, 7, 100)).toBe(7);
    expect(placesFor(6, 12, 7, 8)).toBe(5);
    expect(placesFor(617, 1234, 9, 9)).toBe(5);
    expect(placesFor(6, 12, 7, 2)).toBe(1);
    expect(placesFor(6, 12, 0, 100)).toBe(0);
    expect(placesFor(6, 2 ** 31 - 1, Number.POSITIVE_INFINITY, 100)).toBeLessThan(100);
  });
});
