"""Charts made with Plotly."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._deprecation import older_width
from revoila.elements._identity import derive_id
from revoila.elements._params import add_present, check_choice
from revoila.elements.charts._figure import draw_figure, sized
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator
    from revoila.elements.charts._selections import SelectionState


def plotly_chart(
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: str | int = "stretch",
    height: str | int = "content",
    theme: str | None = "streamlit",
    key: str | int | None = None,
    on_select: str | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] = ("points", "box", "lasso"),
    config: Mapping[str, Any] | None = None,
    alt: str | None = None,
) -> DeltaGenerator | SelectionState:
    """Draw a Plotly figure.

    Behaves as Streamlit 1.67 `st.plotly_chart`. Long arrays travel as bytes. Maps are drawn on outlines that
    come with the package, as pages load nothing from other sites.

    Parameters
    ----------
    figure_or_data : plotly.graph_objects.Figure, dict, list or matplotlib.figure.Figure
        The figure, its description, its traces, or a figure to be converted.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number; "content" takes the layout's own, or 700.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number; "content" takes the layout's own, or 450.
    theme : "streamlit" or None, default "streamlit"
        Whether the app's theme styles the chart, or Plotly's own.
    key : str or int, optional
        Name of the element, and of its selection in session state.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does: nothing, another run, or another run with a call of the function before.
    selection_mode : "points", "box", "lasso" or several of them
        How visitors may select; all by default.
    config : mapping, optional
        Options of Plotly's JavaScript, such as ``{"scrollZoom": True}``.
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator or SelectionState
        Handle that can replace the chart; with `on_select`, what is selected: a dict with key and attribute
        access, ``{"selection": {"points": [...], "point_indices": [...], "box": [...], "lasso": [...]}}``.

    Raises
    ------
    StreamlitValueError
        `theme`, `on_select` or `selection_mode` is not one of the accepted values.
    StreamlitInvalidFormCallbackError
        `on_select` is a function, inside a form.
    StreamlitDuplicateElementId
        The run has a chart with the same parameters, and neither has a key.
    StreamlitDuplicateElementKey
        `key` is taken.
    StreamlitInvalidWidthError, StreamlitInvalidHeightError
        A size is neither a known word nor a positive number.
    StreamlitAPIException
        The figure asks for data of another site.
    plotly.exceptions.PlotlyError
        `figure_or_data` is no figure.
    ModuleNotFoundError
        Plotly is not installed.

    Examples
    --------
    >>> import plotly.express as px
    >>> import revoila as st
    >>> st.plotly_chart(px.scatter(frame, x="width", y="length", color="species"))  # doctest: +SKIP
    """
    from revoila.elements.charts._plotly import figure_of, pack  # loaded with the first figure
    from revoila.elements.charts._plotly_selection import EMPTY, decode_selection
    from revoila.elements.charts._selections import check_reporting, draw_reporting

    check_choice("theme", theme, ("streamlit", None))
    reporting = check_reporting(on_select, key)
    modes = _check_modes(selection_mode)
    width = older_width("plotly_chart", use_container_width, width)
    props = sized({"theme": theme}, width=width, height=height, alt=alt)
    figure, arrays = pack(figure_of(figure_or_data))
    props |= {"figure": figure, "arrays": arrays}
    add_present(props, config=dict(config) if config else None)
    identity = _digest(props) | {"modes": modes}
    if not reporting.on:
        here = active()
        if here is not None:
            # As a chart that reports: two alike are told apart by a key.
            here.run.claim("plotly_chart", derive_id("plotly_chart", reporting.key, identity), reporting.key)
        return draw_figure("plotly", props, reporting.key)
    return draw_reporting(
        "plotly",
        {**props, "modes": modes},
        reporting,
        command="plotly_chart",
        empty=EMPTY,
        decode=lambda wire: decode_selection(wire, figure, arrays),
        identity=identity,
        keyed=identity,
    )


def _check_modes(selection_mode: str | Iterable[str]) -> list[str]:
    from revoila.elements.charts._plotly_selection import MODES

    asked = {selection_mode} if isinstance(selection_mode, str) else set(selection_mode)
    if not asked <= set(MODES):
        raise StreamlitValueError("selection_mode", [repr(mode) for mode in MODES])
    return [mode for mode in MODES if mode in asked]


def _digest(props: Props) -> dict[str, Any]:
    """Return what tells figures apart, without their data."""
    digest = blake2b(props["figure"].encode(errors="replace"), digest_size=16)
    for data in props["arrays"].values():
        digest.update(data)
    rest = {name: prop for name, prop in props.items() if name not in ("figure", "arrays")}
    return {**rest, "figure": digest.hexdigest()}
