"""A cached function: what happens on a call, and how its results are forgotten."""

from __future__ import annotations

import inspect
from functools import cached_property, update_wrapper
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast

from revoila._context import active
from revoila.caching import _statistics as counted
from revoila.caching._async import answer_later
from revoila.caching._background import refresh
from revoila.caching._call import Call
from revoila.caching._disk import Folder
from revoila.caching._keys import ArgumentNames, arguments_key, code_digest, function_key
from revoila.caching._options import end_of_use, tell_once
from revoila.caching._store import Settings, Store
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from revoila._context import Active
    from revoila.caching._call import Cache
    from revoila.caching._options import Options

P = ParamSpec("P")
R = TypeVar("R")


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
        self._is_async = inspect.iscoroutinefunction(function)
        self._counts = counted.counts_of(cache.command, f"{function.__module__}.{function.__qualname__}")
        self._ttl = options.ttl
        if options.background and options.ttl is not None:
            self._ttl = end_of_use(options.ttl)
        if options.persist and options.ttl is not None:
            self._ttl = None
            message = (
                f"The ttl of {self._counts.name} is ignored: results that are on the disk do not expire."
            )
            tell_once(f"ttl {self._key}", message)
        update_wrapper(self, function)

    def __repr__(self) -> str:
        return f"<CachedFunc: {self._function}>"

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        """Return the function bound to an object, as a method."""
        return self if instance is None else BoundCachedFunc(self, instance)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return a kept result, or else what the function returns.

        That of an ``async def`` function is to be awaited.
        """
        if self._is_async:
            return cast("R", answer_later(lambda: self._call(args, kwargs)))
        call = self._call(args, kwargs)
        store = call.store
        entry = call.find()
        if entry is None:
            self._counts.add(counted.MISS)
            with call.spinner(), store.turns.take(call.key):
                # Whoever had the turn before may have computed it.
                entry = call.find()
                if entry is None:
                    return cast("R", call.compute())
        else:
            self._counts.add(counted.HIT)
            if store.is_stale(entry):
                refresh(call)
        return cast("R", call.answer(entry))

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

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
        here = active()
        if here is None:
            tell_once("bare", "Cached functions run outside of an app: results are kept in this process.")
        store = self._store(here)
        key = self._arguments_key(args, kwargs)
        return Call(here, self._function, self._cache, self._options, store, key, args, kwargs)

    def _arguments_key(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
        pairs = self._names.pair(args, kwargs)
        return arguments_key(self._cache.command, self._function, pairs, self._options.hash_funcs)

    def _store(self, here: Active | None) -> Store:
        options, stores = self._options, None
        if options.scope == "session":
            if here is None:
                message = (
                    "A session-scoped cache was accessed outside of the app execution thread. "
                    "Call the function from the script, not from a thread of its own."
                )
                raise StreamlitAPIException(message)
            stores = here.run.session.cache
        store = self._cache.registry.store(self._key, self._settings, self._new_store, stores)
        # The callback of the newest run: an older one may belong to a module that is gone.
        store.on_release = options.on_release
        return store

    @cached_property
    def _settings(self) -> Settings:
        options = self._options
        callbacks = (_identity(options.validate), _identity(options.on_release))
        return Settings(
            self._ttl,
            self._cache.entries_limit(options.max_entries),
            options.max_size,
            options.ttl if options.background else None,
            (options.scope, options.persist, *callbacks),
        )

    def _new_store(self, settings: Settings) -> Store:
        folder = Folder(self._key) if self._options.persist else None
        return Store(settings, self._counts, self._options.on_release, folder)


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
