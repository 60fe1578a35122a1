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
    with st.container(horizontal=True):
        st.button("Primary", type="primary")
        st.button("Secondary")
        st.button("Tertiary", type="tertiary")
    st.text_area("Several lines", "One thing\nand another", height=90)
with right:
    st.subheader("Text and status", anchor=False)
    st.markdown(
        ":red[Red], :orange[orange], :green[green], :blue[blue], :violet[violet] and :gray[gray] text, "
        ":green-background[backgrounds], :blue-badge[badges], `code`, "
        ":material/rocket_launch: icons and $e^{i\\pi} = -1$."
    )
    st.info("For your information.", icon=":material/info:")
    st.success("It worked.", icon=":material/check_circle:")
    st.warning("Take care.", icon=":material/warning:")
    st.error("It did not work.", icon=":material/error:")
    st.progress(0.6, "Sixty percent")
    st.code("def hello(name: str) -> str:\n    return f'Hello {name}'")
    with st.expander("More", expanded=True):
        st.json({"answer": 42, "nested": {"list": [1, 2, 3], "none": None}}, expanded=1)

st.subheader("Data", anchor=False)
left, right = st.columns(2, gap="large")
cups = {"day": ["Mon", "Tue", "Wed", "Thu", "Fri"], "espresso": [3, 2, 4, 2, 5], "lungo": [1, 2, 1, 3, 2]}
left.bar_chart(cups, x="day", y=["espresso", "lungo"], sort=False, height=240)
right.dataframe(cups, hide_index=True)
