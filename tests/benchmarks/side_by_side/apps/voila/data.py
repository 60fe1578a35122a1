import itertools

import ipywidgets as w
from benchdata import frame
from ipydatagrid import DataGrid
from IPython.display import display

clicks = itertools.count(1)
button = w.Button(description="Replace")
grid = DataGrid(frame(0))


def replace(_):
    grid.data = frame(next(clicks))


button.on_click(replace)
display(w.VBox([button, grid]))
