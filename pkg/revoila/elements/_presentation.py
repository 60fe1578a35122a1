"""Parameters that pictures, charts and tables share: the description and the older width switch."""

from __future__ import annotations

import logging
from typing import Any

_log = logging.getLogger(__name__)

_told: set[str] = set()


def check_alt(alt: Any, *, decorative: bool = False) -> str | None:
    """Return the accessible description, or None where there is none.

    Parameters
    ----------
    alt : str or None
        The author's description.
    decorative : bool, default False
        Whether an empty text has a meaning of its own: the picture is decoration.
    """
    if alt is None:
        return None
    text = str(alt)
    if text.strip():
        return text.strip()
    if decorative and not text:
        return ""
    _log.warning("A blank `alt` is ignored. Pass a description, or None.")
    return None


def note_container_width(command: str, use_container_width: bool | None) -> None:
    """Log once per command that ``use_container_width`` has a successor."""
    if use_container_width is not None and command not in _told:
        _told.add(command)
        _log.warning(
            "`use_container_width` of `st.%s` is deprecated. Use `width='stretch'` for True, "
            "`width='content'` for False.",
            command,
        )
