"""Numbers as the browser writes them with an exponent, a word or a unit: one at a time, to the last digit."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements.data.rows._numerals import CONTEXT, Grouped, number_texts, without_zeros

if TYPE_CHECKING:
    import pyarrow as pa

    from revoila.elements.data._values import Values

FRACTION = 3
"""Digits after the point of a number with an exponent."""

BYTES = ("B", "KB", "MB", "GB", "TB", "PB")
_NEXT_UNIT = 999.95
"""Would round up to 1000, and belongs to the next unit."""

_SPANS = (("d", 86_400), ("h", 3_600), ("m", 60))


class Exponent(NamedTuple):
    """Scientific and engineering notation.

    Parameters
    ----------
    step : int
        What exponents are multiples of.
    point, separator, minus : str
        What stands before the fraction, the exponent, and the digits of one below zero.
    positive, negative : tuple of str
        What stands before and after.
    """

    step: int
    point: str
    separator: str
    minus: str
    positive: tuple[str, str]
    negative: tuple[str, str]

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return number_texts(values, self._text)

    def _text(self, value: Any) -> str:
        before, after = self.negative if math.copysign(1.0, value) < 0 else self.positive
        number = _decimal(value)
        exponent = (number.adjusted() if number else 0) // self.step * self.step
        mantissa = _rounded(number.scaleb(-exponent, CONTEXT), FRACTION)
        if mantissa >= 10**self.step:
            exponent += self.step
            mantissa = _rounded(mantissa.scaleb(-self.step, CONTEXT), FRACTION)
        whole, _, fraction = without_zeros(f"{mantissa:f}").partition(".")
        digits = f"{whole}{self.point}{fraction}" if fraction else whole
        minus = self.minus if exponent < 0 else ""
        return f"{before}{digits}{self.separator}{minus}{abs(exponent)}{after}"


class Unit(NamedTuple):
    """What numbers are counted in that begin with a power of ten.

    Parameters
    ----------
    shift : int
        The power of ten that one of it is.
    positive, negative : tuple of str
        What stands before and after.
    """

    shift: int
    positive: tuple[str, str]
    negative: tuple[str, str]


class Compact(NamedTuple):
    """Two or three digits and a word, such as thousands.

    Parameters
    ----------
    units : tuple of Unit
        By the power of ten; the last one is that of all larger ones.
    digits : Grouped
        How digits are grouped, and what stands before the fraction.
    """

    units: tuple[Unit, ...]
    digits: Grouped

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return number_texts(values, self._text)

    def _text(self, value: Any) -> str:
        number = _decimal(value)
        unit, mantissa = self._counted(number, max(number.adjusted(), 0) if number else 0)
        before, after = unit.negative if math.copysign(1.0, value) < 0 else unit.positive
        whole, _, fraction = without_zeros(f"{mantissa:f}").partition(".")
        point = self.digits.point if fraction else ""
        return f"{before}{self.digits.grouped(whole)}{point}{fraction}{after}"

    def _counted(self, number: Decimal, power: int) -> tuple[Unit, Decimal]:
        """Return a number in its unit: whole, unless that leaves fewer than two digits."""
        unit = self.units[min(power, len(self.units) - 1)]
        exact = number.scaleb(-unit.shift, CONTEXT)
        mantissa = _rounded(exact, max(0, 1 - exact.adjusted()) if exact else 0)
        if mantissa and mantissa.adjusted() + unit.shift > power:
            return self._counted(number, power + 1)
        return unit, mantissa


class Bytes(NamedTuple):
    """Amounts of data.

    Parameters
    ----------
    whole, fraction : Grouped
        Numbers without and with a fraction.
    """

    whole: Grouped
    fraction: Grouped

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return number_texts(values, self._text)

    def _text(self, value: Any) -> str:
        size, unit = float(value), 0
        while abs(size) >= _NEXT_UNIT and unit < len(BYTES) - 1:
            size /= 1000
            unit += 1
        return (self.fraction if unit else self.whole).text(size) + BYTES[unit]


class Duration(NamedTuple):
    """Seconds as days, hours, minutes and seconds.

    Parameters
    ----------
    whole, fraction : Grouped
        Numbers without and with a fraction.
    """

    whole: Grouped
    fraction: Grouped

    def texts(self, values: Values) -> pa.Array:
        """Return what shows, see `Show`."""
        return number_texts(values, self._text)

    def _text(self, value: Any) -> str:
        scaled = abs(float(value)) * 1000
        if math.isinf(scaled):
            return "-∞d NaNs" if value < 0 else "∞d NaNs"  # as the browser does
        rest = math.floor(scaled + 0.5) / 1000
        parts: list[str] = []
        for sign, seconds in _SPANS:
            count = float(math.floor(rest / seconds))
            rest -= count * seconds
            if count > 0:
                parts.append(f"{self.whole.text(count)}{sign}")
        tail = (self.whole if parts else self.fraction).text(rest)
        if not parts or tail != self.whole.text(0):
            parts.append(f"{tail}s")
        return ("-" if value < 0 else "") + " ".join(parts)


def _decimal(value: Any) -> Decimal:
    """Return a number without its sign: as its shortest text, which is what `Intl` rounds."""
    return (Decimal(repr(value)) if isinstance(value, float) else Decimal(value)).copy_abs()


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), context=CONTEXT)
