"""Python values of one column as an Arrow array, whatever they are.

Values of one kind keep their type. A mixture becomes the text that ``str``
gives, because Arrow, unlike pandas, has no column of anything.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from decimal import Decimal
from numbers import Number
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from revoila.errors import StreamlitDataframeConversionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MISSING_TYPES = {"NAType", "NaTType"}
"""Names of pandas' types for missing values; pandas need not be there."""

_UNFIT = (ValueError, TypeError, OverflowError, NotImplementedError, AttributeError)
"""What pyarrow raises for values it cannot hold in one array."""


_LISTS = (list, tuple, set, frozenset)

_FAMILIES = (bool, Number, str, dt.datetime, dt.date, dt.time, dt.timedelta)
"""Types whose values stay what they are in one column; the first that fits counts."""


class Values(NamedTuple):
    """Cells of one column.

    Parameters
    ----------
    array : pyarrow.Array or pyarrow.ChunkedArray
        The cells.
    note : str, optional
        What the Arrow type cannot say: ``"object"`` for JSON text,
        ``"integer"`` for the text of ints that no machine type holds.
    nullable : bool, default False
        Whether missing ints leave the others ints in pandas (``Int64``).
    """

    array: Any
    note: str | None = None
    nullable: bool = False


def from_python(values: Sequence[Any]) -> Values:
    """Return Python values as a column.

    Raises
    ------
    StreamlitDataframeConversionError
        A value has no text.
    """
    kinds = {
        kind for kind in map(type, values) if kind is not NoneType and kind.__name__ not in _MISSING_TYPES
    }
    if kinds and all(issubclass(kind, dict) for kind in kinds):
        return Values(as_text(values, json_text), "object")
    if not _mixed(kinds, values):
        known: Sequence[Any] = values
        if frozenset in kinds:
            known = [list(value) if isinstance(value, frozenset) else value for value in values]
        try:
            return Values(pa.array(known, from_pandas=True))
        except UnicodeEncodeError:
            pass  # lone surrogates; pyarrow takes the text without them
        except _UNFIT:
            if kinds and all(issubclass(kind, int) and kind is not bool for kind in kinds):
                return Values(as_text(values), "integer")
    return Values(as_text(values))


def as_text(values: Iterable[Any], text: Any = str) -> pa.Array:
    """Return the texts of values, with missing ones left out.

    Raises
    ------
    StreamlitDataframeConversionError
        A value has no text.
    """
    try:
        cells = [None if is_missing(value) else _clean(text(value)) for value in values]
    except Exception as error:
        raise StreamlitDataframeConversionError(
            f"A value of the data cannot be shown as text: {error}"
        ) from error
    return pa.array(cells, pa.utf8())


def is_missing(value: Any) -> bool:
    """Whether a cell is empty: None, NaN, NaT or NA."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    if isinstance(value, Decimal):
        return value.is_nan()
    return type(value).__name__ in _MISSING_TYPES


def json_text(value: Any) -> str:
    """Return a nested value as JSON, with the text of what JSON does not know."""
    try:
        return json.dumps(value, default=_json_default, ensure_ascii=False)
    except (TypeError, ValueError):
        return str(value)


def _json_default(value: Any) -> Any:
    return list(value) if isinstance(value, (set, frozenset)) else str(value)


def _clean(text: str) -> str:
    """Replace what UTF-8 cannot carry."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _mixed(kinds: set[type], values: Sequence[Any]) -> bool:
    """Whether values are of several kinds: pyarrow takes some mixtures, but changes what they say."""
    if len({_family(kind) for kind in kinds}) > 1:
        return True
    if not any(issubclass(kind, dt.datetime) for kind in kinds):
        return False
    # Times without a zone would be taken for UTC.
    return len({value.tzinfo is None for value in values if not is_missing(value)}) > 1


def _family(kind: type) -> type:
    if issubclass(kind, _LISTS):
        return list
    return next((family for family in _FAMILIES if issubclass(kind, family)), kind)
