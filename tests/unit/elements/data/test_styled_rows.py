"""Styled tables that stay in the kernel: what a Styler adds comes with the rows that it is for."""

from __future__ import annotations

import pickle
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import revoila
from revoila.elements.data._arrow import to_pandas
from revoila.elements.data._style import read_style
from revoila.elements.data.rows._open import open_table
from revoila.elements.data.rows._search import Look, search
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from revoila.elements.data.rows._window import WindowedTable

ROWS = 10_500

FRAME = pd.DataFrame({"n": np.arange(ROWS)[::-1], "share": np.linspace(0, 1, ROWS)})
FRAME.loc[7, "share"] = np.nan

HUES = [f"#0000{hue:02x}" for hue in range(256)]


def styler(unit: str = "€") -> Any:
    """A number with a unit, on a colour of its own; every third one is bold."""
    look = FRAME.style.format({"n": f"{{:,}} {unit}", "share": "{:.1%}"}, na_rep="none")
    return look.apply(
        lambda column: [
            f"background-color: {HUES[value % 256]}" + ("; font-weight: bold" if value % 3 == 0 else "")
            for value in column
        ],
        subset=["n"],
    )


STYLE = read_style(styler())


def opened(style: Any = STYLE) -> WindowedTable:
    table = open_table(style.data, styles=style.cells).windowed
    assert table is not None
    return table


def read(stream: bytes) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = pa.ipc.open_stream(stream).read_all().to_pydict()
    return found


@given(st.integers(0, ROWS - 1), st.integers(1, 200))
@settings(max_examples=30, deadline=None)
def test_windows_put_together_are_the_styles_of_the_whole(start: int, length: int) -> None:
    table = opened()
    stop = min(start + length, ROWS)
    found = read(table.slice(start, stop))
    ran = range(start, stop)
    numbers = [ROWS - 1 - row for row in ran]
    assert found["1:text"] == [f"{number:,} €" for number in numbers]
    assert [HUES[number % 256] in css for number, css in zip(numbers, found["1:css"], strict=True)]
    assert ["bold" in css for css in found["1:css"]] == [number % 3 == 0 for number in numbers]
    assert "2:css" not in found
    assert found["0"] == list(ran)


def test_rows_in_another_order_bring_their_own_styles() -> None:
    positions = [10_000, 3, 7]
    found = read(opened().take(pa.array(positions, pa.uint32())))
    assert found["1:text"] == ["499 €", "10,496 €", "10,492 €"]
    assert found["2:text"] == [f"{10_000 / (ROWS - 1):.1%}", "0.0%", "none"]
    assert [
        HUES[value % 256] in css for value, css in zip((499, 10_496, 10_492), found["1:css"], strict=True)
    ]


def test_a_window_brings_no_styles_of_other_rows() -> None:
    table = opened()
    one, many = (len(table.slice(0, stop)) for stop in (1, 200))
    assert one < 2_000
    assert many < 40_000


def test_the_first_window_and_the_last_row_are_styled() -> None:
    found = read(opened().first)
    assert (found["1:text"][0], found["1:text"][-1]) == ("10,499 €", "0 €")
    assert len(found["1:text"]) == len(found["1"]) < 210


def test_the_same_data_in_other_styles_is_another_table() -> None:
    table = opened()
    assert opened(read_style(styler())) is table
    assert opened(read_style(styler("$"))) != table
    assert open_table(FRAME).windowed != table


def test_a_styled_table_is_stored_with_its_styles() -> None:
    table = opened()
    assert deepcopy(table) is table
    stored = pickle.loads(pickle.dumps(table))  # noqa: S301  # our own
    assert read(stored.slice(500, 510)) == read(table.slice(500, 510))


def test_a_search_finds_the_texts_of_a_styler_in_any_order() -> None:
    table = opened()
    assert table.styles is not None
    look = Look(texts={1: table.styles.texts[1]}, missing="None")
    assert search(table.source, "10,496 €", [1], look=look).matches == [(3, 1)]
    backwards = pa.array(range(ROWS - 1, -1, -1), pa.uint32())
    assert search(table.source, "10,496 €", [1], backwards, look=look).matches == [(ROWS - 4, 1)]
    # Missing cells show what stands for them, and not the text of the Styler.
    shares = Look(texts={2: table.styles.texts[2]}, missing="None")
    assert search(table.source, "None", [2], look=shares).matches == [(7, 2)]
    assert search(table.source, "€", [1]).total == 0


def test_styles_count_as_memory() -> None:
    plain = open_table(FRAME).windowed
    assert plain is not None
    assert opened().size > plain.size + ROWS * len("10,000 €")


# How they are drawn.


def test_a_long_styled_frame_stays_in_the_kernel(page: Any) -> None:
    revoila.dataframe(styler())
    props = page.props()
    assert props["source"].styles is not None
    assert props["rows"] == ROWS
    assert len(props["arrow"]) < 60_000
    assert to_pandas(props)["n"].tolist() == FRAME["n"].tolist()


def test_a_frame_that_its_styles_make_large_stays_in_the_kernel(page: Any) -> None:
    data = pd.DataFrame({"n": range(2_000)})
    revoila.dataframe(data.style.format(lambda value: f"{value} " * 200))
    assert page.props()["source"].rows == 2_000
    assert len(page.props()["arrow"]) < 400_000


def test_an_editor_of_a_long_styled_frame_keeps_it_in_the_kernel(page: Any) -> None:
    found = revoila.data_editor(styler(), key="edited")
    assert page.props()["source"].styles is not None
    assert isinstance(found, pd.DataFrame)


def test_pandas_says_how_many_cells_it_styles(page: Any) -> None:
    with pd.option_context("styler.render.max_elements", ROWS):
        with pytest.raises(StreamlitAPIException, match="21000 cells"):
            revoila.dataframe(styler())
        revoila.dataframe(FRAME[["n"]].style)
    assert page.props()["rows"] == ROWS


def test_a_static_table_has_all_rows_of_a_styled_frame(page: Any) -> None:
    revoila.table(styler())
    assert read(page.props()["arrow"])["1:text"][-1] == "0 €"
