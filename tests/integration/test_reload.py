"""Saving a file of a served app, with a real server and the processes that it runs apps in.

Numbers are those of the execution specification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import TWO_MODES, Launcher, Node, Visitor, nodes, texts

if TYPE_CHECKING:
    from pathlib import Path

APP = """\
import os
import streamlit as st
from helper import NAME

st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"first {NAME} {st.session_state.n}")
st.write(f"pid {os.getpid()}")
"""


@pytest.fixture
def app_file(tmp_path: Path) -> Path:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "helper.py").write_text("NAME = 'one'")
    (folder / "app.py").write_text(APP)
    return folder / "app.py"


def pid(tree: Node) -> str:
    return next(text for text in texts(tree) if text.startswith("pid"))


@pytest.mark.parametrize("mode", TWO_MODES)
@pytest.mark.parametrize("option", ["--server.runOnSave=true", "--reload"])
def test_saving_runs_the_page_of_every_visitor_again(
    serve: Launcher, app_file: Path, mode: str, option: str
) -> None:
    """Statements 5, 8 and 13."""
    server = serve("--workers=1", option, isolation=mode)
    first, second = Visitor(server).open(), Visitor(server).open()
    first.click("Add")
    pids = {pid(first.see("first one 1")), pid(second.see("first one 0"))}
    assert len(pids) == (1 if mode == "shared" else 2)
    app_file.write_text(APP.replace("first", "second"))
    first.see("second one 1")
    second.see("second one 0")
    (app_file.parent / "helper.py").write_text("NAME = 'two'")
    first.see("second two 1")
    second.see("second two 0")
    app_file.write_text(APP + "if True\n")
    for page, count in ((first, 1), (second, 0)):
        tree = page.until(lambda tree: tree["p"]["run_state"] == "compile-error")
        assert "line 10" in tree["p"]["error"]["message"]
        assert f"second two {count}" in texts(tree)
    app_file.unlink()
    first.until(lambda tree: "not there any more" in str(tree["p"]["error"]))
    app_file.write_text(APP)
    assert first.see("first two 1")["p"]["error"] is None
    second.see("first two 0")


def test_without_run_on_save_visitors_are_told(serve: Launcher, app_file: Path) -> None:
    """Statement 15."""
    server = serve("--workers=1")
    first, second = Visitor(server).open(), Visitor(server).open()
    first.see("first one 0")
    second.see("first one 0")
    app_file.write_text(APP.replace("first", "second"))
    for page in (first, second):
        tree = page.until(lambda tree: tree["p"]["source_changed"])
        assert "first one 0" in texts(tree)
    first.say(method="run_on_save", value=True)
    assert not first.see("second one 0")["p"]["source_changed"]
    app_file.write_text(APP.replace("first", "third"))
    first.see("third one 0")
    assert "first one 0" in texts(second.until(lambda tree: tree["p"]["source_changed"]))


def test_the_look_follows_the_configuration(serve: Launcher, app_file: Path) -> None:
    """Statement 13."""
    folder = app_file.parent / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text("[server]\nrunOnSave = true\n[theme]\nprimaryColor = '#ff0000'\n")
    page = Visitor(serve()).open()
    assert page.see("first one 0")["p"]["theme"]["light"]["primaryColor"] == "#ff0000"
    (folder / "config.toml").write_text("[server]\nrunOnSave = false\n[theme]\nprimaryColor = '#00ff00'\n")
    tree = page.until(lambda tree: tree["p"]["source_changed"])
    assert tree["p"]["run_on_save"] is False
    page.say(method="rerun", page=None, query=None)
    page.until(lambda tree: tree["p"]["theme"]["light"]["primaryColor"] == "#00ff00")


def test_nothing_is_watched_when_that_is_switched_off(serve: Launcher, app_file: Path) -> None:
    page = Visitor(serve("--server.fileWatcherType", "none")).open()
    tree = page.see("first one 0")
    assert tree["p"]["run_on_save"] is None
    app_file.write_text(APP.replace("first", "second"))
    page.click("Add")
    assert "source_changed" in page.see("second one 1")["p"]
    assert [node for node in nodes(page.settled()) if node["k"] == "exception"] == []
