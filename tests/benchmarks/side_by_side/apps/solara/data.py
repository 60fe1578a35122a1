import solara
from benchdata import frame

n = solara.reactive(0)


@solara.component
def Page():  # noqa: N802  # Solara shows what has this name
    df = solara.use_memo(lambda: frame(n.value), [n.value])
    solara.Button("Replace", on_click=lambda: n.set(n.value + 1))
    solara.DataFrame(df)
