from pathlib import Path

import streamlit as st

st.text(Path(__file__).name)
