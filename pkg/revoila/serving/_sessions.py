"""Which tab has which session, and until when.

A session (see `_session`) outlives its page: a page that comes back, after a reload
or a time without network, gets its session and with it the kernel back. It is
found by an unguessable handle that only its tab knows, and only for the user who
opened it. It ends when no page has been connected for the time of its lease,
when its kernel dies, or with the server. How many there may be is limited; who
finds no place waits (see `_waiting`).
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traitlets import Bool, Float, Instance, Integer
from traitlets.config import LoggingConfigurable

from revoila.serving import _metrics
from revoila.serving._inventory import describe
from revoila.serving._kernels import KernelDiedError, KernelError
from revoila.serving._limits import Limits
from revoila.serving._session import CRASHED, EXPIRED, SERVER, PageSession
from revoila.serving._survival import Survival
from revoila.serving._waiting import Place, RoomFullError, WaitingRoom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.serving._apps import ServedApp
    from revoila.serving._kernels import Kernels, Opening
    from revoila.serving._session import Page

LONG_GONE = 15.0
"""Time without a page, in seconds, after which a user who needs the place may be given it."""

LOOK_AGAIN = 5.0
"""How often those who wait are looked at when nothing happens, in seconds: sessions grow old."""

REMEMBERED = 1000
"""Of how many sessions it is known why they have ended, for pages that come back late."""

PAUSE = 0.05
"""How often a server that ends looks whether something is still under way, in seconds."""


class RefusedError(Exception):
    """A visitor cannot have a session; the text says why, for people."""


class HandleTakenError(Exception):
    """Another page with the same handle was let in before this one, and has the session."""


class PageSessions(LoggingConfigurable):
    """The sessions of a server.

    Parameters
    ----------
    kernels : Kernels
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
    drain = Float(
        5.0,
        min=0.0,
        config=True,
        help="Seconds that a server which ends gives to scripts that are at work.",
    )
    waiting = Integer(1000, min=0, config=True, help="How many visitors may wait when all places are taken.")
    survive = Bool(
        default_value=False,
        config=True,
        help="Whether the plain values of sessions are kept on disk, signed, for a restart of the server.",
    )
    limits = Instance(Limits, ())

    def __init__(self, *, kernels: Kernels, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kernels = kernels
        self.draining = False
        self.survival = Survival(self.lease) if self.survive else None
        self._by_handle: dict[str, PageSession] = {}
        self._by_kernel: dict[str, PageSession] = {}
        self._by_file_key: dict[str, PageSession] = {}
        self._reasons: dict[str, str] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._look: asyncio.TimerHandle | None = None
        self.room = WaitingRoom(
            self.limits, lambda: [(one.label, one.owner) for one in self], size=self.waiting
        )

    def __iter__(self) -> Iterator[PageSession]:
        """Iterate over the sessions that there are."""
        return iter(list(self._by_handle.values()))

    def __len__(self) -> int:
        """Return how many sessions there are."""
        return len(self._by_handle)

    def find(self, handle: str, user: str | None, app: ServedApp) -> PageSession | None:
        """Return the session with that handle if it is `user`'s and of that app, else None.

        Where nobody logs in there are no users (None), and who has the handle has the session.
        """
        session = self._by_handle.get(handle)
        if session is None or session.app.script != app.script:
            return None
        if user is not None and session.owner != user:
            self.log.warning("A user presented the page handle of another one; a new session is opened.")
            return None
        return session

    def of_kernel(self, kernel_id: str) -> PageSession | None:
        """Return the session that `kernel_id` belongs to, or None."""
        return self._by_kernel.get(kernel_id)

    def of_files(self, key: str, user: str | None) -> PageSession | None:
        """Return the session whose files have `key` in their addresses if it is `user`'s, else None.

        Where nobody logs in there are no users (None), and who has the address has the file.
        """
        session = self._by_file_key.get(key)
        return None if session is None or user not in (None, session.owner) else session

    def named(self, session_id: str) -> PageSession | None:
        """Return the session that others call `session_id`, or None."""
        return next((one for one in self if one.id == session_id), None)

    async def open(
        self,
        user: str,
        opening: Opening,
        tell: Callable[[Place], None],
        handle: str | None = None,
    ) -> PageSession:
        """Open a session as soon as there is a place for it.

        Parameters
        ----------
        user : str
            Name of its owner.
        opening : Opening
            What it shows.
        tell : Callable
            Gets the visitor's place in the queue, whenever it changes.
        handle : str, optional
            For a session that goes on after a restart of the server.

        Returns
        -------
        PageSession
            Its app is being started.

        Raises
        ------
        RefusedError
            The server ends, or too many wait already.
        HandleTakenError
            There is a session with that handle by now.
        """
        label = opening.app.label
        await self._turn(label, user, tell)
        if handle in self._by_handle:
            # The place is for the next.
            self.refresh()
            raise HandleTakenError
        session = PageSession(user, opening.app, handle)
        session.state_words = opening.state
        _metrics.OPENS.labels(label).inc()
        self._by_handle[session.handle] = self._by_kernel[session.kernel_id] = session
        self._by_file_key[session.file_key] = session
        self._spawn(self._start(session, opening))
        return session

    async def _turn(self, app: str, user: str, tell: Callable[[Place], None]) -> None:
        """Wait until there is a place, which the caller takes at once.

        Raises
        ------
        RefusedError
            There will be none.
        """
        if self.draining:
            _metrics.REFUSED.labels(app, "ending").inc()
            raise RefusedError("The server is about to end. Try again in a moment.")
        told: list[Place] = []

        def tell_first(place: Place) -> None:
            if not told:
                _metrics.REFUSED.labels(app, place.reason).inc()
                told.append(place)
            tell(place)

        try:
            ticket = self.room.enter(app, user, tell_first)
        except RoomFullError as error:
            _metrics.REFUSED.labels(app, "waiting").inc()
            raise RefusedError("Too many visitors wait already. Try again later.") from error
        try:
            self.refresh()
            await ticket.turn
        except BaseException:
            # Whoever was let in at this moment, too, leaves a place.
            self.room.leave(ticket)
            self.refresh()
            raise
        self.room.leave(ticket)
        if self.draining:
            raise RefusedError("The server is about to end. Try again in a moment.")

    def refresh(self) -> None:
        """Let in those for whom there is a place now."""
        self.room.update()
        for user in self.room.full_users():
            own = [one for one in self if one.owner == user and one.gone_for() > LONG_GONE]
            if own:
                # Which leads here again, for the next.
                self.end(max(own, key=PageSession.gone_for), EXPIRED)
                return
        if self._look is None and len(self.room):
            self._look = asyncio.get_running_loop().call_later(LOOK_AGAIN, self._look_again)

    def _look_again(self) -> None:
        self._look = None
        self.refresh()

    async def _start(self, session: PageSession, opening: Opening) -> None:
        begin = time.perf_counter()
        try:
            await self.kernels.open(session.kernel_id, opening, lambda reason: self.end(session, reason))
        except Exception as error:
            if isinstance(error, KernelDiedError):
                # Nothing is wrong with the start itself, and its page may well start again.
                self.log.warning("The app %s has ended while it started. %s", session.label, error)
                self.end(session, CRASHED)
            elif self._by_handle.get(session.handle) is session:
                self.log.exception("The app %s could not be started.", session.label)
            if not session.ready.done():
                session.ready.set_exception(KernelError(str(error)))
                # Read, so that nobody complains when the page has gone meanwhile.
                session.ready.exception()
            self._forget(session)
            return
        if self._by_handle.get(session.handle) is not session:
            # It was ended meanwhile.
            await self._close_kernel(session.kernel_id)
        elif not session.ready.done():
            _metrics.OPEN_SECONDS.labels(session.label).observe(time.perf_counter() - begin)
            session.ready.set_result(None)

    def attach(self, session: PageSession, page: Page) -> None:
        """Give a session its page; one that it had makes way."""
        former, session.page = session.page, page
        session.changed = datetime.now(UTC)
        session.hold()
        if former is not None:
            former.replaced()

    def detach(self, session: PageSession, page: Page) -> None:
        """Note that a page has gone; the lease of its session begins."""
        if session.page is not page:
            return
        session.page = None
        session.changed = datetime.now(UTC)
        if self._by_handle.get(session.handle) is session:
            loop = asyncio.get_running_loop()
            session.hold(
                loop.call_later(self.limits.run_lease, self._stop_script, session),
                loop.call_later(self.lease, self.end, session, EXPIRED),
            )

    def _stop_script(self, session: PageSession) -> None:
        self._spawn(self.kernels.stop_script(session.kernel_id))

    def end(self, session: PageSession, reason: str) -> None:
        """Forget a session, tell its page and end its kernel."""
        if not self._forget(session):
            return
        self._reasons[session.handle] = reason
        if len(self._reasons) > REMEMBERED:
            del self._reasons[next(iter(self._reasons))]
        if reason != SERVER:
            Survival.forget(session.state_words)
        if session.page is not None and reason == SERVER and self.survival is not None:
            session.page.goes_on()
        elif session.page is not None:
            session.page.ended(reason)
        for socket in list(session.sockets):
            socket.close()
        self._spawn(self._close_kernel(session.kernel_id))

    def why_ended(self, handle: str) -> str:
        """Return why there is no session with that handle; one that was never here is of an earlier server."""
        return self._reasons.get(handle, SERVER)

    def _forget(self, session: PageSession) -> bool:
        """Remove a session; False when it was removed before."""
        session.hold()
        if self._by_handle.get(session.handle) is not session:
            return False
        del self._by_handle[session.handle]
        del self._by_kernel[session.kernel_id]
        del self._by_file_key[session.file_key]
        self.refresh()
        return True

    def begin_to_end(self) -> None:
        """Open no session any more, and tell the pages."""
        self.draining = True
        for session in self:
            if session.page is not None:
                session.page.say(draining={"survives": self.survive})

    async def close(self) -> None:
        """End every session and wait until their kernels are gone."""
        for session in self:
            self.end(session, SERVER)
        if self._look is not None:
            self._look.cancel()
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def quiet(self) -> None:
        """Wait until no app is being started and no script is at work."""
        # What runs in other processes has no event here.
        while any(one.state == "starting" for one in self) or await self.kernels.busy():  # noqa: ASYNC110
            await asyncio.sleep(PAUSE)

    def describe(self, session: PageSession) -> dict[str, Any]:
        """Return what is known about a session, ready for JSON."""
        return describe(session, self.kernels.memory(session.kernel_id))

    async def measure(self) -> None:
        """Bring the metrics up to date."""
        _metrics.measure(self, len(self.room))
        _metrics.measure_caches(await self.kernels.caches())

    async def _close_kernel(self, kernel_id: str) -> None:
        try:
            await self.kernels.close(kernel_id)
        except Exception:
            self.log.exception("The kernel %s did not shut down.", kernel_id)

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
