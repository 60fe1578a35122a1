"""Figures of Matplotlib, as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import notice, older_width
from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_width
from revoila.elements._presentation import check_alt
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator

RESOLUTION = 200
"""Dots per inch: twice Matplotlib's own, for screens with small pixels."""


def pyplot(
    fig: Any,
    clear_figure: bool = False,
    *,
    width: str | int = "stretch",
    use_container_width: bool | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> DeltaGenerator:
    """Show a Matplotlib figure.

    Behaves as Streamlit 1.67 `st.pyplot`.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure.
    clear_figure : bool, default False
        Whether the figure is emptied afterwards.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    alt : str, optional
        Description for those who cannot see the figure; an empty text marks decoration.
    **kwargs : object
        For the figure's ``savefig``; deprecated.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the picture.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `fig` is None.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    AttributeError
        `fig` is no figure.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import revoila as st
    >>> fig, ax = plt.subplots()
    >>> st.pyplot(fig)  # doctest: +SKIP
    """
    from revoila.elements.media._source import sniff  # keeps the module light

    if fig is None:
        raise StreamlitMissingRequiredParameterError(
            "fig",
            detail="Matplotlib's global figure is shared by all threads. Make one with `fig, ax = plt.subplots()`.",
        )
    width = check_width(older_width("pyplot", use_container_width, width, keeps_pixels=False))
    picture = BytesIO()
    fig.savefig(picture, **{"dpi": RESOLUTION, "bbox_inches": "tight", "format": "png", **kwargs})
    if kwargs:
        notice(
            "Options of `savefig` in `st.pyplot` are deprecated. Save the figure to a `BytesIO` "
            "with them, and show that with `st.image`."
        )
    if clear_figure:
        fig.clf()
    data = picture.getvalue()
    image = add_present(
        {"data": data, "mime": sniff(data) or "image/png"}, alt=check_alt(alt, decorative=True)
    )
    return draw("image", {"command": "pyplot", "images": [image], "width": width})
