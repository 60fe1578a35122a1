"""What can be selected in a dataframe, and which buttons of a column can be clicked."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import revoila
from revoila import column_config
from revoila.elements.data._selecting import MOST_CELLS, DataframeState, Selecting
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidFormCallbackError,
    StreamlitValueError,
)

DATA = pd.DataFrame({"a": [1, 2, 3], "b": list("xyz")}, index=[10, 20, 30])


def state(rows: Any = (), columns: Any = (), cells: Any = ()) -> dict[str, Any]:
    return {"selection": {"rows": list(rows), "columns": list(columns), "cells": list(cells)}}


def select(modes: Any, default: Any = None, data: Any = DATA, **kwargs: Any) -> DataframeState:
    found: DataframeState = revoila.dataframe(
        data, on_select="rerun", selection_mode=modes, selection_default=default, **kwargs
    )
    return found


@pytest.mark.parametrize(
    ("modes", "default", "selected"),
    [
        ("multi-row", None, state()),
        ([], None, state()),
        ("single-row-required", None, state([0])),
        ("multi-row", {"selection": {"rows": [2, 0, 2]}}, state([2, 0])),
        ("multi-row", {"selection": {"rows": np.array([1])}}, state([1])),
        ("multi-row", {"selection": {"rows": [99, -1, "a", True, 1.0]}}, state()),
        ("multi-row", {"selection": {"rows": 1}}, state()),
        ("single-row", {"selection": {"rows": [0, 1]}}, state([0])),
        ("single-row", {"selection": {"columns": ["a"]}}, state()),
        ("single-row-required", {"selection": {"rows": [2]}}, state([2])),
        ("single-row-required", {"selection": {"rows": [9]}}, state([0])),
        ("multi-column", {"selection": {"columns": ["b", "a", "b", "_index", "", 3]}}, state([], ["b", "a"])),
        ("single-column", {"selection": {"columns": ["b", "a"]}}, state([], ["b"])),
        (
            {"multi-row", "single-column"},
            {"selection": {"rows": [1, 2], "columns": ["b"]}},
            state([1, 2], ["b"]),
        ),
        ("single-cell", {"selection": {"cells": [(0, "a"), (1, "b")]}}, state(cells=[(0, "a")])),
        ("single-cell", {"selection": {"cells": [(0, "q"), (9, "a"), [1, "b"]]}}, state()),
        # Ranges of cells are the visitor's alone.
        ("multi-cell", {"selection": {"cells": [(0, "a")]}}, state()),
        ("multi-row", {"selection": {"nonsense": 1}}, state()),
    ],
)
def test_what_is_selected_at_first(page: Any, modes: Any, default: Any, selected: dict[str, Any]) -> None:
    """Section 4 of the behaviour tables: `selection_mode` and `selection_default`."""
    assert select(modes, default) == selected


def test_no_row_of_an_empty_table_is_required(page: Any) -> None:
    assert select("single-row-required", data=DATA.head(0)) == state()


@pytest.mark.parametrize("default", [3, [1], {}, {"rows": [1]}, {"selection": None}])
def test_defaults_of_another_shape_are_refused(page: Any, default: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="selection"):
        select("multi-row", default)
    assert page.main == []


def test_a_selection_is_read_by_key_and_by_attribute(page: Any) -> None:
    found = select("multi-row", {"selection": {"rows": [1]}})
    assert found.selection.rows == found["selection"]["rows"] == [1]
    with pytest.raises(AttributeError, match="cheese"):
        found.selection.cheese  # noqa: B018 - what is tested
    with pytest.raises(TypeError, match="read-only"):
        found.selection.rows = [2]
    assert deepcopy(found) == found
    assert type(deepcopy(found).selection) is type(found.selection)


def test_a_selection_travels_with_the_table(page: Any) -> None:
    select(["multi-row", "single-column"], {"selection": {"rows": [2, 0, 1], "columns": ["b"]}}, key="k")
    props = page.props()
    assert props["selection_mode"] == ["multi-row", "single-column"]
    assert props["value"] == {"rows": [[2, 3], [0, 2]], "columns": ["2"], "cells": []}
    assert (props["key"], page.last.id is not None) == ("k", True)
    json.dumps(props["value"])


def test_what_a_visitor_selects_is_the_value(page: Any) -> None:
    every = ["multi-row", "multi-column", "multi-cell"]
    select(every, key="k")
    wire: dict[str, Any] = {
        "rows": [[1, 3], [0, 1]],
        "columns": ["2", "1"],
        "cells": [[[[0, 2]], ["1", "2"]]],
    }
    page.send("k", wire)
    page.rerun()
    found = select(every, key="k")
    cells = [(0, "a"), (0, "b"), (1, "a"), (1, "b")]
    assert found == state([1, 2, 0], ["b", "a"], cells)
    assert page.props()["value"] == wire


def test_single_rows_travel_as_their_numbers(page: Any) -> None:
    """Of a sorted table a hundred thousand of them may."""
    every = ["multi-row", "multi-cell"]
    select(every, key="k")
    page.send("k", {"rows": [2, [0, 2]], "columns": [], "cells": [[[1, 0], ["1"]]]})
    page.rerun()
    assert select(every, key="k") == state([2, 0, 1], cells=[(1, "a"), (0, "a")])


_NO_ROWS: tuple[Any, ...] = (
    None,
    [],
    "rows",
    {"rows": None},
    {"rows": [3]},
    {"rows": [-1]},
    {"rows": [True]},
    {"rows": [1.0]},
    {"rows": [1, [0, 2]]},
    {"rows": [[0]]},
    {"rows": [[0, 4]]},
    {"rows": [[-1, 1]]},
    {"rows": [[1, 1]]},
    {"rows": [[0.0, 1.0]]},
    {"rows": [[False, True]]},
    {"rows": [[0, 2], [1, 3]]},
    {"rows": [[0, 3]] * 1000},
    {"rows": [], "more": 1},
    {"columns": ["1"]},
    {"cells": [[[[0, 1]], ["1"]]]},
)

REFUSED: list[tuple[str, Any]] = [
    *(("multi-row", wire) for wire in _NO_ROWS),
    ("single-row", {"rows": [[0, 2]]}),
    ("single-row-required", {"rows": []}),
    ("single-row-required", {}),
    ("multi-column", {"columns": ["0"]}),
    ("multi-column", {"columns": ["a"]}),
    ("multi-column", {"columns": [1]}),
    ("multi-column", {"columns": [["1"]]}),
    ("multi-column", {"columns": "1"}),
    ("single-column", {"columns": ["1", "2"]}),
    ("single-cell", {"cells": [[[[0, 2]], ["1"]]]}),
    ("multi-cell", {"cells": [[[[0, 1]], ["0"]]]}),
    ("multi-cell", {"cells": [[[[0, 9]], ["1"]]]}),
    ("multi-cell", {"cells": [[[0, 3], ["1"]]]}),
    ("multi-cell", {"cells": [[0, ["1"]]]}),
    ("multi-cell", {"cells": [[[[0, 1]]]]}),
    ("multi-cell", {"cells": [{"row": 1}]}),
]


@pytest.mark.parametrize(("modes", "wire"), REFUSED)
def test_what_the_table_cannot_select_is_refused(page: Any, modes: Any, wire: Any) -> None:
    select(modes, key="k")
    with pytest.raises(EventRefusedError):
        page.specs[-1].decode(wire)


def test_a_range_of_too_many_cells_is_refused_before_it_is_made() -> None:
    selecting = Selecting(["multi-cell"], 10**9, {"1": "a", "2": "b"})
    with pytest.raises(EventRefusedError, match=str(MOST_CELLS)):
        selecting.decode({"cells": [[[[0, 10**9]], ["1", "2"]]]})
    half = [[[0, MOST_CELLS // 2]], ["1"]]
    found = selecting.decode({"cells": [half, half]})
    assert len(found.selection.cells) == MOST_CELLS // 2


@given(
    st.lists(st.integers(0, 30), unique=True),
    st.lists(st.sampled_from("abc"), unique=True),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("abc")), unique=True),
)
def test_selections_come_back_from_the_wire(
    rows: list[int], columns: list[str], cells: list[tuple[int, str]]
) -> None:
    selecting = Selecting(
        ["multi-row", "multi-column", "multi-cell"], 31, {"1": "a", "2": "b", "3": "c", "4": "a"}
    )
    given_state = DataframeState(state(rows, columns, cells))
    wire = json.loads(json.dumps(selecting.encode(given_state)))
    found = selecting.decode(wire)
    assert (found.selection.rows, found.selection.columns) == (rows, columns)
    assert set(found.selection.cells) == set(cells)


def test_a_kept_selection_loses_what_is_gone(page: Any) -> None:
    select("multi-row", key="k")
    page.send("k", {"rows": [[0, 3]]})
    page.rerun()
    assert select("multi-row", key="k", data=DATA.head(1)) == state([0])


def identity(page: Any, modes: Any, **kwargs: Any) -> Any:
    page.rerun()
    select(modes, **kwargs)
    return page.last.id


def test_what_makes_another_table_of_it(page: Any) -> None:
    """Section 1.12: with a key only the modes count, without one everything does."""
    keyed = identity(page, "multi-row", key="k")
    assert identity(page, ["multi-row"], key="k", data=DATA.tail(1), default={"selection": {}}) == keyed
    assert identity(page, "single-row", key="k") != keyed
    nameless = identity(page, "multi-row")
    assert identity(page, "multi-row") == nameless
    assert identity(page, "multi-row", data=DATA + DATA) != nameless
    assert identity(page, "multi-row", data=DATA.style.highlight_max("a")) != nameless
    assert identity(page, "multi-row", default={"selection": {"rows": [1]}}) != nameless


def test_two_of_the_same_are_refused_only_with_selections(page: Any) -> None:
    revoila.dataframe(DATA)
    revoila.dataframe(DATA)
    select("multi-row")
    with pytest.raises(StreamlitDuplicateElementId):
        select("multi-row")


def test_callbacks_are_called_with_selections_but_not_in_forms(page: Any) -> None:
    revoila.dataframe(DATA, on_select=print, key="k")
    assert page.specs[-1].on_change is print
    with revoila.form("f"):
        assert select("multi-row") == state()
        with pytest.raises(StreamlitInvalidFormCallbackError):
            revoila.dataframe(DATA, on_select=print)


def buttons(data: Any = DATA, column: Any = "b", **kwargs: Any) -> None:
    revoila.dataframe(data, column_config={column: column_config.ButtonColumn(key="go", **kwargs)})


def column(page: Any, label: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in page.props()["columns"] if one["label"] == label)
    return found


def test_buttons_of_a_column_can_be_pressed(page: Any) -> None:
    """Section 4.1: `ButtonColumn`."""
    buttons(type="primary", on_click=print, args=[1], kwargs={"end": ""})
    spec = page.specs[-1]
    assert column(page, "b")["type_config"] == {"type": "button", "button_type": "primary"}
    assert column(page, "b")["button"] == {"id": spec.id, "generation": 1, "key": "go"}
    assert (spec.trigger, spec.assignable, spec.on_change) == (True, False, print)
    assert (spec.args, spec.kwargs) == ((1,), {"end": ""})
    click = spec.decode({"row": 2})
    assert click == {"row": 2, "label": "z"}
    assert (click.row, click.label) == (2, "z")


def test_labels_are_those_of_the_kernel(page: Any) -> None:
    data = {"a": [[":material/edit: Edit", "Delete"], [], None, ["x", None]]}
    buttons(data, "a")
    decode = page.specs[-1].decode
    assert decode({"row": 0, "item": 1}) == {"row": 0, "label": "Delete"}
    for wire in ({"row": 0}, {"row": 0, "item": 2}, {"row": 1, "item": 0}, {"row": 2}, {"row": 3, "item": 1}):
        with pytest.raises(EventRefusedError):
            decode(wire)


@pytest.mark.parametrize(
    "wire",
    [True, None, {}, {"row": 3}, {"row": -1}, {"row": True}, {"row": 1, "item": 0}, {"row": 1, "label": "x"}],
)
def test_forged_clicks_are_refused(page: Any, wire: Any) -> None:
    buttons()
    with pytest.raises(EventRefusedError):
        page.specs[-1].decode(wire)


def test_buttons_of_no_column_have_a_name_all_the_same(page: Any) -> None:
    buttons(column="nowhere")
    with pytest.raises(EventRefusedError):
        page.specs[-1].decode({"row": 0})
    assert page.specs[-1].key == "go"


def test_buttons_by_position_and_of_the_index(page: Any) -> None:
    for place, label in ((1, "a"), ("_index", "")):
        page.rerun()
        buttons(column=place)
        assert column(page, label)["button"]["id"] == page.specs[-1].id


def test_buttons_of_columns_with_one_name_are_in_the_first(page: Any) -> None:
    buttons(pd.DataFrame([["x", "y"]], columns=["b", "b"]))
    assert [one["button"] is not None for one in page.props()["columns"] if "button" in one] == [True, False]


def test_buttons_of_a_table_that_stays_in_the_kernel(page: Any) -> None:
    many = pd.DataFrame({"a": range(50_000), "go": [f"No. {row}" for row in range(50_000)]})
    buttons(many, "go")
    assert page.props()["source"].rows == 50_000
    assert page.specs[-1].decode({"row": 49_999}) == {"row": 49_999, "label": "No. 49999"}
    with pytest.raises(EventRefusedError):
        page.specs[-1].decode({"row": 50_000})


def test_rows_of_a_table_that_stays_in_the_kernel_are_selected(page: Any) -> None:
    select("multi-row", key="k", data=pd.DataFrame({"a": range(50_000)}))
    assert len(page.specs[-1].decode({"rows": [[0, 50_000]]}).selection.rows) == 50_000


def test_an_editor_has_buttons_too(page: Any) -> None:
    config = {"b": column_config.ButtonColumn(key="go", on_click=print)}
    revoila.data_editor(DATA, column_config=config, key="editor")
    first = page.last.id
    click = next(spec for spec in page.specs if spec.key == "go")
    assert click.decode({"row": 1}) == {"row": 1, "label": "y"}
    assert column(page, "b")["button"]["id"] == click.id
    page.rerun()
    revoila.data_editor(DATA, column_config={"b": column_config.ButtonColumn(key="go", on_click=print)})
    nameless = page.last.id
    page.rerun()
    revoila.data_editor(DATA, column_config={"b": column_config.ButtonColumn(key="go", on_click=len)})
    assert page.last.id == nameless != first


def test_buttons_without_a_key_are_drawn_and_do_nothing(page: Any) -> None:
    revoila.dataframe(DATA, column_config={"b": column_config.ButtonColumn()})
    assert page.specs == []
    assert "button" not in column(page, "b")


def test_buttons_are_checked_when_they_are_drawn(page: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="rerun"):
        buttons(on_click="rerun")
    with pytest.raises(StreamlitValueError, match="on_click"):
        buttons(on_click=3)
    with pytest.raises(StreamlitValueError, match="key"):
        revoila.dataframe(DATA, column_config={"b": column_config.ButtonColumn(key="")})
    both = {name: column_config.ButtonColumn(key="same") for name in "ab"}
    with pytest.raises(StreamlitDuplicateElementKey):
        revoila.dataframe(DATA, column_config=both)
    with revoila.form("f"):
        buttons()
        with pytest.raises(StreamlitInvalidFormCallbackError):
            buttons(on_click=print)
