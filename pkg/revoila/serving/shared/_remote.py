"""A host process, as the server sees it."""

from __future__ import annotations

import base64
import json
import logging
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from revoila.serving.shared._connect import HostChannel, Link

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping, Sequence

    from revoila.serving.shared._parts import PartAnswer, PartQuestion

_log = logging.getLogger(__name__)

FAREWELL = 5.0
"""How long a host may take to end, in seconds."""

CHANNEL = "REVOILA_CHANNEL"
"""As in `_host`, which is not imported on this side."""

GROUP: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""What Windows has instead of a session of its own: Ctrl+C in the server's window is for the server."""

CRASHED, STOPPED = "crashed", "stopped"
SILENCE = 2.0
"""After how many seconds without an answer a host is taken for one that lets nobody in, for now."""

__all__ = ["DiedError", "GoneError", "HostError", "HostProcess", "Link", "host_environment"]


class HostError(RuntimeError):
    """A host process does not do what it was asked for."""


class GoneError(HostError):
    """A host process has ended before it was asked."""

    def __init__(self) -> None:
        super().__init__("The process that hosts the kernels has ended.")


class DiedError(HostError):
    """A host process has died before it has done what it was asked for."""


class HostProcess:
    """A process for kernels, and what is said to it and by it.

    Parameters
    ----------
    command : sequence of str
        What to start.
    env : mapping of str to str
        Its environment.
    cwd : str
        Its working directory.
    on_end : Callable, optional
        Called when the process has ended, on whatever thread.
    on_close : Callable, optional
        Called when a kernel in it has ended, on whatever thread.

    Attributes
    ----------
    kernels : set of str
        The kernels that are open in it.
    env : dict of str to str
        The environment that it is started with.
    ready : Future
        Done when it can open kernels; a `HostError` when it ends before.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        cwd: str,
        *,
        on_end: Callable[[HostProcess], None] | None = None,
        on_close: Callable[[HostProcess], None] | None = None,
    ) -> None:
        self.kernels: set[str] = set()
        self.env = dict(env)
        self.ready: Future[int] = _promise()
        self._command = list(command)
        self._cwd = cwd
        self._on_end = on_end
        self._on_close = on_close
        self._watchers: dict[str, Callable[[str], None]] = {}
        self._calls: dict[int, Future[dict[str, Any]]] = {}
        self._numbers = count()
        self._questions: SimpleQueue[tuple[int, str] | None] = SimpleQueue()
        self._asking: threading.Thread | None = None
        self._mute = False
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._socket: socket.socket | None = None
        self._channel: HostChannel | None = None
        self._unshared: socket.socket | None = None
        self._hung_up = False
        self._deaf = False
        self._killer: threading.Timer | None = None
        self._ended: str | None = None
        self._greeting: tuple[float, Future[dict[str, Any]]] | None = None

    def start(self) -> None:
        """Start the process; when the system cannot, `ready` says so."""
        ours, theirs = socket.socketpair()
        # On Windows descriptors are not inherited; it is shared when the first viewer comes.
        inherited = {} if sys.platform == "win32" else {CHANNEL: str(theirs.fileno())}
        try:
            # A session of its own: Ctrl+C in the server's terminal is for the server.
            self._process = subprocess.Popen(  # noqa: S603  # the kernelspec says what it is
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=self.env | inherited,
                cwd=self._cwd,
                text=True,
                encoding="utf-8",
                start_new_session=True,
                creationflags=GROUP,
                pass_fds=[theirs.fileno()] if inherited else (),
            )
        except OSError as error:
            self._hung_up, self._ended = True, CRASHED
            self._mute = True
            ours.close()
            theirs.close()
            self.ready.set_exception(HostError(f"A process for kernels does not start: {error}"))
            return
        self._socket = ours
        if inherited:
            theirs.close()
        else:
            self._unshared = theirs
        self._asking = threading.Thread(target=self._ask, name="revoila-host-questions", daemon=True)
        self._asking.start()
        threading.Thread(target=self._listen, name="revoila-host-answers", daemon=True).start()

    @property
    def process(self) -> subprocess.Popen[str]:
        """The process, once it was started."""
        assert self._process is not None  # noqa: S101  # who asks has started it
        return self._process

    @property
    def pid(self) -> int:
        """Of the process, as it says: the ``python.exe`` of an environment of Windows starts another one."""
        said = self.ready.done() and self.ready.exception() is None
        return self.ready.result() if said else self.process.pid

    @property
    def exit_code(self) -> int | None:
        """Of the process; None while it runs, or was not started yet."""
        return None if self._process is None else self._process.poll()

    @property
    def alive(self) -> bool:
        """Whether the process runs, or will."""
        return self.exit_code is None and not (self._hung_up or self._deaf)

    def silent(self) -> bool:
        """Say whether it has stopped answering; a call into C may let no other thread run for a while.

        It is asked now, so that the next caller knows.
        """
        if not self.ready.done() or not self.alive:
            return False
        if self._greeting is None or self._greeting[1].done():
            self._greeting = (monotonic(), self.call("greet"))
        return monotonic() - self._greeting[0] > SILENCE

    def memory(self) -> int | None:
        """Return the resident memory of the process, in bytes; None when it does not run."""
        import psutil  # type: ignore[import-untyped]  # it ships no types; ipykernel brings it

        if self._process is None:
            return None
        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return None

    # What the server says.

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
        future: Future[dict[str, Any]] = _promise()
        if self._process is None:
            # It waits for its turn to start, and has no kernel.
            if do == "close":
                self.forget(words["kernel"])
                future.set_result({})
            else:
                future.set_exception(HostError("The process for kernels was not started yet."))
            return future
        with self._lock:
            if not self._mute:
                number = next(self._numbers)
                line = json.dumps({"id": number, "do": do, **words}) + "\n"
                self._calls[number] = future
                self._questions.put((number, line))
                return future
        future.set_exception(GoneError())
        return future

    def _ask(self) -> None:
        """Say what there is to say, on a thread of its own.

        A process that is held up reads nothing, and who writes waits when its pipe is full: not the server.
        """
        stdin = self.process.stdin
        assert stdin is not None  # noqa: S101  # it was asked for
        while (question := self._questions.get()) is not None:
            number, line = question
            if not self._deaf:
                try:
                    stdin.write(line)
                    stdin.flush()
                    continue
                except (OSError, ValueError):
                    self._deaf = True
            with self._lock:
                unheard = self._calls.pop(number, None)
            if unheard is not None:
                unheard.set_exception(GoneError())
        # Closing it may fail, too: what was not written is lost.
        with suppress(OSError):
            stdin.close()

    def connect(
        self,
        kernel_id: str,
        *,
        quiet: bool,
        receive: Callable[[bytes], None],
        closed: Callable[[str], None],
    ) -> Link:
        """Open a link between a viewer and a kernel.

        All links of a host are opened and used on the thread of one event loop,
        where the functions are called, too.

        Parameters
        ----------
        kernel_id : str
            Id of the kernel.
        quiet : bool
            Whether the viewer wants comm messages and nothing else.
        receive : Callable
            Gets each message of the kernel, in the format ``v1.kernel.websocket.jupyter.org``.
        closed : Callable
            Called once when the link has ended otherwise than by its `Link.close`, with the reason:
            ``"stopped"``, its kernel was closed; ``"crashed"``, the process has ended; ``"dropped"``,
            too much of it waited, and the viewer may connect again.

        Returns
        -------
        Link
            For sending.

        Raises
        ------
        GoneError
            The process has ended.
        """
        self._open_channel()
        if self._channel is None or self._channel.closed:
            raise GoneError
        return self._channel.connect(kernel_id, quiet=quiet, receive=receive, closed=closed)

    def ask_for_part(self, asked: PartQuestion) -> asyncio.Future[PartAnswer]:
        """Ask for a part of a file, on the thread of the links.

        Parameters
        ----------
        asked : PartQuestion
            Which.

        Returns
        -------
        Future
            The part; a `ConnectionError` when the channel has broken.

        Raises
        ------
        GoneError
            The process has ended.
        """
        self._open_channel()
        if self._channel is None or self._channel.closed:
            raise GoneError
        return self._channel.ask(asked)

    def _open_channel(self) -> None:
        """Begin to listen to viewers, when the first one comes: kernels may be used without any."""
        with self._lock:
            if self._socket is None:
                return
            self._channel, self._socket = HostChannel(self._socket, self._broken), None
            unshared, self._unshared = self._unshared, None
        if sys.platform == "win32" and unshared is not None:
            shared = base64.b64encode(unshared.share(self.pid)).decode()
            # The host must have taken it before we let go.
            self.call("channel", socket=shared).add_done_callback(lambda _done: unshared.close())

    def on_kernel_end(self, kernel_id: str, call: Callable[[str], None]) -> None:
        """Have a function called when a kernel ends.

        Parameters
        ----------
        kernel_id : str
            Id of the kernel.
        call : Callable
            Called once on whatever thread with ``"stopped"`` or ``"crashed"``; at once when the kernel
            is not here any more.
        """
        with self._lock:
            ended = self._ended or (None if kernel_id in self.kernels else STOPPED)
            if ended is None:
                self._watchers[kernel_id] = call
        if ended is not None:
            call(ended)

    def forget(self, kernel_id: str) -> None:
        """Take a kernel for ended.

        Parameters
        ----------
        kernel_id : str
            Id of the kernel.
        """
        with self._lock:
            here = kernel_id in self.kernels
            self.kernels.discard(kernel_id)
            watcher = self._watchers.pop(kernel_id, None)
        if watcher is not None:
            _tell(watcher, STOPPED)
        if here and self._on_close is not None:
            self._on_close(self)

    # The end.

    def hang_up(self) -> None:
        """End the process without waiting for it; it is killed when it does not end by itself."""
        self._hung_up = True
        self._close_streams()
        if self.exit_code is None and self._process is not None:
            self._killer = threading.Timer(FAREWELL, self._process.kill)
            self._killer.daemon = True
            self._killer.start()

    def close(self) -> None:
        """End the process and wait for it."""
        self._hung_up = True
        self._close_streams()
        if self._process is not None:
            try:
                self._process.wait(FAREWELL)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._close_channel()

    def _close_streams(self) -> None:
        """Close our end after what was asked; the host takes that as the end of its server."""
        with self._lock:
            if self._process is not None and not self._mute:
                self._mute = True
                self._questions.put(None)
        if self._process is None and not self.ready.done():
            self.ready.set_exception(GoneError())

    def _close_channel(self) -> None:
        with self._lock:
            unused, self._socket, self._unshared = (self._socket, self._unshared), None, None
            channel = self._channel
        for one in unused:
            if one is not None:
                one.close()
        if channel is not None:
            channel.close()

    def _broken(self) -> str:
        """Say why the links have ended; a host whose channel has broken is of no more use."""
        if self._hung_up:
            return STOPPED
        self.process.kill()
        return CRASHED

    # What the host says.

    def _listen(self) -> None:
        assert self.process.stdout is not None  # noqa: S101  # it was asked for
        with self.process.stdout as answers:
            for line in answers:
                self._take(json.loads(line))
        code = self.process.wait()
        if self._killer is not None:
            self._killer.cancel()
        reason = STOPPED if self._hung_up else CRASHED
        self._close_streams()
        if self._asking is not None:
            # Who was not heard learns that first, and may be heard by another one.
            self._asking.join(FAREWELL)
        with self._lock:
            self._ended = reason
            lost, self._calls = list(self._calls.values()), {}
            watchers, self._watchers = list(self._watchers.values()), {}
        told = f"The process that hosts the kernels has ended with {code}; its log says why."
        if not self.ready.done():
            # What ends by itself before it is ready cannot start; what a signal ends could have.
            self.ready.set_exception(DiedError(told) if code < 0 else HostError(told))
        for future in lost:
            future.set_exception(DiedError(told))
        for watcher in watchers:
            _tell(watcher, reason)
        self._close_channel()
        if self._on_end is not None:
            self._on_end(self)

    def _take(self, said: dict[str, Any]) -> None:
        """Take an answer, or news."""
        if "closed" in said:
            self.forget(said["closed"])
        elif "ready" in said:
            self.ready.set_result(said["ready"])
        else:
            with self._lock:
                future = self._calls.pop(said["id"])
            if "error" in said:
                future.set_exception(HostError(said["error"]))
            else:
                future.set_result(said["ok"])


def _promise() -> Future[Any]:
    """Return a future that whoever waits for it cannot cancel: others wait, too, and its answer comes anyway."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


def _tell(watcher: Callable[[str], None], reason: str) -> None:
    try:
        watcher(reason)
    except Exception as error:  # noqa: BLE001  # such as that of a loop that was closed meanwhile
        _log.debug("Nobody was told that a kernel has ended: %s", error)


def host_environment(wanted: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a host: the server's, and what the kernelspec adds."""
    return {**os.environ, **wanted}
