"""The script of an app: its source, compiled with magic, executed as ``__main__``."""

from __future__ import annotations

import ast
import os
import sys
from contextlib import contextmanager
from threading import Lock
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from revoila.runtime._magic import WRITE, add_magic
from revoila.runtime._main import main_is_shared, main_of_context

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_compiled: dict[tuple[str, bool, bool, bool], tuple[tuple[int, int], CodeType]] = {}
_compile_lock = Lock()
_main_lock = Lock()


class Script:
    """One Python file of an app.

    Parameters
    ----------
    path : Path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.parent
        self._name = str(path)

    def code(self, option: Any) -> CodeType:
        """Return the compiled script, compiling it when the file changed.

        Parameters
        ----------
        option : Callable
            Returns the value of a configuration option.

        Raises
        ------
        OSError
            The file cannot be read.
        SyntaxError
            It is not Python.
        """
        stat = os.stat(self._name)  # noqa: PTH116  # asked in each run: a text is faster than a path
        stamp = (stat.st_mtime_ns, stat.st_size)
        magic = bool(option("runner.magicEnabled"))
        docstring = bool(option("magic.displayRootDocString"))
        last = bool(option("magic.displayLastExprIfNoSemicolon"))
        key = (self._name, magic, docstring, last)
        known = _compiled.get(key)
        if known is not None and known[0] == stamp:
            return known[1]
        # Sessions that open at the same time wait for the one that compiles.
        with _compile_lock:
            known = _compiled.get(key)
            if known is not None and known[0] == stamp:
                return known[1]
            source = self.path.read_bytes()
            tree = _parsed(source, self._name)
            if magic:
                text = source.decode(errors="replace") if last else ""
                tree = add_magic(tree, root_docstring=docstring, last_call=last, source=text)
            code = compile(tree, self._name, "exec", dont_inherit=True)
            _compiled[key] = (stamp, code)
            return code


def forget_compiled() -> None:
    """Compile everything anew: a file may have changed without another time or size."""
    with _compile_lock:
        _compiled.clear()


def _parsed(source: bytes, name: str) -> ast.Module:
    try:
        return ast.parse(source, name)
    except SystemError:
        # Up to CPython 3.12 all threads share one count of the depth, and on 3.11 whoever prints a
        # traceback parses, too: https://github.com/python/cpython/issues/106905
        return ast.parse(source, name)


def new_main(path: Path) -> ModuleType:
    """Return a fresh module named ``__main__`` for the file at `path`."""
    module = ModuleType("__main__")
    module.__file__ = str(path)
    setattr(module, WRITE, _write_and_return)
    return module


@contextmanager
def as_main(module: ModuleType, *, replace: bool) -> Iterator[None]:
    """Make `module` the process's ``__main__`` while a script runs.

    Parameters
    ----------
    module : ModuleType
        The script's module.
    replace : bool
        False leaves ``sys.modules`` alone: in a notebook, ``__main__`` is the
        user's.
    """
    if not replace:
        yield
        return
    if main_is_shared():
        with main_of_context(module):
            yield
        return
    before = sys.modules.get("__main__")
    sys.modules["__main__"] = module
    try:
        yield
    finally:
        if before is not None and sys.modules.get("__main__") is module:
            sys.modules["__main__"] = before


@contextmanager
def on_path(folder: Path) -> Iterator[None]:
    """Let scripts import modules beside them.

    The folder leaves the path with the last of the runs that use it.
    """
    name = str(folder)
    with _main_lock:
        added = name not in sys.path or name in _borrowed
        if added:
            _borrowed[name] = _borrowed.get(name, 0) + 1
            if name not in sys.path:
                sys.path.insert(0, name)
    try:
        yield
    finally:
        with _main_lock:
            if added:
                _borrowed[name] -= 1
                if not _borrowed[name]:
                    del _borrowed[name]
                    if name in sys.path:
                        sys.path.remove(name)


_borrowed: dict[str, int] = {}
"""How many runs need a folder on the path that was not there before."""


def _write_and_return(*values: Any) -> Any:
    from revoila.elements.text.write import write

    write(*values)
    return values[0] if len(values) == 1 else values
