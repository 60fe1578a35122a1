from _run import run
from benchdata import line
from nicegui import ui


@ui.page("/")
def page():
    state = {"n": 0}

    def redraw():
        state["n"] += 1
        n = state["n"]
        count.set_text(f"count is {n}.")
        chart.options["series"][0]["data"] = line(n).tolist()
        chart.update()

    ui.button("Redraw", on_click=redraw)
    count = ui.label("count is 0.")
    chart = ui.echart(
        {
            "xAxis": {"type": "category"},
            "yAxis": {"type": "value"},
            "series": [{"type": "line", "showSymbol": False, "data": line(0).tolist()}],
        }
    )


run()
