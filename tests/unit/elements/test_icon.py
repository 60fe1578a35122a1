"""What counts as an icon."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements import _icon
from revoila.elements._icon import check_icon, is_material, split_icon
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
COUPLE = "\U0001f469\U0001f3fd\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468\U0001f3fb"


@pytest.fixture(autouse=True)
def no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Test without the list that comes with the built front end; it can be put at the path."""
    names = tmp_path / "names.json"
    monkeypatch.setattr(_icon, "_NAMES", names)
    _icon._material_names.cache_clear()
    yield names
    _icon._material_names.cache_clear()


@pytest.mark.parametrize("icon", [None, "", "  "])
def test_nothing_is_no_icon(icon: str | None) -> None:
    assert check_icon(icon) is None


@pytest.mark.parametrize(
    "icon",
    [
        "🎈",
        "☀",
        "☀\ufe0f",
        "©",
        "1\ufe0f\u20e3",
        "#\u20e3",
        "🇫🇷",
        "👍🏽",
        FAMILY,
        SCOTLAND,
        COUPLE,
        "🫩",
        "▶",
        "spinner",
    ],
)
def test_one_emoji_and_the_spinner_are_icons(icon: str) -> None:
    assert check_icon(f" {icon} ") == icon


@pytest.mark.parametrize(
    "icon",
    [
        "x",
        "1",
        "🎈🎈",
        "🇫🇷🇫🇷",
        "🎈x",
        ":smile:",
        "::",
        "https://a.b/c.png",
        "\u200d",
        "\ufe0f",
        "🇫",
        "1\ufe0f",
        SCOTLAND[:-1],
    ],
)
def test_anything_else_is_refused(icon: str) -> None:
    with pytest.raises(StreamlitAPIException):
        check_icon(icon)


def test_the_message_names_the_mistake() -> None:
    with pytest.raises(StreamlitAPIException, match="single emoji"):
        check_icon("🎈🎈")
    with pytest.raises(StreamlitAPIException, match="shortcodes"):
        check_icon(":smile:")
    with pytest.raises(StreamlitAPIException, match="Material"):
        check_icon(":material/Home:")


@pytest.mark.parametrize("icon", [3, b"x", ["🎈"]])
def test_an_icon_is_a_text(icon: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        check_icon(icon)


def test_without_the_list_every_snake_case_name_is_a_symbol() -> None:
    assert check_icon(":material/thumb_up: ") == ":material/thumb_up:"
    assert is_material("10k")
    assert not is_material("Home")


def test_with_the_list_only_its_names_are_symbols(no_names: Path) -> None:
    no_names.write_text(json.dumps(["home", "10k"]))
    assert check_icon(":material/home:") == ":material/home:"
    with pytest.raises(StreamlitAPIException, match="not a valid Material"):
        check_icon(":material/thumb_up:")


@pytest.mark.parametrize(
    ("text", "icon", "rest"),
    [
        ("🎈 hello", "🎈", "hello"),
        ("🎈hello", "🎈", "hello"),
        ("🎈", "🎈", ""),
        ("🎈🎈 x", "🎈", "🎈 x"),
        ("🎈\nx", "🎈", "\nx"),
        (f"{FAMILY} fam", FAMILY, "fam"),
        ("1\ufe0f\u20e3 one", "1\ufe0f\u20e3", "one"),
        (":material/home:x", ":material/home:", "x"),
        (":material/Home: x", None, ":material/Home: x"),
        ("1 x", None, "1 x"),
        (":smile: x", None, ":smile: x"),
        ("**🎈** x", None, "**🎈** x"),
        ("", None, ""),
    ],
)
def test_a_leading_icon_is_split_off(text: str, icon: str | None, rest: str) -> None:
    assert split_icon(text) == (icon, rest)
