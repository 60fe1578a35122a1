"""HTML in the page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from revoila.elements.text.html import html
from revoila.elements.text.markdown import markdown
from revoila.errors import StreamlitInvalidWidthError, StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.elements.conftest import Page


class Painted:
    def __init__(self, source: str) -> None:
        self.source = source

    def _repr_html_(self) -> str:
        return self.source


def test_text_objects_and_anything_else_become_html(page: Page) -> None:
    html("  <b>a</b>\n  <i>b</i>")
    html(Painted("<b>hi</b>"))
    html(3)
    html("x", width=30, unsafe_allow_javascript=True)
    assert page.kinds() == ["html"] * 4
    assert [page.props(i) for i in range(4)] == [
        {"body": "<b>a</b>\n<i>b</i>"},
        {"body": "<b>hi</b>"},
        {"body": "3"},
        {"body": "x", "width": 30, "js": True},
    ]


def test_a_path_is_read_and_a_style_sheet_becomes_a_style(page: Page, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("  <p>\n</p>")
    (tmp_path / "x.css").write_text("p { color: teal }")
    html(tmp_path / "x.html")
    html(tmp_path / "x.css")
    assert page.props() == {"body": "  <p>\n</p>"}
    assert page.event[0].props == {"body": "<style>p { color: teal }</style>"}


@pytest.mark.parametrize(
    "source", ["<style>a{}</style>", "<!-- x --> <STYLE media='all'>a</STYLE>\n<style>b</style>"]
)
def test_style_sheets_take_no_place(page: Page, source: str) -> None:
    slot = markdown("a")
    handle = slot.html(source)
    assert page.kinds() == ["markdown"]
    assert page.event[0].props == {"body": source}
    handle.html("<style>other{}</style>")
    assert [child.props["body"] for child in page.event] == ["<style>other{}</style>"]


@pytest.mark.parametrize("source", ["<style>a</style><p>", "<style>a", "<link rel=stylesheet>"])
def test_whatever_shows_takes_its_place(page: Page, source: str) -> None:
    html(source)
    assert page.kinds() == ["html"]
    assert page.event == []


@pytest.mark.parametrize("body", ["", "  ", Painted("")])
def test_nothing_to_show_is_an_error(page: Page, body: object) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError):
        html(body)


def test_an_empty_or_missing_file_is_an_error(page: Page, tmp_path: Path) -> None:
    (tmp_path / "e.html").write_text("")
    with pytest.raises(StreamlitMissingRequiredParameterError):
        html(tmp_path / "e.html")
    with pytest.raises(FileNotFoundError):
        html(tmp_path / "nope.html")


def test_a_text_is_never_read_as_a_file(page: Page, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "private.html"
    path.write_text("private")
    with caplog.at_level(logging.WARNING):
        html(str(path))
    assert page.kinds() == ["warning", "html"]
    assert page.props() == {"body": str(path)}
    assert "pathlib.Path" in caplog.text
    page.options["client.showErrorDetails"] = "none"
    html(str(path))
    assert page.kinds() == ["warning", "html", "html"]


def test_an_impossible_width_is_refused(page: Page) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        html("a", width=0)
