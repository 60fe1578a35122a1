"""Points on a map of the world."""

from __future__ import annotations

import json
import logging
from math import isfinite
from numbers import Real
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._numbers import as_float
from revoila.elements.charts._figure import draw_figure, sized
from revoila.elements.charts.pydeck import HEIGHT

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

_log = logging.getLogger(__name__)


def map(
    data: Any = None,
    *,
    latitude: str | None = None,
    longitude: str | None = None,
    color: Any = None,
    size: str | float | None = None,
    zoom: int | None = None,
    width: str | int = "stretch",
    height: str | int = HEIGHT,
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Show points on a map of the world.

    Behaves as Streamlit 1.67 `st.map`. The map is drawn from outlines of land and countries that come with the
    package, in the colours of the theme: pages load no tiles from other sites.

    Parameters
    ----------
    data : dataframe-like, optional
        The points, one in a row; None shows the world.
    latitude, longitude : str, optional
        Columns of the places, in degrees; by default those called lat or latitude, lon or longitude.
    color : str, tuple or list, optional
        Colour of all points, or a column of colours; by default the primary colour of the theme.
    size : float or str, optional
        Radius of all points in metres, or a column of such; by default 100, as for anything else.
    zoom : int, optional
        From 0, the whole world, to about 20; by default all points are in view, as for anything but a number.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "stretch" or int, default 500
        Height, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose a width.
    alt : str, optional
        Description for those who cannot see the map.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the map.

    Raises
    ------
    StreamlitAPIException
        A column is missing, has missing values, or holds something else.
    StreamlitInvalidColorError
        `color` is neither a colour nor a column.
    StreamlitInvalidWidthError, StreamlitInvalidHeightError
        A size is neither a known word nor a positive number.
    StreamlitDataframeConversionError
        `data` is no table.

    Examples
    --------
    >>> import revoila as st
    >>> st.map({"lat": [60.4, 38.7], "lon": [5.3, -9.1]}, size=20_000)  # doctest: +SKIP
    """
    from revoila.elements.charts._deck import EMPTY  # pyarrow is loaded with the first map
    from revoila.elements.charts._points import point_layer
    from revoila.elements.data._read import read_frame
    from revoila.elements.data._style import is_styler
    from revoila.elements.data.dataframe import note_cut

    width = older_width("map", use_container_width, width)
    if width == "content" and use_container_width is not None:
        width = "stretch"  # a map has no width of its own
    frame = read_frame(data.data if is_styler(data) else data)
    props: Props = {"command": "map", "spec": json.dumps(EMPTY)}
    if frame.rows:
        layer, buffers, box = point_layer(
            frame, latitude=latitude, longitude=longitude, size=size, color=color
        )
        props |= {"spec": json.dumps({**EMPTY, "layers": [layer]}), "buffers": buffers, "box": box}
    if isinstance(zoom, Real) and not isinstance(zoom, bool) and isfinite(as_float(zoom)):
        props["zoom"] = float(zoom)
    elif zoom is not None:
        _log.warning("`zoom=%r` of a map is no number: all points are in view.", zoom)
    sized(props, width=width, height=height, alt=alt, usual=("stretch", HEIGHT), content=False)
    note_cut(frame)
    return draw_figure("deck", props)
