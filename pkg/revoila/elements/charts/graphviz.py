"""Graphs in the DOT language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements._params import add_present
from revoila.elements.charts._figure import draw_figure, sized
from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.elements._handle import DeltaGenerator


def graphviz_chart(
    figure_or_dot: Any,
    use_container_width: bool | None = None,
    *,
    width: str | int = "content",
    height: str | int = "content",
    alt: str | None = None,
) -> DeltaGenerator:
    """Draw a graph of nodes and edges.

    Behaves as Streamlit 1.67 `st.graphviz_chart`. The page lays the graph out: the Graphviz program is not
    needed. What has no colour of its own gets one of the theme.

    Parameters
    ----------
    figure_or_dot : graphviz.Graph, graphviz.Digraph, graphviz.Source or str
        The graph, or its text in the DOT language.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    width : "content", "stretch" or int, default "content"
        Width, in CSS pixels when a number; the drawing keeps its shape.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    alt : str, optional
        Description for those who cannot see the graph.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the graph.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `figure_or_dot` is neither a graph nor a text.
    StreamlitInvalidWidthError, StreamlitInvalidHeightError
        A size is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.graphviz_chart("digraph { raw -> clean -> model }")  # doctest: +SKIP
    """
    width = older_width("graphviz_chart", use_container_width, width)
    dot, engine = _source(figure_or_dot)
    props = add_present({"dot": dot}, engine=None if engine == "dot" else engine)
    return draw_figure(
        "graphviz", sized(props, width=width, height=height, alt=alt, usual=("content", "content"))
    )


def _source(graph: Any) -> tuple[str, str]:
    """Return the text of a graph, and the program that is to lay it out.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        It is neither a graph nor a text.
    """
    if isinstance(graph, str):
        return graph, "dot"
    libraries = {kind.__module__.partition(".")[0] for kind in type(graph).__mro__}
    if "graphviz" in libraries and isinstance(getattr(graph, "source", None), str):
        return graph.source, str(graph.engine or "dot")
    if libraries & {"keras", "tensorflow"}:
        return _model_source(graph), "dot"
    raise StreamlitInvalidParameterTypeError(
        "figure_or_dot", type(graph), ["graphviz.Graph", "graphviz.Digraph", "graphviz.Source", "str"]
    )


def _model_source(model: Any) -> str:
    """Return the layers of a Keras model as a graph."""
    from importlib import import_module

    # Loaded by who has made the model.
    utils = import_module("keras.utils")
    return str(utils.model_to_dot(model).to_string())


def graph_of(props: Mapping[str, Any]) -> Any:
    """Return a graph that was drawn, as a ``graphviz.Source``; its text where that library is not installed.

    Parameters
    ----------
    props : mapping
        ``dot`` and ``engine``, as they travel.
    """
    try:
        from graphviz import Source
    except ModuleNotFoundError:
        return props["dot"]
    return Source(props["dot"], engine=props.get("engine", "dot"))
