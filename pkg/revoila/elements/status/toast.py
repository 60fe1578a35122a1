"""A short notice in a corner of the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from revoila._context import Addressed, active
from revoila.elements._element import Element
from revoila.elements._handle import DeltaGenerator
from revoila.elements._icon import check_icon
from revoila.elements._numbers import as_float
from revoila.elements._params import add_present, clean
from revoila.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from revoila._context import Active
    from revoila.elements._element import Place

DURATIONS = {"short": 4.0, "long": 10.0, "infinite": None}
"""Names of durations, in seconds."""


def toast(body: str, *, icon: str | None = None, duration: str | int = "short") -> DeltaGenerator:
    """Show a notice in a corner of the page for some seconds.

    Behaves as Streamlit 1.67 `st.toast`. It stays until its time is up, also when the script runs again
    meanwhile.

    Parameters
    ----------
    body : str
        Text, as Markdown.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    duration : {"short", "long", "infinite"} or int, default "short"
        How long it shows: 4 seconds, 10 seconds, until it is closed, or so many seconds.

    Returns
    -------
    DeltaGenerator
        Handle whose `toast` replaces the notice.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        The text is empty.
    StreamlitValueError
        The duration is neither a known word nor a positive whole number.
    TypeError
        The duration is a bool.
    StreamlitAPIException
        Called as a method of a container, or the icon is none.

    See Also
    --------
    success : A message that stays on the page.

    Examples
    --------
    >>> notice = toast("Saving...", icon=":material/save:")
    >>> _ = notice.toast("Saved.")
    """
    text = str(body)
    if not text:
        raise StreamlitMissingRequiredParameterError("body")
    seconds = _seconds(duration)
    props = add_present({"body": clean(text)}, icon=check_icon(icon), seconds=seconds)
    here = active()
    if here is None:
        return DeltaGenerator(None)
    run: Any = here.run
    place = _place(here)
    # Each run shows its own, also when another one has shown the same.
    props["run"] = run.number
    if seconds is None:
        # Its visitor closes this very one, also for a page that is loaded again.
        props["notice"] = next(run.session.screen.notices)
    element = Element("toast", props)
    return DeltaGenerator(run.record_above(element, place))


def _seconds(duration: Any) -> float | None:
    if isinstance(duration, bool):
        raise TypeError(f"`duration` is a word or a number of seconds, not {duration}.")
    if isinstance(duration, str) and duration in DURATIONS:
        return DURATIONS[duration]
    if isinstance(duration, int) and duration > 0 and math.isfinite(as_float(duration)):
        return float(duration)
    names = [repr(name) for name in DURATIONS]
    raise StreamlitValueError(
        "duration", [*names, "a positive number of seconds"], detail=f"Got {duration!r}."
    )


def _place(here: Active) -> Place:
    """Return where the notice goes: in place of another one, or after all others.

    Raises
    ------
    StreamlitAPIException
        It is asked of a container.
    """
    if not isinstance(here, Addressed):
        return here.run.event
    place = here.place
    shown = place.occupant()
    if shown is None and place.branch is here.run.event.branch:
        # Another run has begun meanwhile: it is gone.
        return here.run.event
    if not isinstance(shown, Element) or shown.kind != "toast":
        raise StreamlitAPIException(
            "Method `toast()` does not exist for `DeltaGenerator` objects. Did you mean `st.toast()`?"
        )
    return place
