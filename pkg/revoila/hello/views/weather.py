"""An explorer: filters, numbers, linked charts and the table behind them."""

from pathlib import Path

import altair as alt
import pandas as pd

import revoila as st

DATA = Path(__file__).parent.parent / "data" / "seattle-weather.csv"
COLORS = {"sun": "#e9a23b", "fog": "#9aa5b1", "drizzle": "#7fb7be", "rain": "#3b82f6", "snow": "#9b8cf2"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@st.cache_data
def load() -> pd.DataFrame:
    """Four years of daily weather."""
    weather = pd.read_csv(DATA, parse_dates=["date"])
    return weather.assign(year=weather["date"].dt.year, month=weather["date"].dt.month)


weather = load()

with st.sidebar:
    st.subheader("Filters", anchor=False)
    years = st.slider("Years", 2012, 2015, (2012, 2015))
    sky = st.selectbox("Weather", ["any", *COLORS], format_func=str.capitalize)
    warm = st.slider("Warmest hour, °C", -5.0, 40.0, (-5.0, 40.0), step=0.5)
    unit = st.radio("Unit", ["°C", "°F"], horizontal=True)

chosen = weather[weather["year"].between(*years) & weather["temp_max"].between(*warm)]
if sky != "any":
    chosen = chosen[chosen["weather"] == sky]
if unit == "°F":
    chosen = chosen.assign(temp_max=chosen["temp_max"] * 1.8 + 32, temp_min=chosen["temp_min"] * 1.8 + 32)

st.title("Seattle, day by day")
st.caption("1 461 days from 2012 to 2015. Narrow them down in the sidebar.")

if chosen.empty:
    st.warning("No day fits these filters. Widen them in the sidebar.")
    st.stop()

share = len(chosen) / len(weather)
first, second, third, fourth = st.columns(4)
first.metric("Days", f"{len(chosen):,}", f"{share:.0%} of all", delta_color="off", delta_arrow="off", border=True)
second.metric("Warmest", f"{chosen['temp_max'].max():.1f} {unit}", border=True)
third.metric("Coldest", f"{chosen['temp_min'].min():.1f} {unit}", border=True)
fourth.metric("Rain", f"{chosen['precipitation'].sum():,.0f} mm", border=True)

charts, table = st.tabs(["Charts", "Table"])
with charts:
    st.subheader("Through the years", anchor=False)
    monthly = chosen.groupby(pd.Grouper(key="date", freq="MS"))[["temp_max", "temp_min"]].mean().dropna()
    st.line_chart(
        monthly.rename(columns={"temp_max": "warmest", "temp_min": "coldest"}),
        color=["#e0682b", "#3b82f6"],
        y_label=f"mean of the month, {unit}",
        height=280,
    )
    left, right = st.columns(2)
    with left:
        st.subheader("What each month is like", anchor=False)
        kinds = chosen.groupby(["month", "weather"], as_index=False).size()
        st.altair_chart(
            alt.Chart(kinds.assign(month=kinds["month"].map(lambda number: MONTHS[number - 1])))
            .mark_bar()
            .encode(
                x=alt.X("month:N", sort=MONTHS, title=None),
                y=alt.Y("size:Q", title="days"),
                color=alt.Color("weather:N", scale=alt.Scale(domain=list(COLORS), range=list(COLORS.values()))),
                tooltip=["month", "weather", "size"],
            )
            .properties(height=280),
        )
    with right:
        st.subheader("Rain in a month", anchor=False)
        rain = chosen.groupby("month")["precipitation"].sum().reindex(range(1, 13), fill_value=0)
        st.bar_chart(pd.DataFrame({"mm": rain.to_numpy()}, index=MONTHS), sort=False, color="#3b82f6", height=280)
with table:
    st.dataframe(
        chosen[["date", "weather", "temp_max", "temp_min", "precipitation", "wind"]],
        hide_index=True,
        column_config={
            "date": st.column_config.DateColumn("Day", format="YYYY-MM-DD"),
            "weather": "Weather",
            "temp_max": st.column_config.NumberColumn(f"Warmest {unit}", format="%.1f"),
            "temp_min": st.column_config.NumberColumn(f"Coldest {unit}", format="%.1f"),
            "precipitation": st.column_config.NumberColumn("Rain, mm", format="%.1f"),
            "wind": st.column_config.NumberColumn("Wind, m/s", format="%.1f"),
        },
    )
