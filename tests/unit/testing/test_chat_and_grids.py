"""Chat, grids and space in app tests; numbers are statements of the specification of app tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.errors import AppTestError
from revoila.typing import ChatInputValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.testing.v1 import AppTest

    App = Callable[..., AppTest]


def test_messages_are_found_with_their_name_and_avatar(app: App) -> None:
    """Statements 31 and 43."""
    at = app("""
st.chat_message("user").write("a")
st.chat_message("Ada", avatar="🐍").write("b")
st.chat_message("ai", avatar="https://example.org/a.png").write("c")
st.chat_message("Bob")
""")
    found = [(message.name, message.avatar) for message in at.chat_message]
    assert found == [("user", "user"), ("Ada", "🐍"), ("ai", "https://example.org/a.png"), ("Bob", "")]
    assert [message.type for message in at.chat_message[:2]] == ["chat_message"] * 2
    assert at.chat_message[1].markdown[0].value == "b"
    assert len(at.get("chat_message")) == 4


def test_a_message_is_sent_and_cut(app: App) -> None:
    """Section 6: `chat_input`."""
    at = app("st.text(repr(st.chat_input('Say', key='k', max_chars=5)))")
    field = at.chat_input("k")
    assert (field.type, field.key, field.placeholder, field.disabled, field.value) == (
        "chat_input",
        "k",
        "Say",
        False,
        None,
    )
    field.set_value("too long")
    assert field.value == "too long"
    assert field.run().text[0].value == "'too l'"
    at.chat_input[0].set_value("not sent").set_value(None).run()
    assert at.text[0].value == "None"
    assert at.chat_input[0].value is None
    assert at.chat_input[0].set_value("").run().text[0].value == "''"


def test_a_message_is_a_text_without_files(app: App) -> None:
    """Section 6: `chat_input`."""
    at = app("st.chat_input(key='k')")
    with pytest.raises(AppTestError, match=r"\(key='k'\) does not accept files"):
        at.chat_input[0].upload("a.txt", b"a")
    with pytest.raises(AppTestError, match="does not accept files"):
        at.chat_input[0].clear()
    value: Any = 5
    at.chat_input[0].set_value(value)
    with pytest.raises(TypeError, match="chat_input"):
        at.run()


FILES = """
message = st.chat_input(key="k", accept_file={accept}, file_type={types!r}, accept_audio={audio}, max_chars=3)
if message is not None:
    files = [(file.name, file.read(), file.type) for file in message.files]
    st.text((type(message).__name__, message.text, files, list(message)))
else:
    st.text(None)
"""


def sends(app: App, accept: object = "'multiple'", types: object = None, audio: bool = False) -> AppTest:
    return app(FILES.format(accept=accept, types=types, audio=audio))


def sent(at: AppTest) -> ChatInputValue:
    message = at.chat_input[0].value
    assert isinstance(message, ChatInputValue)
    return message


def test_a_message_is_sent_with_files(app: App) -> None:
    """Section 6: `chat_input`."""
    at = sends(app)
    field = at.chat_input[0].set_value("long").upload("a.txt", b"a").upload("b.csv", b"b", "text/csv")
    assert field.value == "long"
    at.run()
    files = [("a.txt", b"a", "application/octet-stream"), ("b.csv", b"b", "text/csv")]
    assert at.text[0].value == str(("ChatInputValue", "lon", files, ["text", "files"]))
    assert [file.name for file in sent(at)["files"]] == ["a.txt", "b.csv"]
    assert at.run().text[0].value == "None"
    assert at.chat_input[0].value is None


@pytest.mark.parametrize(("accept", "names"), [("True", ["b"]), ("'directory'", ["d/a", "b"])])
def test_how_many_files_go_along(app: App, accept: str, names: list[str]) -> None:
    at = sends(app, accept, audio=True)
    assert at.chat_input[0].upload("d/a", b"").upload("b", b"").value is None
    at.run()
    assert [file.name for file in sent(at).files] == names
    assert sent(at)["audio"] is None


def test_files_and_text_are_taken_back_apart(app: App) -> None:
    at = sends(app)
    at.chat_input[0].upload("a", b"").clear()
    assert at.run().text[0].value == "None"
    at.chat_input[0].set_value("a").upload("a", b"").clear()
    assert "'a', []," in at.run().text[0].value
    at.chat_input[0].set_value("a").upload("a", b"x").set_value(None)
    assert "'', [('a', b'x'" in at.run().text[0].value
    assert "'', []," in at.chat_input[0].set_value("").run().text[0].value


def test_a_message_takes_only_the_files_that_its_field_accepts(app: App) -> None:
    at = sends(app, types=["csv", "image"], audio=True)
    with pytest.raises(AppTestError, match=r"does not take 'a\.wav', only \.csv, image/\*"):
        at.chat_input[0].upload("a.wav", b"")
    text: Any = "text"
    with pytest.raises(AppTestError, match="is bytes, not str"):
        at.chat_input[0].upload("a.csv", text)
    for name, mime in (("", "text/csv"), ("a.csv", "")):
        with pytest.raises(AppTestError, match="neither of them empty"):
            at.chat_input[0].upload(name, b"", mime)
    assert at.run().text[0].value == "None"
    spoken = app("st.chat_input(accept_audio=True)")
    with pytest.raises(AppTestError, match="does not accept files"):
        spoken.chat_input[0].upload("a.wav", b"")
    off = app("st.chat_input(accept_file=True, disabled=True)")
    with pytest.raises(AppTestError, match="disabled chat_input"):
        off.chat_input[0].upload("a.csv", b"")


def test_a_disabled_field_takes_no_message(app: App) -> None:
    """Statement 26."""
    at = app("st.chat_input(disabled=True, key='k')")
    with pytest.raises(AppTestError, match=r"^Cannot update a disabled chat_input widget \(key='k'\)\."):
        at.chat_input[0].set_value("x")


def test_a_grid_tells_how_it_is(app: App) -> None:
    """Statements 31 and 43."""
    at = app("""
g = st.grid(
    3, gap=("small", 5), border=True, row_height=20, min_column_width=90, dense=True, width=30, height=50, key="g"
)
g.text("a")
g.cell(column_span=2).text("b")
st.grid()
st.grid(2, wrap=False, gap=None, vertical_alignment="center")
""")
    names = (
        "column_count",
        "wrap",
        "border",
        "row_height",
        "min_column_width",
        "gap",
        "vertical_alignment",
        "dense",
    )
    told = [tuple(getattr(grid, name) for name in (*names, "width", "height")) for grid in at.grid]
    assert told == [
        (3, True, True, 20, 90, ("small", 5), "top", True, 30, 50),
        ("auto", True, False, "content", "auto", "small", "top", False, "stretch", "content"),
        (2, False, False, "content", "auto", None, "center", False, "stretch", "content"),
    ]
    assert (at.grid[0].type, at.grid[0].key) == ("grid_container", "g")
    assert [child.type for child in at.grid[0].children.values()] == ["text", "flex_container"]
    assert [text.value for text in at.grid[0].text] == ["a", "b"]
    assert len(at.container) == 0


def test_space_tells_its_size(app: App) -> None:
    """Statement 29."""
    at = app("st.space(); st.space('large'); st.space(7); st.space('stretch')")
    assert [space.size for space in at.space] == at.space.values == ["small", "large", 7, "stretch"]
    assert repr(at.space[2]) == "Space(size=7)"
