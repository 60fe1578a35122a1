"""Opening a kernel in a host process: which failures are the visitor's concern."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from revoila.serving._apps import ServedApp
from revoila.serving._host_kernels import HostKernels, _answer
from revoila.serving._kernels import KernelDiedError, KernelError, Opening
from revoila.serving.shared._remote import DiedError, GoneError, HostError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._placement import SharedKernels


class FakeHost:
    """A host that is ready, and answers as the test wants."""

    def __init__(self, problem: Exception | None = None, **answer: Any) -> None:
        self.problem = problem
        self.answer = answer
        self.kernels: set[str] = set()
        self.watched: list[str] = []
        self.ready: Future[int] = Future()
        self.ready.set_result(1)

    def call(self, _do: str, **_words: Any) -> Future[dict[str, Any]]:
        answer: Future[dict[str, Any]] = Future()
        if self.problem is None:
            answer.set_result(self.answer)
        else:
            answer.set_exception(self.problem)
        return answer

    def on_kernel_end(self, kernel_id: str, _call: Callable[[str], None]) -> None:
        self.watched.append(kernel_id)


class FakeHosts:
    """Gives away hosts in turn."""

    def __init__(self, *hosts: FakeHost) -> None:
        self.left = list(hosts)

    def place(self, _kind: Any, kernel: str, *, exclusive: bool) -> FakeHost:
        assert not exclusive
        host = self.left.pop(0)
        host.kernels.add(kernel)
        return host


def open_in(*hosts: FakeHost) -> FakeHosts:
    """Open the kernel ``k``."""
    kernels = HostKernels(exclusive=False)
    places = FakeHosts(*hosts)
    kernels._shared = cast("SharedKernels", places)
    asyncio.run(kernels.open("k", Opening(app=ServedApp(script=Path("app.py"))), print))
    return places


def test_what_is_cached_is_asked_once_of_each_host_that_answers() -> None:
    """Statement 58 of caching."""
    kernels = HostKernels(exclusive=False)
    fine = FakeHost(functions=[{"command": "cache_data", "name": "f"}])
    kernels._hosts = cast("Any", {"a": fine, "b": fine, "c": FakeHost(GoneError()), "d": FakeHost()})
    assert asyncio.run(kernels.caches()) == [{"command": "cache_data", "name": "f"}]


def test_a_host_that_had_ended_unnoticed_costs_its_visitor_nothing() -> None:
    new = FakeHost()
    open_in(FakeHost(GoneError()), new)
    assert new.watched == ["k"]


def test_two_such_hosts_are_an_error() -> None:
    with pytest.raises(KernelDiedError, match="process that hosts the kernels has ended"):
        open_in(FakeHost(GoneError()), FakeHost(GoneError()), FakeHost())


def test_an_app_that_ends_its_host_is_not_tried_on_another() -> None:
    with pytest.raises(KernelDiedError, match="ended with -9"):
        open_in(FakeHost(DiedError("It has ended with -9.")), FakeHost())


def test_an_app_that_does_not_start_is_not_one_that_has_died() -> None:
    with pytest.raises(KernelError, match="no such file") as raised:
        open_in(FakeHost(HostError("There is no such file.")), FakeHost())
    assert not isinstance(raised.value, KernelDiedError)


@pytest.mark.parametrize("steps", range(6))
def test_an_answer_that_comes_at_the_last_moment_keeps_nobody_from_going(steps: int) -> None:
    async def test() -> None:
        answer: Future[dict[str, Any]] = Future()
        asking = asyncio.ensure_future(_answer(answer, 60.0))
        await asyncio.sleep(0)
        answer.set_result({})
        for _ in range(steps):
            await asyncio.sleep(0)
        # A server that ends gives up its question whether scripts are at work. When that was not
        # noticed it asked again, for as long as one was.
        if asking.cancel():
            with pytest.raises(asyncio.CancelledError):
                await asking

    asyncio.run(test())
