"""Spare processes: how many there are, who gets which, and when one is used again."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, cast

import pytest

from revoila.serving.shared import _pool
from revoila.serving.shared._placement import HostKind
from revoila.serving.shared._pool import MOST_STARTING, HostPool, Limits
from revoila.serving.shared._remote import HostError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._remote import HostProcess

ONE = HostKind(("one",), (), "/", "one.py")
OTHER = HostKind(("other",), (), "/", "other.py")


class FakeHost:
    """A process that does what the test says."""

    def __init__(
        self, kind: HostKind, on_close: Callable[[Any], None], on_end: Callable[[Any], None]
    ) -> None:
        self.kind = kind
        self.kernels: set[str] = set()
        self.ready: Future[int] = Future()
        self.started = False
        self.alive = True
        self.size = 50
        self._on_close, self._on_end = on_close, on_end

    def start(self) -> None:
        self.started = True

    def memory(self) -> int:
        return self.size

    def hang_up(self) -> None:
        self.alive = False

    def become_ready(self) -> None:
        self.ready.set_result(1)

    def end_kernel(self) -> None:
        self.kernels.clear()
        self._on_close(self)

    def die(self) -> None:
        self.alive = False
        if not self.ready.done():
            self.ready.set_exception(HostError("ended"))
        self._on_end(self)


class Pool:
    """A pool of fakes, and the timers that it has set."""

    def __init__(self, size: int = 2, uses: int = 1, memory: int = 100) -> None:
        self.made: list[FakeHost] = []
        self.limits = Limits(size, uses, memory)
        self.pool = HostPool(cast("Any", self._make), lambda: self.limits)

    def _make(
        self, kind: HostKind, on_close: Callable[[Any], None], on_end: Callable[[Any], None]
    ) -> FakeHost:
        host = FakeHost(kind, on_close, on_end)
        self.made.append(host)
        return host

    def take(self, kind: HostKind = ONE, kernel: str = "k") -> FakeHost:
        found: HostProcess = self.pool.take(kind, kernel)
        return cast("FakeHost", found)

    def fill(self, kind: HostKind = ONE) -> None:
        """Fill it, and let all become ready."""
        self.pool.fill(kind)
        self.make_ready()

    def make_ready(self) -> None:
        while starting := self.starting():
            starting[0].become_ready()

    def starting(self) -> list[FakeHost]:
        return [host for host in self.made if host.started and not host.ready.done()]

    def spare(self, kind: HostKind = ONE) -> list[FakeHost]:
        return [host for host in self.made if host.kind == kind and host.alive and not host.kernels]


class FakeTimer:
    set: list[FakeTimer] = []  # noqa: RUF012  # emptied by the fixture

    def __init__(self, pause: float, call: Callable[..., None], arguments: list[Any]) -> None:
        self.pause, self._call, self._arguments = pause, call, arguments
        self.daemon = False

    def start(self) -> None:
        assert self.daemon
        FakeTimer.set.append(self)

    @staticmethod
    def fire() -> list[float]:
        """Let all timers go off, and return how long they were to wait."""
        timers, FakeTimer.set = FakeTimer.set, []
        for timer in timers:
            timer._call(*timer._arguments)
        return [timer.pause for timer in timers]


@pytest.fixture(autouse=True)
def timers(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeTimer.set = []
    monkeypatch.setattr(_pool, "Timer", FakeTimer)


def test_a_pool_has_spare_processes_of_each_kind() -> None:
    pool = Pool(size=3)
    pool.fill(ONE)
    pool.fill(OTHER)
    assert (len(pool.spare(ONE)), len(pool.spare(OTHER))) == (3, 3)
    pool.fill(ONE)
    assert len(pool.made) == 6


def test_a_visitor_gets_one_that_is_ready_and_it_is_replaced() -> None:
    pool = Pool()
    pool.fill()
    host = pool.take()
    assert host.ready.done()
    assert host.kernels == {"k"}
    assert len(pool.made) == 2
    FakeTimer.fire()
    assert len(pool.spare()) == 2
    assert pool.take(kernel="l") not in (host, pool.made[2])


def test_a_visitor_of_an_empty_pool_gets_one_that_starts_first() -> None:
    pool = Pool(size=4)
    pool.pool.fill(ONE)
    assert len(pool.starting()) == MOST_STARTING
    hosts = [pool.take(kernel=str(number)) for number in range(6)]
    assert len({id(host) for host in hosts}) == 6
    assert [host.started for host in hosts[:MOST_STARTING]] == [True] * MOST_STARTING
    FakeTimer.fire()
    started: list[FakeHost] = []
    while starting := pool.starting():
        assert len(starting) <= MOST_STARTING
        started.append(starting[0])
        starting[0].become_ready()
    # All that somebody waits for come before the new spare ones.
    assert {id(host) for host in started[:6]} == {id(host) for host in hosts}
    assert len(pool.spare()) == 4


def test_a_process_ends_with_its_first_visitor() -> None:
    pool = Pool()
    pool.fill()
    host = pool.take()
    host.end_kernel()
    assert not host.alive
    FakeTimer.fire()
    assert len(pool.spare()) == 2
    assert id(host) not in [id(one) for one in pool.pool.hosts()]


def test_a_process_may_have_several_visitors_after_each_other() -> None:
    pool = Pool(size=1, uses=3)
    pool.fill()
    host = pool.take()
    host.end_kernel()
    assert host.alive
    assert pool.take() is host
    host.end_kernel()
    assert pool.take() is host
    host.end_kernel()
    assert not host.alive


def test_a_process_that_has_grown_is_not_used_again() -> None:
    pool = Pool(size=1, uses=10)
    pool.fill()
    host = pool.take()
    host.size = 101
    host.end_kernel()
    assert not host.alive


def test_those_that_come_back_are_kept_up_to_a_limit() -> None:
    pool = Pool(size=2, uses=10)
    pool.fill()
    hosts = [pool.take(kernel=str(number)) for number in range(6)]
    FakeTimer.fire()
    pool.make_ready()
    for host in hosts:
        host.end_kernel()
    assert [host.alive for host in hosts] == [True] * 2 + [False] * 4
    assert len(pool.spare()) == _pool.KEPT * 2
    # None is started while there are enough.
    made = len(pool.made)
    pool.take()
    FakeTimer.fire()
    assert len(pool.made) == made


def test_a_dead_spare_one_is_not_handed_out() -> None:
    pool = Pool()
    pool.fill()
    # Its end was not noticed yet.
    pool.made[0].alive = False
    assert pool.take() is pool.made[1]
    FakeTimer.fire()
    assert len(pool.spare()) == 2


def test_a_dead_spare_one_is_replaced_more_and_more_slowly() -> None:
    pool = Pool(size=1)
    pool.fill()
    pauses = []
    for _ in range(8):
        pool.spare()[0].die()
        assert pool.spare() == []
        pauses += FakeTimer.fire()
        pool.make_ready()
        assert len(pool.spare()) == 1
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    pool.take()
    FakeTimer.fire()
    pool.make_ready()
    pool.spare()[0].die()
    assert FakeTimer.fire() == [1]


def test_one_that_does_not_start_is_not_tried_again_for_nobody() -> None:
    pool = Pool(size=2)
    pool.pool.fill(ONE)
    for host in list(pool.made):
        host.die()
    assert FakeTimer.fire() == []
    assert len(pool.made) == 2
    # The next visitor learns the reason.
    host = pool.take()
    assert host.started
    host.die()
    assert host.ready.exception() is not None
    FakeTimer.fire()
    assert len(pool.starting()) == 2


def test_one_that_cannot_be_started_makes_room_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(size=5)

    def fail(host: FakeHost) -> None:
        host.started = True
        host.alive = False
        host.ready.set_exception(HostError("no such program"))

    monkeypatch.setattr(FakeHost, "start", fail)
    pool.pool.fill(ONE)
    assert len(pool.made) == 5
    assert pool.pool.hosts() == []


def test_one_that_is_given_back_before_it_began_is_as_good_as_new() -> None:
    pool = Pool(size=1)
    host = pool.take()
    host.end_kernel()
    assert host.alive
    host.become_ready()
    assert pool.take() is host


def test_the_death_of_one_in_use_starts_no_other() -> None:
    pool = Pool(size=1)
    pool.fill()
    host = pool.take()
    FakeTimer.fire()
    pool.make_ready()
    host.die()
    assert FakeTimer.fire() == []
    assert len(pool.spare()) == 1


def test_a_closed_pool_starts_none() -> None:
    pool = Pool()
    pool.fill()
    host = pool.take()
    assert len(pool.pool.close()) == 2
    FakeTimer.fire()
    assert len(pool.made) == 2
    host.end_kernel()
    pool.made[1].die()
    assert FakeTimer.fire() == []
    pool.take()
    assert len(pool.made) == 3
