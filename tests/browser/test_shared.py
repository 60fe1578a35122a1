"""An app whose visitors share a process, in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APPS / "tour.py", "--isolation=shared", "--workers=1")


def test_visitors_of_one_process_click_each_for_themselves(app: Any, address: str) -> None:
    app.open(address).press("Add").press("Add")
    app.slide("Level", "ArrowRight", 2)
    other = app.page.context.new_page()
    fresh = type(app)(other, other.get_by_test_id("stApp")).open(address)
    assert fresh.texts()[:2] == ["count is 0", "level is 3"]
    fresh.press("Add")
    assert fresh.texts()[0] == "count is 1"
    app.press("Add")
    assert app.texts()[:2] == ["count is 3", "level is 5"]
    app.page.reload()
    assert app.settle().texts()[:2] == ["count is 3", "level is 5"]
