"""Inputs with options, in every look and state."""

from enum import Enum

import revoila as st

CITIES = ["Berlin", "Lisbon", "Lyon", "Nice", "Oslo", "Porto", "Prague", "Tallinn", "Turin", "Zürich"]


class Level(Enum):
    """Members of an enum are options, too."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def titled(level: Level) -> str:
    """Return the label of a level."""
    return level.name.capitalize()


st.title("Choices")

st.header("Multiselect", anchor=False)
left, right = st.columns(2)
with left:
    st.multiselect("Nothing chosen yet", CITIES)
    st.multiselect(
        "Several", CITIES, ["Lyon", "Oslo", "Tallinn", "Zürich"], wrap=True, help="Backspace removes."
    )
    st.multiselect("At most two", CITIES, ["Lyon", "Oslo"], max_selections=2)
    st.multiselect("New ones are welcome", ["red", "green"], "red", accept_new_options=True)
with right:
    st.multiselect("Disabled", CITIES, ["Lyon", "Oslo"], disabled=True)
    st.multiselect("On one line", CITIES, CITIES[:6])
    st.multiselect("From an enum", Level, [Level.HIGH], format_func=titled)
    st.multiselect("No options", [])
chosen = st.multiselect(
    "A thousand options", range(1000), [1, 10, 100], format_func="Option {}".format, key="thousand"
)
st.write("Chosen:", chosen)

st.header("Pills", anchor=False)
st.pills("One", CITIES[:6], default="Lyon")
st.pills("Several", CITIES[:6], selection_mode="multi", default=["Lyon", "Oslo"])
st.pills(
    "Icons", ["🐧 Penguin", "🦭 Seal", ":material/sailing: Boat", "**Bold** :red[red]"], default="🦭 Seal"
)
st.pills("Icons alone", ["🐧", "🦭", ":material/sailing:"], default="🐧")
st.pills("Disabled", CITIES[:4], default="Lyon", disabled=True)
st.pills("Over the whole width", CITIES, width="stretch")

st.header("Segmented control", anchor=False)
st.segmented_control("One", ["Day", "Week", "Month", "Year"], default="Week")
st.segmented_control(
    "Required", ["Map", "List"], default="Map", required=True, help="It cannot be taken back."
)
st.segmented_control(
    "Several",
    [":material/format_bold:", ":material/format_italic:", ":material/format_underlined:"],
    selection_mode="multi",
    default=[":material/format_bold:"],
)
st.segmented_control("Disabled", ["Day", "Week", "Month"], default="Week", disabled=True)
st.segmented_control("Over the whole width", ["Day", "Week", "Month"], default="Day", width="stretch")
st.segmented_control("More than a line holds", CITIES, selection_mode="multi", default=["Lyon", "Zürich"])

st.header("Feedback", anchor=False)
with st.container(horizontal=True):
    for kind in ("thumbs", "faces", "stars"):
        st.feedback(kind, key=kind)
with st.container(horizontal=True):
    st.feedback("thumbs", key="up", default=1)
    st.feedback("faces", key="happy", default=3)
    st.feedback("stars", key="three", default=2)
with st.container(horizontal=True):
    st.feedback("thumbs", key="up_off", default=1, disabled=True)
    st.feedback("faces", key="happy_off", default=3, disabled=True)
    st.feedback("stars", key="three_off", default=2, disabled=True)

st.header("Select slider", anchor=False)
left, right = st.columns(2)
with left:
    st.select_slider("One", ["XS", "S", "M", "L", "XL"], "M")
    st.select_slider("From an enum", Level, Level.MEDIUM, format_func=titled)
with right:
    st.select_slider("A range", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ("Tue", "Fri"))
    st.select_slider("Disabled", ["XS", "S", "M", "L", "XL"], "M", disabled=True)

st.header("In a form", anchor=False)
with st.form("order"):
    size = st.segmented_control("Size", ["S", "M", "L"], required=True)
    extras = st.multiselect("Extras", ["Cheese", "Olives", "Onions"])
    st.form_submit_button("Order")
st.write("Ordered:", size, extras)
