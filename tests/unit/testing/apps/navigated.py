import streamlit as st


def third():
    st.text("third")


files = [
    st.Page("paged/pages/1_first.py"),
    st.Page("paged/pages/2_second.py", title="Two", url_path="two"),
    st.Page(third),
]
page = st.navigation(files)
st.sidebar.checkbox("Shared", key="shared")
page.run()
