"""How an ``async def`` function is cached: who awaits its result, and who waits for whom.

Those who ask for the same result wait without blocking their event loops,
whichever loops and threads these are. When the one that computes fails or is
cancelled, one of the others tries again.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.caching import _statistics as counted
from revoila.caching._replay import taped_later
from revoila.caching._turns import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from revoila.caching._call import Call

_computing: ContextVar[frozenset[tuple[int, str]]] = ContextVar("revoila_computing", default=frozenset())
"""Results that what awaits here is part of: waiting for one of those would never end."""


async def answer_later(make: Callable[[], Call]) -> Any:
    """Return a kept result, or else what the function returns when it is awaited.

    Parameters
    ----------
    make : Callable
        Makes the call; only what is awaited looks anything up.
    """
    call = make()
    entry = call.find()
    if entry is not None:
        call.store.counts.add(counted.HIT)
        return call.answer(entry)
    call.store.counts.add(counted.MISS)
    with call.spinner():
        return await _result(call)


async def _result(call: Call) -> Any:
    claims, me = call.store.claims, (id(call.store), call.key)
    if me in _computing.get():
        # It ends in a RecursionError, as it would without a cache.
        return await _compute(call)
    while True:
        claim, mine = claims.claim(call.key)
        try:
            if not mine:
                await _wait(claim)
            entry = call.find()
            if entry is not None:
                return call.answer(entry)
            if mine:
                token = _computing.set(_computing.get() | {me})
                try:
                    return await _compute(call)
                finally:
                    _computing.reset(token)
        finally:
            if mine:
                claims.give_back(call.key, claim)


async def _compute(call: Call) -> Any:
    with call.store.ticket(call.key) as ticket:
        with call.timed():
            value, steps = await taped_later(call.here, call.function, call.args, call.kwargs)
        call.keep(value, steps, ticket)
    return value


async def _wait(claim: Future[None]) -> None:
    import asyncio  # whoever awaits has it

    waiting = asyncio.wrap_future(claim)
    # Not the future itself: when one who waits is cancelled, the others go on.
    while not waiting.done():
        await asyncio.wait({waiting}, timeout=PATIENCE)
        here = active()
        if here is not None and not waiting.done():
            here.run.yield_point()
