"""Parts of a script that run alone; numbers are statements of the execution specification."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

import revoila as st
from revoila.errors import (
    StreamlitAPIException,
    StreamlitBadTimeStringError,
    StreamlitDuplicateElementKey,
    StreamlitInvalidLayoutContextError,
    StreamlitValueError,
)
from revoila.graph._tree import Shown
from revoila.runtime._requests import RerunRequest

TWO = """
    import revoila as st
    st.session_state.setdefault("runs", 0)
    st.session_state.runs += 1
    st.markdown(f"run {st.session_state.runs}")

    @st.fragment
    def part(name):
        if st.button(f"Add {name}"):
            st.session_state[name] = st.session_state.get(name, 0) + 1
        st.markdown(f"{name} is {st.session_state.get(name, 0)}")
        return name.upper()

    st.markdown(part("one"))
    part("two")
    if st.button("All"):
        st.markdown("all")
"""


def error_of(app: Any) -> str:
    """Return the type of the only exception on the page."""
    (shown,) = app.nodes("exception")
    return str(shown.props["type"]).rpartition(".")[2]


def test_a_change_inside_runs_nothing_but_the_fragment(visit: Any) -> None:
    """Statements 14, 65, 67 and 69."""
    app = visit(TWO)
    assert app.texts == ["run 1", "one is 0", "ONE", "two is 0"]
    before = len(app.messages)
    app.press("Add two")
    assert app.texts == ["run 1", "one is 0", "ONE", "two is 1"]
    (patch,) = app.messages[before:]
    changed = [op for op in patch["ops"] if op[1] == "set" and "body" in op[2]]
    assert [op[2] for op in changed] == [{"body": "two is 1"}]
    app.press("All")
    assert app.texts == ["run 2", "one is 0", "ONE", "two is 1", "all"]


def test_the_decorator_keeps_name_signature_and_docs() -> None:
    """Statement 64."""

    @st.fragment(run_every=None, parallel=False, key="k")
    def documented(value: int) -> int:
        """Say something."""
        return value

    assert documented.__name__ == "documented"
    assert documented.__doc__ == "Say something."
    # Outside of an app it is the function itself.
    assert documented(3) == 3
    assert st.fragment()(documented)(4) == 4


def test_arguments_and_globals_are_those_of_the_last_full_run(visit: Any) -> None:
    """Statement 66."""
    app = visit(
        """
        import revoila as st
        number = st.session_state.get("number", 0) + 1
        st.session_state.number = number

        @st.fragment
        def part(argument):
            st.button("Again")
            st.markdown(f"{argument} {number}")

        part(f"argument {number}")
        st.button("All")
        """
    )
    assert app.press("Again").texts == ["argument 1 1"]
    assert app.press("All").texts == ["argument 2 2"]
    assert app.press("Again").texts == ["argument 2 2"]


@pytest.mark.parametrize(
    ("key", "error"),
    [
        ("", StreamlitValueError),
        ("$$ID-x", StreamlitAPIException),
        ("app", StreamlitAPIException),
        ("fragment", StreamlitAPIException),
    ],
)
def test_keys_that_mean_something_else_are_refused(key: str, error: type[Exception]) -> None:
    """Statement 68."""
    with pytest.raises(error):
        st.fragment(key=key)(print)


def test_two_functions_cannot_share_a_key(visit: Any) -> None:
    """Statement 68."""
    source = """
        import revoila as st
        @st.fragment(key=1)
        def one(): st.markdown("one")
        @st.fragment(key="1")
        def other(): st.markdown("other")
        one()
        one()
        {second}()
    """
    assert visit(source.format(second="one")).texts == ["one", "one", "one"]
    app = visit(source.format(second="other"))
    assert error_of(app) == StreamlitDuplicateElementKey.__name__


def test_callbacks_of_a_fragment_run_before_it(visit: Any) -> None:
    """Statement 70."""
    app = visit(
        """
        import revoila as st
        def up(): st.session_state.n = st.session_state.get("n", 0) + 1
        @st.fragment
        def part():
            st.button("Up", on_click=up)
            st.markdown(f"n is {st.session_state.get('n', 0)}")
        part()
        """
    )
    assert app.press("Up").texts == ["n is 1"]


def test_what_a_callback_draws_shows_on_top_of_the_fragment(
    visit: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 25."""
    app = visit(
        """
        import revoila as st
        @st.fragment
        def part():
            st.button("Say", on_click=lambda: st.markdown("said"))
            st.markdown("part")
        st.markdown("script")
        part()
        """
    )
    assert app.press("Say").texts == ["script", "said", "part"]
    assert "callback of a fragment" in caplog.text
    caplog.clear()
    (block,) = app.fragments
    app.session.runner.ask(RerunRequest(fragments=(block["fragment"],)))
    assert app.settle().texts == ["script", "part"]
    assert "callback of a fragment" not in caplog.text


NESTED = """
    import revoila as st
    def count(name):
        st.session_state[name] = st.session_state.get(name, 0) + 1
        return st.session_state[name]

    @st.fragment
    def inner():
        st.button("Inner")
        st.markdown(f"inner {count('inner')}")

    @st.fragment
    def outer():
        st.button("Outer")
        st.markdown(f"outer {count('outer')}")
        if not st.session_state.get("without"):
            inner()

    st.markdown(f"script {count('script')}")
    outer()
"""


def test_an_inner_fragment_runs_alone_and_with_the_one_around_it(visit: Any) -> None:
    """Statement 71."""
    app = visit(NESTED)
    assert app.texts == ["script 1", "outer 1", "inner 1"]
    assert app.press("Inner").texts == ["script 1", "outer 1", "inner 2"]
    assert app.press("Outer").texts == ["script 1", "outer 2", "inner 3"]
    # Both in one message: what is inside is drawn once.
    events = [app.event(label, True) for label in ("Inner", "Outer")]
    app.session.handle_message({"method": "event", "client": "me", "events": events})
    assert app.settle().texts == ["script 1", "outer 3", "inner 4"]


def test_an_inner_fragment_that_is_not_called_any_more_is_forgotten(visit: Any) -> None:
    """Statement 72."""
    app = visit(NESTED)
    press = app.event("Inner", True)
    app.session.state.set_item("without", True)
    app.press("Outer")
    assert app.texts == ["script 1", "outer 2"]
    app.session.handle_message({"method": "event", "client": "me", "events": [press]})
    assert app.settle().texts == ["script 1", "outer 2"]


def test_a_fragment_that_the_script_does_not_call_any_more_is_forgotten(visit: Any) -> None:
    """Statement 73."""
    app = visit(
        """
        import revoila as st
        @st.fragment(run_every=60)
        def part():
            st.markdown("part")
        if not st.checkbox("Without"):
            part()
        """
    )
    (block,) = app.fragments
    known = block["fragment"]
    app.change(Without=True)
    assert app.texts == []
    runs = app.app["run_id"]
    app.session.handle_message({"method": "fragment", "id": known})
    assert app.settle().app["run_id"] == runs


@pytest.mark.parametrize(
    ("every", "seconds"), [(2, 2.0), (0.5, 0.5), (timedelta(minutes=1), 60.0), ("1h23s", 3623.0)]
)
def test_the_page_is_told_when_a_fragment_runs_again(visit: Any, every: Any, seconds: float) -> None:
    """Statements 14 and 74."""
    app = visit(
        """
        import revoila as st
        @st.fragment(run_every=st.session_state.every)
        def part():
            st.session_state.n = st.session_state.get("n", 0) + 1
            st.markdown(f"n is {st.session_state.n}")
        st.markdown("script")
        part()
        """,
        opened=False,
    )
    app.session.state.set_item("every", every)
    app.open()
    (block,) = app.fragments
    assert block["run_every"] == seconds
    app.session.handle_message({"method": "fragment", "id": block["fragment"]})
    assert app.settle().texts == ["script", "n is 2"]
    assert app.fragments[0]["since"] == block["since"], "the page counts on"
    app.session.handle_message({"method": "rerun"})
    assert app.settle().fragments[0]["since"] > block["since"], (
        "the script has called it again: the page counts anew"
    )


def test_only_fragments_with_a_time_run_by_themselves(visit: Any) -> None:
    app = visit(TWO)
    runs = app.app["run_id"]
    names: list[Any] = [app.fragments[0]["fragment"], "none", None, 3, []]
    for name in names:
        app.session.handle_message({"method": "fragment", "id": name})
    assert app.settle().app["run_id"] == runs


def test_a_time_that_is_none_is_an_error_where_the_fragment_is_called(visit: Any) -> None:
    """Statement 74."""
    app = visit(
        """
        import revoila as st
        @st.fragment(run_every="soon")
        def part(): st.markdown("part")
        st.markdown("script")
        part()
        """
    )
    assert app.texts == ["script"]
    assert error_of(app) == StreamlitBadTimeStringError.__name__


OUTSIDE = """
    import revoila as st
    box = st.container()
    st.markdown("between")

    @st.fragment
    def part():
        n = st.session_state.get("n", 0)
        if st.button("Add"):
            n = st.session_state.n = n + 1
        box.markdown(f"box {n}")
        with st.sidebar:
            st.markdown(f"side {n}")
        with box:
            if st.checkbox("Late"):
                st.markdown("late")
        if n == 3:
            st.bottom.markdown("never there before")

    part()
    box.markdown("after")
"""


def test_what_a_fragment_draws_elsewhere_is_replaced_there(visit: Any) -> None:
    """Statements 76 and 78."""
    app = visit(OUTSIDE)
    assert app.texts == ["box 0", "after", "between"]
    app.press("Add")
    app.press("Add")
    assert app.texts == ["box 2", "after", "between"]
    side = [node.props["body"] for node in app.nodes("markdown", root=1)]
    assert side == ["side 2"]
    runs = app.app["run_id"]
    app.change(Late=True)
    assert app.texts == ["box 2", "late", "after", "between"]
    assert app.app["run_id"] == runs + 1


def test_a_place_that_the_full_run_has_not_filled_is_refused(visit: Any) -> None:
    """Statement 77."""
    app = visit(OUTSIDE)
    app.press("Add").press("Add").press("Add")
    assert error_of(app) == StreamlitInvalidLayoutContextError.__name__
    assert "last full run" in app.nodes("exception")[0].props["message"]


FAILING = """
    import revoila as st
    @st.fragment
    def part(name):
        st.button(f"Go {name}")
        if st.session_state.get("fails") == name:
            raise ValueError(name)
        st.markdown(f"{name} is fine")
    part("one")
    part("two")
    st.markdown("end")
    st.button("All")
"""


def test_an_error_shows_in_the_fragment_and_ends_a_full_run(visit: Any) -> None:
    """Statement 79."""
    app = visit(FAILING, opened=False)
    app.session.state.set_item("fails", "one")
    app.open()
    assert app.texts == []
    (block,) = app.fragments
    assert [node.kind for node in app.nodes()] == ["button", "exception"]
    assert block["fragment"]


def test_an_error_in_a_run_of_fragments_leaves_the_others_alone(visit: Any) -> None:
    """Statement 79."""
    app = visit(FAILING)
    app.session.state.set_item("fails", "one")
    events = [app.event(f"Go {name}", True) for name in ("one", "two")]
    app.session.handle_message({"method": "event", "client": "me", "events": events})
    assert app.settle().texts == ["two is fine", "end"]
    assert error_of(app) == "ValueError"
    app.session.state.set_item("fails", "")
    assert app.press("Go one").texts == ["one is fine", "two is fine", "end"]
    assert not app.nodes("exception")


def test_inputs_elsewhere_keep_their_state_when_a_fragment_has_run(visit: Any) -> None:
    """Statement 83."""
    app = visit(
        """
        import revoila as st
        @st.fragment
        def part():
            if st.checkbox("Show"):
                st.text_input("Inside", key="inside")
        st.text_input("Outside", key="outside")
        part()
        """
    )
    app.change(Outside="kept").change(Show=True).change(Inside="here")
    app.change(Show=False).change(Show=True)
    state = app.session.state
    assert (state.get_item("outside"), state.get_item("inside")) == ("kept", "")


def test_a_fragment_waits_until_the_script_has_ended(visit: Any) -> None:
    """Statement 36."""
    app = visit(
        """
        import revoila as st
        @st.fragment
        def part():
            st.button("Inside")
            st.session_state.n = st.session_state.get("n", 0) + 1
            st.markdown(f"n is {st.session_state.n}")
        part()
        if st.button("Long"):
            st.session_state.begun.set()
            st.session_state.gate.wait(10)
            for _ in range(3):
                st.markdown("went on")
        """,
        opened=False,
    )
    begun, gate = threading.Event(), threading.Event()
    app.session.state.set_item("begun", begun)
    app.session.state.set_item("gate", gate)
    app.open()
    press = app.event("Inside", True)
    app.send(Long=True)
    assert begun.wait(10)
    press["seq"] = app.seq = app.seq + 1
    app.session.handle_message({"method": "event", "client": "me", "events": [press]})
    gate.set()
    assert app.settle().texts == ["n is 3", "went on", "went on", "went on"]


SCOPES = """
    import revoila as st
    def again(scope): st.rerun(scope)

    @st.fragment(key="f")
    def part():
        n = st.session_state.n = st.session_state.get("n", 0) + 1
        st.markdown(f"part {n}")
        st.button("To itself", on_click=again, args=["fragment"])
        if st.button("Twice") :
            st.rerun(scope="fragment")
        if st.button("Whole"):
            st.rerun()
        st.markdown(f"outer {st.session_state.get('b')}")

    @st.fragment(key=2)
    def second():
        st.session_state.second = st.session_state.get("second", 0) + 1
        st.markdown(f"second {st.session_state.second}")

    st.session_state.script = st.session_state.get("script", 0) + 1
    st.markdown(f"script {st.session_state.script}")
    part()
    second()
    st.button("b", key="b", on_click=again, args=["f"])
    st.button("both", on_click=again, args=[("f", "2")])
    st.button("nobody", on_click=again, args=["g"])
    if st.button("here"):
        st.rerun("f")
    if st.button("wrong"):
        st.rerun(scope="fragment")
"""


def test_a_callback_can_ask_for_fragments_only(visit: Any) -> None:
    """Statements 14, 29 and 44: the press is still there in the fragment, and the script does not run."""
    app = visit(SCOPES)
    assert app.texts == ["script 1", "part 1", "outer None", "second 1"]
    assert app.press("b").texts == ["script 1", "part 2", "outer True", "second 1"]
    assert app.press("both").texts == ["script 1", "part 3", "outer False", "second 2"]


def test_a_fragment_can_ask_for_itself_and_for_the_script(visit: Any) -> None:
    """Statements 14 and 47."""
    app = visit(SCOPES)
    assert app.press("Twice").texts[:2] == ["script 1", "part 3"]
    assert app.press("To itself").texts[:2] == ["script 1", "part 4"]
    assert app.press("Whole").texts[:2] == ["script 2", "part 6"]


@pytest.mark.parametrize(
    ("label", "error"),
    [
        ("nobody", "StreamlitAPIException"),
        ("here", "StreamlitAPIException"),
        ("wrong", "StreamlitInvalidLayoutContextError"),
    ],
)
def test_other_wishes_are_refused(visit: Any, label: str, error: str) -> None:
    """Statements 45 and 46."""
    app = visit(SCOPES).press(label)
    assert error_of(app) == error


def test_where_one_callback_wants_nothing_the_script_runs(visit: Any) -> None:
    """Statement 29."""
    app = visit(
        """
        import revoila as st
        @st.fragment(key="f")
        def part(): st.markdown("part")
        st.session_state.n = st.session_state.get("n", 0) + 1
        st.markdown(f"script {st.session_state.n}")
        st.text_input("One", on_change=lambda: st.rerun("f"))
        st.text_input("Other", on_change=lambda: None)
        part()
        """
    )
    assert app.change(One="x").texts == ["script 1", "part"]
    assert app.change(One="y", Other="y").texts == ["script 2", "part"]


def test_a_stop_inside_ends_what_runs(visit: Any) -> None:
    """Statement 42."""
    app = visit(
        """
        import revoila as st
        @st.fragment
        def part():
            if st.checkbox("Stop"):
                st.stop()
            st.markdown("part")
        part()
        st.markdown("end")
        st.button("All")
        """
    )
    assert app.change(Stop=True).texts == ["end"]
    assert app.press("All").texts == []
    assert app.change(Stop=False).texts == ["part"]


def test_foreign_widgets_of_others_stay_when_a_fragment_has_run(visit: Any) -> None:
    app = visit(
        """
        import ipywidgets
        import revoila as st
        @st.fragment
        def part():
            dial = st.widget(ipywidgets.IntText(1), key="inside")
            st.markdown(f"dial {dial.value}")
            st.button("Again")
        st.session_state.n = st.session_state.get("n", 0) + 1
        st.markdown(f"script {st.session_state.n}")
        st.widget(ipywidgets.IntText(2), key="outside")
        part()
        """
    )
    inside, outside = sorted(app.session.foreign.widgets(), key=lambda widget: widget.value)
    app.press("Again")
    assert set(app.session.foreign.widgets()) == {inside, outside}
    inside.value = 5
    assert app.settle().texts == ["script 1", "dial 5"]
    outside.value = 6
    assert app.settle().texts == ["script 2", "dial 5"]


PARALLEL = """
    import threading
    import revoila as st
    meet = st.session_state.meet

    @st.fragment(parallel=True)
    def part(name):
        meet.wait(10)
        what = st.session_state.get("what")
        if what == name:
            raise ValueError(name)
        if what == "stop " + name:
            st.stop()
        if what == "out " + name:
            st.sidebar.markdown("outside")
        if what == "go " + name:
            st.switch_page("other.py")
        st.button(f"Again {name}")
        st.markdown(f"{name} in {threading.current_thread().name.partition('_')[0]}")

    st.markdown(f"gives {part('one')}")
    part("two")
    st.markdown("end")
"""


def parallel(visit: Any, what: str = "") -> Any:
    """Open an app with two fragments that wait for each other."""
    app = visit(PARALLEL, opened=False)
    app.session.state.set_item("meet", threading.Barrier(2))
    app.session.state.set_item("what", what)
    return app.open()


def test_parallel_fragments_run_beside_the_script(visit: Any) -> None:
    """Statement 80."""
    app = parallel(visit)
    assert app.texts == ["one in revoila-fragment", "gives None", "two in revoila-fragment", "end"]
    # Alone it runs as any other, on the thread of the script.
    app.session.module.meet = threading.Barrier(1)
    assert app.press("Again two").texts[2] == "two in ScriptRunner.scriptThread"


def test_an_error_of_a_parallel_fragment_stays_in_it(visit: Any) -> None:
    """Statement 81."""
    app = parallel(visit, "one")
    assert app.texts == ["gives None", "two in revoila-fragment", "end"]
    assert error_of(app) == "ValueError"


@pytest.mark.parametrize("what", ["out one", "go one"])
def test_a_parallel_fragment_stays_where_it_is(visit: Any, what: str) -> None:
    """Statement 81."""
    app = parallel(visit, what)
    assert error_of(app) == "StreamlitInvalidLayoutContextError"


def test_a_parallel_fragment_can_end_the_run(visit: Any) -> None:
    """Statement 81."""
    app = parallel(visit, "stop one")
    assert not app.nodes("exception")
    assert "one in revoila-fragment" not in app.texts
    assert app.app["run_state"] == "idle"


def test_a_fragment_can_fill_a_slot_that_is_not_its_own(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        slot = st.empty()
        @st.fragment
        def part():
            st.session_state.n = st.session_state.get("n", 0) + 1
            slot.markdown(f"n is {st.session_state.n}")
            st.button("Again")
        part()
        """
    )
    assert app.texts == ["n is 1"]
    assert app.press("Again").press("Again").texts == ["n is 3"]


def test_a_fragment_in_a_place_that_was_replaced_shows_nothing_and_fails_nothing(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        slot = st.empty()
        place = slot.container()
        slot.markdown("replaced")
        @st.fragment
        def part():
            st.markdown("part")
        with place:
            part()
        st.markdown("end")
        """
    )
    assert app.texts == ["replaced", "end"]


def test_a_fragment_can_keep_its_slot_for_its_next_run(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        state = st.session_state
        @st.fragment
        def part():
            state.n = state.get("n", 0) + 1
            if "slot" not in state:
                st.markdown("first run")
                state.slot = st.empty()
            state.slot.markdown(f"n is {state.n}")
            with state.slot:
                pass
            st.button("Again")
        part()
        """
    )
    assert app.texts == ["first run", "n is 1"]
    assert app.press("Again").texts == ["n is 2"]
    assert app.press("Again").texts == ["n is 3"]
    assert not app.nodes("exception")


def test_a_notice_of_an_earlier_run_is_shown_anew(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        state = st.session_state
        @st.fragment
        def part():
            if "notice" not in state:
                state.notice = st.toast("first")
            elif st.session_state.again:
                state.notice.toast("second")
            st.button("Again", key="again")
        part()
        """
    )
    app.press("Again")
    assert not app.nodes("exception")
    assert [node.props["body"] for node in app.nodes("toast", root=2)] == ["second"]


def test_a_fragment_that_a_callback_wants_still_finds_its_places_elsewhere(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        @st.fragment(key="f")
        def part():
            st.session_state.n = st.session_state.get("n", 0) + 1
            st.sidebar.markdown(f"side {st.session_state.n}")
        part()
        st.button("Go", on_click=lambda: st.rerun("f"))
        """
    )
    app.press("Go").press("Go")
    assert not app.nodes("exception")
    assert [node.props["body"] for node in app.nodes("markdown", root=1)] == ["side 3"]


def test_another_time_holds_from_the_next_full_run_on(visit: Any) -> None:
    """Statement 75."""
    app = visit("""
        import revoila as st
        every = st.session_state.get("every")
        @st.fragment(run_every=every)
        def part():
            st.session_state.every = 7 if st.button("Slower") else st.session_state.get("every")
        part()
        st.button("All")
    """)
    (block,) = app.fragments
    assert block.get("run_every") is None
    app.press("Slower")
    (block,) = app.fragments
    assert block.get("run_every") is None
    app.press("All")
    (block,) = app.fragments
    assert block["run_every"] == 7.0


def test_parallel_fragments_share_session_state_and_globals(visit: Any) -> None:
    """Statement 82."""
    app = visit("""
        import threading
        import revoila as st
        meet = threading.Barrier(4)
        shared = []
        @st.fragment(parallel=True)
        def part(name):
            meet.wait(10)
            for number in range(200):
                st.session_state[f"{name} {number}"] = number
                len(st.session_state)
            st.session_state.setdefault("names", []).append(name)
            shared.append(name)
            meet.wait(10)
            st.markdown(f"{name} sees {sorted(shared)} and {sorted(st.session_state.names)}")
        for name in "abcd":
            part(name)
    """)
    assert not app.nodes("exception")
    every = "['a', 'b', 'c', 'd']"
    assert app.texts == [f"{name} sees {every} and {every}" for name in "abcd"]
    assert len(app.session.state.keys()) == 801


def test_a_run_of_a_fragment_dims_and_removes_only_what_is_its_own(visit: Any) -> None:
    """Statement 58."""
    app = visit("""
        import revoila as st
        from revoila.runtime.scriptrunner import get_script_run_ctx
        st.markdown("before")
        @st.fragment
        def part():
            st.markdown("one")
            get_script_run_ctx().run.flush()
            if not st.checkbox("Less"):
                st.markdown("two")
        part()
        st.markdown("after")
    """)
    before = len(app.messages)
    (block,) = [
        [0, position]
        for position, child in enumerate(app.session.screen.page.children[0].children)
        if isinstance(child, Shown)
    ]
    assert app.change(Less=True).texts == ["before", "one", "after"]
    ops = [op for message in app.messages[before:] for op in message.get("ops", ())]
    assert [op[0] for op in ops if op[1] == "fresh"] == [block, block]
    assert {tuple(op[0][:2]) for op in ops if op[0]} == {tuple(block)}
