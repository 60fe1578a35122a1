"""Which file a URL names: the one place where a path of a request meets the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = ("\\", ":", "\0")
"""Never part of a name here: Windows reads them as separator, drive, stream or network share."""


def safe_join(root: Path, path: str) -> Path | None:
    """Return the file under `root` that a request names.

    The text is judged before the disk is touched, because resolving a path can
    already do harm (a Windows share gets the server's credentials). Then the
    real places are compared component by component, so that neither a symbolic
    link nor a sibling folder with the same beginning leads outside.

    Parameters
    ----------
    root : Path
        Folder that may be served.
    path : str
        Decoded path of the request, relative to the folder's URL.

    Returns
    -------
    Path or None
        The real path of an existing file, or None for everything else.
    """
    if any(mark in path for mark in FORBIDDEN):
        return None
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.startswith(".") or part != part.strip(" .") for part in parts):
        return None
    try:
        folder = root.resolve(strict=True)
        found = folder.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return found if found.is_relative_to(folder) and found.is_file() else None
