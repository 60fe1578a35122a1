"""Scenes of pydeck: how they travel, and what visitors may select in them (behaviour.md, section 5)."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pydeck as pdk
import pytest

import revoila
from revoila.elements.charts._deck_unpack import deck_of
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

CITIES = [{"name": "Oslo", "lon": 10.7, "lat": 59.9}, {"name": "Rome", "lon": 12.5, "lat": 41.9}]
MANY = 500


pytestmark = pytest.mark.usefixtures("no_widgets_of_pydeck")


def deck(data: Any = CITIES, kind: str = "ScatterplotLayer", **options: Any) -> Any:
    layer = pdk.Layer(kind, data, id="cities", get_position="[lon, lat]", pickable=True, **options)
    return pdk.Deck(layers=[layer], tooltip={"text": "{name}"})


def spec(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.props()["spec"])
    return found


def test_a_scene_and_what_does_not_travel(page: Any) -> None:
    revoila.pydeck_chart(deck())
    assert page.kinds() == ["deck"]
    assert set(page.props()) == {"spec", "tooltip"}
    assert page.props()["tooltip"] == {"text": "{name}"}
    (layer,) = spec(page)["layers"]
    assert layer["@@type"] == "ScatterplotLayer"
    assert layer["getPosition"] == "@@=[lon, lat]"
    assert layer["data"] == CITIES


def test_none_is_an_empty_map(page: Any) -> None:
    revoila.pydeck_chart()
    assert spec(page)["layers"] == []
    assert spec(page)["mapProvider"] == "carto"


def test_long_tables_travel_as_arrow_and_the_scene_stays_as_it_was(page: Any) -> None:
    frame = pd.DataFrame({"lon": np.arange(MANY) / 10, "lat": 1.5, "n": range(MANY), "c": [[1, 2, 3]] * MANY})
    scene = deck(frame)
    revoila.pydeck_chart(scene)
    (layer,) = spec(page)["layers"]
    table = pa.ipc.open_stream(page.props()["buffers"][layer["data"]["@@table"]]).read_all()
    assert table.to_pylist() == frame.to_dict(orient="records")
    assert len(page.props()["spec"]) < 2000
    assert scene.layers[0].data == frame.to_dict(orient="records")


@pytest.mark.parametrize("odd", [{"when": pd.Timestamp("2024-01-01")}, {"mixed": object}, {"deep": {"a": 1}}])
def test_odd_tables_stay_as_they_are(page: Any, odd: dict[str, Any]) -> None:
    rows = [{"lon": 1, "lat": 2, **{name: str(value) for name, value in odd.items()}, "x": {"a": 1}}] * MANY
    revoila.pydeck_chart(deck(rows))
    (layer,) = spec(page)["layers"]
    assert layer["data"] == rows


def test_binary_layers_travel_as_arrays(page: Any) -> None:
    frame = pd.DataFrame({"place": list(np.arange(MANY * 2.0).reshape(-1, 2)), "color": [[1, 2, 3]] * MANY})
    layer = pdk.Layer(
        "ScatterplotLayer",
        frame,
        id="a",
        get_position="place",
        get_fill_color="color",
        use_binary_transport=True,
    )
    revoila.pydeck_chart(pdk.Deck(layers=[layer]))
    (found,) = spec(page)["layers"]
    binary = found["data"]["@@binary"]
    place = binary["attributes"]["getPosition"]
    assert (binary["length"], place["type"], place["size"]) == (MANY, "f8", 2)
    numbers = struct.unpack(f"<{MANY * 2}d", page.props()["buffers"][place["buffer"]])
    assert numbers == tuple(range(MANY * 2))


LARGE = 2**53 + 1
"""What neither a float of four bytes holds nor one of eight."""


def binary_deck(**options: Any) -> Any:
    frame = pd.DataFrame(
        {
            "place": list(np.arange(MANY * 2).reshape(-1, 2)),
            "size": np.arange(MANY) + LARGE,
            "share": np.arange(MANY) / 10,
        }
    )
    layer = pdk.Layer(
        "ScatterplotLayer",
        frame,
        id="a",
        get_position="place",
        get_radius="size",
        get_line_width="share",
        use_binary_transport=True,
        pickable=True,
    )
    return pdk.Deck(layers=[layer], **options)


def test_whole_numbers_travel_with_all_digits(page: Any) -> None:
    revoila.pydeck_chart(binary_deck())
    (found,) = spec(page)["layers"]
    attribute = found["data"]["@@binary"]["attributes"]["getRadius"]
    assert (attribute["type"], attribute["column"]) == ("i8", "size")
    numbers = np.frombuffer(page.props()["buffers"][attribute["buffer"]], "<i8")
    assert numbers.tolist() == list(range(LARGE, LARGE + MANY))


def test_short_tables_with_large_numbers_travel_as_arrow(page: Any) -> None:
    rows = [{"lon": 1.0, "lat": 2.0, "name": LARGE}]
    revoila.pydeck_chart(deck(rows))
    (layer,) = spec(page)["layers"]
    table = pa.ipc.open_stream(page.props()["buffers"][layer["data"]["@@table"]]).read_all()
    assert table.to_pylist() == rows


def test_objects_of_binary_layers_are_selected_with_their_values(page: Any) -> None:
    def draw() -> Any:
        return revoila.pydeck_chart(binary_deck(), on_select="rerun", key="m")

    draw()
    page.send("m", {"indices": {"a": [3]}, "objects": {"a": [{"size": 1}]}})
    page.rerun()
    assert draw().selection.objects.a == [{"place": [6, 7], "size": LARGE + 3, "share": 0.3}]
    with pytest.raises(EventRefusedError):
        page.send("m", {"indices": {"a": [MANY]}})


@pytest.mark.parametrize(
    "scene",
    [
        deck,
        lambda: deck(pd.DataFrame({"lon": np.arange(MANY) / 10, "lat": 1.5, "n": range(MANY)})),
        lambda: deck([], "TextLayer", get_text="name", get_color=[1, 2, 3], font_family="'serif'"),
        lambda: binary_deck(
            initial_view_state=pdk.ViewState(longitude=1, latitude=2, zoom=3, min_zoom=1),
            views=[pdk.View("MapView", controller=True)],
            tooltip={"text": "{size}"},
            map_style="light",
        ),
    ],
)
def test_a_scene_comes_back_as_a_deck(page: Any, scene: Any) -> None:
    given = scene()
    revoila.pydeck_chart(given)
    found = deck_of(page.props())
    assert isinstance(found, pdk.Deck)
    assert json.loads(found.to_json()) == json.loads(given.to_json())
    assert found._tooltip == given._tooltip
    for one, other in zip(found.layers, given.layers, strict=True):
        assert arrays(one) == arrays(other)


def arrays(layer: Any) -> dict[str, list[Any]]:
    """Return the binary data of a layer, by what it is for."""
    return {column["accessor"]: column["np_data"].tolist() for column in layer._binary_data or []}


def test_data_of_other_sites_is_refused(page: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="address of another site"):
        revoila.pydeck_chart(deck("https://example.org/data.json"))
    assert page.main == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"selection_mode": ["single-object"]}, StreamlitInvalidParameterTypeError),
        ({"selection_mode": "many"}, StreamlitValueError),
        ({"on_select": None}, StreamlitValueError),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"height": "content"}, StreamlitInvalidHeightError),
    ],
)
def test_what_is_not_accepted(page: Any, wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        revoila.pydeck_chart(deck(), **wrong)
    assert page.main == []


def test_what_is_selected(page: Any) -> None:
    def draw() -> Any:
        return revoila.pydeck_chart(deck(), on_select="rerun", key="m", selection_mode="multi-object")

    assert draw() == {"selection": {"indices": {}, "objects": {}}}
    page.send("m", {"indices": {"cities": [1, 0]}, "objects": {"cities": [{"name": "forged"}, {}]}})
    page.rerun()
    selection = draw().selection
    assert selection.indices == {"cities": [1, 0]}
    assert selection.objects.cities == [CITIES[1], CITIES[0]]


def test_bins_are_as_the_browser_has_them(page: Any) -> None:
    scene = deck(kind="HexagonLayer")
    revoila.pydeck_chart(scene, on_select="rerun", key="m")
    page.send("m", {"indices": {"cities": [3]}, "objects": {"cities": [{"count": 2}]}})
    page.rerun()
    state: Any = revoila.pydeck_chart(scene, on_select="rerun", key="m")
    assert state.selection.objects.cities == [{"count": 2}]


@pytest.mark.parametrize(
    "wire",
    [
        None,
        {"rows": {}},
        {"indices": []},
        {"indices": {"others": [0]}},
        {"indices": {"cities": [2]}},
        {"indices": {"cities": [-1]}},
        {"indices": {"cities": [True]}},
        {"indices": {"cities": ["0"]}},
        {"indices": {"cities": {"0": 1}}},
        {"indices": {"cities": [0, 1]}},
        {"indices": {"cities": [0]}, "objects": {"others": []}},
        {"indices": {"cities": [0]}, "objects": {"cities": {}}},
    ],
)
def test_forged_selections_are_refused(page: Any, wire: Any) -> None:
    revoila.pydeck_chart(deck(), on_select="rerun", key="m")
    with pytest.raises(EventRefusedError):
        page.send("m", wire)


def test_with_a_key_only_the_way_to_select_counts_for_the_identity(page: Any) -> None:
    """Section 1.12."""
    ids = set()
    for scene, mode in (
        (deck(), "single-object"),
        (deck(CITIES[:1]), "single-object"),
        (deck(), "multi-object"),
    ):
        revoila.pydeck_chart(scene, on_select="rerun", key="m", selection_mode=mode)
        ids.add(page.last.id)
        page.rerun()
    assert len(ids) == 2
    revoila.pydeck_chart(deck(), on_select="rerun")
    revoila.pydeck_chart(deck(CITIES[:1]), on_select="rerun")
    assert page.main[0].id != page.main[1].id


def test_forms_have_no_callbacks(page: Any) -> None:
    with pytest.raises(StreamlitInvalidFormCallbackError), revoila.form("f"):
        revoila.pydeck_chart(deck(), on_select=lambda: None)


def test_write_draws_scenes(page: Any) -> None:
    revoila.write(deck())
    assert page.kinds() == ["deck"]
