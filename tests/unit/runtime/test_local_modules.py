"""Which modules are the app's, and which of them are imported anew? Numbers are of the execution specification."""

from __future__ import annotations

import importlib
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

import revoila
from revoila.runtime._folders import Folder
from revoila.runtime._local_modules import LocalModules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Return a function that writes modules, from which is imported; they are gone afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)

    def write(**sources: str) -> Path:
        for name, source in sources.items():
            file = tmp_path.joinpath(*name.split("__in__")).with_suffix(".py")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source)
        importlib.invalidate_caches()
        return tmp_path

    yield write
    for name in set(sys.modules) - before:
        del sys.modules[name]


def changed(modules: LocalModules, folder: Path, *files: str) -> set[str]:
    """Change files and return the modules that are evicted for it."""
    before = dict(modules.below((Folder(str(folder)),)))
    modules.note({str(folder / file) for file in files})
    modules.evict_changed()
    return {name for name in before if name not in sys.modules}


def test_modules_below_the_folder_are_the_apps(project: Callable[..., Path]) -> None:
    folder = project(
        mine="", package__in____init__="", package__in__part="", **{"site-packages__in__theirs": ""}
    )
    sys.path.insert(0, str(folder / "site-packages"))
    try:
        for name in ("mine", "package.part", "theirs"):
            importlib.import_module(name)
    finally:
        sys.path.remove(str(folder / "site-packages"))
    modules = LocalModules()
    found = modules.below((Folder(str(folder)),))
    assert found == {
        "mine": str(folder / "mine.py"),
        "package": str(folder / "package" / "__init__.py"),
        "package.part": str(folder / "package" / "part.py"),
    }
    assert set(modules.below((Folder(str(folder), (str(folder / "package"),)),))) == {"mine"}
    assert modules.below((Folder(str(folder)),)) is found


def test_this_package_and_the_library_are_nobodys() -> None:
    modules = LocalModules()
    assert modules.below((Folder(str(Path(revoila.__file__).parent.parent)),)) == {}
    root = Folder(str(Path(os.__file__).parent.parent))
    assert "os" not in modules.below((root,))


def test_importers_are_evicted_and_others_stay(project: Callable[..., Path]) -> None:
    """Statement 5."""
    folder = project(
        leaf="X = 1",
        middle="def f():\n    from leaf import X\n    return X",
        top="import middle as m",
        beside="import json",
    )
    for name in ("top", "beside", "leaf"):
        importlib.import_module(name)
    assert changed(LocalModules(), folder, "leaf.py") == {"leaf", "middle", "top"}
    importlib.import_module("top")
    importlib.import_module("leaf")
    assert changed(LocalModules(), folder, "top.py") == {"top"}
    assert changed(LocalModules(), folder, "beside.py", "data.csv") == {"beside"}


def test_one_that_was_imported_by_name_is_found_among_the_values(project: Callable[..., Path]) -> None:
    folder = project(leaf="", dynamic="import importlib\nm = importlib.import_module('le' + 'af')")
    importlib.import_module("dynamic")
    assert changed(LocalModules(), folder, "leaf.py") == {"leaf", "dynamic"}


@pytest.mark.parametrize(
    ("file", "evicted"),
    [
        ("package/__init__.py", {"package", "package.a", "package.b", "package.sub", "package.sub.c"}),
        ("package/a.py", {"package.a", "package.b"}),
        ("package/b.py", {"package.b"}),
        ("package/sub/__init__.py", {"package.sub", "package.sub.c", "package.a", "package.b"}),
        ("package/sub/c.py", {"package.sub.c", "package.a", "package.b"}),
    ],
)
def test_relative_imports_are_followed(project: Callable[..., Path], file: str, evicted: set[str]) -> None:
    """Statement 5."""
    folder = project(
        package__in____init__="",
        package__in__a="from .sub.c import X",
        package__in__b="from . import a",
        package__in__sub__in____init__="",
        package__in__sub__in__c="X = 1",
    )
    package = importlib.import_module("package")
    importlib.import_module("package.b")
    assert changed(LocalModules(), folder, *[file]) == evicted
    # `from package import b` would find it there.
    assert "package" in evicted or not {f"package.{name}" for name in vars(package)} & evicted


def test_circles_end(project: Callable[..., Path]) -> None:
    folder = project(one="import two", two="import one")
    importlib.import_module("one")
    assert changed(LocalModules(), folder, "two.py") == {"one", "two"}


def test_a_change_within_a_second_is_not_hidden_by_bytecode(project: Callable[..., Path]) -> None:
    """Statement 7."""
    folder = project(leaf="X = 1")
    file = folder / "leaf.py"
    sys.dont_write_bytecode, before = False, sys.dont_write_bytecode
    try:
        assert importlib.import_module("leaf").X == 1
    finally:
        sys.dont_write_bytecode = before
    assert Path(cache_from_source(str(file))).is_file()
    status = file.stat()
    file.write_text("X = 2")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changed(LocalModules(), folder, "leaf.py") == {"leaf"}
    assert importlib.import_module("leaf").X == 2


def test_a_module_that_is_being_imported_is_evicted_afterwards(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = Event(), Event()
    monkeypatch.setattr(sys, "slow_import", (begun, may_end), raising=False)
    folder = project(slow="import sys\nbegun, may_end = sys.slow_import\nbegun.set()\nmay_end.wait(20)")
    errors: list[BaseException] = []

    def load() -> None:
        try:
            importlib.import_module("slow")
        except BaseException as error:  # noqa: BLE001  # it is what the test is about
            errors.append(error)

    loading = Thread(target=load)
    loading.start()
    begun.wait(20)
    modules = LocalModules()
    evicted: list[Any] = []
    evicting = Thread(target=lambda: evicted.append(changed(modules, folder, "slow.py")))
    evicting.start()
    assert "slow" in sys.modules
    may_end.set()
    loading.join(20)
    evicting.join(20)
    assert (errors, evicted) == ([], [{"slow"}])
