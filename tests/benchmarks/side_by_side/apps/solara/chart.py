import plotly.graph_objects as go
import solara
from benchdata import line

n = solara.reactive(0)


@solara.component
def Page():  # noqa: N802  # Solara shows what has this name
    solara.Button("Redraw", on_click=lambda: n.set(n.value + 1))
    solara.Text(f"count is {n.value}.")
    fig = go.Figure(go.Scatter(y=line(n.value), mode="lines"))
    solara.FigurePlotly(fig)
