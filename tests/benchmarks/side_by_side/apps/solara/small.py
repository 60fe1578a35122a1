import solara

n = solara.reactive(0)
v = solara.reactive(10)


@solara.component
def Page():  # noqa: N802  # Solara shows what has this name
    solara.Button("Add", on_click=lambda: n.set(n.value + 1))
    solara.Text(f"count is {n.value}.")
    solara.SliderInt("Value", value=v, min=0, max=100)
    solara.Text(f"value is {v.value}.")
