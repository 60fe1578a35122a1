"""Which apps a folder has, and under which names a server has them.

Every Python file at the top of the folder is one, and every folder in it with a
``streamlit_app.py`` or an ``app.py``. Names that begin with a dot or an
underscore are not apps. The list is made when the server starts.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from revoila.serving._usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAINS = ("streamlit_app.py", "app.py")

RESERVED = frozenset({"_stcore", "api", "login", "logout", "metrics", "revoila", "static", "voila"})
"""What the server itself answers below its base URL."""

NOT_IN_NAMES = re.compile(r"[^\w.-]+")
"""Browsers do not agree on how these are written in an address."""


class FolderError(UsageError):
    """The apps of a folder cannot be served as they are."""


def find_apps(folder: Path) -> dict[str, Path]:
    """Return the scripts of a folder's apps by their names in addresses.

    Parameters
    ----------
    folder : Path
        Where to look.

    Returns
    -------
    dict of str to Path
        In the order of the names; empty when there are none.

    Raises
    ------
    FolderError
        Two apps would have one name, or an app has one that the server needs.
    """
    found: dict[str, Path] = {}
    for path, script in _scripts(folder):
        name = NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", path.stem if path == script else path.name))
        if name.casefold() in RESERVED:
            raise FolderError(f"The server itself answers at {name}/. Give {path} another name.")
        # Whoever reads an address aloud does not say what is a capital.
        same = next((other for other in found if other.casefold() == name.casefold()), None)
        if same is not None:
            raise FolderError(f"{found[same]} and {script} would have one address. Give one another name.")
        found[name] = script
    return dict(sorted(found.items()))


def _scripts(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield what names each app, and its script."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.is_dir():
            script = next((path / main for main in MAINS if (path / main).is_file()), None)
            if script is not None:
                yield path, script.resolve()
        elif path.suffix == ".py" and path.is_file():
            yield path, path


def docstring_title(script: Path) -> str:
    """Return the first line of a script's docstring, or "" when there is none to read."""
    try:
        stamp = script.stat().st_mtime_ns
    except OSError:
        return ""
    return _docstring_title(script, stamp)


@lru_cache(maxsize=256)
def _docstring_title(script: Path, _stamp: int) -> str:
    try:
        text = ast.get_docstring(ast.parse(script.read_bytes()))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return (text or "").strip().partition("\n")[0].strip()
