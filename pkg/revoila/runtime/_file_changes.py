"""Which files have changed, told once they have come to rest.

Editors save in many ways: in place, in several writes, by renaming a new file
over the old one, by deleting the old one first. So a change is what is
different when nothing has happened for a moment; a file that is touched or
written anew with the same content has not changed.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUIET = 0.25
"""How long nothing may happen before changes are told, in seconds: the pace of somebody who saves often is faster."""

LONGEST = 2.0
"""How long changes are held back while files go on changing."""

GONE = 0.5
"""How long a file must be away to be one that was deleted."""

Stamp = tuple[int, int, int]


class Look(NamedTuple):
    """What a file was when it was looked at.

    Parameters
    ----------
    stamp : tuple of int, optional
        Time, size and number on the disk; None when there is no such file.
    digest : bytes, optional
        Of its content; None when there is no such file.
    """

    stamp: Stamp | None = None
    digest: bytes | None = None


NOTHING = Look()
"""There is no such file."""


class FileChanges:
    """The files that somebody wants to know of, and how they were when that was told last.

    Not safe for threads: whoever uses it has a lock.

    Parameters
    ----------
    now : Callable
        The time in seconds, of a clock that only goes forward.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._known: dict[str, Look] = {}
        self._stirred: dict[str, None] = {}
        self._first = self._last = 0.0
        self._away: dict[str, float] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def __len__(self) -> int:
        return len(self._known)

    def add(self, path: str, since: float | None = None) -> None:
        """Remember how a file is now.

        Parameters
        ----------
        path : str
            The file, which need not exist.
        since : float, optional
            When it was read, in seconds since the epoch: one that was written later has changed already.
        """
        if path in self._known:
            return
        look = self._known[path] = look_at(path)
        if since is not None and look.stamp is not None and look.stamp[0] > since * 1e9:
            self.expect_nothing_of(path)

    def expect_nothing_of(self, path: str) -> None:
        """Take a file as one that was not there: as it is now is a change."""
        self._known[path] = NOTHING
        self.stir(path)

    def discard(self, path: str) -> None:
        """Forget a file."""
        self._known.pop(path, None)
        self._stirred.pop(path, None)
        self._away.pop(path, None)

    def stir(self, path: str) -> None:
        """Take note that something has happened to a file."""
        if path in self._known:
            self._last = self._now()
            if not self._stirred:
                self._first = self._last
            self._stirred[path] = None

    def stir_changed(self, paths: Iterable[str] | None = None) -> None:
        """Look at files that nobody has told anything of; by default at all."""
        for path in list(self._known if paths is None else paths):
            if path not in self._stirred and stamp_of(path) != self._known[path].stamp:
                self.stir(path)

    def settled(self) -> dict[str, bool]:
        """Return the changed files once nothing happens to them any more.

        Returns
        -------
        dict of str to bool
            By path, whether the file is there; empty while there is nothing to tell.
        """
        now = self._now()
        if not self._stirred or (now - self._last < QUIET and now - self._first < LONGEST):
            return {}
        looks = {path: look_at(path, self._known[path]) for path in self._stirred}
        away = [path for path, look in looks.items() if look.stamp is None and self._known[path].stamp]
        self._away = {path: self._away.get(path, now) for path in away}
        if any(now - since < GONE for since in self._away.values()):
            return {}
        changed = {
            path: look.digest is not None
            for path, look in looks.items()
            if look.digest != self._known[path].digest
        }
        self._known |= looks
        self._stirred = {}
        self._away = {}
        return changed


def stamp_of(path: str) -> Stamp | None:
    """Return what changes when a file does, without reading it; None when there is no such file."""
    try:
        status = os.stat(path)  # noqa: PTH116  # asked of every file in turn: a text is faster than a path
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def look_at(path: str, known: Look = NOTHING) -> Look:
    """Return how a file is now.

    Parameters
    ----------
    path : str
        The file.
    known : Look
        How it was: it is read only when its stamp differs.
    """
    stamp = stamp_of(path)
    if stamp is None or stamp == known.stamp:
        return NOTHING if stamp is None else known
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # as in `stamp_of`
            content = file.read()
    except FileNotFoundError:
        return NOTHING
    except OSError:
        # It must not be read: that is a change, too.
        return Look(stamp, b"")
    return Look(stamp, blake2b(content, digest_size=16).digest())
