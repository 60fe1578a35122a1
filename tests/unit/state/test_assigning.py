"""Session state as scripts use it; numbers are statements of the state specification."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.runtime.conftest import Options
from tests.unit.state.test_lifecycle import shown

import revoila as st
from revoila.errors import StreamlitAPIException, StreamlitValueError
from revoila.state.proxy import warn_of_no_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.testing.v1 import AppTest

    App = Callable[..., AppTest]


def error(at: AppTest) -> tuple[str, str]:
    """Return the name and the message of the only error on the page."""
    (found,) = at.exception
    return found.proto.type.rsplit(".", 1)[-1], found.message


# The mapping. Outside of a run it is a store of the process.


@pytest.fixture
def entries() -> Iterator[Any]:
    """Return ``st.session_state`` outside of a run, empty."""
    st.session_state.clear()
    yield st.session_state
    st.session_state.clear()


def test_items_and_attributes_are_the_same_entries_under_keys_that_are_texts(entries: Any) -> None:
    """Statement 29."""
    entries[1] = "one"
    entries.two = 2
    assert (entries["1"], entries[1], 1 in entries, "1" in entries) == ("one", "one", True, True)
    assert (entries["two"], entries.two, "three" in entries) == (2, 2, False)
    del entries[1], entries.two
    assert len(entries) == 0


def test_it_does_what_mappings_do_and_is_no_dict(entries: Any) -> None:
    """Statement 30."""
    assert not isinstance(entries, dict)
    entries.update({"a": 1}, b=2)
    entries.update([("c", 3)])
    assert (len(entries), sorted(entries), sorted(entries.keys())) == (3, ["a", "b", "c"], ["a", "b", "c"])
    assert sorted(entries.values()) == [1, 2, 3]
    assert sorted(entries.items()) == [("a", 1), ("b", 2), ("c", 3)]
    assert entries.keys() & {"a", "x"} == {"a"}
    assert (entries.get("a"), entries.get("x"), entries.get("x", 0)) == (1, None, 0)
    assert (entries.setdefault("a", 9), entries.setdefault("d", 4), entries.setdefault("e")) == (1, 4, None)
    assert (entries.pop("a"), entries.pop("a", None), entries.pop("e")) == (1, None, None)
    copied = entries.to_dict()
    assert (type(copied), copied) == (dict, {"b": 2, "c": 3, "d": 4})
    assert str(entries) == str(copied)
    assert dict(entries) == dict(**entries) == entries == copied
    key, value = entries.popitem()
    assert copied[key] == value
    assert key not in entries
    for name in entries:
        del entries[name]
    with pytest.raises(KeyError):
        entries.popitem()
    entries.a = 1
    entries.clear()
    assert not entries


def test_methods_are_methods_whatever_is_assigned(entries: Any) -> None:
    """Statement 32."""
    entries.items = 3
    entries["get"] = 4
    assert entries.get("items") == entries["items"] == 3
    assert dict(entries.items()) == {"items": 3, "get": 4}
    del entries.items
    assert "items" not in entries


@pytest.mark.parametrize("key", ["x", 5, "not_a name"])
def test_a_missing_entry_says_what_to_do(entries: Any, key: Any) -> None:
    """Statement 33."""
    said = f'st.session_state has no key "{key}". Did you forget to initialize it? More info: https://'
    for use in (entries.__getitem__, entries.__delitem__, entries.pop):
        with pytest.raises(KeyError) as failure:
            use(key)
        assert str(failure.value.args[0]).startswith(said)
    for what in (getattr, delattr):
        with pytest.raises(AttributeError) as missing:
            what(entries, str(key))
        assert str(missing.value).startswith(said.replace("key", "attribute", 1))


@pytest.mark.parametrize(("key", "kind"), [("", StreamlitValueError), ("$$ID-a", StreamlitAPIException)])
def test_a_key_that_no_input_can_have_cannot_be_assigned(
    entries: Any, key: str, kind: type[Exception]
) -> None:
    """Statements 1 and 4."""
    with pytest.raises(kind):
        entries[key] = 1
    assert len(entries) == 0


def test_it_holds_entries_and_keyed_inputs_and_nothing_else(app: App) -> None:
    """Statement 31."""
    at = app(
        """
st.session_state.entry = 1
st.text_input("unkeyed")
st.button("unkeyed")
st.text_input("keyed", key="keyed")
with st.form("form"): st.form_submit_button("go")
st.text((sorted(st.session_state), len(st.session_state), sorted(st.session_state.to_dict())))
"""
    )
    names = ["FormSubmitter:form-go", "entry", "keyed"]
    assert shown(at) == [str((names, 3, names))]


def test_values_are_not_copied(app: App) -> None:
    """Statement 34."""
    at = app("st.session_state.setdefault('list', []).append(1)\nst.text(st.session_state.list)")
    assert shown(at) == ["[1]"]
    assert shown(at.run()) == ["[1, 1]"]


def test_sessions_share_nothing_and_pages_and_fragments_share_all(visit: Any) -> None:
    """Statement 35.

    Revoilà differs from Streamlit in one point: a page that is loaded again finds its session again,
    for as long as its lease lasts.
    """
    source = """
        import revoila as st
        @st.fragment
        def part():
            if st.button("Add"):
                st.session_state.n = st.session_state.get("n", 0) + 1
            st.markdown(f"part {st.session_state.get('n')}")
        def home():
            part()
            st.markdown(f"home {st.session_state.get('n')}")
        def second(): st.markdown(f"second {st.session_state.get('n')}")
        st.navigation([st.Page(home), st.Page(second)]).run()
    """
    one = visit(source).press("Add")
    assert one.texts == ["part 1", "home None"]
    one.session.handle_message({"method": "rerun", "page": "second", "query": ""})
    assert one.settle().texts == ["second 1"]
    one.session.handle_message(
        {"method": "hello", "client": "again", "view": {"path": "second", "query": ""}}
    )
    assert one.settle().texts == ["second 1"]
    assert visit(source).texts == ["part None", "home None"]


# Assigning to inputs.

ONCE = """
st.button("do", on_click=lambda: st.session_state.update(t={value}))
value = {call}
st.text(repr(value))
st.text(repr(st.session_state.t))
"""


@pytest.mark.parametrize(
    ("call", "first", "value"),
    [
        ("st.text_input('l', 'a', key='t')", "'a'", "'b'"),
        ("st.text_area('l', 'a', key='t')", "'a'", "'b'"),
        ("st.checkbox('l', key='t')", "False", "True"),
        ("st.toggle('l', True, key='t')", "True", "False"),
        ("st.number_input('l', 0, 9, 3, key='t')", "3", "7"),
        ("st.slider('l', 0, 9, 3, key='t')", "3", "7"),
        ("st.slider('l', 0, 9, (3, 4), key='t')", "(3, 4)", "(5, 6)"),
        ("st.selectbox('l', ['a', 'b'], key='t')", "'a'", "'b'"),
        ("st.radio('l', ['a', 'b'], key='t')", "'a'", "'b'"),
        ("st.multiselect('l', ['a', 'b'], 'a', key='t')", "['a']", "['b', 'a']"),
        ("st.pills('l', ['a', 'b'], key='t')", "None", "'b'"),
        ("st.segmented_control('l', ['a', 'b'], selection_mode='multi', key='t')", "[]", "['b', 'a']"),
        ("st.feedback('stars', default=1, key='t')", "1", "4"),
        ("st.select_slider('l', ['a', 'b'], key='t')", "'a'", "'b'"),
        ("st.select_slider('l', ['a', 'b', 'c'], ('a', 'b'), key='t')", "('a', 'b')", "('b', 'c')"),
        ("st.pagination(9, key='t')", "1", "7"),
    ],
)
def test_what_is_assigned_before_the_input_is_its_value(app: App, call: str, first: str, value: str) -> None:
    """Statement 36: and what the page shows, until the visitor changes it."""
    at = app(ONCE.format(call=call, value=value))
    assert shown(at) == [first, first]
    assert shown(at.button[0].click().run()) == [value, value]
    (drawn,) = [one for one in at.main if one.key == "t" and hasattr(one, "set_value")]
    assert repr(drawn.value) == value
    assert shown(at.run()) == [value, value]


def test_an_input_that_is_still_to_come_is_assigned_too(app: App) -> None:
    """Statement 36."""
    at = app(
        "st.session_state.setdefault('t', 'early')\nif st.checkbox('c'): st.text(st.text_input('l', key='t'))"
    )
    assert shown(at.checkbox[0].check().run()) == ["early"]


@pytest.mark.parametrize("draw", ["st.text_input('l', key='k')", "st.button('b', key='k')", "st.form('k')"])
def test_nothing_is_assigned_after_its_input_is_there(app: App, draw: str) -> None:
    """Statements 37 and 85 of execution."""
    at = app(f"{draw}\nst.session_state.k = 1")
    kind, message = error(at)
    assert kind == "StreamlitWidgetAlreadyInstantiatedError"
    assert message.startswith(
        "`st.session_state['k']` cannot be modified after the widget with that key is instantiated."
    )
    assert issubclass(st.errors.StreamlitWidgetAlreadyInstantiatedError, StreamlitAPIException)


READ_ONLY = [
    "st.button('b', key='k')",
    "st.form('f').form_submit_button('b', key='k')",
    "st.link_button('b', 'x', key='k', on_click='rerun')",
    "st.menu_button('b', ['a'], key='k')",
    "st.link_button('b', 'x', key='k')",
    "st.form('k')",
]


@pytest.mark.parametrize("draw", READ_ONLY)
def test_what_is_read_only_refuses_what_was_assigned_in_this_run(app: App, draw: str) -> None:
    """Statement 38; statement 85 of execution."""
    kind, message = error(app(f"st.session_state.k = True\n{draw}"))
    assert kind == "StreamlitValueAssignmentNotAllowedError"
    assert message.startswith(
        "`st.session_state['k']` is read-only and cannot be assigned through session state."
    )


@pytest.mark.parametrize("draw", READ_ONLY[:4])
def test_a_button_has_an_entry_of_an_earlier_run_for_one_run(app: App, draw: str) -> None:
    """Statement 39, as Streamlit 1.67 does it."""
    at = app(
        "if 'k' not in st.session_state: st.session_state.k = 'old'\n"
        f"else:\n    {draw}\n    st.text(st.session_state.k)"
    )
    nothing = "None" if "menu" in draw else "False"
    assert shown(at.run()) == [nothing if "menu" in draw else "old"]
    assert shown(at.run()) == [nothing]


@pytest.mark.parametrize(("values", "warns"), [("5, 3", True), ("5, 0", False), ("None, 3", False)])
def test_a_default_beside_an_assigned_value_is_logged_and_not_shown(
    visit: Any, caplog: pytest.LogCaptureFixture, values: str, warns: bool
) -> None:
    """Statement 40."""
    app = visit(f"""
        import revoila as st
        assigned, default = {values}
        if assigned is not None: st.session_state.k = assigned
        st.markdown(str(st.number_input("l", 0, 9, default, key="k")))
    """)
    assert app.texts == [values.split(", ", maxsplit=1)[0].replace("None", "3")]
    said = 'The widget with key "k" was created with a default value but also had its value set via'
    assert any(said in record.message for record in caplog.records) is warns


def one_run(call: str, value: str) -> str:
    return f"""
if "once" not in st.session_state:
    st.session_state.once = True
    st.session_state.t = {value}
st.text(repr({call}))
st.text(repr(st.session_state.t))
"""


CHOICE = "st.selectbox('l', [1, 2], 1, key='t')"
RADIO = "st.radio('l', [1, 2], 1, key='t')"
NUMBER = "st.number_input('l', 0, 9, 3, key='t')"


@pytest.mark.parametrize(
    ("call", "value", "result"),
    [
        (CHOICE, "'z'", "2"),
        (RADIO, "'z'", "2"),
        (CHOICE, "[]", "2"),
        (RADIO, "{}", "2"),
        ("st.selectbox('l', [1, 2], None, key='t')", "'z'", "None"),
        ("st.selectbox('l', [1, 2], accept_new_options=True, key='t')", "'z'", "'z'"),
        (NUMBER, "99", "3"),
        (NUMBER, "-1", "3"),
        ("st.number_input('l', 0.5, 1.5, 1.0, key='t')", "1.6", "1.0"),
        ("st.slider('l', 0, 9, 3, key='t')", "[2, 4]", "[2, 4]"),
        ("st.multiselect('l', [1, 2], 2, key='t')", "[1, 'z']", "[1]"),
        ("st.multiselect('l', [1, 2], 2, key='t')", "['z']", "[]"),
        ("st.multiselect('l', [1], key='t', accept_new_options=True)", "['z', 5]", "['z', 5]"),
        ("st.pills('l', [1, 2], default=2, key='t')", "'z'", "2"),
        ("st.pills('l', [1, 2], key='t')", "[1]", "None"),
        ("st.segmented_control('l', [1, 2], selection_mode='multi', default=2, key='t')", "['z', 1]", "[1]"),
        ("st.feedback('thumbs', default=1, key='t')", "2", "1"),
        ("st.feedback('thumbs', key='t')", "True", "None"),
        ("st.feedback('thumbs', key='t')", "'1'", "None"),
        ("st.select_slider('l', [1, 2], 2, key='t')", "'z'", "2"),
        ("st.select_slider('l', [1, 2, 3], (2, 3), key='t')", "(1, 'z')", "(2, 3)"),
        ("st.select_slider('l', [1, 2, 3], (2, 3), key='t')", "(1, 2, 3)", "(2, 3)"),
        ("st.select_slider('l', [1, 2, 3], 2, key='t')", "(1, 'z')", "(2, 3)"),
        ("st.select_slider('l', [1, 2, 3], 2, key='t')", "(3, 1)", "(3, 1)"),
        ("st.pagination(9, default=3, key='t')", "10", "3"),
        ("st.pagination(9, default=3, key='t')", "True", "3"),
        ("st.pagination(9, default=3, key='t')", "'2'", "3"),
        ("st.pagination(9, default=3, key='t')", "None", "3"),
    ],
)
def test_a_value_that_does_not_fit_is_replaced_without_an_error(
    app: App, call: str, value: str, result: str
) -> None:
    """Statement 41: in session state, too."""
    assert shown(app(one_run(call, value))) == [result, result]


@pytest.mark.parametrize(
    "call",
    [
        CHOICE,
        RADIO,
        NUMBER,
        "st.text_input('l', 'a', key='t')",
        "st.text_area('l', 'a', key='t')",
        "st.number_input('l', 0.5, 1.5, 1.0, key='t')",
        "st.pills('l', [1, 2], default=1, key='t')",
        "st.segmented_control('l', [1, 2], default=1, required=True, key='t')",
        "st.feedback('stars', default=1, key='t')",
        "st.select_slider('l', [1, 2], 2, key='t')",
    ],
)
def test_none_is_empty_also_where_nobody_said_so(app: App, call: str) -> None:
    """Statement 41."""
    at = app(one_run(call, "None"))
    assert shown(at) == ["None", "None"]
    assert shown(at.run()) == ["None", "None"]


@pytest.mark.parametrize(
    ("call", "value", "kind"),
    [
        ("st.slider('l', 0, 9, 3, key='t')", "99", "StreamlitValueAboveMaxError"),
        ("st.slider('l', 0, 9, 3, key='t')", "-1", "StreamlitValueBelowMinError"),
        ("st.slider('l', 0, 9, (3, 4), key='t')", "(1, 10)", "StreamlitValueAboveMaxError"),
        ("st.slider('l', 0, 9, 3, key='t')", "None", "TypeError"),
        ("st.checkbox('l', key='t')", "None", "TypeError"),
        ("st.checkbox('l', key='t')", "'x'", "TypeError"),
        ("st.toggle('l', key='t')", "None", "TypeError"),
        ("st.text_input('l', key='t')", "5", "TypeError"),
        ("st.text_input('l', key='t')", "['x']", "TypeError"),
        ("st.text_area('l', key='t')", "5", "TypeError"),
        ("st.multiselect('l', [1], key='t')", "None", "TypeError"),
        ("st.multiselect('l', [1], key='t')", "1", "TypeError"),
        ("st.pills('l', [1], selection_mode='multi', key='t')", "None", "TypeError"),
        (
            "st.multiselect('l', [1, 2, 3], key='t', max_selections=1)",
            "[1, 'z']",
            "StreamlitSelectionCountExceedsMaxError",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error_of_that_run(
    app: App, call: str, value: str, kind: str
) -> None:
    """Statement 41: shown at the input; the next run has its default."""
    at = app(f"st.text('above')\n{one_run(call, value)}st.text('below')")
    assert [text.value for text in at.text] == ["above"]
    assert error(at)[0] == kind


def test_an_input_recovers_from_a_value_of_the_wrong_kind(app: App) -> None:
    """Statement 41."""
    at = app(ONCE.format(call="st.slider('l', 0, 9, 3, key='t')", value="99"))
    at.slider[0].set_value(5).run()
    at.button[0].click().run()
    assert error(at)[0] == "StreamlitValueAboveMaxError"
    assert shown(at.run()) == ["3", "3"]


@pytest.mark.parametrize(
    ("call", "value", "kept"),
    [
        ("multiselect('l', [1, 2], key='t')", "['2', 1]", "[2, 1]"),
        ("multiselect('l', [1, 2], key='t')", "('1', 2)", "[1, 2]"),
        ("multiselect('l', ['a', 'b'], key='t')", "'b'", "'b'"),
        ("multiselect('l', ['A', 'B'], format_func=str.lower, key='t')", "['b']", "['b']"),
        ("pills('l', [1, 2], key='t')", "'2'", "2"),
        ("segmented_control('l', [1, 2], selection_mode='multi', key='t')", "['2']", "[2]"),
        ("select_slider('l', [1, 2], key='t')", "'2'", "2"),
        ("select_slider('l', [1, 2], key='t')", "('1', '2')", "1"),
        ("select_slider('l', [1, 2], (1, 2), key='t')", "('1', '2')", "(1, 2)"),
    ],
)
def test_choices_are_assigned_by_their_labels(app: App, call: str, value: str, kept: str) -> None:
    """Statement 42: what was assigned comes back as it is, also where it is no list; afterwards as options."""
    at = app(one_run(f"st.{call}", value))
    assert shown(at) == [value, value]
    assert shown(at.run()) == [kept, kept]


@pytest.mark.parametrize("command", ["selectbox", "radio"])
@pytest.mark.parametrize(
    ("options", "value", "result"),
    [
        ("[1, 2]", "'1'", "'1'"),
        ("['A', 'B'], format_func=str.lower", "'b'", "'b'"),
        ("['A', 'B'], 1, format_func=str.lower", "'c'", "'B'"),
        ("['A', 'B'], 1, format_func=str.lower", "5", "'B'"),
        ("[1, 2], 1", "1.0", "2"),
    ],
)
def test_a_choice_is_assigned_by_its_label(
    app: App, command: str, options: str, value: str, result: str
) -> None:
    """Statement 42: what was assigned comes back as it is."""
    assert shown(app(one_run(f"st.{command}('l', {options}, key='t')", value))) == [result, result]


def test_assigning_calls_no_callback(app: App) -> None:
    """Statements 43 and 44."""
    at = app(
        """
state = st.session_state
def note(): state.calls = state.get("calls", 0) + 1
def one(): state.t, state.entry = "z", 1
def two(): state.seen = (state.t, state.entry)
st.text_input("t", key="t", on_change=note)
st.checkbox("1", on_change=one)
st.checkbox("2", on_change=two)
"""
    )
    at.checkbox[0].check()
    at.checkbox[1].check().run()
    assert (at.session_state.t, at.session_state.seen, "calls" in at.session_state) == ("z", ("z", 1), False)
    at.text_input[0].set_value("y").run()
    assert at.session_state.calls == 1


def test_a_visitor_overrides_what_was_assigned_earlier_and_not_what_is_assigned_now(app: App) -> None:
    """Statements 45 and 46."""
    at = app(
        "if st.session_state.get('on', True): st.session_state.t = 'code'\nst.text(st.text_input('t', key='t'))"
    )
    assert shown(at.text_input[0].set_value("x").run()) == ["code"]
    at.session_state.on = False
    assert shown(at.run()) == ["code"]
    assert shown(at.text_input[0].set_value("x").run()) == ["x"]


@pytest.mark.parametrize(
    ("value", "name"),
    [("lambda: 0", "function"), ("(n for n in ())", "generator"), ("open", None), ("[1]", None)],
)
def test_what_cannot_be_pickled_is_an_error_where_the_options_say_so(
    visit: Any, monkeypatch: pytest.MonkeyPatch, value: str, name: str | None
) -> None:
    """Statement 47: after the body, with the type and the key."""
    monkeypatch.setitem(Options.values, "runner.enforceSerializableSessionState", True)
    app = visit(f"import revoila as st\nst.session_state.x = {value}\nst.markdown('body')")
    assert app.texts == ["body"]
    messages = [found.props["message"] for found in app.nodes("exception")]
    assert len(messages) == (name is not None)
    assert all("Cannot serialize" in text and "'x' in st.session_state" in text for text in messages)
    assert all(str(name) in text for text in messages)


def test_without_a_run_there_is_a_store_of_the_process_and_one_warning(
    visit: Any, entries: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 48: also in a thread that a script starts by itself; statement 132 of execution."""
    warn_of_no_run.cache_clear()
    entries.shared = "of the process"
    app = visit("""
        import revoila as st, threading
        st.session_state.shared = "of the session"
        def work():
            seen.append(st.session_state.get("shared"))
            st.session_state.left = 1
        seen = []
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        st.markdown(f"{seen} {st.session_state.shared} {'left' in st.session_state}")
    """)
    assert app.texts == ["['of the process'] of the session False"]
    assert entries.left == 1
    seen: list[Any] = []
    thread = Thread(target=lambda: seen.append(st.session_state.left))
    thread.start()
    thread.join()
    assert seen == [1]
    assert sum("outside of a run" in record.message for record in caplog.records) == 1
