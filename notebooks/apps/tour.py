"""A tour of the spine, as people write it for Streamlit."""

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitAPIException


@st.cache_data
def load(rows):
    return pd.DataFrame({"a": np.arange(rows), "b": np.arange(rows) ** 2})


def first():
    st.title("First")
    if "n" not in st.session_state:
        st.session_state.n = 0
    if st.button("Add"):
        st.session_state.n += 1
    st.write(f"count is {st.session_state.n}")
    level = st.slider("Level", 0, 10, 3)
    st.write(f"level is {level}")
    name = st.text_input("Name")
    st.write(f"name is {name!r}")
    left, right = st.columns(2)
    left.metric("Rows", len(load(5)))
    right.line_chart(load(5), x="a", y="b")
    st.dataframe(load(5))
    with st.form("f"):
        amount = st.number_input("Amount", 0, 9, 1)
        st.form_submit_button("Send")
    st.write(f"amount is {amount}")
    if st.checkbox("Fail"):
        raise ValueError("on purpose <b>not bold</b>")
    if st.button("Misuse"):
        try:
            st.columns(0)
        except StreamlitAPIException as error:
            st.write(type(error).__name__)


def second():
    st.title("Second")
    st.write(f"query is {st.query_params.to_dict()}")
    st.write(f"count was {st.session_state.get('n')}")


page = st.navigation([st.Page(first, default=True), st.Page(second, title="Number two")])
page.run()
