"""A visitor of ours without a browser: fetches the page, attaches, and clicks over the websocket."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

from jupyter_server.services.kernels.connection import base
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tornado.websocket import WebSocketClientConnection

SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"
TARGET = "revoila.page"
PATIENCE = 30.0
"""How long a visitor waits for anything, in seconds."""

FIRST_SIGHT = "value is 10."
"""The last text of the small app: once it is there, all of it is."""


class VisitError(Exception):
    """The server did not do what a page may expect."""


class Visitor:
    """One tab with the small app."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client, self._comm, self._wire = (str(uuid.uuid4()) for _ in range(3))
        self._socket: WebSocketClientConnection | None = None
        self._button: dict[str, Any] | None = None
        self._awaited: tuple[bytes, asyncio.Future[float]] | None = None
        self._ended = "the server closed the connection"
        self.count = 0

    async def open(self) -> float:
        """Return the seconds from asking for the page until everything is shown."""
        start = time.perf_counter()
        headers = await self._fetch()
        address = self._url.replace("http", "ws", 1) + "api/revoila/page"
        socket = websocket_connect(
            HTTPRequest(address, headers=headers, connect_timeout=PATIENCE),
            on_message_callback=self._receive,
            subprotocols=[SUBPROTOCOL],
            max_message_size=2**26,
        )
        self._socket = await asyncio.wait_for(socket, PATIENCE)
        shown = self._expect(FIRST_SIGHT)
        await self._socket.write_message(json.dumps({"attach": self._attach()}))
        opening = {"target_name": TARGET, "data": self._hello()}
        await self._send("comm_open", opening)
        return await self._wait(shown) - start

    async def click(self) -> float:
        """Return the seconds from a click until the counter's new text is here."""
        if self._button is None or self._socket is None:
            raise VisitError("the app has no button")
        self.count += 1
        event = {
            "seq": self.count,
            "id": self._button["i"],
            "generation": self._button["p"].get("generation") or 0,
            "value": True,
        }
        shown = self._expect(f"count is {self.count}.")
        start = time.perf_counter()
        await self._send("comm_msg", {"data": {"method": "event", "client": self._client, "events": [event]}})
        return await self._wait(shown) - start

    async def close(self) -> None:
        """Leave, as a tab does that is closed."""
        if self._socket is not None:
            self._socket.close(1001)
            self._socket = None

    async def _fetch(self) -> dict[str, str]:
        """Fetch the page, and return the headers with which its websocket is opened."""
        # A client of its own for each: the shared one lets ten requests through at a time.
        client = AsyncHTTPClient(force_instance=True)
        try:
            response = await client.fetch(HTTPRequest(self._url, request_timeout=PATIENCE))
        finally:
            client.close()
        cookies = SimpleCookie()
        for line in response.headers.get_list("Set-Cookie"):
            cookies.load(line)
        origin = self._url.rstrip("/")
        return {"Origin": origin, "Cookie": "; ".join(f"{name}={one.value}" for name, one in cookies.items())}

    def _attach(self) -> dict[str, Any]:
        load = str(uuid.uuid4())
        return {"app": "", "tab": "", "load": load, "resume": False, "view": self._view()}

    def _hello(self) -> dict[str, Any]:
        return {"method": "hello", "client": self._client, "view": self._view()}

    def _view(self) -> dict[str, Any]:
        return {
            "path": "",
            "query": "",
            "url": self._url,
            "timezone": "UTC",
            "timezone_offset": 0,
            "locale": "en-US",
            "theme": "light",
            "embedded": False,
        }

    async def _send(self, kind: str, content: dict[str, Any]) -> None:
        if self._socket is None:
            raise VisitError(self._ended)
        header = {
            "msg_id": str(uuid.uuid4()),
            "msg_type": kind,
            "username": "",
            "session": self._wire,
            "date": datetime.now(UTC).isoformat(),
            "version": "5.3",
        }
        parts = [header, {}, {}, {"comm_id": self._comm, **content}]
        packed = [json.dumps(part).encode() for part in parts]
        frame = base.serialize_msg_to_ws_v1(packed, "shell")  # type: ignore[no-untyped-call]  # Jupyter's
        await self._socket.write_message(frame, binary=True)

    def _expect(self, text: str) -> asyncio.Future[float]:
        shown = asyncio.get_running_loop().create_future()
        self._awaited = (text.encode(), shown)
        return shown

    async def _wait(self, shown: asyncio.Future[float]) -> float:
        try:
            return await asyncio.wait_for(shown, PATIENCE)
        except TimeoutError as error:
            text = self._awaited[0].decode() if self._awaited else ""
            raise VisitError(f"no {text!r} within {PATIENCE:.0f} s") from error

    def _receive(self, message: str | bytes | None) -> None:
        if message is None:
            self._fail(self._ended)
        elif isinstance(message, str):
            self._control(json.loads(message))
        else:
            self._frame(message)

    def _control(self, message: dict[str, Any]) -> None:
        for kind in ("failed", "ended"):
            if kind in message:
                self._ended = f"{kind}: {message[kind]}"
                self._fail(self._ended)

    def _frame(self, frame: bytes) -> None:
        arrived = time.perf_counter()
        if self._button is None:
            _, parts = base.deserialize_msg_from_ws_v1(frame)  # type: ignore[no-untyped-call]  # Jupyter's
            data = json.loads(parts[3]).get("data", {})
            self._button = next((node for node in nodes(data) if node["k"] == "button"), None)
        # Not parsed beyond that: the driver shares the machine with the server.
        if self._awaited is not None and self._awaited[0] in frame:
            shown, self._awaited = self._awaited[1], None
            if not shown.done():
                shown.set_result(arrived)

    def _fail(self, reason: str) -> None:
        if self._awaited is not None and not self._awaited[1].done():
            self._awaited[1].set_exception(VisitError(reason))
        self._awaited = None


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every element that a message describes."""
    if isinstance(value, dict):
        if "k" in value and "p" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)
