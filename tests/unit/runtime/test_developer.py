"""What the menu has for those who develop an app (the caching specification)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.runtime.conftest import Options

from revoila.caching import cache_data, cache_resource
from revoila.runtime._developer import is_developer
from revoila.runtime._requests import RerunRequest, merge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APP = """
    import revoila as st

    @st.cache_data
    def data():
        st.session_state.data = st.session_state.get("data", 0) + 1

    @st.cache_resource
    def resource():
        st.session_state.resource = st.session_state.get("resource", 0) + 1

    data()
    resource()
    st.text(f"{st.session_state.data} {st.session_state.resource}")
"""

HERE = {"local": True, "headers": []}
ELSEWHERE = {"local": False, "headers": []}


@pytest.fixture(autouse=True)
def own_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    yield
    cache_data.clear()
    cache_resource.clear()


def opened(visit: Any, request: dict[str, Any]) -> Any:
    visitor = visit(APP, opened=False)
    visitor.session.request = request
    return visitor.open()


def clear(visitor: Any) -> Any:
    visitor.session.handle_message({"method": "clear_cache"})
    return visitor.settle()


@pytest.mark.parametrize("request_", [{}, HERE])
def test_the_menu_clears_both_kinds_of_caches_and_runs_the_app_again(
    visit: Any, request_: dict[str, Any]
) -> None:
    """Statement 5."""
    visitor = opened(visit, request_)
    assert visitor.app["developer"] is True
    assert visitor.texts == ["1 1"]
    run = visitor.app["run_id"]
    assert clear(visitor).texts == ["2 2"]
    assert visitor.app["run_id"] == run + 1


def test_visitors_cannot_clear_what_others_use(visit: Any) -> None:
    """Statement 5."""
    visitor = opened(visit, ELSEWHERE)
    assert visitor.app["developer"] is False
    run = visitor.app["run_id"]
    assert clear(visitor).texts == ["1 1"]
    assert visitor.app["run_id"] == run


@pytest.mark.parametrize(
    ("mode", "request_", "may"),
    [
        ("auto", HERE, True),
        ("auto", {}, True),
        ("auto", ELSEWHERE, False),
        ("auto", {"headers": []}, False),
        ("developer", ELSEWHERE, True),
        ("viewer", HERE, False),
        ("minimal", {}, False),
        (None, HERE, True),
    ],
)
def test_the_toolbar_mode_says_who_develops(mode: str | None, request_: dict[str, Any], may: bool) -> None:
    assert is_developer(mode, request_) is may


def test_the_toolbar_mode_is_an_option(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Options.values, "client.toolbarMode", "developer")
    assert opened(visit, ELSEWHERE).app["developer"] is True


def test_a_callback_that_fails_is_logged(visit: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Statements 5 and 16."""
    visitor = opened(visit, HERE)

    def release(_value: object) -> None:
        raise OSError("does not close")

    cache_resource(on_release=release)(lambda: 1)()
    assert clear(visitor).texts == ["2 2"]
    assert "does not close" in caplog.text


def test_a_request_to_clear_survives_another_one() -> None:
    both = merge(RerunRequest(clear_caches=True), RerunRequest(fragments=("a",)))
    assert (both.clear_caches, both.fragments) == (True, ())
    assert merge(RerunRequest(), RerunRequest(clear_caches=True)).clear_caches
