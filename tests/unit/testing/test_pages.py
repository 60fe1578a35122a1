"""Apps with several pages."""

from __future__ import annotations

import pytest

from revoila.testing.v1 import AppTest

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
