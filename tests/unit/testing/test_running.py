"""What a run does, and what it leaves behind."""

from __future__ import annotations

import gc
import sys
import time
import weakref
from typing import TYPE_CHECKING

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    App = Callable[..., AppTest]


def test_run_returns_the_test(app: App) -> None:
    """Statements 14 and 16."""
    at = app("st.text_input('a'); st.columns(2)")
    assert at.run() is at
    assert at.text_input[0].run() is at
    assert at.columns[0].run(timeout=30) is at
    assert at.main.run() is at


def test_a_rerun_of_the_script_is_part_of_the_run(app: App) -> None:
    """Statement 14."""
    at = app(
        """
n = st.session_state.get("n", 0)
st.text(n)
st.session_state.n = n + 1
if n < 2:
    st.rerun()
"""
    )
    assert at.text.values == ["2"]


def test_the_press_of_a_button_is_over_after_a_rerun(app: App) -> None:
    at = app("if st.button('b'): st.rerun()")
    at.button[0].click().run()
    assert at.button[0].value is False


def test_a_script_that_takes_too_long_is_an_error(app: App) -> None:
    """Statement 15."""
    at = app("import time\nst.text('a')\ntime.sleep(0.4)\nst.text('b')", run=False)
    with pytest.raises(RuntimeError, match=r"^AppTest script run timed out after 0\.05\(s\)$"):
        at.run(timeout=0.05)
    assert at.run(timeout=30).text.values == ["a", "b"]


def test_the_default_timeout_can_be_set(app: App) -> None:
    """Statement 13."""
    at = app("import time\ntime.sleep(0.4)", run=False)
    at.default_timeout = 0.05
    with pytest.raises(RuntimeError, match=r"0\.05\(s\)"):
        at.run()


@pytest.mark.parametrize("script", ["st.rerun()", "while True: st.session_state.get('x')"])
def test_an_endless_script_is_stopped(app: App, script: str) -> None:
    """Statement 15; the guard against leaked threads sees that it has ended."""
    at = app(script, run=False)
    began = time.monotonic()
    with pytest.raises(RuntimeError):
        at.run(timeout=0.2)
    assert time.monotonic() - began < 5


def test_a_script_that_cannot_be_stopped_is_mentioned(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revoila.testing.v1.app_test.PATIENCE", 0.1)
    at = app("import time\nfor _ in range(10): time.sleep(0.1)", run=False)
    with pytest.raises(RuntimeError) as caught:
        at.run(timeout=0.05)
    assert "still runs" in caught.value.__notes__[0]


def test_an_exception_of_the_script_is_an_element(app: App) -> None:
    """Statements 18 and 41."""
    at = app("st.text('before')\nwith st.container(): 1 / 0\nst.text('after')")
    assert at.text.values == ["before"]
    error = at.exception[0]
    assert (error.value, error.message, error.proto.type) == (
        "division by zero",
        "division by zero",
        "ZeroDivisionError",
    )
    assert "1 / 0" in error.stack_trace[-1]
    assert at.main.children[2] == error


def test_no_exception_is_an_empty_list(app: App) -> None:
    """Statement 52."""
    assert not app("st.text('fine')").exception


def test_a_script_that_does_not_compile_leaves_nothing(tmp_path: Path) -> None:
    """Statement 18, also after a run that had drawn something."""
    path = tmp_path / "app.py"
    path.write_text("import streamlit as st\nst.text('a')")
    at = AppTest.from_file(path, default_timeout=30).run()
    path.write_text("import streamlit as st\nst.text('a'")
    at.run()
    assert not at.exception
    assert not at.text
    assert len(at) == 3
    assert len(at.main) == 0


def test_stop_ends_the_page(app: App) -> None:
    """Statement 19."""
    at = app("st.text('a')\nif not st.checkbox('go on'): st.stop()\nst.text('b')")
    assert at.text.values == ["a"]
    assert at.checkbox[0].check().run().text.values == ["a", "b"]


def test_magic_applies(app: App) -> None:
    """Statement 22."""
    assert app("x = 3\nx").markdown[0].value == "`3`"


def test_caches_outlive_the_test(app: App) -> None:
    """Statement 6."""
    script = """
@st.cache_data
def slow(x):
    st.session_state.calls += 1
    return x
st.session_state.setdefault("calls", 0)
slow(1), slow(1)
"""
    first = app(script)
    assert first.session_state.calls == 1
    assert first.run().session_state.calls == 1
    assert app(script).session_state.calls == 0


def test_the_main_module_is_back_after_a_run(app: App) -> None:
    before = sys.modules["__main__"]
    at = app("import sys\nst.text(__name__)\nst.text(sys.modules['__main__'].__dict__ is globals())")
    assert at.text.values == ["__main__", "True"]
    assert sys.modules["__main__"] is before
    app("raise ValueError")
    assert sys.modules["__main__"] is before


def test_a_test_ends_with_its_last_reference(app: App) -> None:
    at = app("st.text_input('a')\n1 / 0")
    ended = weakref.ref(at)
    requests = at._session.runner.requests
    gc.disable()
    try:
        del at
        assert ended() is None, "something that the test owns refers to it"
    finally:
        gc.enable()
    assert requests._closed


def test_an_element_keeps_its_test_alive(app: App) -> None:
    button = app("if st.button('b'): st.text('pressed')").button[0]
    gc.collect()
    assert button.click().run().text[0].value == "pressed"


def test_a_run_leaves_no_session_behind(app: App) -> None:
    at = app("st.text('a')")
    session = weakref.ref(at._session)
    del at
    until = time.monotonic() + 10
    while session() is not None and time.monotonic() < until:
        time.sleep(0.1)
        gc.collect()
    assert session() is None


@pytest.mark.parametrize("then", ["", "raise ValueError"])
def test_widgets_of_a_test_are_closed_with_it(app: App, then: str) -> None:
    """The guard against leaked widgets looks when the test function has returned."""
    pytest.importorskip("ipywidgets")
    at = app(f"import ipywidgets\nst.text(st.widget(ipywidgets.IntSlider(value=3), key='w').value)\n{then}")
    assert at.run().text[0].value == "3"
    assert at.get_by_key("w").type == "widget"


def test_what_a_release_callback_raises_is_logged(app: App, caplog: pytest.LogCaptureFixture) -> None:
    at = app(
        """
def release(value): raise ValueError("cannot let go")
@st.cache_resource(scope="session", on_release=release)
def resource(): return 1
resource()
"""
    )
    assert not at.exception
    del at
    assert "did not end cleanly" in caplog.text


def test_after_a_run_of_a_fragment_a_test_sees_only_that() -> None:
    """Statement 20."""
    at = AppTest.from_string(
        """
        import revoila as st
        @st.fragment(key="f")
        def part():
            st.session_state.n = st.session_state.get("n", 0) + 1
            st.text(f"part {st.session_state.n}")
            st.button("Inside", key="inside")
        st.text("script")
        with st.container():
            part()
        st.button("Go", key="go", on_click=lambda: st.rerun("f"))
        """
    ).run()
    assert [text.value for text in at.text] == ["script", "part 1"]
    # A press inside runs the whole script here.
    at.button(key="inside").click().run()
    assert [text.value for text in at.text] == ["script", "part 2"]
    at.button(key="go").click().run()
    assert [text.value for text in at.text] == ["part 3"]
    assert [text.value for text in at.run().text] == ["script", "part 4"]
