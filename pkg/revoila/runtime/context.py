"""``st.context``: what a script may know of whoever looks at its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Any, NamedTuple, NoReturn, TypeVar
from urllib.parse import quote, unquote, urlsplit

from revoila._context import active

T = TypeVar("T")

NAMES = (
    *("headers", "cookies", "theme", "timezone", "timezone_offset"),
    *("locale", "url", "ip_address", "is_embedded"),
)


class Headers(Mapping[str, str]):
    """Headers of a request; their names are alike in any case.

    Parameters
    ----------
    pairs : iterable of pairs of str
        Names and values, in the order in which they came.
    """

    def __init__(self, pairs: Any = ()) -> None:
        self._pairs = [(str(name), str(value)) for name, value in pairs]

    def __getitem__(self, name: str) -> str:
        """Return the first value of a header.

        Raises
        ------
        KeyError
            There is no such header.
        """
        values = self.get_all(name)
        if not values:
            raise KeyError(name)
        return values[0]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, each once."""
        return iter(dict.fromkeys(name for name, _ in self._pairs))

    def __len__(self) -> int:
        """Return the number of names."""
        return len(dict.fromkeys(name for name, _ in self._pairs))

    def __contains__(self, name: object) -> bool:
        """Whether there is such a header."""
        return isinstance(name, str) and bool(self.get_all(name))

    def __repr__(self) -> str:
        return f"Headers({self.to_dict()!r})"

    def get_all(self, name: str) -> list[str]:
        """Return all values of a header.

        Parameters
        ----------
        name : str
            In any case.

        Returns
        -------
        list of str
            In the order in which they came; empty when there is none.

        Examples
        --------
        >>> Headers([("Accept", "a"), ("accept", "b")]).get_all("ACCEPT")
        ['a', 'b']
        """
        return [value for known, value in self._pairs if known.lower() == name.lower()]

    def to_dict(self) -> dict[str, str]:
        """Return names and first values.

        Examples
        --------
        >>> Headers([("Accept", "a")]).to_dict()
        {'Accept': 'a'}
        """
        return {name: self[name] for name in self}


class Cookies(Mapping[str, str]):
    """Cookies of a request.

    Parameters
    ----------
    cookies : mapping of str to str, optional
        Names and values.
    """

    def __init__(self, cookies: Mapping[str, Any] | None = None) -> None:
        self._cookies = {str(name): str(value) for name, value in (cookies or {}).items()}

    def __getitem__(self, name: str) -> str:
        """Return the value of a cookie."""
        return self._cookies[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._cookies)

    def __len__(self) -> int:
        """Return the number of cookies."""
        return len(self._cookies)

    def __repr__(self) -> str:
        # Values may prove who somebody is.
        return f"Cookies({list(self._cookies)!r})"

    def to_dict(self) -> dict[str, str]:
        """Return names and values.

        Examples
        --------
        >>> Cookies({"a": "b"}).to_dict()
        {'a': 'b'}
        """
        return dict(self._cookies)


class ContextTheme(NamedTuple):
    """The theme that a visitor sees.

    Parameters
    ----------
    type : str or None
        ``"light"`` or ``"dark"``; None without a browser.
    """

    type: str | None = None


class Context:
    """What a script may know of whoever looks at its page, as ``st.context`` of Streamlit 1.67.

    Without a browser, as in tests, there is nothing to know. Headers and cookies are those of the
    request that has opened the session. What proves to the server who somebody is, such as a login
    cookie of Jupyter, is not among them. In a notebook there are none: the kernel does not see requests.
    """

    @property
    def headers(self) -> Headers:
        """Headers of the request."""
        return Headers(_request().get("headers", ()))

    @property
    def cookies(self) -> Cookies:
        """Cookies of the request."""
        return Cookies(_request().get("cookies"))

    @property
    def theme(self) -> ContextTheme:
        """The theme, with its ``type``: ``"light"`` or ``"dark"``."""
        return ContextTheme(_seen("theme", str))

    @property
    def timezone(self) -> str | None:
        """Name of the visitor's time zone, such as ``"Europe/Paris"``."""
        return _seen("timezone", str)

    @property
    def timezone_offset(self) -> int | None:
        """Minutes to add to the visitor's time for UTC."""
        return _seen("timezone_offset", int)

    @property
    def locale(self) -> str | None:
        """The visitor's language, such as ``"en-GB"``."""
        return _seen("locale", str)

    @property
    def url(self) -> str | None:
        """Address of the page that is shown, without a query."""
        here = active()
        return None if here is None else _page_url(here.run.session)

    @property
    def ip_address(self) -> str | None:
        """The visitor's address; None when it is this machine."""
        return _remote(_request().get("ip_address"))

    @property
    def is_embedded(self) -> bool | None:
        """Whether the page is part of another one."""
        return _seen("embedded", bool)

    def __getitem__(self, name: str) -> Any:
        """Return what an attribute says.

        Raises
        ------
        KeyError
            There is no such attribute.
        """
        if name not in NAMES:
            raise KeyError(f"st.context has no {name!r}. It has: {', '.join(NAMES)}.")
        return getattr(self, name)

    def __contains__(self, name: object) -> bool:
        """Whether there is such an attribute."""
        return name in NAMES

    def __iter__(self) -> NoReturn:
        """Refuse: it is no mapping.

        Raises
        ------
        TypeError
            Always.
        """
        raise TypeError("`st.context` cannot be iterated over.")


def _session() -> Any:
    here = active()
    return None if here is None else here.run.session


def _request() -> Mapping[str, Any]:
    session = _session()
    return {} if session is None else session.request


def _seen(name: str, kind: type[T]) -> T | None:
    """Return what the page has said, unless it is something else than it should be."""
    session = _session()
    said = None if session is None else session.view.get(name)
    return said if isinstance(said, kind) else None


def _remote(address: Any) -> str | None:
    try:
        local = ip_address(str(address)).is_loopback
    except ValueError:
        return None
    return None if local else str(address)


def _page_url(session: Any) -> str | None:
    """Return the address of the page that is shown, from that which was shown first."""
    url = session.view.get("url")
    if not isinstance(url, str) or not url:
        return None
    parts = urlsplit(url)
    base = parts.path
    shown = session.view.get("path")
    if isinstance(shown, str) and shown and unquote(base).rstrip("/").endswith(f"/{shown.strip('/')}"):
        base = unquote(base).rstrip("/")[: -len(shown.strip("/"))]
    page = session.pages.current
    name = "" if page is None else page.url_path
    return parts._replace(path=base.rstrip("/") + "/" + quote(name), query="", fragment="").geturl()


context = Context()
