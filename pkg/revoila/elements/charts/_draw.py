"""How a chart gets onto the page: its specification as text, its data as Arrow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._presentation import check_alt

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator


def draw_vega(
    command: str,
    spec: dict[str, Any],
    datasets: dict[str, bytes],
    *,
    theme: str | None = "streamlit",
    width: str | int,
    height: str | int,
    alt: str | None,
    key: str | None = None,
) -> DeltaGenerator:
    """Draw a Vega-Lite chart.

    Parameters
    ----------
    command : str
        Name of the command.
    spec : dict
        The specification, which names its data.
    datasets : dict of str to bytes
        Arrow streams by name.
    theme : "streamlit" or None, default "streamlit"
        Whether the app's theme styles the chart.
    width, height : str or int
        Checked sizes.
    alt : str or None
        Checked description.
    key : str, optional
        Checked name of the element.
    """
    props: Props = {
        "command": command,
        "spec": json.dumps(spec, ensure_ascii=False),
        "datasets": datasets,
        "theme": theme,
    }
    add_present(
        props,
        width=None if width == "stretch" else width,
        height=None if height == "content" else height,
        alt=alt,
        key=key,
    )
    return draw("vega", props)


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
    from revoila.elements.charts._encoding import Look, build_spec
    from revoila.elements.data._read import read_frame
    from revoila.elements.data._style import is_styler
    from revoila.elements.data.dataframe import note_cut

    width = check_width(older_width(command, use_container_width, width))
    height = check_height(height)
    frame = read_frame(data.data if is_styler(data) else data)
    chosen = choose(frame, x=x, y=y, color=color, size=size, sort=sort)
    look = Look(mark=mark, x_label=x_label, y_label=y_label, horizontal=horizontal, sort=sort, stack=stack)
    note_cut(frame)
    return draw_vega(
        command,
        build_spec(chosen, look),
        {DATASET: chosen.stream()},
        width=width,
        height=height,
        alt=check_alt(alt),
    )
