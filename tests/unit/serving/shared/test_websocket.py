"""Websockets: whatever the cuts, the messages are the same; whatever else is sent is refused."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Close, Frame, Opcode

from revoila.serving.shared._websocket import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    PROTOCOL,
    TEXT,
    TOO_LARGE,
    Parser,
    Received,
    close_frame,
    frame,
    unmask,
)

LARGEST = 200_000


def sent(kind: int, data: bytes, *, last: bool = True) -> bytes:
    """Return a frame as a browser sends it, made by another implementation."""
    return Frame(Opcode(kind), data, fin=last).serialize(mask=True)


def in_parts(kind: int, parts: list[bytes], between: bytes) -> bytes:
    """Return one message in several frames, with others between them."""
    frames = [
        sent(kind if number == 0 else CONTINUATION, part, last=number == len(parts) - 1)
        for number, part in enumerate(parts)
    ]
    return between.join(frames)


messages = st.builds(Received, st.sampled_from([TEXT, BINARY]), st.binary(max_size=300))


@given(st.lists(messages, max_size=10), st.lists(st.integers(1, 90), min_size=1), st.integers(1, 4))
def test_however_the_bytes_are_cut_the_messages_are_the_same(
    said: list[Received], cuts: list[int], pieces: int
) -> None:
    ping = sent(PING, b"?")
    data = b""
    for kind, content in said:
        size = max(1, -(-len(content) // pieces))
        parts = [content[at : at + size] for at in range(0, len(content), size)] or [b""]
        data += in_parts(kind, parts, ping)
    parser, found, start = Parser(LARGEST), [], 0
    for cut in itertools.cycle(cuts):
        if start >= len(data):
            break
        found += parser.feed(memoryview(data)[start : start + cut])
        start += cut
    assert [one for one in found if one.kind != PING] == said


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, LARGEST])
def test_messages_of_any_size_come_and_go(size: int) -> None:
    content = bytes(index % 251 for index in range(size))
    assert Parser(LARGEST).feed(sent(BINARY, content)) == [(BINARY, content)]
    made = frame(BINARY, (content[: size // 3], content[size // 3 :]))
    assert bytes(made) == Frame(Opcode.BINARY, content).serialize(mask=False)


@given(st.binary(min_size=4, max_size=4), st.binary(max_size=50))
def test_a_mask_that_is_put_on_twice_is_off(mask: bytes, data: bytes) -> None:
    assert unmask(mask, unmask(mask, data)) == data
    assert unmask(mask, data) == bytes(one ^ mask[index % 4] for index, one in enumerate(data))


def test_control_frames_come_as_they_are() -> None:
    data = sent(PONG, b"there") + sent(CLOSE, Close(1001, "away").serialize())
    assert Parser(LARGEST).feed(data) == [(PONG, b"there"), (CLOSE, b"\x03\xe9away")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (Frame(Opcode.BINARY, b"x").serialize(mask=False), PROTOCOL),
        (bytes([0xC0 | BINARY, 0x80]), PROTOCOL),
        (bytes([0x83, 0x80]), PROTOCOL),
        (bytes([0x8B, 0x80]), PROTOCOL),
        (bytes([0x80 | PING, 0x80 | 126, 0, 126]), PROTOCOL),
        (bytes([PING, 0x80]), PROTOCOL),
        (sent(CONTINUATION, b"x"), PROTOCOL),
        (sent(TEXT, b"x", last=False) + sent(TEXT, b"y"), PROTOCOL),
        (bytes([0x80 | BINARY, 0x80 | 127, *(LARGEST + 1).to_bytes(8)]), TOO_LARGE),
        (bytes([0x80 | BINARY, 0x80 | 127, *(2**64 - 1).to_bytes(8)]), TOO_LARGE),
        (sent(BINARY, b"x", last=False) + sent(CONTINUATION, bytes(LARGEST)), TOO_LARGE),
    ],
    ids=[
        "not masked",
        "an extension",
        "an opcode for later",
        "a control opcode for later",
        "a long ping",
        "a ping in parts",
        "the rest of nothing",
        "two at once",
        "too long",
        "far too long",
        "too long in parts",
    ],
)
def test_what_is_no_frame_of_a_browser_is_refused_by_its_head(data: bytes, code: int) -> None:
    parser = Parser(LARGEST)
    assert parser.feed(sent(TEXT, b"before") + data) == [(TEXT, b"before")]
    assert parser.failure is not None
    assert parser.failure.code == code
    assert parser.feed(sent(TEXT, b"after")) == []


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_are_messages_or_refused(pieces: list[bytes]) -> None:
    parser = Parser(50)
    found = [one for piece in pieces for one in parser.feed(piece)]
    assert parser.failure is None or parser.failure.code in {PROTOCOL, TOO_LARGE}
    assert all(len(one.data) <= 125 for one in found)


@pytest.mark.parametrize("reason", ["", "Connected anew.", "é" * 100])
def test_the_end_says_why_in_as_many_bytes_as_there_may_be(reason: str) -> None:
    (found,) = Parser(LARGEST).feed(masked(close_frame(4000, reason)))
    close = Close.parse(found.data)
    assert close.code == 4000
    assert reason.startswith(close.reason)
    assert len(close.reason.encode()) >= min(len(reason.encode()), 122)


def masked(made: bytearray) -> bytes:
    """Return a short frame of a server as if a browser had sent it."""
    return bytes([made[0], made[1] | 0x80, 0, 0, 0, 0]) + made[2:]
