"""What tests read from elements and containers."""

from __future__ import annotations

import socket
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest, AppTestError
from revoila.testing.v1.element_tree import UnknownElement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    App = Callable[..., AppTest]


def read(node: Any, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(node, name) for name in names)


def test_texts(app: App) -> None:
    """Statement 40."""
    at = app(
        r"""
st.text("  a  "); st.markdown("<b>m</b>", unsafe_allow_html=True); st.markdown("x", help="h")
st.caption("c"); st.latex(r"a^2"); st.divider(); st.html("<i>h</i>")
st.badge("New [x]", icon="🎈", color="green"); st.badge("plain")
"""
    )
    assert at.text[0].value == "a"
    assert read(at.markdown[0], "value", "allow_html", "is_caption", "type") == (
        "<b>m</b>",
        True,
        False,
        "markdown",
    )
    assert (at.markdown[1].allow_html, at.markdown[1].help) == (False, "h")
    assert read(at.caption[0], "value", "is_caption", "allow_html", "type") == ("c", True, False, "caption")
    assert read(at.latex[0], "value", "type") == ("$$\na^2\n$$", "latex")
    assert read(at.divider[0], "value", "type") == ("---", "divider")
    assert at.html[0].value == "<i>h</i>"
    assert at.markdown.values[2:] == [r":green-badge[🎈 New \[x\]]", ":blue-badge[plain]"]


def test_headings(app: App) -> None:
    """Statement 40."""
    at = app(
        "st.title('T', anchor='x', icon='🎈'); st.header('H', anchor=False, divider=True); st.subheader('S')"
    )
    names = ("value", "tag", "anchor", "hide_anchor", "icon", "type")
    assert read(at.title[0], *names) == ("T", "h1", "x", False, "🎈", "title")
    assert read(at.header[0], *names) == ("H", "h2", "", True, "", "header")
    assert read(at.subheader[0], *names) == ("S", "h3", "", False, "", "subheader")
    assert at.title[0].key is None


def test_code(app: App) -> None:
    """Statement 40."""
    at = app("st.code('a'); st.code('b', None); st.code('c', 'rust', line_numbers=True)")
    names = ("value", "language", "show_line_numbers")
    assert [read(code, *names) for code in at.code] == [
        ("a", "python", False),
        ("b", "plaintext", False),
        ("c", "rust", True),
    ]


def test_json(app: App) -> None:
    """Statement 40."""
    at = app(
        "st.json({'a': 1}); st.json('[1]', expanded=2); st.json([2], expanded=False); st.json([3], expanded=0)"
    )
    assert at.json.values == ['{"a": 1}', "[1]", "[2]", "[3]"]
    assert [tree.expanded for tree in at.json] == [True, True, False, True]


def test_metrics(app: App) -> None:
    """Statement 40; colours are numbers in Streamlit."""
    at = app(
        """
st.metric("L", 3, 1, help="h"); st.metric("L", "v", -1.5); st.metric("L", None, 1, "off")
st.metric("L", 0.5, 2, "violet", format="percent")
"""
    )
    assert [read(metric, "label", "value", "delta", "color", "help") for metric in at.metric] == [
        ("L", "3", "1", 1, "h"),
        ("L", "v", "-1.5", 0, ""),
        ("L", "—", "1", 2, ""),
        ("L", "0.5", "2", 6, ""),
    ]


def test_alerts(app: App) -> None:
    """Statement 40."""
    at = app("st.error('e', icon='🚨'); st.warning(':material/home: w'); st.info('i'); st.success('s')")
    boxes = [*at.error, *at.warning, *at.info, *at.success]
    assert [(box.type, box.value, box.icon) for box in boxes] == [
        ("error", "e", "🚨"),
        ("warning", "w", ":material/home:"),
        ("info", "i", ""),
        ("success", "s", ""),
    ]


def test_progress(app: App) -> None:
    """Statement 40."""
    at = app("bar = st.progress(0, 'start'); bar.progress(30, 'more'); st.progress(0.5)")
    assert [(bar.value, bar.text) for bar in at.progress] == [(30, "more"), (50, "")]


def test_exceptions(app: App) -> None:
    """Statement 41."""
    at = app(
        """
from streamlit.errors import StreamlitAPIException
st.exception(ValueError("  bad  ")); st.exception(RuntimeWarning("w")); st.exception(StreamlitAPIException("**m**"))
try: {}["k"]
except KeyError as error: st.exception(error)
"""
    )
    names = ("value", "message", "is_markdown", "is_warning")
    assert [read(error, *names) for error in at.exception] == [
        ("bad", "bad", False, False),
        ("w", "w", False, True),
        ("**m**", "**m**", True, False),
        ("'k'", "'k'", False, False),
    ]
    assert [error.proto.type for error in at.exception][0::3] == ["ValueError", "KeyError"]
    assert [len(error.stack_trace) for error in at.exception] == [0, 0, 0, 1]


def test_tables(app: App) -> None:
    """Statement 40."""
    pd = pytest.importorskip("pandas")
    at = app(
        """
import pandas as pd
frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["r", "s"])
st.dataframe(frame, key="k"); st.table(frame); st.dataframe([1, 2])
"""
    )
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["r", "s"])
    pd.testing.assert_frame_equal(at.dataframe[0].value, frame, check_dtype=False)
    pd.testing.assert_frame_equal(at.table[0].value, frame, check_dtype=False)
    assert at.dataframe[1].value.to_dict() == {"value": {0: 1, 1: 2}}
    assert at.dataframe[0].editing_mode == "read_only"
    assert at.dataframe("k") == at.dataframe[0]
    assert repr(at.dataframe[0]) == "Dataframe(key='k')"


def test_an_editor_is_a_table_with_a_mode() -> None:
    """App testing 29 and 50: a test reads it, and cannot edit it."""
    at = AppTest.from_string(
        """
import revoila as st
st.data_editor({"a": [1, 2]}, key="k", num_rows="add"); st.data_editor([1], num_rows="any"); st.dataframe([1])
"""
    ).run()
    assert [editor.editing_mode for editor in at.data_editor] == ["add", "fixed"]
    assert len(at.dataframe) == 3
    assert at.data_editor("k").value.to_dict("list") == {"a": [1, 2]}
    assert at.data_editor("k").type == "dataframe"
    assert at.session_state["k"]["edited_rows"] == {}
    with pytest.raises(AppTestError, match="set_value"):
        at.data_editor("k").set_value([3])


def test_pictures(app: App) -> None:
    """Statement 40."""
    pytest.importorskip("PIL")
    pytest.importorskip("numpy")
    at = app(
        """
import numpy as np
st.image("https://e.org/x.png", caption="c"); st.image(["https://e.org/x.png"] * 2, caption=["1", "2"])
st.image(np.zeros((2, 2, 3), dtype="uint8"))
"""
    )
    assert at.image.values[:2] == [["https://e.org/x.png"], ["https://e.org/x.png"] * 2]
    assert [image.captions for image in at.image] == [["c"], ["1", "2"], [""]]
    assert at.image[2].value[0].startswith("data:image/")
    assert at.image[0].proto.imgs[0].caption == "c"


def test_help(app: App) -> None:
    """Statement 40."""
    at = app("x = [1]\nst.help(x)\nst.help(len)")
    assert read(at.help[0], "name", "value") == ("x", "[1]")
    assert read(at.help[1], "name", "value") == ("len", "len")
    assert at.help[1].doc_string.startswith("Return the number of items")
    assert at.get("help_info") == list(at.help)


def test_other_elements_are_unknown(app: App) -> None:
    """Statement 42: charts, frames, empty slots, foreign widgets."""
    pytest.importorskip("pandas")
    at = app(
        """
import streamlit.components.v1 as components
st.line_chart([1, 2]); st.bar_chart([1, 2]); components.html("<b>x</b>"); st.empty()
"""
    )
    charts = at.get("vega_lite_chart")
    assert len(charts) == 2
    assert isinstance(charts[0], UnknownElement)
    assert charts[0].value is None
    assert "mark" in charts[0].proto.spec
    assert charts[0].proto.selection_mode == []
    assert at.get("iframe")[0].proto.srcdoc == "<b>x</b>"
    assert repr(at.get("empty")) == "[UnknownElement(type='empty')]"


@pytest.mark.parametrize("interaction", ["set_value", "click"])
def test_only_inputs_are_interactive(app: App, interaction: str) -> None:
    """Statement 39."""
    at = app("st.markdown('m')\nst.empty()")
    for element in at.main.children.values():
        with pytest.raises(AppTestError, match=rf"^{interaction}\(\) is not supported for {element.type}"):
            getattr(element, interaction)(1)


def test_unknown_attributes_are_read_from_the_raw_data(app: App) -> None:
    """Statement 38."""
    at = app(
        "st.text('t', help='h')\nst.button('b', type='primary', icon='🎈')\nst.selectbox('s', [1, 2], 1)"
    )
    assert read(at.button[0], "icon", "shortcut") == ("🎈", "")
    assert read(at.button[0].proto, "type", "label", "is_form_submitter") == ("primary", "b", False)
    assert read(at.text[0], "body", "help") == ("t", "h")
    assert at.selectbox[0].proto.default == 1
    for element in (at.text[0], at.button[0]):
        with pytest.raises(AttributeError):
            element.nothing  # noqa: B018 - reading raises
        with pytest.raises(AttributeError):
            element.proto.nothing  # noqa: B018


def test_what_the_app_drew_cannot_be_changed(app: App) -> None:
    at: Any = app("st.title('t', icon='🎈'); st.text_input('a')")
    for element, name in ((at.title[0], "value"), (at.title[0], "icon"), (at.text_input[0], "label")):
        with pytest.raises(AttributeError):
            setattr(element, name, "x")


def test_containers(app: App) -> None:
    """Statement 43."""
    at = app(
        """
for gap in ("small", "large", None, 10): st.columns([1, 3], gap=gap)
st.expander("E", icon="🎈"); st.tabs(["A", "B"], key="tk")
with st.form("f", clear_on_submit=True, border=False): st.text("in"); st.form_submit_button()
st.container(key="box")
"""
    )
    assert [column.weight for column in at.columns[:2]] == [0.25, 0.75]
    assert [column.gap for column in at.columns[::2]] == ["small", "large", None, None]
    assert read(at.expander[0], "label", "icon", "type") == ("E", "🎈", "expander")
    assert at.expander[0].proto.expanded is False
    assert [read(tab, "label", "type") for tab in at.tabs] == [("A", "tab"), ("B", "tab")]
    assert at.get_by_key("tk").type == "tab_container"
    assert read(at.form[0].proto.form, "form_id", "clear_on_submit", "border") == ("f", True, False)
    assert read(at.form[0], "key", "type") == ("f", "form")
    assert read(at.container[0], "key", "type") == ("box", "flex_container")


def test_a_container_holds_its_children(app: App) -> None:
    """Statement 43."""
    at = app("with st.expander('E'):\n    st.text('a'); st.button('b')\n    st.container().text('c')")
    block = at.expander[0]
    assert len(block) == 3
    assert list(block.children) == [0, 1, 2]
    assert [child.type for child in block.children.values()] == ["text", "button", "flex_container"]
    assert block[0] == at.text[0]
    assert [node.type for node in block] == ["expander", "text", "button", "flex_container", "text"]
    with pytest.raises(KeyError):
        block[3]
    with pytest.raises(AttributeError):
        block.nothing  # type: ignore[attr-defined]  # noqa: B018 - reading raises


def test_a_chart_tells_what_is_selected_in_it(app: App) -> None:
    """An app test reads the state of a chart."""
    at = app("""
spec = {"mark": "bar", "params": [{"name": "p", "select": "point"}]}
st.vega_lite_chart([1, 2], spec, key="k", on_select="rerun", alt="Bars")
""")
    (chart,) = at.get("vega_lite_chart")
    assert chart.value == at.session_state["k"] == {"selection": {"p": {}}}
    assert chart.value.selection.p == {}
    assert (chart.proto.selection_mode, chart.proto.alt) == (["p"], "Bars")


def test_media_stay_in_memory(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Statement 27: nothing is served, and nothing is written."""
    pytest.importorskip("PIL")

    def refuse(*_arguments: Any) -> None:
        pytest.fail("a socket was bound")

    at = app(
        """
from PIL import Image
st.image(Image.new("RGB", (2, 2)), caption="c")
st.audio(b"RIFF", "audio/wav")
st.video(b"video")
st.download_button("Save", b"data")
""",
        run=False,
    )
    monkeypatch.setattr(socket.socket, "bind", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not at.run().exception
    assert at.image[0].value[0].startswith("data:image/jpeg;base64,")
    urls = [at.get(kind)[0].proto.url for kind in ("audio", "video", "download_button")]
    assert all(url.startswith("/media/") for url in urls)
    assert list(tmp_path.iterdir()) == []
