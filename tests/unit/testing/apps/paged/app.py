import streamlit as st

st.text("home")
st.text(dict(st.query_params))
if st.button("To the first"):
    st.switch_page("pages/1_first.py")
