"""Folders that are watched as a whole, and what in them is nobody's source."""

from __future__ import annotations

import os
import sysconfig
from fnmatch import fnmatch
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_OURS = frozenset({"__pycache__", "dist-packages", "node_modules", "site-packages"})
"""Names of folders with what others have made."""

MOST = 10_000
"""How many files of a folder are watched."""


class Folder(NamedTuple):
    """A folder.

    Parameters
    ----------
    path : str
        Absolute, without a separator at the end.
    ignored : tuple of str, default ()
        Folders that do not count: paths, or patterns of paths.
    """

    path: str
    ignored: tuple[str, ...] = ()

    def has(self, path: str) -> bool:
        """Whether a file is below the folder, and counts."""
        inside = path.removeprefix(self.path + os.sep)
        if inside == path:
            return False
        *folders, name = inside.split(os.sep)  # noqa: PTH206  # texts, many of them
        if any(is_foreign(part) for part in folders) or name.endswith((".pyc", "~", ".swp")):
            return False
        return not is_ignored(path, self.ignored)

    def files(self) -> list[str]:
        """Return the files below it that count."""
        found: list[str] = []
        for folder, names in self._walk():
            found += [path for path in (os.path.join(folder, name) for name in names) if self.has(path)]  # noqa: PTH118  # texts, many of them
            if len(found) >= MOST:
                return found[:MOST]
        return found

    def subfolders(self) -> list[str]:
        """Return the folder and those below it that count."""
        return [folder for folder, _ in self._walk()]

    def _walk(self) -> Iterator[tuple[str, list[str]]]:
        for folder, folders, names in os.walk(self.path):
            folders[:] = [
                name
                for name in folders
                if not is_foreign(name) and not is_ignored(os.path.join(folder, name), self.ignored)  # noqa: PTH118
            ]
            yield folder, names


def is_foreign(name: str) -> bool:
    """Whether a folder of this name holds no source of the author's."""
    return name in NOT_OURS or name.startswith(".")


def is_ignored(path: str, ignored: tuple[str, ...]) -> bool:
    """Whether a path is one of these folders, or below one; they may be patterns."""
    for one in ignored:
        plain = one.rstrip("/" + os.sep)
        if path == plain or path.startswith(plain + os.sep):
            return True
        if fnmatch(path, plain) or fnmatch(path, os.path.join(plain, "*")):  # noqa: PTH118
            return True
    return False


def is_library(path: str) -> bool:
    """Whether a folder is one in which others have put what they have made."""
    return not NOT_OURS.isdisjoint(path.split(os.sep)) or os.path.join(path, "").startswith(library_folders())  # noqa: PTH118, PTH206


@cache
def library_folders() -> tuple[str, ...]:
    """Return where Python and what was installed are, each with a separator at the end."""
    paths = sysconfig.get_paths()
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return tuple(os.path.join(os.path.realpath(paths[name]), "") for name in names)  # noqa: PTH118
