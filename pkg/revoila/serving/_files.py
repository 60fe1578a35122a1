"""Sends browsers the files of apps: what plays in a page, documents, and downloads.

A browser names a file as its page does, below a key that only the page of the
session knows. The server asks the session's kernel for one part after the other,
each when the browser has taken the one before: a film begins to play, and is
searched, without being fetched whole, and its size costs no memory here.

Where kernels cannot be asked, pages get files over their comms (`revoila.runtime._media`).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.iostream import StreamClosedError

from revoila.serving._kernels import KernelError
from revoila.serving._owner import owner_name
from revoila.serving._ranges import RangeError, Span, wanted_span
from revoila.serving._site import site_of
from revoila.serving.shared._parts import PartQuestion

if TYPE_CHECKING:
    from typing import Any

    from revoila.serving._session import PageSession
    from revoila.serving._sessions import PageSessions
    from revoila.serving.shared._parts import PartAnswer

PART = 256 * 1024
"""How much is asked for at once, in bytes; what other visitors say is not held up by it."""

STEP = 4 * 1024**2
"""How much a player gets at once that wants all there is, in bytes.

It asks again for what follows. Until then it does not keep a connection, of which
a browser has no more than six with a server.
"""

MOST_AT_ONCE = 32
"""How many requests for files of one session are answered at the same time."""

PLAYERS = frozenset({"audio", "video"})
"""What browsers say in the header ``Sec-Fetch-Dest`` when a player asks."""

SHOWN = re.compile(r"(?:audio|video)/[\w.+-]+|image/(?!svg)[\w.+-]+|application/pdf|text/vtt")
"""Types that are shown in a page. None of them has scripts that are those of the page."""

ACTIVE = re.compile(r"html|xml|svg|script", re.IGNORECASE)
"""Types that a browser could take for a page."""

ANYTHING = "application/octet-stream"
DOCUMENT = "application/pdf"


class CutError(Exception):
    """What was promised cannot be sent."""


class FileHandler(JupyterHandler):
    """Answers with a file of a session, or a part of it."""

    # As for the page itself: whoever may use an app may see its files.
    auth_resource = "kernels"

    @property
    def sessions(self) -> PageSessions:
        """The server's sessions."""
        return site_of(self).sessions

    @property
    def content_security_policy(self) -> str:
        """Keep a file that is opened as a page from doing anything."""
        return "default-src 'none'; sandbox; frame-ancestors 'self'"

    @web.authenticated
    async def get(self, key: str, name: str) -> None:
        """Send the file.

        Parameters
        ----------
        key : str
            Of the session.
        name : str
            Of the file, or of what its page has had held.

        Raises
        ------
        HTTPError
            403 for whoever may not use apps, 404 when there is no such session or file, or it is another
            user's, 429 when too many are fetched, 503 when the kernel does not answer.
        """
        await self._answer(key, name)

    @web.authenticated
    async def head(self, key: str, name: str) -> None:
        """Send what `get` would, without the file.

        Raises
        ------
        HTTPError
            As for `get`.
        """
        await self._answer(key, name)

    def compute_etag(self) -> str | None:
        """Return the tag of the file; nothing has to be read for it."""
        return self._etag

    def initialize(self) -> None:
        """Begin without a file."""
        self._etag: str | None = None
        self._reader = uuid4().hex

    async def _answer(self, key: str, name: str) -> None:
        user: Any = self.current_user
        if not await ensure_async(self.authorizer.is_authorized(self, user, "execute", self.auth_resource)):
            raise web.HTTPError(403)
        # A browser that refuses cookies is a new anonymous user in every request.
        known = owner_name(self) if self.identity_provider.auth_enabled else None
        session = self.sessions.of_files(key, known)
        if session is None:
            raise web.HTTPError(404)
        if session.reading >= MOST_AT_ONCE:
            self.log.warning("A page of %s fetches more than %d files at once.", session.label, MOST_AT_ONCE)
            raise web.HTTPError(429, "Too many files are fetched at the same time.")
        session.reading += 1
        try:
            await self._send_file(session, name)
        except CutError as error:
            self.log.warning("A file of %s was cut off: %s", session.label, error)
            # The browser sees that something is missing, and asks again for the rest.
            self.detach().close()
        except StreamClosedError:
            self.log.debug("Nobody wants the rest of a file of %s.", session.label)
        finally:
            session.reading -= 1

    async def _send_file(self, session: PageSession, name: str) -> None:
        found = await self._ask(session, name)
        complete = False
        try:
            span = self._begin(name, found)
            if span is None:
                self.finish()
                return
            await self._send_span(session, name, span)
            complete = span.end == found.size
        finally:
            # A download that is complete need not be held any more; one that was cut off may go on.
            await self._release(session, (self._reader, name) if complete else (self._reader,))

    async def _ask(self, session: PageSession, name: str, at: int = 0, length: int = 0) -> PartAnswer:
        """Return a part of the file; without a length only what is known of it.

        Raises
        ------
        HTTPError
            There is no such file, or no answer.
        """
        session.touched = datetime.now(UTC)
        asked = PartQuestion(session.kernel_id, name, self._reader, at, length)
        try:
            part = await self.sessions.kernels.read_file(asked)
        except KernelError as error:
            raise web.HTTPError(503, str(error)) from error
        if part.error:
            raise web.HTTPError(404, f"The file is {part.error}.")
        return part

    async def _release(self, session: PageSession, names: tuple[str, ...]) -> None:
        try:
            asked = PartQuestion(session.kernel_id, "", self._reader, release=names)
            await self.sessions.kernels.read_file(asked)
        except KernelError as error:
            self.log.debug("%s", error)

    def _begin(self, name: str, found: PartAnswer) -> Span | None:
        """Say what follows; return which bytes that are, None when there are none."""
        self._etag = f'"{name}"'
        self._describe(found.mime, held=found.held)
        self.set_header("Accept-Ranges", "bytes")
        self.set_header("ETag", self._etag)
        if self.check_etag_header():
            self.set_status(304)
            return None
        try:
            span = self._wanted(found.size) or Span(0, found.size)
        except RangeError:
            self.set_status(416)
            self.set_header("Content-Range", f"bytes */{found.size}")
            return None
        if self.get_status() == 206:  # noqa: PLR2004  # partial content
            self.set_header("Content-Range", f"bytes {span.begin}-{span.end - 1}/{found.size}")
        self.set_header("Content-Length", str(span.end - span.begin))
        return span if self.request.method == "GET" else None

    def _wanted(self, size: int) -> Span | None:
        """Return the range that is wanted, None for the whole; a player gets the next step of it.

        Raises
        ------
        RangeError
            The file has no such bytes.
        """
        headers = self.request.headers
        if headers.get("If-Range", self._etag) != self._etag:
            # What the browser has is of another file.
            return None
        span = wanted_span(headers.get("Range", ""), size)
        if span is None:
            return None
        self.set_status(206)
        if span.is_open and headers.get("Sec-Fetch-Dest") in PLAYERS:
            return span._replace(end=min(span.end, span.begin + STEP))
        return span

    def _describe(self, mime: str, *, held: bool) -> None:
        """Say what the file is, and how it may be used and kept."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "no-referrer")
        if SHOWN.fullmatch(mime) and not held:
            self.set_header("Content-Type", mime)
            # Its name is made from its content.
            self.set_header("Cache-Control", "private, max-age=31536000, immutable")
        else:
            self.set_header("Cache-Control", "private, no-store")
            # The page says what it is to be called.
            self.set_header("Content-Disposition", "attachment")
            self.set_header("Content-Type", ANYTHING if ACTIVE.search(mime) else mime or ANYTHING)
        if mime == DOCUMENT:
            # Browsers show no document in a sandbox. It is not of this origin: its viewer is a program of its own.
            self.set_header("Content-Security-Policy", "frame-ancestors 'self'")

    async def _send_span(self, session: PageSession, name: str, span: Span) -> None:
        """Send some bytes, as fast as the browser takes them.

        Raises
        ------
        CutError
            The kernel does not have them any more.
        """
        at = span.begin
        while at < span.end:
            try:
                part = await self._ask(session, name, at, min(PART, span.end - at))
            except web.HTTPError as error:
                raise CutError(error.log_message) from error
            if not part.content:
                raise CutError("It has become shorter.")
            self.write(bytes(part.content))
            await self.flush()
            at += len(part.content)
