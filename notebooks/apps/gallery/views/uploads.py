"""Files, photos and recordings in every look and state."""

import revoila as st

st.title("Files")

st.header("One or many", anchor=False)
one = st.file_uploader("A table", type=["csv", "xlsx"], help="The first line has the names of the columns.")
st.caption(f"{one.name}, {one.size:,} bytes" if one else "No file yet.")
many = st.file_uploader("Pictures", type="image", accept_multiple_files=True, max_upload_size=5)
if many:
    st.image(many, width=120, caption=[file.name for file in many])
folder = st.file_uploader("A folder", accept_multiple_files="directory")
if folder:
    st.caption(", ".join(file.name for file in folder[:20]))

st.header("Looks", anchor=False)
left, right = st.columns(2)
left.file_uploader("In a column", type=["pdf", "docx", "odt", "txt", "md"])
right.file_uploader("Disabled", disabled=True)
st.file_uploader("Without its label", label_visibility="collapsed", width=320)

st.header("In a form", anchor=False)
with st.form("letter", clear_on_submit=True):
    enclosed = st.file_uploader("Enclosed", accept_multiple_files=True)
    voice = st.audio_input("Say it", sample_rate=48_000)
    if st.form_submit_button("Send"):
        st.success(f"{len(enclosed)} files, {voice.size if voice else 0:,} bytes of speech.")

st.header("Camera and microphone", anchor=False)
left, right = st.columns(2)
photo = left.camera_input("A photo", resolution="720p")
if photo:
    left.caption(f"{photo.name}, {photo.size:,} bytes")
speech = right.audio_input("A recording")
if speech:
    right.caption(f"{speech.name}, {speech.size:,} bytes")
right.audio_input("Disabled recorder", disabled=True)
right.camera_input("Disabled camera", disabled=True)
