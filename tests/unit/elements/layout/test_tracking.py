"""Containers that tell the script what is open; numbers are statements of the state specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.elements._element import Branch
from revoila.elements.inputs.button import form_submit_button
from revoila.elements.layout.expander import expander
from revoila.elements.layout.form import form
from revoila.elements.layout.popover import popover
from revoila.elements.layout.tabs import tabs
from revoila.errors import (
    EventRefusedError,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidFormCallbackError,
    StreamlitValueError,
)
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page

CALLS: list[Any] = [
    lambda **more: tabs(["Cat", "Dog"], **more)[1],
    lambda **more: expander("More", **more),
    lambda **more: popover("Menu", **more),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_container_tells_only_when_it_is_asked_to(page: Page, call: Any) -> None:
    """Statement 32 of the execution specification: `on_change` is "ignore" by default."""
    assert call().open is None
    assert call(key="a").open is None
    assert page.specs == []
    assert call(key="b", on_change="rerun").open is False
    assert call(key="c", on_change=print, args=[1], kwargs={"x": 2}).open is False
    one, two = page.specs
    assert (one.key, one.on_change, one.rerun, one.form) == ("b", None, True, None)
    assert (two.on_change, two.args, two.kwargs) == (print, (1,), {"x": 2})
    for wrong in (None, "x", "click", 3):
        with pytest.raises(StreamlitValueError, match=r"'rerun', 'ignore', a callback function"):
            call(on_change=wrong)


def test_it_says_what_is_open(page: Page) -> None:
    """Statement 53: in the address as an input, too."""
    assert [tab.open for tab in tabs(["a", "b"], key="k", bind="query-params", default="b")] == [False, True]
    props = page.props()
    assert (props["value"], props["rerun"], props["key"]) == ("b", False, "k")
    assert props["bound"] == {"default": ["b"], "form": "plain"}
    page.send("k", "a")
    page.rerun()
    assert [tab.open for tab in tabs(["a", "b"], key="k", bind="query-params", default="b")] == [True, False]
    assert expander("More", expanded=True, key="m", bind="query-params").open is True
    assert page.props()["bound"] == {"default": ["true"], "form": "plain"}


def test_of_labels_that_repeat_all_are_open(page: Page) -> None:
    assert [tab.open for tab in tabs(["a", "b", "a"], on_change="rerun")] == [True, False, True]


@pytest.mark.parametrize(
    ("call", "wrong"), [(CALLS[0], "Bird"), (CALLS[0], 1), (CALLS[1], "x"), (CALLS[2], None)]
)
def test_a_browser_can_open_only_what_there_is(page: Page, call: Any, wrong: Any) -> None:
    call(key="k", on_change="rerun")
    with pytest.raises(EventRefusedError):
        page.send("k", wrong)


@pytest.mark.parametrize("key", [None, "k"])
def test_every_parameter_is_part_of_the_identity(page: Page, key: str | None) -> None:
    """Statement 9: also with a key; of a popover `disabled` is, too."""
    ids = []

    def draw(call: Any, *arguments: Any, **more: Any) -> None:
        call(*arguments, key=key, on_change="rerun", **more)
        ids.append(page.specs[-1].id)
        page.rerun()

    variants: list[tuple[Any, Any, list[dict[str, Any]]]] = [
        (tabs, ["a", "b"], [{}, {"width": 100}, {"height": 100}, {"default": "b"}]),
        (tabs, ["a", "c"], [{}]),
        (expander, "More", [{}, {"width": 100}, {"expanded": True}, {"icon": "✅"}, {"type": "step"}]),
        (expander, "Less", [{}]),
        (popover, "More", [{}, {"width": 100}, {"disabled": True}, {"help": "x"}, {"type": "primary"}]),
    ]
    for call, labels, each in variants:
        for more in each:
            draw(call, labels, **more)
    assert len(set(ids)) == len(ids)
    before = list(ids)
    draw(tabs, ["a", "b"])
    assert ids[-1] == before[0]


def test_the_same_container_twice_is_an_error(page: Page) -> None:
    """Statement 5."""
    expander("More", on_change="rerun")
    with pytest.raises(StreamlitDuplicateElementId):
        expander("More", on_change="rerun")
    tabs(["a"], key="k")
    with pytest.raises(StreamlitDuplicateElementKey):
        popover("p", key="k", on_change="rerun")


@pytest.mark.parametrize("call", CALLS)
def test_a_form_takes_no_callback(page: Page, call: Any) -> None:
    with form("f"):
        with pytest.raises(StreamlitInvalidFormCallbackError):
            call(on_change=print)
        call(on_change="rerun")
        form_submit_button("Send")
    box = page.last.children[0]
    assert isinstance(box, Branch)
    assert "form_id" not in box.element.props


STATE = """
import revoila as st
{before}
box = st.{call}, key="k", on_change="rerun")
st.text(box[1].open if isinstance(box, tuple) else box.open)
st.text(st.session_state.k)
"""


@pytest.mark.parametrize(
    ("call", "closed", "opened"),
    [("tabs(['a', 'b']", "a", "b"), ("expander('x'", False, True), ("popover('x'", False, True)],
)
def test_session_state_opens_and_closes(call: str, closed: Any, opened: Any) -> None:
    """Statements 36 and 38: such containers may be assigned."""
    at = AppTest.from_string(STATE.format(before="", call=call), default_timeout=30).run()
    assert [node.value for node in at.text] == ["False", str(closed)]
    at.session_state["k"] = opened
    assert [node.value for node in at.run().text] == ["True", str(opened)]
    assert [node.value for node in at.run().text] == ["True", str(opened)]
    before = f"st.session_state.k = {opened!r}"
    at = AppTest.from_string(STATE.format(before=before, call=call), default_timeout=30).run()
    assert [node.value for node in at.text] == ["True", str(opened)]


def test_an_assigned_label_that_is_none_gives_way_to_the_default() -> None:
    """Statement 41."""
    source = STATE.format(before="", call="tabs(['a', 'b'], default='b'")
    at = AppTest.from_string(source, default_timeout=30).run()
    for value in ("c", None, 3):
        at.session_state["k"] = value
        assert [node.value for node in at.run().text] == ["True", "b"]


@pytest.mark.parametrize("call", ["expander('x'", "popover('x'"])
@pytest.mark.parametrize("value", ["yes", None])
def test_what_is_no_flag_is_an_error(call: str, value: Any) -> None:
    """Statement 41."""
    before = f"st.session_state.k = {value!r}"
    at = AppTest.from_string(STATE.format(before=before, call=call), default_timeout=30).run()
    assert at.exception[0].proto.type == "TypeError"


def test_a_test_finds_such_containers_as_others() -> None:
    at = AppTest.from_string(
        "import revoila as st\nst.tabs(['a', 'b'], key='k', bind='query-params')[1].text('inside')\n"
        "st.expander('More', key='m', on_change='rerun')",
        default_timeout=30,
    )
    at.query_params["k"] = "b"
    at.run()
    assert [tab.label for tab in at.tabs] == ["a", "b"]
    assert (at.tabs[1].text[0].value, at.session_state["k"]) == ("inside", "b")
    assert (at.expander[0].label, at.expander[0].key, at.query_params) == ("More", "m", {"k": "b"})
    at.session_state["k"] = "a"
    assert at.run().query_params == {}
