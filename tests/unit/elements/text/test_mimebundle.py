"""Objects that say how Jupyter shows them: ``write`` does as they say, where it would show but a text."""

from __future__ import annotations

import dataclasses
from base64 import b64encode
from typing import Any

import pytest

import revoila

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class Shown:
    def __init__(self, *said: Any) -> None:
        self.said = said

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        return self.said if len(self.said) > 1 else self.said[0]

    def __str__(self) -> str:
        return "as text"


PLAIN = {"text/plain": "plain"}


@pytest.mark.parametrize(
    ("data", "kind", "prop", "value"),
    [
        ({"text/html": "<b>bold</b>"}, "html", "body", "<b>bold</b>"),
        ({"text/html": ["<b>", "bold</b>"]}, "html", "body", "<b>bold</b>"),
        ({"text/markdown": "# Title"}, "markdown", "body", "# Title"),
        ({"text/latex": "$$x^2$$"}, "latex", "body", "x^2"),
        ({"application/json": {"a": 1}}, "json", "body", '{"a": 1}'),
        ({"text/html": "<b>x</b>", "text/markdown": "x", "image/png": PNG}, "html", "body", "<b>x</b>"),
        (PLAIN, "markdown", "body", "`plain`"),
        ({"text/unknown": "x"}, "markdown", "body", "`as text`"),
    ],
)
def test_the_richest_type_is_drawn(page: Any, data: dict[str, Any], kind: str, prop: str, value: str) -> None:
    revoila.write(Shown({**data, **({} if "text/unknown" in data else PLAIN)}))
    assert page.kinds() == [kind]
    assert page.props()[prop] == value


@pytest.mark.parametrize("content", [PNG, b64encode(PNG).decode()])
def test_pictures_have_the_width_that_they_say(page: Any, content: Any) -> None:
    revoila.write(Shown({"image/png": content}, {"image/png": {"width": 40}}))
    assert page.kinds() == ["image"]
    assert page.props()["width"] == 40
    assert page.props()["images"][0]["data"] == PNG


def test_drawings_are_pictures(page: Any) -> None:
    revoila.write(Shown({"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'></svg>"}))
    assert page.kinds() == ["image"]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror='alert(1)'>",
        '<a href="javascript:alert(1)">x</a>',
        "<iframe src=x></iframe>",
        "<DIV ONCLICK=alert(1)>",
    ],
)
def test_what_would_run_gets_a_frame_of_its_own(page: Any, html: str) -> None:
    revoila.write(Shown({"text/html": html}))
    assert page.kinds() == ["iframe"]


def test_scripts_get_a_frame_of_their_own(page: Any) -> None:
    revoila.write(Shown({"application/javascript": "element.append('</script><b>x')"}))
    assert page.kinds() == ["iframe"]
    assert "</script><b>" not in str(page.props())


def test_charts_are_drawn_by_their_own_commands(page: Any) -> None:
    figure = {"data": [{"type": "bar", "y": [1]}], "layout": {}, "config": {"x": 1}}
    revoila.write(Shown({"application/vnd.plotly.v1+json": figure, "text/html": "<script></script>"}))
    spec = {"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}}
    revoila.write(Shown({"application/vnd.vegalite.v5+json": spec}))
    assert page.kinds() == ["plotly", "vega"]


def test_what_fails_or_says_nothing_is_a_text(page: Any) -> None:
    class Broken(Shown):
        def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
            raise RuntimeError("broken")

    revoila.write(Broken(), Shown({}), Shown(None))
    assert page.kinds() == ["markdown"]
    assert page.props()["body"] == "`as text` `as text` `as text`"


def test_the_order_of_write_stays(page: Any) -> None:
    """Only where Streamlit shows a text or help does the bundle count; classes are described."""

    @dataclasses.dataclass
    class Data:
        a: int = 1

        def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
            return {"text/html": "<b>x</b>"}

    class Items(dict[str, int]):
        def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
            return {"text/html": "<b>x</b>"}

    class Answering:
        def __getattr__(self, name: str) -> Any:
            return lambda **_: {"text/html": "<b>x</b>"}

        def __str__(self) -> str:
            return "any"

    revoila.write(Data(), Items(a=1), Shown, Answering())
    assert page.kinds() == ["help", "json", "help", "markdown"]
