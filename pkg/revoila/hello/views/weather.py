"""An explorer: filters, numbers, charts and the table behind them, all about the same days."""

from pathlib import Path

import altair as alt
import pandas as pd

import revoila as st

DATA = Path(__file__).parent.parent / "data" / "seattle-weather.csv"
COLORS = {"sun": "#e9a23b", "fog": "#94a3b8", "drizzle": "#4fb3bf", "rain": "#3b82f6", "snow": "#a78bfa"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ALL = {"years": (2012, 2015), "sky": "any", "warm": (-5.0, 40.0)}


@st.cache_data
def load():
    """Four years of daily weather."""
    weather = pd.read_csv(DATA, parse_dates=["date"])
    return weather.assign(year=weather["date"].dt.year, month=weather["date"].dt.month)


def reset():
    """Widen all filters."""
    for name, value in ALL.items():
        st.session_state[name] = value


def day(moment):
    return f"{moment:%b} {moment.day}, {moment.year}"


def number(label, value, note):
    st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True, height="stretch")


st.set_page_config(layout="wide")
weather = load()

with st.sidebar:
    st.subheader("Filters", anchor=False)
    years = st.slider("Years", 2012, 2015, ALL["years"], key="years")
    sky = st.selectbox("Weather", ["any", *COLORS], format_func=str.capitalize, key="sky")
    warm = st.slider("Warmest of the day, °C", -5.0, 40.0, ALL["warm"], step=0.5, format="%.1f", key="warm")
    unit = st.radio("Show temperatures in", ["°C", "°F"], horizontal=True)
    st.button("Reset filters", icon=":material/restart_alt:", on_click=reset, width="stretch")

chosen = weather[weather["year"].between(*years) & weather["temp_max"].between(*warm)]
if sky != "any":
    chosen = chosen[chosen["weather"] == sky]
if unit == "°F":
    chosen = chosen.assign(temp_max=chosen["temp_max"] * 1.8 + 32, temp_min=chosen["temp_min"] * 1.8 + 32)


def show(chosen):
    warmest, coldest = chosen.loc[chosen["temp_max"].idxmax()], chosen.loc[chosen["temp_min"].idxmin()]
    rain = chosen["precipitation"]
    with st.container(horizontal=True):
        number("Days", f"{len(chosen):,}", f"{len(chosen) / len(weather):.0%} of all")
        number(f"Warmest, {unit}", f"{warmest['temp_max']:.1f}", day(warmest["date"]))
        number(f"Coldest, {unit}", f"{coldest['temp_min']:.1f}", day(coldest["date"]))
        number("Rain, mm", f"{rain.sum():,.0f}", f"{rain.mean():.1f} mm a day")

    color = alt.Color(
        "weather:N",
        scale=alt.Scale(domain=list(COLORS), range=list(COLORS.values())),
        legend=alt.Legend(title=None, orient="bottom", columns=5, columnPadding=10),
    )

    st.subheader("Day by day", anchor=False)
    days = alt.Chart(chosen[["date", "temp_max", "temp_min", "weather", "precipitation"]])
    st.altair_chart(
        days.mark_circle(opacity=0.75).encode(
            x=alt.X("date:T", title=None),
            y=alt.Y("temp_max:Q", title=f"warmest of the day, {unit}"),
            size=alt.Size("precipitation:Q", scale=alt.Scale(range=[16, 320]), legend=None),
            color=color,
            tooltip=[
                alt.Tooltip("date:T", title="day", format="%e %B %Y"),
                alt.Tooltip("weather:N"),
                alt.Tooltip("temp_max:Q", title="warmest", format=".1f"),
                alt.Tooltip("temp_min:Q", title="coldest", format=".1f"),
                alt.Tooltip("precipitation:Q", title="rain, mm", format=".1f"),
            ],
        ),
        height=340,
        alt="The warmest temperature of each day; the colour is its weather, the size its rain",
    )

    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader("What each month is like", anchor=False)
        kinds = chosen.groupby(["month", "weather"], as_index=False).size()
        st.altair_chart(
            alt.Chart(kinds.assign(month=kinds["month"].map(lambda month: MONTHS[month - 1])))
            .mark_bar()
            .encode(
                x=alt.X("month:N", sort=MONTHS, scale=alt.Scale(domain=MONTHS), title=None),
                y=alt.Y("size:Q", title="days"),
                color=color.legend(None),
                tooltip=["month", "weather", alt.Tooltip("size:Q", title="days")],
            ),
            height=280,
            alt="Days of each kind of weather, by month",
        )
    with right:
        st.subheader("Rain by month", anchor=False)
        monthly = chosen.groupby("month")["precipitation"].sum().reindex(range(1, 13), fill_value=0)
        st.bar_chart(
            pd.DataFrame({"rain": monthly.to_numpy()}, index=MONTHS),
            sort=False,
            y_label="mm",
            color=COLORS["rain"],
            height=280,
        )

    st.subheader("The days", anchor=False)
    st.dataframe(
        chosen[["date", "weather", "temp_max", "temp_min", "precipitation", "wind"]],
        hide_index=True,
        height=320,
        column_config={
            "date": st.column_config.DateColumn("Day", format="D MMM YYYY"),
            "weather": "Weather",
            "temp_max": st.column_config.NumberColumn(f"Warmest, {unit}", format="%.1f"),
            "temp_min": st.column_config.NumberColumn(f"Coldest, {unit}", format="%.1f"),
            "precipitation": st.column_config.ProgressColumn(
                "Rain, mm", format="%.1f", min_value=0, max_value=float(weather["precipitation"].max())
            ),
            "wind": st.column_config.NumberColumn("Wind, m/s", format="%.1f"),
        },
    )


st.title("Seattle, day by day")
st.caption(f"{len(weather):,} days from 2012 to 2015. The filters in the sidebar change all that is below.")
if chosen.empty:
    st.warning("No day fits these filters. Widen them in the sidebar.", icon=":material/filter_alt_off:")
else:
    show(chosen)
