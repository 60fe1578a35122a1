"""Bare expressions of a script are written to the page.

Rules of the execution specification, statements 104 to 110 (Streamlit 1.67).
"""

from __future__ import annotations

import ast
from typing import TypeVar

WRITE = "__revoila_write__"
"""Name in the script's globals of the function that writes and returns a value."""

N = TypeVar("N", bound=ast.AST)

_SILENT = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
_BODIES = ("body", "orelse", "finalbody")


def add_magic(tree: ast.Module, *, root_docstring: bool = False, last_call: bool = False) -> ast.Module:
    """Wrap the bare expressions of `tree`, in place.

    Parameters
    ----------
    tree : ast.Module
        The parsed script.
    root_docstring : bool, default False
        Whether the docstring of the module is written too.
    last_call : bool, default False
        Whether a call in the last line is written too.
    """
    last = tree.body[-1] if tree.body else None
    _block(tree.body, docstring=not root_docstring)
    if last_call and isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        _wrap(last)
    return ast.fix_missing_locations(tree)


def _block(body: list[ast.stmt], *, docstring: bool, is_class: bool = False) -> None:
    for position, statement in enumerate(body):
        if isinstance(statement, ast.Expr):
            is_docstring = position == 0 and docstring and _is_text(statement.value)
            if not (is_class or is_docstring or isinstance(statement.value, _SILENT)):
                _wrap(statement)
            continue
        function = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
        nested_class = isinstance(statement, ast.ClassDef)
        for name in _BODIES:
            inner = getattr(statement, name, None)
            if isinstance(inner, list):
                _block(inner, docstring=(function or nested_class) and name == "body", is_class=nested_class)
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            _block(part.body, docstring=False)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _wrap(statement: ast.Expr) -> None:
    value = statement.value
    arguments = list(value.elts) if isinstance(value, ast.Tuple) else [value]
    call = ast.Call(func=ast.Name(id=WRITE, ctx=ast.Load()), args=arguments, keywords=[])
    statement.value = ast.copy_location(call, value)
