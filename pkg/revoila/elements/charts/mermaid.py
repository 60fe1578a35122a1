"""Diagrams in the Mermaid language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import clean
from revoila.elements.charts._figure import draw_figure, sized

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.elements._handle import DeltaGenerator


def mermaid_chart(body: str, *, width: str | int = "stretch", alt: str | None = None) -> DeltaGenerator:
    """Draw a diagram from a text in the Mermaid language.

    Behaves as Streamlit 1.67 `st.mermaid_chart`. A fenced block of the language ``mermaid`` in a Markdown text
    is drawn in the same way.

    Parameters
    ----------
    body : str
        The text, such as ``"graph LR; A --> B"``.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    alt : str, optional
        Description for those who cannot see the diagram.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the diagram.

    Raises
    ------
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.mermaid_chart("graph LR; A[Raw] --> B[Clean] --> C[Model]")  # doctest: +SKIP
    """
    return draw_figure("mermaid", sized({"body": clean(body)}, width=width, height="content", alt=alt))


def text_of(props: Mapping[str, Any]) -> str:
    """Return the text of a diagram that was drawn.

    Parameters
    ----------
    props : mapping
        As they travel.
    """
    return str(props["body"])
