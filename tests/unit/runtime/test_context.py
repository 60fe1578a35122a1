"""``st.context``; numbers are statements of the execution specification."""

from __future__ import annotations

from typing import Any

import pytest

import revoila as st
from revoila.runtime.context import NAMES, Cookies, Headers
from revoila.testing.v1 import AppTest

TELLING = """
    import revoila as st
    st.session_state.seen = {name: st.context[name] for name in (
        "timezone", "timezone_offset", "locale", "url", "ip_address", "is_embedded"
    )} | {"theme": st.context.theme.type, "headers": st.context.headers, "cookies": st.context.cookies}
"""


def seen(visit: Any, view: dict[str, Any], request: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a script knows of a visitor."""
    app = visit(TELLING, opened=False)
    app.session.request = request or {}
    app.session.handle_message({"method": "hello", "client": "me", "view": view})
    found: dict[str, Any] = app.settle().session.state.get_item("seen")
    return found


def test_a_script_knows_what_the_page_says(visit: Any) -> None:
    """Statements 126, 129 and 130."""
    found = seen(
        visit,
        {
            "path": "",
            "query": "a=1",
            "url": "https://example.org/base/?a=1#end",
            "timezone": "Europe/Paris",
            "timezone_offset": -60,
            "locale": "fr-FR",
            "theme": "dark",
            "embedded": True,
        },
    )
    assert found["url"] == "https://example.org/base/"
    assert (found["timezone"], found["timezone_offset"], found["locale"]) == ("Europe/Paris", -60, "fr-FR")
    assert (found["theme"], found["is_embedded"]) == ("dark", True)


def test_headers_and_cookies_are_those_of_the_request(visit: Any) -> None:
    """Statement 127."""
    request = {
        "headers": [["Accept-Language", "fr"], ["X-Twice", "one"], ["x-twice", "two"]],
        "cookies": {"fruit": "apple"},
        "ip_address": "203.0.113.7",
    }
    found = seen(visit, {}, request)
    headers, cookies = found["headers"], found["cookies"]
    assert headers["accept-language"] == headers["ACCEPT-LANGUAGE"] == "fr"
    assert headers["X-TWICE"] == "one"
    assert headers.get_all("x-twice") == ["one", "two"]
    assert "Accept-language" in headers
    assert 3 not in headers
    assert headers.to_dict() == {"Accept-Language": "fr", "X-Twice": "one", "x-twice": "one"}
    with pytest.raises(KeyError):
        headers["none"]
    assert cookies.to_dict() == {"fruit": "apple"}
    assert "apple" not in repr(cookies)
    with pytest.raises(TypeError):
        cookies["fruit"] = "pear"
    assert found["ip_address"] == "203.0.113.7"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "", None, "somewhere"])
def test_this_machine_has_no_address(visit: Any, address: Any) -> None:
    """Statement 129."""
    assert seen(visit, {}, {"ip_address": address})["ip_address"] is None


def test_without_a_browser_there_is_nothing_to_know() -> None:
    """Statement 128."""
    at = AppTest.from_string(
        "import revoila as st\nst.session_state.seen = {name: st.context[name] for name in"
        " ('timezone', 'timezone_offset', 'locale', 'url', 'ip_address', 'is_embedded')}\n"
        "st.session_state.theme = st.context.theme.type"
    ).run()
    assert set(at.session_state["seen"].values()) == {None}
    assert at.session_state["theme"] is None
    # Nor outside of any app.
    assert (st.context.url, st.context.timezone, st.context.theme.type) == (None, None, None)
    assert (dict(st.context.headers), dict(st.context.cookies)) == ({}, {})


def test_it_is_read_by_name_and_is_no_mapping() -> None:
    """Statement 126."""
    assert all(name in st.context for name in NAMES)
    assert "host" not in st.context
    with pytest.raises(KeyError, match="timezone_offset"):
        st.context["host"]
    with pytest.raises(TypeError):
        iter(st.context)
    assert not hasattr(st.context, "get")
    with pytest.raises(AttributeError):
        st.context.url = "x"  # type: ignore[misc]  # what is tested


def test_the_address_follows_the_page(visit: Any) -> None:
    """Statement 129."""
    app = visit(
        TELLING.replace("import revoila as st", "import revoila as st\n    st.text('main')"),
        files={"pages/1_second_page.py": TELLING},
        opened=False,
    )
    view = {"path": "second_page", "query": "", "url": "https://example.org/second_page?x=1"}
    app.session.handle_message({"method": "hello", "client": "me", "view": view})
    assert app.settle().session.state.get_item("seen")["url"] == "https://example.org/second_page"
    app.session.handle_message({"method": "rerun", "page": "", "query": ""})
    assert app.settle().session.state.get_item("seen")["url"] == "https://example.org/"


def test_what_is_shown_of_headers_and_cookies() -> None:
    assert repr(Headers([("A", "b")])) == "Headers({'A': 'b'})"
    assert (len(Headers([("A", "b"), ("A", "c")])), len(Cookies({"a": "b"}))) == (1, 1)
