"""Charts made with Apache ECharts."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_choice
from revoila.elements.charts._figure import draw_figure, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from revoila.elements._handle import DeltaGenerator
    from revoila.elements.charts._selections import SelectionState


def echarts_chart(
    spec: Mapping[str, Any] | str | Any,
    *,
    width: str | int = "stretch",
    height: str | int = "content",
    theme: str | None = "streamlit",
    key: str | int | None = None,
    on_select: str | Callable[..., Any] = "ignore",
    renderer: str = "canvas",
    alt: str | None = None,
) -> DeltaGenerator | SelectionState:
    """Draw a chart made with Apache ECharts.

    Behaves as Streamlit 1.67 `st.echarts_chart`. Tables in ``dataset.source`` travel as Arrow, long lists of
    numbers as bytes.

    Parameters
    ----------
    spec : dict, str or pyecharts chart
        The option, as a dict or as JSON text, or a chart of pyecharts. ``dataset.source`` may be a dataframe.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number; "content" takes that of pyecharts, or 700.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number; "content" takes that of pyecharts, or 350.
    theme : "streamlit" or None, default "streamlit"
        Whether the app's theme styles the chart, or ECharts' own.
    key : str or int, optional
        Name of the element, and of its selection in session state.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does. How visitors select is said by ``selectedMode`` and ``brush`` in the option.
    renderer : "canvas" or "svg", default "canvas"
        What the chart is drawn with.
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator or SelectionState
        Handle that can replace the chart; with `on_select`, what is selected: a dict with key and attribute
        access, ``{"selection": {"selected": [...], "areas": [...]}}``.

    Raises
    ------
    StreamlitValueError
        `theme`, `renderer` or `on_select` is not one of the accepted values.
    StreamlitInvalidParameterTypeError
        `spec` is no option.
    StreamlitAPIException
        The option has what cannot be drawn: series of ECharts GL, maps, extensions, JavaScript functions, or
        values that JSON has not.
    StreamlitInvalidFormCallbackError
        `on_select` is a function, inside a form.
    StreamlitInvalidWidthError, StreamlitInvalidHeightError
        A size is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> option = {"xAxis": {"data": ["a", "b"]}, "yAxis": {}, "series": {"type": "bar", "data": [3, 5]}}
    >>> st.echarts_chart(option)  # doctest: +SKIP
    """
    from revoila.elements.charts._echarts import Option
    from revoila.elements.charts._echarts_selection import EMPTY, decode_selection
    from revoila.elements.charts._selections import check_reporting, draw_reporting

    check_choice("theme", theme, ("streamlit", None))
    check_choice("renderer", renderer, ("canvas", "svg"))
    reporting = check_reporting(on_select, key)
    option = Option(spec)
    props = sized({"option": option.text, "theme": theme}, width=width, height=height, alt=alt)
    add_present(
        props,
        buffers=option.buffers or None,
        renderer=None if renderer == "canvas" else renderer,
        size=None if option.size is None else [str(size) for size in option.size],
    )
    if not reporting.on:
        return draw_figure("echarts", props, reporting.key)
    digest = blake2b(option.text.encode(errors="replace"), digest_size=16)
    for data in option.buffers.values():
        digest.update(data)
    rest = {name: prop for name, prop in props.items() if name not in ("option", "buffers")}

    def decode(wire: Any) -> dict[str, Any]:
        return decode_selection(wire, option.series)

    return draw_reporting(
        "echarts",
        props,
        reporting,
        command="echarts_chart",
        empty=EMPTY,
        decode=decode,
        identity={**rest, "option": digest.hexdigest(), "on": True},
        keyed=("on",),
        accept=lambda selection: decode(_sent(selection)),
    )


def _sent(selection: Mapping[str, Any]) -> dict[str, Any]:
    """Return a selection as a browser sends it: without the names of the series."""
    chosen = [
        {name: item[name] for name in ("series_index", "data_type", "data_indices")}
        for item in selection["selected"]
    ]
    return {"selected": chosen, "areas": selection["areas"]}
