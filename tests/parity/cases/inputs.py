"""Inputs: what they show, accept and refuse."""
# %% Text input and area
st.write(st.text_input("a"), st.text_input("b", "x"), st.text_input("c", None))
st.write(st.text_area("d", "line\nline", height=100))
# > at.text_input[0].input("new").run()
# > at.text_input[2].set_value("filled").run()
# > at.text_area[0].input("").run()

# %% A text input with all its options
st.text_input("a", "v", max_chars=3, key="k", type="password", help="h", autocomplete="off", placeholder="p", disabled=True, label_visibility="hidden", icon="🔑")

# %% Text input refuses a type
st.text_input("a", type="email")

# %% Number inputs
st.write(st.number_input("a"), st.number_input("b", 1, 10, 5), st.number_input("c", 0.0, 1.0, 0.5, 0.1))
st.write(st.number_input("d", value=None), st.number_input("e", value="min", min_value=3))
# > at.number_input[1].set_value(7).run()
# > at.number_input[1].increment().run()
# > at.number_input[2].decrement().run()
# > at.number_input[3].set_value(2.5).run()

# %% Number input with a value out of its range
st.number_input("a", 0, 10, 11)

# %% Number input below its range
st.number_input("a", 0, 10, -1)

# %% Number input with mixed types
st.number_input("a", 0, 10, 5.5)

# %% Number input with a step of another type
st.number_input("a", value=1, step=0.5)

# %% Number input whose value is text
st.number_input("a", value="five")

# %% Number input with a format
st.write(st.number_input("a", 1.5, format="%.3f"), st.number_input("b", 3, format="%d"))

# %% Checkboxes and toggles
st.write(st.checkbox("a"), st.checkbox("b", True), st.toggle("c", True))
# > at.checkbox[0].check().run()
# > at.checkbox[1].uncheck().run()
# > at.toggle[0].set_value(False).run()

# %% Radio in its forms
st.write(st.radio("a", ["x", "y"]), st.radio("b", [1, 2, 3], 2), st.radio("c", ["x"], index=None), st.radio("d", []))
# > at.radio[0].set_value("y").run()
# > at.radio[2].set_value("x").run()
# > at.radio[1].set_value(9).run()

# %% Radio with captions and a format
st.write(st.radio("a", [1, 2], format_func=lambda v: f"n{v}", captions=["one", "two"], horizontal=True))
# > at.radio[0].set_value(2).run()

# %% Radio with an index beyond its options
st.radio("a", ["x"], index=3)

# %% Radio with an index that is text
st.radio("a", ["x"], index="0")

# %% Selectbox in its forms
st.write(st.selectbox("a", ["x", "y"]), st.selectbox("b", [1, 2], index=None, placeholder="choose"), st.selectbox("c", []))
# > at.selectbox[0].select("y").run()
# > at.selectbox[1].select_index(1).run()
# > at.selectbox[1].set_value(None).run()

# %% Selectbox with a format function and objects
class Thing:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return f"Thing {self.n}"

things = [Thing(1), Thing(2)]
st.write(str(st.selectbox("a", things, format_func=lambda t: f"no {t.n}")))
# > at.selectbox[0].select("no 2").run()
# > at.selectbox[0].select_index(0).run()

# %% Selectbox accepts new options
st.write(st.selectbox("a", ["x"], accept_new_options=True))
# > at.selectbox[0].set_value("new").run()

# %% Selectbox refuses what is no option
st.write(st.selectbox("a", ["x", "y"]))
# > at.selectbox[0].set_value("z").run()

# %% Selectbox with a negative index
st.selectbox("a", ["x"], index=-1)

# %% Selectbox of a dict, a set, a Series and an enum
import pandas as pd
from enum import Enum

class Color(Enum):
    RED = 1
    BLUE = 2

st.write(st.selectbox("a", {"x": 1, "y": 2}))
st.write(st.selectbox("b", pd.Series([5, 6])))
st.write(st.selectbox("c", Color))
st.write(st.selectbox("d", pd.DataFrame({"p": [7, 8], "q": [1, 2]})))
st.write(st.selectbox("e", range(3)))
# > at.selectbox[2].select(at.selectbox[2].options[1]).run()

# %% Multiselect in its forms
st.write(st.multiselect("a", ["x", "y", "z"]), st.multiselect("b", ["x", "y"], ["y"]), st.multiselect("c", [1, 2], default=1))
# > at.multiselect[0].select("x").run()
# > at.multiselect[0].select("z").run()
# > at.multiselect[0].unselect("x").run()
# > at.multiselect[1].set_value(["x", "y"]).run()

# %% Multiselect with a default that is no option
st.multiselect("a", ["x"], ["q"])

# %% Multiselect with too many defaults
st.multiselect("a", ["x", "y"], ["x", "y"], max_selections=1)

# %% Multiselect that is not full
st.write(st.multiselect("a", ["x", "y"], max_selections=1))
# > at.multiselect[0].select("x").run()
# > at.multiselect[0].select("y").run()

# %% Sliders of numbers
st.write(st.slider("a"), st.slider("b", 0, 10, 5), st.slider("c", 0.0, 1.0, (0.25, 0.75)), st.slider("d", 0, 100, (10, 20), 5))
# > at.slider[0].set_value(50).run()
# > at.slider[2].set_range(0.1, 0.2).run()
# > at.slider[3].set_value((15, 30)).run()

# %% Sliders of dates and times
import datetime as dt

st.write(st.slider("a", dt.date(2024, 1, 1), dt.date(2024, 1, 31), dt.date(2024, 1, 15)))
st.write(st.slider("b", dt.time(8), dt.time(18), (dt.time(9), dt.time(10)), step=dt.timedelta(minutes=15)))
# > at.slider[0].set_value(at.slider[0].max).run()

# %% Slider out of its range
st.slider("a", 0, 10, 20)

# %% Slider with mixed types
st.slider("a", 0, 10.0, 5)

# %% Slider whose minimum is its maximum
st.slider("a", 5, 5)

# %% Slider with three values
st.slider("a", 0, 10, (1, 2, 3))

# %% Slider of text
st.slider("a", "x", "y")

# %% Select sliders
st.write(st.select_slider("a", ["s", "m", "l"]), st.select_slider("b", [1, 2, 3], (1, 2)), st.select_slider("c", ["s", "m"], value="m"))
# > at.select_slider[0].set_value("l").run()
# > at.select_slider[1].set_range(2, 3).run()

# %% Select slider without options
st.select_slider("a", [])

# %% Select slider with a value that is no option
st.select_slider("a", ["s"], value="x")

# %% Dates and times
import datetime as dt

st.write(st.date_input("a", dt.date(2024, 5, 6)), st.date_input("b", (dt.date(2024, 1, 1), dt.date(2024, 1, 5))))
st.write(st.date_input("c", None), st.time_input("d", dt.time(8, 45)), st.time_input("e", None))
st.write(st.date_input("f", "2024-02-03"), st.time_input("g", "10:30"))
# > at.date_input[0].set_value("2024-07-08").run()
# > at.time_input[0].set_value("09:15").run()
# > at.time_input[0].increment().run()

# %% Date input out of its range
import datetime as dt

st.date_input("a", dt.date(2024, 1, 1), min_value=dt.date(2024, 2, 1))

# %% Date input with an unknown format
import datetime as dt

st.date_input("a", dt.date(2024, 1, 1), format="D.M.Y")

# %% Date input of text that is no date
st.date_input("a", "soon")

# %% Time input with a step out of range
import datetime as dt

st.time_input("a", dt.time(8), step=5)

# %% Datetime input
import datetime as dt

st.write(st.datetime_input("a", dt.datetime(2024, 5, 6, 7, 45)))
st.write(st.datetime_input("b", None))
# > at.datetime_input[0].set_value(dt.datetime(2024, 6, 7, 8, 30)).run()

# %% Colour picker
st.write(st.color_picker("a"), st.color_picker("b", "#FF0000"), st.color_picker("c", "#abc"))
# > at.color_picker[0].pick("#00FF00").run()

# %% Colour picker with a name
st.color_picker("a", "red")

# %% Colour picker with a number
st.color_picker("a", 255)

# %% Buttons of every kind
st.write(st.button("a"), st.button("b", type="primary", icon=":material/add:", disabled=True), st.button("c", type="tertiary"))
st.link_button("d", "https://example.org")
st.write(st.download_button("e", "data"))
# > at.button[0].click().run()
# > at.run()

# %% A button of an unknown type
st.button("a", type="big")

# %% Pills and segmented controls
st.write(st.pills("a", ["x", "y"]), st.pills("b", ["x", "y"], selection_mode="multi", default=["x"]))
st.write(st.segmented_control("c", [1, 2], default=1))
# > at.button_group[0].select("x").run()
# > at.button_group[1].select("y").run()
# > at.button_group[2].set_value([2]).run()

# %% Pills with a default that is no option
st.pills("a", ["x"], default="q")

# %% Pills with an unknown mode
st.pills("a", ["x"], selection_mode="all")

# %% Feedback
st.write(st.feedback("stars"), st.feedback("thumbs"), st.feedback("faces", default=2))
# > at.feedback[0].set_value(3).run()

# %% Feedback of an unknown kind
st.feedback("hearts")

# %% Chat input
st.write(st.chat_input("Say something"))
# > at.chat_input[0].set_value("hello").run()
# > at.run()

# %% Two inputs alike
st.text_input("a")
st.text_input("a")

# %% Two inputs with the same key
st.text_input("a", key="k")
st.text_input("b", key="k")

# %% Alike inputs in different containers
with st.container():
    st.button("a")
st.sidebar.button("a")

# %% Alike inputs with keys
st.button("a", key="k1")
st.button("a", key="k2")

# %% Labels of every kind
st.text_input("", key="empty")
st.checkbox("**bold** :red[x]")
st.button(123)
st.text_input("x", label_visibility="collapsed")

# %% A label visibility that is unknown
st.text_input("x", label_visibility="gone")

# %% A label that is no text
st.text_input(None)

# %% A callback that is no function
st.text_input("a", on_change="rerun")
st.text_input("b", on_change=None)

# %% A callback of an unknown word
st.text_input("a", on_change="later")

# %% Keys that are numbers
st.write(st.text_input("a", "x", key=5))
st.write(5 in st.session_state, "5" in st.session_state)

# %% An icon that is none
st.button("a", icon="house")

# %% Widths of inputs that are refused
for width in ("wide", 0, -5, 1.5, None):
    try:
        st.text_input(str(width), width=width)
    except Exception as error:
        st.write(str(width), type(error).__name__)

# %% Selectbox keeps its value when options move
import random

st.session_state.setdefault("options", ["a", "b", "c"])
st.write(st.selectbox("s", st.session_state.options, key="s"))
if st.button("turn"):
    st.session_state.options = ["c", "b", "a"]
    st.rerun()
# > at.selectbox[0].select("b").run()
# > at.button[0].click().run()

# %% Selectbox loses a value that is no option any more
st.session_state.setdefault("options", ["a", "b", "c"])
st.write(st.selectbox("s", st.session_state.options, key="s"))
if st.button("cut"):
    st.session_state.options = ["a", "c"]
    st.rerun()
# > at.selectbox[0].select("b").run()
# > at.button[0].click().run()

# %% Multiselect loses values that are no options any more
st.session_state.setdefault("options", ["a", "b", "c"])
st.write(st.multiselect("s", st.session_state.options, key="s"))
if st.button("cut"):
    st.session_state.options = ["a", "c"]
    st.rerun()
# > at.multiselect[0].set_value(["a", "b"]).run()
# > at.button[0].click().run()

# %% Number and slider whose range shrinks
st.session_state.setdefault("top", 100)
st.write(st.slider("s", 0, st.session_state.top, 50, key="s"), st.number_input("n", 0, st.session_state.top, 50, key="n"))
if st.button("shrink"):
    st.session_state.top = 20
    st.rerun()
# > at.slider[0].set_value(80).run()
# > at.number_input[0].set_value(70).run()
# > at.button[0].click().run()

# %% Whole and real numbers
for name, options in (
    ("none", {}), ("int", {"value": 1}), ("float", {"value": 1.0}), ("min", {"min_value": 2}), ("real min", {"min_value": 2.0}), ("max", {"max_value": 9}), ("step", {"step": 2}), ("real step", {"step": 0.5}),
    ("empty", {"value": None}), ("empty int", {"value": None, "step": 1}), ("empty min", {"value": None, "min_value": 3}), ("negative", {"max_value": -5}), ("bool", {"value": True}), ("text", {"value": "3"}), ("big", {"value": 2**53}), ("inf", {"value": float("inf")}), ("nan", {"value": float("nan")}),
    ("mixed", {"min_value": 0, "value": 1.0}), ("turned", {"min_value": 5, "max_value": 1, "value": 3}), ("same", {"min_value": 5, "max_value": 5, "value": 5}), ("step 0", {"step": 0}), ("step -1", {"step": -1}),
):
    try:
        st.text(f"{name} {st.number_input(name, **options)!r}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Formats of numbers
for value, format in ((1, "%d"), (1, "%.2f"), (1.5, "%d"), (1.5, "%.1f"), (1.5, "%e"), (1, "%i"), (1, "%s"), (1, "dollar"), (1, "%,d"), (1, "%d km"), (1, ""), (1, "x"), (1, "%05d"), (1.5, "%g"), (1, "%d%d"), (1, 3)):
    try:
        st.text(f"{format} {st.number_input(f'{value} {format}', value=value, format=format)!r}")
    except Exception as error:
        st.text(f"{format} {type(error).__name__}")

# %% Steps of a number at its bounds
st.text([st.number_input("a", 0, 10, 9, 5, key="a"), st.number_input("b", value=0.1, step=0.1, key="b"), st.number_input("c", value=None, key="c")])
# > at.number_input[0].increment().run()
# > at.number_input[0].decrement().run()
# > at.number_input[1].increment().run()
# > at.number_input[1].decrement().decrement().run()
# > at.number_input[2].increment().run()
# > at.number_input[2].set_value(None).run()

# %% A number out of its bounds from the test
st.text([st.number_input("a", 0, 10, 5), st.number_input("b", 0.0, 1.0, 0.5, key="b")])
# > at.number_input[0].set_value(50).run()
# > at.number_input[1].set_value(-2.0).run()
# > at.number_input[0].set_value(7).run()

# %% Sliders without some of their arguments
for name, options in (
    ("none", {}), ("value", {"value": 30}), ("real", {"value": 0.3}), ("min", {"min_value": 50}), ("max", {"max_value": 10}), ("real max", {"max_value": 2.5}), ("empty", {"value": []}), ("one", {"value": [5]}), ("two", {"value": [9, 3]}), ("turned", {"min_value": 10, "max_value": 0, "value": 5}),
    ("above", {"max_value": 10, "value": 20}), ("below", {"min_value": 10, "value": 5}), ("step 0", {"step": 0}), ("real step", {"step": 0.5}), ("big", {"max_value": 2**60}), ("bool", {"value": True}), ("mixed", {"value": (1, 2.0)}), ("none value", {"value": None, "min_value": 3}), ("tuple", {"value": (3, 3)}),
):
    try:
        st.text(f"{name} {st.slider(name, **options)!r}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Sliders of moments without some of their arguments
import datetime as dt

day, noon, eight = dt.date(2024, 3, 10), dt.datetime(2024, 3, 10, 12), dt.time(8)
for name, options in (
    ("date", {"value": day}), ("dates", {"value": (day, dt.date(2024, 3, 12))}), ("moment", {"value": noon}), ("time", {"value": eight}), ("times", {"value": (dt.time(9), eight)}), ("bounds", {"min_value": noon, "max_value": noon + dt.timedelta(hours=3)}), ("min", {"min_value": day}), ("step", {"value": eight, "step": dt.timedelta(minutes=5)}),
    ("number step", {"value": day, "step": 2}), ("day of moment", {"min_value": day, "max_value": noon + dt.timedelta(days=9)}), ("format", {"value": noon, "format": "DD.MM.YY"}), ("old", {"value": dt.date(1500, 1, 1)}), ("same", {"min_value": day, "max_value": day}),
):
    try:
        st.text(f"{name} {st.slider(name, **options)}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Sliders of dates are moved
import datetime as dt

st.text([st.slider("a", value=dt.datetime(2024, 3, 10, 12)), st.slider("b", value=(dt.time(8), dt.time(9)))])
st.text(st.slider("c", dt.date(2024, 1, 1), dt.date(2024, 2, 1), (dt.date(2024, 1, 5), dt.date(2024, 1, 9)), format="MM/DD"))
# > at.slider[0].set_value(dt.datetime(2024, 3, 11, 12)).run()
# > at.slider[1].set_range(dt.time(10), dt.time(11, 30)).run()
# > at.slider[2].set_range(dt.date(2024, 1, 10), dt.date(2024, 1, 20)).run()

# %% Select sliders of numbers, dates and what is twice
import datetime as dt

for name, call in (
    ("numbers", lambda: st.select_slider("numbers", range(5), 3)),
    ("range", lambda: st.select_slider("range", [1, 2, 3], (3, 1))),
    ("same", lambda: st.select_slider("same", [1, 2, 3], (2, 2))),
    ("list", lambda: st.select_slider("list", [1, 2, 3], [1, 3])),
    ("one", lambda: st.select_slider("one", [1, 2, 3], [2])),
    ("three", lambda: st.select_slider("three", [1, 2, 3], (1, 2, 3))),
    ("twice", lambda: st.select_slider("twice", ["a", "b", "a"], "a")),
    ("dates", lambda: st.select_slider("dates", [dt.date(2024, 1, 1), dt.date(2024, 1, 2)], dt.date(2024, 1, 2))),
    ("format", lambda: st.select_slider("format", [1, 2], 2, format_func=lambda n: f"no {n}")),
    ("tuples", lambda: st.select_slider("tuples", [(1, 2), (3, 4)])),
    ("text", lambda: st.select_slider("text", "abc", "b")),
    ("gone", lambda: st.select_slider("gone", [1, 2], (1, 9))),
):
    try:
        st.text(f"{name} {call()!r}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")
# > at.select_slider[0].set_value(1).run()
# > at.select_slider[1].set_range(1, 2).run()
# > at.select_slider[5].set_value("b").run()

# %% Options of every kind
import numpy as np
import pandas as pd

for name, options in (("text", "abc"), ("tuple", (1, 2)), ("generator", (n for n in "xy")), ("array", np.array([3, 4])), ("index", pd.Index(["p"])), ("keys", {"a": 1}.keys()), ("set", {7}), ("none", None), ("number", 5), ("nested", [[1], [2]]), ("twice", ["a", "a"]), ("mixed", [1, "1", 1.0]), ("nothing", [None, ""]), ("arrays", [np.array([1, 2])])):
    try:
        st.text(f"{name} {st.selectbox(name, options)!r}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Indices of choices
import numpy as np

for index in (0, 1, -1, 2, None, True, 1.0, "0", np.int64(1)):
    for command in (st.selectbox, st.radio):
        try:
            st.text(f"{index!r} {command(f'{command.__name__} {index!r}', ['x', 'y'], index)!r}")
        except Exception as error:
            st.text(f"{index!r} {type(error).__name__}")

# %% Words of empty choices
st.selectbox("a", [])
st.selectbox("b", ["x"], index=None)
st.selectbox("c", ["x"], index=None, accept_new_options=True)
st.selectbox("d", [], accept_new_options=True)
st.multiselect("e", [])
st.multiselect("f", ["x"])
st.multiselect("g", ["x"], accept_new_options=True)
st.multiselect("h", [], accept_new_options=True, placeholder="own")

# %% Modes of filters and new options
for options in ({"filter_mode": "contains"}, {"filter_mode": "prefix"}, {"filter_mode": None}, {"filter_mode": "exact"}, {"filter_mode": None, "accept_new_options": True}):
    for command in (st.selectbox, st.multiselect):
        try:
            command(f"{command.__name__} {options}", ["x"], **options)
            st.text("drawn")
        except Exception as error:
            st.text(type(error).__name__)

# %% Two options with the same text
st.text(repr([st.selectbox("a", [1, "1", 2]), st.radio("b", [1.0, "1.0"]), st.multiselect("c", [1, "1"])]))
# > at.selectbox[0].select_index(1).run()
# > at.multiselect[0].select("1").run()

# %% A format that gives the same text for all
st.text(repr([st.selectbox("a", [1, 2], format_func=lambda n: "same", key="a"), st.multiselect("b", [1, 2], format_func=lambda n: "same", key="b")]))
# > at.selectbox[0].select_index(1).run()

# %% A format that gives no text or fails
for name, format in (("number", lambda n: n + 1), ("none", lambda n: None), ("failing", lambda n: 1 / 0)):
    try:
        st.text(f"{name} {st.selectbox(name, [1, 2], format_func=format)!r}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Options that change from numbers to texts
other = st.checkbox("other")
st.text(repr([st.selectbox("a", ["1", "2"] if other else [1, 2], key="s"), st.radio("b", ["3", "2"] if other else [1, 2], key="r"), st.multiselect("c", ["2"] if other else [1, 2], key="m")]))
# > at.selectbox[0].select_index(1).run()
# > at.radio[0].set_value(2).run()
# > at.multiselect[0].set_value([1, 2]).run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Formats that change under what was chosen
other = st.checkbox("other")
st.text(repr([st.selectbox("a", [1, 2], format_func=(lambda n: f"{n} items") if other else str, key="s"), st.selectbox("b", [1, 2], format_func=(lambda n: str(3 - n)) if other else str, key="t")]))
# > at.selectbox[0].select(2).run()
# > at.selectbox[1].select(2).run()
# > at.checkbox[0].check().run()

# %% Defaults of a multiselect
import pandas as pd

for name, default in (("text", "x"), ("tuple", ("x", "y")), ("set", {"x"}), ("series", pd.Series(["y"])), ("twice", ["x", "x"]), ("none", None), ("empty", []), ("unknown", "q"), ("number", 3)):
    try:
        st.text(f"{name} {st.multiselect(name, ['x', 'y'], default)!r}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Limits of a multiselect
for options in ({"max_selections": 0}, {"max_selections": -1}, {"max_selections": 1}, {"max_selections": 2.5}, {"select_all": True}, {"select_all": 5}, {"select_all": -1}, {"select_all": "yes"}, {"wrap": False}, {"wrap": "no"}):
    try:
        st.text(f"{options} {st.multiselect(str(options), ['x', 'y'], **options)!r}")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Pills that must be chosen, and other modes
for name, options in (("required", {"required": True}), ("chosen", {"required": True, "default": "x"}), ("many", {"required": True, "selection_mode": "multi"}), ("two", {"default": ["x", "y"]}), ("list", {"default": ["x"]}), ("multi", {"default": "y", "selection_mode": "multi"}), ("wide", {"width": "stretch"}), ("mode", {"selection_mode": None}), ("none", {"default": []})):
    for command in (st.pills, st.segmented_control):
        try:
            st.text(f"{name} {command(f'{command.__name__} {name}', ['x', 'y'], **options)!r}")
        except Exception as error:
            st.text(f"{name} {type(error).__name__}")

# %% Pills are taken back
st.text([st.pills("a", ["x", "y"], default="x"), st.pills("b", [1, 2], selection_mode="multi", format_func=lambda n: f"no {n}"), st.segmented_control("c", [":material/add: add", "🔥 hot"])])
# > at.button_group[0].unselect("x").run()
# > at.button_group[1].set_value([2, 1]).run()
# > at.button_group[1].unselect(2).run()
# > at.button_group[2].select("🔥 hot").run()

# %% Stars and thumbs with defaults
for kind, default in (("stars", 4), ("stars", 5), ("thumbs", 1), ("thumbs", 2), ("faces", -1), ("faces", None), ("stars", 1.5), ("stars", True)):
    try:
        st.text(f"{kind} {st.feedback(kind, default=default, key=f'{kind}{default}')!r}")
    except Exception as error:
        st.text(f"{kind} {type(error).__name__}")
# > at.feedback[0].set_value(None).run()

# %% Pages of a list
for options in ({}, {"default": 3}, {"default": 9}, {"default": 0}, {"max_visible_pages": 0}, {"max_visible_pages": -1}, {"max_visible_pages": None}, {"default": True}, {"default": 2.0}):
    try:
        st.text(f"{options} {st.pagination(5, key=str(options), **options)!r}")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")
for number in (0, -1, 1, True, 2.5, "3"):
    try:
        st.text(f"{number!r} {st.pagination(number, key=repr(number))!r}")
    except Exception as error:
        st.text(f"{number!r} {type(error).__name__}")
# > at.pagination[0].set_value(4).run()
# > at.pagination[1].select(5).run()

# %% Colours that are none
for value in ("#fff", "#FFFFFF", "#ffff", "#12345678", "fff", "", "#ggg", None, "#ABCDEF", 5, ["#fff"], " #fff"):
    try:
        st.text(f"{value!r} {st.color_picker(repr(value), value)!r}")
    except Exception as error:
        st.text(f"{value!r} {type(error).__name__}")

# %% Dates in every form
import datetime as dt

day = dt.date(2024, 3, 10)
for name, value in (("date", day), ("moment", dt.datetime(2024, 3, 10, 8)), ("text", "2024-03-10"), ("moment text", "2024-03-10T08:00"), ("none", None), ("empty", ()), ("one", (day,)), ("list", [day, "2024-03-12"]), ("turned", (dt.date(2024, 3, 12), day)), ("three", (day, day, day)), ("number", 5), ("nonsense", "soon"), ("nothing in it", (day, None)), ("time", dt.time(8))):
    try:
        st.text(f"{name} {st.date_input(name, value)}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Bounds of dates
import datetime as dt

day = dt.date(2024, 3, 10)
for name, options in (("texts", {"min_value": "2024-01-01", "max_value": "2024-12-31"}), ("turned", {"min_value": dt.date(2025, 1, 1), "max_value": dt.date(2024, 1, 1)}), ("below", {"min_value": dt.date(2024, 4, 1)}), ("above", {"max_value": dt.date(2024, 2, 1)}), ("on it", {"min_value": day, "max_value": day}), ("number", {"min_value": 5}), ("format", {"format": "DD/MM/YYYY"}), ("dots", {"format": "DD.MM.YYYY"}), ("dashes", {"format": "MM-DD-YYYY"}), ("mixed", {"format": "DD/MM.YYYY"}), ("short", {"format": "DD/MM/YY"}), ("none", {"format": None})):
    try:
        st.text(f"{name} {st.date_input(name, day, **options)}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% A range of dates is picked
import datetime as dt

st.text(st.date_input("a", (dt.date(2024, 3, 10), dt.date(2024, 3, 12)), key="r"))
st.text(st.date_input("b", [], key="e"))
# > at.date_input[0].set_value((dt.date(2024, 3, 1),)).run()
# > at.date_input[0].set_value((dt.date(2024, 3, 1), dt.date(2024, 3, 5))).run()
# > at.date_input[1].set_value([dt.date(2024, 3, 1)]).run()
# > at.date_input[1].set_value([]).run()

# %% Dates out of their bounds from the test
import datetime as dt

st.text(st.date_input("a", dt.date(2024, 3, 10), dt.date(2024, 3, 1), dt.date(2024, 3, 31)))
# > at.date_input[0].set_value(dt.date(2024, 4, 10)).run()
# > at.date_input[0].set_value(dt.date(2024, 3, 31)).run()

# %% Times in every form
import datetime as dt

for name, value, options in (("time", dt.time(8, 45, 30), {}), ("moment", dt.datetime(2024, 3, 10, 8, 30), {}), ("text", "08:30", {}), ("long text", "08:30:15", {}), ("none", None, {}), ("number", 8, {}), ("nonsense", "noon", {}), ("seconds", dt.time(8, 45, 30), {"step": 90}), ("minutes", dt.time(8, 45, 30), {"step": dt.timedelta(minutes=5)}), ("bool", dt.time(8), {"step": True}), ("zero", dt.time(8), {"step": 0}), ("day", dt.time(8), {"step": dt.timedelta(days=1)}), ("most", dt.time(8), {"step": 82800}), ("12h", dt.time(8), {"format": "12h"}), ("unknown", dt.time(8), {"format": "am"}), ("text step", dt.time(8), {"step": "5m"})):
    try:
        st.text(f"{name} {st.time_input(name, value, **options)}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Steps of a time over midnight
import datetime as dt

st.text([st.time_input("a", dt.time(23, 50)), st.time_input("b", dt.time(0, 5), step=600), st.time_input("c", None)])
# > at.time_input[0].increment().run()
# > at.time_input[1].decrement().run()
# > at.time_input[2].set_value(dt.time(7)).run()
# > at.time_input[2].set_value(None).run()

# %% Moments in every form
import datetime as dt

noon = dt.datetime(2024, 3, 10, 12, 30, 45)
for name, value, options in (("moment", noon, {}), ("date", noon.date(), {}), ("text", "2024-03-10T12:30:45", {}), ("day text", "2024-03-10", {}), ("none", None, {}), ("number", 5, {}), ("step", noon, {"step": 60}), ("short step", noon, {"step": 30}), ("long step", noon, {"step": dt.timedelta(hours=24)}), ("below", noon, {"min_value": noon + dt.timedelta(1)}), ("above", noon, {"max_value": noon - dt.timedelta(1)}), ("turned", noon, {"min_value": noon, "max_value": noon - dt.timedelta(1)}), ("format", noon, {"format": "DD.MM.YYYY"}), ("unknown", noon, {"format": "DD.MM"}), ("zone", noon.replace(tzinfo=dt.timezone.utc), {})):
    try:
        st.text(f"{name} {st.datetime_input(name, value, **options)}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Kinds of text inputs
for kind in ("default", "password", "email", "url", "phone", "search", "number", None):
    try:
        st.text_input(str(kind), type=kind)
    except Exception as error:
        st.text(f"{kind} {type(error).__name__}")
st.text_input("own", type="email", placeholder="", icon="", autocomplete="")

# %% What a text input checks
for options in ({"validate": "[a-z]+"}, {"validate": ("[a-z]+", "letters")}, {"validate": ("a",)}, {"validate": ("a", "b", "c")}, {"validate": 5}, {"validate": "("}, {"live": True}, {"live": "1s"}, {"live": "2m"}, {"live": "soon"}, {"live": 5}, {"max_chars": 0}, {"max_chars": -1}, {"max_chars": "5"}, {"max_chars": 2, "value": "long"}, {"value": 5}, {"value": ["x"]}):
    try:
        st.text(f"{options} {st.text_input(str(options), **options)!r}")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Texts that are too long from the test
st.text([st.text_input("a", max_chars=3), st.text_area("b", "start", max_chars=5)])
# > at.text_input[0].input("long").run()
# > at.text_input[0].input("abc").run()
# > at.text_area[0].set_value("toolong").run()
# > at.text_area[0].set_value("").run()

# %% Heights of a text area
for height in (None, 68, 67, 10, 0, -5, "content", "stretch", "tall", 100.5):
    try:
        st.text_area(f"{height}", height=height)
        st.text("drawn")
    except Exception as error:
        st.text(type(error).__name__)

# %% Shortcuts of buttons
for shortcut in ("a", "Ctrl+K", "ctrl+shift+Enter", "F5", "cmd+option+1", "mod+s", "ctrl", "", "a+b", "c", "Ctrl+R", "wrong", "Space", "ArrowUp", "left", 5, None, "Ctrl+Ctrl+X", " ctrl + y "):
    try:
        st.button(f"{shortcut!r}", shortcut=shortcut, key=repr(shortcut))
        st.text("drawn")
    except Exception as error:
        st.text(type(error).__name__)

# %% Arguments of buttons that are refused
for options in ({"type": "link"}, {"type": None}, {"icon_position": "right", "icon": "🔥"}, {"icon_position": "top"}, {"width": "stretch"}, {"width": "wide"}, {"wrap": False}, {"wrap": "no"}, {"on_click": "rerun"}, {"on_click": "later"}, {"on_click": None}, {"icon": ":material/nothing_like_it:"}, {"icon": "spinner"}, {"icon": "🔥🔥"}, {"icon": 5}, {"use_container_width": True}, {"disabled": "yes"}):
    try:
        st.text(f"{options} {st.button('x', key=str(options), **options)}")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% A menu of a button
st.text([st.menu_button("a", ["x", "y"], key="a"), st.menu_button("b", [1, 2], format_func=lambda n: f"no {n}"), st.session_state.a])
# > at.menu_button[0].click("y").run()
# > at.menu_button[1].click_index(1).run()
# > at.run()

# %% Menus that are refused
for name, call in (("empty", lambda: st.menu_button("a", [])), ("twice", lambda: st.menu_button("b", ["x", "x"])), ("type", lambda: st.menu_button("c", ["x"], type="big")), ("word", lambda: st.menu_button("d", ["x"], on_click="rerun")), ("none", lambda: st.menu_button("e", None))):
    try:
        call()
        st.text(f"{name} drawn")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")
with st.form("f"):
    st.menu_button("x", ["y"])

# %% Data of downloads
from io import BytesIO, StringIO

for name, data in (("text", "x"), ("bytes", b"x"), ("file", BytesIO(b"x")), ("text file", StringIO("x")), ("function", lambda: "x"), ("none", None), ("number", 5), ("list", [1]), ("array", bytearray(b"x"))):
    try:
        st.text(f"{name} {st.download_button(name, data)}")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")
# > at.download_button[0].click().run()
# > at.run()

# %% What a download does when it is clicked
st.session_state.setdefault("log", [])
for word in ("rerun", "ignore", None, "later", lambda: st.session_state.log.append(1)):
    try:
        st.text(st.download_button("x", "y", key=f"k{word if isinstance(word, str) else callable(word)}", on_click=word))
    except Exception as error:
        st.text(type(error).__name__)
st.text(st.session_state.log)
# > at.download_button[-1].click().run()

# %% Links that are clicked
for word in ("ignore", "rerun", len, "later", None):
    try:
        st.text(type(st.link_button("x", "https://example.org", on_click=word, key=f"k{word if isinstance(word, str) else callable(word)}")).__name__)
    except Exception as error:
        st.text(type(error).__name__)
st.link_button("odd", "javascript:alert(1)", type="primary", icon="🔥", help="h", disabled=True)

# %% Values of checkboxes
import numpy as np

for value in (True, False, 1, 0, "yes", "", None, [], np.True_, 2.5):
    for command in (st.checkbox, st.toggle):
        try:
            st.text(f"{value!r} {command(f'{command.__name__} {value!r}', value)!r}")
        except Exception as error:
            st.text(f"{value!r} {type(error).__name__}")

# %% Inputs that are disabled
st.text([st.text_input("a", "x", disabled=True), st.checkbox("b", True, disabled=True), st.slider("c", disabled=True), st.button("d", disabled=True)])
# > at.text_input[0].input("y").run()
# > at.checkbox[0].uncheck().run()
# > at.slider[0].set_value(5).run()
# > at.button[0].click().run()

# %% Visible and hidden labels of all inputs
import datetime as dt

for command, options in ((st.checkbox, {}), (st.toggle, {}), (st.radio, {"options": ["x"]}), (st.selectbox, {"options": ["x"]}), (st.multiselect, {"options": ["x"]}), (st.slider, {}), (st.select_slider, {"options": ["x"]}), (st.number_input, {}), (st.text_area, {}), (st.date_input, {"value": dt.date(2024, 1, 1)}), (st.time_input, {"value": dt.time(8)}), (st.color_picker, {}), (st.pills, {"options": ["x"]}), (st.segmented_control, {"options": ["x"]}), (st.file_uploader, {})):
    for visibility in ("hidden", "collapsed", "gone"):
        try:
            command(visibility, label_visibility=visibility, **options)
            st.text(command.__name__)
        except Exception as error:
            st.text(f"{command.__name__} {type(error).__name__}")

# %% Words for what a change does of all inputs
import datetime as dt

for command, options in ((st.checkbox, {}), (st.toggle, {}), (st.radio, {"options": ["x"]}), (st.selectbox, {"options": ["x"]}), (st.multiselect, {"options": ["x"]}), (st.slider, {}), (st.select_slider, {"options": ["x"]}), (st.number_input, {}), (st.text_area, {}), (st.date_input, {"value": dt.date(2024, 1, 1)}), (st.time_input, {"value": dt.time(8)}), (st.color_picker, {}), (st.pills, {"options": ["x"]}), (st.file_uploader, {})):
    for word in ("rerun", "ignore", None, "later", 5):
        try:
            command(f"{word}", on_change=word, **options)
            st.text("drawn")
        except Exception as error:
            st.text(f"{command.__name__} {word} {type(error).__name__}")

# %% Labels of every type
for label in (None, 5, "", "  padded  ", "# heading", "a\nb", ["x"], True):
    try:
        st.checkbox(label, key=repr(label))
    except Exception as error:
        st.text(f"{label!r} {type(error).__name__}")

# %% Arguments in their order
import datetime as dt

st.text([st.text_input("a", "v", 9, "k1", "default", "h"), st.number_input("b", 0, 9, 3, 1, "%d", "k2", "h"), st.slider("c", 0, 9, 3, 1, "%d", "k3", "h"), st.selectbox("d", ["x", "y"], 1, str.upper, "k4", "h"), st.multiselect("e", ["x", "y"], ["x"], str.upper, "k5", "h"), st.radio("f", ["x", "y"], 1, str.upper, "k6", "h"), st.text_area("g", "v", 100, 9, "k7", "h"), st.checkbox("h", True, "k8", "h"), st.date_input("i", dt.date(2024, 1, 1), None, None, "k9", "h"), st.color_picker("j", "#fff", "k10", "h"), st.select_slider("k", ["x", "y"], "y", str.upper, "k11", "h"), st.button("l", "k12", "h")])
