"""Durations as people write them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila._duration import duration_seconds, parse_duration
from revoila.errors import StreamlitBadTimeStringError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1d", 86400),
        ("1h23s", 3623),
        ("1.5 days", 129600),
        ("1d2h34m", 95640),
        ("2 days", 172800),
        ("1 day, 2 hours", 93600),
        ("1 day 2:03:04", 93784),
        ("2:03:04.5", 7384.5),
        ("100ms", 0.1),
        ("1,000s", 1000),
        ("1w", 604800),
        ("5 minutes", 300),
        ("+1h", 3600),
        ("-1h", -3600),
        ("P1DT2H", 93600),
        ("PT1.5S", 1.5),
        ("12", 12e-9),
    ],
)
def test_reads_what_streamlit_reads(text: str, seconds: float) -> None:
    assert parse_duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "1.5",
        "1x",
        "1y",
        "1M",
        "2:03",
        "NaT",
        "inf",
        "1e3s",
        ".5s",
        "P",
        "PT",
        "P1Y",
        "1d;",
        "--1d",
    ],
)
def test_refuses_what_has_no_fixed_length(text: str) -> None:
    with pytest.raises(StreamlitBadTimeStringError):
        parse_duration(text)


UNITS = ("w", "d", "day", "days", "h", "hour", "m", "min", "minutes", "s", "sec", "seconds", "ms", "us", "ns")


@given(
    st.lists(st.tuples(st.integers(0, 999), st.sampled_from(UNITS), st.sampled_from(["", " "])), min_size=1)
)
def test_agrees_with_pandas(parts: list[tuple[int, str, str]]) -> None:
    text = " ".join(f"{number}{space}{unit}" for number, unit, space in parts)
    assert parse_duration(text) == pytest.approx(_by_pandas(text), abs=1e-6)


def _by_pandas(text: str) -> float:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pd.Timedelta(text).total_seconds())


@pytest.mark.parametrize(
    ("value", "seconds"), [(None, None), (3, 3.0), (1.5, 1.5), (timedelta(hours=1), 3600.0), ("1m", 60.0)]
)
def test_takes_seconds_timedeltas_and_texts(value: Any, seconds: float | None) -> None:
    assert duration_seconds(value) == seconds


@pytest.mark.parametrize("value", [[1], b"1s", object()])
def test_refuses_other_types(value: Any) -> None:
    with pytest.raises(TypeError):
        duration_seconds(value)
