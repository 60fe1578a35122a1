"""Where prints go: to the clients of the kernel whose code prints, in order with what it shows.

The pages of an app show no prints. Where only pages look, they go to the log of
the server, as those of no kernel do.
"""

from __future__ import annotations

import io
import sys
from threading import RLock
from typing import TYPE_CHECKING, Any, TextIO

from IPython.core.error import StdinNotImplementedError

from revoila.serving.shared._context import current, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._context import Message

DELAY = 0.03
"""How long prints wait for more, in seconds."""

LARGEST = 64 * 1024
"""Length of text that is sent without waiting, in characters."""


class Router(io.TextIOBase):
    """Stands for ``sys.stdout`` or ``sys.stderr`` of every kernel of the process.

    Parameters
    ----------
    name : {"stdout", "stderr"}
        Which one.
    outside : TextIO
        Where the text goes that no client hears: the host's own log.
    """

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, name: str, outside: TextIO) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream = name
        self._outside = outside

    def write(self, text: str) -> int:
        """Send text to the current kernel's clients, or to the log when they do not want it.

        Raises
        ------
        TypeError
            It is no text.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        kernel = current.get()
        if kernel is None or kernel.out.channels is None:
            # Also when the widgets of others on a page capture some of it.
            self._outside.write(text)
        if kernel is not None and kernel.out.loud:
            kernel.prints.write(self._stream, text)
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        kernel = current.get()
        if kernel is None or kernel.out.channels is None:
            self._outside.flush()
        if kernel is not None and kernel.out.loud:
            kernel.prints.flush()

    def writable(self) -> bool:
        """Return True."""
        return True

    def fileno(self) -> int:
        """Return the host's own descriptor, for programs that are started."""
        return self._outside.fileno()

    def close(self) -> None:
        """Stay open: it belongs to all kernels."""


class NoInput(io.TextIOBase):
    """Stands for ``sys.stdin``; nobody can answer."""

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        """Refuse.

        Raises
        ------
        StdinNotImplementedError
            Always.
        """
        raise StdinNotImplementedError(
            "raw_input was called, but this frontend does not support input requests."
        )

    def readable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Stay open: it belongs to all kernels; ``exit()`` closes it."""


class Prints:
    """What a kernel's code has printed and was not sent yet.

    Parameters
    ----------
    send : Callable
        Publishes a stream message with the request that it belongs to.
    later : Callable
        Calls a function after some seconds.
    """

    def __init__(
        self,
        send: Callable[[str, str, Message | None], None],
        later: Callable[[float, Callable[[], None]], None],
    ) -> None:
        self._send = send
        self._later = later
        self._waiting: list[tuple[str, Message | None, list[str]]] = []
        self._length = 0
        self._due = False
        self.lock = RLock()
        """Held while messages are put in order."""

    def write(self, stream: str, text: str) -> None:
        """Take text; it is sent soon."""
        if not text:
            return
        parent = request.get()
        with self.lock:
            if self._waiting and self._waiting[-1][0] == stream and self._waiting[-1][1] is parent:
                self._waiting[-1][2].append(text)
            else:
                self._waiting.append((stream, parent, [text]))
            self._length += len(text)
            if self._length > LARGEST:
                self.flush()
            elif not self._due:
                self._due = True
                self._later(DELAY, self.flush)

    def flush(self) -> None:
        """Send what waits."""
        if not self._waiting:
            return
        with self.lock:
            waiting, self._waiting = self._waiting, []
            self._due = False
            self._length = 0
            for stream, parent, texts in waiting:
                self._send(stream, "".join(texts), parent)


def install() -> None:
    """Route the standard streams of this process."""
    # Not a terminal, so that it would keep lines until there are many.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # at this point it is Python's own
    sys.stdout = _router("stdout", sys.stdout)
    sys.stderr = _router("stderr", sys.stderr)
    sys.stdin = NoInput()


def _router(name: str, stream: Any) -> Any:
    return Router(name, stream)
