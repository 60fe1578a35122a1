"""Which values a token of a theme may have.

A check returns the value as the front end wants it, or raises ``ValueError``
with a description of what would be right. Values end up in style sheets, so a
text must not be able to end the declaration that it is put into.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAMES = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson currentcolor cyan darkblue darkcyan
darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred
darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue
dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen
lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink
lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen
linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal
thistle tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen
"""
_NAMED = frozenset(_NAMES.split())
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FUNCTION = re.compile(r"(?:rgba?|hsla?)\((?P<arguments>[-+0-9.,%/\sa-z]{1,80})\)", re.IGNORECASE)
_ARGUMENT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:%|deg|rad|turn)?", re.IGNORECASE)
_SIZE = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:px|rem)")
_UNSAFE = re.compile(r"[;{}<>\\]")

_ROUND = ("none", "small", "medium", "large", "full")
_LEVELS = 6
_CHART_COLORS = 10


def check_token(kind: str, value: Any) -> Any:
    """Return a token's value as the front end wants it.

    Parameters
    ----------
    kind : str
        A name of `CHECKS`.
    value : object
        What was configured.

    Raises
    ------
    ValueError
        The token cannot have this value; the message says what would be right.
    """
    return CHECKS[kind](value)


def _color(value: Any) -> str:
    if isinstance(value, str):
        text = value.strip()
        if _HEX.fullmatch(text) or text.lower() in _NAMED or _is_color_function(text):
            return text
    raise ValueError("a CSS colour")


def _is_color_function(text: str) -> bool:
    match = _FUNCTION.fullmatch(text)
    if match is None:
        return False
    arguments = [part for part in re.split(r"[\s,/]+", match["arguments"]) if part]
    return len(arguments) in (3, 4) and all(_ARGUMENT.fullmatch(part) for part in arguments)


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _base(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise ValueError("light, dark, or the path of a TOML file")


def _font(value: Any) -> str:
    if isinstance(value, str) and value.strip() and not _UNSAFE.search(value):
        return value.strip()
    raise ValueError("a font family, or several with commas between them")


def _faces(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list) and all(isinstance(face, dict) for face in value):
        faces = [face for face in value if _is_face(face)]
        if len(faces) == len(value):
            return faces
    raise ValueError("tables with a family and the url of a file that the app's own server has")


def _is_face(face: Mapping[str, Any]) -> bool:
    family, url = face.get("family"), face.get("url")
    if not (isinstance(family, str) and isinstance(url, str) and family and url):
        return False
    # No request of an app leaves its origin.
    local = not re.match(r"[a-z][a-z0-9+.-]*:|//", url, re.IGNORECASE)
    return local and not any(isinstance(part, str) and _UNSAFE.search(part) for part in face.values())


def _pixels(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError("a whole number of CSS pixels above zero")


def _weight(value: Any, highest: int = 900) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= highest and value % 50 == 0:  # noqa: PLR2004
        return value
    raise ValueError(f"a multiple of 50 from 100 to {highest}")


def _text_weight(value: Any) -> int:
    return _weight(value, 600)


def _size(value: Any) -> str:
    if isinstance(value, str) and _SIZE.fullmatch(value.strip()):
        return value.strip()
    raise ValueError('a size such as "14px" or "0.875rem"')


def _padding(value: Any) -> str:
    if isinstance(value, str) and value.strip() == "0":
        return "0"
    return _size(value)


def _radius(value: Any) -> str:
    if isinstance(value, str) and value.strip() in _ROUND:
        return value.strip()
    try:
        return _size(value)
    except ValueError:
        raise ValueError(f"one of {', '.join(_ROUND)}, or a size such as 8px") from None


def _per_level(check: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    """Return a check for one value for all headings, or a list from the first level on."""

    def check_levels(value: Any) -> list[Any]:
        if isinstance(value, str) and "," in value:
            value = [part.strip() for part in value.split(",")]
        if not isinstance(value, list):
            return [check(value)] * _LEVELS
        if not 1 <= len(value) <= _LEVELS:
            raise ValueError(f"at most {_LEVELS} values")
        return [check(part) for part in value]

    return check_levels


def _heading_size(value: Any) -> str:
    return _size(f"{value}px" if isinstance(value, int) and not isinstance(value, bool) else value)


def _heading_weight(value: Any) -> int:
    return _weight(int(value) if isinstance(value, str) and value.isdigit() else value)


def _colors(value: Any) -> list[str]:
    if isinstance(value, str):
        value = re.split(r",(?![^(]*\))", value)
    if isinstance(value, list):
        colors = []
        for part in value:
            try:
                colors.append(_color(part))
            except ValueError:
                continue
        if colors:
            return colors
    raise ValueError("a list of CSS colours")


def _ten_colors(value: Any) -> list[str]:
    colors = _colors(value)
    if len(colors) != _CHART_COLORS:
        raise ValueError(f"a list of {_CHART_COLORS} CSS colours")
    return colors


CHECKS: dict[str, Callable[[Any], Any]] = {
    "base": _base,
    "bool": _bool,
    "color": _color,
    "colors": _colors,
    "faces": _faces,
    "font": _font,
    "heading sizes": _per_level(_heading_size),
    "heading weights": _per_level(_heading_weight),
    "padding": _padding,
    "pixels": _pixels,
    "radius": _radius,
    "size": _size,
    "ten colors": _ten_colors,
    "text weight": _text_weight,
    "weight": _weight,
}
"""The checks by the kinds of `revoila.config._theme_tokens.Token`."""
