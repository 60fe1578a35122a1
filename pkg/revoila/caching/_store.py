"""Where the results of one function are kept, and for how long.

A store belongs to the process or to a session, see ``_registry``. What is
computed for it beside the script holds a `Ticket`, which is void when somebody
clears the store meanwhile.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.caching import _statistics as counted
from revoila.caching._turns import Claims, Refreshes, Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from revoila.caching._disk import Folder
    from revoila.caching._replay import Step
    from revoila.caching._statistics import Counts

_LOG = logging.getLogger(__name__)


class Settings(NamedTuple):
    """What makes a function start over with an empty store when it changes.

    Parameters
    ----------
    ttl : float or None
        How long an entry may be used, in seconds.
    max_entries : float or None
        How many entries there may be.
    max_size : int or None
        How many bytes they may have.
    fresh : float or None
        How long an entry is used without computing a new one in the background, in seconds; None for as
        long as it may be used.
    others : tuple
        Identities of the author's callbacks, and further options.
    """

    ttl: float | None = None
    max_entries: float | None = None
    max_size: int | None = None
    fresh: float | None = None
    others: tuple[object, ...] = ()


class Entry(NamedTuple):
    """One kept result.

    Parameters
    ----------
    value : object
        What is stored: the object, or what its copies are made of.
    steps : tuple of Step
        What the function drew.
    size : int
        Bytes; 0 when nobody counts them.
    written : float
        When it was kept, in seconds of the monotonic clock.
    """

    value: Any
    steps: tuple[Step, ...] = ()
    size: int = 0
    written: float = 0.0


class Ticket:
    """The right to keep a result, until somebody clears the store."""

    __slots__ = ("valid",)

    def __init__(self, valid: bool) -> None:
        self.valid = valid


class Store:
    """The results of one function by the key of their arguments.

    Parameters
    ----------
    settings : Settings
        Limits.
    counts : Counts
        Where hits and the like are counted.
    on_release : Callable, optional
        Called with every value that leaves, in the thread that makes it leave.
    folder : Folder, optional
        Where results are on the disk.
    """

    def __init__(
        self,
        settings: Settings,
        counts: Counts,
        on_release: Callable[[Any], object] | None = None,
        folder: Folder | None = None,
    ) -> None:
        self.settings = settings
        self.counts = counts
        self.on_release = on_release
        self.folder = folder
        self.size = 0
        self.turns = Turns()
        self.claims = Claims()
        self.refreshes = Refreshes()
        self._closed = False
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._expires: OrderedDict[str, float] = OrderedDict()
        self._used: dict[str, float] = {}
        self._tickets: dict[str, list[Ticket]] = {}
        self._lock = Lock()
        counts.watch(self)

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, key: str) -> Entry | None:
        """Return a kept result that may be used, and note that it was."""
        leaving: list[Entry] = []
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                # Written so that a ttl of NaN is over at once.
                if self.settings.ttl is None or time.monotonic() < self._expires[key]:
                    self._entries.move_to_end(key)
                    self._used[key] = time.monotonic()
                else:
                    leaving.append(self._pop(key, counted.TTL))
                    entry = None
        self._release(leaving)
        return entry

    def is_stale(self, entry: Entry) -> bool:
        """Whether a new result should be computed while this one is used."""
        fresh = self.settings.fresh
        return fresh is not None and not time.monotonic() < entry.written + fresh

    def keep(self, key: str, entry: Entry, ticket: Ticket | None = None) -> bool:
        """Keep a result, and let go of the least recently used ones beyond the limits.

        Parameters
        ----------
        key : str
            Identity of the arguments.
        entry : Entry
            The result.
        ticket : Ticket, optional
            Without a valid one it is not kept; None is as good as a valid one.

        Returns
        -------
        bool
            Whether it is kept.

        Raises
        ------
        ValueError
            The store may not hold a single entry.
        """
        leaving: list[Entry] = []
        settings = self.settings
        with self._lock:
            if ticket is not None and not ticket.valid:
                return False
            if settings.max_entries is not None and settings.max_entries < 1:
                raise ValueError("value too large")
            now = time.monotonic()
            while self._expires and not now < next(iter(self._expires.values())):
                leaving.append(self._pop(next(iter(self._expires)), counted.TTL))
            if key in self._entries:
                leaving.append(self._pop(key))
            self._entries[key] = entry._replace(written=now)
            self._used[key] = now
            self.size += entry.size
            if settings.ttl is not None:
                self._expires[key] = now + settings.ttl
            while settings.max_entries is not None and len(self._entries) > settings.max_entries:
                leaving.append(self._pop(next(iter(self._entries)), counted.ENTRIES))
            while self._is_too_large() and len(self._entries) > 1:
                leaving.append(self._pop(next(iter(self._entries)), counted.SIZE))
            alone = self._is_too_large()
        self.refreshes.forget(key)
        if alone:
            _LOG.warning("One result of %s alone is larger than its `max_size`.", self.counts.name)
        # A function may return the object that is kept already; then nothing has left.
        self._release(left for left in leaving if left.value is not entry.value)
        return True

    def discard(self, key: str) -> None:
        """Forget one result, if it is there, also one that is still being computed beside the script."""
        with self._lock:
            _void(self._tickets.get(key, ()))
            leaving = [self._pop(key)] if key in self._entries else []
        self._release(leaving)
        if self.folder is not None:
            self.folder.remove(key)

    def refuse(self, key: str, entry: Entry) -> None:
        """Forget a result that is not valid any more, if it is still there."""
        with self._lock:
            leaving = [self._pop(key, counted.INVALID)] if self._entries.get(key) is entry else []
        self._release(leaving)

    def discard_oldest(self) -> None:
        """Forget the least recently used result in memory."""
        with self._lock:
            leaving = [self._pop(next(iter(self._entries)), counted.BUDGET)] if self._entries else []
        self._release(leaving)

    def clear(self, *, close: bool = False) -> None:
        """Forget everything, also what is still being computed beside the script.

        Parameters
        ----------
        close : bool, default False
            Whether the store goes away, too. What is on the disk stays then.
        """
        with self._lock:
            leaving = list(self._entries.values())
            self._entries.clear()
            self._expires.clear()
            self._used.clear()
            self.size = 0
            self._void_all(close=close)
        self._release(leaving)
        if self.folder is not None and not close:
            self.folder.clear()

    def replace(self) -> None:
        """Let nothing that is being computed beside the script get in: another store is used from now on."""
        with self._lock:
            self._void_all(close=True)

    def last_use_of_oldest(self) -> float:
        """Return when the least recently used result was used, in seconds of the monotonic clock."""
        with self._lock:
            return self._used[next(iter(self._entries))] if self._entries else float("inf")

    @contextmanager
    def ticket(self, key: str) -> Iterator[Ticket]:
        """Compute a result that counts only if nobody clears it meanwhile."""
        with self._lock:
            ticket = Ticket(not self._closed)
            self._tickets.setdefault(key, []).append(ticket)
        try:
            yield ticket
        finally:
            with self._lock:
                tickets = self._tickets[key]
                tickets.remove(ticket)
                if not tickets:
                    del self._tickets[key]

    def _void_all(self, *, close: bool) -> None:
        self._closed = self._closed or close
        for tickets in self._tickets.values():
            _void(tickets)

    def _is_too_large(self) -> bool:
        return self.settings.max_size is not None and self.size > self.settings.max_size

    def _pop(self, key: str, reason: str | None = None) -> Entry:
        entry = self._entries.pop(key)
        self._expires.pop(key, None)
        self._used.pop(key, None)
        self.size -= entry.size
        if reason is not None:
            self.counts.add(reason)
        return entry

    def _release(self, leaving: Iterable[Entry]) -> None:
        """Tell the author about values that left; all of them, even if one fails."""
        if self.on_release is None:
            return
        failed: Exception | None = None
        for entry in leaving:
            try:
                self.on_release(entry.value)
            except Exception as error:  # noqa: BLE001  # raised below
                failed = failed or error
        if failed is not None:
            raise failed


def _void(tickets: Iterable[Ticket]) -> None:
    for ticket in tickets:
        ticket.valid = False
