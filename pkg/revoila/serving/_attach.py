"""What a page asks for when it connects, and what its kernel learns of the request."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import urlsplit

from revoila import __version__
from revoila.serving._locality import is_local
from revoila.serving._page import CONTROL, without_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_server.base.handlers import JupyterHandler

    from revoila.serving._limits import Limits

LONGEST = {"app": 1024, "tab": 128, "load": 64}
"""Of each text, in characters."""

LONGEST_PAGE = 512
LONGEST_VIEW = 16 * 1024
"""Of an address and of the other things that a view says, in characters."""

LONGEST_NAME = 64
MOST_NAMES = 64
"""Of what a view says."""

NOT_IN_QUERIES = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Never part of an address, and of no use in the environment of a process."""


class AttachError(ValueError):
    """What a page asks for cannot be; the text says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attach:
    """What a page asks for.

    Parameters
    ----------
    app : str
        Name of the app.
    tab : str
        Handle of the session, or "".
    load : str
        Which load of the page it is.
    resume : bool
        Whether the page has lost its connection and shows that session already.
    page : str
        URL path of the page in the address.
    query : str
        Query string of the address.
    view : mapping
        Where and how the visitor looks at the app.
    """

    app: str
    tab: str
    load: str
    resume: bool
    page: str
    query: str
    view: Mapping[str, Any]

    @classmethod
    def read(cls, said: Any, limits: Limits) -> Attach:
        """Return what a page has said, after it was checked.

        Parameters
        ----------
        said : object
            Any JSON.
        limits : Limits
            Of the server.

        Returns
        -------
        Attach
            Within the limits.

        Raises
        ------
        AttachError
            It is something else, or too long.
        """
        if not isinstance(said, dict):
            raise AttachError("`attach` is an object.")
        texts = {name: said.get(name, "") for name in LONGEST}
        for name, text in texts.items():
            if not isinstance(text, str) or len(text) > LONGEST[name]:
                raise AttachError(f"`{name}` is a text of at most {LONGEST[name]} characters.")
        view = said.get("view")
        view = view if isinstance(view, dict) else {}
        page, query = view.get("path") or "", view.get("query") or ""
        if not _is_address(page) or len(page) > LONGEST_PAGE or CONTROL.search(page):
            raise AttachError("The address names no page.")
        if not _is_address(query) or not limits.allows(query):
            raise AttachError("The query of the address is none, or too long.")
        return cls(
            **texts,
            resume=said.get("resume") is True,
            page=page,
            query=without_token(query),
            view=_plain(view),
        )


def _is_address(text: Any) -> TypeGuard[str]:
    """Whether something can be a part of an address."""
    return isinstance(text, str) and NOT_IN_QUERIES.search(text) is None


def _plain(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a view says in plain values that are not too long, without the server's token."""
    fields = {name: value for name, value in view.items() if len(name) <= LONGEST_NAME and _is_plain(value)}
    found = dict(islice(fields.items(), MOST_NAMES))
    for name, hide in (("query", without_token), ("url", _url_without_token)):
        if isinstance(found.get(name), str):
            found[name] = hide(found[name])
    return found


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_VIEW
    # Numbers that are none have no word in the languages that this is told in.
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def _url_without_token(url: str) -> str:
    begin, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    return begin + mark + without_token(query) + hash_mark + fragment


PROOFS = frozenset({"authorization", "proxy-authorization", "cookie", "x-xsrftoken"})
"""Headers that say to a server who somebody is."""

PROVING_COOKIES = ("_xsrf", "_streamlit_", "jupyterhub-", "username-")
"""How the names of cookies begin that do; browsers send those of other servers on the same host, too."""

LONGEST_HEADER = 4 * 1024
MOST_HEADERS = 64


def request_of(handler: JupyterHandler) -> dict[str, Any]:
    """Return what the script of an app may know of the request for its page.

    Not what proves to this server who somebody is: with it the script, or whoever
    reads what it shows, could act as that person.

    Parameters
    ----------
    handler : JupyterHandler
        The request of the websocket.

    Returns
    -------
    dict
        Headers, cookies, address, and whether it is from this machine, ready for JSON.
    """
    request = handler.request
    login = handler.identity_provider.get_cookie_name(handler)
    cookies = {
        name: morsel.value
        for name, morsel in request.cookies.items()
        if name != login and not name.startswith(PROVING_COOKIES) and len(morsel.value) <= LONGEST_HEADER
    }
    headers = [
        [name, value]
        for name, value in request.headers.get_all()
        if name.lower() not in PROOFS and len(value) <= LONGEST_HEADER
    ][:MOST_HEADERS]
    if cookies:
        headers.append(["Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())])
    local = is_local(request.remote_ip or "", request.host, request.headers)
    return {"headers": headers, "cookies": cookies, "ip_address": request.remote_ip, "local": local}


def kernel_env(handler: JupyterHandler, path: str, query: str) -> dict[str, str]:
    """Return what a kernel finds in its environment of the request that it was started for, as in Voilà.

    Parameters
    ----------
    handler : JupyterHandler
        The request of the websocket.
    path : str
        URL path of the page.
    query : str
        Query string of the page.

    Returns
    -------
    dict
        To be added to the server's own environment.
    """
    request = handler.request
    host = request.host.lower()
    name, _, port = host.rpartition(":")
    given = port.isdigit()
    wanted = handler.settings.get("revoila_header_envs", ())
    headers = {
        "HTTP_" + header.upper().replace("-", "_"): value
        for header, value in request.headers.items()
        if header.lower() in wanted
    }
    address = f"{request.protocol}://{request.host}{urlsplit(path).path}"
    return {
        **headers,
        "SCRIPT_NAME": path,
        "PATH_INFO": "",
        "QUERY_STRING": query,
        "SERVER_SOFTWARE": f"revoila/{__version__}",
        "SERVER_PROTOCOL": request.version,
        "SERVER_NAME": name if given else host,
        "SERVER_PORT": port if given else "",
        "VOILA_BASE_URL": handler.base_url,
        "VOILA_REQUEST_URL": address + (f"?{query}" if query else ""),
    }
