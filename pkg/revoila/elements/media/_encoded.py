"""Pictures that were encoded before: a script that shows the same one in every run need not do it again.

They are recognised by their pixels, which takes a small part of the time: of 1200 × 800 pixels 2 ms, where a PNG
takes 95, an array of floats 120, and a picture that is made smaller 130. What JPEG encodes as fast as it would be
recognised is not kept.
"""

from __future__ import annotations

from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from revoila.elements.media._source import Picture

    Key: TypeAlias = tuple[bytes, str]

MOST = 32 * 1024**2
"""How much is kept in all, in bytes; what was used least recently goes first."""


class EncodedPictures:
    """The pictures that are kept, for all sessions of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pictures: dict[Key, Picture] = {}
        self._size = 0

    def get(self, pixels: Any, about: tuple[Any, ...], encode: Callable[[], Picture]) -> Picture:
        """Return a picture as bytes.

        Parameters
        ----------
        pixels : buffer
            What is encoded.
        about : tuple
            Everything else that the result depends on.
        encode : Callable
            Makes it, if it is not there.
        """
        key = (sha256(pixels).digest(), repr(about))
        with self._lock:
            known = self._pictures.pop(key, None)
            if known is not None:
                # To the end, as the one that was used last.
                self._pictures[key] = known
                return known
        made = encode()
        with self._lock:
            if key not in self._pictures and made.data is not None:
                self._pictures[key] = made
                self._size += len(made.data)
            while self._size > MOST:
                first = next(iter(self._pictures))
                self._size -= len(self._pictures.pop(first).data or b"")
        return made


encoded = EncodedPictures()
