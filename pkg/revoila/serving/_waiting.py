"""Who may open a session now, and who waits, in the order in which they came.

A visitor who finds all places taken gets a ticket. A place that becomes free is
kept for the first ticket that it is for: one that waits only because its own
app or user is full does not hold up those behind it. A ticket that nobody has
asked about for a while belongs to a page that was closed, and is dropped.

Nothing here knows of requests or kernels.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from revoila.serving._limits import Limits

    Taken = Callable[[], Iterable[tuple[str, str]]]

APP = "app"
USER = "user"
SERVER = "server"


@dataclass(eq=False)
class Ticket:
    """The place of one visitor in the queue.

    Parameters
    ----------
    app : str
        Which app is waited for.
    user : str
        Who waits.
    seen : float
        When the waiting page was last heard of, in seconds of the room's clock.
    id : str
        What the page presents; it cannot be guessed.
    """

    app: str
    user: str
    seen: float
    id: str = field(default_factory=lambda: secrets.token_urlsafe(24))


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
    patience : float
        How long a ticket is kept for a page that is not heard of, in seconds.
    clock : callable, default time.monotonic
        Says what time it is, in seconds.
    """

    def __init__(
        self,
        limits: Limits,
        taken: Taken,
        *,
        size: int,
        patience: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._taken = taken
        self._size = size
        self._patience = patience
        self._clock = clock
        self._tickets: dict[str, Ticket] = {}

    def __len__(self) -> int:
        """Return how many wait."""
        self._drop_silent()
        return len(self._tickets)

    def enter(self, app: str, user: str, ticket_id: str | None = None) -> Ticket | None:
        """Let a visitor in, or give out a ticket.

        Parameters
        ----------
        app : str
            What the visitor wants to see.
        user : str
            Who it is.
        ticket_id : str, optional
            The ticket that the visitor's page presents.

        Returns
        -------
        Ticket or None
            None when a session may be opened; the caller does so at once.

        Raises
        ------
        RoomFullError
            So many wait that no more may.
        """
        ticket = self.find(ticket_id, app, user)
        new = ticket is None
        if ticket is None:
            ticket = Ticket(app, user, self._clock())
            self._tickets[ticket.id] = ticket
        if not self.place(ticket).reason:
            del self._tickets[ticket.id]
            return None
        if new and len(self._tickets) > self._size:
            del self._tickets[ticket.id]
            raise RoomFullError
        return ticket

    def find(self, ticket_id: str | None, app: str, user: str) -> Ticket | None:
        """Return a ticket if it is for that app and user, and note that its page is there."""
        ticket = self.ticket(ticket_id)
        return ticket if ticket is not None and (ticket.app, ticket.user) == (app, user) else None

    def ticket(self, ticket_id: str | None) -> Ticket | None:
        """Return a ticket, and note that its page is there; None when it was dropped or never given out."""
        self._drop_silent()
        ticket = self._tickets.get(ticket_id or "")
        if ticket is not None:
            ticket.seen = self._clock()
        return ticket

    def place(self, ticket: Ticket) -> Place:
        """Return where a ticket stands."""
        before: list[Ticket] = []
        for other, reason in self._queue():
            if other is ticket:
                return Place(sum(_competes(ticket, one, reason) for one in before), reason)
            before.append(other)
        return Place(0, SERVER)

    def _queue(self) -> Iterator[tuple[Ticket, str]]:
        """Yield every ticket and why it waits, as if those before it had gone in already."""
        limits = self._limits
        taken = list(self._taken())
        total = len(taken)
        apps = Counter(app for app, _ in taken)
        users = Counter(user for _, user in taken)
        for ticket in self._tickets.values():
            if total >= limits.sessions:
                yield ticket, SERVER
            elif apps[ticket.app] >= limits.sessions_per_app:
                yield ticket, APP
            elif users[ticket.user] >= limits.sessions_per_user:
                yield ticket, USER
            else:
                total += 1
                apps[ticket.app] += 1
                users[ticket.user] += 1
                yield ticket, ""

    def _drop_silent(self) -> None:
        oldest = self._clock() - self._patience
        for ticket in [ticket for ticket in self._tickets.values() if ticket.seen < oldest]:
            del self._tickets[ticket.id]


def _competes(ticket: Ticket, other: Ticket, reason: str) -> bool:
    """Whether `other` wants what `ticket` waits for."""
    same = {APP: other.app == ticket.app, USER: other.user == ticket.user}
    return same.get(reason, True)
