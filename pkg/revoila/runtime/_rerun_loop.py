"""Cuts a script that asks for another run each time it runs, and would do so for ever."""

from __future__ import annotations

from time import monotonic

from revoila.errors import StreamlitAPIException

SHORT = 0.02
"""A run that takes longer has waited for something, as scripts that look again and again do; in seconds."""


class RerunLoop:
    """Counts the runs in a row that have asked for another one at once.

    Parameters
    ----------
    most : int
        How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._count = 0

    def rest(self) -> None:
        """Take in that a run has ended and asked for nothing."""
        self._count = 0

    def complaint(self, began_at: float) -> StreamlitAPIException | None:
        """Take in that a run has asked for another one; return what to say when it does not get it.

        Parameters
        ----------
        began_at : float
            When the run began, by the monotonic clock.
        """
        self._count = self._count + 1 if monotonic() - began_at < SHORT else 0
        if self._count < self._most:
            return None
        self._count = 0
        return StreamlitAPIException(
            f"The script has asked for another run {self._most} times in a row, each time at once: it would never "
            "end. Call `st.rerun()` only when something has changed, such as after a click. The limit is "
            "`Limits.reruns`."
        )
