"""``st.cache_resource``: results as they are, shared by everybody."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

from revoila.caching._function import CachedFunc
from revoila.caching._hashing import normalize_hash_funcs
from revoila.caching._options import Options, check_function, check_scope, check_ttl
from revoila.caching._registry import Registry
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

P = ParamSpec("P")
R = TypeVar("R")


class CacheResource:
    """The type of ``st.cache_resource``."""

    command = "cache_resource"

    def __init__(self) -> None:
        self.registry = Registry(self.command)

    @overload
    def __call__(self, func: Callable[P, R]) -> CachedFunc[P, R]: ...

    @overload
    def __call__(
        self,
        func: None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: Mapping[type | str, Callable[[Any], Any]] | None = None,
        on_release: Callable[[Any], object] | None = None,
        scope: str = "global",
        refresh_mode: str = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunc[P, R]]: ...

    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        validate: Callable[[Any], bool] | None = None,
        hash_funcs: Mapping[type | str, Callable[[Any], Any]] | None = None,
        on_release: Callable[[Any], object] | None = None,
        scope: str = "global",
        refresh_mode: str = "foreground",
    ) -> CachedFunc[P, R] | Callable[[Callable[P, R]], CachedFunc[P, R]]:
        """Keep what a function returns and hand out the object itself.

        Behaves as Streamlit 1.67 `st.cache_resource`. Meant for connections and
        models: all callers share one object, so it must be safe to use from
        several threads. What an ``async def`` function returns is kept when it has been awaited.

        Parameters
        ----------
        func : Callable, optional
            The function. Without it, a decorator is returned.
        ttl : float, timedelta, str or None, default None
            How long a result is good: seconds, or a text such as ``"1d2h"``.
        max_entries : int, optional
            How many results are kept; the least recently used one leaves first.
        show_spinner : bool or str, default True
            Whether a computation shows a spinner, or the spinner's text.
        show_time : bool, default False
            Whether the spinner shows the time that has passed.
        validate : Callable, optional
            Called with a kept result before it is used again; when it says no,
            the result is released and computed anew.
        hash_funcs : mapping of type or str to Callable, optional
            For types without a hash: functions that return something with one.
            A text is the fully qualified name of a type.
        on_release : Callable, optional
            Called with every result that leaves the cache. What it raises
            reaches whoever made the result leave.
        scope : {"global", "session"}, default "global"
            Whether all sessions share the results.
        refresh_mode : {"foreground", "background"}, default "foreground"
            What happens when a result is too old. With "background" it is used once more while a new
            one is computed, without a session and what the function draws; from twice the `ttl` on it
            is not used any more (``runner.cacheBackgroundRefreshTTLMultiplier``).

        Returns
        -------
        CachedFunc or Callable
            The cached function, or a decorator that makes one.

        Raises
        ------
        StreamlitBadTimeStringError
            `ttl` is a text that is no duration.
        StreamlitValueError
            A parameter has a value that does not exist.
        StreamlitMissingRequiredParameterError
            `refresh_mode` is "background" without a `ttl`.
        StreamlitAPIException
            A callback is asynchronous, or the function is an asynchronous generator function.

        See Also
        --------
        cache_data : Hands out copies.

        Examples
        --------
        >>> @cache_resource
        ... def registry():
        ...     return {}
        >>> registry() is registry()
        True
        """
        for name, callback in (("validate", validate), ("on_release", on_release)):
            called = getattr(callback, "__call__", None)  # noqa: B004  # what it is, not whether
            if inspect.iscoroutinefunction(callback) or inspect.iscoroutinefunction(called):
                message = f"The `{name}` callback of `st.cache_resource` must be a synchronous function."
                raise StreamlitAPIException(message)
        options = Options(
            ttl=check_ttl(ttl, refresh_mode),
            max_entries=max_entries,
            show_spinner=show_spinner,
            show_time=bool(show_time),
            hash_funcs=normalize_hash_funcs(hash_funcs),
            scope=check_scope(scope),
            validate=validate,
            on_release=on_release,
            background=refresh_mode == "background",
        )

        def decorate(function: Callable[P, R]) -> CachedFunc[P, R]:
            check_function(function, refresh_mode)
            return CachedFunc(function, self, options)

        return decorate if func is None else decorate(func)

    def clear(self) -> None:
        """Forget all results of all functions of this kind, in all sessions.

        Examples
        --------
        >>> cache_resource.clear()
        """
        self.registry.clear()

    def entries_limit(self, max_entries: Any) -> Any:
        """Return the limit as it is: comparing it with a number raises what is to be raised."""
        return max_entries

    def pack(self, function: Callable[..., Any], value: Any) -> tuple[Any, int]:  # noqa: ARG002  # as in Cache
        """Return the result itself, whose size nobody counts."""
        return value, 0

    def unpack(self, stored: Any) -> Any:
        """Return the result itself."""
        return stored

    def enforce_budget(self) -> None:
        """Do nothing: shared objects have no budget."""


cache_resource = CacheResource()
