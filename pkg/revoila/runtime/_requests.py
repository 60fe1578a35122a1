"""The runs that were asked for and have not begun: merged into one.

Merging follows statement 37 of the execution specification: the newest
ordinary value of an input wins, a pending press of a button survives, page and
query string come from the newest request.
"""

from __future__ import annotations

from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.elements._element import ElementId

_NOTHING: Mapping[str, int] = MappingProxyType({})


class RerunRequest(NamedTuple):
    """One run to come.

    Parameters
    ----------
    events : tuple of (ElementId, value, bool)
        Checked values from the browser; the flag marks triggers.
    page : str or None
        URL path of the page to show; None stays.
    query : str or None
        Query string of the address; None keeps the present one.
    by_address : bool
        Whether the page is asked for by its address, not by a menu or the script.
    before_address : int, default 0
        How many of the events are older than the address.
    drop_inputs : bool
        Forget all inputs first (`st.switch_page`).
    ack : mapping of str to int
        The newest event of each view that this run answers.
    fragments : tuple of str, default ()
        Ids of the fragments to run instead of the whole script.
    follows : bool, default False
        Whether the run goes on with the triggers of the one before it.
    clear_caches : bool, default False
        Forget first what all functions have cached.
    """

    events: tuple[tuple[ElementId, Any, bool], ...] = ()
    page: str | None = None
    query: str | None = None
    by_address: bool = False
    before_address: int = 0
    drop_inputs: bool = False
    ack: Mapping[str, int] = _NOTHING
    fragments: tuple[str, ...] = ()
    follows: bool = False
    clear_caches: bool = False


NO_NEWS = RerunRequest()
"""What changes no other request that it is merged with."""


def merge(older: RerunRequest, newer: RerunRequest) -> RerunRequest:
    """Return the one run that answers both requests."""
    if older is NO_NEWS:
        return newer
    renewed = {element_id for element_id, _, _ in newer.events}
    kept = tuple(event for event in older.events if event[2] or event[0] not in renewed)
    if newer.by_address:
        before = len(kept)
    else:
        early = older.events[: older.before_address]
        before = sum(event[2] or event[0] not in renewed for event in early)
    pressed = {event[0] for event in kept if event[2]}
    added = tuple(event for event in newer.events if not (event[2] and event[0] in pressed))
    return RerunRequest(
        events=kept + added,
        page=newer.page if newer.page is not None else older.page,
        query=newer.query if newer.query is not None else older.query,
        by_address=newer.by_address if newer.page is not None else older.by_address,
        before_address=before,
        drop_inputs=older.drop_inputs or newer.drop_inputs,
        ack={**older.ack, **newer.ack},
        # One that is for the whole script runs the fragments, too.
        fragments=tuple(dict.fromkeys(older.fragments + newer.fragments))
        if older.fragments and newer.fragments
        else (),
        follows=older.follows and newer.follows,
        clear_caches=older.clear_caches or newer.clear_caches,
    )


def _take_along(values: RerunRequest, request: RerunRequest) -> RerunRequest:
    """Return the request with values that ask for no run of their own."""
    if values is NO_NEWS:
        return request
    return merge(values, request)._replace(fragments=request.fragments, follows=request.follows)


class Requests:
    """What the next run is to do, if there is to be one.

    Any thread asks; the runner takes.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._pending: RerunRequest | None = None
        self._carried = NO_NEWS
        self._running = False
        self.interrupt = False
        """Read at every yield point of the running script."""
        self._stop = False
        self._closed = False

    def rerun(self, request: RerunRequest) -> bool:
        """Ask for a run; True when the caller has to start a runner."""
        with self._lock:
            if self._closed:
                return False
            request = _take_along(self._carried, request)
            self._carried = NO_NEWS
            self._pending = request if self._pending is None else merge(self._pending, request)
            starts, self._running = not self._running, True
            # A fragment waits until what runs has ended (statement 36).
            if starts or not request.fragments:
                self._stop = False
                self.interrupt = True
            return starts

    def carry(self, request: RerunRequest) -> None:
        """Deliver values with the next run, whenever that is."""
        with self._lock:
            if self._pending is not None:
                self._pending = _take_along(request, self._pending)
            else:
                self._carried = merge(self._carried, request)

    def stop(self) -> bool:
        """Ask the running script to end at its next yield point; False when none runs."""
        with self._lock:
            if self._running:
                self._stop = True
                self.interrupt = True
            return self._running

    def nudge(self) -> None:
        """Have the running script look at its next yield point."""
        with self._lock:
            if self._running:
                self.interrupt = True

    def is_nudge(self) -> bool:
        """Whether the running script is to do no more than look; it need not look again then."""
        with self._lock:
            wants_run = self._pending is not None and not self._pending.fragments
            self.interrupt = wants_run or self._stop or self._closed
            return not self.interrupt

    def close(self) -> None:
        """Ask the running script to end and accept nothing more."""
        with self._lock:
            self._closed = True
            self._pending = None
            self._stop = self.interrupt = True

    def take(self, follow: RerunRequest | None = None) -> RerunRequest | None:
        """Return the next run, or None when the runner may end.

        Parameters
        ----------
        follow : RerunRequest, optional
            A run that the script itself asked for.
        """
        with self._lock:
            pending, self._pending = self._pending, None
            # A stop that came after the request is for the run that is about to begin: it stores the new
            # values, and ends at its first yield point.
            self.interrupt = self._stop = self._stop and pending is not None
            if self._closed:
                pending = follow = None
            if pending is not None and follow is not None:
                # Another run of the script's own wish carries no news, a visitor's does.
                pending = merge(follow, pending)
            pending = pending or follow
            self._running = pending is not None
            if self._closed:
                self.interrupt = self._stop = True
            return pending

    @property
    def closed(self) -> bool:
        """Whether nothing more is accepted."""
        return self._closed

    def wants_stop(self) -> bool:
        """Whether the interruption is a stop rather than another run."""
        with self._lock:
            return self._stop and (self._pending is None or bool(self._pending.fragments))
