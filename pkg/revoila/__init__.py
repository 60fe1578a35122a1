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

from typing import Any

from revoila import _commands

__version__ = "0.1.0"

__all__ = [*_commands.COMMANDS, *_commands.PAGE_COMMANDS, *_commands.MODULES]  # noqa: PLE0604  # the one table


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    value = globals()[name] = _commands.load(name)
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
