"""Which module is ``__main__`` when several scripts run at once in one process.

``sys.modules`` has one entry of that name, and scripts that run at the same time
cannot take turns in it. So the process that hosts them puts a module there that
stands for the one of whoever asks: pickle, dataclasses and ``typing`` look
classes up in it while a script runs, each in its own.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType
from typing import TYPE_CHECKING, Any

from revoila._context import kept_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

_main: ContextVar[ModuleType | None] = ContextVar("revoila_main", default=None)
kept_beside.append(_main)


class ContextMain(ModuleType):
    """Stands for the ``__main__`` of the context; outside of any, it is a module as others.

    Parameters
    ----------
    original : ModuleType
        The module whose place it takes.
    """

    def __init__(self, original: ModuleType) -> None:
        super().__init__("__main__")
        ModuleType.__getattribute__(self, "__dict__").update(vars(original))

    def __getattribute__(self, name: str) -> Any:
        module = _main.get()
        return ModuleType.__getattribute__(self, name) if module is None else getattr(module, name)

    def __setattr__(self, name: str, value: Any) -> None:
        module = _main.get()
        if module is None:
            super().__setattr__(name, value)
        else:
            setattr(module, name, value)

    def __delattr__(self, name: str) -> None:
        module = _main.get()
        if module is None:
            super().__delattr__(name)
        else:
            delattr(module, name)

    def __dir__(self) -> list[str]:
        return sorted(self.__dict__)


def share_main() -> None:
    """Let every context of this process have a ``__main__`` of its own."""
    original = sys.modules["__main__"]
    if not isinstance(original, ContextMain):
        sys.modules["__main__"] = ContextMain(original)


def main_is_shared() -> bool:
    """Whether contexts of this process have a ``__main__`` of their own."""
    return isinstance(sys.modules.get("__main__"), ContextMain)


def enter_main(module: ModuleType) -> None:
    """Make `module` the ``__main__`` of the current context."""
    _main.set(module)


@contextmanager
def main_of_context(module: ModuleType) -> Iterator[None]:
    """Make `module` the ``__main__`` of the current context until the block ends."""
    token = _main.set(module)
    try:
        yield
    finally:
        _main.reset(token)
