"""Rows as lines of CSV (RFC 4180), as the browser writes them for a table that it has as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data.rows._texts import exported_texts

if TYPE_CHECKING:
    from revoila.elements.data._frame import Frame

END = "\r\n"
"""Of a line."""


class Lines(NamedTuple):
    """Lines of CSV.

    Parameters
    ----------
    text : bytes
        All of them.
    lengths : list of int
        How many bytes each of them has.
    """

    text: bytes
    lengths: list[int]


def csv_lines(frame: Frame) -> Lines:
    """Return the rows of a frame as lines, without one of titles.

    Parameters
    ----------
    frame : Frame
        Only its columns count.
    """
    if not frame.columns or not frame.rows:
        return Lines(b"", [])
    fields = [_quoted(pc.fill_null(exported_texts(column.values), "")) for column in frame.columns]
    lines = pc.binary_join_element_wise(*fields, ",")
    whole = pc.binary_join(pa.array([lines.to_pylist()], pa.list_(pa.utf8())), END)
    text: str = whole[0].as_py() + END
    return Lines(text.encode(), pc.add(pc.binary_length(lines), len(END)).to_pylist())


def _quoted(texts: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(texts, '[",\r\n]')
    if not pc.any(needs).as_py():
        return texts
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise('"', doubled, '"', ""), texts)
