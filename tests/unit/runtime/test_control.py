"""Leaving a script early; numbers are statements of the execution specification unless they say pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
from revoila.errors import (
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from pathlib import Path


def go(app: Any, page: str | None = None, query: str | None = None) -> Any:
    app.session.handle_message({"method": "rerun", "page": page, "query": query})
    return app.settle()


def error_of(app: Any) -> tuple[str, str]:
    (error,) = app.nodes("exception")
    return error.props["type"], error.props["message"]


def test_outside_of_a_run_nothing_happens() -> None:
    """Statements 43, 132 and 135."""
    st.stop()
    st.rerun()
    st.rerun("app")
    st.switch_page("app.py")
    assert st.navigation([lambda: None]).run() is None  # type: ignore[func-returns-value]


def test_stop_ends_the_run_silently_and_takes_nothing(visit: Any) -> None:
    """Statement 41."""
    app = visit("""
        import revoila as st
        stops = st.checkbox("Stop")
        st.markdown("above")
        if stops:
            st.stop()
        st.markdown("below")
    """)
    assert app.texts == ["above", "below"]
    assert app.change(Stop=True).texts == ["above"]
    assert not app.nodes("exception")
    assert app.app["run_state"] == "idle"
    with pytest.raises(TypeError):
        st.stop(1)  # type: ignore[call-arg]  # what is tested


@pytest.mark.parametrize("call", ["st.stop()", "st.rerun()", "st.switch_page(__file__)"])
def test_except_exception_does_not_catch_it_and_finally_runs(visit: Any, call: str) -> None:
    """Statement 34."""
    app = visit(f"""
        import revoila as st
        log = st.session_state.setdefault("log", [])
        if len(log) == 0:
            try:
                {call}
            except Exception:
                log.append("caught")
            finally:
                log.append("finally")
        st.markdown("below")
    """)
    assert app.session.state.get_item("log") == ["finally"]
    assert app.texts == ([] if "stop" in call else ["below"])


@pytest.mark.parametrize(
    "point", ["st.markdown('drawn')", "st.session_state['x'] = 1", "'x' in st.session_state"]
)
def test_a_script_that_catches_a_stop_goes_on_until_its_next_yield_point(visit: Any, point: str) -> None:
    """Statements 33 and 34."""
    app = visit(f"""
        import revoila as st
        log = st.session_state.setdefault("log", [])
        for number in range(3):
            try:
                log.append(number)
                st.stop()
            except:
                log.append("caught")
            {point}
            log.append("gone on")
    """)
    assert app.session.state.get_item("log") == [0, "caught"]
    assert app.texts == []


def test_a_script_that_catches_a_rerun_goes_on(visit: Any) -> None:
    """Statement 34."""
    app = visit("""
        import revoila as st
        try:
            st.rerun()
        except BaseException:
            st.markdown("caught")
    """)
    assert app.texts == ["caught"]


def test_stop_and_rerun_in_a_thread_do_nothing_there(visit: Any) -> None:
    """Statement 132."""
    app = visit("""
        import revoila as st, threading
        done = []
        def work():
            st.stop(); st.rerun(); done.append(True)
        thread = threading.Thread(target=work)
        thread.start(); thread.join()
        st.markdown(str(done))
    """)
    assert app.texts == ["[True]"]


def test_stop_in_a_callback_leaves_the_page_empty(visit: Any) -> None:
    """Statement 27."""
    app = visit("""
        import revoila as st
        st.button("Stop", on_click=st.stop)
        st.markdown("body")
    """)
    assert app.press("Stop").texts == []
    assert go(app).texts == ["body"]


def test_rerun_starts_again_without_news_and_with_triggers_reset(visit: Any) -> None:
    """Statements 43, 48 and 49."""
    app = visit("""
        import revoila as st
        st.session_state.setdefault("runs", 0)
        st.session_state.runs += 1
        kept = st.slider("Kept", 0, 9)
        if st.button("Again"):
            st.rerun()
        st.markdown(f"{st.session_state.runs} {kept} {dict(st.query_params)}")
    """)
    app.change(Kept=[4])
    go(app, query="a=1")
    assert app.press("Again").texts == ["5 4 {'a': '1'}"]


def test_rerun_in_a_callback_waits_for_the_other_callbacks(visit: Any) -> None:
    """Statement 28."""
    app = visit("""
        import revoila as st
        state = st.session_state
        state.setdefault("log", [])
        def first():
            st.rerun()
            state.log.append("after")
        def second():
            state.log.append("second")
        st.checkbox("One", on_change=first)
        st.checkbox("Two", on_change=second)
        state.log.append("body")
    """)
    app.change(One=True, Two=True)
    assert app.session.state.get_item("log") == ["body", "second", "body"]


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        (None, StreamlitInvalidParameterTypeError),
        (3.5, StreamlitInvalidParameterTypeError),
        (b"app", StreamlitInvalidParameterTypeError),
        ({"a"}, StreamlitInvalidParameterTypeError),
        ({"a": 1}, StreamlitInvalidParameterTypeError),
        ([None], StreamlitInvalidParameterTypeError),
        ([["a"]], StreamlitInvalidParameterTypeError),
        ("", StreamlitValueError),
        ([], StreamlitValueError),
        ((), StreamlitValueError),
        ([""], StreamlitValueError),
        (["a", ""], StreamlitValueError),
        (["app"], StreamlitValueError),
        (["fragment", "a"], StreamlitValueError),
    ],
)
def test_a_scope_is_checked_everywhere(scope: Any, error: type[Exception]) -> None:
    """Statement 44."""
    with pytest.raises(error, match="scope"):
        st.rerun(scope)


RERUN = """
    import revoila as st
    st.button("Call", on_click=st.rerun, args=({scope!r},))
    if st.button("Inside"):
        st.rerun({scope!r})
"""


@pytest.mark.parametrize("scope", ["key", 7, 0, ["a", 1], ("a",), "App"])
def test_fragments_are_rerun_by_key_in_callbacks_only(visit: Any, scope: Any) -> None:
    """Statement 45."""
    app = visit(RERUN.format(scope=scope))
    kind, message = error_of(app.press("Inside"))
    assert kind.endswith("StreamlitAPIException")
    assert "only allowed from a widget callback" in message
    kind, message = error_of(app.press("Call"))
    assert "No fragment found for target" in message


def test_the_fragment_scope_needs_a_fragment(visit: Any) -> None:
    """Statement 46."""
    app = visit(RERUN.format(scope="fragment"))
    for button in ("Inside", "Call"):
        kind, message = error_of(app.press(button))
        assert kind.endswith(StreamlitInvalidLayoutContextError.__name__)
        assert message.startswith('scope="fragment" can only be specified from')


SWITCH = """
    import revoila as st
    def home(): st.markdown("home")
    def second(): st.markdown(f"second {dict(st.query_params)}")
    def unknown(): ...
    link = st.Page("https://example.org", title="Docs")
    known = st.Page(second)
    hidden = st.Page("pages_of_mine/third.py", visibility="hidden")
    pages = [st.Page(home), known, hidden, link]
    page = st.navigation(pages)
    page.run()
    if st.button("Switch"):
        st.switch_page(TARGET)
"""
THIRD = {"pages_of_mine/third.py": "import revoila as st\nst.markdown('third')", "other.py": ""}


def switch(visit: Any, target: str, **kwargs: Any) -> Any:
    source = SWITCH.replace("TARGET", target)
    return visit(source, files=THIRD, **kwargs).press("Switch")


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("known", "second {}"),
        ("pages[1]", "second {}"),
        ("st.Page(second)", "second {}"),
        ("hidden", "third"),
        ("'pages_of_mine/third.py'", "third"),
        ("'./pages_of_mine/third.py'", "third"),
        ("'pages_of_mine/../pages_of_mine/third.py'", "third"),
        ("__import__('pathlib').Path('pages_of_mine') / 'third.py'", "third"),
        ("__file__.replace('app.py', 'pages_of_mine/third.py')", "third"),
        ("st.Page('pages_of_mine/third.py')", "third"),
        ("pages[0]", "home"),
        ("st.Page(unknown)", "home"),
    ],
)
def test_switch_page_shows_another_page(visit: Any, target: str, text: str) -> None:
    """Statement 51; pages 38."""
    app = switch(visit, target)
    assert (app.texts, app.nodes("exception")) == ([text], [])
    assert not app.app["page_missing"]


def test_switch_page_follows_links_in_the_file_system(visit: Any, tmp_path: Path) -> None:
    """Statement 38 of pages."""
    (tmp_path / "pages_of_mine").mkdir()
    (tmp_path / "link.py").symlink_to(tmp_path / "pages_of_mine" / "third.py")
    assert switch(visit, "'link.py'").texts == ["third"]


@pytest.mark.parametrize("target", ["'nope.py'", "'other.py'", "'app.py'", "'second'", "''", "'/third.py'"])
def test_switch_page_needs_a_page_of_the_app(visit: Any, target: str) -> None:
    """Statement 38 of pages."""
    kind, message = error_of(switch(visit, target))
    assert kind.endswith("StreamlitPageNotFoundError")
    assert message.startswith("Could not find page: ")
    assert "st.navigation" in message


def test_switch_page_tells_of_the_folder_where_there_is_one(visit: Any) -> None:
    """Statement 38 of pages."""
    source = "import revoila as st\nif st.button('Switch'): st.switch_page('pages/b.py')"
    app = visit(source, files={"pages/a.py": ""}).press("Switch")
    assert "`pages/` folder" in error_of(app)[1]


def test_switch_page_works_with_the_files_of_the_folder(visit: Any) -> None:
    """Statement 38 of pages."""
    source = "import revoila as st\nst.markdown('main')\nif st.button('Go'): st.switch_page('pages/1_a.py')"
    back = "import revoila as st\nst.markdown('a')\nif st.button('Back'): st.switch_page('app.py')"
    app = visit(source, files={"pages/1_a.py": back}).press("Go")
    assert (app.texts, app.app["page"]) == (["a"], "a")
    app.press("Back")
    assert (app.texts, app.app["page"]) == (["main"], "")


@pytest.mark.parametrize("target", ["link", "'a\\0.py'"])
def test_switch_page_refuses_links_and_impossible_paths(visit: Any, target: str) -> None:
    """Statement 38 of pages."""
    assert error_of(switch(visit, target))[0].endswith("StreamlitAPIException")


@pytest.mark.parametrize(
    "target",
    [
        "st.Page('other.py', url_path='third')",
        "st.Page('other.py', url_path='second')",
        "st.Page(second, url_path='third')",
    ],
)
def test_switch_page_refuses_a_page_with_the_path_of_another(visit: Any, target: str) -> None:
    """Statement 38 of pages."""
    kind, message = error_of(switch(visit, target))
    assert kind.endswith("StreamlitAPIException")
    assert "another page for the URL pathname" in message


def test_switch_page_works_in_a_callback_and_before_the_pages_are_declared(visit: Any) -> None:
    """Statement 38 of pages."""
    app = visit("""
        import revoila as st
        def home(): st.markdown("home")
        def second(): st.markdown("second")
        pages = [st.Page(home), st.Page(second)]
        if st.session_state.setdefault("first", True):
            st.session_state.first = False
            st.switch_page(pages[1])
        st.navigation(pages).run()
        st.button("Home", on_click=st.switch_page, args=(pages[0],))
    """)
    assert app.texts == ["second"]
    assert app.press("Home").texts == ["home"]


def test_switch_page_keeps_entries_and_drops_inputs(visit: Any) -> None:
    """Statement 40 of pages."""
    app = visit("""
        import revoila as st
        st.session_state.setdefault("entry", 0)
        def home():
            if st.button("Switch"):
                st.session_state.entry = 1
                st.switch_page(pages[1])
        def second(): pass
        pages = [st.Page(home), st.Page(second)]
        page = st.navigation(pages)
        shared = st.slider("Shared", 0, 9)
        page.run()
        st.markdown(f"{st.session_state.entry} {shared}")
    """)
    assert app.change(Shared=[5]).texts == ["0 5"]
    assert app.press("Switch").texts == ["1 0"]


@pytest.mark.parametrize(
    ("query_params", "shown", "query"),
    [
        ("None", {}, ""),
        ("{}", {}, ""),
        ("{'a': 1, 'b': [1, 2]}", {"a": "1", "b": "2"}, "a=1&b=1&b=2"),
        ("[('a', 'x y'), ('b', None)]", {"a": "x y", "b": "None"}, "a=x+y&b=None"),
        ("(('a', 1), ('a', 2))", {"a": "2"}, "a=2"),
        ("[('a', [1, 2])]", {"a": "2"}, "a=1&a=2"),
        ("iter([('a', 1)])", {"a": "1"}, "a=1"),
        ("st.query_params", {"old": "1"}, "old=1"),
    ],
)
def test_switch_page_replaces_the_query(
    visit: Any, query_params: str, shown: dict[str, str], query: str
) -> None:
    """Statement 39 of pages, and statements 71 and 72 of state."""
    app = visit(SWITCH.replace("TARGET", f"known, query_params={query_params}"), files=THIRD)
    go(app, query="old=1")
    app.press("Switch")
    assert (app.texts, app.app["query"]) == ([f"second {shown}"], query)


@pytest.mark.parametrize(
    ("query_params", "kind"),
    [
        ("'a=1'", "StreamlitInvalidParameterTypeError"),
        ("b'a=1'", "StreamlitInvalidParameterTypeError"),
        ("3", "StreamlitInvalidParameterTypeError"),
        ("{'a': {'b': 1}}", "StreamlitQueryParamDictValueError"),
        ("{'embed': 'true'}", "StreamlitAPIException"),
        ("{'EMBED_options': 'x'}", "StreamlitAPIException"),
    ],
)
def test_switch_page_checks_the_query(visit: Any, query_params: str, kind: str) -> None:
    """Statement 39 of pages."""
    assert error_of(switch(visit, f"known, query_params={query_params}"))[0].endswith(kind)


def test_a_menu_click_clears_the_query_and_a_rerun_keeps_it(visit: Any) -> None:
    """Statement 37 of pages, and statement 72 of state."""
    app = visit(SWITCH.replace("TARGET", "known"), files=THIRD)
    go(app, query="a=1")
    assert go(app).app["query"] == "a=1"
    assert go(app, page="second").app["query"] == ""
