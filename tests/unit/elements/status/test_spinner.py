"""Spinners around blocks and functions."""

from __future__ import annotations

from threading import Event, Timer
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import activate
from revoila.elements._element import Element
from revoila.elements.status import spinner as module
from revoila.elements.status.spinner import spinner
from revoila.elements.text.text import text
from revoila.errors import StreamlitInvalidWidthError

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

PATIENCE = 10.0
"""How long a test waits for a thread before it fails, in seconds."""


@pytest.fixture
def shown(page: Page, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Make spinners show at once; set as soon as one does."""
    shown, transient = Event(), page.run.transient

    def announce(element: Element) -> Any:
        token = transient(element)
        shown.set()
        return token

    monkeypatch.setattr(page.run, "transient", announce)
    monkeypatch.setattr(module, "DELAY", 0.0)
    return shown


def test_a_block_that_lasts_gets_a_spinner_without_a_slot(page: Page, shown: Event) -> None:
    """Statement 119."""
    with spinner("  Wait\n  here", show_time=True, width="stretch"):
        assert shown.wait(PATIENCE)
        assert page.transients == [
            Element("spinner", {"text": "Wait\nhere", "show_time": True, "width": "stretch"})
        ]
        text("inside")
    assert page.transients == []
    assert page.kinds() == ["text"]


def test_a_short_block_gets_none(page: Page) -> None:
    """Statement 119."""
    with spinner():
        text("inside")
    assert page.transients == []


def test_an_error_takes_the_spinner_away(page: Page, shown: Event) -> None:
    """Statement 119."""

    def fail() -> None:
        assert shown.wait(PATIENCE)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), spinner():
        fail()
    assert page.transients == []


def test_a_function_gets_a_spinner_at_every_call(page: Page, shown: Event) -> None:
    @spinner("Computing")
    def double(number: int) -> int:
        """Twice the number."""
        assert shown.wait(PATIENCE)
        shown.clear()
        return 2 * number

    assert double.__doc__ == "Twice the number."
    assert (double(2), double(3)) == (4, 6)
    assert page.transients == []


def test_a_function_shows_the_spinner_where_it_is_called(
    page: Page, shown: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    decorated = spinner("x")(lambda: shown.wait(PATIENCE))
    places: list[Any] = []
    monkeypatch.setattr(page.run, "clear_transient", places.append)
    with activate(page.run, page.run.sidebar):
        assert decorated()
    assert places == [Element("spinner", {"text": "x"})]


def test_nested_blocks_end_their_own_spinner(page: Page, shown: Event) -> None:
    waiting = spinner("x")
    with waiting:
        assert shown.wait(PATIENCE)
        shown.clear()
        with waiting:
            assert shown.wait(PATIENCE)
            assert len(page.transients) == 2
        assert len(page.transients) == 1
    assert page.transients == []


def test_where_there_are_no_threads_it_shows_at_once(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_timer: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Timer, "start", refuse)
    with spinner("x"):
        assert page.transients == [Element("spinner", {"text": "x"})]
    assert page.transients == []


def test_outside_of_a_run_the_block_just_runs() -> None:
    with spinner("x", _cache=True):
        assert spinner()(lambda: 3)() == 3


def test_an_impossible_width_is_refused(page: Page) -> None:
    wide = spinner(width="wide")
    with pytest.raises(StreamlitInvalidWidthError), wide:
        pass


def test_it_waits_for_half_a_second(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 119."""
    delays: list[float] = []

    class Watch(Timer):
        def __init__(self, interval: float, *args: Any) -> None:
            delays.append(interval)
            super().__init__(interval, *args)

    monkeypatch.setattr(module, "Timer", Watch)
    with spinner():
        pass
    assert delays == [0.5]
