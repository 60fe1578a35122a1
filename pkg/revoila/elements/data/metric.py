"""One number in large type, with its change and its course."""

from __future__ import annotations

import math
from inspect import cleandoc
from numbers import Number
from typing import TYPE_CHECKING, Any, Literal

from revoila.elements._draw import draw
from revoila.elements._icon import check_icon
from revoila.elements._numbers import as_float
from revoila.elements._params import (
    add_present,
    check_choice,
    check_flag,
    check_height,
    check_label_visibility,
    check_width,
    help_text,
)
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from revoila.elements._handle import DeltaGenerator

NO_VALUE = "—"

_COLORS = (
    "normal",
    "inverse",
    "off",
    "red",
    "orange",
    "yellow",
    "green",
    "blue",
    "violet",
    "gray",
    "grey",
    "primary",
)

_ARROWS = ("auto", "up", "down", "off")

_CHARTS = ("line", "bar", "area")

_EXPECTED = ["int", "float", "Decimal", "NumPy number", "str", "None"]


def metric(
    label: str | None,
    value: Any,
    delta: Any = None,
    delta_color: str = "normal",
    *,
    help: str | None = None,
    icon: str | None = None,
    label_visibility: Literal["visible", "hidden", "collapsed"] = "visible",
    border: bool = False,
    width: str | int = "stretch",
    height: str | int = "content",
    chart_data: Iterable[Any] | None = None,
    chart_type: Literal["line", "bar", "area"] = "line",
    delta_arrow: str = "auto",
    format: str | None = None,
    delta_description: str | None = None,
) -> DeltaGenerator:
    """Show a number in large type, with its change.

    Behaves as Streamlit 1.67 `st.metric`.

    Parameters
    ----------
    label : str
        What the number is, as Markdown of a label.
    value : int, float, decimal.Decimal, str or None
        The number, or Markdown; None is shown as a dash.
    delta : int, float, decimal.Decimal, str, optional
        How it changed. A leading minus means down; zero has no direction.
    delta_color : str, default "normal"
        "normal" is green for up and red for down, "inverse" the reverse, "off"
        grey; or a colour of the palette.
    help : str, optional
        Tooltip text, as Markdown.
    icon : str, optional
        An emoji or Material symbol before the value.
    label_visibility : "visible", "hidden" or "collapsed", default "visible"
        Whether the label is shown, invisible, or takes no place.
    border : bool, default False
        Whether there is a box around it.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    chart_data : iterable of number, optional
        Values of a small chart below.
    chart_type : "line", "bar" or "area", default "line"
        Form of that chart.
    delta_arrow : "auto", "up", "down" or "off", default "auto"
        Arrow before the change; "auto" follows its sign.
    format : str, optional
        How numbers are written: a name such as "dollar", or a printf pattern.
    delta_description : str, optional
        Muted text after the change.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the metric.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `value` or `delta` is neither a number, a text nor None.
    TypeError
        `format` is no text.
    StreamlitValueError
        `delta_color`, `delta_arrow` or `label_visibility` is not one of the accepted values.
    StreamlitAPIException
        `chart_data` holds something that is no number, or `icon` is no icon.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.metric("Visitors", 1250, 38, format="localized", chart_data=[1190, 1212, 1250])  # doctest: +SKIP
    """
    if format is not None and not isinstance(format, str):
        raise TypeError(f"`format` is a text or None, not {format!r}.")
    check_choice("delta_color", delta_color, _COLORS)
    check_choice("delta_arrow", delta_arrow, _ARROWS)
    width, height = check_width(width), check_height(height)
    visibility = check_label_visibility(label_visibility)
    direction = _direction(delta)
    change = _text("delta", delta)
    color = _color(delta_color, direction) if delta is not None else "gray"
    props: dict[str, Any] = {
        "label": "" if label is None else str(label),
        "value": NO_VALUE if value is None else _text("value", value),
        "delta_color": color,
        "arrow": {"auto": direction}.get(delta_arrow, delta_arrow),
    }
    formatted = format or None
    add_present(
        props,
        delta=(cleandoc(change).strip() or None) if change else None,
        format=formatted,
        number=_finite(value) if formatted else None,
        delta_number=_finite(delta) if formatted else None,
        icon=check_icon(icon),
        border=check_flag("border", border) or None,
        delta_description=delta_description or None,
        help=help_text(help),
        label_visibility=None if visibility == "visible" else visibility,
        width=None if width == "stretch" else width,
        height=None if height == "content" else height,
    )
    course = _course(chart_data)
    if course:
        props["chart_data"] = course
        props["chart_type"] = chart_type if chart_type in _CHARTS else "line"
    return draw("metric", props)


def _text(parameter: str, value: Any) -> str | None:
    # As Python writes it.
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Number):
        return str(value)
    # Arrays of one element, and NumPy's bools, which are no numbers.
    item = getattr(type(value), "item", None)
    if item is not None:
        try:
            return str(item(value))
        except (TypeError, ValueError):
            pass  # several elements
    raise StreamlitInvalidParameterTypeError(
        parameter, type(value), _EXPECTED, detail="Convert the value to a number or a text."
    )


def _direction(delta: Any) -> str:
    """Return where the arrow of a change points, "off" for none."""
    text = _text("delta", delta)
    zero = text == "0" or (not isinstance(delta, str) and _finite(delta) == 0) or delta is False
    if not text or not text.strip() or zero:
        return "off"
    return "down" if text.lstrip().startswith("-") else "up"


def _color(delta_color: str, direction: str) -> str:
    if delta_color in ("normal", "inverse", "off"):
        if delta_color == "off" or direction == "off":
            return "gray"
        return "green" if (direction == "up") == (delta_color == "normal") else "red"
    return "gray" if delta_color == "grey" else delta_color


def _finite(value: Any) -> float | None:
    """Return a number for the browser to format, or None for what is no number there."""
    if isinstance(value, (bool, str)) or not (isinstance(value, Number) or hasattr(type(value), "item")):
        return None
    try:
        number = float(value if isinstance(value, Number) else value.item())  # type: ignore[arg-type]  # may fail
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _course(chart_data: Any) -> list[float | None]:
    """Return the values of the small chart; what is missing or infinite leaves a gap."""
    if chart_data is None:
        return []
    return [_point(value) for value in _items(chart_data)]


def _point(value: Any) -> float | None:
    try:
        number = as_float(value)
    except (TypeError, ValueError) as error:
        raise StreamlitAPIException(
            f"`chart_data` takes numbers. The value {value!r} of type `{type(value).__name__}` is none."
        ) from error
    # JSON has no NaN.
    return number if math.isfinite(number) else None


def _items(chart_data: Any) -> list[Any]:
    # Those of the first column where there are several.
    if isinstance(chart_data, Number):
        return [chart_data]
    if hasattr(type(chart_data), "iloc") and getattr(chart_data, "ndim", 1) > 1:
        chart_data = chart_data.iloc[:, 0]
    elif getattr(chart_data, "ndim", 1) > 1:
        chart_data = chart_data[:, 0]
    try:
        return list(chart_data)
    except TypeError as error:
        raise StreamlitAPIException(
            f"`chart_data` takes an iterable of numbers, not `{type(chart_data).__name__}`."
        ) from error
