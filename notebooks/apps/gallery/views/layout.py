"""Containers in every arrangement."""

import revoila as st

st.title("Layout")

st.subheader("Columns", anchor=False)
for column, width in zip(
    st.columns([1, 2, 1], border=True), ("a quarter", "a half", "a quarter"), strict=True
):
    column.write(width)
left, middle, right = st.columns(3, vertical_alignment="center", gap="large")
left.metric("Height", "8 848 m", "0.9 m")
middle.write("In the middle of its row")
right.button("On the right", width="stretch")

st.subheader("Rows", anchor=False)
with st.container(horizontal=True, border=True, vertical_alignment="center"):
    st.button("One")
    st.button("Two")
    st.space("stretch")
    st.button("At the end", type="primary")
with st.container(horizontal=True, horizontal_alignment="distribute"):
    for word in ("spread", "over", "the", "line"):
        st.badge(word)

st.subheader("Boxes", anchor=False)
with st.container(border=True):
    st.write("With a border")
    with st.container(height=120):
        for number in range(1, 9):
            st.write(f"Line {number} of a box that scrolls")

st.subheader("Grids", anchor=False)
cards = st.grid(4, border=True)
for name, value, change in (
    ("Revenue", "1.2 M", "8 %"),
    ("Visitors", "48 000", "12 %"),
    ("Share", "12.4 %", "1.1 %"),
    ("Kept", "96 %", "-0.4 %"),
):
    cards.metric(name, value, change)
with cards.cell(column_span="all"):
    st.write("**A cell over all columns**")
    st.caption("with more than one element")
with st.grid(
    "auto", min_column_width=120, gap=("xsmall", "medium"), row_height=72, vertical_alignment="center"
):
    for number in range(1, 7):
        st.button(f"Cell {number}", width="stretch")

st.subheader("Space", anchor=False)
for size in ("xsmall", "small", "medium", "large"):
    st.divider()
    st.caption(size)
    st.space(size)
st.divider()

st.subheader("Open and closed", anchor=False)
first, second, third = st.tabs(["First", "Second :material/star:", "**Third**"])
first.write("What is behind the first tab")
second.write("What is behind the second")
third.write("What is behind the third")
with st.expander("A container that opens", icon=":material/unfold_more:"):
    st.write("What is inside")
with st.expander("Open from the start", expanded=True):
    st.write("What is inside")
with st.expander("Compact", type="compact", expanded=True):
    st.write("What is inside")
with st.popover("A panel", icon=":material/tune:"):
    st.checkbox("What is inside")

st.subheader("Forms", anchor=False)
with st.form("trip"):
    start, end = st.columns(2)
    start.text_input("From")
    end.text_input("To")
    st.form_submit_button("Find a way")


@st.dialog("A dialog")
def ask() -> None:
    """Ask for a name."""
    st.text_input("Name")
    if st.button("Done", type="primary"):
        st.rerun()


if st.button("Open a dialog"):
    ask()

with st.sidebar:
    st.write("In the sidebar")
    st.slider("Level", 0, 10, 4)
st.bottom.caption("This line stays at the bottom of the page.")
