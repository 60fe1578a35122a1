"""Files, photos and recordings on their way from a browser; numbers are statements of the state specification."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.lab import Notebook, write_notebook
from tests.browser.routes import Cable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

APP = """
import hashlib
import streamlit as st
from streamlit.typing import UploadedFile

def about(value: UploadedFile | list | None):
    if isinstance(value, list):
        return ", ".join(map(about, value)) or "none"
    if value is None:
        return "none"
    return f"{value.name} {value.size} {hashlib.sha256(value.getvalue()).hexdigest()[:8]}"

st.write("files:", about(st.file_uploader("Files", accept_multiple_files=True)))
with st.form("form", clear_on_submit=True):
    inside = st.file_uploader("Inside", ["txt"])
    st.form_submit_button("Send")
st.write("inside:", about(inside))
st.write("folder:", about(st.file_uploader("Folder", accept_multiple_files="directory")))
"""

DEVICES = """
import wave
import streamlit as st

photo = st.camera_input("Photo", resolution="480p")
if photo:
    from PIL import Image
    st.write("photo", Image.open(photo).size, photo.type, photo.name)
voice = st.audio_input("Voice", sample_rate=8000)
if voice:
    with wave.open(voice) as sound:
        rate, channels, width = sound.getframerate(), sound.getnchannels(), sound.getsampwidth()
        long = sound.getnframes() / rate > 0.5
        loud = any(sound.readframes(sound.getnframes()))
    st.write("voice", rate, channels, width, long, loud, voice.type)
"""

CHAT = """
import hashlib
import wave
import streamlit as st

said = st.session_state.setdefault("said", [])
message = st.chat_input(
    "Say", accept_file="multiple", file_type=["txt", "png"], accept_audio=True, audio_sample_rate=8000, key="say"
)
if message:
    files = [f"{file.name} {file.size} {hashlib.sha256(file.read()).hexdigest()[:8]}" for file in message.files]
    spoken = "silent"
    if message.audio:
        with wave.open(message.audio) as sound:
            spoken = (sound.getframerate(), sound.getnframes() > 4000, any(sound.readframes(sound.getnframes())))
    said.append(f"{len(said) + 1}: {message.text!r} {files} {spoken}")
for line in said:
    st.write(line)
"""


def about(name: str, data: bytes) -> str:
    return f"{name} {len(data)} {hashlib.sha256(data).hexdigest()[:8]}"


def file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/plain", "buffer": data}


def place(app: Any, label: str) -> Any:
    return app.root.get_by_test_id("stFileUploader").filter(has_text=re.compile(f"^{label}"))


def field(app: Any, label: str) -> Any:
    return place(app, label).get_by_test_id("stFileUploaderDropzoneInput")


def written(tmp_path_factory: pytest.TempPathFactory, source: str) -> Path:
    path = tmp_path_factory.mktemp("uploads") / "app.py"
    path.write_text(source)
    return path


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(written(tmp_path_factory, APP))


def test_files_arrive_as_they_are_and_stay_for_a_reload(app: Any, address: str) -> None:
    """Statement 28: they are the session's, which lives on."""
    app.open(address)
    large, small = os.urandom(5 * 1024**2), b"hello"
    field(app, "Files").set_input_files(
        [file("large.bin", large), file("small.txt", small), file("no.txt", b"")]
    )
    expected = f"files: {about('large.bin', large)}, {about('small.txt', small)}, {about('no.txt', b'')}"
    # Small ones overtake large ones.
    app.until(lambda: sorted(app.texts()[0][7:].split(", ")) == sorted(expected[7:].split(", ")))
    app.reload()
    assert sorted(app.texts()[0][7:].split(", ")) == sorted(expected[7:].split(", "))
    place(app, "Files").get_by_role("button", name="Remove large.bin").click()
    app.until(lambda: "large.bin" not in app.texts()[0])
    expect(place(app, "Files").get_by_test_id("stFileChip")).to_have_count(2)


def test_a_form_takes_its_files_along_when_it_is_sent(app: Any, address: str) -> None:
    app.open(address)
    field(app, "Inside").set_input_files(file("no.exe", b"x"))
    chip = place(app, "Inside").get_by_test_id("stFileChip")
    expect(chip.get_by_text("Only TXT can be sent here.")).to_be_visible()
    field(app, "Inside").set_input_files(file("a.txt", b"abc"))
    expect(place(app, "Inside").get_by_role("button", name="Remove a.txt")).to_be_visible()
    assert app.texts()[1] == "inside: none"
    app.press("Send")
    assert app.texts()[1] == f"inside: {about('a.txt', b'abc')}"
    expect(place(app, "Inside").get_by_test_id("stFileChip")).to_have_count(0)


def test_a_folder_keeps_its_names(app: Any, address: str, tmp_path: Path) -> None:
    (tmp_path / "photos" / "old").mkdir(parents=True)
    (tmp_path / "photos" / "old" / "a.txt").write_text("a")
    app.open(address)
    field(app, "Folder").set_input_files(tmp_path / "photos")
    app.until(lambda: app.texts()[2] == f"folder: {about('photos/old/a.txt', b'a')}")


HELD = """
const read = Blob.prototype.arrayBuffer;
const held = new Promise((resolve) => { window.goOn = resolve; });
let parts = 0;
Blob.prototype.arrayBuffer = async function () {
  parts += 1;
  if (parts > 6) await held;
  return read.call(this);
};
"""
"""Has a page read six parts of a file, and no more before it is told to."""


def test_a_file_goes_on_after_an_interruption(app: Any, address: str) -> None:
    cable = Cable(app.page)
    app.page.add_init_script(HELD)
    app.open(address)
    data = os.urandom(3 * 1024**2)
    field(app, "Files").set_input_files(file("long.bin", data))
    progress = place(app, "Files").get_by_role("progressbar")
    expect(progress).not_to_have_attribute("aria-valuenow", "0")
    cable.pull()
    expect(app.root).to_have_attribute("data-test-connection-state", "PINGING_SERVER")
    app.page.evaluate("window.goOn()")
    expect(progress).to_be_visible()
    cable.plug_in()
    app.until(lambda: app.texts()[0] == f"files: {about('long.bin', data)}")


def test_photos_and_recordings_are_what_the_device_gives(
    visitor: Callable[..., Any], serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = visitor(permissions=["camera", "microphone"])
    app.open(serve(written(tmp_path_factory, DEVICES)))
    app.page.wait_for_function("() => document.querySelector('video')?.videoWidth > 0")
    app.root.get_by_role("button", name="Take photo").click()
    photo = app.root.get_by_text(re.compile(r"photo \(\d+, 480\) image/jpeg photo-[-\d]+\.jpg"))
    expect(photo).to_be_visible()
    app.root.get_by_role("button", name="Record").click()
    time = app.root.get_by_test_id("stAudioInputWaveformTimeCode")
    expect(time).to_have_text("00:01")
    app.root.get_by_role("button", name="Stop recording").click()
    expect(app.root.get_by_text("voice 8000 1 2 True True audio/wav")).to_be_visible()
    app.root.get_by_role("button", name="Play").click()
    expect(app.root.get_by_role("button", name=re.compile("Pause|Play"))).to_be_visible()
    app.root.get_by_role("button", name="Clear photo").click()
    app.root.get_by_role("button", name="Delete the recording").click()
    expect(photo).to_have_count(0)
    app.until(lambda: app.settle().texts() == [])


def test_a_message_takes_files_and_a_recording_along(
    visitor: Callable[..., Any], serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = visitor(permissions=["microphone"])
    app.open(serve(written(tmp_path_factory, CHAT)))
    page, write = app.page, app.root.get_by_role("textbox", name="Say")
    chooser = app.root.get_by_test_id("stChatInputFileUploadInput")
    one, other = os.urandom(100), os.urandom(2 * 1024**2)

    # What is written while a file is on its way is sent with it, by the keyboard.
    chooser.set_input_files([file("one.txt", one), file("other.txt", other), file("bad.exe", b"x")])
    write.fill("Look")
    chips = app.root.get_by_test_id("stFileChip")
    expect(chips.filter(has_text="bad.exe")).to_contain_text("Only TXT, PNG can be sent here.")
    expect(app.root.get_by_role("button", name="Send message")).to_be_enabled()
    page.keyboard.press("Enter")
    files = [about("one.txt", one), about("other.txt", other)]
    first = f"1: 'Look' {files} silent"
    app.until(lambda: app.texts() == [first])
    expect(chips).to_have_count(0)
    expect(write).to_have_value("")

    # A recording goes by itself, once, with what is beside it.
    chooser.set_input_files([file("one.txt", one)])
    expect(chips).to_have_count(1)
    write.fill("Listen")
    app.root.get_by_role("button", name="Record a message").click()
    expect(app.root.get_by_test_id("stChatInputWaveform")).to_be_visible()
    expect(write).to_be_hidden()
    expect(app.root.get_by_text("00:01")).to_be_visible()
    expect(app.root.get_by_role("button", name="Send the recording")).to_be_focused()
    page.keyboard.press("Enter")
    second = f"2: 'Listen' {files[:1]} (8000, True, True)"
    app.until(lambda: app.texts() == [first, second])
    expect(chips).to_have_count(0)

    # Nothing of a recording that was discarded is sent.
    write.fill("Only text")
    app.root.get_by_role("button", name="Record a message").click()
    app.root.get_by_role("button", name="Discard the recording").click()
    expect(write).to_have_value("Only text")
    write.press("Enter")
    app.until(lambda: app.texts() == [first, second, "3: 'Only text' [] silent"])


def test_the_room_for_what_goes_along_is_there_from_the_start(
    app: Any, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Buttons that come late move nothing."""
    held: list[Any] = []
    app.page.route("**/chat-files-*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    app.open(serve(written(tmp_path_factory, CHAT)))
    parts = "[data-testid=stChatInputTextArea], [data-testid=stChatInputSubmitButton], .rv-chat-side"
    places = f"""() => [...document.querySelectorAll("{parts}, [data-testid=stChatInputMicButton]")].map((part) => {{
      const {{x, y, width, height}} = part.getBoundingClientRect();
      return [x, y, width, height].map(Math.round).join(" ");
    }}).sort()"""
    app.until(lambda: len(held) == 1)
    before = app.page.evaluate(places)
    assert len(before) == 4
    held[0].continue_()
    expect(app.root.get_by_test_id("stChatInputMicButton")).to_be_visible()
    assert app.page.evaluate(places) == before


def test_a_visitor_who_refuses_is_told_what_to_do(
    visitor: Callable[..., Any], serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    app = visitor(permissions=[])
    app.open(serve(written(tmp_path_factory, DEVICES)))
    expect(app.root.get_by_text("This page may not use the camera.")).to_be_visible()
    app.root.get_by_role("button", name="Record").click()
    expect(app.root.get_by_role("alert")).to_contain_text("This page may not use the microphone.")


def test_a_file_gets_into_a_cell(page: Page, lab: tuple[str, Path], app: Any) -> None:
    address, folder = lab
    write_notebook(folder, 'import revoila\nrevoila.App("files.py")', files=APP)
    notebook = Notebook(page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    data = os.urandom(3 * 1024**2)
    field(shown, "Files").set_input_files(file("large.bin", data))
    shown.until(lambda: shown.texts()[0] == f"files: {about('large.bin', data)}")
