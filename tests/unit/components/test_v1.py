"""Frames with HTML or other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import revoila
from revoila._context import activate
from revoila.components import v1
from revoila.elements._element import Branch, Element, Place
from revoila.errors import (
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidURLError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Recorder:
    """The one thing of a run that drawing a leaf needs."""

    def __init__(self) -> None:
        self.drawn: list[Element] = []

    def record(self, element: Element, place: Place | None = None) -> Place | None:
        self.drawn.append(element)
        return place


@pytest.fixture
def drawn() -> Iterator[list[Element]]:
    run: Any = Recorder()
    with activate(run, Place(Branch(Element("main", {}), None, "main", None))):
        yield run.drawn


def test_html_travels_as_it_is_with_the_default_height(drawn: list[Element]) -> None:
    v1.html("  <b>x</b>\n")
    v1.html("")
    assert drawn == [
        Element("iframe_html", {"html": "  <b>x</b>\n", "height": 150}),
        Element("iframe_html", {"html": "", "height": 150}),
    ]


def test_every_parameter_travels(drawn: list[Element]) -> None:
    v1.html("x", 100, 200, True, tab_index=0)
    v1.iframe("https://example.org", 1, 2, True, tab_index=-1)
    assert drawn == [
        Element("iframe_html", {"html": "x", "width": 100, "height": 200, "scrolling": True, "tab_index": 0}),
        Element(
            "iframe_html",
            {"src": "https://example.org", "width": 1, "height": 2, "scrolling": True, "tab_index": -1},
        ),
    ]


def test_a_frame_may_have_no_height(drawn: list[Element]) -> None:
    v1.html("x", height=0)
    assert drawn[0].props["height"] == 0


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"tab_index": -2}, StreamlitValueError),
        ({"tab_index": True}, StreamlitInvalidParameterTypeError),
        ({"tab_index": "1"}, StreamlitInvalidParameterTypeError),
        ({"width": -1}, StreamlitInvalidWidthError),
        ({"width": "wide"}, StreamlitInvalidWidthError),
        ({"height": "tall"}, StreamlitInvalidHeightError),
    ],
)
def test_bad_parameters_are_refused(
    drawn: list[Element], parameters: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        v1.html("x", **parameters)
    with pytest.raises(error):
        v1.iframe("x", **parameters)
    assert drawn == []


@pytest.mark.parametrize("src", ["javascript:alert(1)", " JaVaScRiPt:x", "java\tscript:x", "vbscript:x"])
def test_an_address_that_is_a_script_is_refused(drawn: list[Element], src: str) -> None:
    with pytest.raises(StreamlitInvalidURLError):
        v1.iframe(src)


@pytest.mark.parametrize("src", ["https://a.b", "/static/x.html", "javascript.html", "data:text/html,x", ""])
def test_other_addresses_are_shown(drawn: list[Element], src: str) -> None:
    v1.iframe(src)
    assert drawn[0].props["src"] == src


def test_contents_are_texts(drawn: list[Element]) -> None:
    not_text: Any = 3
    with pytest.raises(StreamlitInvalidParameterTypeError):
        v1.html(not_text)
    with pytest.raises(StreamlitInvalidParameterTypeError):
        v1.iframe(not_text)


def test_what_is_still_to_come_says_so() -> None:
    with pytest.raises(NotImplementedError, match="declare_component"):
        v1.declare_component("x", path="frontend")
    with pytest.raises(NotImplementedError, match=r"components\.v2"):
        _ = revoila.components.v2
    with pytest.raises(AttributeError):
        _ = revoila.components.v3
