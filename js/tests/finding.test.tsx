import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactElement, useEffect } from "react";
import { expect, it } from "vitest";
import type { GridSource } from "../src/chunks/grid/columns";
import { useFinding } from "../src/chunks/grid/finding";
import type { Rows } from "../src/chunks/grid/rows";

const asked: string[][] = [];
const ROWS = {
  count: 9,
  arrangement: 0,
  search: async (_: string, columns: readonly GridSource[]) => {
    asked.push(columns.map(({ id }) => id));
    return { matches: [{ column: "n", row: 4 }], count: 1 };
  },
} as never as Rows;
const SOURCES = [
  { id: "picture", kind: "image" },
  { id: "n", kind: "number" },
] as never as GridSource[];
const NOWHERE = { current: null };

function Probe({ marked }: { readonly marked: boolean }): ReactElement {
  const finding = useFinding({
    ...{ rows: ROWS, sources: SOURCES, editor: NOWHERE, wrapper: NOWHERE },
    ...{ rowHeight: 35, headers: 1, color: "red", marked },
  });
  const { open } = finding;
  useEffect(() => open(), [open]);
  return (
    <>
      {finding.bar}
      <output data-testid="marks">{JSON.stringify(finding.props.searchResults)}</output>
    </>
  );
}

it.each([
  [false, "[[1,4]]"],
  [true, "[[2,4]]"],
])(
  "marks matches where they are, with boxes before the rows or without: %s",
  async (marked, marks) => {
    render(<Probe marked={marked} />);
    await userEvent.type(screen.getByTestId("search-input"), "4");
    expect(await screen.findByText("1 result")).toBeTruthy();
    expect(screen.getByTestId("marks").textContent).toBe(marks);
    expect(asked.at(-1)).toEqual(["n"]);
  },
);
