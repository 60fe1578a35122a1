"""Forms of whole apps; numbers are statements of the execution specification."""

from __future__ import annotations

from typing import Any

import pytest

import revoila as st


def rerun(app: Any) -> Any:
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    return app.settle()


def errors(app: Any) -> list[tuple[str, str]]:
    nodes = [*app.nodes("exception"), *app.nodes("exception", root=1)]
    return [(node.props["type"].rsplit(".", 1)[-1], node.props["message"]) for node in nodes]


def error(app: Any) -> tuple[str, str]:
    (found,) = errors(app)
    return found


# The key.


@pytest.mark.parametrize("first", ["st.form('k')", "st.sidebar.form('k')", "st.columns(1)[0].form('k')"])
def test_a_key_is_that_of_one_form(visit: Any, first: str) -> None:
    """Statement 85."""
    kind, message = error(visit(f"import revoila as st\n{first}\nst.form('k')"))
    assert kind == "StreamlitDuplicateElementKey"
    assert "`key='k'`" in message
    with pytest.raises(TypeError):
        st.form()  # type: ignore[call-arg]  # what is tested


def test_a_form_is_no_entry_and_its_key_takes_none(visit: Any) -> None:
    """Statement 85."""
    app = visit("import revoila as st\nst.form('k')\nst.markdown(str('k' in st.session_state))")
    assert app.texts == ["False"]
    kind, message = error(visit("import revoila as st\nst.session_state.k = 1\nst.form('k')"))
    assert kind == "StreamlitValueAssignmentNotAllowedError"
    assert message.startswith("`st.session_state['k']` is read-only")
    kind, _ = error(visit("import revoila as st\nst.form('k')\nst.session_state.k = 1"))
    assert kind == "StreamlitWidgetAlreadyInstantiatedError"
    app = visit(
        "import revoila as st\nif 'k' in st.session_state: st.form('k')\nelse: st.session_state.k = 1"
    )
    assert errors(rerun(app)) == [], "an entry of an earlier run"


# What is sent.

FORM = """
    import revoila as st
    st.session_state.setdefault("runs", []).append(0)
    with st.form("f"{options}):
        name = st.text_input("Name", "nobody", key="name")
        rows = st.number_input("Rows", 0, 99, 5)
        agree = st.checkbox("Agree")
        go, draft = st.form_submit_button("Go"), st.form_submit_button("Draft")
    outside = st.slider("Outside", 0, 9)
    st.markdown(repr((name, rows, agree, go, draft, outside)))
"""


def test_a_form_comes_in_one_message_and_is_answered_by_one(visit: Any) -> None:
    """Statements 86, 88 and 96: one run with all values, in which the button that was pressed is True."""
    app = visit(FORM.format(options=""))
    sent = len(app.messages)
    app.change(Name="Ada", Rows=7, Agree=True, Draft=True)
    assert app.texts == ["('Ada', 7, True, False, True, 0)"]
    assert len(app.session.state.get_item("runs")) == 2
    (answer,) = app.messages[sent:]
    assert (answer["method"], answer["ack"]) == ("patch", {"me": 4})
    assert app.change(Rows=8, Go=True).texts == ["('Ada', 8, True, True, False, 0)"]


def test_a_change_outside_sees_what_was_sent_last(visit: Any) -> None:
    """Statement 86: at first the defaults."""
    app = visit(FORM.format(options=""))
    assert app.change(Outside=[3]).texts == ["('nobody', 5, False, False, False, 3)"]
    app.change(Name="Ada", Go=True)
    assert app.change(Outside=[4]).texts == ["('Ada', 5, False, False, False, 4)"]


def test_what_belongs_to_a_form(visit: Any) -> None:
    """Statement 87: the page is told of it at each input."""
    app = visit("""
        import revoila as st
        outer = st.container()
        form = st.form("f")
        with form:
            st.text_input("with")
            left, right = st.columns(2)
            with right.expander("e"): st.text_input("nested")
            outer.text_input("outer")
            with outer: st.text_input("with outer")
        form.text_input("method")
        left.text_input("column")
        st.text_input("after")
    """)
    inside = {node.props["label"] for node in app.nodes("text_input") if node.props.get("form_id") == "f"}
    assert inside == {"with", "nested", "method", "column"}


# The button.


def test_a_submit_button_has_a_key_that_says_where_it_is(visit: Any) -> None:
    """Statement 88."""
    app = visit("""
        import revoila as st
        with st.form("f"):
            st.form_submit_button()
            st.form_submit_button("Other", key="own")
        st.markdown(str(sorted(st.session_state)))
    """)
    assert app.texts == ["['FormSubmitter:f-Submit', 'own']"]
    app.press("Submit")
    two = "    st.form_submit_button('a'{})\n    st.form_submit_button('a')"
    source = f"import revoila as st\nwith st.form('f'):\n{two}"
    kind, message = error(visit(source.format("")))
    assert kind == "StreamlitDuplicateElementKey"
    assert "FormSubmitter:f-a" in message
    assert errors(visit(source.format(", key='own'"))) == []


def test_a_press_is_in_session_state_during_its_run(visit: Any) -> None:
    """Statement 88."""
    app = visit("""
        import revoila as st
        def note(*args, **kwargs): st.markdown(str((args, kwargs, st.session_state["FormSubmitter:f-Go"])))
        st.markdown(str(st.session_state.get("FormSubmitter:f-Go")))
        with st.form("f"):
            st.form_submit_button("Go", None, note, (1,), {"a": 2}, type="primary", icon="🐧", shortcut="Ctrl+K")
    """)
    assert app.texts == ["None"]
    assert app.press("Go").texts == ["((1,), {'a': 2}, True)", "True"]
    assert rerun(app).texts == ["False"]


def test_a_submit_button_needs_a_form(visit: Any) -> None:
    """Statement 89."""
    kind, message = error(visit("import revoila as st\nst.form('f')\nst.form_submit_button()"))
    assert kind == "StreamlitInvalidLayoutContextError"
    assert message == "`st.form_submit_button()` must be used inside an `st.form()`."


def test_a_form_refuses_other_buttons_and_other_forms(visit: Any) -> None:
    """Statement 89."""
    kind, message = error(visit("import revoila as st\nst.form('f').columns(1)[0].button('b')"))
    assert kind == "StreamlitInvalidLayoutContextError"
    assert "`st.button()`" in message
    kind, message = error(visit("import revoila as st\nwith st.form('f').expander('e'): st.form('g')"))
    assert kind == "StreamlitInvalidLayoutContextError"
    assert message.startswith("Forms cannot be nested in other forms.")


def test_a_form_takes_what_else_there_is(visit: Any) -> None:
    """Statement 89."""
    app = visit("""
        import revoila as st
        with st.form("f"):
            st.dataframe([1, 2])
            st.expander("e").markdown("text")
            st.popover("p").markdown("text")
            st.form_submit_button()
    """)
    assert errors(app) == []


@pytest.mark.parametrize(
    "call",
    [
        "checkbox('l'",
        "toggle('l'",
        "text_input('l'",
        "text_area('l'",
        "number_input('l'",
        "slider('l'",
        "selectbox('l', ['a']",
        "radio('l', ['a']",
    ],
)
def test_only_the_button_of_a_form_may_call_something(visit: Any, call: str) -> None:
    """Statement 90."""
    source = "import revoila as st\nst.form('f').{}, on_change={})"
    assert error(visit(source.format(call, "print")))[0] == "StreamlitInvalidFormCallbackError"
    for mode in ("'rerun'", "'ignore'", "None"):
        assert errors(visit(source.format(call, mode))) == []


def test_the_callback_of_a_form_sees_all_new_values(visit: Any) -> None:
    """Statement 91: wherever the button is."""
    app = visit("""
        import revoila as st
        def note(): st.markdown(f"{st.session_state.a} {st.session_state.b}")
        with st.form("f"):
            st.text_input("A", key="a")
            st.form_submit_button("Go", on_click=note)
            st.text_input("B", key="b")
    """)
    assert app.change(A="1", Go=True, B="2").texts == ["1 2"]


# Forms that clear themselves.


def test_the_page_knows_the_defaults_of_a_form_that_clears_itself(visit: Any) -> None:
    """Statement 92: the run has what was sent, and so have those after it."""
    app = visit(FORM.format(options=", clear_on_submit=True"))
    app.change(Name="Ada", Rows=7, Agree=True, Go=True)
    assert app.texts == ["('Ada', 7, True, True, False, 0)"]
    found = {label: app.input(label).props["default"] for label in ("Name", "Rows", "Agree")}
    assert found == {"Name": "nobody", "Rows": 5, "Agree": False}
    assert all("default" not in app.input(label).props for label in ("Go", "Draft", "Outside"))
    assert app.change(Outside=[1]).texts == ["('Ada', 7, True, False, False, 1)"]
    assert app.session.state.get_item("name") == "Ada"
    # What the page sends the next time for what it shows.
    app.change(Name="nobody", Rows=5, Agree=False, Go=True)
    assert app.texts == ["('nobody', 5, False, True, False, 1)"]


def test_the_page_of_another_form_knows_no_defaults(visit: Any) -> None:
    """Statement 92."""
    app = visit(FORM.format(options=""))
    assert all("default" not in node.props for node in app.nodes("text_input"))


@pytest.mark.parametrize(
    ("call", "default"),
    [
        ("slider('l', 0, 9, 3)", [3]),
        ("slider('l', 0, 9, (3, 4))", [3, 4]),
        ("selectbox('l', ['a', 'b'], 1)", "b"),
        ("selectbox('l', ['a', 'b'], None)", None),
        ("radio('l', [1, 2], format_func=lambda n: f'no. {n}')", "no. 1"),
        ("text_input('l', None)", None),
        ("text_area('l', 'text')", "text"),
        ("number_input('l', 0.5, 2.5)", 0.5),
        ("toggle('l', True)", True),
        ("columns(1)[0].container().toggle('l', True)", True),
    ],
)
def test_a_default_travels_as_the_value_does(visit: Any, call: str, default: Any) -> None:
    """Statement 92."""
    app = visit(f"import revoila as st\nst.form('f', True).{call}")
    props = app.input("l").props
    assert props["default"] == props["value"] == default


def test_a_range_that_code_has_made_of_a_slider_says_nothing_of_one_place(visit: Any) -> None:
    """Statement 92; statement 41 of state: the page shows two places, the author asks for one."""
    app = visit("""
        import revoila as st
        st.session_state.setdefault("s", [1, 2])
        with st.form("f", clear_on_submit=True):
            st.markdown(str(st.slider("S", 0, 9, 3, key="s")))
            st.form_submit_button("Go")
    """)
    assert app.change(S=[4, 5], Go=True).texts == ["3"]
    assert app.change(S=[4], Go=True).texts == ["4"]


def test_the_page_is_told_what_code_assigns_to_a_form(visit: Any) -> None:
    """Statement 36 of state: a form holds back what is written in it, which that replaces."""
    app = visit("""
        import revoila as st
        def fill(): st.session_state.name = "code"
        with st.form("f"):
            st.text_input("Name", "nobody", key="name")
            st.form_submit_button("Go")
        st.button("Fill", on_click=fill)
        st.session_state.other = 1
    """)
    assert "assigned" not in app.input("Name").props
    props = app.press("Fill").input("Name").props
    assert (props["value"], props["assigned"]) == ("code", 1)
    assert app.press("Fill").input("Name").props["assigned"] == 1, "nothing new"
    app.change(Name="Ada", Go=True)
    props = app.press("Fill").input("Name").props
    assert (props["value"], props["assigned"]) == ("code", 2)


# What may go wrong.


@pytest.mark.parametrize("where", ["before", "after", "callback"])
@pytest.mark.parametrize("clears", [False, True])
def test_no_value_is_lost_when_the_run_fails(visit: Any, where: str, clears: bool) -> None:
    """Statements 39, 86 and 92: what was sent is there in the next run."""
    app = visit(f"""
        import revoila as st
        def fail(place):
            if place == {where!r}: raise ValueError("no")
        if st.session_state.get("FormSubmitter:f-Go"): fail("before")
        with st.form("f", clear_on_submit={clears}):
            name = st.text_input("Name")
            rows = st.number_input("Rows", 0, 99, 5, key="rows")
            go = st.form_submit_button("Go", on_click=fail, args=("callback",))
        if go: fail("after")
        st.markdown(repr((name, rows)))
    """)
    app.change(Name="Ada", Rows=7, Go=True)
    assert error(app) == ("ValueError", "no")
    assert rerun(app).texts == ["('Ada', 7)"]
    assert app.change(Name="Bo", Rows=8, Go=True).nodes("exception") != []
    assert rerun(app).texts == ["('Bo', 8)"]


def test_no_value_is_lost_when_the_run_asks_for_another(visit: Any) -> None:
    """Statements 48 and 86."""
    app = visit(FORM.format(options="") + "    if go: st.rerun()\n")
    assert app.change(Name="Ada", Rows=7, Go=True).texts == ["('Ada', 7, False, False, False, 0)"]


def test_a_form_without_a_button_is_a_form_that_sends_nothing(visit: Any) -> None:
    """Statement 94: the page says so."""
    app = visit("import revoila as st\nst.form('f').text_input('a', 'default')\nst.form('empty')")
    assert errors(app) == []
    (form, _empty) = app.session.screen.page.children[0].children
    assert form.element.kind == "form"
    assert app.input("a").props["form_id"] == "f"


# Where.

PLACES = {
    "columns": "st.columns(2)[1]",
    "expander": "st.expander('e')",
    "popover": "st.popover('p')",
    "tabs": "st.tabs(['a', 'b'])[1]",
    "sidebar": "st.sidebar",
    "bottom": "st.bottom",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_form_may_be_anywhere(visit: Any, place: str) -> None:
    """Statement 95."""
    app = visit(f"""
        import revoila as st
        with {PLACES[place]}.form("f"):
            name = st.text_input("Name", key="name")
            go = st.form_submit_button("Go")
        st.session_state.seen = (name, go)
    """)
    assert app.input("Name").props["form_id"] == "f"
    app.change(Name="Ada", Go=True)
    assert app.session.state.get_item("seen") == ("Ada", True)


@pytest.mark.parametrize("decorator", ["st.fragment", "st.dialog('Title')"])
def test_a_form_of_a_fragment_or_dialog_runs_that_alone(visit: Any, decorator: str) -> None:
    """Statement 95."""
    app = visit(f"""
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        @{decorator}
        def part():
            with st.form("f", clear_on_submit=True):
                name = st.text_input("Name", "nobody", key="name")
                go = st.form_submit_button("Go")
            st.session_state.seen = (name, go)
        part()
    """)
    app.change(Name="Ada", Go=True)
    assert app.session.state.get_item("seen") == ("Ada", True)
    assert app.session.state.get_item("runs") == 1
    assert app.input("Name").props["default"] == "nobody"
    app.change(Name="Bo", Go=True)
    assert app.session.state.get_item("seen") == ("Bo", True)


def test_a_form_of_the_script_around_a_fragment_runs_the_script(visit: Any) -> None:
    """Statement 95: it is the button that runs, and the button is the script's."""
    app = visit("""
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        @st.fragment
        def part(): st.session_state.seen = st.text_input("Name", key="name")
        with st.form("f"):
            part()
            st.form_submit_button("Go")
    """)
    assert app.input("Name").props["form_id"] == "f"
    app.change(Name="Ada", Go=True)
    assert app.session.state.get_item("seen") == "Ada"
    assert app.session.state.get_item("runs") == 2


def test_fragments_have_all_of_session_state_and_the_address(visit: Any) -> None:
    """Statement 84: and no page is run for them."""
    app = visit("""
        import revoila as st
        @st.cache_data
        def squared(n):
            st.session_state.computed += 1
            return n * n
        @st.fragment
        def part():
            n = st.slider("N", 0, 9, 2, key="n")
            st.query_params["n"] = n
            st.markdown(f"{squared(n)} {squared(n)} {st.session_state.computed} {dict(st.query_params)}")
        def home():
            st.session_state.homes = st.session_state.get("homes", 0) + 1
            part()
        st.session_state.setdefault("computed", 0)
        st.navigation([st.Page(home)]).run()
    """)
    assert app.texts == ["4 4 1 {'n': '2'}"]
    assert app.change(N=[3]).texts == ["9 9 2 {'n': '3'}"]
    assert app.app["query"] == "n=3"
    assert app.session.state.get_item("homes") == 1
