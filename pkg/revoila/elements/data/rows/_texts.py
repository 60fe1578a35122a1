"""How cells read as text, a column at a time: what a search looks at, and what a download holds.

Without a format, that is; see `revoila.elements.data.rows._shows` for the others.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from revoila.elements.data._values import as_text, json_text
from revoila.elements.data._wire import to_wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements.data._values import Values

DIGITS = 4
"""Decimal digits that a cell shows of a number without a format."""

_PLAIN_BELOW = 1e10
"""Arrow writes larger numbers with an exponent."""

_EXPONENT_FROM = 1e21
"""JavaScript does so from here."""

_EXPONENT_BELOW = 1e-6
"""And below this."""


def shown_texts(values: Values) -> pa.Array:
    """Return cells as the browser shows them without a format; missing ones are missing.

    Parameters
    ----------
    values : Values
        Cells of one column.
    """
    array, about = to_wire(values)
    if pa.types.is_floating(array.type):
        digits = about.get("decimals")
        return _rounded(array) if digits is None else _fixed(array, digits)
    if pa.types.is_list(array.type):
        return as_text(array.to_pylist(), _lines)
    texts = _texts(array, "%Y-%m-%d %H:%M:%S")
    if pa.types.is_timestamp(array.type) or pa.types.is_time(array.type):
        # A fraction shows where there is one.
        return pc.replace_substring_regex(texts, r"(:\d\d)\.000", r"\1")
    return texts


def exported_texts(values: Values) -> pa.Array:
    """Return cells as a CSV file holds them: numbers with all digits, moments in ISO 8601.

    Parameters
    ----------
    values : Values
        Cells of one column.
    """
    array = to_wire(values).array
    if pa.types.is_floating(array.type):
        return _numbers(array)
    if pa.types.is_list(array.type):
        return as_text(array.to_pylist(), json_text)
    return _texts(array, "%Y-%m-%dT%H:%M:%S")


def _texts(array: pa.Array, moment: str) -> pa.Array:
    kind = array.type
    if pa.types.is_string(kind):
        return array
    if pa.types.is_timestamp(kind):
        # Towards the past, as the browser does, and not towards 1970.
        wall = pc.floor_temporal(array, unit="millisecond").cast(pa.timestamp("ms", kind.tz))
        if kind.tz is None:
            return pc.strftime(wall, format=moment)
        texts = pc.strftime(wall, format=moment + "%z")
        return pc.replace_substring_regex(texts, r"([+-]\d\d)(\d\d)$", r"\1:\2")
    if pa.types.is_time(kind):
        return array.cast(pa.time32("ms"), safe=False).cast(pa.utf8())
    return array.cast(pa.utf8())


def _lines(items: list[Any]) -> str:
    return "\n".join("" if one is None else str(one) for one in items)


def _rounded(array: pa.Array) -> pa.Array:
    """Return numbers with up to four decimal digits; those that would round to zero with an exponent."""
    rounded = pc.round(array, DIGITS)
    lost = pc.and_(pc.equal(rounded, 0), pc.not_equal(array, 0))
    return _with(_numbers(rounded), array, lost, lambda value: _exponent(f"{value:.2e}"))


def _fixed(array: pa.Array, digits: int) -> pa.Array:
    return as_text(array.to_pylist(), lambda value: f"{value:.{digits}f}")


def _numbers(array: pa.Array) -> pa.Array:
    """Return numbers as JavaScript writes them."""
    array = without_nan(array.cast(pa.float64()))
    plain = array.cast(pa.utf8())
    return _with(plain, array, pc.greater_equal(pc.abs(array), _PLAIN_BELOW), _large)


def without_nan(array: Any) -> Any:
    """Return floats with missing cells in place of NaN.

    Parameters
    ----------
    array : pyarrow.Array or pyarrow.ChunkedArray
        Of floats.
    """
    return pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)


def _with(texts: pa.Array, array: pa.Array, chosen: pa.Array, write: Callable[[float], str]) -> pa.Array:
    """Replace the texts of the chosen cells, which are few."""
    chosen = pc.fill_null(chosen, fill_value=False)
    if not pc.any(chosen).as_py():
        return texts
    replacements = pa.array([write(value) for value in array.filter(chosen).to_pylist()], pa.utf8())
    return pc.replace_with_mask(texts, chosen, replacements)


def written(value: float) -> str:
    """Return a number as JavaScript writes it."""
    if abs(value) < _EXPONENT_BELOW and value:
        return _exponent(repr(value))
    return _large(value)


def _large(value: float) -> str:
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) < _EXPONENT_FROM:
        text = f"{Decimal(repr(value)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return _exponent(repr(value))


def _exponent(text: str) -> str:
    """Write an exponent without leading zeros."""
    digits, _, exponent = text.partition("e")
    return f"{digits}e{int(exponent):+d}"
