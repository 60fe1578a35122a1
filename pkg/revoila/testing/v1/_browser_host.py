"""The app of a test behind a server, in a browser: operated and seen as by a visitor."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from revoila.errors import AppTestError
from revoila.runtime.pages import infer_from_file
from revoila.state.query_params import parse_query
from revoila.testing.v1._browser_values import BrowserState, SeenInput, elements
from revoila.testing.v1._chromium import Lease
from revoila.testing.v1._frames import Frames
from revoila.testing.v1._host import TICK
from revoila.testing.v1._in_view import box_of, name_of
from revoila.testing.v1._operate import TEST_IDS, Use
from revoila.testing.v1._page import NO_PAGE
from revoila.testing.v1._served import AppServer
from revoila.testing.v1._visitor import refuse_context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page

    from revoila.elements._element import Element, ElementId
    from revoila.graph._tree import Shown
    from revoila.testing.v1._host import Wish

SETTLING = 30.0
"""How long the app may take for one of several steps, in seconds: the time of the test begins with the last."""

USING = 10_000
"""How long an input may take to be there for use, in milliseconds."""

MILLISECONDS = 1000
"""In a second."""

GO_TO = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')) }"

RERUN = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true }))"
"""Presses the key for it. Not that of the keyboard, which might write into a field that has the focus."""

STATE = """() => { const app = document.querySelector('[data-testid="stApp"]');
  return app && [app.dataset.runState, app.dataset.runId] }"""


class BrowserHost:
    """Has the app on a server of its own, and a visitor.

    Parameters
    ----------
    path : Path
        The app's main script.
    browser : Browser, optional
        Of Playwright; by default one that is started, and shared by all tests without one.
    """

    last_targets: tuple[str, ...] = ()
    """A visitor sees the whole page."""

    def __init__(self, path: Path, browser: Any = None) -> None:
        self._path = path.resolve()
        self._browser = browser
        self._lease: Lease | None = None
        self._server: AppServer | None = None
        self._context: BrowserContext | None = None
        self._frames: Frames | None = None
        self._page: Page | None = None
        self.state = BrowserState(self)

    @property
    def page(self) -> Shown:
        """The page as far as it has come."""
        return NO_PAGE if self._frames is None else self._frames.tree

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
        if self._page is None:
            raise AppTestError(
                "The app has no page in the browser: run it first, and do not close it before."
            )
        return self._page

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
        if self._page is None:
            self._open(wish)
            return 0
        self._check_secrets(wish.secrets)
        before = self._run_number
        if wish.page is None and parse_query(wish.query) != parse_query(self.query):
            self._go_to(self._address(str(self.page.element.props.get("page", "")), wish.query))
            if not wish.events:
                return before
        # A button sees what was entered before it was pressed.
        for event in sorted(wish.events, key=lambda event: event[2]):
            before = self._use(*event)
        if wish.page is not None:
            before = self._settle()
            self._go_to(self._address(wish.page, wish.query))
        elif not any(trigger for _, _, trigger in wish.events) and not self._runs_after(before):
            before = self._run_number
            self.browser_page.evaluate(RERUN)
            self._expect_run(before)
        return before

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs."""
        until = monotonic() + seconds
        while not self._is_settled():
            if monotonic() >= until:
                return False
        return True

    def stop(self) -> None:
        """Press the button that ends the script, if it is there."""
        button = self.browser_page.get_by_test_id("stStatusWidget").get_by_role("button")
        if button.count():
            with suppress(_playwright_error()):
                button.click(timeout=1000)

    def go_on(self, due: tuple[str, ...]) -> None:
        """Take in what comes; the page has timers of its own."""
        del due
        self.browser_page.wait_for_timeout(TICK * MILLISECONDS)
        self._check_trouble()

    def path_of_page(self, file: Path, *, has_run: bool) -> str | None:
        """Return the URL path of a page that is a file."""
        del has_run
        return "" if file == self._path else quote(infer_from_file(file)[2])

    def close(self) -> None:
        """End visit, server and what was started of the browser."""
        context, self._context, self._page, self._frames = self._context, None, None, None
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
        page = self._context.new_page()
        self._frames = Frames(page)
        self._page = page
        page.goto(self._address(wish.page or "", wish.query))

    def _address(self, page: str, query: str) -> str:
        assert self._server is not None  # noqa: S101 - it is opened
        return f"{self._server.address}{page}{'?' if query else ''}{query}"

    def _go_to(self, address: str) -> None:
        """Go where a link on the page would lead to, in the same session."""
        before = self._run_number
        self.browser_page.evaluate(GO_TO, address)
        self._expect_run(before)

    def _expect_run(self, before: int) -> None:
        if not self._until(lambda: self._run_number > before or not self._is_settled()):
            raise AppTestError(f"The app has not begun to run within {SETTLING} s.")

    def _use(self, id_: ElementId, value: Any, trigger: bool) -> int:
        """Operate an input; return the number of the run before that which this started.

        Raises
        ------
        AppTestError
            A visitor cannot do so, or the page does not take the value.
        """
        before = self._settle()
        element = next((one for one in elements(self.page) if one.id == id_), None)
        if element is None:
            raise AppTestError(f"The app does not show the input any more that was to become {value!r}.")
        name = name_of(element)
        if element.kind not in TEST_IDS:
            raise AppTestError(f'{name} cannot be operated in a browser. Use at.page, or host="kernel".')
        spec = SeenInput(element, self.state.uploads)
        wire = value if trigger and element.kind != "menu_button" else spec.encode(value)
        assert self._frames is not None  # noqa: S101 - there is a page
        sent, waits = self._frames.sent, trigger
        try:
            for step in Use(self.browser_page, self._box(element), element, value, wire).steps():
                before, sent = self._settle(), self._frames.sent
                step()
                waits = True
        except _playwright_error() as error:
            raise AppTestError(
                f"{name} could not be set to {value!r}: a visitor does not get at it. Is it in a closed tab, "
                f"expander or popover? Open that with at.page. {error}"
            ) from error
        in_form = element.props.get("form_id") is not None and element.kind != "form_submit_button"
        if waits and not in_form and not self._until(lambda: self._has_sent(sent), USING / MILLISECONDS):
            shown = "; ".join(self._box(element).get_by_role("alert").all_inner_texts())
            raise AppTestError(f"The page does not take {value!r} for {name}. {shown}".rstrip())
        return before

    def _box(self, element: Element) -> Locator:
        """Return where an input is on the page."""
        return box_of(
            self.browser_page, self.page, element, lambda holds: self._until(holds, USING / MILLISECONDS)
        )

    def _runs_after(self, before: int) -> bool:
        """Whether what was entered last has started a run."""
        self._until(lambda: self._run_number > before or self._is_settled())
        return self._run_number > before

    def _has_sent(self, before: int) -> bool:
        self._pump()
        return self._frames is not None and self._frames.sent > before

    def _settle(self) -> int:
        """Wait until nothing runs; return the number of the last run.

        Raises
        ------
        AppTestError
            The script runs for too long.
        """
        if not self._until(self._is_settled):
            raise AppTestError(
                f"The app has not come to rest within {SETTLING} s after one of several steps of a visitor."
            )
        return self._run_number

    def _until(self, holds: Callable[[], bool], seconds: float = SETTLING) -> bool:
        until = monotonic() + seconds
        while not holds():
            if monotonic() >= until:
                return False
            self._pump()
        return True

    def _pump(self) -> None:
        """Let Playwright tell what it has heard: it does so only while it is asked."""
        self.browser_page.wait_for_timeout(TICK * MILLISECONDS)
        self._check_trouble()

    def _is_settled(self) -> bool:
        """Whether page and app agree that nothing runs."""
        self._pump()
        assert self._frames is not None  # noqa: S101 - there is a page
        props = self.page.element.props
        found = self.browser_page.evaluate(STATE)
        if self.page is NO_PAGE or not found or not self._frames.is_answered:
            return False
        state, run = found
        # What the page says of a run it says when that is drawn.
        return state != "running" and (state, run) == (props.get("run_state"), str(props.get("run_id")))

    def _check_trouble(self) -> None:
        if self._frames is not None and self._frames.trouble:
            words = "" if self._server is None else self._server.last_words()
            raise AppTestError(f"The app has no session: {self._frames.trouble}\n{words}")

    def _check_secrets(self, secrets: Mapping[str, Any] | None) -> None:
        kept = None if self._server is None else self._server.secrets
        if kept != (None if secrets is None else dict(secrets)):
            raise AppTestError(
                'AppTest(..., host="browser") gives at.secrets to the server when that starts, with the first run. '
                "Assign them before, or make another test."
            )

    @property
    def _run_number(self) -> int:
        return int(self.page.element.props.get("run_id", 0))


def _playwright_error() -> type[Exception]:
    from playwright.sync_api import Error

    return Error
