"""A field for a date with a time of day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements._url import NEVER, clock_form
from revoila.elements.inputs._declaration import declare, face, only_true, refuse
from revoila.elements.inputs._moments import (
    LAST_MINUTE,
    MINUTE,
    check_bounds,
    check_date_format,
    check_step,
    follows_clock,
    moment_wire,
    read_moment,
    read_wire,
    whole_minute,
    years_after,
    years_before,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props
    from revoila.elements._url import UrlForm

_SHORTEST_STEP = 60


def datetime_input(
    label: str,
    value: datetime | date | time | str | None = "now",
    min_value: datetime | date | time | str | None = None,
    max_value: datetime | date | time | str | None = None,
    *,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    format: str = "YYYY/MM/DD",
    step: int | timedelta = timedelta(minutes=15),
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show a field with a calendar and a list of times, and return the moment picked or typed in it.

    Behaviour of Streamlit 1.67 ``st.datetime_input``. Moments are those of the clock on the wall, without a time
    zone: one that is given is left out.

    Parameters
    ----------
    label : str
        Text above the field, as Markdown.
    value : datetime, date, time or str, default "now"
        Moment on the first run, in whole minutes: a date is its midnight, a time is that of the present day. A text
        is in ISO format or ``"now"``, which is the minute in which the field is drawn first. None for an empty field.
    min_value, max_value : datetime, date, time or str, optional
        Bounds, inclusive, in the same forms; a time is on the day of the value, and a date includes all of its
        day. By default ten years before and after the value, or before and after the present day in an empty field.
    key : str or int, optional
        Identity across runs and the name in session state; format and step count, too.
    format : str, default "YYYY/MM/DD"
        How the date is shown and typed, as in `date_input`.
    step : int or timedelta, default 15 minutes
        Distance between the times that are offered, from a minute to 23 hours; an int is in seconds.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    required : bool, default False
        Whether the browser refuses to send an empty field.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as the query parameter of the name `key`: a link to the page
        then brings the value along. It is there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    datetime or None
        The moment; None in an empty field.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        A value or a bound is no moment, or `step` no duration.
    StreamlitValueOutOfRangeError
        `step` is shorter than a minute or longer than 23 hours.
    StreamlitInvalidMinMaxError
        `min_value` is above `max_value`.
    StreamlitValueBelowMinError
        `value` is below `min_value`.
    StreamlitValueAboveMaxError
        `value` is above `max_value`.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds no datetime.

    See Also
    --------
    date_input : A date, or a range of dates.
    time_input : A time of day.

    Examples
    --------
    >>> start = datetime_input("Start", "2027-03-01T09:00", step=1800)  # doctest: +SKIP
    """
    base = declare(
        "datetime_input",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        format=check_date_format(format),
        step=check_step(step, _SHORTEST_STEP),
        required=only_true("required", required),
    )
    default = None if value is None else read_moment("value", value)
    day = None if default is None else default.date()
    low = None if min_value is None else read_moment("min_value", min_value, on=day)
    high = None if max_value is None else read_moment("max_value", max_value, on=day, ends=True)
    # What follows the clock is one value, whichever minute it is.
    given = {"value": (value, default), "min": (min_value, low), "max": (max_value, high)}
    identity = {name: _named(*moment) for name, moment in given.items()}
    entry = _Entry(default, low, high, props, follows=base.key is not None and follows_clock(value))
    if follows_clock(value):
        entry.default = entry.accept(base.first_default(props, identity, ("format", "step"), default))
    if entry.default is None:
        props["clearable"] = True
    drawn = base.draw(
        props,
        default=entry.default,
        decode=entry.decode,
        encode=entry.encode,
        accept=entry.accept,
        identity=identity,
        keyed=("format", "step"),
        url=entry.url,
    )
    entry.end()
    return drawn


def _named(given: Any, moment: datetime | None) -> str:
    # A time without a day is that of the present day.
    return repr(given) if follows_clock(given) or isinstance(given, time) else repr(moment)


class _Entry:
    """Value of a field for a moment.

    Parameters
    ----------
    default : datetime or None
        Value on the first run.
    low, high : datetime or None
        Bounds that the author gave.
    props : dict
        What the field shows; its bounds are brought up to date.
    follows : bool
        Whether bounds that the author did not give are around what the field holds, else around its default.
    """

    __slots__ = ("_follows", "_held", "_high", "_low", "_props", "default")

    def __init__(
        self,
        default: datetime | None,
        low: datetime | None,
        high: datetime | None,
        props: Props,
        *,
        follows: bool,
    ) -> None:
        self.default = default
        self._low = low
        self._high = high
        self._held = default
        self._props = props
        self._follows = follows
        check_bounds(*self._bounds(), default, default)

    @property
    def url(self) -> UrlForm:
        """How a moment is written in an address."""
        return clock_form(
            "datetime",
            empty=None if self.default is None else NEVER,
            repair=lambda wire: None if wire is None else int(wire // MINUTE * MINUTE),
        )

    def encode(self, value: datetime | None) -> int | float | None:
        """Return the moment as it travels, and have the field show the bounds around it."""
        self._held = value
        self._props["min"], self._props["max"] = (moment_wire(bound) for bound in self._bounds())
        return None if value is None else moment_wire(value)

    def end(self) -> None:
        """Leave alone what the field shows: it is drawn, and nobody may change it any more."""
        self._props = {}

    def decode(self, wire: Any) -> datetime | None:
        """Return what a visitor picked or typed."""
        if wire is None and self.default is None:
            return None
        moment = read_wire(wire, MINUTE)
        low, high = self._bounds()
        if not low <= moment <= high:
            refuse(wire, "out of bounds")
        return moment

    def accept(self, value: Any) -> datetime | None:
        """Return a moment from session state, or the default for one that is out of bounds.

        Raises
        ------
        TypeError
            Not a datetime.
        """
        if value is None:
            return None
        if not isinstance(value, datetime):
            raise TypeError(
                f"A field for a date and a time cannot hold a value of type {type(value).__name__}."
            )
        moment = whole_minute(value)
        # Bounds that the author did not give are around the value.
        within = (self._low is None or self._low <= moment) and (self._high is None or moment <= self._high)
        return moment if within else self.default

    def _bounds(self) -> tuple[datetime, datetime]:
        around = (self._held if self._follows else self.default) or read_moment("value", "now")
        low = datetime.combine(years_before(around.date()), time.min) if self._low is None else self._low
        high = datetime.combine(years_after(around.date()), LAST_MINUTE) if self._high is None else self._high
        return low, high
