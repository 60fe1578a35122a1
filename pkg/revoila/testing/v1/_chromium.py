"""Chromium for app tests, through Playwright: one for all tests that have none of their own."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)

_running: list[Chromium] = []
"""The one that runs: Playwright allows a thread no second one."""


class Chromium:
    """A browser that runs as long as somebody needs it.

    Raises
    ------
    AppTestError
        Playwright or the browser is missing, or Playwright is in use already.
    """

    def __init__(self) -> None:
        self.users = 0
        try:
            from playwright.sync_api import Error, sync_playwright
        except ImportError as error:
            raise AppTestError(
                'AppTest(..., host="browser") needs Playwright: pip install "revoila[browser-test]". '
                "It uses the Chromium that CHROMIUM names or that is on the path, else the one of "
                "`playwright install chromium`."
            ) from error
        try:
            self._playwright = sync_playwright().start()
        except Error as error:
            raise AppTestError(
                "Playwright cannot be started here, where it runs already or an event loop does. With pytest, "
                "have the fixture `browser` return the browser that runs."
            ) from error
        sandbox = () if not hasattr(os, "geteuid") or os.geteuid() else ("--no-sandbox",)
        try:
            self.browser: Browser = self._playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=[*FLAGS, *sandbox],
            )
        except Error as error:
            self._playwright.stop()
            raise AppTestError(
                "Chromium does not start. Say in CHROMIUM where it is, or run `playwright install chromium`. "
                f"{error}"
            ) from error

    def close(self) -> None:
        """End the browser, and Playwright."""
        self.browser.close()
        self._playwright.stop()


class Lease:
    """A right to a browser.

    Parameters
    ----------
    browser : Browser, optional
        One that somebody else ends; by default the one that all tests without one share.
    """

    def __init__(self, browser: Any = None) -> None:
        self._shared: Chromium | None = None
        if browser is None:
            if not _running:
                _running.append(Chromium())
            self._shared = _running[0]
            self._shared.users += 1
            browser = self._shared.browser
        self.browser: Browser = browser

    def close(self) -> None:
        """Give it back; the last one ends what is shared."""
        shared, self._shared = self._shared, None
        if shared is None:
            return
        shared.users -= 1
        if not shared.users:
            _running.remove(shared)
            shared.close()
