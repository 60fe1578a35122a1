import time

import benchdata
import solara

n = solara.reactive(0)


@solara.memoize
def cached():
    return benchdata.heavy()


@solara.component
def Page():  # noqa: N802  # Solara shows what has this name
    solara.Button("Again", on_click=lambda: n.set(n.value + 1))
    t = time.perf_counter()
    df = cached()
    ms = (time.perf_counter() - t) * 1e3
    solara.Text(f"count is {n.value}. rows {len(df)} hit {ms:.3f} ms.")
