"""The picture in the upper left corner: ``st.logo``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present
from revoila.errors import StreamlitAPIException, StreamlitInvalidURLError, StreamlitValueError

if TYPE_CHECKING:
    from revoila.runtime.page_config import PageConfig

_SIZES = ("small", "medium", "large")
_LINK = re.compile(r"https?://[^/\s]", re.IGNORECASE)


def logo(image: Any, *, size: str = "medium", link: str | None = None, icon_image: Any = None) -> None:
    """Show a picture in the upper left corner of the app, and at the top of its sidebar.

    Behaviour of Streamlit 1.67 ``st.logo``. The last call of a run counts; without one there is no logo.

    Parameters
    ----------
    image : str or image
        One emoji, ``":material/name:"`` or anything that `st.image` takes, but no list. All but a URL travels with
        the page.
    size : {"small", "medium", "large"}, default "medium"
        Greatest height: 20, 24 or 32 CSS pixels.
    link : str, optional
        Address that a click opens in a new tab; by default it leads to the start page of the app.
    icon_image : str or image, optional
        Takes the place of `image` while the sidebar is closed.

    Raises
    ------
    StreamlitAPIException
        A picture is none.
    StreamlitValueError
        An unknown size.
    StreamlitInvalidURLError
        `link` is no address of the web.

    Examples
    --------
    >>> import revoila as st
    >>> st.logo("🐧", size="large")
    """
    chosen = str(size).lower()
    if chosen not in _SIZES:
        raise StreamlitValueError("size", [repr(name) for name in _SIZES])
    if link and not _LINK.match(str(link)):
        raise StreamlitInvalidURLError(str(link), ("http", "https"))
    shown = add_present(
        {"image": _picture("image", image), "size": chosen},
        link=link or None,
        icon_image=None
        if icon_image is None or _is_empty(icon_image)
        else _picture("icon_image", icon_image),
    )
    here = active()
    if here is not None:
        config: PageConfig = here.run.config
        config.logo = shown


def _is_empty(image: Any) -> bool:
    # An array would compare its pixels.
    return isinstance(image, str) and not image


def _picture(parameter: str, image: Any) -> str:
    """Return a picture as it travels: an icon, or a URL, which may hold the bytes.

    Raises
    ------
    StreamlitAPIException
        It is none.
    """
    icon = _icon(image)
    if icon is not None:
        return icon
    from revoila.elements.media.image import image_data

    try:
        return image_data(image)
    except Exception as error:
        raise StreamlitAPIException(
            f"The `{parameter}` of `st.logo` cannot be shown. Pass one emoji, a Material symbol, or a single "
            "picture as `st.image` takes it."
        ) from error


def _icon(image: Any) -> str | None:
    if not isinstance(image, str) or image == "spinner":
        return None
    try:
        return check_icon(image)
    except StreamlitAPIException:
        return None
