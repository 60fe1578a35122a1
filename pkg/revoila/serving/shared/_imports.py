"""What a script will need, found without running it: a host loads it before somebody waits for it."""

from __future__ import annotations

import ast
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import revoila
from revoila import compat
from revoila.config.options import load_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_log = logging.getLogger(__name__)

OURS = frozenset({"revoila", compat.ALIAS})
PAGES = "pages"
"""Folder beside a script with more of its pages."""

LARGEST = 4 * 1024 * 1024
"""Of a script that is read, in bytes."""


def imports_of(script: Path) -> list[str]:
    """Return the installed modules that an app imports as it starts.

    Nothing is imported or executed to find out. Modules of the app's own, or of
    the working directory, are not among them: they may be reloaded, and have
    effects that are for a run. Nor is ``streamlit``, which may come to mean this
    package.

    Parameters
    ----------
    script : Path
        Main script of the app.

    Returns
    -------
    list of str
        Names as in the import statements, each once, in that order.
    """
    own = {script.parent.resolve(), Path.cwd()}
    found: dict[str, None] = {}
    for file in _files(script):
        for name in _imported(_body(file)):
            top = name.partition(".")[0]
            if name not in found and top != compat.ALIAS and _is_installed(top, own):
                found[name] = None
    return list(found)


def commands_of(script: Path) -> list[str]:
    """Return the names of this package that an app uses, each of which is loaded on first use.

    Parameters
    ----------
    script : Path
        Main script of the app.

    Returns
    -------
    list of str
        In alphabetical order; not all of them need to exist.
    """
    found: set[str] = set()
    for file in _files(script):
        nodes = list(ast.walk(ast.Module(_body(file), [])))
        names = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name in OURS
        }
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and node.module in OURS:
                found |= {alias.name for alias in node.names}
            elif (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in names
            ):
                found.add(node.attr)
    return sorted(found)


def load_for(script: Path) -> None:
    """Load what the first page of an app needs, and then what the app imports.

    Parameters
    ----------
    script : Path
        Main script of the app.
    """
    try:
        import_module("revoila.notebook._served")
        load_options(script.parent)
    except Exception:  # noqa: BLE001  # the first page will say what is wrong
        _log.exception("What every page needs could not be loaded in advance.")
    for name in commands_of(script):
        with suppress(Exception):
            getattr(revoila, name)
    import_all(imports_of(script))


def import_all(names: Sequence[str]) -> None:
    """Import modules; whoever needs one that fails gets the error then.

    Parameters
    ----------
    names : sequence of str
        Their names.
    """
    # Components for Streamlit import it; what they get must be what the app gets.
    compat.install_if_needed(force=os.environ.get("REVOILA_STREAMLIT_ALIAS") == "1")
    for name in names:
        try:
            import_module(name)
        except BaseException as error:  # noqa: BLE001  # as the docstring says
            _log.info("The module %s could not be imported in advance: %s", name, error)


def _files(script: Path) -> list[Path]:
    return [script, *sorted((script.parent / PAGES).glob("*.py"))]


def _body(file: Path) -> list[ast.stmt]:
    """Return the statements of a script; none when it cannot be read, which its run will say."""
    try:
        if file.stat().st_size > LARGEST:
            return []
        return ast.parse(file.read_bytes()).body
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _imported(body: list[ast.stmt]) -> Iterator[str]:
    """Name the modules that the statements import when they are executed, but not functions in them."""
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            yield statement.module
        elif isinstance(statement, ast.Try | ast.With | ast.If) and not _is_for_checkers(statement):
            yield from _imported(statement.body)


def _is_for_checkers(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test)


def _is_installed(top: str, own: set[Path]) -> bool:
    """Whether a top-level name is that of a package from outside of the app."""
    if top in sys.stdlib_module_names or any(_is_in(folder, top) for folder in own):
        return False
    if top in sys.modules:
        return True
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return False
    # One without an origin is a folder that happens to have the name.
    return spec is not None and spec.origin is not None


def _is_in(folder: Path, top: str) -> bool:
    return (folder / f"{top}.py").exists() or (folder / top).is_dir()
