"""What may be entered into the cells of a column? Reads and checks the values that a browser sends.

A value is checked by the type of its column, as the page does before it sends anything, and then turned
into what the column holds. What does not fit is refused: the cell keeps the value it had.
"""

from __future__ import annotations

import datetime as dt
import logging
import math
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn
from zoneinfo import ZoneInfo

import pyarrow as pa

from revoila.elements.data._columns import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_log = logging.getLogger(__name__)

MOST_CHARACTERS = 1_000_000
"""Longest text of one cell."""

MOST_ITEMS = 10_000
"""Most items of one list."""

MAX_SAFE_INTEGER = 2**53 - 1

_MOST_DIGITS = 100
"""Longest text of a number."""


class CellRefusedError(ValueError):
    """A value does not fit into the cell that it was sent for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRule:
    """What the cells of a column accept.

    Parameters
    ----------
    label : str
        Name of the column, ``"_index"`` for that of the rows.
    name : str
        Its field in the data that travels.
    editor : str or None
        The column type that edits it; None where nothing can be entered.
    kind : str
        Kind of its values, see `kind_of`.
    nullable : bool, default True
        Whether a cell can be emptied.
    required : bool, default False
        Whether an added row needs a value here.
    default : object, optional
        Value of added rows that nobody enters; as it travels.
    options : sequence, optional
        Values to choose from.
    config : mapping
        Settings of the column type.
    bounds : tuple of int, optional
        Smallest and largest int that the column can hold.
    item : str, optional
        Kind of the items of lists.
    zone : str, optional
        Time zone of the column's moments.
    type : pyarrow.DataType, optional
        Type whose bounds values have to keep, beside those of ints.
    """

    label: str
    name: str
    editor: str | None
    kind: str
    nullable: bool = True
    required: bool = False
    default: Any = None
    options: Sequence[Any] | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    bounds: tuple[int, int] | None = None
    item: str | None = None
    zone: str | None = None
    type: Any = None

    def read(self, wire: Any) -> Any:
        """Return the value of a cell that somebody has edited.

        Raises
        ------
        CellRefusedError
            Nothing can be entered here, or not this.
        """
        if self.editor is None:
            _refuse("the column is read-only")
        if wire is None:
            if not self.nullable or self.required:
                _refuse("the cell needs a value")
            return None
        return self._converted(lambda: self._fit(_READERS[self.editor or ""](self, wire)))

    def read_added(self, wire: Any) -> Any:
        """Return the value of a cell of an added row, where a read-only column has its default.

        Raises
        ------
        CellRefusedError
            The value does not fit.
        """
        if self.editor is None and wire is not None and wire == self.default:
            return self._converted(lambda: self._fit(wire))
        return None if wire is None and not self.needed else self.read(wire)

    @property
    def needed(self) -> bool:
        """Whether an added row without a value here is none; labels that are ints go on by themselves."""
        return self.required and not (self.label == INDEX and self.kind == "integer")

    def _fit(self, value: Any) -> Any:
        """Return a value of the kind that the column holds."""
        found = _PARSERS[self.kind](self, value)
        if self.type is not None:
            pa.scalar(found, type=self.type)  # is out of its bounds, or is not
        return found

    def _converted(self, convert: Callable[[], Any]) -> Any:
        try:
            return convert()
        except CellRefusedError:
            raise
        except (ValueError, TypeError, ArithmeticError) as error:
            raise CellRefusedError(str(error)) from error


def _refuse(reason: str) -> NoReturn:
    raise CellRefusedError(reason)


# What the type of a column lets in.


def _read_text(rule: CellRule, wire: Any) -> str:
    if not isinstance(wire, str):
        _refuse("not a text")
    if len(wire) > (rule.config.get("max_chars") or MOST_CHARACTERS):
        _refuse("too long")
    pattern = _pattern(rule.config.get("validate") or "")
    if pattern is not None and not pattern.search(wire):
        _refuse("does not match the pattern of the column")
    return wire


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str] | None:
    """Return a pattern of JavaScript as one of Python; None if it is none here, and the page alone can check it."""
    if not pattern:
        return None
    try:
        return re.compile(pattern.replace("(?<", "(?P<") if re.search(r"\(\?<\w", pattern) else pattern)
    except re.error:
        _log.debug("A pattern of a column is checked in the browser only.")
        return None


def _read_number(rule: CellRule, wire: Any) -> int | float | Decimal:
    if rule.kind == "decimal" and isinstance(wire, str) and len(wire) <= _MOST_DIGITS:
        exact = Decimal(wire)  # has more digits than a number of JavaScript
        if not exact.is_finite():
            _refuse("not a finite number")
        _check_bounds(rule, exact, lambda bound: Decimal(str(bound)))
        return exact
    if isinstance(wire, bool) or not isinstance(wire, (int, float)):
        _refuse("not a number")
    if not math.isfinite(wire) or (isinstance(wire, int) and abs(wire) > MAX_SAFE_INTEGER):
        _refuse("not a number that a browser can hold")
    _check_bounds(rule, wire, lambda bound: bound)
    return wire


def _check_bounds(rule: CellRule, value: Any, read: Callable[[Any], Any]) -> None:
    low, high = rule.config.get("min_value"), rule.config.get("max_value")
    if (low is not None and value < read(low)) or (high is not None and value > read(high)):
        _refuse("out of bounds")


def _read_flag(_rule: CellRule, wire: Any) -> bool:
    if not isinstance(wire, bool):
        _refuse("neither true nor false")
    return wire


def _read_choice(rule: CellRule, wire: Any) -> Any:
    for option in rule.options or ():
        # True is not the option 1.
        if option == wire and isinstance(option, bool) == isinstance(wire, bool):
            return option
    return _refuse("not an option")


def _read_choices(rule: CellRule, wire: Any) -> list[Any]:
    items = _read_items(rule, wire)
    if not rule.config.get("accept_new_options") and rule.options is not None:
        known = {str(option) for option in rule.options}
        if any(str(item) not in known for item in items):
            _refuse("not an option")
    return items


def _read_items(_rule: CellRule, wire: Any) -> list[Any]:
    if not isinstance(wire, list) or len(wire) > MOST_ITEMS:
        _refuse("not a list")
    if any(not isinstance(item, (str, int, float, bool, type(None))) for item in wire):
        _refuse("not a list of texts and numbers")
    return wire


def _read_date(rule: CellRule, wire: Any) -> dt.date:
    day = _moment(rule, wire).date()
    _check_bounds(rule, day, lambda bound: dt.datetime.fromisoformat(bound).date())
    return day


def _read_time(rule: CellRule, wire: Any) -> dt.time | dt.datetime:
    moment: dt.time | dt.datetime = (
        _moment(rule, wire) if rule.kind == "datetime" else dt.time.fromisoformat(_iso(wire))
    )
    clock = moment if isinstance(moment, dt.time) else moment.time()
    _check_bounds(rule, clock, dt.time.fromisoformat)
    return moment


def _read_moment(rule: CellRule, wire: Any) -> dt.datetime:
    moment = _moment(rule, wire)
    _check_bounds(rule, moment, lambda bound: _placed(rule, dt.datetime.fromisoformat(bound)))
    return moment


def _moment(rule: CellRule, wire: Any) -> dt.datetime:
    """Return a moment: with a zone where the column has one, without where it has none."""
    return _placed(rule, dt.datetime.fromisoformat(_iso(wire)))


def _placed(rule: CellRule, moment: dt.datetime) -> dt.datetime:
    if rule.zone is None:
        return moment if moment.tzinfo is None else moment.astimezone(dt.UTC).replace(tzinfo=None)
    return moment.replace(tzinfo=_zone(rule.zone)) if moment.tzinfo is None else moment


@lru_cache(maxsize=64)
def _zone(name: str) -> dt.tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        found = dt.datetime.strptime(name, "%z").tzinfo  # such as +02:00
        return found or dt.UTC


def _iso(wire: Any) -> str:
    if not isinstance(wire, str):
        _refuse("not a text")
    return wire


_READERS: dict[str, Callable[[CellRule, Any], Any]] = {
    "checkbox": _read_flag,
    "date": _read_date,
    "datetime": _read_moment,
    "link": _read_text,
    "list": _read_items,
    "markdown": _read_text,
    "multiselect": _read_choices,
    "number": _read_number,
    "selectbox": _read_choice,
    "text": _read_text,
    "time": _read_time,
}


# What the data of a column holds.


def _to_text(_rule: CellRule, value: Any) -> str:
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return value if isinstance(value, str) else str(value)


def _to_integer(rule: CellRule, value: Any) -> int:
    if isinstance(value, float) and not value.is_integer():
        _refuse("not a whole number")
    number = int(value)
    if rule.bounds is not None and not rule.bounds[0] <= number <= rule.bounds[1]:
        _refuse("more than the column can hold")
    return number


def _to_flag(_rule: CellRule, value: Any) -> bool:
    if not isinstance(value, (bool, int)):
        _refuse("neither true nor false")
    return bool(value)


def _to_date(_rule: CellRule, value: Any) -> dt.date:
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    return value.date() if isinstance(value, dt.datetime) else _checked(value, dt.date)


def _to_time(_rule: CellRule, value: Any) -> dt.time:
    if isinstance(value, str):
        value = dt.time.fromisoformat(value.split("T")[-1])
    return value.time() if isinstance(value, dt.datetime) else _checked(value, dt.time)


def _to_moment(rule: CellRule, value: Any) -> dt.datetime:
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    elif not isinstance(value, dt.datetime):
        value = dt.datetime.combine(_checked(value, dt.date), dt.time())
    return _placed(rule, value)


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        _refuse(f"not a {kind.__name__}")
    return value


def _to_span(_rule: CellRule, value: Any) -> dt.timedelta:
    return dt.timedelta(seconds=value)


def _to_decimal(_rule: CellRule, value: Any) -> Decimal:
    return Decimal(str(value))


def _to_list(rule: CellRule, value: Any) -> list[Any]:
    items = value if isinstance(value, list) else [value]
    convert = _ITEMS.get(rule.item or "", str)
    return [None if item is None else convert(item) for item in items]


def _to_anything(_rule: CellRule, value: Any) -> Any:
    return value


_ITEMS: dict[str, Callable[[Any], Any]] = {"boolean": bool, "empty": str, "float": float, "integer": int}
"""How the items of a list become what the other lists of the column hold."""

_PARSERS: dict[str, Callable[[CellRule, Any], Any]] = {
    "boolean": _to_flag,
    "date": _to_date,
    "datetime": _to_moment,
    "decimal": _to_decimal,
    "empty": _to_anything,
    "float": lambda _rule, value: float(value),
    "integer": _to_integer,
    "list": _to_list,
    "string": _to_text,
    "time": _to_time,
    "timedelta": _to_span,
}
