"""Dashboards: filters in the sidebar, metrics in columns, tables and charts of what is left."""
# %% Sales by region with sidebar filters
import pandas as pd

st.set_page_config(page_title="Sales", page_icon="📈", layout="wide")

@st.cache_data
def load_data():
    return pd.DataFrame(
        {
            "region": ["North", "South", "East", "West"] * 3,
            "product": ["A"] * 4 + ["B"] * 4 + ["C"] * 4,
            "sales": [120, 80, 95, 60, 30, 45, 70, 20, 15, 90, 40, 55],
        }
    )

df = load_data()
st.title("📈 Sales dashboard")
st.sidebar.header("Filters")
regions = st.sidebar.multiselect("Region", df["region"].unique(), default=df["region"].unique())
products = st.sidebar.multiselect("Product", options=df["product"].unique(), default=["A", "B"])
filtered = df[df["region"].isin(regions) & df["product"].isin(products)]
if filtered.empty:
    st.warning("No data for this selection")
    st.stop()
col1, col2, col3 = st.columns(3)
col1.metric("Total", f"{filtered['sales'].sum():,}")
col2.metric("Average", round(filtered["sales"].mean(), 1))
col3.metric("Rows", len(filtered), delta=len(filtered) - len(df))
st.bar_chart(filtered.groupby("region")["sales"].sum())
with st.expander("Data"):
    st.dataframe(filtered, use_container_width=True)
# > at.sidebar.multiselect[0].unselect("North").run()
# > at.sidebar.multiselect[1].select("C").run()
# > at.sidebar.multiselect[0].set_value([]).run()
# > at.sidebar.multiselect[0].set_value(["West"]).run()
# > at.sidebar.multiselect[1].set_value(["C"]).run()

# %% Key figures with deltas by month
months = ["Jan", "Feb", "Mar", "Apr"]
revenue = [10500, 11200, 9800, 13400]
users = [320, 341, 330, 402]
churn = [2.1, 1.9, 2.6, 1.4]

st.header("KPIs", divider="rainbow")
month = st.select_slider("Month", months, value="Feb")
i = months.index(month)

def delta(values):
    return None if i == 0 else round(values[i] - values[i - 1], 2)

c1, c2, c3 = st.columns(3)
with c1:
    st.metric("Revenue", f"${revenue[i]:,}", delta(revenue))
with c2:
    st.metric("Users", users[i], delta(users), help="Active in the month")
with c3:
    st.metric("Churn", f"{churn[i]} %", delta(churn), delta_color="inverse")
if i == len(months) - 1:
    st.success("Latest month", icon="✅")
elif i == 0:
    st.info("No earlier month to compare with")
# > at.select_slider[0].set_value("Jan").run()
# > at.select_slider[0].set_value("Apr").run()
# > at.select_slider[0].set_value("Mar").run()
# > at.run()

# %% Range of dates over a cached frame
import datetime
import pandas as pd

@st.cache_data(ttl=3600)
def visits():
    days = pd.date_range("2024-01-01", periods=30)
    return pd.DataFrame({"day": days, "visits": range(100, 130)})

df = visits()
first, last = df["day"].min().date(), df["day"].max().date()
picked = st.date_input("Period", value=(first, last), min_value=first, max_value=last)
if len(picked) != 2:
    st.warning("Pick a start and an end")
    st.stop()
start, end = picked
shown = df[(df["day"].dt.date >= start) & (df["day"].dt.date <= end)]
st.caption(f"{start} to {end}: {len(shown)} days")
st.metric("Visits", int(shown["visits"].sum()), f"{shown['visits'].mean():.1f} a day", delta_color="off")
st.line_chart(shown, x="day", y="visits")
st.dataframe(shown.head(3), hide_index=True)
# > at.date_input[0].set_value((dt.date(2024, 1, 10), dt.date(2024, 1, 12))).run()
# > at.date_input[0].set_value((dt.date(2024, 1, 20),)).run()
# > at.date_input[0].set_value((dt.date(2024, 1, 20), dt.date(2024, 1, 30))).run()

# %% Tabs of charts with their own controls
import numpy as np
import pandas as pd

rng = np.random.default_rng(1)
data = pd.DataFrame(rng.normal(size=(20, 3)).round(2), columns=["a", "b", "c"])
tab_line, tab_bar, tab_data = st.tabs(["📈 Line", "📊 Bar", "🗃 Data"])
with tab_line:
    columns = st.multiselect("Columns", data.columns, ["a"], key="line_columns")
    if columns:
        st.line_chart(data[columns])
    else:
        st.info("Choose at least one column")
with tab_bar:
    column = st.radio("Column", data.columns, horizontal=True)
    st.bar_chart(data[column].abs())
with tab_data:
    n = st.slider("Rows", 1, 20, 5)
    st.dataframe(data.head(n))
    st.write(data.describe().round(2))
# > at.multiselect[0].select("c").run()
# > at.radio[0].set_value("b").run()
# > at.slider[0].set_value(2).run()
# > at.multiselect(key="line_columns").set_value([]).run()
# > at.tabs[2].slider[0].set_value(20).run()

# %% A dashboard that is reset by a button
DEFAULTS = {"year": 2023, "kind": "All", "limit": 10}

for key, value in DEFAULTS.items():
    if key not in st.session_state:
        st.session_state[key] = value

def reset():
    for key, value in DEFAULTS.items():
        st.session_state[key] = value

with st.sidebar:
    st.selectbox("Year", [2021, 2022, 2023], key="year")
    st.radio("Kind", ["All", "Online", "Shop"], key="kind")
    st.number_input("Limit", 1, 100, key="limit")
    st.button("Reset", on_click=reset, type="primary", use_container_width=True)

st.subheader(f"{st.session_state.kind} in {st.session_state.year}")
rows = [f"row {i}" for i in range(st.session_state.limit)]
st.write(f"{len(rows)} rows, the last is {rows[-1]}")
changed = {k: st.session_state[k] for k, v in DEFAULTS.items() if st.session_state[k] != v}
st.json(changed)
# > at.selectbox[0].select(2021).run()
# > at.radio[0].set_value("Shop").run()
# > at.number_input[0].increment().run()
# > at.sidebar.button[0].click().run()
# > at.number_input[0].set_value(3).run()
# > at.button[0].click().run()

# %% Columns of columns with containers
with st.container(border=True):
    left, right = st.columns([2, 1])
    with left:
        st.subheader("Overview")
        a, b = st.columns(2)
        a.metric("Open", 12, -3)
        b.metric("Closed", 48, 5)
    with right:
        team = st.selectbox("Team", ["Red", "Blue"], label_visibility="collapsed")
        st.write(f"Team **{team}**")
with st.container(height=200):
    for n in range(5):
        st.write(f"{team} entry {n}")
        if n < 4:
            st.divider()
foot = st.columns(4)
for n, column in enumerate(foot):
    if column.button(f"Show {n}", key=f"show_{n}"):
        column.write(f"shown {n} for {team}")
# > at.selectbox[0].select("Blue").run()
# > at.button(key="show_2").click().run()
# > at.button(key="show_0").click().run()
# > at.selectbox[0].select_index(0).run()

# %% Placeholders that are filled later
header = st.empty()
chart = st.empty()
summary = st.container()
speed = st.slider("Speed", 0, 100, 50, step=10)
header.subheader(f"Speed is {speed}")
if speed > 70:
    chart.error("Too fast")
elif speed == 0:
    chart.empty()
else:
    chart.line_chart([speed, speed / 2, speed / 4])
with summary:
    st.write("Half of it", speed / 2)
summary.write("Square", )
summary.write(speed**2)
# > at.slider[0].set_value(80).run()
# > at.slider[0].set_value(0).run()
# > at.slider[0].set_value(30).run()

# %% Top customers with pandas styling off
import pandas as pd

orders = pd.DataFrame(
    {
        "customer": ["Ann", "Bob", "Ann", "Cid", "Bob", "Ann", "Dee"],
        "amount": [10.0, 20.0, 5.5, 99.9, 1.0, 7.25, 42.0],
        "paid": [True, False, True, True, True, False, False],
    }
)
st.title("Customers")
c1, c2 = st.columns((1, 3))
only_paid = c1.checkbox("Only paid")
how = c1.radio("Sort by", ("amount", "name"))
n = int(c1.number_input("Top n", min_value=1, max_value=10, value=3))
shown = orders[orders.paid] if only_paid else orders
totals = shown.groupby("customer", as_index=False).amount.sum()
totals = totals.sort_values("amount", ascending=False) if how == "amount" else totals.sort_values("customer")
c2.dataframe(
    totals.head(n),
    column_config={"customer": "Customer", "amount": st.column_config.NumberColumn("Amount", format="$%.2f")},
    hide_index=True,
)
c2.write(f"{len(totals)} customers, {totals.amount.sum():.2f} in all")
if totals.amount.max() > 50:
    c2.info(f"Best: {totals.sort_values('amount').iloc[-1].customer}")
# > at.checkbox[0].check().run()
# > at.number_input[0].set_value(1).run()
# > at.radio[0].set_value("name").run()
# > at.checkbox[0].uncheck().run()
# > at.number_input[0].set_value(10).run()

# %% Thresholds with coloured states
readings = {"Boiler": 71, "Pump": 34, "Fan": 55}
limit = st.sidebar.slider("Limit", 0, 100, (40, 70))
low, high = limit
st.header("Plant")
for column, (name, value) in zip(st.columns(len(readings)), readings.items()):
    with column:
        st.metric(name, f"{value} °C", value - high if value > high else None)
        if value > high:
            st.error("high", icon="🔥")
        elif value < low:
            st.warning("low")
        else:
            st.success("fine")
        st.progress(value / 100, text=f"{value} of 100")
out = [name for name, value in readings.items() if not low <= value <= high]
st.write("Out of limits:", out or "none")
# > at.slider[0].set_range(30, 80).run()
# > at.slider[0].set_value((60, 60)).run()
# > at.slider[0].set_range(0, 33).run()

# %% Metrics from a dictionary of functions
import statistics

FUNCTIONS = {"mean": statistics.mean, "median": statistics.median, "max": max, "min": min}
text = st.text_input("Numbers", "1, 2, 3, 10")
chosen = st.pills("Functions", list(FUNCTIONS), selection_mode="multi", default=["mean", "max"])
try:
    numbers = [float(part) for part in text.split(",")]
except ValueError as error:
    st.error(f"Not numbers: {error}")
    st.stop()
if not chosen:
    st.info("Choose a function")
else:
    for column, name in zip(st.columns(len(chosen)), chosen):
        column.metric(name.title(), round(FUNCTIONS[name](numbers), 2))
st.area_chart(numbers)
# > at.text_input[0].set_value("5, 5").run()
# > at.button_group[0].select("median").run()
# > at.text_input[0].set_value("five").run()
# > at.text_input[0].set_value("4,8").run()

# %% A comparison of two selections side by side
import pandas as pd

@st.cache_data
def load(city):
    base = {"Rome": 10, "Oslo": -2, "Lima": 18}[city]
    return pd.DataFrame({"month": range(1, 7), "temperature": [base + m * 2 for m in range(6)]})

cities = ["Rome", "Oslo", "Lima"]
left, right = st.columns(2, gap="large")
with left:
    first = st.selectbox("First", cities, key="first")
    a = load(first)
    st.line_chart(a.set_index("month"))
with right:
    second = st.selectbox("Second", cities, index=1, key="second")
    b = load(second)
    st.line_chart(b.set_index("month"))
if first == second:
    st.warning("Same city twice")
else:
    difference = (a.temperature - b.temperature).mean()
    st.metric("Difference", f"{difference:.1f} °C")
    st.table(a.merge(b, on="month", suffixes=(f" {first}", f" {second}")).head(2))
# > at.selectbox(key="second").select("Rome").run()
# > at.selectbox(key="first").select("Lima").run()
# > at.selectbox[1].select("Oslo").run()
# > at.selectbox[0].select("Oslo"); at.selectbox[1].select("Lima"); at.run()

# %% A dashboard behind a button that stays pressed
if "loaded" not in st.session_state:
    st.session_state.loaded = False

def click_button():
    st.session_state.loaded = not st.session_state.loaded

st.button("Hide" if st.session_state.loaded else "Load", on_click=click_button)
if not st.session_state.loaded:
    st.write("Press the button to load")
    st.stop()
option = st.selectbox("Metric", ["clicks", "views"])
st.write("Showing", option)
threshold = st.slider("Threshold", 0.0, 1.0, 0.5, 0.05)
st.write(f"{option} above {threshold:.2f}")
# > at.button[0].click().run()
# > at.selectbox[0].select("views").run()
# > at.slider[0].set_value(0.75).run()
# > at.button[0].click().run()
# > at.button[0].click().run()

# %% Dependent filters: country, then city
DATA = {"Austria": ["Vienna", "Graz", "Linz"], "Italy": ["Rome", "Milan"], "Malta": ["Valletta"]}
country = st.sidebar.selectbox("Country", list(DATA))
city = st.sidebar.selectbox("City", DATA[country])
year = st.sidebar.select_slider("Year", options=range(2018, 2025), value=2020)
st.title(f"{city}, {country}")
st.caption(f"Data of {year}")
st.metric("Letters", len(city), len(city) - len(country))
cities = DATA[country]
st.bar_chart({name: len(name) for name in cities}) if len(cities) > 1 else st.write("Only one city")
# > at.sidebar.selectbox[1].select("Graz").run()
# > at.sidebar.selectbox[0].select("Italy").run()
# > at.sidebar.select_slider[0].set_value(2024).run()
# > at.sidebar.selectbox[0].select("Malta").run()
# > at.sidebar.selectbox[0].select("Austria").run()

# %% Auto refresh by hand with a counter
import time

st.session_state.setdefault("refreshes", 0)
top = st.columns([3, 1])
top[0].title("Live")
if top[1].button("🔄 Refresh"):
    st.session_state.refreshes += 1
    st.cache_data.clear()

@st.cache_data
def fetch(n=[0]):
    n[0] += 1
    return {"fetched": n[0], "values": [n[0] * 10, n[0] * 20]}

with st.spinner("Loading..."):
    result = fetch()
st.write("Fetched", result["fetched"], "times; refreshed", st.session_state.refreshes, "times")
st.line_chart(result["values"])
if st.checkbox("Show raw data"):
    st.subheader("Raw data")
    st.write(result)
# > at.checkbox[0].check().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.run()

# %% Segments of a funnel with progress bars
steps = {"Visited": 1000, "Signed up": 400, "Activated": 180, "Paid": 45}
st.subheader("Funnel")
relative = st.toggle("Relative to the step before")
previous = first = None
for name, count in steps.items():
    first = first or count
    base = (previous or count) if relative else first
    share = count / base
    st.write(f"{name}: {count}")
    st.progress(share, f"{share:.0%}")
    previous = count
with st.popover("Settings"):
    currency = st.radio("Currency", ["€", "$"])
    price = st.number_input("Price", 0.0, 100.0, 9.99)
st.metric("Income", f"{currency}{steps['Paid'] * price:,.2f}")
# > at.toggle[0].set_value(True).run()
# > at.radio[0].set_value("$").run()
# > at.number_input[0].set_value(20.0).run()
# > at.toggle[0].set_value(False).run()

# %% A matplotlib histogram with bins
import matplotlib.pyplot as plt
import numpy as np

values = np.random.default_rng(3).normal(50, 10, 200)
bins = st.slider("Bins", 5, 50, 20)
grid = st.checkbox("Grid", value=True)
fig, ax = plt.subplots()
ax.hist(values, bins=bins)
ax.grid(grid)
st.pyplot(fig)
plt.close(fig)
st.write(f"mean {values.mean():.1f}, standard deviation {values.std():.1f}")
# > at.slider[0].set_value(5).run()
# > at.checkbox[0].uncheck().run()

# %% Altair with a selection of colours
import altair as alt
import pandas as pd

source = pd.DataFrame({"x": [1, 2, 3, 4] * 2, "y": [3, 5, 2, 8, 6, 1, 7, 4], "who": ["a"] * 4 + ["b"] * 4})
mark = st.sidebar.radio("Mark", ["line", "bar", "point"])
who = st.sidebar.multiselect("Who", ["a", "b"], ["a", "b"])
color = st.sidebar.color_picker("Colour", "#ff0000")
shown = source[source.who.isin(who)]
base = alt.Chart(shown).encode(x="x", y="y")
if len(who) == 1:
    base = base.encode(color=alt.value(color))
else:
    base = base.encode(color="who")
st.altair_chart(getattr(base, f"mark_{mark}")(), use_container_width=True)
st.write(color, mark, len(shown))
# > at.sidebar.radio[0].set_value("point").run()
# > at.sidebar.multiselect[0].unselect("a").run()
# > at.sidebar.color_picker[0].pick("#00ff00").run()
# > at.sidebar.multiselect[0].unselect("b").run()

# %% Plotly figures of a choice
import plotly.graph_objects as go

kinds = {"Bar": go.Bar, "Scatter": go.Scatter}
kind = st.selectbox("Kind", kinds)
n = st.number_input("Points", 1, 10, 4)
fig = go.Figure(kinds[kind](x=list(range(n)), y=[i * i for i in range(n)]))
fig.update_layout(title=f"{kind} of {n}")
st.plotly_chart(fig, use_container_width=True)
with st.expander("See explanation"):
    st.write("The chart shows the squares of the first numbers.")
    st.code(f"y = [i * i for i in range({n})]", language="python")
# > at.selectbox[0].select("Scatter").run()
# > at.number_input[0].set_value(9).run()
# > at.number_input[0].decrement().run()

# %% A map with filters
import pandas as pd

places = pd.DataFrame(
    {
        "name": ["Vienna", "Rome", "Oslo", "Lima"],
        "lat": [48.2, 41.9, 59.9, -12.0],
        "lon": [16.4, 12.5, 10.7, -77.0],
        "inhabitants": [1.9, 2.8, 0.7, 10.1],
    }
)
least = st.slider("Least inhabitants (millions)", 0.0, 12.0, 0.0, 0.5)
hemisphere = st.segmented_control("Hemisphere", ["North", "South"])
shown = places[places.inhabitants >= least]
if hemisphere:
    shown = shown[(shown.lat > 0) == (hemisphere == "North")]
st.map(shown)
st.dataframe(shown[["name", "inhabitants"]], hide_index=True)
f"{len(shown)} places"
# > at.slider[0].set_value(2.0).run()
# > at.button_group[0].set_value("South").run()
# > at.slider[0].set_value(11.0).run()
# > at.button_group[0].set_value(None).run()

# %% A query parameter keeps the chosen view
VIEWS = ["summary", "detail", "raw"]
current = st.query_params.get("view", "summary")
if current not in VIEWS:
    st.error(f"Unknown view {current!r}")
    current = "summary"

def remember():
    st.query_params["view"] = st.session_state.view

view = st.radio("View", VIEWS, index=VIEWS.index(current), key="view", on_change=remember, horizontal=True)
if view == "summary":
    st.metric("Rows", 3)
elif view == "detail":
    for n in range(3):
        st.write(f"Row {n}")
else:
    st.code("0,1,2")
st.caption(f"Link: ?view={st.query_params.get('view', '')}")
# > at.radio[0].set_value("detail").run()
# > at.radio[0].set_value("raw").run()
# > at.radio[0].set_value("summary").run()
# < at.query_params["view"] = "other"

# %% A frame with a column of charts
import pandas as pd

stocks = pd.DataFrame(
    {
        "symbol": ["AAA", "BBB", "CCC"],
        "price": [10.5, 220.0, 3.25],
        "history": [[1, 2, 3], [5, 4, 6], [2, 2, 1]],
        "share": [0.2, 0.7, 0.1],
        "home": ["https://example.org/a", "https://example.org/b", "https://example.org/c"],
    }
)
watch = st.multiselect("Watch", stocks.symbol.tolist(), stocks.symbol.tolist()[:2])
st.dataframe(
    stocks[stocks.symbol.isin(watch)],
    column_config={
        "history": st.column_config.LineChartColumn("Last days", y_min=0),
        "share": st.column_config.ProgressColumn("Share", min_value=0, max_value=1),
        "home": st.column_config.LinkColumn("Home", display_text="open"),
    },
    column_order=["symbol", "price", "share", "history", "home"],
    hide_index=True,
    use_container_width=True,
)
total = stocks.set_index("symbol").price.reindex(watch).sum()
st.write(f"Sum of prices: **{total:.2f}**")
# > at.multiselect[0].select("CCC").run()
# > at.multiselect[0].unselect("AAA").unselect("BBB").run()
# > at.multiselect[0].set_value([]).run()

# %% A fragment with its own filter
import pandas as pd

st.session_state.setdefault("full_runs", 0)
st.session_state.full_runs += 1

@st.cache_data
def data():
    return pd.DataFrame({"n": range(10), "even": [i % 2 == 0 for i in range(10)]})

@st.fragment
def panel(title):
    st.subheader(title)
    only_even = st.checkbox("Only even", key=f"{title}_even")
    df = data()
    if only_even:
        df = df[df.even]
    st.metric("Sum", int(df.n.sum()))
    if st.button("Refresh everything", key=f"{title}_refresh"):
        st.rerun()

left, right = st.columns(2)
with left:
    panel("Left")
with right:
    panel("Right")
st.write("ready")
# > at.checkbox(key="Left_even").check().run()
# > at.button(key="Right_refresh").click().run()
# > at.checkbox(key="Right_even").check().run()
