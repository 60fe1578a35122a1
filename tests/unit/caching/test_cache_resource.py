"""``st.cache_resource``: shared objects, validation, release (the caching specification)."""

from __future__ import annotations

import inspect
from threading import Lock
from typing import TYPE_CHECKING, Any

import pytest

from revoila.caching import cache_resource, release_session
from revoila.caching.errors import CachedFunctionReturnedAwaitableError
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from types import SimpleNamespace


def test_everybody_gets_the_same_object_even_one_that_cannot_be_copied() -> None:
    """Statement 33."""

    @cache_resource
    def f() -> Any:
        return Lock()

    assert f() is f()


def test_what_one_caller_changes_all_see(rerun: Any, new_session: Any) -> None:
    """Statement 33."""
    seen: list[list[str]] = []

    @cache_resource
    def f() -> list[str]:
        return []

    rerun(lambda: f().append("one"))
    new_session()(lambda: f().append("other"))
    rerun(lambda: seen.append(f()))
    assert seen == [["one", "other"]]


def test_a_generator_is_shared_and_used_up() -> None:
    """Statement 33."""
    f = cache_resource(lambda: (number for number in range(2)))
    assert (list(f()), list(f())) == ([0, 1], [])


def test_the_signature_is_streamlits() -> None:
    """Statements 2 and 3."""
    parameters = inspect.signature(cache_resource).parameters
    assert {name: parameter.default for name, parameter in parameters.items()} == {
        "func": None,
        "ttl": None,
        "max_entries": None,
        "show_spinner": True,
        "show_time": False,
        "validate": None,
        "hash_funcs": None,
        "on_release": None,
        "scope": "global",
        "refresh_mode": "foreground",
    }


@pytest.mark.parametrize("option", ["persist", "max_size"])
def test_options_of_cache_data_are_refused(option: str) -> None:
    """Statement 3."""
    with pytest.raises(TypeError, match=option):
        cache_resource(**{option: 1})  # type: ignore[call-overload]


def test_callbacks_must_be_synchronous() -> None:
    """Statements 15 and 16."""

    async def later(_value: object) -> bool:
        return True

    class Later:
        async def __call__(self, _value: object) -> bool:
            return True

    for callback in (later, Later()):
        with pytest.raises(StreamlitAPIException, match="`validate` callback"):
            cache_resource(validate=callback)  # type: ignore[arg-type]
    with pytest.raises(StreamlitAPIException, match="`on_release` callback"):
        cache_resource(on_release=later)


def test_a_result_that_is_not_valid_any_more_is_released_and_computed_anew() -> None:
    """Statements 15 and 16."""
    released: list[int] = []
    checked: list[int] = []
    made: list[int] = []

    def validate(value: int) -> bool:
        checked.append(value)
        return value != 1

    @cache_resource(validate=validate, on_release=released.append)
    def f() -> int:
        made.append(len(made) + 1)
        return made[-1]

    assert (f(), checked) == (1, [])
    assert f() == 2
    assert (checked, released) == ([1], [1])
    assert f() == 2
    assert (checked, released) == ([1, 2], [1])


def test_results_are_released_when_they_leave(clock: SimpleNamespace) -> None:
    """Statement 16."""
    released: list[str] = []

    @cache_resource(ttl=10, max_entries=2, on_release=released.append)
    def f(name: str) -> str:
        return name

    f("a")
    f("b")
    f("c")
    assert released == ["a"]
    f.clear("b")
    assert released == ["a", "b"]
    clock.seconds += 20
    f("d")
    assert released == ["a", "b", "c"]
    f.clear()
    assert released == ["a", "b", "c", "d"]
    f("e")
    cache_resource.clear()
    assert released[-1] == "e"


def test_what_a_release_raises_reaches_the_caller_after_all_are_released() -> None:
    """Statement 16."""
    released: list[str] = []

    def release(value: str) -> None:
        released.append(value)
        raise OSError(value)

    f = cache_resource(on_release=release)(lambda name: name)
    f("a")
    f("b")
    with pytest.raises(OSError, match="a"):
        f.clear()
    assert released == ["a", "b"]
    assert f("c") == "c"
    with pytest.raises(OSError, match="c"):
        f.clear()


def test_the_end_of_a_session_releases_what_it_has(rerun: Any) -> None:
    """Statements 14 and 16."""
    released: list[str] = []

    def script() -> None:
        @cache_resource(scope="session", on_release=released.append)
        def f(name: str) -> str:
            return name

        f("mine")

    rerun(script)
    rerun(script)
    assert released == []
    release_session(rerun.session.cache)
    assert (released, rerun.session.cache) == (["mine"], {})


def test_the_end_of_a_session_releases_all_even_when_a_release_fails(rerun: Any) -> None:
    """Statement 16."""
    released: list[str] = []

    def release(value: str) -> None:
        released.append(value)
        raise OSError(value)

    def script() -> None:
        @cache_resource(scope="session", on_release=release)
        def f() -> str:
            return "f"

        @cache_resource(scope="session", on_release=release)
        def g() -> str:
            return "g"

        f()
        g()

    rerun(script)
    with pytest.raises(OSError, match="g"):
        release_session(rerun.session.cache)
    assert released == ["g", "f"]


def test_an_unchanged_lambda_does_not_start_over_and_a_changed_one_does() -> None:
    """Statement 18."""
    made: list[int] = []

    def script(validate: Any) -> int:
        @cache_resource(validate=validate)
        def f() -> int:
            made.append(1)
            return len(made)

        return f()

    def same() -> Any:
        return lambda value: value < 100

    assert [script(same()), script(same()), script(lambda value: value < 200)] == [1, 1, 2]


def test_the_newest_release_callback_is_called() -> None:
    released: list[tuple[int, str]] = []

    def script(number: int) -> None:
        @cache_resource(max_entries=1, on_release=lambda value: released.append((number, value)))
        def f(name: str) -> str:
            return name

        f(str(number))

    script(1)
    script(2)
    assert released == [(2, "1")]


@pytest.mark.parametrize(("max_entries", "error"), [(0, ValueError), ("a", TypeError)])
def test_a_store_for_nothing_fails_on_the_first_call(max_entries: Any, error: type[Exception]) -> None:
    """Statement 8."""
    f = cache_resource(max_entries=max_entries)(lambda: 1)
    with pytest.raises(error):
        f()


def test_awaitables_are_refused() -> None:
    """Statement 34."""

    async def later() -> int:
        return 1

    def f() -> Any:
        return later()

    with pytest.raises(CachedFunctionReturnedAwaitableError):
        cache_resource(f)()


def test_clearing_resources_leaves_data_alone() -> None:
    """Statement 5."""
    from revoila.caching import cache_data

    made: list[int] = []

    def value() -> int:
        made.append(1)
        return len(made)

    data = cache_data(lambda: value())  # noqa: PLW0108
    resource = cache_resource(lambda: value())  # noqa: PLW0108
    assert (data(), resource()) == (1, 2)
    cache_resource.clear()
    assert (data(), resource()) == (1, 3)
