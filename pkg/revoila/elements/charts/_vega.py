"""What `altair_chart` and `vega_lite_chart` do alike with their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements._deprecation import older_width
from revoila.elements._params import check_choice, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.charts._draw import VegaFrame, draw_vega
from revoila.elements.charts._selections import check_reporting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from revoila.elements.charts._tables import Prepared


class VegaOptions(NamedTuple):
    """The parameters of the commands, as given.

    Parameters
    ----------
    width, height, use_container_width, theme, key, on_select, selection_mode, alt
        As in `altair_chart`.
    """

    width: Any
    height: Any
    use_container_width: Any
    theme: Any
    key: Any
    on_select: Any
    selection_mode: str | Iterable[str] | None
    alt: Any

    def check(self) -> None:
        """Check what needs no specification.

        Raises
        ------
        StreamlitAPIException
            A parameter is not valid; the class tells which mistake it is.
        """
        check_choice("theme", self.theme, ("streamlit", None))
        check_reporting(self.on_select, self.key)


def draw_spec(command: str, chart: Prepared, options: VegaOptions) -> Any:
    """Draw a specification.

    Parameters
    ----------
    command : str
        Name of the command.
    chart : Prepared
        The specification and its data.
    options : VegaOptions
        The parameters.

    Returns
    -------
    DeltaGenerator or SelectionState
        As `draw_vega`.

    Raises
    ------
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    """
    from revoila.elements.charts._encoding import AUTOSIZE
    from revoila.elements.charts._spec import is_composed, with_projections
    from revoila.elements.charts._vega_selections import reported

    spec = chart.spec
    composed = is_composed(spec)
    width = options.width
    if width is None:
        width = "content" if composed else "stretch"
    width = check_width(older_width(command, options.use_container_width, width))
    height = check_height(options.height)
    reporting = check_reporting(options.on_select, options.key)
    kinds = reported(spec, options.selection_mode) if reporting.on else None
    if kinds:
        spec = with_projections(spec)
    if not composed:
        spec = {"autosize": AUTOSIZE, **spec}
    frame = VegaFrame(width, height, options.theme, check_alt(options.alt), reporting)
    return draw_vega(command, chart._replace(spec=spec), frame, kinds)
