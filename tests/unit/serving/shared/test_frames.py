"""The channel between server and host: whole frames, in order, whatever happens to those who send them."""

from __future__ import annotations

import asyncio
import dis
import itertools
import logging
import os
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import FunctionType
from typing import TYPE_CHECKING, Any, Self, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.serving.shared import _frames, _stream
from revoila.serving.shared._frames import (
    CONNECT,
    DISCONNECT,
    DROPPED,
    HEAD,
    KINDS,
    MESSAGE,
    TAKE,
    Frame,
    FrameError,
    FrameSocket,
    Parser,
)
from revoila.serving.shared._stream import Outgoing, SocketStream

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from types import CodeType, FrameType

WAIT = 30.0

frames = st.builds(Frame, st.integers(0, 2**32 - 1), st.sampled_from(sorted(KINDS)), st.binary(max_size=200))


def packed(frame: Frame) -> bytes:
    return HEAD.pack(len(frame.payload), frame.link, frame.kind) + frame.payload


@given(st.lists(frames, max_size=20), st.lists(st.integers(1, 40), min_size=1))
def test_however_the_bytes_are_cut_the_frames_are_the_same(sent: list[Frame], cuts: list[int]) -> None:
    data = b"".join(map(packed, sent))
    parser, found, start, turn = Parser(), [], 0, 0
    while start < len(data):
        found += parser.feed(data[start : start + cuts[turn % len(cuts)]])
        start += cuts[turn % len(cuts)]
        turn += 1
    assert found == sent


@given(st.binary(min_size=HEAD.size, max_size=400))
def test_any_bytes_are_frames_or_refused(data: bytes) -> None:
    parser = Parser()
    try:
        found = parser.feed(data)
    except FrameError:
        return
    assert b"".join(map(packed, found)) == data[: sum(HEAD.size + len(one.payload) for one in found)]


@pytest.mark.parametrize("head", [(1, 1, 0), (1, 1, 8), (_frames.LARGEST + 1, 1, MESSAGE)])
def test_a_frame_of_unknown_kind_or_too_large_is_refused(head: tuple[int, int, int]) -> None:
    with pytest.raises(FrameError, match="no frame of kind"):
        Parser().feed(HEAD.pack(*head))


@dataclass
class End:
    """One end of a channel, and what came out of it."""

    frames: list[Frame] = field(default_factory=list)
    lost: int = 0
    channel: FrameSocket = field(init=False)

    def open(self, sock: socket.socket) -> None:
        self.channel = FrameSocket(sock, asyncio.get_running_loop(), receive=self._take, lost=self._count)

    def _take(self, link: int, kind: int, payload: bytes) -> None:
        self.frames.append(Frame(link, kind, payload))

    def _count(self) -> None:
        self.lost += 1

    async def until(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT):
            while not wanted():  # noqa: ASYNC110  # what it asks about is no event
                await asyncio.sleep(0.001)


def with_ends(test: Callable[[End, End], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        one, other = End(), End()
        for end, sock in zip((one, other), socket.socketpair(), strict=True):
            end.open(sock)
        try:
            await test(one, other)
        finally:
            one.channel.close()
            other.channel.close()

    asyncio.run(run())


def with_deaf_end(test: Callable[[End, socket.socket], Coroutine[Any, Any, None]]) -> None:
    """Run a test of one end whose peer reads nothing by itself."""

    async def run() -> None:
        end = End()
        sock, deaf = socket.socketpair()
        end.open(sock)
        deaf.setblocking(False)
        try:
            await test(end, deaf)
        finally:
            end.channel.close()
            deaf.close()

    asyncio.run(run())


async def read_all(sock: socket.socket, parser: Parser, wanted: Callable[[list[Frame]], bool]) -> list[Frame]:
    found: list[Frame] = []
    async with asyncio.timeout(WAIT):
        while not wanted(found):
            found += parser.feed(await asyncio.get_running_loop().sock_recv(sock, 1 << 20))
    return found


def test_a_burst_arrives_whole_and_in_order() -> None:
    async def test(one: End, other: End) -> None:
        for number in range(10_000):
            assert one.channel.send(number % 7, MESSAGE, [str(number).encode()])
        await other.until(lambda: len(other.frames) == 10_000)
        assert [int(frame.payload) for frame in other.frames] == list(range(10_000))
        assert all(frame.link == int(frame.payload) % 7 for frame in other.frames)

    with_ends(test)


def test_a_large_message_arrives_in_pieces() -> None:
    async def test(one: End, other: End) -> None:
        payload = os.urandom(5_000_000)
        one.channel.send(1, MESSAGE, [payload[:7], memoryview(payload)[7:]])
        one.channel.send(2, MESSAGE, [b"after"])
        assert one.channel.waiting(1) > 4_000_000
        await other.until(lambda: len(other.frames) == 2)
        assert other.frames == [(1, MESSAGE, payload), (2, MESSAGE, b"after")]
        assert one.channel.waiting(1) == 0

    with_ends(test)


def test_threads_send_at_the_same_time() -> None:
    async def test(one: End, other: End) -> None:
        def work(link: int) -> None:
            for number in range(500):
                one.channel.send(link, MESSAGE, [f"{number:05}".encode() * (1 + 997 * number % 500)])

        threads = [threading.Thread(target=work, args=(link,)) for link in range(8)]
        for thread in threads:
            thread.start()
        await other.until(lambda: len(other.frames) == 4000)
        for link in range(8):
            numbers = [int(frame.payload[:5]) for frame in other.frames if frame.link == link]
            assert numbers == list(range(500))
        for thread in threads:
            thread.join()

    with_ends(test)


class StopError(Exception):
    """Raised in a thread by another one."""


class HandLoop:
    """An event loop whose work is done when the test says so."""

    def __init__(self) -> None:
        self.due: list[Callable[[], object]] = []
        self.writer: Callable[[], None] | None = None

    def is_closed(self) -> bool:
        return False

    def call_soon_threadsafe(self, call: Callable[[], object]) -> None:
        self.due.append(call)

    def add_reader(self, _sock: socket.socket, _call: Callable[[], None]) -> None: ...

    def remove_reader(self, _sock: socket.socket) -> None: ...

    def add_writer(self, _sock: socket.socket, call: Callable[[], None]) -> None:
        self.writer = call

    def remove_writer(self, _sock: socket.socket) -> None:
        self.writer = None

    def step(self) -> None:
        due, self.due = self.due, []
        for call in due:
            call()
        if self.writer is not None:
            self.writer()


SAFE_POINTS = ("CALL", "RESUME", "JUMP_BACKWARD")
"""After which instructions Python looks for exceptions that other threads raise."""


def points_of(code: CodeType) -> set[int]:
    """Return where in a function such an exception may come."""
    found = list(dis.get_instructions(code))
    return {
        after.offset
        for before, after in itertools.pairwise(found)
        if before.opname.startswith(SAFE_POINTS) and before.opname != "CALL_INTRINSIC_1"
    }


POINTS = {
    function.__code__: points_of(function.__code__)
    for owner in (FrameSocket, SocketStream, Outgoing, _frames)
    for function in vars(owner).values()
    if isinstance(function, FunctionType)
}


class Disturbance:
    """Raises an exception at the n-th point of what is executed in the block."""

    def __init__(self, number: int) -> None:
        self._left = number
        self.raised = False

    def _trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        points = POINTS.get(frame.f_code)
        if points is None:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and frame.f_lasti in points:
            self._left -= 1
            if self._left == 0:
                self.raised = True
                raise StopError
        return self._trace

    def __enter__(self) -> Self:
        self._before = sys.gettrace()
        sys.settrace(self._trace)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> bool:
        sys.settrace(self._before)
        return kind is StopError


SIZES = (10, 70_000, 20, 300_000, 30)


def disturbed(number: int) -> tuple[bool, list[Frame]]:
    """Send frames, with an exception at one point, and return whether it came and what has arrived."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 20_000)
    theirs.setblocking(False)
    loop, parser, found = HandLoop(), Parser(), []
    channel = FrameSocket(ours, cast("Any", loop), receive=lambda *_: None, lost=lambda: None)
    raised = False
    with ours, theirs:
        for step, size in enumerate(SIZES):
            with Disturbance(number) as disturbance:
                channel.send(1, MESSAGE, [bytes([step]) * size])
                loop.step()
            raised = raised or disturbance.raised
        channel.send(2, MESSAGE, [b"end"])
        for _ in range(1000):
            loop.step()
            with suppress(BlockingIOError):
                found += parser.feed(theirs.recv(1 << 20))
            if found and found[-1].link == 2:
                break
        assert channel.waiting(1) == 0
    return raised, found


def test_an_exception_raised_in_a_sender_breaks_no_frame() -> None:
    for number in itertools.count(1):
        raised, found = disturbed(number)
        if not raised:
            assert number > 30
            assert len(found) == len(SIZES) + 1
            return
        # In order and whole; one whose sender was interrupted may be missing.
        steps = [frame.payload[0] for frame in found[:-1]]
        assert steps == sorted(set(steps))
        assert all(
            frame.payload == bytes([step]) * SIZES[step] for step, frame in zip(steps, found, strict=False)
        )
        assert found[-1] == (2, MESSAGE, b"end"), number


@pytest.mark.parametrize("size", [50, 50_000])
def test_garbage_that_is_collected_in_the_midst_of_sending_breaks_no_frame(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    async def test(one: End, other: End) -> None:
        said = itertools.count()

        def collecting_map(*arguments: Any) -> Any:
            """Make the map between looking how much of a frame was sent and sending more of it."""
            if (number := next(said)) < 100:
                one.channel.send(5, MESSAGE, [bytes([number]) * size * 2])
            return map(*arguments)

        monkeypatch.setattr(_stream, "map", collecting_map, raising=False)
        for number in range(100):
            one.channel.send(1, MESSAGE, [bytes([number]) * size])
        await other.until(lambda: len(other.frames) == 200)
        for link, length in ((1, size), (5, size * 2)):
            payloads = [frame.payload for frame in other.frames if frame.link == link]
            assert payloads == [bytes([number]) * length for number in range(100)]

    with_ends(test)


def test_a_link_whose_other_end_does_not_read_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frames, "MOST_WAITING", 1_000_000)

    async def test(end: End, deaf: socket.socket) -> None:
        piece = [bytes(100_000)]
        end.channel.send(2, MESSAGE, piece)
        end.channel.send(2, MESSAGE, [b"kept"])
        sent = 0
        while end.channel.send(1, MESSAGE, piece):
            sent += 1
            assert end.channel.waiting(1) <= 1_100_100
        assert 10 <= sent <= 20
        # Others are not touched, and the memory is free again.
        assert end.channel.waiting(1) < 1000
        found = await read_all(deaf, Parser(), lambda frames: DISCONNECT in [one.kind for one in frames])
        assert [frame for frame in found if frame.link == 2] == [
            (2, MESSAGE, piece[0]),
            (2, MESSAGE, b"kept"),
        ]
        assert found[-1] == (1, DISCONNECT, DROPPED.encode())
        assert len(found) < sent
        assert end.channel.send(3, MESSAGE, [b"on"])
        assert end.lost == 0

    with_deaf_end(test)


def test_all_links_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frames, "MOST_WAITING_IN_ALL", 1_000_000)

    async def test(end: End, deaf: socket.socket) -> None:
        taken = [link for link in range(100) if end.channel.send(link, MESSAGE, [bytes(100_000)])]
        assert 10 <= len(taken) <= 15
        found = await read_all(deaf, Parser(), lambda frames: len(frames) == 100)
        assert sorted(frame.link for frame in found if frame.kind == MESSAGE) == taken
        assert all(frame.payload == b"dropped" for frame in found if frame.kind == DISCONNECT)

    with_deaf_end(test)


def test_a_single_large_message_is_no_reason_to_drop_its_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frames, "MOST_WAITING", 1000)

    async def test(one: End, other: End) -> None:
        assert one.channel.send(1, MESSAGE, [bytes(3_000_000)])
        await other.until(lambda: len(other.frames) == 1)

    with_ends(test)


def test_a_message_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frames, "LARGEST", 1000)

    async def test(one: End, other: End) -> None:
        with pytest.raises(FrameError, match="too large"):
            one.channel.send(1, MESSAGE, [bytes(600), bytes(600)])
        one.channel.send(1, MESSAGE, [b"small"])
        await other.until(lambda: bool(other.frames))
        assert other.frames == [(1, MESSAGE, b"small")]

    with_ends(test)


@pytest.mark.parametrize("data", [HEAD.pack(3, 1, 77) + b"abc", HEAD.pack(2**32 - 1, 1, MESSAGE)])
def test_what_is_no_frame_ends_the_channel(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async def test(end: End, deaf: socket.socket) -> None:
        deaf.send(HEAD.pack(1, 1, CONNECT) + b"x")
        await end.until(lambda: bool(end.frames))
        deaf.send(data)
        await end.until(lambda: end.lost == 1)
        assert end.channel.closed
        assert not end.channel.send(1, MESSAGE, [b"x"])
        assert deaf.recv(10) == b""

    with caplog.at_level(logging.ERROR):
        with_deaf_end(test)
    assert "channel between server and host is closed" in caplog.text


@pytest.mark.parametrize("by", ["reading", "sending"])
def test_the_end_of_the_other_end_is_told_once(by: str) -> None:
    async def test(end: End, deaf: socket.socket) -> None:
        deaf.close()
        if by == "sending":
            end.channel.send(1, MESSAGE, [b"x"])
        await end.until(lambda: end.lost == 1)
        await asyncio.sleep(0)
        assert end.lost == 1
        assert not end.channel.send(1, MESSAGE, [b"x"])

    with_deaf_end(test)


def test_a_frame_that_is_not_handled_does_not_keep_the_next_from_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def test(one: End, other: End) -> None:
        def fail(link: int, kind: int, payload: bytes) -> None:
            if payload == b"bad":
                raise ValueError(payload)
            other.frames.append(Frame(link, kind, payload))

        other.channel._receive = fail
        for payload in (b"1", b"bad", b"2"):
            one.channel.send(1, MESSAGE, [payload])
        await other.until(lambda: len(other.frames) == 2)

    with_ends(test)
    assert "was not handled" in caplog.text


def test_what_comes_after_the_loop_has_closed_goes_nowhere() -> None:
    kept: list[End] = []

    async def run() -> None:
        end = End()
        sock, other = socket.socketpair()
        end.open(sock)
        other.close()
        kept.append(end)

    asyncio.run(run())
    kept[0].channel.send(1, MESSAGE, [b"x"])
    kept[0].channel.close()


# Descriptors.


@pytest.mark.skipif(not hasattr(socket, "send_fds"), reason="descriptors are not given away here")
def test_descriptors_arrive_with_their_frames() -> None:
    async def test(one: End, _other: End) -> None:
        ours, theirs = socket.socketpair()
        taken: list[tuple[int, int | None]] = []

        def take(link: int, kind: int, _payload: bytes) -> None:
            taken.append((link, channel.take_file() if kind == TAKE else None))

        channel = FrameSocket(theirs, asyncio.get_running_loop(), receive=take, lost=lambda: None, files=True)
        sender = FrameSocket(ours, asyncio.get_running_loop(), receive=take, lost=lambda: None)
        pipes = [os.pipe() for _ in range(40)]
        for number, (_, write) in enumerate(pipes):
            assert sender.send(number, MESSAGE, [bytes(3000 * (number % 3))])
            assert sender.send(number, TAKE, [b"{}"], write)
        async with asyncio.timeout(WAIT):
            while len(taken) < 80:  # noqa: ASYNC110  # as above
                await asyncio.sleep(0.001)
        for number, (read, _) in enumerate(pipes):
            # Ours has been closed; its number may be used again by now.
            link, file = taken[2 * number + 1]
            assert link == number
            assert file is not None
            os.write(file, str(number).encode())
            assert os.read(read, 10) == str(number).encode()
            os.close(read)
            os.close(file)
        sender.close()
        channel.close()
        with pytest.raises(IndexError):
            one.channel.take_file()

    with_ends(test)


@pytest.mark.skipif(not hasattr(socket, "send_fds"), reason="descriptors are not given away here")
def test_descriptors_that_are_not_taken_are_closed() -> None:
    async def test(end: End, deaf: socket.socket) -> None:
        read, write = os.pipe()
        # What waits before it keeps it here.
        end.channel.send(1, MESSAGE, [bytes(5_000_000)])
        assert end.channel.send(2, TAKE, [b"{}"], write)
        os.fstat(write)
        end.channel.close()
        assert os.read(read, 1) == b"", "nobody can write any more"
        os.close(read)
        read, write = os.pipe()
        assert not end.channel.send(2, TAKE, [b"{}"], write)
        assert os.read(read, 1) == b""
        os.close(read)

    with_deaf_end(test)
