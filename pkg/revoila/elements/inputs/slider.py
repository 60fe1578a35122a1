"""A slider over numbers, dates or times, with one handle or two."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements._url import clock_form, number_form
from revoila.elements.inputs._declaration import declare, face, refuse
from revoila.elements.inputs._numbers import check_js_number
from revoila.elements.inputs._pauses import check_debounce
from revoila.elements.inputs._scale import (
    SCALES,
    Point,
    Scale,
    Ticks,
    plain,
    scale_of,
    step_ticks,
    usual_bounds,
    usual_step,
    wire_ticks,
    zone_of,
)
from revoila.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._url import UrlForm

_HANDLES = 2
"""Most handles that a slider has."""

_TYPES = ("int", "float", "date", "time", "datetime", "a list or tuple of up to two of these")
_DAY_TICKS = 86_400_000_000


def slider(
    label: str,
    min_value: Any = None,
    max_value: Any = None,
    value: Any = None,
    step: Any = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> Any:
    """Show a slider and return where its handle, or its two handles, are.

    As ``st.slider`` of Streamlit 1.67. Bounds, value and step have one type.

    Parameters
    ----------
    label : str
        Text above the slider, as Markdown.
    min_value, max_value : int, float, date, time or datetime, optional
        Bounds, inclusive. By default 0 to 100, 0.0 to 1.0, two weeks before
        and after the value, or the whole day. A value outside widens them.
    value : int, float, date, time, datetime, or sequence of up to two, optional
        Place on the first run, by default `min_value`; two for a range, none
        of them for the range of all.
    step : int, float or timedelta, optional
        Distance between places: 1, 0.01, a day, or 15 minutes for times and
        for ranges within a day.
    format : str, optional
        How places are shown: a printf field, a named format, or a pattern of dates.
    key : str or int, optional
        Identity across runs and the name in session state; bounds and step count too.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as the query parameter of the name `key`: a link to the page
        then brings the value along. It is there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.
    debounce : float, timedelta or str, optional
        How long a handle that moves has to rest before its value is sent, at most a minute: seconds, or a text
        such as ``"300ms"``. By default the values under way are sent, too. A handle that is let go of, or a click
        elsewhere, does not wait. Not in Streamlit.

    Returns
    -------
    int, float, date, time, datetime, or tuple of them
        The place, or the places in order.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        The types differ, or none of them fits a slider.
    StreamlitInvalidMinMaxError
        The bounds are equal.
    StreamlitJSNumberBoundsError
        A bound that a browser cannot hold.
    StreamlitValueBelowMinError
        Session state holds a value below the bounds.
    StreamlitValueAboveMaxError
        Session state holds a value above the bounds.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds a value of another type.

    See Also
    --------
    number_input : A number to be typed.

    Examples
    --------
    >>> low, high = slider("Price", 0, 1000, (100, 500), step=50)  # doctest: +SKIP
    """
    base = declare(
        "slider",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    track = _resolve(min_value, max_value, value, step)
    if format is not None and not isinstance(format, str):
        raise StreamlitInvalidParameterTypeError("format", type(format), ["str", "None"])
    scale = track.scale
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        data_type=scale.name,
        min=scale.to_wire(track.low),
        max=scale.to_wire(track.high),
        step=wire_ticks(track.step) if scale.is_dated else track.step,
        format=scale.format if format is None else format,
        debounce=check_debounce(debounce),
    )
    return base.draw(
        props,
        default=track.default,
        decode=track.decode,
        encode=track.encode,
        accept=track.accept,
        # With a key it is what the author gives that counts: usual bounds follow the value.
        identity={"value": repr(track.default), "given": repr((min_value, max_value, step))},
        keyed=("given",),
        url=track.url,
        settle=track.settle,
    )


class Track:
    """A slider's bounds, and the values between them.

    Parameters
    ----------
    scale : Scale
        Type of the values.
    low, high : Point
        Bounds.
    step : int or float
        Distance between places, in ticks.
    default : Point or tuple of Point
        Value on the first run.
    """

    __slots__ = ("default", "handles", "high", "low", "scale", "several", "step")

    def __init__(self, scale: Scale, low: Point, high: Point, step: Ticks, default: Any) -> None:
        self.scale = scale
        self.low = low
        self.high = high
        self.step = step
        self.default = default
        # Session state may turn a slider into a range; what was drawn last says what can come back.
        self.several = isinstance(default, tuple)
        self.handles = len(default) if self.several else 1

    @property
    def url(self) -> UrlForm:
        """How places are written in an address."""
        form = partial(clock_form, self.scale.name) if self.scale.is_dated else number_form
        # Somebody who types an address need not mind the order.
        return form(several=self.several, listed=True, repair=sorted)

    def encode(self, value: Any) -> list[Ticks]:
        """Return the places as they travel, in order."""
        self.several = isinstance(value, list | tuple) or isinstance(self.default, tuple)
        points = _listed(value)
        self.handles = len(points)
        return sorted(self.scale.to_wire(point) for point in points)

    def decode(self, wire: Any) -> Any:
        """Return where a visitor moved the handles."""
        if not isinstance(wire, list) or len(wire) != self.handles:
            refuse(wire, f"not a list of {self.handles}")
        places = [self.scale.read(number) for number in wire]
        if places != sorted(places):
            refuse(wire, "not in order")
        low, high = self.scale.ticks(self.low), self.scale.ticks(self.high)
        if places[0] < low or places[-1] > high:
            refuse(wire, "out of bounds")
        if self.scale.name == "date" and self.step % _DAY_TICKS == 0 and any(p % _DAY_TICKS for p in places):
            refuse(wire, "not the start of a day")
        zone = zone_of(_listed(self.default)[0])
        values = tuple(self.scale.value(place, zone) for place in places)
        return values if self.several else values[0]

    def accept(self, value: Any) -> Any:
        """Check a value from session state, which comes back as it is.

        Raises
        ------
        ValueError
            A text for a number.
        TypeError
            Another type than the slider's.
        StreamlitValueError
            Not one value and not two.
        StreamlitValueBelowMinError
            Below the bounds.
        StreamlitValueAboveMaxError
            Above the bounds.
        StreamlitJSNumberBoundsError
            Not a finite number.
        """
        points = _listed(value)
        if not 1 <= len(points) <= _HANDLES:
            raise StreamlitValueError("value", _TYPES)
        for point in points:
            if isinstance(point, str) and not self.scale.is_dated:
                raise ValueError(
                    f"A slider over {self.scale.name} values cannot hold a text: assign a number."
                )
            if not isinstance(point, self.scale.accepts):
                raise TypeError(
                    f"A slider over {self.scale.name} values cannot hold a value of type {type(point).__name__}."
                )
            self.scale.check("value", point)
        for point in points:
            if self.scale.ticks(point) < self.scale.ticks(self.low):
                raise StreamlitValueBelowMinError(point, self.low)
            if self.scale.ticks(point) > self.scale.ticks(self.high):
                raise StreamlitValueAboveMaxError(point, self.high)
        return value

    def settle(self, value: Any) -> Any:
        """Return the default for one place where the author asks for two, or the other way."""
        points = _listed(value)
        is_range = isinstance(self.default, tuple)
        if len(points) != (_HANDLES if is_range else 1):
            return self.default
        if is_range:
            return value if isinstance(value, tuple) else tuple(points)
        return points[0]


def _listed(value: Any) -> list[Point]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _resolve(min_value: Any, max_value: Any, value: Any, step: Any) -> Track:
    if value is None:
        value = 0 if min_value is None else min_value
    points = [plain(point) for point in _listed(value)]
    if len(points) > _HANDLES:
        raise StreamlitValueError("value", _TYPES)
    scale = _common_scale(value, points)
    usual_low, usual_high = usual_bounds(scale, points)
    low = usual_low if min_value is None else plain(min_value)
    high = usual_high if max_value is None else plain(max_value)
    _check_types(scale, points, low, high, step)
    if step is None:
        step = usual_step(scale, low, high)
    if not step:
        raise StreamlitValueError("step", ["a number or timedelta other than zero"])
    if scale.name == "float":
        check_js_number("step", float(step))
    # A value out of bounds widens them, and bounds in the wrong order change places.
    low, *_, high = sorted([low, high, *points], key=scale.ticks)
    scale.check("min_value", low)
    scale.check("max_value", high)
    if scale.ticks(low) == scale.ticks(high):
        raise StreamlitInvalidMinMaxError(low, high)
    default: Any = tuple(sorted(points, key=scale.ticks)) or (low, high)
    if not isinstance(value, list | tuple):
        default = points[0]
    return Track(scale, low, high, step_ticks(plain(step)), default)


def _common_scale(value: Any, points: list[Point]) -> Scale:
    scales = [scale_of(point) for point in points]
    if not scales:
        return SCALES["int"]
    scale = scales[0]
    if scale is None or any(other is not scale for other in scales):
        given = type(value).__name__ if len(points) == 1 else ", ".join(type(p).__name__ for p in points)
        raise StreamlitInvalidParameterTypeError("value", given, _TYPES)
    return scale


def _check_types(scale: Scale, points: list[Point], low: Point, high: Point, step: Any) -> None:
    fits = scale_of(low) is scale and scale_of(high) is scale
    fits &= step is None or (isinstance(step, timedelta) if scale.is_dated else scale_of(step) is scale)
    # Clocks with and without a time zone cannot be compared.
    fits &= len({zone_of(point) is None for point in (low, high, *points)}) == 1
    if not fits:
        named = {"min_value": low, "max_value": high, "step": step}
        given = ", ".join(f"{name}={type(part).__name__}" for name, part in named.items() if part is not None)
        alike = scale_of(low) is scale_of(high) or (step is None and scale.name != "time")
        if scale.is_dated and alike and not isinstance(step, int | float):
            # The kind of error is that of Streamlit, which compares them.
            raise TypeError(f"Bounds, value and step of a slider are of one type, not {given}.")
        raise StreamlitInvalidParameterTypeError("value", given, ["bounds, value and step of one type"])
