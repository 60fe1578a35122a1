"""Messages of the Jupyter protocol as bytes: packed once for all clients, checked when they come from viewers.

What links carry is the format ``v1.kernel.websocket.jupyter.org``: how many
offsets, the offsets, then channel, header, parent header, metadata, content
and buffers. Nothing is signed: the channel to the server is nobody else's.
"""

from __future__ import annotations

import logging
import struct
from datetime import UTC, datetime
from itertools import count, pairwise
from json import JSONDecoder, JSONEncoder
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from jupyter_client._version import protocol_version
from jupyter_client.jsonutil import json_clean, json_default

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revoila.serving.shared._context import Message

_log = logging.getLogger(__name__)

COMMS = frozenset({"comm_open", "comm_msg", "comm_close"})
NOTHING = b"{}"

NUMBER = 8
"""Bytes of an offset."""

FEWEST_OFFSETS = 6
"""Of channel, header, parent header, metadata, content, and the end."""

MOST_OFFSETS = 1024
LONGEST_HEADER = 4096
"""In bytes."""

LONGEST_NAME = 256
"""Of an id or a name in what a viewer sends, in characters."""

PAUSE = 30.0
"""Least time between two complaints about viewers' messages, in seconds."""

MOST_ERRORS = 20
"""In the log, in such a time. Viewers can send what makes a callback fail, and each failure logs its traceback."""


class MalformedError(ValueError):
    """What a viewer has sent is no message."""


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=json_default).encode
# Browsers send no NaN; checks of a range would let it through.
_decode = JSONDecoder(parse_constant=_refuse).decode


def encode(value: Any) -> bytes:
    """Return a value as JSON, as `jupyter_client` would, but compact.

    Parameters
    ----------
    value : Any
        Dates, bytes and what is not a finite number become what they become there.

    Returns
    -------
    bytes
        UTF-8.
    """
    try:
        text = _encode(value)
    except (TypeError, ValueError):
        text = _encode(json_clean(value))
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


class Headers:
    """Makes the headers of one kernel's messages.

    Attributes
    ----------
    session : str
        Id of the session that they name.
    """

    __slots__ = ("_numbers", "session")

    def __init__(self) -> None:
        self.session = uuid4().hex
        self._numbers = count()

    def new(self, kind: str) -> bytes:
        """Return the header of one more message.

        Parameters
        ----------
        kind : str
            Type of the message.

        Returns
        -------
        bytes
            JSON.
        """
        # Nothing in it needs to be escaped.
        return (
            f'{{"msg_id":"{self.session}_{next(self._numbers)}","msg_type":"{kind}","username":"kernel",'
            f'"session":"{self.session}","date":"{datetime.now(UTC).isoformat()}",'
            f'"version":"{protocol_version}"}}'
        ).encode()


def header_of(message: Message) -> bytes:
    """Return the header of a message as JSON.

    Parameters
    ----------
    message : dict
        It keeps what is returned.

    Returns
    -------
    bytes
        As the client has sent it, when it came over a link.
    """
    packed: bytes | None = message.get("packed_header")
    if packed is None:
        packed = message["packed_header"] = encode(message["header"])
    return packed


def pack(channel: bytes, parts: Sequence[bytes], buffers: Sequence[Any]) -> list[Any]:
    """Return a message for links, in pieces.

    Parameters
    ----------
    channel : bytes
        Name of the channel.
    parts : sequence of bytes
        Header, parent header, metadata and content.
    buffers : sequence of buffers
        Binary data of any kind.

    Returns
    -------
    list of buffers
        To be put together.
    """
    pieces = [channel, *parts, *buffers]
    sizes = [memoryview(piece).nbytes for piece in pieces]
    offset = NUMBER * (len(pieces) + 2)
    offsets = [offset]
    for size in sizes:
        offset += size
        offsets.append(offset)
    return [struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets), *pieces]


def unpack(data: bytes) -> Message:
    """Return the message that a viewer has sent.

    Parameters
    ----------
    data : bytes
        Anything.

    Returns
    -------
    dict
        As `jupyter_client.session.Session.deserialize` returns it, with the name of the ``channel``.

    Raises
    ------
    MalformedError
        It is none.
    """
    offsets = _offsets(data)
    packed = data[offsets[1] : offsets[2]]
    if len(packed) > LONGEST_HEADER:
        # It comes back with every output.
        raise MalformedError(f"its header has {len(packed)} bytes")
    try:
        header = _decode(str(packed, "utf-8"))
        parent, metadata, content = (
            {} if data[start:end] == NOTHING else _decode(str(data[start:end], "utf-8"))
            for start, end in pairwise(offsets[2:6])
        )
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"a part is not JSON: {error}") from None
    message = {
        "channel": data[offsets[0] : offsets[1]],
        "header": header,
        "packed_header": packed,
        "parent_header": parent,
        "metadata": metadata,
        "content": content,
        "buffers": [],
    }
    if len(offsets) > FEWEST_OFFSETS:
        view = memoryview(data)
        message["buffers"] = [view[start:end] for start, end in pairwise(offsets[5:])]
    _check(message)
    message["msg_id"], message["msg_type"] = header["msg_id"], header["msg_type"]
    return message


def _offsets(data: bytes) -> tuple[int, ...]:
    """Return where the parts of a message begin and end.

    Raises
    ------
    MalformedError
        They cannot begin there.
    """
    try:
        (number,) = struct.unpack_from("<Q", data)
        if not FEWEST_OFFSETS <= number <= MOST_OFFSETS:
            raise MalformedError(f"it has {number} offsets")
        offsets = struct.unpack_from(f"<{number}Q", data, NUMBER)
    except struct.error:
        raise MalformedError("it is cut off") from None
    if offsets[0] < NUMBER * (number + 1) or offsets[-1] > len(data) or list(offsets) != sorted(offsets):
        raise MalformedError("its offsets are wrong")
    return offsets


def _check(message: Message) -> None:
    """Refuse what handlers rely on not to come.

    Raises
    ------
    MalformedError
        Something has the wrong type.
    """
    if not all(isinstance(message[name], dict) for name in PARTS):
        raise MalformedError("a part is no object")
    header, content = message["header"], message["content"]
    if not (_is_name(header.get("msg_id")) and _is_name(header.get("msg_type"))):
        raise MalformedError("its header has no id or type")
    if header["msg_type"] in COMMS:
        content.setdefault("data", {})
        if not _is_name(content.get("comm_id")):
            raise MalformedError("it names no comm")
        if header["msg_type"] == "comm_open" and not _is_name(content.get("target_name")):
            raise MalformedError("it names no target")


PARTS = ("header", "parent_header", "metadata", "content")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME


class Complaints:
    """Says in the log that viewers' messages were dropped, but not for each of them."""

    def __init__(self) -> None:
        self.dropped = 0
        self._told = 0
        self._next = 0.0

    def add(self, reason: object) -> None:
        """Count a message that was dropped.

        Parameters
        ----------
        reason : object
            Why, for the log.
        """
        self.dropped += 1
        if monotonic() >= self._next:
            self._next = monotonic() + PAUSE
            new, self._told = self.dropped - self._told, self.dropped
            _log.warning("Dropped %d messages of viewers; of the last one, %s.", new, reason)


class FewErrors(logging.Filter):
    """Lets `MOST_ERRORS` records through in `PAUSE`."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._since = monotonic()

    def filter(self, _record: logging.LogRecord) -> bool:
        """Whether to log one more."""
        if monotonic() - self._since > PAUSE:
            self._count, self._since = 0, monotonic()
        self._count += 1
        return self._count <= MOST_ERRORS
