"""The field for the next message: where it stands, what it takes, and what it is filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st_
from tests.unit.elements.inputs.hostile import wires

import revoila as st
from revoila.elements._identity import RESERVED_PREFIX
from revoila.elements.inputs._uploads import MEGABYTE
from revoila.elements.inputs.audio_input import SAMPLE_RATES
from revoila.errors import (
    EventRefusedError,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidLayoutContextError,
    StreamlitValueError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def app(script: str) -> AppTest:
    return AppTest.from_string(f"import revoila as st\n{script}", default_timeout=60).run()


def texts(at: AppTest) -> list[str]:
    assert not at.exception, at.exception
    return [text.value for text in at.text]


# Where it stands.


def test_in_the_main_area_it_stays_at_the_bottom(page: Page) -> None:
    assert st.chat_input() is None
    assert page.kinds(page.bottom) == ["chat_input"]
    assert page.main == []
    assert page.bottom[0].props["placeholder"] == "Your message"


def test_a_slot_of_the_main_area_is_no_container(page: Page) -> None:
    st.empty().chat_input()
    assert page.kinds(page.bottom) == ["chat_input"]


@pytest.mark.parametrize(
    "place",
    [
        st.container,
        lambda: st.columns(2)[1],
        lambda: st.expander("x"),
        lambda: st.tabs(["x"])[0],
        lambda: st.popover("x"),
        lambda: st.chat_message("user"),
        lambda: st.grid(2),
        lambda: st.empty().container(),
    ],
)
@pytest.mark.parametrize("block", [True, False])
def test_in_a_container_it_stands_where_it_is_called(page: Page, place: Any, block: bool) -> None:
    container = place()
    if block:
        with container:
            st.chat_input()
    else:
        container.chat_input()
    assert page.bottom == []
    assert page.kinds(container.place.branch.children) == ["chat_input"]


def test_in_other_parts_of_the_page_it_stands_where_it_is_called(page: Page) -> None:
    st.sidebar.chat_input("a")
    st.bottom.text("before")
    st.bottom.chat_input("b")
    assert (page.kinds(page.sidebar), page.kinds(page.bottom)) == (["chat_input"], ["text", "chat_input"])


def test_a_fragment_and_a_dialog_have_it_inside() -> None:
    at = app(
        "@st.fragment\ndef f(): st.chat_input('a')\nf()\n@st.dialog('d')\ndef d(): st.chat_input('b')\nd()"
    )
    assert [field.placeholder for field in at.main.chat_input] == ["a"]
    assert [field.placeholder for field in at.chat_input] == ["a", "b"]


def test_a_form_has_none(page: Page) -> None:
    """Statement 89 of execution."""
    with st.form("f"), pytest.raises(StreamlitInvalidLayoutContextError, match=r"`st\.chat_input\(\)`"):
        st.chat_input()


# What it is.


@pytest.mark.parametrize(
    ("asked", "props"),
    [
        ({"max_chars": 5}, {"max_chars": 5}),
        ({"max_chars": 0}, {}),
        ({"submit_mode": "stop"}, {"submit_mode": "stop"}),
        ({"width": 300, "height": 80}, {"width": 300, "height": 80}),
        ({"height": "stretch"}, {"height": "stretch"}),
        ({"disabled": True}, {"disabled": True}),
        ({"key": "k"}, {"key": "k"}),
        ({"rerun": False}, {"rerun": False}),
        ({"placeholder": None}, {"placeholder": "None"}),
    ],
)
def test_it_shows_what_it_is_told(page: Page, asked: dict[str, Any], props: dict[str, Any]) -> None:
    st.chat_input(**asked)
    plain = {"placeholder": "Your message", "value": None, "generation": 1}
    assert page.bottom[0].props == plain | props


@pytest.mark.parametrize(
    ("asked", "props"),
    [
        ({"accept_file": True}, {"files": True}),
        ({"accept_file": "multiple"}, {"files": True, "several": True}),
        (
            {"accept_file": "directory", "file_type": ["PNG", "text"], "max_upload_size": 3},
            {
                "files": True,
                "several": True,
                "folders": True,
                "types": [".png", "text/*"],
                "max_size": 3 * MEGABYTE,
            },
        ),
        ({"accept_audio": True}, {"audio": True, "sample_rate": 16000}),
        ({"accept_audio": True, "audio_sample_rate": None}, {"audio": True}),
        (
            {"accept_audio": True, "accept_file": True, "audio_sample_rate": 8000},
            {"files": True, "audio": True, "sample_rate": 8000},
        ),
    ],
)
def test_it_says_what_can_go_along(page: Page, asked: dict[str, Any], props: dict[str, Any]) -> None:
    st.chat_input(**asked)
    plain = {"placeholder": "Your message", "value": None, "generation": 1, "max_size": 200 * MEGABYTE}
    assert page.bottom[0].props == plain | props


@pytest.mark.parametrize("rate", [*SAMPLE_RATES, None])
def test_a_recording_has_one_of_these_rates(page: Page, rate: int | None) -> None:
    st.chat_input(accept_audio=True, audio_sample_rate=rate)
    assert page.bottom[0].props.get("sample_rate") == rate


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"accept_file": "folder"}, StreamlitValueError, r"`accept_file`.*'multiple', 'directory'.*'folder'"),
        ({"accept_file": None}, StreamlitValueError, "`accept_file`"),
        ({"accept_file": 1}, StreamlitValueError, "`accept_file`"),
        ({"accept_file": ["multiple"]}, StreamlitValueError, "`accept_file`"),
        ({"audio_sample_rate": 9000}, StreamlitValueError, "`audio_sample_rate`.*8000.*None"),
        ({"accept_audio": "yes"}, TypeError, "accept_audio"),
        ({"accept_file": True, "file_type": 5}, TypeError, "int"),
        ({"accept_file": True, "file_type": [5]}, TypeError, "int"),
        ({"max_upload_size": 0}, StreamlitValueError, r"`max_upload_size`.*server\.maxUploadSize"),
        ({"max_upload_size": True}, StreamlitValueError, "`max_upload_size`"),
        ({"max_upload_size": 1.5}, StreamlitValueError, "`max_upload_size`"),
    ],
)
def test_what_is_no_answer_to_a_parameter_is_refused(
    page: Page, asked: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        st.chat_input(**asked)
    assert page.bottom == []


@pytest.mark.parametrize(
    ("change", "other", "other_keyed"),
    [
        ({"placeholder": "b"}, True, False),
        ({"max_chars": 5}, True, True),
        ({"max_upload_size": 5}, True, True),
        ({"accept_file": True}, True, True),
        ({"accept_audio": True}, True, False),
        ({"file_type": "png"}, True, True),
        ({"audio_sample_rate": 8000}, True, False),
        ({"submit_mode": "stop"}, True, False),
        ({"width": 300}, True, False),
        ({"height": 80}, True, False),
        ({"disabled": True}, False, False),
        ({"on_submit": print, "args": (1,), "kwargs": {"a": 1}}, False, False),
    ],
)
def test_parameters_make_another_input_or_do_not(
    page: Page, change: dict[str, Any], other: bool, other_keyed: bool
) -> None:
    """Statements 2, 7 and 8 of state."""
    for key, differs in ((None, other), ("k", other_keyed)):
        page.rerun()
        st.chat_input(key=key)
        before = page.specs[-1].id
        page.rerun()
        st.chat_input(key=key, **change)
        assert (page.specs[-1].id != before) is differs
        assert before.startswith(RESERVED_PREFIX)


def test_two_that_are_alike_are_refused(page: Page) -> None:
    """Statements 3 and 4 of state."""
    st.chat_input("a")
    st.chat_input("b", key="k")
    with pytest.raises(StreamlitDuplicateElementId):
        st.chat_input("a")
    with pytest.raises(StreamlitDuplicateElementKey):
        st.chat_input("c", key="k")


@pytest.mark.parametrize(
    "wire", [None, "", 5, True, ["a"], {"text": "a"}, "123456", "\ud800", b"a"], ids=repr
)
def test_what_nobody_can_send_is_refused(page: Page, wire: Any) -> None:
    st.chat_input(max_chars=5)
    with pytest.raises(EventRefusedError):
        page.specs[-1].decode(wire)


def test_a_message_may_have_lines(page: Page) -> None:
    st.chat_input(max_chars=5)
    assert page.specs[-1].decode("a\nb 🎈") == "a\nb 🎈"


@given(
    wires | st_.fixed_dictionaries({"text": st_.just("a") | wires}, optional={"files": wires, "audio": wires})
)
def test_any_event_is_a_message_or_refused(wire: Any) -> None:
    from tests.unit.elements.conftest import Page as FakePage

    from revoila._context import activate

    page = FakePage()
    with activate(page.run, page.run.main):
        st.chat_input(accept_file="multiple", accept_audio=True, max_chars=3)
    try:
        message = page.specs[-1].decode(wire)
    except EventRefusedError:
        return
    # There are no files in this session.
    assert message.to_dict() == {"text": message.text, "files": [], "audio": None}
    assert 0 < len(message.text) <= 3


@given(wires)
def test_any_event_is_a_text_or_refused(wire: Any) -> None:
    from tests.unit.elements.conftest import Page as FakePage

    from revoila._context import activate

    page = FakePage()
    with activate(page.run, page.run.main):
        st.chat_input(max_chars=3)
    try:
        text = page.specs[-1].decode(wire)
    except EventRefusedError:
        return
    assert isinstance(text, str)
    assert 0 < len(text) <= 3


def test_a_cached_function_warns_where_it_is_called() -> None:
    """Statement 50 of caching."""
    at = app("@st.cache_data\ndef f(): st.chat_input()\nf()")
    assert [child.type for child in at.main.children.values()] == ["exception"]
    assert len(at.chat_input) == 1


# What is sent.

ECHO = """
def note(*args, **kwargs): st.session_state.noted = (st.session_state.k, args, kwargs)
said = st.chat_input("Say", key="k", on_submit=note, args=(1,), kwargs={"x": 2})
st.text(repr(said))
st.text(repr(st.session_state.k))
st.text(repr(st.session_state.get("noted")))
st.button("Other")
"""


def test_a_message_holds_for_the_run_that_it_starts() -> None:
    """Statement 17 of state; statement 20 of execution."""
    at = app(ECHO)
    assert texts(at) == ["None", "None", "None"]
    at.chat_input("k").set_value("Hello").run()
    assert texts(at) == ["'Hello'", "'Hello'", "('Hello', (1,), {'x': 2})"]
    assert at.chat_input[0].value == "Hello"
    at.button[0].click().run()
    assert texts(at) == ["None", "None", "('Hello', (1,), {'x': 2})"]
    assert at.chat_input[0].value is None


def test_the_same_message_counts_twice() -> None:
    at = app(
        "s = st.session_state\ns.all = s.get('all', [])\nif m := st.chat_input(): s.all.append(m)\nst.text(s.all)"
    )
    for _ in range(2):
        at.chat_input[0].set_value("again").run()
    assert texts(at) == ["['again', 'again']"]


def test_a_run_that_follows_does_not_see_the_message() -> None:
    at = app("""
if m := st.chat_input():
    st.session_state.last = m
    st.rerun()
st.text(st.session_state.get("last"))
""")
    at.chat_input[0].set_value("once").run()
    assert texts(at) == ["once"]


# What is filled in.

FILLED = """
if st.button("Suggest"):
    st.session_state.k = "How long?"
{then}
said = st.chat_input(key="k")
st.text(repr((said, st.session_state.k)))
"""


@pytest.mark.parametrize("then", ["", "    st.rerun()", "    st.stop()"])
def test_a_text_that_is_assigned_is_filled_in_and_not_sent(then: str) -> None:
    """Statement 38 of state."""
    at = app(FILLED.format(then=then))
    at.button[0].click().run()
    if "stop" in then:
        at.run()
    assert texts(at) == ["(None, None)"]
    assert at.chat_input[0].value == "How long?"
    at.run()
    assert texts(at) == ["(None, None)"]
    assert at.chat_input[0].value is None


def test_the_callback_of_a_message_fills_in_the_next() -> None:
    at = app("""
def again(): st.session_state.k = "And then?"
said = st.chat_input(key="k", on_submit=again)
st.text(repr(said))
""")
    at.chat_input[0].set_value("Why?").run()
    assert texts(at) == ["None"]
    assert at.chat_input[0].value == "And then?"


def test_what_a_visitor_sends_comes_before_what_was_to_be_filled_in() -> None:
    at = app("st.text(repr(st.chat_input(key='k')))")
    at.session_state["k"] = "to be filled in"
    at.chat_input[0].set_value("sent").run()
    assert texts(at) == ["'sent'"]
    assert texts(at.run()) == ["None"]


def test_the_same_text_twice_is_filled_in_twice(page: Page) -> None:
    fills = []
    for _ in range(2):
        page.rerun()
        page.run.state.begin_run()
        page.run.state.set_item("k", "same")
        st.chat_input(key="k")
        spec = page.specs[-1]
        assert spec.fill is not None
        assert spec.fill("same") is None
        fills.append(page.bottom[0].props["fill"])
    assert [fill[0] for fill in fills] == ["same", "same"]
    assert fills[0][1] != fills[1][1]


def test_what_is_no_text_is_not_filled_in() -> None:
    at = app("st.session_state.k = 5\nst.text(repr((st.chat_input(key='k'), st.session_state.k)))")
    assert texts(at) == ["(None, 5)"]
    assert at.chat_input[0].value is None


def test_after_it_was_drawn_nothing_can_be_assigned() -> None:
    """Statement 37 of state."""
    at = app("st.chat_input(key='k')\nst.session_state.k = 'late'")
    assert "cannot be modified" in at.exception[0].message
