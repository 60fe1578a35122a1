"""The app's own modules: which of those that were imported they are, and how they are imported anew.

Modules are the process's, however many sessions share it. So a change is noted
once, and the next run of whichever session evicts what it concerns: the module,
and the others of the app that import it, directly or not. Not at once, since a
script that runs may be pickling objects whose classes are found by their module.
"""

from __future__ import annotations

import ast
import importlib
import linecache
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from types import ModuleType
from typing import TYPE_CHECKING, Any

from revoila.runtime._folders import Folder, library_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

OWN = str(Path(__file__).parent.parent) + os.sep
"""This package is nobody's app."""

PATIENCE = 2.0
"""How long a module that is just being imported is waited for, in seconds."""


class LocalModules:
    """The modules of the apps of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[tuple[Folder, ...], tuple[object, dict[str, str]]] = {}
        self._evictions = 0
        self._changed: set[str] = set()

    def below(self, folders: tuple[Folder, ...]) -> Mapping[str, str]:
        """Return the imported modules whose files are in some folders.

        Parameters
        ----------
        folders : tuple of Folder
            Where modules are the app's.

        Returns
        -------
        mapping of str to str
            File by name of module.
        """
        state = (len(sys.modules), self._evictions)
        known = self._found.get(folders)
        if known is not None and known[0] == state:
            return known[1]
        prefixes = tuple(folder.path + os.sep for folder in folders)
        excluded = (
            OWN,
            *(place for place in library_folders() if not prefixes or not _is_around(place, prefixes)),
        )
        found = {
            name: file
            for name, file in _files_of_modules()
            if file.startswith(prefixes)
            and not file.startswith(excluded)
            and any(folder.has(file) for folder in folders)
        }
        self._found[folders] = (state, found)
        return found

    def note(self, files: AbstractSet[str]) -> None:
        """Take note of changed files, to evict their modules before the next run."""
        with self._lock:
            self._changed |= files

    def evict_changed(self) -> None:
        """Evict the modules of changed files, and those that import them."""
        if not self._changed:
            return
        with self._lock:
            files = self._changed
            if not files:
                return
            importlib.invalidate_caches()
            local = {
                name: file for folders in list(self._found) for name, file in self.below(folders).items()
            }
            local |= {name: file for name, file in _files_of_modules() if file in files}
            for file in files:
                linecache.checkcache(file)
                _drop_stale_bytecode(file)
            changed = {name for name, file in local.items() if file in files}
            for name in _with_importers(changed, local):
                _wait_until_imported(name)
                _evict(name)
            self._evictions += 1
            # Not before: runs that begin meanwhile wait until they can import what is new.
            self._changed = set()


def _files_of_modules() -> Iterator[tuple[str, str]]:
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__dict__", {}).get("__file__")
        if isinstance(file, str) and file.endswith(".py") and name not in ("__main__", "__mp_main__"):
            yield name, file


def _is_around(place: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a library is where one of the folders is: then it is what somebody works on."""
    return any(prefix.startswith(place) for prefix in prefixes)


def _with_importers(changed: set[str], local: Mapping[str, str]) -> set[str]:
    """Return modules with the others that import them, or are below them."""
    if not changed:
        return changed
    imports = {name: _imports_of(name, file) for name, file in local.items() if name not in changed}
    found = set(changed)
    while True:
        more = {
            name
            for name, imported in imports.items()
            if name not in found
            and (not found.isdisjoint(imported) or any(name.startswith(f"{one}.") for one in found))
        }
        if not more:
            return found
        found |= more


def _imports_of(name: str, file: str) -> set[str]:
    """Return what a module imports, with the packages around it; and the modules that it holds."""
    held = vars(sys.modules[name]).values() if name in sys.modules else ()
    # What is below a package is a value of it, whoever has imported it.
    below = f"{name}."
    found = {
        one.__name__ for one in held if isinstance(one, ModuleType) and not one.__name__.startswith(below)
    }
    try:
        with open(file, "rb") as source:  # noqa: PTH123  # a text
            tree = ast.parse(source.read(), file)
    except (OSError, SyntaxError, ValueError, RecursionError, SystemError):
        return found
    is_package = os.path.basename(file) == "__init__.py"  # noqa: PTH119  # a text
    package = name if is_package else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found.update(_prefixes(alias.name))
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            found.update(_prefixes(base))
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found - {name}


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    around = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*around, *([node.module] if node.module else [])])


def _prefixes(name: str) -> Iterable[str]:
    parts = name.split(".")
    return (".".join(parts[: end + 1]) for end in range(len(parts)))


def _wait_until_imported(name: str) -> None:
    # What is just being imported in another thread must be there when that has ended.
    end = monotonic() + PATIENCE
    while monotonic() < end:
        spec = getattr(sys.modules.get(name), "__spec__", None)
        if not getattr(spec, "_initializing", False):
            return
        sleep(0.01)


def _evict(name: str) -> None:
    module: Any = sys.modules.pop(name, None)
    parent, _, child = name.rpartition(".")
    around = sys.modules.get(parent)
    # `from package import module` would find the old one there.
    if module is not None and around is not None and vars(around).get(child) is module:
        delattr(around, child)


def _drop_stale_bytecode(file: str) -> None:
    """Remove bytecode that would pass as that of a file: it knows times in whole seconds."""
    with suppress(OSError, NotImplementedError, ValueError):
        status = os.stat(file)  # noqa: PTH116  # a text
        cached = Path(cache_from_source(file))
        header = cached.read_bytes()[:16]
        written, size = (int.from_bytes(header[at : at + 4], "little") for at in (8, 12))
        if (written, size) == (int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF):
            cached.unlink()
