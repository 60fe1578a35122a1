"""The process that many kernels share: opens and closes them as its server says.

The server speaks over the standard streams, one JSON object per line. When its
end of them closes, however it died, the host ends.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import zmq

from revoila.runtime._main import share_main
from revoila.serving.shared._channels import Heartbeat
from revoila.serving.shared._threads import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._kernel import VirtualKernel

_log = logging.getLogger(__name__)

MOST_SOCKETS = 65_000
"""Of the process. The default of libzmq ends at about 250 kernels."""

LAST_WORDS = 2.0
"""How long kernels get to end with the process, in seconds."""

COLLECT_EVERY = 16
"""Closed kernels between garbage collections; widgets are in cycles that nothing else finds soon."""


class Host:
    """The kernels of this process.

    Parameters
    ----------
    answers : IO
        Where the server reads.

    Attributes
    ----------
    loop : AbstractEventLoop
        That of the input/output thread, which is the main one.
    zmq : zmq.Context
        Of all kernels.
    heartbeat : Heartbeat
        Of all kernels.
    workers : Workers
        Threads that handle requests.
    """

    def __init__(self, answers: IO[str]) -> None:
        self._answers = answers
        self._writing = threading.Lock()
        self._kernels: dict[str, VirtualKernel] = {}
        self._opening: set[asyncio.Task[None]] = set()
        self._closed = 0
        self._ending = 0
        self.loop = asyncio.get_running_loop()
        self.zmq: zmq.Context[Any] = zmq.Context()
        self.zmq.set(zmq.MAX_SOCKETS, min(MOST_SOCKETS, self.zmq.get(zmq.SOCKET_LIMIT)))
        self.heartbeat = Heartbeat(self.zmq)
        self.workers = Workers()

    def later(self, delay: float, call: Callable[[], None]) -> None:
        """Call something on the input/output thread after some seconds."""
        if delay:
            self.loop.call_soon_threadsafe(self.loop.call_later, delay, call)
        else:
            self.loop.call_soon_threadsafe(call)

    def take(self, line: str) -> None:
        """Do what the server asks for."""
        asked = json.loads(line)
        if asked["do"] == "open":
            task = self.loop.create_task(self._open(asked))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
            return
        kernel = self._kernels.get(asked.get("kernel", ""))
        if asked["do"] == "close" and kernel is not None:
            self.close_kernel(kernel)
        elif asked["do"] == "interrupt" and kernel is not None:
            kernel.interrupt()
        elif asked["do"] == "count":
            self.say(id=asked["id"], ok=self.counts())
            return
        self.say(id=asked["id"], ok={})

    async def _open(self, asked: dict[str, Any]) -> None:
        from revoila.serving.shared._kernel import open_kernel

        name = asked["kernel"]
        try:
            kernel = await open_kernel(self, asked)
        except Exception as error:  # noqa: BLE001  # the server reports it
            self.say(id=asked["id"], error=f"{type(error).__name__}: {error}")
            return
        self._kernels[name] = kernel
        self.say(id=asked["id"], ok=kernel.ports)

    def close_kernel(self, kernel: VirtualKernel) -> None:
        """End a kernel and tell the server."""
        name = next((name for name, one in self._kernels.items() if one is kernel), None)
        if name is None:
            return
        del self._kernels[name]
        self._ending += 1
        kernel.close(self._ended)
        self.say(closed=name)

    def _ended(self) -> None:
        self._ending -= 1
        self._closed += 1
        if self._closed % COLLECT_EVERY == 0 and not self._ending:
            gc.collect()

    def counts(self) -> dict[str, int]:
        """Return what the process holds, for tests and metrics."""
        gc.collect()
        folder = Path("/proc/self/fd")
        return {
            "kernels": len(self._kernels),
            "ending": self._ending,
            "threads": threading.active_count(),
            "files": len(list(folder.iterdir())) if folder.is_dir() else 0,
            "widgets": sum(len(kernel.widgets) for kernel in self._kernels.values()),
            "pid": os.getpid(),
        }

    def say(self, **words: Any) -> None:
        """Tell the server something."""
        with self._writing:
            self._answers.write(json.dumps(words) + "\n")
            self._answers.flush()

    def end(self) -> None:
        """Close every kernel."""
        for kernel in list(self._kernels.values()):
            self.close_kernel(kernel)
        self.heartbeat.close()


def take_streams() -> tuple[IO[str], IO[str]]:
    """Keep the standard streams for the server, out of reach of what kernels print and read.

    Returns
    -------
    IO
        What the server says.
    IO
        What it hears.
    """
    questions = os.fdopen(os.dup(0), "r", encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123  # a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return questions, answers


def prepare(modules: list[str]) -> None:
    """Install what lets several kernels live here, and import what they will need.

    Parameters
    ----------
    modules : list of str
        Imported now, so that no visitor waits for it.
    """
    # Not a window system, and not the inline mode that shows the figures of all kernels.
    os.environ.setdefault("MPLBACKEND", "agg")
    from revoila.serving.shared import _cells, _comms, _shell, _streams

    _comms.install()
    _shell.install()
    _streams.install()
    _cells.install()
    share_main()
    for name in modules:
        try:
            import_module(name)
        except Exception:  # noqa: BLE001  # whoever needs the module gets the error
            _log.exception("The module %s could not be imported in advance.", name)


async def serve(questions: IO[str], answers: IO[str]) -> None:
    """Do what the server asks for until it is gone.

    Parameters
    ----------
    questions : IO
        What the server says.
    answers : IO
        What it hears.
    """
    host = Host(answers)
    gone = asyncio.Event()

    def listen() -> None:
        try:
            for line in questions:
                host.loop.call_soon_threadsafe(host.take, line)
        finally:
            # Whatever the kernels do, the process does not outlive its server.
            timer = threading.Timer(LAST_WORDS, os._exit, [0])
            timer.daemon = True
            timer.start()
            host.loop.call_soon_threadsafe(gone.set)

    threading.Thread(target=listen, name="revoila-server-watch", daemon=True).start()
    host.say(ready=os.getpid())
    await gone.wait()
    try:
        host.end()
    except OSError:
        # The server, which would be told, has gone.
        _log.debug("The server has gone.")


def main() -> None:
    """Run a host."""
    questions, answers = take_streams()
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    prepare(sys.argv[1:])
    sys.argv = [""]
    asyncio.run(serve(questions, answers))
    # Threads of scripts that do not end must not keep the process.
    os._exit(0)
