"""Fragments: what runs when, what they draw, and the arguments of their decorator."""
# %% Only the fragment runs for its input
@st.fragment
def part():
    st.session_state.parts = st.session_state.get("parts", 0) + 1
    st.text(f"part {st.session_state.parts} {st.checkbox('in', key='in')}")

st.session_state.runs = st.session_state.get("runs", 0) + 1
part()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Input outside of a fragment runs all
@st.fragment
def part():
    st.session_state.parts = st.session_state.get("parts", 0) + 1
    st.checkbox("in", key="in")

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.checkbox("out", key="out")
part()
# > at.checkbox(key="out").check().run()
# > at.checkbox(key="in").check().run()

# %% Input in and outside of a fragment at once
@st.fragment
def part():
    st.session_state.parts = st.session_state.get("parts", 0) + 1
    st.checkbox("in", key="in")

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.checkbox("out", key="out")
part()
# > at.checkbox(key="out").check()
# > at.checkbox(key="in").check().run()

# %% A callback of an input in a fragment
def note():
    st.session_state.log = [*st.session_state.get("log", []), st.session_state["in"]]

@st.fragment
def part():
    st.checkbox("in", key="in", on_change=note)
    st.text(st.session_state.get("log"))

part()
# > at.checkbox(key="in").check().run()
# > at.checkbox(key="in").uncheck().run()

# %% A fragment asks for a run of all
@st.fragment
def part():
    if st.button("all", key="all"):
        st.session_state.asked = True
        st.rerun()

st.session_state.runs = st.session_state.get("runs", 0) + 1
part()
st.text(st.session_state.get("asked"))
# > at.button[0].click().run()

# %% A fragment asks for a run of itself in a full run after a click
@st.fragment
def part():
    if st.button("again", key="again"):
        st.rerun(scope="fragment")
    st.text("drawn")

st.session_state.runs = st.session_state.get("runs", 0) + 1
part()
# > at.button[0].click().run()

# %% Rerun of a fragment outside of fragments
st.rerun(scope="fragment")

# %% Scopes of a rerun that are refused
for scope in ("page", "", None, 3, [], ["app"], ("fragment",), [""], "key"):
    try:
        st.rerun(scope=scope)
    except Exception as error:
        st.text(f"{scope!r} {type(error).__name__}")

# %% Values of run_every
import datetime as dt

for every in (None, 1, 2.5, "10s", "1h23s", "1.5 days", dt.timedelta(minutes=1), "soon", "", [1], "5", True):
    try:
        @st.fragment(run_every=every)
        def part():
            return "drawn"

        st.text(f"{every!r} {part()}")
    except Exception as error:
        st.text(f"{every!r} {type(error).__name__}")

# %% Keys of fragments
for key in (None, "k", 3, "", "app", "fragment", "$$ID-x"):
    try:
        @st.fragment(key=key)
        def part():
            return "drawn"

        st.text(f"{key!r} {part()}")
    except Exception as error:
        st.text(f"{key!r} {type(error).__name__}")

# %% Two fragments with one key
@st.fragment(key="k")
def one():
    st.text("one")

@st.fragment(key="k")
def two():
    st.text("two")

one()
one()
two()

# %% The decorator keeps names
@st.fragment
def part(a: int, *, b: str = "x") -> str:
    """Docs."""
    return f"{a}{b}"

import inspect

st.text([part.__name__, part.__doc__, str(inspect.signature(part)), part(1, b="y")])

# %% Arguments and closures stay
def make(n):
    @st.fragment
    def part(extra):
        st.text(f"{n} {extra} {st.checkbox(f'c{n}', key=f'c{n}')}")
    return part

for n in range(3):
    make(n)(n * 10)
# > at.checkbox(key="c1").check().run()

# %% Nested fragments
@st.fragment
def inner():
    st.session_state.inner = st.session_state.get("inner", 0) + 1
    st.checkbox("i", key="i")

@st.fragment
def outer():
    st.session_state.outer = st.session_state.get("outer", 0) + 1
    st.checkbox("o", key="o")
    inner()

outer()
# > at.checkbox(key="i").check().run()

# %% The outer of nested fragments
@st.fragment
def inner():
    st.session_state.inner = st.session_state.get("inner", 0) + 1
    st.checkbox("i", key="i")

@st.fragment
def outer():
    st.session_state.outer = st.session_state.get("outer", 0) + 1
    st.checkbox("o", key="o")
    inner()

outer()
# > at.checkbox(key="o").check().run()

# %% An error in a fragment ends the run
@st.fragment
def part():
    st.text("before")
    raise ValueError("inside")

part()
st.text("after")

# %% A stop in a fragment ends the run
@st.fragment
def part():
    st.text("before")
    st.stop()

part()
st.text("after")

# %% An error in a fragment's own run
@st.fragment
def part():
    if st.checkbox("fail", key="fail"):
        raise ValueError("inside")
    st.text("fine")

part()
st.text("after")
# > at.checkbox[0].check().run()

# %% A fragment as a method, a lambda and a generator
class Panel:
    @st.fragment
    def draw(self, name):
        st.text(name)
        return len(name)

st.text(Panel().draw("method"))
st.text(st.fragment(lambda x: x * 2)(4))

# %% A form in a fragment
@st.fragment
def part():
    with st.form("f"):
        st.text_input("name", key="name")
        sent = st.form_submit_button("send")
    if sent:
        st.text("sent " + st.session_state.name)

st.session_state.runs = st.session_state.get("runs", 0) + 1
part()
# > at.text_input[0].input("Ada")
# > at.button[0].click().run()

# %% A fragment in columns, tabs and a form
@st.fragment
def part(key):
    st.checkbox("c", key=key)

with st.columns(2)[1]:
    part("a")
with st.tabs(["x", "y"])[1]:
    part("b")
with st.form("f"):
    part("c")
    st.form_submit_button("send")

# %% A fragment returns while it shows inputs
@st.fragment
def part():
    return st.selectbox("s", ["x", "y"], key="s")

st.text(part())
# > at.selectbox[0].select("y").run()
# > at.run()

# %% An input of a fragment that is hidden
@st.fragment
def part():
    if st.checkbox("show", True, key="show"):
        st.text_input("t", "default", key="t")
    st.text("t" in st.session_state)

part()
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% A parallel fragment returns nothing
@st.fragment(parallel=True)
def part():
    st.text("drawn")
    return 3

result = part()
st.text(result)

# %% A dialog's body is a fragment
@st.dialog("Title")
def ask():
    st.session_state.asked = st.session_state.get("asked", 0) + 1
    st.checkbox("inside", key="inside")

st.session_state.runs = st.session_state.get("runs", 0) + 1
if st.button("open", key="open"):
    st.text(ask())
# > at.button[0].click().run()

# %% Arguments of a dialog that are refused
for options in ({"width": "medium"}, {"width": "huge"}, {"width": 400}, {"width": 0}, {"position": "left"}, {"position": "top"}, {"on_dismiss": "later"}, {"on_dismiss": None}, {"icon": "nope"}, {"dismissible": False}):
    try:
        @st.dialog("t", **options)
        def ask():
            st.text(f"shown {options}")

        st.text(f"{options} made")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% A fragment's input with query parameters
@st.fragment
def part():
    if st.checkbox("c", key="c"):
        st.query_params["c"] = "yes"
    st.text(st.query_params.to_dict())

part()
# > at.checkbox[0].check().run()
