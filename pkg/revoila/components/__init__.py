"""Custom components: parts of a page that bring their own HTML and JavaScript."""

from __future__ import annotations

from typing import NoReturn

from revoila.components import v1

__all__ = ["v1"]


def __getattr__(name: str) -> NoReturn:
    """Say what is still to come.

    Raises
    ------
    NotImplementedError
        For ``v2``.
    AttributeError
        For names that there will never be.
    """
    if name == "v2":
        raise NotImplementedError(
            "`st.components.v2` is part of Streamlit 1.67 but not available in Revoilà yet."
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
