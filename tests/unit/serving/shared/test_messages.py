"""Messages as bytes: the same for every reader, and nothing malformed gets in."""

from __future__ import annotations

import json
import logging
import struct
from array import array
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.session import json_unpacker
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from revoila.serving.shared import _messages
from revoila.serving.shared._messages import (
    Complaints,
    Headers,
    MalformedError,
    encode,
    header_of,
    pack,
    unpack,
)

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
contents = st.dictionaries(st.text(), values, max_size=5)
HEADER = {"msg_id": "1", "msg_type": "kernel_info_request"}


def message(header: Any = None, content: Any = None, buffers: tuple[Any, ...] = (), **parts: Any) -> bytes:
    found = [HEADER if header is None else header, parts.get("parent", {}), parts.get("metadata", {})]
    pieces = [json.dumps(one).encode() for one in [*found, {} if content is None else content]]
    return b"".join(pack(b"shell", pieces, buffers))


@given(contents, st.lists(st.binary(max_size=50), max_size=3))
def test_what_is_packed_is_unpacked(content: dict[str, Any], buffers: list[bytes]) -> None:
    parts = [encode(HEADER), encode({"msg_id": "p"}), b"{}", encode(content)]
    found = unpack(b"".join(pack(b"shell", parts, buffers)))
    assert (found["header"], found["content"]) == (HEADER, content)
    assert found["parent_header"] == {"msg_id": "p"}
    assert [bytes(one) for one in found["buffers"]] == buffers
    assert header_of(found) == parts[0]


@given(contents)
def test_it_is_the_format_of_jupyter_server(content: dict[str, Any]) -> None:
    parts = [encode(HEADER), b"{}", b"{}", encode(content)]
    packed = b"".join(pack(b"iopub", parts, ()))
    assert packed == serialize_msg_to_ws_v1(parts, "iopub")  # type: ignore[no-untyped-call]
    assert deserialize_msg_from_ws_v1(packed) == ("iopub", parts)  # type: ignore[no-untyped-call]


def test_buffers_of_any_kind_have_their_length_in_bytes() -> None:
    numbers = array("d", range(5))
    found = unpack(message(buffers=(numbers, memoryview(numbers)[1:3], bytearray(b"xyz"))))
    assert [len(one) for one in found["buffers"]] == [40, 16, 3]
    assert array("d", bytes(found["buffers"][0])) == numbers


def test_a_header_is_that_of_a_session() -> None:
    headers = Headers()
    one, other = (json.loads(headers.new(kind)) for kind in ("status", "stream"))
    assert (one["msg_type"], other["msg_type"]) == ("status", "stream")
    assert one["session"] == other["session"]
    assert one["msg_id"] != other["msg_id"]
    assert datetime.fromisoformat(one["date"]).tzinfo == UTC
    assert sorted(one) == ["date", "msg_id", "msg_type", "session", "username", "version"]


def test_json_is_what_jupyter_clients_make_of_it() -> None:
    value = {"d": datetime(2020, 1, 2, tzinfo=UTC), "b": b"x", "nan": float("nan"), 5: "ü\udcff"}
    assert json_unpacker(encode({"d": value["d"]}))["d"].startswith("2020-01-02T00:00:00")
    assert json_unpacker(encode({"b": b"x"})) == {"b": "eA=="}
    assert json_unpacker(encode({"nan": value["nan"]})) == {"nan": "nan"}
    assert encode({"x": "ü\udcff"}) == '{"x":"ü'.encode() + b'\xff"}'
    assert encode("\ud800") == b'"?"'


@given(st.binary(max_size=300))
def test_bytes_are_a_message_or_malformed(data: bytes) -> None:
    with pytest.raises(MalformedError):
        unpack(data)


good = message()


@given(st.integers(0, len(good) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_message_is_a_message_or_malformed(where: int, damage: bytes) -> None:
    try:
        found = unpack(good[:where] + damage + good[where + len(damage) :])
    except MalformedError:
        return
    assert isinstance(found["msg_type"], str)


def comm(kind: str, **content: Any) -> bytes:
    return message({"msg_id": "1", "msg_type": kind}, content)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cut off"),
        (struct.pack("<Q", 6), "cut off"),
        (struct.pack("<Q", 2**63), "offsets"),
        (struct.pack("<7Q", 6, 0, 1, 2, 3, 4, 5), "offsets are wrong"),
        (good[:-1], "offsets are wrong"),
        (struct.pack("<7Q", 6, 56, 60, 58, 60, 60, 60) + bytes(40), "offsets are wrong"),
        (message([]), "no object"),
        (message(parent=5), "no object"),
        (message(metadata=[]), "no object"),
        (message(content="x"), "no object"),
        (message({"msg_type": "x"}), "no id or type"),
        (message({"msg_id": "1", "msg_type": 5}), "no id or type"),
        (message({"msg_id": "1" * 300, "msg_type": "x"}), "no id or type"),
        (message({**HEADER, "more": "x" * 5000}), "header has"),
        (message().replace(b"kernel", b"ker\xffel"), "not JSON"),
        (b"".join(pack(b"shell", [encode(HEADER), b"{}", b"{}", b'{"x":NaN}'], ())), "NaN is not JSON"),
        (b"".join(pack(b"shell", [encode(HEADER), b"{}", b"{}", b"[" * 100_000], ())), "not JSON"),
        (comm("comm_msg"), "no comm"),
        (comm("comm_close", comm_id=["x"]), "no comm"),
        (comm("comm_open", comm_id="x"), "no target"),
        (comm("comm_open", comm_id="x", target_name=""), "no target"),
    ],
)
def test_what_a_handler_relies_on_is_checked(data: bytes, reason: str) -> None:
    with pytest.raises(MalformedError, match=reason):
        unpack(data)


def test_a_comm_message_without_data_has_none() -> None:
    assert unpack(comm("comm_msg", comm_id="x"))["content"]["data"] == {}


def test_complaints_are_counted_and_rarely_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(_messages, "monotonic", lambda: now[0])
    complaints = Complaints()
    with caplog.at_level(logging.WARNING):
        for number in range(1000):
            complaints.add(f"reason {number}")
        now[0] += _messages.PAUSE
        complaints.add("the last")
    assert complaints.dropped == 1001
    assert [record.getMessage() for record in caplog.records] == [
        "Dropped 1 messages of viewers; of the last one, reason 0.",
        "Dropped 1000 messages of viewers; of the last one, the last.",
    ]
