"""A table that a visitor writes into: what each editor enters, and what the script gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

APP = """
import datetime as dt
import pandas as pd
import streamlit as st

rain = pd.DataFrame({
    "city": ["Lyon", "Oslo", "Rome"],
    "mm": [5, 1, 7],
    "wet": [True, False, True],
    "sky": pd.Categorical(["grey", "blue", "grey"], categories=["blue", "grey"]),
    "day": [dt.date(2024, 1, 1), dt.date(2024, 1, 2), None],
    "fixed": ["x", "y", "z"],
})
config = {"mm": st.column_config.NumberColumn(max_value=50, required=True)}
found = st.data_editor(rain, num_rows="dynamic", disabled=["fixed"], column_config=config, key="rain", alt="Rain")
rows = [" ".join(str(value) for value in row) for row in found.itertuples(index=False)]
st.text("rain: " + " | ".join(rows))
st.text(f"state: {st.session_state['rain']}")

with st.form("form", clear_on_submit=True):
    notes = st.data_editor(["one", "two"], key="notes", alt="Notes")
    st.form_submit_button("Send")
st.text(f"notes: {notes}")

more = st.number_input("More", value=0)
kept = st.data_editor({"a": [1 + more, 2], "b": ["x", "y"]}, key="kept", alt="Kept")
st.text(f"kept: {kept}")
many = st.data_editor(pd.DataFrame({"n": range(100_000)}), key="many", alt="Many")
st.text(f"many: {many['n'].sum()} {many['n'].dtype}")
"""

ROW = 35
MARKERS = 33
"""Width of the boxes that select rows, in CSS pixels."""

PASTE = """(canvas, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  canvas.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("editor") / "editor.py"
    path.write_text(APP)
    return serve(path)


class Editor:
    """One of the tables of the app, in the words of somebody who writes into it."""

    def __init__(self, app: Any, name: str, *, marked: bool = False) -> None:
        self.page = app.page
        self.root = app.root
        self.grid = app.root.get_by_role("group", name=name)
        self.canvas = self.grid.locator("canvas").first
        self.left = MARKERS if marked else 0
        expect(self.canvas).to_be_visible()

    def click(self, x: float, row: int) -> None:
        self.grid.click(position={"x": x, "y": ROW * (row + 1.5)})

    def go(self, column: int, row: int) -> None:
        """Select a cell: the first by a click, and from there by keys."""
        self.click(self.left + 20, 0)
        for key, times in (("ArrowRight", column), ("ArrowDown", row)):
            for _ in range(times):
                self.press(key)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str, *keys: str) -> None:
        """Write over the selected cell."""
        self.page.keyboard.type(text)
        self.press(*(keys or ("Enter",)))

    def paste(self, text: str) -> None:
        self.canvas.evaluate(PASTE, text)

    def tool(self, name: str) -> Any:
        self.grid.hover()
        return self.grid.locator("xpath=ancestor::*[@data-testid='stDataFrame']").get_by_role(
            "button", name=name, exact=True
        )

    def says(self, start: str) -> None:
        expect(self.root.get_by_text(start).first).to_be_visible()


def test_cells_of_each_kind_are_written_and_undone(app: Any, address: str) -> None:
    app.open(address)
    table = Editor(app, "Rain", marked=True)
    table.says(
        "rain: Lyon 5 True grey 2024-01-01 x | Oslo 1 False blue 2024-01-02 y | Rome 7 True grey None z"
    )

    table.go(0, 0)
    table.write("Nice")
    table.says("rain: Nice 5 True")
    # Enter has gone down, where F2 opens what is there; a tab leads to the number.
    table.press("F2")
    expect(app.page.get_by_role("textbox", name="city")).to_have_value("Oslo")
    table.write("!", "Tab")
    table.says("rain: Nice 5 True grey 2024-01-01 x | Oslo! 1")
    table.write("99")
    expect(app.page.get_by_role("alert")).to_have_text("At most 50.")
    table.press("Backspace", "Backspace", "8", "Enter")
    table.says("rain: Nice 5 True grey 2024-01-01 x | Oslo! 8")

    table.go(2, 1)
    table.press("Space")
    table.says("rain: Nice 5 True grey 2024-01-01 x | Oslo! 8 True")

    table.go(3, 0)
    table.press("Enter")
    expect(app.page.get_by_role("option")).to_have_text(["blue", "grey", "None"])
    table.press("ArrowUp", "Enter")
    table.says("rain: Nice 5 True blue")

    table.go(4, 2)
    table.press("Enter")
    day = app.page.get_by_label("day", exact=True)
    day.fill("2024-05-06")
    table.press("Enter")
    table.says("Rome 7 True grey 2024-05-06 z")

    # A column that is off takes nothing, and what is typed over it is no shortcut of the page.
    table.go(5, 0)
    table.write("c")
    expect(app.page.get_by_role("dialog")).to_have_count(0)

    table.go(0, 0)
    table.press("ControlOrMeta+z")
    table.says("Rome 7 True grey None z")
    table.press("ControlOrMeta+Shift+z")
    table.says("Rome 7 True grey 2024-05-06 z")
    table.press("Delete")
    table.says("rain: nan 5 True blue")
    table.press("ControlOrMeta+z")
    table.says("rain: Nice 5 True blue")


def test_rows_come_and_go_and_a_block_is_pasted(app: Any, address: str) -> None:
    app.open(address)
    table = Editor(app, "Rain", marked=True)
    # A new row waits for the number that it needs.
    table.tool("Add row").click()
    table.write("Bern", "Tab")
    app.settle()
    expect(app.root.get_by_text("rain: ").first).not_to_contain_text("Bern")
    table.write("3")
    table.says("Rome 7 True grey None z | Bern 3")
    table.says("'added_rows': [{'city': 'Bern', 'mm': 3}]")

    table.click(MARKERS / 2, 1)
    table.tool("Delete row").click()
    table.says("rain: Lyon 5 True grey 2024-01-01 x | Rome 7 True grey None z | Bern 3")
    table.says("'deleted_rows': [1]")

    table.go(0, 1)
    table.paste("Pisa\t11\tno\tblue\r\nBonn\t12\tyes\tgrey\r\nBari\t60\tyes\tpink\r\nEssen\t4\r\n")
    table.says("Pisa 11 False blue None z | Bonn 12 True grey None nan | Essen 4")
    table.says("2 cells do not fit")


def test_a_form_holds_changes_back_and_starts_anew(app: Any, address: str) -> None:
    app.open(address)
    table = Editor(app, "Notes")
    table.go(0, 0)
    table.write("1")
    table.write("2")
    app.settle()
    table.says("notes: ['one', 'two']")
    app.root.get_by_role("button", name="Send").click()
    table.says("notes: ['1', '2']")
    # Cleared: the next submission sends what the data has.
    app.root.get_by_role("button", name="Send").click()
    table.says("notes: ['one', 'two']")


def test_changes_stay_while_values_change_and_a_field_stays_open(app: Any, address: str) -> None:
    """State 10."""
    app.open(address)
    table = Editor(app, "Kept")
    table.go(1, 1)
    table.write("mine")
    table.says("kept: {'a': [1, 2], 'b': ['x', 'mine']}")
    app.root.get_by_role("button", name="Increase").dispatch_event("click")
    table.says("kept: {'a': [2, 2], 'b': ['x', 'mine']}")
    # While somebody writes, an answer of the kernel takes nothing away.
    table.go(1, 0)
    app.page.keyboard.type("half")
    field = app.page.get_by_role("textbox", name="b")
    app.root.get_by_role("button", name="Increase").dispatch_event("click")
    table.says("kept: {'a': [3, 2]")
    expect(field).to_have_value("half")
    expect(field).to_be_focused()
    table.write(" done")
    table.says("kept: {'a': [3, 2], 'b': ['half done', 'mine']}")


def test_a_block_of_hundred_thousand_cells_is_pasted_at_once(app: Any, address: str) -> None:
    app.open(address)
    table = Editor(app, "Many")
    table.says("many: 4999950000 int64")
    table.go(1, 0)
    table.paste("\n".join(str(number) for number in range(1, 100_001)))
    table.says("many: 5000050000 int64")
    table.press("ControlOrMeta+z")
    table.says("many: 4999950000 int64")
