"""What `st.write`, magic and `st.write_stream` draw for each kind of value."""
# %% Texts and numbers are joined
st.write("a", 1, "b", 2.5)
st.write(1, 2)
st.write("one")
st.write()

# %% Plain values
st.write(1)
st.write(2.5)
st.write(None)
st.write(True)
st.write(b"bytes")
st.write(1 + 2j)

# %% Collections
st.write([1, 2, 3])
st.write({"a": 1})
st.write((1, 2))
st.write({3})
st.write([])
st.write({})
st.write(range(3))
st.write({"a": 1}.keys())
st.write({"a": 1}.values())
st.write({"a": 1}.items())

# %% Named tuples, enums and dataclasses
from collections import namedtuple
from dataclasses import dataclass
from enum import Enum

@dataclass
class Point:
    """A point."""
    x: int = 1

class Color(Enum):
    RED = 1

st.write(namedtuple("Pair", "a b")(1, 2))
st.write(Color.RED)
st.write(Point())

# %% Dates and moments
import datetime as dt

st.write(dt.date(2024, 1, 2))
st.write(dt.datetime(2024, 1, 2, 3, 4))
st.write(dt.timedelta(days=1))

# %% Functions, classes and modules
import math

def shout(text: str) -> str:
    """Say it loud."""
    return text.upper()

class Animal:
    """A living thing."""

st.write(shout)
st.write(Animal)
st.write(math)
st.write(len)
st.write(lambda: 0)

# %% Instances with and without a text of their own
class Plain:
    pass

class Named:
    def __str__(self):
        return "named"

class Lines:
    def __str__(self):
        return "a\nb"

st.write(Plain())
st.write(Named())
st.write(Lines())

# %% Objects with HTML
class Html:
    def _repr_html_(self):
        return "<b>x</b>"

st.write(Html())
st.write(Html(), unsafe_allow_html=True)

# %% Exceptions
st.write(ValueError("bad"))
st.write(KeyError("k"))

# %% Frames, series, indices and arrays
import numpy as np
import pandas as pd

st.write(pd.DataFrame({"a": [1, 2]}))
st.write(pd.Series([1, 2], name="s"))
st.write(pd.Index([1, 2]))
st.write(np.array([1, 2]))
st.write(np.float64(2.5))
st.write(np.int32(3))

# %% Frames between texts
import pandas as pd

st.write("before", pd.DataFrame({"a": [1]}), "after", "end")

# %% A figure of Matplotlib
import matplotlib

matplotlib.use("agg")
from matplotlib.figure import Figure

figure = Figure()
figure.subplots().plot([1, 2])
st.write(figure)

# %% A text file
from io import StringIO

st.write(StringIO("from a file"))

# %% Generators are streamed
def words():
    yield "a "
    yield "b "
    yield 3

st.write(words())
st.write(words)

# %% A stream of texts
st.write(repr(st.write_stream(["a", "b", "c"])))
st.write(repr(st.write_stream(iter(["x"]))))

# %% A stream of texts and other things
def parts():
    yield "text"
    yield {"a": 1}
    yield "more"

result = st.write_stream(parts())
st.write(type(result).__name__, len(result))
st.write(result)

# %% An empty stream
st.write(repr(st.write_stream([])))

# %% A stream that is a text
st.write_stream("text")

# %% A stream that is a frame
import pandas as pd

st.write_stream(pd.DataFrame({"a": [1]}))

# %% A stream that is a number
st.write_stream(3)

# %% An asynchronous stream
async def words():
    yield "a"
    yield "b"

st.write(st.write_stream(words()))
st.write(st.write_stream(words))

# %% A stream that fails
def words():
    yield "a"
    raise RuntimeError("broken")

st.write_stream(words())

# %% Handles of elements and containers
st.write(st.container())
box = st.empty()
st.write(box)

# %% Session state and query parameters
st.session_state.a = 1
st.write(st.session_state)
st.write(st.query_params)
# < at.query_params["q"] = "1"

# %% Several values in an empty
box = st.empty()
box.write("a", "b")
box.write("c")

# %% Several values that are no texts in an empty
box = st.empty()
box.write({"a": 1}, {"b": 2})

# %% Magic draws values and skips calls
"text"
1 + 1
x = 5
x
[1, 2]
"a", 1
def f():
    "a docstring"
    x
    return 3
f()
None

# %% Magic inside blocks
for i in range(2):
    i
if True:
    "yes"
with st.container():
    "inside"
try:
    "trying"
finally:
    "finally"
while x > 1 if (x := 2) else False:
    "loop"
    break

# %% Magic and a docstring at the top
"""the docstring"""
"a text"

# %% Magic of an assignment, a comparison, a lambda
a = b = 2
a == b
(lambda: 1)
a if b else 0
{"x": a}
a; b

# %% Magic is skipped for awaits and yields
import asyncio

def gen():
    yield 1
    (yield 2)

async def go():
    await asyncio.sleep(0)
    "inside"

asyncio.run(go())
list(gen())

# %% Magic in match
value = 3
match value:
    case 3:
        "three"
    case _:
        "other"

# %% help of a function
def add(a: int, b: int = 2) -> int:
    """Add two numbers."""
    return a + b

st.help(add)
st.help(add(1, 2))

# %% Printing does not draw
print("hello")
st.write("shown")

# %% A PIL image
from PIL import Image

st.write(Image.new("RGB", (2, 2)))

# %% Unsafe HTML in write
st.write("<b>x</b>", unsafe_allow_html=True)
st.write("<b>x</b>")

# %% An object with a to_pandas
import pandas as pd

class Table:
    def to_pandas(self):
        return pd.DataFrame({"a": [1]})

st.write(Table())

# %% Numbers of other kinds
import numpy as np
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from uuid import UUID

st.write(Decimal("1.10"))
st.write(Fraction(1, 3))
st.write(PurePosixPath("a/b"))
st.write(UUID(int=5))
st.write(np.bool_(True), np.int8(3), np.float32(0.1))
st.write(10**30, -0.0, float("inf"), float("nan"))
st.write(np.datetime64("2024-01-02"))

# %% Mappings of other kinds
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque
from types import MappingProxyType, SimpleNamespace

st.write(OrderedDict(a=1))
st.write(defaultdict(int, a=1))
st.write(Counter("aab"))
st.write(ChainMap({"a": 1}, {"b": 2}))
st.write(UserDict(a=1))
st.write(UserList([1]))
st.write(MappingProxyType({"a": 1}))
st.write(deque([1, 2]))
st.write(SimpleNamespace(a=1))
st.write(frozenset({1}))
st.write(bytearray(b"x"))

# %% Iterators
st.write(map(str, [1, 2]))
st.write(enumerate(["a"]))
st.write(iter([1, 2]))
st.write(zip([1], [2]))
st.write(n for n in [1, 2])
st.write(reversed([1, 2]))
st.write(filter(None, [0, 1]))

# %% Enums, types, methods and partials
from enum import Enum, IntEnum
from functools import partial

class Color(Enum):
    RED = 1

class Level(IntEnum):
    LOW = 1

class Tool:
    """A tool."""

    def use(self):
        """Use it."""

    @property
    def size(self):
        """How big it is."""
        return 1

async def later():
    """Some time."""

st.write(Color)
st.write(Level.LOW)
st.write(int)
st.write(Tool().use)
st.write(Tool.use)
st.write(Tool)
st.write(later)
st.write(partial(max, 1))
st.write(print)
st.write("".join)

# %% Texts with lines and ticks
class Ticked:
    def __str__(self):
        return "a `b` ``c``"

class Spaced:
    def __str__(self):
        return "  x  "

class Empty:
    def __str__(self):
        return ""

st.write(Ticked())
st.write(Spaced())
st.write(Empty())
st.write(b"`")
st.write("a", Ticked(), "b\n\nc", None, Empty())
st.write("    indented\n    lines")
st.write("")

# %% Values between values
st.write("a", [1], "b", {"c": 1}, 2, "d", None, (1,))
st.write([1], [2])
st.write("a", ValueError("x"), "b")
st.write(*[1, 2], *["x"])

# %% Figures of libraries
import altair as alt
import graphviz
import pandas as pd
import plotly.graph_objects as go

st.write(alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x="a"))
st.write(go.Figure(go.Scatter(x=[1], y=[2])))
graph = graphviz.Digraph()
graph.edge("a", "b")
st.write(graph)
st.write("before", go.Figure(go.Bar(x=[1], y=[2])), "after")

# %% Tables of libraries
import pandas as pd
import pyarrow as pa

st.write(pa.table({"a": [1, 2]}))
st.write(pa.array([1, 2]))
st.write(pd.Series([1, 2]))
st.write(pd.DataFrame({"a": [1]}).style.format("{:.2f}"))
st.write(pd.Timestamp("2024-01-02"))
st.write(pd.DataFrame())
st.write(pd.array([1, 2]))
st.write(pd.NaT, pd.NA)
st.write(pd.DataFrame({"a": [1, 2]}).groupby("a"))

# %% Written into an empty and into a container
box = st.empty()
with box:
    st.write("a", {"b": 1}, "c")
with st.container():
    st.write("a", {"b": 1}, "c")
st.container().write({"a": 1})

# %% A stream with functions, empty texts and elements
def parts():
    yield ""
    yield "a"
    yield ""
    yield lambda: st.text("called")
    yield "b"
    yield None
    yield 5
    yield [1]
    yield ""

result = st.write_stream(parts(), cursor="|")
st.text(repr(result) if isinstance(result, str) else repr(list(result)))

# %% Streams of other iterables
import asyncio

class Chunks:
    def __iter__(self):
        return iter(["x", "y"])

async def words():
    yield "a"
    yield {"b": 1}

def numbers():
    yield 1
    yield 2

for stream in (Chunks(), {"k": 1, "l": 2}, ("a", "b"), {"only"}, words(), words, numbers, "".join, range(2), b"xy", map(str, [1, 2])):
    try:
        result = st.write_stream(stream)
        st.text(result if isinstance(result, str) else list(result))
    except Exception as error:
        st.text(type(error).__name__)

# %% A stream is written again
def parts():
    yield "text "
    yield {"a": 1}
    yield "more"

st.session_state.setdefault("said", st.write_stream(parts()))
st.write(st.session_state.said)
st.write("before", st.session_state.said)

# %% A stream that fails in the middle
def parts():
    yield "a"
    yield {"b": 1}
    yield "c"
    raise RuntimeError("broken")

try:
    st.write_stream(parts())
except RuntimeError as error:
    st.text(str(error))

# %% Magic in every block
import contextlib

async def asynchronous():
    "a docstring"
    "in an async function"
    async with contextlib.AsyncExitStack():
        "in an async with"

def function():
    def inner():
        "inner docstring"
        "inner text"
    inner()
    try:
        1 / 0
    except ZeroDivisionError:
        "in an except"
    else:
        "never"
    finally:
        "in a finally"

class Thing:
    "a class docstring"
    5
    def method(self):
        "docs"
        "in a method"

import asyncio

asyncio.run(asynchronous())
function()
Thing().method()
for _ in range(1):
    "in a for"
else:
    "in an else"
while False:
    "never"
else:
    "in a while's else"

# %% Magic of every expression
x = {"a": [1, 2]}
x["a"]
x["a"][0]
-5
not x
f"{x}"
...
[n for n in range(2)]
{n for n in [1]}
(y := 3)
x and y
x is None
"a" "b"
1 if x else 2
b"x"
3 < y < 5
lambda: 3
*x, 
x["a"] + [3]

# %% Magic of statements on one line
x = 1; x; "text"; print("not"); x + 1
if x: x
del x
assert True, "not this"
pass
import math; math.pi

# %% Magic in a page and not in a module
import module_beside_the_app
"in the app"
module_beside_the_app.call()
# @ module_beside_the_app.py
"not drawn"
def call():
    "docs"
    "not drawn either"
    5

# %% help of every object
class Tool:
    """A tool.

    For work.
    """

    size = 5

    def use(self, how: str = "well") -> None:
        """Use it."""

st.help(Tool)
st.help(Tool())
st.help(Tool().use)
st.help(5)
st.help(None)
st.help("text")
st.help(st.button)
st.help(len)
import math
st.help(math.sin)
st.help([1, 2])
