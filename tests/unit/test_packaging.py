"""Does the checkout hold what the wheel promises?"""

from __future__ import annotations

import gzip
import json
import tomllib
from importlib.metadata import distribution, entry_points
from pathlib import Path
from typing import Any

import pytest

import revoila

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "pkg/revoila/widgets/static"
CORE_BUDGET = 200 * 1024
"""The most that the core bundle may weigh, in bytes after gzip."""
LOADER_BUDGET = 2048
"""The most that the loader may weigh, in bytes: it travels with every widget."""

ALLOWED_AT_TOP = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "binder",
    "js",
    "jupyter-config",
    "notebooks",
    "pkg",
    "pyproject.toml",
    "tests",
}
"""Everything that the top folder may hold, but for dotfiles and what git ignores."""

IGNORED_AT_TOP = {"bench-results", "build", "dist", "screenshots", "test-results"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return dict(told["project"])


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return dict(json.loads((STATIC / "manifest.json").read_text("utf-8")))


def test_the_top_folder_holds_nothing_unexpected() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert not found - ALLOWED_AT_TOP - IGNORED_AT_TOP


def test_both_commands_start_the_same_program(project: dict[str, Any]) -> None:
    assert project["scripts"] == {
        "jupyter-revoila": "revoila.cli:main",
        "revoila": "revoila.cli:main",
    }
    (command,) = entry_points(group="console_scripts", name="revoila")
    assert callable(command.load())


def test_the_version_is_told_once(project: dict[str, Any]) -> None:
    assert revoila.__version__ == distribution("revoila").version == project["version"]


def test_the_server_extension_is_enabled_on_install() -> None:
    installed = [str(path) for path in distribution("revoila").files or []]
    assert any(path.endswith("etc/jupyter/jupyter_server_config.d/revoila.json") for path in installed)


def test_installing_changes_no_option_of_another_package() -> None:
    settings = json.loads((ROOT / "jupyter-config/jupyter_server_config.d/revoila.json").read_text("utf-8"))
    assert settings == {"ServerApp": {"jpserver_extensions": {"revoila": True}}}


def test_the_manifest_names_files_that_exist(manifest: dict[str, Any]) -> None:
    names = [manifest["core"], "loader.js", *manifest["chunks"].values(), *manifest["fonts"].values()]
    assert all((STATIC / name).is_file() for name in names)


def test_compressed_twins_hold_the_same_code() -> None:
    for code in STATIC.glob("*.js"):
        assert gzip.decompress(Path(f"{code}.gz").read_bytes()) == code.read_bytes()


def test_the_core_stays_within_its_budget(manifest: dict[str, Any]) -> None:
    assert (STATIC / f"{manifest['core']}.gz").stat().st_size <= CORE_BUDGET


def test_the_loader_stays_small() -> None:
    assert (STATIC / "loader.js").stat().st_size <= LOADER_BUDGET


def test_bundles_need_no_other_file() -> None:
    # A chunk that comes over the comm is imported from a blob URL, where "./other.js" leads nowhere.
    for code in STATIC.glob("*.js"):
        text = code.read_text("utf-8")
        assert 'from"./' not in text
        assert 'import("./' not in text


def test_the_icon_names_are_sorted_and_complete() -> None:
    names = json.loads((STATIC / "material-names.json").read_text("utf-8"))
    assert names == sorted(set(names))
    assert {"home", "settings", "thumb_up"} <= set(names)


def test_the_lock_file_works_with_any_registry() -> None:
    assert '"resolved"' not in (ROOT / "js/package-lock.json").read_text("utf-8")
