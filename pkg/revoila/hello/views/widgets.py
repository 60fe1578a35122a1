"""Any ipywidget is an element, and an anywidget is a component."""

from pathlib import Path

import altair as alt
import anywidget
import ipywidgets
import numpy as np
import pandas as pd
import traitlets

import revoila as st


class Dial(anywidget.AnyWidget):
    """A round dial to drag: a few lines of JavaScript, no build step."""

    _esm = Path(__file__).parent / "dial.js"
    value = traitlets.Int(40).tag(sync=True)


st.title("Jupyter widgets")
st.markdown(
    "Any **ipywidget** can stand among the elements, and any **anywidget** is a component, without a build step. "
    "What a visitor does with one runs the script again, like any other input."
)

left, right = st.columns(2, gap="large")
with left:
    st.subheader("An anywidget", anchor=False)
    dial = st.widget(Dial(), key="dial")
    st.write(f"The dial says **{dial.value}**.")
with right:
    st.subheader("Stock ipywidgets", anchor=False)
    color = st.widget(ipywidgets.ColorPicker(value="#9b5de5", description="Colour"), key="color")
    waves = st.widget(ipywidgets.IntSlider(3, 1, 8, description="Waves"), key="waves")
    play = st.widget(ipywidgets.Play(max=600, interval=60), key="play")
    st.write(f"{waves.value} waves in `{color.value}`, picture **{play.value}**.")

st.subheader("What they make together", anchor=False)
x = np.linspace(0, 1, 240)
wave = dial.value / 100 * np.sin(2 * np.pi * (waves.value * x - play.value / 60))
axis = alt.Axis(labels=False, title=None)
st.altair_chart(
    alt.Chart(pd.DataFrame({"x": x, "wave": wave}))
    .mark_area(color=color.value, opacity=0.85)
    .encode(x=alt.X("x", axis=axis), y=alt.Y("wave", axis=axis, scale=alt.Scale(domain=[-1, 1]))),
    height=220,
    alt=f"{waves.value} waves, {dial.value} percent high",
)
