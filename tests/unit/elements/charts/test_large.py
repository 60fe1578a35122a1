"""Charts of tables that are too large for a page."""

from __future__ import annotations

import json
from time import perf_counter
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

import revoila
from revoila.elements.charts._thin import (
    MOST_BARS,
    MOST_POINTS,
    MOST_ROWS,
    Axes,
    first_categories,
    sample,
    thin_lines,
    thin_points,
    thin_stacks,
)

MILLION = 1_000_000


def shown(page: Any) -> pd.DataFrame:
    (stream,) = page.props()["datasets"].values()
    frame: pd.DataFrame = pa.ipc.open_stream(stream).read_all().to_pandas()
    return frame


def drawn(page: Any, channel: str) -> Any:
    encoding = json.loads(page.props()["spec"])["encoding"]
    return shown(page)[encoding[channel]["field"]]


@pytest.mark.parametrize("command", ["line_chart", "area_chart", "scatter_chart"])
def test_a_million_points_are_not_sent(page: Any, command: str) -> None:
    """Design 9: never sent raw; the reader is told."""
    values = np.random.default_rng(1).standard_normal(MILLION).cumsum()
    values[123_456] = 9_999.0
    getattr(revoila, command)({"v": values})
    points = drawn(page, "y")
    assert 1_000 < len(points) <= MOST_POINTS
    assert (points.min(), points.max()) == (values.min(), 9_999.0)
    assert page.props()["note"] == f"Showing {len(points):,} of 1,000,000 points."
    assert len(page.props()["datasets"]["data"]) < MILLION


@pytest.mark.parametrize("command", ["line_chart", "area_chart", "bar_chart", "scatter_chart"])
def test_small_data_is_sent_as_it_is(page: Any, command: str) -> None:
    getattr(revoila, command)({"v": np.arange(MOST_BARS)})
    assert "note" not in page.props()
    assert list(drawn(page, "y")) == list(range(MOST_BARS))


def test_the_author_can_raise_the_limit(page: Any) -> None:
    page.options["limits.chartPoints"] = 50_000
    revoila.line_chart({"v": np.arange(40_000)})
    assert len(shown(page)) == 40_000
    page.options["limits.chartPoints"] = 100
    revoila.line_chart({"v": np.arange(101)})
    assert len(shown(page)) <= 100


def test_each_series_of_a_line_is_thinned_by_itself(page: Any) -> None:
    x = np.arange(50_000)
    frame = pd.DataFrame({"x": x, "a": np.sin(x / 100), "b": 5.0})
    frame.loc[7, "a"], frame.loc[40_001, "b"] = 99.0, -99.0
    revoila.line_chart(frame, x="x")
    assert page.props()["note"].endswith("of 100,000 points.")
    found = pd.DataFrame({name: drawn(page, name) for name in ("x", "y", "color")})
    highest = found.groupby("color")["y"].agg(["min", "max"])
    assert (highest.loc["a", "max"], highest.loc["b", "min"]) == (99.0, -99.0)
    assert set(found.groupby("color")["x"].max()) == {49_999}


def test_areas_upon_each_other_keep_the_same_places(page: Any) -> None:
    x = np.arange(40_000)
    frame = pd.DataFrame({"x": x, "a": 1.0, "b": 2.0, "c": 3.0})
    frame.loc[777, "b"] = 500.0
    revoila.area_chart(frame, x="x", stack=True)
    found = pd.DataFrame({name: drawn(page, name) for name in ("x", "y", "color")})
    assert (found.groupby("x")["color"].nunique() == 3).all()
    assert len(found) <= MOST_POINTS
    assert found["y"].max() == 500.0


def test_bars_of_many_rows_are_their_sums(page: Any) -> None:
    kinds = np.tile(np.array(["b", "a", "c"]), 20_000)
    revoila.bar_chart(pd.DataFrame({"kind": kinds, "n": 1}), x="kind", y="n")
    assert dict(zip(drawn(page, "x"), drawn(page, "y"), strict=True)) == {
        "b": 20_000,
        "a": 20_000,
        "c": 20_000,
    }
    assert page.props()["note"] == "Sums of 60,000 rows."
    revoila.bar_chart(pd.DataFrame({"kind": kinds, "n": 1}), x="kind", y="n", stack="layered")
    assert set(drawn(page, "y")) == {1}
    assert page.props()["note"] == "Highest values of 60,000 rows."


def test_too_many_bars(page: Any) -> None:
    rows = MOST_BARS + 500
    revoila.bar_chart(pd.DataFrame({"k": np.arange(rows)[::-1], "v": 1}), x="k", y="v")
    assert sorted(drawn(page, "x")) == list(range(MOST_BARS))
    assert page.props()["note"] == f"Showing the first {MOST_BARS:,} of {rows:,} bars."
    revoila.bar_chart(pd.DataFrame({"k": np.arange(rows)[::-1], "v": 1}), x="k", y="v", sort=False)
    assert drawn(page, "x").max() == rows - 1


def test_a_large_table_of_any_other_chart(page: Any) -> None:
    frame = pd.DataFrame({"a": np.arange(2 * MOST_ROWS), "b": 1.0})
    revoila.altair_chart(alt.Chart(frame).mark_point().encode(x="a", y="b"))
    assert list(shown(page)["a"].iloc[[0, -1]]) == [0, 2 * MOST_ROWS - 1]
    assert len(shown(page)) == MOST_ROWS
    assert page.props()["note"] == f"Showing {MOST_ROWS:,} of {2 * MOST_ROWS:,} rows."
    frame.loc[5, "b"] = 77.0
    revoila.vega_lite_chart(frame, {"mark": "line", "encoding": {"x": {"field": "a"}, "y": {"field": "b"}}})
    assert shown(page)["b"].max() == 77.0
    assert len(shown(page)) <= MOST_ROWS


def test_the_same_rows_in_every_run(page: Any) -> None:
    values = np.random.default_rng(1).standard_normal((MOST_POINTS * 2, 2))
    for _ in range(2):
        revoila.scatter_chart(pd.DataFrame(values, columns=["x", "y"]), x="x", y="y")
    assert page.main[0] == page.main[1]


ODD = st.sampled_from([0.0, 1.0, -1e9, 1e9, float("nan")])
FLOATS = nps.arrays(np.float64, st.integers(1, 200), elements=ODD | st.floats(-1e3, 1e3), fill=ODD)


@given(FLOATS, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_a_thinned_line_spans_what_the_line_spans(y: Any, seed: int) -> None:
    x = np.random.default_rng(seed).integers(0, 80, len(y)).astype(float)
    kept = np.asarray(thin_lines(Axes(pa.array(x), pa.array(y)), 50))
    assert list(kept) == sorted(set(kept))
    assert len(kept) <= 55
    assert (x[kept].min(), x[kept].max()) == (x.min(), x.max())
    if not np.isnan(y).all():
        assert (np.nanmin(y[kept]), np.nanmax(y[kept])) == (np.nanmin(y), np.nanmax(y))
    assert np.isnan(y[kept]).any() == np.isnan(y).any()


@given(FLOATS)
@settings(max_examples=40, deadline=None)
def test_thinned_points_are_as_many_as_may_be(y: Any) -> None:
    rows = len(y)
    kept = np.asarray(thin_points(Axes(pa.array(np.arange(rows)), pa.array(y)), 50))
    assert list(kept) == sorted(set(kept))
    assert min(rows, 50) <= len(kept) <= 60
    if not np.isnan(y).all():
        assert (np.nanmin(y[kept]), np.nanmax(y[kept])) == (np.nanmin(y), np.nanmax(y))


def test_axes_that_are_no_numbers() -> None:
    names = pa.array([f"n{i}" for i in range(1_000)])
    values = pa.array(range(1_000))
    assert thin_lines(Axes(names, values), 10).to_pylist() == sample(1_000, 10).to_pylist()
    assert len(thin_points(Axes(names, values), 10)) == 10
    assert len(thin_stacks(Axes(names, values), 10)) <= 10
    assert first_categories(names, 2, ordered=True).to_pylist() == [0, 1]
    assert sample(1_000, 3).to_pylist() == [0, 500, 999]
    assert sample(5, 1).to_pylist() == [0]


@pytest.mark.parametrize(
    "x",
    [
        pd.date_range("2020", periods=50_000, freq="min"),
        pd.date_range("2020", periods=50_000, freq="min", tz="Asia/Tokyo"),
        np.arange(50_000).astype("float32"),
        np.where(np.arange(50_000) % 7 == 0, np.nan, np.arange(50_000)),
    ],
)
@pytest.mark.parametrize("command", ["line_chart", "scatter_chart", "area_chart"])
def test_axes_of_all_kinds(page: Any, x: Any, command: str) -> None:
    getattr(revoila, command)(pd.DataFrame({"x": x, "y": np.arange(50_000)}), x="x", y="y")
    assert len(shown(page)) <= MOST_POINTS
    assert drawn(page, "y").max() == 49_999


def test_a_million_points_take_no_time(page: Any) -> None:
    frame = pd.DataFrame({"x": np.arange(MILLION), "y": np.random.default_rng(1).standard_normal(MILLION)})
    start = perf_counter()
    revoila.line_chart(frame, x="x", y="y")
    assert perf_counter() - start < 5  # a tenth of that on a machine that does nothing else
