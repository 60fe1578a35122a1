"""Which objects are tables, and how each is read. The one way from a script's data to a frame."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from revoila.elements.data._fetch import Rows, fetch
from revoila.elements.data._frame import Frame, from_rows
from revoila.elements.data._python import ATOMS, read_python, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

ROW_LIMIT = 10_000
"""Rows that a source which computes on demand is asked for."""

_BUILTIN = (list, tuple, dict, set, frozenset, range)


def read_frame(data: Any, limit: int = ROW_LIMIT) -> Frame:
    """Read any table-like object. The object is not changed.

    Parameters
    ----------
    data : object
        What a script passed: a frame of any library, an array, or a collection of Python.
    limit : int, default 10 000
        Rows to read from a source that computes on demand.

    Raises
    ------
    StreamlitDataframeConversionError
        Not a table.
    ValueError
        An array of more than two dimensions.
    """
    if data is None:
        return Frame(columns=[], index=[], own_index=True)
    fetched = fetch(data, limit)
    if fetched is None:
        return read_memory(data)
    frame = read_memory(fetched.data)
    return frame if fetched.cut is None else frame.cut_short(fetched.cut)


def read_memory(data: Any) -> Frame:
    """Read any table-like object whose rows are there.

    Parameters
    ----------
    data : object
        What a script passed, or what `fetch` has made of it.

    Raises
    ------
    StreamlitDataframeConversionError
        Not a table.
    ValueError
        An array of more than two dimensions.
    """
    for read in _readers(data):
        frame = read(data)
        if frame is not None:
            return frame
    return refuse(data)


def _readers(data: Any) -> list[Callable[[Any], Frame | None]]:
    """Return what to try, in order; a library that is not loaded has made no object."""
    if isinstance(data, ATOMS):
        return []
    readers: list[Callable[[Any], Frame | None]] = []
    if "pandas" in sys.modules:
        readers.append(_read_pandas)
    if type(data) not in _BUILTIN:
        readers += [_read_rows, _read_foreign]
    return [*readers, read_python]


def _read_pandas(data: Any) -> Frame | None:
    from revoila.elements.data._pandas import read_pandas  # imports pandas

    return read_pandas(data)


def _read_rows(data: Any) -> Frame | None:
    return from_rows(data.rows, labels=data.labels) if isinstance(data, Rows) else None


def _read_foreign(data: Any) -> Frame | None:
    from revoila.elements.data._foreign import read_foreign  # imports numpy

    return read_foreign(data)
