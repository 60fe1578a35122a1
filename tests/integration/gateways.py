"""Jupyter Kernel Gateways in processes of their own, and a small balancer before them."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]  # it ships no types
from tests.integration.conftest import free_port, gone, until
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler, websocket_connect

from revoila.serving._v1 import SUBPROTOCOL

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from tornado.httputil import HTTPServerRequest

KERNELSPECS = Path(__file__).parents[2] / "jupyter-config"


class Gateway:
    """A gateway in a process of its own."""

    def __init__(self, root: Path, environment: dict[str, str], *options: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        root.mkdir()
        self.log = root / "log"
        folders = {"JUPYTER_DATA_DIR": str(root), "JUPYTER_CONFIG_DIR": str(root)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "kernel_gateway", "--KernelGatewayApp.ip=127.0.0.1"),
                    *(f"--KernelGatewayApp.port={self.port}", "--KernelGatewayApp.port_retries=0"),
                    *("--SharedKernels.workers=2", *options),
                ],
                env={**environment, **folders, "JUPYTER_PATH": str(KERNELSPECS)},
                cwd=root,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def ready(self) -> bool | None:
        assert self.process.poll() is None, self.log.read_text()
        return True if "is available at" in self.log.read_text() else None

    def hosts(self) -> list[int]:
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]

    def kill(self) -> None:
        hosts = self.hosts() if self.process.poll() is None else []
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pid in hosts:
            until(partial(gone, pid))


class Balancer:
    """Gives each new kernel to the next gateway that answers, and everything else to the kernel's own."""

    def __init__(self, gateways: list[str], *, by_cookie: bool = False) -> None:
        self.gateways = gateways
        self.by_cookie = by_cookie
        self.turns = itertools.count()
        self.places: dict[str, str] = {}
        self.ended: list[str] = []
        self.tokens: set[str] = set()
        self.connections: set[Channels] = set()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._serve)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        own = {"balancer": self}
        app = Application(
            [
                (r"/api/kernels", Kernels, own),
                (r"/api/kernels/([\w-]+)", Kernel, own),
                (r"/api/kernels/([\w-]+)/channels", Channels, own),
            ]
        )

        async def begin() -> HTTPServer:
            server = HTTPServer(app)
            server.listen(self.port, "127.0.0.1")
            return server

        self._server = self._loop.run_until_complete(begin())
        self._loop.run_forever()
        self._loop.close()

    @contextmanager
    def running(self) -> Iterator[Balancer]:
        self._thread.start()
        try:
            yield self
        finally:
            self._run(self._end)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        asyncio.run_coroutine_threadsafe(work(), self._loop).result(60)

    async def _end(self) -> None:
        await self._cut()
        self._server.stop()
        await self._server.close_all_connections()
        # What is cut off halfway leaves its socket open. A gateway may let the connection with a kernel that
        # ends wait until it times out.
        if left := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(left, timeout=25)
        AsyncHTTPClient().close()
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _cut(self) -> None:
        for connection in list(self.connections):
            connection.remote.close()
            connection.close()

    def place(self, kernel: str, request: HTTPServerRequest) -> str:
        """Return where a kernel is; an error 404 says that nobody knows."""
        number = request.cookies.get("place")
        if not self.by_cookie:
            found = self.places.get(kernel)
        else:
            found = self.gateways[int(number.value)] if number is not None else None
        if found is None:
            raise HTTPError(404)
        return found

    def cut(self) -> None:
        """Break every connection."""
        self._run(self._cut)


def passed(request: HTTPServerRequest) -> dict[str, str]:
    """Return the headers that a gateway gets."""
    return {name: request.headers[name] for name in ("Authorization",) if name in request.headers}


class Balanced(RequestHandler):
    """A request that goes on to a gateway."""

    def initialize(self, balancer: Balancer) -> None:
        self.balancer = balancer
        self.balancer.tokens.add(passed(self.request).get("Authorization", ""))

    async def forward(self, gateway: str) -> None:
        """Send it on.

        Raises an error when the gateway is not there.
        """
        request = HTTPRequest(
            gateway + self.request.uri,
            self.request.method or "",
            headers=passed(self.request),
            body=self.request.body or None,
        )
        try:
            answer = await AsyncHTTPClient().fetch(request)
        except HTTPClientError as error:
            if error.response is None:
                raise
            answer = error.response
        self.set_status(answer.code)
        if answer.body:
            self.write(answer.body)


class Kernels(Balanced):
    async def post(self) -> None:
        first = next(self.balancer.turns)
        for number in range(len(self.balancer.gateways)):
            gateway = self.balancer.gateways[(first + number) % len(self.balancer.gateways)]
            try:
                await self.forward(gateway)
            except OSError:
                continue
            if self.get_status() == 201:
                if self.balancer.by_cookie:
                    self.set_cookie("place", str((first + number) % len(self.balancer.gateways)))
                self.balancer.places[json.loads(self._write_buffer[-1])["id"]] = gateway
            return
        raise HTTPError(503)


class Kernel(Balanced):
    async def delete(self, kernel: str) -> None:
        self.balancer.ended.append(kernel)
        try:
            await self.forward(self.balancer.place(kernel, self.request))
        except OSError as error:
            raise HTTPError(502) from error


class Channels(WebSocketHandler):
    def initialize(self, balancer: Balancer) -> None:
        self.balancer = balancer

    async def get(self, kernel: str, *args: Any) -> None:
        gateway = self.balancer.place(kernel, self.request)
        url = gateway.replace("http", "ws", 1) + str(self.request.uri)
        try:
            self.remote = await websocket_connect(
                HTTPRequest(url, headers=passed(self.request)),
                subprotocols=[SUBPROTOCOL],
                max_message_size=2**30,
            )
        except HTTPClientError as error:
            raise HTTPError(error.code) from error
        except OSError as error:
            raise HTTPError(502) from error
        try:
            await super().get(kernel, *args)
        finally:
            self.remote.close()

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return SUBPROTOCOL if SUBPROTOCOL in subprotocols else None

    def open(self, *_args: str) -> None:
        self.set_nodelay(True)
        self.balancer.connections.add(self)
        self._task = asyncio.ensure_future(self._carry())

    async def _carry(self) -> None:
        while (message := await self.remote.read_message()) is not None:
            with suppress(WebSocketClosedError):
                await self.write_message(message, isinstance(message, bytes))
        self.close()

    async def on_message(self, message: str | bytes) -> None:
        with suppress(WebSocketClosedError):
            await self.remote.write_message(message, isinstance(message, bytes))

    def on_close(self) -> None:
        self.balancer.connections.discard(self)
        self.remote.close()
