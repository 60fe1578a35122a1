"""The plugin in a pytest of its own, as an author of apps has it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.plugin import AppSnapshot, AppTests

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]

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
        # No others: to load all that are installed takes seconds.
        plugin = ("-p", "revoila.testing.plugin")
        return run_pytest(tmp_path, *plugin, *arguments, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")

    return call


def run_pytest(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )
    return done.returncode, done.stdout + done.stderr


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


def test_an_installed_package_needs_neither_a_conftest_nor_a_setting(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    known = tmp_path / "site" / "revoila-0.dist-info"
    known.mkdir(parents=True)
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: revoila\nVersion: 0\n")
    plugins = "".join(f"{name} = {module}\n" for name, module in project["entry-points"]["pytest11"].items())
    (known / "entry_points.txt").write_text(f"[pytest11]\n{plugins}")
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    (tests.parent / "app.py").write_text(APP)
    (tests / "test_it.py").write_text(
        "def test_it(app_test):\n    assert app_test('../app.py').run().title[0].value == 'Sales'\n"
    )
    path = os.pathsep.join([str(tmp_path / "site"), str(ROOT / "pkg")])
    code, output = run_pytest(tests.parent, PYTHONPATH=path)
    assert code == 0, output
    assert "1 passed" in output


def test_workers_of_xdist_write_and_compare_snapshots(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    many = "\n".join(
        f"def test_{number}(app_test, app_snapshot):\n    app_snapshot(app_test('app.py').run())\n"
        for number in range(6)
    )
    (tmp_path / "test_app.py").write_text(many)
    for option in ("--revoila-update-snapshots", "-q"):
        code, output = run("-p", "xdist.plugin", "-n", "2", option)
        assert code == 0, output
        assert "6 passed" in output
    assert len(list((tmp_path / "__snapshots__" / "test_app").iterdir())) == 6


def makes(tmp_path: Path) -> AppTests:
    return AppTests(
        tmp_path,
        "inprocess",
        lambda: pytest.fail("no kernel is needed"),
        lambda: pytest.fail("no browser is needed"),
    )


def test_what_makes_tests_is_no_test(tmp_path: Path) -> None:
    made = makes(tmp_path)
    with pytest.raises(
        AttributeError, match=r"app_test has no 'run': it makes app tests, as in at = app_test\("
    ):
        made.run()
    wrong: Any = 3
    with pytest.raises(TypeError, match="app_test takes the path of a script or a function, not 3"):
        made(wrong)
    with pytest.raises(FileNotFoundError, match=r"nowhere\.py"):
        made("nowhere.py")
    with pytest.raises(ValueError, match="There is no host 'moon'"):
        made.from_string("", host="moon")


def test_a_snapshot_is_of_a_page_and_has_a_name_of_its_own(tmp_path: Path) -> None:
    made = makes(tmp_path)
    snapshot = AppSnapshot(tmp_path / "pages", "test_it", updates=True)
    wrong: Any = made
    with pytest.raises(TypeError, match="app_snapshot takes an app test, not"):
        snapshot(wrong)
    at = made.from_string("import streamlit as st\nst.text('a')")
    with pytest.raises(ValueError, match=r"the app has not run\. Call run\(\) first"):
        snapshot(at)
    snapshot(at.run())
    with pytest.raises(ValueError, match=r"has compared a page with test_it\.txt before"):
        snapshot(at.run())
    snapshot(at, "once more")
    assert sorted(file.name for file in (tmp_path / "pages").iterdir()) == [
        "test_it.once-more.txt",
        "test_it.txt",
    ]
    made.close()


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


def test_apps_of_the_fixture_are_closed(tmp_path: Path) -> None:
    made = makes(tmp_path)
    at = made.from_string("import streamlit as st\nst.text('a')").run()
    requests = at._session.runner.requests
    made.close()
    assert requests.closed
