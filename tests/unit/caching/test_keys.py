"""Which function is which, and which arguments count? (The caching specification.)"""

from __future__ import annotations

import functools
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.caching import cache_data
from revoila.caching._keys import ArgumentNames, code_digest, function_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def load(path: Path, source: str) -> Any:
    path.write_text(source)
    sys.modules.pop("made_up", None)
    # Bytecode of a moment ago has the same time stamp.
    spec = importlib.util.spec_from_loader("made_up", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    exec(compile(source, str(path), "exec"), module.__dict__)  # noqa: S102
    return module


def test_the_source_of_a_function_is_its_identity(tmp_path: Path) -> None:
    """Statement 19."""
    path = tmp_path / "made_up.py"
    first = function_key(load(path, "def f(x):\n    return x\n").f)
    moved = function_key(load(path, "import os\n\n\ndef f(x):\n    return x\n").f)
    commented = function_key(load(path, "def f(x):\n    # why\n    return x\n").f)
    assert first == moved
    assert first != commented


def test_a_helper_that_changes_changes_nothing(tmp_path: Path) -> None:
    """Statement 19."""
    path = tmp_path / "made_up.py"
    first = function_key(load(path, "def g():\n    return 1\n\ndef f():\n    return g()\n").f)
    assert first == function_key(load(path, "def g():\n    return 2\n\ndef f():\n    return g()\n").f)


@pytest.mark.parametrize(
    ("source", "is_another"),
    [
        ("@deco\ndef f(x):\n    return x\n", False),
        ("@deco\ndef f(x):\n    return x + 0\n", True),
        ("@deco\ndef f(x, y=1):\n    return x\n", True),
        ("@deco  # changed\ndef f(x):\n    return x\n", True),
        ("limit = 2\n@deco\ndef f(x):\n    return x\n", False),
    ],
)
def test_body_signature_and_decorators_count_and_nothing_around(
    tmp_path: Path, source: str, is_another: bool
) -> None:
    """Statement 19."""
    path, start = tmp_path / "made_up.py", "deco = lambda f: f\n"
    key = function_key(load(path, f"{start}limit = 1\n@deco\ndef f(x):\n    return x\n").f)
    assert (function_key(load(path, start + source).f) != key) is is_another


def test_module_and_qualified_name_count(tmp_path: Path) -> None:
    """Statement 19."""
    path = tmp_path / "made_up.py"
    one = load(path, "class A:\n    def f(x):\n        return x\n").A.f
    other = load(path, "class B:\n    def f(x):\n        return x\n").B.f
    assert function_key(one) != function_key(other)
    key = function_key(one)
    one.__module__ = "elsewhere"
    assert function_key(one) != key


def test_a_global_is_not_part_of_the_key() -> None:
    """Statement 19."""
    names: dict[str, Any] = {"__name__": "nowhere", "z": 1}
    exec(compile("def f(): return z", "<nowhere>", "exec"), names)  # noqa: S102
    f = cache_data(names["f"])
    assert f() == 1
    names["z"] = 2
    assert f() == 1


def test_without_a_source_the_bytecode_counts() -> None:
    """Statement 19."""

    def make(source: str) -> Callable[..., Any]:
        names: dict[str, Any] = {"__name__": "nowhere"}
        exec(compile(source, "<nowhere>", "exec"), names)  # noqa: S102
        function: Callable[..., Any] = names["f"]
        return function

    assert function_key(make("def f(): return 1")) == function_key(make("\n\ndef f(): return 1"))
    assert function_key(make("def f(): return 1")) != function_key(make("def f(): return 2"))
    assert function_key(make("def f(): return [x for x in y]")) != function_key(
        make("def f(): return [x + 1 for x in y]")
    )


def test_two_lambdas_on_one_line_are_two_functions() -> None:
    one, other = cache_data(lambda: 1), cache_data(lambda: 2)
    assert (one(), other()) == (1, 2)


def test_a_rerun_finds_the_same_key_without_reading_the_source_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def make() -> Callable[[], int]:
        def f() -> int:
            return 1

        return f

    key = function_key(make())
    monkeypatch.setattr("inspect.getsource", lambda _f: pytest.fail("read again"))
    assert function_key(make()) == key


def test_code_is_known_by_what_it_does_wherever_it_is() -> None:
    one = compile("lambda x: x + 1", "<a>", "eval")
    moved = compile("\n\n(lambda x: x + 1)", "<b>", "eval")
    other = compile("lambda x: x + 2", "<a>", "eval")
    assert code_digest(one.co_consts[0]) == code_digest(moved.co_consts[0]) != code_digest(other.co_consts[0])


def pairs(function: Callable[..., Any], *args: Any, **kwargs: Any) -> list[tuple[str | None, Any]]:
    return list(ArgumentNames(function).pair(args, kwargs))


def test_arguments_are_known_by_name_in_the_order_they_are_passed() -> None:
    """Statement 22."""

    def f(a: int, b: int = 2, *args: int, c: int = 3, **kwargs: int) -> None: ...

    assert pairs(f, 1) == [("a", 1)]
    assert pairs(f, 1, 2) == pairs(f, 1, b=2) == pairs(f, a=1, b=2) == [("a", 1), ("b", 2)]
    assert pairs(f, b=2, a=1) == [("b", 2), ("a", 1)]
    assert pairs(f, 1, 2, 3, 4) == [("a", 1), ("b", 2), (None, 3), (None, 4)]


def test_arguments_of_underscore_parameters_do_not_count() -> None:
    """Statement 24."""

    def f(_a: Any, b: Any, *_rest: Any, **kwargs: Any) -> None: ...

    assert pairs(f, object(), 1) == [("b", 1)]
    assert pairs(f, _a=object(), b=1, _z=object()) == [("b", 1)]
    assert pairs(f, 0, 1, 2) == [("b", 1), (None, 2)]


def test_a_function_in_a_decorator_is_known_by_its_own_parameters() -> None:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def inner(*args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs)

        return inner

    @decorate
    def f(_connection: object, query: str) -> None: ...

    @decorate
    def g(_connection: object, query: str) -> None: ...

    assert pairs(f, object(), "select") == [("query", "select")]
    assert function_key(f) != function_key(g)


@given(st.lists(st.integers(), min_size=3, max_size=3), st.integers(0, 3))
def test_passing_by_name_or_by_position_is_the_same(numbers: list[int], by_position: int) -> None:
    """Statement 22."""
    ran: list[int] = []

    @cache_data
    def f(a: int, b: int, c: int) -> int:
        ran.append(a)
        return a

    f.clear()
    f(*numbers)
    f(*numbers[:by_position], **dict(list(zip("abc", numbers, strict=True))[by_position:]))
    assert len(ran) == 1
