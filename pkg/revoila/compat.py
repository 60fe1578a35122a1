"""``import streamlit`` as another name for this package.

For scripts that were written for Streamlit and run where it is not installed.
Submodules are found by name: those that exist here, and a few of Streamlit's
own places that scripts import from.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import TYPE_CHECKING

from revoila._commands import MODULES, MODULES_TO_COME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

ALIAS = "streamlit"

ELSEWHERE: dict[str, str] = {
    "streamlit.delta_generator": "revoila.elements._handle",
    "streamlit.runtime": "revoila.runtime",
    "streamlit.runtime.caching": "revoila.caching",
    "streamlit.runtime.scriptrunner": "revoila.runtime.scriptrunner",
    # A package, because one is needed to import the next name from.
    "streamlit.runtime.scriptrunner_utils": "revoila.runtime",
    "streamlit.runtime.scriptrunner_utils.script_run_context": "revoila.runtime.scriptrunner",
    "streamlit.runtime.uploaded_file_manager": "revoila.elements.inputs._uploaded",
    "streamlit.runtime.state": "revoila.state.proxy",
}
"""Places of Streamlit that scripts import from, and where the same is here."""

TO_COME = {f"{ALIAS}.{name}" for name in (*MODULES_TO_COME, "components.v2")}


class AliasFinder(MetaPathFinder, Loader):
    """Finds ``streamlit`` and its submodules in this package."""

    def __init__(self) -> None:
        self._own_specs: dict[str, ModuleSpec | None] = {}

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002  # Python passes it
        target: ModuleType | None = None,  # noqa: ARG002  # as before
    ) -> ModuleSpec | None:
        """Return where `name` is, or None for everything that is not Streamlit's.

        Raises
        ------
        ModuleNotFoundError
            Streamlit's name for something that is not here. Were it left to the
            next finder, that would load a file of this package a second time.
        """
        if name != ALIAS and not name.startswith(ALIAS + "."):
            return None
        if real_name(name) is None:
            raise ModuleNotFoundError(_missing(name), name=name)
        return ModuleSpec(name, self)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return this package's own module, under the other name.

        Raises
        ------
        ModuleNotFoundError
            There is none.
        """
        own_name = str(real_name(spec.name))
        try:
            module = import_module(own_name)
        except ModuleNotFoundError as error:
            if error.name != own_name:
                raise
            raise ModuleNotFoundError(_missing(spec.name), name=spec.name) from None
        self._own_specs[spec.name] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back; it has been executed under its own name."""
        if module.__spec__ is not None:
            module.__spec__ = self._own_specs.pop(module.__spec__.name, module.__spec__)


def real_name(name: str) -> str | None:
    """Return the name here of a module of Streamlit, or None when there is none."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    inside = name.removeprefix(ALIAS)
    if name in TO_COME or (inside and inside.split(".")[1] not in MODULES):
        return None
    return "revoila" + inside


def _missing(name: str) -> str:
    if any(name == module or name.startswith(module + ".") for module in TO_COME):
        return f"`{name}` is part of Streamlit 1.67 but not available in Revoilà yet."
    return f"No module named {name!r}: `{ALIAS}` is Revoilà here, which has Streamlit's public modules only."


_finder = AliasFinder()


def is_installed() -> bool:
    """Whether ``import streamlit`` means this package in this process."""
    return _finder in sys.meta_path


def install() -> None:
    """Make ``import streamlit`` mean this package in this process.

    Raises
    ------
    ImportError
        The real package was imported already.

    Examples
    --------
    >>> from revoila import compat
    >>> compat.install()
    >>> import streamlit as st
    >>> st.__name__
    'revoila'
    >>> compat.uninstall()
    """
    if is_installed():
        return
    loaded = sys.modules.get(ALIAS)
    if loaded is not None:
        message = "Streamlit itself was imported in this process already. Start a new one to use the alias."
        raise ImportError(message)
    sys.meta_path.insert(0, _finder)


def uninstall() -> None:
    """Undo `install`."""
    if not is_installed():
        return
    sys.meta_path.remove(_finder)
    for name in sorted((name for name in sys.modules if name.startswith(ALIAS + ".")), reverse=True):
        outer, _, inner = name.rpartition(".")
        # Importing binds a submodule to its parent, which here may be one that has no such submodule.
        if real_name(name) != f"{real_name(outer)}.{inner}":
            vars(sys.modules[outer]).pop(inner, None)
        del sys.modules[name]
    sys.modules.pop(ALIAS, None)


def install_if_needed(*, force: bool = False) -> None:
    """Install the alias where Streamlit itself is not installed.

    Parameters
    ----------
    force : bool, default False
        Install it also where Streamlit is installed.
    """
    if not is_installed() and (force or not _is_streamlit_here()):
        install()


def _is_streamlit_here() -> bool:
    if ALIAS in sys.modules:
        return True
    spec = find_spec(ALIAS)
    # A folder that happens to be called "streamlit" is a namespace package, which comes from no file.
    return spec is not None and spec.origin is not None
