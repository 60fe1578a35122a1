"""``async def`` functions that are cached (the caching specification)."""

from __future__ import annotations

import asyncio
import inspect
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import activate
from revoila.caching import cache_data, cache_resource
from revoila.caching.errors import UnserializableReturnValueError
from revoila.elements._draw import draw
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

PATIENCE = 20.0
"""How long a test waits for what should happen at once, in seconds."""


class StopSignal(BaseException):
    """What a run is stopped with."""


async def until(event: Event) -> None:
    """Wait for another thread without blocking the loop."""
    await asyncio.wait_for(asyncio.to_thread(event.wait, PATIENCE), PATIENCE)


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
def test_what_was_awaited_is_kept(decorator: Any) -> None:
    """Statement 39."""
    ran: list[int] = []

    @decorator  # type: ignore[untyped-decorator]  # one of two
    async def f(x: int) -> list[int]:
        await asyncio.sleep(0)
        ran.append(x)
        return [x]

    async def main() -> list[list[int]]:
        return [await f(1), await f(x=1), await f(2)]

    assert asyncio.run(main()) == [[1], [1], [2]]
    assert asyncio.run(f(1)) == [1]
    assert ran == [1, 2]
    assert not inspect.iscoroutinefunction(f)
    assert not inspect.iscoroutinefunction(f.__call__)


def test_copies_are_handed_out_and_resources_shared() -> None:
    """Statements 29, 33 and 39."""

    async def make() -> list[int]:
        return [1]

    data, resource = cache_data(make), cache_resource(make)

    async def main() -> None:
        (await data()).append(2)
        (await data()).append(3)
        assert await data() == [1]
        assert await resource() is await resource()

    asyncio.run(main())


def test_nothing_happens_before_it_is_awaited() -> None:
    """Statement 39."""
    ran: list[int] = []

    @cache_data
    async def f(x: Any) -> None:
        ran.append(x)

    unhashable = f(object())
    later: Any = f(1)
    assert ran == []
    with pytest.raises(Exception, match="Cannot hash argument 'x'"):
        asyncio.run(unhashable)
    asyncio.run(later)
    assert ran == [1]


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
def test_async_generator_functions_are_refused(decorator: Any) -> None:
    """Statement 39."""

    async def numbers() -> AsyncIterator[int]:
        yield 1

    with pytest.raises(StreamlitAPIException, match="Async-generator"):
        decorator(numbers)


def test_those_who_await_one_result_in_one_loop_share_its_computation() -> None:
    """Statement 39."""
    ran: list[int] = []

    @cache_resource
    async def f(x: int) -> object:
        ran.append(x)
        await asyncio.sleep(0)
        return object()

    async def main() -> list[object]:
        return await asyncio.gather(*(f(1) for _ in range(20)), f(2))

    *same, other = asyncio.run(main())
    assert len(set(map(id, same))) == 1
    assert same[0] is not other
    assert sorted(ran) == [1, 2]


def test_those_who_await_one_result_in_other_threads_share_its_computation() -> None:
    """Statement 39."""
    ran: list[int] = []
    started, go = Event(), Event()

    @cache_resource
    async def f() -> object:
        ran.append(1)
        started.set()
        await until(go)
        return object()

    with ThreadPoolExecutor(5) as pool:
        results = [pool.submit(lambda: asyncio.run(f())) for _ in range(4)]
        assert started.wait(PATIENCE)
        go.set()
        assert len({id(result.result(PATIENCE)) for result in results}) == 1
    assert ran == [1]


def test_a_loop_goes_on_while_it_waits_for_another_thread() -> None:
    """Statement 39."""
    started, go = Event(), Event()
    ticks: list[int] = []

    @cache_data
    async def f() -> int:
        started.set()
        await until(go)
        return 7

    async def main() -> int:
        waiting = asyncio.ensure_future(f())
        for tick in range(5):
            await asyncio.sleep(0)
            ticks.append(tick)
        go.set()
        return await waiting

    with ThreadPoolExecutor(1) as pool:
        owner = pool.submit(lambda: asyncio.run(f()))
        assert started.wait(PATIENCE)
        assert asyncio.run(main()) == 7
        assert owner.result(PATIENCE) == 7
    assert ticks == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("how", ["fails", "is cancelled"])
def test_when_the_one_who_computes_fails_one_of_the_others_tries_again(how: str) -> None:
    """Statements 36 and 39."""
    ran: list[int] = []

    @cache_data
    async def f() -> int:
        ran.append(1)
        await asyncio.sleep(0)
        if len(ran) == 1:
            if how == "fails":
                raise ValueError("no")
            await asyncio.sleep(PATIENCE)
        return 7

    async def main() -> list[Any]:
        calls = [asyncio.ensure_future(f()) for _ in range(4)]
        await asyncio.sleep(0)
        if how == "is cancelled":
            calls[0].cancel()
        return await asyncio.gather(*calls, return_exceptions=True)

    first, *others = asyncio.run(main())
    assert isinstance(first, ValueError if how == "fails" else asyncio.CancelledError)
    assert others == [7, 7, 7]
    assert len(ran) == 2


def test_one_who_waits_may_be_cancelled_without_disturbing_the_others() -> None:
    """Statement 39."""
    ran: list[int] = []

    async def main() -> list[Any]:
        go = asyncio.Event()

        @cache_data
        async def f() -> int:
            ran.append(1)
            await go.wait()
            return 7

        calls = [asyncio.ensure_future(f()) for _ in range(3)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        calls[1].cancel()
        await asyncio.sleep(0)
        go.set()
        return await asyncio.gather(*calls, return_exceptions=True)

    one, cancelled, other = asyncio.run(main())
    assert (one, other, ran) == (7, 7, [1])
    assert isinstance(cancelled, asyncio.CancelledError)


@pytest.mark.parametrize("clear", ["all", "one", "everything"])
def test_what_was_begun_before_a_clear_is_returned_and_not_kept(clear: str) -> None:
    """Statement 41."""
    ran: list[int] = []

    async def main() -> list[int]:
        go = asyncio.Event()

        @cache_data
        async def f(_x: int) -> int:
            ran.append(1)
            number = len(ran)
            await go.wait()
            return number

        first = asyncio.ensure_future(f(1))
        await asyncio.sleep(0)
        if clear == "all":
            f.clear()
        elif clear == "one":
            f.clear(1)
        else:
            cache_data.clear()
        go.set()
        return [await first, await f(1), await f(1)]

    assert asyncio.run(main()) == [1, 2, 2]


def test_clearing_another_result_changes_nothing() -> None:
    """Statements 41 and 43."""
    ran: list[int] = []

    async def main() -> list[int]:
        go = asyncio.Event()

        @cache_data
        async def f(x: int) -> int:
            ran.append(x)
            await go.wait()
            return len(ran)

        first = asyncio.ensure_future(f(1))
        await asyncio.sleep(0)
        f.clear(2)
        go.set()
        return [await first, await f(1)]

    assert asyncio.run(main()) == [1, 1]


def test_a_result_that_cannot_be_copied_is_refused() -> None:
    """Statements 32 and 39."""

    @cache_data
    async def f() -> Any:
        return (number for number in range(3))

    with pytest.raises(UnserializableReturnValueError):
        asyncio.run(f())


def test_elements_are_drawn_again(rerun: Any) -> None:
    """Statements 39 and 46."""

    def script() -> None:
        @cache_data
        async def f(x: int) -> int:
            draw("text", {"body": f"begin {x}"})
            await asyncio.sleep(0)
            draw("text", {"body": f"end {x}"})
            return x

        async def main() -> None:
            await f(1)
            await f(2)
            await f(1)

        asyncio.run(main())

    first, second = rerun(script), rerun(script)
    expected = ["begin 1", "end 1", "begin 2", "end 2", "begin 1", "end 1"]
    assert first.texts() == second.texts() == expected


def test_elements_of_functions_that_take_turns_are_not_mixed_up(rerun: Any) -> None:
    """Statements 39, 42 and 46."""

    def script() -> None:
        @cache_data
        async def f(x: int) -> None:
            for number in range(2):
                draw("text", {"body": f"{x}{number}"})
                await asyncio.sleep(0)

        async def main() -> None:
            await asyncio.gather(f(1), f(2))

        asyncio.run(main())

    assert rerun(script).texts() == ["10", "20", "11", "21"]
    assert rerun(script).texts() == ["10", "11", "20", "21"]


def test_a_run_that_waits_can_be_stopped(new_session: Any) -> None:
    """Statements 39 and 40."""
    started, go = Event(), Event()

    @cache_data
    async def f() -> int:
        started.set()
        await until(go)
        return 1

    def script() -> None:
        from revoila._context import active

        here = active()
        assert here is not None
        here.run.stop = StopSignal()  # type: ignore[attr-defined]  # of the fake
        asyncio.run(f())

    with ThreadPoolExecutor(1) as pool:
        owner = pool.submit(lambda: asyncio.run(f()))
        try:
            assert started.wait(PATIENCE)
            with pytest.raises(StopSignal):
                new_session()(script)
        finally:
            go.set()
        assert owner.result(PATIENCE) == 1


def test_a_function_that_awaits_itself_does_not_wait_for_itself() -> None:
    @cache_data
    async def f(x: int) -> Any:
        return await f(x)

    with pytest.raises(RecursionError):
        asyncio.run(f(1))


def test_methods_can_be_async() -> None:
    """Statements 4, 39 and 44."""
    ran: list[str] = []

    class Reader:
        @cache_data
        async def read(_self, name: str) -> str:  # noqa: N805
            ran.append(name)
            return name

    reader = Reader()
    assert [asyncio.run(reader.read("a")), asyncio.run(reader.read("a"))] == ["a", "a"]
    reader.read.clear("a")
    asyncio.run(reader.read("a"))
    assert ran == ["a", "a"]


def test_a_result_that_is_not_valid_any_more_is_computed_anew() -> None:
    """Statements 15 and 39."""
    made: list[int] = []

    @cache_resource(validate=lambda value: value != 1)
    async def f() -> int:
        made.append(1)
        return len(made)

    assert [asyncio.run(f()) for _ in range(3)] == [1, 2, 2]


def test_a_spinner_shows_while_it_is_awaited(rerun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements 11 and 39."""
    from revoila.elements.status import spinner as module

    happened: list[str] = []

    @contextmanager
    def spinner(text: str, **_options: Any) -> Iterator[None]:
        happened.append(text)
        yield
        happened.append("gone")

    monkeypatch.setattr(module, "spinner", spinner)

    def script() -> None:
        @cache_data
        async def f(_x: int) -> None:
            await asyncio.sleep(0)
            happened.append("computed")

        asyncio.run(f(1))

    rerun(script)
    rerun(script)
    assert happened == ["Running `f(...)`.", "computed", "gone"]


def test_a_session_scope_is_asked_for_when_it_is_awaited(new_session: Any) -> None:
    """Statements 14 and 39."""
    made: list[int] = []

    def script() -> None:
        @cache_data(scope="session")
        async def f() -> int:
            made.append(1)
            return 1

        asyncio.run(f())

    one = new_session()
    one(script)
    one(script)
    new_session()(script)
    assert len(made) == 2


def test_a_thread_without_a_run_shares_results_with_the_script(run: Any) -> None:
    """Statement 39."""
    made: list[int] = []

    @cache_data
    async def f() -> int:
        made.append(1)
        return 1

    asyncio.run(f())
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(f())).result(PATIENCE) == 1
    with activate(run, run.main):
        asyncio.run(f())
    assert made == [1]
