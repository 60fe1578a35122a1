"""Buttons that hand out files."""

import io
import time

import revoila as st

TABLE = "city,people\nParis,2100000\nLyon,520000\n"


def slow_report() -> str:
    """Return a report, after a while."""
    time.sleep(2)
    return f"Made at {time.ctime()}, when the button was pressed.\n"


def broken() -> bytes:
    """Fail.

    Raises
    ------
    RuntimeError
        Always.
    """
    raise RuntimeError("no paper")


st.title("Downloads")

st.header("Looks", anchor=False)
with st.container(horizontal=True):
    st.download_button("Table", TABLE, "cities.csv", "text/csv", type="primary", icon=":material/download:")
    st.download_button("Bytes", b"\0\1\2\3", "four.bin", icon="💾")
    st.download_button("Text only", "text", "text.txt", type="tertiary", icon=":material/description:")
    st.download_button("Disabled", "text", "none.txt", disabled=True)

st.header("What is downloaded", anchor=False)
with st.container(horizontal=True):
    st.download_button(
        "From a buffer", io.BytesIO(TABLE.encode()), "buffer.csv", help="Anything open for reading."
    )
    st.download_button("Made when pressed", slow_report, "report.txt", icon=":material/hourglass_bottom:")
    st.download_button("Large", bytes(60_000_000), "large.bin", help="It travels in parts; 60 MB.")
    st.download_button("Fails", broken, "none.txt")

st.header("What follows a press", anchor=False)
with st.container(horizontal=True):
    pressed = st.download_button("A run", "text", "run.txt", shortcut="Ctrl+D")
    st.download_button("Nothing", "text", "ignore.txt", on_click="ignore")
st.write("This run was started by a download." if pressed else "This run was not started by a download.")

st.header("Widths", anchor=False)
st.download_button("As wide as the page", "text", "wide.txt", width="stretch")
st.download_button("240 pixels", "text", "fixed.txt", width=240)
