"""What inputs take from a visitor, as far as their page says: the rest of what a value may be is up to other hosts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY: tuple[Any, ...] = (None, "", [])
"""Wire values of inputs with nothing in them."""

RATINGS = {"thumbs": 2, "faces": 5, "stars": 5}
"""How many ratings there are."""

NEAR = 1e-9
"""How far from a step a handle may be, in steps: binary fractions are never quite there."""

_COLOR = re.compile("#[0-9a-f]{6}")
_ALWAYS_EMPTIED = frozenset({"feedback", "multiselect", "number_input", "pills", "segmented_control"})


def why_not(kind: str, props: Mapping[str, Any], wire: Any) -> str | None:
    """Return why a visitor cannot enter a value into an input; None when nothing is against it.

    Parameters
    ----------
    kind : str
        Of the input.
    props : mapping
        What it shows.
    wire : object
        The value, as it travels.
    """
    if wire == props.get("value"):
        return None
    if wire in EMPTY:
        return _why_not_empty(kind, props, wire)
    rule = _RULES.get(kind)
    return None if rule is None else rule(props, wire)


def _why_not_empty(kind: str, props: Mapping[str, Any], wire: Any) -> str | None:
    if props.get("required"):
        return "the field is required"
    if kind in ("text_input", "text_area"):
        return "an emptied field holds '', never None again" if wire is None else None
    if kind in _ALWAYS_EMPTIED or props.get("clearable"):
        return None
    return "it cannot be emptied"


def _text_rule(props: Mapping[str, Any], wire: str) -> str | None:
    del props
    return "a field for one line takes no line break" if "\n" in wire or "\r" in wire else None


def _number_rule(props: Mapping[str, Any], wire: float) -> str | None:
    low, high = props.get("min"), props.get("max")
    if low is not None and wire < low:
        return f"it takes {low} or more"
    return f"it takes {high} or less" if high is not None and wire > high else None


def _slider_rule(props: Mapping[str, Any], wire: list[float]) -> str | None:
    if len(wire) != len(props["value"]):
        return f"its handles are {len(props['value'])}"
    if sorted(wire) != wire:
        return "a handle cannot pass the other"
    low, high, step = props["min"], props["max"], props["step"]
    if not low <= wire[0] <= wire[-1] <= high:
        return f"its ends are {low} and {high}"
    for place, shown in zip(wire, props["value"], strict=True):
        steps = (place - low) / step
        if place != shown and abs(steps - round(steps)) > NEAR * max(1.0, abs(steps)):
            return f"its handles move in steps of {step} from {low}"
    return None


def _days_rule(props: Mapping[str, Any], wire: Any) -> str | None:
    days = wire if isinstance(wire, list) else [wire]
    if days != sorted(days):
        return "dates of a range are put in order"
    return None if props["min"] <= days[0] and days[-1] <= props["max"] else "it is out of bounds"


def _moment_rule(props: Mapping[str, Any], wire: float) -> str | None:
    return None if props["min"] <= wire <= props["max"] else "it is out of bounds"


def _rating_rule(props: Mapping[str, Any], wire: int) -> str | None:
    count = RATINGS[str(props["options"])]
    return None if wire in range(count) else f"its ratings are 0 to {count - 1}"


def _color_rule(props: Mapping[str, Any], wire: Any) -> str | None:
    del props
    if isinstance(wire, str) and _COLOR.fullmatch(wire):
        return None
    return "a picked colour is a # with six hexadecimal digits, the letters small"


def _option_rule(props: Mapping[str, Any], wire: str | list[str]) -> str | None:
    labels = wire if isinstance(wire, list) else [wire]
    if not props.get("accept_new_options"):
        for label in labels:
            if label not in props["options"]:
                return f"{label!r} is no option"
    if len({*labels}) != len(labels):
        return "an option can be chosen once"
    most = props.get("max_selections")
    return f"it takes up to {most} options" if most and len(labels) > most else None


def _place_rule(props: Mapping[str, Any], wire: list[str]) -> str | None:
    options = list(props["options"])
    for label in wire:
        if label not in options:
            return f"{label!r} is no option"
    if len(wire) != len(props["value"]):
        return f"its handles are {len(props['value'])}"
    places = [options.index(label) for label in wire]
    return None if places == sorted(places) else "a handle cannot pass the other"


_RULES: dict[str, Any] = {
    "color_picker": _color_rule,
    "date_input": _days_rule,
    "datetime_input": _moment_rule,
    "feedback": _rating_rule,
    "menu_button": _option_rule,
    "multiselect": _option_rule,
    "number_input": _number_rule,
    "pills": _option_rule,
    "radio": _option_rule,
    "segmented_control": _option_rule,
    "select_slider": _place_rule,
    "selectbox": _option_rule,
    "slider": _slider_rule,
    "text_input": _text_rule,
}
