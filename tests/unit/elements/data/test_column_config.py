"""The types of columns, by what they say about a column."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import re
from typing import Any

import numpy as np
import pytest

from revoila import column_config as columns
from revoila.elements.data._columns import CELL_TYPES
from revoila.elements.data.column_buttons import ButtonColumnResult
from revoila.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)


def kind(config: dict[str, Any]) -> dict[str, Any]:
    """What a type says beyond its name, without what it leaves open."""
    return {
        name: value for name, value in config["type_config"].items() if value is not None and name != "type"
    }


def test_every_type_of_streamlit_is_there() -> None:
    assert len(columns.__all__) == 21


@pytest.mark.parametrize("name", sorted(set(columns.__all__) - {"Column"}))
def test_a_type_says_what_it_is(name: str) -> None:
    config = getattr(columns, name)("L", width=90, help="h", pinned=True)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.removesuffix("Column")).lower()
    assert config["type_config"]["type"] == words
    assert words in CELL_TYPES
    assert (config["label"], config["width"], config["help"], config["pinned"]) == ("L", 90, "h", True)
    json.dumps(config)


def test_a_column_without_a_type_is_as_its_data() -> None:
    assert columns.Column("L", alignment="right") == {
        "label": "L",
        "width": None,
        "help": None,
        "disabled": None,
        "required": None,
        "pinned": None,
        "alignment": "right",
    }


@pytest.mark.parametrize("name", columns.__all__)
def test_only_the_label_has_a_place(name: str) -> None:
    first, *rest = inspect.signature(getattr(columns, name)).parameters.values()
    assert first.name == "label"
    assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in rest)


def test_moments_travel_as_text() -> None:
    moment = dt.datetime(2020, 1, 2, 3, tzinfo=dt.UTC)
    config = columns.DatetimeColumn(
        default=moment, min_value=moment, step=dt.timedelta(minutes=1), timezone="UTC", format="iso8601"
    )
    assert config["default"] == "2020-01-02T03:00:00+00:00"
    assert kind(config) == {
        "min_value": "2020-01-02T03:00:00+00:00",
        "step": 60.0,
        "timezone": "UTC",
        "format": "iso8601",
    }
    day = columns.DateColumn(default=dt.date(2020, 1, 2), max_value=dt.date(2021, 1, 1), step=2)
    assert (day["default"], kind(day)) == ("2020-01-02", {"max_value": "2021-01-01", "step": 2})
    time = columns.TimeColumn(default=dt.time(1, 2), min_value=dt.time(0), step=1.5)
    assert (time["default"], kind(time)) == ("01:02:00", {"min_value": "00:00:00", "step": 1.5})


def test_numbers_and_texts_keep_their_limits() -> None:
    number = columns.NumberColumn(default=2, min_value=1, max_value=3, step=0.25, format="dollar")
    assert (number["default"], kind(number)) == (
        2,
        {"min_value": 1, "max_value": 3, "step": 0.25, "format": "dollar"},
    )
    text = columns.TextColumn(default="x", max_chars=3, validate="^x")
    assert (text["default"], kind(text)) == ("x", {"max_chars": 3, "validate": "^x"})
    assert columns.CheckboxColumn(default=True)["default"] is True


@pytest.mark.parametrize("color", ["auto", "auto-inverse", "primary", "#ff0000", "rgb(1, 2, 3)"])
def test_colors_of_bars(color: str) -> None:
    assert kind(columns.ProgressColumn(color=color)) == {"color": color}


@pytest.mark.parametrize("name", ["ProgressColumn", "LineChartColumn", "AreaChartColumn", "BarChartColumn"])
@pytest.mark.parametrize("color", ["nope", ["red", "blue"], 5])
def test_other_colors_are_refused(name: str, color: Any) -> None:
    with pytest.raises(StreamlitValueError, match="color"):
        getattr(columns, name)(color=color)


def test_symbols_of_links_are_checked() -> None:
    assert kind(columns.LinkColumn(display_text=":material/open_in_new:")) == {
        "display_text": ":material/open_in_new:"
    }
    with pytest.raises(StreamlitAPIException, match="Material"):
        columns.LinkColumn(display_text=":material/No Such:")


def test_options_of_one_choice() -> None:
    assert kind(columns.SelectboxColumn(options=(letter for letter in "ab"))) == {"options": ["a", "b"]}
    assert kind(columns.SelectboxColumn(options=np.array([1, 2]), format_func="No. {}".format)) == {
        "options": [{"value": 1, "label": "No. 1"}, {"value": 2, "label": "No. 2"}]
    }
    json.dumps(columns.SelectboxColumn(options=np.array([1.5, 2.0])))
    with pytest.raises(TypeError):
        columns.SelectboxColumn(options=3)  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize(
    ("color", "colors"),
    [
        (None, [None, None, None]),
        ("auto", ["auto", "auto", "auto"]),
        ("hsl(1, 2%, 3%)", ["hsl(1, 2%, 3%)"] * 3),
        (["red", "#0f0"], ["red", "#0f0", "red"]),
        ([], [None, None, None]),
    ],
)
def test_colors_of_several_choices(color: Any, colors: list[str | None]) -> None:
    config = columns.MultiselectColumn(options="abc", color=color, format_func=str.upper)
    options = config["type_config"]["options"]
    assert [option["value"] for option in options] == ["a", "b", "c"]
    assert [option["label"] for option in options] == ["A", "B", "C"]
    assert [option.get("color") for option in options] == colors


def test_defaults_of_lists_are_lists() -> None:
    assert columns.MultiselectColumn(default=("a",), accept_new_options=True)["default"] == ["a"]
    assert columns.ListColumn(default="ab")["default"] == ["a", "b"]


@pytest.mark.parametrize("name", ["LineChartColumn", "AreaChartColumn", "BarChartColumn"])
def test_bounds_of_small_charts(name: str) -> None:
    assert kind(getattr(columns, name)(y_min=0, y_max=2.5, color="auto")) == {
        "y_min": 0,
        "y_max": 2.5,
        "color": "auto",
    }


def test_buttons_that_can_be_clicked_have_a_key() -> None:
    made = columns.ButtonColumn("Go", type="primary", on_click=print, args=(1,), kwargs={"end": ""}, key="go")
    assert isinstance(made, ButtonColumnResult)
    assert (made.key, made.on_click, made.args, made.kwargs) == ("go", print, (1,), {"end": ""})
    assert kind(made.config) == {"button_type": "primary"}


@pytest.mark.parametrize("kwargs", [{"on_click": print}, {"args": (1,)}, {"kwargs": {"a": 1}}])
def test_callbacks_of_buttons_need_a_key(kwargs: dict[str, Any]) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError, match="`key`"):
        columns.ButtonColumn(**kwargs)
