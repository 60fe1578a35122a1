"""A field for a time of day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_choice
from revoila.elements._url import NEVER, TIME_DAY, clock_form
from revoila.elements.inputs._declaration import declare, face, only_true, refuse
from revoila.elements.inputs._moments import (
    MINUTE,
    SECOND,
    check_step,
    follows_clock,
    read_time,
    read_wire,
    time_wire,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._url import UrlForm


def time_input(
    label: str,
    value: time | datetime | str | None = "now",
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    step: int | timedelta = timedelta(minutes=15),
    format: str = "24h",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show a field with a list of times and return the time picked or typed in it.

    Behaviour of Streamlit 1.67 ``st.time_input``. Any time can be typed, in minutes or in seconds.

    Parameters
    ----------
    label : str
        Text above the field, as Markdown.
    value : time, datetime or str, default "now"
        Time on the first run; a text is in ISO format or ``"now"``, which is the time at which the field is drawn
        first. None for an empty field.
    key : str or int, optional
        Identity across runs and the name in session state; the step counts, too.
    step : int or timedelta, default 15 minutes
        Distance between the times of the list, from a second to 23 hours; an int is in seconds. The value has
        seconds only if the step is not in whole minutes.
    format : {"24h", "12h", "localized"}, default "24h"
        Whether hours go to 24 or to 12, or as the visitor is used to.
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
    time or None
        The time; None in an empty field.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `value` is no time, or `step` no duration.
    StreamlitValueOutOfRangeError
        `step` is shorter than a second or longer than 23 hours.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds no time.

    See Also
    --------
    datetime_input : A time of a certain day.

    Examples
    --------
    >>> alarm = time_input("Wake me at", "06:45", step=300)  # doctest: +SKIP
    """
    base = declare(
        "time_input",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    seconds = check_step(step, 1)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        step=seconds,
        format=check_choice("format", format, ("24h", "12h", "localized")),
        required=only_true("required", required),
    )
    entry = _Entry(value, whole_minutes=seconds % 60 == 0)
    identity = {"value": "now" if follows_clock(value) else repr(entry.default)}
    if follows_clock(value):
        entry.default = base.first_default(props, identity, ("step",), entry.default)
    if entry.default is None:
        props["clearable"] = True
    return base.draw(
        props,
        default=entry.default,
        decode=entry.decode,
        encode=entry.encode,
        accept=entry.accept,
        identity=identity,
        keyed=("step",),
        url=entry.url,
    )


class _Entry:
    """Value of a field for a time.

    Parameters
    ----------
    value : object
        What the author gave.
    whole_minutes : bool
        Whether it has no seconds.
    """

    __slots__ = ("_unit", "default")

    def __init__(self, value: Any, *, whole_minutes: bool) -> None:
        self._unit = MINUTE if whole_minutes else SECOND
        self.default: time | None = None if value is None else self._cut(read_time(value))

    @property
    def url(self) -> UrlForm:
        """How a time is written in an address."""
        return clock_form(
            "time",
            empty=None if self.default is None else NEVER,
            repair=lambda wire: None if wire is None else int(wire // self._unit * self._unit),
        )

    def encode(self, value: time | None) -> int | float | None:
        """Return the time as it travels."""
        return None if value is None else time_wire(value)

    def decode(self, wire: Any) -> time | None:
        """Return what a visitor picked or typed."""
        if wire is None and self.default is None:
            return None
        moment = read_wire(wire, self._unit)
        if moment.date() != TIME_DAY:
            refuse(wire, "not a time of day")
        return moment.time()

    def accept(self, value: Any) -> time | None:
        """Return a time from session state.

        Raises
        ------
        TypeError
            Not a time.
        """
        if value is None:
            return None
        if not isinstance(value, time | datetime):
            raise TypeError(f"A time field cannot hold a value of type {type(value).__name__}.")
        return self._cut(read_time(value))

    def _cut(self, clock: time) -> time:
        return clock.replace(second=0, microsecond=0) if self._unit == MINUTE else clock
