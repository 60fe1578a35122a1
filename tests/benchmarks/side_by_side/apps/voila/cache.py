import functools
import itertools
import time

import benchdata
import ipywidgets as w
from IPython.display import display

clicks = itertools.count()


@functools.lru_cache
def heavy():
    return benchdata.heavy()


def show(_=None):
    t = time.perf_counter()
    df = heavy()
    ms = (time.perf_counter() - t) * 1e3
    out.value = f"count is {next(clicks)}. rows {len(df)} hit {ms:.3f} ms."


button = w.Button(description="Again")
button.on_click(show)
out = w.Label()
display(w.VBox([button, out]))
show()
