"""Work in the background: it goes on while the page is used, and its result stays."""

import math
import random

import pandas as pd

import revoila as st

BATCHES = 200


def estimate(points, seed):
    """Throw points at a square and count those in the circle."""
    throw, inside, thrown = random.Random(seed).random, 0, 0
    history = []
    for batch in range(BATCHES):
        st.report_progress(batch / BATCHES, f"{thrown:,} points thrown")
        for _ in range(points // BATCHES):
            inside += throw() ** 2 + throw() ** 2 < 1
        thrown += points // BATCHES
        history.append(4 * inside / thrown)
    return history


st.title("Background tasks")
st.markdown(
    "`st.task(function, …)` calls a function **in the background**. The script goes on at once, the page stays "
    "usable, and the result is there after a click, on another page, and after a reload."
)

left, right = st.columns([5, 6], gap="large")
with left:
    points = st.slider("Points, in thousands", 200, 4000, 1000, step=200)
    seed = st.number_input("Seed of the dice", 0, 99, 7)
    job = st.task(estimate, 1000 * points, seed)
    with st.container(horizontal=True):
        st.button("Cancel", disabled=job.done, on_click=job.cancel, icon=":material/close:")
        st.button("Once more", on_click=job.restart, icon=":material/refresh:")


@st.fragment(run_every=0.2 if job.running else None)
def watch():
    """Only this part asks how far the task is."""
    if job.running:
        st.progress(job.progress, job.text or "Waiting for its turn")


with right:
    watch()
    if job.error:
        st.exception(job.error)
    elif job.status == "cancelled":
        st.info("The task was cancelled.")
    elif job.done:
        found = job.result
        st.metric(
            "π is about", f"{found[-1]:.4f}", f"{found[-1] - math.pi:+.4f}", delta_color="off", border=True
        )
        errors = pd.DataFrame(
            {"batch": range(1, BATCHES + 1), "off by": [abs(one - math.pi) for one in found]}
        )
        st.line_chart(errors, x="batch", y="off by", height=240)

st.caption("Other arguments are another task: go back to a number you had before, and its result is there.")
