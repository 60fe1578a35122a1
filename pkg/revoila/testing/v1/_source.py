"""Where is the script of an app test? In a file, or in one made from a text or a function."""

from __future__ import annotations

import atexit
import inspect
import shutil
import sys
import tempfile
import textwrap
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from revoila._context import current_run
from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


class Arguments(NamedTuple):
    """What the function of an app test is called with."""

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}  # noqa: RUF012 - a default of a record, never changed


given: WeakKeyDictionary[Any, Arguments] = WeakKeyDictionary()
"""Arguments for the next run, by session."""

_CALL = "\nfrom {module} import current_arguments as __arguments\n{name}(*__arguments().args, **__arguments().kwargs)\n"


def file_for(script: str) -> Path:
    """Return a file with a script, named by the hash of its content.

    Parameters
    ----------
    script : str
        The source; the indentation that its lines share is removed.
    """
    source = textwrap.dedent(script).encode()
    path = _folder() / sha256(source).hexdigest()[:32]
    if not path.exists():
        path.write_bytes(source)
    return path


def script_of(function: Callable[..., Any]) -> str:
    """Return a script that defines a function and calls it.

    Parameters
    ----------
    function : Callable
        Of which only the source is used.

    Raises
    ------
    AppTestError
        It has no name, so that a script cannot call it.
    OSError
        Its source is not known.
    TypeError
        It is no function.
    """
    source = textwrap.dedent(inspect.getsource(function))
    if function.__name__ == "<lambda>":
        raise AppTestError("An app test needs a function with a name, not a lambda.")
    return source + _CALL.format(module=__name__, name=function.__name__)


def current_arguments() -> Arguments:
    """Return what the function of the running app test is called with."""
    return given.get(current_run().session, Arguments())


def beside_caller(path: str | Path, caller: FrameType) -> Path:
    """Return an absolute path; a relative one starts at the folder of the calling file.

    A notebook cell is in no file: there, and at a prompt, it starts at the working directory.

    Parameters
    ----------
    path : str or Path
        As the caller gave it.
    caller : FrameType
        Who gave it.
    """
    file = Path(caller.f_code.co_filename)
    # A debugger writes cells into files, but their module has none.
    is_in_file = "__file__" in caller.f_globals and file.is_file()
    return ((file.parent if is_in_file else Path.cwd()) / path).resolve()


def caller_of(depth: int) -> FrameType:
    """Return the frame that called the function `depth` calls up from the one asking."""
    return sys._getframe(depth + 1)  # noqa: SLF001 - documented, and inspect.stack() reads source files


def new_folder() -> Path:
    """Return an empty folder, which is gone with this process."""
    return Path(tempfile.mkdtemp(dir=_folder()))


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="revoila-app-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
