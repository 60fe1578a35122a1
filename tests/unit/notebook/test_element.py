"""What a notebook takes out of an app that it shows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from ipywidgets import Widget

from revoila.notebook import App
from revoila.notebook._element import TAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT = 30.0

SCRIPT = """
import altair as alt
import graphviz
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import revoila as st

frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["p", "q"])
with st.container(key="box"), st.expander("More"):
    st.dataframe(frame, key="frame", on_select="rerun", selection_default={"selection": {"rows": [1]}})
st.dataframe(pd.DataFrame({"n": np.arange(30_000)}), key="long")
st.plotly_chart(go.Figure(go.Scatter(y=np.arange(500.0)), {"title": {"text": "T"}}), key="figure")
st.altair_chart(alt.Chart(frame).mark_bar().encode(x="b", y="a"), key="chart")
st.text_input("Name", "Ann", key="name")
st.pydeck_chart(pdk.Deck([pdk.Layer("ScatterplotLayer", [{"at": [1, 2]}], get_position="at")]), key="map")
option = {"dataset": {"source": frame}, "series": [{"type": "line", "data": list(range(100))}], "title": {"text": "E"}}
st.echarts_chart(option, key="echarts")
with st.container(key="graph"):
    st.graphviz_chart(graphviz.Digraph(engine="neato", body=["a -> b"]))
with st.container(key="diagram"), st.expander("Inside"):
    st.mermaid_chart("graph LR; A --> B")
"""


@pytest.fixture
def app(kernel: Any, script: Callable[[str], Path]) -> Iterator[App]:
    app = App(script(SCRIPT)).wait(WAIT)
    yield app
    app.close()
    # Those of pydeck, which makes one for each Deck; before the kernel is gone.
    Widget.close_all()


def test_a_frame_comes_back(app: App) -> None:
    element = app.element("frame")
    expected = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["p", "q"])
    pd.testing.assert_frame_equal(element.data, expected)
    assert (element.kind, element.key) == ("dataframe", "frame")
    assert element.value["selection"]["rows"] == [1]
    assert repr(element) == "PageElement('dataframe', key='frame')"


def test_a_frame_that_stays_in_the_kernel_comes_back_as_a_whole(app: App) -> None:
    found = app.element("long")
    assert found.data["n"].tolist() == list(range(30_000))
    assert found.value is None


def test_figures_come_back(app: App) -> None:
    figure = app.element("figure").data
    assert (figure.layout.title.text, list(figure.data[0].y)) == ("T", [float(n) for n in range(500)])
    chart = app.element("chart").data.to_dict()
    assert chart["mark"]["type"] == "bar"
    [rows] = chart["datasets"].values()
    assert [sorted(map(str, row.values())) for row in rows] == [["1", "x"], ["2", "y"]]


def test_scenes_and_options_come_back(app: App) -> None:
    (layer,) = app.element("map").data.layers
    assert (layer.type, layer.data) == ("ScatterplotLayer", [{"at": [1, 2]}])
    option = app.element("echarts").data
    assert option["dataset"]["source"].to_dict("list") == {"a": [1, 2], "b": ["x", "y"]}
    assert option["series"] == [{"type": "line", "data": list(range(100))}]
    assert option["title"] == {"text": "E"}


def test_what_takes_no_key_is_found_by_that_of_its_container(app: App) -> None:
    graph = app.element("graph")
    assert (graph.kind, graph.key) == ("graphviz", "graph")
    assert (graph.data.engine, "a -> b" in graph.data.source) == ("neato", True)
    assert app.element("diagram").data == "graph LR; A --> B"


def test_what_holds_no_data_says_so(app: App) -> None:
    assert app.element("name").value == "Ann"
    with pytest.raises(TypeError, match="text_input"):
        app.element("name").data  # noqa: B018 - what is tested
    with pytest.raises(KeyError):
        app.element("nowhere")


@pytest.mark.parametrize("name", TAKERS.values())
def test_every_taker_is_there(name: str) -> None:
    module, function = name.split(":")
    assert callable(getattr(import_module(module), function))
