"""Coloured boxes: something failed, needs care, is worth knowing, or went well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements._draw import draw
from revoila.elements._icon import check_icon, split_icon
from revoila.elements._params import add_present, check_width, clean

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator


def error(
    body: object, *, icon: str | None = None, width: str | int = "stretch", title: object = None
) -> DeltaGenerator:
    """Show an error message.

    Behaves as Streamlit 1.67 `st.error`.

    Parameters
    ----------
    body : object
        The message, as Markdown. A leading emoji or Material symbol becomes
        the icon when `icon` is not given.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``; an empty text for none.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.
    title : object, optional
        Bold line above the message, as Markdown.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the message.

    Raises
    ------
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidParameterTypeError
        The icon is no text.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    See Also
    --------
    exception : Shows an exception with its traceback.

    Examples
    --------
    >>> error("The file has no column `date`.")
    """
    return draw("error", _alert(body, icon, width, title))


def warning(
    body: object, *, icon: str | None = None, width: str | int = "stretch", title: object = None
) -> DeltaGenerator:
    """Show a warning.

    Behaves as Streamlit 1.67 `st.warning`.

    Parameters
    ----------
    body : object
        The message, as Markdown. A leading emoji or Material symbol becomes
        the icon when `icon` is not given.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``; an empty text for none.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.
    title : object, optional
        Bold line above the message, as Markdown.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the message.

    Raises
    ------
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidParameterTypeError
        The icon is no text.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    Examples
    --------
    >>> warning("Three rows have no date.", icon="⚠️")
    """
    return draw("warning", _alert(body, icon, width, title))


def info(
    body: object, *, icon: str | None = None, width: str | int = "stretch", title: object = None
) -> DeltaGenerator:
    """Show a note.

    Behaves as Streamlit 1.67 `st.info`.

    Parameters
    ----------
    body : object
        The message, as Markdown. A leading emoji or Material symbol becomes
        the icon when `icon` is not given.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``; an empty text for none.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.
    title : object, optional
        Bold line above the message, as Markdown.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the message.

    Raises
    ------
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidParameterTypeError
        The icon is no text.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    Examples
    --------
    >>> info("Data as of this morning.", title="About the data")
    """
    return draw("info", _alert(body, icon, width, title))


def success(
    body: object, *, icon: str | None = None, width: str | int = "stretch", title: object = None
) -> DeltaGenerator:
    """Show that something went well.

    Behaves as Streamlit 1.67 `st.success`.

    Parameters
    ----------
    body : object
        The message, as Markdown. A leading emoji or Material symbol becomes
        the icon when `icon` is not given.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``; an empty text for none.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.
    title : object, optional
        Bold line above the message, as Markdown.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the message.

    Raises
    ------
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidParameterTypeError
        The icon is no text.
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    Examples
    --------
    >>> success(":material/check: 120 rows imported")
    """
    return draw("success", _alert(body, icon, width, title))


def _alert(body: object, icon: str | None, width: str | int, title: object) -> Props:
    text = clean(body)
    if icon is None:
        shown, text = split_icon(text)
    else:
        shown = check_icon(icon)
    props = add_present({"body": text}, icon=shown)
    if title is not None:
        add_present(props, title=clean(title) or None)
    if check_width(width, content=False) != "stretch":
        props["width"] = width
    return props
