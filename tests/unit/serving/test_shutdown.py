"""The end of a server: whatever goes wrong on the way, it comes."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast

import pytest

from revoila.serving import _shutdown
from revoila.serving._shutdown import Shutdown


class Sessions:
    """Sessions that fail at one step, and note the steps."""

    drain = 30.0

    def __init__(self, step: str, problem: BaseException) -> None:
        self._problem = {step: problem}
        self.steps: list[str] = []
        self.kernels = self

    def begin_to_end(self) -> None:
        self.steps.append("begin")

    async def _do(self, step: str) -> None:
        self.steps.append(step)
        if step in self._problem:
            raise self._problem[step]

    async def quiet(self) -> None:
        await self._do("quiet")

    async def close(self) -> None:
        await self._do("close")

    async def shut_down(self, *, now: bool = False) -> None:
        await self._do("now" if now else "shut down")


class Loop:
    """Notes that it is to stop."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()

    def stop(self) -> None:
        self.stopped.set()


@pytest.mark.parametrize("problem", [RuntimeError("no such kernel"), asyncio.CancelledError()], ids=type)
@pytest.mark.parametrize("step", ["quiet", "close", "shut down"])
def test_a_step_that_fails_does_not_keep_the_server(
    step: str, problem: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    async def test() -> None:
        sessions, loop = Sessions(step, problem), Loop()
        Shutdown(cast("Any", sessions), cast("Any", loop), logging.getLogger("test")).advance()
        async with asyncio.timeout(30):
            await loop.stopped.wait()
        assert sessions.steps == ["begin", "quiet", "close", "shut down"]

    asyncio.run(test())
    assert "The server could not" in caplog.text


@pytest.mark.parametrize("step", ["quiet", "close", "shut down"])
def test_a_step_that_takes_too_long_does_not_keep_it_either(step: str) -> None:
    async def test() -> None:
        sessions, loop = Sessions(step, TimeoutError()), Loop()
        Shutdown(cast("Any", sessions), cast("Any", loop), logging.getLogger("test")).advance()
        async with asyncio.timeout(30):
            await loop.stopped.wait()
        assert sessions.steps == ["begin", "quiet", "close", "shut down"]

    asyncio.run(test())


def test_a_second_signal_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # Those of the process that tests are signals for tests.
    monkeypatch.setattr(_shutdown, "SIGNALS", ())

    async def test() -> None:
        sessions, loop = Sessions("", RuntimeError()), Loop()
        waits = asyncio.Event()

        async def quiet() -> None:
            waits.set()
            await asyncio.sleep(3600)

        sessions.quiet = quiet  # type: ignore[method-assign]  # scripts are at work
        shutdown = Shutdown(cast("Any", sessions), cast("Any", loop), logging.getLogger("test"))
        shutdown.advance()
        async with asyncio.timeout(30):
            await waits.wait()
            shutdown.advance()
            await loop.stopped.wait()
        assert sessions.steps == ["begin", "now"]

    asyncio.run(test())
