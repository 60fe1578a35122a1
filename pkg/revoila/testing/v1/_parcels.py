"""Python values on their way between a test and the app in its kernel.

They are pickled: the kernel is a process of the test's own, whose messages are signed. What cannot be pickled,
such as an object whose class the script itself defines, stays in the kernel, and the test has an `InKernel` for it.
"""

from __future__ import annotations

import io
import pickle
from typing import Any


class InKernel:
    """An object of an app that could not be brought to the test; it can be given back to the app.

    Parameters
    ----------
    number : int
        By which the kernel knows it.
    text : str
        Its ``repr``.
    """

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self._text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InKernel) and self.number == other.number

    def __hash__(self) -> int:
        return hash(self.number)

    def __repr__(self) -> str:
        return self._text


class Parcels:
    """The kernel's end: what was left here is known by numbers."""

    def __init__(self) -> None:
        self._kept: list[Any] = []

    def pack(self, value: Any) -> bytes:
        """Return a value as bytes, in which what cannot travel stands for itself."""
        return pickle.dumps(self._portable(value))

    def unpack(self, data: bytes) -> Any:
        """Return what the test has packed."""
        reader = pickle.Unpickler(io.BytesIO(data))  # noqa: S301 - of the test that has started this kernel
        reader.persistent_load = self._kept.__getitem__  # type: ignore[method-assign]  # documented
        return reader.load()

    def _portable(self, value: Any) -> Any:
        try:
            pickle.loads(pickle.dumps(value))  # noqa: S301 - made on the same line
        except Exception:  # noqa: BLE001 - a class may do anything when it is pickled
            if isinstance(value, tuple):
                parts = [self._portable(one) for one in value]
                return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
            if type(value) is list:
                return [self._portable(one) for one in value]
            if type(value) is dict:
                return {name: self._portable(one) for name, one in value.items()}
            return self._keep(value)
        return value

    def _keep(self, value: Any) -> InKernel:
        for number, kept in enumerate(self._kept):
            if kept is value:
                return InKernel(number, repr(value))
        self._kept.append(value)
        return InKernel(len(self._kept) - 1, repr(value))


class _Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> int | None:
        return obj.number if isinstance(obj, InKernel) else None


def pack(value: Any) -> bytes:
    """Return a value of the test as bytes; what is in the kernel is named by its number."""
    stream = io.BytesIO()
    _Pickler(stream).dump(value)
    return stream.getvalue()


def unpack(data: bytes) -> Any:
    """Return what the kernel has packed."""
    return pickle.loads(data)  # noqa: S301 - of a kernel that the test has started
