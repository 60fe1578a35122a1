"""Which texts must not show, and how they are taken out of messages and logs.

Every secret that was loaded in this process is known here for as long as the
process lives: an old value may still be valid somewhere. Numbers are taken out
only where they stand alone; "5432" in a longer number is no secret.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "••••"
"""What stands in place of a secret."""

SHORTEST = 4
"""Shorter values are found in too many places that have nothing to do with them."""

_lock = Lock()
_patterns: set[str] = set()
_finder: re.Pattern[str] | None = None


def redact(text: str) -> str:
    """Return the text with every known secret masked.

    Parameters
    ----------
    text : str
        A message, a traceback line, a log entry.

    Returns
    -------
    str
        The same text, or one with `MASK` in place of secrets.

    Examples
    --------
    >>> redact("connecting to the database")
    'connecting to the database'
    """
    finder = _finder
    return text if finder is None else finder.sub(MASK, text)


def remember_secrets(values: object) -> None:
    """Mask these values from now on.

    Parameters
    ----------
    values : object
        A text, a number, or mappings and iterables of them.
    """
    global _finder  # noqa: PLW0603  # one pattern for the process, replaced as a whole
    patterns = {pattern for leaf in _leaves(values) for pattern in _appearances(leaf)}
    with _lock:
        if not patterns <= _patterns:
            _patterns.update(patterns)
            # The longest first: a secret may begin with another one.
            _finder = re.compile("|".join(sorted(_patterns, key=lambda pattern: (-len(pattern), pattern))))


def _leaves(values: object) -> Iterable[str | int | float]:
    if isinstance(values, bool):
        return
    if isinstance(values, str | int | float):
        yield values
    elif isinstance(values, Mapping):
        for value in values.values():
            yield from _leaves(value)
    elif isinstance(values, list | tuple | set | frozenset):
        for value in values:
            yield from _leaves(value)


def _appearances(leaf: Any) -> Iterable[str]:
    """Return patterns for a value as it is, quoted in Python and JSON, and as part of a URL."""
    text = str(leaf).strip()
    if len(text) < SHORTEST:
        return
    if not isinstance(leaf, str):
        yield rf"(?<![\w.]){re.escape(text)}(?![\w])"
        return
    forms = {text, repr(text)[1:-1], json.dumps(text)[1:-1], quote(text, safe=""), quote_plus(text)}
    for form in forms:
        yield re.escape(form)
