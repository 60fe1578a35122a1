"""A host process, as the server sees it."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from concurrent.futures import Future
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FAREWELL = 5.0
"""How long a host may take to end, in seconds."""


class HostError(RuntimeError):
    """A host process does not do what it was asked for."""


class HostProcess:
    """Starts a process for kernels and speaks with it.

    Parameters
    ----------
    command : sequence of str
        What to start.
    env : mapping of str to str
        Its environment.
    cwd : str
        Its working directory.

    Attributes
    ----------
    kernels : set of str
        The kernels that are open in it.
    env : dict of str to str
        The environment that it was started with.
    ready : Future
        Done when it can open kernels.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str], cwd: str) -> None:
        self.kernels: set[str] = set()
        self.env = dict(env)
        self.ready: Future[int] = Future()
        self._calls: dict[int, Future[dict[str, Any]]] = {}
        self._numbers = count()
        self._lock = threading.Lock()
        # A session of its own: Ctrl+C in the server's terminal is for the server.
        self.process = subprocess.Popen(  # noqa: S603  # the kernelspec says what it is
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self.env,
            cwd=cwd,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        threading.Thread(target=self._listen, name="revoila-host-answers", daemon=True).start()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def call(self, do: str, **words: Any) -> Future[dict[str, Any]]:
        """Ask the host for something.

        Parameters
        ----------
        do : str
            What.
        **words : Any
            With which.

        Returns
        -------
        Future
            Its answer; a `HostError` when it is gone or refuses.
        """
        future: Future[dict[str, Any]] = Future()
        with self._lock:
            number = next(self._numbers)
            self._calls[number] = future
            try:
                assert self.process.stdin is not None  # noqa: S101  # it was asked for
                self.process.stdin.write(json.dumps({"id": number, "do": do, **words}) + "\n")
                self.process.stdin.flush()
            except (OSError, ValueError):
                del self._calls[number]
                future.set_exception(HostError("The process that hosts the kernels has ended."))
        return future

    def close(self) -> None:
        """End the process and wait for it."""
        self._hang_up()
        try:
            self.process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _hang_up(self) -> None:
        """Close our end; the host takes that as the end of its server."""
        with self._lock:
            if self.process.stdin is not None:
                try:
                    self.process.stdin.close()
                except OSError:
                    # It has ended, and what was to be written is lost.
                    return

    def _listen(self) -> None:
        assert self.process.stdout is not None  # noqa: S101  # it was asked for
        with self.process.stdout as answers:
            for line in answers:
                self._take(json.loads(line))
        code = self.process.wait()
        self._hang_up()
        with self._lock:
            lost = list(self._calls.values())
            self._calls.clear()
        error = HostError(f"The process that hosts the kernels has ended with {code}; its log says why.")
        if not self.ready.done():
            self.ready.set_exception(error)
        for future in lost:
            future.set_exception(error)

    def _take(self, said: dict[str, Any]) -> None:
        if "closed" in said:
            self.kernels.discard(said["closed"])
        elif "ready" in said:
            self.ready.set_result(said["ready"])
        else:
            with self._lock:
                future = self._calls.pop(said["id"])
            if "error" in said:
                future.set_exception(HostError(said["error"]))
            else:
                future.set_result(said["ok"])


def environment_without(env: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return what is different in `env`.

    Parameters
    ----------
    env : mapping of str to str
        The environment of a kernel.
    base : mapping of str to str
        That of its host.

    Returns
    -------
    dict of str to str
        Only what the kernel has for itself.
    """
    return {name: value for name, value in env.items() if base.get(name) != value}


def host_environment(wanted: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a host: the server's, and what the kernelspec adds."""
    return {**os.environ, **wanted}
