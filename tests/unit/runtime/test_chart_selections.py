"""What visitors select in a chart, from the event to the next run."""

from __future__ import annotations

from typing import Any

import pytest

APP = """
    import revoila as st

    SPEC = {{
        "mark": "point",
        "encoding": {{"x": {{"field": "a", "type": "quantitative"}}}},
        "params": [{{"name": "p", "select": "point"}}, {{"name": "i", "select": "interval"}}],
    }}
    runs = st.session_state.runs = st.session_state.get("runs", 0) + 1
    {body}
"""


def app(body: str) -> str:
    return APP.format(body=body.replace("\n", "\n    "))


SIMPLE = app("""
st.number_input("offset", value=0)
event = st.vega_lite_chart({"a": [runs, 2]}, SPEC, key="chart", on_select="rerun")
st.text(event.selection.p)
st.text(st.session_state.chart.selection.i)
""")


def test_a_selection_starts_a_run_and_stays(visit: Any) -> None:
    """Section 5: kept over reruns with the same key, also when the data is another."""
    visitor = visit(SIMPLE)
    assert visitor.texts == ["{}", "{}"]
    visitor.change(chart={"p": [{"a": 2}], "i": {"a": [3, 1]}})
    assert visitor.texts == ["[{'a': 2}]", "{'a': [1, 3]}"]
    before = visitor.input("chart").props
    visitor.change(offset=5)
    assert visitor.texts == ["[{'a': 2}]", "{'a': [1, 3]}"]
    after = visitor.input("chart").props
    assert after["value"] == before["value"] == {"p": [{"a": 2}], "i": {"a": [1, 3]}}
    assert after["generation"] == before["generation"]
    assert after["datasets"] != before["datasets"]
    visitor.change(chart={})
    assert visitor.texts == ["{}", "{}"]


@pytest.mark.parametrize("wire", [{"q": []}, {"p": {"a": [1, 2]}}, [], "p", None, {"p": [{"a": {"b": 1}}]}])
def test_a_forged_selection_changes_nothing(visit: Any, wire: Any) -> None:
    visitor = visit(SIMPLE)
    visitor.change(chart={"p": [{"a": 2}]})
    visitor.change(chart=wire)
    assert visitor.texts == ["[{'a': 2}]", "{}"]


def test_a_callback_runs_before_the_script(visit: Any) -> None:
    body = """
def selected():
    st.session_state.seen = st.session_state.chart["selection"]["p"]

st.vega_lite_chart({"a": [1, 2]}, SPEC, key="chart", on_select=selected, selection_mode="p")
st.text(st.session_state.get("seen"))
"""
    visitor = visit(app(body))
    assert visitor.texts == ["None"]
    assert visitor.change(chart={"p": [{"a": 2}]}).texts == ["[{'a': 2}]"]


def test_a_chart_in_a_form_waits_for_the_form(visit: Any) -> None:
    body = """
with st.form("f"):
    event = st.vega_lite_chart({"a": [1, 2]}, SPEC, key="chart", on_select="rerun")
    st.form_submit_button("Go")
st.text(event.selection.p)
"""
    visitor = visit(app(body))
    assert visitor.input("chart").props["form_id"]
    assert visitor.change(chart={"p": [{"a": 2}]}, Go=True).texts == ["[{'a': 2}]"]


def test_in_a_fragment_only_the_fragment_runs(visit: Any) -> None:
    body = """
@st.fragment
def part():
    event = st.vega_lite_chart({"a": [1, 2]}, SPEC, key="chart", on_select="rerun")
    st.text(event.selection.p)

part()
st.text(f"runs {runs}")
"""
    visitor = visit(app(body))
    assert visitor.change(chart={"p": [{"a": 2}]}).texts == ["[{'a': 2}]", "runs 1"]


def test_what_is_selected_cannot_be_assigned(visit: Any) -> None:
    """Section 1.15: selections of Vega charts are not assignable."""
    body = """
st.session_state.chart = {"selection": {"p": []}}
st.vega_lite_chart({"a": [1, 2]}, SPEC, key="chart", on_select="rerun")
"""
    (error,) = visit(app(body)).nodes("exception")
    assert "StreamlitValueAssignmentNotAllowedError" in error.props["type"]


def test_a_chart_that_is_not_drawn_forgets(visit: Any) -> None:
    body = """
if st.checkbox("show", True):
    event = st.vega_lite_chart({"a": [1, 2]}, SPEC, key="chart", on_select="rerun")
    st.text(event.selection.p)
"""
    visitor = visit(app(body))
    assert visitor.change(chart={"p": [{"a": 2}]}).texts == ["[{'a': 2}]"]
    visitor.change(show=False)
    assert visitor.change(show=True).texts == ["{}"]
