"""Points on a map: which columns are taken, how they travel (behaviour.md, section 5)."""

from __future__ import annotations

import json
import struct
from typing import Any

import pandas as pd
import polars as pl
import pytest

import revoila
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidColorError,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
)

PLACES = {"lat": [60.4, 38.7], "lon": [5.3, -9.1]}


def layer(page: Any) -> dict[str, Any]:
    (found,) = json.loads(page.props()["spec"])["layers"]
    return dict(found)


def attribute(page: Any, name: str) -> tuple[Any, ...]:
    about = layer(page)["data"]["@@binary"]["attributes"][name]
    data = page.props()["buffers"][about["buffer"]]
    form = {"f8": "d", "u2": "H"}[about["type"]]
    return tuple(value for (value,) in struct.iter_unpack(f"<{form}", data))


def test_points_and_what_does_not_travel(page: Any) -> None:
    revoila.map(PLACES)
    assert page.kinds() == ["deck"]
    assert set(page.props()) == {"command", "spec", "buffers", "box"}
    assert attribute(page, "getPosition") == (5.3, 60.4, -9.1, 38.7)
    assert page.props()["box"] == [-9.1, 38.7, 5.3, 60.4]
    assert layer(page)["getRadius"] == 100
    assert layer(page)["getFillColor"] == {"@@color": "primary"}


@pytest.mark.parametrize("names", [("latitude", "longitude"), ("LAT", "LON"), ("LATITUDE", "LONGITUDE")])
def test_names_of_columns(page: Any, names: tuple[str, str]) -> None:
    revoila.map(pl.DataFrame(dict(zip(names, PLACES.values(), strict=True))))
    assert attribute(page, "getPosition") == (5.3, 60.4, -9.1, 38.7)


def test_columns_are_named_by_the_author(page: Any) -> None:
    frame = pd.DataFrame({"y": [60, 38], "x": [5, -9], "r": [10.0, 20.0], "c": ["#f00", "rgb(0, 0, 1)"]})
    revoila.map(frame, latitude="y", longitude="x", size="r", color="c")
    assert attribute(page, "getPosition") == (5, 60, -9, 38)
    assert attribute(page, "getRadius") == (10, 20)
    assert attribute(page, "getFillColor") == (0, 1)
    colors = layer(page)["data"]["@@binary"]["attributes"]["getFillColor"]["colors"]
    assert colors == ["#f00", "rgb(0, 0, 1)"]


@pytest.mark.parametrize(
    ("color", "travels"),
    [
        ("#ff00aa", "#ff00aa"),
        ("blue", "blue"),
        ((1.0, 0.0, 0.5), "rgb(255, 0, 127)"),
        ([1, 2, 3], "rgb(1, 2, 3)"),
    ],
)
def test_one_color_for_all(page: Any, color: Any, travels: str) -> None:
    revoila.map(PLACES, color=color)
    assert layer(page)["getFillColor"] == {"@@color": travels}


@pytest.mark.parametrize("data", [None, pd.DataFrame({"lat": [], "lon": []}), {}, []])
def test_nothing_is_the_world(page: Any, data: Any) -> None:
    revoila.map(data)
    assert set(page.props()) == {"command", "spec"}
    assert json.loads(page.props()["spec"])["layers"] == []


def test_parameters_travel(page: Any) -> None:
    revoila.map(PLACES, zoom=4, width=300, height="stretch", alt="Two cities", size=5)
    assert page.props()["zoom"] == 4
    assert page.props()["width"] == 300
    assert page.props()["height"] == "stretch"
    assert page.props()["alt"] == "Two cities"
    assert layer(page)["getRadius"] == 5


@pytest.mark.parametrize(
    ("data", "wrong", "error"),
    [
        ({"a": [1]}, {}, "needs a column of latitudes"),
        ({"lat": [1]}, {}, "needs a column of longitudes"),
        ({"lat": [1, None], "lon": [1, 2]}, {}, "missing values"),
        ({"lat": [1.0, float("nan")], "lon": [1, 2]}, {}, "missing values"),
        ({"lat": ["a"], "lon": [1]}, {}, "holds no numbers"),
        ({"lat": [1], "lon": [1], "c": ["a"]}, {"color": "c"}, "does not hold colors"),
        ({"lat": [1], "lon": [1], "s": [None]}, {"size": "s"}, "`size`"),
    ],
)
def test_what_is_no_map(page: Any, data: Any, wrong: dict[str, Any], error: str) -> None:
    with pytest.raises(StreamlitAPIException, match=error):
        revoila.map(data, **wrong)
    assert page.main == []


@pytest.mark.parametrize("size", ["s", [1, 2], True, float("nan")])
def test_what_is_no_size_gives_the_usual_one_and_is_logged(
    page: Any, size: Any, caplog: pytest.LogCaptureFixture
) -> None:
    revoila.map(PLACES, size=size)
    assert layer(page)["getRadius"] == 100
    assert f"`size={size!r}`" in caplog.text


@pytest.mark.parametrize("zoom", ["near", True, float("inf"), 10**400])
def test_what_is_no_zoom_shows_all_points_and_is_logged(
    page: Any, zoom: Any, caplog: pytest.LogCaptureFixture
) -> None:
    revoila.map(PLACES, zoom=zoom)
    assert "zoom" not in page.props()
    assert f"`zoom={zoom!r}`" in caplog.text


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"color": "pink"}, StreamlitInvalidColorError),
        ({"color": (1, 2)}, StreamlitInvalidColorError),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"height": "content"}, StreamlitInvalidHeightError),
        ({"height": 0}, StreamlitInvalidHeightError),
    ],
)
def test_what_is_not_accepted(page: Any, wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.map(PLACES, **wrong)
    assert page.main == []
