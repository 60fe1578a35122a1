import itertools

import ipywidgets as w
from IPython.display import display

clicks = itertools.count(1)
count = w.Label("count is 0.")
add = w.Button(description="Add")
slider = w.IntSlider(10, 0, 100, description="Value")
value = w.Label("value is 10.")


def on_add(_):
    count.value = f"count is {next(clicks)}."


add.on_click(on_add)
slider.observe(lambda c: setattr(value, "value", f"value is {c.new}."), "value")
display(w.VBox([add, count, slider, value]))
