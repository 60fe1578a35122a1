from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.serving._limits import Limits
from revoila.serving._waiting import APP, SERVER, USER, Place, RoomFullError, WaitingRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.serving._waiting import Ticket


class Site:
    """Sessions that are only pairs, and what those who wait for one were told."""

    def __init__(self, *, size: int = 100, **limits: int) -> None:
        self.sessions: list[tuple[str, str]] = []
        self.room = WaitingRoom(Limits(**limits), lambda: self.sessions, size=size)
        self.told: dict[str, list[Place]] = {}

    def come(self, app: str, user: str, name: str = "") -> Ticket:
        """Take a ticket; `name` is for `told`."""
        return self.room.enter(app, user, self.told.setdefault(name or user, []).append)

    def go_in(self, ticket: Ticket) -> None:
        """Take the place whose turn it is."""
        assert ticket.turn.done()
        self.room.leave(ticket)
        self.sessions.append((ticket.app, ticket.user))

    def open(self, app: str, user: str) -> None:
        """Have a session that nobody has to wait for."""
        self.go_in(self.come(app, user))

    def close(self, app: str, user: str) -> None:
        self.sessions.remove((app, user))
        self.room.update()


@pytest.fixture(autouse=True)
def loop() -> Iterator[None]:
    """Be on a loop, which futures belong to; nothing here waits for one."""
    runner = asyncio.Runner()
    asyncio.set_event_loop(runner.get_loop())
    asyncio._set_running_loop(runner.get_loop())
    yield
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(None)
    runner.close()


def test_nobody_waits_while_there_are_places() -> None:
    site = Site(sessions=2)
    site.open("a", "one")
    site.open("a", "two")
    assert site.told == {"one": [], "two": []}
    assert len(site.room) == 0


@pytest.mark.parametrize(
    ("limits", "reason"),
    [({"sessions": 1}, SERVER), ({"sessions_per_app": 1}, APP), ({"sessions_per_user": 1}, USER)],
)
def test_visitor_is_told_what_is_full(limits: dict[str, int], reason: str) -> None:
    site = Site(**limits)
    site.open("a", "me")
    ticket = site.come("a", "me")
    assert not ticket.turn.done()
    assert site.told["me"] == [Place(0, reason)]
    assert len(site.room) == 1


def test_places_go_to_those_who_came_first() -> None:
    site = Site(sessions=1)
    site.open("a", "first")
    second, third = site.come("a", "second"), site.come("a", "third")
    assert site.told["third"] == [(1, SERVER)]
    site.close("a", "first")
    assert (second.turn.done(), third.turn.done()) == (True, False)
    assert site.told["third"] == [(1, SERVER), (0, SERVER)]
    assert len(site.room) == 1


def test_place_is_kept_for_who_was_let_in_until_it_is_taken() -> None:
    site = Site(sessions=1)
    site.open("a", "first")
    second = site.come("a", "second")
    site.close("a", "first")
    late = site.come("a", "late")
    assert not late.turn.done()
    site.go_in(second)
    site.room.update()
    assert not late.turn.done()
    assert site.told["late"] == [(0, SERVER)]


def test_visitor_who_leaves_frees_the_place_in_the_queue() -> None:
    site = Site(sessions=1)
    site.open("a", "first")
    second, third = site.come("a", "second"), site.come("a", "third")
    site.room.leave(second)
    site.room.leave(second)
    site.room.update()
    assert site.told["third"] == [(1, SERVER), (0, SERVER)]
    site.close("a", "first")
    assert third.turn.done()
    assert not second.turn.done()


def test_visitor_who_leaves_when_let_in_frees_the_place() -> None:
    site = Site(sessions=1)
    site.open("a", "first")
    second, third = site.come("a", "second"), site.come("a", "third")
    site.close("a", "first")
    site.room.leave(second)
    site.room.update()
    assert third.turn.done()


def test_nobody_is_told_the_same_twice() -> None:
    site = Site(sessions=1)
    site.open("a", "first")
    site.come("a", "second")
    for _ in range(3):
        site.room.update()
    site.come("a", "third")
    assert site.told["second"] == [(0, SERVER)]


def test_full_app_does_not_hold_up_another() -> None:
    site = Site(sessions_per_app=1)
    site.open("full", "one")
    site.come("full", "two")
    site.come("full", "three")
    site.open("other", "four")
    assert site.told["three"] == [(1, APP)]


def test_user_with_too_many_pages_does_not_hold_up_others() -> None:
    site = Site(sessions_per_user=1)
    site.open("a", "greedy")
    site.come("a", "greedy", "second")
    site.come("b", "greedy", "third")
    site.open("a", "modest")
    assert site.told["second"] == [(0, USER)]
    assert site.told["third"] == [(1, USER)]
    assert site.room.full_users() == {"greedy"}


def test_only_users_who_wait_for_themselves_are_full() -> None:
    site = Site(sessions=1, sessions_per_user=1)
    site.open("a", "one")
    site.come("a", "one")
    site.come("a", "two")
    assert site.room.full_users() == set()


def test_room_itself_has_an_end() -> None:
    site = Site(sessions=0, size=1)
    site.come("a", "one")
    with pytest.raises(RoomFullError):
        site.come("a", "two")
    assert site.told["two"] == [], "who is sent away is not told to wait"
    assert len(site.room) == 1


def test_full_room_sends_nobody_away_for_whom_there_is_a_place() -> None:
    site = Site(sessions_per_app=1, size=1)
    site.open("full", "one")
    site.come("full", "two")
    site.open("other", "three")
    with pytest.raises(RoomFullError):
        site.come("full", "four")


def test_room_without_seats_lets_in_while_there_are_places() -> None:
    site = Site(sessions=1, size=0)
    site.open("a", "one")
    with pytest.raises(RoomFullError):
        site.come("a", "two")


def test_a_place_that_somebody_was_called_to_is_taken() -> None:
    """Also where somebody who waits longer could have it now."""
    site = Site(sessions=2, sessions_per_app=1, sessions_per_user=1)
    first, waiting, called = site.come("a", "one"), site.come("a", "two"), site.come("b", "two")
    assert (first.turn.done(), waiting.turn.done(), called.turn.done()) == (True, False, True)
    site.room.leave(first)
    site.room.update()
    assert not waiting.turn.done(), "the same user was called to another app"


names = st.sampled_from("ab")


@given(
    limits=st.fixed_dictionaries(
        {name: st.integers(0, 3) for name in ("sessions", "sessions_per_app", "sessions_per_user")}
    ),
    steps=st.lists(
        st.tuples(st.sampled_from(["come", "leave", "close", "go"]), names, names, st.integers(0, 9))
    ),
)
def test_limits_hold_and_nobody_waits_in_vain(
    limits: dict[str, int], steps: list[tuple[str, str, str, int]]
) -> None:
    site = Site(**limits)
    tickets: list[Ticket] = []

    def fits(app: str, user: str, taken: list[tuple[str, str]]) -> bool:
        return (
            len(taken) < limits["sessions"]
            and sum(one == app for one, _ in taken) < limits["sessions_per_app"]
            and sum(one == user for _, one in taken) < limits["sessions_per_user"]
        )

    for step, app, user, number in steps:
        if step == "come":
            tickets.append(site.come(app, user))
        elif step == "close" and site.sessions:
            site.close(*site.sessions[number % len(site.sessions)])
        elif tickets:
            ticket = tickets[number % len(tickets)]
            if step == "go" and ticket.turn.done():
                site.go_in(ticket)
                tickets.remove(ticket)
            elif step == "leave":
                site.room.leave(ticket)
                tickets.remove(ticket)
                site.room.update()
        called = [(one.app, one.user) for one in tickets if one.turn.done()]
        taken = [*site.sessions, *called]
        assert len(taken) <= limits["sessions"]
        assert all(sum(one == app for one, _ in taken) <= limits["sessions_per_app"] for app in "ab")
        assert all(sum(one == user for _, one in taken) <= limits["sessions_per_user"] for user in "ab")
        assert not any(fits(one.app, one.user, taken) for one in tickets if not one.turn.done())
