"""Which tab has which kernel, and until when.

A session is one visitor's page: the HTML that Voilà rendered and the kernel
behind it. It outlives the page: a reload gets the same HTML, and with it the
same kernel, back. It is found by an unguessable handle that only its tab
knows, and only for the user who opened it. It ends when no page has been
connected for the time of its lease, when its kernel dies, or with the server.

Nothing is written down: a server that restarts has no sessions.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from tornado.web import Finish, HTTPError
from traitlets import Float, Instance
from traitlets.config import LoggingConfigurable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    Render = Callable[["PageSession"], AsyncIterator[str]]

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

    Attributes
    ----------
    handle : str
        What the tab presents to get its session back.
    kernel_id : str or None
        The kernel, once it was started.
    connections : set
        The websockets to the kernel that are open.
    failed : bool
        Whether the page shows an error in place of the app.
    """

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.handle = secrets.token_urlsafe(32)
        self.kernel_id: str | None = None
        self.connections: set[Any] = set()
        self.failed = False
        self.task: asyncio.Task[None] | None = None
        self.timer: asyncio.TimerHandle | None = None
        self._parts: list[str] = []
        self._grown = asyncio.Event()
        self._error: Exception | None = None
        self._complete = False

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


class PageSessions(LoggingConfigurable):
    """The sessions of a server.

    Parameters
    ----------
    kernel_manager : MultiKernelManager
        Where the kernels of the sessions live.
    **kwargs : Any
        As for every configurable.
    """

    lease = Float(
        900.0,
        min=0.0,
        config=True,
        help="Seconds that a session is kept after the last page that showed it has gone.",
    )
    arrival = Float(
        120.0,
        min=0.0,
        config=True,
        help="Seconds that a session waits for its page to connect for the first time.",
    )
    kernel_manager = Instance("jupyter_client.multikernelmanager.MultiKernelManager")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._by_handle: dict[str, PageSession] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """Return how many sessions there are."""
        return len(self._by_handle)

    def find(self, handle: str | None, user: str) -> PageSession | None:
        """Return the session with that handle if it is `user`'s, else None."""
        session = self._by_handle.get(handle or "")
        if session is not None and session.owner != user:
            self.log.warning("A user presented the page handle of another one; a new session is opened.")
            return None
        return session

    def of_kernel(self, kernel_id: str) -> PageSession | None:
        """Return the session that `kernel_id` belongs to, or None."""
        return next((one for one in self._by_handle.values() if one.kernel_id == kernel_id), None)

    def open(self, user: str, render: Render) -> PageSession:
        """Open a session and start to render its page.

        Parameters
        ----------
        user : str
            Name of its owner.
        render : callable
            Yields the page's HTML; sets the session's `kernel_id`.

        Returns
        -------
        PageSession
            Its HTML can be read at once.
        """
        session = PageSession(user)
        self._by_handle[session.handle] = session
        session.task = asyncio.ensure_future(self._render(session, render))
        return session

    async def _render(self, session: PageSession, render: Render) -> None:
        try:
            await session.collect(render(session))
        except ANSWERS:
            self.log.debug("A hook has answered instead of the app.")
        except Exception:
            self.log.exception("The page of a new session could not be rendered.")
        if session.kernel_id is not None and not session.failed:
            kernel_id = session.kernel_id
            self.kernel_manager.add_restart_callback(kernel_id, lambda: self.end(session), "dead")
            self._let_go(session, self.arrival)
        else:
            # An error is shown once; a reload tries again.
            self.end(session)

    def connected(self, kernel_id: str, connection: object) -> None:
        """Note that a page has connected to its kernel."""
        session = self.of_kernel(kernel_id)
        if session is not None:
            session.connections.add(connection)
            self._stop_timer(session)

    def disconnected(self, kernel_id: str, connection: object) -> None:
        """Note that a page has gone; the lease of its session begins when it was the last."""
        session = self.of_kernel(kernel_id)
        if session is not None and connection in session.connections:
            session.connections.discard(connection)
            self._let_go(session, self.lease)

    def end(self, session: PageSession) -> None:
        """Forget a session and shut its kernel down."""
        self._stop_timer(session)
        if self._by_handle.pop(session.handle, None) is None or session.kernel_id is None:
            return
        task = asyncio.ensure_future(self._shut_down(session.kernel_id))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """End every session and wait until their kernels are gone."""
        for session in list(self._by_handle.values()):
            if session.task is not None:
                session.task.cancel()
            self.end(session)
        await asyncio.gather(*self._ending)

    async def _shut_down(self, kernel_id: str) -> None:
        if kernel_id not in self.kernel_manager:
            return
        try:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))
        except Exception:
            self.log.exception("The kernel %s did not shut down.", kernel_id)

    def _let_go(self, session: PageSession, delay: float) -> None:
        """End `session` after `delay` seconds unless a page connects."""
        self._stop_timer(session)
        if not session.connections and session.handle in self._by_handle:
            session.timer = asyncio.get_running_loop().call_later(delay, self.end, session)

    def _stop_timer(self, session: PageSession) -> None:
        if session.timer is not None:
            session.timer.cancel()
            session.timer = None
