import streamlit as st

s = st.session_state
s.setdefault("rev", 0)
if st.button("Change"):
    s.rev += 1
for i in range(1000):
    text = f"item {i} rev {s.rev if i % 50 < 10 else 0}."
    kind, key = i % 10, f"k{i}"
    if kind == 0:
        st.write(text)
    elif kind == 1:
        st.caption(text)
    elif kind == 2:
        st.text(text)
    elif kind == 3:
        st.metric(text, i)
    elif kind == 4:
        st.info(text)
    elif kind == 5:
        st.button(text, key=key)
    elif kind == 6:
        st.checkbox(text, key=key)
    elif kind == 7:
        st.text_input(text, key=key)
    elif kind == 8:
        st.selectbox(text, ["one", "two"], key=key)
    else:
        st.number_input(text, 0, 100, 5, key=key)
st.write(f"all {s.rev}.")
