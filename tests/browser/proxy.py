"""A reverse proxy that takes a part of every path away, as nginx does for a server below a prefix."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65_536


class Proxy:
    """Forwards requests below a prefix, and refuses all others.

    Parameters
    ----------
    prefix : str
        With a slash at both ends.
    target : int
        Port of the server behind.
    """

    def __init__(self, prefix: str, target: int) -> None:
        self._prefix = prefix.encode()
        self._target = target
        self.refused: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection, which has one request or becomes a websocket."""
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            method, path, rest = head.split(b" ", 2)
            if not path.startswith(self._prefix):
                self.refused.append(path.decode())
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                await writer.drain()
            else:
                if b"upgrade: websocket" not in rest.lower():
                    rest = rest.replace(b"Connection: keep-alive\r\n", b"Connection: close\r\n")
                path = b"/" + path.removeprefix(self._prefix)
                behind, ahead = await asyncio.open_connection("127.0.0.1", self._target)
                ahead.write(b" ".join((method, path, rest)))
                await asyncio.gather(pour(reader, ahead), pour(behind, writer))
        writer.close()


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Forward everything one way."""
    with suppress(OSError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextmanager
def proxied(prefix: str, target: int) -> Iterator[tuple[str, Proxy]]:
    """Run a proxy on a thread: Playwright has the loop of this one. Yields its address and the proxy."""
    proxy = Proxy(prefix, target)
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()

    async def work() -> None:
        ended = asyncio.Event()
        async with await asyncio.start_server(proxy.serve, "127.0.0.1", 0) as listening:
            port = listening.sockets[0].getsockname()[1]
            begun.set_result((asyncio.get_running_loop(), ended, port))
            await ended.wait()

    thread = threading.Thread(target=asyncio.run, args=[work()])
    thread.start()
    loop, ended, port = begun.result(10)
    try:
        yield f"http://127.0.0.1:{port}{prefix}", proxy
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
