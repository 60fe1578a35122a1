"""Who may open a session now, and who waits, in the order in which they came.

A visitor who finds all places taken gets a ticket. A place that becomes free is
kept for the first ticket that it is for: one that waits only because its own
app or user is full does not hold up those behind it.

Nothing here knows of requests or kernels.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from revoila.serving._limits import Limits

    Taken = Callable[[], Iterable[tuple[str, str]]]

APP = "app"
USER = "user"
SERVER = "server"


class Place(NamedTuple):
    """Where a ticket stands.

    Parameters
    ----------
    ahead : int
        How many wait for the same before it.
    reason : str
        What is full: ``"server"``, ``"app"`` or ``"user"``; "" when it may go in.
    """

    ahead: int
    reason: str


@dataclass(eq=False, slots=True)
class Ticket:
    """The place of one visitor in the queue.

    Parameters
    ----------
    app : str
        Which app is waited for.
    user : str
        Who waits.
    tell : Callable
        Gets the place whenever it has changed.
    turn : Future
        Done when the visitor may go in. Whoever waits for it leaves the room and takes the place at once.
    place : Place or None
        What was told last.
    """

    app: str
    user: str
    tell: Callable[[Place], None]
    turn: asyncio.Future[None]
    place: Place | None = None


class RoomFullError(Exception):
    """Too many wait already."""


class WaitingRoom:
    """The tickets of a server.

    Parameters
    ----------
    limits : Limits
        How many sessions there may be.
    taken : callable
        Returns app and user of every session there is.
    size : int
        How many may wait.
    """

    def __init__(self, limits: Limits, taken: Taken, *, size: int) -> None:
        self._limits = limits
        self._taken = taken
        self._size = size
        self._tickets: dict[Ticket, None] = {}

    def __len__(self) -> int:
        """Return how many wait."""
        return sum(not ticket.turn.done() for ticket in self._tickets)

    def enter(self, app: str, user: str, tell: Callable[[Place], None]) -> Ticket:
        """Give out a ticket, whose turn it may be at once.

        Parameters
        ----------
        app : str
            What the visitor wants to see.
        user : str
            Who it is.
        tell : Callable
            Gets the place while the visitor has to wait.

        Returns
        -------
        Ticket
            To be given back with `leave`.

        Raises
        ------
        RoomFullError
            So many wait that no more may.
        """
        ticket = Ticket(app, user, tell, asyncio.get_running_loop().create_future())
        self._tickets[ticket] = None
        # Who is sent away is not told a place before.
        if len(self) > self._size and any(one is ticket and place.reason for one, place in self._queue()):
            del self._tickets[ticket]
            raise RoomFullError
        self.update()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Take a ticket back: its visitor has gone in, or away."""
        self._tickets.pop(ticket, None)

    def full_users(self) -> set[str]:
        """Return the users who wait only because they have as many sessions as one user may have."""
        places = ((one.user, one.place) for one in self._tickets if not one.turn.done())
        return {user for user, place in places if place is not None and place.reason == USER}

    def update(self) -> None:
        """Find out where every ticket stands now, and tell those for whom that has changed."""
        for ticket, place in self._queue():
            if ticket.turn.done():
                continue
            if not place.reason:
                ticket.turn.set_result(None)
            elif place != ticket.place:
                ticket.place = place
                ticket.tell(place)

    def _queue(self) -> Iterator[tuple[Ticket, Place]]:
        """Yield every ticket and where it stands, as if those before it had gone in already."""
        limits = self._limits
        # Whose turn it is has his place, also if others who came before still wait for another one.
        taken = [*self._taken(), *((one.app, one.user) for one in self._tickets if one.turn.done())]
        total = len(taken)
        apps, users = Counter(app for app, _ in taken), Counter(user for _, user in taken)
        before: Counter[tuple[str, str]] = Counter()
        for ticket in list(self._tickets):
            wanted = {SERVER: "", APP: ticket.app, USER: ticket.user}
            if ticket.turn.done():
                yield ticket, Place(0, "")
                continue
            if total >= limits.sessions:
                reason = SERVER
            elif apps[ticket.app] >= limits.sessions_per_app:
                reason = APP
            elif users[ticket.user] >= limits.sessions_per_user:
                reason = USER
            else:
                reason = ""
            if reason:
                yield ticket, Place(before[reason, wanted[reason]], reason)
                before.update(wanted.items())
            else:
                total += 1
                apps[ticket.app] += 1
                users[ticket.user] += 1
                yield ticket, Place(0, "")
