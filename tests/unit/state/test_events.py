"""The envelope of what a browser sends: checked for form, counted, let through once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from revoila.state import _events
from revoila.state._events import MAX_CLIENTS, MAX_EVENTS, Event, Inbox

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def event(seq: Any, **changes: Any) -> dict[str, Any]:
    return {"seq": seq, "id": "slider-1", "generation": 1, "value": [5], **changes}


def message(*events: Any, client: Any = "me") -> dict[str, Any]:
    return {"method": "event", "client": client, "events": list(events)}


def numbers(events: list[Event]) -> list[int]:
    return [one.seq for one in events]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A clock that the test moves, in seconds."""

    class Clock:
        now = 0.0

        def __call__(self) -> float:
            return self.now

    moved = Clock()
    monkeypatch.setattr(_events, "monotonic", moved)
    return moved


def test_an_event_comes_through_with_all_that_it_says() -> None:
    (admitted,) = Inbox().admit(message(event(1)))
    assert admitted == Event("me", 1, "slider-1", 1, [5])  # type: ignore[arg-type]  # an id is a text


def test_events_keep_their_order() -> None:
    assert numbers(Inbox().admit(message(event(1), event(2), event(5)))) == [1, 2, 5]


def test_an_event_that_was_seen_is_not_let_through_again() -> None:
    inbox = Inbox()
    inbox.admit(message(event(1), event(2)))
    assert numbers(inbox.admit(message(event(1), event(2), event(3), event(3)))) == [3]
    assert (inbox.seen, inbox.refused) == ({"me": 3}, 0)


def test_each_view_counts_for_itself() -> None:
    inbox = Inbox()
    inbox.admit(message(event(7)))
    assert numbers(inbox.admit(message(event(1), client="other"))) == [1]
    assert inbox.seen == {"me": 7, "other": 1}


@pytest.mark.parametrize(
    "broken",
    [
        None,
        3,
        "event",
        [],
        {},
        event("1"),
        event(None),
        event(1.0),
        event(True),  # no number
        event(0),
        event(-1),
        event(2**53),
        event(1, id=None),
        event(1, id=3),
        event(1, id="x" * 10_000),
    ],
)
def test_a_malformed_event_is_refused_alone(broken: Any) -> None:
    inbox = Inbox()
    assert numbers(inbox.admit(message(broken, event(2)))) == [2]
    assert (inbox.refused, inbox.seen) == (1, {"me": 2})


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"events": []},
        message(client=None),
        message(client=3),
        message(client=""),
        message(client="x" * 129),
        {"client": "me", "events": None},
        {"client": "me", "events": {"seq": 1}},
        {"client": "me", "events": "x"},
    ],
)
def test_a_malformed_message_is_refused(content: dict[str, Any]) -> None:
    inbox = Inbox()
    assert inbox.admit(content) == []
    assert (inbox.refused, inbox.seen) == (1, {})


def test_a_value_is_not_looked_at() -> None:
    value = object()
    (admitted,) = Inbox().admit(message(event(1, value=value, generation=value)))
    assert admitted.value is admitted.generation is value


def test_an_event_without_value_has_none() -> None:
    (admitted,) = Inbox().admit(message({"seq": 1, "id": "x"}))
    assert (admitted.value, admitted.generation) == (None, None)


def test_too_many_events_in_one_message_are_refused_but_answered() -> None:
    inbox = Inbox()
    assert inbox.admit(message(*(event(seq) for seq in range(1, MAX_EVENTS + 5)))) == []
    assert (inbox.refused, inbox.seen) == (MAX_EVENTS, {"me": MAX_EVENTS})
    assert len(inbox.admit(message(*(event(seq) for seq in range(5000, 5000 + MAX_EVENTS))))) == MAX_EVENTS


def test_a_flood_of_messages_is_refused_but_answered(clock: Any) -> None:
    inbox = Inbox(rate=2.0, burst=3)
    admitted = [len(inbox.admit(message(event(seq)))) for seq in range(1, 7)]
    assert admitted == [1, 1, 1, 0, 0, 0]
    assert (inbox.refused, inbox.seen) == (3, {"me": 6})


def test_after_a_pause_messages_are_let_through_again(clock: Any) -> None:
    inbox = Inbox(rate=2.0, burst=3)
    for seq in range(1, 5):
        inbox.admit(message(event(seq)))
    clock.now += 1.0
    assert [len(inbox.admit(message(event(seq)))) for seq in range(5, 8)] == [1, 1, 0]
    clock.now += 1000.0
    assert [len(inbox.admit(message(event(seq)))) for seq in range(8, 13)] == [1, 1, 1, 0, 0]


def test_many_events_in_one_message_cost_as_much_as_one(clock: Any) -> None:
    inbox = Inbox(rate=1.0, burst=2)
    assert len(inbox.admit(message(*(event(seq) for seq in range(1, 100))))) == 99
    assert len(inbox.admit(message(event(100)))) == 1


def test_views_that_come_and_go_are_not_remembered_for_ever() -> None:
    inbox = Inbox()
    for number in range(3 * MAX_CLIENTS):
        inbox.admit(message(event(1), client=f"view {number}"))
    assert len(inbox.seen) == MAX_CLIENTS
    assert f"view {3 * MAX_CLIENTS - 1}" in inbox.seen


def test_a_view_that_sends_is_not_forgotten_for_others() -> None:
    inbox = Inbox(burst=1000)
    for number in range(3 * MAX_CLIENTS):
        assert inbox.admit(message(event(number + 1), client="busy"))
        inbox.admit(message(event(1), client=f"view {number}"))
    assert inbox.seen["busy"] == 3 * MAX_CLIENTS
    assert inbox.admit(message(event(1), client="busy")) == []


@given(some.dictionaries(some.sampled_from(["method", "client", "events", "other"]), JSON, max_size=4))
def test_no_message_does_harm(content: dict[str, Any]) -> None:
    inbox = Inbox()
    for admitted in inbox.admit(content):
        assert admitted.seq > 0
        assert isinstance(admitted.id, str)


@given(some.lists(some.integers(min_value=1, max_value=20), max_size=30))
def test_each_number_is_let_through_at_most_once_and_in_order(sent: list[int]) -> None:
    inbox = Inbox()
    admitted = [seq for number in sent for seq in numbers(inbox.admit(message(event(number))))]
    assert admitted == sorted(set(admitted))
    assert inbox.seen.get("me", 0) == max(sent, default=0)
