from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection import base

from revoila.serving._v1 import MOST_PARTS, content_of, execute_request, header_of, parent_of

if TYPE_CHECKING:
    from collections.abc import Callable

# It has no types.
serialize: Callable[[list[bytes], str], bytes] = base.serialize_msg_to_ws_v1
deserialize: Callable[[bytes], tuple[str, list[bytes]]] = base.deserialize_msg_from_ws_v1

words = st.dictionaries(st.text(), st.integers() | st.text() | st.none())
headers = words.map(lambda header: {**header, "msg_type": "comm_msg"})
numbers = st.lists(st.integers(0, 2**64 - 1), max_size=12)


def packed(
    channel: str = "shell", header: Any = None, *, parent: Any = None, content: Any = None, raw: bytes = b""
) -> bytes:
    """Return a message as pages send it; `raw` is a header that is no JSON of ours."""
    said = raw or json.dumps({"msg_type": "comm_msg"} if header is None else header).encode()
    rest = [json.dumps(part).encode() for part in (parent or {}, {}, {} if content is None else content)]
    return serialize([said, *rest], channel)


def offsets(*values: int) -> bytes:
    return b"".join(value.to_bytes(8, "little") for value in values)


@given(
    channel=st.sampled_from(["shell", "control", "iopub", "", "é"]),
    header=headers,
    parent=words.map(lambda parent: {**parent, "msg_id": "m"}),
    content=words,
    buffers=st.lists(st.binary(max_size=50), max_size=3),
)
def test_what_the_protocol_packs_is_read(
    channel: str,
    header: dict[str, Any],
    parent: dict[str, Any],
    content: dict[str, Any],
    buffers: list[bytes],
) -> None:
    parts = [json.dumps(part).encode() for part in (header, parent, {}, content)]
    data = serialize([*parts, *buffers], channel)
    assert header_of(data) == (channel, header)
    assert parent_of(data) == "m"
    assert content_of(data) == content


@given(data=st.binary(max_size=200) | numbers.map(lambda values: offsets(*values)))
@example(data=b"")
@example(data=offsets(2**64 - 1))
@example(data=offsets(6))
@example(data=offsets(6, *[56] * 6))
@example(data=offsets(6, *[0] * 6))
@example(data=offsets(6, 56, 55, 56, 56, 56, 56))
@example(data=offsets(6, 56, 56, 56, 56, 56, 2**40))
def test_bytes_that_are_no_message_are_none(data: bytes) -> None:
    assert header_of(data) is None
    assert content_of(data) == {}
    assert parent_of(data) == ""


@given(data=st.data())
def test_damaged_message_raises_nothing(data: st.DataObject) -> None:
    message = bytearray(packed(content={"a": 1}))
    for _ in range(data.draw(st.integers(1, 4))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(message[: data.draw(st.integers(0, len(message)))])
    for found in (header_of(cut), header_of(bytes(message))):
        assert found is None or isinstance(found[1]["msg_type"], str)
    assert isinstance(content_of(cut), dict)
    assert isinstance(parent_of(cut), str)


@pytest.mark.parametrize(
    "header",
    [
        b"[]",
        b"1",
        b"null",
        b"{",
        b"\xff\xfe",
        b"{}",
        b'{"msg_type": null}',
        b'{"msg_type": []}',
        b'{"msg_type": {"comm_msg": 1}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
    ],
)
def test_header_that_names_no_type_is_no_message(header: bytes) -> None:
    assert header_of(packed(raw=header)) is None


def test_content_that_is_no_object_is_empty() -> None:
    assert content_of(packed(content=[1])) == {}
    deep = [b'{"msg_type": "x"}', b"[" * 100_000, b"{}", b"[" * 100_000]
    data = serialize(deep, "shell")
    assert content_of(data) == {}
    assert parent_of(data) == ""


def test_message_of_too_many_parts_is_none() -> None:
    parts = [b'{"msg_type": "comm_msg"}', b"{}", b"{}", b"{}"]
    assert header_of(serialize([*parts, *[b""] * (MOST_PARTS - 6)], "shell")) is not None
    assert header_of(serialize([*parts, *[b""] * (MOST_PARTS - 5)], "shell")) is None


def test_parts_lie_behind_their_offsets() -> None:
    data = packed()
    assert header_of(offsets(6, *[8] * 6) + data) is None


def test_request_to_execute_is_one_of_the_protocol() -> None:
    asked, data = execute_request("1 + 1")
    channel, parts = deserialize(data)
    header, content = json.loads(parts[0]), json.loads(parts[3])
    assert (channel, header["msg_type"], header["msg_id"]) == ("shell", "execute_request", asked)
    assert (content["code"], content["allow_stdin"], content["store_history"]) == ("1 + 1", False, False)
    assert execute_request("")[0] != asked
