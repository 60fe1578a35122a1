"""Containers that open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from revoila.elements.inputs.button import button
from revoila.elements.layout.expander import ExpanderContainer, expander
from revoila.elements.layout.tabs import TabContainer, tabs
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDuplicateElementKey,
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize(
    ("arguments", "props"),
    [
        ({}, {}),
        ({"expanded": True}, {"expanded": True}),
        ({"icon": "✅", "type": "step", "width": 200}, {"icon": "✅", "type": "step", "width": 200}),
        ({"key": "more", "args": [1], "kwargs": {"x": 1}}, {"key": "more"}),
    ],
)
def test_an_expander_shows_its_label(page: Page, arguments: dict[str, Any], props: dict[str, Any]) -> None:
    box = expander("More", **arguments)
    assert isinstance(box, ExpanderContainer)
    assert box.open is None
    assert page.kinds() == ["expander"]
    assert page.props() == {"label": "More"} | props


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"label": None}, StreamlitMissingRequiredParameterError),
        ({"label": 3}, TypeError),
        ({"expanded": "x"}, TypeError),
        ({"type": "x"}, StreamlitValueError),
        ({"icon": "x"}, StreamlitAPIException),
        ({"width": "content"}, StreamlitInvalidWidthError),
        ({"on_change": "x"}, StreamlitValueError),
        ({"on_change": None}, StreamlitValueError),
        ({"bind": "x"}, StreamlitValueError),
        ({"bind": "query-params"}, StreamlitMissingRequiredParameterError),
    ],
)
def test_wrong_arguments_of_an_expander_are_refused(
    page: Page, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        expander(**{"label": "More"} | arguments)
    assert page.main == []


def test_a_key_names_one_element(page: Page) -> None:
    expander("More", key="x")
    tabs(["a"], key="y")
    for again in (
        lambda: expander("Less", key="x"),
        lambda: tabs(["b"], key="y"),
        lambda: button("Go", key="y"),
    ):
        with pytest.raises(StreamlitDuplicateElementKey):
            again()


def test_equal_expanders_may_stand_side_by_side(page: Page) -> None:
    expander("More").text("a")
    expander("More").text("b")
    assert page.kinds() == ["expander", "expander"]


def test_tabs_hold_what_is_drawn_into_them(page: Page) -> None:
    handles = tabs(["Cat", "Dog"], default="Dog", width=100, height=200, key="pets")
    cat, dog = handles
    assert isinstance(handles, tuple)
    assert isinstance(cat, TabContainer)
    assert cat.open is None
    dog.text("woof")
    assert page.kinds() == ["tabs"]
    assert page.props() == {"default": 1, "width": 100, "height": 200, "key": "pets"}
    assert [tab.element.props for tab in page.last.children] == [{"label": "Cat"}, {"label": "Dog"}]
    assert page.kinds(page.last.children[1].children) == ["text"]


@pytest.mark.parametrize("labels", ["ab", ("a", "b"), pd.Series(["a", "b"]), ["a", "a"]])
def test_labels_come_from_anything_that_can_be_listed(page: Page, labels: Any) -> None:
    assert len(tabs(labels, default="a")) == 2
    assert page.props() == {"default": 0}


def test_labels_in_a_mapping_or_an_iterator_are_errors_of_the_kind_that_streamlit_has(page: Page) -> None:
    with pytest.raises(KeyError, match="not a mapping"):
        tabs({"a": 1})
    with pytest.raises(TypeError, match="not an iterator"):
        tabs(label for label in "ab")
    assert page.main == []


@pytest.mark.parametrize(
    ("labels", "arguments", "error"),
    [
        ([], {}, StreamlitMissingRequiredParameterError),
        ("", {}, StreamlitMissingRequiredParameterError),
        (None, {}, StreamlitMissingRequiredParameterError),
        (3, {}, TypeError),
        ([1], {}, StreamlitInvalidParameterTypeError),
        (["a", None], {}, StreamlitInvalidParameterTypeError),
        (["a"], {"default": "b"}, StreamlitValueError),
        (["a"], {"default": 1}, StreamlitValueError),
        (["a"], {"width": "content"}, StreamlitInvalidWidthError),
        (["a"], {"height": "x"}, StreamlitInvalidHeightError),
        (["a"], {"on_change": "x"}, StreamlitValueError),
        (["a", "a"], {"bind": "query-params", "key": "k"}, StreamlitValueError),
        (["a", ""], {"bind": "query-params", "key": "k"}, StreamlitValueError),
        (["a"], {"bind": "query-params", "key": "embed"}, StreamlitAPIException),
        (["a"], {"bind": "x", "key": "k"}, StreamlitValueError),
        (["a"], {"on_change": "rerun", "key": ""}, StreamlitValueError),
    ],
)
def test_wrong_tabs_are_refused(
    page: Page, labels: Any, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        tabs(labels, **arguments)
    assert page.main == []


def test_containers_outside_of_a_run_draw_nothing() -> None:
    assert expander("More", key="x").open is None
    assert len(tabs(["a", "b"], key="x")) == 2
