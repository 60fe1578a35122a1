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
