"""Does an app in a cell follow its file, and does nothing go on when it is closed?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from revoila.notebook._app import App
from revoila.runtime import _watcher
from revoila.runtime._sources import watcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def until(claim: Callable[[], Any]) -> None:
    """Wait for something that another thread brings about."""
    end = time.monotonic() + 20
    while not claim():
        assert time.monotonic() < end, "it has not come to pass"
        time.sleep(0.01)


def props(app: App) -> dict[str, Any]:
    return dict(app.session.screen.page.element.props)


def texts(app: App) -> list[str]:
    main: Any = app.session.screen.page.children[0]
    return [child.props["body"] for child in main.children]


def test_an_app_in_a_cell_follows_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements 13 and 15 of the execution specification."""
    monkeypatch.setattr(_watcher, "FIRST", 0.0)
    script = tmp_path / "app.py"
    script.write_text("import revoila as st\nst.text('one')")
    app, other = App(script), App(script)
    for one in (app, other):
        one.wait()
    until(lambda: app.session.sources._config and other.session.sources._config)
    assert props(app)["run_on_save"] is False
    app.receive({"method": "run_on_save", "value": True})
    script.write_text("import revoila as st\nst.text('two')")
    until(lambda: props(app)["run_id"] == 2 and props(other)["source_changed"])
    assert texts(app) == ["two"]
    assert props(other)["run_id"] == 1
    other.close()
    assert watcher._thread is not None
    app.close()
    until(lambda: watcher._thread is None)
    assert not watcher._subscriptions


def test_configuration_is_read_again_when_its_file_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 13 of the execution specification."""
    monkeypatch.setattr(_watcher, "FIRST", 0.0)
    script, config = tmp_path / "app.py", tmp_path / ".streamlit" / "config.toml"
    config.parent.mkdir()
    config.write_text("[server]\nrunOnSave = false\n")
    script.write_text("import revoila as st\nst.text(st.get_option('theme.primaryColor'))")
    app = App(script).wait()
    until(lambda: app.session.sources._config)
    config.write_text("[server]\nrunOnSave = true\n[theme]\nprimaryColor = '#0000ff'\n")
    until(lambda: props(app)["run_id"] == 2)
    app.wait()
    assert texts(app) == ["#0000ff"]
    assert props(app)["theme"]["light"]["primaryColor"] == "#0000ff"
    app.close()
