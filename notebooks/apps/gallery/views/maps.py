"""Points and layers on a map that is drawn without any tiles."""

import pydeck as pdk

import revoila as st

CITIES = [
    {"name": "Bergen", "lat": 60.39, "lon": 5.32, "people": 0.29},
    {"name": "Berlin", "lat": 52.52, "lon": 13.4, "people": 3.7},
    {"name": "Lisbon", "lat": 38.72, "lon": -9.14, "people": 0.55},
    {"name": "Rome", "lat": 41.9, "lon": 12.5, "people": 2.8},
    {"name": "Vienna", "lat": 48.2, "lon": 16.37, "people": 1.9},
]

st.title("Maps")

st.header("Points", anchor=False)
st.map({name: [city[name] for city in CITIES] for name in ("lat", "lon")}, size=30_000, height=360)

st.header("Layers", anchor=False)
circles = pdk.Layer(
    "ScatterplotLayer",
    CITIES,
    id="cities",
    get_position="[lon, lat]",
    get_radius="40000 * people + 30000",
    get_fill_color=[224, 102, 42, 200],
    pickable=True,
)
flights = pdk.Layer(
    "ArcLayer",
    [{"start": [CITIES[1]["lon"], CITIES[1]["lat"]], "end": [city["lon"], city["lat"]]} for city in CITIES],
    get_source_position="start",
    get_target_position="end",
    get_source_color=[46, 112, 224],
    get_target_color=[224, 102, 42],
    get_width=2,
)
deck = pdk.Deck(
    layers=[flights, circles],
    initial_view_state=pdk.ViewState(latitude=48, longitude=6, zoom=3.4, pitch=40),
    map_style=None,
    tooltip={"text": "{name}: {people} million people"},
)
chosen = st.pydeck_chart(
    deck, on_select="rerun", selection_mode="multi-object", key="cities", alt="Five cities"
)
names = [city["name"] for city in chosen.selection.objects.get("cities", [])]
st.write("Selected:", ", ".join(names) or "nothing yet. Click a circle.")
