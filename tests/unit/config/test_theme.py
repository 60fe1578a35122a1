"""From theme options to what the front end is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.config._theme_tokens import TOKENS
from revoila.config._theme_values import CHECKS, check_token
from revoila.config.options import load_options
from revoila.config.theme import resolve_theme
from revoila.errors import (
    StreamlitInvalidThemeError,
    StreamlitInvalidThemeOptionError,
    StreamlitInvalidThemeSectionError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.config.conftest import Places


class Fake:
    """Options as a mapping says."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def get(self, name: str) -> Any:
        return self.values.get(name)


def theme(**values: Any) -> dict[str, Any]:
    """Resolve options that are named with ``__`` for dots, without ``theme``."""
    return resolve_theme(Fake({f"theme.{name.replace('__', '.')}": value for name, value in values.items()}))


NOTHING: dict[str, Any] = {"base": None, "light": {}, "dark": {}, "sidebar": {"light": {}, "dark": {}}}


def test_what_is_not_configured_does_not_travel() -> None:
    assert resolve_theme(load_options()) == NOTHING


def test_only_a_base_changes_nothing_else() -> None:
    assert theme(base="dark") == {**NOTHING, "base": "dark"}


def test_one_theme_leaves_the_visitor_no_choice() -> None:
    told = theme(primaryColor="teal")
    assert (told["base"], told["light"], told["dark"]) == (
        "light",
        {"primaryColor": "teal"},
        {"primaryColor": "teal"},
    )
    assert theme(base="dark", primaryColor="teal")["base"] == "dark"
    assert theme(sidebar__primaryColor="teal")["base"] == "light"


def test_a_theme_per_mode_follows_the_visitor() -> None:
    told = theme(base="light", primaryColor="teal", textColor="navy", dark__textColor="white")
    assert told["base"] is None
    assert told["light"] == {"primaryColor": "teal", "textColor": "navy"}
    assert told["dark"] == {"primaryColor": "teal", "textColor": "white"}


def test_the_sidebar_has_what_differs_there() -> None:
    told = theme(
        primaryColor="red",
        sidebar__primaryColor="green",
        sidebar__textColor="gray",
        light__primaryColor="blue",
        light__sidebar__linkColor="gold",
        dark__sidebar__primaryColor="pink",
    )
    # light.sidebar over light over sidebar
    assert told["sidebar"]["light"] == {"textColor": "gray", "linkColor": "gold"}
    assert told["sidebar"]["dark"] == {"primaryColor": "pink", "textColor": "gray"}


VALID: list[tuple[str, Any, Any]] = [
    ("primaryColor", " #0af ", "#0af"),
    ("primaryColor", "#00aaffcc", "#00aaffcc"),
    ("primaryColor", "RebeccaPurple", "RebeccaPurple"),
    ("primaryColor", "rgb(1, 2, 3)", "rgb(1, 2, 3)"),
    ("primaryColor", "rgba(1 2 3 / 50%)", "rgba(1 2 3 / 50%)"),
    ("primaryColor", "hsl(120deg, 50%, 50%)", "hsl(120deg, 50%, 50%)"),
    ("linkUnderline", False, False),
    ("font", "Inter, sans-serif", "Inter, sans-serif"),
    ("baseFontSize", 18, 18),
    ("baseFontWeight", 350, 350),
    ("metricValueFontWeight", 900, 900),
    ("metricValueFontSize", "2rem", "2rem"),
    ("headingFontSizes", "2rem", ["2rem"] * 6),
    ("headingFontSizes", ["3rem", "20px", 16], ["3rem", "20px", "16px"]),
    ("headingFontSizes", "3rem, 20px", ["3rem", "20px"]),
    ("headingFontWeights", 700, [700] * 6),
    ("headingFontWeights", [700, 600], [700, 600]),
    ("codeFontWeight", 600, 600),
    ("baseRadius", "full", "full"),
    ("buttonRadius", "0.5rem", "0.5rem"),
    ("paddingTop", "0", "0"),
    ("paddingBottom", "12px", "12px"),
    ("chartCategoricalColors", ["red", "no", "#fff"], ["red", "#fff"]),
    ("chartCategoricalColors", "red, rgb(1,2,3)", ["red", "rgb(1,2,3)"]),
    ("chartSequentialColors", ["red"] * 10, ["red"] * 10),
    (
        "fontFaces",
        [{"family": "Mine", "url": "app/static/mine.woff2", "weight": "400"}],
        [{"family": "Mine", "url": "app/static/mine.woff2", "weight": "400"}],
    ),
]


@pytest.mark.parametrize(("name", "value", "told"), VALID)
def test_values_that_a_token_can_have_travel(name: str, value: Any, told: Any) -> None:
    assert theme(**{name: value})["light"] == {name: told}


INVALID: list[tuple[str, Any]] = [
    ("primaryColor", "notacolor"),
    ("primaryColor", "#12345"),
    ("primaryColor", "rgb(1,2)"),
    ("primaryColor", "rgb(a,b,c)"),
    ("primaryColor", "red; background: url(x)"),
    ("primaryColor", 7),
    ("linkUnderline", "yes"),
    ("font", "x; } body {"),
    ("font", ""),
    ("baseFontSize", "18px"),
    ("baseFontSize", 0),
    ("baseFontSize", True),
    ("baseFontWeight", 700),
    ("baseFontWeight", 410),
    ("metricValueFontWeight", 950),
    ("metricValueFontSize", "2em"),
    ("headingFontSizes", ["1rem"] * 7),
    ("headingFontSizes", []),
    ("headingFontSizes", ["big"]),
    ("headingFontWeights", [710]),
    ("baseRadius", "huge"),
    ("baseRadius", 8),
    ("paddingTop", 16),
    ("paddingTop", "-1px"),
    ("chartCategoricalColors", ["no"]),
    ("chartCategoricalColors", 3),
    ("chartSequentialColors", ["red"] * 9),
    ("fontFaces", [{"family": "Mine"}]),
    ("fontFaces", [{"family": "Mine", "url": "https://fonts.example/mine.woff2"}]),
    ("fontFaces", [{"family": "Mine", "url": "//fonts.example/mine.woff2"}]),
    ("fontFaces", [{"family": "Mine;", "url": "mine.woff2"}]),
    ("fontFaces", "mine.woff2"),
    ("base", 3),
]


@pytest.mark.parametrize(("name", "value"), INVALID)
def test_other_values_are_ignored_with_a_warning(
    name: str, value: Any, caplog: pytest.LogCaptureFixture
) -> None:
    assert theme(**{name: value}) == NOTHING
    assert f"is ignored for theme.{name}" in caplog.text


def test_every_token_has_a_check() -> None:
    assert {token.kind for token in TOKENS.values()} <= set(CHECKS)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(CHECKS)), anything)
def test_a_check_accepts_or_says_what_it_expects(kind: str, value: Any) -> None:
    try:
        told = check_token(kind, value)
    except ValueError as error:
        told = None
        expected = str(error)
    else:
        expected = "nothing else"
    assert expected
    assert kind in ("faces", "base") or not any(char in str(told) for char in ";<>")


def test_a_file_is_the_base_and_local_options_win(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "corporate.toml"
    path.write_text(
        '[theme]\nbase = "dark"\nprimaryColor = "teal"\ntextColor = "bad color"\n[theme.sidebar]\nfont = "serif"\n'
    )
    places.write("cwd", "config.toml", f'[theme]\nbase = "{path}"\nfont = "monospace"\n')
    told = resolve_theme(load_options())
    assert told["base"] == "dark"
    assert told["light"] == {"primaryColor": "teal", "font": "monospace"}
    assert told["sidebar"]["light"] == {"font": "serif"}
    path.write_text('[theme]\nprimaryColor = "navy"\n')
    os.utime(path, ns=(1, 1))
    assert resolve_theme(load_options())["light"]["primaryColor"] == "navy"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[theme]\nprimaryColour = 'x'\n", StreamlitInvalidThemeOptionError),
        ("[theme.sidebar]\nbaseFontSize = 16\n", StreamlitInvalidThemeOptionError),
        ("[theme.midnight]\nprimaryColor = 'red'\n", StreamlitInvalidThemeSectionError),
        ("[server]\nport = 1\n", StreamlitInvalidThemeSectionError),
        ("[theme]\nbase = 'other.toml'\n", StreamlitInvalidThemeError),
        ("[theme", StreamlitInvalidThemeError),
    ],
)
def test_a_theme_file_is_checked_strictly(text: str, error: type[Exception], tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(text)
    with pytest.raises(error):
        theme(base=str(path))


def test_a_theme_file_must_exist() -> None:
    with pytest.raises(StreamlitInvalidThemeError, match="nor a file"):
        theme(base="nothing.toml")


def test_a_theme_from_elsewhere_is_ignored_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    assert theme(base="https://example.org/theme.toml") == NOTHING
    assert "local files only" in caplog.text
