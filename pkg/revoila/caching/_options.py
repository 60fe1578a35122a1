"""What the author of a cached function may ask for, and what is refused."""

from __future__ import annotations

import inspect
import logging
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from revoila._duration import duration_seconds
from revoila.config.options import get_option
from revoila.errors import (
    StreamlitAPIException,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from revoila.caching._hashing import HashFuncs

_LOG = logging.getLogger(__name__)

_MULTIPLIER = "runner.cacheBackgroundRefreshTTLMultiplier"
_USUAL_MULTIPLIER = 2.0

_told: set[str] = set()


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
    persist : bool, default False
        Whether results are on the disk, too.
    background : bool, default False
        Whether a result that is too old is used once more while a new one is computed.
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
    persist: bool = False
    background: bool = False


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


def end_of_use(ttl: float) -> float:
    """Return after how many seconds a result is not even used while a new one is computed.

    Parameters
    ----------
    ttl : float
        How long it is good, in seconds.
    """
    multiplier = get_option(_MULTIPLIER)
    if not (isinstance(multiplier, int | float) and math.isfinite(multiplier) and multiplier > 1):
        tell_once(_MULTIPLIER, f"{_MULTIPLIER} must be a number above 1; it is taken as {_USUAL_MULTIPLIER}.")
        multiplier = _USUAL_MULTIPLIER
    return float(ttl * multiplier)


def tell_once(topic: str, message: str) -> None:
    """Log a warning, once in the life of the process.

    Parameters
    ----------
    topic : str
        What it is about.
    message : str
        The warning.
    """
    if topic not in _told:
        _told.add(topic)
        _LOG.warning(message)


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


def check_function(function: Callable[..., Any], refresh_mode: str) -> None:
    """Refuse functions whose results cannot be kept.

    Parameters
    ----------
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
    """
    if inspect.isasyncgenfunction(function):
        message = (
            "Async-generator functions cannot be cached: what they yield can be consumed once only. "
            "Collect the items in an ordinary function and cache that one."
        )
        raise StreamlitAPIException(message)
    if refresh_mode == "background" and inspect.iscoroutinefunction(function):
        detail = "Background refresh is not supported for coroutine functions (`async def`)."
        raise StreamlitValueError("refresh_mode", ['"foreground"'], detail=detail)
