"""Where the states of sessions are, that go on after a restart of the server.

Off unless it is switched on: then the values of every session that are plain are
on the disk of this machine, readable for the user who runs the server. A session
is found by the handle of its tab, for the same user and the same app; the name of
its file tells none of them.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_core.paths import jupyter_data_dir

from revoila.config._signing import installation_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.serving._apps import ServedApp

FOLDER = "revoila-sessions"
KEY_FILE = "revoila-sessions.key"


class SurvivalError(OSError):
    """States cannot be kept; the text says why and what to do."""


class Survival:
    """The files of all sessions.

    Parameters
    ----------
    lease : float
        How long a state is kept that nobody asks for, in seconds.
    folder : Path, optional
        Where they are; by default in the user's data folder of Jupyter.

    Raises
    ------
    SurvivalError
        The folder cannot be written.
    """

    def __init__(self, lease: float, folder: Path | None = None) -> None:
        self._lease = lease
        root = folder or Path(jupyter_data_dir())
        self._folder = root / FOLDER
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._key = installation_key(root / KEY_FILE)
        except OSError as error:
            raise SurvivalError(
                f"Sessions cannot survive a restart, because {root} cannot be written: {error}. "
                "Set JUPYTER_DATA_DIR to a folder that can, or leave --survive out."
            ) from error
        self.forget_old()

    def words(self, handle: str, user: str | None, app: ServedApp) -> dict[str, str]:
        """Return what the app in a kernel needs to know, as arguments of `revoila.notebook._served.serve`."""
        return {"state_file": str(self._path(handle, user, app)), "state_key": self._key.hex()}

    def has(self, handle: str, user: str | None, app: ServedApp) -> bool:
        """Whether the state of a tab's former session is there."""
        if not handle:
            return False
        try:
            return self._age(self._path(handle, user, app)) <= self._lease
        except OSError:
            return False

    @staticmethod
    def forget(words: Mapping[str, str]) -> None:
        """Remove the state of a session that has ended for good; `words` are those of its app."""
        if words:
            Path(words["state_file"]).unlink(missing_ok=True)

    def forget_old(self) -> None:
        """Remove the states that nobody has asked for within the lease."""
        for path in self._folder.iterdir():
            with suppress(OSError):
                if self._age(path) > self._lease:
                    path.unlink(missing_ok=True)

    def _path(self, handle: str, user: str | None, app: ServedApp) -> Path:
        told = "\0".join((handle, user or "", str(app.script)))
        return self._folder / hashlib.sha256(told.encode()).hexdigest()

    @staticmethod
    def _age(path: Path) -> float:
        return time.time() - path.stat().st_mtime
