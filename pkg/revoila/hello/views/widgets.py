"""Any ipywidget is an element, and an anywidget is a component."""

from pathlib import Path

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
    play = st.widget(ipywidgets.Play(min=0, max=120, interval=60), key="play")
    st.write(f"The colour is `{color.value}`, the picture **{play.value}**.")

st.subheader("What they make together", anchor=False)
x = np.linspace(0, 4 * np.pi, 160)
wave = pd.DataFrame({"wave": dial.value / 100 * np.sin(x - play.value / 6)}, index=x.round(3))
st.area_chart(wave, color=color.value, height=220, y_label="dial × wave")
