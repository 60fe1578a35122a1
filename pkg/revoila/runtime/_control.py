"""The two signals that leave a script early.

They derive from ``BaseException`` so that a script's ``except Exception``
cannot swallow them (execution specification, statement 34).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revoila.runtime._requests import RerunRequest


class StopSignal(BaseException):
    """Ends the run."""


class RerunSignal(BaseException):
    """Ends the run and starts another.

    Parameters
    ----------
    request : RerunRequest or None
        What the next run is to do; None when it is queued already.
    """

    def __init__(self, request: RerunRequest | None = None) -> None:
        super().__init__()
        self.request = request
