"""PDF documents and frames."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
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


def test_a_document_stays_in_the_kernel(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    for data in (b"%PDF-1.4", path, str(path), BytesIO(b"%PDF-1.4")):
        st.pdf(data)
        file = page.props().pop("file")
        assert bytes(file.read(0, 100)) == b"%PDF-1.4"
        assert file.mime == "application/pdf"
        assert page.props() == {"height": 500}


def test_an_address_of_a_document_is_left_to_the_browser(page: Page) -> None:
    st.pdf("https://example.org/a.pdf", height="stretch", key="letter", alt=" A letter ")
    assert page.props() == {
        "url": "https://example.org/a.pdf",
        "height": "stretch",
        "key": "letter",
        "alt": "A letter",
    }


def test_a_key_of_a_document_is_its_own(page: Page) -> None:
    st.pdf(b"a", key="one")
    with pytest.raises(StreamlitDuplicateElementKey):
        st.pdf(b"b", key="one")
    with pytest.raises(StreamlitDuplicateElementKey):
        st.button("b", key="one")
    st.pdf(b"a")
    st.pdf(b"a")
    assert page.kinds() == ["pdf"] * 3


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (None, StreamlitMissingRequiredParameterError),
        (5, StreamlitInvalidParameterTypeError),
        (StringIO("a"), StreamlitInvalidParameterTypeError),
        ("missing.pdf", StreamlitAPIException),
    ],
)
def test_what_is_no_document_is_refused(page: Page, data: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        st.pdf(data)
    assert page.main == []


@pytest.mark.parametrize("height", ["content", 0, -5, 1.5])
def test_a_document_has_a_height(height: Any) -> None:
    with pytest.raises(StreamlitInvalidHeightError):
        st.pdf(b"a", height=height)


# Frames.


@pytest.mark.parametrize(
    "src", ["https://x.org", "HTTP://x.org", "data:text/html,x", "/app/static/x.html", "//x.org/a"]
)
def test_an_address_is_the_source_of_the_frame(page: Page, src: str) -> None:
    st.iframe(src)
    assert page.props() == {"src": src, "height": "content"}


@pytest.mark.parametrize("html", ["<b>x</b>", "", "javascript:alert(1)", "page.html"])
def test_any_other_text_is_html(page: Page, html: str) -> None:
    st.iframe(html)
    assert page.props() == {"html": html, "height": "content"}


def test_a_file_of_html_is_read_and_another_one_stays_in_the_kernel(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "a.HTML"
    path.write_text("<p>über")
    st.iframe(path)
    assert page.props() == {"html": "<p>über", "height": "content"}
    for name, mime in (
        ("a.pdf", "application/pdf"),
        ("a.svg", "image/svg+xml"),
        ("a", "application/octet-stream"),
    ):
        path = tmp_path / name
        path.write_bytes(b"x")
        st.iframe(path)
        assert page.props()["file"].mime == mime


def test_sizes_and_what_is_said_of_a_frame_travel(page: Page) -> None:
    st.iframe("x", width="content", height="stretch", tab_index=-1, alt=" A frame ")
    shown = {"html": "x", "width": "content", "height": "stretch", "tab_index": -1, "alt": "A frame"}
    assert page.props() == shown
    st.iframe("x", width=100, height=50)
    assert page.props() == {"html": "x", "width": 100, "height": 50}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"src": None}, TypeError),
        ({"src": b"x"}, TypeError),
        ({"src": Path("missing.html")}, StreamlitAPIException),
        ({"src": Path("missing.pdf")}, StreamlitAPIException),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"width": "auto"}, StreamlitInvalidWidthError),
        ({"height": 0}, StreamlitInvalidHeightError),
        ({"height": "auto"}, StreamlitInvalidHeightError),
        ({"tab_index": True}, StreamlitInvalidParameterTypeError),
        ({"tab_index": 1.5}, StreamlitInvalidParameterTypeError),
        ({"tab_index": -2}, StreamlitValueError),
    ],
)
def test_what_is_no_frame_is_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        st.iframe(**{"src": "x"} | arguments)
    assert page.main == []
