"""Rows that the browser has not got: selected, copied, and edited by who never saw them."""

from __future__ import annotations

import csv
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.test_tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 15_000
ROW = 35
MARKER = 24
"""The middle of the boxes that select rows, in CSS pixels."""

FRAME = """
    import numpy as np
    import pandas as pd
    import revoila as st

    @st.cache_resource
    def frame():
        rows = np.arange(15_000)
        return pd.DataFrame({"number": rows * 7919 % 15_013, "city": np.array(["Lyon", "Oslo", "Rome"])[rows % 3]})
"""

ROWS_APP = """
    chosen = st.dataframe(frame(), key="rows", on_select="rerun", selection_mode="multi-row").selection.rows
    found = frame()["number"].iloc[chosen].tolist()
    st.text(f"{len(found)} rows, in order: {found == sorted(found)}, to {max(found, default=None)}")
"""

CELLS_APP = """
    cells = st.dataframe(frame(), key="cells", on_select="rerun", selection_mode="multi-cell").selection.cells
    found = [frame()["number"].iloc[row] for row, name in cells if name == "number"]
    st.text(f"{len(cells)} cells, {len(set(found))} numbers")
"""

COPIED_APP = """
    st.dataframe(frame(), key="copied")
"""

EDITED_APP = """
    config = {"number": st.column_config.NumberColumn(format="#%d")}
    edited = st.data_editor(frame(), key="edited", num_rows="dynamic", column_config=config)
    st.text(f"sum {edited['number'].sum()} of {len(edited)}")
"""

STYLED_APP = """
    unit = st.text_input("Unit", "mm")
    colors = ["#ff0000", "#00aa00", "#0000ff"]
    look = lambda column: [f"background-color: {colors[number % 3]}" for number in column]
    styler = frame()[["number"]].style.format(f"{{:,}} {unit}").apply(look)
    chosen = st.dataframe(styler, key="styled", on_select="rerun", selection_mode="multi-row").selection.rows
    st.text(f"chosen: {frame()['number'].iloc[chosen].tolist()}")
"""

APPS = {
    "rows": ROWS_APP,
    "cells": CELLS_APP,
    "copied": COPIED_APP,
    "edited": EDITED_APP,
    "styled": STYLED_APP,
}

COLORS = [[255, 0, 0], [0, 170, 0], [0, 0, 255]]

NUMBERS = [row * 7919 % 15_013 for row in range(ROWS)]


@pytest.fixture(scope="module")
def addresses(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("far")
    found = {}
    for name, app in APPS.items():
        path = folder / f"{name}.py"
        path.write_text(textwrap.dedent(FRAME) + textwrap.dedent(app))
        found[name] = serve(path)
    return found


def scroll(table: Table, rows: int) -> None:
    table.canvas.hover(position={"x": 200, "y": 100}, force=True)
    table.app.page.mouse.wheel(0, rows * ROW)


def sort_by_number(table: Table, left: int) -> None:
    table.sort(left)
    smallest = str(NUMBERS.index(min(NUMBERS)))
    table.shows(lambda rows: rows.get(0, [""])[0] == smallest)


def test_a_range_of_a_sorted_table_has_all_of_its_rows(app: Any, addresses: dict[str, str]) -> None:
    table = Table(app).open(addresses["rows"])
    sort_by_number(table, 180)
    table._click(MARKER, ROW * 3 + 17)
    expect(app.root.get_by_text("1 rows")).to_be_visible()
    scroll(table, 9_000)
    shown = table.shows(lambda rows: min(rows) > 8_000)
    last = sorted(shown)[3]
    app.page.keyboard.down("Shift")
    table._click(MARKER, ROW * 4 + 17)
    app.page.keyboard.up("Shift")
    text = app.root.get_by_text("rows, in order")
    app.until(lambda: int(text.inner_text().split()[0]) > 8_000)
    count = int(text.inner_text().split()[0])
    assert abs(count - (last - 2 + 1)) <= 1
    assert "in order: True" in text.inner_text()
    assert text.inner_text().endswith(f"to {sorted(NUMBERS)[2 + count - 1]}")
    table.press("Control+a")
    expect(app.root.get_by_text(f"{ROWS} rows")).to_be_visible()


def test_a_range_of_cells_has_all_of_its_rows(app: Any, addresses: dict[str, str]) -> None:
    table = Table(app).open(addresses["cells"])
    sort_by_number(table, 150)
    table._click(150, ROW + 17)
    table.press("Control+Shift+ArrowDown")
    expect(app.root.get_by_text(f"{ROWS} cells, {ROWS} numbers")).to_be_visible()


def test_what_has_not_arrived_is_copied(app: Any, addresses: dict[str, str]) -> None:
    app.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    table = Table(app).open(addresses["copied"])
    sort_by_number(table, 150)
    table._click(150, ROW + 17)
    table.press("Control+a")
    app.page.evaluate("navigator.clipboard.writeText('')")
    table.press("Control+c")
    read = "navigator.clipboard.readText()"
    app.until(lambda: app.page.evaluate(read) != "")
    lines = [line.split("\t") for line in app.page.evaluate(read).splitlines()]
    assert [int(line[1]) for line in lines] == sorted(NUMBERS)
    assert lines[-1][0] == str(NUMBERS.index(max(NUMBERS)))


def test_what_is_asked_of_an_editor_is_asked_of_the_edited_table(app: Any, addresses: dict[str, str]) -> None:
    table = Table(app).open(addresses["edited"])
    # The first number, then the second row, then a new row.
    table._click(70, ROW + 17)
    app.page.keyboard.type("99999")
    table.press("Enter")
    expect(app.root.get_by_text(f"sum {sum(NUMBERS) + 99_999} of {ROWS}")).to_be_visible()

    def statistics(*texts: str) -> None:
        app.page.get_by_role("menuitem", name="Statistics").click()
        for text in texts:
            expect(app.page.get_by_test_id("stDataFrameStatisticsContent")).to_contain_text(text)
        table.press("Escape")
        expect(app.page.get_by_test_id("stDataFrameStatisticsContent")).to_have_count(0)

    table.press("Shift+F10")
    statistics(f"Count{ROWS:,}", "#99999")
    table._click(MARKER, ROW * 2 + 17)
    table.press("Delete")
    expect(app.root.get_by_text(f"of {ROWS - 1}")).to_be_visible()
    table.box.hover()
    table.box.get_by_role("button", name="Add row", exact=True).click()
    expect(app.root.get_by_text(f"of {ROWS}")).to_be_visible()
    # A search sees the format, and what was entered; the deleted row had the number 7919.
    expect(table.search("#99999")).to_have_text("1 result")
    field = table.box.get_by_test_id("search-input")
    field.fill("#7919")
    expect(table.box.get_by_test_id("search-result-area")).to_have_text("0 results")
    field.fill("#12")
    count = sum(str(number).startswith("12") for number in NUMBERS)
    expect(table.box.get_by_test_id("search-result-area")).to_have_text(f"{count:,} results")
    field.press("Escape")
    table.box.hover()
    with app.page.expect_download(timeout=60_000) as waiting:
        table.box.get_by_role("button", name="Download as CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[1][-2:] == ["99999", "Lyon"]
    assert rows[2][-2:] == [str(NUMBERS[2]), "Rome"]
    assert rows[-1][-2:] == ["", ""]
    assert len(rows) == ROWS + 1
    # And so does the menu of the column.
    table.canvas.click(position={"x": 120, "y": 12}, button="right", force=True)
    statistics(f"Count{ROWS - 1:,}", "#99999")


def color(table: Table, row: int) -> list[int]:
    """The colour of a cell of the first column, at its free left end, by its row on the screen."""
    at = {"x": 250, "y": ROW * (row + 1) + ROW // 2}
    script = """(canvas, { x, y }) => {
        const scale = canvas.width / canvas.clientWidth;
        return [...canvas.getContext("2d").getImageData(x * scale, y * scale, 1, 1).data].slice(0, 3);
    }"""
    found: list[int] = table.canvas.evaluate(script, at)
    return found


def looks_like(table: Table, numbers: list[int], unit: str = "mm") -> None:
    """See that the rows on the screen have these numbers, with their unit and on their colours."""
    table.shows(
        lambda rows: [rows[row][1] for row in sorted(rows)][:5] == [f"{one:,} {unit}" for one in numbers]
    )
    table.app.until(lambda: [color(table, row) for row in range(5)] == [COLORS[one % 3] for one in numbers])


def test_far_rows_of_a_styled_table_have_their_texts_and_colours(app: Any, addresses: dict[str, str]) -> None:
    table = Table(app).open(addresses["styled"])
    looks_like(table, NUMBERS[:5])
    assert table.received < 100_000
    scroll(table, 9_000)
    looks_like(table, NUMBERS[9_000:9_005])
    # Other styles take the place of these, where one looks.
    app.root.get_by_label("Unit").fill("cm")
    table.press("Enter")
    looks_like(table, NUMBERS[9_000:9_005], "cm")
    table.sort(250)
    ordered = sorted(NUMBERS)
    looks_like(table, ordered[9_000:9_005], "cm")
    table._click(MARKER, ROW * 2 + 17)
    expect(app.root.get_by_text(f"chosen: [{ordered[9_001]}]")).to_be_visible()
    # A search sees the texts, a download has the values.
    count = sum(number % 1_000 == 12 and number > 1_000 for number in NUMBERS)
    expect(table.search(",012 cm")).to_have_text(f"{count} results")
    table.press("Enter", "Escape")
    table.box.hover()
    with app.page.expect_download(timeout=60_000) as waiting:
        table.box.get_by_role("button", name="Download as CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    assert [row[1] for row in csv.reader(text.splitlines())][:3] == ["number", "0", "1"]
