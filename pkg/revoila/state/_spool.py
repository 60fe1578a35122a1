"""Large uploads of a session: one file on the disk, in which each has a region.

The file has no name, so that nothing stays behind however the process ends. A region is free again
when the last that reads it is gone: a script may keep a file longer than the session does.
"""

from __future__ import annotations

import tempfile
import weakref
from threading import RLock
from typing import Any


class Spool:
    """The file; made when the first region is asked for."""

    def __init__(self) -> None:
        # The garbage collector may free a region while its thread is in here.
        self._lock = RLock()
        self._file: Any = None
        self._free: list[tuple[int, int]] = []
        """Gaps between regions: where they begin and end."""
        self._end = 0

    def region(self, size: int) -> SpoolRegion:
        """Return room for `size` bytes.

        Parameters
        ----------
        size : int
            How many.
        """
        with self._lock:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # open until the last region is gone
                weakref.finalize(self, self._file.close)
            start = self._take(size)
        region = SpoolRegion(self, start, size)
        weakref.finalize(region, self._give_back, start, start + size).atexit = False
        return region

    def read(self, offset: int, count: int) -> bytes:
        """Return bytes of the file.

        Parameters
        ----------
        offset, count : int
            Where, and how many at most.
        """
        with self._lock:
            self._file.seek(offset)
            parts = []
            while count > 0 and (part := self._file.read(count)):
                parts.append(part)
                count -= len(part)
            return parts[0] if len(parts) == 1 else b"".join(parts)

    def write(self, offset: int, data: memoryview) -> None:
        """Write bytes.

        Parameters
        ----------
        offset : int
            Where.
        data : memoryview
            What.
        """
        with self._lock:
            self._file.seek(offset)
            while data:
                data = data[self._file.write(data) :]

    def _take(self, size: int) -> int:
        for number, (start, end) in enumerate(self._free):
            if end - start >= size:
                self._free[number : number + 1] = [(start + size, end)] if end - start > size else []
                return start
        start = self._end
        self._end += size
        return start

    def _give_back(self, start: int, end: int) -> None:
        with self._lock:
            gaps: list[tuple[int, int]] = []
            for gap in sorted([*self._free, (start, end)]):
                if gaps and gaps[-1][1] == gap[0]:
                    gaps[-1] = (gaps[-1][0], gap[1])
                else:
                    gaps.append(gap)
            if gaps and gaps[-1][1] == self._end:
                # The disk has the end of the file back at once.
                self._end = gaps.pop()[0]
                self._file.truncate(self._end)
            self._free = gaps


class SpoolRegion:
    """A part of the file.

    Parameters
    ----------
    spool : Spool
        The file.
    start : int
        Where it begins.
    size : int
        Its length.
    """

    def __init__(self, spool: Spool, start: int, size: int) -> None:
        self._spool = spool
        self._start = start
        self.size = size

    def read(self, offset: int, count: int) -> bytes:
        """Return bytes of it.

        Parameters
        ----------
        offset, count : int
            Where, and how many at most.
        """
        return self._spool.read(self._start + offset, max(0, min(count, self.size - offset)))

    def write(self, offset: int, data: memoryview) -> None:
        """Write bytes.

        Parameters
        ----------
        offset : int
            Where.
        data : memoryview
            What.

        Raises
        ------
        ValueError
            It does not fit.
        """
        if offset < 0 or offset + len(data) > self.size:
            message = "This part of a file does not fit into it."
            raise ValueError(message)
        self._spool.write(self._start + offset, data)
