"""Parts of the page beside the main area: the sidebar, and the area pinned to the bottom.

They are objects and not commands, because there is one of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila._context import active
from revoila.elements._handle import DeltaGenerator
from revoila.errors import StreamlitInvalidLayoutContextError

if TYPE_CHECKING:
    from revoila.elements._element import Place


class Root(DeltaGenerator):
    """A part of the page that every run has; draws into that of the active run."""

    def __init__(self) -> None:
        super().__init__(None)


class Sidebar(Root):
    """The area at the side of the page.

    As ``st.sidebar`` of Streamlit 1.67.

    Examples
    --------
    >>> with sidebar:
    ...     _ = text("at the side")  # doctest: +SKIP
    >>> _ = sidebar.text("there too")
    """

    @property
    def place(self) -> Place | None:
        """Where the active run draws its sidebar."""
        here = active()
        return None if here is None else here.run.sidebar

    def _describe(self) -> str:
        return "`st.sidebar`"


class Bottom(Root):
    """The area that stays at the bottom of the page while the rest scrolls.

    As ``st.bottom`` of Streamlit 1.67.

    Examples
    --------
    >>> _ = bottom.text("always in view")
    """

    @property
    def place(self) -> Place | None:
        """Where the active run draws what is pinned to the bottom.

        Raises
        ------
        StreamlitInvalidLayoutContextError
            The active place is in the sidebar, in a dialog, or among toasts.
        """
        here = active()
        if here is None:
            return None
        around = here.place.inside()
        if around.root in ("sidebar", "event") or "dialog" in around.kinds():
            name = "st.sidebar" if around.root == "sidebar" else "st.dialog"
            raise StreamlitInvalidLayoutContextError(
                f"`st.bottom` cannot be used inside `{name}`: only the main area has a bottom."
            )
        return here.run.bottom


sidebar = Sidebar()
bottom = Bottom()
