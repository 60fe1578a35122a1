"""``revoila sessions``: asks running servers for their sessions, and stops one."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, ProxyHandler, Request, build_opener

from revoila.serving._runtime_info import running_servers
from revoila.serving._usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TIMEOUT = 10.0
"""How long a server may take to answer, in seconds."""

MINUTE = 60
HOUR = 60 * MINUTE
MEGABYTE = 1024**2

COLUMNS = ("ID", "APP", "USER", "STATE", "VIEWS", "AGE", "IDLE", "MEMORY")


class ClientError(UsageError):
    """A server does not do what it is asked to."""


class NoRedirect(HTTPRedirectHandler):
    """Follows nobody: the token would go along."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Return nothing, which makes the answer an error."""


class Client:
    """Speaks with one server.

    Parameters
    ----------
    url : str
        Its base URL.
    token : str, default ""
        For a server with a login.
    """

    def __init__(self, url: str, token: str = "") -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ClientError(f"{url} is not the address of a server.")
        self.url = url.partition("?")[0].rstrip("/") + "/"
        self._token = token
        self._cookies = CookieJar()
        # A server on this machine answers only what does not come through a proxy.
        local = urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
        proxies = [ProxyHandler({})] if local else []
        self._opener = build_opener(NoRedirect(), HTTPCookieProcessor(self._cookies), *proxies)

    def sessions(self) -> list[dict[str, Any]]:
        """Return the server's sessions.

        Raises
        ------
        ClientError
            It does not answer, or refuses.
        """
        try:
            return list(json.loads(self._ask("GET"))["sessions"])
        except (ValueError, KeyError, TypeError) as error:
            raise ClientError(f"What answers at {self.url} is not a server of apps.") from error

    def stop(self, session_id: str) -> None:
        """End one session, which `sessions` has listed before."""
        self._ask("DELETE", "/" + quote(session_id, safe=""))

    def _ask(self, method: str, path: str = "") -> bytes:
        headers = {"Authorization": f"token {self._token}"} if self._token else {}
        for cookie in self._cookies:
            if cookie.name == "_xsrf":
                headers["X-XSRFToken"] = cookie.value or ""
        request = Request(f"{self.url}api/revoila/sessions{path}", method=method, headers=headers)  # noqa: S310  # checked above
        try:
            with self._opener.open(request, timeout=TIMEOUT) as response:
                return bytes(response.read())
        except HTTPError as error:
            with error:
                raise ClientError(f"The server at {self.url} refuses: {_reason(error)}") from error
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise ClientError(f"The server at {self.url} does not answer: {reason}.") from error


def manage_sessions(arguments: Sequence[str]) -> str:
    """Do what ``revoila sessions`` asks for.

    Parameters
    ----------
    arguments : sequence of str
        What follows the command.

    Returns
    -------
    str
        What to say.

    Raises
    ------
    UsageError
        A server cannot be asked, or there is no such session.
    """
    given = _parser().parse_args(list(arguments))
    if given.action == "stop" and not given.id:
        raise UsageError("Which session? `revoila sessions` lists them with their IDs.")
    if given.action == "list" and given.id:
        raise UsageError(f"Did you mean `revoila sessions stop {given.id}`?")
    clients = _clients(given.url, given.token)
    if not clients:
        if given.action == "stop":
            raise UsageError("No server is running.")
        return "No server is running.\n"
    return _list(clients) if given.action == "list" else _stop(clients, given.id)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "revoila sessions", description="List the sessions of servers, or stop one."
    )
    parser.add_argument("action", nargs="?", choices=["list", "stop"], default="list")
    parser.add_argument("id", nargs="?", help="which session to stop")
    parser.add_argument("--url", help="of a server; by default all that this user runs on this machine")
    parser.add_argument("--token", default="", help="what the server asks for")
    return parser


def _clients(url: str | None, token: str) -> list[Client]:
    known = [Client(info["url"], token or str(info.get("token") or "")) for info in running_servers()]
    if url is None:
        return known
    asked = Client(url, token)
    return [next((one for one in known if one.url == asked.url and not token), asked)]


def _list(clients: Iterable[Client]) -> str:
    texts: list[str] = []
    for client in clients:
        try:
            found = client.sessions()
        except ClientError as error:
            texts.append(str(error))
            continue
        texts.append(f"{client.url}  {len(found)} session{'' if len(found) == 1 else 's'}")
        if found:
            texts.append(table(found, datetime.now(UTC)))
    return "\n".join(texts) + "\n"


def _stop(clients: Iterable[Client], session_id: str) -> str:
    problems: list[str] = []
    for client in clients:
        try:
            if any(one["id"] == session_id for one in client.sessions()):
                client.stop(session_id)
                return f"Session {session_id} was stopped.\n"
        except ClientError as error:
            problems.append(str(error))
    raise ClientError(" ".join([f"There is no session {session_id}.", *problems]))


def table(sessions: Iterable[dict[str, Any]], now: datetime) -> str:
    """Return sessions as a text table.

    Parameters
    ----------
    sessions : iterable of dict
        As the server describes them.
    now : datetime
        What ages are counted from.

    Returns
    -------
    str
        One line each, below a line of headings.
    """
    rows = [COLUMNS, *(_row(session, now) for session in sessions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _row(session: dict[str, Any], now: datetime) -> tuple[str, ...]:
    memory = session["memory"]
    texts = (
        session["id"],
        session["app"],
        session["user"],
        session["state"],
        str(session["views"]),
        _ago(session["started"], now),
        _ago(session["last_activity"], now),
        "" if memory is None else f"{memory / MEGABYTE:.0f} MB",
    )
    # What another program says may not move the cursor of this terminal.
    return tuple("".join(sign if sign.isprintable() else "?" for sign in str(text)) for text in texts)


def _ago(text: str, now: datetime) -> str:
    seconds = max(0, int((now - datetime.fromisoformat(text)).total_seconds()))
    if seconds < MINUTE:
        return f"{seconds} s"
    return (
        f"{seconds // MINUTE} min"
        if seconds < HOUR
        else f"{seconds // HOUR} h {seconds % HOUR // MINUTE} min"
    )


def _reason(error: HTTPError) -> str:
    try:
        said = json.loads(error.read()).get("message")
    except (ValueError, AttributeError):
        said = None
    hint = " Give its token with --token." if error.code in {401, 403} else ""
    return f"{error.code} {said or error.reason}.{hint}".replace("..", ".")
