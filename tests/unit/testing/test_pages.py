"""Apps with several pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 30.0


def paged() -> AppTest:
    return AppTest.from_file("apps/paged/app.py", default_timeout=WAIT)


def navigated() -> AppTest:
    return AppTest.from_file("apps/navigated.py", default_timeout=WAIT)


def test_switching_only_selects_the_page() -> None:
    """Statement 23."""
    at = paged().run()
    assert at.switch_page("pages/2_second.py") is at
    assert at.text[0].value == "home"
    assert at.run().text[0].value == "second"


def test_later_runs_stay_on_the_page() -> None:
    """Statement 24."""
    at = paged().switch_page("pages/2_second.py").run()
    assert at.run().text[0].value == "second"
    assert at.switch_page("app.py").run().text[0].value == "home"
    at.button[0].click().run()
    assert at.text[0].value == "first"
    assert at.run().text[0].value == "first"


def test_the_query_goes_along_with_a_switch_of_the_test() -> None:
    at = paged()
    at.query_params["q"] = "1"
    assert at.switch_page("pages/1_first.py").run().text.values == ["first", "{'q': '1'}"]
    assert at.query_params == {"q": "1"}


def test_the_query_is_gone_after_a_switch_of_the_app() -> None:
    at = paged()
    at.query_params["q"] = "1"
    at.run().button[0].click().run()
    assert at.text.values == ["first", "{}"]
    assert at.query_params == {}


def test_a_page_that_is_no_file_is_an_error() -> None:
    """Statement 23."""
    with pytest.raises(ValueError, match="nowhere"):
        paged().run().switch_page("pages/nowhere.py")


def test_a_file_that_is_no_page_is_an_error() -> None:
    """Statement 23: the message has the pages of the app."""
    at = navigated().run()
    with pytest.raises(ValueError, match="first, Two, third"):
        at.switch_page("files.py")
    with pytest.raises(ValueError, match="first, Two, third"):
        at.switch_page("navigated.py")


def test_pages_of_navigation_are_files() -> None:
    """Statement 23."""
    at = navigated().run()
    assert at.text[0].value == "first"
    at.checkbox("shared").check()
    assert at.switch_page("paged/pages/2_second.py").run().text[0].value == "second"
    assert at.checkbox("shared").value is True


def test_before_the_first_run_a_page_has_the_name_of_its_file() -> None:
    """Statement 23: what `st.navigation` calls it is not known yet."""
    assert navigated().switch_page("paged/pages/1_first.py").run().text[0].value == "first"
    assert navigated().switch_page("paged/pages/2_second.py").run().text[0].value == "first"


@pytest.fixture
def two_pages(tmp_path: Path) -> AppTest:
    """Two files with an input of the same key, below an entrypoint with inputs of its own."""
    (tmp_path / "app.py").write_text(
        "import streamlit as st\n"
        "st.text_input('Entry', key='entry')\n"
        "st.navigation(['one.py', 'two.py']).run()\n"
    )
    (tmp_path / "one.py").write_text(
        "import streamlit as st\n"
        "st.text_input('Name', 'one', key='name')\n"
        "st.text_input('Kept', key='kept', persist_state='session')\n"
        "st.session_state.plain = st.session_state.copy = st.session_state.name\n"
    )
    (tmp_path / "two.py").write_text(
        "import streamlit as st\n"
        "st.text([st.session_state.get(key) for key in ('name', 'plain', 'kept', 'entry')])\n"
        "st.text_input('Name', 'two', key='name')\n"
    )
    return AppTest.from_file(tmp_path / "app.py", default_timeout=WAIT).run()


def test_leaving_a_page_forgets_its_inputs(two_pages: AppTest) -> None:
    """Statement 32 of pages: the same key on two pages is two inputs."""
    at = two_pages
    at.text_input(key="name").input("Ada").run()
    first = at.text_input(key="name").id
    at.switch_page("two.py").run()
    assert at.text_input(key="name").value == "two"
    assert at.text_input(key="name").id != first
    at.switch_page("one.py").run()
    assert at.text_input(key="name").value == "one"


def test_what_is_not_of_a_page_outlives_it(two_pages: AppTest) -> None:
    """Statements 33 and 34 of pages: inputs of the entrypoint, plain entries, and values that persist."""
    at = two_pages
    at.text_input(key="entry").input("e")
    at.text_input(key="kept").input("k")
    at.text_input(key="name").input("Ada").run()
    at.switch_page("two.py").run()
    # The run that leaves a page still sees its inputs.
    assert at.text[0].value == "['Ada', 'Ada', 'k', 'e']"
    assert at.run().text[0].value == "['two', 'Ada', 'k', 'e']"
    at.switch_page("one.py").run()
    assert [at.text_input(key=key).value for key in ("entry", "kept", "name")] == ["e", "k", "one"]


def test_an_entry_that_is_assigned_anew_on_each_page_is_kept(tmp_path: Path) -> None:
    """Statement 34 of pages."""
    (tmp_path / "app.py").write_text("import streamlit as st\nst.navigation(['one.py', 'two.py']).run()\n")
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(
            "import streamlit as st\n"
            "if 'name' in st.session_state: st.session_state['name'] = st.session_state['name']\n"
            + ("st.text_input('Name', key='name')\n" if name == "one" else "")
        )
    at = AppTest.from_file(tmp_path / "app.py", default_timeout=WAIT).run()
    at.text_input(key="name").input("Ada").run()
    at.switch_page("two.py").run()
    assert at.session_state["name"] == "Ada"
    assert at.switch_page("one.py").run().text_input(key="name").value == "Ada"


def test_pages_of_the_folder_share_session_state_alone(tmp_path: Path) -> None:
    """Statement 35 of pages: the entrypoint does not run around another page."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(
        "import streamlit as st\nst.text('entrypoint')\nshared = 1\nst.session_state.n = 2\n"
    )
    (tmp_path / "pages" / "one.py").write_text(
        "import streamlit as st\nst.text('shared' in globals())\nst.text(st.session_state.n)\n"
    )
    at = AppTest.from_file(tmp_path / "app.py", default_timeout=WAIT).run()
    assert at.switch_page("pages/one.py").run().text.values == ["False", "2"]


def test_the_sidebar_is_in_the_order_of_the_calls(tmp_path: Path) -> None:
    """Statement 57 of pages: across entrypoint and page."""
    (tmp_path / "one.py").write_text("import streamlit as st\nst.sidebar.text('page')\n")
    (tmp_path / "app.py").write_text(
        "import streamlit as st\n"
        "page = st.navigation(['one.py'])\n"
        "st.sidebar.text('before')\npage.run()\nst.sidebar.text('after')\n"
    )
    at = AppTest.from_file(tmp_path / "app.py", default_timeout=WAIT).run()
    assert at.sidebar.text.values == ["before", "page", "after"]
