"""Charts: arguments, errors, and what a selection is."""

import pandas as pd

FRAME = pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6], "c": ["x", "y", "z"]})


def attempt(name, call):
    try:
        result = call()
    except Exception as error:
        st.text(f"{name}: {type(error).__name__}")
    else:
        st.text(f"{name}: {type(result).__name__}")


def altair_chart(names=("points",)):
    import altair as alt

    chart = alt.Chart(FRAME).mark_point().encode(x="a", y="b")
    return chart.add_params(*(alt.selection_point(name=name) for name in names)) if names else chart


VEGA = {"mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}, "params": [{"name": "pick", "select": "point"}]}

# %% Simple charts
for name in ("line_chart", "area_chart", "bar_chart", "scatter_chart"):
    chart = getattr(st, name)
    attempt(name, lambda: chart(FRAME, x="a", y="b"))
    attempt(name + " index", lambda: chart(FRAME[["a", "b"]]))
    attempt(name + " list", lambda: chart([1, 2, 3]))
    attempt(name + " nothing", lambda: chart(None))
    attempt(name + " several", lambda: chart(FRAME, x="c", y=["a", "b"]))
    attempt(name + " labels", lambda: chart(FRAME, x="c", y="a", x_label="X", y_label="Y"))

# %% Columns of simple charts that are not there
for name in ("line_chart", "area_chart", "bar_chart", "scatter_chart"):
    chart = getattr(st, name)
    for options in ({"x": "q"}, {"y": "q"}, {"x": 3}, {"y": ["a", "q"]}, {"color": "q"}, {"y": []}, {"x": ["a"]}):
        attempt(f"{name} {options}", lambda: chart(FRAME, **options))

# %% Colours of simple charts
for color in ("#f00", "#ff0000", "#ff000080", "red", "primary", "purple", "rgb(1,2,3)", (255, 0, 0), (1.0, 0.5, 0.0), (255, 0, 0, 0.5), [255, 0, 0], ["#f00"], ["#f00", "#0f0"], "c", "a", 3, (1, 2), "#ff", ""):
    attempt(color, lambda: st.line_chart(FRAME, x="c", y="a", color=color))

# %% Colours of several series
for color in (["#f00", "#0f0"], ["#f00"], ["#f00", "#0f0", "#00f"], "#f00", ["#f00", "nope"], [(1, 2, 3), (4, 5, 6)], "c"):
    attempt(color, lambda: st.bar_chart(FRAME, x="c", y=["a", "b"], color=color))

# %% Stacks
for stack in (None, True, False, "normalize", "center", "layered", "up", 3):
    attempt(f"area {stack}", lambda: st.area_chart(FRAME, x="c", y=["a", "b"], stack=stack))
    attempt(f"bar {stack}", lambda: st.bar_chart(FRAME, x="c", y=["a", "b"], stack=stack))

# %% Sorts of bars
for sort in (True, False, "a", "-a", "q", "-q"):
    attempt(sort, lambda: st.bar_chart(FRAME, x="c", y="a", sort=sort))
attempt("several", lambda: st.bar_chart(FRAME, x="c", y=["a", "b"], sort="a"))
attempt("horizontal", lambda: st.bar_chart(FRAME, x="c", y="a", horizontal=True, sort="-a"))

# %% Sizes of points
for size in (None, 30, "a", "q", "c", [1, 2], "#f00", 2.5, (1,)):
    attempt(size, lambda: st.scatter_chart(FRAME, x="a", y="b", size=size))

# %% Sizes of charts
for size in ({"width": "stretch"}, {"width": "content"}, {"width": 100}, {"width": 0}, {"width": "wide"}, {"width": None}, {"height": "content"}, {"height": "stretch"}, {"height": 200}, {"height": -5}, {"height": "tall"}, {"width": 1.5}):
    attempt(size, lambda: st.line_chart(FRAME, x="a", y="b", **size))

# %% Charts of what is no table
for data in (3, "text", object()):
    attempt(type(data).__name__, lambda: st.line_chart(data))

# %% Two simple charts alike
st.line_chart(FRAME, x="a", y="b")
st.line_chart(FRAME, x="a", y="b")

# %% Maps
places = pd.DataFrame({"lat": [1.0, 2.0], "lon": [3.0, 4.0], "size": [10, 20], "c": ["#f00", "#00f"]})
for name, call in (
    ("plain", lambda: st.map(places)),
    ("nothing", lambda: st.map()),
    ("named", lambda: st.map(places.rename(columns={"lat": "latitude", "lon": "longitude"}))),
    ("upper", lambda: st.map(places.rename(columns={"lat": "LAT", "lon": "LON"}))),
    ("missing", lambda: st.map(places.drop(columns="lat"))),
    ("other", lambda: st.map(places, latitude="size", longitude="lon")),
    ("unknown", lambda: st.map(places, latitude="q")),
    ("colour", lambda: st.map(places, color="#f00", size=100, zoom=3)),
    ("column", lambda: st.map(places, color="c", size="size")),
    ("bad colour", lambda: st.map(places, color="q")),
    ("null", lambda: st.map(pd.DataFrame({"lat": [None], "lon": [1.0]}))),
    ("empty", lambda: st.map(pd.DataFrame({"lat": [], "lon": []}))),
    ("list", lambda: st.map([[1, 2]])),
    ("height", lambda: st.map(places, height="tall")),
    ("width", lambda: st.map(places, width="content")),
):
    attempt(name, call)

# %% Altair charts
attempt("plain", lambda: st.altair_chart(altair_chart(())))
attempt("theme", lambda: st.altair_chart(altair_chart(()), theme=None))
attempt("bad theme", lambda: st.altair_chart(altair_chart(()), theme="dark"))
attempt("none", lambda: st.altair_chart(None))
attempt("dict", lambda: st.altair_chart({"mark": "point"}))
attempt("width", lambda: st.altair_chart(altair_chart(()), width="wide"))
attempt("height", lambda: st.altair_chart(altair_chart(()), height="content"))

# %% A selection of an Altair chart
st.text(st.altair_chart(altair_chart(), on_select="rerun"))
event = st.altair_chart(altair_chart(("one", "two")), on_select="rerun", key="k")
st.text([event.selection, event["selection"]["one"], st.session_state.k.selection.two])

# %% Parameters of an Altair selection
for mode in ("one", ["one"], ["one", "two"], "nope", ["one", "nope"], [], None, 3):
    attempt(mode, lambda: st.text(st.altair_chart(altair_chart(("one", "two")), on_select="rerun", selection_mode=mode, key=f"k{mode}")))

# %% An Altair selection without parameters
st.altair_chart(altair_chart(()), on_select="rerun")

# %% Words for what a chart's selection does
for word in ("rerun", "ignore", "later", None, len):
    name = getattr(word, "__name__", word)
    attempt(f"altair {name}", lambda: st.altair_chart(altair_chart(), on_select=word, key=f"a{name}"))
    attempt(f"vega {name}", lambda: st.vega_lite_chart(FRAME, VEGA, on_select=word, key=f"v{name}"))

# %% An Altair selection that is assigned
st.session_state.k = {"selection": {"points": []}}
st.altair_chart(altair_chart(), on_select="rerun", key="k")

# %% Two Altair selections alike
st.altair_chart(altair_chart(), on_select="rerun")
st.altair_chart(altair_chart(), on_select="rerun")

# %% Two Altair charts with one key
st.altair_chart(altair_chart(), key="k")
st.altair_chart(altair_chart(), key="k")

# %% Selections of charts in a form
with st.form("f"):
    st.text(st.altair_chart(altair_chart(), on_select="rerun", key="k"))
    st.form_submit_button("send")

# %% A callback of a chart in a form
with st.form("f"):
    st.altair_chart(altair_chart(), on_select=lambda: None)
    st.form_submit_button("send")

# %% Vega-Lite charts
attempt("both", lambda: st.vega_lite_chart(FRAME, VEGA))
attempt("spec", lambda: st.vega_lite_chart(VEGA))
attempt("named", lambda: st.vega_lite_chart(spec=VEGA))
attempt("values", lambda: st.vega_lite_chart({**VEGA, "data": {"values": [{"a": 1}]}}))
attempt("nothing", lambda: st.vega_lite_chart())
attempt("data", lambda: st.vega_lite_chart(FRAME))
attempt("empty", lambda: st.vega_lite_chart(FRAME, {}))
attempt("theme", lambda: st.vega_lite_chart(FRAME, VEGA, theme="dark"))
attempt("keywords", lambda: st.vega_lite_chart(FRAME, mark="point"))

# %% A selection of a Vega-Lite chart
st.text(st.vega_lite_chart(FRAME, VEGA, on_select="rerun"))
attempt("mode", lambda: st.vega_lite_chart(FRAME, VEGA, on_select="rerun", selection_mode="nope", key="a"))
attempt("without", lambda: st.vega_lite_chart(FRAME, {"mark": "point"}, on_select="rerun", key="b"))
interval = {"mark": "point", "params": [{"name": "brush", "select": {"type": "interval"}}, {"name": "n", "value": 3}]}
st.text(st.vega_lite_chart(FRAME, interval, on_select="rerun", key="k"))

# %% Plotly charts
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
attempt("figure", lambda: st.plotly_chart(figure))
attempt("dict", lambda: st.plotly_chart({"data": [{"type": "bar", "x": [1], "y": [2]}]}))
attempt("traces", lambda: st.plotly_chart([go.Bar(x=[1], y=[7])]))
attempt("trace", lambda: st.plotly_chart(go.Bar(x=[5], y=[2])))
attempt("theme", lambda: st.plotly_chart(figure, theme=None))
attempt("bad theme", lambda: st.plotly_chart(figure, theme="dark"))
attempt("config", lambda: st.plotly_chart(figure, config={"displayModeBar": False}))
attempt("width", lambda: st.plotly_chart(figure, width="wide", key="w"))

# %% Plotly charts of what is no figure
for data in (None, 3, "text", [], {}, object()):
    attempt(type(data).__name__, lambda: st.plotly_chart(data))

# %% A selection of a Plotly chart
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
st.text(st.plotly_chart(figure, on_select="rerun"))
event = st.plotly_chart(figure, on_select="rerun", selection_mode="points", key="k")
st.text([event.selection.points, event["selection"]["box"], event.selection.lasso, event.selection.point_indices])
st.text(st.session_state.k.selection)

# %% Modes of a Plotly selection
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
for mode in ("points", "box", "lasso", ("points", "box"), ["lasso"], {"box"}, "rows", ["points", "rows"], [], None, 3):
    attempt(mode, lambda: st.plotly_chart(figure, on_select="rerun", selection_mode=mode, key=str(mode)))

# %% Words for what a Plotly selection does
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
for word in ("rerun", "ignore", "later", None, len):
    attempt(getattr(word, "__name__", word), lambda: st.plotly_chart(figure, on_select=word, key=str(word)))

# %% Two Plotly selections alike
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
st.plotly_chart(figure, on_select="rerun")
st.plotly_chart(figure, on_select="rerun")

# %% A Plotly selection that is assigned
import plotly.graph_objects as go

st.session_state.k = {"selection": {"points": []}}
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])), on_select="rerun", key="k")

# %% A Plotly selection in a form
import plotly.graph_objects as go

with st.form("f"):
    st.text(st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])), on_select="rerun", key="k"))
    st.form_submit_button("send")

# %% Pydeck charts
import pydeck as pdk

deck = pdk.Deck(layers=[pdk.Layer("ScatterplotLayer", data=[{"p": [1, 2]}], get_position="p", id="dots", pickable=True)])
attempt("deck", lambda: st.pydeck_chart(deck))
attempt("nothing", lambda: st.pydeck_chart())
attempt("none", lambda: st.pydeck_chart(None))
attempt("text", lambda: st.pydeck_chart("deck"))
attempt("height", lambda: st.pydeck_chart(deck, height="tall"))
st.text(st.pydeck_chart(deck, on_select="rerun"))
st.text(st.pydeck_chart(deck, on_select="rerun", selection_mode="multi-object", key="k"))

# %% Modes of a pydeck selection
import pydeck as pdk

deck = pdk.Deck(layers=[pdk.Layer("ScatterplotLayer", data=[{"p": [1, 2]}], get_position="p", id="dots", pickable=True)])
for mode in ("single-object", "multi-object", "all", ["single-object"], None, 3):
    attempt(mode, lambda: st.pydeck_chart(deck, on_select="rerun", selection_mode=mode, key=str(mode)))
for word in ("ignore", "later", None, len):
    attempt(getattr(word, "__name__", word), lambda: st.pydeck_chart(deck, on_select=word, key=str(word)))

# %% A pydeck selection that is assigned
import pydeck as pdk

st.session_state.k = {"selection": {"indices": {}, "objects": {}}}
st.pydeck_chart(pdk.Deck(layers=[]), on_select="rerun", key="k")

# %% Graphviz charts
import graphviz

graph = graphviz.Digraph()
graph.edge("a", "b")
attempt("digraph", lambda: st.graphviz_chart(graph))
attempt("graph", lambda: st.graphviz_chart(graphviz.Graph("g")))
attempt("source", lambda: st.graphviz_chart(graphviz.Source("digraph { a -> b }")))
attempt("text", lambda: st.graphviz_chart("digraph { a -> b }"))
attempt("empty", lambda: st.graphviz_chart(""))
for data in (None, 3, [], {}):
    attempt(type(data).__name__, lambda: st.graphviz_chart(data))
attempt("width", lambda: st.graphviz_chart("graph {}", width="wide"))
attempt("height", lambda: st.graphviz_chart("graph {}", height=100))
st.graphviz_chart("graph {}")
st.graphviz_chart("graph {}")

# %% Mermaid charts
attempt("text", lambda: st.mermaid_chart("graph TD; a-->b"))
attempt("empty", lambda: st.mermaid_chart(""))
attempt("width", lambda: st.mermaid_chart("graph TD; a-->b", width="wide"))

# %% ECharts
spec = {"xAxis": {"type": "category", "data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1, 2]}]}
import json

attempt("dict", lambda: st.echarts_chart(spec))
attempt("text", lambda: st.echarts_chart(json.dumps(spec)))
attempt("broken", lambda: st.echarts_chart("{"))
attempt("array", lambda: st.echarts_chart("[1]"))
attempt("none", lambda: st.echarts_chart(None))
attempt("list", lambda: st.echarts_chart([1]))
attempt("number", lambda: st.echarts_chart(3))
attempt("empty", lambda: st.echarts_chart({}))
attempt("nan", lambda: st.echarts_chart({"series": [{"type": "bar", "data": [float("nan")]}]}))
attempt("function", lambda: st.echarts_chart({"series": [{"type": "bar", "data": [len]}]}))
attempt("gl", lambda: st.echarts_chart({"series": [{"type": "bar3D", "data": []}]}))
attempt("map", lambda: st.echarts_chart({"series": [{"type": "map", "map": "world"}]}))
attempt("custom", lambda: st.echarts_chart({"series": [{"type": "custom"}]}))
attempt("cloud", lambda: st.echarts_chart({"series": [{"type": "wordCloud"}]}))
attempt("renderer", lambda: st.echarts_chart(spec, renderer="webgl"))
attempt("svg", lambda: st.echarts_chart(spec, renderer="svg", key="s"))
attempt("theme", lambda: st.echarts_chart(spec, theme="dark"))
attempt("frame", lambda: st.echarts_chart({"dataset": {"source": FRAME}, "xAxis": {}, "yAxis": {}, "series": [{"type": "bar"}]}))

# %% A selection of ECharts
spec = {"xAxis": {"type": "category", "data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "bar", "selectedMode": "single", "data": [1, 2]}]}
st.text(st.echarts_chart(spec, on_select="rerun"))
st.text(st.echarts_chart(spec, on_select="rerun", key="k"))
for word in ("ignore", "later", None, len):
    attempt(getattr(word, "__name__", word), lambda: st.echarts_chart(spec, on_select=word, key=str(word)))

# %% ECharts alike and assigned
spec = {"series": [{"type": "pie", "selectedMode": "single", "data": [1, 2]}]}
attempt("one", lambda: st.echarts_chart(spec))
attempt("two", lambda: st.echarts_chart(spec))
attempt("three", lambda: st.echarts_chart(spec, on_select="rerun"))
attempt("four", lambda: st.echarts_chart(spec, on_select="rerun"))
st.session_state.k = {"selection": {}}
attempt("five", lambda: st.echarts_chart(spec, on_select="rerun", key="k"))

# %% Pyplot
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot([1, 2])
attempt("figure", lambda: st.pyplot(figure))
attempt("kept", lambda: st.pyplot(figure, clear_figure=False))
attempt("width", lambda: st.pyplot(figure, width="wide"))
attempt("none", lambda: st.pyplot(None))
attempt("text", lambda: st.pyplot("figure"))
attempt("axes", lambda: st.pyplot(axes))
plt.close("all")

# %% Pyplot clears
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot([1, 2])
st.pyplot(figure)
st.text(len(figure.axes))
st.pyplot(figure, clear_figure=True)
st.text(len(figure.axes))
plt.plot([1, 2])
st.pyplot()
st.text(plt.get_fignums())
plt.close("all")

# %% Adding rows to a chart
try:
    chart = st.line_chart(FRAME, x="a", y="b")
    chart.add_rows(FRAME)
except Exception as error:
    st.text(type(error).__name__)

# %% Two Plotly charts alike
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
attempt("one", lambda: st.plotly_chart(figure))
attempt("two", lambda: st.plotly_chart(figure))

# %% Sizes and zooms of a map that mean nothing
places = pd.DataFrame({"lat": [1.0, 2.0], "lon": [3.0, 4.0]})
for options in ({"size": "q"}, {"size": [1, 2]}, {"size": -3}, {"size": 2.5}, {"zoom": "far"}, {"zoom": 3.5}, {"zoom": -1}, {"zoom": 100}):
    attempt(options, lambda: st.map(places, **options))

# %% Keys of charts that are no inputs
import plotly.graph_objects as go

st.vega_lite_chart(FRAME, {"mark": "point"}, key="vega")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])), key="plotly")
st.pydeck_chart(key="deck")
st.text(sorted(st.session_state))
