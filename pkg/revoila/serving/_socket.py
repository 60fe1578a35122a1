"""The websocket of a page: finds or opens its session, then carries messages between page and kernel.

Text frames are words between the page and this server, binary frames are Jupyter
messages. The first word is ``attach``: with the handle of a session the page gets
that session back, without one it gets a new one, maybe after it has waited for a
place. Nothing but comm messages passes. When the kernel has answered, the process
that it is in may get the connection itself (`_given`); the words are this server's
until the end.
"""

from __future__ import annotations

import asyncio
import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import uuid4

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado import web
from tornado.iostream import StreamBufferFullError
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from revoila.serving._attach import Attach, AttachError, kernel_env, request_of
from revoila.serving._kernels import KernelError, Opening
from revoila.serving._owner import owner_name
from revoila.serving._rate import MALFORMED, TOO_MALFORMED, TOO_MANY, FrameRate
from revoila.serving._session import CRASHED, new_handle
from revoila.serving._sessions import HandleTakenError, RefusedError
from revoila.serving._site import site_of
from revoila.serving._v1 import SUBPROTOCOL, header_of
from revoila.serving.shared._frames import GONE, THERE

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tornado.iostream import IOStream

    from revoila.serving._given import GivenPage
    from revoila.serving._session import PageSession
    from revoila.serving._site import Site
    from revoila.serving._waiting import Place

ENDED, FAILED, REPLACED, REFUSED = 4000, 4001, 4002, 4003
"""Codes with which the server closes; after these the page does not come again by itself."""
TOO_MUCH, RESTARTS = 1008, 1012

PASSING = frozenset({"comm_open", "comm_msg", "comm_close"})
"""Types of messages that pass, in both directions."""

MOST_EARLY = 64
"""How many frames are kept for a session that is being started."""

MOST_UNREAD = 64 * 1024**2
"""How much may wait for a page that does not read, in bytes. It is cut off then, and gets the whole page later."""

FIRST_WORD = 30.0
"""How long a page may take to say what it wants, in seconds."""

ANSWER = 1.0
"""How long a page that may be gone has to answer, in seconds."""

APP_FAILED = "The reason is in the server's log."


class EndedError(Exception):
    """A page comes again after its session has ended; the text is the reason."""


class TakenError(Exception):
    """A page comes again and another one shows its session."""


class PageSocket(KernelWebsocketHandler):
    """The connection of one page."""

    load = ""

    def initialize(self) -> None:
        """Begin without a session."""
        self._session: PageSession | None = None
        self._connection: Any = None
        self._task: asyncio.Task[None] | None = None
        self._early: list[bytes] = []
        self._probe: asyncio.Future[bool] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._answered = False
        self._gives = False
        self._given: GivenPage | None = None
        self._rate = FrameRate()
        self._malformed = 0

    @property
    def site(self) -> Site:
        """What is served."""
        return site_of(self)

    @property
    def ping_timeout(self) -> float:
        """Silence, in milliseconds, after which the page is taken for gone.

        Tornado reads the same property once, before there is a connection,
        takes it for seconds and complains when it exceeds the interval.
        """
        interval: float = self.ping_interval
        return interval if self.ws_connection is None else 2.5 * interval

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """Take the one that messages are framed with."""
        return SUBPROTOCOL if SUBPROTOCOL in subprotocols else None

    @ws_authenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        """Connect a visitor who may use apps.

        Raises
        ------
        HTTPError
            403 for whoever may not.
        """
        user: Any = self.current_user
        if not await ensure_async(self.authorizer.is_authorized(self, user, "execute", self.auth_resource)):
            raise web.HTTPError(403)
        # What is between asks for the id of a kernel.
        await WebSocketHandler.get(self, *args, **kwargs)

    async def open(self, *_args: str) -> None:
        """Wait for the first word."""
        WebSocketMixin.open(self)
        self.set_nodelay(True)
        stream = self._stream()
        if stream is not None:
            stream.max_write_buffer_size = MOST_UNREAD
        if self.selected_subprotocol != SUBPROTOCOL:
            self.close(REFUSED, f"The subprotocol is {SUBPROTOCOL}.")
            return
        self._timer = asyncio.get_running_loop().call_later(
            FIRST_WORD, self.close, REFUSED, "Nothing was said."
        )

    # What the page sends.

    def on_message(self, message: str | bytes) -> Awaitable[None] | None:
        """Take a frame; the next one comes when what is returned is done."""
        if not self._admits():
            return None
        if isinstance(message, str):
            self._hear(message)
        elif self._connection is not None:
            self._forward(message)
            if self._gives and self._answered and self._connection.can_give():
                return self._give()
        elif len(self._early) < MOST_EARLY and self._room_for(message):
            self._early.append(message)
        return None

    def on_ping(self, _data: bytes) -> None:
        """Count a frame that tornado has answered already."""
        self._admits()

    def _admits(self) -> bool:
        """Whether a frame is not one too many; that was said when the connection is being closed."""
        if self.ws_connection is None:
            return False
        if self._rate.admits():
            return True
        self.log.warning("A page sends too many messages and is cut off.")
        self.close(TOO_MUCH, TOO_MANY)
        return False

    def _room_for(self, message: bytes) -> bool:
        """Whether a frame may wait for the session; together they may be as large as one may be."""
        limit: int = self.site.sessions.limits.frame_size
        return sum(map(len, self._early)) + len(message) <= limit

    def _hear(self, text: str) -> None:
        """Take a word of the page."""
        try:
            word = json.loads(text)
            if "ping" in word:
                self.say(pong=word["ping"])
            elif self._task is None:
                asked = Attach.read(word["attach"], self.site.sessions.limits)
                if self._timer is not None:
                    self._timer.cancel()
                self.load = asked.load
                self._task = asyncio.ensure_future(self._attach(asked))
            else:
                self._count_malformed()
        except AttachError as error:
            self.close(REFUSED, str(error))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self._count_malformed()

    def _forward(self, data: bytes) -> None:
        """Give a message to the kernel if it is one that may pass."""
        found = header_of(data)
        if found is None or found[0] != "shell" or found[1].get("msg_type") not in PASSING:
            self._count_malformed()
            return
        if self._session is not None:
            self._session.touched = datetime.now(UTC)
        self._connection.handle_incoming_message(data)

    async def _give(self) -> None:
        """Give the connection to the host of the kernel: a click is not to take the way through this process."""
        self._gives = False
        connection = self._connection
        try:
            given = await connection.give(
                self._hear_from_host,
                largest=self.site.sessions.limits.frame_size,
                interval=self.ping_interval / 1000,
                malformed=self._malformed,
            )
        except TimeoutError:
            self.log.warning("The process of an app, or a page, is held up; the page connects again.")
            given = None
        if given is None:
            self.close()
        self._given = given

    def _hear_from_host(self, word: str) -> None:
        """Take what the host says of the page's connection."""
        if word == GONE:
            self._given = None
            self._gone()
        elif word == THERE:
            self._settle_probe(there=True)
        elif self._session is not None:
            self._session.touched = datetime.now(UTC)

    def _count_malformed(self) -> None:
        self._malformed += 1
        if self._malformed == MALFORMED:
            self.log.warning("A page sends what is no message and is cut off.")
            self.close(TOO_MUCH, TOO_MALFORMED)

    # Its session.

    async def _attach(self, asked: Attach) -> None:
        """Give the page its session and connect it with the kernel."""
        try:
            session, again = await self._find_or_open(asked)
            self._session = session
            self.site.sessions.attach(session, self)
            welcome = {
                "tab": session.handle,
                "session": session.id,
                "kernel": session.kernel_id,
                "again": again,
            }
            if self.site.sessions.kernels.reads_files(session.app):
                welcome["files"] = session.file_key
            self.say(welcome=welcome)
            await asyncio.shield(session.ready)
            if not await self._connect(session):
                self.site.sessions.end(session, CRASHED)
        except EndedError as error:
            self.ended(str(error))
        except TakenError:
            self.close(REPLACED, "It is shown elsewhere.")
        except (AttachError, RefusedError) as error:
            self._fail(str(error))
        except KernelError:
            self._fail(APP_FAILED)
        except (WebSocketClosedError, asyncio.CancelledError):
            self.log.debug("A page has gone before it was connected.")
        except Exception:
            self.log.exception("A page could not be connected.")
            self._fail(APP_FAILED)

    async def _find_or_open(self, asked: Attach) -> tuple[PageSession, bool]:
        """Return the page's session, and whether there was one.

        Raises
        ------
        AttachError
            There is no such app.
        EndedError
            The page shows a session that there is no more.
        TakenError
            The page shows a session that another page has by now.
        """
        sessions = self.site.sessions
        app = self.site.apps.named(asked.app)
        if app is None:
            raise AttachError("There is no such app here.")
        user = owner_name(self)
        # A browser that refuses cookies is a new anonymous user in every request.
        known = user if self.identity_provider.auth_enabled else None
        session = sessions.find(asked.tab, known, app)
        if session is not None and session.page is not None and session.page.load != asked.load:
            # A reload has let go of its old connection by now; a duplicated tab has not.
            session = None if await session.page.answers() else sessions.find(asked.tab, known, app)
        if session is not None:
            return session, True
        survival = sessions.survival
        # The state of a session that lives is its own, not that of a duplicated tab.
        lives = sessions.find(asked.tab, known, app) is not None
        survives = survival is not None and not lives and survival.has(asked.tab, known, app)
        if asked.resume and lives:
            raise TakenError
        if asked.resume and not survives:
            raise EndedError(sessions.why_ended(asked.tab))
        handle = asked.tab if survives else new_handle()
        opening = Opening(
            app=app,
            page=asked.page,
            query=asked.query,
            view=asked.view,
            request=request_of(self),
            env=kernel_env(self, app.address(self.site.base) + quote(asked.page), asked.query),
            state={} if survival is None else survival.words(handle, known, app),
        )
        try:
            return await sessions.open(user, opening, self._tell_place, handle), survives
        except HandleTakenError:
            # While it waited. Whose it is now is to be found out again.
            return await self._find_or_open(asked)

    async def _connect(self, session: PageSession) -> bool:
        """Carry messages from now on; False when the kernel is there no more."""
        if self.ws_connection is None or session.page is not self:
            return True
        try:
            connection: Any = await self.site.sessions.kernels.connect(session.kernel_id, self, uuid4().hex)
        except KernelError as error:
            self.log.warning("A session has lost its kernel: %s", error)
            return False
        if session.page is not self:
            # It has gone meanwhile.
            connection.disconnect()
            return True
        self._connection = connection
        self._gives = hasattr(connection, "give")
        early, self._early = self._early, []
        for data in early:
            self._forward(data)
        return True

    def _tell_place(self, place: Place) -> None:
        limits = self.site.sessions.limits
        most = {"app": limits.sessions_per_app, "user": limits.sessions_per_user}
        self.say(
            waiting={
                "ahead": place.ahead,
                "reason": place.reason,
                "limit": most.get(place.reason, limits.sessions),
            }
        )

    # What the page is told.

    def say(self, **words: Any) -> None:
        """Send a word of the server."""
        text = json.dumps(words)
        if self._given is None:
            self._send(text, binary=False)
        else:
            self._given.say(text)

    def write_message(self, message: Any, binary: bool = False) -> Any:  # noqa: ARG002  # part of the signature
        """Send a message of the kernel if it is for the page: only binary ones are, and comm messages."""
        if isinstance(message, bytes):
            found = header_of(message)
            if found is not None and found[1].get("msg_type") in PASSING:
                self.send_message(message)

    def send_message(self, data: bytes) -> None:
        """Send a message of the kernel that is known to be for the page."""
        self._answered = True
        self._send(data, binary=True)

    def _send(self, data: str | bytes, *, binary: bool) -> None:
        try:
            super().write_message(data, binary).add_done_callback(_forget_failure)
        except StreamBufferFullError:
            self.log.warning("A page does not read what it is sent and is cut off.")
            stream = self._stream()
            if stream is not None:
                stream.close()
        except WebSocketClosedError:
            self.log.debug("A page has gone.")

    def _stream(self) -> IOStream | None:
        """Return the connection under the websocket, while it is open."""
        return None if self.ws_connection is None else getattr(self.ws_connection, "stream", None)

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """End the connection."""
        if self._given is not None:
            self._given.close(code, reason)
        else:
            super().close(code, reason)

    def ended(self, reason: str) -> None:
        """Say that the session is over."""
        self.say(ended={"reason": reason})
        self.close(ENDED, reason)

    def goes_on(self) -> None:
        """Have the page come again when the server does."""
        self.close(RESTARTS, "The server starts anew.")

    def replaced(self) -> None:
        """Make way for a newer connection of the same tab."""
        self._let_go()
        self.close(REPLACED, "Connected anew.")

    def _fail(self, message: str) -> None:
        self.say(failed={"message": message})
        self.close(FAILED)

    async def answers(self) -> bool:
        """Whether the browser answers within a second."""
        if self._probe is None:
            self._probe = asyncio.get_running_loop().create_future()
            try:
                if self._given is not None:
                    self._given.probe()
                else:
                    self.ping(os.urandom(4))
            except WebSocketClosedError:
                return False
        try:
            async with asyncio.timeout(ANSWER):
                return await asyncio.shield(self._probe)
        except TimeoutError:
            return False

    def on_pong(self, data: bytes) -> None:
        """Note that the browser is there."""
        super().on_pong(data)
        self._settle_probe(there=True)

    def _settle_probe(self, *, there: bool) -> None:
        probe, self._probe = self._probe, None
        if probe is not None and not probe.done():
            probe.set_result(there)

    def on_close(self) -> None:
        """Take the end of the connection, unless it was only given away."""
        if self._given is None:
            self._gone()

    def _gone(self) -> None:
        """Let go of everything; the session stays."""
        self._settle_probe(there=False)
        for pending in (self._timer, self._task):
            if pending is not None:
                pending.cancel()
        self._let_go()

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        session, self._session = self._session, None
        self._early.clear()
        if connection is not None:
            connection.disconnect()
        if session is not None:
            self.site.sessions.detach(session, self)


def _forget_failure(written: asyncio.Future[None]) -> None:
    """Let nobody complain that a page has gone: its websocket is closed then, and says so."""
    if not written.cancelled():
        written.exception()
