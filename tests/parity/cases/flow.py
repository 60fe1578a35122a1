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
