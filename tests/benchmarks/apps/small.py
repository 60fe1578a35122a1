"""One counter and one slider."""

import streamlit as st

st.session_state.setdefault("count", 0)
if st.button("Add"):
    st.session_state.count += 1
st.write(f"count is {st.session_state.count}.")
level = st.slider("Level", 0, 100, 10)
st.write(f"level is {level}.")
