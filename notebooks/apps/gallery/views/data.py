"""Tables: every type of column, what can be selected, and what styles do."""

import base64
import datetime as dt
import io
import wave

import numpy as np
import pandas as pd

import revoila as st

columns = st.column_config


@st.cache_data
def picture(hue: int) -> str:
    """Return a picture as an address that has its data in it."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 32"><rect width="48" height="32" rx="5" '
        f'fill="hsl({hue} 60% 45%)"/><circle cx="16" cy="13" r="6" fill="#ffd"/>'
        f'<path d="M4 30 L20 16 L30 25 L38 19 L46 30 Z" fill="hsl({hue} 60% 25%)"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


@st.cache_data
def tone(frequency: float) -> str:
    """Return half a second of sound as an address that has its data in it."""
    samples = np.sin(2 * np.pi * frequency * np.arange(4000) / 8000) * 9000
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(samples.astype("<i2").tobytes())
    return "data:audio/wav;base64," + base64.b64encode(file.getvalue()).decode()


st.title("Data")

st.header("Numbers, texts and moments", anchor=False)
cities = pd.DataFrame(
    {
        "City": ["Bergen", "Lisbon", "Nairobi", "Osaka", "Quito", "Zürich"],
        "People": [291_940, 567_131, 4_397_073, 2_753_862, 1_763_275, 443_037],
        "Sun": [0.28, 0.71, 0.58, 0.46, None, 0.39],
        "Coast": [True, True, False, True, False, False],
        "Founded": [dt.date(1070, 1, 1), dt.date(1147, 10, 25), None, dt.date(1496, 9, 1), None, None],
        "Sunrise": [dt.time(6, 41), dt.time(7, 12), dt.time(6, 29), dt.time(6, 3), dt.time(6, 5), None],
        "Seen": pd.to_datetime("2024-03-01 08:30", utc=True) + pd.to_timedelta(range(0, 60, 10), "h"),
    }
)
st.dataframe(
    cities,
    column_config={
        "City": columns.TextColumn(pinned=True, help="Where it is"),
        "People": columns.NumberColumn(format="compact"),
        "Sun": columns.ProgressColumn(help="Share of daylight hours", color="auto"),
        "Coast": columns.CheckboxColumn(),
        "Founded": columns.DateColumn(format="localized"),
        "Sunrise": columns.TimeColumn(format="HH:mm"),
        "Seen": columns.DatetimeColumn(format="calendar", timezone="Europe/Zurich"),
    },
    placeholder="unknown",
    alt="Six cities and what is known of them",
)

st.header("Links, pictures, recordings, charts", anchor=False)
rng = np.random.default_rng(7)
walks = [rng.normal(0, 1, 24).cumsum().round(2).tolist() for _ in range(4)]
st.dataframe(
    {
        "Picture": [picture(hue) for hue in (10, 100, 200, 300)],
        "Sound": [tone(frequency) for frequency in (262, 330, 392, 523)],
        "Page": [f"https://example.org/wiki/{name}" for name in ("Fjord", "Tagus", "Savanna", "Castle")],
        "Open": [f"https://example.org/map/{number}" for number in range(4)],
        "Line": walks,
        "Area": walks,
        "Bars": [rng.integers(0, 20, 12).tolist() for _ in range(4)],
    },
    column_config={
        "Picture": columns.ImageColumn(width="small"),
        "Sound": columns.AudioColumn(),
        "Page": columns.LinkColumn(display_text=r"wiki/(.*)"),
        "Open": columns.LinkColumn("", display_text=":material/open_in_new:", width="small"),
        "Line": columns.LineChartColumn(color="auto"),
        "Area": columns.AreaChartColumn(color="violet"),
        "Bars": columns.BarChartColumn(y_min=0, y_max=20, color="blue"),
    },
    row_height=44,
)

st.header("Choices, lists, JSON, Markdown", anchor=False)
st.dataframe(
    {
        "Size": ["s", "m", "l"],
        "Topics": [["maps", "rain"], ["rain"], ["maps", "sun", "wind"]],
        "Tags": [["a", "b"], [], ["c"]],
        "Settings": ['{"depth": 3, "layers": ["road", "rail"]}', '{"depth": 1}', "[1, 2, 3]"],
        "Notes": ["**Bold** and :red[red]", "- one\n- two", "$e^{i\\pi} = -1$"],
    },
    column_config={
        "Size": columns.SelectboxColumn(
            options=["s", "m", "l"], format_func={"s": "Small", "m": "Medium", "l": "Large"}.get
        ),
        "Topics": columns.MultiselectColumn(
            options=["maps", "rain", "sun", "wind"], color="auto", format_func=str.capitalize
        ),
        "Tags": columns.ListColumn(),
        "Settings": columns.JsonColumn(help="A double click shows the tree."),
        "Notes": columns.MarkdownColumn(help="A double click shows what it means."),
    },
)

st.header("Buttons", anchor=False)
tasks = pd.DataFrame(
    {
        "Task": ["Read the log", "Sweep the deck", "Set the sails"],
        "Done": [":material/check: Done", ":material/check: Done", ":material/check: Done"],
        "More": [["Later", "Never"], ["Later", "Never", "Ask again"], ["Later"]],
    }
)
st.dataframe(
    tasks,
    column_config={
        "Done": columns.ButtonColumn("Done?", type="primary", key="done"),
        "More": columns.ButtonColumn("More", type="tertiary", key="more"),
    },
    hide_index=True,
    width="content",
)
for click in (st.session_state.done, st.session_state.more):
    if click:
        st.write(f"“{click.label}” for {tasks['Task'][click.row].lower()}.")

st.header("Selections", anchor=False)
mode = st.segmented_control(
    "What can be selected",
    [
        "multi-row",
        "single-row",
        "single-row-required",
        "multi-column",
        "single-column",
        "multi-cell",
        "single-cell",
    ],
    default="multi-row",
    required=True,
)
chosen = st.dataframe(
    cities[["City", "People", "Sun", "Coast"]],
    key="chosen",
    on_select="rerun",
    selection_mode=[mode, "multi-column"] if mode == "multi-row" else mode,
    column_config={"City": columns.TextColumn(pinned=True)},
)
st.json(dict(chosen.selection), expanded=1)

st.header("Styles and levels", anchor=False)
left, right = st.columns(2)
change = pd.DataFrame(rng.normal(0, 4, (4, 3)).round(1), index=list("wxyz"), columns=["Jan", "Feb", "Mar"])
left.dataframe(
    change.style.format("{:+.1f} %")
    .map(lambda value: f"background-color: {'#bbf7d0' if value > 0 else '#fecaca'}; font-weight: bold")
    .highlight_max(color="#fde68a")
)
levels = change.set_axis(pd.MultiIndex.from_product([["Spring"], ["Jan", "Feb", "Mar"]]), axis=1)
levels["Sum", ""] = change.sum(axis=1)
right.dataframe(levels)

st.header("A million rows", anchor=False)


@st.cache_resource
def journeys() -> pd.DataFrame:
    """Return a table that stays in the kernel; the page gets the rows that it shows."""
    rows = 1_000_000
    stations = np.array(["Lyon", "Oslo", "Rome", "Wien"])
    return pd.DataFrame(
        {
            "Departure": pd.date_range("2020-01-01", periods=rows, freq="min"),
            "From": stations[np.arange(rows) % 4],
            "To": stations[(np.arange(rows) // 4 + 1) % 4],
            "Passengers": np.random.default_rng(3).poisson(80, rows),
        }
    )


st.dataframe(journeys(), height=250)

st.header("Static tables", anchor=False)
st.table(
    pd.DataFrame(
        {
            "Sign": [":material/sunny: sun", ":material/rainy: rain"],
            "**Meaning**": ["*dry* and :orange-badge[warm]", "`wet`"],
        }
    ),
    border="horizontal",
)
st.table(
    change.style.format("{:.1f}").set_table_styles(
        [
            {"selector": "th.col_heading", "props": "text-transform: uppercase; letter-spacing: 0.06em"},
            {"selector": "tbody tr:nth-child(2n) > *", "props": "background-color: rgb(127 127 127 / 0.12)"},
        ]
    )
)
