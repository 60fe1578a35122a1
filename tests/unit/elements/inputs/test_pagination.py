"""Page numbers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from tests.unit.elements.conftest import Page
from tests.unit.elements.inputs.hostile import wires

import revoila as st
from revoila._context import activate
from revoila.errors import (
    EventRefusedError,
    StreamlitAPIException,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)


def test_the_first_page_is_shown_unless_the_author_says_otherwise(page: Page) -> None:
    assert st.pagination(5) == 1
    assert page.props() == {"num_pages": 5, "max_visible_pages": 7, "value": 1, "generation": 1}
    assert st.pagination(5, default=3) == 3


def test_a_visitor_turns_the_pages(page: Page) -> None:
    st.pagination(5, key="k")
    page.send("k", 4)
    page.rerun()
    assert st.pagination(5, key="k") == 4
    assert page.props()["value"] == 4


@pytest.mark.parametrize(("most", "shown"), [(None, None), (0, 0), (3, 3), (10**30, 2**31 - 1)])
def test_how_many_numbers_show_travels(page: Page, most: int | None, shown: int | None) -> None:
    st.pagination(5, max_visible_pages=most)
    assert page.props().get("max_visible_pages") == shown


@pytest.mark.parametrize(("width", "shown"), [("content", None), ("stretch", "stretch"), (300, 300)])
def test_its_width_travels(page: Page, width: Any, shown: Any) -> None:
    st.pagination(5, width=width, disabled=True)
    assert (page.props().get("width"), page.props()["disabled"]) == (shown, True)


@given(wires)
def test_only_a_page_is_taken_from_a_browser(wire: object) -> None:
    page = Page()
    with activate(page.run, page.run.main):
        st.pagination(5)
        if isinstance(wire, int) and not isinstance(wire, bool) and 1 <= wire <= 5:
            assert page.specs[0].decode(wire) == wire
        else:
            with pytest.raises(EventRefusedError):
                page.specs[0].decode(wire)


@pytest.mark.parametrize("value", [9, 0, -1, "3", 3.0, None, True])
def test_what_is_no_page_any_more_gives_way_to_the_default(page: Page, value: Any) -> None:
    page.run.values["k"] = value
    assert st.pagination(5, default=2, key="k") == 2


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        *(({"num_pages": count}, StreamlitAPIException) for count in (0, -1, True, 2.0, "3", None, 2**31)),
        *(
            ({"default": default}, StreamlitInvalidParameterTypeError)
            for default in (True, None, 2.0, "2", [1])
        ),
        *(({"default": default}, StreamlitValueOutOfRangeError) for default in (0, 6, -1)),
        *(({"max_visible_pages": most}, StreamlitAPIException) for most in (-1, True, 2.5, "3")),
        ({"width": "x"}, StreamlitInvalidWidthError),
        ({"on_change": "x"}, StreamlitValueError),
        ({"bind": "x"}, StreamlitValueError),
        ({"bind": "query-params"}, StreamlitMissingRequiredParameterError),
        ({"persist_state": "page"}, StreamlitMissingRequiredParameterError),
        ({"persist_state": "x", "key": "k"}, StreamlitValueError),
        ({"disabled": "x"}, TypeError),
    ],
)
def test_wrong_arguments_are_refused(page: Page, arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        st.pagination(**{"num_pages": 5, **arguments})
    assert page.main == []


def test_a_form_takes_one_without_a_callback(page: Page) -> None:
    with st.form("f"):
        assert st.pagination(5) == 1
        with pytest.raises(StreamlitInvalidFormCallbackError):
            st.pagination(6, on_change=print)
    assert page.main[0].children[0].props["form_id"] == "f"
