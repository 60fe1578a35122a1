"""An app in one call, with time enough for a slow machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT = 30.0


@pytest.fixture
def app() -> Callable[..., AppTest]:
    """Return a function that makes an app test of the lines after ``import streamlit as st``."""

    def build(script: str, *, run: bool = True) -> AppTest:
        source = f"import streamlit as st\n{script}"
        at = AppTest.from_string(source, default_timeout=WAIT)
        return at.run() if run else at

    return build


INPUTS = """
st.button("B", key="button")
st.checkbox("C", key="checkbox")
st.toggle("T", True, key="toggle")
st.text_input("TI", "v", max_chars=5, key="text_input")
st.text_input("TN", None, key="nullable_text_input")
st.text_area("TA", "x", max_chars=3, key="text_area")
st.number_input("NI", 0, 10, 5, key="number_input")
st.number_input("NF", 0.5, 2.5, 1.0, 0.25, key="float_number_input")
st.number_input("NN", value=None, key="nullable_number_input")
st.slider("S", 0, 10, 3, key="slider")
st.slider("SR", 0, 10, (2, 4), key="range_slider")
st.slider("SF", 0.0, 1.0, 0.5, key="float_slider")
st.selectbox("SB", ["a", "b"], key="selectbox")
st.selectbox("SN", [1, 2], None, key="nullable_selectbox")
st.selectbox("SL", [1, 2], 1, format_func=lambda n: f"no. {n}", key="labelled_selectbox")
st.selectbox("SO", ["a"], accept_new_options=True, key="open_selectbox")
st.radio("R", ["a", "b"], key="radio")
st.radio("RN", [1, 2], None, key="nullable_radio")
st.multiselect("M", ["a", "b"], "a", key="multiselect")
st.multiselect("ML", [1, 2], format_func=lambda n: f"no. {n}", key="labelled_multiselect")
st.multiselect("MO", ["a"], accept_new_options=True, key="open_multiselect")
st.pills("P", ["a", "b"], default="a", key="pills")
st.pills("PM", [1, 2], selection_mode="multi", default=1, key="multi_pills")
st.segmented_control("SC", ["🐧 a", "b"], key="segmented_control")
st.feedback("stars", key="feedback", default=1)
st.select_slider("SS", ["a", "b", "c"], key="select_slider")
st.select_slider("SSR", [1, 2, 3], (1, 2), key="range_select_slider")
"""


@pytest.fixture
def at(app: Callable[..., AppTest]) -> AppTest:
    """Return the test of an app with inputs of all kinds, after its first run."""
    return app(INPUTS)
