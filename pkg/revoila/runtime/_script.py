"""The script of an app: its source, compiled with magic, executed as ``__main__``."""

from __future__ import annotations

import ast
import os
import sys
from contextvars import Token
from threading import Lock
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from revoila.runtime._magic import WRITE, add_magic
from revoila.runtime._main import enter_main, leave_main, main_is_shared

if TYPE_CHECKING:
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
        self.folder_name = str(self.folder)
        self.title = path.stem.replace("_", " ")
        """What a page of it is called whose script does not say."""
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


class as_main:  # noqa: N801  # used as a function would be
    """Make a module the process's ``__main__`` while a script runs.

    Parameters
    ----------
    module : ModuleType
        The script's module.
    replace : bool
        False leaves ``sys.modules`` alone: in a notebook, ``__main__`` is the
        user's.
    """

    __slots__ = ("_before", "_module", "_replace")

    def __init__(self, module: ModuleType, *, replace: bool) -> None:
        self._module = module
        self._replace = replace
        self._before: Token[ModuleType | None] | ModuleType | None = None

    def __enter__(self) -> None:
        if not self._replace:
            return
        if main_is_shared():
            self._before = enter_main(self._module)
            return
        self._before = sys.modules.get("__main__")
        sys.modules["__main__"] = self._module

    def __exit__(self, *_error: object) -> None:
        before = self._before
        if isinstance(before, Token):
            leave_main(before)
        elif before is not None and sys.modules.get("__main__") is self._module:
            sys.modules["__main__"] = before


class on_path:  # noqa: N801  # used as a function would be
    """Let scripts import modules beside them.

    The folder leaves the path with the last of the runs that use it.

    Parameters
    ----------
    folder : str
        Where the scripts are.
    """

    __slots__ = ("_added", "_folder")

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._added = False

    def __enter__(self) -> None:
        name = self._folder
        with _main_lock:
            self._added = name not in sys.path or name in _borrowed
            if self._added:
                _borrowed[name] = _borrowed.get(name, 0) + 1
                if name not in sys.path:
                    sys.path.insert(0, name)

    def __exit__(self, *_error: object) -> None:
        name = self._folder
        with _main_lock:
            if self._added:
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
