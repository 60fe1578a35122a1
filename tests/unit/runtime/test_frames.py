"""Selections and buttons of tables in the life of a session: fragments, forged events, an end and a new beginning."""

from __future__ import annotations

from typing import Any

SELECTING = """
import revoila as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
@st.fragment
def part():
    found = st.dataframe({"a": [1, 2, 3]}, key="t", on_select="rerun", selection_mode=["multi-row", "multi-cell"])
    st.text(f"{found.selection.rows} {found.selection.cells}")
part()
st.text(f"run {st.session_state.runs}")
"""

ROWS = {"rows": [[1, 3]]}


def test_a_selection_in_a_fragment_runs_the_fragment(visit: Any) -> None:
    app = visit(SELECTING)
    app.change(t=ROWS)
    assert app.texts == ["[1, 2] []", "run 1"]


def test_forged_selections_reach_nothing(visit: Any) -> None:
    app = visit(SELECTING)
    app.change(t=ROWS)
    runs = app.session.last_run
    for wire in (
        {"rows": [[0, 4]]},
        {"columns": ["1"]},
        {"rows": "all"},
        None,
        {"cells": [[[[0, 1]], ["9"]]]},
    ):
        app.change(t=wire)
    assert app.texts == ["[1, 2] []", "run 1"]
    assert app.session.last_run == runs


def test_a_selection_survives_the_end_of_its_session(visit: Any) -> None:
    app = visit(SELECTING)
    app.change(t={**ROWS, "cells": [[[[0, 1]], ["1"]]]})
    snapshot = app.session.snapshot()
    other = visit(SELECTING, opened=False)
    other.session.restore(snapshot)
    other.open()
    assert other.texts == ["[1, 2] [(0, 'a')]", "run 2"]


def test_a_click_on_a_button_is_over_with_its_run(visit: Any) -> None:
    app = visit("""
        import revoila as st
        column = st.column_config.ButtonColumn(key="go")
        st.dataframe({"go": ["x", "y"]}, column_config={"go": column})
        st.text(f"{st.session_state.go}")
        st.button("Again")
    """)
    button = next(one["button"] for one in app.nodes("dataframe")[0].props["columns"] if "button" in one)

    def click(wire: Any, generation: int) -> None:
        app.seq += 1
        event = {"seq": app.seq, "id": button["id"], "generation": generation, "value": wire}
        app.session.handle_message({"method": "event", "client": "me", "events": [event]})
        app.settle()

    click({"row": 1}, button["generation"])
    assert app.texts == ["{'row': 1, 'label': 'y'}"]
    app.press("Again")
    assert app.texts == ["None"]
    click({"row": 2}, button["generation"])
    click({"row": 1}, button["generation"] + 1)
    assert app.texts == ["None"]
