"""Long blocks: what is out of sight waits with its layout, and nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APP = """
import revoila as st

for number in range(150):
    st.text_input(f"Name {number}")
    st.info(f"note {number}")
st.selectbox("Last", ["one", "two"])
"""

SKIPPED = "(one) => !one.checkVisibility({ contentVisibilityAuto: true })"


def test_inputs_out_of_sight_wait_until_they_are_near(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "app.py"
    path.write_text(APP)
    app.open(serve(path))
    page = app.page
    first, late = (page.get_by_label(f"Name {number}", exact=True) for number in (0, 100))
    note = page.get_by_text("note 100", exact=True)
    assert not first.evaluate(SKIPPED)
    assert late.evaluate(SKIPPED)
    assert note.evaluate(SKIPPED)
    # With the keyboard as well: an input that gets the focus comes into sight.
    page.get_by_label("Name 99", exact=True).evaluate("(one) => one.focus({ preventScroll: true })")
    page.keyboard.press("Tab")
    app.until(lambda: not late.evaluate(SKIPPED))
    assert late.evaluate("(one) => one === document.activeElement")
    box = late.evaluate("(one) => one.getBoundingClientRect().toJSON()")
    assert 0 <= box["top"] < box["bottom"] <= page.viewport_size["height"]
    # A ring of focus is not cut off at the edge of its box.
    margin = late.evaluate("(one) => getComputedStyle(one.closest('.rv-box')).overflowClipMargin")
    assert margin == "16px"


def test_a_list_opens_over_the_elements_after_its_input(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "app.py"
    path.write_text(APP + "\nst.write('below')\n" * 3)
    app.open(serve(path))
    app.page.get_by_label("Last", exact=True).click()
    app.page.get_by_role("option", name="two").click()
    app.settle()
    assert app.page.get_by_label("Last", exact=True).input_value() == "two"
