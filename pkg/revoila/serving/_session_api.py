"""What those who look after a server ask of it: its sessions, its metrics; and waiting pages, their turn."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated, authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler, PrometheusMetricsHandler
from tornado import web

from revoila.serving._kernels import owner_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.serving._sessions import PageSessions

FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
"""Headers of requests that came through a proxy, which is on this machine when its visitors are not."""

PORT = re.compile(r":\d+$")

PATIENT = range(2, 15)
"""Seconds between two questions of a waiting page: the farther back it is, the longer."""


class Overseer(JupyterHandler):
    """A request about all sessions, which not every visitor may make.

    With a login, Jupyter Server's authorizer decides about the resource
    ``revoila-sessions``. Where everybody comes in without one, nobody is known,
    and only requests from this machine are answered.
    """

    auth_resource = "revoila-sessions"

    @property
    def sessions(self) -> PageSessions:
        """The server's sessions."""
        found: PageSessions = self.settings["revoila_sessions"]
        return found

    def check_visitor(self) -> None:
        """Refuse strangers.

        Raises
        ------
        HTTPError
            403 when there is no login and the request comes from elsewhere.
        """
        if not self.identity_provider.auth_enabled and not is_local(
            self.request.remote_ip or "", self.request.host, self.request.headers
        ):
            raise web.HTTPError(403, "Without a login, only this machine may ask for that.")


class SessionsHandler(Overseer, APIHandler):
    """Lists the sessions."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Send all sessions, the oldest first."""
        self.check_visitor()
        # A program without a token needs the cookie to stop one; reading the property sets it.
        _ = self.xsrf_token
        self.set_header("Cache-Control", "no-store")
        found = sorted(self.sessions, key=lambda one: one.started)
        await self.finish({"sessions": [self.sessions.describe(one) for one in found]})


class SessionHandler(Overseer, APIHandler):
    """Ends one session."""

    @web.authenticated
    @authorized
    async def delete(self, session_id: str) -> None:
        """End it.

        Parameters
        ----------
        session_id : str
            As the list has it.

        Raises
        ------
        HTTPError
            404 when there is no such session.
        """
        self.check_visitor()
        session = self.sessions.named(session_id)
        if session is None:
            raise web.HTTPError(404, "There is no such session.")
        self.log.warning("Session %s of %s was stopped by %s.", session.id, session.app, owner_name(self))
        self.sessions.end(session)
        self.set_status(204)
        await self.finish()


class MetricsHandler(Overseer, PrometheusMetricsHandler):
    """Sends Jupyter Server's metrics and ours."""

    @allow_unauthenticated
    async def get(self) -> None:  # type: ignore[override]  # tornado takes either
        """Send them in the format of Prometheus.

        Raises
        ------
        HTTPError
            403 to strangers, unless the server is told to answer everybody.
        """
        if self.settings["authenticate_prometheus"]:
            self.check_visitor()
            user: Any = self.current_user
            may = self.logged_in and await ensure_async(
                self.authorizer.is_authorized(self, user, "read", self.auth_resource)
            )
            if not may:
                raise web.HTTPError(403)
        self.sessions.measure()
        PrometheusMetricsHandler.get(self)


class WaitingHandler(APIHandler):
    """Tells a waiting page how many are before it."""

    @web.authenticated
    async def get(self, ticket_id: str) -> None:
        """Send its place.

        Parameters
        ----------
        ticket_id : str
            As the page was given it.

        Raises
        ------
        HTTPError
            404 when the ticket was dropped, or is somebody else's.
        """
        sessions: PageSessions = self.settings["revoila_sessions"]
        ticket = sessions.room.ticket(ticket_id)
        if ticket is None or (self.identity_provider.auth_enabled and ticket.user != owner_name(self)):
            raise web.HTTPError(404)
        place = sessions.place(ticket)
        pause = min(PATIENT.start + place.ahead // 10, PATIENT.stop)
        self.set_header("Cache-Control", "no-store")
        await self.finish({"ahead": place.ahead, "ready": not place.reason, "pause": pause})


def is_local(peer: str, host: str, headers: Mapping[str, str]) -> bool:
    """Whether a request was made on this machine, to this machine.

    Parameters
    ----------
    peer : str
        Address that it comes from.
    host : str
        What it calls this server, with or without a port.
    headers : mapping of str to str
        Its headers, whatever their case.

    Returns
    -------
    bool
        False in doubt: also for what a proxy or a foreign name may have brought here.
    """
    if any(name in headers for name in FORWARDED):
        return False
    name = PORT.sub("", host).strip("[]").lower()
    return _is_loopback(peer) and (name == "localhost" or _is_loopback(name))


def _is_loopback(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
