"""Sessions, and what makes a script run; numbers are statements of the execution specification."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.runtime.conftest import Options, Visitor

from revoila.runtime import _script
from revoila.state._events import MAX_EVENTS

if TYPE_CHECKING:
    from pathlib import Path


def rerun(app: Any, page: str | None = None, query: str | None = None, *, history: bool = False) -> Any:
    app.session.handle_message({"method": "rerun", "page": page, "query": query, "history": history})
    return app.settle()


def runs(app: Any) -> int:
    return int(app.app["run_id"])


SHARED = """
    import revoila as st
    st.session_state.n = st.session_state.get("n", 0) + 1
    @st.fragment(key="part")
    def part(): st.button("Part")
    part()
    st.slider("Value", 0, 9)
    st.markdown(f"{st.session_state.n} {dict(st.query_params)}")
"""


def test_every_view_of_its_own_has_a_session_of_its_own(visit: Any) -> None:
    """Statement 1.

    Revoilà differs from Streamlit in that a page that is loaded again has the session that it had.
    """
    one, other = visit(SHARED), visit(SHARED)
    rerun(one, query="a=1").change(Value=[4])
    assert (one.texts, other.texts) == (["3 {'a': '1'}"], ["1 {}"])
    assert other.input("Value").props["value"] == [0]
    first, second = one.session, other.session
    for part in ("state", "query", "fragments", "pages", "foreign", "cache", "screen", "runner"):
        assert getattr(first, part) is not getattr(second, part)


THREAD = """
    import asyncio, threading
    import revoila as st
    thread = threading.current_thread()
    child = threading.Thread(target=lambda: None)
    loop = asyncio.get_event_loop()
    st.session_state.setdefault("loops", []).append(loop)
    asyncio.run(asyncio.sleep(0))
    st.markdown(f"{thread.name} {thread.daemon} {child.daemon} {loop.is_running()} {loop.is_closed()}")
    st.session_state.threads = [*st.session_state.get("threads", []), thread]
"""


def test_scripts_run_on_a_daemon_thread_with_a_name(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements 2, 3 and 4: the loop of the session is current in every run."""
    monkeypatch.setattr("revoila.runtime._runner.LINGER", 0.0)
    app = visit(THREAD)
    assert app.texts == ["ScriptRunner.scriptThread True True False False"]
    assert rerun(app).texts == ["ScriptRunner.scriptThread True True False False"]
    first, second = app.session.state.get_item("loops")
    assert first is second
    for thread in app.session.state.get_item("threads"):
        assert thread is not threading.current_thread()
        thread.join(10)
        assert not thread.is_alive(), "there is nothing left to do"


def test_one_thread_does_the_runs_that_are_asked_for_meanwhile(visit: Any) -> None:
    """Statement 2."""
    app = visit("""
        import threading
        import revoila as st
        st.session_state.setdefault("threads", []).append(threading.get_ident())
        if len(st.session_state.threads) < 3: st.rerun()
    """)
    threads = app.session.state.get_item("threads")
    assert len(threads) == 3
    assert len(set(threads)) == 1


def test_a_script_is_compiled_once_for_all_sessions_until_it_changes(
    visit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 7: the path and the time of the last change are asked for in each run; nobody watches for it."""
    parsed: list[str] = []
    parse = _script._parsed

    def count(source: bytes, name: str) -> Any:
        parsed.append(name)
        return parse(source, name)

    monkeypatch.setattr(_script, "_parsed", count)
    app = visit("import revoila as st\nst.markdown('one')")
    rerun(app)
    other = Visitor(app.path).open()
    assert other.texts == rerun(app).texts == ["one"]
    other.session.close()
    assert parsed == [str(app.path)]
    app.path.write_text("import revoila as st\nst.markdown('another')")
    assert rerun(app).texts == ["another"]
    assert parsed == [str(app.path)] * 2


def test_a_script_inherits_no_future(visit: Any) -> None:
    """Statement 7: what compiles it says ``annotations``."""
    app = visit("""
        import revoila as st
        def work(number: int = 0) -> None: ...
        st.markdown(str(work.__annotations__["number"] is int))
    """)
    assert app.texts == ["True"]


PICTURES = """
    import base64
    import revoila as st
    PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    bytes_of = lambda n: base64.b64decode(PIXEL.split(",")[1]) + bytes([n])
    @st.fragment
    def part():
        st.image(bytes_of(st.slider("Inner", 1, 9)))
    number = st.slider("Outer", 1, 9)
    if number < 9: st.image(bytes_of(10 * number))
    part()
"""


def pictures(app: Any) -> set[int]:
    return {bytes(node.props["images"][0]["data"])[-1] for node in app.nodes("image")}


def test_a_page_holds_the_pictures_that_it_shows_and_no_older_ones(visit: Any) -> None:
    """Statement 10.

    Revoilà sends the bytes of pictures with the page, so what no element shows any more is nowhere.
    """
    app = visit(PICTURES)
    assert pictures(app) == {10, 1}
    assert pictures(app.change(Outer=[2])) == {20, 1}
    assert pictures(app.change(Inner=[3])) == {20, 3}, "a fragment drops those of others not"
    assert pictures(app.change(Outer=[9])) == {3}
    app.session.handle_message({"method": "resync"})
    assert len(app.messages[-1]["tree"]["c"][0]["c"]) == 2


def test_figures_of_a_run_are_closed_after_it(visit: Any) -> None:
    """Statement 11.

    Revoilà leaves the collection of garbage to Python (`runner.postScriptGC` changes nothing), and Keras alone:
    both would hold up the other visitors of a process.
    """
    pyplot = pytest.importorskip("matplotlib.pyplot")
    app = visit("""
        import matplotlib
        matplotlib.use("agg")
        from matplotlib import pyplot
        import revoila as st
        pyplot.figure()
        st.markdown(str(len(pyplot.get_fignums())))
    """)
    assert app.texts == rerun(app).texts == ["1"]
    assert pyplot.get_fignums() == []


def test_a_view_that_comes_back_finds_its_session(visit: Any) -> None:
    """Statement 12.

    Revoilà differs from Streamlit on purpose: a reload is no new session either. Whoever closes the page and
    comes back within the lease (15 minutes) finds it as it was.
    """
    app = visit(SHARED)
    app.change(Value=[4])
    before = app.texts, runs(app)
    app.session.handle_message({"method": "hello", "client": "again", "view": {"path": "", "query": ""}})
    assert (app.settle().texts, runs(app)) == before
    assert app.input("Value").props["value"] == [4]


PAGES = """
    import revoila as st
    def home():
        st.markdown("home")
        st.button("Rerun", on_click=None)
    def second(): st.markdown(f"second {dict(st.query_params)}")
    page = st.navigation([st.Page(home), st.Page(second)])
    page.run()
    if st.session_state.setdefault("first", True):
        st.session_state.first = False
        st.rerun()
    st.slider("Value", 0, 9)
"""


def test_these_make_the_script_run(visit: Any) -> None:
    """Statement 13: the first look, ``st.rerun``, an input, the visitor, a menu, the way back."""
    app = visit(PAGES)
    assert runs(app) == 2, "the page, and the script's own wish"
    assert runs(app.change(Value=[3])) == 3
    assert runs(rerun(app)) == 4
    assert runs(rerun(app, "second", "")) == 5
    assert app.texts == ["second {}"]
    assert runs(rerun(app, "", "a=1", history=True)) == 6
    assert app.texts == ["home"]


FRAGMENTS = """
    import revoila as st
    st.session_state.setdefault("log", []).append("script")
    @st.fragment(run_every=60, key="timed")
    def timed():
        st.session_state.log.append("timed")
        st.slider("Inside", 0, 9)
        if st.button("Again"): st.rerun(scope="fragment")
    @st.dialog("Hello", on_dismiss="rerun")
    def hello(): st.session_state.log.append("dialog")
    timed()
    st.button("By key", on_click=lambda: st.rerun("timed"))
    if st.button("Dialog"): hello()
"""


def test_these_make_a_fragment_run(visit: Any) -> None:
    """Statement 14: an input inside of it, its time, a wish of its own, a wish of a callback."""
    app = visit(FRAGMENTS)
    log = app.session.state.get_item("log")
    log.clear()
    app.change(Inside=[3])
    (fragment,) = app.session.fragments._known
    app.session.handle_message({"method": "fragment", "id": fragment})
    app.settle().press("By key")
    assert log == ["timed"] * 3
    app.press("Again")
    assert log == ["timed"] * 5


def test_a_dialog_that_is_dismissed_makes_the_script_run_where_its_author_says_so(visit: Any) -> None:
    """Statement 13."""
    app = visit(FRAGMENTS).press("Dialog")
    log = app.session.state.get_item("log")
    log.clear()
    dialog = app.session.screen.page.children[2].children[0].element
    event = {"seq": 99, "id": dialog.id, "generation": dialog.props["generation"], "value": True}
    app.session.handle_message({"method": "event", "client": "me", "events": [event]})
    app.settle()
    assert log == ["script", "timed"]


def test_a_request_says_all_that_a_run_needs(visit: Any) -> None:
    """Statement 16.

    In Revoilà a page sends the inputs that have changed, since the session knows the others, and says once
    who looks at it.
    """
    app = visit(
        """
        import revoila as st
        def home(): st.slider("Value", 0, 9)
        def second(): st.markdown(f"{dict(st.query_params)} {st.context.timezone} {st.context.locale}")
        st.navigation([st.Page(home), st.Page(second)]).run()
        """,
        opened=False,
    )
    view = {
        "path": "",
        "query": "",
        "timezone": "Asia/Tokyo",
        "locale": "ja",
        "theme": "dark",
        "embedded": False,
    }
    app.session.handle_message({"method": "hello", "client": "me", "view": view})
    app.settle()
    assert rerun(app, "second", "a=1&a=2").texts == ["{'a': '2'} Asia/Tokyo ja"]


def test_what_code_writes_makes_nothing_run(visit: Any) -> None:
    """Statement 17."""
    app = visit("""
        import revoila as st
        st.session_state.n = st.session_state.get("n", 0) + 1
        st.session_state.value = 3
        st.slider("Value", 0, 9, key="value")
        st.query_params["n"] = st.session_state.n
        st.markdown(str(st.session_state.n))
    """)
    assert (app.texts, runs(app)) == (["1"], 1)
    assert rerun(app).texts == ["2"]


def test_more_than_a_page_may_send_is_refused_and_answered(visit: Any) -> None:
    """Statement 18.

    In Revoilà the page never sees an error for it: what is within the limit counts, the rest was never there.
    """
    app = visit(SHARED)
    event = app.event("Value", [4])
    events = [event | {"seq": number} for number in range(1, MAX_EVENTS + 2)]
    app.session.handle_message({"method": "event", "client": "me", "events": events})
    assert app.settle().input("Value").props["value"] == [0]
    assert app.messages[-1]["ack"] == {"me": MAX_EVENTS}


@pytest.mark.parametrize("query", ["a=" + "x" * 512 * 1024, "&".join(f"k{n}=1" for n in range(1001))])
def test_a_query_that_is_too_long_is_none(visit: Any, query: str) -> None:
    """Statement 18."""
    app = visit("import revoila as st\nst.markdown(str(len(st.query_params)))")
    assert rerun(app, query="a=1").texts == ["1"]
    assert rerun(app, query=query).texts == ["0"]


ORDER = """
    import revoila as st
    log = st.session_state.setdefault("log", [])
    class Loud:
        def __reduce__(self):
            log.append("pickled")
            return (int, ())
    def note():
        log.append(f"callback {st.session_state.press} {st.session_state.value} {dict(st.query_params)}")
    log.append("body")
    st.session_state.loud = Loud()
    @st.fragment(parallel=True)
    def beside(): log.append("beside")
    beside()
    st.button("Press", key="press")
    st.slider("Value", 0, 9, key="value", on_change=note)
    if st.session_state.value < 5: st.text_input("Hidden", key="hidden")
    log.append(f"end {'hidden' in st.session_state}")
"""


def test_the_steps_of_a_run_have_an_order(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements 19, 20 and 31.

    Values, callbacks, body, fragments beside it, the check of what can be pickled, the end of presses and of
    inputs that are gone.
    """
    monkeypatch.setitem(Options.values, "runner.enforceSerializableSessionState", True)
    app = visit(ORDER)
    log = app.session.state.get_item("log")
    log.clear()
    app.change(Press=True, Value=[7])
    assert [one for one in log if one != "beside"] == ["callback True 7 {}", "body", "end True", "pickled"]
    assert log.index("beside") < log.index("pickled")
    assert app.session.state.get_item("press") is False
    assert "hidden" not in app.session.state.keys()  # noqa: SIM118  # no mapping


def test_a_page_that_does_not_compile_calls_no_callback(visit: Any) -> None:
    """Statements 8 and 19: it is compiled before; and what was pressed then is over."""
    source = """
        import revoila as st
        def note(): st.session_state.calls = st.session_state.get("calls", 0) + 1
        st.button("Press", on_click=note)
    """
    app = visit(source)
    app.path.write_text("(")
    app.press("Press")
    assert app.app["run_state"] == "compile-error"
    app.path.write_text("import revoila as st\nst.markdown(str(st.session_state.get('calls')))")
    assert rerun(app).texts == ["None"]


def test_modules_are_not_imported_again(visit: Any, tmp_path: Path) -> None:
    """Statement 5."""
    name = f"neighbour_{tmp_path.name.replace('-', '_')}"
    app = visit(
        f"import revoila as st\nimport {name}\n{name}.count += 1\nst.markdown(str({name}.count))",
        files={f"{name}.py": "count = 0"},
    )
    try:
        assert app.texts == ["1"]
        assert rerun(app).texts == ["2"]
        assert str(tmp_path) not in sys.path
    finally:
        sys.modules.pop(name, None)
