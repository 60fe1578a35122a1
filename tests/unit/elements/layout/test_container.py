"""Boxes and slots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.inputs.button import button
from revoila.elements.layout.container import container
from revoila.elements.layout.empty import empty
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDuplicateElementKey,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize(
    ("arguments", "props"),
    [
        ({}, {}),
        ({"height": 100}, {"height": 100, "border": True}),
        ({"height": 100, "border": False}, {"height": 100}),
        ({"height": "stretch", "autoscroll": True}, {"height": "stretch", "autoscroll": True}),
        ({"autoscroll": False, "width": "content"}, {"autoscroll": False, "width": "content"}),
        ({"horizontal": True}, {"horizontal": True}),
        ({"horizontal": True, "wrap": False}, {"horizontal": True, "wrap": False}),
        (
            {"horizontal_alignment": "distribute", "vertical_alignment": "bottom"},
            {"horizontal_alignment": "distribute", "vertical_alignment": "bottom"},
        ),
        ({"gap": None}, {"gap": 0.0}),
        ({"border": True, "key": "a b"}, {"border": True, "key": "a b"}),
    ],
)
def test_what_is_not_usual_travels(page: Page, arguments: dict[str, Any], props: dict[str, Any]) -> None:
    container(**arguments)
    assert page.kinds() == ["container"]
    assert page.props() == {"gap": 1.0} | props


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"wrap": False}, StreamlitIncompatibleParametersError),
        ({"horizontal": True, "wrap": None}, TypeError),
        ({"horizontal_alignment": "x"}, StreamlitValueError),
        ({"vertical_alignment": "left"}, StreamlitValueError),
        ({"gap": "x"}, StreamlitValueError),
        ({"width": "x"}, StreamlitInvalidWidthError),
        ({"height": 0}, StreamlitInvalidHeightError),
        ({"border": "x"}, TypeError),
        ({"autoscroll": "x"}, TypeError),
        ({"key": "$$ID-x"}, StreamlitAPIException),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        container(**arguments)
    assert page.main == []


def test_a_key_names_one_element(page: Page) -> None:
    container(key=1)
    assert page.last.element.id is not None
    with pytest.raises(StreamlitDuplicateElementKey):
        container(key="1")
    with pytest.raises(StreamlitDuplicateElementKey):
        button("Go", key="1")


def test_an_empty_key_is_none(page: Page) -> None:
    container(key="")
    container(key="")
    assert page.last.element.id is None


def test_a_keyed_container_keeps_its_identity(page: Page) -> None:
    container(key="box")
    before = page.last.element.id
    page.rerun()
    container(key="box", border=True, height=30)
    assert page.last.element.id == before


def test_a_container_is_filled_at_any_time(page: Page) -> None:
    """Statement 53."""
    box = container()
    button("Go")
    box.button("In the box")
    assert page.kinds() == ["container", "button"]
    assert page.kinds(page.main[0].children) == ["button"]


def test_a_slot_holds_one_element(page: Page) -> None:
    """Statement 54."""
    slot = empty()
    assert page.kinds() == ["empty"]
    assert page.props() == {}
    slot.text("a")
    slot.text("b")
    assert page.kinds() == ["text"]
    assert page.props()["body"] == "b"
    box = slot.container()
    box.text("c")
    box.text("d")
    assert page.kinds() == ["container"]
    assert len(page.last.children) == 2
    slot.empty()
    assert page.kinds() == ["empty"]
