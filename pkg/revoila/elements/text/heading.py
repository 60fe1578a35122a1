"""Headings of three levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice, clean
from revoila.elements.text._typography import set_type
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueError

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

DIVIDER_CYCLE = ("blue", "green", "orange", "red", "violet", "yellow")
"""Colours that ``divider=True`` goes through, from the top of the run."""

DIVIDERS = (*DIVIDER_CYCLE, "gray", "grey", "rainbow")


def title(
    body: object,
    anchor: str | bool | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    width: str | int = "stretch",
    text_alignment: str = "left",
    wrap: bool = True,
) -> DeltaGenerator:
    """Show the title of a page, a heading of the first level.

    Behaves as Streamlit 1.67 `st.title`.

    Parameters
    ----------
    body : object
        The text, as Markdown.
    anchor : str, False or None, default None
        Id of the heading for links to it. None derives it from the text;
        False shows no link.
    help : str, optional
        Tooltip after the text, as Markdown.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``, before the text.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    text_alignment : "left", "center", "right" or "justify", default "left"
        Alignment of the text.
    wrap : bool, default True
        False keeps the text on one line, with an ellipsis.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the title.

    Raises
    ------
    StreamlitValueError
        ``anchor=True``, an unknown `text_alignment`, or a `wrap` that is no bool.
    StreamlitInvalidParameterTypeError
        An `anchor` or `icon` of another type.
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    See Also
    --------
    header : A heading of the second level.
    subheader : A heading of the third level.

    Examples
    --------
    >>> title("Rivers of Europe", icon="🏞️")
    """
    props = _heading(body, anchor, icon)
    set_type(props, help=help, text_alignment=text_alignment, wrap=wrap, width=width)
    return draw("title", props)


def header(
    body: object,
    anchor: str | bool | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | str | None = False,
    width: str | int = "stretch",
    text_alignment: str = "left",
    wrap: bool = True,
) -> DeltaGenerator:
    """Show a heading of the second level.

    Behaves as Streamlit 1.67 `st.header`.

    Parameters
    ----------
    body : object
        The text, as Markdown.
    anchor : str, False or None, default None
        Id of the heading, as in `title`.
    help : str, optional
        Tooltip after the text, as Markdown.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``, before the text.
    divider : bool or str, default False
        A line below: True takes the next colour at each use, a text names it
        (blue, green, orange, red, violet, yellow, gray, grey, rainbow).
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    text_alignment : "left", "center", "right" or "justify", default "left"
        Alignment of the text.
    wrap : bool, default True
        False keeps the text on one line, with an ellipsis.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the heading.

    Raises
    ------
    StreamlitValueError
        ``anchor=True``, an unknown `divider` or `text_alignment`, or a `wrap` that is no bool.
    StreamlitInvalidParameterTypeError
        An `anchor` or `icon` of another type.
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    Examples
    --------
    >>> header("The Danube", divider="blue")
    """
    props = add_present(_heading(body, anchor, icon), divider=_divider_color(divider))
    set_type(props, help=help, text_alignment=text_alignment, wrap=wrap, width=width)
    return draw("header", props)


def subheader(
    body: object,
    anchor: str | bool | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | str | None = False,
    width: str | int = "stretch",
    text_alignment: str = "left",
    wrap: bool = True,
) -> DeltaGenerator:
    """Show a heading of the third level.

    Behaves as Streamlit 1.67 `st.subheader`.

    Parameters
    ----------
    body : object
        The text, as Markdown.
    anchor : str, False or None, default None
        Id of the heading, as in `title`.
    help : str, optional
        Tooltip after the text, as Markdown.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``, before the text.
    divider : bool or str, default False
        A line below, as in `header`.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    text_alignment : "left", "center", "right" or "justify", default "left"
        Alignment of the text.
    wrap : bool, default True
        False keeps the text on one line, with an ellipsis.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the heading.

    Raises
    ------
    StreamlitValueError
        ``anchor=True``, an unknown `divider` or `text_alignment`, or a `wrap` that is no bool.
    StreamlitInvalidParameterTypeError
        An `anchor` or `icon` of another type.
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    Examples
    --------
    >>> subheader("Tributaries", anchor="tributaries")
    """
    props = add_present(_heading(body, anchor, icon), divider=_divider_color(divider))
    set_type(props, help=help, text_alignment=text_alignment, wrap=wrap, width=width)
    return draw("subheader", props)


def _heading(body: object, anchor: str | bool | None, icon: str | None) -> Props:
    props: Props = {"body": clean(body)}
    if anchor is False:
        props["hide_anchor"] = True
    elif anchor is True:
        raise StreamlitValueError("anchor", ["None", "False", "any string"])
    elif isinstance(anchor, str):
        if anchor:
            props["anchor"] = anchor
    elif anchor is not None:
        raise StreamlitInvalidParameterTypeError("anchor", type(anchor), ["str", "None", "False"])
    return add_present(props, icon=check_icon(icon))


def _divider_color(divider: bool | str | None) -> str | None:
    if not divider:
        return None
    if divider is not True:
        return str(check_choice("divider", divider, (True, *DIVIDERS)))
    here = active()
    if here is None:
        return DIVIDER_CYCLE[0]
    run = cast("Any", here.run)
    count: int = getattr(run, "divider_count", 0)
    run.divider_count = count + 1
    return DIVIDER_CYCLE[count % len(DIVIDER_CYCLE)]
