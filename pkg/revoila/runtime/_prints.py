"""How much a run may print.

What a served app prints goes to its kernel's log and to whoever listens to the
kernel. An app that prints in a loop would keep all of them busy for nothing, so
after a budget the rest is dropped, and the log says so.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

from revoila._context import active

if TYPE_CHECKING:
    from collections.abc import Iterable


class Budget:
    """What one run may still print.

    Parameters
    ----------
    size : int
        In bytes, to all streams together.
    """

    __slots__ = ("_left", "_size", "spent")

    def __init__(self, size: int) -> None:
        self._size = self._left = size
        self.spent = False

    def take(self, text: str) -> str:
        """Return as much of a text as may be printed; the first time that it is not all of it, with a note."""
        if self.spent:
            return ""
        size = len(text) if text.isascii() else len(text.encode(errors="replace"))
        self._left -= size
        if self._left >= 0:
            return text
        self.spent = True
        fits = text.encode(errors="replace")[: self._left + size].decode(errors="ignore")
        note = (
            f"This run has printed {self._size:,} bytes, which is the limit (`limits.stdout`). "
            "What it prints from here on is dropped."
        )
        return f"{fits}\n{note}\n"


class Budgeted(io.TextIOBase):
    """Stands for a standard stream: passes on what the budget of the active run allows.

    Parameters
    ----------
    stream : TextIO
        Where the text goes.
    """

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text, or what the budget has left for it; return the length of the whole."""
        here = active()
        budget: Budget | None = getattr(here.run, "prints", None) if here is not None else None
        if budget is None or not isinstance(text, str):
            return int(self._stream.write(text))
        allowed = budget.take(text)
        if allowed:
            self._stream.write(allowed)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]  # texts, as in TextIOWrapper
        """Write several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()

    def fileno(self) -> int:
        """Return the stream's own descriptor, for programs that are started."""
        return int(self._stream.fileno())

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return bool(self._stream.isatty())

    def writable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Stay open: it belongs to the process."""

    @property
    def encoding(self) -> Any:  # type: ignore[override]
        """Encoding of the stream."""
        return self._stream.encoding

    @property
    def errors(self) -> Any:  # type: ignore[override]
        """What the stream does about what it cannot encode."""
        return self._stream.errors

    def __getattr__(self, name: str) -> Any:
        # The streams of kernels have more than `TextIOBase`, and so has what it does not define, as `buffer`.
        return getattr(self._stream, name)


def watch_prints() -> None:
    """Let budgets count in this process; once is enough."""
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is not None and not isinstance(stream, Budgeted):
            setattr(sys, name, Budgeted(stream))
