"""How elements are found: by type, by place, by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest, AppTestError
from revoila.testing.v1.element_tree import BlockList, Button, ElementList, Expander, Text, WidgetList

if TYPE_CHECKING:
    from collections.abc import Callable

    App = Callable[..., AppTest]

PAGE = """
st.text("t0"); st.text("t1"); st.text("t2")
st.button("plain"); st.button("keyed", key="kb"); st.checkbox("x", key=5)
with st.form("ff"): st.form_submit_button("send"); st.form_submit_button("also", key="s2")
with st.sidebar.expander("E", key="ke"):
    left, right = st.columns([1, 3])
    left.text("in the sidebar"); right.button("there")
st.container(key="box").text("in a box")
"""


def test_the_roots_are_the_main_area_the_sidebar_and_events(app: App) -> None:
    """Statement 28."""
    at = app(PAGE)
    assert [root.type for root in (at[0], at[1], at[2])] == ["main", "sidebar", "event"]
    assert len(at) == 3
    assert at.main == at[0]
    assert at.sidebar == at[1]
    with pytest.raises(KeyError):
        at[3]


def test_the_bottom_is_a_root_when_something_is_in_it(app: App) -> None:
    """Statement 37."""
    at = app("st.bottom.text('below'); st.sidebar.text('beside'); st.text('main')")
    assert len(at) == 4
    assert at.text.values == ["main", "beside", "below"]


def test_iterating_visits_everything_depth_first(app: App) -> None:
    """Statements 28 and 43: a container comes before what is in it."""
    at = app(PAGE)
    types = [node.type for node in at]
    assert types[:3] == ["root", "main", "text"]
    assert types[types.index("sidebar") :] == [
        *("sidebar", "expander", "flex_container", "column", "text", "column", "button", "event"),
    ]


def test_a_type_is_searched_in_the_whole_page_or_in_a_part(app: App) -> None:
    """Statement 28."""
    at = app(PAGE)
    assert at.text.values == ["t0", "t1", "t2", "in a box", "in the sidebar"]
    assert at.main.text.values == ["t0", "t1", "t2", "in a box"]
    assert at.sidebar.text.values == ["in the sidebar"]
    assert at.expander[0].columns[0].text[0].value == "in the sidebar"
    assert at.columns[1].button[0].label == "there"
    assert at.container[0].text[0].value == "in a box"
    assert at.form[0].button[1].label == "also"


def test_a_container_does_not_find_itself(app: App) -> None:
    at = app("with st.expander('out'): st.expander('in')")
    assert [block.label for block in at.expander] == ["out", "in"]
    assert [block.label for block in at.expander[0].expander] == ["in"]


def test_submit_buttons_are_buttons(app: App) -> None:
    """Statement 35."""
    at = app(PAGE)
    assert [button.label for button in at.button] == ["plain", "keyed", "send", "also", "there"]
    assert [button.label for button in at.form_submit_button] == ["send", "also"]
    assert {button.type for button in at.button} == {"button"}


def test_markdown_is_not_everything_that_is_made_of_markdown(app: App) -> None:
    """Statement 35."""
    at = app("st.markdown('m'); st.caption('c'); st.divider(); st.latex('x'); st.badge('b')")
    assert at.markdown.values == ["m", ":blue-badge[b]"]


def test_lists_are_read_like_lists(app: App) -> None:
    """Statement 32."""
    texts = app(PAGE).text
    assert (len(texts), texts.len) == (5, 5)
    assert texts[-1].value == "in the sidebar"
    assert [text.value for text in texts[1:3]] == ["t1", "t2"]
    assert isinstance(texts[1:3], ElementList)
    assert list(texts) == texts
    assert texts[0] in texts
    assert next(reversed(texts)) == texts[-1]
    assert texts[9:] == []
    with pytest.raises(IndexError):
        texts[9]


def test_lists_have_the_class_of_what_is_in_them(app: App) -> None:
    at = app(PAGE)
    assert type(at.text) is ElementList
    assert type(at.button) is WidgetList
    assert type(at.expander) is type(at.expander[:1]) is BlockList
    assert isinstance(at.text[0], Text)
    assert isinstance(at.form_submit_button[0], Button)
    assert isinstance(at.expander[0], Expander)


def test_a_list_is_called_with_a_key(app: App) -> None:
    """Statement 32."""
    at = app(PAGE)
    assert at.button("kb").label == at.button(key="kb").label == "keyed"
    assert at.checkbox("5").label == "x"
    assert at.container("box").text[0].value == "in a box"
    assert at.button("FormSubmitter:ff-send").label == "send"
    for find in (at.button, at.text, at.container):
        with pytest.raises(KeyError, match="nope"):
            find("nope")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("text", 5),
        ("button", 5),
        ("form_submit_button", 2),
        ("container", 1),
        ("flex_container", 2),
        ("columns", 2),
        ("column", 2),
        ("expander", 1),
        ("form", 1),
        ("main", 1),
        ("empty", 0),
        ("no such type", 0),
    ],
)
def test_get_takes_names_of_accessors_and_of_types(app: App, name: str, count: int) -> None:
    """Statement 33."""
    found = app(PAGE).get(name)
    assert type(found) is list
    assert len(found) == count


def test_get_by_key_finds_whatever_has_the_key(app: App) -> None:
    """Statement 34."""
    at = app(PAGE)
    found = {key: at.get_by_key(key).type for key in ("kb", "5", "ff", "ke", "box", "s2")}
    assert found == {
        "kb": "button",
        "5": "checkbox",
        "ff": "form",
        "ke": "expander",
        "box": "flex_container",
        "s2": "button",
    }
    assert at.form[0].get_by_key("s2") == at.button("s2")
    with pytest.raises(KeyError):
        at.sidebar.get_by_key("kb")
    with pytest.raises(KeyError):
        at.expander[0].get_by_key("ke")


def test_a_table_that_reports_nothing_is_found_by_its_key_and_has_none(app: App) -> None:
    """Statement 38: in Streamlit it has none, as nothing is remembered under it."""
    at = app("st.dataframe([1], key='plain'); st.dataframe([1], key='picked', on_select='rerun')")
    assert [table.key for table in at.dataframe] == [None, "picked"]
    assert at.dataframe("plain") == at.get_by_key("plain") == at.dataframe[0]


def test_get_by_key_refuses_to_choose(app: App) -> None:
    """Statement 34: an input may have the name of a form."""
    at = app("with st.form('k'): st.text_input('a', key='k')")
    with pytest.raises(AppTestError, match="2 nodes"):
        at.get_by_key("k")


@pytest.mark.parametrize("name", ["line_chart", "badge", "vega_lite_chart", "foo", "write"])
def test_other_names_are_no_accessors(app: App, name: str) -> None:
    """Statement 33."""
    at: Any = app("st.line_chart([1])")
    for place in (at, at.main):
        with pytest.raises(AttributeError):
            getattr(place, name)


@pytest.mark.parametrize("name", ["toast", "multiselect", "pills", "file_uploader"])
def test_what_cannot_be_drawn_yet_is_not_there(app: App, name: str) -> None:
    """Statements 29 to 31: the accessors of commands to come exist."""
    assert len(getattr(app("st.text('a')"), name)) == 0


def test_the_last_element_of_a_slot_is_the_one(app: App) -> None:
    """Statement 36."""
    at = app(
        """
slot = st.empty(); slot.text("first"); slot.button("second")
other = st.empty(); other.container().text("inside")
st.empty()
gone = st.progress(10); gone.empty()
"""
    )
    types = [child.type for child in at.main.children.values()]
    assert types == ["button", "flex_container", "empty", "empty"]
    assert len(at.get("empty")) == 2


def test_a_spinner_is_not_on_the_page(app: App) -> None:
    """Statement 36, also when the run was cut short inside of it."""
    at = app("import time\nwith st.spinner('w'):\n    time.sleep(0.6)\n    st.text('in')\nst.text('out')")
    assert [child.type for child in at.main.children.values()] == ["text", "text"]


def test_a_page_is_shown_as_a_tree(app: App) -> None:
    at = app(
        "with st.expander('E', key='k'): st.text_input('Name', 'Ada', key='n')\nst.error('no', icon='🚨')"
    )
    lines = repr(at).splitlines()
    assert lines[0].startswith("AppTest(")
    assert lines[1:5] == [
        "  0: SpecialBlock(type='main')",
        "    0: Expander(key='k', label='E')",
        "      0: TextInput(key='n', label='Name', value='Ada')",
        "    1: Error(value='no', icon='🚨')",
    ]
    assert repr(at.error) == "ElementList([Error(value='no', icon='🚨')])"


def test_elements_are_equal_when_they_show_the_same(app: App) -> None:
    at = app("st.text('a'); st.text('b'); st.text('a'); st.markdown('a')")
    assert at.text[0] == at.text[2]
    assert at.text[0] != at.text[1]
    assert at.text[0] != at.markdown[0]
    assert at.text[0] != "a"
    assert len({at.text[0], at.text[2]}) == 1
    assert at.text[0] == at.run().text[0]


INPUTS = """\
audio_input button button_group camera_input chat_input checkbox color_picker date_input datetime_input
download_button feedback file_uploader form_submit_button menu_button multiselect number_input pagination pills radio
segmented_control select_slider selectbox slider text_area text_input time_input toggle"""

WITH_OPTIONS = (
    "menu_button",
    "multiselect",
    "pills",
    "radio",
    "segmented_control",
    "select_slider",
    "selectbox",
)


@pytest.mark.parametrize("name", INPUTS.split())
def test_every_input_has_an_accessor(app: App, name: str) -> None:
    """Statement 30."""
    given = {"feedback": "stars", "pagination": 3}
    arguments = repr(given.get(name, "label"))
    if name == "download_button":
        arguments = "'label', 'x'"
    elif name in WITH_OPTIONS:
        arguments = "'label', ['a', 'b']"
    command = "pills('label', ['a'])" if name == "button_group" else f"{name}({arguments})"
    around = "st.form('f')" if name == "form_submit_button" else "st.container()"
    at = app(f"import revoila as st\nwith {around}:\n    st.{command}")
    assert not at.exception
    found = getattr(at, name)
    assert isinstance(found, WidgetList)
    assert len(found) == 1
