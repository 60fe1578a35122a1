"""Carrying the active run into threads that a script starts."""

from __future__ import annotations

import logging
from threading import Thread, current_thread
from typing import Any

from revoila._context import Active, _active

_log = logging.getLogger(__name__)


def get_script_run_ctx(suppress_warning: bool = False) -> Active | None:  # Streamlit's signature
    """Return the active run with its place, or None outside of a run.

    Parameters
    ----------
    suppress_warning : bool, default False
        Do not log that there is none.

    Examples
    --------
    >>> get_script_run_ctx(suppress_warning=True) is None
    True
    """
    here = _active.get()
    if here is None and not suppress_warning:
        _log.warning("Thread '%s': no app is running here.", current_thread().name)
    return here


def add_script_run_ctx(thread: Thread | None = None, ctx: Active | None = None) -> Thread:
    """Let a thread draw into the app that is running here; call it before ``start()``.

    Parameters
    ----------
    thread : Thread, optional
        Default is the current thread.
    ctx : Active, optional
        From `get_script_run_ctx`; default is the caller's.

    Returns
    -------
    Thread
        The same thread.

    Examples
    --------
    >>> thread = add_script_run_ctx(Thread(target=print))
    """
    thread = current_thread() if thread is None else thread
    here = _active.get() if ctx is None else ctx
    if thread is current_thread():
        _active.set(here)
        return thread
    run = thread.run

    def run_in_context() -> Any:
        if here is not None:
            # Elements of a thread go to the root, whatever `with` block started it.
            _active.set(Active(here.run, here.run.main))
        return run()

    thread.run = run_in_context  # type: ignore[method-assign]  # the documented way to attach a run to a thread
    return thread
