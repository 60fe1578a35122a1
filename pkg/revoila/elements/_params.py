"""Checks of the parameters that many commands share: sizes, alignment, help, callbacks.

Rules and error classes are those of Streamlit 1.67 ("shared rules" of its
command behaviour).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import active_form
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidFormCallbackError,
    StreamlitInvalidHeightError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

UINT32_MAX = 2**32 - 1
RESERVED_QUERY_PARAMS = frozenset({"embed", "embed_options"})


def asked_width(width: Any, use_container_width: bool | None) -> Any:
    """Return the width that was asked for, not checked: the older parameter overrides `width`."""
    if use_container_width is None:
        return width
    return "stretch" if use_container_width else "content"


def check_width(
    width: Any, *, content: bool = True, also: Collection[str] = (), use_container_width: bool | None = None
) -> str | int:
    """Return a valid ``width``.

    Parameters
    ----------
    width : str or int
        ``"stretch"``, ``"content"`` or CSS pixels.
    content : bool, default True
        Whether ``"content"`` is allowed.
    also : collection of str
        Further words that are allowed.
    use_container_width : bool, optional
        The older parameter, which overrides `width`.

    Raises
    ------
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.
    StreamlitValueOutOfRangeError
        More pixels than a browser can count.
    """
    width = asked_width(width, use_container_width)
    if isinstance(width, str):
        if width == "stretch" or (content and width == "content") or width in also:
            return width
    elif isinstance(width, int) and width > 0:
        return _pixels("width", width)
    raise StreamlitInvalidWidthError(width, content)


def check_height(height: Any, *, content: bool = True, also: Collection[str] = ()) -> str | int:
    """Return a valid ``height``: ``"stretch"``, ``"content"`` or CSS pixels.

    Raises
    ------
    StreamlitInvalidHeightError
        Neither a known word nor a positive number of pixels.
    StreamlitValueOutOfRangeError
        More pixels than a browser can count.
    """
    if isinstance(height, str):
        if height == "stretch" or (content and height == "content") or height in also:
            return height
    elif isinstance(height, int) and height > 0:
        return _pixels("height", height)
    raise StreamlitInvalidHeightError(height, content)


def _pixels(parameter: str, size: int) -> int:
    """Return a positive size.

    Raises
    ------
    StreamlitValueOutOfRangeError
        It is too large.
    """
    if size > UINT32_MAX:
        raise StreamlitValueOutOfRangeError(parameter, size, 1, UINT32_MAX)
    return int(size)


def check_choice(parameter: str, value: Any, choices: Collection[Any], *, detail: str | None = None) -> Any:
    """Return `value` if it is one of `choices`.

    Raises
    ------
    StreamlitValueError
        It is not.
    """
    # `in` alone would take 1 for True and raise for unhashable values.
    for choice in choices:
        if value is choice or (type(value) is type(choice) and value == choice):
            return value
    raise StreamlitValueError(parameter, [repr(choice) for choice in choices], detail=detail)


def clean(body: Any) -> str:
    """Return a body as text without common indentation and outer blank space."""
    text = str(body)
    # Only when a later line is indented can the lines have an indentation in common.
    return (dedent(text) if "\n " in text or "\n\t" in text else text).strip()


def help_text(help: str | None) -> str | None:
    """Return the text of a tooltip without common indentation; None when it is blank."""
    return None if help is None else clean(help) or None


def add_present(props: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Add the optional props that have a value, so that defaults do not travel."""
    props.update({name: value for name, value in optional.items() if value is not None})
    return props


def check_label_visibility(value: Any) -> str:
    """Return a valid ``label_visibility``."""
    return str(check_choice("label_visibility", value, ("visible", "hidden", "collapsed")))


def check_on_change(
    on_change: Any, *, parameter: str = "on_change"
) -> tuple[Callable[..., Any] | None, bool]:
    """Split the ``on_change`` of an input into its callback and whether a change reruns.

    Raises
    ------
    StreamlitValueError
        Neither a callable nor ``"rerun"``, ``"ignore"`` or None.
    StreamlitInvalidFormCallbackError
        A callable, inside a form.
    """
    if callable(on_change):
        if active_form() is not None:
            raise StreamlitInvalidFormCallbackError
        return on_change, True
    if on_change is None or on_change == "rerun":
        return None, True
    if on_change == "ignore":
        return None, False
    raise StreamlitValueError(parameter, ["'rerun'", "'ignore'", "a callback function"])


def call_args(args: Any) -> Any:
    """Return the positional arguments of a callback; that they are none is found out when it is called."""
    if args is None:
        return ()
    return tuple(args) if isinstance(args, Iterable) else args or ()


def call_kwargs(kwargs: Any) -> Any:
    """Return the named arguments of a callback, as `call_args`."""
    if kwargs is None:
        return {}
    return dict(kwargs) if isinstance(kwargs, Mapping) else kwargs or {}


def check_persistence(key: str | None, bind: Any, persist_state: Any = None) -> None:
    """Check ``bind`` and ``persist_state``.

    Raises
    ------
    StreamlitValueError
        An unknown mode.
    StreamlitMissingRequiredParameterError
        A mode without a key.
    StreamlitAPIException
        The key is a reserved query parameter.
    """
    if bind is not None and bind != "query-params":
        raise StreamlitValueError("bind", ["'query-params'", "None"])
    if persist_state not in (None, "page", "session"):
        raise StreamlitValueError("persist_state", ["'page'", "'session'", "None"])
    for name, mode in (("bind", bind), ("persist_state", persist_state)):
        if mode is not None and key is None:
            raise StreamlitMissingRequiredParameterError("key", detail=f"`{name}` needs a `key`.")
    if bind is not None and key is not None and key.lower() in RESERVED_QUERY_PARAMS:
        raise StreamlitAPIException(
            f"Cannot bind to reserved query parameter '{key}': it says how the app is embedded. "
            "Choose another `key`."
        )


def check_bool(parameter: str, value: Any) -> bool:
    """Return a strict bool.

    Raises
    ------
    StreamlitValueError
        Anything but True and False.
    """
    if value is not True and value is not False:
        raise StreamlitValueError(parameter, ["True", "False"])
    return bool(value)


def check_flag(parameter: str, value: Any) -> bool:
    """Return a bool, also from an int or a NumPy bool.

    Raises
    ------
    TypeError
        Anything else: a text or None given as a flag is a mistake.
    """
    if isinstance(value, int):
        return bool(value)
    kind = getattr(value, "dtype", None)
    if kind is not None and kind.kind in "biu" and value.ndim == 0:
        return bool(value)
    raise TypeError(f"`{parameter}` must be True or False, not {type(value).__name__}.")
