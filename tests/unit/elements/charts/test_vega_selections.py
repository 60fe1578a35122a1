"""What visitors select in charts of Vega-Lite."""

from __future__ import annotations

import json
import math
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import revoila
from revoila.elements.charts._selections import SelectionState
from revoila.elements.charts._vega_selections import MOST_POINTS, decoder
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
)

AB = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
X: dict[str, Any] = {"x": {"field": "a", "type": "quantitative"}}
P = {"name": "p", "select": "point"}
I = {"name": "i", "select": {"type": "interval"}}  # noqa: E741 - as in the data


def chart(*params: Any, **other: Any) -> dict[str, Any]:
    return {"mark": "point", "encoding": X, "params": [*params, {"name": "v", "value": 3}], **other}


def draw(*params: Any, data: Any = AB, **kwargs: Any) -> Any:
    return revoila.vega_lite_chart(data, chart(*params), on_select="rerun", **kwargs)


def spec(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["spec"])
    return found


def test_nothing_is_selected_at_first(page: Any) -> None:
    state = draw(P, I, key="k")
    assert isinstance(state, SelectionState)
    assert state == {"selection": {"i": {}, "p": {}}}
    assert state.selection.p == {}
    assert page.props()["value"] == {"i": {}, "p": {}}
    assert page.props()["selections"] == ["i", "p"]


def test_without_selections_there_is_a_handle(page: Any) -> None:
    handle = revoila.vega_lite_chart(AB, chart(P))
    assert type(handle).__name__ == "DeltaGenerator"
    assert "value" not in page.props()


@pytest.mark.parametrize(
    ("mode", "names"),
    [
        (None, ["i", "p"]),
        ("i", ["i"]),
        (["p"], ["p"]),
        (("p", "p"), ["p"]),
        ([], []),
        ({"p", "i"}, ["i", "p"]),
    ],
)
def test_which_selections_are_told(page: Any, mode: Any, names: list[str]) -> None:
    assert list(draw(P, I, selection_mode=mode)["selection"]) == names


@pytest.mark.parametrize("mode", ["q", ["p", "q"], "v"])
def test_a_name_that_is_no_selection(page: Any, mode: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="It has: i, p"):
        draw(P, I, selection_mode=mode)


@pytest.mark.parametrize(
    "views",
    [
        {"layer": [chart(P)]},
        {"hconcat": [chart(P), {"mark": "line"}]},
        {"vconcat": [{"layer": [chart(P)]}]},
        {"repeat": ["a"], "spec": chart(P)},
        {"params": [P], "layer": [{"mark": "point"}]},
    ],
)
def test_selections_of_views_inside(page: Any, views: Any) -> None:
    assert revoila.vega_lite_chart(AB, views, on_select="rerun") == {"selection": {"p": {}}}


def selects(page: Any, *path: Any) -> Any:
    found: Any = spec(page)
    for step in path:
        found = found[step]
    return found["params"][0]["select"]


def test_points_tell_the_fields_of_their_view(page: Any) -> None:
    """As in Streamlit: without fields of its own a point selection tells those of the encoding."""
    draw(P)
    assert selects(page) == {"type": "point", "encodings": ["x"]}
    draw({"name": "p", "select": {"type": "point", "fields": ["b"]}})
    assert selects(page) == {"type": "point", "fields": ["b"]}
    draw({"name": "p", "select": {"type": "point", "encodings": ["color"]}})
    assert selects(page) == {"type": "point", "encodings": ["color"]}
    draw(I)
    assert selects(page) == {"type": "interval"}
    revoila.vega_lite_chart(
        AB, {"encoding": X, "layer": [{"mark": "point", "params": [P]}]}, on_select="rerun"
    )
    assert selects(page, "layer", 0)["encodings"] == ["x"]
    computed = {**X, "y": {"aggregate": "count"}, "size": {"value": 3}}
    revoila.vega_lite_chart(AB, {"mark": "bar", "encoding": computed, "params": [P]}, on_select="rerun")
    assert selects(page)["encodings"] == ["x"]


def test_points_of_layers_of_altair(page: Any) -> None:
    point = alt.selection_point("pp")
    layers = alt.layer(
        alt.Chart(AB).mark_point().encode(x="a", y="b").add_params(point), alt.Chart(AB).mark_rule()
    )
    revoila.altair_chart(layers, on_select="rerun")
    assert selects(page)["encodings"] == ["x", "y"]


DECODE = decoder({"p": "point", "i": "interval"})


@pytest.mark.parametrize(
    ("wire", "selection"),
    [
        ({}, {"p": {}, "i": {}}),
        ({"p": [], "i": None}, {"p": {}, "i": {}}),
        (
            {"p": [{"a": 1, "b": "x"}, {"a": None, "b": True}]},
            {"p": [{"a": 1, "b": "x"}, {"a": None, "b": True}], "i": {}},
        ),
        ({"p": [{"bin": [0, 10]}]}, {"p": [{"bin": [0, 10]}], "i": {}}),
        ({"i": {"x": [1.5, 4], "y": [9, 2]}}, {"p": {}, "i": {"x": [1.5, 4], "y": [2, 9]}}),
        ({"i": {"kind": ["b", "a", "c"]}}, {"p": {}, "i": {"kind": ["b", "a", "c"]}}),
    ],
)
def test_what_browsers_send(wire: Any, selection: Any) -> None:
    """Section 5: points are a list of dicts, an interval a dict of field to [low, high]."""
    assert DECODE(wire) == selection


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "p",
        {"q": []},
        {"p": "x"},
        {"p": 5},
        {"p": {"x": [1, 2]}},
        {"p": [1]},
        {"p": [{}]},
        {"p": [{"a": {"b": 1}}]},
        {"p": [{"a": [1, 2, 3]}]},
        {"p": [{"a": [[1], 2]}]},
        {"p": [{"a": math.nan}]},
        {"p": [{"a": 1}] * (MOST_POINTS + 1)},
        {"i": [{"x": 1}]},
        {"i": {"x": 1}},
        {"i": {"x": [[1], [2]]}},
        {"i": {"x": [math.inf, 1]}},
        {"i": {"x": {"0": 1}}},
    ],
)
def test_forged_selections_are_refused(wire: Any) -> None:
    with pytest.raises(EventRefusedError):
        DECODE(wire)


JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["p", "i", "a"]) | st.text(), inner),
)


@given(JSON)
def test_any_event_is_refused_or_a_selection(wire: Any) -> None:
    try:
        found = DECODE(wire)
    except EventRefusedError:
        return
    assert list(found) == ["p", "i"]
    assert found["p"] == {} or all(isinstance(point, dict) for point in found["p"])
    assert all(isinstance(values, list) for values in found["i"].values())


def test_identity_with_and_without_a_key(page: Any) -> None:
    """Section 1.12: with a key only the selections count, without one all parameters and the data."""
    for kwargs in (
        {},
        {"data": AB + 1},
        {"width": 100},
        {"key": "k"},
    ):
        draw(P, **kwargs)
    assert len({one.id for one in page.main}) == 4
    assert page.props(0)["datasets"] != page.props(1)["datasets"]


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"data": AB + 1, "theme": None, "width": 100, "alt": "x"}, True),
        ({"selection_mode": "p"}, False),
    ],
)
def test_what_is_selected_survives_with_a_key(page: Any, changes: Any, *, same: bool) -> None:
    draw(P, I, key="k")
    before = page.last.id
    page.send("k", {"p": [{"a": 1}]})
    page.rerun()
    assert draw(P, I, key="k", **changes).selection.p == [{"a": 1}]
    assert page.props()["value"]["p"] == [{"a": 1}]
    assert (page.last.id == before) is same


def test_two_of_the_same(page: Any) -> None:
    draw(P)
    with pytest.raises(StreamlitDuplicateElementId, match="vega_lite_chart"):
        draw(P)
    draw(P, key="k")
    with pytest.raises(StreamlitDuplicateElementKey):
        draw(I, key="k")
