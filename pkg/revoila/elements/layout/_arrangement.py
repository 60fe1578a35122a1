"""Gaps, alignments and keys of containers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._identity import check_key, derive_id
from revoila.elements._params import check_choice
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from revoila.elements._element import ElementId

_GAPS = {
    "xxsmall": 0.25,
    "xsmall": 0.5,
    "small": 1.0,
    "medium": 2.0,
    "large": 4.0,
    "xlarge": 6.0,
    "xxlarge": 8.0,
}
"""Named gaps in rem."""

HORIZONTAL = ("left", "center", "right", "distribute")
VERTICAL = ("top", "center", "bottom", "distribute")


def check_gap(gap: Any) -> float | str:
    """Return a gap as it travels: a number of rem, or pixels as in ``"10px"``.

    Parameters
    ----------
    gap : str, int or None
        A name in any case, CSS pixels, or None for no gap.

    Raises
    ------
    StreamlitValueError
        Anything else, a bool too.
    """
    if gap is None:
        return 0.0
    if isinstance(gap, str) and gap.lower() in _GAPS:
        return _GAPS[gap.lower()]
    if isinstance(gap, int) and not isinstance(gap, bool) and gap >= 0:
        return f"{gap}px"
    names = [repr(name) for name in _GAPS]
    raise StreamlitValueError(
        "gap", [*names, "None", "a non-negative number of pixels"], detail=f"Got {gap!r}."
    )


def check_alignment(parameter: str, value: Any, choices: tuple[str, ...]) -> str | None:
    """Return an alignment, None for the first of `choices`, which is the default and does not travel."""
    chosen = str(check_choice(parameter, value, choices, detail=f"Got {value!r}."))
    return None if chosen == choices[0] else chosen


def claim_key(command: str, key: str | int | None) -> tuple[str | None, ElementId | None]:
    """Return the key of a container and its identity, after refusing a second use of the key.

    An empty key counts as none, unlike an input's: so it is in Streamlit.
    """
    checked = check_key(None if key == "" else key)
    if checked is None:
        return None, None
    element_id = derive_id(command, checked, {})
    here = active()
    if here is not None:
        here.run.claim(command, element_id, checked)
    return checked, element_id
