"""Shapes in place of what is still being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import revoila as st

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_a_skeleton_shows_until_something_is_drawn_into_it(page: Page) -> None:
    shape = st.skeleton(100, width=200)
    assert page.kinds() == ["skeleton"]
    assert page.props() == {"height": 100, "width": 200}
    shape.text("what it stood for")
    assert page.kinds() == ["text"]


def test_several_elements_go_into_a_container_of_it(page: Page) -> None:
    with st.skeleton("stretch").container():
        st.text("a")
        st.text("b")
    assert page.kinds() == ["container"]
    assert page.kinds(page.last.children) == ["text", "text"]


def test_a_block_shows_it_and_draws_beside_it(page: Page) -> None:
    with st.container(), st.skeleton() as shape:
        box = page.last
        assert page.kinds(box.children) == ["skeleton"]
        st.text("a")
    st.text("after")
    assert page.kinds(box.children) == ["empty", "text"]
    assert isinstance(shape, type(st.skeleton()))


def test_it_is_gone_when_the_block_fails(page: Page) -> None:
    with pytest.raises(ValueError, match="gone wrong"), st.skeleton():
        raise ValueError("gone wrong")
    assert page.kinds() == ["empty"]


def test_what_the_block_draws_into_it_stays(page: Page) -> None:
    with st.skeleton() as shape:
        shape.text("done")
    assert page.kinds() == ["text"]


def test_it_can_be_used_again(page: Page) -> None:
    shape = st.skeleton()
    with shape:
        pass
    assert page.kinds() == ["empty"]
    shape.skeleton(50)
    assert page.props() == {"height": 50}


def test_it_stays_where_it_was_asked_for(page: Page) -> None:
    with st.sidebar.skeleton():
        st.text("in the main area")
    assert (page.kinds(page.sidebar), page.kinds()) == (["empty"], ["text"])
