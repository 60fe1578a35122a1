"""How files get to the page: in parts, for as long as a script refers to them, and only by their names."""

from __future__ import annotations

import gc
from queue import Queue
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements.media import _file
from revoila.runtime import _media
from revoila.runtime._media import MOST_CALLS, MOST_TRANSFERS, PART

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOWNLOAD = """
    import revoila as st
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    if st.checkbox("Show", True):
        st.download_button("Save", f"run {st.session_state.runs}", "a.txt")
    st.checkbox("Again")
"""

FRAGMENT = """
    import revoila as st

    @st.fragment
    def part():
        number = st.number_input("Inner", 0, 9, 0)
        st.audio(f"inner {number}".encode())

    st.audio(f"outer {st.number_input('Outer', 0, 9, 0)}".encode())
    part()
"""

DEFERRED = """
    import revoila as st
    from tests.unit.runtime import test_media

    def make():
        return test_media.WORK["make"]()

    st.download_button("Save", make, "report.txt")
    st.checkbox("Again")
"""

WORK: dict[str, Callable[[], Any]] = {}
"""What the function of a download button does; set by tests."""


def ask(app: Any, name: object, transfer: object = "t", at: object = 0) -> Any:
    """Ask for a part as the page does; the answer, if it comes at once."""
    before = len(app.messages)
    app.session.handle_message({"method": "media", "id": name, "transfer": transfer, "at": at})
    answers = [message for message in app.messages[before:] if message["method"] == "media"]
    return answers[-1] if answers else None


def listen(app: Any) -> Queue[dict[str, Any]]:
    """Return where answers go from now on."""
    answers: Queue[dict[str, Any]] = Queue()
    app.session.media._send = lambda message, _buffers: answers.put(message)
    return answers


def whole(app: Any, name: str, transfer: str = "t") -> bytes:
    """All parts of a file."""
    parts: list[bytes] = []

    def send(message: dict[str, Any], buffers: list[Any]) -> None:
        app.messages.append(message)
        parts.extend(map(bytes, buffers))

    app.session.media._send = send
    first = ask(app, name, transfer)
    at = len(parts[0])
    while at < first["size"]:
        ask(app, name, transfer, at)
        at += len(parts[-1])
    return b"".join(parts)


def names(app: Any, kind: str = "audio") -> list[str]:
    """Names of the files on the page."""
    return [node.props["file"].name for node in app.nodes(kind)]


def test_the_page_gets_a_name_and_asks_for_the_bytes(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    assert whole(app, name) == b"run 1"
    assert app.messages[-1] == {
        "method": "media",
        "transfer": "t",
        "at": 0,
        "size": 5,
        "type": "text/plain",
    }


def test_no_patch_and_no_snapshot_holds_the_bytes(visit: Any) -> None:
    app = visit("""
        import revoila as st
        st.audio(b"sound " * 1000)
        st.video(b"film " * 1000, subtitles="WEBVTT said")
        st.pdf(b"paper " * 1000)
        st.download_button("Save", "file " * 1000)
    """)
    app.session.handle_message({"method": "resync"})
    sent = repr(app.messages)
    assert "'$m': " in sent
    for word in ("sound", "film ", "paper", "file file", "said"):
        assert word not in sent
    assert len(sent) < 20_000


def test_a_file_travels_in_parts(visit: Any) -> None:
    app = visit(f"""
        import revoila as st
        st.download_button("Save", bytes(range(256)) * 4096 * 2 + b"end")
        assert {PART} == 256 * 4096
    """)
    (name,) = names(app, "download_button")
    found = whole(app, name)
    assert found == bytes(range(256)) * 4096 * 2 + b"end"
    offsets = [message["at"] for message in app.messages if message["method"] == "media"]
    assert offsets == [0, PART, 2 * PART]


def test_a_full_run_deletes_what_it_does_not_refer_to(visit: Any) -> None:
    """Statement 10."""
    app = visit(DOWNLOAD)
    (first,) = names(app, "download_button")
    assert app.session.media.names == {first}
    app.change(Again=True)
    (second,) = names(app, "download_button")
    assert app.session.media.names == {second}
    assert ask(app, first, "late") == {"method": "media", "transfer": "late", "error": "gone"}
    app.change(Show=False)
    gc.collect()
    assert app.session.media.names == set()
    assert not {first, second} & set(_file._shared)


def test_a_fragment_deletes_only_what_fragments_have_added(visit: Any) -> None:
    """Statement 10."""
    app = visit(FRAGMENT)
    outer, inner = names(app)
    app.change(Inner=1)
    _, second = names(app)
    assert app.session.media.names == {outer, inner, second}, "what a full run refers to stays until the next"
    app.change(Inner=2)
    _, third = names(app)
    assert app.session.media.names == {outer, inner, third}, "one that runs every second fills no memory"
    app.change(Outer=1)
    assert app.session.media.names == set(names(app))
    assert third in names(app)


def test_while_a_run_goes_on_the_files_of_the_page_are_there(visit: Any) -> None:
    app = visit("""
        import revoila as st
        from tests.unit.runtime import test_media
        if st.checkbox("Wait"):
            test_media.begun.set()
            test_media.go.wait(10)
        st.audio(f"sound {st.checkbox('Wait too')}".encode())
    """)
    begun.clear()
    go.clear()
    (name,) = names(app)
    app.send(Wait=True)
    assert begun.wait(10)
    assert ask(app, name)["size"] == len("sound False")
    go.set()
    app.settle()


begun, go = Event(), Event()


def test_a_transfer_that_has_begun_ends_whatever_runs_do(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    assert ask(app, name)["size"] == 5
    app.change(Show=False)
    assert ask(app, name, at=2)["at"] == 2
    assert ask(app, name, at=None) is None
    assert ask(app, name)["error"] == "gone", "nothing is held when the page wants no more"


def test_a_page_that_begins_ever_more_transfers_holds_only_so_many(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    for number in range(2 * MOST_TRANSFERS):
        ask(app, name, f"t{number}")
    assert len(app.session.media._transfers) == MOST_TRANSFERS


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../app.py", "app.py", "", "x" * 10_000, None, 5, ["a"], {"a": 1}, True]
)
def test_nothing_but_the_name_of_a_file_on_the_page_gives_anything(visit: Any, name: object) -> None:
    app = visit(DOWNLOAD)
    answer = ask(app, name)
    assert answer is None or answer["error"] == "gone"


@pytest.mark.parametrize("at", [-1, 1.5, "0", True, [], 10**30])
def test_a_part_that_cannot_be_is_nothing(visit: Any, at: object) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    sent: list[bytes] = []
    app.session.media._send = lambda _message, buffers: sent.extend(map(bytes, buffers))
    app.session.handle_message({"method": "media", "id": name, "transfer": "t", "at": at})
    assert b"".join(sent) == b""


@pytest.mark.parametrize("transfer", [None, 5, "", "x" * 1000])
def test_a_transfer_needs_a_name(visit: Any, transfer: object) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    assert ask(app, name, transfer) is None


def test_another_visitor_cannot_fetch_a_file(visit: Any, tmp_path: Path) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    other = visit("import revoila as st\nst.audio(b'other')")
    assert ask(other, name)["error"] == "gone"


def test_a_large_file_on_disk_that_changes_is_refused(
    visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_file, "IN_MEMORY", 4)
    path = tmp_path / "a.bin"
    path.write_bytes(b"123456789")
    app = visit(f"import revoila as st\nst.video({str(path)!r})")
    (name,) = names(app, "video")
    assert ask(app, name)["size"] == 9
    path.write_bytes(b"x")
    assert ask(app, name)["error"] == "changed"


def test_a_function_makes_its_file_when_the_page_asks(visit: Any) -> None:
    calls = []

    def make() -> str:
        calls.append(1)
        return f"call {len(calls)}"

    WORK["make"] = make
    app = visit(DEFERRED)
    button, answers = app.input("Save").id, listen(app)
    assert calls == []
    ask(app, button)
    assert answers.get(timeout=10) == {
        "method": "media",
        "transfer": "t",
        "at": 0,
        "size": 6,
        "type": "text/plain",
        "name": "report.txt",
    }
    ask(app, button, "other")
    answers.get(timeout=10)
    assert calls == [1, 1], "each press makes it anew"


def test_a_function_runs_once_for_all_who_wait_for_it(visit: Any) -> None:
    calls = []
    go.clear()

    def make() -> str:
        calls.append(1)
        go.wait(10)
        return "x"

    WORK["make"] = make
    app = visit(DEFERRED)
    button, answers = app.input("Save").id, listen(app)
    for transfer in ("a", "b", "a"):
        ask(app, button, transfer)
    assert answers.empty()
    go.set()
    assert [answers.get(timeout=10)["transfer"] for _ in "ab"] == ["a", "b"]
    assert calls == [1]


def test_what_a_function_draws_goes_nowhere_and_the_script_goes_on(visit: Any) -> None:
    go.clear()

    def make() -> str:
        import revoila as st

        st.write("drawn by a download")
        go.wait(10)
        return "x"

    WORK["make"] = make
    app = visit(DEFERRED)
    answers = listen(app)
    ask(app, app.input("Save").id)
    app.change(Again=True)
    go.set()
    answers.get(timeout=10)
    assert app.settle().texts == []


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_a_function_that_fails_says_so_without_telling_why(
    visit: Any, error: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    def make() -> str:
        raise error("a secret")

    WORK["make"] = make
    app = visit(DEFERRED)
    answers = listen(app)
    ask(app, app.input("Save").id)
    assert answers.get(timeout=10) == {"method": "media", "transfer": "t", "error": "failed"}
    assert "a secret" in caplog.text


def test_only_so_many_functions_run_at_once(visit: Any) -> None:
    go.clear()

    def make() -> str:
        go.wait(10)
        return "x"

    WORK["make"] = make
    app = visit(f"""
        import revoila as st
        from tests.unit.runtime import test_media
        for number in range({MOST_CALLS + 1}):
            st.download_button(f"Save {{number}}", lambda: test_media.WORK["make"]())
    """)
    answers = listen(app)
    for number in range(MOST_CALLS + 1):
        ask(app, app.input(f"Save {number}").id, f"t{number}")
    refused = answers.get(timeout=10)
    assert (refused["transfer"], refused["error"]) == (f"t{MOST_CALLS}", "busy")
    go.set()
    assert {answers.get(timeout=10)["transfer"] for _ in range(MOST_CALLS)} == {
        f"t{number}" for number in range(MOST_CALLS)
    }


def test_a_session_that_ends_lets_go_of_its_files(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    app.session.close()
    assert app.session.media.names == set()
    assert ask(app, name) is None


def test_a_cached_function_shows_its_recording_in_every_run(visit: Any) -> None:
    """Statement 46 of caching."""
    app = visit("""
        import revoila as st

        @st.cache_data
        def play():
            st.audio(b"cached sound")

        play()
        st.checkbox("Again")
    """)
    (name,) = names(app)
    app.change(Again=True)
    assert names(app) == [name]
    assert whole(app, name) == b"cached sound"


def test_a_large_picture_is_fetched_like_any_file(visit: Any) -> None:
    app = visit("""
        import numpy as np
        import revoila as st
        st.image(np.random.default_rng(1).integers(0, 256, (800, 800, 3), np.uint8), output_format="PNG")
    """)
    (image,) = app.nodes("image")
    name = image.props["images"][0]["file"].name
    assert whole(app, name).startswith(b"\x89PNG")


def test_every_kind_that_holds_files_is_known() -> None:
    assert {"audio", "video", "pdf", "iframe", "download_button"} <= _media.CARRIERS


def read(app: Any, name: str, at: int = 0, count: int = 100, reader: str = "reader") -> bytes | None:
    """A part of a file, as the server reads it."""
    part = app.session.media.read(name, at, count, reader)
    return None if part is None else bytes(part.content)


def test_the_server_reads_parts_of_what_is_on_the_page_and_of_nothing_else(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    assert read(app, name) == b"run 1"
    assert read(app, name, at=2, count=2) == b"n "
    assert read(app, name, at=99) == b""
    part = app.session.media.read(name, 0, 0, "reader")
    assert (part.file.size, part.file.mime, part.held) == (5, "text/plain", False)
    for other in ("", "reader2", "/etc/passwd", "../x"):
        assert read(app, other, reader="other") is None


def test_a_file_is_held_for_its_reader_whatever_runs_do(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    assert read(app, name, count=2) == b"ru"
    app.change(Show=False)
    assert read(app, name, at=2) == b"n 1"
    assert read(app, name, reader="another") is None
    app.session.media.release("reader")
    assert read(app, name) is None


def test_a_page_has_a_file_held_before_the_press_replaces_it(visit: Any) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    app.session.handle_message({"method": "media", "id": name, "transfer": "mine", "at": 0, "hold": True})
    assert app.messages[-1] == {
        "method": "media",
        "transfer": "mine",
        "at": 0,
        "size": 5,
        "type": "text/plain",
    }
    app.change(Again=True)
    assert names(app, "download_button") != [name]
    assert app.session.media.read("mine", 0, 100, "reader").held
    assert read(app, "mine") == b"run 1"
    app.session.media.release("mine")
    assert read(app, "mine") is None


def test_what_a_function_makes_is_held_too(visit: Any) -> None:
    WORK["make"] = lambda: b"made"
    app = visit(DEFERRED)
    (button,) = app.nodes("download_button")
    answers = listen(app)
    app.session.handle_message(
        {"method": "media", "id": button.id, "transfer": "mine", "at": 0, "hold": True}
    )
    answer = answers.get(timeout=10)
    assert (answer["name"], answer["size"]) == ("report.txt", 4)
    assert read(app, "mine") == b"made"


def test_what_nobody_comes_for_is_let_go(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(DOWNLOAD)
    (name,) = names(app, "download_button")
    app.session.handle_message({"method": "media", "id": name, "transfer": "mine", "at": 0, "hold": True})
    app.change(Again=True)
    assert read(app, "mine") == b"run 1"
    monkeypatch.setattr(_media, "LONGEST_PAUSE", -1.0)
    app.change(Again=False)
    assert read(app, "mine") is None


def test_a_large_file_that_has_changed_is_said_to_the_server(
    visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_file, "IN_MEMORY", 10)
    path = tmp_path / "long.bin"
    path.write_bytes(b"x" * 100)
    app = visit(f"""
        import revoila as st
        st.video({str(path)!r})
    """)
    (name,) = names(app, "video")
    assert read(app, name, count=4) == b"xxxx"
    path.write_bytes(b"y" * 50)
    with pytest.raises(_file.FileGoneError):
        read(app, name, at=4)
