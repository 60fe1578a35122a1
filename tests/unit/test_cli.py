"""The commands of ``revoila``: what they need, and what they say when it is not there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import revoila
from revoila.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "revoila"]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must fail, and return what it says."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("revoila: ")
    return said.err


@pytest.mark.parametrize("argument", ["version", "--version"])
def test_version_is_that_of_the_package(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([argument]) == 0
    assert revoila.__version__ in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert all(
        f"\n  {command}" in text for command in ("run", "hello", "sessions", "config", "version", "help")
    )


@pytest.mark.parametrize("command", ["new", "export"])
def test_command_to_come_says_so(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"`revoila {command}` is not there yet" in refused(capsys, command)


def test_unknown_command_points_to_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert "`revoila help`" in refused(capsys, "serve")


def test_script_without_run_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert "`revoila run app.py`" in refused(capsys, "app.py")


def test_unknown_option_without_a_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no option --port" in refused(capsys, "--port", "80")


def test_program_is_fast_until_it_serves() -> None:
    code = "import sys, revoila.cli\nprint([name for name in ('voila', 'traitlets', 'tornado') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_module_is_the_program() -> None:
    done = subprocess.run([*PROGRAM, "version"], capture_output=True, text=True, check=True)
    assert revoila.__version__ in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.py"], "There is no file missing.py"),
        (["notes.txt"], "ends in .py"),
        (["empty"], "There is no app in the folder empty"),
        (["clash"], "would have one address"),
        (["reserved"], "The server itself answers at api/"),
        ([], "There is no streamlit_app.py in this folder"),
        (["https://example.org/app.py"], "Only files"),
        (["app.py", "--nothing.like=this"], "There is no option nothing.like"),
        (["app.py", "--server.cookieSecret=x"], "command line"),
        (["app.py", "--server.port"], "needs a value"),
        (["app.py", "--nonsense=1"], "There is no option --nonsense"),
        (["app.py", "--port", "many"], "port"),
        (["app.py", "--theme=blue"], "neither light nor dark"),
        (["app.py", "--port", "70000", "--no-browser"], "Ports go from 1 to 65535"),
        (["app.py", "--ip", "192.0.2.1", "--no-browser"], "cannot listen at 192.0.2.1"),
    ],
)
def test_mistake_on_the_command_line_is_explained(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").touch()
    (tmp_path / "notes.txt").touch()
    for name in ("empty/notes.txt", "clash/one.py", "clash/One/app.py", "reserved/api.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    done = subprocess.run(
        [*PROGRAM, "run", *arguments], capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60
    )
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_configuration_file_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "new"))
    first = subprocess.run([*PROGRAM, "--generate-config"], capture_output=True, text=True, check=True)
    written = tmp_path / "new" / "jupyter_revoila_config.py"
    assert str(written) in first.stdout
    text = written.read_text()
    assert "# c.PageSessions.lease = 900.0" in text
    assert "# c.Theme.primary_color" in text
    compile(text, "config", "exec")
    written.write_text("mine")
    second = subprocess.run([*PROGRAM, "--generate-config"], capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert written.read_text() == "mine"


def test_server_configuration_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    (tmp_path / "jupyter_revoila_config.json").write_text('{"PageSessions": {"lease": 77}}')
    done = subprocess.run([*PROGRAM, "--show-config"], capture_output=True, text=True, check=True)
    assert "jupyter_revoila_config.json" in done.stdout
    assert "77" in done.stdout


@pytest.mark.parametrize("words", [[], ["show"]])
def test_options_are_shown_with_their_origin(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "app.py").touch()
    project = tmp_path / ".streamlit" / "config.toml"
    project.parent.mkdir()
    project.write_text("[server]\ncookieSecret = 'hidden'\n[theme]\nbase = 'dark'\n")
    command = [*PROGRAM, "config", *words, str(tmp_path / "app.py"), "--client.toolbarMode=viewer"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    shown = tomllib.loads(done.stdout)
    assert shown["theme"]["base"] == "dark"
    assert shown["client"] == {"toolbarMode": "viewer"}
    assert shown["server"] == {"cookieSecret": "..."}
    assert f"# From {project}." in done.stdout
    assert "# From the command line." in done.stdout
    assert "hidden" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["stop"], "Which session?"),
        (["stop", "abc"], "No server is running"),
        (["list", "abc"], "revoila sessions stop abc"),
        (["--url", "file:///etc/passwd"], "not the address of a server"),
        (["stop", "abc", "--url", "http://localhost:9/"], "does not answer"),
    ],
)
def test_sessions_that_cannot_be_managed_are_explained(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    assert message in refused(capsys, "sessions", *arguments)


def test_no_running_server_is_not_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    assert main(["sessions"]) == 0
    assert capsys.readouterr().out == "No server is running.\n"


def test_config_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert "does not know --port" in refused(capsys, "config", "--port")
    assert "no file missing.py" in refused(capsys, "config", "missing.py")
