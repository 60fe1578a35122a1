"""``st.cache_data``: results as copies."""

from __future__ import annotations

import logging
import math
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

from revoila._context import active
from revoila.caching._copying import Packed, pack
from revoila.caching._disk import remove_all
from revoila.caching._function import CachedFunc
from revoila.caching._hashing import normalize_hash_funcs
from revoila.caching._options import Options, check_function, check_scope, check_ttl
from revoila.caching._registry import Registry
from revoila.config.options import get_option
from revoila.config.sizes import parse_size
from revoila.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

P = ParamSpec("P")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)

_BUDGET = "server.maxCacheDataSize"


class CacheData:
    """The type of ``st.cache_data``."""

    command = "cache_data"

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
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: str | bool | None = None,
        hash_funcs: Mapping[type | str, Callable[[Any], Any]] | None = None,
        scope: str = "global",
        refresh_mode: str = "foreground",
    ) -> Callable[[Callable[P, R]], CachedFunc[P, R]]: ...

    def __call__(
        self,
        func: Callable[P, R] | None = None,
        *,
        ttl: float | timedelta | str | None = None,
        max_entries: int | None = None,
        max_size: int | str | None = None,
        show_spinner: bool | str = True,
        show_time: bool = False,
        persist: str | bool | None = None,
        hash_funcs: Mapping[type | str, Callable[[Any], Any]] | None = None,
        scope: str = "global",
        refresh_mode: str = "foreground",
    ) -> CachedFunc[P, R] | Callable[[Callable[P, R]], CachedFunc[P, R]]:
        """Keep what a function returns and hand out copies of it.

        Behaves as Streamlit 1.67 `st.cache_data`. Two calls with equal arguments
        compute once; what the function drew is drawn again. Parameters whose
        name begins with an underscore do not count.

        Parameters
        ----------
        func : Callable, optional
            The function. Without it, a decorator is returned.
        ttl : float, timedelta, str or None, default None
            How long a result is good: seconds, or a text such as ``"1d2h"``.
        max_entries : int, optional
            How many results are kept; the least recently used one leaves first.
        max_size : int or str, optional
            How many bytes are kept, or a text such as ``"500MB"``.
        show_spinner : bool or str, default True
            Whether a computation shows a spinner, or the spinner's text.
        show_time : bool, default False
            Whether the spinner shows the time that has passed.
        persist : {"disk", True, False, None}, default None
            Whether results are on the disk, too: with "disk" or True they are there after a restart,
            whatever `ttl` and `max_entries` say. They are in the folder ``revoila/cache`` of the user's
            data folder of Jupyter, signed, for this user only.
        hash_funcs : mapping of type or str to Callable, optional
            For types without a hash: functions that return something with one.
            A text is the fully qualified name of a type.
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
        StreamlitInvalidParameterTypeError
            `max_size` is neither an int nor a text.
        StreamlitMissingRequiredParameterError
            `refresh_mode` is "background" without a `ttl`.
        StreamlitIncompatibleParametersError
            `refresh_mode` is "background" with `persist`.
        StreamlitAPIException
            The function is an asynchronous generator function.

        See Also
        --------
        cache_resource : Keeps the object itself.

        Examples
        --------
        >>> @cache_data(ttl="1h", max_entries=100)
        ... def squares(count):
        ...     return [number**2 for number in range(count)]
        >>> squares(4)
        [0, 1, 4, 9]
        """
        if persist is not None and not isinstance(persist, bool) and persist != "disk":
            raise StreamlitValueError("persist", ["'disk'", "None"])
        seconds = check_ttl(ttl, refresh_mode)
        if refresh_mode == "background" and persist:
            detail = "Results on the disk do not expire."
            raise StreamlitIncompatibleParametersError(
                "refresh_mode='background'", "persist='disk'", explanation=detail
            )
        options = Options(
            ttl=seconds,
            max_entries=max_entries,
            max_size=_check_max_size(max_size),
            show_spinner=show_spinner,
            show_time=bool(show_time),
            hash_funcs=normalize_hash_funcs(hash_funcs),
            scope=check_scope(scope),
            persist=bool(persist),
            background=refresh_mode == "background",
        )

        def decorate(function: Callable[P, R]) -> CachedFunc[P, R]:
            check_function(function, refresh_mode)
            return CachedFunc(function, self, options)

        return decorate if func is None else decorate(func)

    def clear(self) -> None:
        """Forget all results of all functions of this kind, in all sessions and on the disk.

        Examples
        --------
        >>> cache_data.clear()
        """
        self.registry.clear()
        remove_all()

    def entries_limit(self, max_entries: Any) -> float | None:
        """Return the limit as a number."""
        try:
            return None if max_entries is None else float(max_entries)
        except OverflowError:  # an int that is larger than any float
            return math.inf if max_entries > 0 else -math.inf

    def pack(self, function: Callable[..., Any], value: Any) -> tuple[Packed, int]:
        """Return a form of the result that copies can be made of, and its size in bytes."""
        return pack(function, value)

    def unpack(self, stored: Packed) -> Any:
        """Return a copy of the result."""
        return stored.copy()

    def enforce_budget(self) -> None:
        """Let go of the least recently used results beyond ``server.maxCacheDataSize``."""
        # Outside of an app every look at the options is a look at the disk, and misses can be many.
        option = _option_of(int(monotonic())) if active() is None else get_option(_BUDGET)
        if option is None:
            return
        budget = parse_size(option) or 0
        stores = self.registry.stores()
        while sum(store.size for store in stores) > budget:
            if sum(map(len, stores)) <= 1:
                _LOG.warning("One result of st.cache_data alone is larger than server.maxCacheDataSize.")
                return
            min(stores, key=lambda store: store.last_use_of_oldest()).discard_oldest()


@lru_cache(maxsize=1)
def _option_of(_second: int) -> Any:
    return get_option(_BUDGET)


def _check_max_size(max_size: Any) -> int | None:
    if max_size is None:
        return None
    if isinstance(max_size, bool) or not isinstance(max_size, int | str):
        detail = 'Pass a whole number of bytes, or a text with a unit such as "500MB".'
        raise StreamlitInvalidParameterTypeError("max_size", type(max_size), ["int", "str"], detail=detail)
    size = parse_size(max_size)
    if size is None:
        accepted = 'a positive number of bytes, or a text with a unit such as "500MB" or "1.5GiB"'
        raise StreamlitValueError("max_size", [accepted])
    return size


cache_data = CacheData()
