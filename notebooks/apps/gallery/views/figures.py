"""Figures of other libraries, and what visitors select in them."""

import plotly.graph_objects as go

import revoila as st

st.title("Figures")

st.header("Plotly", anchor=False)
months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
rain = {
    "Bergen": [243, 185, 192, 129, 114, 128, 160, 195, 248, 266, 262, 267],
    "Lisbon": [100, 85, 53, 68, 54, 16, 4, 6, 33, 101, 128, 127],
}
figure = go.Figure(
    [go.Bar(name=city, x=months, y=height) for city, height in rain.items()],
    {"title": "Rain by month", "yaxis": {"title": "mm"}, "barmode": "group"},
)
chosen = st.plotly_chart(figure, key="rain", on_select="rerun", alt="Rain by month in Bergen and Lisbon")
wet = sorted({months[point["point_index"]] for point in chosen.selection.points}, key=months.index)
st.write("Selected:", ", ".join(wet) or "nothing yet. Click a bar, or drag over several.")

left, right = st.columns(2)
left.plotly_chart(
    go.Figure(go.Pie(labels=["Hydro", "Wind", "Solar"], values=[88, 10, 2], hole=0.5), {"title": "Power"}),
    height=320,
)
right.plotly_chart(
    go.Figure(go.Heatmap(z=[[abs(x - y) for x in range(12)] for y in range(8)]), {"title": "Distance"}),
    height=320,
)

st.header("ECharts", anchor=False)
option = {
    "tooltip": {"trigger": "axis"},
    "legend": {},
    "xAxis": {"type": "category", "data": months},
    "yAxis": {},
    "series": [
        {"type": "bar", "name": "Bergen", "data": rain["Bergen"], "selectedMode": "multiple"},
        {"type": "line", "name": "Lisbon", "data": rain["Lisbon"], "smooth": True},
    ],
}
picked = st.echarts_chart(option, key="months", on_select="rerun", alt="Rain by month")
chosen_months = [months[index] for item in picked.selection.selected for index in item["data_indices"]]
st.write("Selected:", ", ".join(chosen_months) or "nothing yet. Click a bar.")

st.header("Graphviz", anchor=False)
st.graphviz_chart(
    """
    digraph {
      rankdir=LR
      node [shape=box, style=rounded]
      raw [label="Raw data"]
      raw -> clean -> features -> model
      clean -> report [label="each day", style=dashed]
      model [style=filled, fillcolor=gold]
    }
    """,
    alt="From raw data to a model and a report",
)

st.header("Mermaid", anchor=False)
st.mermaid_chart(
    """
    sequenceDiagram
      Browser->>Kernel: click
      Kernel->>Script: run
      Script-->>Kernel: elements
      Kernel-->>Browser: one patch
    """,
    alt="What happens after a click",
)
st.markdown("""
A diagram in a text:

```mermaid
graph LR
  A[Question] --> B{Known?}
  B -->|yes| C[Answer]
  B -->|no| D[Search]
  D --> B
```

```mermaid
pie title Power
  "Hydro" : 88
  "Wind" : 10
  "Solar" : 2
```
""")
