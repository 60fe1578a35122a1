"""The process that many kernels share: opens and closes them as its server says.

The server speaks over the standard streams, one JSON object per line. When its
end of them closes, however it died, the host ends. What viewers and kernels say
to each other takes another way, the channel of `_links`.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import gc
import json
import logging
import os
import socket
import sys
import threading
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from revoila.runtime._main import share_main
from revoila.serving.shared._imports import load_for
from revoila.serving.shared._links import STOPPED, Links
from revoila.serving.shared._memory import Collector, freeze, memory_of_process
from revoila.serving.shared._threads import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import zmq

    from revoila.serving.shared._channels import Heartbeat
    from revoila.serving.shared._kernel import VirtualKernel

_log = logging.getLogger(__name__)

MOST_SOCKETS = 65_000
"""Of the process. The default of libzmq ends at about 250 kernels."""

LAST_WORDS = 2.0
"""How long kernels get to end with the process, in seconds."""

PAUSE = 0.01
"""Between two looks whether they have, in seconds."""

CHANNEL = "REVOILA_CHANNEL"
"""Environment variable with the descriptor of the host's end of the channel, where descriptors are inherited."""

SWITCH = 0.001
"""How long a thread may compute before another one has its turn, in seconds.

A click takes several turns. While one visitor's script computed it took 13 ms with Python's own 5 ms, and 6 ms
with this; while two did, 33 and 15. Shorter turns were no better."""


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
    workers : Workers
        Threads that handle requests.
    """

    def __init__(self, answers: IO[str]) -> None:
        self._answers = answers
        self._writing = threading.Lock()
        self._kernels: dict[str, VirtualKernel] = {}
        self._opening: set[asyncio.Task[None]] = set()
        self._ending = 0
        self._links: Links | None = None
        self.loop = asyncio.get_running_loop()
        self.workers = Workers()
        self.collector = Collector(self.loop)

    @cached_property
    def zmq_context(self) -> zmq.Context[Any]:
        """What the sockets of all kernels are made with."""
        import zmq

        context: zmq.Context[Any] = zmq.Context()
        context.set(zmq.MAX_SOCKETS, min(MOST_SOCKETS, context.get(zmq.SOCKET_LIMIT)))
        return context

    @cached_property
    def heartbeat(self) -> Heartbeat:
        """What answers for all kernels with sockets."""
        from revoila.serving.shared._channels import Heartbeat

        return Heartbeat(self.zmq_context)

    def later(self, delay: float, call: Callable[[], None]) -> None:
        """Call something on the input/output thread after some seconds."""
        if delay:
            self.loop.call_soon_threadsafe(self.loop.call_later, delay, call)
        else:
            self.loop.call_soon_threadsafe(call)

    def open_channel(self, sock: socket.socket) -> None:
        """Let viewers connect.

        Parameters
        ----------
        sock : socket
            This end of the channel.
        """
        self._links = Links(sock, self.loop, self._kernels)
        if hasattr(os, "register_at_fork"):
            # A process that a script forks off would keep the server from noticing our end.
            os.register_at_fork(after_in_child=sock.close)

    # What the server asks for.

    def take(self, line: str) -> None:
        """Do what the server asks for."""
        asked = json.loads(line)
        do, name = asked["do"], asked.get("kernel", "")
        if do == "open":
            self._open(name, asked)
            return
        answer: dict[str, Any] = {}
        if do == "close":
            self._close_named(name)
        elif do == "busy":
            answer = {"kernels": [name for name, kernel in self._kernels.items() if kernel.busy]}
        elif do == "count":
            answer = self.counts()
        elif do == "caches":
            answer = {"functions": _cache_statistics()}
        elif do == "channel":
            self.open_channel(_shared_socket(asked["socket"]))
        elif name in self._kernels:
            kernel = self._kernels[name]
            if do == "interrupt":
                kernel.interrupt()
            elif do == "stop":
                kernel.stop_scripts()
        self.say(id=asked["id"], ok=answer)

    def _open(self, name: str, asked: dict[str, Any]) -> None:
        if name in self._kernels:
            self.say(id=asked["id"], error=f"There is a kernel {name} already.")
            return
        from revoila.serving.shared._kernel import VirtualKernel

        # At once, so that it can be closed while it opens.
        kernel = self._kernels[name] = VirtualKernel(self, asked["env"])
        task = self.loop.create_task(self._finish_opening(kernel, asked))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _finish_opening(self, kernel: VirtualKernel, asked: dict[str, Any]) -> None:
        try:
            if "ports" in asked:
                await _open_sockets(kernel, asked)
            if "app" in asked:
                await asyncio.wrap_future(kernel.open_app(asked["app"]))
        except (Exception, SystemExit, asyncio.CancelledError) as error:  # noqa: BLE001  # the server reports it
            self.close_kernel(kernel)
            self.say(id=asked["id"], error=f"{type(error).__name__}: {error}")
            return
        self.say(id=asked["id"], ok=kernel.ports)

    def _close_named(self, name: str) -> None:
        kernel = self._kernels.get(name)
        if kernel is not None:
            self.close_kernel(kernel)
        else:
            # The server may think otherwise, after it has given up waiting for it.
            self.say(closed=name)

    def close_kernel(self, kernel: VirtualKernel) -> None:
        """End a kernel and tell the server."""
        name = next((name for name, one in self._kernels.items() if one is kernel), None)
        if name is None:
            return
        del self._kernels[name]
        self._ending += 1
        if self._links is not None:
            for link in kernel.out.links:
                self._links.end(link, STOPPED)
        kernel.close(lambda: self.later(0.0, self._ended))
        self.say(closed=name)

    def _ended(self) -> None:
        self._ending -= 1
        self.collector.kernel_ended()

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
            "links": sum(len(kernel.out.links) for kernel in self._kernels.values()),
            "dropped": 0 if self._links is None else self._links.dropped,
            "memory": memory_of_process(),
            "pid": os.getpid(),
        }

    def say(self, **words: Any) -> None:
        """Tell the server something."""
        with self._writing:
            self._answers.write(json.dumps(words) + "\n")
            self._answers.flush()

    def load_for(self, script: Path) -> None:
        """Load what an app will need, on a thread of its own, while kernels may open already.

        Parameters
        ----------
        script : Path
            Of the app.
        """

        def work() -> None:
            load_for(script)
            self.later(0.0, self._freeze)

        threading.Thread(target=work, name="revoila-imports", daemon=True).start()

    def _freeze(self) -> None:
        # The garbage of a kernel that is there now would never be collected.
        if not self._kernels and not self._ending:
            freeze()

    async def end(self) -> None:
        """Close every kernel, and wait until nothing is left of them: their last state is written now."""
        for kernel in list(self._kernels.values()):
            # The server, which is told, may have gone.
            with suppress(OSError):
                self.close_kernel(kernel)
        if "heartbeat" in vars(self):
            self.heartbeat.close()
        # Threads that do not end are waited for as long as `LAST_WORDS` allows.
        while self._ending:  # noqa: ASYNC110  # it is counted, and looked at once in the life of a process
            await asyncio.sleep(PAUSE)


def _cache_statistics() -> list[dict[str, Any]]:
    # No app has used it where it was not imported.
    caching = sys.modules.get("revoila.caching")
    return [] if caching is None else caching.statistics()


async def _open_sockets(kernel: VirtualKernel, asked: dict[str, Any]) -> None:
    from revoila.serving.shared._channels import Address

    address = Address(asked["transport"], asked["ip"], asked["ports"])
    await asyncio.shield(kernel.open_sockets(address, key=asked["key"].encode(), scheme=asked["scheme"]))


def _inherited_socket() -> socket.socket | None:
    """Return our end of the channel, if the server has given us one when it started us."""
    number = os.environ.pop(CHANNEL, "")
    if not number:
        return None
    sock = socket.socket(fileno=int(number))
    sock.set_inheritable(False)
    return sock


def _shared_socket(shared: str) -> socket.socket:
    """Return our end of the channel on Windows, where a running process is given it."""
    fromshare: Callable[[bytes], socket.socket] = vars(socket)["fromshare"]
    return fromshare(base64.b64decode(shared))


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
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: os.close(answers.fileno()))
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123  # a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return questions, answers


def prepare(modules: Sequence[str]) -> None:
    """Install what lets several kernels live here, and import what they will need.

    Parameters
    ----------
    modules : sequence of str
        Imported now, so that no visitor waits for it.
    """
    # Not a window system, and not the inline mode that shows the figures of all kernels.
    os.environ.setdefault("MPLBACKEND", "agg")
    from revoila.serving.shared import _cells, _comms, _kernel, _shell, _streams  # noqa: F401  # the kernel for later

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


async def serve(questions: IO[str], answers: IO[str], script: str) -> None:
    """Do what the server asks for until it is gone.

    Parameters
    ----------
    questions : IO
        What the server says.
    answers : IO
        What it hears.
    script : str
        Of the app that the kernels are for; "" when that is not known.
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

    channel = _inherited_socket()
    if channel is not None:
        host.open_channel(channel)
    host.collector.start()
    threading.Thread(target=listen, name="revoila-server-watch", daemon=True).start()
    host.say(ready=os.getpid())
    if script:
        host.load_for(Path(script))
    await gone.wait()
    await host.end()


def main() -> None:
    """Run a host."""
    parser = argparse.ArgumentParser("revoila.serving.shared", description="A process for many kernels.")
    parser.add_argument("--app", default="", help="script of the app that the kernels are for")
    parser.add_argument("modules", nargs="*", help="what to import before the first kernel opens")
    arguments = parser.parse_args()
    questions, answers = take_streams()
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    sys.setswitchinterval(SWITCH)
    prepare(arguments.modules)
    sys.argv = [""]
    freeze()
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(serve(questions, answers, arguments.app))
    # Threads of scripts that do not end must not keep the process.
    os._exit(0)
