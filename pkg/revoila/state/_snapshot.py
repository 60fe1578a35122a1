"""What is left of a session when its process ends: plain values, written down and signed.

A snapshot is a signature (HMAC-SHA256, 32 bytes), then a magic text, the
version, the length of a JSON document, the document, and its binary buffers.
Nothing of it is looked at before the signature is right. It holds no secret and
nothing that only lives in a process: connections, models, functions.
"""

from __future__ import annotations

import hmac
import json
import logging
from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements._element import ElementId
from revoila.errors import Error
from revoila.state._plain import NotPlainError, TooLargeError, Writer, read
from revoila.state._remembered import KeptInput, Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

_log = logging.getLogger(__name__)

MAGIC = b"revoila-snapshot"
VERSION = 1
LARGEST_VALUE = 5_000_000
"""How much one key may take, in bytes."""

LARGEST = 50_000_000
"""How much a session may take, in bytes."""

_HEAD = Struct("!16sHQ")
_SIGNATURE = 32


class SnapshotRefusedError(Error):
    """A snapshot is not used: it was changed, cut off, or made by another version."""


class Snapshot(NamedTuple):
    """A session, apart from its process.

    Parameters
    ----------
    page : str
        URL path of the page that was shown.
    query : str
        Query string of its address.
    remembered : Remembered
        What session state held.
    """

    page: str
    query: str
    remembered: Remembered


class Snapshots:
    """Writes the snapshots of one session."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        """What was logged; a session may have a snapshot after each run."""

    def write(self, snapshot: Snapshot, private: Collection[ElementId] = ()) -> bytes:
        """Return a snapshot as bytes, not signed yet.

        What is not plain or holds a secret is left out; so is, with a warning, what is too large.

        Parameters
        ----------
        snapshot : Snapshot
            The session.
        private : collection of ElementId
            Inputs whose values must not be written down, such as passwords.
        """
        entries, inputs = snapshot.remembered
        hidden = {inputs[id_].key for id_ in private if id_ in inputs}
        draft = _Draft(self._tell)
        document = {
            "page": draft.text(snapshot.page),
            "query": draft.text(snapshot.query),
            "entries": draft.section(
                (name, name, value) for name, value in entries.items() if name not in hidden
            ),
            "inputs": draft.section(
                (id_, kept.key or kept.kind, list(kept)) for id_, kept in inputs.items() if id_ not in private
            ),
        }
        return draft.finish(document)

    def _tell(self, name: str, reason: str) -> None:
        if name not in self._told:
            self._told.add(name)
            _log.warning("%.100s will not survive a restart of the server: %s.", name, reason)


class _Draft:
    """A snapshot that is being written."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self._tell = tell
        self._writer = Writer(LARGEST_VALUE)
        self._left = LARGEST

    def text(self, text: str) -> str:
        try:
            return str(self._writer.write(text))
        except NotPlainError:
            return ""

    def section(self, values: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
        """Return the values that can be written, from their ids, what to call them, and the values."""
        written = {}
        for id_, name, value in values:
            start = len(self._writer.buffers)
            try:
                wire = self._writer.write([id_, value])[1]
            except TooLargeError:
                self._tell(name, f"it takes more than {LARGEST_VALUE:,} bytes")
                continue
            except NotPlainError:
                continue
            size = len(json.dumps([id_, wire])) + sum(map(len, self._writer.buffers[start:]))
            if size > self._left:
                del self._writer.buffers[start:]
                self._tell(name, f"the session takes more than {LARGEST:,} bytes")
                continue
            self._left -= size
            written[id_] = wire
        return written

    def finish(self, document: dict[str, Any]) -> bytes:
        buffers = self._writer.buffers
        document["sizes"] = [len(buffer) for buffer in buffers]
        text = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
        return b"".join([_HEAD.pack(MAGIC, VERSION, len(text)), text, *buffers])


def read_snapshot(payload: bytes) -> Snapshot:
    """Return what `Snapshots` has written.

    A value that cannot be read, for want of a library for instance, is left out with a warning.

    Raises
    ------
    SnapshotRefusedError
        It is no snapshot, or one of another version.
    """
    if len(payload) < _HEAD.size or not payload.startswith(MAGIC):
        message = "It is no snapshot of a session."
        raise SnapshotRefusedError(message)
    _, version, length = _HEAD.unpack_from(payload)
    if version != VERSION:
        message = f"The snapshot has version {version}; this is version {VERSION}."
        raise SnapshotRefusedError(message)
    try:
        document = json.loads(payload[_HEAD.size : _HEAD.size + length])
        buffers = _split(payload[_HEAD.size + length :], document["sizes"])
        inputs = document["inputs"].items()
        entries = dict(_readable(document["entries"].items(), buffers))
        kept = {ElementId(id_): KeptInput(*value) for id_, value in _readable(inputs, buffers)}
        return Snapshot(document["page"], document["query"], Remembered(entries, kept))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"The snapshot is damaged: {error}"
        raise SnapshotRefusedError(message) from error


def _split(data: bytes, sizes: Sequence[int]) -> list[bytes]:
    if sum(sizes) != len(data):
        message = "its length is wrong"
        raise ValueError(message)
    ends = list(accumulate(sizes))
    return [data[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def _readable(wires: Iterable[tuple[str, Any]], buffers: Sequence[bytes]) -> Iterator[tuple[str, Any]]:
    for name, wire in wires:
        try:
            yield name, read(wire, buffers)
        except Exception as error:  # noqa: BLE001  # libraries may have changed since; the others are read
            _log.warning("%.100s is not restored: %s", name, error)


def sign(payload: bytes, key: bytes) -> bytes:
    """Return a snapshot with its signature.

    Parameters
    ----------
    payload : bytes
        The snapshot.
    key : bytes
        What only those know who may make snapshots.

    Raises
    ------
    ValueError
        The key is empty.
    """
    return _signature(payload, key) + payload


def verified(signed: bytes, key: bytes) -> bytes:
    """Return a snapshot without its signature.

    Raises
    ------
    SnapshotRefusedError
        The signature is not that of this snapshot by this key.
    ValueError
        The key is empty.
    """
    payload = signed[_SIGNATURE:]
    if not hmac.compare_digest(signed[:_SIGNATURE], _signature(payload, key)):
        message = "The signature of the snapshot is wrong: it was changed, cut off, or made with another key."
        raise SnapshotRefusedError(message)
    return payload


def _signature(payload: bytes, key: bytes) -> bytes:
    if not key:
        message = "Snapshots need a key that is not empty."
        raise ValueError(message)
    return hmac.digest(key, payload, "sha256")
