"""Text commands."""
# %% Title, header and markdown in order
import streamlit as st

st.title("Title")
st.header("Header", divider=True)
st.subheader("Sub", anchor="here")
st.markdown("**bold**")
st.caption("small")
st.text("plain")
st.code("x = 1")
st.latex("x^2")
st.divider()

# %% An error keeps what was drawn before it
import streamlit as st

st.write("before")
1 / 0
st.write("after")

# %% A counter in session state
import streamlit as st

st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(st.session_state.n)
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[1].click()
