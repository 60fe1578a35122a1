"""Charts of one line, of Vega-Altair and of Vega-Lite, and what visitors select in them."""

import math

import revoila as st

st.title("Charts")

DAYS = range(1, 61)
RAIN = {
    "day": list(DAYS),
    "Bergen": [6 + 5 * math.sin(day / 5) + day % 7 for day in DAYS],
    "Lisbon": [3 + 2 * math.cos(day / 7) + day % 3 for day in DAYS],
}
CITIES = {
    "city": ["Bergen", "Lisbon", "Lyon", "Oslo", "Turin", "Zürich"],
    "rain": [2250, 690, 830, 760, 850, 1080],
    "sun": [1200, 2800, 2000, 1670, 2030, 1570],
    "coast": ["sea", "sea", "land", "sea", "land", "land"],
    "people": [290, 550, 520, 710, 840, 430],
}

st.header("Lines", anchor=False)
left, right = st.columns(2)
left.line_chart(RAIN, x="day", y="Bergen", y_label="mm", height=240)
right.line_chart(RAIN, x="day", color=["red", "#3b82f6"], x_label="Day", y_label="mm", height=240)
st.line_chart(
    {"noise": [math.sin(step / 9000) + ((step * 7919) % 1000) / 4000 for step in range(60_000)]},
    height=240,
    alt="A wave with noise, of 60 000 points",
)

st.header("Areas", anchor=False)
for column, stack in zip(st.columns(4), (None, True, "normalize", "center"), strict=True):
    column.area_chart(RAIN, x="day", stack=stack, y_label=str(stack), height=220)

st.header("Bars", anchor=False)
left, right = st.columns(2)
left.bar_chart(CITIES, x="city", y="rain", sort="-rain", height=260)
right.bar_chart(CITIES, x="city", y=["rain", "sun"], horizontal=True, height=260)
left.bar_chart(CITIES, x="city", y=["rain", "sun"], stack=False, height=260)
right.bar_chart(CITIES, x="city", y="rain", color="coast", height=260)

st.header("Points", anchor=False)
st.scatter_chart(CITIES, x="rain", y="sun", color="coast", size="people", height=280)

st.header("Selections", anchor=False)
left, right = st.columns(2)
with left:
    bars = {
        "mark": {"type": "bar", "cursor": "pointer"},
        "params": [{"name": "city", "select": {"type": "point", "fields": ["city"]}}],
        "encoding": {
            "y": {"field": "city", "title": None},
            "x": {"field": "sun", "type": "quantitative", "title": "Hours of sun"},
            "opacity": {"condition": {"param": "city", "value": 1}, "value": 0.3},
        },
    }
    event = st.vega_lite_chart(CITIES, bars, key="bars", on_select="rerun", height=260)
    picked = [point["city"] for point in event.selection.city]
    st.write("Selected:", ", ".join(picked) or "nothing yet. Click a bar, with Shift for several.")
with right:
    brush = {
        "mark": {"type": "circle", "size": 120},
        "params": [{"name": "brush", "select": "interval"}],
        "encoding": {
            "x": {"field": "rain", "type": "quantitative", "title": "mm of rain"},
            "y": {"field": "sun", "type": "quantitative", "title": "Hours of sun"},
            "color": {
                "condition": {"param": "brush", "field": "coast"},
                "value": "gray",
            },
        },
    }
    event = st.vega_lite_chart(CITIES, brush, key="brush", on_select="rerun", height=260)
    ends = event.selection.brush.get("rain")
    st.write("Between {:.0f} and {:.0f} mm".format(*ends) if ends else "Drag over some points.")

st.header("Several views", anchor=False)
small = {
    "mark": "line",
    "width": 150,
    "height": 100,
    "encoding": {
        "x": {"field": "day", "type": "quantitative"},
        "y": {"field": "rain", "type": "quantitative"},
        "column": {"field": "city", "title": None},
    },
}
rows = [
    {"day": day, "city": city, "rain": RAIN[city][day - 1]} for city in ("Bergen", "Lisbon") for day in DAYS
]
st.vega_lite_chart(rows, small)

st.header("As the library draws it", anchor=False)
st.vega_lite_chart(
    CITIES,
    {
        "mark": "arc",
        "encoding": {"theta": {"field": "people", "type": "quantitative"}, "color": {"field": "city"}},
    },
    theme=None,
    width="content",
    alt="Shares of people by city",
)
