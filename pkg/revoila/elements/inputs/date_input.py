"""A field for a date, or for the two ends of a range of dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements._url import NEVER, clock_form
from revoila.elements.inputs._declaration import declare, face, only_true, refuse
from revoila.elements.inputs._moments import (
    DAY,
    check_bounds,
    check_date_format,
    date_wire,
    follows_clock,
    read_date,
    read_wire,
    years_after,
    years_before,
)
from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from revoila.elements._element import Props
    from revoila.elements._url import UrlForm

    Days: TypeAlias = date | tuple[date, ...] | None

_ENDS = 2
"""Most dates that a range has."""


def date_input(
    label: str,
    value: date | datetime | str | Sequence[date | datetime | str] | None = "today",
    min_value: date | datetime | str | None = None,
    max_value: date | datetime | str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show a field with a calendar and return the date, or the dates, picked in it.

    Behaviour of Streamlit 1.67 ``st.date_input``. A date can be typed as well.

    Parameters
    ----------
    label : str
        Text above the field, as Markdown.
    value : date, datetime, str or sequence of these, default "today"
        Date on the first run; a text is in ISO format or ``"today"``, which is the day on which the field is drawn
        first. None for an empty field. A list or tuple of up to two dates makes the field one for a range.
    min_value, max_value : date, datetime or str, optional
        Bounds, inclusive. By default ten years before and after the value, or before and after the present day in an
        empty field.
    key : str or int, optional
        Identity across runs and the name in session state; the format counts, too.
    format : str, default "YYYY/MM/DD"
        How dates are shown and typed: ``YYYY``, ``MM`` and ``DD`` in the order of ISO, as ``DD/MM/YYYY`` or as
        ``MM/DD/YYYY``, with ``/``, ``.`` or ``-`` between.
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
    date, None or tuple of date
        The date, None in an empty field. Of a range both ends in order: one date while only the first is picked,
        none while nothing is. With a key, a range that becomes a single date has its first one, and the other way
        round.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        A value or a bound is no date.
    StreamlitInvalidMinMaxError
        `min_value` is above `max_value`.
    StreamlitValueBelowMinError
        `value` is below `min_value`.
    StreamlitValueAboveMaxError
        `value` is above `max_value`.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds a text.

    See Also
    --------
    datetime_input : A date with a time of day.
    slider : Dates on a line.

    Examples
    --------
    >>> start, end = date_input("Holidays", ("2027-07-01", "2027-07-14"), format="DD.MM.YYYY")  # doctest: +SKIP
    """
    base = declare(
        "date_input",
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
        required=only_true("required", required),
    )
    default = _read(value)
    low = None if min_value is None else read_date("min_value", min_value)
    high = None if max_value is None else read_date("max_value", max_value)
    # The present is one value, whichever day it is.
    identity = {
        "value": "today" if follows_clock(value) else repr(default),
        "min": "today" if follows_clock(min_value) else repr(low),
        "max": "today" if follows_clock(max_value) else repr(high),
    }
    entry = _Entry(default, low, high, props, follows=base.key is not None and follows_clock(value))
    if follows_clock(value):
        entry.default = entry.accept(base.first_default(props, identity, ("format",), default))
    if not entry.default:
        props["clearable"] = True
    drawn = base.draw(
        props,
        default=entry.default,
        decode=entry.decode,
        encode=entry.encode,
        accept=entry.accept,
        identity=identity,
        keyed=("format",),
        url=entry.url,
        settle=entry.settle,
    )
    entry.end()
    return drawn


class _Entry:
    """Value of a field for dates.

    Parameters
    ----------
    default : date, tuple of date or None
        Value on the first run.
    low, high : date or None
        Bounds that the author gave.
    props : dict
        What the field shows; its bounds are brought up to date.
    follows : bool
        Whether bounds that the author did not give are around what the field holds, else around its default.
    """

    __slots__ = ("_follows", "_held", "_high", "_low", "_props", "default", "several")

    def __init__(
        self, default: Days, low: date | None, high: date | None, props: Props, *, follows: bool
    ) -> None:
        self.default = default
        self.several = isinstance(default, tuple)
        self._low = low
        self._high = high
        self._held = _dates(default)
        self._props = props
        self._follows = follows
        dates = self._held
        check_bounds(*self._bounds(), dates[0] if dates else None, dates[-1] if dates else None)

    @property
    def url(self) -> UrlForm:
        """How dates are written in an address."""
        if self.several:
            # Somebody who types an address need not mind the order.
            return clock_form("date", several=True, empty=NEVER if self.default else [], repair=sorted)
        return clock_form("date", empty=NEVER if self.default else None)

    def encode(self, value: Days) -> Any:
        """Return the dates as they travel, and have the field show the bounds around them."""
        # A tuple that session state has assigned makes a range of the field; what was drawn last says what comes back.
        self.several = isinstance(value, list | tuple) or isinstance(self.default, tuple)
        self._held = _dates(value)
        self._props["min"], self._props["max"] = (date_wire(bound) for bound in self._bounds())
        wires = [date_wire(day) for day in self._held]
        return wires if self.several else wires[0] if wires else None

    def end(self) -> None:
        """Leave alone what the field shows: it is drawn, and nobody may change it any more."""
        self._props = {}

    def decode(self, wire: Any) -> Days:
        """Return what a visitor picked or typed."""
        if self.several:
            if not isinstance(wire, list) or len(wire) > _ENDS or (not wire and self.default):
                refuse(wire, "not one or two dates")
            days = tuple(self._decode_day(item) for item in wire)
            if days != tuple(sorted(days)):
                refuse(wire, "not in order")
            return days
        if wire is None and self.default is None:
            return None
        return self._decode_day(wire)

    def _decode_day(self, wire: Any) -> date:
        day = read_wire(wire, DAY).date()
        low, high = self._bounds()
        if not low <= day <= high:
            refuse(wire, "out of bounds")
        return day

    def accept(self, value: Any) -> Days:
        """Return what session state holds as it is, or the default for dates that are out of bounds.

        Raises
        ------
        StreamlitInvalidParameterTypeError
            More than two dates.
        AttributeError
            Not dates.
        """
        items = value if isinstance(value, list | tuple) else (value,)
        wrong = [type(item).__name__ for item in items if item is not None and not isinstance(item, date)]
        if wrong:
            # The kind of error is that of Streamlit, which asks for the year.
            raise AttributeError(f"A date field holds dates, not {wrong[0]}.")
        if len(items) > _ENDS:
            raise StreamlitInvalidParameterTypeError("value", type(value), ["up to two dates"])
        days = _dates(value)
        # Bounds that the author did not give are around the value.
        if any((self._low and day < self._low) or (self._high and day > self._high) for day in days):
            return self.default
        kept: Days = value
        return kept

    def settle(self, value: Any) -> Days:
        """Return dates as the author asks for them: of two the first for a field of one, one as a range without end.

        A field of today is for one date or for two, as the last value that was assigned.
        """
        days = _dates(value)
        several = isinstance(self.default, tuple) or (self._follows and isinstance(value, list | tuple))
        settled: Days = days if several else days[0] if days else None
        same = type(settled) is type(value) and settled == value
        return value if same else settled

    def _bounds(self) -> tuple[date, date]:
        around = (self._held if self._follows else _dates(self.default)) or (read_date("value", "today"),)
        low = years_before(around[0]) if self._low is None else self._low
        high = years_after(around[-1]) if self._high is None else self._high
        return low, high


def _read(value: Any) -> Days:
    if value is None:
        return None
    if not isinstance(value, list | tuple):
        return read_date("value", value)
    if len(value) > _ENDS:
        raise StreamlitInvalidParameterTypeError(
            "value", type(value), ["date", "datetime", "an ISO text", "a sequence of up to two of these"]
        )
    return tuple(read_date("value", item) for item in value)


def _dates(value: Any) -> tuple[date, ...]:
    """Return the dates of a value, as which moments count, too."""
    items = value if isinstance(value, list | tuple) else () if value is None else (value,)
    return tuple(read_date("value", item) for item in items)
