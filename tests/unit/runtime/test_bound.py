"""Bound inputs and containers that tell, by messages of a browser; numbers are of the state specification."""

from __future__ import annotations

from typing import Any

import pytest

from revoila.elements._element import ElementId
from revoila.errors import EventRefusedError
from revoila.runtime._requests import RerunRequest, merge

APP = """
    import revoila as st
    def count(): st.session_state.calls = st.session_state.get("calls", 0) + 1
    if st.session_state.get("assign"): st.session_state.k = 4
    k = st.slider("k", 0, 10, 5, key="k", bind="query-params", on_change=count)
    q = st.checkbox("q", key="q", bind="query-params", on_change="ignore")
    free = st.slider("free", 0, 10, 5, on_change=count)
    if st.button("assign"): st.session_state.assign = True
    st.markdown(f"{k} {q} {free} calls {st.session_state.get('calls', 0)}")
"""


def go(app: Any, query: str, *, page: str = "", history: bool = True) -> Any:
    app.session.handle_message({"method": "rerun", "page": page, "query": query, "history": history})
    return app.settle()


def test_the_address_of_the_first_request_is_taken(visit: Any) -> None:
    """Statements 52 and 55."""
    app = visit(APP, opened=False).open(query="k=7&q=no&other=1")
    assert (app.texts, app.app["query"]) == (["7 False 5 calls 0"], "k=7&other=1")
    assert (app.app["asked_query"], app.app["asked"]) == ("k=7&q=no&other=1", 1)


def test_a_change_is_in_the_query_that_the_page_gets(visit: Any) -> None:
    """Statements 54 and 58."""
    app = visit(APP).change(k=[7])
    assert app.app["query"] == "k=7"
    assert app.input("k").props["bound"] == {"default": ["5"], "form": "plain"}
    assert app.change(k=[5]).app["query"] == ""


def test_a_refused_value_does_not_reach_the_query(visit: Any) -> None:
    app = visit(APP).change(k=[99])
    assert (app.texts, app.app["query"]) == (["5 False 5 calls 0"], "")


def test_going_back_gives_the_address_the_last_word(visit: Any) -> None:
    """Statement 58: also over an assignment; a missing parameter is the default; nothing is called back."""
    app = visit(APP).change(k=[7]).change(q=True)
    assert app.texts == ["7 False 5 calls 1"]
    go(app, "k=3")
    assert (app.texts, app.app["query"]) == (["3 False 5 calls 1"], "k=3")
    go(app, "q=true")
    assert (app.texts, app.app["query"]) == (["5 True 5 calls 1"], "q=true")
    app.press("assign").press("assign")
    assert (app.texts, app.app["query"]) == (["4 True 5 calls 1"], "q=true&k=4")
    go(app, "k=8")
    assert app.texts == ["8 False 5 calls 1"]
    go(app, "")
    assert (app.texts, app.app["asked"]) == (["5 False 5 calls 1"], 5)
    # The run after that is an ordinary one again.
    assert app.press("assign").texts == ["4 False 5 calls 1"]


def test_an_invalid_parameter_on_the_way_back_is_removed(visit: Any) -> None:
    """Statements 55 and 58."""
    app = go(visit(APP).change(k=[7]), "k=99")
    assert (app.texts, app.app["query"], app.app["asked_query"]) == (["5 False 5 calls 1"], "", "k=99")


def test_a_rerun_that_nobody_has_gone_anywhere_for_leaves_the_input_its_word(visit: Any) -> None:
    """Statement 52."""
    app = go(visit(APP).change(k=[7]), "k=3", history=False)
    assert (app.texts, app.app["query"]) == (["7 False 5 calls 1"], "k=7")


def test_what_was_entered_before_going_back_does_not_count(visit: Any) -> None:
    """Statement 58: its callback is not called either; that of an input without a parameter is."""
    app = visit(APP)
    app.change(q=True)
    app.send(k=[7], free=[1])
    go(app, "k=3")
    assert app.texts[0] in ("3 False 1 calls 1", "3 False 1 calls 2")
    assert app.app["query"] == "k=3"


def test_what_is_entered_after_going_back_counts(visit: Any) -> None:
    """Statement 58."""
    app = visit(APP)
    app.session.handle_message({"method": "rerun", "page": "", "query": "k=3&q=true", "history": True})
    app.send(k=[7])
    app.settle()
    assert app.texts[0].startswith("7 True")
    assert app.app["query"] == "k=7&q=true"


def test_requests_that_are_merged_know_which_events_are_older_than_the_address() -> None:
    one, two, press = (
        (ElementId(name), value, value is True) for name, value in [("a", 1), ("a", 2), ("b", True)]
    )
    back = RerunRequest(page="", query="x=1", by_address=True)
    older, newer = RerunRequest(events=(one, press)), RerunRequest(events=(two,))
    assert merge(older, back).before_address == 2
    assert merge(merge(older, back), newer) == RerunRequest(
        events=(press, two), page="", query="x=1", by_address=True, before_address=1
    )
    assert merge(back, newer).before_address == 0
    assert merge(older, newer).before_address == 0


def test_a_view_that_connects_again_with_its_own_address_runs_nothing(visit: Any) -> None:
    app = visit(APP).change(k=[7])
    run = app.app["run_id"]
    app.open(query="k=7")
    assert app.app["run_id"] == run
    # Another address is one that the visitor has gone to.
    assert app.open(query="k=2").texts == ["2 False 5 calls 1"]


def test_in_a_cell_the_session_has_the_query_alone(visit: Any) -> None:
    """A notebook's address is not the app's: `st.query_params` lives in the session."""
    app = visit(APP).change(k=[7])
    app.session.handle_message({"method": "hello", "client": "cell", "view": {"path": None, "query": None}})
    app.settle()
    assert (app.texts, app.app["query"]) == (["7 False 5 calls 1"], "k=7")


def test_going_back_to_another_page_takes_its_address(visit: Any) -> None:
    """Statements 58 and 60."""
    source = """
        import revoila as st
        def one(): st.markdown(f"one {st.slider('own', 0, 10, 5, key='own', bind='query-params')}")
        def two(): st.markdown(f"two {st.slider('own', 0, 10, 5, key='own', bind='query-params')}")
        st.navigation([st.Page(one), st.Page(two)]).run()
    """
    app = visit(source, opened=False).open(query="own=3")
    go(app, "", page="two", history=False)
    assert (app.texts, app.app["query"]) == (["two 3"], "own=3")
    go(app, "own=8", page="two")
    go(app, "own=3")
    assert (app.texts, app.app["query"]) == (["one 3"], "own=3")
    go(app, "", page="two")
    assert (app.texts, app.app["query"]) == (["two 5"], "")


def test_switch_page_takes_its_own_parameters_along(visit: Any) -> None:
    """Statements 60 and 72."""
    source = """
        import revoila as st
        def one():
            st.slider('own', 0, 10, 5, key='own', bind='query-params')
            if st.button("Go"): st.switch_page(pages[1], query_params={"own": 9, "x": 1})
            if st.button("Plain"): st.switch_page(pages[1])
        def two(): st.markdown(f"two {st.slider('own', 0, 10, 5, key='own', bind='query-params')}")
        pages = [st.Page(one), st.Page(two)]
        st.navigation(pages).run()
    """
    app = visit(source, opened=False).open(query="own=3").press("Go")
    assert (app.texts, app.app["query"]) == (["two 9"], "own=9&x=1")
    app = visit(source, opened=False).open(query="own=3&x=1").press("Plain")
    assert (app.texts, app.app["query"]) == (["two 3"], "own=3")


@pytest.mark.parametrize(
    ("call", "opened", "key"),
    [
        ("tabs(['a', 'b'], key='k', on_change=MODE)", "b", "k"),
        ("expander('x', key='k', on_change=MODE)", True, "k"),
        ("popover('x', key='k', on_change=MODE)", True, "k"),
    ],
)
def test_containers_tell_the_script(visit: Any, call: str, opened: Any, key: str) -> None:
    """Statements 35 and 43; 32 of the execution specification."""
    source = f"""
        import revoila as st
        def count(by): st.session_state.calls = st.session_state.get("calls", 0) + by
        box = st.{call.replace("MODE)", "count, kwargs={'by': 2})")}
        st.button("Again")
        if st.button("Assign"): st.session_state.next = True
        st.markdown(f"{{st.session_state.k}} {{st.session_state.get('calls', 0)}}")
    """
    app = visit(source)
    closed = app.texts[0].split()[0]
    tell(app, opened)
    assert app.settle().texts == [f"{opened} 2"]
    assert app.press("Again").texts == [f"{opened} 2"]
    with pytest.raises(EventRefusedError):
        app.session.state.decode(shown(app).id, shown(app).props["generation"], "no label")
    app.session.state.set_item("k", "a" if closed == "a" else False)
    assert app.press("Again").texts == [f"{closed} 2"]


def shown(app: Any) -> Any:
    """Return the element of the only container that tells."""
    main = app.session.screen.page.children[0]
    (found,) = [child.element for child in main.children if hasattr(child, "element")]
    return found


def tell(app: Any, value: Any) -> None:
    element = shown(app)
    app.seq += 1
    event = {"seq": app.seq, "id": element.id, "generation": element.props["generation"], "value": value}
    app.session.handle_message({"method": "event", "client": "me", "events": [event]})


def test_a_container_may_wait_for_the_next_run(visit: Any) -> None:
    """Statement 32 of the execution specification: bound, it tells although nothing is to run."""
    app = visit(
        """
        import revoila as st
        one, two = st.tabs(["a", "b"], key="k", bind="query-params")
        st.button("Again")
        st.markdown(f"{one.open} {two.open}")
        """
    )
    run = app.app["run_id"]
    tell(app, "b")
    assert app.settle().app["run_id"] == run
    assert app.press("Again").texts == ["False True"]
    assert app.app["query"] == "k=b"


def test_a_container_in_a_fragment_runs_the_fragment(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        @st.fragment
        def part():
            box = st.expander("x", on_change="rerun")
            st.session_state.parts = st.session_state.get("parts", 0) + 1
            box.markdown(f"{box.open} {st.session_state.runs} {st.session_state.parts}")
        part()
        """
    )
    block = app.session.screen.page.children[0].children[0]
    element = block.children[0].element
    event = {"seq": 1, "id": element.id, "generation": element.props["generation"], "value": True}
    app.session.handle_message({"method": "event", "client": "me", "events": [event]})
    assert app.settle().texts == ["True 1 2"]


def test_a_container_in_a_form_tells_at_once(visit: Any) -> None:
    """It holds no value of the form; only callbacks are refused there."""
    app = visit(
        """
        import revoila as st
        with st.form("f"):
            box = st.expander("x", key="k", on_change="rerun")
            st.form_submit_button("Send")
        st.markdown(str(box.open))
        """
    )
    element = app.session.screen.page.children[0].children[0].children[0].element
    assert "form_id" not in element.props
    event = {"seq": 1, "id": element.id, "generation": element.props["generation"], "value": True}
    app.session.handle_message({"method": "event", "client": "me", "events": [event]})
    assert app.settle().texts == ["True"]


def test_a_parameter_of_another_page_is_free_on_the_next(visit: Any) -> None:
    """Statements 59 and 60."""
    source = """
        import revoila as st
        def one(): st.slider('own', 0, 10, 5, key='own', bind='query-params')
        def two():
            st.query_params["own"] = "mine"
            st.markdown("two")
        st.navigation([st.Page(one), st.Page(two)]).run()
    """
    app = visit(source, opened=False).open(query="own=3")
    go(app, "", page="two", history=False)
    assert (app.texts, app.app["query"]) == (["two"], "own=mine")


def test_an_input_that_all_pages_share_takes_its_parameter_along(visit: Any) -> None:
    """Statement 60."""
    source = """
        import revoila as st
        def one(): st.checkbox("one", key="one", bind="query-params")
        def two(): st.markdown("two")
        page = st.navigation([st.Page(one), st.Page(two)])
        st.slider("shared", 0, 10, 5, key="shared", bind="query-params")
        page.run()
    """
    app = visit(source, opened=False).open(query="shared=1&one=true&free=1")
    go(app, "", page="two", history=False)
    assert (app.texts, app.app["query"]) == (["two"], "shared=1")
    # An address that somebody goes to has the last word here, too.
    go(app, "", page="two")
    assert app.app["query"] == ""
