"""Several callers at once: one computation per key, and waiting that can be interrupted (the caching specification)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from tests.unit.caching.conftest import FakeRun

from revoila._context import activate
from revoila.caching import cache_data, cache_resource
from revoila.caching._turns import Turns, _Turn

PATIENCE = 20.0
"""How long a test waits for what should happen at once, in seconds."""


class StopSignal(BaseException):
    """What a run is stopped with."""


def test_callers_with_one_key_share_one_computation() -> None:
    """Statement 40."""
    ran: list[int] = []
    started, go = Event(), Event()

    @cache_resource
    def f(x: int) -> object:
        ran.append(x)
        started.set()
        assert go.wait(PATIENCE)
        return object()

    with ThreadPoolExecutor(8) as pool:
        results = [pool.submit(f, 1) for _ in range(8)]
        assert started.wait(PATIENCE)
        go.set()
        assert len({id(result.result(PATIENCE)) for result in results}) == 1
    assert ran == [1]


def test_callers_with_other_keys_do_not_wait() -> None:
    """Statement 40."""
    together = Barrier(3)

    @cache_data
    def f(x: int) -> int:
        together.wait(PATIENCE)
        return x

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(f, range(3))) == [0, 1, 2]


def test_a_waiter_computes_when_the_first_one_fails() -> None:
    started, go = Event(), Event()
    ran: list[int] = []

    @cache_data
    def f() -> int:
        ran.append(1)
        started.set()
        assert go.wait(PATIENCE)
        if len(ran) == 1:
            raise ValueError("no")
        return 7

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(f)
        assert started.wait(PATIENCE)
        second = pool.submit(f)
        go.set()
        assert second.result(PATIENCE) == 7
        with pytest.raises(ValueError, match="no"):
            first.result(PATIENCE)


def test_a_run_that_waits_can_be_stopped(run: Any) -> None:
    """Statement 40."""
    started, go = Event(), Event()

    @cache_data
    def f() -> int:
        started.set()
        assert go.wait(PATIENCE)
        return 1

    owner = Thread(target=f)
    owner.start()
    try:
        assert started.wait(PATIENCE)
        run.stop = StopSignal()
        with pytest.raises(StopSignal):
            f()
    finally:
        go.set()
        owner.join()
    run.stop = None
    assert f() == 1


def test_a_turn_that_was_not_given_back_ends_with_who_had_it() -> None:
    """Statement 40: an exception from another thread may leave no time."""
    turns = Turns()
    lost = _Turn()
    assert turns._try_to_take("key", lost) is None
    assert turns.is_taken("key")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(take, turns)
        del lost
        waiting.result(PATIENCE)
    assert not turns.is_taken("key")


def take(turns: Turns) -> None:
    with turns.take("key"):
        pass


def test_a_herd_computes_once_whatever_stops_some_of_it() -> None:
    """Statement 40."""
    ran: list[int] = []
    started, go = Event(), Event()

    @cache_data
    def f() -> int:
        ran.append(1)
        started.set()
        assert go.wait(PATIENCE)
        return 7

    def ask(stop: bool) -> int:
        run = FakeRun()
        run.stop = StopSignal() if stop else None
        with activate(run, run.main):  # type: ignore[arg-type]  # what the caches use of it
            return f()

    with ThreadPoolExecutor(21) as pool:
        owner = pool.submit(ask, False)
        assert started.wait(PATIENCE)
        others = [pool.submit(ask, number % 2 == 0) for number in range(20)]
        for stopped in others[::2]:
            with pytest.raises(StopSignal):
                stopped.result(PATIENCE)
        go.set()
        assert [one.result(PATIENCE) for one in (owner, *others[1::2])] == [7] * 11
    assert ran == [1]


def test_signals_inside_of_the_function_keep_nothing_and_free_the_key(run: Any) -> None:
    """Statement 37."""
    ran: list[int] = []

    @cache_data
    def f() -> int:
        ran.append(1)
        if len(ran) == 1:
            raise StopSignal
        return 2

    with pytest.raises(StopSignal):
        f()
    assert f() == 2


def test_a_function_that_calls_itself_with_its_own_arguments_does_not_wait_for_itself() -> None:
    @cache_data
    def f(x: int) -> int:
        return f(x)

    with pytest.raises(RecursionError):
        f(1)


def test_a_function_may_call_itself_with_other_arguments() -> None:
    @cache_data
    def fibonacci(n: int) -> int:
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    assert fibonacci(40) == 102_334_155


def test_clearing_does_not_disturb_a_computation() -> None:
    """Statement 41."""
    started, go = Event(), Event()
    ran: list[int] = []

    @cache_data
    def f() -> int:
        ran.append(1)
        started.set()
        assert go.wait(PATIENCE)
        return 5

    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(f)
        assert started.wait(PATIENCE)
        f.clear()
        go.set()
        assert result.result(PATIENCE) == 5
    assert f() == 5
    assert len(ran) == 1


def test_many_threads_and_limits_never_mix_up_results() -> None:
    released: list[str] = []

    @cache_resource(max_entries=3, on_release=released.append)
    def f(x: int) -> str:
        return f"value {x}"

    def work(offset: int) -> bool:
        return all(
            f((number * 7 + offset) % 5) == f"value {(number * 7 + offset) % 5}" for number in range(300)
        )

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(6)))
    assert len(f._cache.registry.stores()) >= 1


def test_functions_in_other_threads_show_their_own_spinner(new_session: Any) -> None:
    """Statement 42."""
    # Being inside of a cached function is a matter of the context, not of the process.
    page = new_session()
    ran: list[str] = []

    def script() -> None:
        @cache_data
        def inner() -> None:
            ran.append("inner")

        @cache_data
        def outer() -> None:
            from revoila._context import active

            here = active()
            assert here is not None
            thread = Thread(target=lambda: _in_run(here.run, inner))
            thread.start()
            thread.join()

        outer()

    page(script)
    assert ran == ["inner"]


def _in_run(run: Any, function: Any) -> None:
    with activate(run, run.main):
        function()
