"""Messages of a conversation."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

import revoila as st
from revoila.elements.chat._avatar import SIDE
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.elements.conftest import Page


@pytest.mark.parametrize(
    ("name", "avatar", "shown"),
    [
        ("user", None, {"preset": "user"}),
        ("human", None, {"preset": "user"}),
        ("assistant", None, {"preset": "assistant"}),
        ("AI", None, {"preset": "assistant"}),
        ("Ada", None, {}),
        ("", None, {}),
        ("Ada", "assistant", {"preset": "assistant"}),
        ("user", "🐍", {"icon": "🐍"}),
        ("user", ":material/star:", {"icon": ":material/star:"}),
        ("user", "https://example.org/a", {"image": "https://example.org/a"}),
    ],
)
def test_a_message_shows_who_says_it(page: Page, name: str, avatar: Any, shown: dict[str, str]) -> None:
    with st.chat_message(name, avatar=avatar):
        st.text("Hello")
    assert page.kinds() == ["chat_message"]
    assert page.props() == {"name": name, **shown}
    assert page.kinds(page.last.children) == ["text"]


def test_a_message_is_as_wide_as_it_is_told(page: Page) -> None:
    st.chat_message("user", width="content")
    st.chat_message("user", width=300)
    assert [page.props(index).get("width") for index in (0, 1)] == ["content", 300]


@pytest.mark.parametrize("of", ["file", "bytes", "array", "picture"])
def test_a_large_picture_becomes_a_small_avatar(page: Page, tmp_path: Path, of: str) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (300, 600, 3), dtype="uint8")
    picture = Image.fromarray(pixels)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    path = tmp_path / "avatar.png"
    path.write_bytes(buffer.getvalue())
    avatar = {"file": path, "bytes": buffer.getvalue(), "array": pixels, "picture": picture}[of]
    st.chat_message("user", avatar=avatar)
    head, _, data = page.props()["image"].partition(",")
    assert head == "data:image/png;base64"
    with Image.open(BytesIO(base64.b64decode(data))) as small:
        assert small.size == (SIDE, SIDE // 2)


def test_a_small_picture_travels_as_it_is(page: Page) -> None:
    source = "<svg xmlns='http://www.w3.org/2000/svg'></svg>"
    st.chat_message("user", avatar=source)
    head, _, data = page.props()["image"].partition(",")
    assert (head, base64.b64decode(data).decode()) == ("data:image/svg+xml;base64", source)


@pytest.mark.parametrize("avatar", ["missing.png", b"no picture", 5])
def test_what_is_no_picture_is_refused_with_its_reason(page: Page, avatar: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="`avatar`") as raised:
        st.chat_message("user", avatar=avatar)
    assert raised.value.__cause__ is not None
    assert page.main == []


def test_a_message_may_hold_another(page: Page) -> None:
    with st.chat_message("user"):
        st.chat_message("ai").text("inside")
    assert page.kinds(page.last.children) == ["chat_message"]
