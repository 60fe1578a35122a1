"""Things that move while the script runs: streamed text, progress, a growing chart."""

import time

import numpy as np
import pandas as pd

import revoila as st

STORY = """A click leaves the page as one small message. The kernel checks it, stores the value and runs the
script again. While the script draws, its new elements are compared with those on the page, and the difference
leaves as **one message every 16 milliseconds**, however many elements changed. That is why this text can stream
word by word, and why *Stop* works while a script is busy."""
STEP = 0.03
"""Time between two pictures, in seconds."""


def words():
    """The story, word by word, at the pace of a fast reader."""
    for word in STORY.split():
        yield word + " "
        time.sleep(STEP)


st.title("Live updates")
st.markdown("While these run, click another button or *Stop* at the top: the script is left at once.")

left, right = st.columns(2, gap="large")
with left:
    st.subheader("Streamed text", anchor=False)
    if st.button("Tell the story", type="primary", icon=":material/play_arrow:"):
        st.write_stream(words)
    else:
        st.caption("Words appear as they are made.")
with right:
    st.subheader("Progress", anchor=False)
    if st.button("Do some work", icon=":material/bolt:"):
        bar = st.progress(0, "Starting")
        for step in range(1, 61):
            time.sleep(STEP)
            bar.progress(step / 60, f"Step {step} of 60")
        st.success("Done.", icon=":material/check_circle:")
    else:
        st.caption("A bar that a loop moves.")

st.subheader("A random walk, drawn as it happens", anchor=False)
left, right = st.columns(2, gap="large")
walkers = left.slider("Walkers", 1, 5, 3)
steps = right.slider("Steps", 50, 400, 150, step=50)
walk = pd.DataFrame(
    np.random.default_rng(7).normal(size=(steps, walkers)).cumsum(axis=0),
    columns=[f"walker {number}" for number in range(1, walkers + 1)],
)
go = st.button("Walk", icon=":material/directions_walk:")
place = st.empty()
if go:
    for end in range(2, steps, max(1, steps // 75)):
        # The steps to come are there without a value, so that the axis keeps its length.
        place.line_chart(walk.where(walk.index < end), height=300)
        time.sleep(STEP)
place.line_chart(walk, height=300)
