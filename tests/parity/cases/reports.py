"""Reports and documents: invoices, letters, plans; with templates, downloads and formats."""
# %% An invoice
import datetime

if "lines" not in st.session_state:
    st.session_state.lines = []
st.title("Invoice")
a, b = st.columns(2)
customer = a.text_input("Customer", "ACME")
date = b.date_input("Date", datetime.date(2024, 5, 1), format="DD/MM/YYYY")
with st.form("line", clear_on_submit=True, border=False):
    c1, c2, c3, c4 = st.columns([3, 1, 1, 1], vertical_alignment="bottom")
    text = c1.text_input("Text")
    count = c2.number_input("Count", 1)
    price = c3.number_input("Price", 0.0, format="%.2f")
    if c4.form_submit_button("Add", icon=":material/add:"):
        if text and price:
            st.session_state.lines.append({"text": text, "count": count, "price": price, "sum": count * price})
        else:
            st.error("Text and price are needed")
net = sum(line["sum"] for line in st.session_state.lines)
vat = st.radio("VAT", [0, 10, 20], index=2, format_func="{} %".format, horizontal=True)
if st.session_state.lines:
    st.table(st.session_state.lines)
    st.markdown(f"Net {net:.2f} | VAT {net * vat / 100:.2f} | **Total {net * (1 + vat / 100):.2f}**")
    text = f"{customer} {date:%Y-%m-%d} {net * (1 + vat / 100):.2f}"
    st.download_button("Download", text, file_name=f"invoice_{customer}.txt")
else:
    st.info("No lines yet")
# > at.button[0].click().run()
# > at.text_input[1].input("Paper"); at.number_input[1].set_value(2.5); at.button[0].click().run()
# > at.text_input[1].input("Ink"); at.number_input[0].set_value(3); at.number_input[1].set_value(10.0); at.button[0].click().run()
# > at.radio[0].set_value(0).run()
# > at.text_input[0].input("Initech").run()

# %% A letter from a template
import string

TEMPLATES = {
    "Thanks": "Dear $name,\n\nthank you for the $thing.",
    "Reminder": "Dear $name,\n\nplease return the $thing by $day.",
}
name = st.sidebar.radio("Template", list(TEMPLATES) + ["Own"])
text = st.text_area("Text", TEMPLATES.get(name, ""), key=f"text {name}")
template = string.Template(text)
fields = dict.fromkeys(m.group("named") for m in template.pattern.finditer(text) if m.group("named"))
values = {field: st.text_input(field.title(), key=f"field {field}") for field in fields}
missing = [field for field, value in values.items() if not value]
if missing:
    st.warning(f"Missing: {', '.join(missing)}")
elif text:
    st.success("Ready")
    st.text(template.substitute(values))
# > at.text_input(key="field name").input("Ann").run()
# > at.text_input(key="field thing").input("book").run()
# > at.sidebar.radio[0].set_value("Reminder").run()
# > at.text_input(key="field day").input("Monday").run()
# > at.sidebar.radio[0].set_value("Own").run()
# > at.text_area[0].input("Hello $who").run()
# > at.sidebar.radio[0].set_value("Thanks").run()

# %% A monthly report with chapters that can be left out
CHAPTERS = {"Summary": "All is well.", "Sales": "Up by 4 %.", "Staff": "Two new people.", "Outlook": "Sunny."}
st.sidebar.header("Chapters")
chosen = [name for name in CHAPTERS if st.sidebar.checkbox(name, value=name != "Outlook")]
numbered = st.sidebar.toggle("Numbers")
author = st.sidebar.text_input("Author", placeholder="Nobody")
st.title("Report")
if author:
    st.caption(f"by {author}")
for n, name in enumerate(chosen, 1):
    st.header(f"{n}. {name}" if numbered else name)
    st.write(CHAPTERS[name])
    if name == "Sales":
        st.bar_chart({"A": [1, 2], "B": [2, 3]})
    st.divider()
if not chosen:
    st.error("An empty report")
markdown = "\n\n".join(f"# {name}\n{CHAPTERS[name]}" for name in chosen)
st.download_button("Markdown", markdown, "report.md", disabled=not chosen)
# > at.sidebar.checkbox[3].check().run()
# > at.sidebar.toggle[0].set_value(True).run()
# > at.sidebar.checkbox[0].uncheck().run()
# > at.sidebar.text_input[0].input("Ada").run()
# > at.sidebar.checkbox[1].uncheck(); at.sidebar.checkbox[2].uncheck(); at.sidebar.checkbox[3].uncheck(); at.run()

# %% A timesheet in an editor with totals
import datetime

import pandas as pd

start = st.date_input("Week of", datetime.date(2024, 1, 8))
monday = start - datetime.timedelta(days=start.weekday())
days = [monday + datetime.timedelta(days=i) for i in range(5)]
frame = pd.DataFrame({"day": days, "hours": [8.0, 8.0, 6.5, 8.0, 4.0], "note": ["", "", "doctor", "", ""]})
edited = st.data_editor(
    frame,
    key=f"week {monday}",
    column_config={
        "day": st.column_config.DateColumn("Day", disabled=True, format="ddd DD.MM."),
        "hours": st.column_config.NumberColumn("Hours", min_value=0, max_value=24, step=0.5, required=True),
        "note": st.column_config.TextColumn("Note", max_chars=20),
    },
    hide_index=True,
)
total = float(edited.hours.sum())
target = st.number_input("Target", 0.0, 60.0, 38.5, 0.5)
st.metric("Hours", total, total - target)
if total < target:
    st.warning(f"{target - total:g} hours missing")
# > at.number_input[0].set_value(30.0).run()
# > at.date_input[0].set_value(dt.date(2024, 1, 17)).run()
# > at.date_input[0].set_value(dt.date(2024, 1, 19)).run()
# > at.number_input[0].increment().run()

# %% A frame as csv, json and markdown
import pandas as pd

df = pd.DataFrame({"id": [1, 2, 3], "name": ["x", "y", "z"], "value": [0.5, None, 2.0]})

@st.cache_data
def convert(df, kind):
    if kind == "csv":
        return df.to_csv(index=False).encode("utf-8")
    if kind == "json":
        return df.to_json(orient="records")
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in df.itertuples(index=False))

columns = st.multiselect("Columns", df.columns, df.columns.tolist())
kind = st.selectbox("Format", ["csv", "json", "markdown"])
if columns:
    out = convert(df[columns], kind)
    st.code(out.decode() if isinstance(out, bytes) else out, language=kind)
    if st.download_button("Download", out, f"data.{kind}", mime="text/plain"):
        st.toast("Downloaded")
        st.session_state.downloads = st.session_state.get("downloads", 0) + 1
st.write("Downloads:", st.session_state.get("downloads", 0))
# > at.selectbox[0].select("json").run()
# > at.download_button[0].click().run()
# > at.multiselect[0].unselect("value").run()
# > at.selectbox[0].select("markdown").run()
# > at.download_button[0].click().run()
# > at.multiselect[0].set_value([]).run()

# %% A project plan as a chart
import datetime

import altair as alt
import pandas as pd

start = datetime.date(2024, 1, 1)
tasks = st.session_state.setdefault("tasks", [("Plan", 0, 5), ("Build", 5, 10)])
with st.popover("Add a task"):
    name = st.text_input("Task")
    after = st.selectbox("After", [t[0] for t in tasks])
    days = st.number_input("Days", 1, 60, 3)
    if st.button("Add", disabled=not name):
        end = next(t[1] + t[2] for t in tasks if t[0] == after)
        tasks.append((name, end, days))
        st.rerun()
df = pd.DataFrame(
    [{"task": n, "start": start + datetime.timedelta(a), "end": start + datetime.timedelta(a + d)} for n, a, d in tasks]
)
st.altair_chart(alt.Chart(df).mark_bar().encode(x="start:T", x2="end:T", y="task:N"))
st.dataframe(df)
st.metric("End", str(df.end.max()), f"{(df.end.max() - start).days} days", delta_color="off")
# > at.text_input[0].input("Test").run()
# > at.selectbox[0].select("Build").run()
# > at.button[0].click().run()
# > at.text_input[0].input("Ship"); at.selectbox[0].select_index(2); at.number_input[0].set_value(1); at.run()
# > at.button[0].click().run()

# %% A résumé in columns
with st.sidebar:
    st.subheader("Options")
    lang = st.radio("Language", ["English", "Deutsch"])
    compact = st.checkbox("Compact")
T = {"English": ("Skills", "Experience", "Contact"), "Deutsch": ("Kenntnisse", "Erfahrung", "Kontakt")}[lang]
left, right = st.columns([1, 2], gap="small" if compact else "large")
with left:
    st.markdown("### Ada Example")
    st.caption("Mathematician")
    st.link_button(T[2], "https://example.org", disabled=compact)
    st.markdown("---")
    st.subheader(T[0])
    for skill, level in {"Python": 0.9, "SQL": 0.7}.items():
        if compact:
            st.write(f"{skill} {'●' * int(level * 5)}")
        else:
            st.progress(level, skill)
with right:
    st.subheader(T[1])
    for year, what in ((2024, "Engine"), (2020, "Notes")):
        with st.expander(f"{year}: {what}", expanded=not compact):
            st.write("- designed\n- written")
# > at.sidebar.radio[0].set_value("Deutsch").run()
# > at.sidebar.checkbox[0].check().run()
# > at.sidebar.radio[0].set_value("English").run()

# %% Expenses with budgets by category
import pandas as pd

BUDGET = {"Food": 300, "Home": 800, "Fun": 100}
if "expenses" not in st.session_state:
    st.session_state.expenses = pd.DataFrame({"category": ["Food", "Fun"], "amount": [45.5, 60.0]})

def add_expense():
    s = st.session_state
    row = pd.DataFrame({"category": [s.category], "amount": [s.amount]})
    s.expenses = pd.concat([s.expenses, row], axis=0, ignore_index=True)
    s.amount = 0.0

st.selectbox("Category", BUDGET, key="category")
st.number_input("Amount", 0.0, key="amount")
st.button("Add", on_click=add_expense)
spent = st.session_state.expenses.groupby("category").amount.sum()
for category, budget in BUDGET.items():
    used = float(spent.get(category, 0))
    st.write(f"**{category}** {used:.2f} of {budget}")
    st.progress(min(used / budget, 1.0))
    if used > budget:
        st.error(f"{category} is over budget by {used - budget:.2f}")
with st.expander(f"All {len(st.session_state.expenses)}"):
    st.dataframe(st.session_state.expenses, hide_index=True)
# > at.number_input[0].set_value(50.0).run()
# > at.selectbox[0].select("Fun").run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.selectbox[0].select("Home"); at.number_input[0].set_value(900.0); at.button[0].click(); at.run()

# %% A newsletter is composed and previewed
if "blocks" not in st.session_state:
    st.session_state.blocks = [{"kind": "text", "value": "Hello"}]
blocks = st.session_state.blocks
edit, preview = st.tabs(["Edit", "Preview"])
with edit:
    for i, block in enumerate(blocks):
        with st.container(border=True):
            if block["kind"] == "text":
                block["value"] = st.text_area(f"Text {i}", block["value"], key=f"block{i}")
            elif block["kind"] == "quote":
                block["value"] = st.text_input(f"Quote {i}", block["value"], key=f"block{i}")
            else:
                st.caption("A line")
            if st.button("Remove", key=f"remove{i}"):
                blocks.pop(i)
                st.rerun()
    for column, kind in zip(st.columns(3), ("text", "quote", "line")):
        if column.button(f"Add {kind}"):
            blocks.append({"kind": kind, "value": ""})
            st.rerun()
with preview:
    for block in blocks:
        if block["kind"] == "text":
            st.markdown(block["value"])
        elif block["kind"] == "quote":
            st.markdown(f"> {block['value']}")
        else:
            st.divider()
# > at.button[2].click().run()
# > at.text_input[0].input("Carpe diem").run()
# > at.button[-1].click().run()
# > at.button(key="remove0").click().run()
# > at.text_area[0].input("changed").run() if at.text_area else at.run()
# > at.button(key="remove1").click().run()

# %% A comparison of contracts with pandas styling
import pandas as pd

df = pd.DataFrame({"offer": ["A", "B", "C"], "basic": [5.0, 9.0, 0.0], "per unit": [0.3, 0.2, 0.45]})
units = st.slider("Units", 0, 200, 40, 10)
df["total"] = df["basic"] + df["per unit"] * units
best = df.loc[df.total.idxmin(), "offer"]
st.dataframe(df.style.format({"basic": "{:.2f}", "total": "{:.2f}"}).highlight_min("total", color="lightgreen"), hide_index=True)
st.success(f"Offer {best} is the cheapest for {units} units")
if st.checkbox("Show all numbers of units"):
    steps = range(0, 201, 50)
    lines = {offer: [basic + per * u for u in steps] for offer, basic, per, _ in df.itertuples(index=False)}
    st.line_chart(pd.DataFrame(lines, index=steps))
# > at.slider[0].set_value(0).run()
# > at.slider[0].set_value(100).run()
# > at.checkbox[0].check().run()

# %% Minutes of a meeting
import datetime

s = st.session_state
s.setdefault("points", [])
s.setdefault("present", [])
with st.sidebar:
    s.present = st.multiselect("Present", ["Ann", "Bob", "Cid"], s.present)
    date = st.date_input("Date", datetime.date(2024, 2, 29))
    begin = st.time_input("Begin", datetime.time(9, 30))
with st.form("point", clear_on_submit=True):
    who = st.selectbox("Who", s.present, index=None, placeholder="Everybody")
    what = st.text_area("What")
    todo = st.checkbox("To do")
    if st.form_submit_button("Note"):
        s.points.append((who, what, todo))
st.header(f"Minutes of {date:%d %B %Y}, {begin:%H:%M}")
st.write("Present:", ", ".join(s.present) if s.present else "nobody")
for n, (who, what, todo) in enumerate(s.points, 1):
    st.markdown(f"{n}. {'☐ ' if todo else ''}{what} *({who or 'all'})*")
# > at.sidebar.multiselect[0].select("Ann").select("Bob").run()
# > at.sidebar.multiselect[0].select("Cid").run()
# > at.selectbox[0].select("Bob"); at.text_area[0].input("Buy pens"); at.checkbox[0].check(); at.button[0].click().run()
# > at.text_area[0].input("Thanks"); at.button[0].click().run()
# > at.sidebar.time_input[0].set_value(dt.time(14, 0)).run()

# %% A poster with columns, images and captions
import numpy as np

COLOURS = {"red": (200, 30, 30), "green": (30, 160, 30), "blue": (30, 30, 200)}
picks = st.multiselect("Tiles", COLOURS, ["red", "blue"])
wide = st.toggle("Wide")
images = [np.full((10, 20 if wide else 10, 3), COLOURS[name], np.uint8) for name in picks]
if images:
    st.image(images, caption=picks, width=80)
    for column, name, image in zip(st.columns(len(picks)), picks, images):
        column.image(image, use_container_width=True)
        column.caption(f"{name} {image.shape}")
else:
    st.write("Pick a tile")
# > at.multiselect[0].select("green").run()
# > at.toggle[0].set_value(True).run()
# > at.multiselect[0].unselect("red").unselect("blue").run()
# > at.multiselect[0].set_value([]).run()

# %% A balance sheet with checks
assets = {"Cash": 100, "Stock": 250}
debts = {"Loan": 200, "Equity": 150}
left, right = st.columns(2)
with left:
    st.subheader("Assets")
    assets = {k: st.number_input(k, value=v, step=10, key=f"asset_{k}") for k, v in assets.items()}
    st.metric("Sum", sum(assets.values()))
with right:
    st.subheader("Liabilities")
    debts = {k: st.number_input(k, value=v, step=10, key=f"debt_{k}") for k, v in debts.items()}
    st.metric("Sum", sum(debts.values()))
gap = sum(assets.values()) - sum(debts.values())
if gap:
    st.error(f"Not balanced: {gap:+}")
    if st.button("Put the difference into equity"):
        st.session_state.wanted = gap
        st.info(f"Add {gap} to equity")
else:
    st.success("Balanced", icon=":material/balance:")
st.write(st.session_state.get("wanted"))
# > at.number_input(key="asset_Cash").increment().run()
# > at.button[0].click().run()
# > at.number_input(key="debt_Equity").set_value(160).run()
# > at.number_input(key="asset_Stock").decrement().run()

# %% A log is parsed and summed up
import collections
import re

LOG = """10:01 INFO started
10:02 WARN slow disk
10:05 ERROR no disk
10:06 INFO stopped
garbage"""
text = st.text_area("Log", LOG)
level = st.segmented_control("Level", ["INFO", "WARN", "ERROR"], selection_mode="multi", default=["WARN", "ERROR"])
entries, broken = [], 0
for line in text.splitlines():
    if found := re.match(r"(\d+:\d+) (\w+) (.*)", line):
        entries.append(found.groups())
    else:
        broken += 1
counts = collections.Counter(entry[1] for entry in entries)
st.write(dict(counts))
show = {"INFO": st.info, "WARN": st.warning, "ERROR": st.error}
for time, kind, message in entries:
    if kind in level:
        show[kind](f"{time} {message}")
if broken:
    st.caption(f"{broken} line{'s' * (broken > 1)} not understood")
# > at.button_group[0].select("INFO").run()
# > at.button_group[0].set_value([]).run()
# > at.text_area[0].input("11:00 ERROR again\n??\n??").run()
# > at.button_group[0].set_value(["ERROR"]).run()
