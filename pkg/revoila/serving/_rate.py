"""How many frames a browser may send, and how many that are no messages."""

from __future__ import annotations

from time import monotonic

MOST_FRAMES = 1000
"""In one second; a person's browser sends a few dozen."""

MALFORMED = 100
"""How many frames that are no messages are borne."""

TOO_MANY = "Too many messages."
TOO_MALFORMED = "Too many malformed messages."
"""Why a page is cut off."""


class FrameRate:
    """Counts the frames of one websocket."""

    def __init__(self) -> None:
        self._second = 0
        self._frames = 0

    def admits(self) -> bool:
        """Count one more; False when that is too many for this second."""
        second = int(monotonic())
        if second != self._second:
            self._second, self._frames = second, 0
        self._frames += 1
        return self._frames <= MOST_FRAMES
