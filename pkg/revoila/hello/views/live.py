"""Things that move while the script runs: progress, streamed text, a growing chart."""

import time

import numpy as np
import pandas as pd

import revoila as st

STORY = """A click leaves the page as one small message. The kernel checks it, stores the value and runs the
script again. While the script draws, its new elements are compared with those on the page, and the difference
leaves as **one message every 16 milliseconds**, however many elements changed. That is why this text can stream
word by word, and why *Stop* works while a script is busy."""


def words() -> "iter":
    """The story, word by word, at the pace of a fast reader."""
    for word in STORY.split(" "):
        yield word + " "
        time.sleep(0.03)


st.title("Live updates")
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
        for step in range(1, 41):
            time.sleep(0.04)
            bar.progress(step / 40, f"Step {step} of 40")
        st.success("Done.")
    else:
        st.caption("Click another button while it works: the new run takes over at once.")

st.divider()
st.subheader("A random walk, drawn as it happens", anchor=False)
speed, length = st.columns(2)
walkers = speed.slider("Walkers", 1, 5, 3)
steps = length.slider("Steps", 50, 400, 150, step=50)
place = st.empty()
rng = np.random.default_rng(7)
walk = pd.DataFrame(
    rng.normal(size=(steps, walkers)).cumsum(axis=0), columns=[f"walker {n + 1}" for n in range(walkers)]
)
if st.button("Walk", icon=":material/directions_walk:"):
    for end in range(5, steps + 1, 5):
        place.line_chart(walk.iloc[:end], height=280)
        time.sleep(0.03)
else:
    place.line_chart(walk, height=280)
