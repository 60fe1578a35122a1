"""One kernel of many in a process: to its clients, a kernel as any other."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import ChainMap
from contextvars import Context
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jupyter_client.session import Session

from revoila.runtime._main import enter_main
from revoila.runtime._scope import KernelScope, enter_scope
from revoila.serving.shared import _comms
from revoila.serving.shared._cells import Cells, interactive_names
from revoila.serving.shared._channels import Address, Channels
from revoila.serving.shared._context import Message, current, request
from revoila.serving.shared._mailbox import COMMS, Mailbox
from revoila.serving.shared._requests import ANSWERS, usage
from revoila.serving.shared._streams import Prints
from revoila.serving.shared._threads import Interruptible, end_threads, threads_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from IPython.core.events import EventManager

    from revoila.serving.shared._host import Host

_log = logging.getLogger(__name__)

MOST_SIGNATURES = 1024
"""How many messages are remembered to refuse their repetition; the default of 65536 takes megabytes."""


class VirtualKernel:
    """A kernel without a process of its own.

    Parameters
    ----------
    host : Host
        The process that it lives in.
    key : bytes
        Signs its messages.
    scheme : str
        How.
    env : dict of str to str
        What its environment has that the process's has not.

    Attributes
    ----------
    namespace : dict
        The variables of its cells.
    widgets : dict
        Its live widgets.
    ports : dict of str to int
        Where its clients find it.
    """

    def __init__(self, host: Host, *, key: bytes, scheme: str, env: dict[str, str]) -> None:
        self._host = host
        self.session = Session(key=key, signature_scheme=scheme, username="kernel")
        self.session.digest_history_size = MOST_SIGNATURES
        self.module = ModuleType("__main__")
        self.namespace: dict[str, Any] = self.module.__dict__
        self.namespace.update(interactive_names())
        self.widgets: dict[str, Any] = {}
        self.comms = _comms.new_manager()
        self.events: EventManager | None = None
        self.execution_count = 1
        self.ports: dict[str, int] = {}
        self.closed = False
        self.cells = Cells(self)
        self.prints = Prints(self._publish_print, host.later)
        self._channels = Channels(host.zmq, host.loop, self._receive)
        self._guard = Interruptible()
        self._aborting = False
        self._sending = Lock()
        self._latest: Message | None = None
        self._scope = KernelScope(ChainMap(env, os.environ))
        self._context = Context()
        self._context.run(self._enter)
        self._mailbox = Mailbox(self._handle, self._context, host.workers)

    def _enter(self) -> None:
        current.set(self)
        enter_main(self.module)
        enter_scope(self._scope)

    async def open(self, address: Address) -> None:
        """Bind the sockets.

        Parameters
        ----------
        address : Address
            Where.
        """
        self.ports = await self._channels.open(address)
        self.ports["hb"] = self._host.heartbeat.open(address)
        self.publish("status", {"execution_state": "starting"})

    # What goes out.

    def publish(
        self,
        kind: str,
        content: dict[str, Any],
        *,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        parent: Message | None = None,
        topic: bytes | None = None,
    ) -> None:
        """Send a message to all clients, after what was printed before it.

        Parameters
        ----------
        kind : str
            Type of the message.
        content : dict
            Its content.
        metadata : dict, optional
            Its metadata.
        buffers : list of bytes, optional
            Binary data.
        parent : dict, optional
            The request that it belongs to; by default the one that the running code answers.
        topic : bytes, optional
            What clients subscribe to; by default the type.
        """
        if self.closed:
            return
        with self.prints.lock:
            self.prints.flush()
            found = parent if parent is not None else request.get() or self._latest
            self._send("iopub", kind, content, found, topic or kind.encode(), metadata, buffers)

    def _publish_print(self, stream: str, text: str, parent: Message | None) -> None:
        self._send("iopub", "stream", {"name": stream, "text": text}, parent, f"stream.{stream}".encode())

    def _reply(self, channel: str, parent: Message, content: dict[str, Any]) -> None:
        kind = parent["header"]["msg_type"].removesuffix("_request") + "_reply"
        self._send(channel, kind, content, parent, parent["identities"])

    def _send(
        self,
        channel: str,
        kind: str,
        content: dict[str, Any],
        parent: Message | None,
        identities: bytes | list[bytes],
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
    ) -> None:
        header = parent["header"] if parent else {}
        # A session numbers its messages, and threads would get the same number.
        with self._sending:
            message = self.session.msg(kind, content, header, metadata=metadata)
        frames = self.session.serialize(message, identities)
        self._channels.send(channel, [*frames, *(buffers or [])])

    def _status(self, state: str, parent: Message) -> None:
        self.publish("status", {"execution_state": state}, parent=parent)

    # What comes in, on the input/output thread.

    def _receive(self, channel: str, frames: list[bytes]) -> None:
        if channel == "iopub":
            self._welcome(frames[0])
            return
        try:
            identities, rest = self.session.feed_identities(frames)
            message = self.session.deserialize(rest)
        except Exception as error:  # noqa: BLE001  # anybody can connect to a port
            _log.warning("A message that is none was dropped: %s", error)
            return
        message["identities"] = identities
        if channel == "control":
            self._control(message)
        else:
            self._mailbox.post(message)

    def _welcome(self, frame: bytes) -> None:
        """Tell a new client that its subscription is in effect; it need not poll then."""
        if frame[:1] == b"\x01":
            topic = frame[1:]
            content = {"subscription": topic.decode(errors="replace")}
            self._send("iopub", "iopub_welcome", content, None, topic)

    def _control(self, message: Message) -> None:
        kind, content = message["header"]["msg_type"], message["content"]
        self._status("busy", message)
        if kind == "interrupt_request":
            self.interrupt()
            self._reply("control", message, {"status": "ok"})
        elif kind == "shutdown_request":
            reply = {"status": "ok", "restart": bool(content.get("restart"))}
            self._reply("control", message, reply)
            self.publish("shutdown_reply", reply, parent=message)
            self._status("idle", message)
            self._host.close_kernel(self)
            return
        elif kind == "usage_request":
            self._reply("control", message, usage(self, content))
        elif kind in ANSWERS:
            self._answer("control", message)
        else:
            _log.warning("Unknown control message: %s", kind)
        self._status("idle", message)

    def interrupt(self) -> None:
        """Raise ``KeyboardInterrupt`` in the running cell."""
        if not self._guard.interrupt():
            self._mailbox.cancel_await()

    # What is handled one after another, in the kernel's context.

    async def _handle(self, message: Message) -> None:
        kind = message["header"]["msg_type"]
        if kind == "resume":
            self._aborting = False
            return
        request.set(message)
        self._latest = message
        self._status("busy", message)
        try:
            if kind == "execute_request":
                await self._execute(message)
            elif kind in COMMS:
                with self._guard:
                    getattr(self.comms, kind)(None, None, message)
            elif kind in ANSWERS:
                self._answer("shell", message)
            else:
                _log.warning("Unknown message: %s", kind)
        except KeyboardInterrupt:
            _log.debug("A callback was interrupted.")
        finally:
            self._status("idle", message)

    def _answer(self, channel: str, message: Message) -> None:
        try:
            reply = ANSWERS[message["header"]["msg_type"]](self, message["content"])
        except Exception as error:  # noqa: BLE001  # a client that asks badly gets an answer, too
            reply = {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": []}
        self._reply(channel, message, reply)

    async def _execute(self, message: Message) -> None:
        if self._aborting:
            self._reply("shell", message, {"status": "aborted"})
            return
        content = message["content"]
        code, silent = content["code"], bool(content.get("silent"))
        counts = content.get("store_history", True) and not silent
        number = self.execution_count
        if not silent:
            self.publish("execute_input", {"code": code, "execution_count": number})
        outcome = await self.cells.run(code, self._guard, silent=silent)
        self.execution_count += bool(counts)
        reply: dict[str, Any] = {"execution_count": number, "payload": [], "user_expressions": {}}
        if outcome.error is None:
            expressions = self.cells.evaluate(content.get("user_expressions") or {})
            reply |= {"status": "ok", "user_expressions": expressions}
        else:
            self.publish("error", outcome.error)
            reply |= {"status": "error", **outcome.error}
        self.prints.flush()
        self._reply("shell", message, reply)
        if outcome.error is not None and content.get("stop_on_error", True) and not silent:
            self._abort()

    def _abort(self) -> None:
        """Refuse the cells that were sent before the client could know of the error."""
        self._aborting = True
        resume: Message = {"header": {"msg_type": "resume"}}
        # After what the sockets have received until now.
        self._host.later(0.0, lambda: self._mailbox.post(resume))

    # The end.

    def close(self, ended: Callable[[], None]) -> None:
        """End the kernel: first for its clients, then what its code has left.

        Parameters
        ----------
        ended : Callable
            Called when nothing is left.
        """
        self.closed = True
        self._mailbox.close()
        self._guard.interrupt(SystemExit)
        self._channels.close()
        self._host.workers.submit(lambda: self._end(ended))

    def _end(self, ended: Callable[[], None]) -> None:
        # A copy, because a cell that does not end yet is still in the other one.
        context = self._context.copy()
        try:
            threads = threads_of(self, self.namespace)
            context.run(self._let_go)
            if threads:
                end_threads(threads)
        except Exception:  # noqa: BLE001  # the process goes on
            _log.exception("A kernel has left something behind.")
        finally:
            context.run(self._forget)
            ended()

    def _let_go(self) -> None:
        """Close apps and widgets."""
        for thing in [*self._scope.apps, *self.widgets.values()]:
            try:
                thing.close()
            except Exception as error:  # noqa: BLE001  # observers are the author's; the others go on
                _log.warning("A widget did not close: %s", error)

    def _forget(self) -> None:
        """Break the cycles that keep a kernel's objects in memory."""
        _comms.registry.forget(self)
        self.comms.comms.clear()
        self.comms.targets.clear()
        self.cells.close()
        self.events = None
        self._latest = None
        self.namespace.clear()
        current.set(None)


def open_arguments(data: dict[str, Any]) -> tuple[dict[str, Any], Address]:
    """Return what a server has sent as arguments of `VirtualKernel` and of its `open`.

    Parameters
    ----------
    data : dict
        As `revoila.serving.shared.provisioner` makes it.

    Returns
    -------
    dict
        Keyword arguments.
    Address
        Where the kernel is to be found.
    """
    arguments = {"key": data["key"].encode(), "scheme": data["scheme"], "env": data["env"]}
    return arguments, Address(data["transport"], data["ip"], data["ports"])


async def open_kernel(host: Host, data: dict[str, Any]) -> VirtualKernel:
    """Open a kernel.

    Parameters
    ----------
    host : Host
        Where.
    data : dict
        As for `open_arguments`.

    Returns
    -------
    VirtualKernel
        Its sockets are bound.
    """
    arguments, address = open_arguments(data)
    kernel = VirtualKernel(host, **arguments)
    await asyncio.shield(kernel.open(address))
    return kernel
