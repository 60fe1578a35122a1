"""Values that can be written down: to JSON with binary buffers, and back.

What comes back is equal to what went in and of the same type. Types are taken
exactly, because what a subclass adds would be lost. Never pickle: reading must
not be able to run code. Two names of one list become two lists.
"""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from revoila.config.redaction import redact
from revoila.elements._state_dict import StateDict
from revoila.state._plain_data import data_of, read_data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEPTH = 64
"""How deep values may be nested; what contains itself has no end."""

SMALL = 2**53
"""Integers below it are numbers in any JSON reader; Python itself refuses to print very long ones."""

LONGEST_SECRET = 2**1024
"""Integers above it cannot be secrets."""

TAG = "$"
MICROSECOND = timedelta(microseconds=1)


class NotPlainError(Exception):
    """A value cannot be written down, or must not: it holds a secret."""


class TooLargeError(NotPlainError):
    """A value takes more bytes than it may."""


class Writer:
    """Writes values down, one after the other.

    Parameters
    ----------
    largest : int
        How many bytes a value may take, roughly.

    Attributes
    ----------
    buffers : list of bytes
        What the JSON values refer to by position.
    """

    def __init__(self, largest: int) -> None:
        self.buffers: list[bytes] = []
        self._largest = largest
        self._left = largest

    def write(self, value: Any) -> Any:
        """Return a value as JSON; nothing is left in `buffers` when that fails.

        Raises
        ------
        NotPlainError
            It is of a type that cannot be written down, or holds a secret.
        TooLargeError
            It is too large.
        """
        self._left = self._largest
        start = len(self.buffers)
        try:
            return self._value(value, 0)
        except NotPlainError:
            del self.buffers[start:]
            raise
        except RuntimeError as error:
            # The script goes on and changes a dictionary or a set meanwhile.
            del self.buffers[start:]
            raise NotPlainError from error

    def _value(self, value: Any, depth: int) -> Any:
        # A state is read again as a plain dict, from which its element makes one of its own.
        kind = dict if isinstance(value, StateDict) else type(value)
        tag, write = self._writers.get(kind, ("", Writer._data))
        if depth > DEPTH:
            raise NotPlainError
        written = write(self, value, depth)
        return {TAG: tag, "v": written} if tag else written

    def _none(self, value: Any, _depth: int) -> Any:
        self._take(4)
        return value

    def _text(self, text: str, _depth: int = 0) -> str:
        self._take(len(text))
        if redact(text) != text:
            raise NotPlainError
        return text

    def _int(self, number: int, _depth: int = 0) -> Any:
        self._take(number.bit_length() // 8 + 8)
        if abs(number) < LONGEST_SECRET:
            self._text(str(number))
        return number if abs(number) < SMALL else {TAG: "int", "v": hex(number)}

    def _float(self, number: float, _depth: int) -> Any:
        text = self._text(repr(number))
        return number if math.isfinite(number) else {TAG: "float", "v": text}

    def _items(self, values: Any, depth: int) -> list[Any]:
        return [self._value(item, depth + 1) for item in values]

    def _set(self, values: set[Any], depth: int) -> list[Any]:
        # Sorted, so that the same state is always the same text.
        return sorted(self._items(values, depth), key=json.dumps)

    def _mapping(self, value: dict[Any, Any], depth: int) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for name, item in value.items():
            if type(name) is not str:
                raise NotPlainError
            items[self._text(name)] = self._value(item, depth + 1)
        return {TAG: "dict", "v": items} if TAG in items else items

    def _bytes(self, binary: bytes, _depth: int = 0) -> int:
        self._take(len(binary))
        text = binary.decode(errors="replace")
        if redact(text) != text:
            raise NotPlainError
        self.buffers.append(binary)
        return len(self.buffers) - 1

    def _date(self, day: date, _depth: int) -> str:
        return self._text(day.isoformat())

    def _datetime(self, moment: datetime, depth: int) -> list[Any]:
        return [moment.year, moment.month, moment.day, *self._time(moment, depth)]

    def _time(self, moment: time | datetime, _depth: int) -> list[Any]:
        self._take(32)
        clock = [moment.hour, moment.minute, moment.second, moment.microsecond]
        return [*clock, moment.fold, _zone(moment.tzinfo)]

    def _timedelta(self, span: timedelta, _depth: int) -> Any:
        return self._int(span // MICROSECOND)

    def _decimal(self, number: Decimal, _depth: int) -> str:
        return self._text(str(number))

    def _data(self, value: Any, _depth: int) -> dict[str, Any]:
        data = data_of(value, self._left)
        if data is None:
            raise NotPlainError
        if data.binary is None:
            raise TooLargeError
        for text in data.texts:
            self._text(text)
        return {TAG: data.kind, "v": [self._bytes(data.binary), data.about]}

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise TooLargeError

    _writers: ClassVar[dict[type, tuple[str, Callable[[Writer, Any, int], Any]]]] = {
        type(None): ("", _none),
        bool: ("", _none),
        str: ("", _text),
        int: ("", _int),
        float: ("", _float),
        list: ("", _items),
        dict: ("", _mapping),
        tuple: ("tuple", _items),
        set: ("set", _set),
        bytes: ("bytes", _bytes),
        date: ("date", _date),
        datetime: ("datetime", _datetime),
        time: ("time", _time),
        timedelta: ("timedelta", _timedelta),
        Decimal: ("decimal", _decimal),
    }


def read(wire: Any, buffers: Sequence[bytes]) -> Any:
    """Return the value that a `Writer` has written.

    Parameters
    ----------
    wire : object
        JSON.
    buffers : sequence of bytes
        What it refers to.

    Raises
    ------
    ValueError
        It is nothing that was written, or a library that it needs is not installed.
    """
    if isinstance(wire, list):
        return [read(item, buffers) for item in wire]
    if not isinstance(wire, dict):
        return wire
    if TAG not in wire:
        return {name: read(item, buffers) for name, item in wire.items()}
    content = wire["v"]
    if wire[TAG] in _READERS:
        return _READERS[wire[TAG]](content, buffers)
    position, about = content
    return read_data(wire[TAG], buffers[position], about)


def _zone(zone: tzinfo | None) -> str | int | None:
    # What it is found by again: its name, or its distance in microseconds.
    if zone is None:
        return None
    if type(zone) is timezone:
        return zone.utcoffset(None) // MICROSECOND
    if type(zone) is ZoneInfo and zone.key is not None:
        return zone.key
    raise NotPlainError


def _read_zone(zone: str | int | None) -> tzinfo | None:
    if zone is None:
        return None
    return ZoneInfo(zone) if isinstance(zone, str) else timezone(zone * MICROSECOND)


def _read_moment(wire: Any, _buffers: Sequence[bytes]) -> datetime:
    *numbers, fold, zone = wire
    return datetime(*numbers).replace(tzinfo=_read_zone(zone), fold=fold)  # noqa: DTZ001  # it has none or its own


def _read_time(wire: Any, _buffers: Sequence[bytes]) -> time:
    *numbers, fold, zone = wire
    return time(*numbers).replace(tzinfo=_read_zone(zone), fold=fold)


_READERS: dict[str, Callable[[Any, Sequence[bytes]], Any]] = {
    "int": lambda wire, _buffers: int(wire, 16),
    "float": lambda wire, _buffers: float(wire),
    "dict": lambda wire, buffers: {name: read(item, buffers) for name, item in wire.items()},
    "bytes": lambda wire, buffers: buffers[wire],
    "tuple": lambda wire, buffers: tuple(read(wire, buffers)),
    "set": lambda wire, buffers: set(read(wire, buffers)),
    "date": lambda wire, _buffers: date.fromisoformat(wire),
    "datetime": _read_moment,
    "time": _read_time,
    "timedelta": lambda wire, buffers: read(wire, buffers) * MICROSECOND,
    "decimal": lambda wire, _buffers: Decimal(wire),
}
