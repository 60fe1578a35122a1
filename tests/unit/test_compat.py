"""Does ``import streamlit`` mean this package where it is meant to, and nowhere else?"""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

import revoila
import revoila.components.v1
import revoila.errors
import revoila.runtime.pages
import revoila.runtime.scriptrunner
import revoila.testing.v1
from revoila import compat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType


def aliases() -> dict[str, ModuleType]:
    return {
        name: module
        for name, module in sys.modules.items()
        if name == "streamlit" or name.startswith("streamlit.")
    }


@pytest.fixture(autouse=True)
def no_alias() -> Iterator[None]:
    """Start without the alias, which an app test may have installed, and leave what was there."""
    was_installed = compat.is_installed()
    compat.uninstall()
    yield
    compat.uninstall()
    for name in aliases():
        del sys.modules[name]
    if was_installed:
        compat.install()


@pytest.fixture
def installed() -> None:
    compat.install()


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is called streamlit and can be imported."""
    package = tmp_path / "streamlit"
    package.mkdir()
    (package / "__init__.py").write_text("real = True\n")
    monkeypatch.syspath_prepend(tmp_path)


IMPORTS = [
    ("import streamlit as st", "st", revoila),
    ("from streamlit import session_state", "session_state", revoila.session_state),
    ("from streamlit import errors", "errors", revoila.errors),
    ("from streamlit.errors import StreamlitAPIException as e", "e", revoila.errors.StreamlitAPIException),
    ("import streamlit.components.v1 as components", "components", revoila.components.v1),
    ("from streamlit.components.v1 import html", "html", revoila.components.v1.html),
    ("from streamlit.testing.v1 import AppTest", "AppTest", revoila.testing.v1.AppTest),
    ("from streamlit.column_config import NumberColumn as c", "c", revoila.column_config.NumberColumn),
    ("from streamlit.delta_generator import DeltaGenerator as d", "d", type(revoila.container())),
    ("import streamlit.runtime as runtime", "runtime", revoila.runtime),
    (
        "from streamlit.runtime.scriptrunner import get_script_run_ctx as get",
        "get",
        revoila.runtime.scriptrunner.get_script_run_ctx,
    ),
    (
        "from streamlit.runtime.scriptrunner import add_script_run_ctx as add",
        "add",
        revoila.runtime.scriptrunner.add_script_run_ctx,
    ),
    (
        "from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx as get",
        "get",
        revoila.runtime.scriptrunner.get_script_run_ctx,
    ),
    ("from streamlit.runtime.caching import cache_data", "cache_data", revoila.cache_data),
    ("from streamlit.runtime.state import session_state as s", "s", revoila.session_state),
]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("line", "name", "expected"), IMPORTS, ids=[line for line, _, _ in IMPORTS])
def test_the_usual_imports_give_the_same_objects(line: str, name: str, expected: Any) -> None:
    names: dict[str, Any] = {}
    exec(line, names)  # noqa: S102  # what is tested
    assert names[name] is expected


def state_of(module: ModuleType) -> dict[str, Any]:
    """What an import under another name could change in a module."""
    kept = ("__name__", "__spec__", "__loader__", "__package__", "__path__", "__file__")
    return {name: getattr(module, name, None) for name in kept}


def test_modules_keep_what_they_know_of_themselves_and_uninstalling_leaves_no_trace() -> None:
    modules = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "revoila"}
    before = {name: state_of(module) for name, module in modules.items()}
    attributes = {name: set(vars(module)) for name, module in modules.items()}
    compat.install()
    for line, _, _ in IMPORTS:
        exec(line, {})  # noqa: S102  # what is tested
    assert {name: state_of(module) for name, module in modules.items()} == before
    assert revoila.runtime is sys.modules["revoila.runtime"]
    assert importlib.import_module("revoila.runtime.pages") is modules["revoila.runtime.pages"]
    compat.uninstall()
    assert {name: state_of(module) for name, module in modules.items()} == before
    assert {name: set(vars(module)) for name, module in modules.items()} == attributes
    assert not aliases()
    assert not compat.is_installed()
    assert find_spec("streamlit") is None


def test_importing_does_not_execute_a_module_twice(installed: None) -> None:
    before = set(sys.modules)
    importlib.import_module("streamlit.components.v1")
    importlib.import_module("streamlit.runtime.scriptrunner")
    assert {name.partition(".")[0] for name in set(sys.modules) - before} == {"streamlit"}
    assert importlib.import_module("streamlit.errors").__spec__.name == "revoila.errors"  # type: ignore[union-attr]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    "name",
    [
        "streamlit.foo",
        "streamlit.cli",
        "streamlit._context",
        "streamlit.web.cli",
        "streamlit.runtime.foo",
        "streamlit.components.v3",
    ],
)
def test_an_unknown_submodule_is_not_found_by_name(name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"No module named 'streamlit\.") as caught:
        importlib.import_module(name)
    assert caught.value.name is not None
    assert name.startswith(caught.value.name)


@pytest.mark.usefixtures("installed")
def test_the_type_of_files_is_found_where_scripts_import_it_from() -> None:
    public = importlib.import_module("streamlit.typing")
    inner = importlib.import_module("streamlit.runtime.uploaded_file_manager")
    assert public.UploadedFile is inner.UploadedFile
    assert inner.UploadedFileRec("1", "a.txt", "text/plain", b"a").name == "a.txt"
    with pytest.raises(ImportError, match="cannot import name 'Nothing'"):
        from revoila.typing import Nothing  # type: ignore[attr-defined]  # noqa: F401


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["streamlit.connections", "streamlit.components.v2"])
def test_a_submodule_to_come_is_announced(name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=rf"`{name}` is part of Streamlit 1.67 but not available"):
        importlib.import_module(name)


@pytest.mark.usefixtures("installed")
def test_other_packages_with_a_similar_name_are_left_alone() -> None:
    assert find_spec("streamlit_extras") is None
    with pytest.raises(ModuleNotFoundError, match="No module named 'streamlit_extras'"):
        importlib.import_module("streamlit_extras")


def test_installing_and_uninstalling_twice_is_the_same_as_once() -> None:
    compat.install()
    compat.install()
    assert sum(isinstance(finder, compat.AliasFinder) for finder in sys.meta_path) == 1
    compat.uninstall()
    compat.uninstall()
    assert not compat.is_installed()


def test_the_alias_is_installed_where_streamlit_is_not() -> None:
    compat.install_if_needed()
    assert compat.is_installed()


@pytest.mark.usefixtures("real")
def test_the_alias_does_not_replace_an_installed_streamlit() -> None:
    compat.install_if_needed()
    assert not compat.is_installed()
    assert importlib.import_module("streamlit").real


@pytest.mark.usefixtures("real")
def test_the_alias_replaces_an_installed_streamlit_when_that_is_asked_for() -> None:
    compat.install_if_needed(force=True)
    assert importlib.import_module("streamlit") is revoila


@pytest.mark.usefixtures("real")
def test_an_imported_streamlit_is_not_replaced() -> None:
    importlib.import_module("streamlit")
    compat.install_if_needed()
    with pytest.raises(ImportError, match="imported in this process already"):
        compat.install()
    assert not compat.is_installed()


def test_a_folder_called_streamlit_is_not_streamlit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "streamlit").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    compat.install_if_needed()
    assert importlib.import_module("streamlit") is revoila


def test_importing_the_package_installs_nothing() -> None:
    program = "import revoila, sys; print('streamlit' in sys.modules, 'revoila.compat' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
