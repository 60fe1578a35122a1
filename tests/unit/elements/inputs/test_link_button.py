"""Buttons that open an address."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from tests.unit.elements.conftest import Page
from tests.unit.elements.inputs.hostile import wires

import revoila as st
from revoila._context import activate
from revoila.elements._handle import DeltaGenerator
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

SITE = "https://example.org"


def note() -> None:
    """Be a callback."""


def test_a_link_button_reports_nothing_unless_it_is_told_to(page: Page) -> None:
    assert isinstance(st.link_button("Go", SITE), DeltaGenerator)
    assert page.props() == {"label": "Go", "type": "secondary", "url": SITE}
    assert page.specs == []


@pytest.mark.parametrize("on_click", ["rerun", None, note])
def test_one_that_reports_is_false_until_it_is_clicked(page: Page, on_click: Any) -> None:
    assert st.link_button("Go", SITE, key="go", on_click=on_click) is False
    assert page.props()["reports"] is True
    page.send("go", True)
    page.rerun()
    assert st.link_button("Go", SITE, key="go", on_click=on_click) is True
    assert page.props()["value"] is False


@given(wires)
def test_only_a_click_is_taken_from_a_browser(wire: object) -> None:
    page = Page()
    with activate(page.run, page.run.main):
        st.link_button("Go", SITE, on_click="rerun")
        if wire is not True:
            with pytest.raises(EventRefusedError):
                page.specs[0].decode(wire)


def test_all_its_looks_travel(page: Page) -> None:
    st.link_button(
        "Go",
        SITE,
        help="  tip",
        type="tertiary",
        icon="🐧",
        icon_position="right",
        disabled=True,
        width="stretch",
        shortcut="Ctrl+K",
        wrap=False,
    )
    assert page.props() == {
        "label": "Go",
        "url": SITE,
        "help": "tip",
        "type": "tertiary",
        "icon": "🐧",
        "icon_position": "right",
        "disabled": True,
        "width": "stretch",
        "shortcut": "ctrl+k",
        "wrap": False,
    }


@pytest.mark.parametrize(("older", "width"), [(True, "stretch"), (False, None)])
def test_the_older_width_switch_overrides_the_width(page: Page, older: bool, width: str | None) -> None:
    st.link_button("Go", SITE, use_container_width=older, width=7)
    assert page.props().get("width") == width


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"on_click": "x"}, StreamlitValueError),
        ({"on_click": 5}, StreamlitValueError),
        ({"type": "x"}, StreamlitValueError),
        ({"icon": "x"}, StreamlitAPIException),
        ({"icon_position": "top"}, StreamlitValueError),
        ({"width": 0}, StreamlitInvalidWidthError),
        ({"shortcut": "c"}, StreamlitAPIException),
        ({"shortcut": 3}, StreamlitInvalidParameterTypeError),
        ({"key": ""}, StreamlitValueError),
        ({"disabled": "no"}, TypeError),
        ({"wrap": "no"}, TypeError),
        ({"url": None}, TypeError),
        ({"url": 5}, TypeError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        st.link_button(**{"label": "Go", "url": SITE, **arguments})
    assert page.main == []


def test_an_address_of_any_kind_travels_as_it_is(page: Page) -> None:
    # The page judges it, when it knows where it is.
    st.link_button("Go", "javascript:alert(1)")
    assert page.props()["url"] == "javascript:alert(1)"


def test_equal_ones_may_repeat_unless_they_report(page: Page) -> None:
    for _ in range(2):
        st.link_button("Go", SITE)
    st.link_button("Go", SITE, on_click="rerun")
    with pytest.raises(StreamlitDuplicateElementId):
        st.link_button("Go", SITE, on_click="rerun")
    assert page.kinds() == ["link_button"] * 3


@pytest.mark.parametrize("on_click", ["ignore", "rerun"])
def test_a_key_is_its_own(page: Page, on_click: str) -> None:
    st.link_button("Go", SITE, key="k", on_click=on_click)
    assert page.props()["key"] == "k"
    with pytest.raises(StreamlitDuplicateElementKey):
        st.link_button("Other", SITE, key="k")


def test_a_form_takes_one_without_a_callback_and_does_not_wait_for_it(page: Page) -> None:
    with st.form("f"):
        st.link_button("Go", SITE)
        assert st.link_button("Tell", SITE, on_click="rerun") is False
        with pytest.raises(StreamlitInvalidFormCallbackError):
            st.link_button("Call", SITE, on_click=note)
    told = page.main[0].children[1]
    assert "form_id" not in told.props
