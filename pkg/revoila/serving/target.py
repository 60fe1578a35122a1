"""Which script, or which folder of scripts, ``revoila run`` serves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revoila.serving._folder import find_apps
from revoila.serving._usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "streamlit_app.py"


class TargetError(UsageError):
    """What was asked to be served is not a script."""


class Target(NamedTuple):
    """What a server serves.

    Parameters
    ----------
    path : Path
        The script, or the folder with all of them.
    scripts : mapping of str to Path
        Scripts by their names in addresses; one that is alone has none.
    """

    path: Path
    scripts: Mapping[str, Path]

    @property
    def folder(self) -> Path:
        """Where the configuration of the whole server is looked for."""
        return self.path.parent if "" in self.scripts else self.path


def find_target(text: str | None = None) -> Target:
    """Return what a command line wants to be served.

    Parameters
    ----------
    text : str, optional
        A Python file, a folder with a ``streamlit_app.py``, or a folder of apps; by default the
        ``streamlit_app.py`` of the working directory.

    Returns
    -------
    Target
        A folder of apps has each under its name.

    Raises
    ------
    TargetError
        There is nothing to serve.
    """
    folder = Path(text) if text is not None and "://" not in text else None
    if folder is not None and folder.is_dir() and not (folder / DEFAULT).is_file():
        scripts = find_apps(folder.resolve())
        if not scripts:
            raise TargetError(f"There is no app in the folder {folder}: no {DEFAULT}, and no other script.")
        return Target(folder.resolve(), scripts)
    script = resolve_target(text)
    return Target(script, {"": script})


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
