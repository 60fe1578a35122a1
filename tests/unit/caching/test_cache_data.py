"""``st.cache_data``: parameters, copies, limits, clearing (the caching specification)."""

from __future__ import annotations

import inspect
import json
import logging
from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from revoila.caching import cache_data
from revoila.caching.errors import (
    CachedFunctionReturnedAwaitableError,
    UnevaluatedDataFrameError,
    UnhashableParamError,
    UnserializableReturnValueError,
)
from revoila.config.options import get_option
from revoila.errors import (
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from pathlib import Path
    from types import SimpleNamespace

    from tests.unit.caching.conftest import FakeRun


class Counter:
    """Counts how often a cached function really ran."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def __call__(self, *args: Any) -> int:
        self.calls.append(args)
        return len(self.calls)


def test_a_second_call_with_equal_arguments_does_not_run_the_function() -> None:
    """Statement 22."""
    ran = Counter()

    @cache_data
    def f(a: int, b: str = "x") -> int:
        return ran(a, b)

    assert [f(1), f(1), f(2), f(1, "x"), f(1, b="x"), f(a=1, b="x")] == [1, 1, 2, 3, 3, 3]


def test_defaults_order_and_types_of_arguments_count() -> None:
    """Statements 22 and 23."""
    ran = Counter()

    @cache_data
    def f(x: Any, y: Any = 2) -> int:
        return ran(x, y)

    assert [f(1), f(1, 2), f(1, y=2), f(x=1, y=2), f(y=2, x=1)] == [1, 2, 2, 2, 3]
    assert [f(1.0), f("1"), f(True), f([1]), f((1,)), f(1)] == [4, 5, 6, 7, 8, 1]


def test_a_plain_self_is_an_argument_like_others() -> None:
    """Statement 24."""

    class Reader:
        @cache_data
        def read(self) -> int:
            return 1

    with pytest.raises(UnhashableParamError, match="argument 'self'"):
        Reader().read()


def test_works_bare_with_parentheses_and_as_a_function() -> None:
    """Statement 3."""
    assert cache_data(lambda: 1)() == 1
    assert cache_data()(lambda: 2)() == 2
    assert cache_data(ttl=3)(lambda: 3)() == 3


def test_the_cached_function_looks_like_the_function() -> None:
    """Statements 4 and 39."""

    def f(a: int, b: int = 2) -> int:
        """Say what it does."""
        return a + b

    cached = cache_data(f)
    assert (cached.__name__, cached.__doc__, cached.__wrapped__) == ("f", "Say what it does.", f)
    assert inspect.signature(cached) == inspect.signature(f)
    assert not inspect.iscoroutinefunction(cached)
    assert repr(cached).startswith("<CachedFunc: <function ")


def test_the_signature_is_streamlits() -> None:
    """Statements 1 and 3."""
    parameters = inspect.signature(cache_data).parameters
    assert {name: parameter.default for name, parameter in parameters.items()} == {
        "func": None,
        "ttl": None,
        "max_entries": None,
        "max_size": None,
        "show_spinner": True,
        "show_time": False,
        "persist": None,
        "hash_funcs": None,
        "scope": "global",
        "refresh_mode": "foreground",
    }
    assert all(p.kind is p.KEYWORD_ONLY for name, p in parameters.items() if name != "func")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"ttl": "soon"}, StreamlitBadTimeStringError),
        ({"ttl": [1]}, TypeError),
        ({"max_size": 0}, StreamlitValueError),
        ({"max_size": "1"}, StreamlitValueError),
        ({"max_size": "0KB"}, StreamlitValueError),
        ({"max_size": "-1KB"}, StreamlitValueError),
        ({"max_size": "1PB"}, StreamlitValueError),
        ({"max_size": 1.5}, StreamlitInvalidParameterTypeError),
        ({"max_size": True}, StreamlitInvalidParameterTypeError),
        ({"persist": "memory"}, StreamlitValueError),
        ({"persist": 1}, StreamlitValueError),
        ({"scope": "user"}, StreamlitValueError),
        ({"refresh_mode": "never"}, StreamlitValueError),
        ({"refresh_mode": "background"}, StreamlitMissingRequiredParameterError),
        ({"refresh_mode": "background", "ttl": 0}, StreamlitValueError),
        (
            {"refresh_mode": "background", "ttl": 3, "persist": "disk"},
            StreamlitIncompatibleParametersError,
        ),
        ({"experimental_allow_widgets": True}, TypeError),
        ({"validate": bool}, TypeError),
        ({"on_release": print}, TypeError),
    ],
)
def test_refuses_parameters_when_the_function_is_decorated(options: Any, error: type[Exception]) -> None:
    """Statements 3, 7, 9, 12, 14 and 17."""
    with pytest.raises(error):
        cache_data(**options)


@pytest.mark.parametrize("persist", [None, False])
def test_persist_can_be_refused_in_words(persist: Any) -> None:
    """Statement 12."""
    assert cache_data(persist=persist)(lambda: 1)() == 1


def test_hits_return_objects_of_their_own() -> None:
    """Statement 29."""

    @cache_data
    def f() -> dict[str, list[int]]:
        return {"a": [1]}

    first = f()
    first["a"].append(2)
    second = f()
    second["a"].append(3)
    assert f() == {"a": [1]}
    assert f() is not f()


def test_the_first_caller_gets_what_the_function_returned() -> None:
    """Statement 30."""
    made: list[object] = []

    @cache_data
    def f() -> list[int]:
        made.append([1])
        return made[-1]  # type: ignore[return-value]

    assert f() is made[0]


def test_what_the_first_caller_does_to_the_result_is_not_kept() -> None:
    """Statement 30."""

    @cache_data
    def f(kind: str) -> Any:
        return {"list": [1], "array": np.zeros(2), "frame": pd.DataFrame({"a": [1]})}[kind]

    f("list").append(2)
    f("array")[0] = 9
    frame = f("frame")
    frame.loc[0, "a"] = 9
    assert f("list") == [1]
    assert f("array").tolist() == [0, 0]
    assert f("frame")["a"].tolist() == [1]


def test_none_is_a_result() -> None:
    """Statement 31."""
    ran = Counter()

    @cache_data
    def f() -> None:
        ran()

    f()
    f()
    assert len(ran.calls) == 1


def test_exceptions_are_not_kept() -> None:
    """Statement 36."""
    ran = Counter()

    @cache_data
    def f() -> int:
        if ran() == 1:
            raise ValueError("no")
        return 7

    with pytest.raises(ValueError, match="no"):
        f()
    assert f() == 7


def test_missing_arguments_are_the_functions_own_error() -> None:
    """Statement 38."""

    @cache_data
    def f(a: int) -> int:
        return a

    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        f()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="multiple values"):
        f(1, a=1)  # type: ignore[misc]


@pytest.mark.parametrize("result", [(i for i in range(3)), open(__file__)])  # noqa: SIM115, PTH123
def test_results_that_cannot_be_pickled_are_refused(result: Any) -> None:
    """Statement 32."""

    @cache_data
    def f() -> Any:
        return result

    with pytest.raises(
        UnserializableReturnValueError, match=r"Cannot serialize the return value .* in `f\(\)`"
    ) as info:
        f()
    assert not isinstance(info.value, StreamlitAPIException)
    getattr(result, "close", lambda: None)()


def test_local_functions_raise_what_pickle_raises() -> None:
    """Statement 32."""

    @cache_data
    def f() -> Any:
        return lambda: 1

    with pytest.raises((AttributeError, UnserializableReturnValueError)):
        f()


def test_queries_are_refused() -> None:
    """Statement 32."""
    query = type("DataFrame", (), {"__module__": "pyspark.sql.dataframe"})

    @cache_data
    def f() -> Any:
        return query()

    with pytest.raises(UnevaluatedDataFrameError, match="unevaluated dataframe"):
        f()


def test_awaitables_are_refused() -> None:
    """Statement 34."""

    async def later() -> int:
        return 1

    @cache_data
    def f() -> Any:
        return later()

    with pytest.raises(CachedFunctionReturnedAwaitableError, match="awaitable"):
        f()


@pytest.mark.parametrize("ttl", [10, 10.0, timedelta(seconds=10), "10s", "10 seconds"])
def test_results_expire_after_their_ttl_counted_from_writing(ttl: Any, clock: SimpleNamespace) -> None:
    """Statement 7."""
    ran = Counter()

    @cache_data(ttl=ttl)
    def f() -> int:
        return ran()

    assert f() == 1
    clock.seconds += 9.9
    assert f() == 1
    clock.seconds += 0.1
    assert f() == 2


@pytest.mark.parametrize("ttl", [0, -1, float("nan")])
def test_a_ttl_that_is_not_positive_keeps_nothing(ttl: float) -> None:
    ran = Counter()

    @cache_data(ttl=ttl)
    def f() -> int:
        return ran()

    assert [f(), f()] == [1, 2]


def test_the_least_recently_used_result_leaves_first() -> None:
    """Statement 8."""
    ran = Counter()

    @cache_data(max_entries=2)
    def f(x: int) -> int:
        return ran(x)

    f(1)
    f(2)
    f(1)
    f(3)
    assert f(1) == 1
    assert f(2) == 4


@pytest.mark.parametrize(
    ("max_entries", "message"), [(0, "value too large"), (-1, "value too large"), ("a", "could not convert")]
)
def test_a_store_for_nothing_fails_on_the_first_call(max_entries: Any, message: str) -> None:
    """Statement 8."""
    f = cache_data(max_entries=max_entries)(lambda: 1)
    with pytest.raises(ValueError, match=message):
        f()


def test_max_size_counts_bytes_and_keeps_one_result_in_any_case() -> None:
    """Statement 9."""
    ran = Counter()

    @cache_data(max_size="1KB")
    def f(size: int) -> list[bytes]:
        ran(size)
        return [b"x" * size]

    f(400)
    f(401)
    f(400)
    assert len(ran.calls) == 2
    f(402)
    f(400)
    assert len(ran.calls) == 3
    f(5000)
    f(5000)
    f(400)
    assert len(ran.calls) == 5


@pytest.mark.parametrize(
    ("max_size", "largest"),
    [(1000, 1000), ("1KB", 1024), ("1 kib", 1024), ("0.5kb", 512), ("1.0009 KB", 1024), ("0.001mb", 1048)],
)
def test_a_size_has_a_unit_of_a_power_of_1024(max_size: Any, largest: int) -> None:
    """Statement 9."""
    made: list[int] = []

    @cache_data(max_size=max_size)
    def f(size: int) -> Any:
        made.append(size)
        return np.zeros(size, dtype="int8")

    f(largest - 1)
    f(1)
    f(largest - 1)
    assert made == [largest - 1, 1]
    f(2)
    f(1)
    assert made == [largest - 1, 1, 2, 1]


def test_one_result_beyond_max_size_comes_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """Statement 9."""
    f = cache_data(max_size="1KB")(lambda: [b"x" * 5000])
    f()
    assert "max_size" in caplog.text
    assert f() == [b"x" * 5000]


def test_max_size_is_for_each_session(rerun: Any, new_session: Any) -> None:
    """Statement 9."""
    ran = Counter()

    def script() -> None:
        @cache_data(scope="session", max_size="1KB")
        def f() -> list[bytes]:
            return [b"x" * 700 + str(ran()).encode()]

        f()

    other = new_session()
    for page in (rerun, other, rerun, other):
        page(script)
    assert len(ran.calls) == 2


def test_there_is_no_budget_unless_it_is_configured() -> None:
    """Statement 10."""
    assert get_option("server.maxCacheDataSize") is None


def test_the_budget_of_the_process_lets_go_of_the_oldest_results_of_any_function(run: FakeRun) -> None:
    """Statement 10."""
    run.options["server.maxCacheDataSize"] = "1KB"
    ran = Counter()

    @cache_data
    def f(size: int) -> list[bytes]:
        ran("f")
        return [b"x" * size]

    @cache_data
    def g(size: int) -> list[bytes]:
        ran("g")
        return [b"y" * size]

    f(400)
    g(400)
    f(400)
    g(450)
    assert [call[0] for call in ran.calls] == ["f", "g", "g"]
    f(400)
    assert len(ran.calls) == 3
    g(400)
    assert len(ran.calls) == 4


def test_a_result_beyond_the_budget_is_kept_alone_with_a_warning(
    run: FakeRun, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 10."""
    run.options["server.maxCacheDataSize"] = "1KB"
    ran = Counter()

    @cache_data
    def f() -> list[bytes]:
        ran()
        return [b"x" * 5000]

    f()
    f()
    assert len(ran.calls) == 1
    assert "maxCacheDataSize" in caplog.text


def test_clear_forgets_all_results_or_one() -> None:
    """Statement 43."""
    ran = Counter()

    @cache_data
    def f(a: int, _b: object = None, c: int = 0) -> int:
        return ran(a)

    f(1)
    f(2)
    f.clear(1)
    assert (f(2), f(1)) == (2, 3)
    f(1, object(), 3)
    f.clear(1, "anything", 3)
    assert f(1, None, 3) == 5
    f.clear(99)
    f.clear()
    assert f(2) == 6


def test_clearing_everything_reaches_all_functions() -> None:
    """Statement 5."""
    ran = Counter()
    f = cache_data(lambda: ran("f"))
    g = cache_data(lambda: ran("g"))
    f()
    g()
    cache_data.clear()
    f()
    g()
    assert len(ran.calls) == 4
    cache_data.clear()
    cache_data.clear()


def test_methods_share_results_between_objects_unless_the_object_counts() -> None:
    """Statements 4, 24 and 44."""
    ran = Counter()

    class Reader:
        @cache_data
        def read(_self, name: str) -> int:  # noqa: N805
            return ran(name)

        @staticmethod
        @cache_data
        def parse(name: str) -> int:
            return ran(name)

    one, other = Reader(), Reader()
    assert [one.read("a"), other.read("a"), one.read("b"), Reader.read(one, "a")] == [1, 1, 2, 1]
    one.read.clear("a")
    assert [other.read("b"), other.read("a")] == [2, 3]
    one.read.clear()
    assert one.read("b") == 4
    assert (Reader.parse("x"), one.parse("x")) == (5, 5)
    assert one.read.__name__ == "read"
    assert "BoundCachedFunc" in repr(one.read)


def test_changing_a_limit_starts_over() -> None:
    """Statement 18."""
    ran = Counter()

    def script(max_entries: int) -> int:
        @cache_data(max_entries=max_entries)
        def f() -> int:
            return ran()

        return f()

    assert [script(5), script(5), script(6), script(6)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    "options",
    [{"ttl": 5}, {"max_entries": 5}, {"max_size": "1GB"}, {"scope": "session"}, {"persist": "disk"}],
)
def test_changing_any_parameter_starts_over(rerun: Any, options: Any) -> None:
    """Statement 18."""
    ran = Counter()
    seen: list[int] = []

    def f() -> int:
        return ran()

    rerun(lambda: seen.append(cache_data(f)()))
    rerun(lambda: seen.append(cache_data(**options)(f)()))
    rerun(lambda: seen.append(cache_data(**options)(f)()))
    assert seen == [1, 2, 2]


def test_an_unchanged_function_keeps_its_results_across_reruns_whatever_its_closure() -> None:
    """Statements 19 and 20."""

    def script(z: int) -> int:
        @cache_data
        def f(x: int) -> int:
            return x + z

        return f(1)

    assert [script(1), script(2)] == [2, 2]


def test_a_session_scope_belongs_to_a_session(rerun: Any, new_session: Any) -> None:
    """Statements 5 and 14."""
    ran = Counter()
    seen: list[int] = []

    def script() -> None:
        @cache_data(scope="session")
        def f() -> int:
            return ran()

        seen.append(f())

    rerun(script)
    rerun(script)
    new_session()(script)
    assert seen == [1, 1, 2]
    cache_data.clear()
    rerun(script)
    assert seen[-1] == 3


def test_clearing_a_session_scope_leaves_other_sessions_alone(rerun: Any, new_session: Any) -> None:
    """Statement 45."""
    ran = Counter()
    seen: list[int] = []
    other = new_session()

    def script(clear: bool = False) -> None:
        @cache_data(scope="session")
        def f() -> int:
            return ran()

        if clear:
            f.clear()
        seen.append(f())

    rerun(script)
    other(script)
    rerun(lambda: script(clear=True))
    other(script)
    assert seen == [1, 2, 3, 2]


def test_a_thread_without_a_session_cannot_use_a_session_scope(rerun: Any) -> None:
    """Statement 14."""
    errors: list[BaseException] = []

    def work(f: Any) -> None:
        try:
            f()
        except StreamlitAPIException as error:
            errors.append(error)

    def script() -> None:
        f = cache_data(scope="session")(lambda: 1)
        thread = Thread(target=work, args=(f,))
        thread.start()
        thread.join()

    rerun(script)
    assert "session-scoped" in str(errors[0])


def test_a_session_scope_needs_a_session() -> None:
    """Statement 14."""
    f = cache_data(scope="session")(lambda: 1)
    with pytest.raises(StreamlitAPIException, match="session-scoped"):
        f()
    with pytest.raises(StreamlitAPIException, match="session-scoped"):
        f.clear()


def test_outside_of_an_app_one_warning_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Statement 55."""
    f = cache_data(lambda x: x)
    with caplog.at_level(logging.WARNING):
        assert [f(1), f(1), f(2)] == [1, 1, 2]
    assert caplog.text.count("outside of an app") == 1


def test_the_classes_of_the_main_script_come_back_as_they_are_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 35."""
    import sys
    from types import ModuleType

    def define() -> type:
        module = ModuleType("__main__")
        kind = type("Point", (), {"__module__": "__main__"})
        module.Point = kind  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "__main__", module)
        return kind

    @cache_data
    def f() -> Any:
        return sys.modules["__main__"].Point()

    define()
    f()
    newer = define()
    assert type(f()) is newer


def test_json_like_results_of_a_file_are_copied(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text('{"rows": [1, 2]}')

    @cache_data
    def load(path: Path) -> Any:
        return json.loads(path.read_text())

    load(path)
    path.unlink()
    assert load(path) == {"rows": [1, 2]}
