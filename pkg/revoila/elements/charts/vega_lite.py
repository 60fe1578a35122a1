"""Charts written as a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revoila.elements.charts._vega import VegaOptions, draw_spec
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def vega_lite_chart(
    data: Any = None,
    spec: Mapping[str, Any] | None = None,
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
    """Draw a chart from a Vega-Lite specification.

    Behaves as Streamlit 1.67 `st.vega_lite_chart`. Tables travel as Arrow; of one
    with more rows than ``Limits.chart_rows`` the chart gets a sample, and says so.

    Parameters
    ----------
    data : object, optional
        Anything that `st.dataframe` takes. A dict alone is taken for the specification.
    spec : mapping, optional
        The specification. It may hold data of its own, under ``data`` or ``datasets``, also as frames.
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
    StreamlitMissingRequiredParameterError
        There is no specification, or it is empty.
    StreamlitInvalidParameterTypeError
        `spec` is no mapping.
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitValueError
        `theme` or `on_select` is not one of the accepted values.
    StreamlitAPIException
        Selections are on and the chart has none, or none of that name.
    StreamlitInvalidFormCallbackError
        `on_select` is a callable, inside a form.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.

    See Also
    --------
    altair_chart : The same, written with Vega-Altair.

    Examples
    --------
    >>> import revoila as st
    >>> spec = {"mark": "bar", "encoding": {"x": {"field": "city"}, "y": {"field": "rain", "type": "quantitative"}}}
    >>> st.vega_lite_chart({"city": ["Oslo", "Lyon"], "rain": [4, 2]}, spec)  # doctest: +SKIP
    """
    # pyarrow is loaded with the first chart, not with the package.
    from revoila.elements.charts._tables import spec_with

    options = VegaOptions(width, height, use_container_width, theme, key, on_select, selection_mode, alt)
    options.check()
    if spec is None and isinstance(data, dict):
        data, spec = None, data
    return draw_spec("vega_lite_chart", spec_with(data, _checked(spec)), options)


def _checked(spec: Any) -> Mapping[str, Any]:
    if spec is not None and not isinstance(spec, Mapping):
        raise StreamlitInvalidParameterTypeError("spec", type(spec), ["dict", "None"])
    if not spec:
        raise StreamlitMissingRequiredParameterError(
            "spec", detail="Pass a Vega-Lite specification with at least a `mark`."
        )
    return spec
