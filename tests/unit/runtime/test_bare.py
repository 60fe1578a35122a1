"""Outside of a run: other threads, and plain Python; numbers are statements of the execution specification."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import revoila as st
from revoila.runtime.scriptrunner import get_script_run_ctx

PACKAGE = Path(st.__file__).parents[1]

BARE = """
    import json
    import revoila as st

    st.set_page_config(page_title="x")
    out = {
        "button": st.button("Go"),
        "download_button": st.download_button("Save", lambda: "x"),
        "checkbox": st.checkbox("Sure", True),
        "toggle": st.toggle("On"),
        "text_input": st.text_input("Name", "Ada", key="name"),
        "text_area": st.text_area("Story", "x"),
        "number_input": st.number_input("Number", 1, 5, 3),
        "slider": st.slider("Range", 0, 10, (2, 5)),
        "link_button": st.link_button("Site", "https://x.y", on_click="rerun"),
        "menu_button": st.menu_button("Menu", ["a", "b"]),
        "pagination": st.pagination(9, default=3),
        "selectbox": st.selectbox("One", ["a", "b"], index=1),
        "radio": st.radio("Other", ["a", "b"]),
        "date_input": str(st.date_input("Day", "2027-02-03")),
        "time_input": str(st.time_input("Time", "08:15")),
        "datetime_input": str(st.datetime_input("Moment", "2027-02-03T08:15")),
        "color_picker": st.color_picker("Colour"),
        "chat": st.chat_input(),
        "files": [st.file_uploader("F"), st.file_uploader("G", accept_multiple_files=True)],
        "devices": [st.camera_input("C"), st.audio_input("A")],
        "sidebar": st.sidebar.checkbox("Beside", value=True),
        "keyed": "name" in st.session_state,
        "query": dict(st.query_params),
        "locale": st.context.locale,
        "stop": st.stop(),
        "rerun": st.rerun(),
        "stream": st.write_stream(["a", "b"]),
    }
    st.session_state.mine = 1
    out["state"] = (st.session_state["mine"], len(st.session_state))
    box = st.container(key="box")
    left, right = st.columns(2)
    first, _ = st.tabs(["a", "b"])
    with st.chat_message("user"), st.grid(2).cell(), st.skeleton():
        st.space()
    with box, left, first, st.expander("More"), st.popover("Menu"), st.sidebar:
        st.title("nothing")
    box.empty().container().text("nothing")
    bar = st.progress(1)
    bar.progress(2)
    with st.form("form"):
        out["in a form"] = st.text_input("In", "q")
        out["submit"] = st.form_submit_button("Send")
    with st.status("Work") as status, st.spinner("Wait"):
        status.update(label="Done", state="complete")
    with st.echo():
        st.toast("nothing")
    st.write("a", {"b": 1}, ValueError("c"))
    st.exception(ValueError("d"))

    @st.cache_data
    def double(number):
        return 2 * number

    out["cached"] = double(4)
    print(json.dumps(out))
"""


def test_a_script_that_plain_python_runs_gets_defaults(tmp_path: Path) -> None:
    """Statements 43, 128, 132 and 135."""
    path = tmp_path / "app.py"
    path.write_text(textwrap.dedent(BARE))
    done = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(f"revoila run {path}") == 1
    assert json.loads(done.stdout) == {
        "button": False,
        "download_button": False,
        "checkbox": True,
        "toggle": False,
        "text_input": "Ada",
        "text_area": "x",
        "number_input": 3,
        "slider": [2, 5],
        "link_button": False,
        "menu_button": None,
        "pagination": 3,
        "selectbox": "b",
        "radio": "a",
        "date_input": "2027-02-03",
        "time_input": "08:15:00",
        "datetime_input": "2027-02-03 08:15:00",
        "color_picker": "#000000",
        "chat": None,
        "files": [None, []],
        "devices": [None, None],
        "sidebar": True,
        "keyed": False,
        "query": {},
        "locale": None,
        "stop": None,
        "rerun": None,
        "stream": "ab",
        "state": [1, 1],
        "in a form": "q",
        "submit": False,
        "cached": 8,
    }


def test_an_option_keeps_plain_python_silent(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text("import revoila as st\nst.write('nothing')\n")
    done = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": str(PACKAGE),
            "STREAMLIT_GLOBAL_SHOW_WARNING_ON_DIRECT_EXECUTION": "false",
        },
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_containers_outside_of_a_run_lead_nowhere() -> None:
    """Statement 135."""
    box = st.container()
    assert box.place is None
    assert box.columns(2)[0].text("x").place is None


def test_a_thread_without_context_draws_nothing_and_is_told_once(
    visit: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 132."""
    app = visit("""
        import threading
        import revoila as st
        st.session_state.mine = 1
        seen = []
        def work():
            st.markdown("lost")
            with st.container():
                seen.append(st.checkbox("Lost", True))
            seen.append("mine" in st.session_state)
            st.session_state.of_a_thread = 1
            st.stop()
            st.rerun()
            seen.append("end")
        thread = threading.Thread(target=work, name="helper")
        thread.start()
        thread.join()
        st.markdown(f"{seen} {'of_a_thread' in st.session_state}")
    """)
    assert app.texts == ["[True, False, 'end'] False"]
    assert caplog.text.count("Thread 'helper' belongs to no run") == 1
    del st.session_state.of_a_thread


def test_the_context_of_a_run_is_there_or_missing_with_a_warning(
    visit: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 131."""
    app = visit("""
        import revoila as st
        from revoila.runtime.scriptrunner import get_script_run_ctx
        st.markdown(str(get_script_run_ctx() is not None))
    """)
    assert app.texts == ["True"]
    assert get_script_run_ctx(suppress_warning=True) is None
    assert caplog.text == ""
    assert get_script_run_ctx() is None
    assert "MainThread" in caplog.text


ATTACHED = """
    import threading
    from concurrent.futures import ThreadPoolExecutor
    import revoila as st
    from revoila.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
    ctx = get_script_run_ctx()
    st.session_state.mine = 1
    def work():
        st.markdown(f"drawn {st.session_state.mine} {get_script_run_ctx() is not None}")
"""


@pytest.mark.parametrize(
    "how",
    [
        "thread = add_script_run_ctx(threading.Thread(target=work))",
        "thread = threading.Thread(target=work)\nassert add_script_run_ctx(thread, ctx) is thread",
        "thread = threading.Thread(target=lambda: (add_script_run_ctx(ctx=ctx), work()))",
        "thread = threading.Thread(target=lambda: (add_script_run_ctx(threading.current_thread(), ctx), work()))",
    ],
)
def test_a_thread_with_context_draws_into_the_app(visit: Any, how: str) -> None:
    """Statement 131."""
    app = visit(textwrap.dedent(ATTACHED) + f"{how}\nthread.start()\nthread.join()\n")
    assert app.texts == ["drawn 1 True"]


def test_a_pool_of_threads_draws_into_the_app(visit: Any) -> None:
    """Statement 131."""
    app = visit(
        textwrap.dedent(ATTACHED)
        + "with ThreadPoolExecutor(2, initializer=add_script_run_ctx, initargs=(None, ctx)) as pool:\n"
        "    list(pool.map(lambda _: work(), range(2)))\n"
    )
    assert app.texts == ["drawn 1 True"] * 2
