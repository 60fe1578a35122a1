"""Bare expressions are written; numbers are statements of the execution specification."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from revoila.runtime._magic import WRITE, add_magic


def written(source: str, **options: bool) -> list[tuple[Any, ...]]:
    calls: list[tuple[Any, ...]] = []
    tree = add_magic(ast.parse(source), **options)
    exec(compile(tree, "app.py", "exec"), {WRITE: lambda *values: calls.append(values)})  # noqa: S102
    return calls


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("x = 1\nx", [(1,)]),
        ("1, 2", [(1, 2)]),
        ("(3,)", [(3,)]),
        ("None\n...\nTrue", [(None,), (...,), (True,)]),
        ("f'{1}'; 2", [("1",), (2,)]),
        ("print", [(print,)]),
        ("len('ab')", []),
        ("'doc'\n'text'", [("text",)]),
        ("def f():\n    'doc'\n    4\nf()", [(4,)]),
        ("class A:\n    5\n    def m(self):\n        6\nA().m()", [(6,)]),
        ("if True:\n    7\nelse:\n    8", [(7,)]),
        ("for i in (1, 2):\n    i\nelse:\n    9", [(1,), (2,), (9,)]),
        ("try:\n    1/0\nexcept ZeroDivisionError:\n    10\nfinally:\n    11", [(10,), (11,)]),
        ("match 1:\n    case 1:\n        12", [(12,)]),
        ("with open('/dev/null'):\n    13", [(13,)]),
        ("(y := 14)", [(14,)]),
        ("[1 for _ in range(2)]", [([1, 1],)]),
    ],
)
def test_bare_expressions_are_written(source: str, calls: list[tuple[Any, ...]]) -> None:
    """Statements 105 to 108 and 110."""
    assert written(source) == calls


def test_options_write_the_docstring_and_a_last_call() -> None:
    """Statement 109."""
    assert written("'doc'\nlen('ab')", root_docstring=True, last_call=True) == [("doc",), (2,)]
