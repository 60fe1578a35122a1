import streamlit as st


def first():
    st.title("First")


st.navigation([st.Page(first, default=True), st.Page("second.py")]).run()
