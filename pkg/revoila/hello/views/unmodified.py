"""A script as people write it for Streamlit: not one line is changed for Revoilà."""

import numpy as np
import pandas as pd
import streamlit as st

"# An unmodified script"
"This page says `import streamlit as st`. The alias makes that mean Revoilà, here in a Jupyter kernel."


@st.cache_data(ttl="1h")
def make_data(rows: int, seed: int) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    return pd.DataFrame(generator.normal(size=(rows, 3)).cumsum(axis=0), columns=["a", "b", "c"])


if "clicks" not in st.session_state:
    st.session_state.clicks = 0


def count_click(step):
    st.session_state.clicks += step


col1, col2 = st.columns(2)
rows = col1.slider("Rows", 10, 500, 120)
seed = col2.number_input("Seed", value=3)
data = make_data(rows, int(seed))

tab1, tab2 = st.tabs(["Chart", "Data"])
tab1.area_chart(data)
tab2.dataframe(data.describe())

st.button("Count", on_click=count_click, args=(2,))
"Clicks so far:", st.session_state.clicks
