"""Every kind of input as it begins, with something chosen, refused when it is left empty, and disabled."""

from datetime import date, datetime, time
from time import sleep

import revoila as st

DRINKS = ["Tea", "Coffee", "Water"]
NOON = datetime.combine(date(2026, 3, 20), time(12))


def slow_report() -> str:
    """Return a report, after a while."""
    sleep(2)
    return "Made when the button was pressed."


st.title("States")

usual, off = st.columns(2)
for column, disabled in ((usual, False), (off, True)):
    with column:
        st.header("Disabled" if disabled else "Enabled", anchor=False)
        suffix = " (off)" if disabled else ""

        st.button("Primary" + suffix, type="primary", disabled=disabled)
        st.button("Secondary" + suffix, disabled=disabled)
        st.button("Tertiary" + suffix, type="tertiary", disabled=disabled)
        st.link_button("Link" + suffix, "https://jupyter.org", disabled=disabled)
        st.download_button("Download" + suffix, "text", disabled=disabled)
        st.download_button("Made when pressed" + suffix, slow_report, "report.txt", disabled=disabled)
        st.menu_button("Menu" + suffix, DRINKS, disabled=disabled)
        with st.popover("Popover" + suffix, disabled=disabled):
            st.write("Inside")
        st.page_link("views/text.py", label="Page link" + suffix, disabled=disabled)

        st.checkbox("Checkbox" + suffix, disabled=disabled)
        st.checkbox("Checked" + suffix, value=True, disabled=disabled)
        st.toggle("Toggle" + suffix, disabled=disabled)
        st.toggle("On" + suffix, value=True, disabled=disabled)
        st.radio("Radio" + suffix, DRINKS, index=1, disabled=disabled)
        st.pills("Pills" + suffix, DRINKS, default="Coffee", disabled=disabled)
        st.segmented_control("Segments" + suffix, DRINKS, default="Coffee", disabled=disabled)
        st.feedback("stars", default=2, disabled=disabled, key="stars" + suffix)
        st.pagination(9, default=3, disabled=disabled, key="page" + suffix)

        st.text_input("Text" + suffix, placeholder="Placeholder", disabled=disabled)
        st.text_input("Required text" + suffix, "Text", required=True, disabled=disabled)
        st.text_input("Password" + suffix, "secret", type="password", disabled=disabled)
        st.text_area("Text area" + suffix, "Text", required=True, disabled=disabled)
        st.number_input("Number" + suffix, value=7, disabled=disabled)
        st.selectbox("Select" + suffix, DRINKS, disabled=disabled)
        st.multiselect("Multiselect" + suffix, DRINKS, DRINKS[:2], disabled=disabled)
        st.slider("Slider" + suffix, 0, 100, 40, disabled=disabled)
        st.slider("Range" + suffix, 0, 100, (20, 60), disabled=disabled)
        st.select_slider("Select slider" + suffix, DRINKS, "Coffee", disabled=disabled)
        st.date_input("Date" + suffix, NOON.date(), disabled=disabled)
        st.time_input("Time" + suffix, NOON.time(), disabled=disabled)
        st.datetime_input("Date and time" + suffix, NOON, disabled=disabled)
        st.color_picker("Colour" + suffix, "#2f6fde", disabled=disabled)
        st.file_uploader("File" + suffix, disabled=disabled)
        with st.container():
            st.chat_input("Message" + suffix, disabled=disabled)

tea, coffee = st.tabs(["Tab", "Another tab"])
tea.write("Tea")
coffee.write("Coffee")
with st.expander("Expander"):
    st.write("Inside")
