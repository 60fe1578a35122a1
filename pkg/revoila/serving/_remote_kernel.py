"""A kernel on a gateway, and the one connection with it that lasts as long as it does.

It is open also while there is no page: so the end of the kernel is noticed, and the
gateway neither keeps messages for somebody who may never come again nor takes the
kernel for forgotten.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from tornado.websocket import WebSocketClosedError

from revoila.serving._kernels import BUSY, KernelDiedError, KernelError
from revoila.serving._session import CRASHED
from revoila.serving._socket import PASSING
from revoila.serving._v1 import content_of, execute_request, header_of, parent_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from logging import Logger

    from tornado.httpclient import HTTPResponse
    from tornado.websocket import WebSocketClientConnection

    from revoila.serving._gateway import Gateway

AGAIN = 1012
"""Code with which a page is asked to connect again."""

LOST = frozenset({"restarting", "autorestarting", "dead"})
"""States of a kernel in which there is no app any more."""

SOON = 1.0
"""How long a kernel that is not at work may take to answer, in seconds."""

CHECK = """\
from revoila.runtime._scope import kernel_scope as _scope
assert _scope().served is not None, 'There is no app in the kernel any more.'
"""
"""What is executed after the connection was lost: the kernel may have been started again meanwhile."""


class RemoteKernel:
    """A kernel on a gateway.

    Parameters
    ----------
    id : str
        What it is to be called.
    gateway : Gateway
        Where it is.
    lost : Callable
        Is called with a reason when the kernel has ended by itself.
    log : Logger
        Is told why.

    Attributes
    ----------
    viewers : set of GatewayConnection
        Those who get what it sends.
    patience : float
        How long the gateway is asked again after the connection was lost, in seconds.
    answer_within : float
        How long the kernel may take to answer then, in seconds.
    """

    patience = 5.0
    answer_within = 60.0

    def __init__(self, id: str, gateway: Gateway, lost: Callable[[str], None], log: Logger) -> None:
        self.viewers: set[GatewayConnection] = set()
        self.log = log
        self._id = id
        self._cookie = ""
        self._gateway = gateway
        self._lost = lost
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._socket: WebSocketClientConnection | None = None
        self._there = asyncio.Event()
        self._reading: asyncio.Task[str] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[HTTPResponse] | None = None
        self._starting: asyncio.Task[None] | None = None
        self._closed = False

    async def start(self, model: dict[str, Any], code: str) -> None:
        """Start it, connect, and execute code.

        Parameters
        ----------
        model : dict
            What the gateway is asked for.
        code : str
            What it executes first.

        Raises
        ------
        KernelError
            The gateway does not start it, or the code fails.
        CancelledError
            Nobody waits for it any more.
        """
        within = self.answer_within
        asking = self._gateway.ask("POST", body={**model, "kernel_id": self._id}, within=within)
        self._asking = asyncio.ensure_future(asking)
        try:
            answer = await self._asking
        except asyncio.CancelledError:
            self._check_open()
            raise
        self._cookie = "; ".join(line.partition(";")[0] for line in answer.headers.get_list("Set-Cookie"))
        # An old gateway finds a name itself.
        self._id = _id_of(answer.body) or self._id
        self._starting = asyncio.ensure_future(self._begin(code))
        try:
            await self._starting
        except asyncio.CancelledError:
            self._check_open()
            raise
        self._keeping = asyncio.ensure_future(self._keep())

    async def _begin(self, code: str) -> None:
        await self._connect(self.answer_within)
        await self.execute(code)

    def _check_open(self) -> None:
        """Refuse to go on after `close`.

        Raises
        ------
        KernelError
            It was called.
        """
        if self._closed:
            raise KernelError("The kernel was ended while it started.")

    async def execute(self, code: str, question: str = "") -> str:
        """Execute code.

        Parameters
        ----------
        code : str
            In Python.
        question : str, default ""
            An expression to evaluate after it.

        Returns
        -------
        str
            The value of the expression as a text; "" without one.

        Raises
        ------
        KernelError
            It fails, or the kernel does not answer.
        """
        asked, data = execute_request(code, question)
        answer = self._answers[asked] = asyncio.get_running_loop().create_future()
        try:
            self.send(data)
            async with asyncio.timeout(self.answer_within):
                content = await answer
        except TimeoutError as error:
            raise KernelError(f"The kernel did not answer within {self.answer_within:g} s.") from error
        finally:
            del self._answers[asked]
        if content.get("status") != "ok":
            raise KernelError(f"{content.get('ename')}: {content.get('evalue')}")
        answered = content.get("user_expressions", {}).get("answer", {})
        return str(answered.get("data", {}).get("text/plain", ""))

    async def busy(self) -> bool:
        """Whether its script runs; also when it does not say at once."""
        try:
            async with asyncio.timeout(SOON):
                return await self.execute("", BUSY) == "True"
        except KernelError:
            return False
        except TimeoutError:
            return True

    async def reachable(self) -> None:
        """Wait until there is a connection.

        Raises
        ------
        KernelError
            There will be none.
        """
        try:
            async with asyncio.timeout(self.answer_within):
                await self._there.wait()
        except TimeoutError as error:
            raise KernelError("The kernel cannot be reached.") from error

    def send(self, data: bytes) -> None:
        """Give it a message; what comes while there is no connection is lost."""
        if self._socket is not None:
            try:
                self._socket.write_message(data, binary=True)
            except WebSocketClosedError:
                self.log.debug("The connection with the gateway is lost.")

    async def close(self) -> None:
        """End it, also while it starts."""
        self._closed = True
        for task in (self._starting, self._keeping, self._reading):
            if task is not None:
                task.cancel()
        if self._socket is not None:
            self._socket.close()
        if self._asking is not None:
            # A kernel that is not there yet cannot be ended.
            await asyncio.wait({self._asking}, timeout=self.patience)
            self._asking.cancel()
        try:
            await self._gateway.ask("DELETE", self._id, cookie=self._cookie, within=self.patience)
        except KernelError as error:
            self.log.debug("A kernel could not be ended: %s", error)

    # The connection.

    async def _connect(self, within: float) -> None:
        self._check_open()
        socket = await self._gateway.connect(self._id, cookie=self._cookie, within=within)
        if self._closed:
            socket.close()
        self._check_open()
        self._socket = socket
        self._reading = asyncio.ensure_future(self._read(socket))
        self._there.set()

    async def _keep(self) -> None:
        """Connect again whenever the connection is lost, until the kernel is."""
        try:
            while self._reading is not None and not (died := await self._reading):
                await self._connect(self.patience)
                # They have missed something, and ask for everything when they come again.
                for viewer in list(self.viewers):
                    viewer.come_again()
                await self.execute(CHECK)
        except KernelError as error:
            died = str(error)
        self.log.warning("A session has lost its kernel: %s", died)
        self._lost(CRASHED)

    async def _read(self, socket: WebSocketClientConnection) -> str:
        """Take what the kernel sends until the connection is lost; return why when the kernel has died."""
        error = KernelError("The connection with the gateway was lost.")
        try:
            while (message := await socket.read_message()) is not None:
                if isinstance(message, bytes) and (died := self._take(message)):
                    error = KernelDiedError(died)
                    return died
            return ""
        finally:
            self._there.clear()
            self._socket = None
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(error)

    def _take(self, data: bytes) -> str:
        """Take one message; return what it says of the end of the kernel, or ""."""
        found = header_of(data)
        kind = "" if found is None else str(found[1].get("msg_type"))
        if kind == "execute_reply":
            answer = self._answers.get(parent_of(data))
            if answer is not None and not answer.done():
                answer.set_result(content_of(data))
        elif kind == "status":
            state = content_of(data).get("execution_state")
            if state in LOST:
                return f"Its gateway says that it is {state}."
        elif kind == "stream":
            self._look_for_limits(data)
        for viewer in list(self.viewers):
            viewer.receive(data, kind)
        return ""

    def _look_for_limits(self, data: bytes) -> None:
        content = content_of(data)
        text = str(content.get("text"))
        if content.get("name") == "stderr" and text.startswith("IOPub ") and " rate exceeded" in text:
            self.log.warning(
                "The gateway %s leaves out messages of a kernel, so its page is not up to date. Start gateways with "
                "--KernelGatewayApp.kernel_websocket_connection_class=revoila.serving.connection.AppConnection",
                self._gateway.name,
            )


class GatewayConnection(BaseKernelWebsocketConnection):
    """Carries frames between one websocket and a kernel on a gateway.

    Parameters
    ----------
    kernel : RemoteKernel
        The kernel.
    websocket_handler : WebSocketHandler
        The websocket.
    """

    _kernel: RemoteKernel

    def __init__(self, kernel: RemoteKernel, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._kernel = kernel

    async def connect(self) -> None:
        """Begin to carry."""
        await self._kernel.reachable()
        self._kernel.viewers.add(self)

    def receive(self, data: bytes, kind: str) -> None:
        """Give the websocket a message of the kernel."""
        handler: Any = self.websocket_handler
        if not hasattr(handler, "send_message"):
            handler.write_message(data, binary=True)
        elif kind in PASSING:
            # A page, which wants nothing but what belongs to it.
            handler.send_message(data)

    def handle_incoming_message(self, incoming_msg: bytes) -> None:  # type: ignore[override]  # frames are binary
        """Give the kernel a message."""
        self._kernel.send(incoming_msg)

    def come_again(self) -> None:
        """Let the browser connect anew."""
        handler: Any = self.websocket_handler
        handler.close(AGAIN, "Connect again.")

    def disconnect(self) -> None:  # type: ignore[override]  # the caller takes either
        """Stop carrying."""
        self._kernel.viewers.discard(self)


def _id_of(body: bytes) -> str | None:
    """Return the id in the description of a kernel."""
    try:
        found = json.loads(body)["id"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, str) else None
