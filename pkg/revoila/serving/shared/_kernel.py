"""One kernel of many in a process: to its clients, a kernel as any other.

Its clients are viewers of an app, each with a link, or standard ones with
sockets. A kernel without the latter has no port, key or session of its own.
"""

from __future__ import annotations

import logging
import os
from collections import ChainMap
from concurrent.futures import Future
from contextvars import Context
from types import ModuleType
from typing import TYPE_CHECKING, Any

from revoila.runtime._interrupt import Interruptible
from revoila.runtime._main import enter_main
from revoila.runtime._scope import KernelScope, enter_scope
from revoila.serving.shared import _comms
from revoila.serving.shared._cells import Cells, interactive_names
from revoila.serving.shared._context import Message, current, request
from revoila.serving.shared._mailbox import Mailbox
from revoila.serving.shared._messages import COMMS, MalformedError
from revoila.serving.shared._outlet import Outlet
from revoila.serving.shared._pages import Pages
from revoila.serving.shared._parts import PartAnswer, PartQuestion
from revoila.serving.shared._requests import ANSWERS, usage
from revoila.serving.shared._streams import Prints
from revoila.serving.shared._threads import end_threads, threads_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from IPython.core.events import EventManager
    from IPython.core.payload import PayloadManager

    from revoila.runtime._media import MediaStore
    from revoila.serving.shared._channels import Address
    from revoila.serving.shared._host import Host
    from revoila.serving.shared._links import HostLink

_log = logging.getLogger(__name__)

FOR_VIEWERS = COMMS | {"kernel_info_request", "comm_info_request"}
"""What comes over links. The server lets nothing else through, and neither does the kernel."""

MOST_WAITING = 16 * 1024 * 1024
"""What viewers may have sent that was not handled yet, in bytes."""


class VirtualKernel:
    """A kernel without a process of its own.

    Parameters
    ----------
    host : Host
        The process that it lives in.
    env : dict of str to str
        What its environment has that the process's has not.

    Attributes
    ----------
    namespace : dict
        The variables of its cells.
    widgets : dict
        Its live widgets.
    ports : dict of str to int
        Where its standard clients find it; empty when it has no sockets.
    """

    def __init__(self, host: Host, env: dict[str, str]) -> None:
        self._host = host
        self.module = ModuleType("__main__")
        self.namespace: dict[str, Any] = self.module.__dict__
        self.namespace.update(interactive_names())
        self.widgets: dict[str, Any] = {}
        self.comms = _comms.new_manager()
        self.events: EventManager | None = None
        self.payloads: PayloadManager | None = None
        self.execution_count = 1
        self.ports: dict[str, int] = {}
        self.closed = False
        self.cells = Cells(self)
        self.out = Outlet()
        self.prints = Prints(self._publish_print, host.later)
        self._guard = Interruptible()
        self._latest: Message | None = None
        self._opening: Future[None] = Future()
        self._scope = KernelScope(ChainMap(env, os.environ) if env else os.environ)
        self._context = Context()
        self._context.run(self._enter)
        self._pages = Pages(self.comms, self._handle_now)
        self._mailbox = Mailbox(self._handle, self._context, host.workers)

    def _enter(self) -> None:
        current.set(self)
        enter_main(self.module)
        enter_scope(self._scope)

    async def open_sockets(self, address: Address, *, key: bytes, scheme: str) -> None:
        """Let standard clients connect.

        Parameters
        ----------
        address : Address
            Where.
        key : bytes
            Signs the messages.
        scheme : str
            How.
        """
        from revoila.serving.shared._channels import Channels

        host = self._host
        channels = Channels(
            host.zmq_context, host.loop, self._receive, self.out.headers, key=key, scheme=scheme
        )
        self.ports = await channels.open(address)
        self.out.open(channels)
        self.ports["hb"] = host.heartbeat.open(address)
        self.publish("status", {"execution_state": "starting"})

    def open_app(self, words: dict[str, Any]) -> Future[None]:
        """Serve an app to the viewers that will connect.

        Parameters
        ----------
        words : dict
            Arguments of `revoila.notebook._served.serve`.

        Returns
        -------
        Future
            Done when the app is there; its script may still run.
        """
        self._mailbox.post({"header": {"msg_type": "call"}, "call": lambda: self._serve(**words)})
        return self._opening

    def _serve(self, path: str, **words: Any) -> None:
        if not self._opening.set_running_or_notify_cancel():
            return
        try:
            from revoila.notebook._served import serve

            serve(path, **words)
        except BaseException as error:  # noqa: BLE001  # the server gets it
            self._opening.set_exception(error)
        else:
            self._opening.set_result(None)
        if self.closed:
            self._let_go()

    @property
    def busy(self) -> bool:
        """Whether a script runs, or a request is handled."""
        return self._mailbox.busy or any(app.busy for app in tuple(self._scope.apps))

    def stop_scripts(self) -> None:
        """Ask the scripts of its apps to end."""
        for app in tuple(self._scope.apps):
            app.session.runner.stop()

    # What goes out.

    def publish(
        self,
        kind: str,
        content: dict[str, Any],
        *,
        metadata: dict[str, Any] | None = None,
        buffers: Sequence[Any] | None = None,
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
        buffers : sequence of buffers, optional
            Binary data.
        parent : dict, optional
            The request that it belongs to; by default the one that the running code answers.
        topic : bytes, optional
            What clients of sockets subscribe to; by default the type.
        """
        if self.closed or not self.out.reaches(kind):
            return
        found = parent if parent is not None else request.get() or self._latest
        with self.prints.lock:
            self.prints.flush()
            self.out.publish(
                kind,
                content,
                found,
                topic=topic or kind.encode(),
                metadata=metadata,
                buffers=buffers or (),
            )

    def _publish_print(self, stream: str, text: str, parent: Message | None) -> None:
        content = {"name": stream, "text": text}
        self.out.publish("stream", content, parent, topic=f"stream.{stream}".encode())

    def _status(self, state: str, parent: Message) -> None:
        self.publish("status", {"execution_state": state}, parent=parent)

    # What comes in, on the input/output thread.

    def attach(self, link: HostLink) -> None:
        """Have one more viewer.

        Parameters
        ----------
        link : HostLink
            The way to it.
        """
        self.out.attach(link)

    def detach(self, link: HostLink) -> None:
        """Have a viewer no more; its page is closed.

        Parameters
        ----------
        link : HostLink
            The way to it.
        """
        self.out.detach(link)
        if not self.closed:
            self._pages.close_those_of(link)

    def receive(self, link: HostLink, message: Message, size: int) -> None:
        """Take a message of a viewer.

        Parameters
        ----------
        link : HostLink
            Where it came.
        message : dict
            The message.
        size : int
            Its length in bytes.

        Raises
        ------
        MalformedError
            Viewers do not send such messages.
        """
        if message["msg_type"] not in FOR_VIEWERS:
            raise MalformedError(f"viewers do not send {message['msg_type']}")
        message["link"] = link
        if self._pages.take(message):
            return
        if self._mailbox.weight > MOST_WAITING:
            link.drop()
        else:
            self._mailbox.post(message, size)

    def read_file(self, asked: PartQuestion, answer: Callable[[PartAnswer], None]) -> None:
        """Read a part of a file of the app that is served.

        Parameters
        ----------
        asked : PartQuestion
            Which.
        answer : Callable
            Gets it, on a thread of its own: the file may be on a slow disk.
        """
        served = self._scope.served

        def work() -> None:
            found = PartAnswer(error="gone")
            try:
                if served is not None:
                    found = _part(served.session.media, asked)
            except Exception:  # noqa: BLE001  # the server waits for an answer
                _log.exception("A file could not be read.")
            answer(found)

        self._host.workers.submit(work)

    def _receive(self, channel: str, message: Message) -> None:
        """Take a message of a standard client."""
        if channel == "control":
            self._control(message)
        elif not self._pages.take(message):
            self._mailbox.post(message)

    def _control(self, message: Message) -> None:
        kind, content = message["header"]["msg_type"], message["content"]
        self._status("busy", message)
        if kind == "interrupt_request":
            self.interrupt()
            self.out.reply("control", message, {"status": "ok"})
        elif kind == "shutdown_request":
            reply = {"status": "ok", "restart": bool(content.get("restart"))}
            self.out.reply("control", message, reply)
            self.publish("shutdown_reply", reply, parent=message)
            self._status("idle", message)
            self._host.close_kernel(self)
            return
        elif kind == "usage_request":
            self.out.reply("control", message, usage(self, content))
        elif kind in ANSWERS:
            self._answer("control", message)
        else:
            _log.warning("Unknown control message: %s", kind)
        self._status("idle", message)

    def interrupt(self) -> None:
        """Raise ``KeyboardInterrupt`` in the running cell."""
        if not self._guard.interrupt():
            self._mailbox.cancel_await()

    def _handle_now(self, message: Message) -> None:
        """Handle what a page says, which only asks the script's thread for something."""
        # A copy, because a cell may be running in the other one.
        self._context.copy().run(self._handle_page, message)

    def _handle_page(self, message: Message) -> None:
        self._begin(message)
        self._handle_comm(message)
        self._status("idle", message)

    # What is handled one after another, in the kernel's context.

    async def _handle(self, message: Message) -> None:
        if "call" in message:
            message["call"]()
            return
        kind = message["header"]["msg_type"]
        self._begin(message)
        try:
            if kind == "execute_request":
                await self.cells.execute(message, self._guard)
            elif kind in COMMS:
                with self._guard:
                    self._handle_comm(message)
            elif kind in ANSWERS:
                self._answer("shell", message)
            else:
                _log.warning("Unknown message: %s", kind)
        except KeyboardInterrupt:
            _log.debug("A callback was interrupted.")
        finally:
            self._status("idle", message)

    def _handle_comm(self, message: Message) -> None:
        getattr(self.comms, message["header"]["msg_type"])(None, None, message)

    def _begin(self, message: Message) -> None:
        request.set(message)
        # Without its content, which may be large; it is kept while the kernel is idle.
        self._latest = {"header": message["header"], "packed_header": message.get("packed_header")}
        self._status("busy", message)

    def _answer(self, channel: str, message: Message) -> None:
        try:
            reply = ANSWERS[message["header"]["msg_type"]](self, message["content"])
        except Exception as error:  # noqa: BLE001  # a client that asks badly gets an answer, too
            reply = {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": []}
        self.out.reply(channel, message, reply)

    def resume(self, call: Callable[[], None]) -> None:
        """Call something after what the sockets have received until now."""
        message: Message = {"header": {"msg_type": "call"}, "call": call}
        self._host.later(0.0, lambda: self._mailbox.post(message))

    # The end.

    def close(self, ended: Callable[[], None]) -> None:
        """End the kernel: first for its clients, then what its code has left.

        Parameters
        ----------
        ended : Callable
            Called when nothing is left.
        """
        self.closed = True
        self._opening.cancel()
        self._mailbox.close()
        self._guard.interrupt(SystemExit)
        self.out.close()
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
        self._pages.forget()
        self.cells.close()
        self.events = self.payloads = None
        self._latest = None
        self.namespace.clear()
        current.set(None)


def _part(files: MediaStore, asked: PartQuestion) -> PartAnswer:
    from revoila.elements.media._file import FileGoneError  # an app is there, and has it

    for one in asked.release:
        files.release(one)
    if asked.release:
        return PartAnswer()
    try:
        part = files.read(asked.file, asked.at, asked.length, asked.reader)
    except FileGoneError:
        return PartAnswer(error="changed")
    if part is None:
        return PartAnswer(error="gone")
    return PartAnswer(part.file.size, part.file.mime, part.content, part.held)
