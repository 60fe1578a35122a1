"""Parts of a page that run alone, by themselves, or beside each other."""

import time
from datetime import datetime
from random import randint
from zoneinfo import ZoneInfo

import pandas as pd

import revoila as st

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
SOURCES = {"Orders": 0.4, "Customers": 0.6, "Stock": 0.8}


def count(name):
    """How often something has run in this session."""
    counts = st.session_state.setdefault("counts", {})
    counts[name] = counts.get(name, 0) + 1
    return counts[name]


@st.fragment
def visitors():
    day = st.selectbox("Day of the week", DAYS)
    hours = pd.DataFrame({"hour": range(8, 20)})
    hours["visitors"] = (7 * hours["hour"] * (DAYS.index(day) + 3)) % 41 + 8
    st.bar_chart(hours, x="hour", y="visitors", height=220)
    st.caption(f"This part has run {count('part')} times, the page {st.session_state.counts['page']} times.")


@st.fragment(run_every=1)
def clock():
    zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    st.metric("Your time", f"{datetime.now(zone):%H:%M:%S}", border=True)


@st.fragment(key="dice")
def dice():
    st.metric("Two dice", f"{randint(1, 6)} and {randint(1, 6)}", border=True)


@st.fragment(parallel=True)
def load(name):
    time.sleep(SOURCES[name])
    st.success(f"{name}: {SOURCES[name]} s", icon=":material/check:")


count("page")
st.title("Fragments")
st.markdown(
    "A function with `@st.fragment` **runs alone** when something in it changes. The rest of the page stays as "
    "it is, and what is slow there is not done again."
)

left, right = st.columns([6, 5], gap="large")
with left:
    st.subheader("Only this part", anchor=False)
    visitors()
with right:
    st.subheader("By itself, and on demand", anchor=False)
    clock()
    dice()
    st.button("Throw", icon=":material/casino:", on_click=st.rerun, args=["dice"])
    st.caption("The clock runs each second while somebody looks. The button runs the fragment with a key.")

st.subheader("Beside each other", anchor=False)
begun = time.monotonic()
if st.button("Load three sources", icon=":material/bolt:"):
    for name in SOURCES:
        load(name)
    st.caption(
        f"With `parallel=True` the page takes as long as the slowest of them, not {sum(SOURCES.values())} s."
    )
