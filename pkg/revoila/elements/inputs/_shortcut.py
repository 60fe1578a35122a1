"""How is a keyboard shortcut written? Modifiers and one key, joined by ``+``.

It checks and normalises the text; pressing keys is the browser's business.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

_MODIFIERS = {
    "ctrl": "ctrl",
    "control": "ctrl",
    "mod": "ctrl",
    "cmd": "cmd",
    "command": "cmd",
    "meta": "cmd",
    "alt": "alt",
    "option": "alt",
    "shift": "shift",
}
_ORDER = ("ctrl", "cmd", "alt", "shift")
_ALIASES = {
    "enter": "enter",
    "return": "enter",
    "escape": "escape",
    "esc": "escape",
    "delete": "delete",
    "del": "delete",
    "arrowleft": "left",
    "arrowright": "right",
    "arrowup": "up",
    "arrowdown": "down",
}
_NAMED = frozenset(
    {"tab", "space", "backspace", "home", "end", "pageup", "pagedown", "left", "right", "up", "down"}
)
_RESERVED_KEYS = ("c", "r")
_BROWSER_KEYS = frozenset(
    f"{modifier}+{key}"
    for modifier in ("ctrl", "cmd")
    for key in ("t", "w", "n", "q", "tab", "shift+t", "shift+n", "shift+w")
)
"""Combinations that browsers do not hand to pages."""

_log = logging.getLogger(__name__)


def check_shortcut(shortcut: Any) -> str | None:
    """Return a shortcut in its normal form, such as ``"ctrl+shift+k"``.

    Parameters
    ----------
    shortcut : str or None
        As the author wrote it.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not a text.
    StreamlitAPIException
        No key, several keys, an unknown key, or one that is reserved.
    """
    if shortcut is None:
        return None
    if not isinstance(shortcut, str):
        raise StreamlitInvalidParameterTypeError("shortcut", type(shortcut), ["str"])
    parts = [part for part in (piece.strip().lower() for piece in shortcut.split("+")) if part]
    modifiers = {_MODIFIERS[part] for part in parts if part in _MODIFIERS}
    keys = [_check_key(part) for part in parts if part not in _MODIFIERS]
    if len(keys) != 1:
        raise StreamlitAPIException(
            f"The `shortcut` {shortcut!r} has {len(keys)} keys. It needs exactly one besides modifiers, "
            "as in 'K' or 'Ctrl+K'."
        )
    if keys[0] in _RESERVED_KEYS:
        raise StreamlitAPIException("The keys 'C' and 'R' are reserved, with and without modifiers.")
    normal = "+".join([*(modifier for modifier in _ORDER if modifier in modifiers), keys[0]])
    if normal in _BROWSER_KEYS:
        _log.warning("The shortcut %r belongs to browsers and may never reach the app.", shortcut)
    return normal


def _check_key(part: str) -> str:
    if part in _ALIASES:
        return _ALIASES[part]
    if part in _NAMED or (len(part) == 1 and part.isalnum()) or re.fullmatch("f[0-9]+", part):
        return part
    raise StreamlitAPIException(
        f"The `shortcut` key {part!r} is not known. Use one letter or digit, F1 and so on, or a named key "
        "such as Enter, Escape, Space, Tab, Home, PageUp or Left."
    )
