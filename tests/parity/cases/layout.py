"""Containers and what is nested in what."""
# %% Columns by number and by weight
a, b = st.columns(2)
a.write("a")
with b:
    st.write("b")
c, d, e = st.columns([1, 2, 3], gap="large", border=True)
e.write("e")

# %% Columns in columns in columns
a, _ = st.columns(2)
with a:
    b, _ = st.columns(2)
    with b:
        c, _ = st.columns(2)
        c.write("deep")

# %% No columns
st.columns(0)

# %% Negative weights
st.columns([1, -1])

# %% An unknown gap
st.columns(2, gap="huge")

# %% An unknown alignment
st.columns(2, vertical_alignment="middle")

# %% Containers
with st.container(border=True, height=200, key="box"):
    st.write("a")
st.container().write("b")
st.container(horizontal=True).button("x")

# %% Containers filled later
top = st.container()
st.write("second")
top.write("first")
top.write("also first")

# %% An empty is replaced
box = st.empty()
box.write("one")
box.write("two")
with box:
    st.write("three")
with box.container():
    st.write("four")
    st.write("five")

# %% An empty is emptied
box = st.empty()
box.write("one")
box.empty()
st.write("end")

# %% An element is replaced through its handle
text = st.text("one")
text.markdown("two")
text.empty()

# %% Expanders
with st.expander("closed"):
    st.write("a")
st.expander("open", expanded=True, icon="📂").write("b")

# %% An expander in an expander
with st.expander("a"):
    with st.expander("b"):
        st.write("x")

# %% Tabs
a, b = st.tabs(["A", "B"])
with a:
    st.write("in a")
b.write("in b")
st.tabs(["x", "y"], default="y")[0].write("x")

# %% Tabs without labels
st.tabs([])

# %% Tabs with a default that is none
st.tabs(["a"], default="z")

# %% Popovers
with st.popover("open", help="h", icon="🔽"):
    st.write("a")
st.popover("off", disabled=True)

# %% A popover in a popover
with st.popover("a"):
    with st.popover("b"):
        st.write("x")

# %% The sidebar
st.sidebar.title("side")
with st.sidebar:
    st.write("a")
    with st.container():
        st.write("b")
st.write("main")

# %% The sidebar in a container
with st.container():
    st.sidebar.write("a")
    with st.sidebar:
        st.write("b")

# %% Chat messages
with st.chat_message("user"):
    st.write("hi")
st.chat_message("assistant", avatar="🤖").write("hello")
st.chat_message("Ada", avatar=None).write("named")

# %% Chat messages nested
with st.chat_message("user"):
    with st.chat_message("assistant"):
        st.write("x")

# %% A container that is entered twice
box = st.container()
with box:
    st.write("1")
st.write("2")
with box:
    st.write("3")

# %% A container of another container's handle
outer = st.container()
inner = outer.container()
inner.write("in")
outer.write("out")

# %% Widths of containers that are refused
for width in ("wide", 0, -1, "content", 100):
    try:
        st.container(width=width)
    except Exception as error:
        st.write(str(width), type(error).__name__)

# %% Heights of containers that are refused
for height in ("tall", 0, -1, "content", "stretch", 100):
    try:
        st.container(height=height)
    except Exception as error:
        st.write(str(height), type(error).__name__)

# %% A column of the sidebar
a, b = st.sidebar.columns(2)
a.write("x")

# %% Page configuration
st.set_page_config(page_title="T", layout="wide")
st.write("x")

# %% Page configuration after other elements
st.write("x")
st.set_page_config(page_title="T")

# %% Page configuration with an unknown layout
st.set_page_config(layout="full")

# %% Elements of the event root
st.toast("a")
with st.container():
    st.toast("b")

# %% Chat input at the bottom and inside
st.chat_input("bottom")
with st.container():
    st.chat_input("inside", key="in")

# %% A frame, a table and charts
import pandas as pd

frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
st.dataframe(frame)
st.table(frame)
st.line_chart(frame, y="a")
st.bar_chart(frame, x="b", y="a")

# %% A frame of Python values
st.dataframe([1, 2, 3])
st.dataframe({"a": [1, 2], "b": [3, 4]})
st.table([["x", 1], ["y", 2]])
st.dataframe(None)

# %% A frame of what is none
st.dataframe(3)

# %% A chart with a column that is not there
import pandas as pd

st.line_chart(pd.DataFrame({"a": [1]}), x="z")

# %% Images
import numpy as np

st.image(np.zeros((2, 2, 3), dtype="uint8"), caption="black")
st.image(["http://example.org/a.png", "http://example.org/b.png"], caption=["a", "b"])

# %% Captions that do not fit
st.image(["http://example.org/a.png"], caption=["a", "b"])

# %% Audio and video by address
st.audio("http://example.org/a.mp3")
st.video("http://example.org/a.mp4")

# %% Specifications of columns
for spec in (1, 3, [1, 2], (1, 0.5), [0], [], 2.5, "2", [1, "x"], None, True, range(1, 3), 0, -2, [2, -1]):
    try:
        st.text(f"{spec!r} {len(st.columns(spec))}")
    except Exception as error:
        st.text(f"{spec!r} {type(error).__name__}")

# %% Arguments of columns
for options in ({"gap": "small"}, {"gap": "xxlarge"}, {"gap": None}, {"gap": 5}, {"gap": 0}, {"gap": -1}, {"gap": True}, {"gap": "Large"}, {"vertical_alignment": "center"}, {"vertical_alignment": "bottom"}, {"vertical_alignment": None}, {"border": True}, {"wrap": False}, {"wrap": "no"}, {"width": 300}, {"width": "content"}):
    try:
        st.columns(2, **options)
        st.text(f"{options} drawn")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Arguments of containers
for options in ({"border": None}, {"horizontal": True}, {"wrap": False}, {"wrap": False, "horizontal": True}, {"horizontal_alignment": "distribute"}, {"horizontal_alignment": "middle"}, {"vertical_alignment": "distribute"}, {"vertical_alignment": "left"}, {"gap": "medium"}, {"gap": "huge"}, {"gap": None}, {"autoscroll": True}, {"autoscroll": True, "height": 200}, {"height": 200}, {"key": ""}, {"height": True}):
    try:
        st.container(**options)
        st.text(f"{options} drawn")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% A grid and its cells
grid = st.grid(3, border=True, gap="medium")
grid.text("a")
with grid:
    st.text("b")
grid.cell(column_span=2).text("wide")
with grid.cell(row_span=2):
    st.text("tall")
    st.text("more")
grid.cell(column_span="all").text("all")

# %% Arguments of grids
for options in ({"columns": "auto"}, {"columns": 24}, {"columns": 25}, {"columns": 0}, {"columns": "many"}, {"columns": 2.5}, {"wrap": False}, {"columns": 2, "wrap": False}, {"gap": ("small", "large")}, {"gap": ("small",)}, {"gap": (5, None)}, {"row_height": 100}, {"row_height": "tall"}, {"min_column_width": 200}, {"min_column_width": "wide"}, {"min_column_width": 0}, {"dense": True}, {"vertical_alignment": "middle"}):
    try:
        st.grid(**options)
        st.text(f"{options} drawn")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")
for options in ({"column_span": 0}, {"column_span": 9}, {"column_span": "most"}, {"row_span": 0}, {"row_span": "all"}, {"row_span": 2.5}):
    try:
        st.grid(3).cell(**options)
        st.text(f"{options} drawn")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Tabs that are tracked
one, two = st.tabs(["A", "B"], key="k", on_change="rerun")
st.text([one.open, two.open, st.session_state.k])
with two:
    st.text("in b")
st.text([tab.open for tab in st.tabs(["x", "y"])])
# > at.session_state.k = "B"
# > at.run()

# %% Labels of tabs
for tabs in (["a", "a"], ["a", 5], "ab", ("a", "b"), None, [""], {"a": 1}, (name for name in "xy")):
    try:
        st.text(f"{len(st.tabs(tabs))}")
    except Exception as error:
        st.text(type(error).__name__)

# %% Expanders and popovers that are tracked
box = st.expander("more", key="e", on_change="rerun")
pop = st.popover("open", key="p", on_change="rerun")
st.text([box.open, pop.open, st.session_state.e, st.session_state.p, st.expander("plain").open])
if st.button("both"):
    st.session_state.later = True
    st.rerun()
# > at.session_state.e = True
# > at.run()
# > at.button[0].click().run()

# %% Arguments of expanders and popovers
for options in ({"type": "compact"}, {"type": "step"}, {"type": "wide"}, {"icon": "nope"}, {"expanded": "yes"}, {"expanded": None}, {"on_change": "later"}, {"on_change": None}, {"width": "content"}, {"width": 300}):
    try:
        st.expander(f"{options}", **options)
        st.text(f"{options} drawn")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")
for options in ({"type": "primary"}, {"type": "wide"}, {"icon": "nope"}, {"on_change": "later"}, {"width": "stretch"}, {"disabled": True}):
    try:
        st.popover(f"{options}", **options)
        st.text(f"{options} drawn")
    except Exception as error:
        st.text(f"{options} {type(error).__name__}")

# %% Labels of expanders, popovers and statuses that are none
for command in (st.expander, st.popover, st.status, st.chat_message):
    for label in (None, "", 5):
        try:
            command(label)
            st.text("drawn")
        except Exception as error:
            st.text(f"{command.__name__} {label!r} {type(error).__name__}")

# %% Several values written to a container
for name, box in (("container", st.container()), ("column", st.columns(2)[1]), ("tab", st.tabs(["a"])[0]), ("expander", st.expander("e")), ("sidebar", st.sidebar), ("empty", st.empty())):
    try:
        box.write("a", 1)
        st.text(f"{name} drawn")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")
with st.container():
    st.write("a", {"b": 1})

# %% Commands that containers have not
for name in ("echo", "set_page_config", "navigation", "logo", "stop", "rerun", "switch_page", "cache_data", "buton", "spinner", "columns"):
    for where, box in (("sidebar", st.sidebar), ("container", st.container())):
        try:
            command = getattr(box, name)
            if name not in ("spinner", "columns"):
                command()
            st.text(f"{where} {name} fine")
        except Exception as error:
            st.text(f"{where} {name} {type(error).__name__}")

# %% An empty is filled with a container again and again
box = st.empty()
for n in range(3):
    with box.container():
        st.text(f"{n} a")
        if n < 2:
            st.text(f"{n} b")
st.text("end")

# %% An empty in columns and in an empty
left, right = st.columns(2)
box = left.empty()
inner = box.empty()
inner.text("inner")
box2 = right.empty()
box2.columns(2)[1].text("column")
box2.metric("m", 1)

# %% Handles of elements replace them
first = st.metric("a", 1)
second = st.code("x")
third = st.button("b")
first.metric("a", 2)
second.container().text("a container")
st.text([type(first).__name__ == type(second).__name__, third])

# %% A skeleton and a space
box = st.skeleton()
st.skeleton(100)
with st.skeleton("stretch"):
    st.text("inside")
box.text("replaced")
for size in ("xxsmall", "xlarge", "stretch", 5, 0, -1, None, 2.5, True):
    try:
        st.space(size)
        st.text("drawn")
    except Exception as error:
        st.text(type(error).__name__)

# %% The bottom
st.bottom.text("at the bottom")
with st.bottom:
    st.button("b")
    st.chat_input("c")
st.text("main")
with st.sidebar:
    st.bottom.text("no")

# %% Two containers with one key
st.container(key="k").text("a")
st.text_input("b", key="other")
st.container(key="k")

# %% A container and an input with one key
st.container(key="k").text("a")
st.text_input("b", key="k")

# %% A form inside and outside of containers
box = st.container()
with st.columns(2)[0]:
    with st.expander("e"):
        with st.form("f", border=False):
            st.text_input("in", key="in")
            with st.container():
                st.checkbox("nested", key="nested")
            box.text_input("outside", key="outside")
            st.form_submit_button("Send")
st.text([st.session_state["in"], st.session_state.nested, st.session_state.outside])
# > at.text_input(key="in").input("a")
# > at.text_input(key="outside").input("b").run()
# > at.button[0].click().run()

# %% Nested popovers, chats, expanders and statuses
with st.popover("p"):
    with st.expander("e"):
        with st.status("s", state="complete"):
            st.columns(2)[0].text("deep")
with st.sidebar:
    with st.chat_message("ai"):
        with st.popover("q"):
            st.text("deep")

# %% Spinners around, in, and on a function
@st.spinner("working")
def work():
    st.text("worked")
    return 5

with st.container():
    with st.spinner("outer", show_time=True):
        with st.spinner():
            st.text("inside")
st.text(work())
try:
    with st.spinner(""):
        raise ValueError("x")
except ValueError:
    st.text("caught")
st.spinner("wide", width="wide")

# %% Statuses as they change
one = st.status("one")
with one:
    st.text("step")
two = st.status("two", expanded=True, state="error")
with two:
    st.text("step")
two.update(label="renamed")
try:
    with st.status("three") as three:
        three.update(state="complete")
        raise ValueError("x")
except ValueError:
    pass
four = st.status("four", type="compact")
for options in ({"state": "odd"}, {"label": None}, {"expanded": True}, {"state": None}):
    try:
        four.update(**options)
        st.text("updated")
    except Exception as error:
        st.text(type(error).__name__)
