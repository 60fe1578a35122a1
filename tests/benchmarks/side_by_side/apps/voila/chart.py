import itertools

import bqplot as bq
import ipywidgets as w
import numpy as np
from benchdata import line
from IPython.display import display

clicks = itertools.count(1)
button = w.Button(description="Redraw")
count = w.Label("count is 0.")
sx, sy = bq.LinearScale(), bq.LinearScale()
curve = bq.Lines(x=np.arange(10_000), y=line(0), scales={"x": sx, "y": sy})
fig = bq.Figure(marks=[curve], axes=[bq.Axis(scale=sx), bq.Axis(scale=sy, orientation="vertical")])


def redraw(_):
    n = next(clicks)
    curve.y = line(n)
    count.value = f"count is {n}."


button.on_click(redraw)
display(w.VBox([button, count, fig]))
