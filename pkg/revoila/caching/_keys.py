"""What does a call look up? The key of a function, and of its arguments.

A function is known by module, qualified name and source text, so editing its
body, its signature or its decorators gives it a new cache, and an unchanged
function keeps its cache across reruns (Streamlit 1.67, statements 19 to 24 of
the caching specification). Two lambdas on one line have the same source text,
so for lambdas the bytecode counts, too.
"""

from __future__ import annotations

import inspect
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila.caching._hashing import Hasher, HashFuncFailed, UnhashableValue
from revoila.caching.errors import UnhashableParamError, UserHashError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import CodeType

    from revoila.caching._hashing import HashFuncs

_MAX_SOURCES = 4096

_sources: dict[int, tuple[CodeType, str]] = {}
"""Digest of the source by the id of the code object, which a rerun of an unchanged script shares."""


def function_key(function: Callable[..., Any]) -> str:
    """Return the identity of a function across reruns.

    Parameters
    ----------
    function : Callable
        A Python function; it must have a ``__code__``.

    Returns
    -------
    str
        The same for the same module, qualified name and source.
    """
    digest = blake2b(digest_size=16)
    for part in (function.__module__, function.__qualname__, _source_digest(function)):
        digest.update(f"{len(part)}:{part}".encode(errors="surrogatepass"))
    return digest.hexdigest()


def code_digest(code: CodeType) -> str:
    """Return the identity of what a code object does, wherever its lines are."""
    digest = blake2b(code.co_code, digest_size=16)
    for const in code.co_consts:
        inner = code_digest(const) if isinstance(const, type(code)) else f"{type(const).__name__}{const!r}"
        digest.update(inner.encode(errors="surrogatepass"))
    digest.update(repr((code.co_names, code.co_varnames, code.co_freevars)).encode())
    return digest.hexdigest()


def _source_digest(function: Callable[..., Any]) -> str:
    code = function.__code__
    known = _sources.get(id(code))
    if known is not None and known[0] is code:
        return known[1]
    try:
        source = inspect.getsource(function)
    except (OSError, TypeError, SyntaxError, IndexError):
        source = code_digest(code)
    if function.__name__ == "<lambda>":
        source += code_digest(code)
    digest = blake2b(source.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    # A function in a decorator of somebody else shares its code with others of other sources.
    if not hasattr(function, "__wrapped__"):
        if len(_sources) >= _MAX_SOURCES:
            _sources.clear()
        _sources[id(code)] = (code, digest)
    return digest


class ArgumentNames:
    """The names of a function's parameters that take arguments by position.

    Parameters
    ----------
    function : Callable
        The function.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._names: Sequence[str] | None = None

    @property
    def names(self) -> Sequence[str]:
        """Names in order, without the one of ``*args``."""
        if self._names is None:
            function = self._function
            if hasattr(function, "__wrapped__") or hasattr(function, "__signature__"):
                by_position = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
                parameters = inspect.signature(function).parameters.values()
                self._names = [parameter.name for parameter in parameters if parameter.kind in by_position]
            else:
                code = function.__code__
                self._names = code.co_varnames[: code.co_argcount]
        return self._names

    def pair(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Iterator[tuple[str | None, Any]]:
        """Yield the arguments that count, with their parameters' names.

        Parameters
        ----------
        args : sequence of object
            Arguments by position.
        kwargs : mapping of str to object
            Arguments by name.
        """
        names = self.names
        for place, value in enumerate(args):
            name = names[place] if place < len(names) else None
            if name is None or not name.startswith("_"):
                yield name, value
        for name, value in kwargs.items():
            if not name.startswith("_"):
                yield name, value


def arguments_key(
    command: str,
    function: Callable[..., Any],
    arguments: Iterator[tuple[str | None, Any]],
    hash_funcs: HashFuncs,
) -> str:
    """Return the identity of the arguments of a call.

    Parameters
    ----------
    command : str
        ``"cache_data"`` or ``"cache_resource"``, for messages.
    function : Callable
        The cached function, for messages.
    arguments : iterator of (str or None, object)
        What counts, in order.
    hash_funcs : mapping of str to Callable
        The author's hash functions by type name.

    Raises
    ------
    UnhashableParamError
        An argument has no hash.
    UserHashError
        A function of ``hash_funcs`` raised an exception.
    """
    hasher = Hasher(hash_funcs)
    for name, value in arguments:
        hasher.write("name", b"" if name is None else name.encode())
        try:
            hasher.add(value)
        except UnhashableValue as error:
            raise UnhashableParamError(command, function, name, value) from error
        except HashFuncFailed as failed:
            raise UserHashError(
                failed.error, command, function, failed.hash_func, failed.value
            ) from failed.error
    return hasher.hexdigest()
