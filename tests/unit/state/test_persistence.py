"""Values that stay while their input is not drawn; numbers are statements of the state specification."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from pathlib import Path

HIDING = """
    import revoila as st
    if not st.checkbox("Hide"):
        st.text_input("Name", "nobody", key="name"{persist})
    st.text(f"kept {{st.session_state.get('name')}}")
    st.button("Again")
"""


def hidden(persist: str) -> AppTest:
    """Return an app whose input was filled in and is not drawn for two runs."""
    source = dedent(HIDING).format(persist=persist and f", persist_state={persist!r}")
    at = AppTest.from_string(source).run()
    at.text_input[0].set_value("Ada").run()
    at.checkbox[0].check().run()
    return at.button[0].click().run()


@pytest.mark.parametrize(
    ("persist", "kept", "again"), [("", "None", "nobody"), ("page", "Ada", "Ada"), ("session", "Ada", "Ada")]
)
def test_a_value_stays_while_its_input_is_hidden(persist: str, kept: str, again: str) -> None:
    """Statements 22, 24 and 25."""
    at = hidden(persist)
    assert at.text[0].value == f"kept {kept}"
    at.checkbox[0].uncheck().run()
    assert at.text_input[0].value == again


@pytest.mark.parametrize(
    ("call", "value"),
    [
        ("multiselect('l', ['a', 'b'], 'a'", ["b", "a"]),
        ("pills('l', ['a', 'b'], default='a'", "b"),
        ("segmented_control('l', ['a', 'b'], selection_mode='multi'", ["b"]),
        ("feedback('stars', default=1", 4),
        ("select_slider('l', ['a', 'b', 'c'], ('a', 'b')", ("b", "c")),
    ],
)
@pytest.mark.parametrize("persist", ["page", "session"])
def test_choices_stay_while_their_input_is_hidden(call: str, value: Any, persist: str) -> None:
    """Statements 24 and 25."""
    at = AppTest.from_string(
        f"import revoila as st\nif not st.checkbox('Hide'): st.{call}, key='k', persist_state={persist!r})\n"
    ).run()
    drawn: Any = at.get_by_key("k")
    drawn.set_value(value).run()
    at.checkbox[0].check().run()
    at.run()
    at.checkbox[0].uncheck().run()
    again: Any = at.get_by_key("k")
    assert again.value == value


def test_code_can_change_and_delete_what_is_kept() -> None:
    """Statements 24 and 26."""
    at = hidden("session")
    at.session_state["name"] = "Grace"
    at.button[0].click().run()
    assert at.text[0].value == "kept Grace"
    at.checkbox[0].uncheck().run()
    assert at.text_input[0].value == "Grace"
    at = hidden("session")
    del at.session_state["name"]
    at.checkbox[0].uncheck().run()
    assert at.text_input[0].value == "nobody"


def test_what_is_hidden_takes_no_events() -> None:
    at = hidden("session")
    state = at._session.state
    (known,) = [id_ for id_, kept in state.export().inputs.items() if kept.kind == "text_input"]
    assert state.declared(known) is None


@pytest.mark.parametrize("switch", ["menu", "script"])
@pytest.mark.parametrize(("persist", "again"), [("page", "nobody"), ("session", "Ada")])
def test_another_page_ends_what_is_kept_for_a_page(
    tmp_path: Path, persist: str, again: str, switch: str
) -> None:
    """Statement 24."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "other.py").write_text("import revoila as st\nst.text('other')\n")
    (tmp_path / "app.py").write_text(
        dedent(
            f"""
            import revoila as st
            st.text_input("Name", "nobody", key="name", persist_state={persist!r})
            if st.button("Go"):
                st.switch_page("pages/other.py")
            """
        )
    )
    at = AppTest.from_file(tmp_path / "app.py").run()
    at.text_input[0].set_value("Ada").run()
    if switch == "menu":
        at.switch_page("pages/other.py").run()
    else:
        at.button[0].click().run()
    assert at.text[0].value == "other"
    at.switch_page("app.py").run()
    assert at.text_input[0].value == again
