"""How a chart gets onto the page: its specification as text, its data as Arrow."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements._deprecation import older_width
from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.charts._selections import Reporting, draw_reporting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator
    from revoila.elements.charts._tables import Prepared


class VegaFrame(NamedTuple):
    """What a chart has beside its specification and its data, all checked.

    Parameters
    ----------
    width, height : str or int
        Its size.
    theme : "streamlit" or None, default "streamlit"
        Whether the app's theme styles it.
    alt : str, optional
        Its description.
    reporting : Reporting
        Whether it tells what is selected.
    lines : dict of str to str, optional
        Which columns the lines of a simple chart are drawn from.
    """

    width: str | int
    height: str | int
    theme: str | None = "streamlit"
    alt: str | None = None
    reporting: Reporting = Reporting(on=False, key=None, callback=None)
    lines: dict[str, str] | None = None


def draw_vega(command: str, chart: Prepared, frame: VegaFrame, kinds: Mapping[str, str] | None = None) -> Any:
    """Draw a Vega-Lite chart.

    Parameters
    ----------
    command : str
        Name of the command.
    chart : Prepared
        The specification and its data.
    frame : VegaFrame
        What else there is to say of it.
    kinds : mapping of str to str, optional
        The selections that the chart tells of, with their kinds; only of one that tells of any.

    Returns
    -------
    DeltaGenerator or SelectionState
        Handle that can replace the chart; what is selected if it tells the script.
    """
    from revoila.elements.charts._spec import spec_text  # with the first chart

    props: Props = {
        "command": command,
        "spec": spec_text(chart.spec),
        "datasets": chart.datasets,
        "theme": frame.theme,
    }
    add_present(
        props,
        width=None if frame.width == "stretch" else frame.width,
        height=None if frame.height == "content" else frame.height,
        alt=frame.alt,
        note=chart.note,
        lines=frame.lines,
    )
    if not frame.reporting.on:
        return draw("vega", add_present(props, key=frame.reporting.key))
    from revoila.elements.charts._vega_selections import decoder  # of charts that few pages have

    names = list(kinds or ())
    digests = {name: blake2b(stream, digest_size=16).hexdigest() for name, stream in chart.datasets.items()}
    identity = {**props, "datasets": digests, "selections": names}
    props["selections"] = names
    return draw_reporting(
        "vega",
        props,
        frame.reporting,
        command="vega_lite_chart",
        empty={name: {} for name in names},
        decode=decoder(kinds or {}),
        identity=identity,
        keyed=("selections",),
    )


def draw_simple(
    mark: str,
    command: str,
    data: Any,
    *,
    x: Any,
    y: Any,
    color: Any,
    x_label: str | None,
    y_label: str | None,
    width: Any,
    height: Any,
    use_container_width: bool | None,
    alt: Any,
    size: Any = None,
    horizontal: bool = False,
    sort: Any = True,
    stack: Any = None,
) -> DeltaGenerator:
    """Draw a simple chart; the parameters are those of the commands."""
    # pyarrow is loaded with the first chart, not with the package.
    from revoila.elements.charts._data import DATASET, choose
    from revoila.elements.charts._encoding import Look, build_spec, lines_of
    from revoila.elements.charts._reduce import reduce
    from revoila.elements.charts._tables import Prepared
    from revoila.elements.data._read import read_frame
    from revoila.elements.data._style import is_styler
    from revoila.elements.data.dataframe import note_cut

    # Older scripts say None for what is now "stretch".
    width = check_width(older_width(command, use_container_width, "stretch" if width is None else width))
    height = check_height(height)
    frame = read_frame(data.data if is_styler(data) else data)
    chosen = choose(frame, x=x, y=y, color=color, size=size, sort=sort)
    look = Look(mark=mark, x_label=x_label, y_label=y_label, horizontal=horizontal, sort=sort, stack=stack)
    note_cut(frame)
    chosen, note = reduce(chosen, look)
    handle: DeltaGenerator = draw_vega(
        command,
        Prepared(build_spec(chosen, look), {DATASET: chosen.stream()}, note),
        VegaFrame(width=width, height=height, alt=check_alt(alt), lines=lines_of(chosen, look)),
    )
    return handle
