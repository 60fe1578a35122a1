"""What is left of a tab that was closed, also in the middle of a run: nothing, after its leases."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.server import Server

SCRIPT = """
import os, sys, time
from pathlib import Path
import streamlit as st
st.write(f"process {os.getpid()}")
if st.button("Work"):
    place = st.empty()
    steps = Path(sys.argv[1])
    for step in range(1_000_000):
        place.write(f"step {step}")
        steps.write_text(str(step))
        time.sleep(0.01)
"""


def test_a_tab_that_is_closed_while_its_script_runs_leaves_nothing(
    app: Any, launch: Callable[..., Server], tmp_path: Path
) -> None:
    script, steps = tmp_path / "work.py", tmp_path / "steps"
    script.write_text(SCRIPT)
    # What watches the script's file begins after a second, with threads of its own.
    quiet = "--server.fileWatcherType=none"
    server = launch(script, "--workers=1", "--lease=3", "--limits.runLease=1", quiet, "--", str(steps))
    app.open(server.address)
    host = psutil.Process(int(app.texts()[0].split()[1]))
    before = host.num_threads(), host.num_fds()
    working = app.tab().open(server.address)
    working.root.get_by_role("button", name="Work").click()
    expect(working.root.get_by_text("step 9", exact=False)).to_be_visible()
    assert len(server.sessions()) == 2
    working.page.close()
    # The script goes on for its lease, and then stops, though nobody has asked it to.
    app.until(lambda: sorted(one["state"] for one in server.sessions()) == ["connected", "detached"])
    app.until(lambda: stands_still(steps))
    assert len(server.sessions()) == 2
    # The session goes with its own lease, and with it everything that it had.
    app.until(lambda: len(server.sessions()) == 1)
    app.until(lambda: (host.num_threads(), host.num_fds()) <= before)
    # The other visitor has noticed nothing.
    app.root.get_by_role("button", name="Work").click()
    expect(app.root.get_by_text("step 9", exact=False)).to_be_visible()
    app.press("Stop")


def stands_still(steps: Path) -> bool:
    """Whether a script that counts has not done so for twenty of its steps."""
    seen = steps.read_text()
    time.sleep(0.2)
    return steps.read_text() == seen
