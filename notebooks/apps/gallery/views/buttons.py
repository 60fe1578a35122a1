"""Buttons in every type and state."""

import revoila as st

st.title("Buttons")

st.subheader("Types", anchor=False)
with st.container(horizontal=True):
    for kind in ("primary", "secondary", "tertiary"):
        st.button(kind.capitalize(), type=kind)
        st.button(f"{kind.capitalize()}, disabled", type=kind, disabled=True)

st.subheader("Icons and shortcuts", anchor=False)
with st.container(horizontal=True):
    st.button("Emoji", icon="🎉")
    st.button("Material", icon=":material/rocket_launch:")
    st.button("On the right", icon=":material/arrow_forward:", icon_position="right")
    st.button("At work", icon="spinner")
    st.button("Save", shortcut="Ctrl+S")
    st.button("Help", help="What it does, **in Markdown**.")

st.subheader("Widths", anchor=False)
st.button("As wide as the page", width="stretch")
st.button("240 pixels", width=240)
st.button("A label that is too long for its button breaks into two lines or more", width=200, wrap=True)
