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
