"""When are two arguments the same? A digest of Python values by type and content.

Equal values of one type have equal digests; values of different types never
do. The kinds of values follow statement 25 of the caching specification
(Streamlit 1.67), with three differences in favour of a right answer: sets do
not depend on their order, arrays and columns of Python objects are hashed by
content, and bound builtins by the object they are bound to.

Values that come from a library (arrays, frames, images) are hashed in
``_hashing_data``; only libraries that are loaded already take part.
"""

from __future__ import annotations

import io
import os
import re
import struct
import sys
import types
import uuid
from collections.abc import Callable, ItemsView
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila.caching import _hashing_data
from revoila.caching.errors import type_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HashFuncs: TypeAlias = "Mapping[str, Callable[[Any], Any]]"
"""The author's hash functions by the fully qualified name of the type."""

_OWN_HASH = (bytes, bytearray)
"""Types that ``hash_funcs`` cannot change."""


class UnhashableValue(Exception):  # a signal between two functions of this package
    """The value, or a part of it, has no hash."""


class HashFuncFailed(Exception):  # as UnhashableValue
    """A function of the author raised an exception.

    Parameters
    ----------
    error : Exception
        What it raised.
    hash_func : Callable
        The function.
    value : object
        What it should have hashed.
    """

    def __init__(self, error: Exception, hash_func: Callable[[Any], Any], value: object) -> None:
        super().__init__(error)
        self.error = error
        self.hash_func = hash_func
        self.value = value


def normalize_hash_funcs(hash_funcs: Mapping[type | str, Callable[[Any], Any]] | None) -> HashFuncs:
    """Return the author's hash functions by type name."""
    return {
        kind if isinstance(kind, str) else f"{kind.__module__}.{kind.__qualname__}": function
        for kind, function in dict(hash_funcs or {}).items()
    }


class Hasher:
    """A digest that values are added to, one after the other.

    Parameters
    ----------
    hash_funcs : mapping of str to Callable, optional
        The author's hash functions by type name.
    open_ids : dict of int to int, optional
        Objects around the ones to come, with their depth: one that contains
        itself ends there.
    """

    def __init__(self, hash_funcs: HashFuncs | None = None, open_ids: dict[int, int] | None = None) -> None:
        self._digest = blake2b(digest_size=16)
        self._hash_funcs = hash_funcs or {}
        self._open = {} if open_ids is None else open_ids

    def hexdigest(self) -> str:
        """Return the digest of everything added so far."""
        return self._digest.hexdigest()

    def write(self, tag: str, payload: bytes | bytearray | memoryview = b"") -> None:
        """Add raw bytes under a tag, so that neighbours cannot run into each other."""
        self._digest.update(f"{tag}:{len(payload)}:".encode())
        self._digest.update(payload)

    def add(self, value: Any) -> None:
        """Add a value.

        Parameters
        ----------
        value : object
            Anything.

        Raises
        ------
        UnhashableValue
            The value or a part of it has no hash.
        HashFuncFailed
            A function of ``hash_funcs`` raised an exception.
        """
        kind = type(value)
        if self._hash_funcs and kind not in _OWN_HASH and self._add_by_author(value):
            return
        atom = _ATOMS.get(kind)
        if atom is not None:
            tag, encode = atom
            self.write(tag, encode(value))
        elif id(value) in self._open:
            self.write("cycle", b"%d" % (len(self._open) - self._open[id(value)]))
        else:
            self._open[id(value)] = len(self._open)
            try:
                self._add_compound(value)
            finally:
                del self._open[id(value)]

    def add_all(self, tag: str, values: Iterable[Any]) -> None:
        """Add several values in their order."""
        items = list(values)
        self.write(tag, b"%d" % len(items))
        for item in items:
            self.add(item)

    def add_unordered(self, tag: str, values: Iterable[Any]) -> None:
        """Add several values whose order means nothing."""
        digests = []
        for item in values:
            own = Hasher(self._hash_funcs, self._open)
            own.add(item)
            digests.append(own.hexdigest())
        self.write(tag, "".join(sorted(digests)).encode())

    def _add_by_author(self, value: Any) -> bool:
        function = self._hash_funcs.get(type_name(value))
        if function is None or _is_mock(value):
            return False
        try:
            outcome = function(value)
        except Exception as error:
            raise HashFuncFailed(error, function, value) from error
        plain = Hasher()
        plain.add(outcome)
        self.write(f"by author {type_name(value)}", plain.hexdigest().encode())
        return True

    def _add_compound(self, value: Any) -> None:
        kind = type(value)
        if kind in (list, tuple):
            self.add_all(kind.__name__, value)
        elif kind is dict:
            self.add_all("dict", value.items())
        elif kind in (set, frozenset):
            self.add_unordered(kind.__name__, value)
        elif not (_add_special(self, value) or _hashing_data.add_data(self, value)):
            _add_general(self, value)


def _number(value: int) -> bytes:
    return b"%x" % value


def _float(value: float) -> bytes:
    # There are many NaNs, and nobody can tell one from another.
    return b"nan" if value != value else struct.pack("!d", value)  # noqa: PLR0124


def _text(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")


_ATOMS: dict[type, tuple[str, Callable[[Any], bytes | bytearray]]] = {
    type(None): ("none", lambda _: b""),
    bool: ("bool", lambda value: b"1" if value else b"0"),
    int: ("int", _number),
    float: ("float", _float),
    complex: ("complex", lambda value: b"%b|%b" % (_float(value.real), _float(value.imag))),
    str: ("str", _text),
    bytes: ("bytes", bytes),
    bytearray: ("bytearray", bytes),
    uuid.UUID: ("uuid", lambda value: value.bytes),
    datetime: ("datetime", lambda value: value.isoformat().encode()),
}


def _is_mock(value: Any) -> bool:
    mock = sys.modules.get("unittest.mock")
    return mock is not None and isinstance(value, mock.NonCallableMock)


def _add_special(hasher: Hasher, value: Any) -> bool:
    """Add what has a rule of its own; whether it had one."""
    tag = type_name(value)
    if _is_mock(value):
        hasher.write("mock", b"%d" % id(value))
    elif isinstance(value, Enum):
        hasher.write(tag, _text(f"{value}|{value.name}"))
    elif isinstance(value, type | types.ModuleType | types.BuiltinFunctionType):
        _add_named(hasher, value)
    elif isinstance(value, re.Pattern):
        hasher.add_all(tag, (value.pattern, value.flags))
    elif isinstance(value, partial):
        hasher.add_all(tag, (value.func, value.args, value.keywords))
    elif isinstance(value, types.MappingProxyType | ItemsView):
        hasher.add_all(tag, value if isinstance(value, ItemsView) else value.items())
    elif isinstance(value, io.IOBase) or tag == "tempfile._TemporaryFileWrapper":
        _add_file(hasher, value)
    else:
        return False
    return True


def _add_named(hasher: Hasher, value: Any) -> None:
    """Add what is known by its name: a class, a module, a builtin."""
    name = getattr(value, "__qualname__", None) or value.__name__
    hasher.write("name", _text(f"{getattr(value, '__module__', '')}.{name}"))
    owner = getattr(value, "__self__", None) if isinstance(value, types.BuiltinFunctionType) else None
    if not isinstance(owner, types.ModuleType | None):
        hasher.add(owner)


def _add_general(hasher: Hasher, value: Any) -> None:
    """Add a value by what it is derived from, or by how it would be copied."""
    tag = type_name(value)
    pydantic = sys.modules.get("pydantic")
    if pydantic is not None and isinstance(value, pydantic.BaseModel):
        dump = getattr(value, "model_dump_json", None) or value.json
        hasher.write(tag, _text(dump()))
    elif is_dataclass(value):
        hasher.write(tag)
        fields = getattr(value, "__dict__", None)
        names = value.__dataclass_fields__ if fields is None else fields
        hasher.add_all("fields", ((name, getattr(value, name)) for name in names))
    elif isinstance(value, dict):
        hasher.add_all(tag, value.items())
    elif isinstance(value, list | tuple):
        hasher.add_all(tag, value)
    elif isinstance(value, set | frozenset):
        hasher.add_unordered(tag, value)
    else:
        for base in (str, int, float, complex, bytes, bytearray, datetime):
            if isinstance(value, base):
                hasher.write(tag, _ATOMS[base][1](value))
                return
        _add_reduced(hasher, value)


def _add_reduced(hasher: Hasher, value: Any) -> None:
    try:
        reduced = value.__reduce__()
    except Exception as error:
        raise UnhashableValue from error
    if isinstance(reduced, str):
        hasher.write(f"global {type_name(value)}", _text(reduced))
        return
    # Items of lists and dicts come as iterators, which have no content of their own.
    items = [part if part is None else list(part) for part in reduced[3:5]]
    hasher.add_all(f"reduced {type_name(value)}", (*reduced[:3], *items))


def _add_file(hasher: Hasher, file: Any) -> None:
    """Add a file in memory by content, one on disk by name and time of change.

    Raises
    ------
    UnhashableValue
        The file has no name, or is not there any more.
    """
    tag, name = type_name(file), getattr(file, "name", None)
    try:
        if isinstance(file, io.BytesIO | io.StringIO):
            hasher.add_all(tag, (name, file.tell(), file.getvalue()))
        else:
            hasher.add_all(tag, (name, os.stat(name).st_mtime_ns, file.tell()))  # type: ignore[arg-type]  # noqa: PTH116  # a name may be a descriptor
    except (OSError, TypeError, ValueError) as error:
        raise UnhashableValue from error
