"""Which bytes of a file a browser wants: the header ``Range`` of RFC 9110."""

from __future__ import annotations

import re
from typing import NamedTuple

ONE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))", re.ASCII)
"""A range by itself. Whoever asks for several at once gets the whole, which the standard allows."""


class RangeError(ValueError):
    """No byte of the file is in the range."""


class Span(NamedTuple):
    """Some of the bytes of a file.

    Parameters
    ----------
    begin : int
        The first.
    end : int
        After the last.
    is_open : bool
        Whether the browser wants what there is from the first on, however much that is.
    """

    begin: int
    end: int
    is_open: bool = False


def wanted_span(header: str, size: int) -> Span | None:
    """Return the range that a header asks for.

    Parameters
    ----------
    header : str
        As it was sent; "" when there was none.
    size : int
        Of the file, in bytes.

    Returns
    -------
    Span or None
        None for the whole file.

    Raises
    ------
    RangeError
        The range begins after the end of the file, or is that of its last 0 bytes.
    """
    found = ONE.fullmatch(header.replace(" ", ""))
    if found is None:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        span = Span(max(0, size - int(suffix)), size)
    elif last and int(last) < int(first):
        return None
    else:
        span = Span(int(first), min(size, int(last) + 1) if last else size, is_open=not last)
    if span.begin >= span.end:
        raise RangeError(f"The file has {size} bytes.")
    return span
