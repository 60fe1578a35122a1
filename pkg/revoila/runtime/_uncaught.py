"""What becomes of an exception that a script does not catch, besides being shown.

Statements 112 and 117 of the execution specification (Streamlit 1.67).
"""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from revoila.runtime._control import RerunSignal, StopSignal

if TYPE_CHECKING:
    from collections.abc import Callable

OnScriptError: TypeAlias = "Callable[[Exception], bool | None]"
"""What an author wants to be told of uncaught exceptions with; True keeps one off the page."""

_log = logging.getLogger(__name__)


def log_uncaught(name: str, error: BaseException, *, rich: bool) -> None:
    """Log an error of an app with its whole traceback.

    Parameters
    ----------
    name : str
        Name of the app's file.
    error : BaseException
        What it has raised.
    rich : bool
        Whether the package rich formats the traceback, where it is installed.
    """
    if rich and find_spec("rich") is not None:
        _log.error("Uncaught exception in %s\n%s", name, _formatted_by_rich(error))
        return
    _log.error("Uncaught exception in %s", name, exc_info=error)


def is_suppressed(error: BaseException, handler: OnScriptError | None) -> bool:
    """Tell the author's handler of an error; whether it is to stay off the page.

    Parameters
    ----------
    error : BaseException
        The error. One that ends the interpreter is not told.
    handler : Callable, optional
        What the author has given to `revoila.App`.
    """
    if handler is None or not isinstance(error, Exception):
        return False
    try:
        return handler(error) is True
    except (StopSignal, RerunSignal):
        _log.warning("An `on_script_error` handler cannot stop or rerun the app; the error is shown.")
    except Exception:  # noqa: BLE001  # the author's handler may do anything
        _log.exception("The `on_script_error` handler has failed; the error is shown.")
    return False


def _formatted_by_rich(error: BaseException) -> str:
    from rich.console import Console
    from rich.traceback import Traceback

    console = Console(force_terminal=True)
    with console.capture() as captured:
        console.print(Traceback.from_exception(type(error), error, error.__traceback__))
    return captured.get()
