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
