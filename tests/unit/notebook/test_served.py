"""What a page of a server meets: an app that runs already, and a comm that it opens."""

from __future__ import annotations

import ast
import gc
import logging
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.notebook.conftest import HELLO, WAIT

from revoila.config.options import Options
from revoila.notebook import App
from revoila.notebook._served import script_runs, serve, stop_script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.notebook.conftest import Kernel

    Served = Callable[..., App]

COUNTER = """
    import revoila as st
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.button("Add")
    st.markdown(f"run {st.session_state.runs} {st.query_params.to_dict()}")
"""


def hello(path: Any = "", query: Any = "", **view: Any) -> dict[str, Any]:
    return {"method": "hello", "client": "me", "view": {"path": path, "query": query, **view}}


def texts(message: dict[str, Any]) -> list[str]:
    """Return the texts in the main area of a snapshot."""
    return [node["p"]["body"] for node in message["tree"]["c"][0]["c"] if "body" in node["p"]]


def test_the_script_runs_before_a_page_is_there(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER, argv=["--fast"], query="a=1", view={"timezone": "Asia/Tokyo"})
    assert kernel.sent == []
    assert sys.argv[1:] == ["--fast"]
    assert app.session.view == {"timezone": "Asia/Tokyo"}
    kernel.comm_open("p", hello(query="a=1", timezone="Asia/Tokyo"))
    app.wait(WAIT)
    (snapshot,) = kernel.to("p")
    assert texts(snapshot) == ["run 1 {'a': '1'}"]


def test_a_click_is_answered_on_the_comm_of_the_page(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    kernel.comm_open("p", HELLO)
    button = kernel.to("p")[0]["tree"]["c"][0]["c"][0]
    event = {"seq": 1, "id": button["i"], "generation": button["p"]["generation"], "value": True}
    kernel.comm_msg("p", {"method": "event", "client": "me", "events": [event]})
    app.wait(WAIT)
    patch = kernel.to("p")[-1]
    assert (patch["method"], patch["ack"]) == ("patch", {"me": 1})
    assert app.comm is None, "the widget has no view and opens no comm"


def test_many_sessions_compile_a_script_once(
    kernel: Kernel, script: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    all_there = threading.Event()

    def parse(source: bytes, name: str) -> ast.Module:
        all_there.wait(WAIT)
        parsed.append(name)
        return ast.parse(source, name)

    monkeypatch.setattr("revoila.runtime._script._parsed", parse)
    path = script(COUNTER)
    apps = [App(path) for _ in range(5)]
    all_there.set()
    for app in apps:
        assert app.wait(WAIT).state.runs == 1
    assert parsed == [str(path)]


def test_the_first_hello_starts_no_run_when_the_address_is_the_same(served: Served, kernel: Kernel) -> None:
    app = served(
        """
        import revoila as st
        st.query_params.seen = "yes"
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        """,
        page="nowhere",
        query="?b=x%20y&embed=true",
    )
    kernel.comm_open("p", hello("/nowhere/", "b=x+y"))
    assert app.wait(WAIT).state.runs == 1
    kernel.comm_open("q", hello("nowhere", "b=x+y"))
    assert app.wait(WAIT).state.runs == 2, "a later page comes to its address"


def test_a_hello_during_the_first_run_starts_no_run(
    kernel: Kernel, script: Callable[[str], Path], tmp_path: Path
) -> None:
    app = serve(
        script(
            f"""
            import pathlib, time
            import revoila as st
            while not pathlib.Path({str(tmp_path)!r}, "go").exists():
                time.sleep(0.005)
            st.session_state.runs = st.session_state.get("runs", 0) + 1
            """
        ),
        query="a=1",
    )
    assert app.busy
    kernel.comm_open("p", hello("", "a=1"))
    assert kernel.to("p")[0]["tree"]["p"]["run_state"] == "running"
    (tmp_path / "go").touch()
    assert app.wait(WAIT).state.runs == 1
    assert not app.busy


def test_a_hello_with_another_address_runs_the_app_for_it(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    kernel.comm_open("p", hello(query="a=2"))
    app.wait(WAIT)
    kernel.comm_msg("p", {"method": "resync"})
    assert texts(kernel.to("p")[-1])[0].startswith("run 2 {'a': '2'}")


def test_a_new_page_takes_the_place_of_the_former_one(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    kernel.comm_open("p", HELLO)
    kernel.comm_open("q", HELLO)
    assert kernel.closed() == ["p"]
    assert "p" not in kernel.manager.comms
    before = len(kernel.to("p"))
    kernel.comm_msg("q", {"method": "rerun", "page": None, "query": None})
    app.wait(WAIT)
    assert len(kernel.to("p")) == before
    assert kernel.to("q")[-1]["method"] == "patch"


def test_a_page_that_closes_its_comm_hears_nothing_more(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    kernel.comm_open("p", HELLO)
    kernel.comm_close("p")
    before = list(kernel.sent)
    app.receive({"method": "rerun", "page": None, "query": None})
    app.wait(WAIT)
    assert kernel.sent == before
    kernel.comm_open("q", HELLO)
    assert texts(kernel.to("q")[0])[0].startswith("run 2 ")


@pytest.mark.parametrize(
    "data", [None, 3, "hello", [], {}, {"method": []}, {"method": "custom"}, {"method": "event", "events": 3}]
)
def test_what_is_no_message_does_nothing(served: Served, kernel: Kernel, data: Any) -> None:
    app = served(COUNTER)
    kernel.comm_open("x", data)
    kernel.comm_open("p", HELLO)
    before = list(kernel.sent)
    kernel.comm_msg("p", data)
    assert [item for item in kernel.sent[len(before) :] if item[2].get("ops")] == []
    assert app.wait(WAIT).state.runs == 1


def test_files_of_the_bundle_come_over_the_comm_of_the_page(served: Served, kernel: Kernel) -> None:
    served(COUNTER)
    kernel.comm_open("p", HELLO)
    kernel.comm_msg("p", {"method": "chunk", "name": "../../secret"})
    assert kernel.to("p")[-1] == {"method": "chunk", "name": "../../secret", "error": "unknown file"}


def test_an_app_that_is_also_shown_as_a_widget_sends_to_both(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    kernel.comm_open("p", HELLO)
    model = app.model_id
    kernel.comm_msg("p", {"method": "resync"})
    assert kernel.to(model)[-1] == {"method": "custom", "content": kernel.to("p")[-1]}


def test_a_kernel_serves_one_app(served: Served, script: Callable[[str], Path], kernel: Kernel) -> None:
    app = served(COUNTER)
    assert serve(script(COUNTER), query="other=1") is app
    app.close()
    again = serve(script(COUNTER))
    assert again is not app
    assert again.wait(WAIT).state.runs == 1


def test_closing_the_app_closes_the_page_and_refuses_others(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    kernel.comm_open("p", HELLO)
    app.close()
    kernel.comm_open("q", HELLO)
    assert kernel.closed() == ["p", "q"]
    assert kernel.manager.comms == {}


def test_a_missing_script_is_refused_with_its_path(kernel: Kernel, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no app at .*missing\.py"):
        serve(tmp_path / "missing.py")
    with pytest.raises(FileNotFoundError, match="no app at"):
        serve(tmp_path)
    kernel.comm_open("p", HELLO)
    assert kernel.to("p") == []


def test_a_script_that_does_not_compile_is_shown_by_the_app(served: Served, kernel: Kernel) -> None:
    served("def (:")
    kernel.comm_open("p", HELLO)
    root = kernel.to("p")[0]["tree"]["p"]
    assert root["run_state"] == "compile-error"
    assert root["error"]["type"] == "SyntaxError"


@pytest.mark.parametrize("view", [None, {}, {"timezone": [], "locale": {"a": 1}, "unknown": "x"}])
def test_of_the_visitor_only_what_is_known_and_plain_counts(served: Served, view: Any) -> None:
    assert served(COUNTER, view=view).session.view == {}


LEAVES = """
    import revoila as st
    class Thing:
        pass
    st.session_state.thing = Thing()
    st.button("Add")
    st.markdown("text")
    if "fail" in st.query_params:
        raise ValueError("no")
"""


@pytest.mark.parametrize("query", ["", "fail=1"])
def test_a_closed_app_is_gone_without_the_garbage_collector(
    served: Served, kernel: Kernel, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # pytest keeps what was logged, with tracebacks.
    monkeypatch.setattr(logging.getLogger("revoila.runtime._uncaught"), "disabled", True)
    app = served(LEAVES, query=query)
    kernel.comm_open("p", HELLO)
    app.wait(WAIT)
    held = [weakref.ref(thing) for thing in (app, app.session)]
    gc.collect()
    gc.disable()
    try:
        app.close()
        del app
        assert [reference() for reference in held] == [None, None]
    finally:
        gc.enable()


def test_apps_that_come_and_go_leave_neither_threads_nor_comms(
    kernel: Kernel, script: Callable[[str], Path]
) -> None:
    path = script(LEAVES)

    def visit() -> None:
        app = serve(path).wait(WAIT)
        kernel.comm_open("p", HELLO)
        app.close()

        kernel.sent.clear()

    def objects_left_by(visits: int) -> int:
        before = count_objects()
        for _ in range(visits):
            visit()
        return count_objects() - before

    visit()
    threads, comms = threading.active_count(), len(kernel.manager.comms)
    # A leak leaves something in every round; what other tests of this process left in the
    # background, or a cache that is being filled, does not.
    assert min(objects_left_by(visits=20) for _ in range(3)) < 20, "less than one object for each"
    assert threading.active_count() <= threads
    assert len(kernel.manager.comms) == comms


def count_objects() -> int:
    gc.collect()
    return len(gc.get_objects())


def test_what_a_person_does_after_the_end_runs_nothing(served: Served, kernel: Kernel) -> None:
    app = served(COUNTER)
    session = app.session
    app.close()
    session.handle_message({"method": "rerun", "page": None, "query": None})
    session.handle_message(HELLO)
    assert session.runner.wait_idle(WAIT)
    assert session.state.get_item("runs") == 1


def test_apps_with_the_same_options_share_what_follows_from_them(
    kernel: Kernel, script: Callable[[str], Path]
) -> None:
    one, other = App(script(COUNTER)), App(script(COUNTER))
    assert one.session._theme is other.session._theme
    one.wait(WAIT).close()
    other.wait(WAIT).close()


PRINTS = """
    import sys, threading
    import revoila as st
    st.button("Add")
    for _ in range(20):
        print("x" * 99)
    print("errors", file=sys.stderr)
    st.markdown("done")
"""


def test_a_run_of_a_served_app_prints_within_a_budget(
    served: Served, kernel: Kernel, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Options, "section", lambda _self, _name: {"stdout": 1000})
    app = served(PRINTS)
    printed = capsys.readouterr()
    assert printed.out.count("x" * 99) == 10
    assert printed.out.count("limits.stdout") == 1
    assert printed.err == ""
    app.receive({"method": "rerun", "page": None, "query": None})
    app.wait(WAIT)
    assert capsys.readouterr().out.count("x" * 99) == 10


def test_an_app_in_a_cell_prints_what_it_wants(
    kernel: Kernel, script: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    app = App(script(PRINTS)).wait(WAIT)
    assert app.session.print_limit is None
    assert capsys.readouterr().out.count("x" * 99) == 20


def test_a_server_can_stop_the_script(served: Served, kernel: Kernel) -> None:
    stop_script()
    assert not script_runs()
    app = served("""
        import time
        import revoila as st
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        while st.session_state.runs == 2:
            time.sleep(0.01)
            st.markdown("on and on")
    """)
    kernel.comm_open("p", HELLO)
    kernel.comm_msg("p", {"method": "rerun", "page": None, "query": None})
    assert script_runs()
    stop_script()
    app.wait(WAIT)
    assert not script_runs()
