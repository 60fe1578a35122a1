"""Sound, films, documents, frames and downloads in Chromium."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest
from playwright.sync_api import expect
from tests.browser.lab import Notebook, write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

APP = """
    import numpy as np
    import revoila as st
    from pathlib import Path

    sound = np.sin(np.arange(22_050 * 3) / 10)
    st.audio(sound, sample_rate=22_050, start_time=1, end_time=2, alt="Tone")
    st.video(bytes(20_000_000), alt="Film")
    document = Path("letter.pdf")
    document.write_bytes(LETTER)
    st.pdf(document, height=300, alt="Letter")
    st.iframe("<body style='margin:0'><div style='height:123px'>high</div>", alt="Frame")
    drawing = Path("drawing.svg")
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>parent.bad = 1</script></svg>")
    st.iframe(drawing, alt="Drawing")
"""
LETTER = (
    b"%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj trailer<</Root 1 0 R>>"
)

DOWNLOADS = """
    import revoila as st

    runs = st.session_state.runs = st.session_state.get("runs", 0) + 1

    st.download_button("Text", "a,b", "table.csv", "text/csv")
    st.download_button("Page", "<script>opener.bad = 1</script>", "page.html", "text/html")
    st.download_button("Quiet", f"run {runs}", "quiet.txt", on_click="ignore")
    st.download_button("Made", lambda: f"made after run {runs}", "made.txt")
    st.download_button("Large", bytes(range(256)) * 4096 * 48, "large.bin")
    st.download_button("Broken", lambda: 1 / 0, "broken.txt")
    name = st.text_input("Name")
    if name:
        st.download_button("By name", f"content of {name}", name)
    st.write(f"run {runs}")
"""

MINUTES = 20
RECORDING = """
    import revoila as st
    from pathlib import Path
    import struct

    SIZE = 20 * 60 * 96_000
    sound = Path("lecture.wav")
    if not sound.exists():
        head = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 48_000, 96_000, 2, 16) + b"data"
        with sound.open("wb") as file:
            file.write(b"RIFF" + struct.pack("<I", SIZE + 36) + head + struct.pack("<I", SIZE))
            file.truncate(SIZE + 44)
    st.audio(sound, alt="Lecture")
"""
MANY_PLAYERS = """
for number in range(9):
    copy = Path(f"{number}.wav")
    if not copy.exists():
        copy.write_bytes(b"")
        import shutil; shutil.copyfile(sound, copy)
    st.audio(copy, alt=f"Lecture {number}")
"""

LONGEST = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: "longtask" });
}"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("media") / "app.py"
    path.write_text(textwrap.dedent(APP).replace("LETTER", repr(LETTER)))
    return serve(path)


@pytest.fixture(scope="module")
def alone(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same with a process for each visitor, which the server cannot ask for parts of files."""
    path = tmp_path_factory.mktemp("alone") / "app.py"
    path.write_text(textwrap.dedent(APP).replace("LETTER", repr(LETTER)))
    return serve(path, "--isolation=process")


class Traffic:
    """What players and viewers of a page receive over HTTP.

    Parameters
    ----------
    page : Page
        In Chromium.
    """

    def __init__(self, page: Page) -> None:
        self._tools = page.context.new_cdp_session(page)
        self._wanted: set[str] = set()
        self.urls: set[str] = set()
        self.statuses: set[int] = set()
        self.received = 0
        self.largest_file = 0

    def __enter__(self) -> Self:
        self._tools.on("Network.responseReceived", self._begin)
        self._tools.on("Network.dataReceived", self._count)
        self._tools.send("Network.enable")
        return self

    def __exit__(self, *_error: object) -> None:
        self._tools.send("Network.disable")

    def _begin(self, said: dict[str, Any]) -> None:
        if said["type"] == "Media":
            response = said["response"]
            self._wanted.add(said["requestId"])
            self.urls.add(response["url"])
            self.statuses.add(response["status"])
            size = response["headers"].get("Content-Range", "/0").rpartition("/")[2]
            self.largest_file = max(self.largest_file, int(size))

    def _count(self, said: dict[str, Any]) -> None:
        if said["requestId"] in self._wanted:
            self.received += said["dataLength"]


@pytest.fixture(scope="module")
def downloads(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("downloads") / "app.py"
    path.write_text(textwrap.dedent(DOWNLOADS))
    return serve(path)


def saved(app: Any, name: str, files: str) -> bytes:
    """What a button downloads under a name."""
    with app.page.expect_download() as waiting:
        app.root.get_by_role("button", name=name, exact=True).click()
    assert waiting.value.suggested_filename == files
    return Path(waiting.value.path()).read_bytes()


def test_sound_plays_from_where_it_is_to_and_stops_where_it_is_to(app: Any, address: str) -> None:
    app.open(address)
    audio = app.page.get_by_label("Tone", exact=True)
    app.page.wait_for_function("() => document.querySelector('audio').readyState >= 1")
    assert audio.evaluate("(one) => [one.currentTime, Math.round(one.duration)]") == [1, 3]
    audio.evaluate("(one) => { one.muted = true; one.playbackRate = 4; void one.play(); }")
    app.page.wait_for_function(
        "() => { const one = document.querySelector('audio'); return one.paused && one.currentTime >= 2; }"
    )
    assert audio.evaluate("(one) => one.currentTime") < 3


def test_a_large_film_comes_when_it_is_wanted(app: Any, alone: str) -> None:
    """Where the server cannot ask the kernel for parts of it."""
    app.open(alone)
    assert app.page.locator("video").count() == 0
    app.root.get_by_role("button", name="Load video (20 MB)").click()
    film = app.page.get_by_label("Film", exact=True)
    app.until(lambda: (film.get_attribute("src") or "").startswith("blob:"))
    audio = app.page.get_by_label("Tone", exact=True)
    app.until(lambda: (audio.get_attribute("src") or "").startswith("blob:"))


def test_a_long_recording_is_searched_without_being_fetched_whole(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "app.py"
    path.write_text(textwrap.dedent(RECORDING))
    with Traffic(app.page) as traffic:
        app.open(serve(path))
        audio = app.page.get_by_label("Lecture", exact=True)
        app.page.wait_for_function("() => document.querySelector('audio').readyState >= 1")
        assert round(audio.evaluate("(one) => one.duration")) == MINUTES * 60
        audio.evaluate("(one) => { one.muted = true; one.currentTime = one.duration - 2; void one.play(); }")
        app.page.wait_for_function("() => document.querySelector('audio').ended")
    assert traffic.largest_file > 100_000_000
    assert traffic.statuses == {206}
    assert 100_000 < traffic.received < 25_000_000
    assert all("/api/revoila/files/" in url for url in traffic.urls)


def test_players_that_wait_keep_no_connection_from_the_page(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    """A browser has six connections with a server, and a player that waits would keep one."""
    path = tmp_path / "app.py"
    path.write_text(textwrap.dedent(RECORDING) + MANY_PLAYERS)
    app.open(serve(path))
    app.page.wait_for_function(
        "() => [...document.querySelectorAll('audio')].filter((one) => one.readyState >= 1).length === 10"
    )
    assert app.page.evaluate("async () => (await fetch('_stcore/health')).status") == 200


def test_documents_and_frames_show_within_the_content_policy(app: Any, address: str) -> None:
    app.open(address)
    page = app.page
    letter = page.get_by_title("Letter", exact=True)
    letter.scroll_into_view_if_needed()
    app.until(lambda: "/api/revoila/files/" in (letter.get_attribute("src") or ""))
    frame = page.get_by_title("Frame", exact=True)
    app.until(lambda: frame.evaluate("(one) => one.offsetHeight") == 123)
    expect(frame.content_frame.get_by_text("high")).to_be_visible()
    drawing = page.get_by_title("Drawing", exact=True)
    app.until(lambda: (drawing.get_attribute("src") or "").startswith("blob:"))
    drawing.content_frame.locator("svg").wait_for(state="attached")
    assert page.evaluate("() => window.bad") is None


def test_text_and_pages_are_saved_and_never_opened(app: Any, downloads: str) -> None:
    app.open(downloads)
    assert app.texts() == ["run 1"]
    assert saved(app, "Text", "table.csv") == b"a,b"
    app.until(lambda: app.texts() == ["run 2"])
    assert b"<script>" in saved(app, "Page", "page.html")
    app.until(lambda: app.texts() == ["run 3"])
    assert len(app.page.context.pages) == 1


def test_a_quiet_download_runs_nothing_and_a_function_makes_its_file_at_the_press(
    app: Any, downloads: str
) -> None:
    app.open(downloads)
    assert saved(app, "Quiet", "quiet.txt") == b"run 1"
    assert saved(app, "Made", "made.txt") == b"made after run 1"
    app.until(lambda: app.texts() == ["run 2"])
    app.press("Broken")
    expect(app.root.get_by_test_id("stDownloadButtonError")).to_contain_text("could not be made")


def test_a_large_download_leaves_the_page_usable(app: Any, downloads: str) -> None:
    app.open(downloads)
    app.page.evaluate(LONGEST)
    content = saved(app, "Large", "large.bin")
    assert len(content) == 48 * 2**20
    assert content[:256] == content[-256:] == bytes(range(256))
    # A page that puts it together at once stands still for much longer.
    assert app.page.evaluate("() => window.longest") < 1000


def test_a_name_that_a_visitor_gives_is_only_a_name(app: Any, downloads: str) -> None:
    app.open(downloads)
    app.type("Name", "../../etc/passwd")
    with app.page.expect_download() as waiting:
        app.root.get_by_role("button", name="By name").click()
    assert not re.search(r"[/\\]", waiting.value.suggested_filename)
    assert Path(waiting.value.path()).read_text() == "content of ../../etc/passwd"


def test_a_film_with_subtitles_plays(app: Any, serve: Callable[..., str], tmp_path: Path) -> None:
    """The film is one that the browser itself has recorded."""
    path = tmp_path / "app.py"
    path.write_text(
        textwrap.dedent("""
            import base64
            import revoila as st
            film = st.text_input("Film")
            if film:
                said = {"English": "WEBVTT\\n\\n00:00.000 --> 00:05.000\\nHello", "None": ""}
                st.video(base64.b64decode(film), format="video/webm", subtitles=said, muted=True, alt="Own film")
        """)
    )
    app.open(serve(path))
    film = app.page.evaluate("""async () => {
      const canvas = document.createElement("canvas");
      const pen = canvas.getContext("2d");
      const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: "video/webm" });
      const parts = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const ended = new Promise((resolve) => { recorder.onstop = resolve; });
      recorder.start();
      for (let frame = 0; frame < 20; frame += 1) {
        pen.fillStyle = `hsl(${frame * 18} 80% 50%)`;
        pen.fillRect(0, 0, 300, 150);
        await new Promise(requestAnimationFrame);
      }
      recorder.stop();
      await ended;
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }""")
    app.type("Film", film)
    app.page.wait_for_function(
        """() => {
          const film = document.querySelector("video");
          return film?.readyState >= 2 && film.videoWidth === 300 && film.textTracks[0]?.cues?.length === 1;
        }"""
    )
    labels = app.page.evaluate(
        "() => [...document.querySelector('video').textTracks].map((one) => one.label)"
    )
    assert labels == ["English", "None"]


def test_files_come_to_a_cell_of_jupyterlab(page: Page, lab: tuple[str, Path], app: Any) -> None:
    address, folder = lab
    source = textwrap.dedent("""
        import revoila as st
        if st.download_button("Save", b"x" * 3_000_000, "saved.bin"):
            st.write("saved")
        st.audio(b"RIFF", alt="Nothing to hear")
    """)
    write_notebook(folder, 'import revoila\nrevoila.App("media.py")', media=source)
    notebook = Notebook(page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    assert saved(shown, "Save", "saved.bin") == b"x" * 3_000_000
    shown.until(lambda: shown.texts() == ["saved"])
    audio = page.get_by_label("Nothing to hear")
    shown.until(lambda: (audio.get_attribute("src") or "").startswith("blob:"))
