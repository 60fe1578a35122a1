"""One call of a cached function: where it looks, and what becomes of its result."""

from __future__ import annotations

import inspect
import time
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from revoila.caching import _statistics as counted
from revoila.caching._replay import Taping, replay, taped
from revoila.caching._store import Entry
from revoila.caching.errors import (
    CachedFunctionReturnedAwaitableError,
    CachedStFunctionInBackgroundModeWarning,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from revoila._context import Active
    from revoila.caching._options import Options
    from revoila.caching._registry import Registry
    from revoila.caching._replay import Step
    from revoila.caching._store import Store, Ticket


class Cache(Protocol):
    """In what ``cache_data`` and ``cache_resource`` differ."""

    command: str
    registry: Registry

    def entries_limit(self, max_entries: Any) -> Any:
        """Return the limit as a number, or raise what the command raises for other things."""

    def pack(self, function: Callable[..., Any], value: Any) -> tuple[Any, int]:
        """Return what is stored for a result, and its size in bytes."""

    def unpack(self, stored: Any) -> Any:
        """Return what a hit returns."""

    def enforce_budget(self) -> None:
        """Let go of what is over the limit of the whole process."""


class Call(NamedTuple):
    """One call of a cached function.

    Parameters
    ----------
    here : Active or None
        Run and place where the function is called; None outside of a run.
    function : Callable
        The function itself.
    cache : Cache
        What ``cache_data`` or ``cache_resource`` makes of its results.
    options : Options
        What the author asked for.
    store : Store
        Where its results are.
    key : str
        Identity of the arguments.
    args : tuple of object
        Arguments by position.
    kwargs : dict of str to object
        Arguments by name.
    """

    here: Active | None
    function: Callable[..., Any]
    cache: Cache
    options: Options
    store: Store
    key: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def find(self) -> Entry | None:
        """Return a kept result that may be used."""
        entry = self.store.find(self.key)
        if entry is None:
            return None if self.store.folder is None else self._find_on_disk()
        validate = self.options.validate
        if validate is not None and not validate(entry.value):
            self.store.refuse(self.key, entry)
            return None
        return entry

    def answer(self, entry: Entry) -> Any:
        """Return a kept result, and draw again what the function drew."""
        replay(entry.steps, self.cache.command, self.function)
        return self.cache.unpack(entry.value)

    def compute(self) -> Any:
        """Call the function, keep its result and return it."""
        with self.timed():
            value, steps = taped(self.here, self.function, self.args, self.kwargs)
        self.refuse_awaitable(value)
        self.keep(value, steps)
        return value

    def keep(self, value: Any, steps: tuple[Step, ...], ticket: Ticket | None = None) -> None:
        """Keep a result, unless it was cleared before it was there.

        Parameters
        ----------
        value : object
            The result.
        steps : tuple of Step
            What the function drew.
        ticket : Ticket, optional
            Without a valid one it is not kept; None is as good as a valid one.

        Raises
        ------
        UnserializableReturnValueError
            No copies can be made of the result.
        UnevaluatedDataFrameError
            The result is a query that has not run.
        """
        if ticket is not None and not ticket.valid:
            return
        if self.options.background and steps:
            from revoila.elements.status.exception import exception  # only for a mistake

            exception(CachedStFunctionInBackgroundModeWarning(self.cache.command, self.function))
            steps = ()
        stored, size = self.cache.pack(self.function, value)
        folder = self.store.folder
        if self.store.keep(self.key, Entry(stored, steps, size), ticket) and folder is not None:
            folder.write(self.key, value, steps)
            if ticket is not None and not ticket.valid:
                folder.remove(self.key)
        self.cache.enforce_budget()

    def refuse_awaitable(self, value: Any) -> None:
        """Refuse what can be used once only.

        Raises
        ------
        CachedFunctionReturnedAwaitableError
            The result is to be awaited.
        """
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value) and inspect.getcoroutinestate(value) == inspect.CORO_CREATED:
                # Or Python warns that nobody awaited it.
                value.close()
            raise CachedFunctionReturnedAwaitableError(self.cache.command, self.function, value)

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count how long the function takes."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.store.counts.add(counted.SECONDS, time.perf_counter() - begin)

    def spinner(self) -> AbstractContextManager[None]:
        """Show a spinner while the function runs."""
        text = self.options.show_spinner
        # Inside of another cached function, whose spinner is on the page already.
        if self.here is None or isinstance(self.here.run, Taping):
            return nullcontext()
        if text is True:
            name = self.function.__qualname__.rpartition("<locals>.")[2]
            text = f"Running `{name}({'...' if self.args or self.kwargs else ''})`."
        elif not isinstance(text, str):
            return nullcontext()
        from revoila.elements.status.spinner import spinner  # only for a miss

        return spinner(text, show_time=self.options.show_time, _cache=True)

    def _find_on_disk(self) -> Entry | None:
        folder = self.store.folder
        with self.store.ticket(self.key) as ticket:
            found = None if folder is None else folder.read(self.key)
            if found is None:
                return None
            value, steps = found
            stored, size = self.cache.pack(self.function, value)
            entry = Entry(stored, steps, size)
            self.store.keep(self.key, entry, ticket)
        self.cache.enforce_budget()
        return entry
