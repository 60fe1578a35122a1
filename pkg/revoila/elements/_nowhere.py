"""What is said of elements that belong to no run of an app, so that nobody sees them."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from threading import Thread

_log = logging.getLogger(__name__)

_PACKAGE = str(Path(__file__).parents[1]) + os.sep

_told: WeakSet[Thread] = WeakSet()
"""Threads whose elements were lost before."""


def drawn_nowhere() -> None:
    """Log, once for each thread, that what it draws is lost, where a script does not expect that.

    A thread that an app has started needs the app's context, and a script that plain Python runs needs an app.
    Anything else may draw outside of an app: tests do, and cells of a notebook.
    """
    thread = current_thread()
    if thread in _told:
        return
    if thread is not main_thread():
        _told.add(thread)
        _log.warning(
            "Thread '%s' belongs to no run of an app, so nothing of what it draws shows. "
            "Pass it to `add_script_run_ctx` before it starts.",
            thread.name,
        )
        return
    path = _plain_script()
    if path is None:
        return
    _told.add(thread)
    from revoila.config.options import get_option  # reads files

    if get_option("global.showWarningOnDirectExecution"):
        _log.warning("Plain Python shows nothing of an app. Run it with:\n\n    revoila run %s\n", path)


def _plain_script() -> str | None:
    """Return the path of the script that plain Python runs, if it is what draws here."""
    main = sys.modules.get("__main__")
    path = getattr(main, "__file__", None)
    if main is None or not isinstance(path, str):
        return None
    frame = sys._getframe(1)  # noqa: SLF001  # the only way to know who calls
    while frame.f_code.co_filename.startswith(_PACKAGE) and frame.f_back is not None:
        frame = frame.f_back
    return path if frame.f_globals is vars(main) else None
