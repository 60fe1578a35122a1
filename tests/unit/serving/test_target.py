from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from revoila.serving.target import TargetError, resolve_target

if TYPE_CHECKING:
    from pathlib import Path


def test_file_is_found_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").touch()
    monkeypatch.chdir(tmp_path)
    assert resolve_target("a.py") == tmp_path / "a.py"


@pytest.mark.parametrize("given", [None, ".", "folder/.."])
def test_folder_means_its_streamlit_app(
    given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "streamlit_app.py").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    assert resolve_target(given) == tmp_path / "streamlit_app.py"


@pytest.mark.parametrize("name", ["app.txt", "app", "app.PY", "app.ipynb"])
def test_only_python_files_are_apps(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    with pytest.raises(TargetError, match=r"ends in \.py"):
        resolve_target(str(tmp_path / name))


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"no file .*none\.py"):
        resolve_target(str(tmp_path / "none.py"))
