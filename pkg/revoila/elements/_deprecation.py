"""Notices about what Streamlit 1.67 still takes but has a better way for.

Statements 136 to 138 of the execution specification.
"""

from __future__ import annotations

import logging
from typing import Any

from revoila._context import Addressed, activate, active

_log = logging.getLogger(__name__)

_told: set[str] = set()
"""The notices of which one in the life of the process is enough."""


def notice(message: str, *, shown: bool = True, once: bool = False) -> None:
    """Log that something is deprecated, and show it beside the element while an app is made.

    Parameters
    ----------
    message : str
        What to use instead, as Markdown.
    shown : bool, default True
        Whether it shows on the page, too: where uncaught errors show in full.
    once : bool, default False
        Whether it is enough to say it once in the life of the process.
    """
    if once:
        if message in _told:
            return
        _told.add(message)
    _log.warning(message)
    here = active()
    if isinstance(here, Addressed) and here.outer is not None:
        # Not in the slot of the element that it is about.
        here = here.outer
    if here is None or not shown or not _may_show(here.run.option):
        return
    from revoila.elements.status.alert import warning  # rarely needed

    with activate(here.run, here.place):
        warning(message)


def older_width(command: str, use_container_width: Any, width: Any, *, keeps_pixels: bool = True) -> Any:
    """Return the width that ``use_container_width`` stands for, with a notice; `width` where it is not given.

    Parameters
    ----------
    command : str
        Name of the command.
    use_container_width : bool or None
        The older parameter.
    width : object
        The newer one.
    keeps_pixels : bool, default True
        Whether a number of pixels counts beside False.
    """
    if use_container_width is None:
        return width
    notice(
        f"`use_container_width` of `st.{command}` is deprecated. Use `width='stretch'` for True, "
        "`width='content'` for False.",
        shown=False,
    )
    if use_container_width:
        return "stretch"
    return width if keeps_pixels and isinstance(width, int) else "content"


def _may_show(option: Any) -> bool:
    in_full = str(option("client.showErrorDetails")).lower() in ("full", "true")
    return in_full and not option("global.suppressDeprecationWarnings")
