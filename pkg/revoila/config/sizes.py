"""How many bytes is ``"500MB"``: sizes as people write them."""

from __future__ import annotations

import re

_SIZE = re.compile(r"\s*(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(?P<unit>[kmgt]?)i?b\s*", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def parse_size(value: int | str) -> int | None:
    """Return a size in bytes.

    Parameters
    ----------
    value : int or str
        Bytes, or a text with a unit: B, KB, MB, GB, TB or KiB to TiB, which all
        count in steps of 1024, as in Streamlit 1.67.

    Returns
    -------
    int or None
        Bytes; None when the size is not above zero or cannot be understood.

    Examples
    --------
    >>> parse_size("1.5 KiB")
    1536
    """
    if isinstance(value, str):
        match = _SIZE.fullmatch(value)
        if match is None:
            return None
        value = int(float(match["number"]) * 1024 ** _POWERS[match["unit"].lower()])
    return value if value > 0 else None
