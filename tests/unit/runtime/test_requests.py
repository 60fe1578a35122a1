"""Merging of the runs that were asked for (execution specification, statement 37)."""

from __future__ import annotations

from typing import Any

from revoila.elements._element import ElementId
from revoila.runtime._requests import Requests, RerunRequest, merge


def values(**changes: Any) -> RerunRequest:
    return RerunRequest(events=tuple((ElementId(name), value, False) for name, value in changes.items()))


def press(name: str) -> RerunRequest:
    return RerunRequest(events=((ElementId(name), True, True),))


def test_the_newest_value_of_an_input_wins() -> None:
    assert merge(values(a=1, b=2), values(a=3)).events == (("b", 2, False), ("a", 3, False))


def test_a_pending_press_survives_a_newer_request_without_it() -> None:
    merged = merge(press("button"), values(a=1))
    assert merged.events == (("button", True, True), ("a", 1, False))


def test_two_presses_of_one_button_are_one() -> None:
    assert merge(press("button"), press("button")).events == press("button").events


def test_page_and_query_come_from_the_newest_that_has_them() -> None:
    merged = merge(RerunRequest(page="a", query="x=1"), RerunRequest(page="b"))
    assert (merged.page, merged.query) == ("b", "x=1")


def test_only_the_first_request_starts_a_runner() -> None:
    requests = Requests()
    assert requests.rerun(values(a=1))
    assert not requests.rerun(values(a=2))
    taken = requests.take()
    assert taken is not None
    assert taken.events == (("a", 2, False),)
    assert requests.take() is None
    assert requests.rerun(values(a=3))


def test_a_visitors_request_joins_the_rerun_that_the_script_asked_for() -> None:
    requests = Requests()
    requests.rerun(values())
    requests.take()
    requests.rerun(press("button"))
    taken = requests.take(RerunRequest(page="next", drop_inputs=True))
    assert taken is not None
    assert (taken.page, taken.drop_inputs, taken.events) == ("next", True, press("button").events)


def test_carried_values_wait_for_the_next_run() -> None:
    requests = Requests()
    requests.carry(values(a=1))
    assert requests.take() is None
    requests.rerun(press("button"))
    taken = requests.take()
    assert taken is not None
    assert taken.events == (("a", 1, False), ("button", True, True))


def test_a_newer_run_revokes_a_stop() -> None:
    requests = Requests()
    requests.rerun(values())
    requests.take()
    requests.stop()
    assert requests.interrupt
    assert requests.wants_stop()
    requests.rerun(values(a=1))
    assert not requests.wants_stop()


def test_after_closing_nothing_runs_any_more() -> None:
    requests = Requests()
    requests.rerun(values())
    requests.take()
    requests.close()
    assert requests.interrupt
    assert not requests.rerun(values(a=1))
    assert requests.take(RerunRequest()) is None


def test_a_stop_before_the_run_has_begun_is_not_lost() -> None:
    requests = Requests()
    requests.rerun(values(a=1))
    requests.stop()
    assert requests.take() is not None
    assert requests.interrupt
    assert requests.wants_stop()
    assert requests.take() is None
    assert not requests.interrupt


def part(*ids: str) -> RerunRequest:
    return RerunRequest(fragments=ids)


def test_fragments_are_united_and_the_whole_script_counts_more() -> None:
    assert merge(part("a", "b"), part("b", "c")).fragments == ("a", "b", "c")
    assert merge(part("a"), RerunRequest()).fragments == ()
    assert merge(RerunRequest(), part("a")).fragments == ()


def test_values_that_wait_make_no_full_run_of_a_fragments() -> None:
    requests = Requests()
    requests.carry(values(a=1))
    requests.rerun(part("f"))
    taken = requests.take()
    assert taken is not None
    assert (taken.fragments, taken.events) == (("f",), values(a=1).events)
    requests.rerun(part("g"))
    requests.carry(values(b=2))
    taken = requests.take()
    assert taken is not None
    assert (taken.fragments, taken.events) == (("g",), values(b=2).events)


def test_a_fragment_interrupts_nothing_and_a_stop_is_not_for_it() -> None:
    """Statement 36."""
    requests = Requests()
    requests.rerun(values())
    requests.take()
    assert not requests.rerun(part("f"))
    assert not requests.interrupt
    requests.stop()
    assert requests.interrupt
    assert requests.wants_stop()
    requests.rerun(values(a=1))
    assert not requests.wants_stop()
