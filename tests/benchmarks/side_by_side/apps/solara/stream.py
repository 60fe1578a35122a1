import solara
import solara.lab
from benchdata import TOKENS

n = solara.reactive(0)
text = solara.reactive("")


@solara.lab.task
def stream():
    n.value += 1
    text.value = f"run {n.value} "
    for t in [*TOKENS[:-1], f"ENDOFSTREAM{n.value}"]:
        text.value += t


@solara.component
def Page():  # noqa: N802  # Solara shows what has this name
    solara.Button("Stream", on_click=stream)
    solara.Markdown(text.value)
    solara.Text(f"count is {n.value}.")
