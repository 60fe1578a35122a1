"""Numbers as the browser writes them under a format (`format/number.ts`), one at a time."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from revoila.elements.data._values import Values

WIDEST = 100
"""Most characters or digits that a pattern may ask for."""

_FIELD = re.compile(
    r"%(?:(?P<escape>%)|(?:\d+\$)?(?P<flags>[-+ 0#,_']*)(?P<width>\d*)(?P<grouping>[,_]?)"
    r"(?:\.(?P<precision>\d*))?(?P<conversion>[diufFeEgGxXobcs]))"
)

CONTEXT = Context(prec=1_100, rounding=ROUND_HALF_UP)
"""Holds all digits of any double."""

_CERTAIN_BELOW = 1e9
_NEAR = 1e-6
"""From a tie on, Python and JavaScript round differently: these numbers are looked at digit by digit."""


class Grouped(NamedTuple):
    """A format of a language, such as that of a currency.

    Parameters
    ----------
    fewest, most : int
        Digits after the point.
    power : int
        Of ten, by which numbers are multiplied first.
    grouped_from : int
        Digits before the point from which on these are grouped; 0 for never.
    group, point : str
        What stands between groups, and before the fraction.
    sizes : tuple of int
        Digits of the last group, and of the others.
    positive, negative : tuple of str
        What stands before and after.
    exact : bool
        Whether a number is rounded as it is stored, rather than as its shortest text.
    """

    fewest: int
    most: int
    power: int
    grouped_from: int
    group: str
    point: str
    sizes: tuple[int, int]
    positive: tuple[str, str]
    negative: tuple[str, str]
    exact: bool

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return number_texts(values, self.text)

    def text(self, value: Any) -> str:
        """Return what one finite number shows."""
        before, after = self.negative if math.copysign(1.0, value) < 0 else self.positive
        whole, _, fraction = fixed(abs(value), self.most, self.power, exact=self.exact).partition(".")
        while len(fraction) > self.fewest and fraction.endswith("0"):
            fraction = fraction[:-1]
        return f"{before}{self.grouped(whole)}{self.point if fraction else ''}{fraction}{after}"

    def grouped(self, whole: str) -> str:
        """Return digits in groups."""
        if not self.grouped_from or len(whole) < self.grouped_from:
            return whole
        last, others = self.sizes
        head, groups = whole[:-last], [whole[-last:]]
        while head:
            head, part = head[:-others], head[-others:]
            groups.insert(0, part)
        return self.group.join(groups)


class Printf(NamedTuple):
    """A pattern with fields as those of printf.

    Parameters
    ----------
    parts : tuple
        Texts, and functions that write a number.
    """

    parts: tuple[str | Callable[[Any], str], ...]

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return number_texts(values, self._text)

    def _text(self, value: Any) -> str:
        return "".join(part if isinstance(part, str) else part(value) for part in self.parts)


def read_printf(pattern: str) -> Printf:
    """Return a pattern; one that is none, or asks for more than a cell shows, writes plain numbers."""
    if "%" in _FIELD.sub("", pattern):
        return Printf((plain,))
    parts: list[str | Callable[[Any], str]] = []
    end = 0
    for match in _FIELD.finditer(pattern):
        parts.append(pattern[end : match.start()])
        end = match.end()
        if match["escape"]:
            parts.append("%")
            continue
        if not all(map(_is_narrow, (match["width"], match["precision"]))):
            return Printf((plain,))
        parts.append(_field(match))
    parts.append(pattern[end:])
    return Printf(tuple(parts) if any(callable(part) for part in parts) else (plain,))


def _is_narrow(digits: str | None) -> bool:
    return not digits or (len(digits) <= len(str(WIDEST)) and int(digits) <= WIDEST)


def fixed(value: Any, digits: int, power: int = 0, *, exact: bool = True) -> str:
    """Return a number that is not negative with so many digits after the point; halves are rounded up.

    Parameters
    ----------
    value : int or float
        The number.
    digits : int
        How many.
    power : int, default 0
        Of ten, by which it is multiplied first.
    exact : bool, default True
        Whether it counts as it is stored, as in JavaScript's `toFixed`, or as its shortest text, as in `Intl`.
    """
    if isinstance(value, int):
        whole = str(value * 10**power)
        return f"{whole}.{'0' * digits}" if digits else whole
    scaled = value * 10.0 ** (digits + power)
    if scaled < _CERTAIN_BELOW and abs(scaled % 1 - 0.5) > _NEAR:
        return f"{value * 10**power if power else value:.{digits}f}"
    number = (Decimal(value) if exact else Decimal(repr(value))).scaleb(power, CONTEXT)
    return f"{number.quantize(Decimal(1).scaleb(-digits), context=CONTEXT):f}"


def without_zeros(digits: str) -> str:
    """Return a number without zeros at the end of its fraction."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def number_texts(values: Values, write: Callable[[Any], str]) -> pa.Array:
    """Return the texts of numbers; missing ones are missing, and what is none stays the text that it is.

    Parameters
    ----------
    values : Values
        The numbers.
    write : Callable
        Returns the text of a finite one.
    """
    import pyarrow as pa

    from revoila.elements.data._values import as_text  # imports pyarrow
    from revoila.elements.data._wire import to_wire  # as above
    from revoila.elements.data.rows._texts import without_nan  # as above

    array = to_wire(values).array
    if pa.types.is_floating(array.type):
        array = without_nan(array.cast(pa.float64()))
    elif not pa.types.is_integer(array.type):
        return array.cast(pa.utf8())
    return as_text(array.to_pylist(), lambda value: _infinite(value) or write(value))


def _infinite(value: Any) -> str | None:
    """Return the text of an infinite number; None for any other."""
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return None


def _field(match: re.Match[str]) -> Callable[[Any], str]:
    flags, conversion = match["flags"], match["conversion"]
    width = int(match["width"] or 0)
    found = match["grouping"] or next((sign for sign in flags if sign in ",_"), "")
    precision = None if match["precision"] is None else int(match["precision"] or 0)
    alternate = "#" if "#" in flags else ""

    def write(value: Any) -> str:
        if conversion in "sc":
            text = plain(value)[:precision]
            return text.ljust(width) if "-" in flags else text.rjust(width)
        negative = (int(value) if conversion not in "fFeEgG" else value) < 0
        digits = _magnitude(abs(value), conversion, precision, alternate)
        if found:
            head = re.match(r"\d*", digits)
            whole = head[0] if head else ""
            digits = re.sub(r"\B(?=(?:\d{3})+$)", found, whole) + digits[len(whole) :]
        sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
        if "-" in flags:
            return (sign + digits).ljust(width)
        if "0" in flags:
            return sign + digits.rjust(width - len(sign), "0")
        return (sign + digits).rjust(width)

    return write


def _magnitude(value: Any, conversion: str, precision: int | None, alternate: str) -> str:
    if conversion in "fF":
        return fixed(value, 6 if precision is None else precision)
    if conversion in "eEgG":
        return format(float(value), f"{alternate}.{6 if precision is None else precision}{conversion}")
    if conversion in "xXob":
        prefix = {"x": "0x", "X": "0X", "o": "0o", "b": "0b"}[conversion] if alternate else ""
        return prefix + format(int(value), conversion)
    return str(int(value)).rjust(precision or 0, "0")


def plain(value: Any) -> str:
    """Return a number without grouping, as JavaScript writes it with up to 15 digits."""
    if isinstance(value, int):
        return str(value)
    from revoila.elements.data.rows._texts import written  # imports pyarrow

    return written(float(f"{value:.15g}"))
