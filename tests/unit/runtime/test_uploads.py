"""Files that a page sends to a session; numbers are statements of the state specification."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from revoila.elements.inputs._uploads import MEGABYTE

if TYPE_CHECKING:
    from tests.unit.runtime.conftest import Visitor

COMMANDS = {
    "file_uploader": ("st.file_uploader('In'", "a.txt"),
    "camera_input": ("st.camera_input('In'", "a.jpg"),
    "audio_input": ("st.audio_input('In'", "a.wav"),
}
"""How an input is called, and a file that it takes."""

SEVERAL = """
import revoila as st
files = st.file_uploader("In", accept_multiple_files=True, key="f")
st.text([(file.name, file.read()) for file in files])
st.button("Go")
"""


def send(
    app: Visitor, data: bytes, name: str = "a.txt", label: str = "In", part: int = MEGABYTE, **more: Any
) -> dict[str, Any]:
    """Send a file in parts; the last answer, with the id."""
    file_id = str(uuid4())
    message = {"method": "upload", "file": file_id, "input": app.input(label).id, "name": name, "type": ""}
    for offset in range(0, max(1, len(data)), part):
        some = memoryview(data)[offset : offset + part]
        whole = {"size": len(data), "offset": offset}
        app.session.handle_message(message | whole | more, [some])
    return {"id": file_id, **app.messages[-1]}


def sizes(app: Visitor) -> int:
    return app.session.state.uploads.size


def test_a_file_comes_in_parts_and_is_answered_to(visit: Any) -> None:
    app = visit(SEVERAL)
    data = os.urandom(2 * MEGABYTE + 5)
    before = len(app.messages)
    file = send(app, data)
    assert [message["received"] for message in app.messages[before:]] == [
        MEGABYTE,
        2 * MEGABYTE,
        2 * MEGABYTE + 5,
    ]
    assert app.session.last_run == 1, "nothing runs before the event"
    app.change(In=[file])
    assert app.session.last_run == 2
    assert app.texts == [str([("a.txt", data)])]


def test_each_run_sees_the_file_from_its_beginning(visit: Any) -> None:
    """Statements 14 and 28: a new object in each run, of the same upload."""
    app = visit(
        """
        import revoila as st
        file = st.file_uploader("In", key="f")
        if file:
            st.text((file.file_id, file.tell(), file.read(), st.session_state.f == file))
            st.session_state.f.read()
            st.session_state.setdefault("seen", []).append(file)
            st.text(len({id(one) for one in st.session_state.seen}))
        st.button("Go")
        """
    )
    file = send(app, b"abc")
    first = app.change(In=[file]).texts
    assert first == [str((file["id"], 0, b"abc", True)), "1"]
    assert app.press("Go").texts == [first[0], "2"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_is_forgotten_when_the_value_changes(visit: Any, command: str) -> None:
    """Statement 28."""
    call, name = COMMANDS[command]
    app = visit(f"import revoila as st\nvalue = {call})\nst.text(value and value.getvalue())")
    first = send(app, bytes(MEGABYTE), name)
    app.change(In=[first])
    second = send(app, b"new", name)
    assert sizes(app) > MEGABYTE
    app.change(In=[second])
    assert app.texts == [str(b"new")]
    assert sizes(app) < MEGABYTE
    app.change(In=[])
    assert app.texts == ["None"]
    assert sizes(app) == 0


@pytest.mark.parametrize("form", [False, True])
def test_files_are_forgotten_when_the_input_vanishes(visit: Any, form: bool) -> None:
    """Statement 28: also those that were not delivered."""
    app = visit(
        f"""
        import revoila as st
        if not st.checkbox("Hide"):
            with {"st.form('f')" if form else "st.container()"}:
                st.file_uploader("In")
                {"st.form_submit_button()" if form else ""}
        """
    )
    file = send(app, b"abc")
    assert sizes(app) > 0
    if not form:
        app.change(In=[file])
    app.change(Hide=True)
    assert sizes(app) == 0


def test_files_are_forgotten_with_the_session(visit: Any) -> None:
    """Statement 28."""
    app = visit("import revoila as st\nst.file_uploader('In')")
    element = app.input("In").id
    app.change(In=[send(app, bytes(2 * MEGABYTE))])
    app.session.close()
    app.settle()
    assert sizes(app) == 0
    message = {"method": "upload", "file": str(uuid4()), "input": element, "name": "a", "type": ""}
    app.session.handle_message(message | {"size": 0, "offset": 0})
    assert sizes(app) == 0


def test_a_form_delivers_what_was_sent_before(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        with st.form("f"):
            files = st.file_uploader("In", accept_multiple_files=True)
            st.form_submit_button("Go")
        st.text([file.name for file in files])
        """
    )
    one, other = send(app, b"1", "one.txt"), send(app, b"2", "other.txt")
    assert app.session.last_run == 1
    app.change(In=[one, other], Go=True)
    assert app.texts == ["['one.txt', 'other.txt']"]
    app.change(In=[other], Go=True)
    assert app.texts == ["['other.txt']"]
    assert len(app.session.state.uploads._uploads) == 1


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("mode", "runs"),
    [("", True), (", on_change=None", True), (", on_change='ignore'", False), (", rerun=False", False)],
)
def test_a_file_makes_the_script_run_unless_it_is_ignored(
    visit: Any, command: str, mode: str, runs: bool
) -> None:
    """Statement 32 of the execution specification."""
    call, name = COMMANDS[command]
    app = visit(
        f"import revoila as st\nvalue = {call}{mode})\nst.button('Go')\nst.text(value and value.name)"
    )
    app.change(In=[send(app, b"x", name)])
    assert (app.session.last_run == 2) is runs
    assert app.press("Go").texts == [name]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_callback_is_called_with_its_arguments_when_the_file_is_another(visit: Any, command: str) -> None:
    call, name = COMMANDS[command]
    app = visit(
        f"""
        import revoila as st
        def note(*args, **kwargs):
            st.session_state.setdefault("log", []).append((args, kwargs, st.session_state.k and True))
        {call}, key="k", on_change=note, args=[1], kwargs={{"a": 2}})
        st.text(st.session_state.get("log"))
        """
    )
    file = send(app, b"x", name)
    app.change(In=[file])
    app.change(In=[file])
    assert app.texts == ["[((1,), {'a': 2}, True)]"]
    assert app.change(In=[]).texts == ["[((1,), {'a': 2}, True), ((1,), {'a': 2}, None)]"]


@pytest.mark.parametrize("command", COMMANDS)
def test_session_state_reads_a_file_and_never_assigns_one(visit: Any, command: str) -> None:
    """Statement 38."""
    call, name = COMMANDS[command]
    app = visit(
        f"""
        import revoila as st
        if st.checkbox("Assign"):
            st.session_state.k = None
        value = {call}, key="k")
        st.text(st.session_state.k == value)
        """
    )
    assert app.change(In=[send(app, b"x", name)]).texts == ["True"]
    app.change(Assign=True)
    error = app.nodes("exception")[0].props
    assert error["type"].endswith("StreamlitValueAssignmentNotAllowedError")


def test_a_disabled_place_takes_nothing_and_keeps_what_it_has(visit: Any) -> None:
    """Statements 27 and 28."""
    app = visit(
        """
        import revoila as st
        file = st.file_uploader("In", disabled=st.checkbox("Off"), key="f")
        st.text(file and file.read())
        """
    )
    app.change(In=[send(app, b"abc")])
    app.change(Off=True)
    assert app.texts == [str(b"abc")]
    assert send(app, b"new")["error"] == "The app does not take this file any more."
    app.change(In=[])
    assert app.press("Off").texts == [str(b"abc")]


def test_a_key_keeps_the_files_while_the_label_changes(visit: Any) -> None:
    """Statements 9 and 11."""
    app = visit(
        """
        import revoila as st
        again = st.checkbox("Other")
        file = st.file_uploader("Out" if again else "In", help="Help" if again else None, key="f")
        types = st.file_uploader("T", type="csv" if again else "txt", key="g")
        st.text((file and file.read(), types and types.name))
        """
    )
    app.change(In=[send(app, b"abc")], T=[send(app, b"t", label="T")])
    assert app.texts == [str((b"abc", "a.txt"))]
    assert app.change(Other=True).texts == [str((b"abc", None))]
    assert len(app.session.state.uploads._uploads) == 1


def test_what_a_page_takes_back_is_forgotten_unless_it_is_a_value(visit: Any) -> None:
    app = visit(SEVERAL)
    kept, taken_back = send(app, b"1"), send(app, b"2")
    app.change(In=[kept])
    for file in (kept, taken_back, {"id": "nothing"}, {"id": None}):
        app.session.handle_message({"method": "upload_cancel", "file": file["id"]})
    assert [*app.session.state.uploads._uploads] == [kept["id"]]
    assert app.press("Go").texts == [str([("a.txt", b"1")])]


def test_quotas_hold_in_the_kernel(visit: Any) -> None:
    source = (
        "import revoila as st\nst.file_uploader('In', 'txt', accept_multiple_files=True, max_upload_size=2)"
    )
    app = visit(source, limits={"uploads_per_session": 3 * MEGABYTE})
    assert "larger than 2 MB" in send(app, b"", size=3 * MEGABYTE)["error"]
    assert "only .txt" in send(app, b"", "a.exe")["error"]
    file = send(app, bytes(2 * MEGABYTE))
    app.change(In=[file])
    assert "3 MB together" in send(app, bytes(2 * MEGABYTE), part=2 * MEGABYTE)["error"]
    app.change(In=[])
    assert send(app, bytes(2 * MEGABYTE))["received"] == 2 * MEGABYTE


@pytest.mark.parametrize(
    "wrong",
    [
        {"file": "../x"}, {"size": "1"}, {"offset": -1}, {"name": None}, {"type": 5}, {"size": None},
    ],
)  # fmt: skip
def test_messages_that_make_no_sense_are_counted_and_not_answered(visit: Any, wrong: dict[str, Any]) -> None:
    app = visit(SEVERAL)
    count = len(app.messages)
    send(app, b"x", **wrong)
    assert len(app.messages) == count
    assert app.session._inbox.refused == 1


@pytest.mark.parametrize("label", ["Go", None])
def test_only_inputs_for_files_take_files(visit: Any, label: str | None) -> None:
    app = visit(SEVERAL)
    wrong: dict[str, Any] = {} if label else {"input": 5}
    answer = send(app, b"x", label=label or "In", **wrong)
    assert answer["error"] == "The app does not take this file any more."


def test_a_file_of_one_input_is_none_of_another(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        st.file_uploader("Any")
        file = st.file_uploader("In", key="f")
        st.text(file and file.name)
        """
    )
    file = send(app, b"x", label="Any")
    assert app.change(In=[file]).texts == ["None"]
    assert app.session.last_run == 1


def test_a_snapshot_of_a_session_has_no_files(visit: Any) -> None:
    app = visit(SEVERAL)
    app.change(In=[send(app, b"a secret")])
    snapshot = app.session.snapshot()
    assert b"a secret" not in snapshot
    assert b"a.txt" not in snapshot
    other = visit(SEVERAL, opened=False)
    other.session.restore(snapshot)
    assert other.open().texts == ["[]"]


CHAT = """
import revoila as st
said = st.session_state.setdefault("said", [])
message = st.chat_input(key="In", accept_file="multiple", file_type="txt", max_upload_size=1, accept_audio=True)
if message:
    said.append(message)
    st.text((message.text, [file.name for file in message.files], message.audio and message.audio.read()))
    st.text(st.session_state.In == message)
st.text([[(file.name, file.getvalue()[:3]) for file in one.files] for one in said])
st.button("Go")
"""


def test_a_message_has_a_text_files_and_a_recording(visit: Any) -> None:
    app = visit(CHAT)
    one, other = send(app, b"one", "one.txt"), send(app, b"two", "other.txt")
    voice = send(app, b"wave", "voice.wav")
    assert app.session.last_run == 1
    app.change(In={"text": "Look", "files": [one, other], "audio": [voice]})
    seen = str([[("one.txt", b"one"), ("other.txt", b"two")]])
    assert app.texts == [str(("Look", ["one.txt", "other.txt"], b"wave")), "True", seen]
    assert app.press("Go").texts == [seen], "the message holds for one run, what the script keeps for longer"
    assert sizes(app) == 0, "nothing waits to be sent"


@pytest.mark.parametrize("size", [5, MEGABYTE + 5])
def test_files_of_a_message_are_there_as_long_as_the_script_keeps_them(visit: Any, size: int) -> None:
    app = visit(CHAT.replace("max_upload_size=1", "max_upload_size=2"))
    app.change(In={"text": "", "files": [send(app, b"abc" + bytes(size), "a.txt")]})
    for _ in range(2):
        # What comes next may lie where the others have lain.
        app.change(In={"text": "", "files": [send(app, b"xyz" + bytes(size), "x.txt")]})
    kept = [[("a.txt", b"abc")], [("x.txt", b"xyz")], [("x.txt", b"xyz")]]
    assert app.press("Go").texts == [str(kept)]
    assert sizes(app) == 0


def test_files_wait_for_their_message_while_the_script_runs(visit: Any) -> None:
    app = visit(CHAT)
    file = send(app, b"abc")
    assert app.press("Go").press("Go").session.last_run == 3
    assert app.change(In={"text": "", "files": [file]}).texts[0] == str(("", ["a.txt"], None))


@pytest.mark.parametrize(
    "forge",
    [
        lambda _file, _voice: "text alone",
        lambda _file, _voice: {},
        lambda _file, _voice: {"text": ""},
        lambda _file, _voice: {"text": "", "files": [], "audio": []},
        lambda file, _voice: {"files": [file]},
        lambda file, _voice: {"text": 5, "files": [file]},
        lambda file, _voice: {"text": "a", "files": file},
        lambda file, _voice: {"text": "a", "files": [file, file]},
        lambda file, _voice: {"text": "a", "files": [{"id": file["id"] * 2}]},
        lambda file, _voice: {"text": "a", "audio": [file]},
        lambda _file, voice: {"text": "a", "files": [voice]},
        lambda _file, voice: {"text": "a", "audio": voice},
        lambda _file, voice: {"text": "a", "audio": [voice, voice]},
    ],
)
def test_a_forged_message_is_refused(visit: Any, forge: Any) -> None:
    app = visit(CHAT)
    file, voice = send(app, b"abc"), send(app, b"wave", "a.wav")
    app.change(In=forge(file, voice))
    assert app.session.last_run == 1
    assert app.session._inbox.refused == 1
    # Those that are real are still there for a message that is.
    assert app.change(In={"text": "a", "files": [file], "audio": [voice]}).session.last_run == 2


def test_a_message_has_files_of_its_own_field_only(visit: Any) -> None:
    app = visit(CHAT + "st.file_uploader('Other')")
    app.change(In={"text": "a", "files": [send(app, b"abc", label="Other")]})
    assert app.session.last_run == 1


@pytest.mark.parametrize(
    ("accepts", "name", "takes"),
    [
        ("accept_file=True, file_type='txt'", "a.txt", True),
        ("accept_file=True, file_type='txt'", "a.wav", False),
        ("accept_file=True, file_type='txt', accept_audio=True", "a.wav", True),
        ("accept_file=True, file_type='txt', accept_audio=True", "a.exe", False),
        ("accept_file=True, accept_audio=True", "a.exe", True),
        ("accept_audio=True", "a.wav", True),
        ("accept_audio=True", "a.txt", False),
        ("", "a.txt", False),
    ],
)
def test_a_field_takes_what_a_message_can_have(visit: Any, accepts: str, name: str, takes: bool) -> None:
    app = visit(f"import revoila as st\nst.chat_input(key='In', {accepts})")
    assert ("received" in send(app, b"abc", name)) is takes


def test_limits_of_files_in_messages_hold_in_the_kernel(visit: Any) -> None:
    app = visit(CHAT, limits={"uploads_per_session": MEGABYTE})
    assert "larger than 1 MB" in send(app, b"", size=2 * MEGABYTE)["error"]
    assert "larger than 1 MB" in send(app, b"", "a.wav", size=2 * MEGABYTE)["error"]
    first = send(app, bytes(MEGABYTE))
    assert "1 MB together" in send(app, bytes(MEGABYTE))["error"]
    # What was sent is the script's, and no longer counts.
    app.change(In={"text": "", "files": [first]})
    assert send(app, bytes(MEGABYTE))["received"] == MEGABYTE


def test_one_file_or_whole_folders(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        for key, accepts in (("one", True), ("all", "directory")):
            message = st.chat_input(key=key, accept_file=accepts)
            st.text(message and [file.name for file in message.files])
        """
    )
    two = [send(app, b"", "a/x.txt", label="one"), send(app, b"", "b/y.txt", label="one")]
    app.change(one={"text": "", "files": two})
    assert app.session.last_run == 1
    assert app.change(one={"text": "", "files": two[:1]}).texts == ["['x.txt']", "None"]
    two = [send(app, b"", "a/x.txt", label="all"), send(app, b"", "../b/y.txt", label="all")]
    assert app.change(all={"text": "", "files": two}).texts == ["None", "['a/x.txt', 'b/y.txt']"]


def test_a_callback_of_a_message_sees_its_files(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        def note():
            st.session_state.noted = [file.read() for file in st.session_state.In.files]
        message = st.chat_input(key="In", accept_file=True, on_submit=note)
        st.text((st.session_state.get("noted"), message and message.files[0].read()))
        """
    )
    app.change(In={"text": "", "files": [send(app, b"abc")]})
    assert app.texts == [str(([b"abc"], b"abc"))]
