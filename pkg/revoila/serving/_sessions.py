"""Which tab has which kernel, and until when.

A session (see `_session`) outlives the page: a reload gets the same HTML, and with it the
same kernel, back. It is found by an unguessable handle that only its tab
knows, and only for the user who opened it. It ends when no page has been
connected for the time of its lease, when its kernel dies, or with the server.
How many there may be is limited; who finds no place waits (see `_waiting`).

Nothing is written down: a server that restarts has no sessions.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from tornado.web import HTTPError
from traitlets import Float, Instance, Integer
from traitlets.config import LoggingConfigurable

from revoila.serving import _metrics
from revoila.serving._inventory import describe, kernel_model
from revoila.serving._limits import Limits
from revoila.serving._session import ANSWERS, FAILED, PageSession
from revoila.serving._waiting import USER, Place, RoomFullError, Ticket, WaitingRoom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    Render = Callable[["PageSession"], AsyncIterator[str]]

__all__ = ["FAILED", "PageSession", "PageSessions"]

LONG_GONE = 15.0
"""Time without a page, in seconds, after which a reload no longer finds its session; `tab.js` says so, too."""

PAUSE = 0.05
"""How often a server that ends looks whether something is still under way, in seconds."""


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
    drain = Float(
        5.0,
        min=0.0,
        config=True,
        help="Seconds that a server which ends gives to pages and kernels that are at work.",
    )
    waiting = Integer(1000, min=0, config=True, help="How many visitors may wait when all places are taken.")
    patience = Float(
        75.0,
        min=0.0,
        config=True,
        help="Seconds that a waiting page may be silent; browsers let hidden ones ask once a minute.",
    )
    limits = Instance(Limits, ())
    kernel_manager = Instance("jupyter_client.multikernelmanager.MultiKernelManager")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.draining = False
        self.sending = 0
        self._by_handle: dict[str, PageSession] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self.room = WaitingRoom(
            self.limits,
            lambda: [(one.app, one.owner) for one in self],
            size=self.waiting,
            patience=self.patience,
        )

    def __iter__(self) -> Iterator[PageSession]:
        """Iterate over the sessions that there are."""
        return iter(list(self._by_handle.values()))

    def __len__(self) -> int:
        """Return how many sessions there are."""
        return len(self._by_handle)

    def find(self, handle: str | None, user: str, app: str = "") -> PageSession | None:
        """Return the session with that handle if it is `user`'s and of that app, else None."""
        session = self._by_handle.get(handle or "")
        if session is not None and session.app != app:
            return None
        if session is not None and session.owner != user:
            self.log.warning("A user presented the page handle of another one; a new session is opened.")
            return None
        return session

    def of_kernel(self, kernel_id: str) -> PageSession | None:
        """Return the session that `kernel_id` belongs to, or None."""
        return next((one for one in self._by_handle.values() if one.kernel_id == kernel_id), None)

    def named(self, session_id: str) -> PageSession | None:
        """Return the session that others call `session_id`, or None."""
        return next((one for one in self if one.id == session_id), None)

    def admit(self, app: str, user: str, ticket_id: str | None = None) -> Ticket | None:
        """Say whether a visitor may open a session; give out a ticket when not.

        Parameters
        ----------
        app : str
            Name of the app.
        user : str
            Who wants to see it.
        ticket_id : str, optional
            The ticket that the visitor's page presents.

        Returns
        -------
        Ticket or None
            None when a session may be opened, which must be done at once.

        Raises
        ------
        HTTPError
            503 when the server ends, or when too many wait already.
        """
        if self.draining:
            _metrics.REFUSED.labels(app, "ending").inc()
            raise HTTPError(503, "The server is about to end.")
        known = self.room.find(ticket_id, app, user)
        try:
            ticket = self.room.enter(app, user, ticket_id)
        except RoomFullError as error:
            _metrics.REFUSED.labels(app, "waiting").inc()
            raise HTTPError(503, "Too many visitors wait already.") from error
        if ticket is None:
            return None
        place = self.place(ticket)
        if not place.reason:
            return self.room.enter(app, user, ticket.id)
        if known is None:
            _metrics.REFUSED.labels(app, place.reason).inc()
        return ticket

    def place(self, ticket: Ticket) -> Place:
        """Return where a ticket stands.

        Who has reached the number of sessions of one user gives up the one
        whose page is gone for longest, if it is gone for good.

        Parameters
        ----------
        ticket : Ticket
            Of a visitor who waits.

        Returns
        -------
        Place
            It may go in when there is no reason against it.
        """
        place = self.room.place(ticket)
        if place.reason != USER:
            return place
        own = [one for one in self if one.owner == ticket.user and one.gone_for() > LONG_GONE]
        if not own:
            return place
        self.end(max(own, key=PageSession.gone_for))
        return self.room.place(ticket)

    def open(self, user: str, render: Render, app: str = "") -> PageSession:
        """Open a session and start to render its page.

        Parameters
        ----------
        user : str
            Name of its owner.
        render : callable
            Yields the page's HTML; sets the session's `kernel_id`.
        app : str, default ""
            Name of the app.

        Returns
        -------
        PageSession
            Its HTML can be read at once.
        """
        session = PageSession(user, app)
        _metrics.OPENS.labels(app).inc()
        self._by_handle[session.handle] = session
        session.task = asyncio.ensure_future(self._render(session, render))
        return session

    async def _render(self, session: PageSession, render: Render) -> None:
        begin = time.perf_counter()
        try:
            await session.collect(render(session))
        except ANSWERS:
            self.log.debug("A hook has answered instead of the app.")
        except Exception:
            self.log.exception("The page of a new session could not be rendered.")
        if session.kernel_id is not None and not session.failed:
            _metrics.OPEN_SECONDS.labels(session.app).observe(time.perf_counter() - begin)
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
            session.changed = datetime.now(UTC)
            self._stop_timer(session)

    def disconnected(self, kernel_id: str, connection: object) -> None:
        """Note that a page has gone; the lease of its session begins when it was the last."""
        session = self.of_kernel(kernel_id)
        if session is not None and connection in session.connections:
            session.connections.discard(connection)
            session.changed = datetime.now(UTC)
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

    async def quiet(self) -> None:
        """Wait until no page is being made or sent and no kernel is at work."""
        while self._at_work():  # noqa: ASYNC110  # the states of kernels have no event
            await asyncio.sleep(PAUSE)

    async def shut_down_kernels(self, *, now: bool = False) -> None:
        """End every kernel that is left."""
        manager: Any = self.kernel_manager
        await ensure_async(manager.shutdown_all(now=now))

    def describe(self, session: PageSession) -> dict[str, Any]:
        """Return what is known about a session, ready for JSON."""
        return describe(self, session)

    def measure(self) -> None:
        """Bring the metrics up to date."""
        _metrics.measure(self, len(self.room))

    def _at_work(self) -> bool:
        busy = (kernel_model(self, one).get("execution_state") == "busy" for one in self)
        return self.sending > 0 or any(one.state == "starting" for one in self) or any(busy)

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
