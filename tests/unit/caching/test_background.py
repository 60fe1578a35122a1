"""``refresh_mode="background"``: an older result while a new one is computed (the caching specification)."""

from __future__ import annotations

import logging
import sys
from threading import Event, current_thread, get_ident
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import active
from revoila.caching import cache_data, cache_resource, release_session
from revoila.caching._background import workers
from revoila.config.options import get_option
from revoila.elements._draw import draw
from revoila.errors import StreamlitAPIException, StreamlitMissingRequiredParameterError, StreamlitValueError
from revoila.runtime._main import ContextMain, main_of_context

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

    from tests.unit.caching.conftest import FakeRun

PATIENCE = 20.0
"""How long a test waits for what should happen at once, in seconds."""


@pytest.fixture
def settled(run: FakeRun) -> Callable[[], None]:
    """Return what waits until nothing is computed in the background any more."""
    assert run.options["runner.cacheBackgroundRefreshMaxWorkers"]
    return workers.close


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
def test_an_older_result_is_used_while_a_new_one_is_computed(
    decorator: Any, clock: SimpleNamespace, settled: Callable[[], None]
) -> None:
    """Statement 17."""
    threads: list[int] = []

    @decorator(ttl=10, refresh_mode="background")  # type: ignore[untyped-decorator]  # one of two
    def f() -> int:
        threads.append(get_ident())
        return len(threads)

    assert [f(), f()] == [1, 1]
    clock.seconds += 9.9
    assert f() == 1
    settled()
    assert len(threads) == 1
    clock.seconds += 0.1
    assert f() == 1
    settled()
    assert f() == 2
    clock.seconds += 9.9
    assert f() == 2
    settled()
    assert len(threads) == 2
    assert threads[1] != get_ident()


def test_a_result_beyond_the_multiple_of_its_ttl_is_computed_by_who_asks(
    clock: SimpleNamespace, settled: Callable[[], None]
) -> None:
    """Statement 17."""
    threads: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f() -> int:
        threads.append(get_ident())
        return len(threads)

    f()
    clock.seconds += 20
    assert f() == 2
    settled()
    assert threads == [get_ident()] * 2


@pytest.mark.parametrize(
    ("multiplier", "age", "computed_at_once"), [(3.0, 29.9, False), (3.0, 30, True), (1.5, 15, True)]
)
def test_the_multiple_is_an_option(
    run: FakeRun, clock: SimpleNamespace, multiplier: float, age: float, computed_at_once: bool
) -> None:
    """Statement 17."""
    run.options["runner.cacheBackgroundRefreshTTLMultiplier"] = multiplier
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f() -> int:
        made.append(1)
        return len(made)

    f()
    clock.seconds += age
    assert f() == (2 if computed_at_once else 1)
    workers.close()


@pytest.mark.parametrize("multiplier", [1.0, 0, -2, float("inf"), float("nan"), None, "3"])
def test_a_multiple_that_makes_no_sense_is_two(
    run: FakeRun, clock: SimpleNamespace, caplog: pytest.LogCaptureFixture, multiplier: Any
) -> None:
    """Statement 17."""
    run.options["runner.cacheBackgroundRefreshTTLMultiplier"] = multiplier
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f() -> int:
        made.append(1)
        return len(made)

    f()
    clock.seconds += 20
    assert f() == 2
    assert "cacheBackgroundRefreshTTLMultiplier" in caplog.text


def test_the_options_are_those_of_the_configuration() -> None:
    """Statement 17."""
    assert get_option("runner.cacheBackgroundRefreshTTLMultiplier") == 2.0
    assert get_option("runner.cacheBackgroundRefreshMaxWorkers") == 4


def test_one_result_is_computed_once_however_many_ask(
    clock: SimpleNamespace, settled: Callable[[], None]
) -> None:
    """Statement 17."""
    go = Event()
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f(x: int) -> int:
        made.append(x)
        assert len(made) <= 2 or go.wait(PATIENCE)
        return len(made)

    f(1)
    f(2)
    clock.seconds += 10
    assert [f(1), f(1), f(2), f(1), f(2)] == [1, 1, 2, 1, 2]
    go.set()
    settled()
    assert sorted(made) == [1, 1, 2, 2]


def test_one_who_computes_keeps_others_from_it(clock: SimpleNamespace, settled: Callable[[], None]) -> None:
    """Statements 17 and 40: a call for which the old result is too old waits for the new one."""
    started, go = Event(), Event()
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f() -> int:
        made.append(1)
        if len(made) == 2:
            started.set()
            assert go.wait(PATIENCE)
        return len(made)

    f()
    clock.seconds += 10
    f()
    assert started.wait(PATIENCE)
    clock.seconds += 10
    go.set()
    assert f() == 2
    settled()
    assert len(made) == 2


def test_a_failure_keeps_the_older_result_and_is_not_tried_again_for_a_minute(
    clock: SimpleNamespace, settled: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 17."""
    made: list[int] = []

    @cache_data(ttl=100, refresh_mode="background")
    def f() -> int:
        made.append(1)
        if len(made) in (2, 3):
            raise ValueError("the source is down")
        return len(made)

    def ask() -> int:
        result = f()
        settled()
        return result

    assert ask() == 1
    clock.seconds += 100
    assert [ask(), len(made)] == [1, 2]
    assert "the source is down" in caplog.text
    clock.seconds += 59
    assert [ask(), len(made)] == [1, 2]
    clock.seconds += 1
    assert [ask(), len(made)] == [1, 3]
    # Computed by who asks, that failure is forgotten.
    clock.seconds += 40
    assert [ask(), len(made)] == [4, 4]
    clock.seconds += 100
    assert [ask(), len(made)] == [4, 5]


def test_there_is_no_session_in_the_background(
    clock: SimpleNamespace, settled: Callable[[], None], run: FakeRun
) -> None:
    """Statement 17."""
    seen: list[Any] = []

    @cache_data(ttl=10, refresh_mode="background", show_spinner=False)
    def f() -> None:
        seen.append((active() is None, current_thread().name.partition("_")[0]))
        draw("text", {"body": "a"})

    f()
    drawn = run.texts()
    clock.seconds += 10
    f()
    settled()
    assert seen[1] == (True, "revoila-cache")
    assert run.texts() == drawn


def test_classes_of_the_script_that_asked_are_known_in_the_background(
    clock: SimpleNamespace, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements 17 and 35."""
    monkeypatch.setitem(sys.modules, "__main__", ContextMain(sys.modules["__main__"]))
    made: list[int] = []

    def script() -> tuple[Any, type]:
        module = ModuleType("__main__")
        kind = type("Point", (), {"__module__": "__main__"})
        vars(module)["Point"] = kind

        @cache_data(ttl=10, refresh_mode="background")
        def f() -> Any:
            made.append(1)
            point = kind()
            point.number = len(made)
            return point

        with main_of_context(module):
            return f(), kind

    script()
    clock.seconds += 10
    assert script()[0].number == 1
    settled()
    point, kind = script()
    assert (point.number, type(point)) == (2, kind)


def test_elements_come_with_a_warning_and_are_not_drawn_again(rerun: Any) -> None:
    """Statement 17."""

    def script() -> None:
        @cache_resource(ttl=10, refresh_mode="background")
        def f() -> None:
            draw("text", {"body": "a"})

        f()

    first, second = rerun(script), rerun(script)
    assert first.texts() == ["a", "exception"]
    assert second.texts() == []
    warning = first.recorder.roots["main"].children[1].props
    assert warning["type"] == "CachedStFunctionInBackgroundModeWarning"
    assert warning["warning"] is True


def test_a_function_that_draws_nothing_has_no_warning(rerun: Any) -> None:
    """Statement 17."""
    assert rerun(cache_data(ttl=10, refresh_mode="background")(lambda: None)).texts() == []


@pytest.mark.parametrize("clear", ["all", "one", "everything", "session"])
def test_what_was_begun_before_a_clear_is_released_and_not_kept(
    clear: str, clock: SimpleNamespace, rerun: Any
) -> None:
    """Statement 41."""
    started, go = Event(), Event()
    made: list[int] = []
    released: list[int] = []
    seen: list[int] = []

    def script() -> Any:
        @cache_resource(ttl=10, refresh_mode="background", on_release=released.append, scope="session")
        def f(_x: int) -> int:
            made.append(1)
            number = len(made)
            if number == 2:
                started.set()
                assert go.wait(PATIENCE)
            return number

        if len(seen) == 2:
            ways: dict[str, Callable[[], None]] = {
                "all": f.clear,
                "one": lambda: f.clear(1),
                "everything": cache_resource.clear,
                "session": lambda: release_session(rerun.session.cache),
            }
            ways[clear]()
            go.set()
            workers.close()
        seen.append(f(1))

    rerun(script)
    clock.seconds += 10
    rerun(script)
    assert started.wait(PATIENCE)
    rerun(script)
    assert seen == [1, 1, 3]
    assert released == [1, 2]


def test_a_new_resource_replaces_and_releases_the_older_one(
    clock: SimpleNamespace, settled: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Statements 16 and 17: what `on_release` raises is logged."""
    made: list[int] = []

    def release(value: int) -> None:
        raise OSError(f"cannot close {value}")

    @cache_resource(ttl=10, refresh_mode="background", on_release=release)
    def f() -> int:
        made.append(1)
        return len(made)

    f()
    clock.seconds += 10
    f()
    settled()
    assert f() == 2
    assert "cannot close 1" in caplog.text
    with pytest.raises(OSError, match="cannot close 2"):
        f.clear()


def test_a_resource_that_comes_back_is_not_released(
    clock: SimpleNamespace, settled: Callable[[], None]
) -> None:
    """Statements 16 and 17."""
    only = object()
    released: list[object] = []
    f = cache_resource(ttl=10, refresh_mode="background", on_release=released.append)(lambda: only)
    f()
    clock.seconds += 10
    f()
    settled()
    assert f() is only
    assert released == []


def test_without_a_free_thread_the_older_result_is_used_until_the_end(
    run: FakeRun, clock: SimpleNamespace
) -> None:
    """Statement 17."""
    run.options["runner.cacheBackgroundRefreshMaxWorkers"] = 0
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f() -> int:
        made.append(1)
        return len(made)

    f()
    clock.seconds += 19
    assert [f(), f()] == [1, 1]
    clock.seconds += 1
    assert f() == 2


def test_where_no_thread_can_be_started_the_older_result_is_used(
    clock: SimpleNamespace, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 17."""

    def refuse(*_args: Any) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("revoila.caching._background.ThreadPoolExecutor.submit", refuse)
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def f() -> int:
        made.append(1)
        return len(made)

    f()
    clock.seconds += 10
    assert [f(), f()] == [1, 1]
    monkeypatch.undo()
    settled()


def test_results_that_cannot_be_kept_are_failures(
    clock: SimpleNamespace, settled: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Statements 17, 32 and 34."""
    made: list[int] = []

    async def later() -> None: ...

    @cache_data(ttl=10, refresh_mode="background")
    def f(x: str) -> Any:
        made.append(1)
        if len(made) <= 2:
            return 1
        return later() if x == "later" else (number for number in range(3))

    f("later")
    f("generator")
    clock.seconds += 10
    with caplog.at_level(logging.WARNING):
        assert [f("later"), f("generator")] == [1, 1]
        settled()
        assert [f("later"), f("generator")] == [1, 1]
    assert "CachedFunctionReturnedAwaitableError" in caplog.text
    assert "UnserializableReturnValueError" in caplog.text


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
def test_what_background_refresh_needs_and_what_it_excludes(decorator: Any) -> None:
    """Statement 17."""

    async def later() -> None: ...

    with pytest.raises(StreamlitMissingRequiredParameterError, match="ttl"):
        decorator(refresh_mode="background")
    for ttl in (0, -1):
        with pytest.raises(StreamlitValueError, match="ttl"):
            decorator(refresh_mode="background", ttl=ttl)
    with pytest.raises(StreamlitValueError, match="refresh_mode"):
        decorator(refresh_mode="background", ttl=1)(later)
    with pytest.raises(StreamlitValueError, match="refresh_mode"):
        decorator(refresh_mode="sometimes")
    with pytest.raises(StreamlitAPIException):
        decorator(refresh_mode="background", ttl=1)(later)


def test_changing_the_mode_starts_over() -> None:
    """Statement 18."""
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert cache_data(ttl=10)(make)() == 1
    assert cache_data(ttl=10, refresh_mode="background")(make)() == 2
