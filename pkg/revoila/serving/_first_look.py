"""How a page looks before its script has run: title, icon and colours, from the script's text and the options.

A call of `set_page_config` whose arguments are plain texts is read without
running anything. Files are looked at again when they change.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from revoila.serving._options import Look, page_look

if TYPE_CHECKING:
    from logging import Logger
    from pathlib import Path

LONGEST_ICON = 16
"""An icon that is a text has few characters: one emoji may be made of many."""

EMOJI = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>"
    "<text y='.9em' font-size='90'>{}</text></svg>"
)


class FirstLook(NamedTuple):
    """How a page looks first.

    Parameters
    ----------
    title : str
        What the script sets as its title; "" when that is not known before it runs.
    icon : str
        Address of its icon, or "".
    colours : Look
        Light or dark, and the backgrounds.
    """

    title: str
    icon: str
    colours: Look


def first_look(script: Path, log: Logger) -> FirstLook:
    """Return how the page of an app looks before the app is there.

    Parameters
    ----------
    script : Path
        The app's main script.
    log : Logger
        Gets the reason when the theme cannot be used.

    Returns
    -------
    FirstLook
        As its files are now.
    """
    try:
        stamp = script.stat().st_mtime_ns
    except OSError:
        stamp = 0
    title, icon = _page_config(script, stamp)
    return FirstLook(title, icon, page_look(script.parent, log))


@lru_cache(maxsize=256)
def _page_config(script: Path, _stamp: int) -> tuple[str, str]:
    """Return title and icon that a script sets with plain texts."""
    try:
        tree = ast.parse(script.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return "", ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "set_page_config":
            said = dict(zip(("page_title", "page_icon"), map(_text, node.args), strict=False))
            said |= {word.arg: _text(word.value) for word in node.keywords if word.arg is not None}
            return said.get("page_title", ""), _icon(said.get("page_icon", ""))
    return "", ""


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _icon(text: str) -> str:
    """Return an address for an emoji; the other kinds are for the front end, which knows them."""
    if not text or text.isascii() or len(text) > LONGEST_ICON:
        return ""
    return "data:image/svg+xml," + quote(EMOJI.format(text))
