"""Raises an exception in a thread that does not look up by itself."""

from __future__ import annotations

import ctypes
import threading
from typing import Self

FORCE_AFTER = 0.5
"""How long a script may take to come to a yield point and stop; then the signal comes anywhere. In seconds."""

FORCE_AGAIN = 0.1
"""How often the signal comes; scripts catch what they should not. In seconds."""

ABANDON_AFTER = 1.5
"""How long until a script that does not stop, since it is in a call into C, is left behind. In seconds."""


class Interruptible:
    """A block of user code that other threads can interrupt while it runs.

    The exception comes at the next bytecode of the thread: a call into C goes on to its end.
    """

    def __init__(self) -> None:
        self._thread: int | None = None
        self._raised = False
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._thread = threading.get_ident()
        return self

    def __exit__(self, *_error: object) -> None:
        while True:
            try:
                with self._lock:
                    self._thread = None
                if self._raised:
                    _outlast()
                    self._raised = False
            except BaseException:  # noqa: BLE001, S112  # the interrupt itself may arrive in here
                continue
            return

    def interrupt(self, error: type[BaseException] = KeyboardInterrupt) -> bool:
        """Raise `error` in the block; False when it is not running."""
        with self._lock:
            if self._thread is None:
                return False
            self._raised = True
            raise_in(self._thread, error)
            return True


class _Last(BaseException):
    """Comes in place of an interrupt that was not raised yet."""


def _outlast() -> None:
    """Make sure that no interrupt is on its way to the current thread.

    To take one back, as CPython allows, would leave a flag set for all threads (seen in 3.11 and 3.12): from
    then on each call and each turn of a loop looks for an exception that nobody has raised.
    """
    try:
        raise_in(threading.get_ident(), _Last)
        while True:
            pass
    except _Last:
        return


def raise_in(thread: int, error: type[BaseException]) -> None:
    """Raise `error` in a thread at its next bytecode."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))
