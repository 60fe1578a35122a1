"""The parameter that pictures, charts and tables share: their description."""

from __future__ import annotations

import logging
from typing import Any

_log = logging.getLogger(__name__)


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
