"""Frames that nobody expects: the cells say what pandas' own text says, or there is a clear message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable


class Case(NamedTuple):
    """A frame as an expression, its headers, and its cells row by row; the index is hidden where it counts."""

    data: str
    columns: list[str]
    cells: list[str]


CASES = {
    "empty": Case("pd.DataFrame()", [], []),
    "no rows": Case("pd.DataFrame({'a': []})", ["a"], []),
    "same names": Case("pd.DataFrame([[1, 2]], columns=['a', 'a'])", ["a", "a"], ["1", "2"]),
    "names that are no text": Case(
        "pd.DataFrame([[1, 2, 3]], columns=[0, None, ('x', 1)])", ["0", "None", "('x', 1)"], ["1", "2", "3"]
    ),
    "blank names": Case(
        "pd.DataFrame([[1, 2]], columns=['', ' '])", ["Unnamed column", "Unnamed column"], ["1", "2"]
    ),
    "mixed objects": Case(
        "pd.DataFrame({'a': [1, 'x', None, 2.5, True, [1], {'k': 1}]})",
        ["a"],
        ["1", "x", "None", "2.5", "True", "[1]", "{'k': 1}"],
    ),
    "no time": Case(
        "pd.DataFrame({'a': [pd.Timestamp('2024-01-02 03:04:05.5'), pd.NaT]})",
        ["a"],
        ["2024-01-02 03:04:05.500", "None"],
    ),
    "no number": Case(
        "pd.DataFrame({'a': [float('nan'), float('inf'), -float('inf'), -0.0]})",
        ["a"],
        ["None", "Infinity", "-Infinity", "0"],
    ),
    "time zones": Case(
        "pd.DataFrame({'a': pd.to_datetime(['2024-07-01 12:00'], utc=True).tz_convert('Asia/Tokyo')})",
        ["a"],
        ["2024-07-01 21:00:00+09:00"],
    ),
    "zones of all sorts": Case(
        "pd.DataFrame({'a': [pd.Timestamp('2024-01-01', tz='UTC'), pd.Timestamp('2024-01-01')]})",
        ["a"],
        ["2024-01-01 00:00:00+00:00", "2024-01-01 00:00:00"],
    ),
    "times before the calendar": Case(
        "pd.DataFrame({'a': [dt.date(1, 1, 1), dt.date(9999, 12, 31)]})", ["a"], ["0001-01-01", "9999-12-31"]
    ),
    "decimals": Case(
        "pd.DataFrame({'a': [Decimal('1.10'), Decimal('-0.05'), None]})", ["a"], ["1.10", "-0.05", "None"]
    ),
    "long decimals": Case(
        "pd.DataFrame({'a': [Decimal('12345678901234567890.123')]})", ["a"], ["12345678901234567890.123"]
    ),
    "bytes": Case("pd.DataFrame({'a': [b'\\x00a', b'b']})", ["a"], ["b'\\x00a'", "b'b'"]),
    "lists of lists": Case("pd.DataFrame({'a': [[[1, 2], [3]]]})", ["a"], ["[1, 2], [3]"]),
    "lists": Case("pd.DataFrame({'a': [[1, 2], [], None]})", ["a"], ["1, 2", "", "None"]),
    "dicts": Case("pd.DataFrame({'a': [{'k': [1]}, {}]})", ["a"], ['{"k": [1]}', "{}"]),
    "categories": Case(
        "pd.DataFrame({'a': pd.Categorical(['x', None, 'y'], ['y', 'x'], ordered=True)})",
        ["a"],
        ["x", "None", "y"],
    ),
    "complex numbers": Case("pd.DataFrame({'a': [1 + 2j, -1j]})", ["a"], ["(1+2j)", "(-0-1j)"]),
    "huge ints": Case(
        "pd.DataFrame({'a': [2**80, -1], 'b': np.array([2**63, 1], dtype='uint64')})",
        ["a", "b"],
        [str(2**80), str(2**63), "-1", "1"],
    ),
    "durations": Case(
        "pd.DataFrame({'a': [pd.Timedelta('1D 2h'), pd.NaT]})", ["a"], ["1 days 02:00:00", "None"]
    ),
    "periods": Case(
        "pd.DataFrame({'a': pd.period_range('2024-01', periods=1, freq='M')})", ["a"], ["2024-01"]
    ),
    "intervals": Case("pd.DataFrame({'a': pd.IntervalIndex.from_tuples([(0, 1)])})", ["a"], ["(0, 1]"]),
    "sparse": Case("pd.DataFrame({'a': pd.arrays.SparseArray([0, 0, 1])})", ["a"], ["0", "0", "1"]),
    "nullable": Case(
        "pd.DataFrame({'a': pd.array([1, None], 'Int64'), 'b': pd.array([True, None], 'boolean')})",
        ["a", "b"],
        ["1", "true", "None", "None"],
    ),
    "texts that break": Case(
        "{'a': ['one\\ntwo', '\\ud800', '<b>x</b>', '']}",
        ["a"],
        ["one\ntwo", "?", "<b>x</b>", ""],
    ),
    "several levels of rows": Case(
        "pd.DataFrame({'a': [1, 2]}, index=pd.MultiIndex.from_tuples([('x', 1), ('x', 2)], names=['k', None]))",
        ["k", "Index", "a"],
        ["x", "1", "1", "x", "2", "2"],
    ),
    "several levels of columns": Case(
        "pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([('x', 'p'), ('x', 'q')]))",
        ["p", "q"],
        ["1", "2"],
    ),
    "a scalar index": Case("pd.Series([1], index=[None], name='s')", ["Index", "s"], ["None", "1"]),
}

HEAD = """
import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import streamlit as st
"""


@pytest.fixture(scope="module")
def frames(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    shown = [
        f"data = {case.data}\nst.dataframe(data, key='case-{number}', "
        "hide_index=isinstance(data, dict) or isinstance(data.index, pd.RangeIndex))"
        for number, case in enumerate(CASES.values())
    ]
    path = tmp_path_factory.mktemp("odd") / "odd.py"
    path.write_text("\n".join([HEAD, *shown]))
    return serve(path)


def test_odd_frames_show_what_pandas_shows(app: Any, frames: str) -> None:
    app.open(frames)
    assert app.root.get_by_test_id("stException").all_inner_texts() == []
    seen: dict[str, Any] = {}
    for number, name in enumerate(CASES):
        frame = app.root.locator(f".st-key-case-{number}")
        frame.scroll_into_view_if_needed()
        grid = frame.locator("canvas [role=grid]")
        expect(grid).to_be_attached()
        headers = grid.locator("[role=columnheader]").all_text_contents()
        cells = grid.locator("[role=gridcell]").all_text_contents()
        seen[name] = (headers, cells)
    assert seen == {name: (case.columns, case.cells) for name, case in CASES.items()}
