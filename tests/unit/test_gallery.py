"""Every page of the gallery runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from revoila.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "notebooks" / "apps" / "gallery" / "app.py"
VIEWS = sorted(path.name for path in (APP.parent / "views").glob("*.py"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_shows_its_family_without_an_error(view: str) -> None:
    app = AppTest.from_file(APP, default_timeout=60).run().switch_page(f"views/{view}").run()
    assert not app.exception, app.exception
    assert len(app.title) == 1
