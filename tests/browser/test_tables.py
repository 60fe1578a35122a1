"""Tables of a million rows in Chromium: scrolled, sorted, searched, downloaded, replaced, and little of them sent."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.lab import Notebook, write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

APP = """
    import numpy as np
    import pandas as pd
    import revoila as st

    @st.cache_resource
    def million():
        rows = np.arange(1_000_000)
        return pd.DataFrame(
            {
                "number": (rows * 7919) % 1_000_003,
                "city": np.array(["Lyon", "Oslo", "Rome"])[rows % 3],
                "half": rows / 2,
            }
        )

    frame = million()
    if st.toggle("Negative"):
        frame = frame.assign(number=-frame["number"])
    st.dataframe(frame, key="table")
    st.write(f"shown {len(frame)}")
"""

WHOLE = 1_000_000 * 3 * 8


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("tables") / "app.py"
    path.write_text(textwrap.dedent(APP))
    return serve(path)


class Table:
    """A grid, in the words of somebody who looks at it: by the table that screen readers see.

    Parameters
    ----------
    app : AppPage
        The page around it.
    """

    def __init__(self, app: Any) -> None:
        self.app = app
        self.received = 0
        app.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: Any) -> None:
        self.received += len(frame)

    def open(self, address: str) -> Table:
        self.app.open(address)
        self.canvas.wait_for()
        return self

    @property
    def box(self) -> Locator:
        found: Locator = self.app.root.get_by_test_id("stDataFrame")
        return found

    @property
    def canvas(self) -> Locator:
        return self.box.locator("canvas").first

    def rows(self) -> dict[int, list[str]]:
        """The cells of the rows on the screen, by the number of the row."""
        script = """(table) => [...table.querySelectorAll('tbody tr')].map((row) => [
            Number(row.getAttribute('aria-rowindex')) - 2,
            [...row.querySelectorAll('td')].map((cell) => cell.textContent),
        ])"""
        return dict(self.canvas.evaluate(script))

    def shows(self, claim: Callable[[dict[int, list[str]]], bool]) -> dict[int, list[str]]:
        """Wait until the rows on the screen are as claimed."""
        self.app.until(lambda: claim(self.rows()))
        return self.rows()

    def _click(self, left: int, top: int) -> None:
        # What can be scrolled is above the canvas, and passes on what happens to it.
        self.canvas.click(position={"x": left, "y": top}, force=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.app.page.keyboard.press(key)

    def enter(self) -> None:
        """Put the cursor into the first cell of the first column that is no index."""
        self._click(150, 50)

    def sort(self, left: int) -> None:
        """Click on the header at so many pixels from the left."""
        self._click(left, 12)

    def search(self, text: str) -> Locator:
        self.box.hover()
        self.box.get_by_role("button", name="Search", exact=True).click()
        self.app.page.keyboard.type(text)
        return self.box.get_by_test_id("search-result-area")


def test_a_million_rows_are_looked_at_and_few_of_them_travel(app: Any, address: str) -> None:
    table = Table(app).open(address)
    assert table.shows(lambda rows: 0 in rows)[1] == ["1", "7919", "Oslo", "0.5"]
    assert table.received < 60_000
    table.enter()
    table.press("Control+ArrowDown")
    last = table.shows(lambda rows: rows.get(999_999, [""] * 4)[2] == "Lyon")
    number = (999_999 * 7919) % 1_000_003
    assert last[999_999] == ["999999", str(number), "Lyon", "499999.5"]
    # Ascending and descending by number, from the end of the table.
    table.sort(150)
    assert table.shows(lambda rows: rows.get(999_999, [""])[0] != "999999")[999_999][1] == "1000002"
    table.sort(150)
    table.press("Control+ArrowUp")
    assert table.shows(lambda rows: rows.get(0, ["", ""])[1] == "1000002")
    rows = range(1_000_000)
    texts = (text for row in rows for text in (str(row), str(row * 7919 % 1_000_003), str(row / 2)))
    count = sum("424242" in text for text in texts)
    expect(table.search("424242")).to_have_text(f"{count} results")
    table.press("Enter")
    table.shows(lambda rows: any("424242" in cell for cells in rows.values() for cell in cells))
    assert table.received < WHOLE / 50


def test_a_table_that_is_replaced_keeps_place_order_and_cursor(app: Any, address: str) -> None:
    table = Table(app).open(address)
    table.shows(lambda rows: 0 in rows)
    table.enter()
    table.sort(150)
    table.shows(lambda rows: rows.get(0, ["", ""])[1] == "0")
    table.press("Control+ArrowDown")
    before = table.shows(lambda rows: rows.get(999_999, ["", ""])[1] == "1000002")
    received = table.received
    app.root.get_by_text("Negative").click()
    after = table.shows(lambda rows: rows.get(999_999, ["", "1"])[1] == "0")
    assert list(after) == list(before)
    assert after[999_998][1] == "-1"
    assert table.received - received < 60_000


def test_a_download_has_every_row_in_the_order_shown(app: Any, address: str) -> None:
    table = Table(app).open(address)
    table.enter()
    table.sort(150)
    table.shows(lambda rows: rows.get(0, ["", ""])[1] == "0")
    table.box.hover()
    with app.page.expect_download(timeout=120_000) as waiting:
        table.box.get_by_role("button", name="Download as CSV").click()
    lines = Path(waiting.value.path()).read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 1_000_001
    assert lines[0] == ",number,city,half"
    assert lines[1].split(",")[:3] == ["0", "0", "Lyon"]
    assert lines[-1].split(",")[1] == "1000002"


def test_a_page_that_is_loaded_again_shows_the_table_again(app: Any, address: str) -> None:
    table = Table(app).open(address)
    app.reload()
    table.shows(lambda rows: 0 in rows)
    table.enter()
    table.press("Control+ArrowDown")
    table.shows(lambda rows: rows.get(999_999, [""] * 4)[2] == "Lyon")
    other = Table(app.tab()).open(address)
    other.enter()
    other.press("Control+ArrowDown")
    other.shows(lambda rows: rows.get(999_999, [""] * 4)[2] == "Lyon")


@pytest.mark.parametrize("isolation", ["process", "pooled"])
def test_a_table_in_a_process_of_its_own_gets_its_rows(
    app: Any, serve: Callable[..., str], tmp_path: Path, isolation: str
) -> None:
    (tmp_path / "app.py").write_text(textwrap.dedent(APP))
    table = Table(app).open(serve(tmp_path / "app.py", f"--isolation={isolation}"))
    table.enter()
    table.press("Control+ArrowDown")
    table.shows(lambda rows: rows.get(999_999, [""] * 4)[2] == "Lyon")


def test_a_table_in_a_cell_of_a_notebook_gets_its_rows_over_the_comm(
    page: Page, app: Any, lab: tuple[str, Path]
) -> None:
    address, folder = lab
    write_notebook(folder, 'import revoila\nrevoila.App("tables.py")', tables=textwrap.dedent(APP))
    notebook = Notebook(page, address)
    notebook.run(0)
    table = Table(notebook.app(0, type(app)))
    table.shows(lambda rows: 0 in rows)
    table.enter()
    table.press("Control+ArrowDown")
    table.shows(lambda rows: rows.get(999_999, [""] * 4)[2] == "Lyon")
