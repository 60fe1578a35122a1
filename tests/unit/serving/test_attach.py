from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders

from revoila.serving._attach import LONGEST, LONGEST_PAGE, LONGEST_VIEW, Attach, AttachError, kernel_env
from revoila.serving._limits import Limits

VIEW = {"path": "page2", "query": "a=1", "url": "http://x/page2?a=1", "timezone": "UTC", "timezone_offset": 0}
PAGE = {"app": "sales", "tab": "handle", "load": "load", "resume": False, "view": VIEW}
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
any_json = st.recursive(
    plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


def read(limits: Limits = Limits(), /, **changes: Any) -> Attach:  # noqa: B008  # it is a tuple
    return Attach.read({**PAGE, **changes}, limits)


def test_what_a_page_says_is_read() -> None:
    found = read(resume=True)
    assert (found.app, found.tab, found.load, found.resume) == ("sales", "handle", "load", True)
    assert (found.page, found.query) == ("page2", "a=1")
    assert found.view == VIEW


def test_what_is_not_said_has_a_default() -> None:
    assert Attach.read({}, Limits()) == Attach(
        app="", tab="", load="", resume=False, page="", query="", view={}
    )
    assert read(view={"path": None, "query": None}).page == ""


@pytest.mark.parametrize("resume", [1, "true", "yes", [True], None])
def test_only_true_is_true(resume: Any) -> None:
    assert read(resume=resume).resume is False


@pytest.mark.parametrize("said", [None, [], "attach", 3, True])
def test_what_is_no_object_is_refused(said: Any) -> None:
    with pytest.raises(AttachError, match="is an object"):
        Attach.read(said, Limits())


@pytest.mark.parametrize("name", ["app", "tab", "load"])
def test_fields_are_texts_within_their_limits(name: str) -> None:
    longest: Any = "x" * LONGEST[name]
    assert getattr(read(**{name: longest}), name) == longest
    wrong: list[Any] = [longest + "x", 3, None, [], {}]
    for value in wrong:
        with pytest.raises(AttachError, match=f"`{name}` is a text of at most {LONGEST[name]} characters"):
            read(**{name: value})


@pytest.mark.parametrize(
    "path", [3, ["x"], "x" * (LONGEST_PAGE + 1), "a\\b", "a\nb", "\0", "a\x7f", "\ud800"]
)
def test_address_that_no_page_can_have_is_refused(path: Any) -> None:
    with pytest.raises(AttachError, match="names no page"):
        read(view={**VIEW, "path": path})


@pytest.mark.parametrize("query", [3, ["x"], "x" * 11, "a&b&c", "a\0b", "a\nb", "\ud800"])
def test_query_beyond_its_limits_is_refused(query: Any) -> None:
    limits = Limits(query_length=10, query_keys=2)
    with pytest.raises(AttachError, match="query"):
        read(limits, view={**VIEW, "query": query})


def test_query_may_have_what_browsers_leave_in_it() -> None:
    assert read(view={"query": "a=\\&b='|^"}).query == "a=\\&b='|^"


def test_token_of_the_server_is_no_business_of_the_app() -> None:
    view = {"query": "a=1&token=secret&b=2", "url": "http://x/?token=secret&a=?#token=part"}
    found = read(view=view)
    assert found.query == found.view["query"] == "a=1&b=2"
    assert found.view["url"] == "http://x/?a=%3F#token=part"


def test_view_has_plain_values_only() -> None:
    view = {"zone": "UTC", "long": "x" * (LONGEST_VIEW + 1), "deep": {"a": 1}, "list": [1], "none": None}
    assert read(view={**view, "offset": -60, "embedded": True}).view == {
        "zone": "UTC",
        "offset": -60,
        "embedded": True,
    }
    assert read(view=[1]).view == {}


def test_view_has_no_numbers_that_are_none() -> None:
    # JSON of Python has words for them, which are no words of Python's own.
    view = json.loads('{"a": NaN, "b": Infinity, "c": -Infinity, "d": 1e999, "e": 1.5}')
    assert read(view=view).view == {"e": 1.5}


def test_view_is_small() -> None:
    view = {f"name{number}": number for number in range(10_000)}
    assert len(read(view={**view, "x" * 10_000: 1}).view) <= 64
    assert "x" * 10_000 not in read(view={"x" * 10_000: 1}).view


@given(said=any_json | st.fixed_dictionaries({}, optional=dict.fromkeys([*PAGE, "other"], any_json)))
def test_anything_else_is_refused_or_read(said: Any) -> None:
    try:
        found = Attach.read(said, Limits())
    except AttachError:
        return
    assert eval(repr(dict(found.view))) == found.view  # noqa: S307  # as a kernel of a process is told
    (found.page + found.query).encode()


class Identity:
    """A request, as far as `kernel_env` looks at it."""

    def __init__(self, host: str, *, wanted: frozenset[str] = frozenset(), **headers: str) -> None:
        self.base_url = "/base/"
        self.settings = {"revoila_header_envs": wanted}
        self.request = SimpleNamespace(
            host=host, protocol="https", version="HTTP/1.1", headers=HTTPHeaders({"Host": host, **headers})
        )


def env_of(request: Identity, path: str = "/base/page", query: str = "a=1") -> dict[str, str]:
    return kernel_env(cast("Any", request), path, query)


@pytest.mark.parametrize(
    ("host", "name", "port"),
    [
        ("Apps.Example.org:8501", "apps.example.org", "8501"),
        ("localhost", "localhost", ""),
        ("[::1]:80", "[::1]", "80"),
        ("[::1]", "[::1]", ""),
    ],
)
def test_kernel_learns_of_the_request_as_in_voila(host: str, name: str, port: str) -> None:
    env = env_of(Identity(host))
    assert (env["SERVER_NAME"], env["SERVER_PORT"], env["SERVER_PROTOCOL"]) == (name, port, "HTTP/1.1")
    assert (env["SCRIPT_NAME"], env["PATH_INFO"], env["QUERY_STRING"]) == ("/base/page", "", "a=1")
    assert env["VOILA_REQUEST_URL"] == f"https://{host}/base/page?a=1"
    assert env["VOILA_BASE_URL"] == "/base/"
    assert env["SERVER_SOFTWARE"].startswith("revoila/")


def test_kernel_learns_of_wanted_headers_only() -> None:
    given = Identity("x", wanted=frozenset({"x-user"}), Cookie="secret", **{"X-User": "ada"})
    env = env_of(given, query="")
    assert env["HTTP_X_USER"] == "ada"
    assert "secret" not in "".join(env.values())
    assert env["VOILA_REQUEST_URL"] == "https://x/base/page"
