"""What type checkers make of containers, of the state and of names that are not there."""

from __future__ import annotations

from typing import Any, assert_type

import pytest

import revoila as st
from revoila.elements._handle import DeltaGenerator
from revoila.elements.charts._selections import SelectionState
from revoila.elements.data._selecting import DataframeState
from revoila.elements.layout.expander import ExpanderContainer
from revoila.elements.layout.tabs import TabContainer
from revoila.elements.status.spinner import Spinner
from revoila.elements.text.write_stream import StreamingOutput
from revoila.runtime.pages import Page


def test_containers_are_handles_also_in_a_with_block() -> None:
    assert_type(st.columns(2), list[DeltaGenerator])
    assert_type(st.tabs(["One", "Two"]), tuple[TabContainer, ...])
    assert_type(st.container(border=True), DeltaGenerator)
    assert_type(st.empty(), DeltaGenerator)
    with st.form("form") as form:
        assert_type(form, DeltaGenerator)
    with st.expander("More") as expander:
        assert_type(expander, ExpanderContainer)
    with st.spinner("Busy"):
        assert_type(st.spinner("Busy"), Spinner)


def test_elements_are_handles() -> None:
    assert_type(st.markdown("text"), DeltaGenerator)
    assert_type(st.progress(0).progress(50), DeltaGenerator)
    assert_type(st.dataframe([1, 2]), DeltaGenerator)
    assert_type(st.vega_lite_chart([1, 2], {"mark": "bar"}), DeltaGenerator)
    clicks = {"mark": "bar", "params": [{"name": "clicked", "select": "point"}]}
    assert_type(st.vega_lite_chart(clicks, on_select="rerun"), SelectionState)
    assert_type(st.dataframe([1, 2], on_select="rerun"), DataframeState)
    assert_type(st.data_editor([1, 2]), list[int])
    assert_type(st.data_editor({"a": [1]}, num_rows="dynamic"), dict[str, list[int]])
    assert_type(st.data_editor(None), Any)
    assert_type(st.write_stream(["text"]), str | StreamingOutput)


def test_commands_are_methods_of_every_container() -> None:
    left, right = st.columns(2)
    assert_type(left.button("Go"), bool)
    assert_type(right.slider("Value", 0.0, 1.0), float)
    assert_type(st.sidebar.selectbox("Size", [1, 2], index=None), int | None)
    assert_type(st.sidebar.text_input("Name"), str)
    assert_type(st.bottom.container(), DeltaGenerator)
    assert_type(st.expander("More").columns([1, 2]), list[DeltaGenerator])
    assert_type(st.tabs(["One"])[0].number_input("Number", 0, 10), int)


def test_the_state_holds_anything_and_the_address_holds_text() -> None:
    st.session_state.setdefault("typing", 1)
    assert_type(st.session_state["typing"], Any)
    assert_type(st.session_state.typing, Any)
    st.query_params["typing"] = "text"
    assert_type(st.query_params["typing"], str)
    assert_type(st.query_params.get_all("typing"), list[str])
    st.query_params.clear()


def test_cached_functions_keep_their_signature() -> None:
    @st.cache_data(ttl=60)
    def double(number: int) -> int:
        return 2 * number

    @st.cache_resource
    def names() -> list[str]:
        return []

    assert_type(double(2), int)
    assert_type(names(), list[str])
    with pytest.raises(TypeError):
        double("2", 3)  # type: ignore[call-arg, arg-type]


def test_pages() -> None:
    page = st.Page(lambda: None, title="Home")
    assert_type(page, Page)
    assert_type(st.navigation([page]), Page)
    assert_type(page.title, str)


def test_names_that_are_not_there_are_mistakes() -> None:
    with pytest.raises(AttributeError):
        st.buton("Go")  # type: ignore[attr-defined]
    with pytest.raises(NotImplementedError):
        st.login("x")  # type: ignore[attr-defined]
    with pytest.raises(st.errors.StreamlitAPIException):
        st.sidebar.buton("Go")  # type: ignore[attr-defined]
