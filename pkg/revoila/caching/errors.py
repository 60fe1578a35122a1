"""What can go wrong with a cached function.

Behaves as Streamlit 1.67, which keeps these classes beside its caches and not
in ``streamlit.errors``::

    MarkdownFormattedException
    ├── UnserializableReturnValueError           a result cannot be copied
    └── StreamlitAPIException
        ├── UnhashableParamError                 an argument has no hash
        ├── UserHashError                        a function of `hash_funcs` failed
        ├── UnevaluatedDataFrameError            a result is a query, not data
        ├── CacheReplayClosureError              drew on a container of somebody else
        ├── CachedFunctionReturnedAwaitableError
        └── StreamlitAPIWarning
            ├── CachedWidgetWarning              an input inside of a cached function
            └── CachedStFunctionInBackgroundModeWarning
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.errors import MarkdownFormattedException, StreamlitAPIException, StreamlitAPIWarning

if TYPE_CHECKING:
    from collections.abc import Callable


def type_name(value: object) -> str:
    """Return the fully qualified name of the type of `value`."""
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def function_name(function: Callable[..., Any]) -> str:
    """Return the name by which messages call a function."""
    return getattr(function, "__name__", None) or type_name(function)


class UnhashableParamError(StreamlitAPIException):
    """An argument of a cached function cannot be part of a cache key.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    function : Callable
        The cached function.
    parameter : str or None
        Name of the parameter; None for one of ``*args``.
    value : object
        What was passed.
    """

    def __init__(
        self, command: str, function: Callable[..., Any], parameter: str | None, value: object
    ) -> None:
        name = function_name(function)
        super().__init__(
            f"Cannot hash argument '{parameter or '(unnamed)'}' (of type `{type_name(value)}`) in '{name}'.\n\n"
            "To address this, leave the argument out of the cache key: begin the name of its parameter "
            f"with a leading underscore.\n\n```\n@st.{command}\ndef {name}(_{parameter or 'arg'}, ...):\n    ...\n```"
        )


class UserHashError(StreamlitAPIException):
    """A function of ``hash_funcs`` raised an exception.

    Parameters
    ----------
    error : Exception
        What it raised; the app shows its type.
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    function : Callable
        The cached function.
    hash_func : Callable
        The function that failed.
    value : object
        What it should have hashed.
    """

    def __init__(
        self,
        error: Exception,
        command: str,
        function: Callable[..., Any],
        hash_func: Callable[[Any], Any],
        value: object,
    ) -> None:
        hasher = function_name(hash_func)
        super().__init__(
            f"{error}\n\n`{hasher}()`, a hash function given to `@st.{command}` of "
            f"`{function_name(function)}()`, failed for an object of type `{type_name(value)}`."
        )
        self.alternate_name = type(error).__name__


class UnserializableReturnValueError(MarkdownFormattedException):
    """A result of ``cache_data`` cannot be pickled, so it cannot be copied.

    Parameters
    ----------
    function : Callable
        The cached function.
    value : object
        Its result.
    """

    def __init__(self, function: Callable[..., Any], value: object) -> None:
        super().__init__(
            f"Cannot serialize the return value (of type `{type_name(value)}`) in `{function_name(function)}()`. "
            "`st.cache_data` keeps a [pickle](https://docs.python.org/3/library/pickle.html) of what a function "
            "returns, so that nobody can change the cached value. Return something that can be pickled, or use "
            "`st.cache_resource`, which shares the object itself: connections, models, locks."
        )


class UnevaluatedDataFrameError(StreamlitAPIException):
    """A result of ``cache_data`` is a query that has not run yet.

    Parameters
    ----------
    function : Callable
        The cached function.
    value : object
        Its result.
    """

    def __init__(self, function: Callable[..., Any], value: object) -> None:
        super().__init__(
            f"The function `{function_name(function)}()` is decorated with `st.cache_data` but returns an "
            f"unevaluated dataframe of type `{type_name(value)}`. Collect its rows first, for example with "
            "`to_pandas()` or `collect()`, or use `st.cache_resource`."
        )


class CachedFunctionReturnedAwaitableError(StreamlitAPIException):
    """A cached function that is not ``async`` returned something to be awaited.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    function : Callable
        The cached function.
    value : object
        Its result.
    """

    def __init__(self, command: str, function: Callable[..., Any], value: object) -> None:
        name = function_name(function)
        super().__init__(
            f"`{name}()` is a synchronous function decorated with `st.{command}`, but it returned an awaitable "
            f"of type `{type_name(value)}`. An awaitable can be used once only. Await it inside of `{name}()` and "
            "return the outcome."
        )


class CacheReplayClosureError(StreamlitAPIException):
    """A cached function drew on a container that it has not made itself.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    function : Callable
        The cached function.
    """

    def __init__(self, command: str, function: Callable[..., Any]) -> None:
        name = function_name(function)
        super().__init__(
            f"While running `{name}()`, a streamlit element is called on some layout block created outside the "
            "function. When the result comes from the cache, that block need not exist, so the element cannot be "
            f"drawn again.\n\nEither make the block inside of `{name}()`, or draw the element outside of it, or "
            f"remove `@st.{command}`."
        )


class CachedWidgetWarning(StreamlitAPIWarning):
    """A cached function draws an input, which only shows when the function really runs."""

    def __init__(self) -> None:
        super().__init__(
            "Your script uses a widget command in a cached function (decorated with `@st.cache_data` or "
            "`@st.cache_resource`). The function runs only when its result is not in the cache, so the widget is "
            "not there most of the time. Move the widget out of the function and pass its value in."
        )


class CachedStFunctionInBackgroundModeWarning(StreamlitAPIWarning):
    """A cached function that is refreshed in the background draws something.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``.
    function : Callable
        The cached function.
    """

    def __init__(self, command: str, function: Callable[..., Any]) -> None:
        name = function_name(function)
        super().__init__(
            f'`{name}()` is decorated with `@st.{command}(refresh_mode="background")` and draws something. It is '
            "on the page only while the function really runs in the script: it is not drawn again when the result "
            f"comes from the cache. Draw it outside of `{name}()`."
        )
