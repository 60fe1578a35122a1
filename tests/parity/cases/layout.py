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
