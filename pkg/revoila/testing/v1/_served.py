"""An app of a test behind a server of its own, as `revoila run` starts it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Mapping

STARTING = 60.0
"""How long a server may take to start, in seconds."""

ENDING = 10.0
"""How long it may take to end, in seconds."""

LOOK_AGAIN = 0.05
"""How often to ask whether it is ready, in seconds."""

LAST_WORDS = 3000
"""How much of what it has said an error shows, in characters."""


class AppServer:
    """A server on this machine alone, in a process of its own.

    Parameters
    ----------
    script : Path
        The app's main script.
    secrets : mapping or None
        In place of those of the app.

    Raises
    ------
    AppTestError
        It does not start.
    """

    def __init__(self, script: Path, secrets: Mapping[str, Any] | None) -> None:
        self.secrets = None if secrets is None else dict(secrets)
        self._folder = Path(tempfile.mkdtemp(prefix="revoila-app-test-"))
        if script.suffix != ".py":
            # A test has given it as text, under a name that no server takes for a script.
            script = Path(shutil.copy(script, self._folder / "app.py"))
        options = []
        if secrets is not None:
            kept = self._folder / "secrets.toml"
            kept.write_text(toml_of(secrets), encoding="utf-8")
            options = [f"--secrets.files={kept}"]
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}/"
        self._log = (self._folder / "log").open("w+b")
        # The arguments are this interpreter, and paths that the test has given.
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "revoila", "run", str(script), f"--port={port}"),
                *("--ip=127.0.0.1", "--no-browser", "--global.appTest=true", *options),
            ],
            cwd=script.parent,
            env={**os.environ, "JUPYTER_PLATFORM_DIRS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    def _wait(self) -> None:
        until = monotonic() + STARTING
        while not _answers(f"{self.address}_stcore/health"):
            if self._process.poll() is not None or monotonic() >= until:
                raise AppTestError(f"The server of the app did not start.\n{self.last_words()}")
            sleep(LOOK_AGAIN)

    def last_words(self) -> str:
        """Return the end of what it has said, with what scripts print."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")[-LAST_WORDS:]

    def end(self) -> None:
        """Have it end, without waiting for it."""
        if self._process.poll() is None:
            self._process.terminate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """End it, and the sessions that it has."""
        self.end()
        try:
            self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def toml_of(values: Mapping[str, Any]) -> str:
    """Return values as the text of a TOML file.

    Parameters
    ----------
    values : mapping
        What TOML can hold.

    Raises
    ------
    AppTestError
        There is something else in it.
    """
    return "".join(f"{json.dumps(str(name))} = {_toml_value(value)}\n" for name, value in values.items())


def _toml_value(value: Any) -> str:
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{json.dumps(str(name))} = {_toml_value(one)}' for name, one in value.items())}}}"
        )
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_toml_value(one) for one in value)}]"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, (str, bool, int)):
        # TOML has no escape for half of a character, and none for this one is needed in JSON.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    raise AppTestError(
        f"On a host with a server, at.secrets holds what a TOML file can: not {type(value).__name__}: {value!r}."
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - the server that was started here
            return True
    except (urllib.error.URLError, OSError):
        return False
