"""What a notebook takes out of an app that it shows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from revoila.notebook import App
from revoila.notebook._element import TAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT = 30.0

SCRIPT = """
import altair as alt
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import revoila as st

frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["p", "q"])
with st.container(key="box"), st.expander("More"):
    st.dataframe(frame, key="frame", on_select="rerun", selection_default={"selection": {"rows": [1]}})
st.dataframe(pd.DataFrame({"n": np.arange(30_000)}), key="long")
st.plotly_chart(go.Figure(go.Scatter(y=np.arange(500.0)), {"title": {"text": "T"}}), key="figure")
st.altair_chart(alt.Chart(frame).mark_bar().encode(x="b", y="a"), key="chart")
st.text_input("Name", "Ann", key="name")
"""


@pytest.fixture
def app(kernel: Any, script: Callable[[str], Path]) -> Iterator[App]:
    app = App(script(SCRIPT)).wait(WAIT)
    yield app
    app.close()


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
