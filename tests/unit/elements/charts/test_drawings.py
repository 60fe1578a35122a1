"""Graphs of Graphviz and diagrams of Mermaid (behaviour.md, section 5)."""

from __future__ import annotations

from typing import Any

import graphviz
import pytest

import revoila
from revoila.errors import (
    StreamlitInvalidHeightError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
)

DOT = "digraph { a -> b }"


def digraph(**options: Any) -> Any:
    graph = graphviz.Digraph(**options)
    graph.edge("a", "b")
    return graph


def test_a_text_is_a_graph(page: Any) -> None:
    revoila.graphviz_chart(DOT)
    assert page.kinds() == ["graphviz"]
    assert page.props() == {"dot": DOT}


def test_graphs_of_the_library(page: Any) -> None:
    revoila.graphviz_chart(digraph(engine="circo"), alt="A circle")
    assert "a -> b" in page.props()["dot"]
    assert page.props()["engine"] == "circo"
    assert page.props()["alt"] == "A circle"
    revoila.graphviz_chart(graphviz.Source(DOT))
    assert page.props()["dot"].strip() == DOT
    revoila.graphviz_chart(graphviz.Graph("g"))
    assert "engine" not in page.props()


@pytest.mark.parametrize(
    ("given", "width"),
    [({"width": "stretch"}, "stretch"), ({"width": 90}, 90), ({"use_container_width": True}, "stretch")],
)
def test_the_width_of_a_graph(page: Any, given: dict[str, Any], width: Any) -> None:
    revoila.graphviz_chart(DOT, height=80, **given)
    assert page.props()["width"] == width
    assert page.props()["height"] == 80


@pytest.mark.parametrize("bad", [None, 3, ["a"], object()])
def test_what_is_no_graph(page: Any, bad: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        revoila.graphviz_chart(bad)
    assert page.main == []


def test_sizes_are_checked(page: Any) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        revoila.graphviz_chart(DOT, width=0)
    with pytest.raises(StreamlitInvalidHeightError):
        revoila.graphviz_chart(DOT, height="tall")
    with pytest.raises(StreamlitInvalidWidthError):
        revoila.mermaid_chart("graph LR", width="wide")


def test_diagrams(page: Any) -> None:
    revoila.mermaid_chart("""
        graph LR
          A --> B
    """)
    assert page.kinds() == ["mermaid"]
    assert page.props() == {"body": "graph LR\n  A --> B"}
    revoila.mermaid_chart("graph LR", width=300, alt=" A line ")
    assert page.props() == {"body": "graph LR", "width": 300, "alt": "A line"}


def test_write_draws_graphs(page: Any) -> None:
    revoila.write(digraph())
    assert page.kinds() == ["graphviz"]
