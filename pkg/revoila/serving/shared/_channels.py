"""The sockets of a kernel, for standard clients; what an app's pages use is `_links`.

They live on the host's one input/output thread. Other threads hand it what is to
be sent, through one queue per kernel, so that replies and outputs stay in order.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import tempfile
from collections import deque
from functools import partial
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import zmq
from jupyter_client.session import DELIM, Session
from zmq.eventloop.zmqstream import ZMQStream

from revoila.serving.shared._messages import NOTHING, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from revoila.serving.shared._context import Message
    from revoila.serving.shared._messages import Headers

_log = logging.getLogger(__name__)

SOCKETS = {"shell": zmq.ROUTER, "control": zmq.ROUTER, "stdin": zmq.ROUTER, "iopub": zmq.XPUB}
LINGER = 1000
"""How long the last messages of a kernel may take, in milliseconds."""

MOST_SIGNATURES = 1024
"""How many messages are remembered to refuse their repetition; the default of 65536 takes megabytes."""

BIND_ATTEMPTS = 100
BIND_PAUSE = 0.02
"""In seconds. A kernel that restarts waits for its predecessor to let go of its ports."""


class Address(NamedTuple):
    """Where a kernel is to be found.

    Parameters
    ----------
    transport : {"tcp", "ipc"}
        Ports, or socket files.
    ip : str
        Address; for "ipc" the beginning of the files' paths.
    ports : dict of str to int
        By channel; 0 lets the system choose.
    """

    transport: str
    ip: str
    ports: dict[str, int]

    def url(self, channel: str) -> str:
        """Return the endpoint of a channel."""
        separator = ":" if self.transport == "tcp" else "-"
        return f"{self.transport}://{self.ip}{separator}{self.ports.get(channel, 0)}"


class Channels:
    """Shell, control, stdin and iopub of one kernel.

    Parameters
    ----------
    context : zmq.Context
        The host's.
    loop : AbstractEventLoop
        That of the input/output thread.
    receive : Callable
        Gets the name of a channel and a message.
    headers : Headers
        Of the kernel's messages.
    key : bytes
        Signs them.
    scheme : str
        How.
    """

    def __init__(
        self,
        context: zmq.Context[Any],
        loop: asyncio.AbstractEventLoop,
        receive: Callable[[str, Message], None],
        headers: Headers,
        *,
        key: bytes,
        scheme: str,
    ) -> None:
        self._context = context
        self._loop = loop
        self._receive = receive
        self._headers = headers
        self._session = Session(key=key, signature_scheme=scheme, username="kernel", session=headers.session)
        self._session.digest_history_size = MOST_SIGNATURES
        self._streams: dict[str, ZMQStream] = {}
        self._outbox: deque[tuple[str, list[Any]]] = deque()
        self._due = False
        # The garbage collector may close a widget, which says so, while its thread is in here.
        self._lock = RLock()

    async def open(self, address: Address) -> dict[str, int]:
        """Bind the sockets.

        Parameters
        ----------
        address : Address
            Where.

        Returns
        -------
        dict of str to int
            The ports, by channel.

        Raises
        ------
        OSError
            A port is in use.
        """
        ports: dict[str, int] = {}
        try:
            for name, kind in SOCKETS.items():
                socket = self._context.socket(kind)
                socket.linger = LINGER
                self._streams[name] = ZMQStream(socket)
                ports[name] = await _bind(socket, address, name)
        except OSError:
            self.close()
            raise
        for name in ("shell", "control"):
            self._streams[name].on_recv(partial(self._take, name))
        self._streams["iopub"].on_recv(self._welcome)
        return ports

    def _take(self, channel: str, frames: list[bytes]) -> None:
        try:
            identities, rest = self._session.feed_identities(frames)
            message = self._session.deserialize(rest)
        except Exception as error:  # noqa: BLE001  # anybody can connect to a port
            _log.warning("A message that is none was dropped: %s", error)
            return
        message["identities"] = identities
        self._receive(channel, message)

    def _welcome(self, frames: list[bytes]) -> None:
        """Tell a new client that its subscription is in effect; it need not poll then."""
        subscribed, topic = frames[0][:1] == b"\x01", frames[0][1:]
        if subscribed:
            content = encode({"subscription": topic.decode(errors="replace")})
            self.send("iopub", [topic], [self._headers.new("iopub_welcome"), NOTHING, NOTHING, content])

    def send(
        self, channel: str, to: list[bytes], parts: Sequence[bytes], buffers: Sequence[Any] = ()
    ) -> None:
        """Send a message, on whatever thread.

        Parameters
        ----------
        channel : str
            Name of the channel.
        to : list of bytes
            The client, or what clients subscribe to.
        parts : sequence of bytes
            Header, parent header, metadata and content.
        buffers : sequence of buffers
            Binary data.
        """
        frames = [*to, DELIM, self._session.sign(list(parts)), *parts, *buffers]
        with self._lock:
            self._outbox.append((channel, frames))
            if self._due:
                return
            self._due = True
        self._loop.call_soon_threadsafe(self.flush)

    def flush(self) -> None:
        """Give the sockets what was sent."""
        self._due = False
        while self._outbox:
            channel, frames = self._outbox.popleft()
            stream = self._streams.get(channel)
            if stream is not None:
                stream.send_multipart(frames)

    def close(self) -> None:
        """Let go of the ports; what was sent still goes out."""
        self.flush()
        streams = list(self._streams.values())
        self._streams.clear()
        for stream in streams:
            stream.stop_on_recv()
            stream.flush(zmq.POLLOUT)

        def close() -> None:
            for stream in streams:
                stream.close()

        # A stream has asked the loop to look after it, maybe twice; closed by then, it complains.
        self._loop.call_soon(self._loop.call_soon, close)


async def _bind(socket: zmq.Socket[Any], address: Address, channel: str) -> int:
    """Bind one socket and return its port.

    Raises
    ------
    ZMQError
        Somebody else uses it.
    """
    for _ in range(BIND_ATTEMPTS):
        try:
            return bind(socket, address, channel)
        except zmq.ZMQError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        await asyncio.sleep(BIND_PAUSE)
    return bind(socket, address, channel)


def bind(socket: zmq.Socket[Any], address: Address, channel: str) -> int:
    """Bind a socket to a channel's endpoint.

    Parameters
    ----------
    socket : zmq.Socket
        The socket.
    address : Address
        Of the kernel.
    channel : str
        Which of its ports.

    Returns
    -------
    int
        The port, also when the system has chosen it.
    """
    port = address.ports.get(channel, 0)
    if address.transport == "tcp" and not port:
        return socket.bind_to_random_port(f"tcp://{address.ip}")
    socket.bind(address.url(channel))
    return port


class Heartbeat:
    """Echoes what clients send, for all kernels of the process.

    The echo runs in libzmq, so it goes on while Python code holds the
    interpreter's lock.

    Parameters
    ----------
    context : zmq.Context
        The host's.
    """

    def __init__(self, context: zmq.Context[Any]) -> None:
        self._context = context
        self._ports: dict[str, int] = {}
        self._folder: str | None = None

    def open(self, address: Address) -> int:
        """Answer at a kernel's heartbeat endpoint.

        Parameters
        ----------
        address : Address
            Of the kernel.

        Returns
        -------
        int
            The port.
        """
        if address.transport == "ipc":
            return self._open_file(address)
        wanted = address.ports.get("hb", 0)
        if wanted and wanted != self._ports.get(address.ip):
            # A kernel that came from a host that died; its clients stay on the old port.
            try:
                self._ports[f"{address.ip}:{wanted}"] = self._echo(address)
            except zmq.ZMQError:
                _log.debug("Another host answers at the heartbeat port %s.", wanted)
            return wanted
        if address.ip not in self._ports:
            self._ports[address.ip] = self._echo(address)
        return self._ports[address.ip]

    def _open_file(self, address: Address) -> int:
        """Link a kernel's socket file to the one that all share."""
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="revoila-")
            self._echo(Address("ipc", f"{self._folder}/hb", {"hb": 1}))
        path = Path(address.url("hb").removeprefix("ipc://"))
        path.unlink(missing_ok=True)
        path.symlink_to(f"{self._folder}/hb-1")
        return address.ports["hb"]

    def _echo(self, address: Address) -> int:
        socket = self._context.socket(zmq.ROUTER)
        socket.linger = 0
        try:
            port = bind(socket, address, "hb")
        except zmq.ZMQError:
            socket.close()
            raise
        Thread(target=_answer, args=(socket,), name="revoila-heartbeat", daemon=True).start()
        return port

    def close(self) -> None:
        """Remove the socket file."""
        if self._folder is not None:
            Path(self._folder, "hb-1").unlink(missing_ok=True)
            Path(self._folder).rmdir()


def _answer(socket: zmq.Socket[Any]) -> None:
    while True:
        try:
            zmq.proxy(socket, socket)
        except zmq.ZMQError as error:
            if error.errno == errno.EINTR:
                continue
            return
