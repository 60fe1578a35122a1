"""Charts made with Vega-Altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._identity import check_key
from revoila.elements._params import check_choice, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.charts._draw import draw_vega
from revoila.errors import StreamlitAPIException, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._handle import DeltaGenerator


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
) -> DeltaGenerator:
    """Draw a chart made with Vega-Altair.

    Behaves as Streamlit 1.67 `st.altair_chart`, without selections, which are
    still to come. Tables travel as Arrow, without a limit of rows.

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
        Name of the element, for style sheets.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does.
    selection_mode : str or iterable of str, optional
        Names of the chart's selections to report; None takes all.
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the chart.

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
    NotImplementedError
        Selections are on.

    Examples
    --------
    >>> import altair as alt
    >>> import revoila as st
    >>> st.altair_chart(alt.Chart(frame).mark_bar().encode(x="city", y="rain"))  # doctest: +SKIP
    """
    # pyarrow is loaded with the first chart, not with the package.
    from revoila.elements.charts._encoding import AUTOSIZE
    from revoila.elements.charts._frames import is_composed, spec_of

    check_choice("theme", theme, ("streamlit", None))
    if on_select not in ("ignore", "rerun") and not callable(on_select):
        raise StreamlitValueError("on_select", ["'rerun'", "'ignore'", "a callback function"])
    spec, datasets = spec_of(altair_chart)
    composed = is_composed(spec)
    if width is None:
        width = "content" if composed else "stretch"
    width = check_width(older_width("altair_chart", use_container_width, width))
    height = check_height(height)
    if on_select != "ignore":
        _check_selections(spec, selection_mode)
        raise NotImplementedError(
            "`on_select` of `st.altair_chart` is part of Streamlit 1.67 but not available in Revoilà yet."
        )
    if not composed:
        spec = {"autosize": AUTOSIZE, **spec}
    return draw_vega(
        "altair_chart",
        spec,
        datasets,
        theme=theme,
        width=width,
        height=height,
        alt=check_alt(alt),
        key=None if key == "" else check_key(key),
    )


def _check_selections(spec: Mapping[str, Any], selection_mode: str | Iterable[str] | None) -> None:
    # Only selections can be reported; other parameters of a chart have no `select`.
    names = [param["name"] for param in spec.get("params", []) if "select" in param]
    if not names:
        raise StreamlitAPIException(
            "Selections are on, but the chart has none. Add one with `chart.add_params(alt.selection_point())`."
        )
    asked = [selection_mode] if isinstance(selection_mode, str) else list(selection_mode or names)
    for name in asked:
        if name not in names:
            raise StreamlitAPIException(f"The chart has no selection {name!r}. It has: {', '.join(names)}.")
