"""The event loop that scripts find as the current one, though they run on threads."""

from __future__ import annotations

from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop


class SessionLoop:
    """The loop of one session, which does not run by itself.

    It exists only where a script knows of asyncio: it takes three descriptors.
    """

    def __init__(self) -> None:
        self._loop: AbstractEventLoop | None = None
        self._seen: CodeType | None = None

    def enter(self, code: CodeType | None = None) -> None:
        """Make it the current loop of this thread; ``asyncio.run`` leaves none behind.

        Parameters
        ----------
        code : CodeType, optional
            The script that is about to run.
        """
        if self._loop is None and (code is None or not self._wants(code)):
            return
        import asyncio  # most scripts do without

        if self._loop is None or self._loop.is_closed():
            self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)

    def close(self) -> None:
        """Close it, unless a script that does not end yet is in it."""
        if self._loop is not None and not self._loop.is_running():
            self._loop.close()

    def _wants(self, code: CodeType) -> bool:
        if code is self._seen:
            return False
        self._seen = code
        return _names(code, "asyncio")


def _names(code: CodeType, name: str) -> bool:
    """Say whether code, or a function in it, uses a name."""
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return name in code.co_names or any(_names(one, name) for one in inner)
