"""What is on screen, and who is told."""

from __future__ import annotations

from typing import Any

import pytest

from revoila.elements._element import Element, ElementId
from revoila.graph._screen import MAX_CLIENTS, Screen
from revoila.graph._tree import Shown, passwords


@pytest.fixture
def sent() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def screen(sent: list[dict[str, Any]]) -> Screen:
    return Screen(lambda content, _buffers: sent.append(content), {"title": "a"})


def page(**props: Any) -> Shown:
    return Shown(Element("app", props), ())


def test_nothing_is_sent_before_somebody_looks(screen: Screen, sent: list[dict[str, Any]]) -> None:
    screen.show(page(title="b"))
    assert sent == []
    screen.snapshot()
    screen.show(page(title="c"), {"me": 1})
    assert [message["method"] for message in sent] == ["snapshot", "patch"]
    assert (sent[1]["rev"], sent[1]["ack"]) == (1, {"me": 1})


def test_views_that_were_silent_for_long_are_forgotten(screen: Screen, sent: list[dict[str, Any]]) -> None:
    screen.snapshot()
    screen.show(screen.page, {"first": 1})
    for number in range(MAX_CLIENTS - 1):
        screen.show(screen.page, {f"view {number}": 1})
    screen.show(screen.page, {"first": 2})
    screen.show(screen.page, {"last": 1})
    assert len(screen.acked) == MAX_CLIENTS
    assert "view 0" not in screen.acked
    assert (screen.acked["first"], screen.acked["last"]) == (2, 1)


def dialog(run: int, *, dismissible: bool = True) -> Shown:
    return Shown(Element("dialog", {"run": run, "dismissible": dismissible}), ())


def notice(number: int | None) -> Element:
    return Element("toast", {"run": 1} if number is None else {"run": 1, "notice": number})


def above(*nodes: Shown | Element, run_id: int, run_state: str = "idle") -> Shown:
    root = Element("app", {"run_id": run_id, "run_state": run_state})
    return Shown(root, (Shown(Element("event", {}), nodes),))


def test_a_new_view_is_told_which_dialog_was_closed(screen: Screen, sent: list[dict[str, Any]]) -> None:
    screen.show(above(dialog(2), run_id=2))
    screen.snapshot()
    screen.dismiss(2)
    screen.snapshot()
    assert [message["dismissed"] for message in sent] == [0, 2]


@pytest.mark.parametrize("run", [3, 0, -1, 1, True, 2.0, "2", None, [2], {}])
def test_only_a_dialog_that_is_there_and_may_be_closed_is(
    screen: Screen, sent: list[dict[str, Any]], run: object
) -> None:
    screen.show(above(dialog(1, dismissible=False), dialog(2), run_id=2))
    screen.dismiss(run)
    screen.snapshot()
    assert sent[0]["dismissed"] == 0


def test_a_new_view_is_told_which_notices_were_closed(screen: Screen, sent: list[dict[str, Any]]) -> None:
    screen.show(above(notice(1), notice(2), notice(3), run_id=1))
    for number in (3, 1):
        screen.close_notice(number)
    screen.snapshot()
    screen.show(above(notice(3), notice(4), run_id=1))
    screen.close_notice(4)
    screen.snapshot()
    closed = [message["closed"] for message in sent if message["method"] == "snapshot"]
    # Nothing is kept of those that are gone.
    assert closed == [[1, 3], [3, 4]]


@pytest.mark.parametrize("number", [3, 0, -1, True, 2.0, "2", None, [2], {}])
def test_only_a_notice_that_is_there_is_closed(
    screen: Screen, sent: list[dict[str, Any]], number: object
) -> None:
    screen.show(above(notice(None), notice(2), run_id=1))
    screen.close_notice(number)
    screen.snapshot()
    assert sent[0]["closed"] == []


def test_a_new_view_is_told_which_run_was_seen_to_its_end(screen: Screen, sent: list[dict[str, Any]]) -> None:
    screen.show(above(run_id=1))
    screen.snapshot()
    screen.show(above(run_id=2, run_state="running"))
    screen.snapshot()
    screen.show(above(run_id=2))
    screen.snapshot()
    seen = [message["seen"] for message in sent if message["method"] == "snapshot"]
    # The first view is to show what a run had for it before it came.
    assert seen == [0, 1, 2]


def test_a_closed_screen_shows_nothing_and_keeps_nothing(screen: Screen, sent: list[dict[str, Any]]) -> None:
    screen.show(Shown(Element("app", {}), (Element("text", {"body": "large"}),)))
    screen.snapshot()
    screen.close()
    sent.clear()
    screen.show(page(title="late"), {"me": 1})
    screen.snapshot()
    assert sent == []
    assert "large" not in repr(screen.page)
    assert "late" not in repr(screen.page)


def test_inputs_that_hide_what_is_typed_are_found_wherever_they_are() -> None:
    hidden = Element("text_input", {"type": "password"}, ElementId("one"))
    deep = Element("text_input", {"type": "password"}, ElementId("two"))
    others = (
        Element("text_input", {"type": "default"}, ElementId("three")),
        Element("image", {"type": "password"}),
    )
    box = Shown(Element("container", {}), (deep, *others))
    assert set(passwords(Shown(Element("app", {}), (hidden, box)))) == {"one", "two"}
