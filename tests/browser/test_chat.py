"""Conversations in a browser: written by keyboard, shown while they are made, followed to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = """
import time
import streamlit as st

st.title("Chat")
said = st.session_state.setdefault("said", ["long ago\\n\\n" * 40])
for text in said:
    st.chat_message("user").write(text)

def words(text):
    for number in range(60):
        time.sleep(0.01)
        yield f"{text}-{number} " + ("\\n\\n" if number % 3 == 0 else "")

if st.sidebar.button("Suggest"):
    st.session_state.next = "a suggestion"
if text := st.chat_input("Say", key="next", submit_mode="disable"):
    st.chat_message("user").write(text)
    with st.chat_message("assistant"):
        st.write_stream(words(text))
    said.append(text)
"""

WATCH = """() => {
  window.seen = new Set();
  new MutationObserver(() => {
    const last = [...document.querySelectorAll("[data-testid=stChatMessageContent][aria-live]")].at(-1);
    if (last) window.seen.add(last.innerText.length);
  }).observe(document.querySelector("[data-testid=stMain]"), {subtree: true, childList: true, characterData: true});
}"""
FROM_END = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return main.scrollHeight - main.clientHeight - main.scrollTop;
}"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    script = tmp_path_factory.mktemp("chat") / "chat.py"
    script.write_text(SCRIPT)
    return serve(script)


def test_an_answer_shows_while_it_is_written_and_the_page_follows(app: Any, address: str) -> None:
    app.open(address)
    page, field = app.page, app.root.get_by_role("textbox", name="Say")
    assert page.evaluate(FROM_END) < 2
    page.evaluate(WATCH)
    field.click()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    expect(field).to_have_value("one\ntwo")
    page.keyboard.press("Enter")
    expect(field).to_have_value("")
    expect(app.root.get_by_text("two-59")).to_be_visible()
    app.settle()
    # The answer has grown before the eyes of its reader, who is at its end.
    assert page.evaluate("() => window.seen.size") >= 5
    assert page.evaluate(FROM_END) < 2
    expect(app.root.get_by_text("two-59")).to_be_in_viewport()
    # The next message can be written without a click.
    expect(field).to_be_focused()
    page.keyboard.type("next")
    expect(field).to_have_value("next")


def test_who_reads_further_up_is_left_alone_until_they_say_something(app: Any, address: str) -> None:
    app.open(address)
    page, field = app.page, app.root.get_by_role("textbox", name="Say")
    field.fill("first")
    field.press("Enter")
    app.root.get_by_text("first-5").wait_for()
    page.evaluate("() => { document.querySelector('[data-testid=stMain]').scrollTop = 0 }")
    app.root.get_by_text("first-59").wait_for()
    app.settle()
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") == 0
    field.fill("second")
    field.press("Enter")
    app.root.get_by_text("second-59").wait_for()
    assert page.evaluate(FROM_END) < 2


def test_a_suggestion_is_filled_in_and_can_be_changed_and_sent(app: Any, address: str) -> None:
    """Statement 38 of state."""
    app.open(address).press("Suggest")
    field = app.root.get_by_role("textbox", name="Say")
    expect(field).to_have_value("a suggestion")
    field.press("End")
    app.page.keyboard.type("!")
    app.page.keyboard.press("Enter")
    expect(app.root.get_by_text("a suggestion!-59")).to_be_visible()
    app.settle().press("Suggest")
    expect(field).to_have_value("a suggestion")
