"""Keeps the state of a served app in a file, so that its session goes on after a restart of the server.

What is plain in the session's state is written a moment after a run has ended
(see `revoila.state._snapshot`), signed, and never half: a new file takes the
place of the old one.
"""

from __future__ import annotations

import atexit
import logging
import os
import tempfile
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revoila.notebook._app import App

_log = logging.getLogger(__name__)

PAUSE = 0.5
"""How long after a run the state is written, in seconds: a slider that is dragged makes many runs."""


class StateFile:
    """The file of one session.

    Parameters
    ----------
    path : str
        Where it is; its folder is there, and private.
    key : str
        Signs the state, in hexadecimal digits.
    """

    def __init__(self, path: str, key: str) -> None:
        self._path = Path(path)
        self.key = bytes.fromhex(key)
        self._lock = Lock()
        self._timer: Timer | None = None
        self._app: App | None = None
        self._written = False

    def read(self) -> bytes | None:
        """Return what an earlier session has left, or None."""
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("The state of the session cannot be read: %s", error)
            return None

    def keep(self, app: App) -> None:
        """Write the state of `app` whenever a run has ended."""
        self._app = app
        # A process of its own may end in the moment between a run and the writing of its state.
        atexit.register(self.close)
        app.on_idle(self._later)
        if not app.busy:
            # Its first run has ended already.
            self._later()

    def _later(self) -> None:
        with self._lock:
            if self._timer is not None:
                return
            self._timer = Timer(PAUSE, self.write)
            self._timer.name = "revoila-state-file"
            self._timer.daemon = True
            self._timer.start()

    def write(self) -> None:
        """Write the state as it is now."""
        with self._lock:
            self._timer = None
        app = self._app
        if app is not None:
            try:
                self._replace(app.snapshot(self.key))
            except Exception as error:  # noqa: BLE001  # values are the author's, and the disk may be full
                _log.warning("The state of the session is not kept: %s", error)

    def _replace(self, data: bytes) -> None:
        # Private, as `mkstemp` makes it; in the same folder, so that it can take the other's place.
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(self._path)
            self._written = True
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def close(self) -> None:
        """Write what was about to be written, and nothing any more."""
        atexit.unregister(self.close)
        with self._lock:
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            # A server that has removed the file has ended the session for good.
            if not self._written or self._path.exists():
                self.write()
        self._app = None
