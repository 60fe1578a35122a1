"""Forms, callbacks, reruns, stops, fragments, dialogs, errors."""
# %% A form holds its values back
with st.form("f"):
    name = st.text_input("name")
    sent = st.form_submit_button("Send")
st.write(name, sent)
# > at.text_input[0].input("Ada")
# > at.button[0].click().run()
# > at.run()

# %% A form that clears
with st.form("f", clear_on_submit=True):
    name = st.text_input("name", "default", key="n")
    sent = st.form_submit_button("Send")
st.write(name, sent)
# > at.text_input[0].input("Ada")
# > at.button[0].click().run()
# > at.run()

# %% A button in a form
with st.form("f"):
    st.button("no")
    st.form_submit_button()

# %% A download button in a form
with st.form("f"):
    st.download_button("no", "x")

# %% A submit button outside of a form
st.form_submit_button("Send")

# %% A form in a form
with st.form("a"):
    with st.form("b"):
        st.text("x")

# %% Two forms with one key
with st.form("a"):
    st.form_submit_button()
with st.form("a"):
    st.form_submit_button()

# %% A form without a submit button
with st.form("f"):
    st.text_input("a")

# %% A callback on an input in a form
with st.form("f"):
    st.text_input("a", on_change=print)
    st.form_submit_button()

# %% A callback of a submit button
def sent():
    st.session_state.log = st.session_state.get("log", []) + [st.session_state.n]

with st.form("f"):
    st.text_input("name", key="n")
    st.form_submit_button("Send", on_click=sent)
st.write(st.session_state.get("log"))
# > at.text_input[0].input("Ada")
# > at.button[0].click().run()

# %% A form's handle and its inputs elsewhere
form = st.form("f")
form.text_input("a")
st.write("between")
form.form_submit_button("Send")

# %% Callbacks with arguments run before the script
def add(step, *, times=1):
    st.session_state.n = st.session_state.get("n", 0) + step * times

st.write(st.session_state.get("n", 0))
st.button("add", on_click=add, args=(2,), kwargs={"times": 3})
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% A callback that draws
def say():
    st.write("from the callback")

st.write("script")
st.button("say", on_click=say)
# > at.button[0].click().run()
# > at.run()

# %% A callback that fails
def fail():
    raise ValueError("in the callback")

st.write("script")
st.button("fail", on_click=fail)
# > at.button[0].click().run()

# %% A callback that asks for a rerun
def again():
    st.session_state.n = 1
    st.rerun()

st.write(st.session_state.get("n", 0))
st.button("again", on_click=again)
# > at.button[0].click().run()

# %% Two callbacks in one run
log = st.session_state.setdefault("log", [])
st.text_input("a", key="a", on_change=lambda: log.append("a"))
st.text_input("b", key="b", on_change=lambda: log.append("b"))
st.write(list(log))
# > at.text_input(key="b").input("2")
# > at.text_input(key="a").input("1").run()

# %% No callback without a change
log = st.session_state.setdefault("log", [])
st.text_input("a", "same", on_change=lambda: log.append("a"))
st.write(list(log))
# > at.text_input[0].input("same").run()
# > at.text_input[0].input("other").run()

# %% Stop
st.write("before")
st.stop()
st.write("after")

# %% Rerun once
if "done" not in st.session_state:
    st.session_state.done = True
    st.write("first")
    st.rerun()
st.write("second")

# %% Stop in a function inside a container
def leave():
    st.stop()

with st.container():
    st.write("inside")
    leave()
st.write("never")

# %% Rerun is no exception of the script
try:
    if "done" not in st.session_state:
        st.session_state.done = True
        st.rerun()
except Exception as error:
    st.write("caught")
st.write("end")

# %% A fragment draws in place
@st.fragment
def part():
    st.session_state.parts = st.session_state.get("parts", 0) + 1
    st.write("fragment", st.session_state.parts)
    st.button("in", key="in")

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.write("before", st.session_state.runs)
part()
st.write("after")

# %% A fragment returns its value in a full run
@st.fragment
def part(x):
    return x + 1

st.write(part(1))

# %% A fragment with arguments and a container
@st.fragment
def part(name, mark="!"):
    with st.container():
        st.write(name + mark)

part("a")
part("b", mark="?")

# %% Rerun of a fragment in a full run
@st.fragment
def part():
    st.rerun(scope="fragment")

part()

# %% A rerun with an unknown scope
st.rerun(scope="page")

# %% A fragment that draws elsewhere
box = st.container()

@st.fragment
def part():
    box.write("outside")
    st.write("inside")

part()

# %% An input of a fragment drawn outside
box = st.container()

@st.fragment
def part():
    box.text_input("a")

part()

# %% A fragment in the sidebar
@st.fragment
def part():
    st.write("side")

with st.sidebar:
    part()

# %% A dialog
@st.dialog("Title")
def ask():
    st.write("inside")
    if st.button("close"):
        st.rerun()

if st.button("open"):
    ask()
# > at.button[0].click().run()
# > at.run()

# %% Two dialogs
@st.dialog("A")
def a():
    st.write("a")

@st.dialog("B")
def b():
    st.write("b")

a()
b()

# %% A dialog without title
@st.dialog("")
def a():
    st.write("a")

a()

# %% A dialog in a dialog
@st.dialog("A")
def a():
    b()

@st.dialog("B")
def b():
    st.write("b")

a()

# %% A dialog called in the sidebar
@st.dialog("A")
def a():
    st.write("a")

with st.sidebar:
    a()

# %% Errors of Python
def inner():
    return {}["missing"]

st.write("before")
inner()

# %% A syntax error
st.write("before")
x = = 1

# %% Assertion and import errors
try:
    assert False, "wrong"
except AssertionError as error:
    st.exception(error)
import module_that_is_not_there

# %% An exception of a class of the script
class Mine(Exception):
    pass

raise Mine("own")

# %% An exception in a container keeps the rest
with st.container():
    st.write("inside")
    raise ValueError("in the container")

# %% System exit
import sys

st.write("before")
sys.exit(3)

# %% Status messages
with st.status("Working") as status:
    st.write("step")
    status.update(label="Done", state="complete", expanded=False)

# %% A status that fails
with st.status("Working"):
    raise ValueError("failed")

# %% A status of an unknown state
st.status("x", state="odd")

# %% A cached function runs once
@st.cache_data
def load(x):
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    return x * 2

st.write(load(2), load(2), load(3), st.session_state.calls)
# > at.run()

# %% A cached function draws again
@st.cache_data(show_spinner=False)
def load():
    st.write("drawn")
    return 1

load()
load()
# > at.run()

# %% A cached value is a copy, a resource is not
@st.cache_data
def data():
    return [1]

@st.cache_resource
def resource():
    return [1]

data().append(2)
resource().append(2)
st.write(data(), resource())
resource.clear()

# %% A cached function refuses what it cannot hash
class Thing:
    pass

@st.cache_data
def load(x):
    return 1

load(Thing())

# %% A cached function skips underscored arguments
class Thing:
    pass

@st.cache_data
def load(_x, y):
    return y

st.write(load(Thing(), 1), load(Thing(), 2))

# %% A cached function with hash functions
class Thing:
    def __init__(self, n):
        self.n = n

@st.cache_data(hash_funcs={Thing: lambda t: t.n})
def load(x):
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    return x.n

st.write(load(Thing(1)), load(Thing(1)), load(Thing(2)), st.session_state.calls)

# %% A cached function that fails is called again
@st.cache_data
def load():
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    raise ValueError(f"call {st.session_state.calls}")

for _ in range(2):
    try:
        load()
    except ValueError as error:
        st.write(str(error))

# %% Clearing a cache
@st.cache_data
def load(x):
    st.session_state.calls = st.session_state.get("calls", 0) + 1
    return st.session_state.calls

st.write(load(1), load(2), load(1))
load.clear(1)
st.write(load(1), load(2))
load.clear()
st.write(load(1), load(2))
load.clear()

# %% A value that cannot be cached
@st.cache_data
def load():
    return lambda: 1

load()

# %% A widget in a cached function
@st.cache_data
def load():
    return st.text_input("a")

load()

# %% The time to live of the wrong type
@st.cache_data(ttl="soon")
def load():
    return 1

load()

# %% Arguments of a callback are those of the run before
st.session_state.setdefault("log", [])
name = st.text_input("name", "first", key="name")
st.button("note", on_click=lambda *args, **kwargs: st.session_state.log.append([args, kwargs]), args=[name], kwargs={"n": len(st.session_state.log)})
st.text(st.session_state.log)
# > at.button[0].click().run()
# > at.text_input[0].input("second")
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% Arguments of callbacks that do not fit
def two(a, b):
    st.session_state.sum = a + b

for options in ({"args": (1,)}, {"args": (1, 2)}, {"args": "ab"}, {"args": 5}, {"kwargs": [1]}, {"args": (1,), "kwargs": {"b": 2}}):
    try:
        st.button(f"{options}", on_click=two, **options)
        st.text("drawn")
    except Exception as error:
        st.text(type(error).__name__)
st.text(st.session_state.get("sum"))
# > at.button[1].click().run()
# > at.button[-1].click().run()
# > at.button[0].click().run()
# > at.run()

# %% A callback sees all that was changed
def note():
    st.session_state.log = [st.session_state.a, st.session_state.b, st.session_state.c]

st.text_input("a", key="a", on_change=note)
st.number_input("b", 0, key="b")
st.checkbox("c", key="c")
st.text(st.session_state.get("log"))
# > at.text_input[0].input("x")
# > at.number_input[0].set_value(5)
# > at.checkbox[0].check().run()

# %% A callback that fails keeps the value
def fail():
    if st.session_state.a == "bad":
        raise ValueError("bad value")

st.text(st.text_input("a", key="a", on_change=fail))
# > at.text_input[0].input("bad").run()
# > at.run()

# %% A callback that stops
def leave():
    st.session_state.left = True
    st.stop()

st.text(st.session_state.get("left"))
st.button("leave", on_click=leave)
# > at.button[0].click().run()
# > at.run()

# %% A rerun in a callback lets the others run
st.session_state.setdefault("log", [])

def first():
    st.session_state.log.append("first")
    st.rerun()
    st.session_state.log.append("never")

def second():
    st.session_state.log.append("second")

st.checkbox("a", key="a", on_change=first)
st.checkbox("b", key="b", on_change=second)
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text([st.session_state.log, st.button("c", key="c", on_click=first)])
# > at.checkbox[0].check()
# > at.checkbox[1].check().run()
# > at.button[0].click().run()

# %% A callback of an input that is drawn no more
st.session_state.setdefault("log", [])
if st.session_state.get("k") != "hide":
    st.text_input("a", key="k", on_change=lambda: st.session_state.log.append(st.session_state.k))
st.text(st.session_state.log)
# > at.text_input[0].input("hide").run()
# > at.run()

# %% A callback changes other inputs and their options
def change():
    st.session_state.options = ["z"]
    st.session_state.s = "z"
    st.session_state.n = 7
    st.session_state.m = ["z"]

options = st.session_state.get("options", ["x", "y"])
st.button("change", on_click=change)
st.text([st.selectbox("s", options, key="s"), st.number_input("n", 0, 9, key="n"), st.multiselect("m", options, key="m")])
# > at.selectbox[0].select("y").run()
# > at.button[0].click().run()

# %% A callback draws before all, also by a handle
box = st.container()

def say():
    st.text("said")
    with st.container():
        st.text("in a container")
    st.sidebar.text("aside")

box.text("script")
st.button("say", on_click=say)
# > at.button[0].click().run()

# %% Callbacks that are no functions of the script
class Log:
    def __init__(self):
        self.lines = []

    def __call__(self, line="called"):
        st.session_state.lines = [*st.session_state.get("lines", []), line]

    def method(self):
        self("method")

from functools import partial

log = Log()
st.button("a", on_click=log)
st.button("b", on_click=log.method)
st.button("c", on_click=partial(log, "partial"))
st.text(st.session_state.get("lines"))
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[2].click().run()

# %% Two submit buttons
with st.form("f"):
    name = st.text_input("name")
    left = st.form_submit_button("Left")
    right = st.form_submit_button("Right", type="primary", key="right")
st.text([name, left, right, sorted(st.session_state)])
# > at.text_input[0].input("a")
# > at.button[1].click().run()
# > at.button[0].click().run()

# %% Two submit buttons alike
with st.form("f"):
    st.form_submit_button()
    st.form_submit_button()

# %% A form's values until they are sent
with st.form("f"):
    name = st.text_input("name", "default", key="name")
    st.form_submit_button("Send")
st.text([name, st.session_state.name, st.checkbox("out")])
# > at.text_input[0].input("typed")
# > at.checkbox[0].check().run()
# > at.button[0].click().run()
# > at.text_input[0].input("again")
# > at.checkbox[0].uncheck().run()

# %% A form that clears all kinds of inputs
with st.form("f", clear_on_submit=True):
    values = [st.text_input("a", "x"), st.number_input("b", 0, 9, 3), st.checkbox("c", True), st.selectbox("d", ["x", "y"]), st.multiselect("e", ["x", "y"], ["x"]), st.slider("g", 0, 9, 3)]
    sent = st.form_submit_button("Send")
st.text([values, sent, st.button("other")])
# > at.text_input[0].input("typed")
# > at.number_input[0].set_value(7)
# > at.checkbox[0].uncheck()
# > at.selectbox[0].select("y")
# > at.multiselect[0].select("y")
# > at.slider[0].set_value(9)
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()

# %% What may be in a form
import datetime as dt

for name, draw in (("word", lambda: st.text_input("a", on_change="ignore")), ("rerun", lambda: st.checkbox("b", on_change="rerun")), ("callback", lambda: st.checkbox("c", on_change=lambda: None)), ("link", lambda: st.link_button("d", "https://example.org")), ("clicked link", lambda: st.link_button("e", "https://example.org", on_click="rerun")), ("chat", lambda: st.chat_input("f")), ("menu", lambda: st.menu_button("g", ["x"])), ("pages", lambda: st.pagination(5)), ("pills", lambda: st.pills("h", ["x"])), ("popover", lambda: st.popover("i")), ("fragment", lambda: st.fragment(lambda: None)()), ("download", lambda: st.download_button("j", "x"))):
    with st.form(f"form {name}"):
        try:
            draw()
            st.text(f"{name} drawn")
        except Exception as error:
            st.text(f"{name} {type(error).__name__}")

# %% Keys of forms
for key in ("a", "", None, 5, "a"):
    try:
        st.form(key)
        st.text(f"{key!r} drawn")
    except Exception as error:
        st.text(f"{key!r} {type(error).__name__}")

# %% A form and an input with one key
with st.form("k"):
    st.form_submit_button("Send")
st.text_input("a", key="k")

# %% Submitting a form changes an input outside
def fill():
    st.session_state.outside = st.session_state.inside

with st.form("f"):
    st.text_input("in", key="inside")
    st.form_submit_button("Send", on_click=fill)
st.text(st.text_input("out", key="outside"))
# > at.text_input[0].input("typed")
# > at.button[0].click().run()

# %% Arguments of submit buttons
with st.form("f"):
    for options in ({"type": "big"}, {"type": "tertiary"}, {"on_click": "rerun"}, {"on_click": "later"}, {"icon": "🔥"}, {"icon": "nope"}, {"disabled": True}, {"width": "stretch"}, {"shortcut": "ctrl+k"}, {"shortcut": "c"}):
        try:
            st.form_submit_button(f"{options}", **options)
            st.text("drawn")
        except Exception as error:
            st.text(type(error).__name__)

# %% Blocks that catch all and end
try:
    st.text("in the try")
    if "n" not in st.session_state:
        st.session_state.n = 1
        st.rerun()
    st.stop()
except Exception:
    st.text("never")
finally:
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.text(f"finally {st.session_state.n}")

# %% A stop that is caught by a bare except
try:
    st.stop()
except BaseException as error:
    caught = type(error).__name__
st.text("goes on")

# %% Scopes of a rerun in a callback
st.session_state.setdefault("log", [])

@st.fragment(key="part")
def part():
    st.session_state.parts = st.session_state.get("parts", 0) + 1
    st.text(f"part {st.session_state.parts}")

def ask(scope):
    try:
        st.rerun(scope)
    except Exception as error:
        st.session_state.log.append(type(error).__name__)

st.session_state.runs = st.session_state.get("runs", 0) + 1
for scope in ("part", "nothing", "fragment", ["part"], []):
    st.button(f"{scope}", on_click=ask, args=(scope,))
part()
st.text(st.session_state.log)
# > at.button[1].click().run()
# > at.button[2].click().run()
# > at.button[4].click().run()
# > at.button[0].click().run()
# > at.run()
# > at.button[3].click().run()

# %% A dialog with inputs and arguments
@st.dialog("Ask")
def ask(what, *, mark="?"):
    st.text(what + mark)
    st.session_state.answer = st.text_input("answer", key="typed")
    if st.button("done"):
        st.session_state.done = True
        st.rerun()
    return 5

st.text([st.session_state.get("answer"), st.session_state.get("done")])
if st.button("open") or st.session_state.get("typed") == "open":
    st.text(ask("Name", mark="!"))
# > at.button[0].click().run()
# > at.text_input[0].input("open").run()
# > at.button[1].click().run()
# > at.run()

# %% One dialog twice
@st.dialog("Ask")
def ask():
    st.text("inside")

ask()
ask()

# %% A dialog in a fragment, and a fragment in a dialog
@st.fragment
def part():
    st.checkbox("in the fragment", key="c")

@st.dialog("Ask")
def ask():
    part()
    with st.form("f"):
        st.text_input("a", key="a")
        st.form_submit_button("Send")

@st.fragment
def opener():
    if st.checkbox("open", key="open"):
        ask()

opener()
# > at.checkbox[0].check().run()
# > at.text_input[0].input("typed")
# > at.checkbox(key="c").check().run()

# %% A dialog that fails
@st.dialog("Ask")
def ask():
    st.text("before")
    raise ValueError("in the dialog")

ask()
st.text("after")

# %% A decorator of dialogs without a title
for make in (lambda: st.dialog(lambda: None), lambda: st.dialog(None), lambda: st.dialog("  "), lambda: st.dialog(5)(lambda: None)):
    try:
        make()
        st.text("made")
    except Exception as error:
        st.text(type(error).__name__)

# %% Names that are not there
for name in ("buton", "experimental_rerun", "cache", "nothing_like_it", "_bottom"):
    try:
        getattr(st, name)
        st.text(f"{name} is there")
    except AttributeError:
        st.text(f"{name} is not there")
try:
    st.text("x").buton("y")
except Exception as error:
    st.text(type(error).__name__)

# %% Errors of Python in all places
class Odd(Exception):
    def __str__(self):
        return "two\nlines"

def recurse(n):
    return recurse(n + 1)

for make in (lambda: recurse(0), lambda: undefined_name, lambda: 1 / 0, lambda: int("x"), lambda: [][1], lambda: None.x, lambda: "a" + 1, lambda: len(5), lambda: st.text(), lambda: st.text("a", "b", "c"), lambda: st.text(text="a")):
    try:
        make()
    except Exception as error:
        st.text(f"{type(error).__name__} {error}")
raise Odd

# %% An error in a module beside the app
import failing_module_of_the_app
# @ failing_module_of_the_app.py
st.text("drawn by the module")
raise ValueError("in the module")

# %% An error in nested containers, after which another run is fine
bad = st.checkbox("bad")
with st.columns(2)[1]:
    with st.expander("e"):
        st.text("inside")
        if bad:
            raise ValueError("deep")
st.text("end")
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% What a full width was
st.button("a", use_container_width=True)
st.link_button("b", "https://example.org", use_container_width=True)
with st.form("f"):
    st.form_submit_button("c", use_container_width=False)
st.popover("d", use_container_width=True)
st.text("end")
