"""The form that the value of an input has in an address, for ``bind="query-params"``.

It stands between the wire, which knows JSON values, and the query string, which knows texts only. The front end
writes the same texts, so that a change shows in the address at once. Statements 53 to 57 of the state
specification.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from revoila.errors import EventRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall
TIME_DAY = date(2000, 1, 1)
"""The day on which times of day lie on the wire."""

_MILLI = timedelta(milliseconds=1)
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)

NEVER = object()
"""Stands for the empty value of inputs that cannot be empty."""


# As `InputSpec` not frozen: each input makes one in each run.
@dataclass(slots=True, kw_only=True)
class UrlForm:
    """The form that one item of a value has in an address.

    Parameters
    ----------
    name : str
        ``"date"``, ``"time"`` or ``"datetime"`` for wire values in milliseconds; ``"plain"`` for all others.
    read : Callable
        From a text to a wire item; raises ``EventRefusedError`` for what is none.
    write : Callable
        From a wire item to a text.
    several : bool, default False
        Whether the value is a list, each item of which is a parameter of its own. Otherwise the last counts.
    listed : bool, default False
        Whether the wire has a list although there is one item.
    empty : object, optional
        Wire value that an empty parameter stands for; without it such a parameter is not valid.
    repair : Callable, optional
        Makes the best of a wire value that somebody has typed into an address.
    """

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    several: bool = False
    listed: bool = False
    empty: Any = NEVER
    repair: Callable[[Any], Any] | None = None

    def texts(self, wire: Any) -> list[str]:
        """Return the values of the parameter; none when it cannot say the value."""
        items = wire if isinstance(wire, list) else [] if wire is None else [wire]
        if items:
            return [self.write(item) for item in items]
        return [] if self.empty is NEVER else [""]

    def wire(self, texts: list[str]) -> Any:
        """Return the wire value that an address says, before it is repaired.

        Raises
        ------
        EventRefusedError
            It says none.
        """
        if not any(texts):
            if self.empty is NEVER:
                refuse("empty")
            return self.empty
        if self.several:
            return [self.read(text) for text in texts if text]
        item = self.read(texts[-1])
        return [item] if self.listed else item

    def repaired(self, wire: Any) -> Any:
        """Return the wire value with what can be mended."""
        return wire if self.repair is None else self.repair(wire)


def refuse(reason: str) -> NoReturn:
    """Refuse a parameter of an address.

    Raises
    ------
    EventRefusedError
        Always.
    """
    raise EventRefusedError(f"a query parameter is {reason}")


def text_form(
    *, several: bool = False, empty: Any = NEVER, repair: Callable[[Any], Any] | None = None
) -> UrlForm:
    """Return the form of texts and of labels of options."""
    return UrlForm(name="plain", read=str, write=str, several=several, empty=empty, repair=repair)


def flag_form() -> UrlForm:
    """Return the form of a yes or no."""
    return UrlForm(name="plain", read=_read_flag, write=lambda flag: "true" if flag else "false")


def number_form(
    *,
    several: bool = False,
    listed: bool = False,
    empty: Any = NEVER,
    repair: Callable[[Any], Any] | None = None,
) -> UrlForm:
    """Return the form of numbers."""
    return UrlForm(
        name="plain",
        read=_read_number,
        write=_write_number,
        several=several,
        listed=listed,
        empty=empty,
        repair=repair,
    )


def clock_form(
    name: str,
    *,
    several: bool = False,
    listed: bool = False,
    empty: Any = NEVER,
    repair: Callable[[Any], Any] | None = None,
) -> UrlForm:
    """Return the form of what travels as milliseconds: ``"date"``, ``"time"`` or ``"datetime"``."""
    read, write = _CLOCKS[name]
    return UrlForm(
        name=name, read=read, write=write, several=several, listed=listed, empty=empty, repair=repair
    )


def _read_flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        refuse("neither true nor false")
    return text.lower() == "true"


def _read_number(text: str) -> int | float:
    if not _NUMBER.fullmatch(text):
        refuse("not a number")
    # As an int where it is one: large ones are not exact as floats.
    return int(text) if text.lstrip("+-").isdigit() else float(text)


def _write_number(number: float) -> str:
    return format(Decimal(repr(int(number) if float(number).is_integer() else number)), "f")


def _read_date(text: str) -> int | float:
    # A date with a time of day counts with its day alone.
    return _wire_of(datetime.combine(_moment(text).date(), time()))


def _read_time(text: str) -> int | float:
    return _wire_of(datetime.combine(TIME_DAY, _clock(text)))


def _read_datetime(text: str) -> int | float:
    return _wire_of(_moment(text))


def _moment(text: str) -> datetime:
    day, _, clock = text.partition("T")
    if not _DATE.fullmatch(day):
        refuse("not a date")
    try:
        return datetime.combine(date.fromisoformat(day), _clock(clock) if "T" in text else time())
    except ValueError:
        refuse("not a date")


def _clock(text: str) -> time:
    if not _TIME.fullmatch(text):
        refuse("not a time")
    try:
        return time.fromisoformat(text)
    except ValueError:
        refuse("not a time")


def _wire_of(moment: datetime) -> int | float:
    ticks = (moment - _EPOCH) // timedelta(microseconds=1)
    return ticks // 1000 if ticks % 1000 == 0 else ticks / 1000


def _write_clock(wire: float) -> str:
    moment = _EPOCH + wire * _MILLI
    if moment.microsecond:
        return moment.isoformat(timespec="microseconds" if moment.microsecond % 1000 else "milliseconds")
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


_CLOCKS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "date": (_read_date, lambda wire: _write_clock(wire)[:10]),
    "time": (_read_time, lambda wire: _write_clock(wire)[11:]),
    "datetime": (_read_datetime, _write_clock),
}
