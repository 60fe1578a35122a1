"""Every family of elements on one page, for looking at themes."""

import revoila as st

st.title("Light and dark")
st.markdown(
    "Colours come from the theme: of the app, of JupyterLab around a cell, or of Jupyter's configuration. "
    "Switch with the menu at the top right."
)

left, right = st.columns(2, gap="large")
with left:
    st.subheader("Inputs", anchor=False)
    st.text_input("Text", "Some text", help="Tooltips are Markdown, *too*.")
    st.number_input("Number", 0, 100, 42)
    st.selectbox("Choice", ["Espresso", "Macchiato", "Lungo"])
    st.slider("Range", 0, 100, (25, 75))
    st.radio("Radio", ["One", "Two", "Three"], horizontal=True)
    st.checkbox("A checkbox", value=True)
    st.toggle("A switch", value=True)
    one, two, three = st.columns(3)
    one.button("Primary", type="primary", width="stretch")
    two.button("Secondary", width="stretch")
    three.button("Tertiary", type="tertiary", width="stretch")
with right:
    st.subheader("Text and status", anchor=False)
    st.markdown(
        ":red[Red], :orange[orange], :green[green], :blue[blue], :violet[violet] and :gray[gray] text, "
        ":green-background[backgrounds], :blue-badge[badges], `code`, :material/rocket_launch: icons and $e^{i\\pi} = -1$."
    )
    st.info("For your information.", icon=":material/info:")
    st.success("It worked.", icon=":material/check_circle:")
    st.warning("Take care.", icon=":material/warning:")
    st.error("It did not work.", icon=":material/error:")
    st.progress(0.6, "Sixty percent")
    st.code("def hello(name: str) -> str:\n    return f'Hello {name}'")
    with st.expander("More", expanded=True):
        st.json({"answer": 42, "nested": {"list": [1, 2, 3], "none": None}}, expanded=1)
