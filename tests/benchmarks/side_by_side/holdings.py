"""What the processes of a server hold once their visitors have gone."""

from __future__ import annotations

import json
import os
import signal
import time
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import psutil  # type: ignore[import-untyped]  # it ships no types
    from tests.benchmarks.side_by_side.server import Server

INSPECTION = Path(__file__).parent / "inspection"
"""Has the module that lets a process report; for the path of a server."""

PATIENCE = 60.0
STEADY = 0.5
"""Seconds for which the number of threads has to stay the same."""


@dataclass
class Holding:
    """What one process holds after it has collected its garbage."""

    rss_kb: float
    threads: int
    files: int
    comms: int
    widgets: int
    objects: int
    types: dict[str, int] = field(repr=False)
    """How many objects there are that the collector knows, by type."""

    def numbers(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "types"}


class Inspector:
    """Looks at the processes of one server, and knows them again."""

    def __init__(self, server: Server, reports: Path) -> None:
        self._server, self._reports = server, reports
        self._roles: dict[int, str] = {}

    def look(self, sessions: int) -> dict[str, Holding]:
        """Return what each process holds, by role, once there are only so many sessions."""
        until(lambda: self._sessions() == sessions, "sessions are left")
        processes = [one for one in self._server.processes() if listens(one.pid)]
        steady(processes)
        return {self._role(one.pid): self._inspect(one) for one in processes}

    def _role(self, pid: int) -> str:
        number = len(self._roles)
        return self._roles.setdefault(pid, ("server", "host")[number] if number < 2 else f"host{number}")

    def _sessions(self) -> int:
        status, body = self._server.get("/api/revoila/sessions")
        if status != HTTPStatus.OK:
            raise RuntimeError(f"the server refuses to list its sessions: {status}")
        return len(json.loads(body)["sessions"])

    def _inspect(self, process: psutil.Process) -> Holding:
        report = self._reports / f"{process.pid}.json"
        report.unlink(missing_ok=True)
        os.kill(process.pid, signal.SIGUSR1)
        until(report.exists, f"process {process.pid} does not report")
        rss = process.memory_info().rss / 1e3
        said = json.loads(report.read_text())
        return Holding(rss_kb=rss, threads=process.num_threads(), files=process.num_fds(), **said)


def left_behind(start: dict[str, Holding], warm: dict[str, Holding], end: dict[str, Holding]) -> list[str]:
    """Return what there is more of than before; how many threads wait for work shows after the first rounds."""
    more = [f"process {role}" for role in end if role not in warm]
    for role in [role for role in end if role in warm and role in start]:
        for kind, before in (("comms", start), ("widgets", start), ("threads", warm), ("files", warm)):
            now, then = getattr(end[role], kind), getattr(before[role], kind)
            if now > then:
                more.append(f"{kind} of {role}: {then}, now {now}")
    return more


def growing(warm: dict[str, Holding], end: dict[str, Holding], cycles: int) -> list[str]:
    """Return the types of which at least every fifth cycle has left an object, most of all first."""
    found: dict[str, int] = {}
    for role in end.keys() & warm.keys():
        before = warm[role].types
        for kind, now in end[role].types.items():
            found[f"{kind} in {role}"] = now - before.get(kind, 0)
    grown = sorted(((more, name) for name, more in found.items() if more * 5 >= cycles), reverse=True)
    return [f"{more} {name}" for more, name in grown[:20]]


def steady(processes: Sequence[psutil.Process]) -> None:
    """Wait until no process starts or ends threads any more."""
    deadline, before = time.monotonic() + PATIENCE, -1
    while time.monotonic() < deadline:
        now = sum(one.num_threads() for one in processes)
        if now == before:
            return
        before = now
        time.sleep(STEADY)


def listens(pid: int) -> bool:
    """Whether a process handles the signal, which would end any other."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) & 1 << signal.SIGUSR1 - 1)


def until(condition: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"after {PATIENCE:.0f} s {otherwise}")
        time.sleep(0.05)
