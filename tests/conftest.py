"""What does every test get? Guards against leaks, and a browser for those that ask for one."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from revoila.runtime import _runner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
SCRIPT_THREAD = "ScriptRunner.scriptThread"
LINGER = 5.0
"""Time a thread gets to end after its test, in seconds."""

# Shared machines stall for longer than a deadline allows; the time limit per test still holds. The examples are
# the same each time, so that no change is blamed for what was there before; `HYPOTHESIS_PROFILE=search` looks
# for new ones.
settings.register_profile("revoila", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "revoila"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the folder they are in, so that ``-m "not browser"`` needs no care."""
    for item in items:
        if (HERE / "integration") in item.path.parents:
            item.add_marker("kernel")
        if (HERE / "browser") in item.path.parents:
            item.add_marker("browser")


def live_widgets() -> set[str]:
    """Return the ids of all widgets that are open, without importing ipywidgets for it."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    return set(module._instances) if module else set()


def script_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name.startswith(SCRIPT_THREAD)}


@pytest.fixture(autouse=True)
def no_leaked_widgets() -> Iterator[None]:
    """Fail any test that leaves a live widget behind."""
    before = live_widgets()
    yield
    leaked = live_widgets() - before
    assert not leaked, f"{len(leaked)} widgets were not closed"


@pytest.fixture(scope="session", autouse=True)
def short_linger() -> None:
    """Let script threads wait for more work for a moment only: every test waits for the end of its own."""
    _runner.LINGER = 0.05


@pytest.fixture
def no_widgets_of_pydeck() -> Iterator[None]:
    """Close the ipywidgets that a Deck of pydeck makes, and some more to see whether there are any."""
    yield
    from ipywidgets import Widget  # only where they were made

    Widget.close_all()


@pytest.fixture(autouse=True)
def no_leaked_script_threads() -> Iterator[None]:
    """Fail any test that leaves a script running."""
    before = script_threads()
    yield
    until = time.monotonic() + LINGER
    for thread in script_threads() - before:
        thread.join(max(0.0, until - time.monotonic()))
    leaked = script_threads() - before
    assert not leaked, f"{len(leaked)} script threads were not stopped"


@pytest.fixture(autouse=True)
def own_secrets() -> Iterator[None]:
    """Forget the secrets of a test: they are masked in texts of the whole process."""
    yield
    redaction = sys.modules.get("revoila.config.redaction")
    if redaction is not None:
        redaction._patterns.clear()
        vars(redaction)["_finder"] = None


@pytest.fixture(scope="session")
def chromium() -> str | None:
    """Path of the system's Chromium, or None where Playwright uses its own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser(chromium: str | None) -> Iterator[Browser]:
    """One Chromium per test process; every page of it is a new profile."""
    from playwright.sync_api import sync_playwright

    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-sync",
        "--no-first-run",
        # A camera and a microphone of its own, for pages that were given leave to use them.
        "--use-fake-device-for-media-stream",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own profile; fails the test on an uncaught error in the page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    errors: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, "\n".join(errors)
