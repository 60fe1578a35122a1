"""Which Matplotlib figures a run has opened, so that its end closes those and no others.

Pyplot numbers figures per process. Where several scripts run at once, a figure
that appeared during a run may be another's, so pyplot is asked to tell of every
new figure (its ``figure.hooks``) and the run that is active then owns it. A
figure from before pyplot could be asked, in the first run that imports it, has
no owner; it is closed once no script runs that may still use it.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from revoila._context import active

if TYPE_CHECKING:
    from collections.abc import Iterator

HOOK = f"{__name__}:remember"

_lock = Lock()
_owners: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
_active: set[int] = set()
_around: set[int] = set()
"""Numbers of the figures that were open when the first of the active runs began."""


def remember(figure: Any) -> None:
    """Note whose figure it is; pyplot calls this for every new one."""
    here = active()
    # A figure of a notebook around the app belongs to no run.
    _owners[figure] = id(here.run) if here is not None else 0


@contextmanager
def own_figures(run: object) -> Iterator[None]:
    """Close the figures that `run` opens until the block ends."""
    with _lock:
        if not _active:
            _around.clear()
            _around.update(_numbers())
        _active.add(id(run))
        _ask_pyplot()
    try:
        yield
    finally:
        with _lock:
            _active.discard(id(run))
            _close(id(run), alone=not _active)


def _close(run: int, *, alone: bool) -> None:
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not hasattr(pyplot, "get_fignums"):
        return
    for number in pyplot.get_fignums():
        figure = _figure(number)
        owner = None if figure is None else _owners.get(figure)
        if owner == run or (owner is None and alone and number not in _around):
            pyplot.close(number)


def _numbers() -> list[int]:
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    # Another thread may be importing it.
    return list(pyplot.get_fignums()) if hasattr(pyplot, "get_fignums") else []


def _figure(number: int) -> Any:
    """Return a figure without making it pyplot's current one, as ``pyplot.figure(number)`` would."""
    helpers: Any = sys.modules["matplotlib._pylab_helpers"]
    manager = helpers.Gcf.figs.get(number)
    return manager.canvas.figure if manager is not None else None


def _ask_pyplot() -> None:
    matplotlib: Any = sys.modules.get("matplotlib")
    if "matplotlib.pyplot" not in sys.modules or not hasattr(matplotlib, "rcParams"):
        return
    hooks = matplotlib.rcParams["figure.hooks"]
    if HOOK not in hooks:
        matplotlib.rcParams["figure.hooks"] = [*hooks, HOOK]
