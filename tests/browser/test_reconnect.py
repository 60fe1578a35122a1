"""A page that loses its connection, for a moment or for long, and gets its session back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import duplicate
from tests.browser.routes import Cable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


SCRIPT = """
import streamlit as st
st.session_state.setdefault("n", 0)
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
st.write(f"level is {st.slider('Level', 0, 10, 3)}")
st.write(f"name is {st.text_input('Name')!r}")
"""
STATES = """{
  const seen = globalThis.seenStates = [];
  const look = () => {
    const app = document.querySelector("[data-testid=stApp]");
    const state = app?.getAttribute("data-test-connection-state");
    if (state && state !== seen.at(-1)) seen.push(state);
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributeFilter: ["data-test-connection-state"],
  });
}"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("app") / "count.py"
    path.write_text(SCRIPT)
    return serve(path)


def test_a_page_catches_up_after_a_time_without_connection(app: Any, address: str) -> None:
    cable = Cable(app.page)
    app.open(address).press("Add")
    cable.pull()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    app.root.get_by_role("button", name="Add").click()
    expect(app.page.get_by_test_id("stStatusWidget")).to_have_text("Reconnecting")
    assert app.attribute("data-run-state") == "running"
    cable.plug_in()
    # The page waits longer from one attempt to the next.
    expect(app.root.get_by_text("count is 2")).to_be_visible()
    assert app.settle().attribute("data-test-connection-state") == "CONNECTED"
    expect(app.press("Add").root.get_by_text("count is 3")).to_be_visible()


def test_what_is_entered_meanwhile_is_kept_in_its_order(app: Any, address: str) -> None:
    cable = Cable(app.page)
    app.open(address)
    cable.pull()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    handle = app.root.get_by_role("slider", name="Level").first
    handle.focus()
    handle.press("ArrowRight")
    handle.press("ArrowRight")
    app.root.get_by_role("button", name="Add").click()
    field = app.root.get_by_label("Name", exact=True)
    field.fill("Ada")
    field.press("Enter")
    cable.plug_in()
    expect(app.root.get_by_text("count is 1")).to_be_visible()
    assert app.settle().texts() == ["count is 1", "level is 5", "name is 'Ada'"]
    assert app.reload().texts() == ["count is 1", "level is 5", "name is 'Ada'"]


def test_a_click_that_was_on_its_way_counts_once(app: Any, address: str) -> None:
    cable = Cable(app.page)
    app.open(address)
    for count in range(1, 6):
        app.root.get_by_role("button", name="Add").click()
        # Whether the server has it already is a matter of chance, and must not matter.
        cable.pull()
        cable.plug_in()
        app.until(lambda count=count: cable.connections == count + 1)
        expect(app.root.get_by_text(f"count is {count}", exact=True)).to_be_visible()
        app.settle()
    assert app.press("Add").texts()[0] == "count is 6"


def test_the_states_of_the_connection_follow_each_other(app: Any, address: str) -> None:
    app.page.add_init_script(STATES)
    cable = Cable(app.page)
    cable.hold()
    app.page.goto(address)
    expect(app.root).to_have_attribute("data-test-connection-state", "CONNECTING")
    cable.let_go()
    app.settle()
    cable.pull()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    cable.plug_in()
    expect(app.root).to_have_attribute("data-test-connection-state", "CONNECTED")
    # Another page takes over the session: this one must not fight for it.
    cable.pull()
    other = duplicate(app).open(address)
    assert other.texts()[0] == "count is 0"
    cable.plug_in()
    expect(app.root).to_have_attribute("data-test-connection-state", "DISCONNECTED_FOREVER")
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text("This page was opened again elsewhere, and goes on there.")
    again = ["PINGING_SERVER", "CONNECTING"]
    assert app.page.evaluate("seenStates") == [
        *("CONNECTING", *again, "CONNECTED", *again, "CONNECTED", *again),
        "DISCONNECTED_FOREVER",
    ]


def test_the_page_counts_down_and_can_be_told_to_try_now(app: Any, address: str) -> None:
    cable = Cable(app.page)
    app.open(address).press("Add")
    cable.pull()
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text("The connection is lost. What you enter is kept.")
    # After some attempts the pause is long enough to be counted.
    wait = banner.locator(".rv-banner-wait")
    expect(wait).to_have_text(re.compile(r"^Next attempt in [3-9] s$"))
    begin = int(re.sub(r"\D", "", wait.inner_text()))
    expect(wait).to_have_text(f"Next attempt in {begin - 1} s")
    cable.plug_in()
    banner.get_by_role("button", name="Reconnect now").click()
    expect(banner).to_have_count(0)
    expect(app.root).to_have_attribute("data-test-connection-state", "CONNECTED")
    assert app.settle().texts()[0] == "count is 1"


def test_a_short_interruption_is_not_worth_a_word(app: Any, address: str) -> None:
    app.page.add_init_script("""{
      globalThis.banners = 0;
      new MutationObserver(() => {
        if (document.querySelector("[data-testid=stConnectionStatus]")) globalThis.banners += 1;
      }).observe(document, { subtree: true, childList: true });
    }""")
    cable = Cable(app.page)
    app.open(address)
    cable.pull()
    cable.plug_in()
    app.until(lambda: cable.connections == 2)
    expect(app.root).to_have_attribute("data-test-connection-state", "CONNECTED")
    assert app.settle().page.evaluate("banners") == 0


def test_a_page_that_goes_offline_comes_back_when_the_network_does(app: Any, address: str) -> None:
    app.open(address).press("Add")
    before = app.attribute("data-run-id")
    devtools = app.page.context.new_cdp_session(app.page)
    app.page.context.set_offline(True)
    # Chromium leaves websockets open when it is taken offline, as a laptop that sleeps does.
    app.root.get_by_role("button", name="Add").click()
    app.page.context.set_offline(False)
    expect(app.root.get_by_text("count is 2")).to_be_visible()
    assert int(app.settle().attribute("data-run-id")) == int(before) + 1
    devtools.detach()
