"""An app's page in a browser: what it shows, and when it has come to rest."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from revoila.errors import AppTestError
from revoila.testing.v1._frames import Frames
from revoila.testing.v1._host import TICK, run_number
from revoila.testing.v1._page import NO_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from revoila.graph._tree import Shown

SETTLING = 30.0
"""How long the app may take for one of several steps, in seconds: the time of the test begins with the last."""

MILLISECONDS = 1000
"""In a second."""

GO_TO = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')) }"

RERUN = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true }))"
"""Presses the key for it. Not that of the keyboard, which might write into a field that has the focus."""

STATE = """() => { const app = document.querySelector('[data-testid="stApp"]');
  return app && [app.dataset.runState, app.dataset.runId] }"""


class BrowserPage:
    """Sees what an app shows in a browser, and waits for it.

    Parameters
    ----------
    page : Page
        Of Playwright, before it opens an address.
    last_words : Callable
        Returns what the server of the app has said last.
    """

    def __init__(self, page: Page, last_words: Callable[[], str]) -> None:
        self.page = page
        self.frames = Frames(page)
        self._last_words = last_words

    @property
    def tree(self) -> Shown:
        """What the app has drawn so far."""
        return self.frames.tree

    @property
    def run(self) -> int:
        """Number of the last run."""
        return run_number(self.tree)

    def go_to(self, address: str) -> None:
        """Go where a link on the page would lead to, in the same session."""
        before = self.run
        self.page.evaluate(GO_TO, address)
        self._expect_run(before)

    def rerun(self) -> None:
        """Run the app again."""
        before = self.run
        self.page.evaluate(RERUN)
        self._expect_run(before)

    def runs_after(self, before: int) -> bool:
        """Whether what was entered last has started a run."""
        self.until(lambda: self.run > before or self.is_settled())
        return self.run > before

    def stop(self) -> None:
        """Press the button that ends the script, if it is there."""
        from playwright.sync_api import Error

        button = self.page.get_by_test_id("stStatusWidget").get_by_role("button")
        if button.count():
            with suppress(Error):
                button.click(timeout=1000)

    def settle(self) -> int:
        """Wait until nothing runs; return the number of the last run.

        Raises
        ------
        AppTestError
            The script runs for too long.
        """
        if not self.until(self.is_settled):
            raise AppTestError(
                f"The app has not come to rest within {SETTLING} s after one of several steps of a visitor."
            )
        return self.run

    def until(self, holds: Callable[[], bool], seconds: float = SETTLING) -> bool:
        """Wait until something is so; return whether it is."""
        until = monotonic() + seconds
        while not holds():
            if monotonic() >= until:
                return False
            self.pump()
        return True

    def pump(self) -> None:
        """Let Playwright tell what it has heard: it does so only while it is asked.

        Raises
        ------
        AppTestError
            The app has no session.
        """
        self.page.wait_for_timeout(TICK * MILLISECONDS)
        if self.frames.trouble:
            raise AppTestError(f"The app has no session: {self.frames.trouble}\n{self._last_words()}")

    def is_settled(self) -> bool:
        """Whether page and app agree that nothing runs."""
        self.pump()
        props = self.tree.element.props
        found = self.page.evaluate(STATE)
        if self.tree is NO_PAGE or not found or not self.frames.is_answered:
            return False
        state, run = found
        # What the page says of a run it says when that is drawn.
        return state != "running" and (state, run) == (props.get("run_state"), str(props.get("run_id")))

    def _expect_run(self, before: int) -> None:
        if not self.until(lambda: self.run > before or not self.is_settled()):
            raise AppTestError(f"The app has not begun to run within {SETTLING} s.")
