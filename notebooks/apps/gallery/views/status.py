"""What tells how things are getting on."""

import time

import revoila as st

st.title("Status")

st.subheader("Alerts", anchor=False)
st.success("The file was saved.", icon=":material/check_circle:")
st.info("The next train leaves **in five minutes**.")
st.warning("The disk is almost full.", title="Watch out")
st.error("The file could not be read.", icon="🚨")
if st.checkbox("An exception"):
    try:
        {}["river"]
    except KeyError as error:
        st.exception(error)

st.subheader("Progress", anchor=False)
st.progress(0.25, "A quarter of the way")
st.progress(70, "70 %, 320 pixels wide", width=320)

st.subheader("Steps", anchor=False)
with st.status("Reading three files", state="running", expanded=True):
    st.write("The first is read.")
with st.container():
    st.status("Read", state="complete")
    st.status("Failed", state="error")
    st.status("A compact one", state="complete", type="compact")
with st.container(gap=None):
    st.status("Download", state="complete", type="step")
    st.status("Unpack", state="error", type="step")
    st.status("Install", state="running", type="step")
    with st.expander("Check", icon=":material/verified:", type="step"):
        st.write("What is to be checked")

st.subheader("Placeholders", anchor=False)
st.skeleton()
left, right = st.columns([1, 2])
left.skeleton(120)
with right:
    st.skeleton(24, width=160)
    st.skeleton(80)

st.subheader("For a while", anchor=False)
with st.container(horizontal=True):
    toast = st.button("A notice")
    spin = st.button("A spinner")
    wait = st.button("A skeleton")
    balloons = st.button("Balloons")
    snow = st.button("Snow")
if toast:
    st.toast("The **file** was saved.", icon="💾")
if spin:
    with st.spinner("Counting", show_time=True):
        time.sleep(2)
if wait:
    with st.skeleton(100):
        time.sleep(2)
if balloons:
    st.balloons()
if snow:
    st.snow()
