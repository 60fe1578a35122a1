"""A thousand texts, of which one or two hundred change."""

import streamlit as st

state = st.session_state
state.setdefault("count", 0)
state.setdefault("round", 0)
if st.button("Add"):
    state.count += 1
if st.button("Change"):
    state.round += 1
st.write(f"count is {state.count}.")
for number in range(1000):
    st.write(f"row {number} round {state.round if number % 5 == 0 else 0}.")
