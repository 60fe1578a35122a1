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
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BODIES = ("body", "orelse", "finalbody")


def add_magic(
    tree: ast.Module, *, root_docstring: bool = False, last_call: bool = False, source: str = ""
) -> ast.Module:
    """Wrap the bare expressions of `tree`, in place.

    Parameters
    ----------
    tree : ast.Module
        The parsed script.
    root_docstring : bool, default False
        Whether the docstring of the module is written too.
    last_call : bool, default False
        Whether a call that ends the script is written too.
    source : str, default ""
        The text of the script: a semicolon behind its last statement keeps that from being written.
    """
    last = tree.body[-1] if tree.body else None
    # Known before the other expressions become calls, too.
    shows_last = last_call and _is_call(last) and not _ends_in_semicolon(last, source)
    _block(tree.body, docstring=not root_docstring)
    if shows_last and isinstance(last, ast.Expr):
        _wrap(last)
    return ast.fix_missing_locations(tree)


def _block(body: list[ast.stmt], *, docstring: bool) -> None:
    for position, statement in enumerate(body):
        if isinstance(statement, ast.Expr):
            is_docstring = position == 0 and docstring and _is_text(statement.value)
            if not (is_docstring or isinstance(statement.value, _SILENT)):
                _wrap(statement)
        elif isinstance(statement, _FUNCTIONS):
            _block(statement.body, docstring=True)
        elif isinstance(statement, ast.ClassDef):
            for method in statement.body:
                if isinstance(method, _FUNCTIONS):
                    _block(method.body, docstring=True)
        else:
            _parts(statement)


def _parts(statement: ast.stmt) -> None:
    for name in _BODIES:
        _block(getattr(statement, name, []), docstring=False)
    for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        _block(part.body, docstring=False)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_call(statement: ast.stmt | None) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)


def _ends_in_semicolon(statement: ast.stmt | None, source: str) -> bool:
    """Whether the line in which a statement ends has a semicolon as its last character."""
    end = getattr(statement, "end_lineno", None)
    lines = source.split("\n")
    return end is not None and end <= len(lines) and lines[end - 1].strip().endswith(";")


def _wrap(statement: ast.Expr) -> None:
    value = statement.value
    arguments = list(value.elts) if isinstance(value, ast.Tuple) else [value]
    call = ast.Call(func=ast.Name(id=WRITE, ctx=ast.Load()), args=arguments, keywords=[])
    statement.value = ast.copy_location(call, value)
