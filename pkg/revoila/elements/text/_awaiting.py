"""The items of an asynchronous iterator, for code that cannot await."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator


def awaited(stream: AsyncIterator[Any]) -> Generator[Any, None, None]:
    """Run an asynchronous iterator step by step and yield its items in this thread.

    Whatever happens between the items, a generator is closed in the loop
    that it ran in.
    """
    with _waiting() as wait:
        try:
            while True:
                try:
                    item = wait(anext(stream))
                except StopAsyncIteration:
                    return
                yield item
        finally:
            if isinstance(stream, AsyncGenerator):
                wait(stream.aclose())


@contextmanager
def _waiting() -> Iterator[Callable[[Awaitable[Any]], Any]]:
    loop = _loop_of_thread()
    if loop is not None and not loop.is_running():
        # The thread's own loop: clients that the script made before live in it.
        yield loop.run_until_complete
        return
    own = asyncio.new_event_loop()
    try:
        if loop is None:
            yield own.run_until_complete
        else:
            # A running loop cannot wait inside of itself, but a helper's can wait meanwhile.
            with ThreadPoolExecutor(1) as helper:
                yield lambda step: helper.submit(copy_context().run, own.run_until_complete, step).result()
    finally:
        own.close()


def _loop_of_thread() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        pass
    if current_thread() is main_thread():
        # There `get_event_loop` would make one, and complain about having to.
        return None
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        return None
    return None if loop.is_closed() else loop
