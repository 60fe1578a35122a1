"""A cached function: what happens on a call, and how its results are forgotten."""

from __future__ import annotations

import inspect
import logging
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar, cast

from revoila._context import active
from revoila._duration import duration_seconds
from revoila.caching._keys import ArgumentNames, arguments_key, code_digest, function_key
from revoila.caching._replay import Taping, replay, taped
from revoila.caching._store import Entry, Settings
from revoila.caching.errors import CachedFunctionReturnedAwaitableError
from revoila.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import timedelta

    from revoila._context import Active
    from revoila.caching._hashing import HashFuncs
    from revoila.caching._store import Registry, Store

P = ParamSpec("P")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)

_told: set[str] = set()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the author asked for, checked.

    Parameters
    ----------
    ttl : float or None, default None
        How long a result is good, in seconds.
    max_entries : object, default None
        How many results there may be, as given.
    max_size : int or None, default None
        How many bytes they may have.
    show_spinner : object, default True
        Whether a miss shows a spinner, or its text.
    show_time : bool, default False
        Whether the spinner shows the time that has passed.
    hash_funcs : mapping of str to Callable
        The author's hash functions by type name.
    scope : {"global", "session"}, default "global"
        Who shares the results.
    validate : Callable, optional
        Says whether a kept result may be used.
    on_release : Callable, optional
        Called with every result that leaves the cache.
    """

    ttl: float | None = None
    max_entries: Any = None
    max_size: int | None = None
    show_spinner: Any = True
    show_time: bool = False
    hash_funcs: HashFuncs = field(default_factory=dict)
    scope: str = "global"
    validate: Callable[[Any], Any] | None = None
    on_release: Callable[[Any], Any] | None = None


def check_ttl(ttl: float | timedelta | str | None, refresh_mode: Any) -> float | None:
    """Return ``ttl`` in seconds, after checking that it goes with ``refresh_mode``.

    Parameters
    ----------
    ttl : float, timedelta, str or None
        How long a result is good.
    refresh_mode : str
        What happens after that.

    Raises
    ------
    StreamlitBadTimeStringError
        A text that is no duration.
    StreamlitValueError
        An unknown mode, or a duration that is not positive in the background mode.
    StreamlitMissingRequiredParameterError
        The background mode without a duration.
    """
    seconds = duration_seconds(ttl)
    if refresh_mode not in ("foreground", "background"):
        raise StreamlitValueError("refresh_mode", ["foreground", "background"])
    if refresh_mode == "background":
        if seconds is None:
            detail = "Refreshing in the background starts when a result is older than its `ttl`."
            raise StreamlitMissingRequiredParameterError("ttl", detail=detail)
        if not seconds > 0:
            detail = "Refreshing in the background needs a `ttl` above zero."
            raise StreamlitValueError("ttl", ["a positive duration"], detail=detail)
    return seconds


def check_scope(scope: Any) -> str:
    """Return a valid ``scope``.

    Raises
    ------
    StreamlitValueError
        Neither ``"global"`` nor ``"session"``.
    """
    if scope not in ("global", "session"):
        raise StreamlitValueError("scope", ["'global'", "'session'"])
    return str(scope)


def check_function(command: str, function: Callable[..., Any], refresh_mode: str) -> None:
    """Refuse functions whose results cannot be kept.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    function : Callable
        What is decorated.
    refresh_mode : str
        As given.

    Raises
    ------
    StreamlitAPIException
        An asynchronous generator function.
    StreamlitValueError
        An asynchronous function in the background mode.
    NotImplementedError
        An asynchronous function, or the background mode: both are still to come.
    """
    if inspect.isasyncgenfunction(function):
        message = (
            "Async-generator functions cannot be cached: what they yield can be consumed once only. "
            "Collect the items in an ordinary function and cache that one."
        )
        raise StreamlitAPIException(message)
    if inspect.iscoroutinefunction(function):
        if refresh_mode == "background":
            detail = "Background refresh is not supported for coroutine functions (`async def`)."
            raise StreamlitValueError("refresh_mode", ['"foreground"'], detail=detail)
        raise NotImplementedError(not_available(f"`st.{command}` on an `async def` function"))
    if refresh_mode == "background":
        raise NotImplementedError(not_available(f"`refresh_mode='background'` of `st.{command}`"))


def not_available(what: str) -> str:
    """Return the message for a part of the API that is still to come."""
    return f"{what} is part of Streamlit 1.67 but not available in Revoilà yet."


class CachedFunc(Generic[P, R]):
    """A function whose results are kept.

    Parameters
    ----------
    function : Callable
        The function.
    cache : Cache
        What ``cache_data`` or ``cache_resource`` makes of its results.
    options : Options
        What the author asked for.
    """

    __wrapped__: Callable[P, R]
    __name__: str
    __qualname__: str

    def __init__(self, function: Callable[P, R], cache: Cache, options: Options) -> None:
        self._function = function
        self._cache = cache
        self._options = options
        self._key = function_key(function)
        self._names = ArgumentNames(function)
        update_wrapper(self, function)

    def __repr__(self) -> str:
        return f"<CachedFunc: {self._function}>"

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """Return the function bound to an object, as a method."""
        return self if instance is None else BoundCachedFunc(self, instance)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return a kept result, or else what the function returns."""
        here = active()
        if here is None:
            _tell_once("bare", "Cached functions run outside of an app: results are kept in this process.")
        store = self._store(here)
        key = self._arguments_key(args, kwargs)
        entry = self._find(store, key)
        if entry is None:
            with self._spinner(here, bool(args or kwargs)), store.turn(key):
                # Whoever had the turn before may have computed it.
                entry = self._find(store, key)
                if entry is None:
                    return self._compute(here, store, key, args, kwargs)
        replay(entry.steps, self._cache.command, self._function)
        return cast("R", self._cache.unpack(entry.value))

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget the results.

        Parameters
        ----------
        *args : object
            Forget only the result of a call with these arguments. Arguments of
            parameters with a leading underscore may be anything.
        **kwargs : object
            Likewise, by name.

        Raises
        ------
        StreamlitAPIException
            The scope is "session" and no app is running here.
        UnhashableParamError
            An argument has no hash.

        Examples
        --------
        >>> from revoila.caching import cache_data
        >>> @cache_data
        ... def double(number):
        ...     return 2 * number
        >>> double.clear(3)
        >>> double.clear()
        """
        store = self._store(active())
        if args or kwargs:
            store.discard(self._arguments_key(args, kwargs))
        else:
            store.clear()

    def _arguments_key(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        pairs = self._names.pair(args, kwargs)
        return arguments_key(self._cache.command, self._function, pairs, self._options.hash_funcs)

    def _find(self, store: Store, key: str) -> Entry | None:
        entry = store.find(key)
        validate = self._options.validate
        if entry is not None and validate is not None and not validate(entry.value):
            store.discard(key, entry)
            return None
        return entry

    def _compute(
        self, here: Active | None, store: Store, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> R:
        value, steps = taped(here, self._function, args, kwargs)
        if inspect.isawaitable(value):
            if inspect.iscoroutine(value):
                # Or Python warns that nobody awaited it.
                value.close()
            raise CachedFunctionReturnedAwaitableError(self._cache.command, self._function, value)
        stored, size = self._cache.pack(self._function, value)
        store.keep(key, Entry(stored, steps, size))
        self._cache.enforce_budget()
        return cast("R", value)

    def _store(self, here: Active | None) -> Store:
        options = self._options
        settings = Settings(
            options.ttl,
            self._cache.entries_limit(options.max_entries),
            options.max_size,
            (options.scope, _identity(options.validate), _identity(options.on_release)),
        )
        stores = None
        if options.scope == "session":
            if here is None:
                message = (
                    "A session-scoped cache was accessed outside of the app execution thread. "
                    "Call the function from the script, not from a thread of its own."
                )
                raise StreamlitAPIException(message)
            stores = here.run.session.cache
        return self._cache.registry.store(self._key, settings, options.on_release, stores)

    def _spinner(self, here: Active | None, has_arguments: bool) -> AbstractContextManager[None]:
        text = self._options.show_spinner
        # Inside of another cached function, whose spinner is on the page already.
        if here is None or isinstance(here.run, Taping):
            return nullcontext()
        if text is True:
            name = self._function.__qualname__.rpartition("<locals>.")[2]
            text = f"Running `{name}({'...' if has_arguments else ''})`."
        elif not isinstance(text, str):
            return nullcontext()
        from revoila.elements.status.spinner import spinner  # only for a miss

        return spinner(text, show_time=self._options.show_time, _cache=True)


class BoundCachedFunc(Generic[P, R]):
    """A cached function as a method of one object.

    Parameters
    ----------
    cached : CachedFunc
        The cached function.
    instance : object
        What it is bound to: its first argument.
    """

    def __init__(self, cached: CachedFunc[P, R], instance: Any) -> None:
        self._cached = cached
        self._instance = instance
        update_wrapper(self, cached, updated=())

    def __repr__(self) -> str:
        return f"<BoundCachedFunc: {self._cached.__wrapped__} of {self._instance!r}>"

    def __call__(self, *args: Any, **kwargs: Any) -> R:
        """Call the function with the object as its first argument."""
        call = cast("Callable[..., R]", self._cached)
        return call(self._instance, *args, **kwargs)

    def clear(self, *args: Any, **kwargs: Any) -> None:
        """Forget all results of the function, or with arguments one of this object.

        Parameters
        ----------
        *args : object
            Arguments after the object itself.
        **kwargs : object
            Likewise, by name.
        """
        if args or kwargs:
            self._cached.clear(self._instance, *args, **kwargs)
        else:
            self._cached.clear()


def _identity(callback: Callable[..., Any] | None) -> object:
    """Return what tells a callback from others across reruns: of a function, its code."""
    code = getattr(callback, "__code__", None)
    return callback if code is None else code_digest(code)


def _tell_once(topic: str, message: str) -> None:
    if topic not in _told:
        _told.add(topic)
        _LOG.warning(message)
