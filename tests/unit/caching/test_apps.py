"""Cached functions in whole apps (the caching specification)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

import revoila
from revoila.caching import cache_data, cache_resource
from revoila.runtime._session import Session
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAIT = 30.0

PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
)


def app(script: str) -> AppTest:
    """Return an app test of the lines after ``import streamlit as st``."""
    return AppTest.from_string(f"import streamlit as st\n{script}", default_timeout=WAIT)


def kinds(at: AppTest) -> list[Any]:
    """Return what is in the main area: kinds, and lists for containers."""

    def inside(block: Any) -> list[Any]:
        return [
            inside(child) if hasattr(child, "children") else child.type for child in block.children.values()
        ]

    assert not [one.message for one in at.exception if one.message.startswith("Traceback")]
    return inside(at.main)


def twice(script: str) -> tuple[list[Any], list[Any]]:
    """Return what is shown by the first run and by the second one."""
    at = app(script)
    return kinds(at.run()), kinds(at.run())


def messages(at: AppTest) -> list[str]:
    return [one.message for one in at.exception]


@pytest.mark.parametrize("name", ["cache", "experimental_memo", "experimental_singleton"])
def test_older_names_do_not_exist(name: str) -> None:
    """Statement 6."""
    assert not hasattr(revoila, name)


def test_results_live_on_in_other_tests_of_the_same_app() -> None:
    """Statements 53, 54 and 56."""
    script = """
import uuid
@st.cache_data
def data():
    st.text("drawn")
    return str(uuid.uuid4())
@st.cache_resource
def resource():
    return object()
st.text(data())
st.text(id(resource()))
"""
    one, other = app(script).run(), app(script).run()
    one_again = [text.value for text in one.run().text]
    assert one_again == [text.value for text in other.text]
    assert one_again[0] == "drawn"
    cache_data.clear()
    cache_resource.clear()
    assert one_again[1] != app(script).run().text[1].value


def test_the_menu_of_pages_shares_equal_functions(tmp_path: Path) -> None:
    """Statement 21."""
    script = """
import streamlit as st
@st.cache_data
def f():
    return st.session_state.setdefault("made", []).append({page!r}) or {value}
st.text(f())
st.text(st.session_state.get("made"))
"""
    (tmp_path / "pages").mkdir()
    main, page = tmp_path / "main.py", tmp_path / "pages" / "other.py"
    source = script.format(page="one", value=1)
    main.write_text(source)
    page.write_text("\n\n# Elsewhere.\n" + source)
    at = AppTest.from_file(main, default_timeout=WAIT).run()
    assert [text.value for text in at.text] == ["1", "['one']"]
    at.switch_page("pages/other.py").run()
    assert [text.value for text in at.text] == ["1", "['one']"]


@pytest.mark.parametrize("ends", ["st.stop()", "st.rerun()", "raise ValueError('no')"])
def test_a_run_that_ends_inside_of_a_function_keeps_nothing(ends: str) -> None:
    """Statements 36 and 37."""
    at = app(f"""
st.session_state.ran = st.session_state.get("ran", 0)
@st.cache_data
def f():
    st.session_state.ran += 1
    if st.session_state.ran == 1:
        {ends}
    return st.session_state.ran
st.text(f())
""").run()
    if ends != "st.rerun()":
        assert [text.value for text in at.text] == []
        at.run()
    assert [text.value for text in at.text] == ["2"]
    at.run()
    assert [text.value for text in at.text] == ["2"]


def test_side_effects_happen_on_misses_only() -> None:
    """Statement 52."""
    at = app("""
@st.cache_data
def f():
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.query_params["n"] = str(st.session_state.n)
    print("printed")
f()
st.text(st.session_state.get("n"))
""")
    assert at.run().text[0].value == "1"
    assert list(at.query_params["n"]) == ["1"]
    assert at.run().text[0].value == "1"
    # Another session has the result, and none of its side effects.
    assert (
        app("""
@st.cache_data
def f():
    st.session_state.n = st.session_state.get("n", 0) + 1
    st.query_params["n"] = str(st.session_state.n)
    print("printed")
f()
st.text(st.session_state.get("n"))
""")
        .run()
        .text[0]
        .value
        == "None"
    )


def test_media_and_data_are_shown_again() -> None:
    """Statement 46."""
    first, second = twice(f"""
import base64, pandas as pd
@st.cache_data
def f():
    st.image(base64.b64decode({PIXEL!r}))
    st.dataframe(pd.DataFrame({{"a": [1]}}))
    st.table(pd.DataFrame({{"a": [1]}}))
    st.metric("m", 1)
    one, two = st.columns(2)
    one.json([1])
    with two:
        st.code("x")
    st.tabs(["a"])[0].markdown("in a tab")
f()
""")
    assert first == second
    assert len(first) > 5


def test_an_element_that_changed_is_shown_as_it_was_in_the_end() -> None:
    """Statement 46."""
    at = app("""
@st.cache_data
def f():
    bar = st.progress(0)
    bar.progress(50)
    slot = st.empty()
    slot.text("one")
    slot.text("two")
f()
""")
    for _ in range(2):
        at.run()
        assert kinds(at)[0] == "progress"
        assert [text.value for text in at.text] == ["two"]


def test_spinners_are_not_shown_again_and_a_status_is() -> None:
    """Statement 51."""
    script = """
@st.cache_data
def f():
    with st.spinner("wait"):
        st.text("a")
    with st.status("reading") as status:
        st.text("b")
        status.update(label="read")
f()
"""
    at = app(script)
    for _ in range(2):
        at.run()
        assert [text.value for text in at.text] == ["a", "b"]
        assert [(status.label, status.state) for status in at.status] == [("read", "complete")]
        assert "spinner" not in str(kinds(at))


@pytest.mark.parametrize("command", ["st.toast('a')", "st.bottom.text('a')", "outer.text('a')"])
def test_what_is_called_on_a_place_outside_works_once(command: str) -> None:
    """Statement 49."""
    at = app(f"""
outer = st.container()
@st.cache_data
def f():
    {command}
f()
""").run()
    assert messages(at) == []
    (message,) = messages(at.run())
    assert message.startswith(
        "While running `f()`, a streamlit element is called on some layout block created outside"
    )


def test_a_dialog_in_a_function_works_once() -> None:
    """Statement 49."""
    at = app("""
@st.cache_data
def f():
    @st.dialog("Title")
    def ask():
        st.text("a")
    ask()
f()
""").run()
    assert messages(at) == []
    assert len(messages(at.run())) == 1


def test_a_block_from_outside_is_replaced_by_the_active_place() -> None:
    """Statement 48."""
    first, second = twice("""
outer = st.container()
@st.cache_data
def f():
    with outer:
        st.text("a")
f()
""")
    assert (first, second) == ([["text"]], [[], "text"])


def test_the_value_of_an_input_is_used_once() -> None:
    """Statement 50."""
    at = app("""
@st.cache_data
def f():
    return st.slider("n", 0, 10, 4)
st.text(f())
""").run()
    assert (len(at.slider), at.text[0].value, len(at.exception)) == (1, "4", 1)
    assert at.exception[0].is_warning
    at.slider[0].set_value(7).run()
    assert at.text[0].value == "4"
    assert len(at.exception) == 1


def test_a_fragment_in_a_function_is_drawn_again() -> None:
    """Statement 46."""
    first, second = twice("""
@st.cache_data
def f():
    @st.fragment
    def part():
        st.text("a")
    part()
f()
""")
    assert first == second == [["text"]]


def test_a_cached_function_in_a_fragment_draws_into_it() -> None:
    """Statement 47."""
    first, second = twice("""
@st.cache_data
def f():
    st.text("a")
@st.fragment
def part():
    f()
part()
""")
    assert first == second == [["text"]]


def test_the_end_of_a_session_releases_what_it_has(tmp_path: Path) -> None:
    """Statements 14 and 16."""
    script = tmp_path / "app.py"
    script.write_text(
        "import revoila as st\n"
        "@st.cache_resource(scope='session', on_release=lambda value: value.append('released'))\n"
        "def mine():\n    return []\n"
        "@st.cache_resource(on_release=lambda value: value.append('released'))\n"
        "def ours():\n    return []\n"
        "made = (mine(), ours())\n"
    )

    def opened() -> tuple[Session, Any]:
        session = Session(script, AllOptions())
        session.start()
        assert session.runner.wait_idle(WAIT)
        assert session.uncaught is None
        return session, vars(session.module)["made"]

    one, (mine, ours) = opened()
    other, (theirs, ours_too) = opened()
    assert mine is not theirs
    assert ours is ours_too
    one.close()
    assert (mine, theirs, ours) == (["released"], [], [])
    other.close()
    assert (theirs, ours) == (["released"], [])


class AllOptions:
    """The options that a configuration has."""

    def get(self, name: str) -> Any:
        from revoila.config.options import load_options

        return load_options().get(name)


def test_errors_show_what_the_author_knows() -> None:
    """Statements 13, 28 and 32."""
    at = app("""
import threading
@st.cache_data
def unhashable(x): return x
@st.cache_data
def unserializable(): return (i for i in [1])
class Own: ...
def shrink(value): return 1 // 0
@st.cache_data(hash_funcs={Own: shrink})
def failing(x): return x
for call in (lambda: unhashable(threading.Lock()), unserializable, lambda: failing(Own())):
    try:
        call()
    except Exception as error:
        st.exception(error)
""").run()
    assert [
        one.proto.type if hasattr(one, "proto") and hasattr(one.proto, "type") else one.message
        for one in at.exception
    ]
    first, second, third = messages(at)
    assert first.startswith("Cannot hash argument 'x' (of type `_thread.lock`) in 'unhashable'.")
    assert "leading underscore" in first
    assert second.startswith(
        "Cannot serialize the return value (of type `builtins.generator`) in `unserializable()`."
    )
    assert "`shrink()`" in third


def test_async_functions_work_in_scripts() -> None:
    """Statement 39."""
    at = app("""
import asyncio
@st.cache_data
async def f(x):
    st.text(f"drawn {x}")
    await asyncio.sleep(0)
    return x
async def main():
    return await asyncio.gather(f(1), f(1), f(2))
st.text(asyncio.run(main()))
""")
    for _ in range(2):
        values = [text.value for text in at.run().text]
        assert sorted(values) == ["[1, 1, 2]", "drawn 1", "drawn 1", "drawn 2"]


def test_the_class_of_the_main_script_is_the_current_one() -> None:
    """Statement 35."""
    at = app("""
class Point:
    def __init__(self): self.x = 1
@st.cache_data
def f(): return Point()
point = f()
st.text(f"{type(point) is Point} {isinstance(point, Point)}")
""")
    for _ in range(3):
        assert at.run().text[0].value == "True True"


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
@pytest.mark.parametrize(
    "option", ["experimental_allow_widgets", "suppress_st_warning", "allow_output_mutation"]
)
def test_options_that_do_not_exist_are_refused(decorator: Callable[..., Any], option: str) -> None:
    """Statements 3 and 50."""
    with pytest.raises(TypeError, match=option):
        decorator(**{option: True})
    with pytest.raises(TypeError, match="positional"):
        decorator(None, 10)
