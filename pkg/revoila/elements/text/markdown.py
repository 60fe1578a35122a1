"""Markdown and what is drawn with its means: captions, formulas, badges."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_flag, clean
from revoila.elements.text._typography import set_type
from revoila.errors import StreamlitIncompatibleParametersError

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator


def markdown(
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: str | int = "auto",
    text_alignment: str = "left",
    anchors: bool = True,
    wrap: bool = True,
) -> DeltaGenerator:
    """Show Markdown.

    Behaves as Streamlit 1.67 `st.markdown`: GitHub-flavoured Markdown with
    emoji shortcodes, Material symbols, LaTeX, coloured text and badges.

    Parameters
    ----------
    body : object
        The text; ``str(body)`` without the indentation that its lines share.
    unsafe_allow_html : bool, default False
        Show HTML in the text as such (sanitised) and not as characters.
    help : str, optional
        Tooltip after the text, as Markdown.
    width : "auto", "stretch", "content" or int, default "auto"
        Width, in CSS pixels when a number. ``"auto"`` is as wide as the
        content in horizontal containers and stretches elsewhere.
    text_alignment : "left", "center", "right" or "justify", default "left"
        Alignment of the text.
    anchors : bool, default True
        Whether headings in the text have ids and links.
    wrap : bool, default True
        False keeps the text on one line, with an ellipsis.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the text.

    Raises
    ------
    StreamlitIncompatibleParametersError
        ``wrap=False`` together with ``unsafe_allow_html=True``.
    StreamlitValueError
        An unknown `text_alignment`, or a `wrap` that is no bool.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    See Also
    --------
    write : Shows whatever it gets.
    text : Shows characters as they are.

    Examples
    --------
    >>> markdown("*Streams* :material/water: are :blue[blue].")
    """
    props = _props(body, unsafe_allow_html, wrap=wrap)
    if not anchors:
        props["anchors"] = False
    set_type(
        props,
        help=help,
        text_alignment=text_alignment,
        wrap=wrap,
        width=width,
        default_width="auto",
        also=("auto",),
    )
    return draw("markdown", props)


def caption(
    body: object,
    unsafe_allow_html: bool = False,
    *,
    help: str | None = None,
    width: str | int = "stretch",
    text_alignment: str = "left",
    wrap: bool = True,
) -> DeltaGenerator:
    """Show small, muted Markdown: explanations, notes, sources.

    Behaves as Streamlit 1.67 `st.caption`.

    Parameters
    ----------
    body : object
        The text, as in `markdown`.
    unsafe_allow_html : bool, default False
        Show HTML in the text as such (sanitised).
    help : str, optional
        Tooltip after the text, as Markdown.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    text_alignment : "left", "center", "right" or "justify", default "left"
        Alignment of the text.
    wrap : bool, default True
        False keeps the text on one line, with an ellipsis.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the text.

    Raises
    ------
    StreamlitIncompatibleParametersError
        ``wrap=False`` together with ``unsafe_allow_html=True``.
    StreamlitValueError
        An unknown `text_alignment`, or a `wrap` that is no bool.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    Examples
    --------
    >>> caption("Source: [weather service](https://example.org)")
    """
    props = _props(body, unsafe_allow_html, wrap=wrap)
    set_type(props, help=help, text_alignment=text_alignment, wrap=wrap, width=width)
    return draw("caption", props)


def latex(body: object, *, help: str | None = None, width: str | int = "stretch") -> DeltaGenerator:
    r"""Show a formula on a line of its own, centred.

    Behaves as Streamlit 1.67 `st.latex`.

    Parameters
    ----------
    body : str or sympy.Expr
        LaTeX without dollar signs; an expression of SymPy is converted.
    help : str, optional
        Tooltip after the formula, as Markdown.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the formula.

    Raises
    ------
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.

    Examples
    --------
    >>> latex(r"e^{i\pi} + 1 = 0")
    """
    sympy: Any = sys.modules.get("sympy")
    if sympy is not None and isinstance(body, sympy.Expr):
        body = sympy.latex(body)
    return draw("latex", set_type({"body": clean(body)}, help=help, width=width))


def badge(
    label: object,
    *,
    icon: str | None = None,
    color: str = "blue",
    width: str | int = "content",
    help: str | None = None,
) -> DeltaGenerator:
    """Show a small coloured pill with a label.

    Behaves as Streamlit 1.67 `st.badge`.

    Parameters
    ----------
    label : object
        Short text with inline Markdown; brackets are shown as brackets.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``, before the label.
    color : str, default "blue"
        ``red``, ``orange``, ``yellow``, ``blue``, ``green``, ``violet``,
        ``gray``, ``grey`` or ``primary``.
    width : "content", "stretch" or int, default "content"
        Width, in CSS pixels when a number.
    help : str, optional
        Tooltip, as Markdown.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the badge.

    Raises
    ------
    StreamlitAPIException
        The icon is none.
    StreamlitInvalidParameterTypeError
        The icon is no text.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.
    AttributeError
        The label is no text.

    Examples
    --------
    >>> badge("Done", icon=":material/check:", color="green")
    """
    if not isinstance(label, str):
        # The kind of error is that of Streamlit, which asks the label for its letters.
        raise AttributeError(f"The `label` of a badge must be a text, not {type(label).__name__}.")  # noqa: TRY004
    # The label ends up between brackets when it is written as a Markdown directive.
    escaped = label.replace("[", "\\[").replace("]", "\\]")
    props = add_present({"label": escaped, "color": str(color)}, icon=check_icon(icon))
    return draw("badge", set_type(props, help=help, width=width, default_width="content"))


def _props(body: object, html: bool, *, wrap: bool) -> Props:
    props: Props = {"body": clean(body)}
    if check_flag("unsafe_allow_html", html):
        if wrap is False:
            raise StreamlitIncompatibleParametersError(
                "wrap=False",
                "unsafe_allow_html=True",
                explanation="HTML cannot be cut to one line. Leave one of the two out.",
            )
        props["html"] = True
    return props
