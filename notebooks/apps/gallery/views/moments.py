"""Dates, times and colours in every look and state."""

from datetime import date, timedelta

import revoila as st

TODAY = date(2027, 3, 15)

st.title("Moments and colours")

st.header("A date", anchor=False)
left, right = st.columns(2)
left.date_input("Departure", TODAY, help="Type it, or pick it from the calendar.")
right.date_input("Arrival, as in Germany", TODAY + timedelta(days=9), format="DD.MM.YYYY")
left.date_input("Empty", None)
right.date_input("Only in March", TODAY, "2027-03-01", "2027-03-31", format="MM-DD-YYYY")

st.header("A range of dates", anchor=False)
left, right = st.columns(2)
left.date_input("Holidays", (TODAY, TODAY + timedelta(days=14)))
right.date_input("Period", [], "2000-01-01", "today", format="DD/MM/YYYY")

st.header("A time", anchor=False)
left, middle, right = st.columns(3)
left.time_input("Alarm", "06:45")
middle.time_input("Tea", "16:30", format="12h", step=1800)
right.time_input("Split time", "00:01:30", step=30)

st.header("A moment", anchor=False)
left, right = st.columns(2)
left.datetime_input("Start", f"{TODAY}T09:00")
right.datetime_input("End", None, min_value=TODAY, step=3600, format="DD.MM.YYYY")

st.header("A colour", anchor=False)
with st.container(horizontal=True):
    for name, color in {"Line": "#2f6fde", "Fill": "#f2a56d", "Text": "#222222", "Short": "#0a6"}.items():
        st.color_picker(name, color)
    st.color_picker("240 pixels", "#9b5de5", width=240)
st.color_picker("As wide as the page", "#0b9a6a", width="stretch")

st.header("Disabled", anchor=False)
left, middle, right = st.columns(3)
left.date_input("Date", TODAY, disabled=True)
middle.time_input("Time", "12:00", disabled=True)
right.datetime_input("Moment", f"{TODAY}T12:00", disabled=True)
left.color_picker("Colour", "#cf4250", disabled=True)

st.header("In a form", anchor=False)
with st.form("Booking"):
    day = st.date_input("Day", None, required=True)
    clock = st.time_input("Time", None, required=True)
    if st.form_submit_button("Book"):
        st.success(f"See you on {day} at {clock:%H:%M}.")
