"""Results that are too old are used once more while new ones are computed.

That happens on a few threads of the process, without the context of a session.
When all of them are busy, or none can be started, it does not happen: the next
call tries again, and when the result may not be used any more, the call
computes a new one itself.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Semaphore
from typing import TYPE_CHECKING, Any

from revoila._context import context_beside
from revoila.caching import _statistics as counted
from revoila.caching._store import Entry
from revoila.config.options import get_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.caching._call import Call
    from revoila.caching._store import Ticket

_LOG = logging.getLogger(__name__)

_MAX_WORKERS = "runner.cacheBackgroundRefreshMaxWorkers"


class Workers:
    """The threads that compute."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._places: Semaphore | None = None

    def try_to_run(self, work: Callable[[], None]) -> bool:
        """Run something on a thread, if one is free; whether that is so."""
        with self._lock:
            if self._places is None:
                number = get_option(_MAX_WORKERS)
                self._places = Semaphore(max(0, int(number)))
                self._pool = ThreadPoolExecutor(max(1, int(number)), "revoila-cache") if number > 0 else None
            places, pool = self._places, self._pool
        if pool is None or not places.acquire(blocking=False):
            return False

        def run() -> None:
            try:
                work()
            finally:
                places.release()

        try:
            pool.submit(context_beside().run, run)
        except RuntimeError:
            # No thread can be started here.
            places.release()
            return False
        return True

    def close(self) -> None:
        """Wait for what is running, and look anew how many threads there may be."""
        with self._lock:
            pool, self._pool, self._places = self._pool, None, None
        if pool is not None:
            pool.shutdown()


workers = Workers()


def refresh(call: Call) -> None:
    """Compute a result anew, unless somebody does so already or it has just failed.

    Parameters
    ----------
    call : Call
        A call whose result is too old.
    """
    store, key = call.store, call.key
    if store.turns.is_taken(key) or not store.refreshes.begin(key):
        return
    # The run of the call may be over when this begins.
    alone = call._replace(here=None)
    if not workers.try_to_run(lambda: _refresh(alone)):
        store.refreshes.end(key)
        store.counts.add(counted.SKIPPED)


def _refresh(call: Call) -> None:
    failed = False
    try:
        # A call for which the old result is really too old waits for the new one.
        with call.store.turns.take(call.key), call.store.ticket(call.key) as ticket:
            with call.timed():
                value = call.function(*call.args, **call.kwargs)
            call.refuse_awaitable(value)
            stored, size = call.cache.pack(call.function, value)
            _keep(call, value, stored, size, ticket)
    except Exception as error:  # noqa: BLE001  # nobody is there to catch it
        failed = True
        call.store.counts.add(counted.FAILED)
        _LOG.warning("%s was not computed anew: %s: %s", call.store.counts.name, type(error).__name__, error)
    else:
        call.store.counts.add(counted.REFRESHED)
    finally:
        call.store.refreshes.end(call.key, failed=failed)


def _keep(call: Call, value: Any, stored: Any, size: int, ticket: Ticket) -> None:
    release = call.store.on_release
    try:
        if call.store.keep(call.key, Entry(stored, (), size), ticket):
            call.cache.enforce_budget()
        elif release is not None:
            release(value)
    except Exception:  # noqa: BLE001  # any callback of the author
        # What is computed is right, whatever became of the result before it.
        _LOG.exception("`on_release` of %s failed.", call.store.counts.name)
