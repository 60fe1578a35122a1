"""Number fields and sliders in an app test."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Self

from revoila.elements.inputs._scale import SCALES, plain, zone_of
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._widgets import Widget

if TYPE_CHECKING:
    from revoila.elements._element import InputSpec

_DATA_TYPES = ("int", "float", "datetime", "date", "time")
"""Types of sliders, by the numbers that Streamlit has for them."""

_MILLI = 1000


class NumberInput(Widget, kinds=("number_input",)):
    """A field for a number."""

    placeholder = Prop("placeholder", "")

    @property
    def value(self) -> float | None:
        """The number; None in an empty field whose default is None."""
        value: float | None = super().value
        return value

    @property
    def min(self) -> float | None:
        """The smallest number, None without a limit."""
        return _as_float(self.props.get("min"))

    @property
    def max(self) -> float | None:
        """The largest number, None without a limit."""
        return _as_float(self.props.get("max"))

    @property
    def step(self) -> float:
        """What the buttons of the field add."""
        return float(self.props["step"])

    def increment(self) -> Self:
        """Add a step within the bounds; an empty field stays empty."""
        return self._move(self.step)

    def decrement(self) -> Self:
        """Subtract a step within the bounds; an empty field stays empty."""
        return self._move(-self.step)

    def _move(self, by: float) -> Self:
        number = self.value
        if number is not None:
            number = max(number + by, -math.inf if self.min is None else self.min)
            number = min(number, math.inf if self.max is None else self.max)
        return self.set_value(number)

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the number in the type of the field; the default for None and for one out of bounds."""
        number = self.staged
        if number is None:
            return self._emptied(spec)
        if not isinstance(number, (int, float)):
            raise self._wrong_type(number)
        if not math.isfinite(number):
            return self._default(spec)
        number = int(number) if self.props["integer"] else float(number)
        return number if spec.accept is None else spec.accept(number)

    @property
    def _can_be_emptied(self) -> bool:
        return not self.props.get("required")


class Slider(Widget, kinds=("slider",)):
    """A slider; bounds and step of dates and times are numbers of microseconds."""

    none_is_a_value = False

    @property
    def data_type(self) -> int:
        """Type of the values, as the number that it has in Streamlit."""
        return _DATA_TYPES.index(str(self.props["data_type"]))

    @property
    def min(self) -> float:
        """The left end."""
        return self._number("min")

    @property
    def max(self) -> float:
        """The right end."""
        return self._number("max")

    @property
    def step(self) -> float:
        """Distance between two places."""
        return self._number("step")

    def set_range(self, lower: Any, upper: Any) -> Self:
        """Move both handles with the next run.

        Parameters
        ----------
        lower, upper : int, float, date, time or datetime
            The places.

        Returns
        -------
        Self
            The slider, so that ``run()`` can follow.
        """
        return self.set_value([lower, upper])

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the places in the type of the slider; the default for other handles and for out of bounds."""
        scale = SCALES[str(self.props["data_type"])]
        points = list(self.staged) if isinstance(self.staged, (list, tuple)) else [self.staged]
        for point in points:
            if not isinstance(point, scale.accepts):
                raise self._wrong_type(self.staged)
        places = [scale.ticks(plain(point)) for point in points]
        handles = len(self.props["value"])
        if len(places) != handles or not all(self.min <= place <= self.max for place in places):
            return self._default(spec)
        several = isinstance(spec.default, tuple) or handles > 1
        zone = zone_of(spec.default[0] if isinstance(spec.default, tuple) else spec.default)
        values = tuple(scale.value(place, zone) for place in places)
        return values if several else values[0]

    def _number(self, name: str) -> float:
        number = float(self.props[name])
        return number * _MILLI if SCALES[str(self.props["data_type"])].is_dated else number

    def _fields(self) -> dict[str, Any]:
        numbers = {"data_type": self.data_type, "min": self.min, "max": self.max, "step": self.step}
        return {**super()._fields(), **numbers}

    def _raw_default(self, spec: InputSpec[Any]) -> list[float]:
        ticks = SCALES[str(self.props["data_type"])].ticks
        points = spec.default if isinstance(spec.default, tuple) else [spec.default]
        return [float(ticks(point)) for point in points]


def _as_float(number: float | None) -> float | None:
    return None if number is None else float(number)
