import solara

n = solara.reactive(0)
rev = solara.reactive(0)


@solara.component
def Counter():  # noqa: N802  # a component
    solara.Text(f"count is {n.value}.")


@solara.component
def Items():  # noqa: N802  # a component
    with solara.Column():
        for i in range(1000):
            solara.Text(f"item {i} rev {rev.value if i % 5 == 0 else 0}.")


@solara.component
def Page():  # noqa: N802  # Solara shows what has this name
    solara.Button("Add", on_click=lambda: n.set(n.value + 1))
    solara.Button("Change", on_click=lambda: rev.set(rev.value + 1))
    Counter()
    Items()
