"""Chats and files: messages, streams, what was sent, and inputs without a file."""


def attempt(name, call):
    try:
        result = call()
    except Exception as error:
        st.text(f"{name}: {type(error).__name__}")
    else:
        st.text(f"{name}: {type(result).__name__} {result if not hasattr(result, 'write') else ''}")

# %% A chat with history
st.session_state.setdefault("said", [])
for who, what in st.session_state.said:
    with st.chat_message(who):
        st.write(what)
if prompt := st.chat_input("Say"):
    st.session_state.said += [("user", prompt), ("assistant", prompt.upper())]
    with st.chat_message("user"):
        st.write(prompt)
    with st.chat_message("assistant"):
        st.write_stream(word + " " for word in prompt.upper().split())
# > at.chat_input[0].set_value("one two").run()
# > at.chat_input[0].set_value("three").run()
# > at.run()

# %% Avatars of messages
for name, avatar in (("user", None), ("assistant", None), ("ai", None), ("human", None), ("Someone", None), ("user", "🦄"), ("user", ":material/add:"), ("user", "user"), ("user", "assistant"), ("x", "https://example.org/a.png")):
    with st.chat_message(name, avatar=avatar):
        st.write(name)

# %% Messages that are refused
for name, avatar in ((None, None), ("", None), ("user", "nope"), ("user", 3), ("user", ":material/nope_nope:"), ("user", ":smile:")):
    attempt(f"{name} {avatar}", lambda: type(st.chat_message(name, avatar=avatar)).__name__)

# %% A message written to by its handle
message = st.chat_message("user")
message.write("by handle")
message.text_input("inside", key="k")
with st.container():
    st.chat_message("assistant").markdown("deep")

# %% Widths of messages
for width in ("stretch", "content", 300, 0, "wide", None):
    attempt(width, lambda: type(st.chat_message("user", width=width)).__name__)

# %% A message in a message
with st.chat_message("user"):
    with st.chat_message("assistant"):
        st.write("inside")

# %% A status in a message
with st.chat_message("assistant"):
    with st.status("Working") as status:
        st.write("step")
        status.update(label="Done", state="complete", expanded=True)
    st.write("answer")

# %% A stream in a message returns its text
with st.chat_message("assistant"):
    st.text(repr(st.write_stream(iter(["a", "b", 3, "c"]))))
    st.text(repr(st.write_stream(["x", "y"])))
    st.text(repr(st.write_stream(iter([]))))

# %% Chat inputs that take files
st.text([st.chat_input("a", accept_file=True, key="one"), st.chat_input("b", accept_file="multiple", key="many"), st.chat_input("c", accept_file="directory", key="all"), st.chat_input("d", accept_audio=True, key="audio")])
st.text([st.session_state.one, st.session_state.audio])

# %% What a chat input with files returns
value = st.chat_input("a", accept_file=True, key="k")
st.text(type(value).__name__)
if value:
    st.text([value.text, value["text"], value.files, "audio" in value, len(value), list(value)])
# > at.chat_input[0].set_value("hello").run()
# > at.run()

# %% What a chat input with audio returns
value = st.chat_input("a", accept_audio=True, key="k")
st.text(type(value).__name__)
if value:
    st.text([value.text, value.audio, "files" in value, len(value), list(value)])
# > at.chat_input[0].set_value("hello").run()

# %% Arguments of a chat input that are refused
for options in ({"accept_file": "all"}, {"accept_file": 3}, {"accept_file": None}, {"audio_sample_rate": 1}, {"submit_mode": "now"}, {"max_upload_size": 0}, {"max_upload_size": "big"}, {"file_type": 3}, {"accept_file": True, "file_type": ["png", ".jpg"]}, {"accept_file": True, "file_type": "image"}, {"accept_file": True, "file_type": "im age"}, {"on_submit": "later"}, {"key": ""}):
    attempt(options, lambda: st.chat_input(**{"key": str(options), **options}))

# %% A chat input in a form
with st.form("f"):
    st.chat_input("a")
    st.form_submit_button("send")

# %% Chat inputs in containers
with st.container():
    st.text(st.chat_input("a", key="one"))
with st.sidebar:
    st.text(st.chat_input("b", key="two"))
st.columns(2)[0].chat_input("c")
with st.expander("e"):
    st.chat_input("d")
# > at.chat_input[0].set_value("hello").run()

# %% Two chat inputs
st.text([st.chat_input("a"), st.chat_input("b")])
# > at.chat_input[1].set_value("hello").run()

# %% Two chat inputs alike
st.chat_input("a")
st.chat_input("a")

# %% A chat input that is assigned
st.session_state.k = "prefilled"
st.text(st.chat_input("a", key="k"))
st.text(st.session_state.k)
# > at.run()

# %% A chat input assigned in a callback
def fill():
    st.session_state.k = "again"

st.button("fill", on_click=fill)
st.text(st.chat_input("a", key="k"))
# > at.button[0].click().run()
# > at.chat_input[0].set_value("sent").run()

# %% A callback of a chat input
def submit(mark):
    st.session_state.log = [*st.session_state.get("log", []), mark + str(st.session_state.k)]

st.text(st.chat_input("a", key="k", on_submit=submit, args=("> ",)))
st.text(st.session_state.get("log"))
# > at.chat_input[0].set_value("one").run()
# > at.run()

# %% A chat input that is disabled
st.text(st.chat_input("a", disabled=True, max_chars=5))

# %% A chat input whose placeholder changes
name = "b" if st.checkbox("other") else "a"
st.text([st.chat_input(name, key="k"), st.chat_input(name + "2")])
# > at.chat_input[0].set_value("one").run()
# > at.checkbox[0].check().run()

# %% Files that were not chosen
st.text([st.file_uploader("a"), st.file_uploader("b", accept_multiple_files=True), st.file_uploader("c", accept_multiple_files="directory"), st.camera_input("d"), st.audio_input("e")])

# %% Entries of files that were not chosen
st.file_uploader("a", key="one")
st.file_uploader("b", accept_multiple_files=True, key="many")
st.camera_input("c", key="camera")
st.audio_input("d", key="audio")
st.text([st.session_state[key] for key in ("one", "many", "camera", "audio")])

# %% Arguments of file uploaders that are refused
for options in ({"type": "png"}, {"type": ["png", ".JPG"]}, {"type": "image/*"}, {"type": "image"}, {"type": "image/png"}, {"type": "p ng"}, {"type": ""}, {"type": 3}, {"type": []}, {"type": "*"}, {"type": "tar.gz"}, {"accept_multiple_files": "all"}, {"accept_multiple_files": None}, {"max_upload_size": 0}, {"max_upload_size": 1.5}, {"max_upload_size": 10}, {"label_visibility": "gone"}, {"on_change": "later"}):
    attempt(options, lambda: st.file_uploader("a", **{"key": str(options), **options}))

# %% Arguments of cameras and microphones that are refused
for options in ({"resolution": "720p"}, {"resolution": "4k"}, {"resolution": 3}, {"label_visibility": "gone"}, {"width": "wide"}):
    attempt(options, lambda: st.camera_input("a", key=str(options), **options))
for options in ({"sample_rate": 8000}, {"sample_rate": None}, {"sample_rate": 1}, {"sample_rate": "16000"}, {"width": 0}):
    attempt(options, lambda: st.audio_input("b", key="a" + str(options), **options))

# %% Files that are assigned
for kind in ("file_uploader", "camera_input", "audio_input"):
    st.session_state[kind] = None
    attempt(kind, lambda: getattr(st, kind)("a", key=kind))

# %% Files that are assigned a value
for kind in ("file_uploader", "camera_input", "audio_input"):
    st.session_state[kind] = "x"
    attempt(kind, lambda: getattr(st, kind)("a", key=kind))

# %% Files in a form
with st.form("f"):
    st.text([st.file_uploader("a"), st.camera_input("b"), st.audio_input("c")])
    st.form_submit_button("send")

# %% Callbacks of files in a form
with st.form("f"):
    attempt("file", lambda: st.file_uploader("a", on_change=lambda: None))
    st.form_submit_button("send")

# %% Files alike
attempt("one", lambda: st.file_uploader("a"))
attempt("two", lambda: st.file_uploader("a"))
attempt("three", lambda: st.camera_input("a"))
attempt("four", lambda: st.camera_input("a"))
attempt("five", lambda: st.audio_input("a"))
attempt("six", lambda: st.audio_input("a"))

# %% A status and what it refuses
with st.status("a", expanded=True):
    st.write("inside")
for options in ({"state": "complete"}, {"state": "error"}, {"state": "nope"}, {"width": "wide"}, {"expanded": None}):
    attempt(options, lambda: type(st.status("b", **options)).__name__)
status = st.status("c")
attempt("update", lambda: status.update(label="d", state="error"))
attempt("update bad", lambda: status.update(state="nope"))

# %% Downloads
import io

for data in ("text", b"bytes", io.StringIO("x"), io.BytesIO(b"y"), None, 3, {"a": 1}, lambda: "later"):
    attempt(type(data).__name__, lambda: st.download_button("d", data, key=str(type(data))))
# > at.download_button[0].click().run()

# %% Sizes of chat inputs and uploaders that mean nothing
for size in ("q", 0, -3, None, "content", "stretch", 200, 1.5):
    attempt(f"chat {size}", lambda: st.chat_input("x", key=f"c{size}", width=size))
    attempt(f"tall {size}", lambda: st.chat_input("x", key=f"h{size}", height=size))
    attempt(f"upload {size}", lambda: st.file_uploader("x", key=f"u{size}", width=size))
