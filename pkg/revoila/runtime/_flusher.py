"""Shows what a script has drawn while it goes on computing.

One thread for the process. It lingers a little after the last run, so that a
quick succession of clicks does not wake it each time.
"""

from __future__ import annotations

import logging
from threading import Condition, Thread
from time import monotonic, sleep
from typing import Protocol

_log = logging.getLogger(__name__)

INTERVAL = 0.016
LINGER = 0.1


class Flushes(Protocol):
    """A run that can be shown before it has ended."""

    def flush_if_due(self) -> None:
        """Show what was drawn since the last time."""


class Flusher:
    """Flushes the runs that are going, every 16 ms."""

    def __init__(self) -> None:
        self._runs: set[Flushes] = set()
        self._failed: set[Flushes] = set()
        self._wake = Condition()
        self._thread: Thread | None = None
        self._lingers = False

    def watch(self, run: Flushes) -> None:
        """Flush `run` from now on."""
        self._runs.add(run)
        if self._lingers:
            return
        with self._wake:
            if self._thread is None:
                self._thread = Thread(target=self._loop, name="revoila-flusher", daemon=True)
                self._thread.start()
            self._lingers = True
            self._wake.notify()

    def release(self, run: Flushes) -> None:
        """Stop flushing `run`."""
        self._runs.discard(run)
        self._failed.discard(run)

    def _loop(self) -> None:
        last_busy = monotonic()
        while True:
            runs = list(self._runs)
            if runs:
                last_busy = monotonic()
            elif monotonic() - last_busy > LINGER:
                with self._wake:
                    self._lingers = False
                    if not self._runs:
                        self._wake.wait()
                last_busy = monotonic()
                continue
            sleep(INTERVAL)
            self._flush(runs)

    def _flush(self, runs: list[Flushes]) -> None:
        # Apart from the loop, whose variables outlive a run: it must not keep the last session alive.
        for run in runs:
            if run in self._runs:
                try:
                    run.flush_if_due()
                except Exception:  # noqa: BLE001  # the others are shown, and can be stopped, nevertheless
                    if run not in self._failed:
                        self._failed.add(run)
                        _log.exception("What a run has drawn could not be shown while it goes on.")


flusher = Flusher()
