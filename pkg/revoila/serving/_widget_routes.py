"""How the widgets of others reach the kernel of the page that shows them.

Their front end is Voilà's, which a page loads only when it shows such a widget. It
looks at the model of its kernel and opens a websocket of its own to it. Only
comm and kernel-info messages pass, and only to the kernel of one's own session:
nobody can list, start, interrupt, restart or delete kernels.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from jupyter_server.auth.decorator import allow_unauthenticated, ws_authenticated
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado import web
from tornado.iostream import StreamBufferFullError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from revoila.serving._kernels import KernelError
from revoila.serving._owner import owner_name
from revoila.serving._rate import FrameRate
from revoila.serving._site import site_of
from revoila.serving._socket import MOST_EARLY, MOST_UNREAD, PASSING, TOO_MUCH, PageSocket
from revoila.serving._v1 import SUBPROTOCOL, content_of, header_of, parent_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.serving._session import PageSession

ALLOWED = PASSING | {"comm_info_request", "kernel_info_request"}
"""Types of messages that pass to the kernel."""

KEPT_BACK = frozenset({"execute_input"})
"""Types of messages that do not pass from the kernel: code is no business of visitors."""

OUTPUTS = frozenset(
    {"stream", "display_data", "update_display_data", "execute_result", "clear_output", "error"}
)
"""Types that pass while an `Output` widget captures them. What else a script prints is for its author."""


class OwnKernel(JupyterHandler):
    """Checks that a kernel belongs to the user who asks for it."""

    def own_session(self, kernel_id: str) -> PageSession:
        """Return the session behind `kernel_id`.

        Without authentication the unguessable id is proof enough: a browser
        that refuses cookies is a new anonymous user in every request.

        Parameters
        ----------
        kernel_id : str
            As in the URL.

        Returns
        -------
        PageSession
            The user's own.

        Raises
        ------
        HTTPError
            404 when there is no such kernel, or it is somebody else's.
        """
        session = site_of(self).sessions.of_kernel(kernel_id)
        if session is None or not session.runs:
            raise web.HTTPError(404)
        if self.identity_provider.auth_enabled and session.owner != owner_name(self):
            self.log.warning("A user asked for the kernel of another one.")
            raise web.HTTPError(404)
        return session


class KernelModelHandler(OwnKernel, APIHandler):
    """Describes the user's own kernel."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Send what Voilà's front end asks for before it connects."""
        session = self.own_session(kernel_id)
        self.set_header("Cache-Control", "no-store")
        await self.finish(
            {
                "id": session.kernel_id,
                "name": "python3",
                "last_activity": session.touched.isoformat(),
                "execution_state": "idle",
                "connections": session.views,
            }
        )


class ChannelsHandler(OwnKernel, KernelWebsocketHandler):
    """The websocket between the widgets of others and their kernel."""

    connection: Any = None

    def initialize(self) -> None:
        """Begin without a connection."""
        self._early: list[str | bytes] = []
        self._rate = FrameRate()
        self._captured: dict[str, str] = {}

    # The ones above look at a connection that is not there yet, and at a time in other units.
    select_subprotocol = PageSocket.select_subprotocol
    ping_timeout = PageSocket.ping_timeout

    @ws_authenticated
    async def get(self, kernel_id: str) -> None:
        """Check whose kernel it is before anything is opened."""
        self._session = self.own_session(kernel_id)
        await WebSocketHandler.get(self, kernel_id)

    async def open(self, kernel_id: str) -> None:
        """Connect."""
        WebSocketMixin.open(self)
        self.set_nodelay(True)
        self._session.sockets.add(self)
        stream = getattr(self.ws_connection, "stream", None)
        if stream is not None:
            stream.max_write_buffer_size = MOST_UNREAD
        if self.selected_subprotocol != SUBPROTOCOL:
            self.close(reason=f"The subprotocol is {SUBPROTOCOL}.")
            return
        try:
            # Not the name that the page gives: it would be another one's connection if two gave the same.
            connection: Any = await site_of(self).sessions.kernels.connect(kernel_id, self, uuid4().hex)
        except KernelError:
            self.close()
            return
        if self.ws_connection is None:
            connection.disconnect()
            return
        self.connection = connection
        early, self._early = self._early, []
        for data in early:
            self.on_message(data)

    def on_message(self, ws_message: str | bytes) -> None:
        """Give the kernel a message if it may pass."""
        if self.ws_connection is None:
            # It is being closed, and what was on its way then may be much.
            return
        if not self._rate.admits():
            self.log.warning("The widgets of a page send too many messages and are cut off.")
            self.close(TOO_MUCH, "Too many messages.")
            return
        found = header_of(ws_message) if isinstance(ws_message, bytes) else None
        if found is None or found[1].get("msg_type") not in ALLOWED:
            return
        if self.connection is not None:
            self.connection.handle_incoming_message(ws_message)
        elif len(self._early) < MOST_EARLY:
            self._early.append(ws_message)

    def write_message(self, message: Any, binary: bool = False) -> asyncio.Future[None]:
        """Send a message of the kernel, but neither the code that it executes nor what nobody has captured."""
        found = header_of(message) if isinstance(message, bytes) else None
        if found is not None and not self._may_pass(found[1]["msg_type"], message):
            return asyncio.ensure_future(asyncio.sleep(0))
        try:
            return super().write_message(message, binary)
        except StreamBufferFullError:
            self.log.warning("The widgets of a page do not read what they are sent and are cut off.")
            stream = getattr(self.ws_connection, "stream", None)
            if stream is not None:
                stream.close()
        except WebSocketClosedError:
            self.log.debug("The widgets of a page have gone.")
        return asyncio.ensure_future(asyncio.sleep(0))

    def _may_pass(self, kind: str, message: bytes) -> bool:
        if kind in PASSING:
            for widget, captured in captures(content_of(message, b'"msg_id"')):
                if captured:
                    self._captured[widget] = captured
                else:
                    self._captured.pop(widget, None)
        elif kind in OUTPUTS:
            return parent_of(message) in self._captured.values()
        return kind not in KEPT_BACK

    def on_close(self) -> None:
        """Disconnect."""
        self._session.sockets.discard(self)
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.disconnect()


def captures(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield widgets and the id of the request whose outputs each captures, "" when it does no more.

    Parameters
    ----------
    content : dict
        Of any comm message: of the widget itself, or with the states of all widgets.
    """
    data = content.get("data")
    if not isinstance(data, dict):
        return
    known = data.get("states")
    others = known if isinstance(known, dict) else {}
    states = {name: one.get("state") for name, one in others.items() if isinstance(one, dict)}
    for widget, state in ((content.get("comm_id"), data.get("state")), *states.items()):
        captured = state.get("msg_id") if isinstance(state, dict) else None
        if isinstance(widget, str) and isinstance(captured, str):
            yield widget, captured


class KeepKernelHandler(JupyterHandler):
    """Takes the message that Voilà's front end sends when a page unloads, and does nothing.

    Stock Voilà ends the kernel then, which is also what a reload looks like.
    Here a lease does.
    """

    def check_xsrf_cookie(self) -> None:
        """Let it pass: nothing changes."""

    @allow_unauthenticated
    async def post(self, kernel_id: str) -> None:  # noqa: ARG002  # part of the URL
        """Acknowledge."""
        self.set_status(204)
        await self.finish()


class WidgetConfigHandler(APIHandler):
    """Tells a page how Voilà's front end is configured."""

    @web.authenticated
    async def get(self) -> None:
        """Send the page configuration."""
        config = site_of(self).voila_config
        # Voilà is imported for it, which takes a second the first time.
        found = await asyncio.get_running_loop().run_in_executor(None, config)
        await self.finish(found)
