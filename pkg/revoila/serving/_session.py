"""One visitor's tab: whose it is, where its kernel is, and who looks at it."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.serving._apps import ServedApp

CRASHED = "crashed"
STOPPED = "stopped"
EXPIRED = "expired"
SERVER = "server"
"""Why a session has ended: its kernel died, somebody stopped it, its lease ran out, its server ends."""


class Page(Protocol):
    """The websocket of a page, as its session sees it."""

    load: str
    """Which load of the page it is: a page that connects again is the same, a duplicated tab is not."""

    def say(self, **words: Any) -> None:
        """Send a word."""

    def replaced(self) -> None:
        """Make way for a newer connection of the same tab."""

    def ended(self, reason: str) -> None:
        """Say that the session is over."""

    def goes_on(self) -> None:
        """Have it come again when the server does, which knows the session's state."""

    async def answers(self) -> bool:
        """Whether somebody is there."""


def new_handle() -> str:
    """Return what nobody can guess."""
    return secrets.token_urlsafe(32)


def file_key(handle: str) -> str:
    """Return what stands for a handle in the addresses of files, from which nobody can tell the handle.

    It stays the same when a session goes on after a restart of the server, as the files of a page do.
    """
    return blake2b(handle.encode(), digest_size=24, person=b"revoila files").hexdigest()


class PageSession:
    """One visitor's tab.

    Parameters
    ----------
    owner : str
        Name of the user who opened it.
    app : ServedApp
        What it shows.
    handle : str, optional
        What the tab presents to get its session back; by default a new one.

    Attributes
    ----------
    file_key : str
        Part of the addresses of its files, which nobody can guess; of no use to get at the session.
    reading : int
        How many requests for its files are being answered.
    id : str
        What others may call it; of no use to get at it.
    kernel_id : str
        Its kernel's, which may not be there yet.
    started : datetime
        When it was opened.
    changed : datetime
        When a page last connected or left.
    touched : datetime
        When a page last said something.
    page : Page or None
        The connection of its page.
    sockets : set
        Further websockets to its kernel, of the widgets of others.
    state_words : mapping of str to str
        Where its state is kept for a restart of the server; empty when it is not.
    ready : Future
        Done when the app runs in the kernel; its exception says why it does not.
    """

    __slots__ = (
        *("_timers", "app", "changed", "file_key", "handle", "id", "kernel_id", "reading"),
        *("owner", "page", "ready", "sockets", "started", "state_words", "touched"),
    )

    def __init__(self, owner: str, app: ServedApp, handle: str | None = None) -> None:
        self.owner = owner
        self.app = app
        self.handle = handle or new_handle()
        self.file_key = file_key(self.handle)
        self.reading = 0
        self.state_words: Mapping[str, str] = {}
        self.id = secrets.token_hex(6)
        self.kernel_id = str(uuid4())
        self.started = self.changed = self.touched = datetime.now(UTC)
        self.page: Page | None = None
        self.sockets: set[Any] = set()
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._timers: list[asyncio.TimerHandle] = []

    @property
    def label(self) -> str:
        """Name of its app."""
        return self.app.label

    @property
    def runs(self) -> bool:
        """Whether its app has been started."""
        return self.ready.done() and not self.ready.cancelled() and self.ready.exception() is None

    @property
    def views(self) -> int:
        """How many connections it has."""
        return len(self.sockets) + (self.page is not None)

    @property
    def state(self) -> str:
        """Whether it is ``"starting"``, has a page (``"connected"``) or waits for one (``"detached"``)."""
        if not self.runs:
            return "starting"
        return "connected" if self.page is not None else "detached"

    def gone_for(self) -> float:
        """Return how long it has had no page, in seconds; 0 when it has one or never had."""
        if self.page is not None or self.changed == self.started:
            return 0.0
        return (datetime.now(UTC) - self.changed).total_seconds()

    def hold(self, *timers: asyncio.TimerHandle) -> None:
        """Remember what happens when no page comes, in place of what was to happen before."""
        for timer in self._timers:
            timer.cancel()
        self._timers = list(timers)
