"""What a script will import: installed packages, and nothing is executed to find out."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest

import revoila
from revoila import compat
from revoila.serving.shared._imports import commands_of, import_all, imports_of, load_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages that would say so when they are imported."""
    folder = tmp_path / "installed"
    (folder / "bundle").mkdir(parents=True)
    (folder / "bundle" / "__init__.py").write_text("raise AssertionError")
    (folder / "bundle" / "part.py").touch()
    for name in ("first", "second", "third", "fourth", "data", "tool"):
        (folder / f"{name}.py").write_text("raise AssertionError")
    (folder / "only_a_folder").mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "app"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder / "app.py"


@pytest.mark.usefixtures("installed")
def test_installed_packages_are_found(script: Path) -> None:
    script.write_text(
        """
import os, json as j, first
from typing import TYPE_CHECKING
import bundle.part as p
from second import something
from bundle import part
from . import nothing
from .beside import thing
import not_installed, only_a_folder
try:
    import third
except ImportError:
    import tool
if j:
    import fourth
if TYPE_CHECKING:
    import data
def later():
    import tool
import first
raise RuntimeError
"""
    )
    assert imports_of(script) == ["first", "bundle.part", "second", "bundle", "third", "fourth"]
    assert "first" not in sys.modules


@pytest.mark.usefixtures("installed")
def test_modules_of_the_app_are_not_among_them(script: Path, tmp_path: Path) -> None:
    script.write_text("import first, second, third, fourth\n")
    # They take the place of installed ones of their name.
    (script.parent / "first.py").touch()
    (script.parent / "second").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert imports_of(script) == ["third", "fourth"]


@pytest.mark.usefixtures("installed")
def test_modules_of_the_working_directory_are_not_among_them(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.write_text("import first, second\n")
    (tmp_path / "second.py").touch()
    monkeypatch.chdir(tmp_path)
    assert imports_of(script) == ["first"]


@pytest.mark.usefixtures("installed")
def test_pages_beside_the_script_are_read(script: Path) -> None:
    script.write_text("import first\n")
    (script.parent / "pages").mkdir()
    (script.parent / "pages" / "2_b.py").write_text("import third, first\n")
    (script.parent / "pages" / "1_a.py").write_text("import second\n")
    (script.parent / "pages" / "notes.txt").write_text("import fourth\n")
    assert imports_of(script) == ["first", "second", "third"]


@pytest.mark.parametrize(
    "source", ["import (", "\0", "import first\n" + "(" * 10_000, "# -*- coding: no -*-"]
)
@pytest.mark.usefixtures("installed")
def test_a_script_that_cannot_be_read_imports_nothing(script: Path, source: str) -> None:
    script.write_text(source)
    assert imports_of(script) == []
    assert imports_of(script.with_name("missing.py")) == []


@pytest.mark.usefixtures("installed")
def test_the_commands_that_an_app_uses_are_found(script: Path) -> None:
    script.write_text(
        """
import first, revoila as st, streamlit
from streamlit import title, no_such_command
def later():
    st.button("x").st.other
    streamlit.sidebar.write("x")
first.text_input("x")
"""
    )
    (script.parent / "pages").mkdir()
    (script.parent / "pages" / "a.py").write_text("import streamlit as page\npage.slider('x')\n")
    assert commands_of(script) == ["button", "no_such_command", "sidebar", "slider", "title"]


@pytest.mark.usefixtures("installed", "no_alias")
def test_what_an_app_needs_is_loaded(script: Path, installed: Path) -> None:
    (installed / "loaded_for_app.py").touch()
    script.write_text("import loaded_for_app, streamlit as st\nst.toggle('x')\nst.no_such_command('x')\n")
    load_for(script)
    assert "loaded_for_app" in sys.modules
    assert "toggle" in vars(revoila)
    del sys.modules["loaded_for_app"]


def test_streamlit_is_not_among_them(script: Path, installed: Path) -> None:
    (installed / "streamlit.py").write_text("raise AssertionError")
    script.write_text("import streamlit as st\nimport streamlit.components.v1\nfrom streamlit import write\n")
    assert imports_of(script) == []


@pytest.fixture
def no_alias() -> Iterator[None]:
    was = compat.is_installed()
    compat.uninstall()
    yield
    compat.uninstall()
    if was:
        compat.install()


@pytest.mark.usefixtures("no_alias")
def test_one_that_fails_does_not_keep_the_others_from_it(
    installed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (installed / "imported_well.py").write_text("import streamlit\nassert streamlit.__name__ == 'revoila'\n")
    (installed / "exits.py").write_text("raise SystemExit(3)\n")
    with caplog.at_level(logging.INFO):
        import_all(["first", "exits", "imported_well"])
    assert "imported_well" in sys.modules
    del sys.modules["imported_well"]
    assert "first could not be imported" in caplog.text
    assert "exits could not be imported" in caplog.text
