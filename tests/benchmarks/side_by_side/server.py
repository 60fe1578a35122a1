"""Starts the server of one peer, says what its processes use, and stops them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import psutil  # type: ignore[import-untyped]  # it ships no types
from tests.benchmarks.side_by_side.peers.peer import APPS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from tests.benchmarks.side_by_side.peers import Peer

START = 90.0
"""How long a server may take to answer, in seconds."""

STOP = 5.0
"""How long its processes may take to end, in seconds."""

FOREIGN = ("PYTHON", "VIRTUAL_ENV", "UV_", "BENCH_")
"""Variables of our own environment that are not a server's business."""


class Used(NamedTuple):
    """What a server has used so far: CPU in seconds, by the process that was started and by all others."""

    server: float
    rest: float

    @property
    def total(self) -> float:
        return self.server + self.rest

    def since(self, before: Used) -> Used:
        return Used(self.server - before.server, self.rest - before.rest)


class Memory(NamedTuple):
    """What a server occupies now, in MB; `rest` is what is not the process that was started."""

    rss: float
    pss: float
    server_rss: float
    rest_rss: float
    processes: int

    def each_since(self, before: Memory, number: int) -> dict[str, float]:
        """Return what each of a number of visitors has added, in MB."""
        names = ("rss", "pss", "server_rss", "rest_rss")
        grown = {name: getattr(self, name) - getattr(before, name) for name in names}
        return {name: round(grown[name] / max(1, number), 4) for name in names}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """The processes that serve one app; a context manager that stops them."""

    def __init__(
        self,
        peer: Peer,
        app: str,
        *,
        arguments: tuple[str, ...] = (),
        env: Mapping[str, str] | None = None,
        paths: tuple[Path, ...] = (),
    ) -> None:
        self.peer, self.app, self.port = peer, app, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="revoila-bench-"))
        command = peer.command(app, self.port, self.folder)
        ours = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        theirs = {
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join(map(str, (APPS / "common", *paths))),
            # Neither settings nor caches of whoever measures.
            "HOME": str(self.folder),
            "BENCH_PORT": str(self.port),
        }
        self._log = self.folder / "server.log"
        self.started = time.perf_counter()
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command.argv, *arguments],
                env={**ours, **theirs, **command.env, **(env or {})},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._root = psutil.Process(self.process.pid)
        self._cpu: dict[tuple[int, float], float] = {}
        self.url = peer.url(app, self.port)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def wait(self) -> float:
        """Return the seconds from the start until the server answers.

        Raises
        ------
        RuntimeError
            It ends or does not answer.
        """
        while time.perf_counter() < self.started + START:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.log()[-1500:]}")
            if self._answers():
                return time.perf_counter() - self.started
            time.sleep(0.01)
        raise RuntimeError(f"the server did not answer in {START:.0f} s: {self.log()[-1500:]}")

    def _answers(self) -> bool:
        path = self.peer.probe_path
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.2):
                if path is None:
                    return True
            return self.get(path)[0] == 200
        except (OSError, HTTPException):
            return False

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and body of a resource."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def processes(self) -> list[psutil.Process]:
        """Return all processes that there are, the one that was started first."""
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def memory(self) -> Memory:
        rss: dict[int, float] = {}
        pss = 0.0
        for process in self.processes():
            try:
                found = process.memory_full_info()
            except psutil.Error:
                continue
            rss[process.pid] = found.rss / 1e6
            pss += found.pss / 1e6
        server = rss.get(self._root.pid, 0.0)
        return Memory(sum(rss.values()), pss, server, sum(rss.values()) - server, len(rss))

    def cpu(self) -> Used:
        """Return what every process has used that was ever seen, those that have ended included."""
        for process in self.processes():
            try:
                times = process.cpu_times()
                self._cpu[process.pid, process.create_time()] = times.user + times.system
            except psutil.Error:
                continue
        server = sum(seconds for (pid, _), seconds in self._cpu.items() if pid == self._root.pid)
        return Used(server, sum(self._cpu.values()) - server)

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        left = self.processes()
        for signal in ("terminate", "kill"):
            for process in left:
                try:
                    getattr(process, signal)()
                except psutil.Error:
                    continue
            _, left = psutil.wait_procs(left, timeout=STOP)
        self.process.wait(STOP)
        shutil.rmtree(self.folder, ignore_errors=True)
