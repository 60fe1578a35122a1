"""A session that ends: its process dies, somebody stops it, its server ends, dies, or is started anew."""

from __future__ import annotations

import json
import signal
import time
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from playwright.sync_api import expect
from tests.browser.routes import Held
from tests.browser.server import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.server import Server

SCRIPT = """
import os, sys, time
from pathlib import Path
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
st.write(f"level is {st.slider('Level', 0, 10, 3)}")
st.write(f"name is {st.text_input('Name')!r}")
if st.checkbox("More"):
    st.write(f"note is {st.text_area('Note')!r}")
with st.form("f"):
    amount = st.number_input("Amount", 0, 9, 1)
    st.form_submit_button("Send")
st.write(f"amount is {amount}")
st.write(f"process {os.getpid()}")
if st.button("Wait"):
    st.write("waiting")
    while not Path(sys.argv[1]).exists():
        time.sleep(0.01)
    st.write("waited")
"""
WORDS = "This session has ended."
SOON = 5_000
"""How soon a page knows that its session has ended, in milliseconds."""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("app") / "count.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture
def sign(tmp_path: Path) -> Path:
    """A file; the script waits until it is there."""
    return tmp_path / "go on"


@pytest.fixture
def server(launch: Callable[..., Server], script: Path, sign: Path) -> Server:
    return launch(script, "--workers=1", "--drain=10", "--", str(sign))


def process_of(app: Any) -> psutil.Process:
    """Return the process that the script of a page runs in."""
    [text] = [text for text in app.texts() if text.startswith("process ")]
    return psutil.Process(int(text.split()[1]))


def age(session: dict[str, Any]) -> float:
    """Return how long ago a session was opened, in seconds."""
    return (datetime.now(UTC) - datetime.fromisoformat(session["started"])).total_seconds()


def fill(app: Any) -> None:
    """Give every input a value of its own."""
    app.press("Add").slide("Level", "ArrowRight", 4).type("Name", "Ada")
    app.root.get_by_text("More").click()
    note = app.settle().root.get_by_label("Note", exact=True)
    note.fill("two\nlines")
    note.blur()
    app.settle()
    amount = app.root.get_by_label("Amount", exact=True)
    amount.fill("7")
    amount.blur()


FILLED = ["level is 7", "name is 'Ada'", "note is 'two\\nlines'", "amount is 1"]
"""What the script says of the inputs; the form was not sent."""


@pytest.mark.parametrize("isolation", ["shared", "pooled", "process"])
def test_an_idle_session_whose_process_is_killed(
    app: Any, launch: Callable[..., Server], script: Path, isolation: str
) -> None:
    server = launch(script, f"--isolation={isolation}", "--workers=1")
    app.open(server.address).press("Add")
    dead = process_of(app)
    dead.kill()
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text(WORDS, timeout=SOON)
    expect(banner).to_contain_text("The process of the app has stopped unexpectedly.")
    expect(app.root).to_have_attribute("data-test-connection-state", "DISCONNECTED_FOREVER")
    # What was there can still be read.
    expect(app.root.get_by_text("count is 1")).to_be_visible()
    assert server.sessions() == []
    banner.get_by_role("button", name="Start again", exact=True).click()
    expect(app.root.get_by_text("count is 0")).to_be_visible()
    assert app.settle().press("Add").texts()[0] == "count is 1"
    assert process_of(app).pid != dead.pid
    assert len(server.sessions()) == 1


def test_a_process_that_is_killed_while_a_script_runs_takes_its_visitors_along_and_no_others(
    app: Any, server: Server, visitor: Callable[..., Any]
) -> None:
    app.open(server.address).press("Add")
    other = visitor().open(server.address)
    assert process_of(other) == process_of(app)
    app.root.get_by_role("button", name="Wait").click()
    expect(app.root.get_by_text("waiting", exact=True)).to_be_visible()
    process_of(app).kill()
    for one in (app, other):
        banner = one.page.get_by_test_id("stConnectionStatus")
        expect(banner).to_contain_text(WORDS, timeout=SOON)
        # Nothing runs any more, and the page does not say so either.
        expect(one.root).to_have_attribute("data-run-state", "idle")
        expect(one.page.get_by_test_id("stStatusWidget")).to_have_count(0)
    third = visitor().open(server.address)
    assert third.press("Add").texts()[0] == "count is 1"


def test_a_process_that_is_killed_while_a_page_opens(
    app: Any, server: Server, visitor: Callable[..., Any]
) -> None:
    host = process_of(visitor().open(server.address))
    # It does not come to open anything any more.
    host.suspend()
    app.page.goto(server.address)
    # A process that has died before it was asked costs nobody his page: another one is asked.
    app.until(lambda: any(one["state"] == "starting" and age(one) > 1 for one in server.sessions()))
    host.kill()
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text(WORDS, timeout=SOON)
    expect(banner).to_contain_text("The process of the app has stopped unexpectedly.")
    expect(app.root).to_have_attribute("data-test-connection-state", "DISCONNECTED_FOREVER")
    expect(app.page.get_by_test_id("stStartFailed")).to_have_count(0)
    banner.get_by_role("button", name="Start again", exact=True).click()
    expect(app.root.get_by_text("count is 0")).to_be_visible()
    assert app.settle().press("Add").texts()[0] == "count is 1"


@pytest.mark.parametrize("killed", ["idle", "running"])
def test_another_start_can_keep_the_inputs(app: Any, server: Server, killed: str) -> None:
    fill(app.open(server.address))
    if killed == "running":
        app.root.get_by_role("button", name="Wait").click()
        expect(app.root.get_by_text("waiting", exact=True)).to_be_visible()
    process_of(app).kill()
    banner = app.page.get_by_test_id("stConnectionStatus")
    banner.get_by_role("button", name="Start again and keep my inputs").click()
    expect(banner).to_have_count(0)
    expect(app.root.get_by_text("name is 'Ada'")).to_be_visible()
    expect(app.root.get_by_text("note is")).to_be_visible()
    app.settle()
    assert app.texts()[0] == "count is 0"
    assert app.texts()[1:5] == FILLED
    # What was entered in a form and not sent is there, too, and still not sent.
    expect(app.root.get_by_label("Amount", exact=True)).to_have_value("7")
    app.press("Send")
    assert "amount is 7" in app.texts()
    # Once is enough.
    assert app.reload().texts()[0] == "count is 0"


def test_inputs_are_kept_though_the_app_is_there_before_the_front_end(app: Any, server: Server) -> None:
    fill(app.open(server.address))
    process_of(app).kill()
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text(WORDS)
    core = Held(app.page)
    idle: list[bytes] = []

    def listen(frame: str | bytes) -> None:
        if isinstance(frame, bytes) and b'"run_state":"idle"' in frame.replace(b" ", b""):
            idle.append(frame)

    app.page.on("websocket", lambda socket: socket.on("framereceived", listen))
    banner.get_by_role("button", name="Start again and keep my inputs").click()
    app.until(lambda: idle)
    core.release()
    expect(app.root.get_by_text("name is 'Ada'")).to_be_visible()
    expect(app.root.get_by_text("note is")).to_be_visible()
    assert app.settle().texts()[1:5] == FILLED


def test_a_session_that_is_stopped_through_the_interface(app: Any, server: Server) -> None:
    app.open(server.address).press("Add")
    [session] = server.sessions()
    stop(server.address, session["id"])
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text("It was stopped on the server.", timeout=SOON)
    banner.get_by_role("button", name="Start again", exact=True).click()
    expect(app.root.get_by_text("count is 0")).to_be_visible()


def stop(address: str, session: str) -> None:
    """Stop a session as a program does: the list gives it the cookie that the request needs."""
    with urllib.request.urlopen(address + "api/revoila/sessions", timeout=20) as answer:  # noqa: S310  # ours
        json.load(answer)
        cookies = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie", [])]
    token = next(cookie.partition("=")[2] for cookie in cookies if cookie.startswith("_xsrf="))
    headers = {"Cookie": "; ".join(cookies), "X-XSRFToken": token}
    request = urllib.request.Request(  # noqa: S310  # as above
        f"{address}api/revoila/sessions/{session}", method="DELETE", headers=headers
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  # as above
        assert answer.status == 204


def test_a_server_that_is_killed_and_started_again(app: Any, server: Server) -> None:
    fill(app.open(server.address))
    hosts = server.process.children(recursive=True)
    server.kill()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    # No process outlives it.
    until(lambda: not any(host.is_running() and host.status() != "zombie" for host in hosts))
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text("The connection is lost. What you enter is kept.")
    server.start_again()
    # The page comes back by itself.
    expect(banner).to_contain_text(WORDS, timeout=30_000)
    expect(banner).to_contain_text("The server was stopped or started anew.")
    banner.get_by_role("button", name="Start again and keep my inputs").click()
    expect(banner).to_have_count(0)
    expect(app.root.get_by_text("name is 'Ada'")).to_be_visible()
    expect(app.root.get_by_text("note is")).to_be_visible()
    assert app.settle().texts()[1:5] == FILLED


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_session_that_survives_goes_on_by_itself(
    app: Any, launch: Callable[..., Server], script: Path, tmp_path: Path, how: int
) -> None:
    server = launch(script, "--workers=1", "--survive", JUPYTER_DATA_DIR=str(tmp_path))
    app.open(server.address).press("Add").type("Name", "Ada")
    dead = process_of(app)
    # The state is written a moment after a run.
    states = tmp_path / "revoila-sessions"
    app.until(lambda: any(b"Ada" in path.read_bytes() for path in states.glob("[!.]*")))
    server.send(how)
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    server.start_again()
    expect(app.root).to_have_attribute("data-test-connection-state", "CONNECTED")
    assert app.settle().texts()[:3] == ["count is 1", "level is 3", "name is 'Ada'"]
    assert process_of(app) != dead
    assert app.press("Add").texts()[0] == "count is 2"


def test_start_again_waits_for_a_server_that_is_not_back(app: Any, server: Server) -> None:
    app.open(server.address).press("Add")
    process_of(app).kill()
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text(WORDS)
    server.kill()
    banner.get_by_role("button", name="Start again", exact=True).click()
    expect(banner).to_contain_text("The server does not answer yet. Try again in a moment.")
    # The browser's own error page would have been the end of it.
    expect(app.root.get_by_text("count is 1")).to_be_visible()
    server.start_again()
    banner.get_by_role("button", name="Start again", exact=True).click()
    expect(app.root.get_by_text("count is 0")).to_be_visible()


def test_a_server_that_ends_lets_scripts_finish(app: Any, server: Server, sign: Path) -> None:
    app.open(server.address).press("Add")
    app.root.get_by_role("button", name="Wait").click()
    expect(app.root.get_by_text("waiting", exact=True)).to_be_visible()
    server.send(signal.SIGTERM)
    banner = app.page.get_by_test_id("stConnectionStatus")
    expect(banner).to_contain_text("The server is about to stop.")
    assert server.process.poll() is None
    sign.touch()
    expect(app.root.get_by_text("waited", exact=True)).to_be_visible()
    expect(banner).to_contain_text(WORDS)
    assert server.process.wait(20) == 0
    expect(app.root.get_by_text("waited", exact=True)).to_be_visible()


def test_a_server_that_ends_does_not_wait_for_ever(
    app: Any, launch: Callable[..., Server], script: Path, sign: Path
) -> None:
    server = launch(script, "--workers=1", "--drain=0.5", "--", str(sign))
    app.open(server.address).root.get_by_role("button", name="Wait").click()
    expect(app.root.get_by_text("waiting", exact=True)).to_be_visible()
    hosts = server.process.children(recursive=True)
    begin = time.monotonic()
    server.send(signal.SIGTERM)
    server.process.wait(30)
    assert time.monotonic() - begin < 15
    assert not any(host.is_running() and host.status() != "zombie" for host in hosts)
    expect(app.page.get_by_test_id("stConnectionStatus")).to_contain_text(WORDS)
