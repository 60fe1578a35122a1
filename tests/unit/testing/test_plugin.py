"""The plugin in a pytest of its own, as an author of apps has it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TESTS = """
def test_page(app_test, app_snapshot):
    at = app_test("app.py").run()
    app_snapshot(at)
    app_snapshot(at.button[0].click().run(), "after a click")

def test_function(app_test):
    def page():
        import streamlit as st
        st.text("a")
    assert app_test(page).run().text[0].value == "a"

def test_text(app_test):
    assert app_test.from_string("import streamlit as st; st.text(1)").run().text[0].value == "1"
"""

APP = "import streamlit as st\nst.title('Sales')\nif st.button('More'): st.text('more')\n"


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Return what runs the tests of a project; exit code and output."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "test_app.py").write_text(TESTS)

    def call(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "pytest", "-p", "revoila.testing.plugin", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return call


def test_snapshots_are_written_when_asked_for_and_compared_afterwards(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, output = run()
    assert code == 1
    assert "There is no snapshot" in output
    assert "--revoila-update-snapshots" in output
    assert "2 passed" in output
    code, output = run("--revoila-update-snapshots")
    assert code == 0, output
    files = {file.name: file.read_text() for file in (tmp_path / "__snapshots__" / "test_app").iterdir()}
    assert files == {
        "test_page.txt": "main\n  title 'Sales'\n  button False label='More'\nsidebar\nevent\n",
        "test_page.after-a-click.txt": (
            "main\n  title 'Sales'\n  button True label='More'\n  text 'more'\nsidebar\nevent\n"
        ),
    }
    assert run()[0] == 0
    (tmp_path / "app.py").write_text(APP.replace("Sales", "Costs"))
    code, output = run("-k", "page")
    assert code == 1
    assert "-  title 'Sales'" in output
    assert "+  title 'Costs'" in output


def test_an_unknown_host_is_refused(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    code, output = run("--revoila-host=moon")
    assert code == 4
    assert "moon" in output
    (tmp_path / "pytest.ini").write_text("[pytest]\nrevoila_host = moon\n")
    code, output = run()
    assert code == 4
    assert "revoila_host is 'moon'. It must be one of: inprocess, kernel, browser." in output


def test_the_plugin_loads_nothing_until_it_is_used() -> None:
    code = (
        "import sys, pytest\nbefore = set(sys.modules)\nimport revoila.testing.plugin\n"
        "print(sorted(name for name in set(sys.modules) - before if name.startswith('revoila')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(
        ["revoila", "revoila._commands", "revoila.testing", "revoila.testing.plugin"]
    )


def test_apps_of_the_fixture_are_closed(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    from revoila.testing.plugin import AppTests

    made = AppTests(
        tmp_path,
        "inprocess",
        lambda: pytest.fail("no kernel is needed"),
        lambda: pytest.fail("no browser is needed"),
    )
    at = made.from_string("import streamlit as st\nst.text('a')").run()
    requests = at._session.runner.requests
    made.close()
    assert requests.closed
