"""Script apps on a Jupyter kernel: ``import revoila as st``.

A click takes six steps, and the package has one part for each:

1. ``elements`` - a call in the script makes an element,
2. ``graph`` - this run's elements are compared with the last run's,
3. ``widgets`` - the difference goes to the browser as one message,
4. ``state`` - what a person does is checked and stored,
5. ``runtime`` - the script runs again,
6. ``serving``, ``notebook``, ``testing`` - where all this happens.

Everything is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from revoila._commands import COMMANDS, MODULES, NOT_YET, PAGE_COMMANDS

__version__ = "0.1.0"

__all__ = [*COMMANDS, *PAGE_COMMANDS, *MODULES]  # noqa: PLE0604  # names from the one table

_JUPYTER_HOOKS = {"_jupyter_server_extension_points", "_load_jupyter_server_extension"}


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    where = COMMANDS.get(name) or PAGE_COMMANDS.get(name)
    if where is not None:
        value = getattr(import_module(f"{__name__}.{where}"), name)
    elif name in MODULES:
        value = import_module(f"{__name__}.{name}")
    elif name in NOT_YET:
        from revoila.elements._handle import not_yet

        return not_yet(f"st.{name}")
    elif name in _JUPYTER_HOOKS:
        value = getattr(import_module(f"{__name__}.serving.extension"), name)
    else:
        raise AttributeError(_unknown(name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*globals(), *__all__})


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, [*COMMANDS, *PAGE_COMMANDS, *NOT_YET], n=1)
    hint = f" Did you mean st.{close[0]}?" if close else ""
    return f"module 'revoila' has no attribute '{name}'.{hint}"
