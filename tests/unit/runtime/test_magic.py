"""Bare expressions are written; numbers are statements of the execution specification."""

from __future__ import annotations

import ast
import asyncio
from contextlib import nullcontext
from typing import Any

import pytest

from revoila.runtime._magic import WRITE, add_magic


class Numbers:
    """An asynchronous iterable of 1 and 2."""

    def __init__(self) -> None:
        self.last = 0

    def __aiter__(self) -> Numbers:
        return self

    async def __anext__(self) -> int:
        self.last += 1
        if self.last > 2:
            raise StopAsyncIteration
        return self.last


def written(source: str, **options: bool) -> list[tuple[Any, ...]]:
    calls: list[tuple[Any, ...]] = []
    tree = add_magic(ast.parse(source), source=source, **options)
    names = {
        WRITE: lambda *values: calls.append(values),
        "asyncio": asyncio,
        "Numbers": Numbers,
        "null": nullcontext,
    }
    exec(compile(tree, "app.py", "exec"), names)  # noqa: S102
    return calls


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("x = 1\nx", [(1,)]),
        ("x = 1\nx,", [(1,)]),
        ("1, 2", [(1, 2)]),
        ("(3,)", [(3,)]),
        ("()", [()]),
        ("a = [1, 2]\n*a, 3", [(1, 2, 3)]),
        ("[1], (2, 3)", [([1], (2, 3))]),
    ],
)
def test_a_bare_expression_is_one_write_and_a_tuple_is_several_arguments(
    source: str, calls: list[tuple[Any, ...]]
) -> None:
    """Statement 105."""
    assert written(source) == calls


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("len('ab')", []),
        ("'ab'.upper()", []),
        ("(lambda: 3)()", []),
        ("def g():\n    yield 1\n    yield from [2]\nx = list(g())", []),
        ("async def f():\n    await asyncio.sleep(0)\nasyncio.run(f())", []),
        ("'doc'", []),
        ("'doc'\n'text'", [("text",)]),
        ("x = 1\n'text'", [("text",)]),
        ("b'no text'", [(b"no text",)]),
        ("f'{1}'", [("1",)]),
        ("def f():\n    'doc'\n    'text'\nf()", [("text",)]),
        ("async def f():\n    'doc'\n    'text'\nasyncio.run(f())", [("text",)]),
        ("if True:\n    'text'", [("text",)]),
        ("with null():\n    'text'", [("text",)]),
        ("for i in [1]:\n    'text'", [("text",)]),
    ],
)
def test_calls_and_docstrings_are_not_written(source: str, calls: list[tuple[Any, ...]]) -> None:
    """Statement 106."""
    assert written(source) == calls


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("def f():\n    4\nf()", [(4,)]),
        ("def f():\n    def g():\n        4\n    g()\nf()", [(4,)]),
        ("async def f():\n    4\nasyncio.run(f())", [(4,)]),
        ("with null(13) as x:\n    x", [(13,)]),
        ("async def f():\n    async with null():\n        4\nasyncio.run(f())", [(4,)]),
        ("for i in (1, 2):\n    i\nelse:\n    9", [(1,), (2,), (9,)]),
        (
            "async def f():\n    async for i in Numbers():\n        i\n    else:\n        9\nasyncio.run(f())",
            [(1,), (2,), (9,)],
        ),
        ("i = 0\nwhile i < 2:\n    i\n    i += 1\nelse:\n    9", [(0,), (1,), (9,)]),
        ("if True:\n    7\nelse:\n    8", [(7,)]),
        ("if False:\n    7\nelif True:\n    8\nelse:\n    9", [(8,)]),
        ("if False:\n    7\nelse:\n    9", [(9,)]),
        (
            "try:\n    1\n    1/0\nexcept ZeroDivisionError:\n    10\nelse:\n    3\nfinally:\n    11",
            [(1,), (10,), (11,)],
        ),
        ("try:\n    1\nexcept ValueError:\n    10\nelse:\n    3\nfinally:\n    11", [(1,), (3,), (11,)]),
        ("try:\n    raise ExceptionGroup('', [ValueError()])\nexcept* ValueError:\n    10", [(10,)]),
        ("match 1:\n    case 1:\n        12\n        'text'\n    case _:\n        13", [(12,), ("text",)]),
        ("match 2:\n    case 1:\n        12\n    case _:\n        13", [(13,)]),
        (
            "class A:\n    'doc'\n    5\n    'text'\n    def m(self):\n        'doc'\n        6\nA().m()",
            [(6,)],
        ),
        ("class A:\n    async def m(self):\n        6\nasyncio.run(A().m())", [(6,)]),
        ("class A:\n    if True:\n        5\n        def m(self):\n            6\nA().m()", []),
        ("class A:\n    class B:\n        5\n        def m(self):\n            6\nA.B().m()", []),
        ("def f():\n    class A:\n        5\n        def m(self):\n            6\n    A().m()\nf()", [(6,)]),
        ("x = (lambda: 3)\ny = x()\nz = [i for i in (1, 2)]", []),
    ],
)
def test_what_is_inside_of_blocks_and_functions_is_written(source: str, calls: list[tuple[Any, ...]]) -> None:
    """Statement 107."""
    assert written(source) == calls


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("None", None),
        ("True", True),
        ("...", ...),
        ("1", 1),
        ("f'{1 + 1}'", "2"),
        ("1 < 2", True),
        ("1 if True else 2", 1),
        ("(y := 14)", 14),
        ("-3", -3),
        ("not 1", False),
        ("1 and 2", 2),
        ("print", print),
        ("{'a': 1}", {"a": 1}),
        ("[0, 1][1]", 1),
        ("[1 for _ in range(2)]", [1, 1]),
    ],
)
def test_every_expression_that_is_no_call_counts(source: str, value: Any) -> None:
    """Statement 108."""
    assert written(source) == [(value,)]


def test_a_lambda_is_written_as_its_documentation(visit: Any) -> None:
    """Statement 108."""
    app = visit("lambda: 3")
    assert [node.kind for node in app.nodes()] == ["help"]


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("'doc'\n3", [("doc",), (3,)]),
        ("'doc'", [("doc",)]),
        ("def f():\n    'doc'\nf()", []),
    ],
)
def test_an_option_writes_the_docstring_of_the_module(source: str, calls: list[tuple[Any, ...]]) -> None:
    """Statement 109."""
    assert written(source, root_docstring=True) == calls


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("3\nlen('ab')", [(3,), (2,)]),
        ("len('ab');", []),
        ("len('ab') ;  \n\n", []),
        ("len('ab')\n# c;", [(2,)]),
        ("len('a'); len('ab')", [(2,)]),
        ("len(\n'ab'\n)", [(2,)]),
        ("len(\n'ab'\n);", []),
        ("len('a;')", [(2,)]),
        ("5", [(5,)]),
        ("5;", [(5,)]),
        ("len('a'), len('b')", [(1, 1)]),
        ("if True:\n    len('ab')", []),
        ("'doc'", []),
    ],
)
def test_an_option_writes_a_call_that_ends_the_script(source: str, calls: list[tuple[Any, ...]]) -> None:
    """Statement 109."""
    assert written(source, last_call=True) == calls


def test_the_options_of_the_app_decide(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements 104 and 109."""
    source = "'doc'\nimport revoila as st\n5\nstr(6)"
    app = visit(source)
    assert app.texts == ["`5`"]
    monkeypatch.setitem(app.session.options.values, "magic.displayRootDocString", True)
    monkeypatch.setitem(app.session.options.values, "magic.displayLastExprIfNoSemicolon", True)
    assert visit(source).texts == ["doc", "`5`", "6"]
    monkeypatch.setitem(app.session.options.values, "runner.magicEnabled", False)
    assert visit(source).texts == []


def test_pages_have_magic_and_imported_modules_have_none(visit: Any) -> None:
    """Statement 104."""
    app = visit(
        """
        import revoila as st
        import beside_the_app

        "entry"
        st.navigation([st.Page("views/first.py", default=True)]).run()
        """,
        files={"views/first.py": '1\n"first page"', "beside_the_app.py": '2\n"a module"'},
    )
    assert app.texts == ["entry", "`1`", "first page"]


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("1; 2; len('a'); 3", [(1,), (2,), (3,)]),
        ("x = 5; x; x, x", [(5,), (5, 5)]),
        ("1;'a'", [(1,), ("a",)]),
    ],
)
def test_every_statement_of_a_line_counts(source: str, calls: list[tuple[Any, ...]]) -> None:
    """Statement 110."""
    assert written(source) == calls
