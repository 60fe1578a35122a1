"""Tables to write into: an editor for every type of column, rows that come and go, and what the script gets."""

import datetime as dt

import numpy as np
import pandas as pd

import revoila as st

columns = st.column_config

st.title("Editor")

st.header("Cells of every kind", anchor=False)
trips = pd.DataFrame(
    {
        "City": ["Bergen", "Lisbon", "Nairobi", "Quito"],
        "Nights": [3, 5, 4, 2],
        "Price": [420.5, 610.0, None, 355.25],
        "Booked": [True, False, False, True],
        "By": pd.Categorical(
            ["train", "plane", "plane", "ship"], categories=["train", "plane", "ship", "bike"]
        ),
        "With": [["Ada"], ["Ada", "Lin"], [], ["Noor"]],
        "Leaves": [dt.date(2024, 5, 3), dt.date(2024, 6, 14), None, dt.date(2024, 9, 1)],
        "At": [dt.time(8, 30), dt.time(14, 5), None, dt.time(22)],
        "Seen": pd.to_datetime("2024-03-01 08:30", utc=True) + pd.to_timedelta(range(0, 40, 10), "h"),
        "Map": [f"https://example.org/{name}" for name in ("bergen", "lisbon", "nairobi", "quito")],
        "Sun": [[3, 5, 9, 4], [6, 8, 9, 7], [7, 7, 6, 7], [5, 4, 5, 6]],
    }
)
edited = st.data_editor(
    trips,
    key="trips",
    num_rows="dynamic",
    alt="Trips",
    column_config={
        "City": columns.TextColumn(required=True, max_chars=20, validate="^[A-Z]"),
        "Nights": columns.NumberColumn(min_value=1, max_value=30, default=1),
        "Price": columns.NumberColumn(format="euro", step=0.01),
        "With": columns.MultiselectColumn(options=["Ada", "Lin", "Noor"], accept_new_options=True),
        "Leaves": columns.DateColumn(min_value=dt.date(2024, 1, 1)),
        "Map": columns.LinkColumn(display_text="Map"),
        "Sun": columns.BarChartColumn(help="What is drawn cannot be edited"),
    },
)
left, right = st.columns(2)
left.metric("Nights", int(edited["Nights"].fillna(0).sum()))
right.metric("To pay", f"€{edited.loc[~edited['Booked'].eq(True), 'Price'].sum():,.2f}")
with st.expander("What was changed"):
    st.json(dict(st.session_state["trips"]))

st.header("The kind that it was", anchor=False)
st.caption("A list of lists comes back as one, and its ints as ints.")
board = st.data_editor([[1, 2, 3], [4, 5, 6], [7, 8, 9]], key="board", alt="Board", width="content")
st.code(str(board), language="python")

st.header("Rows that only go", anchor=False)
tasks = {"Task": ["Sweep", "Cook", "Sing"], "Done": [True, False, False]}
st.data_editor(tasks, num_rows="delete", disabled=["Task"], alt="Tasks", width="content")

st.header("In a form", anchor=False)
with st.form("order", clear_on_submit=True):
    order = st.data_editor({"Bread": 1, "Milk": 0, "Tea": 2}, alt="Order", width="content")
    if st.form_submit_button("Order"):
        st.toast(f"Ordered {sum(order.values())} things.")

st.header("A hundred thousand rows", anchor=False)


@st.cache_data
def measures() -> pd.DataFrame:
    """Return many numbers, of which the page gets those that are looked at."""
    noise = np.random.default_rng(7)
    return pd.DataFrame(
        {"Sensor": noise.integers(1, 40, 100_000), "Value": noise.normal(size=100_000).round(3)}
    )


many = st.data_editor(measures(), key="measures", alt="Measures", height=250)
st.caption(f"Mean {many['Value'].mean():.4f}")

st.header("Nothing to write", anchor=False)
st.data_editor(trips[["City", "Nights", "Booked"]], disabled=True, alt="Booked trips")
