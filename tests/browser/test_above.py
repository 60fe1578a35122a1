"""What shows above the page, and parts of it that run alone, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = """
import streamlit as st

st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
st.write(f"run {st.session_state.runs}")

@st.dialog("Your vote")
def vote():
    kind = st.selectbox("Kind", ["tea", "coffee"])
    st.write(f"it is {kind}")
    if st.button("Notify"):
        st.toast("Noted.", duration="infinite")
    if st.button("Submit"):
        st.session_state.vote = kind
        st.rerun()

if st.button("Vote"):
    vote()
st.write(f"vote is {st.session_state.get('vote')}")

@st.fragment(run_every=0.2)
def clock():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
    st.write(f"tick {st.session_state.ticks}")
clock()

with st.popover("Settings"):
    colour = st.selectbox("Colour", ["red", "green"])
    st.checkbox("Loud")
st.write(f"colour is {colour}")
"""


BOTTOM = """
import streamlit as st

if not st.button("Nothing below"):
    st.chat_input("Message")
for name in ("First", "Second", "Third"):
    st.toast(name, duration="infinite")
"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    script = tmp_path_factory.mktemp("above") / "above.py"
    script.write_text(SCRIPT)
    return serve(script)


def test_a_dialog_is_used_by_keyboard_and_mouse(app: Any, address: str) -> None:
    app.open(address)
    button = app.root.get_by_role("button", name="Vote")
    button.click()
    dialog = app.page.get_by_role("dialog", name="Your vote")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("it is tea")).to_be_visible()
    dialog.get_by_role("combobox").click()
    # What opens from inside of it can be used, though nothing outside of it can.
    app.page.get_by_role("option", name="coffee").click()
    expect(dialog.get_by_text("it is coffee")).to_be_visible()
    expect(app.root.get_by_text("run 2", exact=True)).to_be_attached()
    app.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    expect(app.root.get_by_text("run 2", exact=True)).to_be_visible()
    button.click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Submit").click()
    expect(dialog).to_have_count(0)
    expect(app.root.get_by_text("vote is coffee")).to_be_visible()


def test_what_was_closed_stays_closed_when_the_page_is_loaded_again(app: Any, address: str) -> None:
    """Statement 99, and the session that a reload keeps."""
    app.open(address)
    button = app.root.get_by_role("button", name="Vote")
    button.click()
    dialog = app.page.get_by_role("dialog", name="Your vote")
    expect(dialog).to_be_visible()
    # One that is open is so after a reload, too.
    app.reload()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    app.reload()
    expect(app.root.get_by_text("run 2", exact=True)).to_be_visible()
    expect(dialog).to_have_count(0)
    expect(app.root.get_by_role("button", name="Settings")).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(dialog).to_be_visible()


def test_notices_leave_the_field_at_the_bottom_free(app: Any, serve: Any, tmp_path: Any) -> None:
    script = tmp_path / "bottom.py"
    script.write_text(BOTTOM)
    app.page.set_viewport_size({"width": 390, "height": 700})
    app.open(serve(script))
    field = app.root.get_by_role("textbox", name="Message")
    notices = app.page.get_by_test_id("stToast")
    expect(notices).to_have_count(3)
    bottom = app.root.get_by_test_id("stBottom")

    def apart() -> bool:
        lowest = max(box["y"] + box["height"] for box in (one.bounding_box() for one in notices.all()))
        return bool(lowest <= bottom.bounding_box()["y"])

    app.until(apart)
    # One that was closed does not come back with the page; the others do.
    notices.filter(has_text="Second").get_by_role("button", name="Close").click()
    app.reload()
    expect(notices).to_have_text(["First", "Third"])
    app.until(apart)
    # The field grows with what is written, and they go out of its way.
    field.fill("one")
    for _ in range(5):
        field.press("Shift+Enter")
    app.until(apart)
    app.press("Nothing below")
    expect(bottom).to_have_count(0)
    app.until(lambda: notices.last.bounding_box()["y"] > 600)


def test_a_notice_shows_above_a_dialog_and_outlives_it(app: Any, address: str) -> None:
    app.open(address)
    app.root.get_by_role("button", name="Vote").click()
    dialog = app.page.get_by_role("dialog", name="Your vote")
    dialog.get_by_role("button", name="Notify").click()
    notice = app.page.get_by_test_id("stToast")
    expect(notice).to_be_visible()
    on_top = """element => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }"""
    app.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert notice.evaluate(on_top)
    notice.get_by_role("button", name="Close").click()
    expect(notice).to_have_count(0)


def test_a_fragment_runs_by_itself_and_nothing_else_does(app: Any, address: str) -> None:
    app.open(address)
    tick = app.root.get_by_text("tick ", exact=False)
    first = int(tick.inner_text().split()[1])
    app.until(lambda: int(tick.inner_text().split()[1]) >= first + 3)
    expect(app.root.get_by_text("run 1", exact=True)).to_be_visible()


def test_a_panel_stays_open_while_it_is_used(app: Any, address: str) -> None:
    app.open(address)
    button = app.root.get_by_role("button", name="Settings")
    button.click()
    panel = app.page.get_by_role("dialog", name="Settings")
    panel.get_by_role("combobox").click()
    app.page.get_by_role("option", name="green").click()
    expect(app.root.get_by_text("colour is green")).to_be_visible()
    panel.get_by_text("Loud").click()
    expect(panel.get_by_role("checkbox", name="Loud")).to_be_checked()
    app.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(button).to_be_focused()
