"""The thread that shows what scripts have drawn while they go on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from revoila.runtime._flusher import Flusher

if TYPE_CHECKING:
    import pytest

WAIT = 10.0


class Shown:
    """A run that is shown."""

    def __init__(self) -> None:
        self.flushed = threading.Event()

    def flush_if_due(self) -> None:
        self.flushed.set()


class Broken(Shown):
    """A run that cannot be."""

    def flush_if_due(self) -> None:
        super().flush_if_due()
        raise OSError("its page is gone")


def test_a_run_that_cannot_be_shown_is_logged_and_keeps_no_other_from_being_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The thread is that of all sessions of the process, and also what stops their scripts."""
    flusher, broken, shown = Flusher(), Broken(), Shown()
    flusher.watch(broken)
    assert broken.flushed.wait(WAIT)
    flusher.watch(shown)
    assert shown.flushed.wait(WAIT)
    flusher.release(broken)
    flusher.release(shown)
    (record,) = caplog.records
    assert "its page is gone" in str(record.exc_info), "once is enough"
