import itertools

import ipywidgets as w
from IPython.display import display

added, changed = itertools.count(1), itertools.count(1)
count = w.Label("count is 0.")
add, change = w.Button(description="Add"), w.Button(description="Change")
items = [w.Label(f"item {i} rev 0.") for i in range(1000)]


def on_add(_):
    count.value = f"count is {next(added)}."


def on_change(_):
    rev = next(changed)
    for i in range(0, 1000, 5):
        items[i].value = f"item {i} rev {rev}."


add.on_click(on_add)
change.on_click(on_change)
display(w.VBox([add, change, count, *items]))
