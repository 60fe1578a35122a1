"""Buttons in every type and state: those that run the script, links, menus."""

import revoila as st

TYPES = ("primary", "secondary", "tertiary")

st.title("Buttons")

st.header("Types", anchor=False)
with st.container(horizontal=True):
    for kind in TYPES:
        st.button(kind.capitalize(), type=kind)
        st.button(f"{kind.capitalize()}, disabled", type=kind, disabled=True)

st.header("Icons and shortcuts", anchor=False)
with st.container(horizontal=True):
    st.button("Emoji", icon="🎉")
    st.button("Material", icon=":material/rocket_launch:")
    st.button("On the right", icon=":material/arrow_forward:", icon_position="right")
    st.button("At work", icon="spinner")
    st.button("Save", shortcut="Ctrl+S")
    st.button("Help", help="What it does, **in Markdown**.")

st.header("Links", anchor=False)
with st.container(horizontal=True):
    for kind in TYPES:
        st.link_button(kind.capitalize(), "https://jupyter.org", type=kind)
    st.link_button("With an icon", "https://jupyter.org", icon=":material/menu_book:")
    st.link_button("With keys", "https://jupyter.org", shortcut="Ctrl+J")
    st.link_button("Disabled", "https://jupyter.org", disabled=True)
if st.link_button("Tells when it is clicked", "https://jupyter.org", on_click="rerun", icon="📣"):
    st.caption("The script has heard of the click.")

st.header("Menus", anchor=False)
with st.container(horizontal=True):
    chosen = st.menu_button("Export", ["As CSV", "As Parquet", "As **Arrow**"], icon=":material/download:")
    st.menu_button("Add", ["Table :material/table:", "Chart :material/bar_chart:"], type="primary")
    st.menu_button("More", [f"Entry {number}" for number in range(1, 31)], type="tertiary")
    st.menu_button("Disabled", ["Nothing"], disabled=True)
st.caption(f"Chosen for this run: {chosen or 'nothing'}.")

st.header("Widths", anchor=False)
st.button("As wide as the page", width="stretch")
st.link_button("A link of 240 pixels", "https://jupyter.org", width=240)
st.menu_button("A menu of 240 pixels", ["One", "Two"], width=240)
st.button("A label that is too long for its button breaks into two lines or more", width=200, wrap=True)
with st.form("form"):
    st.text_input("Name")
    with st.container(horizontal=True):
        st.form_submit_button("Send", type="primary", icon=":material/send:")
        st.form_submit_button("Send and close", shortcut="Ctrl+Enter")
