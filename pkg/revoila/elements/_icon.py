"""What counts as an icon: one emoji, a Material symbol or the spinner.

Rules of Streamlit 1.67. Emoji are recognised by their structure (Unicode
Technical Standard 51, Unicode 17): the code points with the property Emoji,
and the sequences made of them. Whether a font can draw a sequence is not
checked.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

_NAMES = Path(__file__).parent.parent / "widgets" / "static" / "material-names.json"

_EMOJI = (
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB "
    "25B6 25C0 25FB-25FE 2600-2604 260E 2611 2614-2615 2618 261D 2620 2622-2623 2626 262A 262E-262F "
    "2638-263A 2640 2642 2648-2653 265F-2660 2663 2665-2666 2668 267B 267E-267F 2692-2697 2699 269B-269C "
    "26A0-26A1 26A7 26AA-26AB 26B0-26B1 26BD-26BE 26C4-26C5 26C8 26CE-26CF 26D1 26D3-26D4 26E9-26EA "
    "26F0-26F5 26F7-26FA 26FD 2702 2705 2708-270D 270F 2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 "
    "274C 274E 2753-2755 2757 2763-2764 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 "
    "3030 303D 3297 3299 1F004 1F0CF 1F170-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F201-1F202 1F21A 1F22F "
    "1F232-1F23A 1F250-1F251 1F300-1F321 1F324-1F393 1F396-1F397 1F399-1F39B 1F39E-1F3F0 1F3F3-1F3F5 "
    "1F3F7-1F4FD 1F4FF-1F53D 1F549-1F54E 1F550-1F567 1F56F-1F570 1F573-1F57A 1F587 1F58A-1F58D 1F590 "
    "1F595-1F596 1F5A4-1F5A5 1F5A8 1F5B1-1F5B2 1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE 1F5E1 1F5E3 "
    "1F5E8 1F5EF 1F5F3 1F5FA-1F64F 1F680-1F6C5 1F6CB-1F6D2 1F6D5-1F6D9 1F6DC-1F6E5 1F6E9 1F6EB-1F6EC "
    "1F6F0 1F6F3-1F6FC 1F7E0-1F7EB 1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FA7C 1FA80-1FAC6 "
    "1FAC8 1FACC-1FADD 1FADF-1FAEB 1FAEF-1FAFA"
)
"""Code points with the property Emoji, but for digits, ``#``, ``*`` and the letters of flags."""

_MATERIAL = r":material/(\w+):"

_USE = "Use one emoji, or a Material symbol such as `:material\u200b/thumb_up:`."
"""The zero-width space keeps Markdown from drawing the example as a symbol."""


def check_icon(icon: Any) -> str | None:
    """Return the icon as it travels; None when there is none.

    Parameters
    ----------
    icon : str or None
        One emoji, ``":material/name:"``, ``"spinner"``, or a blank text for no icon.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not a text.
    StreamlitAPIException
        A text that is no icon.
    """
    if icon is None:
        return None
    if not isinstance(icon, str):
        raise StreamlitInvalidParameterTypeError("icon", type(icon), ["str", "None"])
    text = icon.strip()
    if not text or text == "spinner" or re.fullmatch(_sequence(), text):
        return text or None
    if text.startswith(":material"):
        _check_material(text)
        return text
    if re.fullmatch(f"({_sequence()}|[\ufe0e\ufe0f\u200d])+", text):
        raise StreamlitAPIException(f'The value "{text}" is not a valid emoji: an icon is a single emoji.')
    if re.fullmatch(r":[\w+-]+:", text):
        raise StreamlitAPIException(
            f'The value "{text}" is not a valid icon: emoji shortcodes are not supported here. {_USE}'
        )
    raise StreamlitAPIException(f'The value "{text}" is not a valid icon. {_USE}')


def split_icon(text: str) -> tuple[str | None, str]:
    """Split a leading emoji or Material symbol off a text.

    Returns
    -------
    tuple of (str or None) and str
        The icon, and the text after it.
    """
    found = re.match(f"({_sequence()}|{_MATERIAL})[ \t]*", text)
    if found is None or (found[2] is not None and not is_material(found[2])):
        return None, text
    return found[1], text[found.end() :]


def is_material(name: str) -> bool:
    """Whether a Material symbol has this name."""
    known = _material_names()
    # Without the built front end there is no list; then any well-formed name will do.
    return name in known if known is not None else re.fullmatch("[a-z0-9_]+", name) is not None


def _check_material(icon: str) -> None:
    found = re.fullmatch(_MATERIAL, icon)
    if found is None or not is_material(found[1]):
        shown = icon.replace(":material/", ":material\u200b/")
        raise StreamlitAPIException(
            f'The value `"{shown}"` is not a valid Material symbol. '
            "Names are in snake case, such as **`:material\u200b/thumb_up:`**."
        )


@cache
def _sequence() -> str:
    """Return the pattern of one emoji, built on first use because few apps need it."""
    spans = (span.split("-") for span in _EMOJI.split())
    points = "".join("-".join(chr(int(end, 16)) for end in span) for span in spans)
    # A variation selector or a skin tone may follow, and the tags that spell a subdivision's flag.
    one = f"[{points}](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?(?:[\U000e0020-\U000e007e]+\U000e007f)?"
    keycap, flag = "[0-9#*]\ufe0f?\u20e3", "[\U0001f1e6-\U0001f1ff]{2}"
    return f"(?:{keycap}|{flag}|{one}(?:\u200d{one})*)"


@cache
def _material_names() -> frozenset[str] | None:
    try:
        return frozenset(json.loads(_NAMES.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
