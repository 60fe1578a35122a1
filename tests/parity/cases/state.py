"""Session state, identity of inputs, and what is forgotten when."""
# %% Entries by key and by attribute
st.session_state["a"] = 1
st.session_state.b = 2
st.write("a" in st.session_state, st.session_state.a, st.session_state["b"], len(st.session_state))
del st.session_state["a"]
st.write("a" in st.session_state, sorted(st.session_state))
st.write(st.session_state.get("c", "none"))

# %% A missing entry
st.session_state["gone"]

# %% A missing attribute
st.session_state.gone

# %% Deleting what is not there
del st.session_state["gone"]

# %% An entry set before the first run
st.write(st.session_state.x, st.session_state.y)
# < at.session_state.x = 1
# < at.session_state["y"] = [1, 2]

# %% An entry changed between runs
st.session_state.setdefault("n", 0)
st.write(st.session_state.n)
# > at.session_state.n = 5
# > at.run()

# %% An input takes what was assigned before it
st.session_state.k = "assigned"
st.write(st.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()

# %% Assigning an input after it was drawn
st.text_input("a", key="k")
st.session_state.k = "late"

# %% Assigning an input in its callback
def clear():
    st.session_state.k = "cleared"

st.write(st.text_input("a", key="k"))
st.button("clear", on_click=clear)
# > at.text_input[0].input("typed").run()
# > at.button[0].click().run()

# %% A default and an assigned value
st.session_state.setdefault("k", "state")
st.write(st.text_input("a", "default", key="k"))

# %% Assigning a button
st.session_state.k = True
st.button("a", key="k")

# %% Assigning a value that is no option
st.session_state.k = "q"
st.write(st.selectbox("a", ["x", "y"], key="k"))

# %% Assigning a number out of range
st.session_state.k = 50
st.write(st.number_input("a", 0, 10, 5, key="k"))

# %% Assigning a slider out of range
st.session_state.k = 50
st.write(st.slider("a", 0, 10, 5, key="k"))

# %% Assigning a value of the wrong type
st.session_state.k = "text"
st.write(st.number_input("a", 0, 10, 5, key="k"))

# %% Assigning a number to a text input
st.session_state.k = 5
st.write(st.text_input("a", key="k"))

# %% Assigning multiselect a value that is no option
st.session_state.k = ["q"]
st.write(st.multiselect("a", ["x"], key="k"))

# %% A hidden input forgets
if st.checkbox("show", True):
    st.write(st.text_input("a", "default", key="k"))
st.write("k" in st.session_state)
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% A hidden input whose entry is kept by hand
if "k" in st.session_state:
    st.session_state.k = st.session_state.k
if st.checkbox("show", True):
    st.text_input("a", "default", key="k")
st.write(st.session_state.get("k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% An input without key is another one when its label changes
label = "b" if st.checkbox("other") else "a"
st.write(st.text_input(label, "default"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% An input with a key keeps its value when its label changes
label = "b" if st.checkbox("other") else "a"
st.write(st.text_input(label, "default", key="k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% An input with a key and another default
default = "two" if st.checkbox("other") else "one"
st.write(st.text_input("a", default, key="k"))
# > at.checkbox[0].check().run()
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()

# %% An input without key and another default
default = "two" if st.checkbox("other") else "one"
st.write(st.text_input("a", default))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% A number input whose bounds change
top = 20 if st.checkbox("other") else 10
st.write(st.number_input("a", 0, top, 5, key="k"), st.number_input("b", 0, top, 5))
# > at.number_input[0].set_value(7).run()
# > at.number_input[1].set_value(7).run()
# > at.checkbox[0].check().run()

# %% A slider whose bounds change
top = 20 if st.checkbox("other") else 10
st.write(st.slider("a", 0, top, 5, key="k"))
# > at.slider[0].set_value(7).run()
# > at.checkbox[0].check().run()

# %% A selectbox whose options change
options = ["x", "y", "z"] if st.checkbox("other") else ["x", "y"]
st.write(st.selectbox("a", options, key="k"), st.selectbox("b", options))
# > at.selectbox[0].select("y").run()
# > at.selectbox[1].select("y").run()
# > at.checkbox[0].check().run()

# %% A button is true for one run
st.write(st.button("a", key="k"), st.session_state.k)
# > at.button[0].click().run()
# > at.run()

# %% Two buttons at once
st.write(st.button("a"), st.button("b"))
# > at.button[0].click()
# > at.button[1].click().run()

# %% Values that are the same object
st.session_state.setdefault("items", [])
st.session_state["items"].append(len(st.session_state["items"]))
st.write(st.session_state["items"])
# > at.run()
# > at.run()

# %% The mapping methods of session state
st.session_state.update({"a": 1, "b": 2}) if hasattr(st.session_state, "update") else None
st.write(sorted(st.session_state.to_dict()))
st.session_state.clear() if hasattr(st.session_state, "clear") else None
st.write(len(st.session_state))

# %% Setting an empty key
st.session_state[""] = 1

# %% Setting a key that is a number
st.session_state[3] = 1

# %% An input moves to another container
where = st.sidebar if st.checkbox("side") else st
st.write(where.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% An input without key moves to another container
where = st.sidebar if st.checkbox("side") else st
st.write(where.text_input("a"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% Entry of a hidden input is read
st.write(st.session_state.get("k", "none"))
if st.session_state.get("k") != "hide":
    st.text_input("a", key="k")
# > at.text_input[0].input("hide").run()
# > at.run()
# > at.run()

# %% Deleting the entry of an input before it is drawn
if st.session_state.get("k") == "reset":
    del st.session_state["k"]
st.write(st.text_input("a", "default", key="k"))
# > at.text_input[0].input("typed").run()
# > at.text_input[0].input("reset").run()

# %% Deleting the entry of an input after it was drawn
st.text_input("a", "default", key="k")
if st.session_state.get("k") == "reset":
    del st.session_state["k"]
st.write("k" in st.session_state)
# > at.text_input[0].input("reset").run()
# > at.run()

# %% A user's key with the prefix of inputs
st.session_state["$$WIDGET_ID-x"] = 1

# %% An entry survives an error
st.session_state.setdefault("n", 0)
st.session_state.n += 1
if st.session_state.n == 2:
    raise ValueError("second")
st.write(st.session_state.n)
# > at.run()
# > at.run()

# %% Values of inputs survive an error
bad = st.checkbox("bad")
text = st.text_input("a", key="before")
if bad:
    raise ValueError("now")
st.write(text, st.text_input("b", key="after"))
# > at.text_input(key="after").input("typed").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Values of inputs after a stop
stop = st.checkbox("stop")
if stop:
    st.stop()
st.write(st.text_input("b", "d", key="after"))
# > at.text_input(key="after").input("typed").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Query parameters
st.write(st.query_params.get("a"), "b" in st.query_params)
st.query_params["b"] = "2"
st.query_params.c = 3
st.write(st.query_params.to_dict())
# < at.query_params["a"] = "1"
# > at.run()

# %% Repeated query parameters
st.query_params["a"] = ["1", "2"]
st.write(st.query_params["a"], st.query_params.get_all("a"), st.query_params.get_all("z"))
st.query_params.from_dict({"x": "1", "y": ["2", "3"]})
st.write(st.query_params.to_dict())
st.query_params.clear()
st.write(len(st.query_params))

# %% A missing query parameter
st.query_params["gone"]

# %% Keys that are numbers are texts
st.session_state[1] = "one"
st.text([st.session_state["1"], 1 in st.session_state, "1" in st.session_state, st.session_state.get(1), sorted(st.session_state)])
del st.session_state[1]
st.text(len(st.session_state))

# %% The methods of a mapping
st.session_state.update({"a": 1}, b=2)
st.text([st.session_state.setdefault("a", 9), st.session_state.setdefault("c", 3), st.session_state.pop("b"), st.session_state.pop("b", "none")])
st.text([sorted(st.session_state.keys()), sorted(st.session_state.values()), sorted(st.session_state.items()), isinstance(st.session_state, dict), bool(st.session_state)])
st.text(str(st.session_state.to_dict()))
st.session_state.popitem()
st.session_state.clear()
st.text([len(st.session_state), str(st.session_state), bool(st.session_state)])

# %% An entry with the name of a method
st.session_state.items = 3
st.text([callable(st.session_state.items), st.session_state["items"], callable(st.session_state.get)])

# %% Errors of entries that are not there
for call in (lambda: st.session_state["x"], lambda: st.session_state.x, lambda: st.session_state.__delitem__("x"), lambda: delattr(st.session_state, "x"), lambda: st.session_state.pop("x"), lambda: st.session_state.popitem(), lambda: st.session_state.__setitem__("", 1), lambda: st.session_state.__setitem__(None, 1), lambda: st.session_state[None]):
    try:
        st.text(repr(call()))
    except Exception as error:
        st.text(type(error).__name__)

# %% What is seen of inputs
st.text_input("a")
st.text_input("b", key="b")
st.button("c", key="c")
with st.form("f"):
    st.checkbox("d", key="d")
    st.form_submit_button("Send")
st.text([sorted(st.session_state), len(st.session_state), st.session_state.to_dict() == dict(st.session_state.items())])
# > at.button[1].click().run()
# > at.run()

# %% Assigning inputs that are only read
for key, draw in (
    ("a", lambda: st.download_button("a", "x", key="a")),
    ("b", lambda: st.link_button("b", "https://example.org", key="b", on_click="rerun")),
    ("c", lambda: st.file_uploader("c", key="c")),
    ("d", lambda: st.camera_input("d", key="d")),
    ("e", lambda: st.audio_input("e", key="e")),
    ("f", lambda: st.form("f")),
    ("g", lambda: st.menu_button("g", ["x"], key="g")),
    ("h", lambda: st.link_button("h", "https://example.org", key="h")),
):
    st.session_state[key] = True
    try:
        draw()
        st.text(f"{key} drawn")
    except Exception as error:
        st.text(f"{key} {type(error).__name__}")

# %% A button whose entry was assigned a run before
if "k" not in st.session_state:
    st.session_state.k = "earlier"
else:
    st.text([st.button("a", key="k"), st.session_state.k])
# > at.run()
# > at.run()

# %% Nothing is assigned
for key, draw in (
    ("text", lambda: st.text_input("a", "x", key="text")),
    ("area", lambda: st.text_area("b", "x", key="area")),
    ("number", lambda: st.number_input("c", 0, 9, 3, key="number")),
    ("select", lambda: st.selectbox("d", ["x"], key="select")),
    ("radio", lambda: st.radio("e", ["x"], key="radio")),
    ("many", lambda: st.multiselect("f", ["x"], ["x"], key="many")),
    ("slider", lambda: st.slider("g", key="slider")),
    ("check", lambda: st.checkbox("h", True, key="check")),
    ("pills", lambda: st.pills("i", ["x"], default="x", key="pills")),
    ("stars", lambda: st.feedback("stars", key="stars")),
):
    st.session_state[key] = None
    try:
        st.text(f"{key} {draw()!r}")
    except Exception as error:
        st.text(f"{key} {type(error).__name__}")

# %% Nothing is assigned to dates and times
import datetime as dt

st.session_state.update({"d": None, "t": None, "m": None})
st.text([st.date_input("a", dt.date(2024, 1, 1), key="d"), st.time_input("b", dt.time(8), key="t"), st.datetime_input("c", dt.datetime(2024, 1, 1), key="m")])
# > at.run()

# %% Two values are assigned to a slider of one
st.session_state.setdefault("k", [2, 5])
st.text(repr(st.slider("a", 0, 10, 3, key="k")))
# > at.run()

# %% Options are matched by their text
st.session_state.setdefault("s", "1")
st.session_state.setdefault("m", ["2", 1, "q"])
st.text(repr([st.selectbox("a", [1, 2], key="s"), st.multiselect("b", [1, 2], key="m")]))
# > at.run()

# %% Too many are assigned
st.session_state.k = ["x", "y"]
st.multiselect("a", ["x", "y"], max_selections=1, key="k")

# %% Values of other types are assigned
import datetime as dt

for key, value, draw in (
    ("text", ["x"], lambda: st.text_input("a", key="text")),
    ("check", "yes", lambda: st.checkbox("b", key="check")),
    ("slider", "x", lambda: st.slider("c", key="slider")),
    ("float", 2.5, lambda: st.slider("d", 0, 10, key="float")),
    ("date", "2024-01-01", lambda: st.date_input("e", dt.date(2024, 1, 1), key="date")),
    ("time", 5, lambda: st.time_input("f", dt.time(8), key="time")),
    ("moment", dt.datetime(2024, 1, 1, 9, 30), lambda: st.date_input("g", dt.date(2024, 1, 1), key="moment")),
    ("many", "x", lambda: st.multiselect("h", ["x", "y"], key="many")),
    ("number", 2.5, lambda: st.number_input("i", 0, 10, key="number")),
    ("whole", 2, lambda: st.number_input("j", 0.0, 10.0, key="whole")),
    ("radio", 0, lambda: st.radio("k", ["x", "y"], key="radio")),
    ("stars", 9, lambda: st.feedback("stars", key="stars")),
):
    st.session_state[key] = value
    try:
        st.text(f"{key} {draw()!r}")
    except Exception as error:
        st.text(f"{key} {type(error).__name__}")

# %% The visitor wins over what was assigned before
if "k" not in st.session_state:
    st.session_state.k = "assigned"
st.text(st.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()
# > at.run()

# %% What is assigned in each run wins over the visitor
st.session_state.k = "always"
st.text(st.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()

# %% An assignment calls no callback
st.session_state.setdefault("log", [])
if st.button("assign"):
    st.session_state.k = "assigned"
st.text_input("a", key="k", on_change=lambda: st.session_state.log.append(st.session_state.k))
st.text(st.session_state.log)
# > at.button[0].click().run()
# > at.text_input[0].input("typed").run()

# %% The test assigns an input
st.session_state.setdefault("log", [])
st.text(st.text_input("a", key="k", on_change=lambda: st.session_state.log.append("changed")))
st.text(st.session_state.log)
# > at.session_state.k = "from the test"
# > at.run()
# > at.session_state.k = "again"
# > at.text_input[0].input("typed").run()

# %% An entry from before its input comes back
st.session_state.setdefault("k", "first")
if st.checkbox("show", True):
    st.text(st.text_input("a", key="k"))
st.text(st.session_state.get("k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.run()
# > at.checkbox[0].check().run()

# %% Changing what an input returned
chosen = st.multiselect("a", ["x", "y"], ["x"], key="k")
chosen.append("y")
st.text([chosen, st.session_state.k])
# > at.run()
# > at.multiselect[0].select("y").run()

# %% Members of an enum that is made anew in each run
from enum import Enum

class Color(Enum):
    RED = 1
    BLUE = 2

one = st.selectbox("a", Color, key="k")
many = st.multiselect("b", Color, [Color.BLUE], key="m")
st.text([one is Color.RED, one in Color, [color in Color for color in many], st.radio("c", list(Color)) is Color.RED])
# > at.selectbox[0].select_index(1).run()
# > at.run()

# %% Objects without equality as options
class Thing:
    def __init__(self, n):
        self.n = n

things = [Thing(1), Thing(2)]
one = st.selectbox("a", things, format_func=lambda thing: f"no {thing.n}", key="k")
st.text([one in things, one.n, st.session_state.k.n])
# > at.selectbox[0].select_index(1).run()
# > at.run()

# %% An input is forgotten two runs after it was drawn
st.text(st.session_state.get("k", "nothing"))
st.session_state.n = st.session_state.get("n", 0) + 1
if st.session_state.n < 3:
    st.text_input("a", "default", key="k")
st.text("k" in st.session_state)
# > at.text_input[0].input("typed").run()
# > at.run()
# > at.run()

# %% A rerun forgets nothing
if st.button("again"):
    st.rerun()
st.text(st.text_input("a", "default", key="k"))
# > at.text_input[0].input("typed").run()
# > at.button[0].click().run()

# %% Inputs of one run with two kinds of keys
try:
    st.text_input("a", key=1)
    st.text_input("b", key="1")
except Exception as error:
    st.text(type(error).__name__)
for key in ("", "$$ID-x", "None", 5.5, True):
    try:
        st.text_input(f"c{key}", key=key)
        st.text(f"{key!r} drawn")
    except Exception as error:
        st.text(f"{key!r} {type(error).__name__}")

# %% Query parameters of every type
for value in (1, 2.5, None, True, "x", "", ["a", 1], ("b",), {"k": 1}, [], iter("xy")):
    try:
        st.query_params["q"] = value
        st.text(f"{st.query_params['q']!r} {st.query_params.get_all('q')}")
    except Exception as error:
        st.text(type(error).__name__)

# %% Parameters that are not seen
st.text([st.query_params.to_dict(), len(st.query_params), "embed" in st.query_params, "A" in st.query_params, "a" in st.query_params])
for name in ("embed", "EMBED_OPTIONS"):
    try:
        st.query_params[name] = "x"
        st.text("set")
    except Exception as error:
        st.text(type(error).__name__)
    try:
        st.text(st.query_params[name])
    except Exception as error:
        st.text(type(error).__name__)
# < at.query_params.update({"a": "1", "embed": "true"})

# %% Query parameters as a mapping
st.query_params.update({"a": "1", "b": ["2", "3"]}, c=4)
st.query_params.update([("d", "5"), ("d", "6")])
st.text([st.query_params.to_dict(), st.query_params == {"a": "1", "b": "3", "c": "4", "d": "6"}, st.query_params.pop("a"), st.query_params.pop("a", "none"), st.query_params.setdefault("b", "9"), st.query_params.setdefault("e", "8")])
st.text([sorted(st.query_params), sorted(st.query_params.values()), sorted(st.query_params.items()), st.query_params.get("z", "none")])
del st.query_params["c"]
del st.query_params.d
st.text(st.query_params.to_dict())

# %% Errors of query parameters
for call in (lambda: st.query_params["x"], lambda: st.query_params.x, lambda: st.query_params.__delitem__("x"), lambda: delattr(st.query_params, "x"), lambda: st.query_params.from_dict({"a": {"b": 1}}), lambda: st.query_params.from_dict({"embed": "x"}), lambda: st.query_params.update({"a": {"b": 1}}), lambda: st.query_params.pop("x")):
    try:
        st.text(repr(call()))
    except Exception as error:
        st.text(type(error).__name__)
st.text(st.query_params.to_dict())
# < at.query_params["kept"] = "1"

# %% Query parameters stay from run to run
st.query_params["n"] = int(st.query_params.get("n", 0)) + 1
st.text(st.query_params["n"])
# > at.run()
# > at.query_params["n"] = "10"
# > at.run()
