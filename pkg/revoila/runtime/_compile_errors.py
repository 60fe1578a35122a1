"""What a page says when its script cannot be run at all (statements 8 and 9 of the execution specification)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._traceback import exception_props

if TYPE_CHECKING:
    from pathlib import Path

    from revoila.elements._element import Props


def compile_error_props(error: BaseException, script: Path) -> Props:
    """Describe what prevents a script from running.

    Parameters
    ----------
    error : BaseException
        What reading or compiling one of its files has raised.
    script : Path
        The app's main script.

    Returns
    -------
    dict
        As those of an ``exception`` element.
    """
    props = exception_props(error, uncaught=True, details="full")
    if isinstance(error, FileNotFoundError):
        props["message"] = (
            f"The file {script.name} is not there any more. The page stays as its last run has left it."
        )
    # The file and the line are in the message; how our code came to compile it says nothing.
    return {**props, "trace": []}
