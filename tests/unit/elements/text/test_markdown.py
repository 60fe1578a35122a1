"""Markdown, captions, formulas and badges."""

from __future__ import annotations

import sys
import types
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.elements._params import clean
from revoila.elements.text.markdown import badge, caption, latex, markdown
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_defaults_do_not_travel(page: Page) -> None:
    markdown("a", False, help=None, width="auto", text_alignment="left", anchors=True, wrap=True)
    caption("b")
    latex("c")
    badge("d")
    assert page.kinds() == ["markdown", "caption", "latex", "badge"]
    assert [page.props(i) for i in range(4)] == [
        {"body": "a"},
        {"body": "b"},
        {"body": "c"},
        {"label": "d", "color": "blue"},
    ]


def test_every_parameter_of_markdown_travels(page: Page) -> None:
    markdown("a", help="  h\n  b", width=100, text_alignment="center", anchors=False, wrap=False)
    assert page.props() == {
        "body": "a",
        "help": "h\nb",
        "width": 100,
        "text_alignment": "center",
        "anchors": False,
        "wrap": False,
    }
    markdown("<b>x</b>", True)
    assert page.props() == {"body": "<b>x</b>", "html": True}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (None, "None"),
        (3, "3"),
        ("\n    a\n      b\n", "a\n  b"),
        ("a\n    b\n    c", "a\n    b\n    c"),
        ("\ta\n\tb", "a\nb"),
        ("  a\n\n  b\n \n", "a\n\nb"),
        ("  a\n b", "a\nb"),
        ("", ""),
    ],
)
def test_a_body_is_text_without_the_indentation_its_lines_share(page: Page, body: object, shown: str) -> None:
    markdown(body)
    assert page.props()["body"] == shown


@given(st.text(alphabet="ab \t\n", max_size=30), st.sampled_from(["", " ", "    ", "\t"]))
def test_preparing_a_body_always_agrees_with_the_plain_rule(body: str, margin: str) -> None:
    indented = indent(body, margin)
    # Lines of nothing but blanks show nothing, so only the others are compared.
    assert [line for line in clean(indented).split("\n") if line.strip()] == [
        line for line in dedent(indented).strip().split("\n") if line.strip()
    ]


def test_a_blank_tooltip_is_none(page: Page) -> None:
    markdown("a", help="  ")
    assert "help" not in page.props()


@pytest.mark.parametrize("command", [markdown, caption])
def test_html_cannot_be_cut_to_one_line(page: Page, command: Any) -> None:
    with pytest.raises(StreamlitIncompatibleParametersError):
        command("<b>", unsafe_allow_html=True, wrap=False)
    assert page.main == []


@pytest.mark.parametrize("command", [markdown, caption])
def test_wrap_is_strictly_a_bool_and_alignment_one_of_four(page: Page, command: Any) -> None:
    with pytest.raises(StreamlitValueError, match="wrap"):
        command("a", wrap=1)
    with pytest.raises(StreamlitValueError, match="text_alignment"):
        command("a", text_alignment="middle")


@pytest.mark.parametrize("width", [0, -1, 1.5, "wide", None])
@pytest.mark.parametrize("command", [markdown, caption, latex, badge])
def test_an_impossible_width_is_refused(page: Page, command: Any, width: Any) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        command("a", width=width)


def test_only_markdown_knows_the_width_auto(page: Page) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        caption("a", width="auto")


def test_a_formula_travels_without_dollars(page: Page) -> None:
    latex("  x\n  y ", help="h", width=20)
    assert page.props() == {"body": "x\ny", "help": "h", "width": 20}


def test_an_expression_of_sympy_becomes_latex(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    class Expr:
        pass

    sympy: Any = types.ModuleType("sympy")
    sympy.Expr, sympy.latex = Expr, lambda _: r"\frac{1}{2}"
    monkeypatch.setitem(sys.modules, "sympy", sympy)
    latex(Expr())
    assert page.props() == {"body": r"\frac{1}{2}"}


def test_brackets_in_a_badge_are_brackets(page: Page) -> None:
    badge("a [b](c)", icon="🎈", color="grey", width="stretch", help="x")
    assert page.props() == {
        "label": r"a \[b\](c)",
        "color": "grey",
        "icon": "🎈",
        "help": "x",
        "width": "stretch",
    }


def test_a_badge_takes_any_color_but_not_any_icon(page: Page) -> None:
    badge("a", color="mauve")
    assert page.props()["color"] == "mauve"
    with pytest.raises(StreamlitAPIException):
        badge("a", icon="x")


def test_the_handle_replaces_the_text(page: Page) -> None:
    handle = markdown("a")
    markdown("after")
    handle.caption("b")
    assert page.kinds() == ["caption", "markdown"]


def test_outside_of_a_run_nothing_happens() -> None:
    assert markdown("a").markdown("b").place is None
