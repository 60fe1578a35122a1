"""What counts as a colour, and how it is written in CSS.

Rules of Streamlit 1.67 for charts, maps and columns: hexadecimal and
``rgb()``/``rgba()`` texts, names of the theme's palette, and tuples. Other CSS
names are refused, because the theme could not restyle them.
"""

from __future__ import annotations

import math
import re
from numbers import Integral, Real
from typing import Any

from revoila.errors import StreamlitInvalidColorError

PALETTE = ("red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary")
"""Names that the theme gives a colour; the browser resolves them."""

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FUNCTION = re.compile(r"rgba?\(\s*[\d.]+%?(?:\s*,\s*[\d.]+%?){2,3}\s*\)", re.IGNORECASE)


def is_css_color(value: Any) -> bool:
    """Whether `value` spells out a colour: a hexadecimal or ``rgb()`` text, or 3 to 4 numbers.

    Names are left out: a column of them may as well hold categories.
    """
    if isinstance(value, str):
        return _HEX.fullmatch(value) is not None or _FUNCTION.fullmatch(value) is not None
    if isinstance(value, (tuple, list)):
        return len(value) in (3, 4) and all(_is_number(part) for part in value)
    return False


def is_color(value: Any) -> bool:
    """Whether `value` is a colour of any accepted form."""
    return is_css_color(value) or (isinstance(value, str) and value.lower() in PALETTE)


def css_color(value: Any) -> str:
    """Return a colour as text that CSS, or the theme's palette, understands.

    Parameters
    ----------
    value : str, tuple or list
        A text is kept. The numbers of a tuple are ints from 0 to 255 or floats
        from 0.0 to 1.0, each for itself; what lies outside is clamped.

    Raises
    ------
    StreamlitInvalidColorError
        None of the accepted forms.
    """
    if isinstance(value, str) and is_color(value):
        return value.lower() if value.lower() in PALETTE else value
    if not is_css_color(value):
        raise StreamlitInvalidColorError(value)
    red, green, blue = (_byte(part) for part in value[:3])
    if len(value) == 3:  # noqa: PLR2004  # red, green and blue
        return f"rgb({red}, {green}, {blue})"
    whole = isinstance(value[3], Integral)
    alpha = value[3] / 255 if whole else value[3]
    return f"rgba({red}, {green}, {blue}, {round(min(1.0, max(0.0, alpha)), 4):g})"


def _is_number(part: Any) -> bool:
    if isinstance(part, bool) or not isinstance(part, Real):
        return False
    return math.isfinite(part)


def _byte(part: Any) -> int:
    whole = isinstance(part, Integral)
    top = 255 if whole else 1
    inside = min(top, max(0, part))
    return int(inside if whole else inside * 255)
