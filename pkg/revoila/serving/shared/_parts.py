"""Parts of files, for which a server asks a host over their channel: what it asks, and the answer.

One part is asked for at a time, when the browser has taken the one before. So a
film needs no more memory, on either side, than a sentence does.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from revoila.serving.shared._stream import Bytes

LENGTH = struct.Struct("!I")


class PartQuestion(NamedTuple):
    """What is asked of a host.

    Parameters
    ----------
    kernel : str
        Id of the kernel whose app has the file.
    file : str
        Name of the file, or of what a page has had held.
    reader : str
        The server's name for the request of a browser that it answers.
    at : int
        Where the part begins.
    length : int
        How long it is at most, in bytes.
    release : tuple of str
        Instead of a part: what need not be held any more.
    """

    kernel: str
    file: str
    reader: str
    at: int = 0
    length: int = 0
    release: tuple[str, ...] = ()

    def pack(self) -> list[Bytes]:
        """Return it as it travels."""
        return [json.dumps(self).encode()]

    @classmethod
    def unpack(cls, payload: bytes) -> PartQuestion:
        """Return what has travelled."""
        return cls(*json.loads(payload))


class PartAnswer(NamedTuple):
    """A part of a file.

    Parameters
    ----------
    size : int
        Of the whole file, in bytes.
    mime : str
        Type of the file.
    content : bytes
        The part.
    held : bool
        Whether a page has had it held, to save it.
    error : str
        Why there is none: ``"gone"``, there is no such file; ``"changed"``, it is another one by now.
    """

    size: int = 0
    mime: str = ""
    content: Bytes = b""
    held: bool = False
    error: str = ""

    def pack(self) -> list[Bytes]:
        """Return it as it travels."""
        head = json.dumps([self.size, self.mime, self.held, self.error]).encode()
        return [LENGTH.pack(len(head)), head, self.content]

    @classmethod
    def unpack(cls, payload: bytes) -> PartAnswer:
        """Return what has travelled."""
        (length,) = LENGTH.unpack_from(payload)
        begin = LENGTH.size + length
        head: list[Any] = json.loads(payload[LENGTH.size : begin])
        size, mime, held, error = head
        return cls(size, mime, memoryview(payload)[begin:], held, error)
