"""Things that move while the script runs: streamed text, progress, a growing chart."""

import time

import numpy as np
import pandas as pd

import revoila as st

STORY = """A click leaves the page as one small message. The kernel checks it, stores the value and runs the
script again. While the script draws, its new elements are compared with those on the page, and the difference
leaves as **one message every 16 milliseconds**, however many elements changed. That is why this text can stream
word by word, and why *Stop* works while a script is busy."""
# Time between two pictures, in seconds.
STEP = 0.03


def words():
    """The story, word by word, at the pace of a fast reader."""
    for word in STORY.split():
        yield word + " "
        time.sleep(0.04)


st.title("Live updates")
st.markdown(
    "While one of these runs, click another button, or *Stop* at the top: the script is left at once."
)

# First the page, then what takes time: so all of it is there meanwhile, and after a stop.
left, right = st.columns(2, gap="large")
with left:
    st.subheader("Streamed text", anchor=False)
    tell = st.button("Tell the story", type="primary", icon=":material/play_arrow:")
    story = st.empty()
with right:
    st.subheader("Progress", anchor=False)
    work = st.button("Do some work", icon=":material/bolt:")
    bar = st.empty()

st.subheader("A random walk, drawn as it happens", anchor=False)
left, right = st.columns(2, gap="large")
walkers = left.slider("Walkers", 1, 5, 3)
steps = right.slider("Steps", 50, 400, 150, step=50)
walk = pd.DataFrame(
    np.random.default_rng(7).normal(size=(steps, walkers)).cumsum(axis=0),
    columns=[f"walker {number}" for number in range(1, walkers + 1)],
)
go = st.button("Walk", icon=":material/directions_walk:")
chart = st.empty()

if not tell:
    story.caption("Words appear as they are made.")
if not work:
    bar.caption("A bar that a loop moves.")
if not go:
    chart.line_chart(walk, height=300)

if tell:
    story.write_stream(words)
if work:
    for step in range(60):
        bar.progress(step / 60, f"Step {step + 1} of 60")
        time.sleep(STEP)
    bar.progress(1.0, "Done")
if go:
    for end in range(2, steps, max(1, steps // 75)):
        # The steps to come are there without a value, so that the axis keeps its length.
        chart.line_chart(walk[:end].reindex(walk.index), height=300)
        time.sleep(STEP)
    chart.line_chart(walk, height=300)
