"""Runs of an app as a visitor sees them; numbers are statements of the execution specification."""

from __future__ import annotations

import ast
import threading
from typing import Any

import pytest
from tests.unit.runtime.conftest import Options

from revoila.runtime import _runner

COUNTER = """
    import revoila as st
    st.session_state.setdefault("n", 0)
    if st.button("Add"):
        st.session_state.n += 1
    st.markdown(f"count is {st.session_state.n}")
    value = st.slider("Value", 0, 100, 10)
    st.markdown(f"value is {value}")
"""


def test_a_click_runs_the_script_again_and_one_message_answers_it(visit: Any) -> None:
    app = visit(COUNTER)
    assert app.texts == ["count is 0", "value is 10"]
    before = len(app.messages)
    app.press("Add")
    assert app.texts == ["count is 1", "value is 10"]
    (patch,) = app.messages[before:]
    assert patch["method"] == "patch"
    assert patch["ack"] == {"me": 1}
    assert [[0, 1], "set", {"body": "count is 1"}] in patch["ops"]


def test_patches_are_numbered_and_a_snapshot_repeats_the_page(visit: Any) -> None:
    app = visit(COUNTER)
    app.press("Add").change(Value=[30])
    revs = [message["rev"] for message in app.messages if message["method"] == "patch"]
    assert revs == list(range(revs[0], revs[0] + len(revs)))
    app.session.handle_message({"method": "resync"})
    snapshot = app.messages[-1]
    assert (snapshot["method"], snapshot["rev"]) == ("snapshot", revs[-1])
    main = snapshot["tree"]["c"][0]
    assert [node["p"]["body"] for node in main["c"] if node["k"] == "markdown"] == [
        "count is 1",
        "value is 30",
    ]


def test_a_reload_of_the_page_keeps_the_session(visit: Any) -> None:
    app = visit(COUNTER).press("Add")
    runs = app.app["run_id"]
    app.session.handle_message({"method": "hello", "client": "other", "view": {"path": "", "query": ""}})
    app.settle()
    assert app.messages[-1]["method"] == "snapshot"
    assert (app.texts[0], app.app["run_id"]) == ("count is 1", runs)


@pytest.mark.parametrize("value", [[101], [-1], ["5"], [5, 6], 5, None, [True], [float("nan")], {}, [[]]])
def test_forged_values_change_nothing_but_are_answered(visit: Any, value: Any) -> None:
    app = visit(COUNTER)
    runs = app.app["run_id"]
    app.change(Value=value)
    assert app.texts == ["count is 0", "value is 10"]
    assert app.app["run_id"] == runs
    assert app.messages[-1]["ack"] == {"me": app.seq}


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        "event",
        {},
        {"method": "event"},
        {"method": "event", "client": 3, "events": []},
        {"method": "event", "client": "me", "events": "x"},
        {"method": "event", "client": "me", "events": [None, 3, {"seq": "1"}, {"seq": 1, "id": 2}]},
        {"method": "event", "client": "me", "events": [{"seq": 10**20, "id": "x"}]},
        {"method": "hello", "view": 3},
        {"method": "rerun", "page": 3, "query": []},
        {"method": "__class__"},
    ],
)
def test_malformed_messages_do_no_harm(visit: Any, message: Any) -> None:
    app = visit(COUNTER)
    app.session.handle_message(message)
    app.settle()
    assert app.press("Add").texts == ["count is 1", "value is 10"]


def test_an_event_is_applied_once_however_often_it_is_sent(visit: Any) -> None:
    app = visit(COUNTER)
    event = app.event("Add", value=True)
    for _ in range(3):
        app.session.handle_message({"method": "event", "client": "me", "events": [event]})
        app.settle()
    assert app.texts[0] == "count is 1"


def test_a_flood_of_messages_is_refused_and_answered(visit: Any) -> None:
    app = visit(COUNTER, limits={"events_per_second": 0.001, "event_burst": 2})
    for number in range(1, 6):
        app.change(Value=[number])
    assert app.texts[1] == "value is 2"
    assert app.messages[-1]["ack"] == {"me": 5}


def test_callbacks_run_first_in_order_and_see_all_new_values(visit: Any) -> None:
    """Statements 20 to 23 and 25."""
    app = visit("""
        import revoila as st
        def note(name, *, other):
            st.markdown(f"{name}: {st.session_state.a} {st.session_state.b} {other}")
        st.markdown("body")
        st.slider("A", 0, 9, key="a", on_change=note, args=("A",), kwargs={"other": 1})
        st.slider("B", 0, 9, key="b", on_change=note, args=("B",), kwargs={"other": 2})
    """)
    app.change(B=[3], A=[4])
    assert app.texts == ["B: 4 3 2", "A: 4 3 1", "body"]
    assert app.change(A=[4]).texts == ["body"]


def test_an_exception_in_a_callback_is_shown_instead_of_the_body(visit: Any) -> None:
    """Statement 26."""
    app = visit("""
        import revoila as st
        def fail():
            raise ValueError("no")
        st.slider("A", 0, 9, key="a", on_change=fail)
        st.button("Go on")
        st.markdown(f"a is {st.session_state.a}")
    """)
    before = app.input("Go on")
    app.change(A=[3])
    assert app.texts == []
    (error,) = app.nodes("exception")
    assert error.props["message"] == "no"
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    assert app.settle().texts == ["a is 3"]
    assert app.input("Go on") == before


def test_stop_ends_the_page_there(visit: Any) -> None:
    """Statements 39 and 41."""
    app = visit("""
        import revoila as st
        st.markdown("above")
        if st.button("Stop"):
            st.stop()
        st.text_input("Name", key="name")
        st.markdown("below")
    """)
    app.change(Name="Ada").press("Stop")
    assert app.texts == ["above"]
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    assert app.settle().texts == ["above", "below"]
    assert app.session.state.get_item("name") == "Ada"


def test_except_exception_does_not_swallow_a_stop(visit: Any) -> None:
    """Statement 34."""
    app = visit("""
        import revoila as st
        try:
            st.stop()
        except Exception:
            st.markdown("swallowed")
        st.markdown("after")
    """)
    assert app.texts == []


def test_rerun_starts_again_with_buttons_released(visit: Any) -> None:
    """Statements 40, 43 and 48."""
    app = visit("""
        import revoila as st
        st.session_state.setdefault("runs", 0)
        st.session_state.runs += 1
        if st.button("Again"):
            st.rerun()
        st.markdown(f"run {st.session_state.runs}")
    """)
    assert app.press("Again").texts == ["run 3"]


def test_rerun_in_a_callback_runs_the_body_once(visit: Any) -> None:
    """Statement 28."""
    app = visit("""
        import revoila as st
        def again():
            st.session_state.called = st.session_state.get("called", 0) + 1
            st.rerun()
        pressed = st.button("Go", on_click=again, key="go")
        st.session_state.bodies = st.session_state.get("bodies", 0) + 1
        st.markdown(f"{pressed} {st.session_state.get('called')} {st.session_state.bodies}")
    """)
    assert app.press("Go").texts == ["False 1 2"]


def test_an_uncaught_exception_keeps_what_was_drawn_and_the_values(visit: Any) -> None:
    """Statements 39 and 111."""
    app = visit("""
        import revoila as st
        value = st.slider("Value", 0, 9, key="v")
        left, right = st.columns(2)
        with right:
            st.markdown("drawn")
            if value == 3:
                raise RuntimeError("three")
        st.slider("Late", 0, 9, key="late")
    """)
    app.change(Late=[5]).change(Value=[3])
    assert app.texts == ["drawn"]
    (error,) = app.nodes("exception")
    assert (error.props["type"], error.props["message"]) == ("RuntimeError", "three")
    assert any("raise RuntimeError" in row for row in error.props["trace"])
    assert not any("_execution.py" in row for row in error.props["trace"])
    app.change(Value=[4])
    assert app.session.state.get_item("late") == 5


def test_a_syntax_error_keeps_the_page_and_says_where(visit: Any) -> None:
    """Statements 8 and 9."""
    app = visit(COUNTER).press("Add")
    good = app.path.read_text()
    app.path.write_text("import revoila as st\nst.markdown('x'\n")
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    app.settle()
    assert app.texts[0] == "count is 1"
    assert app.app["run_state"] == "compile-error"
    assert "line 2" in app.app["error"]["message"]
    app.path.write_text(good + "\n")
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    app.settle()
    assert app.app["error"] is None
    assert app.press("Add").texts[0] == "count is 2"


def test_a_script_is_parsed_again_when_python_lost_count(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parse, failures = ast.parse, [SystemError("AST constructor recursion depth mismatch")]

    def lose_count(*args: Any) -> Any:
        if failures:
            raise failures.pop()
        return parse(*args)

    monkeypatch.setattr(ast, "parse", lose_count)
    assert visit(COUNTER).texts == ["count is 0", "value is 10"]


@pytest.mark.parametrize("error", [MemoryError, RecursionError, RuntimeError])
def test_whatever_prevents_compiling_is_shown(
    visit: Any, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail(*_args: Any) -> Any:
        raise error("too deep")

    monkeypatch.setattr("revoila.runtime._script._parsed", fail)
    app = visit(COUNTER)
    assert (app.app["run_state"], app.app["error"]["type"]) == ("compile-error", error.__name__)


def test_a_failure_outside_of_the_script_does_not_stop_the_app(
    visit: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = visit(COUNTER)

    def fail(*_args: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("revoila.state.session_state.SessionState.begin_run", fail)
        patch.setattr(app.session.screen, "show", fail)
        app.press("Add")
    assert "failed outside of its script" in caplog.text
    assert app.press("Add").texts[0] == "count is 1"


def test_each_run_is_a_fresh_main_module(visit: Any) -> None:
    """Statements 5 and 6."""
    app = visit(
        """
        import sys
        import revoila as st
        import neighbour
        st.markdown(f"{__name__} {__file__.endswith('app.py')} {'left' in globals()}")
        left = neighbour.VALUE
        st.markdown(f"{sys.modules['__main__'].left}")
        """,
        files={"neighbour.py": "VALUE = 7"},
    )
    assert app.texts == ["__main__ True False", "7"]
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    assert app.settle().texts == ["__main__ True False", "7"]


def test_a_click_interrupts_a_running_script(visit: Any) -> None:
    """Statements 33 and 35."""
    gate = threading.Event()
    app = visit(
        """
        import revoila as st
        import threading
        gate = next(g for g in st.session_state.gates)
        if st.button("Go"):
            st.markdown("waiting")
            st.session_state.begun.set()
            gate.wait(10)
            st.markdown("never shown")
        value = st.slider("Value", 0, 9)
        st.markdown(f"value {value}")
    """,
        opened=False,
    )
    begun = threading.Event()
    app.session.state.set_item("gates", [gate])
    app.session.state.set_item("begun", begun)
    app.open()
    slider = app.event("Value", [4])
    app.send(Go=True)
    assert begun.wait(10)
    slider["seq"] = app.seq = app.seq + 1
    app.session.handle_message({"method": "event", "client": "me", "events": [slider]})
    gate.set()
    app.settle()
    assert app.texts == ["value 4"]


def test_a_script_that_does_not_yield_is_left_behind(visit: Any) -> None:
    """Statement 35."""
    gate = threading.Event()
    app = visit(
        """
        import revoila as st
        if st.button("Hang"):
            st.session_state.begun.set()
            st.session_state.gate.wait(10)
            st.markdown("never shown")
        st.markdown(f"value {st.slider('Value', 0, 9)}")
    """,
        opened=False,
    )
    begun = threading.Event()
    app.session.state.set_item("gate", gate)
    app.session.state.set_item("begun", begun)
    app.open()
    slider = app.event("Value", [4])
    app.send(Hang=True)
    assert begun.wait(10)
    slider["seq"] = app.seq = app.seq + 1
    app.session.handle_message({"method": "event", "client": "me", "events": [slider]})
    app.settle()
    assert app.texts == ["value 4"]
    gate.set()
    assert app.change(Value=[5]).texts == ["value 5"]


def test_what_was_drawn_shows_while_the_script_still_computes(visit: Any) -> None:
    gate, seen = threading.Event(), threading.Event()
    app = visit(
        """
        import revoila as st
        st.markdown("early")
        st.session_state.gate.wait(10)
        st.markdown("late")
    """,
        opened=False,
    )
    app.session.state.set_item("gate", gate)
    remember = app.messages.append

    def watch(message: dict[str, Any]) -> None:
        remember(message)
        if "early" in str(message):
            seen.set()

    app.messages = type("Log", (list,), {"append": lambda _self, message: watch(message)})()
    app.session.handle_message({"method": "hello", "client": "me", "view": {"path": "", "query": ""}})
    assert seen.wait(10)
    assert app.app["run_state"] == "running"
    gate.set()
    assert app.settle().texts == ["early", "late"]
    assert app.app["run_state"] == "idle"


def test_the_visitor_can_stop_a_run(visit: Any) -> None:
    """Statement 38."""
    app = visit(
        """
        import revoila as st
        if st.button("Loop"):
            st.markdown("looping")
            st.session_state.started.set()
            while True:
                st.session_state.get("x")
        st.markdown("idle")
    """,
        opened=False,
    )
    started = threading.Event()
    app.session.state.set_item("started", started)
    app.open()
    app.send(Loop=True)
    assert started.wait(10)
    app.session.handle_message({"method": "stop"})
    assert app.settle().texts == ["looping"]


def test_two_elements_with_one_key_are_an_error(visit: Any) -> None:
    app = visit("""
        import revoila as st
        st.slider("A", key="k")
        st.text_input("B", key="k")
    """)
    (error,) = app.nodes("exception")
    assert "multiple elements with the same `key='k'`" in error.props["message"]


def test_two_equal_inputs_without_a_key_are_an_error_but_not_across_roots(visit: Any) -> None:
    app = visit("""
        import revoila as st
        st.sidebar.slider("A")
        st.slider("A")
        st.slider("A")
    """)
    (error,) = app.nodes("exception")
    assert "multiple `slider` elements" in error.props["message"]


def test_a_page_has_a_limit_of_elements(visit: Any) -> None:
    app = visit(
        """
        import revoila as st
        for i in range(100):
            st.markdown(str(i))
        """,
        limits={"elements": 10},
    )
    assert len(app.texts) == 10
    assert "limit" in app.nodes("exception")[0].props["message"]


def test_what_takes_the_place_of_another_does_not_count_towards_the_limit(visit: Any) -> None:
    """A stream of words, and a picture that a loop draws again and again, may go on for long."""
    app = visit(
        """
        import revoila as st
        slot = st.empty()
        for number in range(50):
            slot.markdown(str(number))
            with slot.container():
                st.markdown("one")
                st.columns(2)[0].markdown(str(number))
        st.write_stream(f"{number} " for number in range(50))
        for number in range(10):
            st.markdown("more")
        """,
        limits={"elements": 16},
    )
    assert app.texts[:2] == ["one", "49"]
    assert app.texts[2].endswith(" 49")
    assert len(app.texts) == 12
    assert "limit" in app.nodes("exception")[0].props["message"]


PAGES = """
    import revoila as st
    def home():
        st.text_input("Name", key="name")
        st.markdown("home")
    def second():
        st.text_input("Name", key="name")
        st.markdown(f"second {st.query_params.get('x')}")
        if st.button("Back"):
            st.switch_page(pages[0])
    pages = [st.Page(home), st.Page(second, title="Two", icon="🐧")]
    page = st.navigation(pages)
    st.slider("Shared", 0, 9, key="shared")
    page.run()
    st.markdown(f"shared {st.session_state.shared}")
"""


def go(app: Any, page: str, query: str = "") -> Any:
    app.session.handle_message({"method": "rerun", "page": page, "query": query})
    return app.settle()


def test_pages_have_inputs_of_their_own_and_share_those_of_the_entrypoint(visit: Any) -> None:
    app = visit(PAGES).change(Name="Ada", Shared=[4])
    assert app.app["navigation"]["sections"][0]["pages"][1] == {
        "url_path": "second",
        "title": "Two",
        "icon": "🐧",
    }
    go(app, "second")
    assert app.texts == ["second None", "shared 4"]
    assert app.input("Name").props["value"] == ""
    assert (app.app["page"], app.app["title"], app.app["icon"]) == ("second", "Two", "🐧")


def test_switch_page_drops_all_inputs(visit: Any) -> None:
    app = visit(PAGES).change(Shared=[4])
    go(app, "second")
    assert app.press("Back").texts == ["home", "shared 0"]
    assert app.app["page"] == ""


def test_an_address_opens_its_page_with_its_query(visit: Any) -> None:
    """Statement 71 of state."""
    app = visit(PAGES, opened=False).open("second", "x=1")
    assert app.texts[0] == "second 1"
    assert app.app["query"] == "x=1"
    assert go(app, "").app["query"] == ""


def test_an_unknown_address_shows_the_default_page_and_says_so(visit: Any) -> None:
    app = visit(PAGES, opened=False).open("nowhere")
    assert app.texts[0] == "home"
    assert app.app["page_missing"]
    assert not go(app, "").app["page_missing"]


def test_the_pages_folder_makes_pages_of_files(visit: Any) -> None:
    app = visit(
        "import revoila as st\nst.markdown('main')",
        files={
            "pages/2_📊_My Data.py": "import revoila as st\nst.markdown('data')",
            "pages/10_z.py": "import revoila as st\nst.markdown('z')",
            "pages/__init__.py": "",
        },
    )
    (section,) = app.app["navigation"]["sections"]
    listed = [(page["title"], page["icon"], page["url_path"]) for page in section["pages"]]
    assert listed == [("app", "", ""), ("My Data", "📊", "My_Data"), ("z", "", "z")]
    assert go(app, "My_Data").texts == ["data"]


@pytest.mark.parametrize(("silent", "warnings"), [(False, 1), (True, 0)])
def test_a_default_beside_an_assigned_value_is_logged_once_unless_the_option_says_no(
    visit: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, silent: bool, warnings: int
) -> None:
    """Statement 40 of the state specification."""
    monkeypatch.setitem(Options.values, "global.disableWidgetStateDuplicationWarning", silent)
    app = visit("""
        import revoila as st
        for key in ("a", "b"):
            st.session_state[key] = 5
            st.slider(key, 0, 9, 3, key=key)
    """)
    assert app.session.state.get_item("a") == 5
    assert sum("created with a default value" in record.message for record in caplog.records) == warnings


def test_a_view_in_a_cell_leaves_page_and_query_as_they_are(visit: Any) -> None:
    app = go(visit(PAGES), "second", "x=1")
    runs = app.app["run_id"]
    app.session.handle_message({"method": "hello", "client": "new", "view": {"path": None, "query": None}})
    app.settle()
    assert (app.texts[0], app.app["query"], app.app["run_id"]) == ("second 1", "x=1", runs)


def test_query_params_that_the_script_sets_reach_the_address(visit: Any) -> None:
    """Statement 70 of state: without another run."""
    app = visit("""
        import revoila as st
        if st.button("Set"):
            st.query_params["a"] = ["1", "2"]
        st.markdown(str(st.query_params.get_all("a")))
    """)
    runs = app.app["run_id"]
    app.press("Set")
    assert (app.texts, app.app["query"], app.app["run_id"]) == (["['1', '2']"], "a=1&a=2", runs + 1)
    assert app.press("Set").texts == ["['1', '2']"]


def test_query_params_reach_the_address_while_the_script_goes_on(visit: Any) -> None:
    """Statement 70 of state."""
    gate, seen = threading.Event(), threading.Event()
    app = visit(
        """
        import revoila as st
        st.query_params["a"] = 1
        st.session_state.gate.wait(10)
        """,
        opened=False,
    )
    app.session.state.set_item("gate", gate)

    def watch(message: dict[str, Any]) -> None:
        if "a=1" in str(message):
            seen.set()

    app.messages = type("Log", (list,), {"append": lambda _self, message: watch(message)})()
    app.session.handle_message({"method": "hello", "client": "me", "view": {"path": "", "query": ""}})
    assert seen.wait(10)
    assert app.app["run_state"] == "running"
    gate.set()
    app.settle()


def test_values_that_do_not_rerun_arrive_with_the_next_run(visit: Any) -> None:
    """Statement 32."""
    app = visit("""
        import revoila as st
        value = st.slider("Quiet", 0, 9, on_change="ignore")
        st.button("Go")
        st.markdown(f"value {value}")
    """)
    runs = app.app["run_id"]
    app.change(Quiet=[7])
    assert (app.texts, app.app["run_id"]) == (["value 0"], runs)
    assert app.press("Go").texts == ["value 7"]


def test_unknown_commands_of_streamlit_say_that_they_are_missing(visit: Any) -> None:
    app = visit("import revoila as st\nst.connection('sql')")
    (error,) = app.nodes("exception")
    assert error.props["type"] == "NotImplementedError"
    assert "st.connection" in error.props["message"]


def test_what_ends_a_script_with_its_session_is_no_error_of_the_app(
    visit: Any, caplog: pytest.LogCaptureFixture
) -> None:
    app = visit(
        """
        import revoila as st
        st.session_state.begun.set()
        st.session_state.over.wait(10)
        raise SystemExit
        """,
        opened=False,
    )
    begun, over = threading.Event(), threading.Event()
    app.session.state.set_item("begun", begun)
    app.session.state.set_item("over", over)
    app.session.handle_message({"method": "hello", "client": "me", "view": {"path": "", "query": ""}})
    assert begun.wait(10)
    app.session.runner.close()
    over.set()
    app.settle()
    assert "Uncaught" not in caplog.text


def test_a_script_finds_the_event_loop_of_its_session(visit: Any) -> None:
    """Statement 4."""
    app = visit(
        """
        import asyncio
        import revoila as st
        loop = asyncio.get_event_loop()
        same = st.session_state.setdefault("loop", loop) is loop
        async def answer():
            await asyncio.sleep(0)
            return "answered"
        st.markdown(f"{loop.run_until_complete(answer())} {same} {loop.is_running()}")
        if st.button("Run"):
            st.markdown(asyncio.run(answer()))
        """
    )
    assert app.texts == ["answered True False"]
    assert app.press("Run").texts == ["answered True False", "answered"]
    assert app.press("Run").texts == ["answered True False", "answered"]
    loop = app.session.state.get_item("loop")
    app.session.close()
    assert loop.is_closed()


def test_sessions_have_loops_of_their_own_and_only_where_they_are_wanted(visit: Any) -> None:
    source = """
        import revoila as st
        def wait():
            import asyncio
            return asyncio.get_event_loop()
        st.session_state.loop = wait()
    """
    one, other = visit(source), visit(source)
    loops = [app.session.state.get_item("loop") for app in (one, other)]
    assert loops[0] is not loops[1]
    assert visit("import revoila as st\nst.text('x')").session.loop._loop is None


def test_a_run_is_never_left_behind_where_reruns_are_not_to_be_fast(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 35."""
    monkeypatch.setitem(Options.values, "runner.fastReruns", False)
    app = visit(
        """
        import revoila as st
        if st.button("Hang"):
            st.session_state.begun.set()
            st.session_state.gate.wait(10)
            st.session_state.ended = True
            st.markdown("never shown")
        st.markdown(f"value {st.slider('Value', 0, 9)}")
        """,
        opened=False,
    )
    begun, gate = threading.Event(), threading.Event()
    app.session.state.set_item("begun", begun)
    app.session.state.set_item("gate", gate)
    app.open()
    slider = app.event("Value", [4])
    app.send(Hang=True)
    assert begun.wait(10)
    slider["seq"] = app.seq = app.seq + 1
    app.session.handle_message({"method": "event", "client": "me", "events": [slider]})
    # Longer than a run that is to be left behind would be waited for.
    assert not app.session.runner.wait_idle(5 * _runner.PATIENCE)
    gate.set()
    assert app.settle().texts == ["value 4"]


def test_values_that_cannot_be_pickled_are_refused_where_the_options_say_so(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 19; statement 47 of state."""
    source = """
        import revoila as st
        st.session_state.fine = [1, 2]
        st.session_state.odd = lambda: None
        st.markdown("drawn")
    """
    assert visit(source).nodes("exception") == []
    monkeypatch.setitem(Options.values, "runner.enforceSerializableSessionState", True)
    app = visit(source)
    assert app.texts == ["drawn"]
    (shown,) = app.nodes("exception")
    assert shown.props["type"].endswith("UnserializableSessionStateError")
    assert "'odd' in st.session_state" in shown.props["message"]
    assert "function" in shown.props["message"]
