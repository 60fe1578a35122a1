import streamlit as st

st.text("first")
st.text(dict(st.query_params))
