"""Title, icon, layout and menu of the page: ``st.set_page_config``."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from revoila._context import active
from revoila.elements._icon import check_icon, split_icon
from revoila.elements._params import check_choice, clean
from revoila.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidURLError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from revoila.runtime.pages import Page

RANDOM_ICONS = "🌈🌊🌱🌻🍀🍇🎈🎲🏔🐝🐙🐳👓💡📈📊📚🔭🚀🧭🧩🧪🪐🦊"
ADDRESS = re.compile(r"(https?://|mailto:)[^/\s]", re.IGNORECASE)
MENU = {"get help": "get_help", "report a bug": "report_a_bug", "about": "about"}


@dataclass(slots=True)
class PageConfig:
    """What a run has said about the page as a whole.

    Parameters
    ----------
    title : str or None
        Title of the document.
    icon : str, bytes or None
        Icon of the document.
    layout : {"centered", "wide"}
        Width of the main area.
    sidebar_state : str or int
        How the sidebar begins, or its width in CSS pixels.
    menu_items : dict
        Entries of the app's menu.
    logo : dict or None
        The picture above the app.
    navigation : dict or None
        The menu of pages.
    page : Page or None
        The current page.
    page_missing : bool
        Whether the address names a page that the app does not have.
    runnable : list of Page
        Pages that the run may draw, once each.
    """

    title: str | None = None
    icon: Any = None
    layout: str = "centered"
    sidebar_state: str | int = "auto"
    menu_items: dict[str, str | None] = field(default_factory=dict)
    logo: dict[str, Any] | None = None
    navigation: dict[str, Any] | None = None
    page: Page | None = None
    page_missing: bool = False
    runnable: list[Page] = field(default_factory=list)


def set_page_config(
    page_title: str | None = None,
    page_icon: Any = None,
    layout: Literal["centered", "wide"] | None = None,
    initial_sidebar_state: Literal["auto", "expanded", "collapsed", "locked"] | int | None = None,
    menu_items: Mapping[str, str | None] | None = None,
) -> None:
    """Set title, icon, layout and menu of the page.

    May be called anywhere and often; what is not given stays as it is.

    Parameters
    ----------
    page_title : str, optional
        Title of the document.
    page_icon : str or image, optional
        An emoji, an emoji shortcode, ``":material/name:"``, ``"random"`` or
        anything that `st.image` takes.
    layout : {"centered", "wide"}, optional
        Whether the main area has a comfortable reading width or all of it.
    initial_sidebar_state : str or int, optional
        ``"auto"``, ``"expanded"``, ``"collapsed"``, ``"locked"``, or a width in
        CSS pixels.
    menu_items : mapping, optional
        ``"Get help"`` and ``"Report a bug"`` (addresses) and ``"About"`` (Markdown).

    Raises
    ------
    StreamlitValueError
        An unknown layout, sidebar state or menu entry.
    StreamlitInvalidURLError
        A menu entry that is no address.
    StreamlitInvalidParameterTypeError
        `menu_items` is no mapping.
    StreamlitAPIException
        A Material symbol that does not exist.
    TypeError
        `page_title` is no text.

    Examples
    --------
    >>> import revoila as st
    >>> st.set_page_config("Sales", "📈", layout="wide")

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.set_page_config``.
    """
    here = active()
    if page_title is not None and not isinstance(page_title, str):
        raise TypeError(f"`page_title` is a text or None, not {page_title!r}.")
    if layout is not None:
        check_choice("layout", layout, ("centered", "wide"))
    if initial_sidebar_state is not None:
        _check_sidebar(initial_sidebar_state)
    entries = {} if menu_items is None else _menu(menu_items)
    icon = None if page_icon is None else _icon(page_icon)
    if here is None:
        return
    config: PageConfig = here.run.config
    if page_title is not None:
        config.title = page_title
    if icon is not None:
        config.icon = icon
    if layout is not None:
        config.layout = layout
    if initial_sidebar_state is not None:
        config.sidebar_state = initial_sidebar_state
    config.menu_items = {**config.menu_items, **entries}


def _check_sidebar(state: Any) -> None:
    words = ("auto", "expanded", "collapsed", "locked")
    is_width = isinstance(state, int) and not isinstance(state, bool) and state > 0
    if state not in words and not is_width:
        raise StreamlitValueError(
            "initial_sidebar_state", [*(repr(word) for word in words), "a positive int (pixels)"]
        )


def _menu(items: Mapping[str, str | None]) -> dict[str, str | None]:
    if not isinstance(items, Mapping):
        raise StreamlitInvalidParameterTypeError("menu_items", type(items), ["mapping", "None"])
    entries: dict[str, str | None] = {}
    for name, value in items.items():
        known = MENU.get(str(name).strip().lower())
        if known is None:
            entry = f"`{name}` is not an entry of the menu."
            raise StreamlitValueError("menu_items", ["'Get help'", "'Report a bug'", "'About'"], detail=entry)
        text = None if value is None else clean(value)
        if known != "about" and text is not None and not ADDRESS.match(text):
            raise StreamlitInvalidURLError(text)
        entries[known] = text
    return entries


def _icon(icon: Any) -> Any:
    """Return an icon as it travels: a text or a URL, which may hold the picture."""
    if isinstance(icon, Path):
        icon = str(icon)
    if isinstance(icon, str):
        if icon == "random":
            return random.choice(RANDOM_ICONS)  # noqa: S311  # decoration
        if icon.startswith(":material"):
            return check_icon(icon)
        # What cannot be a picture is not tried as one, for that loads a library.
        if re.fullmatch(":[a-z0-9_+-]+:", icon) or re.match("https?:|data:", icon) or split_icon(icon)[0]:
            return icon
    from revoila.elements.media.image import image_data

    try:
        return image_data(icon)
    except Exception:
        if isinstance(icon, str):
            return icon
        raise
