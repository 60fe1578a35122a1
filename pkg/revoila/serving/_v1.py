"""Jupyter messages on a websocket, in the format ``v1.kernel.websocket.jupyter.org``."""

from __future__ import annotations

import json
import struct
from typing import Any
from uuid import uuid4

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"

NUMBER = 8
"""Bytes of an offset."""

MOST_PARTS = 1024
"""Of one message; more are a mistake."""


def header_of(data: bytes) -> tuple[str, dict[str, Any]] | None:
    """Return the channel and the header of a message.

    Parameters
    ----------
    data : bytes
        A frame of a websocket, which may be anything.

    Returns
    -------
    tuple of str and dict, or None
        None when it is no message, or one that does not say what it is.
    """
    parts = _offsets(data)
    if parts is None:
        return None
    try:
        channel = data[parts[0] : parts[1]].decode()
    except ValueError:
        return None
    header = _object(data[parts[1] : parts[2]])
    return (channel, header) if isinstance(header.get("msg_type"), str) else None


def content_of(data: bytes, needle: bytes = b"") -> dict[str, Any]:
    """Return the content of a message that `header_of` has accepted; empty when it has none, or no `needle` in it."""
    parts = _offsets(data)
    # Looking for some bytes is a small part of the work of reading what may be large.
    if parts is None or data.find(needle, parts[4], parts[5]) < 0:
        return {}
    return _object(data[parts[4] : parts[5]])


def parent_of(data: bytes) -> str:
    """Return the id of the message that one belongs to, or ""."""
    parts = _offsets(data)
    return "" if parts is None else str(_object(data[parts[2] : parts[3]]).get("msg_id", ""))


def execute_request(code: str, question: str = "") -> tuple[str, bytes]:
    """Return a request to execute code, and its id; the reply has the value of `question` as ``"answer"``."""
    msg_id = uuid4().hex
    header = {
        "msg_id": msg_id,
        "msg_type": "execute_request",
        "username": "",
        "session": uuid4().hex,
        "version": "5.3",
        "date": "",
    }
    content = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {"answer": question} if question else {},
        "allow_stdin": False,
        "stop_on_error": False,
    }
    parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
    data: bytes = serialize_msg_to_ws_v1(parts, "shell")
    return msg_id, data


def _object(text: bytes) -> dict[str, Any]:
    """Return the object that a part of a message is; an empty one when it is something else."""
    try:
        found = json.loads(str(text, "utf-8"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _offsets(data: bytes) -> list[int] | None:
    """Return where the parts of a message begin and end; None when it is none."""
    try:
        (count,) = struct.unpack_from("<Q", data)
        # Channel, header, parent header, metadata, content, and the end.
        if not 6 <= count <= MOST_PARTS:  # noqa: PLR2004  # as above
            return None
        found = list(struct.unpack_from(f"<{count}Q", data, NUMBER))
    except struct.error:
        return None
    ordered = found == sorted(found)
    return found if ordered and found[0] >= NUMBER * (count + 1) and found[-1] <= len(data) else None
