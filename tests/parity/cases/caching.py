"""Caching: what makes a key, what is stored and drawn again, and what the decorators refuse."""


def attempt(name, call):
    try:
        result = call()
    except Exception as error:
        st.text(f"{name}: {type(error).__name__}")
    else:
        st.text(f"{name}: {type(result).__name__}")

# %% Equal values of other types are other keys
calls = []

@st.cache_data
def typed(x):
    calls.append(x)
    return repr(x)

typed.clear()
st.text([typed(1), typed(1.0), typed("1"), typed(True), typed([1]), typed((1,)), typed(1), typed([1])])
st.text(calls)

# %% Ways to pass an argument
calls = []

@st.cache_data
def passed(x, y=2, *rest, **more):
    calls.append((x, y, rest, more))
    return len(calls)

passed.clear()
st.text([passed(1, 2), passed(1, y=2), passed(x=1, y=2), passed(1), passed(y=2, x=1), passed(1, 2, 3), passed(1, 2, a=1, b=2), passed(1, 2, b=2, a=1)])
st.text(len(calls))

# %% Keys of dicts, sets, enums, dataclasses and functions
from dataclasses import dataclass
from enum import Enum
from functools import partial

class Color(Enum):
    RED = 1
    BLUE = 2

@dataclass
class Point:
    x: int

calls = []

@st.cache_data
def of_kinds(x):
    calls.append(1)
    return len(calls)

of_kinds.clear()
st.text([of_kinds({"a": 1, "b": 2}), of_kinds({"a": 1, "b": 2}), of_kinds({"b": 2, "a": 1})])
st.text([of_kinds({1}), of_kinds({1}), of_kinds(Color.RED), of_kinds(Color.BLUE), of_kinds(Color.RED)])
st.text([of_kinds(Point(1)), of_kinds(Point(2)), of_kinds(Point(1)), of_kinds(len), of_kinds(max), of_kinds(partial(max, 1)), of_kinds(None), of_kinds(b"x"), of_kinds(bytearray(b"x"))])

# %% Keys of frames and arrays
import numpy as np
import pandas as pd

calls = []

@st.cache_data
def of_data(x):
    calls.append(1)
    return len(calls)

of_data.clear()
frame = pd.DataFrame({"a": [1, 2]})
st.text([of_data(frame), of_data(frame.copy()), of_data(frame + 1), of_data(frame.rename(columns={"a": "b"})), of_data(frame["a"]), of_data(frame.astype(float))])
st.text([of_data(np.array([1, 2])), of_data(np.array([1, 2])), of_data(np.array([[1, 2]])), of_data(np.array([1.0, 2.0])), of_data(np.int64(1)), of_data(1)])

# %% What has no key
import threading

@st.cache_data
def no_key(x):
    return 1

attempt("lock", lambda: no_key(threading.Lock()))
attempt("generator", lambda: no_key(i for i in range(3)))
attempt("nested", lambda: no_key({"a": [threading.Lock()]}))
attempt("module", lambda: no_key(threading))
attempt("class", lambda: no_key(threading.Thread))
attempt("lambda", lambda: no_key(lambda: 1))

# %% Variables around a cached function are no key
factor = 2

@st.cache_data
def around(x):
    return x * factor

around.clear()
st.text(around(3))
factor = 5
st.text([around(3), around(4)])

# %% Hash functions by name, nested, and failing
class Thing:
    def __init__(self, n):
        self.n = n

@st.cache_data(hash_funcs={"__main__.Thing": lambda thing: thing.n})
def by_name(x):
    return len(x)

@st.cache_data(hash_funcs={Thing: lambda thing: 1 / 0})
def failing(x):
    return 1

attempt("name", lambda: by_name([Thing(1), Thing(2)]))
attempt("failing", lambda: failing(Thing(1)))

# %% Methods
class Shop:
    def __init__(self, name):
        self.name = name

    @st.cache_data
    def hashed(self, x):
        return x

    @st.cache_data
    def skipped(_self, x):
        return f"{_self.name} {x}"

Shop("a").skipped.clear()
attempt("self", lambda: Shop("a").hashed(1))
st.text([Shop("a").skipped(1), Shop("b").skipped(1), Shop("b").skipped(2)])

# %% Clearing one entry
calls = []

@st.cache_data
def cleared(x, _y=0):
    calls.append(x)
    return len(calls)

cleared.clear()
st.text([cleared(1), cleared(2), cleared(1)])
cleared.clear(1)
cleared.clear(99)
st.text([cleared(2), cleared(1)])
cleared.clear(x=2)
st.text([cleared(2), cleared(1, _y=5)])
cleared.clear()
st.text([cleared(1), len(calls)])

# %% None is a value
calls = []

@st.cache_data
def nothing():
    calls.append(1)

nothing.clear()
st.text([nothing(), nothing(), len(calls)])

# %% A value that was changed after it was computed
@st.cache_data
def changed():
    return {"items": [1]}

changed.clear()
first = changed()
first["items"].append(2)
second = changed()
st.text([first, second, changed() is second])

# %% One resource for all
class Connection:
    opened = 0

    def __init__(self):
        Connection.opened += 1

@st.cache_resource
def connect(name):
    return Connection()

connect.clear()
st.text([connect("a") is connect("a"), connect("a") is connect("b"), Connection.opened])

# %% A resource is validated and released
log = []

@st.cache_resource(validate=lambda value: value["fine"], on_release=lambda value: log.append(value["n"]))
def resource():
    return {"fine": len(log) != 1, "n": len(log)}

resource.clear()
log.clear()
one = resource()
one["fine"] = False
two = resource()
st.text([one["n"], two["n"], resource() is two, log])
resource.clear()
st.text(log)

# %% Few entries
calls = []

@st.cache_data(max_entries=2)
def few(x):
    calls.append(x)
    return x

few.clear()
st.text([few(1), few(2), few(1), few(3), few(1), few(2)])
st.text(calls)

# %% Arguments of the decorators that are refused
import datetime as dt

for options in ({"ttl": 10}, {"ttl": 1.5}, {"ttl": dt.timedelta(1)}, {"ttl": "1d"}, {"ttl": "soon"}, {"ttl": ""}, {"persist": "disk"}, {"persist": "cloud"}, {"persist": False}, {"scope": "session"}, {"scope": "page"}, {"max_size": 100}, {"max_size": "1 MB"}, {"max_size": "1"}, {"max_size": 0}, {"refresh_mode": "background"}, {"refresh_mode": "background", "ttl": 5}, {"refresh_mode": "background", "ttl": 0}, {"refresh_mode": "never"}, {"refresh_mode": "background", "ttl": 5, "persist": "disk"}, {"show_spinner": "wait"}, {"validate": len}, {"experimental_allow_widgets": True}, {"suppress_st_warning": True}):
    attempt(f"data {options}", lambda: st.cache_data(**options)(lambda: 1))

# %% Arguments of the decorator of resources that are refused
async def later(value):
    return True

for options in ({"ttl": "soon"}, {"scope": "page"}, {"persist": "disk"}, {"max_size": 5}, {"validate": later}, {"on_release": later}, {"validate": 3}, {"refresh_mode": "background"}, {"refresh_mode": "background", "ttl": 5}, {"hash_funcs": None}):
    attempt(f"resource {options}", lambda: st.cache_resource(**options)(lambda: 1))

# %% Numbers of entries that are none
for entries in (0, -1, 1, 2.5, "x", None):
    attempt(f"data {entries}", lambda: st.cache_data(max_entries=entries)(lambda: 1)())
    attempt(f"resource {entries}", lambda: st.cache_resource(max_entries=entries)(lambda: 2)())

# %% Names and docs of a cached function
import inspect

@st.cache_data(ttl=60)
def documented(a: int, b: str = "x") -> str:
    """Docs."""
    return f"{a}{b}"

st.text([documented.__name__, documented.__doc__, documented.__wrapped__(1), documented(2), str(inspect.signature(documented))])
st.text(callable(st.cache_data(lambda: 1)))

# %% Arguments that are missing or too many
@st.cache_data
def needy(a, b):
    return a + b

for call in (lambda: needy(1), lambda: needy(1, 2, 3), lambda: needy(1, c=2), lambda: needy(1, 2)):
    try:
        st.text(call())
    except TypeError as error:
        st.text(str(error))

# %% Values that cannot be stored
import threading

@st.cache_data
def lock():
    return threading.Lock()

@st.cache_data
def generator():
    return (i for i in range(3))

@st.cache_data
def generating():
    yield 1

file = open(__file__)

@st.cache_data
def opened():
    return file

for function in (lock, generator, generating, opened):
    attempt(function.__name__, function)
file.close()

# %% A failure is not stored
calls = []

@st.cache_data
def fragile(x):
    calls.append(x)
    if len(calls) < 3:
        raise ValueError(f"call {len(calls)}")
    return x

fragile.clear()
for _ in range(4):
    try:
        st.text(fragile("fine"))
    except ValueError as error:
        st.text(str(error))
st.text(len(calls))

# %% Asynchronous functions
import asyncio

calls = []

@st.cache_data
async def fetch(x):
    calls.append(x)
    await asyncio.sleep(0)
    return x * 2

async def both():
    return await fetch(1), await fetch(1), await fetch(2)

fetch.clear()
st.text([asyncio.run(both()), calls])

# %% A cached function draws in columns and in the sidebar
@st.cache_data(show_spinner=False)
def drawing(name):
    st.text(f"drawn {name}")
    with st.container():
        st.caption("inside")
    st.sidebar.text("side")

drawing.clear()
left, right = st.columns(2)
with left:
    drawing("a")
with right:
    drawing("a")
drawing("a")
# > at.run()

# %% A cached function draws tabs, expanders and what is nested
@st.cache_data(show_spinner=False)
def inner_drawing():
    st.text("inner")
    return 1

@st.cache_data(show_spinner=False)
def outer_drawing():
    one, two = st.tabs(["A", "B"])
    one.text("in a")
    with two:
        with st.expander("more", expanded=True):
            st.metric("m", 1, 2)
    inner_drawing()
    return 2

inner_drawing.clear()
outer_drawing.clear()
st.text([outer_drawing(), inner_drawing(), outer_drawing()])
# > at.run()

# %% A cached function draws in a container from outside
box = st.container()

@st.cache_data(show_spinner=False)
def drawing_outside():
    with box:
        st.text("implicit")

drawing_outside.clear()
drawing_outside()
drawing_outside()

# %% A cached function draws by a handle from outside
box = st.container()

@st.cache_data(show_spinner=False)
def drawing_by_handle():
    box.text("explicit")

drawing_by_handle.clear()
drawing_by_handle()
st.text("first")
drawing_by_handle()
st.text("never")

# %% Inputs in a cached function
@st.cache_data(show_spinner=False)
def with_input():
    return st.text_input("a", "default", key="in")

with_input.clear()
st.text(with_input())
# > at.text_input[0].input("typed").run()

# %% Replacing inside of a cached function
@st.cache_data(show_spinner=False)
def replacing():
    box = st.empty()
    box.text("one")
    box.text("two")
    bar = st.progress(0)
    bar.progress(50, text="half")

replacing.clear()
replacing()
replacing()

# %% A stop and a rerun in a cached function
@st.cache_data(show_spinner=False)
def rerunning():
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    if st.session_state.calls == 1:
        st.rerun()
    if st.session_state.calls == 2:
        st.stop()
    return st.session_state.calls

if "started" not in st.session_state:
    rerunning.clear()
st.session_state.started = True
st.text(rerunning())
# > at.run()
# > at.run()

# %% Clearing all
@st.cache_data
def data_of_all():
    return object.__name__

calls = []

@st.cache_resource
def resource_of_all():
    calls.append(1)
    return len(calls)

resource_of_all.clear()
st.text([data_of_all(), resource_of_all(), resource_of_all()])
st.cache_data.clear()
st.text(resource_of_all())
st.cache_resource.clear()
st.text([resource_of_all(), data_of_all()])

# %% A session's own cache
@st.cache_data(scope="session")
def own():
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    return st.session_state.calls

st.text([own(), own()])
own.clear()
st.text(own())
# > at.run()

# %% What there is no more
for name in ("cache", "experimental_memo", "experimental_singleton", "beta_columns", "experimental_rerun"):
    try:
        getattr(st, name)
    except AttributeError:
        st.text(f"{name} is gone")
