"""A home, a project and a Jupyter folder that are empty, and an environment without options."""

from __future__ import annotations

import os
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import activate
from revoila.config import redaction
from revoila.config.options import load_options, reset_options
from revoila.config.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Places:
    """Where options and secrets come from in a test."""

    home: Path
    jupyter: Path
    cwd: Path
    script_dir: Path

    def write(self, place: str, name: str, text: str) -> Path:
        """Write a file; in all places but the Jupyter folder it goes into ``.streamlit``."""
        folder = getattr(self, place) if place == "jupyter" else getattr(self, place) / ".streamlit"
        folder.mkdir(exist_ok=True)
        path: Path = folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """Let nothing of this machine into the test."""
    found = Places(*(tmp_path / name for name in ("home", "jupyter", "cwd", "script")))
    for folder in vars(found).values():
        folder.mkdir()
    for name in list(os.environ):
        if name.startswith(("STREAMLIT_", "REVOILA_", "JUPYTER")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(found.home))
    monkeypatch.setenv("USERPROFILE", str(found.home))
    monkeypatch.setattr("revoila.config._jupyter.config_folders", lambda: [found.jupyter])
    monkeypatch.chdir(found.cwd)
    reset_options()
    yield found
    reset_options()


@pytest.fixture
def st_secrets() -> Iterator[Any]:
    """Secrets as of a new process."""
    environment = dict(os.environ)
    yield Secrets()
    os.environ.clear()
    os.environ.update(environment)


@pytest.fixture(autouse=True)
def no_known_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test begin with nothing to redact."""
    monkeypatch.setattr(redaction, "_patterns", set())
    monkeypatch.setattr(redaction, "_finder", None)


@pytest.fixture
def run(places: Places) -> Iterator[SimpleNamespace]:
    """Run the test inside of an app in the script's folder."""
    fake = SimpleNamespace(secrets=None, option=lambda name: load_options(places.script_dir).get(name))
    with activate(fake, None):  # type: ignore[arg-type]  # what options and secrets use of a run
        yield fake
