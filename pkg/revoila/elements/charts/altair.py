"""Charts made with Vega-Altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements.charts._vega import VegaOptions, draw_spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def altair_chart(
    altair_chart: Any,
    *,
    width: str | int | None = None,
    height: str | int = "content",
    use_container_width: bool | None = None,
    theme: str | None = "streamlit",
    key: str | int | None = None,
    on_select: str | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] | None = None,
    alt: str | None = None,
) -> Any:
    """Draw a chart made with Vega-Altair.

    Behaves as Streamlit 1.67 `st.altair_chart`. Tables travel as Arrow; of one
    with more rows than ``Limits.chart_rows`` the chart gets a sample, and says so.

    Parameters
    ----------
    altair_chart : altair.TopLevelMixin
        The chart.
    width : "stretch", "content", int or None, optional
        Width, in CSS pixels when a number; None stretches a single view and
        leaves facets and concatenations as wide as they are.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    theme : "streamlit" or None, default "streamlit"
        Whether the app's theme styles the chart, or Altair's own.
    key : str or int, optional
        Name of the element, for style sheets; of a chart that tells what is selected also its
        identity across runs, and its name in session state.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does: nothing for the script, a new run, or a new run after a call.
    selection_mode : str or iterable of str, optional
        Names of the chart's selections to tell of; None takes all.
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator or SelectionState
        Handle that can replace the chart. With `on_select` what is selected, to be read by key or by
        attribute: ``{"selection": {name: points or interval}}``. Points are a list of dicts, an interval
        a dict from field to its two ends, or to the categories in it; ``{}`` while nothing is selected.

    Raises
    ------
    StreamlitValueError
        `theme` or `on_select` is not one of the accepted values.
    StreamlitAPIException
        Selections are on and the chart has none, or none of that name.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.
    AttributeError
        `altair_chart` is no chart.
    StreamlitInvalidFormCallbackError
        `on_select` is a callable, inside a form.

    Examples
    --------
    >>> import altair as alt
    >>> import revoila as st
    >>> picked = alt.selection_point("city", fields=["city"])
    >>> bars = alt.Chart(frame).mark_bar().encode(x="city", y="rain").add_params(picked)  # doctest: +SKIP
    >>> event = st.altair_chart(bars, key="rain", on_select="rerun")  # doctest: +SKIP
    >>> cities = [point["city"] for point in event.selection.city]  # doctest: +SKIP
    """
    # pyarrow is loaded with the first chart, not with the package.
    from revoila.elements.charts._frames import spec_of
    from revoila.elements.charts._spec import with_stable_names

    options = VegaOptions(width, height, use_container_width, theme, key, on_select, selection_mode, alt)
    options.check()
    chart = spec_of(altair_chart)
    return draw_spec("altair_chart", chart._replace(spec=with_stable_names(chart.spec)), options)
