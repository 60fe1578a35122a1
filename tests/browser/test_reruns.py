"""What a browser keeps, dims and removes while a script runs again; numbers are of the execution specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCRIPT = """
import time
from pathlib import Path

import streamlit as st

GATE = Path({gate!r})

def wait(wanted):
    while wanted and not GATE.exists():
        time.sleep(0.01)

st.write("first")
name = st.text_input("Name", "default") if not st.checkbox("Hide") else "hidden"
slow = st.checkbox("Slow")
effects = st.checkbox("Effects")
wait(slow)
if not slow:
    st.write("old")
st.write(f"name is {{name}}")

@st.fragment
def part():
    st.write("part begins")
    again = st.button("In the part")
    part_slow = st.checkbox("Slow part")
    wait(part_slow)
    st.write("part ends")

part()
if effects:
    st.toast("Noted.", duration="infinite")
    st.balloons()
st.write("last")
"""

STALE = "() => [...document.querySelectorAll('[data-stale]')].map((box) => box.innerText.trim())"


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file; a slow script goes on when it is there."""
    return tmp_path_factory.mktemp("reruns") / "gate"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], gate: Path) -> str:
    script = gate.with_name("reruns.py")
    script.write_text(SCRIPT.format(gate=str(gate)))
    return serve(script)


@pytest.fixture
def opened(app: Any, address: str, gate: Path) -> Any:
    gate.unlink(missing_ok=True)
    app.open(address)
    expect(app.root.get_by_text("last", exact=True)).to_be_visible()
    return app


def check(app: Any, label: str) -> None:
    """Tick a box without waiting for the run."""
    app.root.get_by_text(label, exact=True).click()


def test_what_a_long_run_has_not_reached_is_dimmed_and_what_it_has_is_kept(opened: Any, gate: Path) -> None:
    """Statements 56 and 57."""
    page = opened.page
    field = opened.root.get_by_label("Name", exact=True)
    field.evaluate("(element) => { element.mark = 'the same' }")
    check(opened, "Slow")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-stale]')].some((box) => box.innerText.trim() === 'last')"
    )
    stale = page.evaluate(STALE)
    assert "old" in stale
    assert "first" not in stale
    expect(opened.root.get_by_text("old", exact=True)).to_be_visible()
    gate.touch()
    opened.settle()
    expect(opened.root.get_by_text("old", exact=True)).to_have_count(0)
    assert page.evaluate(STALE) == []
    assert field.evaluate("(element) => element.mark") == "the same"


def test_a_run_of_a_fragment_dims_nothing_else(opened: Any, gate: Path) -> None:
    """Statement 58."""
    page = opened.page
    check(opened, "Slow part")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-stale]')].some((box) => box.innerText.trim() === 'part ends')"
    )
    assert page.evaluate(STALE) == ["part ends"]
    gate.touch()
    opened.settle()
    assert page.evaluate(STALE) == []
    for text in ("first", "old", "part begins", "part ends", "last"):
        expect(opened.root.get_by_text(text, exact=True)).to_be_visible()


def test_an_input_that_was_gone_has_forgotten_its_value(opened: Any) -> None:
    """Statement 59."""
    opened.type("Name", "Ada")
    expect(opened.root.get_by_text("name is Ada")).to_be_visible()
    check(opened, "Hide")
    expect(opened.root.get_by_text("name is hidden")).to_be_visible()
    expect(opened.root.get_by_label("Name", exact=True)).to_have_count(0)
    check(opened, "Hide")
    expect(opened.root.get_by_text("name is default")).to_be_visible()
    expect(opened.root.get_by_label("Name", exact=True)).to_have_value("default")


def test_effects_are_not_shown_again_by_a_fragment(opened: Any) -> None:
    """Statement 60."""
    check(opened, "Effects")
    notices = opened.page.get_by_test_id("stToastText")
    balloons = opened.page.get_by_test_id("stBalloons")
    expect(notices).to_have_count(1)
    expect(balloons).to_have_count(1)
    expect(balloons).to_have_count(0)
    opened.press("In the part").press("In the part")
    assert (notices.count(), balloons.count()) == (1, 0)
    opened.type("Name", "Ada")
    expect(notices).to_have_count(2)
    expect(balloons).to_have_count(1)
