"""Dates, times and colours in an app test."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from revoila.elements.inputs._moments import date_wire, read_date, read_wire, whole_minute
from revoila.errors import EventRefusedError
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._widgets import Widget

if TYPE_CHECKING:
    from revoila.elements._element import InputSpec

_NOON = date(2000, 1, 1)


class DateInput(Widget, kinds=("date_input",)):
    """A field for a date, or for a range of dates."""

    format = Prop("format", "")

    @property
    def value(self) -> date | tuple[date, ...] | None:
        """The date, or a tuple of those of a range; None in an empty field."""
        value: date | tuple[date, ...] | None = super().value
        return value

    @property
    def min(self) -> date:
        """The first date that can be picked."""
        return read_wire(self.props["min"], 1).date()

    @property
    def max(self) -> date:
        """The last date that can be picked."""
        return read_wire(self.props["max"], 1).date()

    @property
    def is_range(self) -> bool:
        """Whether two dates are picked."""
        return isinstance(self.props["value"], list)

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the dates as the field has them; the default for some that are out of bounds."""
        given = self.staged
        items = list(given) if isinstance(given, (list, tuple)) else [] if given is None else [given]
        days = [read_date("value", item) for item in items]
        if not self.is_range:
            days = days[:1]
        try:
            for day in days:
                spec.decode([date_wire(day)] if self.is_range else date_wire(day))
        except EventRefusedError:
            return self._default(spec)
        return tuple(days) if self.is_range else days[0] if days else None

    def _fields(self) -> dict[str, Any]:
        bounds = {"min": self.min.isoformat(), "max": self.max.isoformat(), "is_range": self.is_range}
        return {**super()._fields(), **bounds}

    def _raw_default(self, spec: InputSpec[Any]) -> list[str]:
        days = spec.default if isinstance(spec.default, tuple) else [spec.default] if spec.default else []
        return [day.isoformat() for day in days]


class TimeInput(Widget, kinds=("time_input",)):
    """A field for a time of day."""

    format = Prop("format", "")

    @property
    def value(self) -> time | None:
        """The time; None in an empty field."""
        value: time | None = super().value
        return value

    @property
    def step(self) -> int:
        """Distance between the times of the list, in seconds."""
        return int(self.props["step"])

    def increment(self) -> Self:
        """Add a step, over midnight if need be; an empty field stays empty."""
        return self._move(self.step)

    def decrement(self) -> Self:
        """Subtract a step, over midnight if need be; an empty field stays empty."""
        return self._move(-self.step)

    def _move(self, by: int) -> Self:
        clock = self.value
        if clock is None:
            return self
        return self.set_value((datetime.combine(_NOON, clock) + timedelta(seconds=by)).time())

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the time in whole minutes or seconds; the default for None."""
        clock = self.staged
        if clock is None:
            return self._emptied(spec)
        if not isinstance(clock, (time, datetime)):
            raise self._wrong_type(clock)
        return time(clock.hour, clock.minute, clock.second if self.step % 60 else 0)

    def _raw_default(self, spec: InputSpec[Any]) -> str:
        return (
            "" if spec.default is None else str(spec.default.isoformat("auto"))[: 8 if self.step % 60 else 5]
        )


class DateTimeInput(Widget, kinds=("datetime_input",)):
    """A field for a date with a time of day; its bounds are texts in ISO format."""

    format = Prop("format", "")

    @property
    def value(self) -> datetime | None:
        """The moment; None in an empty field."""
        value: datetime | None = super().value
        return value

    @property
    def min(self) -> str:
        """The first moment that can be picked."""
        return read_wire(self.props["min"], 1).isoformat(timespec="minutes")

    @property
    def max(self) -> str:
        """The last moment that can be picked."""
        return read_wire(self.props["max"], 1).isoformat(timespec="minutes")

    @property
    def step(self) -> int:
        """Distance between the times that are offered, in seconds."""
        return int(self.props["step"])

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the moment in whole minutes; the default for None and for one that is out of bounds."""
        moment = self.staged
        if moment is None:
            return self._emptied(spec)
        if not isinstance(moment, datetime):
            raise self._wrong_type(moment)
        moment = whole_minute(moment)
        within = self.min <= moment.isoformat(timespec="minutes") <= self.max
        return moment if within else self._default(spec)

    def _fields(self) -> dict[str, Any]:
        return {**super()._fields(), "min": self.min, "max": self.max}

    def _raw_default(self, spec: InputSpec[Any]) -> list[str]:
        return [] if spec.default is None else [spec.default.isoformat(timespec="minutes")]


class ColorPicker(Widget, kinds=("color_picker",)):
    """A field for a colour."""

    @property
    def value(self) -> str:
        """The colour in hexadecimal digits."""
        value: str = super().value
        return value

    def pick(self, v: str) -> Self:
        """Choose a colour with the next run.

        Parameters
        ----------
        v : str
            Hexadecimal digits, with a ``#`` before them or without.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        return self.set_value(v if v.startswith("#") else f"#{v}")

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the colour; the default for None and for what is none."""
        color = self.staged
        if color is None:
            return self._emptied(spec)
        if not isinstance(color, str):
            raise self._wrong_type(color)
        try:
            return spec.decode(color)
        except EventRefusedError:
            return self._default(spec)
