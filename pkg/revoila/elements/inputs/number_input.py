"""A field for a number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila.elements._icon import check_icon
from revoila.elements._numbers import as_float
from revoila.elements._params import add_present
from revoila.elements._url import number_form
from revoila.elements.inputs._declaration import declare, face, only_true, optional_text, refuse
from revoila.elements.inputs._numbers import MAX_SAFE_INT, check_js_number, read_number
from revoila.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidNumberFormatError,
    StreamlitJSNumberBoundsError,
    StreamlitMixedNumericTypesError,
    StreamlitValueAboveMaxError,
    StreamlitValueBelowMinError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Number: TypeAlias = int | float


def number_input(
    label: str,
    min_value: Number | None = None,
    max_value: Number | None = None,
    value: Number | str | None = "min",
    step: Number | None = None,
    format: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Number | None:
    """Show a field for a number and return the number.

    As ``st.number_input`` of Streamlit 1.67. The numbers given are all int or
    all float, and so is the value.

    Parameters
    ----------
    label : str
        Text above the field, as Markdown.
    min_value, max_value : int or float, optional
        Bounds, inclusive; by default what a browser can hold.
    value : int, float, "min" or None, default "min"
        Number on the first run; ``"min"`` is `min_value` or else 0; None for an
        empty field whose value is None.
    step : int or float, optional
        What the buttons add; by default 1 or 0.01.
    format : str, optional
        One printf field for what is shown, by default ``"%d"`` or ``"%0.2f"``.
    key : str or int, optional
        Identity across runs and the name in session state.
    help, on_change, args, kwargs, placeholder, disabled, required, label_visibility, icon, width
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

    Returns
    -------
    int, float or None
        The number.

    Raises
    ------
    StreamlitMixedNumericTypesError
        Some numbers are int and some are float, or of another type.
    StreamlitInvalidMinMaxError
        `min_value` is above `max_value`.
    StreamlitValueBelowMinError
        `value` is below `min_value`.
    StreamlitValueAboveMaxError
        `value` is above `max_value`.
    StreamlitJSNumberBoundsError
        A number that a browser cannot hold.
    StreamlitInvalidNumberFormatError
        `format` is not one field whose result is a number.
    IndexError
        `format` is empty.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds no number.

    See Also
    --------
    slider : A number between bounds.

    Examples
    --------
    >>> rows = number_input("Rows", min_value=1, max_value=1000, value=50)  # doctest: +SKIP
    """
    base = declare(
        "number_input",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    entry = _resolve(min_value, max_value, value, step)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        integer=entry.whole,
        min=entry.minimum,
        max=entry.maximum,
        step=entry.step,
        format=_check_format(format, whole=entry.whole),
        placeholder=optional_text(placeholder) or None,
        icon=check_icon(icon),
        required=only_true("required", required),
    )
    return base.draw(
        props,
        default=entry.default,
        decode=entry.decode,
        encode=entry.encode,
        accept=entry.accept,
        identity={"value": entry.default},
        url=number_form(empty=None) if entry.default is None else number_form(),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """Value of a number field: bounds are None where the author gave none."""

    default: Number | None
    minimum: Number | None
    maximum: Number | None
    step: Number
    whole: bool

    def decode(self, wire: Any) -> Number | None:
        if wire is None:
            # An emptied field has its default again, as in Streamlit.
            return self.default
        number = read_number(wire, whole=self.whole)
        if not self._is_within(number):
            refuse(wire, "out of bounds")
        return number

    def encode(self, value: Number | None) -> Number | None:
        if value is None:
            return None
        number = as_float(value)
        if not math.isfinite(number):
            # JSON has no such numbers; the field shows nothing then.
            return None
        return int(value) if number.is_integer() and self.whole else number

    def accept(self, value: Any) -> Any:
        """Return a number from session state, or the default for one that is out of bounds.

        Raises
        ------
        TypeError
            Not a number.
        """
        if value is None:
            return None
        if isinstance(value, str | bytes | bytearray):
            raise TypeError(f"A number field cannot hold a value of type {type(value).__name__}.")
        return value if self._is_within(as_float(value)) else self.default

    def _is_within(self, number: Number) -> bool:
        widest = MAX_SAFE_INT if self.whole else float("1.7976931348623157e308")
        low = -widest if self.minimum is None else self.minimum
        high = widest if self.maximum is None else self.maximum
        # Written so that NaN counts as within, as in Streamlit.
        return not (number < low or number > high)


def _resolve(min_value: Any, max_value: Any, value: Any, step: Any) -> _Entry:
    given = {"min_value": min_value, "max_value": max_value, "value": value, "step": step}
    if value == "min":
        del given["value"]
    whole = _check_types(given)
    kind: Callable[[Any], Number] = int if whole else float
    low, high = (None if bound is None else kind(bound) for bound in (min_value, max_value))
    by = kind(step) if step is not None else 1 if whole else 0.01
    if value == "min":
        value = 0 if low is None else low
    start = None if value is None else kind(value)
    if low is not None and high is not None and low > high:
        raise StreamlitInvalidMinMaxError(low, high)
    if start is not None and low is not None and start < low:
        raise StreamlitValueBelowMinError(start, low)
    if start is not None and high is not None and start > high:
        raise StreamlitValueAboveMaxError(start, high)
    for name, number in (("min_value", low), ("max_value", high), ("step", by), ("value", start)):
        # A default of NaN is an empty field; everything else must be drawn.
        if number is not None and not (name == "value" and math.isnan(as_float(number))):
            check_js_number(name, number)
    return _Entry(start, low, high, by, whole)


def _check_types(given: Mapping[str, Any]) -> bool:
    # Without any number the field is for floats.
    numbers = {name: number for name, number in given.items() if number is not None}
    for name, number in numbers.items():
        if isinstance(number, str):
            raise StreamlitJSNumberBoundsError(f"`{name}` ({number}) is not a number.")
    if numbers and all(isinstance(number, Integral) for number in numbers.values()):
        return True
    if all(isinstance(number, float) for number in numbers.values()):
        return False
    raise StreamlitMixedNumericTypesError(
        given.get("value"), given["min_value"], given["max_value"], given["step"]
    )


def _check_format(format: Any, *, whole: bool) -> str:
    if format is None:
        return "%d" if whole else "%0.2f"
    if not isinstance(format, str):
        raise TypeError(f"`format` is a text or None, not {format!r}.")
    if not format:
        # The kind of error is that of Streamlit, which looks for the last letter.
        raise IndexError("`format` is empty. Give one such as '%d' or '%.2f', or None.")
    try:
        float(format % 2)
    except (TypeError, ValueError) as error:
        raise StreamlitInvalidNumberFormatError(format) from error
    return format
