"""Tables in an app test: what is selected in them, and their buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.testing.v1 import AppTest

FRAME = '{"a": [1, 2, 3], "do": ["x", "y", "z"]}'

SELECTING = f"""
def note():
    st.session_state.noted = list(st.session_state.t.selection.rows)
found = st.dataframe({FRAME}, key="t", on_select=note, selection_mode=["multi-row", "single-column"])
st.text(found.selection.rows)
st.text(found.selection.columns)
"""

BUTTONS = f"""
def note(more):
    st.session_state.noted = (st.session_state.go.label, more)
column = st.column_config.ButtonColumn("Do", key="go", on_click=note, args=["!"])
st.dataframe({FRAME}, column_config={{"do": column}})
st.text(st.session_state.go)
"""


def shown(at: AppTest) -> list[str]:
    return [text.value for text in at.text]


def test_rows_and_columns_are_selected(app: Callable[..., AppTest]) -> None:
    at = app(SELECTING)
    assert at.dataframe[0].selection.rows == []
    at.dataframe[0].select(rows=[2, 0], columns=["a"])
    assert at.dataframe[0].selection["columns"] == ["a"]
    at.run()
    assert shown(at) == ["[2, 0]", "['a']"]
    assert at.session_state.noted == [2, 0]
    assert at.run().dataframe[0].selection.rows == [2, 0]
    assert at.dataframe[0].value["a"].tolist() == [1, 2, 3]


def test_a_selection_is_assigned_through_session_state(app: Callable[..., AppTest]) -> None:
    """Section 1.15: a dataframe selection is assignable, and must be a dict with "selection"."""
    at = app(SELECTING)
    at.session_state["t"] = {"selection": {"rows": [1, 7]}}
    assert shown(at.run()) == ["[1]", "[]"]
    at.session_state["t"] = {"rows": [1]}
    assert "selection" in at.run().exception[0].message


def test_selections_of_a_form_wait_for_it(app: Callable[..., AppTest]) -> None:
    at = app(f"""
with st.form("f"):
    found = st.dataframe({FRAME}, key="t", on_select="rerun")
    st.form_submit_button("Go")
st.text(found.selection.rows)
""")
    at.dataframe[0].select(rows=[1]).run()
    assert shown(at) == ["[]"]
    at.dataframe[0].select(rows=[1])
    at.button[0].click().run()
    assert shown(at) == ["[1]"]


def test_nothing_is_selected_where_nothing_can_be(app: Callable[..., AppTest]) -> None:
    at = app(f"st.dataframe({FRAME}, key='t')")
    with pytest.raises(AppTestError, match="on_select"):
        at.dataframe[0].select(rows=[1])
    with pytest.raises(AppTestError, match="'t'"):
        at.dataframe[0].selection  # noqa: B018 - what is tested


def test_a_button_of_a_column_holds_for_one_run(app: Callable[..., AppTest]) -> None:
    """Section 4.1: for the run that a click starts, session state has row and label."""
    at = app(BUTTONS)
    assert shown(at) == ["None"]
    at.dataframe[0].click("Do", 2).run()
    assert shown(at) == ["{'row': 2, 'label': 'z'}"]
    assert at.session_state.noted == ("z", "!")
    assert shown(at.run()) == ["None"]


def test_only_buttons_that_are_there_are_pressed(app: Callable[..., AppTest]) -> None:
    at = app(BUTTONS)
    with pytest.raises(AppTestError, match="It has: Do"):
        at.dataframe[0].click("a", 0)
    at.dataframe[0].click("Do", 3)
    with pytest.raises(ValueError, match="no such button"):
        at.run()


def test_a_click_is_not_assignable(app: Callable[..., AppTest]) -> None:
    """Section 1.15."""
    at = app("st.session_state.go = {}\n" + BUTTONS)
    assert "go" in at.exception[0].message


def test_a_table_that_stays_in_the_kernel_has_all_of_its_rows(app: Callable[..., AppTest]) -> None:
    at = app("""
import pandas as pd
st.dataframe(pd.DataFrame({"n": range(20_000), "t": ["x"] * 20_000}, index=[f"r{n}" for n in range(20_000)]))
""")
    value = at.dataframe[0].value
    assert (value.shape, value.loc["r19999", "n"]) == ((20_000, 2), 19_999)
