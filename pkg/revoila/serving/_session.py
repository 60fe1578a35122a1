"""One visitor's page: the HTML that Voilà rendered and the kernel behind it."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tornado.web import Finish, HTTPError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ANSWERS = (HTTPError, Finish)
"""What Voilà's prelaunch hook raises when it answers by itself."""

KEEP_ALIVE = 10.0
"""Pause in the HTML after which a sign of life is sent, in seconds; proxies cut at 30 and more."""

FAILED = (
    '<div class="revoila-failed" role="alert">The app could not be started. '
    "Reload the page to try again. The reason is in the server's log.</div>"
)
"""What ends a page whose kernel died while it was rendered; the skeleton hides when it sees the class."""


class PageSession:
    """One visitor's page.

    Parameters
    ----------
    owner : str
        Name of the user who opened it.
    app : str, default ""
        Name of the app.

    Attributes
    ----------
    handle : str
        What the tab presents to get its session back.
    id : str
        What others may call it; of no use to get at it.
    started : datetime
        When it was opened.
    changed : datetime
        When a page last connected or left.
    kernel_id : str or None
        The kernel, once it was started.
    connections : set
        The websockets to the kernel that are open.
    failed : bool
        Whether the page shows an error in place of the app.
    """

    def __init__(self, owner: str, app: str = "") -> None:
        self.owner = owner
        self.app = app
        self.handle = secrets.token_urlsafe(32)
        self.id = secrets.token_hex(6)
        self.started = self.changed = datetime.now(UTC)
        self.kernel_id: str | None = None
        self.connections: set[Any] = set()
        self.failed = False
        self.task: asyncio.Task[None] | None = None
        self.timer: asyncio.TimerHandle | None = None
        self._parts: list[str] = []
        self._grown = asyncio.Event()
        self._error: Exception | None = None
        self._complete = False

    @property
    def state(self) -> str:
        """Whether it is ``"starting"``, has a page (``"connected"``) or waits for one (``"detached"``)."""
        if self.connections:
            return "connected"
        return "detached" if self._complete else "starting"

    def gone_for(self) -> float:
        """Return how long it has had no page, in seconds; 0 when it has one or never had."""
        if self.state != "detached" or self.changed == self.started:
            return 0.0
        return (datetime.now(UTC) - self.changed).total_seconds()

    async def collect(self, html: AsyncIterator[str]) -> None:
        """Take the page's HTML as it is rendered, whoever is still there to read it."""
        try:
            async for part in html:
                self._parts.append(part)
                self._wake()
        except Exception as error:
            self._error = error
            self.failed = True
            raise
        finally:
            self._complete = True
            self._wake()

    async def html(self) -> AsyncIterator[str]:
        """Yield the page from its beginning, and what is added to it until it is complete.

        Yields
        ------
        str
            The next piece.

        Raises
        ------
        HTTPError
            What a hook of the server answers instead of a page, or 500 when the kernel could not be started.
        """
        sent = 0
        while True:
            grown = self._grown
            if sent < len(self._parts):
                part = "".join(self._parts[sent:])
                sent = len(self._parts)
                yield part
            elif self._complete:
                break
            else:
                try:
                    await asyncio.wait_for(grown.wait(), KEEP_ALIVE)
                except TimeoutError:
                    yield "<!-- starting -->\n"
        if self._error is not None:
            if not sent and isinstance(self._error, ANSWERS):
                raise self._error
            if not sent:
                raise HTTPError(500, "The app's kernel could not be started.") from self._error
            yield FAILED

    def _wake(self) -> None:
        """Tell every reader that there is more."""
        grown, self._grown = self._grown, asyncio.Event()
        grown.set()
