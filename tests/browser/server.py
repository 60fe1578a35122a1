"""Servers in processes of their own, which a test may kill and start again."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

T = TypeVar("T")
PATIENCE = 60.0
"""How long a server may take to start or to end, in seconds."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(claim: Callable[[], T], limit: float = 20.0) -> T:
    """Return what `claim` says as soon as that is true."""
    end = time.monotonic() + limit
    while not (found := claim()):
        if time.monotonic() > end:
            pytest.fail(f"it did not come true within {limit:g} s")
        time.sleep(0.02)
    return found


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310  # a server of the test's own
            return True
    except (urllib.error.URLError, OSError):
        return False


def sessions(address: str) -> list[dict[str, Any]]:
    """Return the sessions of a server, as those see them who look after it."""
    with urllib.request.urlopen(address + "api/revoila/sessions", timeout=20) as answer:  # noqa: S310  # as above
        return list(json.load(answer)["sessions"])


def end_kernels(address: str) -> None:
    """End the kernels of all notebooks of a Jupyter Server that asks nobody who he is."""
    with urllib.request.urlopen(address + "api/sessions", timeout=PATIENCE) as answer:  # noqa: S310  # as above
        known = [one["id"] for one in json.load(answer)]
    for one in known:
        request = urllib.request.Request(f"{address}api/sessions/{one}", method="DELETE")  # noqa: S310  # as above
        urllib.request.urlopen(request, timeout=PATIENCE).close()  # noqa: S310  # as above


class Server:
    """A server in a process of its own.

    Parameters
    ----------
    command : sequence of str
        Starts it.
    address : str
        Of its first page.
    health : str
        Address that answers once it is ready.
    folder : Path
        Where it works.
    environment : mapping of str to str
        What it has beside that of the tests.
    """

    def __init__(
        self, command: Sequence[str], address: str, health: str, folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.address = address
        self._command = list(command)
        self._health = health
        self._folder = folder
        own = {"JUPYTER_PLATFORM_DIRS": "1", "PYTHONFAULTHANDLER": "1"}
        self._environment = {**os.environ, **own, **environment}
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # it is closed with the server
        self.process = self._start()

    def _start(self) -> psutil.Popen:
        return psutil.Popen(
            self._command, cwd=self._folder, env=self._environment, stdout=self._log, stderr=self._log
        )

    def wait(self) -> Server:
        """Wait until it answers."""
        end = time.monotonic() + PATIENCE
        while not answers(self._health):
            if self.process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"the server did not start:\n{self.log()[-3000:]}")
            time.sleep(0.05)
        return self

    def start_again(self) -> None:
        """Start it on the same port, after it has ended."""
        self.process.wait(PATIENCE)
        self.process = self._start()
        self.wait()

    def send(self, number: int) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """End it without a word."""
        self.send(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def close(self) -> None:
        """End it as its user would."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except psutil.TimeoutExpired:
            # It says where it is.
            self.send(signal.SIGABRT)
            self.process.wait(PATIENCE)
            pytest.fail(f"the server did not end:\n{self.log()[-6000:]}")
        finally:
            self._log.close()

    def log(self) -> str:
        """Return what it has said."""
        self._log.seek(0)
        return self._log.read().decode()

    def sessions(self) -> list[dict[str, Any]]:
        """Return its sessions, as those see them who look after it."""
        return sessions(self.address)


@contextmanager
def running(command: list[str], health: str, folder: Path, **environment: str) -> Iterator[None]:
    """Run a server until the block ends; `health` is an address that answers once it is ready."""
    server = Server(command, health, health, folder, environment)
    try:
        server.wait()
        yield
    finally:
        # A worker thread of anyio may keep a Jupyter Server that has shut down; nothing is lost with it.
        server.process.terminate()
        try:
            server.process.wait(10)
        except psutil.TimeoutExpired:
            server.kill()
        server.close()


def run_app(app: Path, *options: str, **environment: str) -> Server:
    """Start a server of an app, or of a folder of apps, and wait until it answers.

    Parameters
    ----------
    app : Path
        What is served.
    *options : str
        Of the command line.
    **environment : str
        What the server has beside the environment of the tests.
    """
    port = free_port()
    command = [
        *(sys.executable, "-m", "revoila", "run", str(app), f"--port={port}", "--no-browser"),
        *options,
    ]
    values = dict(option.partition("=")[::2] for option in options)
    address = f"http://127.0.0.1:{port}"
    health = address + values.get("--Revoila.server_url", values.get("--base-url", "/")) + "_stcore/health"
    address += values.get("--base-url", "/")
    folder = app if app.is_dir() else app.parent
    server = Server(command, address, health, folder, environment)
    try:
        return server.wait()
    except BaseException:
        server.close()
        raise
