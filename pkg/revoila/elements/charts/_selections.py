"""What charts have in common that tell the script what visitors select in them.

Such a chart is an input: what is selected is its value, a `SelectionState`. What
can be selected, and what it looks like on the wire, says the module of each chart.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements._draw import active_form, declare_input, draw
from revoila.elements._element import InputSpec
from revoila.elements._identity import check_key, derive_id
from revoila.elements._params import check_on_change
from revoila.elements._state_dict import StateDict
from revoila.elements.inputs._declaration import refuse
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props

LONGEST_TEXT = 10_000
"""Longest text in what a visitor selects, in characters."""

MOST_VALUES = 100_000
"""How many values one selection may hold."""

DEEPEST = 6
"""How deep its values may be nested."""

LARGEST_INT = 2**64
"""Whole numbers beyond it are in no data."""


class SelectionState(StateDict):
    """What is selected in a chart: ``selection``."""


class EChartsState(SelectionState):
    """What is selected in an ECharts chart."""


class PlotlyState(SelectionState):
    """What is selected in a Plotly chart."""


class PydeckState(SelectionState):
    """What is selected on a map of pydeck."""


class VegaLiteState(SelectionState):
    """What is selected in an Altair or Vega-Lite chart."""


_STATES: dict[str, type[SelectionState]] = {
    "altair_chart": VegaLiteState,
    "echarts_chart": EChartsState,
    "plotly_chart": PlotlyState,
    "pydeck_chart": PydeckState,
    "vega_lite_chart": VegaLiteState,
}


class Reporting(NamedTuple):
    """Whether and how a chart tells the script what is selected.

    Parameters
    ----------
    on : bool
        Whether it does.
    key : str or None
        The author's key, checked.
    callback : Callable or None
        Called before the script body.
    """

    on: bool
    key: str | None
    callback: Callable[..., Any] | None


def check_reporting(on_select: Any, key: str | int | None) -> Reporting:
    """Check ``on_select`` and ``key`` of a chart.

    Raises
    ------
    StreamlitValueError
        `on_select` is neither a callable nor ``"rerun"`` or ``"ignore"``, or the key of a chart that
        reports is empty.
    StreamlitInvalidFormCallbackError
        A callable, inside a form.
    StreamlitAPIException
        The key begins with the reserved prefix.
    """
    if on_select is None:
        raise StreamlitValueError("on_select", ["'rerun'", "'ignore'", "a callback function"])
    callback, on = check_on_change(on_select, parameter="on_select")
    # Where nothing is remembered under it, an empty key counts as none: so it is in Streamlit.
    return Reporting(on, None if key == "" and not on else check_key(key), callback)


def draw_reporting(
    kind: str,
    props: Props,
    reporting: Reporting,
    *,
    command: str,
    empty: Mapping[str, Any],
    decode: Callable[[Any], Mapping[str, Any]],
    identity: Mapping[str, Any],
    keyed: Iterable[str] = (),
    accept: Callable[[Any], Mapping[str, Any]] | None = None,
) -> SelectionState:
    """Draw a chart that tells what is selected, and return it.

    Parameters
    ----------
    kind : str
        Kind of the element.
    props : dict
        What it shows; ``value`` is added, which is what is selected.
    reporting : Reporting
        As checked.
    command : str
        Name that messages to the author have for it.
    empty : mapping of str to object
        What is selected while nothing is.
    decode : Callable
        From what a browser sent to what is selected; raises ``EventRefusedError`` for what the chart,
        as drawn, cannot produce.
    identity : mapping of str to object
        Every parameter that is part of the identity of a chart without a key.
    keyed : iterable of str, default ()
        Names of those that still count when there is a key.
    accept : Callable, optional
        From what was selected in an earlier drawing, as plain dicts, to what of it is selected in this one;
        raises if it cannot be, and then nothing is. Without it all of it is.
    """
    names = tuple(keyed)
    made = _STATES[command]
    spec: InputSpec[Any] = InputSpec(
        id=derive_id(command, reporting.key, identity, names),
        kind=command,
        key=reporting.key,
        default=made({"selection": empty}),
        decode=lambda wire: made({"selection": decode(wire)}),
        encode=lambda state: plain(state["selection"]),
        accept=None
        if accept is None
        else lambda state: made({"selection": accept(plain(state["selection"]))}),
        assignable=False,
        on_change=reporting.callback,
        form=active_form(),
    )
    state: SelectionState = declare_input(spec, props)
    draw(kind, props, spec.id)
    return state


def plain(value: Any) -> Any:
    """Return what is selected as plain dicts."""
    return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def checked_object(wire: Any, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Return an object that a browser sent, after a look at its names and its values.

    Parameters
    ----------
    wire : object
        Anything.
    names : iterable of str, optional
        Names that it may have; None for any.

    Raises
    ------
    EventRefusedError
        It is no object, has another name, or holds what `checked_value` refuses.
    """
    if not isinstance(wire, dict):
        refuse(wire, "not an object")
    known = None if names is None else set(names)
    if known is not None and not known.issuperset(wire):
        refuse(wire, "an unknown name in a selection")
    checked: dict[str, Any] = checked_value(wire)
    return checked


def checked_list(wire: Any, most: int = MOST_VALUES) -> list[Any]:
    """Return a list that a browser sent; not its items, which are still to be checked.

    Raises
    ------
    EventRefusedError
        It is no list, or too long.
    """
    if not isinstance(wire, list):
        refuse(wire, "not a list")
    if len(wire) > most:
        refuse(wire, "too many values")
    return wire


def checked_value(wire: Any) -> Any:
    """Return a JSON value that a browser sent: neither too large nor too deep, and without NaN.

    Raises
    ------
    EventRefusedError
        It is anything else.
    """
    _count(wire, MOST_VALUES, 0)
    return wire


def _count(wire: Any, left: int, depth: int) -> int:
    """Return how many values may still follow."""
    if depth > DEEPEST or left <= 0:
        refuse(wire, "too many values in a selection")
    left -= 1
    if isinstance(wire, dict):
        for name, value in wire.items():
            _check_scalar(name if isinstance(name, str) else ())
            left = _count(value, left, depth + 1)
    elif isinstance(wire, list):
        for value in wire:
            left = _count(value, left, depth + 1)
    else:
        _check_scalar(wire)
    return left


def _check_scalar(wire: Any) -> None:
    if isinstance(wire, str):
        allowed = len(wire) <= LONGEST_TEXT
    elif isinstance(wire, float):
        allowed = math.isfinite(wire)
    else:
        allowed = wire is None or (isinstance(wire, int) and -LARGEST_INT < wire < LARGEST_INT)
    if not allowed:
        refuse(wire, "no value of any data")
