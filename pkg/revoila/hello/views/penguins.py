"""A form: nothing runs until it is submitted, then everything at once."""

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import revoila as st

DATA = Path(__file__).parent.parent / "data" / "penguins.csv"
MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
COLORS = {"Adelie": "#e0682b", "Chinstrap": "#9b5de5", "Gentoo": "#079464"}


@st.cache_data
def load() -> pd.DataFrame:
    """The penguins of which everything was measured."""
    return pd.read_csv(DATA).dropna(subset=MEASURES)


@st.cache_resource
def scale() -> tuple[pd.Series, pd.Series]:
    """Mean and spread of each measure, for comparing grams with millimetres."""
    penguins = load()
    return penguins[MEASURES].mean(), penguins[MEASURES].std()


def nearest(measured: dict[str, float], count: int) -> pd.DataFrame:
    """The penguins most like the one that was measured."""
    mean, spread = scale()
    penguins = load()
    away = (((penguins[MEASURES] - mean) / spread - (pd.Series(measured) - mean) / spread) ** 2).sum(axis=1) ** 0.5
    return penguins.assign(away=away).nsmallest(count, "away")


st.title("Which penguin is it?")
st.markdown("Measure a penguin, submit the form, and see which of 342 others it resembles.")

left, right = st.columns([2, 3], gap="large")
with left, st.form("measures"):
    bill_length = st.number_input("Bill length, mm", 30.0, 62.0, 46.5, step=0.5)
    bill_depth = st.number_input("Bill depth, mm", 12.0, 23.0, 17.9, step=0.1)
    flipper = st.slider("Flipper length, mm", 170, 235, 192)
    mass = st.slider("Body mass, g", 2600, 6400, 3500, step=50)
    count = st.selectbox("Compare with the nearest", [3, 5, 9], index=1)
    st.form_submit_button("Tell me", type="primary", icon=":material/search:", width="stretch")

measured = dict(zip(MEASURES, (bill_length, bill_depth, float(flipper), float(mass)), strict=True))
alike = nearest(measured, count)
species = alike["species"].value_counts()
with right:
    st.success(f"Most likely **{species.index[0]}**: {species.iloc[0]} of the {count} nearest are.", icon="🐧")
    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    for name, group in load().groupby("species"):
        axes.scatter(group[MEASURES[2]], group[MEASURES[0]], s=18, alpha=0.55, label=name, color=COLORS[str(name)])
    axes.scatter(measured[MEASURES[2]], bill_length, s=150, marker="*", color="#c53948", label="yours", zorder=3)
    axes.set(xlabel="flipper length, mm", ylabel="bill length, mm")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    st.pyplot(figure, alt="Flipper length against bill length of three species, with yours marked")

st.dataframe(alike[["species", "island", "sex", *MEASURES]], hide_index=True)
