"""The threads that scripts run on."""

from __future__ import annotations

import threading
from contextvars import ContextVar
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from revoila.runtime import _runner
from revoila.runtime._runner import ThreadScheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WAIT = 10.0
here: ContextVar[str] = ContextVar("here", default="nowhere")


@pytest.fixture
def scheduler() -> Iterator[ThreadScheduler]:
    found = ThreadScheduler()
    yield found
    found.close()


def thread_of(scheduler: ThreadScheduler, work: Callable[[], object] = bool) -> threading.Thread:
    """Return the thread on which something was done; it may still say so."""
    threads: SimpleQueue[threading.Thread] = SimpleQueue()

    def say() -> None:
        work()
        threads.put(threading.current_thread())

    scheduler.start(say)
    return threads.get(timeout=WAIT)


def when_it_waits(scheduler: ThreadScheduler) -> None:
    """Wait until a thread has nothing to do."""
    waits = threading.Event()
    while scheduler._waiting is None:
        waits.wait(0.001)


def test_a_thread_is_used_again(scheduler: ThreadScheduler) -> None:
    first = thread_of(scheduler)
    when_it_waits(scheduler)
    assert thread_of(scheduler) is first


def test_a_thread_that_is_busy_holds_up_nothing(scheduler: ThreadScheduler) -> None:
    end = threading.Event()

    def hang() -> None:
        end.wait(WAIT)

    scheduler.start(hang)
    one = thread_of(scheduler)
    when_it_waits(scheduler)
    end.set()
    assert one.name == "ScriptRunner.scriptThread"


def test_only_one_thread_waits(scheduler: ThreadScheduler) -> None:
    both = threading.Barrier(2)
    threads: SimpleQueue[threading.Thread] = SimpleQueue()

    def meet() -> None:
        both.wait(WAIT)
        threads.put(threading.current_thread())

    for _ in range(2):
        scheduler.start(meet)
    pair = [threads.get(timeout=WAIT) for _ in range(2)]
    when_it_waits(scheduler)
    keeps = thread_of(scheduler)
    (other,) = (one for one in pair if one is not keeps)
    other.join(WAIT)
    assert not other.is_alive()


def test_a_thread_with_nothing_to_do_ends(
    scheduler: ThreadScheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_runner, "LINGER", 0.0)
    first = thread_of(scheduler)
    first.join(WAIT)
    assert not first.is_alive()
    assert thread_of(scheduler) is not first


def test_closing_ends_the_thread_that_waits_and_what_runs_goes_on(scheduler: ThreadScheduler) -> None:
    waiting = thread_of(scheduler)
    when_it_waits(scheduler)
    scheduler.close()
    waiting.join(WAIT)
    assert not waiting.is_alive()
    # As a request that came at the last moment.
    late = thread_of(scheduler)
    late.join(WAIT)
    assert not late.is_alive()


def test_each_run_begins_in_the_context_of_the_app() -> None:
    token = here.set("app")
    scheduler = ThreadScheduler()
    here.reset(token)
    seen: list[str] = []

    def look() -> None:
        seen.append(here.get())
        here.set("a run before")

    first = thread_of(scheduler, look)
    when_it_waits(scheduler)
    assert thread_of(scheduler, look) is first
    assert seen == ["app", "app"]
    scheduler.close()


def test_sessions_share_no_thread(scheduler: ThreadScheduler) -> None:
    other = ThreadScheduler()
    first = thread_of(scheduler)
    when_it_waits(scheduler)
    assert thread_of(other) is not first
    other.close()
