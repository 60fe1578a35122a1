"""Buttons that download."""

from __future__ import annotations

from io import BytesIO, RawIOBase, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


class Raw(RawIOBase):
    """A stream of bytes that cannot go back."""

    def readable(self) -> bool:
        return True

    def readall(self) -> bytes:
        return b"raw"

    def read(self, size: int = -1) -> bytes:  # part of the signature
        return b"raw"


def content(page: Page) -> tuple[bytes, str]:
    """Bytes and type of what the last button downloads."""
    file = page.props()["file"]
    return bytes(file.read(0, file.size)), file.mime


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("über", ("über".encode(), "text/plain")),
        (b"\0\1", (b"\0\1", "application/octet-stream")),
        ("", (b"", "text/plain")),
        (BytesIO(b"x"), (b"x", "application/octet-stream")),
        (StringIO("x"), (b"x", "text/plain")),
        (Raw(), (b"raw", "application/octet-stream")),
    ],
)
def test_text_bytes_and_streams_are_downloaded(page: Page, data: Any, expected: tuple[bytes, str]) -> None:
    assert st.download_button("Save", data) is False
    assert content(page) == expected
    st.download_button("Save", data, file_name="a.json")
    assert content(page) == expected, "only the name of an open file says its type"


def test_a_file_with_a_name_has_the_type_that_it_says(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b")
    for mode in ("r", "rb"):
        with path.open(mode) as stream:
            page.rerun()
            st.download_button("Save", stream)
            assert content(page) == (b"a,b", "text/csv")
            assert page.props()["name"].endswith(".csv")
            st.download_button("Save", stream, file_name="z.json")
            assert content(page) == (b"a,b", "application/json")
            st.download_button("Save", stream, mime="a/b")
            assert content(page) == (b"a,b", "a/b")


@pytest.mark.parametrize("data", [None, 5, Path("x"), bytearray(b"x"), memoryview(b"x"), ["x"], {}])
def test_other_types_cannot_be_downloaded(page: Page, data: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="data"):
        st.download_button("Save", data)
    assert page.main == []


def test_a_file_has_a_name_also_where_its_author_gives_none(page: Page) -> None:
    st.download_button("Save", "x", "a.txt")
    assert page.props()["name"] == "a.txt"
    st.download_button("Save", "x", mime="text/csv")
    assert page.props()["name"].startswith("download-")
    assert page.props()["name"].endswith(".csv")


def test_a_function_is_called_when_its_file_is_asked_for_and_not_before(page: Page) -> None:
    calls = []

    def make() -> str:
        calls.append(1)
        return "made"

    st.download_button("Save", make, mime="text/csv")
    assert page.props() | {"generation": 1} == {
        "label": "Save",
        "type": "secondary",
        "deferred": True,
        "value": False,
        "generation": 1,
    }
    assert calls == []
    file, name = page.run.deferred[page.last.id]()
    assert calls == [1]
    assert (bytes(file.read(0, 9)), file.mime) == (b"made", "text/csv")
    assert name.endswith(".csv")


def test_a_function_may_return_nothing_but_a_file(page: Page) -> None:
    st.download_button("Save", lambda: 5, "a.txt")
    with pytest.raises(StreamlitAPIException, match="int"):
        page.run.deferred[page.last.id]()


def test_a_press_holds_for_one_run(page: Page) -> None:
    """Statement 17 of state."""
    st.download_button("Save", "x", key="save")
    spec = page.specs[0]
    assert spec.trigger
    assert not spec.assignable
    page.send("save", True)
    page.rerun()
    assert st.download_button("Save", "x", key="save") is True
    assert page.props()["value"] is False
    wires: list[Any] = [False, None, 1, "true", [], {}]
    for wire in wires:
        with pytest.raises(EventRefusedError):
            spec.decode(wire)


def test_what_follows_a_press_is_the_authors_choice(page: Page) -> None:
    """Statement 32."""
    st.download_button("A", "x")
    st.download_button("B", "x", on_click=None)
    st.download_button("C", "x", on_click=print, args=[1], kwargs={"end": ""})
    st.download_button("D", "x", on_click="ignore")
    st.download_button("E", "x", rerun=False)
    assert [spec.rerun for spec in page.specs] == [True, True, True, False, False]
    assert (page.specs[2].on_change, page.specs[2].args, page.specs[2].kwargs) == (print, (1,), {"end": ""})
    assert [child.props.get("ignore") for child in page.main] == [None, None, None, True, None]
    for mode in ("foo", 5, True):
        with pytest.raises(StreamlitValueError, match="on_click"):
            st.download_button("F", "x", on_click=mode)  # type: ignore[arg-type]  # what is tested


def test_the_content_is_no_part_of_the_identity(page: Page) -> None:
    st.download_button("Save", "x")
    with pytest.raises(StreamlitDuplicateElementId):
        st.download_button("Save", "y")
    st.download_button("Save", "x", "a.txt")
    st.download_button("Save", "x", mime="text/csv")
    assert len(page.main) == 3


def test_all_looks_of_a_button_travel(page: Page) -> None:
    st.download_button(
        "Save", "x", "a.txt", help=" Tip ", type="primary", icon="💾", icon_position="right", disabled=True,
        width="stretch", shortcut="ctrl+s", wrap=False, key="save",
    )  # fmt: skip
    props = page.props()
    del props["file"]
    assert props == {
        "label": "Save", "help": "Tip", "type": "primary", "icon": "💾", "icon_position": "right", "disabled": True,
        "width": "stretch", "shortcut": "ctrl+s", "wrap": False, "key": "save", "name": "a.txt", "value": False,
        "generation": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"type": "x"}, StreamlitValueError),
        ({"icon": "x"}, StreamlitAPIException),
        ({"icon_position": "x"}, StreamlitValueError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"shortcut": "R"}, StreamlitAPIException),
        ({"key": ""}, StreamlitValueError),
        ({"disabled": "x"}, TypeError),
    ],
)
def test_what_is_not_valid_is_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        st.download_button("Save", "x", **arguments)
    assert page.main == []


def test_a_form_has_no_downloads(page: Page) -> None:
    """Statement 89."""
    with st.form("f"), pytest.raises(StreamlitInvalidLayoutContextError, match="download_button"):
        st.download_button("Save", "x")
