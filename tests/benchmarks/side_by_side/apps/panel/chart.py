import numpy as np
import panel as pn
from benchdata import line
from bokeh.plotting import figure

pn.extension()
button = pn.widgets.Button(name="Redraw")
x = np.arange(10_000)


def chart(n):
    p = figure(width=800, height=350)
    p.line(x, line(n))
    return p


pn.Column(
    button, pn.bind(lambda n: f"count is {n}.", button.param.clicks), pn.bind(chart, button.param.clicks)
).servable()
