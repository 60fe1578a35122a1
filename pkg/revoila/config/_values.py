"""Turning what a file, the environment or a script says into a value of an option's type."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revoila.config.sizes import parse_size

if TYPE_CHECKING:
    from revoila.config._table import Option

_TRUE = frozenset({"true", "1", "yes", "on", "t", "y"})
_FALSE = frozenset({"false", "0", "no", "off", "f", "n"})

_NUMERIC_CHOICES = {"client.showErrorDetails": {True: "full", False: "stacktrace"}}
"""Options whose older form is a truth value."""


def checked_value(option: Option, raw: Any) -> Any:
    """Return the value of an option in its own type.

    Parameters
    ----------
    option : Option
        The option.
    raw : object
        What was given; a text for what has no types of its own.

    Returns
    -------
    object
        A value of the option's type.

    Raises
    ------
    ValueError
        It is no value of this option; the message says what would be.
    """
    value = _CHECKS[option.type](raw)
    if option.choices:
        return _chosen(option, value)
    if option.name == "server.maxCacheDataSize" and parse_size(value) is None:
        raise ValueError('a size above zero with a unit, such as "2GB"')
    return value


def _chosen(option: Option, value: str) -> str:
    older = _NUMERIC_CHOICES.get(option.name, {})
    if value.lower() in ("true", "false") and older:
        return older[value.lower() == "true"]
    for choice in option.choices:
        if value == choice:
            return choice
    raise ValueError(f"one of {', '.join(option.choices)}")


def _bool(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = str(raw).strip().lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError("true or false")


def _int(raw: Any) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    number = _float(raw, "a whole number")
    if not number.is_integer():
        raise ValueError("a whole number")
    return int(raw)


def _float(raw: Any, expected: str = "a number") -> float:
    try:
        return float(None if isinstance(raw, bool) else raw)  # type: ignore[arg-type]  # refused below
    except (TypeError, ValueError):
        raise ValueError(expected) from None


def _str(raw: Any) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str | int | float):
        return str(raw)
    raise ValueError("a text")


def _list(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [part for part in re.split(r"[,\s]+", raw) if part]
    if isinstance(raw, list | tuple | set) and all(isinstance(part, str) for part in raw):
        return list(raw)
    raise ValueError("a list of texts")


def _map(raw: Any) -> dict[str, Any]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raise ValueError("a table") from None
    if isinstance(raw, Mapping):
        return dict(raw)
    raise ValueError("a table")


def _theme(raw: Any) -> Any:
    """Return a token as it is; texts from the environment may be numbers or lists in JSON."""
    if isinstance(raw, str):
        try:
            return json.loads(raw)
        except ValueError:
            return str(raw)
    return raw


_CHECKS: dict[str, Any] = {
    "bool": _bool,
    "int": _int,
    "float": _float,
    "str": _str,
    "list": _list,
    "map": _map,
    "theme": _theme,
}
