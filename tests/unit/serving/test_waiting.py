from __future__ import annotations

import pytest

from revoila.serving._limits import Limits
from revoila.serving._waiting import APP, SERVER, USER, RoomFullError, Ticket, WaitingRoom


class Site:
    """Sessions that are only pairs, and a clock that a test sets."""

    def __init__(self, *, size: int = 100, **limits: int) -> None:
        self.sessions: list[tuple[str, str]] = []
        self.now = 0.0
        self.room = WaitingRoom(
            Limits(**limits), lambda: self.sessions, size=size, patience=60.0, clock=lambda: self.now
        )

    def come(self, app: str, user: str, ticket: Ticket | None = None) -> Ticket | None:
        """Open a session, or return the ticket."""
        given = self.room.enter(app, user, ticket.id if ticket else None)
        if given is None:
            self.sessions.append((app, user))
        return given

    def waits(self, app: str, user: str) -> Ticket:
        ticket = self.come(app, user)
        assert ticket is not None
        return ticket


def test_nobody_waits_while_there_are_places() -> None:
    site = Site(sessions=2)
    assert site.come("a", "one") is None
    assert site.come("a", "two") is None
    assert len(site.room) == 0


@pytest.mark.parametrize(
    ("limits", "reason"),
    [({"sessions": 1}, SERVER), ({"sessions_per_app": 1}, APP), ({"sessions_per_user": 1}, USER)],
)
def test_ticket_says_what_is_full(limits: dict[str, int], reason: str) -> None:
    site = Site(**limits)
    site.come("a", "me")
    assert site.room.place(site.waits("a", "me")) == (0, reason)


def test_places_go_to_those_who_came_first() -> None:
    site = Site(sessions=1)
    site.come("a", "first")
    second, third = site.waits("a", "second"), site.waits("a", "third")
    assert (site.room.place(second).ahead, site.room.place(third).ahead) == (0, 1)
    site.sessions.clear()
    assert site.come("a", "late") is not None
    assert site.come("a", "third", third) is third
    assert site.come("a", "second", second) is None
    assert site.room.place(third).ahead == 0


def test_place_is_kept_until_its_page_comes_for_it() -> None:
    site = Site(sessions=1)
    site.come("a", "first")
    ticket = site.waits("a", "second")
    site.sessions.clear()
    assert not site.room.place(ticket).reason
    assert site.room.place(site.waits("a", "third")) == (1, SERVER)


def test_full_app_does_not_hold_up_another() -> None:
    site = Site(sessions_per_app=1)
    site.come("full", "one")
    site.waits("full", "two")
    assert site.come("other", "three") is None


def test_user_with_too_many_pages_does_not_hold_up_others() -> None:
    site = Site(sessions_per_user=1)
    site.come("a", "greedy")
    ticket = site.waits("a", "greedy")
    site.waits("a", "greedy")
    assert site.come("a", "modest") is None
    assert site.room.place(ticket) == (0, USER)


def test_ticket_is_only_good_for_its_user_and_app() -> None:
    site = Site(sessions=1)
    site.come("a", "me")
    ticket = site.waits("a", "me")
    assert site.room.find(ticket.id, "a", "me") is ticket
    assert site.room.find(ticket.id, "a", "you") is None
    assert site.room.find(ticket.id, "b", "me") is None
    assert site.room.find(None, "a", "me") is None
    assert site.come("a", "you", ticket) is not ticket


def test_page_that_is_silent_loses_its_place() -> None:
    site = Site(sessions=1)
    site.come("a", "one")
    gone, there = site.waits("a", "gone"), site.waits("a", "there")
    site.now = 50.0
    assert site.room.ticket(there.id) is there
    site.now = 100.0
    assert site.room.ticket(gone.id) is None
    assert site.room.place(there).ahead == 0
    assert len(site.room) == 1


def test_room_itself_has_an_end() -> None:
    site = Site(sessions=0, size=1)
    ticket = site.waits("a", "one")
    with pytest.raises(RoomFullError):
        site.come("a", "two")
    assert site.come("a", "one", ticket) is ticket
    assert len(site.room) == 1


def test_tickets_cannot_be_guessed() -> None:
    ids = {Ticket("a", "me", 0.0).id for _ in range(100)}
    assert len(ids) == 100
    assert min(map(len, ids)) >= 32
