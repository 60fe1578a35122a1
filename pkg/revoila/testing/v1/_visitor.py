"""What a test says of the visitor: ``AppTest.context``, for the script's ``st.context``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS: dict[str, tuple[str, type]] = {
    "is_embedded": ("embedded", bool),
    "locale": ("locale", str),
    "theme": ("theme", str),
    "timezone": ("timezone", str),
    "timezone_offset": ("timezone_offset", int),
    "url": ("url", str),
}
"""Names of a test, and under which name and as what a page says it."""

_OFFSETS = range(-(2**31), 2**31)


def refuse_context(visitor: Mapping[str, Any]) -> None:
    """Refuse what a test says of the visitor, on a host where a page says it itself.

    Raises
    ------
    AppTestError
        It says something.
    """
    if visitor:
        raise AppTestError('at.context is for apps that run in the process of the test: host="inprocess".')


def seen_of(context: object) -> dict[str, Any]:
    """Return what a page would say of the visitor.

    Parameters
    ----------
    context : mapping
        By the names of ``st.context``.

    Raises
    ------
    AppTestError
        It is no dict, a name is unknown, or a value of another type.
    """
    if not isinstance(context, dict):
        raise AppTestError(f"at.context is a dict, not {type(context).__name__}.")
    found = {}
    for name, value in context.items():
        if name not in _FIELDS:
            raise AppTestError(f"at.context has no {name!r}. A test can say: {', '.join(_FIELDS)}.")
        if value is None:
            continue
        field, kind = _FIELDS[name]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise AppTestError(f"at.context[{name!r}] is a {kind.__name__}, not {value!r}.")
        if kind is int and value not in _OFFSETS:
            raise AppTestError(f"at.context[{name!r}] is a number of minutes, not {value!r}.")
        if name == "theme" and value not in ("light", "dark"):
            raise AppTestError(f"at.context['theme'] is 'light' or 'dark', not {value!r}.")
        found[field] = value
    return found
