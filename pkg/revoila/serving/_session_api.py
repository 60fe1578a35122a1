"""What those who look after a server ask of it: its sessions and its metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth import AllowAllAuthorizer
from jupyter_server.auth.decorator import allow_unauthenticated, authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler, PrometheusMetricsHandler
from tornado import web

from revoila.serving._locality import is_local
from revoila.serving._owner import owner_name
from revoila.serving._session import STOPPED
from revoila.serving._site import site_of

if TYPE_CHECKING:
    from revoila.serving._session import PageSession
    from revoila.serving._sessions import PageSessions


class Overseer(JupyterHandler):
    """A request about all sessions, which not every visitor may make.

    With a login, Jupyter Server's authorizer decides about the resource
    ``revoila-sessions``. The one that allows everything has decided nothing: then
    users have to do with their own sessions only, unless they are on this machine.
    Where everybody comes in without a login, nobody is known, and only requests
    from this machine are answered.
    """

    auth_resource = "revoila-sessions"

    @property
    def sessions(self) -> PageSessions:
        """The server's sessions."""
        return site_of(self).sessions

    def check_visitor(self) -> None:
        """Refuse strangers.

        Raises
        ------
        HTTPError
            403 when there is no login and the request comes from elsewhere.
        """
        if not self.identity_provider.auth_enabled and not self._is_local():
            raise web.HTTPError(403, "Without a login, only this machine may ask for that.")

    def may_see(self, session: PageSession) -> bool:
        """Whether the request may have to do with a session."""
        # The class itself: one derived from it has been thought about.
        if type(self.authorizer) is not AllowAllAuthorizer or self._is_local():
            return True
        return session.owner == owner_name(self)

    def _is_local(self) -> bool:
        return is_local(self.request.remote_ip or "", self.request.host, self.request.headers)


class SessionsHandler(Overseer, APIHandler):
    """Lists the sessions."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Send the sessions, the oldest first."""
        self.check_visitor()
        # A program without a token needs the cookie to stop one; reading the property sets it.
        _ = self.xsrf_token
        self.set_header("Cache-Control", "no-store")
        found = sorted(filter(self.may_see, self.sessions), key=lambda one: one.started)
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
        if session is None or not self.may_see(session):
            raise web.HTTPError(404, "There is no such session.")
        self.log.warning("Session %s of %s was stopped by %s.", session.id, session.label, owner_name(self))
        self.sessions.end(session, STOPPED)
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
        await self.sessions.measure()
        PrometheusMetricsHandler.get(self)
