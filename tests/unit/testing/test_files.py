"""Files in app tests; numbers are statements of the specification of app testing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.testing.v1 import AppTest

    App = Callable[..., AppTest]

FILES = """
f = st.file_uploader("F", ["csv"], key="f")
g = st.file_uploader("G", accept_multiple_files=True, key="g")
d = st.file_uploader("D", accept_multiple_files="directory", key="d")
c = st.camera_input("C", resolution="720p", key="c")
a = st.audio_input("A", key="a")
for value in (f, g, d, c, a):
    all = value if isinstance(value, list) else [value] if value else []
    st.text([(one.name, one.type, one.read()) for one in all])
"""


def texts(at: Any) -> list[str]:
    return [text.value for text in at.text]


def test_what_inputs_for_files_tell(app: App) -> None:
    """Section 6."""
    at = app(FILES)
    one, several, folder = at.file_uploader
    assert (one.value, several.value, folder.value) == (None, [], [])
    assert (one.allowed_type, several.allowed_type) == ([".csv"], [])
    assert (one.accept_multiple_files, several.accept_multiple_files) == (False, True)
    assert (several.accept_directory, folder.accept_directory) == (False, True)
    assert (one.proto.type, folder.proto.accept_directory) == ([".csv"], True)
    assert (at.camera_input[0].resolution, at.audio_input[0].sample_rate) == ("720p", 16000)
    assert [at.camera_input("c").value, at.audio_input("a").value] == [None, None]


def test_a_test_gives_files_as_tuples(app: App) -> None:
    at = app(FILES)
    at.file_uploader("f").set_value(("a.csv", b"1", "text/csv"))
    assert at.file_uploader("f").value is None, "until the app runs"
    at.file_uploader("g").set_value([("a", b"1", "t/x"), ("b", b"2", "t/y")])
    at.file_uploader("d").set_value(("folder/x", b"3", "t/x")).run()
    assert texts(at) == [
        str([("a.csv", "text/csv", b"1")]),
        str([("a", "t/x", b"1"), ("b", "t/y", b"2")]),
        str([("folder/x", "t/x", b"3")]),
        "[]",
        "[]",
    ]
    value = at.file_uploader("f").value
    assert (value.name, value.size) == ("a.csv", 1)
    before = value.file_id
    assert at.run().file_uploader("f").value.file_id == before
    at.file_uploader("f").clear()
    at.file_uploader("g").set_value(None).run()
    assert texts(at)[:2] == ["[]", "[]"]


def test_uploads_add_up_until_the_app_runs(app: App) -> None:
    at = app(FILES)
    at.file_uploader("g").upload("a", b"1")
    at.file_uploader("g").upload("b", b"2", "t/x").run()
    assert texts(at)[1] == str([("a", "application/octet-stream", b"1"), ("b", "t/x", b"2")])
    at.file_uploader("g").upload("c", b"3").run()
    assert texts(at)[1] == str([("c", "application/octet-stream", b"3")])


def test_one_place_has_one_file(app: App) -> None:
    at = app(FILES)
    at.file_uploader("f").set_value([("a.csv", b"1", "t/x"), ("b.csv", b"2", "t/x")]).run()
    assert texts(at)[0] == str([("a.csv", "t/x", b"1")])


def test_devices_make_one_file_of_their_kind(app: App) -> None:
    at = app(FILES)
    at.camera_input("c").upload("x.JPG", b"1")
    at.audio_input("a").set_value(("y.wav", b"2", "audio/wav")).run()
    assert texts(at)[3:] == [str([("x.JPG", "image/jpeg", b"1")]), str([("y.wav", "audio/wav", b"2")])]
    at.camera_input("c").clear()
    at.audio_input("a").set_value(None).run()
    assert texts(at)[3:] == ["[]", "[]"]
    wrong: list[tuple[Any, Any]] = [
        (at.camera_input("c"), ("x.png", b"", "image/png")),
        (at.audio_input("a"), ("x.mp3", b"", "audio/mpeg")),
        (at.camera_input("c"), [("x.jpg", b"", "image/jpeg")]),
        (at.camera_input("c"), ("x.jpg", b"", "image/png")),
        (at.audio_input("a"), ("x.wav", "text", "audio/wav")),
        (at.audio_input("a"), b"RIFF"),
    ]
    for widget, file in wrong:
        with pytest.raises(AppTestError):
            widget.set_value(file)


@pytest.mark.parametrize(
    ("files", "error"),
    [
        (("b.txt", b"1", "text/plain"), AppTestError),
        (("", b"1", "text/plain"), AppTestError),
        (("a.csv", "text", "text/csv"), TypeError),
        ("x", ValueError),
        (("a.csv", b"1"), ValueError),
        (5, TypeError),
    ],
)
def test_what_is_no_file_fails_in_the_test(app: App, files: Any, error: type[Exception]) -> None:
    """Statement 45."""
    at = app(FILES)

    def run() -> None:
        at.file_uploader("f").set_value(files).run()

    with pytest.raises(error):
        run()


def test_a_form_that_is_cleared_gives_its_files_once(app: App) -> None:
    """Statement 25."""
    at = app(
        """
with st.form("form", clear_on_submit=True):
    files = st.file_uploader("F", accept_multiple_files=True)
    st.form_submit_button("Go")
st.text([file.name for file in files])
"""
    )
    at.file_uploader[0].upload("a", b"")
    at.button[0].click().run()
    assert texts(at) == ["['a']"]
    assert texts(at.run()) == ["['a']"]
    assert texts(at.button[0].click().run()) == ["[]"]
