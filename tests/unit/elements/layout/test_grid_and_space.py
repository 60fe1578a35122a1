"""Grids and space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDuplicateElementKey,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_each_thing_in_a_grid_is_a_child_of_it(page: Page) -> None:
    grid = st.grid(3)
    with grid:
        st.text("a")
        st.columns(2)
    grid.text("b")
    with grid.cell():
        st.text("c")
        st.text("d")
    assert page.kinds() == ["grid"]
    assert page.kinds(page.last.children) == ["text", "columns", "text", "grid_cell"]
    assert page.kinds(page.last.children[-1].children) == ["text", "text"]


@pytest.mark.parametrize(
    ("asked", "props"),
    [
        ({}, {"gap": [1.0, 1.0]}),
        ({"columns": 4}, {"gap": [1.0, 1.0], "columns": 4}),
        ({"columns": 4, "wrap": False}, {"gap": [1.0, 1.0], "columns": 4, "wrap": False}),
        ({"gap": ("small", 5)}, {"gap": [1.0, "5px"]}),
        ({"gap": [None, "large"]}, {"gap": [0.0, 4.0]}),
        (
            {"min_column_width": 90, "border": True},
            {"gap": [1.0, 1.0], "min_column_width": 90, "border": True},
        ),
        ({"row_height": 50, "dense": True}, {"gap": [1.0, 1.0], "row_height": 50, "dense": True}),
        ({"gap": None, "key": "k"}, {"gap": [0.0, 0.0], "key": "k"}),
        (
            {"vertical_alignment": "center", "width": 300, "height": 200},
            {"gap": [1.0, 1.0], "vertical_alignment": "center", "width": 300, "height": 200},
        ),
    ],
)
def test_a_grid_is_as_it_is_told(page: Page, asked: dict[str, Any], props: dict[str, Any]) -> None:
    st.grid(**asked)
    assert page.props() == props


@pytest.mark.parametrize(
    ("spans", "props"),
    [
        ({}, {}),
        ({"column_span": 2}, {"column_span": 2}),
        ({"column_span": "all", "row_span": 3}, {"column_span": "all", "row_span": 3}),
    ],
)
def test_a_cell_spans_what_it_is_told(page: Page, spans: dict[str, Any], props: dict[str, Any]) -> None:
    st.grid(3).cell(**spans)
    assert page.last.children[0].element.props == props


@pytest.mark.parametrize(
    ("spans", "error"),
    [
        ({"column_span": 4}, StreamlitValueOutOfRangeError),
        ({"column_span": 0}, StreamlitValueError),
        ({"column_span": "other"}, StreamlitValueError),
        ({"column_span": None}, StreamlitInvalidParameterTypeError),
        ({"column_span": 1.5}, StreamlitInvalidParameterTypeError),
        ({"column_span": True}, StreamlitInvalidParameterTypeError),
        ({"row_span": 0}, StreamlitValueError),
        ({"row_span": "all"}, StreamlitInvalidParameterTypeError),
        ({"row_span": None}, StreamlitInvalidParameterTypeError),
    ],
)
def test_spans_that_are_none_are_refused(page: Page, spans: dict[str, Any], error: type[Exception]) -> None:
    grid = st.grid(3)
    with pytest.raises(error):
        grid.cell(**spans)
    assert page.last.children == []


def test_a_grid_of_any_number_of_columns_has_cells_of_any_width(page: Page) -> None:
    st.grid().cell(column_span=30)
    assert page.last.children[0].element.props == {"column_span": 30}


def test_only_a_grid_has_cells(page: Page) -> None:
    with pytest.raises(StreamlitAPIException, match=r"`cell\(\)`"):
        st.grid(2).cell().cell()  # type: ignore[attr-defined]
    assert page.kinds() == ["grid"]


def test_only_a_number_of_columns_can_be_kept(page: Page) -> None:
    with pytest.raises(StreamlitIncompatibleParametersError, match="wrap=False"):
        st.grid(wrap=False)
    assert page.main == []


def test_a_key_names_one_grid(page: Page) -> None:
    st.grid(key="k")
    with pytest.raises(StreamlitDuplicateElementKey):
        st.grid(key="k")
    assert page.kinds() == ["grid"]


@pytest.mark.parametrize(
    ("size", "wire"),
    [("small", 0.75), ("medium", 2.5), ("xxlarge", 8.0), ("stretch", "stretch"), (20, "20px")],
)
def test_space_has_a_size(page: Page, size: Any, wire: Any) -> None:
    st.space(size)
    assert (page.kinds(), page.props()) == (["space"], {"size": wire})


def test_something_else_can_take_the_place_of_space(page: Page) -> None:
    st.space().text("instead")
    assert page.kinds() == ["text"]
