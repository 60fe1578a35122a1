"""The app of a test behind a server, in a browser: operated and seen as by a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from revoila.errors import AppTestError
from revoila.runtime.pages import infer_from_file
from revoila.state.query_params import parse_query
from revoila.testing.v1._browser_page import BrowserPage
from revoila.testing.v1._browser_values import BrowserState
from revoila.testing.v1._chromium import Lease
from revoila.testing.v1._entering import USING, Entering
from revoila.testing.v1._page import NO_PAGE
from revoila.testing.v1._served import AppServer
from revoila.testing.v1._visitor import refuse_context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from revoila.graph._tree import Shown
    from revoila.testing.v1._host import Wish


class BrowserHost:
    """Has the app on a server of its own, and a visitor.

    Parameters
    ----------
    path : Path
        The app's main script.
    browser : Browser, optional
        Of Playwright; by default one that is started, and shared by all tests without one.
    """

    has_defaults = False
    last_targets: tuple[str, ...] = ()
    """A visitor sees the whole page."""

    def __init__(self, path: Path, browser: Any = None) -> None:
        self._path = path.resolve()
        self._browser = browser
        self._lease: Lease | None = None
        self._server: AppServer | None = None
        self._context: BrowserContext | None = None
        self._view: BrowserPage | None = None
        self._entering: Entering | None = None
        self.state = BrowserState(self)

    @property
    def page(self) -> Shown:
        """The page as far as it has come."""
        return NO_PAGE if self._view is None else self._view.tree

    @property
    def query(self) -> str:
        """The query string as the app has it now."""
        return str(self.page.element.props.get("query", ""))

    @property
    def browser_page(self) -> Page:
        """The page of Playwright.

        Raises
        ------
        AppTestError
            Nothing was opened yet, or it is closed.
        """
        return self._opened.page

    @property
    def _opened(self) -> BrowserPage:
        if self._view is None:
            raise AppTestError(
                "The app has no page in the browser: run it first, and do not close it before."
            )
        return self._view

    def begin(self, wish: Wish) -> int:
        """Operate what the test has staged; with the last of it a run begins.

        Raises
        ------
        AppTestError
            That is nothing for a visitor to do.
        """
        refuse_context(wish.visitor)
        if any(wish.arguments):
            raise AppTestError(
                'AppTest(..., host="browser") serves the app from a file, which takes no args and kwargs. '
                'Write them in the script, or use host="kernel".'
            )
        if self._view is None or self._entering is None:
            self._open(wish)
            return 0
        view, entering = self._view, self._entering
        self._check_secrets(wish.secrets)
        for id_, value, _ in wish.events:
            entering.check(id_, value)
        before = view.run
        if wish.page is None and parse_query(wish.query) != parse_query(self.query):
            view.go_to(self._address(str(self.page.element.props.get("page", "")), wish.query))
            if not wish.events:
                return before
        # A button sees what was entered before it was pressed.
        for event in sorted(wish.events, key=lambda event: event[2]):
            before = entering.use(*event)
        if wish.page is not None:
            before = view.settle()
            view.go_to(self._address(wish.page, wish.query))
        elif not any(trigger for _, _, trigger in wish.events) and not view.runs_after(before):
            before = view.run
            view.rerun()
        return before

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs."""
        return self._opened.until(self._opened.is_settled, seconds)

    def stop(self) -> None:
        """Press the button that ends the script, if it is there."""
        self._opened.stop()

    def go_on(self, due: tuple[str, ...]) -> None:
        """Take in what comes; the page has timers of its own."""
        del due
        self._opened.pump()

    def path_of_page(self, file: Path, *, has_run: bool) -> str | None:
        """Return the URL path of a page that is a file."""
        del has_run
        return "" if file == self._path else quote(infer_from_file(file)[2])

    def close(self) -> None:
        """End visit, server and what was started of the browser."""
        context, self._context, self._view, self._entering = self._context, None, None, None
        server, self._server, lease, self._lease = self._server, None, self._lease, None
        try:
            if context is not None:
                context.close()
        finally:
            if server is not None:
                server.close()
            if lease is not None:
                lease.close()

    def let_go(self) -> None:
        """End the server; the browser, which may be busy at this moment, ends with the process."""
        if self._server is not None:
            self._server.end()

    def _open(self, wish: Wish) -> None:
        """Start a server, and open the app there."""
        self._lease = Lease(self._browser)
        self._server = AppServer(self._path, wish.secrets)
        self._context = self._lease.browser.new_context(viewport={"width": 1280, "height": 800})
        self._context.set_default_timeout(USING)
        self._view = BrowserPage(self._context.new_page(), self._server.last_words)
        self._entering = Entering(self._view, self.state.uploads)
        self._view.page.goto(self._address(wish.page or "", wish.query))

    def _address(self, page: str, query: str) -> str:
        assert self._server is not None  # noqa: S101 - it is opened
        return f"{self._server.address}{page}{'?' if query else ''}{query}"

    def _check_secrets(self, secrets: Mapping[str, Any] | None) -> None:
        kept = None if self._server is None else self._server.secrets
        if kept != (None if secrets is None else dict(secrets)):
            raise AppTestError(
                'AppTest(..., host="browser") gives at.secrets to the server when that starts, with the first run. '
                "Assign them before, or make another test."
            )
