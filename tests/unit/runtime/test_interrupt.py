"""Exceptions that come into a block of code from another thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from revoila.runtime import _interrupt
from revoila.runtime._interrupt import Interruptible

if TYPE_CHECKING:
    import pytest

WAIT = 10.0


class StoppedError(Exception):
    """What is raised."""


def test_a_block_that_nobody_interrupts_sets_nothing_in_the_interpreter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A flag that stays set would slow down all threads of the process."""
    asked: list[object] = []
    monkeypatch.setattr(_interrupt, "raise_in", lambda *call: asked.append(call))
    with Interruptible():
        pass
    assert asked == []


def test_a_block_is_interrupted_and_nothing_after_it() -> None:
    block, begun, ends = Interruptible(), threading.Event(), []

    def work() -> None:
        try:
            with block:
                begun.set()
                while True:
                    pass
        except StoppedError:
            ends.append("stopped")
        for _ in range(10_000):
            pass
        ends.append("the rest")

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(WAIT)
    assert block.interrupt(StoppedError)
    thread.join(WAIT)
    assert ends == ["stopped", "the rest"]
    assert not block.interrupt(StoppedError), "it is over"


def test_an_interrupt_that_comes_with_the_end_of_the_block_is_over_with_it() -> None:
    for _ in range(200):
        block, begun, ends = Interruptible(), threading.Event(), []

        def work() -> None:
            try:
                with block:  # noqa: B023  # joined in this turn
                    begun.set()  # noqa: B023
            except StoppedError:
                pass
            for _ in range(2_000):
                pass
            ends.append(True)  # noqa: B023

        thread = threading.Thread(target=work)
        thread.start()
        begun.wait(WAIT)
        block.interrupt(StoppedError)
        thread.join(WAIT)
        assert ends == [True]
