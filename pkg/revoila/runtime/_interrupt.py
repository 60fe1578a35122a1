"""Raises an exception in a thread that does not look up by itself."""

from __future__ import annotations

import ctypes
import threading
from typing import Self


class Interruptible:
    """A block of user code that other threads can interrupt while it runs.

    The exception comes at the next bytecode of the thread: a call into C goes on to its end.
    """

    def __init__(self) -> None:
        self._thread: int | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._thread = threading.get_ident()
        return self

    def __exit__(self, *_error: object) -> None:
        while True:
            try:
                with self._lock:
                    if self._thread is not None:
                        raise_in(self._thread, None)
                    self._thread = None
            except BaseException:  # noqa: BLE001, S112  # the interrupt itself may arrive in here
                continue
            return

    def interrupt(self, error: type[BaseException] = KeyboardInterrupt) -> bool:
        """Raise `error` in the block; False when it is not running."""
        with self._lock:
            if self._thread is None:
                return False
            raise_in(self._thread, error)
            return True


def raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise `error` in a thread at its next bytecode; None takes back what was not raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )
