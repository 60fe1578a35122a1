"""A form: nothing runs until it is submitted, then everything at once."""

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import revoila as st

DATA = Path(__file__).parent.parent / "data" / "penguins.csv"
MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
COLORS = {"Adelie": "#e0682b", "Chinstrap": "#9b5de5", "Gentoo": "#14a67c"}
# Readable on light and on dark.
INK = "#7d7a75"
STYLE = {
    "axes.edgecolor": INK,
    "axes.facecolor": "none",
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "none",
    "legend.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@st.cache_data
def load():
    """The penguins of which everything was measured."""
    return pd.read_csv(DATA).dropna(subset=MEASURES)


@st.cache_resource
def scale():
    """Mean and spread of each measure, for comparing grams with millimetres."""
    penguins = load()
    return penguins[MEASURES].mean(), penguins[MEASURES].std()


def nearest(measured, count):
    """The penguins most like the one that was measured."""
    _, spread = scale()
    penguins = load()
    apart = ((penguins[MEASURES] - pd.Series(measured)) / spread).pow(2).sum(axis=1).pow(0.5)
    return penguins.assign(likeness=100 / (1 + apart)).nlargest(count, "likeness")


def draw(measured):
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(4.6, 4.4), layout="constrained")
        for name, group in load().groupby("species"):
            axes.scatter(
                group["flipper_length_mm"],
                group["bill_length_mm"],
                s=22,
                alpha=0.75,
                label=name,
                color=COLORS[str(name)],
                linewidths=0,
            )
        axes.scatter(
            measured["flipper_length_mm"],
            measured["bill_length_mm"],
            s=220,
            marker="*",
            color="#d94a57",
            edgecolors="white",
            label="yours",
            zorder=3,
        )
        axes.set(xlabel="flipper length, mm", ylabel="bill length, mm")
        axes.legend(frameon=False, loc="lower right")
    return figure


st.title("Which penguin is it?")
st.markdown(f"Measure a penguin, submit the form, and see which of {len(load())} others it resembles.")

left, right = st.columns([2, 3], gap="medium")
with left, st.form("measures"):
    bill_length = st.number_input("Bill length, mm", 30.0, 62.0, 47.0, step=0.5, format="%.1f")
    bill_depth = st.number_input("Bill depth, mm", 12.0, 23.0, 18.2, step=0.1, format="%.1f")
    flipper = st.slider("Flipper length, mm", 170, 235, 195)
    mass = st.slider("Body mass, g", 2600, 6400, 3600, step=50)
    count = st.selectbox("Compare with the nearest", [3, 5, 9], index=1)
    st.form_submit_button("Tell me", type="primary", icon=":material/search:", width="stretch")

measured = dict(zip(MEASURES, (bill_length, bill_depth, flipper, mass), strict=True))
alike = nearest(measured, count)
species = alike["species"].value_counts()
with right:
    st.success(f"**{species.index[0]}**, like {species.iloc[0]} of the {count} nearest.", icon="🐧")
    st.pyplot(draw(measured), alt="Flipper length against bill length of three species, with yours marked")

st.subheader("The nearest", anchor=False)
st.dataframe(
    alike[["species", "likeness", "island", *MEASURES]],
    hide_index=True,
    column_config={
        "species": "Species",
        "likeness": st.column_config.ProgressColumn(
            "Likeness", width=130, format="%d %%", min_value=0, max_value=100
        ),
        "island": "Island",
        "bill_length_mm": st.column_config.NumberColumn("Bill, mm", format="%.1f"),
        "bill_depth_mm": st.column_config.NumberColumn("Depth, mm", format="%.1f"),
        "flipper_length_mm": st.column_config.NumberColumn("Flipper, mm", format="%d"),
        "body_mass_g": st.column_config.NumberColumn("Mass, g", format="%d"),
    },
)
