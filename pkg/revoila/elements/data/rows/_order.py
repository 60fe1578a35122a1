"""The order in which the rows of a table show that is sorted by one of its columns.

As the browser orders a table that it has as a whole, and as pandas' ``sort_values(kind="stable")``
orders numbers and moments: missing cells come last in both directions, equal ones stay in their order.
Texts are compared without case and accents, by code point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._wire import decoded
from revoila.elements.data.rows._texts import exported_texts, without_nan

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data._values import Values

STEP = 65_536
"""Rows whose texts are made before somebody may say that they are not wanted any more."""


def order(values: Values, *, descending: bool, check: Callable[[], None] = lambda: None) -> pa.Array:
    """Return the positions of rows in the order in which they show.

    Parameters
    ----------
    values : Values
        The cells of the column.
    descending : bool
        Whether the largest comes first.
    check : Callable
        Is called between steps; raises when the order is not wanted any more.
    """
    key = sort_key(values, check)
    check()
    direction = "descending" if descending else "ascending"
    found = pc.sort_indices(_in_steps(key), sort_keys=[("", direction)])  # missing ones last
    return found if len(found) > 2**32 else found.cast(pa.uint32())


def sort_key(values: Values, check: Callable[[], None]) -> Any:
    """Return what cells are compared by."""
    array = values.array
    if pa.types.is_dictionary(array.type) or pa.types.is_run_end_encoded(array.type):
        array = decoded(_joined(array))
    kind = array.type
    if values.note is None:
        if pa.types.is_floating(kind):
            return without_nan(array.cast(pa.float32()) if pa.types.is_float16(kind) else array)
        if pa.types.is_boolean(kind):
            return array.cast(pa.uint8())
        if pa.types.is_integer(kind) or pa.types.is_temporal(kind) or pa.types.is_decimal(kind):
            return array
    parts = []
    for start in range(0, len(array), STEP):
        check()
        part = values._replace(array=array.slice(start, STEP))
        parts.append(folded(exported_texts(part)))
    return pa.chunked_array(parts, pa.utf8())


def folded(texts: pa.Array) -> pa.Array:
    """Return texts without case and accents."""
    # Not `ascii_lower`: of texts that were cut out of others it makes invalid ones (pyarrow 26).
    if pc.all(pc.string_is_ascii(texts)).as_py() is not False:
        return pc.utf8_lower(texts)
    plain = pc.replace_substring_regex(pc.utf8_normalize(texts, form="NFKD"), r"\p{M}", "")
    return pc.utf8_lower(plain)


def _joined(array: Any) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _in_steps(array: Any) -> pa.ChunkedArray:
    """Return an array in pieces: Arrow sorts these and merges them in a third of the time."""
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    steps = [chunk.slice(start, STEP) for chunk in chunks for start in range(0, len(chunk), STEP)]
    return pa.chunked_array(steps, array.type)
