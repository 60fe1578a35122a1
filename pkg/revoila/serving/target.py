"""Which script ``revoila run`` serves."""

from __future__ import annotations

from pathlib import Path

from revoila.serving._usage import UsageError

DEFAULT = "streamlit_app.py"


class TargetError(UsageError):
    """What was asked to be served is not a script."""


def resolve_target(text: str | None = None) -> Path:
    """Return the script that a command line names.

    Parameters
    ----------
    text : str, optional
        A Python file, or a folder with a ``streamlit_app.py``; by default the working directory.

    Returns
    -------
    Path
        The script's absolute path.

    Raises
    ------
    TargetError
        There is no such file, or it is not a Python file.
    """
    if text is not None and "://" in text:
        raise TargetError(f"Only files can be served, not addresses: {text}. Download the app first.")
    path = Path(text or ".")
    if path.is_dir():
        script = path / DEFAULT
        if not script.is_file():
            where = f"the folder {path}" if text else "this folder"
            raise TargetError(f"There is no {DEFAULT} in {where}. Give the path of the app's script.")
    elif not path.exists():
        raise TargetError(f"There is no file {path}.")
    elif path.suffix != ".py":
        raise TargetError(f"An app is a Python script, a file that ends in .py. This one does not: {path}")
    else:
        script = path
    return script.resolve()
