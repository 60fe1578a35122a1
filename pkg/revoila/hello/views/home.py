"""What this is, with something to click within the first screen."""

import revoila as st

st.title("Script apps on a Jupyter kernel")
st.markdown(
    """
    You write a Python script from top to bottom. **Revoilà** runs it where your data already is:
    in a kernel. Each interaction runs the script again, and only what changed travels to the page.
    """
)

left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader("Try it", anchor=False)
    name = st.text_input("Your name", placeholder="Ada")
    cups = st.slider("Cups of coffee today", 0, 8, 2)
    if name:
        st.success(f"Hello **{name}**! {'☕' * cups or 'No coffee yet?'}")
    else:
        st.info("Type a name and press Enter.")
with right:
    st.subheader("The whole script", anchor=False)
    st.code(
        """
        import revoila as st

        name = st.text_input("Your name")
        cups = st.slider("Cups of coffee", 0, 8, 2)
        if name:
            st.success(f"Hello **{name}**!" + "☕" * cups)
        """.replace("\n        ", "\n")
    )

st.divider()

runs = st.session_state.setdefault("runs", 0) + 1
st.session_state.runs = runs
one, two, three = st.columns(3)
one.metric("Runs of this page", runs, 1 if runs > 1 else None, border=True, help="Each interaction adds one.")
two.metric("Pages in this app", 7, border=True)
three.metric("Lines of JavaScript you write", 0, border=True)

with st.expander("Where does it run?"):
    st.markdown(
        """
        | where | how |
        |---|---|
        | a notebook cell | `revoila.App("app.py")` |
        | a site of its own | `revoila run app.py` |
        | a test | `AppTest.from_file("app.py").run()` |
        """
    )
