"""Widgets that pydeck makes for itself.

``pydeck.Deck()`` calls ``has_jupyter_extra`` five times: in its constructor, and in ``_set_api_keys`` for each
of four providers of maps. Each call makes a widget to see whether that works, and forgets it; the constructor
makes one more, ``deck_widget``. So a map costs six widgets and six layouts, which ipywidgets keeps until
somebody closes them, and no page shows any.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

_MAKER = "pydeck.bindings.deck"
_WIDGET = "pydeck.widget.widget"


def made_by_pydeck() -> Any:
    """Return the widget that pydeck itself is making at this moment; None where a script makes one.

    For the layout of such a widget, it is the widget.
    """
    if _MAKER not in sys.modules:
        return None
    widget = None
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  # who calls cannot be told in another way
    while frame is not None:
        module = frame.f_globals.get("__name__")
        if module == _MAKER:
            return widget
        if module == _WIDGET:
            widget = frame.f_locals.get("self")
        frame = frame.f_back
    return None
