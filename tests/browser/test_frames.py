"""Tables as a visitor uses them: selected, sorted, looked into, pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

APP = """
import streamlit as st

data = {"name": ["Cy", "Al", "Bo"], "n": [3, 1, 2]}
widths = {name: st.column_config.Column(width=100) for name in data}

rows = st.dataframe(data, key="rows", on_select="rerun", hide_index=True, column_config=widths)
st.write(f"rows {rows.selection.rows}")

columns = st.dataframe(
    data, key="columns", on_select="rerun", selection_mode=["single-row-required", "multi-column"],
    hide_index=True, column_config=widths,
)
st.write(f"columns {columns.selection.columns} {columns.selection.rows}")

cells = st.dataframe(
    data, key="cells", on_select="rerun", selection_mode="multi-cell", hide_index=True, column_config=widths
)
st.write(f"cells {cells.selection.cells}")

buttons = {
    "go": st.column_config.ButtonColumn(key="go", width=100),
    "more": st.column_config.ButtonColumn(key="more", width=100),
}
st.dataframe(
    {"go": ["One", "Two"], "more": [["A", "B"], ["C"]]}, key="buttons", hide_index=True, column_config=buttons
)
st.write(f"pressed {st.session_state.go} {st.session_state.more}")

whole = {"json": ['{"deep": {"er": 1}}'], "text": ["**bold** <script>alert(1)</script>"], "n": [1234.5]}
st.dataframe(
    whole, key="whole", hide_index=True, column_config={
        "json": st.column_config.JsonColumn(width=100), "text": st.column_config.MarkdownColumn(width=100),
        "n": st.column_config.NumberColumn(width=100),
    }, alt="Numbers and more",
)
"""

MARKER = 32
"""Width of the boxes before the rows, in CSS pixels; columns are 100, rows 35."""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("frames") / "frames.py"
    path.write_text(APP)
    return serve(path)


def grid(app: Any, key: str) -> Locator:
    found: Locator = app.root.locator(f".st-key-{key}").get_by_test_id("stDataFrame")
    expect(parts(found, "grid")).to_be_attached()
    return found


def parts(frame: Locator, role: str) -> Locator:
    """Return what screen readers see on the canvas, which Playwright takes for hidden."""
    return frame.locator(f"canvas [role={role}]")


def click(frame: Locator, column: int, row: int, *, markers: bool = False, **how: Any) -> None:
    """Click a cell; column -1 are the boxes before the rows, row -1 is the header."""
    x = MARKER / 2 if column < 0 else 100 * column + 50 + (MARKER if markers else 0)
    frame.locator(".rv-grid").click(position={"x": x, "y": 35 * (row + 1) + 17}, **how)


def says(app: Any, text: str) -> None:
    expect(app.root.get_by_text(text, exact=True)).to_be_visible()


def test_rows_are_selected_by_their_place_in_the_data(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "rows")
    click(frame, -1, 0)
    says(app, "rows [0]")
    click(frame, 1, -1, markers=True)
    expect(frame.get_by_role("status")).to_have_text("Sorted by n, ascending.")
    # The first row is now the second of the data; that which was selected still is.
    expect(frame.locator("canvas tr[aria-selected=true]")).to_have_text("Cy3")
    click(frame, -1, 0)
    says(app, "rows [1, 0]")
    app.page.keyboard.press("Escape")
    says(app, "rows []")


def test_rows_are_selected_with_the_keys(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "rows")
    click(frame, 0, 0, markers=True)
    app.page.keyboard.press(" ")
    says(app, "rows [0]")
    app.page.keyboard.press("Shift+ArrowDown")
    says(app, "rows [0, 1]")
    app.page.keyboard.press("ArrowDown")
    says(app, "rows [0, 1]")
    app.page.keyboard.press("Control+a")
    says(app, "rows [0, 1, 2]")


def test_columns_are_selected_and_a_row_is_always(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "columns")
    says(app, "columns [] [0]")
    click(frame, 1, -1, markers=True)
    click(frame, 0, -1, markers=True)
    says(app, "columns ['n', 'name'] [0]")
    click(frame, -1, 2)
    says(app, "columns ['n', 'name'] [2]")
    click(frame, -1, 2)
    click(frame, 1, -1, markers=True)
    says(app, "columns ['name'] [2]")
    # Where headers select, the menu has no sorting.
    click(frame, 1, -1, markers=True, button="right")
    expect(app.page.get_by_role("menuitem", name="Hide column")).to_be_visible()
    expect(app.page.get_by_text("Sort ascending")).to_have_count(0)


def test_a_range_of_cells_is_selected(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "cells")
    click(frame, 0, 1)
    says(app, "cells [(1, 'name')]")
    click(frame, 1, 2, modifiers=["Shift"])
    says(app, "cells [(1, 'name'), (1, 'n'), (2, 'name'), (2, 'n')]")


def test_buttons_are_pressed_with_the_pointer_and_the_keys(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "buttons")
    click(frame, 0, 1)
    says(app, "pressed {'row': 1, 'label': 'Two'} None")
    app.page.keyboard.press("ArrowUp")
    app.page.keyboard.press("Enter")
    says(app, "pressed {'row': 0, 'label': 'One'} None")
    click(frame, 1, 0)
    app.page.get_by_role("menuitem", name="B").click()
    says(app, "pressed None {'row': 0, 'label': 'B'}")
    click(frame, 1, 1)
    says(app, "pressed None {'row': 1, 'label': 'C'}")


def test_cells_open_and_what_is_in_them_is_harmless(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "whole")
    click(frame, 0, 0)
    expect(parts(frame, "gridcell").first).to_have_attribute("aria-selected", "true")
    app.page.keyboard.press("Enter")
    tree = app.page.get_by_test_id("stJsonColumnViewer")
    expect(tree.get_by_text("er:")).to_be_visible()
    app.page.keyboard.press("Escape")
    expect(tree).to_have_count(0)
    app.page.keyboard.press("ArrowRight")
    app.page.keyboard.press("Enter")
    text = app.page.get_by_test_id("stMarkdownColumnViewer")
    expect(text.locator("strong")).to_have_text("bold")
    expect(text.locator("script")).to_have_count(0)


def test_a_column_is_looked_at_in_another_way(app: Any, address: str) -> None:
    app.open(address)
    frame = grid(app, "whole")
    cell = parts(frame, "gridcell").nth(2)
    expect(cell).to_have_text("1234.5")
    click(frame, 2, 0)
    app.page.keyboard.press("Shift+F10")
    app.page.get_by_role("menuitem", name="Format").press("Enter")
    app.page.get_by_role("menuitemradio", name="Dollar").click()
    expect(cell).to_have_text("$1,234.50")
    app.page.keyboard.press("Shift+F10")
    app.page.keyboard.press("s")
    app.page.get_by_role("menuitem", name="Statistics").press("Enter")
    expect(app.page.get_by_test_id("stDataFrameStatisticsMetrics")).to_contain_text("Count1")
    app.page.keyboard.press("Escape")
    frame.hover()
    frame.get_by_role("button", name="Show or hide columns").click()
    menu = app.page.get_by_test_id("stDataFrameColumnVisibilityMenu")
    menu.get_by_label("text").uncheck()
    app.page.keyboard.press("Escape")
    expect(parts(frame, "columnheader")).to_have_text(["json", "n"])
    expect(frame.get_by_role("button", name="Show or hide columns")).to_be_focused()


def test_a_screen_reader_gets_the_table(app: Any, address: str) -> None:
    app.open(address)
    group = app.root.get_by_role("group", name="Numbers and more")
    expect(parts(group, "grid")).to_have_attribute("aria-rowcount", "2")
    expect(parts(group, "gridcell")).to_have_text(
        ['{"deep": {"er": 1}}', "**bold** <script>alert(1)</script>", "1234.5"]
    )
    expect(group).to_have_accessible_description("Shift+F10 opens the menu of a column.")
