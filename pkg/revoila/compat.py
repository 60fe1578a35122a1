"""``import streamlit`` as another name for this package.

For scripts that were written for Streamlit and run where it is not installed.
Submodules are found by name: those that exist here, and a few of Streamlit's
own places that scripts import from.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

ALIAS = "streamlit"

ELSEWHERE: dict[str, str] = {
    "streamlit.delta_generator": "revoila.elements._handle",
    "streamlit.runtime": "revoila.runtime.scriptrunner",
    "streamlit.runtime.scriptrunner": "revoila.runtime.scriptrunner",
    "streamlit.runtime.scriptrunner_utils": "revoila.runtime.scriptrunner",
    "streamlit.runtime.scriptrunner_utils.script_run_context": "revoila.runtime.scriptrunner",
    "streamlit.runtime.caching": "revoila.caching",
    "streamlit.runtime.state": "revoila.state.proxy",
}
"""Streamlit's places for what has another place here."""

PUBLIC = ("errors", "components", "testing", "column_config")


class AliasFinder(MetaPathFinder, Loader):
    """Finds ``streamlit`` and its submodules in this package."""

    def __init__(self) -> None:
        self._own_specs: dict[str, ModuleSpec | None] = {}

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002  # the import system passes it
        target: ModuleType | None = None,  # noqa: ARG002  # the import system passes it
    ) -> ModuleSpec | None:
        """Return where `name` is, or None for everything that is not Streamlit's."""
        if name != ALIAS and not name.startswith(ALIAS + "."):
            return None
        real = real_name(name)
        return None if real is None else ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return this package's own module, under the other name."""
        module = import_module(str(real_name(spec.name)))
        self._own_specs[spec.name] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module its own spec back; it has been executed under its own name."""
        if module.__spec__ is not None:
            module.__spec__ = self._own_specs.pop(module.__spec__.name, module.__spec__)


def real_name(name: str) -> str | None:
    """Return the name here of a module of Streamlit, or None when there is none."""
    if name == ALIAS:
        return "revoila"
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    first = name.split(".")[1]
    return "revoila" + name[len(ALIAS) :] if first in PUBLIC else None


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
    if is_installed():
        sys.meta_path.remove(_finder)
        for name in [name for name in sys.modules if name == ALIAS or name.startswith(ALIAS + ".")]:
            del sys.modules[name]


def install_if_needed(*, force: bool = False) -> None:
    """Install the alias where Streamlit itself is not installed.

    Parameters
    ----------
    force : bool, default False
        Install it also where Streamlit is installed.
    """
    if not is_installed() and (force or PathFinder.find_spec(ALIAS) is None):
        install()
