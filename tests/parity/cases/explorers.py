"""Explorers of data: search, filters that are built from the columns, selections, editors, formats."""
# %% Any frame with generated filters
import pandas as pd

df = pd.DataFrame(
    {
        "name": ["Ann", "Bob", "Cid", "Dee", "Eve", "Fay"],
        "age": [23, 35, 31, 52, 47, 29],
        "city": ["Rome", "Oslo", "Rome", "Lima", "Oslo", "Rome"],
        "member": [True, False, True, True, False, False],
    }
)

def filter_dataframe(df):
    if not st.checkbox("Add filters"):
        return df
    df = df.copy()
    with st.container():
        to_filter = st.multiselect("Filter dataframe on", df.columns)
        for column in to_filter:
            left, right = st.columns((1, 20))
            left.write("↳")
            if pd.api.types.is_bool_dtype(df[column]):
                df = df[df[column] == right.toggle(f"{column}", value=True)]
            elif pd.api.types.is_numeric_dtype(df[column]):
                low, high = int(df[column].min()), int(df[column].max())
                step = (high - low) // 5 or 1
                picked = right.slider(f"Values for {column}", low, high, (low, high), step=step)
                df = df[df[column].between(*picked)]
            elif df[column].nunique() < 5:
                values = right.multiselect(f"Values for {column}", df[column].unique(), default=list(df[column].unique()))
                df = df[df[column].isin(values)]
            else:
                text = right.text_input(f"Substring in {column}")
                if text:
                    df = df[df[column].str.contains(text)]
    return df

st.dataframe(filter_dataframe(df))
# > at.checkbox[0].check().run()
# > at.multiselect[0].select("city").select("age").run()
# > at.multiselect[1].unselect("Rome").run()
# > at.multiselect[0].select("name").run()
# > at.multiselect[2].unselect("Bob").run()
# > at.multiselect[0].unselect("city").select("member").run()
# > at.toggle[0].set_value(False).run()

# %% Search with highlighted hits
BOOKS = ["The Old House", "Old and New", "A House of Cards", "Cards on the Table", "New Moon"]
query = st.text_input("Search", key="q", help="Any part of the title")
exact = st.checkbox("Match case")

def matches(title):
    return query in title if exact else query.lower() in title.lower()

hits = [title for title in BOOKS if matches(title)]
st.caption(f"{len(hits)} of {len(BOOKS)}")
for title in hits:
    if query:
        start = title.find(query) if exact else title.lower().find(query.lower())
        end = start + len(query)
        st.markdown(f"- {title[:start]}**{title[start:end]}**{title[end:]}")
    else:
        st.markdown(f"- {title}")
if not hits:
    st.warning(f"Nothing found for “{query}”", icon="🔍")
    st.button("Clear search", on_click=lambda: st.session_state.update(q=""))
# > at.text_input[0].input("house").run()
# > at.checkbox[0].check().run()
# > at.button[0].click().run()
# > at.text_input[0].input("New").run()
# > at.checkbox[0].uncheck().run()

# %% Describe, head and types of a chosen set
import pandas as pd

SETS = {
    "fruit": pd.DataFrame({"fruit": ["apple", "pear", "fig"], "price": [1.0, 1.5, 0.4], "stock": [10, 0, 25]}),
    "trees": pd.DataFrame({"tree": ["oak", "elm"], "height": [20.5, 18.0]}),
}
name = st.sidebar.selectbox("Data set", SETS)
view = st.sidebar.radio("View", ["head", "describe", "dtypes", "columns", "shape"])
df = SETS[name]
st.header(name.title())
if view == "head":
    n = st.number_input("Rows", 1, len(df), min(2, len(df)))
    st.write(df.head(n))
elif view == "describe":
    st.write(df.describe())
elif view == "dtypes":
    st.write(df.dtypes.astype(str))
elif view == "columns":
    st.write(df.columns.tolist())
else:
    st.write(df.shape)
# > at.number_input[0].set_value(3).run()
# > at.sidebar.radio[0].set_value("describe").run()
# > at.sidebar.selectbox[0].select("trees").run()
# > at.sidebar.radio[0].set_value("columns").run()
# > at.sidebar.radio[0].set_value("shape").run()
# > at.sidebar.radio[0].set_value("head").run()

# %% Group, aggregate and pivot
import pandas as pd

df = pd.DataFrame({"shop": list("ABABAB"), "day": list("mmttww"), "sold": [5, 7, 1, 9, 4, 4], "left": [1, 0, 5, 2, 2, 3]})
with st.expander("Raw data"):
    st.dataframe(df)
by = st.selectbox("Group by", ["shop", "day"])
how = st.radio("Aggregate", ["sum", "mean", "max"], horizontal=True)
columns = st.multiselect("Columns", ["sold", "left"], ["sold"])
if not columns:
    st.error("Choose a column")
else:
    out = df.groupby(by)[columns].agg(how)
    st.write(out)
    if len(columns) == 1:
        st.bar_chart(out)
    if st.toggle("Pivot"):
        st.write(df.pivot(index="shop", columns="day", values=columns[0]))
# > at.selectbox[0].select("day").run()
# > at.radio[0].set_value("mean").run()
# > at.toggle[0].set_value(True).run()
# > at.multiselect[0].select("left").run()
# > at.multiselect[0].set_value([]).run()

# %% Rows are chosen in a table
import pandas as pd

people = pd.DataFrame({"name": ["Ann", "Bob", "Cid"], "score": [3, 9, 6]})
event = st.dataframe(people, key="people", on_select="rerun", selection_mode="multi-row", hide_index=True)
rows = event.selection.rows
if rows:
    chosen = people.iloc[rows]
    st.subheader("Chosen")
    st.dataframe(chosen)
    st.write("Mean score", float(chosen.score.mean()))
else:
    st.info("Choose rows in the table")
st.write(event)
# > at.session_state["people"] = {"selection": {"rows": [1], "columns": [], "cells": []}}; at.run()
# > at.session_state["people"] = {"selection": {"rows": [0, 2], "columns": [], "cells": []}}; at.run()
# > at.run()

# %% A table with a column for choosing
import pandas as pd

df = pd.DataFrame({"animal": ["cat", "dog", "owl"], "legs": [4, 4, 2]})

def dataframe_with_selections(df):
    df_with_selections = df.copy()
    df_with_selections.insert(0, "Select", False)
    edited_df = st.data_editor(
        df_with_selections,
        hide_index=True,
        column_config={"Select": st.column_config.CheckboxColumn(required=True)},
        disabled=df.columns,
    )
    return edited_df[edited_df.Select].drop("Select", axis=1)

legs = st.slider("Legs", 0, 4, (0, 4))
selection = dataframe_with_selections(df[df.legs.between(*legs)])
st.write("Your selection:")
st.write(selection)
# > at.slider[0].set_range(3, 4).run()
# > at.slider[0].set_range(0, 1).run()
# > at.slider[0].set_range(2, 4).run()

# %% Formats of columns are switched
import datetime
import pandas as pd

df = pd.DataFrame(
    {
        "when": [datetime.datetime(2024, 1, 2, 3, 4), datetime.datetime(2023, 12, 31)],
        "share": [0.251, 0.749],
        "cost": [1234.5, 99.0],
        "ok": [True, False],
    }
)
style = st.radio("Format", ["plain", "nice"])
config = None
if style == "nice":
    config = {
        "when": st.column_config.DatetimeColumn("When", format="D MMM YYYY, h:mm a"),
        "share": st.column_config.NumberColumn("Share", format="percent"),
        "cost": st.column_config.NumberColumn("Cost", format="$ %.2f", help="in dollars"),
        "ok": st.column_config.CheckboxColumn("OK?"),
    }
hidden = st.multiselect("Hide", df.columns)
st.dataframe(df, column_config={**(config or {}), **dict.fromkeys(hidden)}, hide_index=st.checkbox("Hide index"))
# > at.radio[0].set_value("nice").run()
# > at.multiselect[0].select("ok").run()
# > at.checkbox[0].check().run()
# > at.radio[0].set_value("plain").run()

# %% A CSV that is pasted
import io
import pandas as pd

SAMPLE = "day,value\nmon,3\ntue,4\nwed,8"
with st.sidebar:
    sep = st.selectbox("Separator", [",", ";", "\t"], format_func=lambda s: {"\t": "tab"}.get(s, s))
    header = st.checkbox("First row is header", True)
text = st.text_area("CSV", SAMPLE, height=120)
try:
    df = pd.read_csv(io.StringIO(text), sep=sep, header=0 if header else None)
except Exception as e:
    st.exception(e)
else:
    st.write(f"{df.shape[0]} × {df.shape[1]}")
    st.dataframe(df)
    numbers = df.select_dtypes("number").columns
    if len(numbers):
        column = st.selectbox("Chart of", numbers)
        st.line_chart(df[column])
# > at.sidebar.checkbox[0].uncheck().run()
# > at.sidebar.checkbox[0].check().run()
# > at.text_area[0].input("a;b\n1;2\n3;4").run()
# > at.sidebar.selectbox[0].select(";").run()
# > at.main.selectbox[0].select("b").run()
# > at.text_area[0].input("").run()

# %% Columns are renamed and types changed
import pandas as pd

if "df" not in st.session_state:
    st.session_state.df = pd.DataFrame({"a": ["1", "2", "x"], "b": [1.0, 2.0, 3.0]})
df = st.session_state.df
old = st.selectbox("Column", df.columns)
new = st.text_input("New name", old)
if st.button("Rename"):
    st.session_state.df = df.rename(columns={old: new})
    st.rerun()
if st.button("To numbers"):
    st.session_state.df = df.assign(**{old: pd.to_numeric(df[old], errors="coerce")})
    st.rerun()
if st.button("Drop missing"):
    st.session_state.df = df.dropna()
    st.rerun()
st.dataframe(df)
st.caption(", ".join(df.columns))
# > at.button[1].click().run()
# > at.button[2].click().run()
# > at.text_input[0].input("first").run()
# > at.button[0].click().run()
# > at.selectbox[0].select("b").run()
# > at.text_input[0].input("second"); at.button[0].click().run()

# %% A tree of nested expanders and JSON
TREE = {"src": {"app.py": 120, "lib": {"util.py": 40}}, "docs": {"index.md": 10}}

def walk(path):
    node = TREE
    for part in path:
        node = node[part]
    return node

if "path" not in st.session_state:
    st.session_state.path = []
st.write("/" + "/".join(st.session_state.path))
node = walk(st.session_state.path)

def enter(name):
    st.session_state.path = st.session_state.path + [name]

def up():
    st.session_state.path = st.session_state.path[:-1]

st.button("..", on_click=up, disabled=not st.session_state.path)
for name, child in node.items():
    if isinstance(child, dict):
        st.button(f"📁 {name}", on_click=enter, args=(name,), key="/".join([*st.session_state.path, name]))
    else:
        with st.expander(f"📄 {name}"):
            st.write(f"{child} lines")
st.json(node, expanded=1)
# > at.button[1].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button(key="docs").click().run()

# %% A gallery with a detail view
ITEMS = {"sun": "☀️", "moon": "🌙", "star": "⭐", "cloud": "☁️", "snow": "❄️"}
if "detail" not in st.session_state:
    st.session_state.detail = None

def show(name):
    st.session_state.detail = name

if st.session_state.detail is None:
    n = st.slider("Columns", 1, 5, 3)
    cols = st.columns(n)
    for i, (name, icon) in enumerate(ITEMS.items()):
        with cols[i % n]:
            with st.container(border=True):
                st.markdown(f"# {icon}")
                st.button("Open", key=name, on_click=show, args=(name,))
else:
    name = st.session_state.detail
    names = list(ITEMS)
    i = names.index(name)
    st.title(f"{ITEMS[name]} {name}")
    a, b, c = st.columns(3)
    a.button("Previous", on_click=show, args=(names[i - 1],), disabled=i == 0)
    b.button("All", on_click=show, args=(None,))
    c.button("Next", on_click=show, args=(names[(i + 1) % len(names)],), disabled=i == len(names) - 1)
# > at.slider[0].set_value(2).run()
# > at.button(key="star").click().run()
# > at.button[2].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button(key="sun").click().run()

# %% Outliers with a threshold
import numpy as np
import pandas as pd

values = pd.Series([10, 11, 9, 10, 42, 12, 8, -20, 10], name="value")
method = st.selectbox("Method", ["z-score", "IQR"])
if method == "z-score":
    limit = st.slider("Deviations", 1.0, 4.0, 2.0)
    mask = ((values - values.mean()) / values.std()).abs() > limit
else:
    factor = st.slider("Factor", 0.5, 5.0, 1.5)
    q1, q3 = values.quantile([0.25, 0.75])
    mask = (values < q1 - factor * (q3 - q1)) | (values > q3 + factor * (q3 - q1))
st.write(pd.DataFrame({"value": values, "outlier": mask}))
st.write(f"{int(mask.sum())} outliers: {values[mask].tolist()}")
drop = st.checkbox("Drop them")
kept = values[~mask] if drop else values
st.metric("Mean", round(kept.mean(), 2), round(kept.mean() - values.mean(), 2))
# > at.selectbox[0].select("IQR").run()
# > at.checkbox[0].check().run()
# > at.slider[0].set_value(5.0).run()
# > at.selectbox[0].select("z-score").run()
# > at.slider[0].set_value(1.0).run()

# %% Two tables are joined
import pandas as pd

left = pd.DataFrame({"id": [1, 2, 3], "name": ["a", "b", "c"]})
right = pd.DataFrame({"id": [2, 3, 4], "size": [20, 30, 40]})
how = st.segmented_control("Join", ["inner", "left", "right", "outer"], default="inner", key="how")
c1, c2 = st.columns(2)
c1.caption("Left")
c1.table(left)
c2.caption("Right")
c2.table(right)
if how is None:
    st.stop()
joined = left.merge(right, on="id", how=how)
st.dataframe(joined)
lost = len(left) - joined["name"].notna().sum()
if lost:
    st.warning(f"{lost} of the left are lost")
st.button("Inner", on_click=lambda: st.session_state.__setitem__("how", "inner"))
# > at.button_group[0].set_value("outer").run()
# > at.button_group[0].set_value("right").run()
# > at.button[0].click().run()
# > at.button_group[0].set_value(None).run()

# %% A date range with shortcuts
import datetime
import pandas as pd

END = datetime.date(2024, 3, 31)
data = pd.DataFrame({"day": pd.date_range("2024-01-01", END), "n": range(91)})
if "span" not in st.session_state:
    st.session_state.span = (datetime.date(2024, 3, 1), END)

def last(days):
    st.session_state.span = (END - datetime.timedelta(days=days - 1), END)

cols = st.columns(3)
for column, days in zip(cols, (7, 30, 90)):
    column.button(f"{days} days", on_click=last, args=(days,))
st.date_input("Span", key="span", format="DD.MM.YYYY")
if len(st.session_state.span) == 2:
    a, b = map(pd.Timestamp, st.session_state.span)
    part = data[data.day.between(a, b)]
    st.write(f"{len(part)} days, {int(part.n.sum())} in all")
    st.line_chart(part, x="day", y="n")
else:
    st.warning("Choose the end")
# > at.button[0].click().run()
# > at.date_input[0].set_value((dt.date(2024, 2, 1), dt.date(2024, 2, 10))).run()
# > at.date_input[0].set_value((dt.date(2024, 2, 5),)).run()
# > at.button[2].click().run()

# %% Words and their counts
import collections

TEXT = "the cat sat on the mat and the dog sat on the cat"
text = st.text_area("Text", TEXT, key="text")
with st.expander("Options"):
    lower = st.checkbox("Ignore case", True)
    stop = st.text_input("Stop words", "the on and")
    top = st.slider("Top", 1, 10, 3)
words = (text.lower() if lower else text).split()
words = [word for word in words if word not in stop.split()]
counts = collections.Counter(words)
st.write(dict(counts.most_common(top)))
if counts:
    st.bar_chart(dict(counts.most_common(top)))
    st.metric("Different words", len(counts), f"{len(words)} in all", delta_color="off")
else:
    st.info("No words")
# > at.slider[0].set_value(1).run()
# > at.text_input[0].input("").run()
# > at.text_area[0].input("A a B").run()
# > at.checkbox[0].uncheck().run()
# > at.text_area[0].input("").run()

# %% A diagram of states
import graphviz

EDGES = {"idle": ["run"], "run": ["wait", "done"], "wait": ["run"], "done": []}
hide = st.multiselect("Hide", list(EDGES))
direction = st.radio("Direction", ("LR", "TB"), horizontal=True)
graph = graphviz.Digraph()
graph.attr(rankdir=direction)
count = 0
for start, ends in EDGES.items():
    for end in ends:
        if start not in hide and end not in hide:
            graph.edge(start, end)
            count += 1
st.graphviz_chart(graph)
st.write(f"{count} edges")
if st.checkbox("Source"):
    st.code(graph.source.strip(), "dot")
# > at.multiselect[0].select("wait").run()
# > at.checkbox[0].check().run()
# > at.radio[0].set_value("TB").run()
# > at.multiselect[0].set_value(list(at.multiselect[0].options)).run()

# %% A query language of one line
import pandas as pd

df = pd.DataFrame({"x": range(6), "y": [5, 3, 1, 0, 2, 4]})
st.session_state.setdefault("past", [])

def run():
    text = st.session_state.query
    if text and text not in st.session_state.past:
        st.session_state.past.insert(0, text)

query = st.text_input("Query", key="query", on_change=run, placeholder="x > 2")
for i, old in enumerate(st.session_state.past):
    st.button(old, key=f"past{i}", on_click=lambda old=old: st.session_state.update(query=old))
try:
    st.dataframe(df.query(query) if query else df)
except Exception as error:
    st.error(f"{type(error).__name__}")
# > at.text_input[0].input("x > 2").run()
# > at.text_input[0].input("y < x").run()
# > at.text_input[0].input("x >").run()
# > at.button(key="past2").click().run()
# > at.text_input[0].input("").run()

# %% Images made of arrays
import numpy as np

size = st.slider("Size", 8, 32, 16, 8)
channel = st.radio("Channel", ["red", "green", "blue"])
image = np.zeros((size, size, 3), dtype=np.uint8)
image[:, :, ["red", "green", "blue"].index(channel)] = 200
if st.checkbox("Gradient"):
    image = (image * np.linspace(0, 1, size)[None, :, None]).astype(np.uint8)
st.image(image, caption=f"{channel} {size}×{size}", width=200)
left, right = st.columns(2)
left.image(image.mean(axis=2).astype(np.uint8), caption="grey")
right.write(image.mean(axis=(0, 1)).round(1).tolist())
# > at.slider[0].set_value(8).run()
# > at.radio[0].set_value("blue").run()
# > at.checkbox[0].check().run()

# %% The largest and the smallest, with ties
import pandas as pd

df = pd.DataFrame({"who": list("abcdef"), "points": [3, 9, 9, 1, 5, 1]}).set_index("who")
n = st.number_input("How many", 1, 6, 2, key="n")
order = st.selectbox("Which", ("largest", "smallest"), key="which")
keep = st.radio("Ties", ["first", "last", "all"], key="ties")
out = getattr(df, f"n{order}")(n, "points", keep=keep)
st.table(out)
st.write("Sum", int(out.points.sum()), "of", int(df.points.sum()))
"---"
st.write("Shown:", ", ".join(out.index))
# > at.selectbox(key="which").select("smallest").run()
# > at.radio(key="ties").set_value("all"); at.number_input(key="n").set_value(1); at.run()
# > at.number_input(key="n").decrement().run()
# > at.selectbox(key="which").select_index(0).run()

# %% Everything is written
import datetime
import numpy as np
import pandas as pd

THINGS = {
    "text": "Some *text*",
    "number": 3.14159,
    "list": [1, "two", None],
    "dict": {"a": {"b": [1, 2]}},
    "tuple": (1, 2),
    "set": {1},
    "none": None,
    "bool": True,
    "date": datetime.date(2024, 2, 29),
    "series": pd.Series([1, 2], name="s"),
    "array": np.arange(4).reshape(2, 2),
    "error": ValueError("wrong"),
    "function": len,
    "class": dict,
    "bytes": b"abc",
    "range": range(3),
}
name = st.selectbox("Thing", THINGS)
st.write(f"A thing of type `{type(THINGS[name]).__name__}`:")
st.write(THINGS[name])
if st.checkbox("Together"):
    st.write("before", THINGS[name], "after", 5)
# > at.selectbox[0].select("dict").run()
# > at.checkbox[0].check().run()
# > at.selectbox[0].select("error").run()
# > at.selectbox[0].select("array").run()
# > at.selectbox[0].select("none").run()
# > at.selectbox[0].select("set").run()
# > at.selectbox[0].select("range").run()
