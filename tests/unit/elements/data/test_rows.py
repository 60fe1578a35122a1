"""Tables that stay in the kernel: what a page puts together from windows is what it would have got as a whole."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import pickle
import unicodedata
from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import revoila
from revoila.elements.data import _arrow
from revoila.elements.data._arrow import encode, to_pandas
from revoila.elements.data._read import read_frame
from revoila.elements.data._values import Values
from revoila.elements.data._wire import to_wire
from revoila.elements.data.rows import _open
from revoila.elements.data.rows._entered import with_entered
from revoila.elements.data.rows._export import csv_lines
from revoila.elements.data.rows._open import open_table
from revoila.elements.data.rows._order import order
from revoila.elements.data.rows._search import MOST_MATCHES, Look, search
from revoila.elements.data.rows._shows import read_show
from revoila.elements.data.rows._source import (
    ArraySource,
    FrameSource,
    LazySource,
    PandasSource,
    PolarsSource,
    open_query,
    open_source,
)
from revoila.elements.data.rows._statistics import statistics
from revoila.elements.data.rows._texts import exported_texts, shown_texts
from revoila.elements.data.rows._window import WindowedTable, encode_rows, windowed
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data.rows._source import Source

ROWS = 23
"""Rows of generated frames; several windows of uneven size."""

MOMENTS = st.datetimes(dt.datetime(1800, 1, 1), dt.datetime(2200, 1, 1))  # noqa: DTZ001  # clocks on the wall

TYPED: list[st.SearchStrategy[Any]] = [
    st.integers(-(2**63), 2**63 - 1),
    st.integers(0, 3),
    st.floats(),
    st.floats(width=16),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.sampled_from(["a", "B", "é", "É", "E", "straße", ""]),
    MOMENTS,
    st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)),
    st.times(),
    st.decimals(-10_000, 10_000, places=2),
    st.lists(st.integers(0, 9), max_size=3),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=900)),
]

MIXED = st.one_of(st.integers(-5, 5), st.text("ab", max_size=2), st.none(), st.floats(0, 1), st.booleans())


def rows_of(cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.one_of(cells, st.none()), min_size=ROWS, max_size=ROWS)


columns = st.lists(st.one_of(*map(rows_of, TYPED)), min_size=1, max_size=4)
labels = st.sampled_from(["range", "texts", "levels"])


def cells(stream: bytes) -> list[list[Any]]:
    """The columns of a stream, with NaN as the missing value that it is to the page."""
    return [
        [plain(cell) for cell in column.to_pylist()]
        for column in pa.ipc.open_stream(stream).read_all().columns
    ]


def plain(cell: Any) -> Any:
    return None if isinstance(cell, float) and math.isnan(cell) else cell


def joined(source: Source, sizes: tuple[int, ...] = (1, 7, 4)) -> list[list[Any]]:
    """All rows, put together from windows of these sizes in turn."""
    table = WindowedTable(source)
    start, found, turn = 0, [], 0
    while start < source.rows:
        stop = min(start + sizes[turn % len(sizes)], source.rows)
        found.append(cells(table.encode(source.slice(start, stop))))
        start, turn = stop, turn + 1
    return [[cell for window in found for cell in window[place]] for place in range(len(found[0]))]


def indexed(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    if kind == "texts":
        return frame.set_axis([f"r{row}" for row in range(len(frame))])
    if kind == "levels":
        return frame.set_index(pd.MultiIndex.from_arrays([range(len(frame)), ["x"] * len(frame)]))
    return frame


@given(columns, labels)
@settings(max_examples=60)
def test_windows_put_together_are_the_whole_frame(found: list[list[Any]], index: str) -> None:
    frame = indexed(pd.DataFrame({f"c{place}": column for place, column in enumerate(found)}), index)
    source = open_source(frame)
    assert source is not None
    assert joined(source) == cells(encode(read_frame(frame))[0])


@given(columns)
@settings(max_examples=30)
def test_windows_of_other_libraries_are_too(found: list[list[Any]]) -> None:
    typed = pa.table({f"c{place}": pa.array(column, from_pandas=True) for place, column in enumerate(found)})
    frames: list[Source | None] = [FrameSource(read_frame(typed)), FrameSource(read_frame(typed.slice(3)))]
    wholes: list[Any] = [typed, typed.slice(3)]
    if not any(pa.types.is_float16(kind) for kind in typed.schema.types):
        polars = pl.from_arrow(typed)
        assert isinstance(polars, pl.DataFrame)
        frames += [open_source(polars), open_query(polars.lazy())]
        wholes += [polars, polars]
    for source, whole in zip(frames, wholes, strict=True):
        assert source is not None
        assert joined(source) == cells(encode(read_frame(whole))[0])


@given(st.lists(MIXED, min_size=ROWS, max_size=ROWS))
def test_mixed_objects_say_the_same_in_a_window_as_in_the_whole(column: list[Any]) -> None:
    """Each window is read on its own, and numbers that are text in the whole may be whole ones there."""
    frame = pd.DataFrame({"c": pd.Series(column, dtype=object)})
    source = open_source(frame)
    assert source is not None
    _, windows = joined(source)
    _, whole = cells(encode(read_frame(frame))[0])
    assert [missing(cell) or number(cell) for cell in windows] == [
        missing(cell) or number(cell) for cell in whole
    ]


def missing(cell: Any) -> Any:
    return "missing" if cell is None else None


def number(cell: Any) -> Any:
    try:
        return float(cell)
    except ValueError:
        return cell


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pd.DataFrame({"a": range(ROWS)}), PandasSource),
        (pd.Series(range(ROWS), name="a"), PandasSource),
        (pd.Index(range(ROWS), name="a"), PandasSource),
        (pd.DataFrame({"a": pd.Categorical(list("ab") * 11 + [None])}), PandasSource),
        (pd.DataFrame({"a": pd.period_range("2020-01", periods=ROWS, freq="M")}), PandasSource),
        (pd.DataFrame({"a": pd.arrays.SparseArray([0] * ROWS)}), PandasSource),
        (
            pd.DataFrame(np.zeros((ROWS, 2)), index=pd.date_range("2020", periods=ROWS, tz="UTC")),
            PandasSource,
        ),
        (pd.DataFrame([[1, 2]] * ROWS, columns=["a", "a"]), PandasSource),
        (np.arange(ROWS), ArraySource),
        (np.arange(ROWS * 3).reshape(ROWS, 3), ArraySource),
        (np.array([(1, "x")] * ROWS, dtype=[("a", int), ("b", "U1")]), ArraySource),
        (pl.DataFrame({"a": range(ROWS)}), PolarsSource),
    ],
)
def test_every_kind_of_table_is_read_in_parts(data: Any, kind: type) -> None:
    source = open_source(data)
    assert source is not None
    assert type(source) is kind
    whole = cells(encode(read_frame(data))[0])
    assert joined(source) == whole
    picked = pa.array([5, 0, ROWS - 1])
    assert cells(encode_rows(source.take(picked))) == [
        [column[row] for row in (5, 0, ROWS - 1)] for column in whole
    ]
    for place, column in enumerate(whole):
        assert to_wire(source.column(place)).array.to_pylist() == column
        (only,) = source.slice(2, 5, [place]).columns
        assert to_wire(only.values).array.to_pylist() == column[2:5]
        (only,) = source.take(picked, [place]).columns
        assert to_wire(only.values).array.to_pylist() == [column[row] for row in (5, 0, ROWS - 1)]


def test_a_query_is_asked_for_no_more_rows_than_are_shown() -> None:
    asked: list[int] = []

    def note(frame: pl.DataFrame) -> pl.DataFrame:
        asked.append(frame.height)
        return frame

    query = pl.DataFrame({"a": range(1000), "b": range(1000)}).lazy()
    source = open_query(query)
    assert isinstance(source, LazySource)
    assert source.rows == 1000
    assert cells(encode_rows(source.slice(10, 12))) == [[10, 11], [10, 11]]
    watched = LazySource(query.slice(10, 5).map_batches(note), 5)
    watched.slice(0, 2)
    assert max(asked, default=0) <= 5


def test_other_objects_are_read_as_a_whole() -> None:
    for data in ([1, 2], {"a": [1]}, "text", None, pa.table({"a": [1]}), np.zeros((1, 1, 1))):
        assert open_source(data) is None
        assert open_query(data) is None


# How rows are ordered.


def expected_order(column: pd.Series, *, descending: bool) -> list[int]:
    by = column.map(fold, na_action="ignore") if column.map(type).eq(str).any() else column
    found = by.sort_values(ascending=not descending, kind="stable", na_position="last")
    return [int(position) for position in found.index]


def fold(text: str) -> bytes:
    plain_text = "".join(
        one for one in unicodedata.normalize("NFKD", text) if unicodedata.category(one)[0] != "M"
    )
    return plain_text.lower().encode()


@given(
    st.one_of(
        *map(
            rows_of,
            [
                st.integers(-3, 3),
                st.floats(allow_infinity=True),
                st.sampled_from([0.0, -0.0, 1.0, float("nan")]),
                st.booleans(),
                MOMENTS,
                st.sampled_from(["a", "B", "é", "É", "E", "b", "", "Ä", "z"]),
                st.text("aAbBéÉ ", max_size=4),
                st.timedeltas(dt.timedelta(0), dt.timedelta(days=900)),
            ],
        )
    ),
    st.booleans(),
)
@settings(max_examples=150)
def test_rows_are_ordered_as_pandas_does(column: list[Any], descending: bool) -> None:
    series = pd.Series(column)
    source = open_source(pd.DataFrame({"c": series}))
    assert source is not None
    found = order(source.column(1), descending=descending).to_pylist()
    assert found == expected_order(series, descending=descending)


def test_an_order_over_many_steps_is_stable() -> None:
    values = np.arange(200_000) % 7
    source = FrameSource(read_frame(pa.table({"c": values, "t": [f"R{value}" for value in values]})))
    for descending in (False, True):
        expected = pd.Series(values).sort_values(ascending=not descending, kind="stable").index.tolist()
        for place in (0, 1):
            assert order(source.column(place), descending=descending).to_pylist() == expected


def test_lists_and_decimals_have_an_order() -> None:
    lists = FrameSource(read_frame(pa.table({"c": [[2], [1, 5], None, [1]]})))
    assert order(lists.column(0), descending=False).to_pylist() == [1, 3, 0, 2]
    decimals = FrameSource(read_frame(pa.table({"c": [Decimal(10), Decimal("9.5"), None]})))
    assert order(decimals.column(0), descending=True).to_pylist() == [0, 1, 2]


def test_an_order_that_is_not_wanted_stops() -> None:
    texts = Values(pa.array(["x"] * 200_000))
    calls: list[None] = []

    def check() -> None:
        calls.append(None)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        order(texts, descending=False, check=check)
    assert len(calls) == 2


# What is drawn again.


def test_a_table_is_described_once_and_each_draw_has_descriptions_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = pd.DataFrame({"n": np.arange(20_000)})
    first = open_table(frame)
    first.descriptions[1]["label"] = "changed"
    for module in (_arrow, _open):
        monkeypatch.setattr(module, "encode", None)
    again = open_table(frame)
    assert again.windowed is first.windowed
    assert again.descriptions[1]["label"] == "n"


# What is found.


@given(columns, st.text("aAbé0123456789.-:e", min_size=1, max_size=2), st.booleans())
@settings(max_examples=80)
def test_a_search_finds_what_looking_at_every_cell_does(
    found: list[list[Any]],
    text: str,
    backwards: bool,
) -> None:
    source = open_source(pd.DataFrame({f"c{place}": column for place, column in enumerate(found)}))
    assert source is not None
    places = [0, *range(1, len(found) + 1)][::-1]
    positions = pa.array(range(ROWS - 1, -1, -1)) if backwards else None
    texts = [shown_texts(source.column(place)).to_pylist() for place in places]
    expected = [
        (row, place)
        for row in range(ROWS)
        for place, column in zip(places, texts, strict=True)
        if text.lower() in (column[ROWS - 1 - row if backwards else row] or "").lower()
    ]
    assert search(source, text, places, positions) == (expected, len(expected))


def test_all_matches_are_counted_and_the_first_are_told() -> None:
    source = open_source(np.tile(np.array([17, 2]), 100_000))
    assert source is not None
    found = search(source, "7", [1])
    assert found.total == 100_000
    assert found.matches == [(row, 1) for row in range(0, 2 * MOST_MATCHES, 2)]


def test_a_search_leaves_out_what_a_visitor_has_changed() -> None:
    source = open_source(pd.DataFrame({"a": ["x"] * 6, "b": ["x"] * 6}))
    assert source is not None
    look = Look(gone=[5], covered={1: [0, 2]})
    expected = [(0, 2), (1, 1), (1, 2), (2, 2), (3, 1), (3, 2), (4, 1), (4, 2)]
    assert search(source, "x", [1, 2], look=look) == (expected, 8)
    backwards = pa.array(range(5, -1, -1), pa.uint32())
    found = search(source, "x", [1, 2], backwards, look=look)
    assert found == ([(5 - row, place) for row, place in sorted(expected, key=lambda at: (-at[0], at[1]))], 8)


def test_a_search_finds_formats_labels_and_what_stands_for_missing_cells() -> None:
    source = open_source(pd.DataFrame({"n": [1234.5, None], "c": ["a", "b"]}))
    assert source is not None
    shows = {1: read_show({"as": "printf", "pattern": "$%,.2f"})}
    shows[2] = read_show({"as": "labels", "labels": [["a", "Apple"]], "several": False})
    look = Look(shows={place: show for place, show in shows.items() if show}, missing="None")
    assert search(source, "$1,234.50", [1, 2], look=look).matches == [(0, 1)]
    assert search(source, "apple", [1, 2], look=look).matches == [(0, 2)]
    assert search(source, "none", [1, 2], look=look).matches == [(1, 1)]
    assert search(source, "1234.5", [1, 2], look=look).total == 0


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        ([1.0, 0.1 + 0.2, 1 / 3, 0.00001, -1e-7, None], ["1", "0.3", "0.3333", "1.00e-5", "-1.00e-7", None]),
        ([1e10, 1234567890123.5, 1e21, -1.5e300], ["10000000000", "1234567890123.5", "1e+21", "-1.5e+300"]),
        ([float("inf"), float("-inf"), float("nan")], ["Infinity", "-Infinity", None]),
        ([True, False, None], ["true", "false", None]),
        ([dt.datetime(2024, 1, 31, 23, 30)], ["2024-01-31 23:30:00"]),  # noqa: DTZ001  # on the wall
        ([dt.datetime(1960, 1, 31, 23, 30, 0, 1)], ["1960-01-31 23:30:00"]),  # noqa: DTZ001  # as above
        ([dt.date(2024, 1, 31), None], ["2024-01-31", None]),
        ([dt.datetime(2024, 1, 31, 23, 30, 0, 70_000)], ["2024-01-31 23:30:00.070"]),  # noqa: DTZ001  # as above
        ([dt.time(9, 30), dt.time(9, 30, 0, 500_000)], ["09:30:00", "09:30:00.500"]),
        ([Decimal("1.50"), Decimal("-0.10")], ["1.50", "-0.10"]),
        ([["a", "b"], []], ["a\nb", ""]),
        ([{"a": 1}], ['{"a": 1}']),
        ([2**70], [str(2**70)]),
    ],
)
def test_a_search_sees_what_cells_show(column: list[Any], texts: list[Any]) -> None:
    source = open_source(pd.DataFrame({"c": pd.Series(column, dtype=object)}))
    assert source is not None
    assert shown_texts(source.column(1)).to_pylist() == texts


def test_a_zone_shows_its_own_clock() -> None:
    moment = pd.Timestamp("2024-01-31 23:30", tz="Europe/Berlin")
    values = Values(pa.array([moment], pa.timestamp("us", "Europe/Berlin")))
    assert shown_texts(values).to_pylist() == ["2024-01-31 23:30:00+01:00"]
    assert exported_texts(values).to_pylist() == ["2024-01-31T23:30:00.000+01:00"]


# What is downloaded.


@given(columns)
@settings(max_examples=40)
def test_a_download_holds_every_cell(found: list[list[Any]]) -> None:
    source = open_source(pd.DataFrame({f"c{place}": column for place, column in enumerate(found)}))
    assert source is not None
    places = list(range(1, len(found) + 1))
    lines = b"".join(
        csv_lines(source.slice(start, start + 10 if start < 20 else ROWS, places)).text
        for start in (0, 10, 20)
    )
    read = list(csv.reader(io.StringIO(lines.decode(), newline="")))
    texts = [exported_texts(source.column(place)).fill_null("").to_pylist() for place in places]
    # A line without anything in its only field is empty.
    assert [row or [""] for row in read] == [list(row) for row in zip(*texts, strict=True)]


def test_a_download_quotes_what_it_must() -> None:
    frame = read_frame({"a": ["x,y", 'say "hi"', "two\r\nlines", None], "b": [1.23456789, 2.0, 3.0, None]})
    text = b'"x,y",1.23456789\r\n"say ""hi""",2\r\n"two\r\nlines",3\r\n,\r\n'
    assert csv_lines(frame) == (text, [18, 16, 16, 3])


def test_lines_of_a_download_are_as_long_as_said() -> None:
    text, lengths = csv_lines(read_frame({"a": ["é,x", "日本"]}))
    assert text.decode() == '"é,x"\r\n日本\r\n'
    assert [text[: lengths[0]].decode(), text[lengths[0] :].decode()] == ['"é,x"\r\n', "日本\r\n"]


# What a column holds.


def test_statistics_count_what_was_entered() -> None:
    values = Values(pa.array([1, 2, 3, 4], pa.int64()))
    found, _ = statistics(with_entered(values, [0, 3], [10, None, "no number"]))
    assert (found["count"], found["missing"], found["numbers"]["max"]) == (3, 2, 10)
    assert found["numbers"]["mean"] == 5
    assert with_entered(values, [], []) is values


@pytest.mark.parametrize(
    ("values", "entered", "expected"),
    [
        (pa.array([True]), [False], [True, False]),
        (pa.array([1.5, None]), [2], [1.5, None, 2.0]),
        (pa.array(["a"]).dictionary_encode(), ["b"], ["a", "b"]),
        (pa.array([Decimal("1.50")]), ["2.25"], [Decimal("1.50"), Decimal("2.25")]),
        (pa.array([dt.date(2024, 1, 1)]), ["2024-02-03"], [dt.date(2024, 1, 1), dt.date(2024, 2, 3)]),
        (pa.array([dt.time(1)]), ["02:03:04.5"], [dt.time(1), dt.time(2, 3, 4, 500_000)]),
        (pa.array([["a"]]), [["b", "c"]], [["a"], ["b", "c"]]),
        (pa.array([1], pa.int8()), [1000, "x", {}, [1]], [1, None, None, None, None]),
    ],
)
def test_what_was_entered_is_of_the_type_of_its_column(
    values: pa.Array, entered: list[Any], expected: list[Any]
) -> None:
    assert with_entered(Values(values), [], entered).array.to_pylist() == expected


def test_moments_that_were_entered_keep_their_zone() -> None:
    values = Values(pa.array([None], pa.timestamp("us", "Europe/Paris")))
    found = with_entered(values, [0], ["2024-07-06T10:00:00.000Z"])
    assert exported_texts(found).to_pylist() == ["2024-07-06T12:00:00.000+02:00"]


def test_statistics_of_numbers() -> None:
    found, top = statistics(read_frame({"a": [1, 2, 2, 7, None]}).columns[0].values)
    numbers = found["numbers"]
    assert (found["count"], found["missing"], found["distinct"]) == (4, 1, 3)
    assert (numbers["min"], numbers["max"], numbers["mean"], numbers["median"]) == (1, 7, 3, 2)
    assert numbers["deviation"] == pytest.approx(2.7080, abs=1e-4)
    assert sum(one["count"] for one in numbers["histogram"]) == 4
    assert [(one["low"], one["high"]) for one in numbers["histogram"]][::19] == [(1, 1.3), (6.7, 7)]
    assert cells(top) == [[2, 1, 7]]
    assert found["top"] == [2, 1, 1]


@pytest.mark.parametrize(
    ("column", "distinct", "bounds"),
    [
        (["a", "b", "a"], 2, None),
        ([True, False, None], 2, None),
        ([dt.date(1970, 1, 2), dt.date(1970, 1, 3)], 2, (86_400_000, 2 * 86_400_000)),
        ([dt.datetime(1970, 1, 1, 0, 0, 1)], 1, (1000, 1000)),  # noqa: DTZ001  # on the wall
        ([dt.time(0, 0, 1), dt.time(1)], 2, (1000, 3_600_000)),
        ([float("inf"), 1.0, float("nan")], 2, (1, 1)),
        ([[1], [1], [2]], 2, None),
        ([None, None], 0, None),
        ([1, "a"], 2, None),
    ],
)
def test_statistics_of_other_columns(column: list[Any], distinct: int, bounds: Any) -> None:
    source = open_source(pd.DataFrame({"c": pd.Series(column, dtype=object)}))
    assert source is not None
    found, _ = statistics(source.column(1))
    assert found["distinct"] == distinct
    assert bounds == (found["numbers"] and (found["numbers"]["min"], found["numbers"]["max"]))


# Which data is the same.


def mark(data: Any) -> Any:
    source = open_source(data)
    assert source is not None
    return source, source.fingerprint()


CHANGES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "one cell": lambda frame: frame.__setitem__("n", frame["n"].where(frame["n"] != 5, 99)),
    "in place": lambda frame: frame.iloc.__setitem__((5, 0), 99),
    "a text": lambda frame: frame.loc.__setitem__((5, "t"), "other"),
    "a moment": lambda frame: frame.loc.__setitem__((5, "d"), pd.Timestamp("2000-01-01")),
    "a category": lambda frame: frame.loc.__setitem__((5, "k"), "a"),
    "a column": lambda frame: frame.__setitem__("new", 1),
    "a name": lambda frame: frame.__setattr__("columns", ["m", "t", "d", "k"]),
    "the index": lambda frame: frame.__setattr__("index", frame.index + 1),
    "rows": lambda frame: frame.__delitem__("n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_frame_is_the_same_until_it_is_changed(change: str) -> None:
    frame = pd.DataFrame(
        {
            "n": range(10),
            "t": list("abcdefghij"),
            "d": pd.date_range("2020", periods=10),
            "k": pd.Categorical(list("aabbbbbbaa")),
        }
    )
    kept, before = mark(frame)
    again, same = mark(frame)
    assert before is not None
    assert before == same
    shown = cells(encode_rows(kept.slice(0, 10)))
    CHANGES[change](frame)
    assert mark(frame)[1] != before
    # What was shown stays what it was, for the page that shows it.
    assert cells(encode_rows(kept.slice(0, 10))) == shown
    del again


def test_data_that_anybody_may_write_into_is_never_the_same() -> None:
    for data in (np.arange(9), pl.DataFrame({"a": [1]}), pd.DataFrame({"a": pd.array([1, None], "Int64")})):
        assert mark(data)[1] is None


def test_two_draws_of_the_same_data_are_one_table() -> None:
    frame = pd.DataFrame({"a": range(10)})
    first, second = (windowed(PandasSource(frame)) for _ in range(2))
    assert first is second
    frame.loc[9, "a"] = 0
    assert windowed(PandasSource(frame)) != first
    table = pa.table({"a": range(10)})
    arrow = [windowed(FrameSource(read_frame(table))) for _ in range(2)]
    assert arrow[0] is arrow[1]


def test_a_table_is_copied_by_name_and_stored_with_its_rows() -> None:
    frame = pd.DataFrame({"a": range(30), "b": ["x"] * 30}, index=[f"r{row}" for row in range(30)])
    table = windowed(PandasSource(frame))
    assert deepcopy(table) is table
    stored = pickle.loads(pickle.dumps(table))  # noqa: S301  # our own
    assert joined(stored.source) == joined(table.source)


# How tables are drawn.


@pytest.mark.parametrize(("rows", "stays"), [(10_000, False), (10_001, True)])
def test_many_rows_stay_in_the_kernel(page: Any, rows: int, stays: bool) -> None:
    revoila.dataframe(pd.DataFrame({"a": np.arange(rows, dtype="int8")}))
    props = page.props()
    assert ("source" in props) is stays
    assert props["rows"] == rows
    assert len(props["arrow"]) < 200_000
    assert to_pandas(props)["a"].tolist() == np.arange(rows, dtype="int8").tolist()


def test_a_table_of_one_megabyte_stays_in_the_kernel(page: Any) -> None:
    revoila.dataframe({"a": ["x" * 1000] * 1001})
    revoila.dataframe(pd.DataFrame(np.zeros((2000, 100))))
    for at in (0, 1):
        assert len(page.props(at)["arrow"]) < 300_000
        assert page.props(at)["source"].rows in (1001, 2000)


def test_the_limits_can_be_set(page: Any) -> None:
    page.options["limits.tableRows"] = 10
    revoila.dataframe({"a": range(11)})
    assert "source" in page.props()
    page.options["limits.tableSize"] = 100
    revoila.dataframe({"a": range(5)})
    assert "source" in page.props(1)


def test_columns_are_described_by_rows_from_all_over_the_table(page: Any) -> None:
    late = [None] * 15_000 + list(range(5_000))
    revoila.dataframe(pd.DataFrame({"a": pd.Series(late, dtype=object)}))
    assert page.props()["columns"][-1]["type"] == "number"


def test_the_first_window_ends_with_the_last_row(page: Any) -> None:
    """By which the page knows how wide numbers get."""
    revoila.dataframe(np.arange(100_000))
    *_, values = cells(page.props()["arrow"])
    assert values == [*range(page.props()["source"].window), 99_999]


def test_a_query_is_read_on_demand_unless_it_is_not_to_be(page: Any) -> None:
    """Section 4 of the behaviour of commands: `lazy`."""
    query = pl.DataFrame({"a": range(10_001)}).lazy()
    revoila.dataframe(query)
    assert (page.kinds(), page.props()["rows"]) == (["dataframe"], 10_001)
    revoila.dataframe(query, lazy=False)
    assert page.kinds()[1:] == ["caption", "dataframe"]
    assert page.props(2)["rows"] == 10_000
    short = pl.DataFrame({"a": range(1_001)}).lazy()
    for lazy, at in ((None, 3), (True, 4)):
        revoila.dataframe(short, lazy=lazy)
        assert ("source" in page.props(at)) is bool(lazy)


def test_a_thousand_rows_travel_at_once_even_if_read_on_demand(page: Any) -> None:
    for rows, at in ((1_000, 0), (1_001, 1)):
        revoila.dataframe(pd.DataFrame({"a": range(rows)}), lazy=True)
        assert ("source" in page.props(at)) is (rows > 1_000)


def test_a_source_of_unknown_length_cannot_be_read_on_demand(page: Any) -> None:
    def numbers() -> Any:
        yield from range(20_000)

    with pytest.raises(StreamlitAPIException, match="knows how many rows"):
        revoila.dataframe(numbers, lazy=True)
    assert page.main == []


@pytest.mark.parametrize("kind", ["text", "number"])
def test_opening_does_not_look_at_every_row(kind: str) -> None:
    """Objects of a class that cannot be read say who touches them."""
    touched: list[int] = []

    class Cell:
        def __init__(self, row: int) -> None:
            self.row = row

        def __str__(self) -> str:
            touched.append(self.row)
            return f"cell {self.row}"

    column = [Cell(row) for row in range(50_000)] if kind == "text" else list(range(50_000))
    opened = open_table(pd.DataFrame({"a": pd.Series(column, dtype=object)}))
    assert opened.windowed is not None
    assert len(set(touched)) < 1_000
