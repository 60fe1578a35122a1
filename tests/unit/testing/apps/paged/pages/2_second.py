import streamlit as st

st.text("second")
