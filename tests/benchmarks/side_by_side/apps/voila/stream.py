import itertools

import ipywidgets as w
from benchdata import TOKENS
from IPython.display import display

clicks = itertools.count(1)
count = w.Label("count is 0.")
button = w.Button(description="Stream")
out = w.HTML("")


def stream(_):
    n = next(clicks)
    text = f"run {n} "
    for t in [*TOKENS[:-1], f"ENDOFSTREAM{n}"]:
        text += t
        out.value = text
    count.value = f"count is {n}."


button.on_click(stream)
display(w.VBox([button, out, count]))
