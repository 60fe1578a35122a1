"""What an object is: its name, type, signature, documentation and members."""

from __future__ import annotations

import inspect
import re
import types
from typing import TYPE_CHECKING, Any

import revoila
from revoila.config.redaction import redact
from revoila.elements._draw import draw
from revoila.elements._params import check_width
from revoila.elements.text._source import argument_source

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator

_ADDRESS = re.compile(r"<[\w.<> ]+ at 0x[0-9a-fA-F]+>")
_LONGEST = 500
"""How much of a value is shown, in characters."""


def help(obj: object = revoila, *, width: str | int = "stretch") -> DeltaGenerator:
    """Show what an object is: its signature, documentation and members.

    Behaves as Streamlit 1.67 `st.help`.

    Parameters
    ----------
    obj : object, default this package
        Any object. The expression in the script becomes the title.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the documentation.

    Raises
    ------
    StreamlitInvalidWidthError
        Neither ``"stretch"`` nor a positive number of pixels.

    Examples
    --------
    >>> help(str.upper)
    """
    return draw_help(obj, 0, width)


def draw_help(obj: object, position: int, width: str | int = "stretch") -> DeltaGenerator:
    """Draw the documentation of one argument of the command that the script calls.

    Parameters
    ----------
    obj : object
        Any object.
    position : int
        Which argument of the call it is.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the documentation.
    """
    props: dict[str, Any] = {"name": argument_source(position), "type": _type_name(obj)}
    value = _value(obj)
    if value:
        props["value"] = value
    props["doc"] = _documentation(obj)
    props["members"] = _members(obj)
    if check_width(width, content=False) != "stretch":
        props["width"] = width
    return draw("help", props)


def has_address(text: str) -> bool:
    """Whether a text is the default representation of an object, which says nothing to a reader."""
    return _ADDRESS.fullmatch(text) is not None


def _type_name(obj: object) -> str:
    return "class" if isinstance(obj, type) else type(obj).__name__


def _value(obj: object) -> str:
    """Return the signature of what can be called, else the representation."""
    if isinstance(obj, types.ModuleType):
        return obj.__name__
    if isinstance(obj, type):
        return _qualified(obj) + _signature(obj)
    if inspect.isroutine(obj):
        return _qualified(obj) + _signature(obj)
    text = _representation(obj)
    return "" if has_address(text) else text


def _representation(obj: object) -> str:
    try:
        text = repr(obj)
    except Exception:  # noqa: BLE001  # the script's own __repr__ may do anything
        return ""
    text = redact(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _qualified(obj: Any) -> str:
    name = getattr(obj, "__qualname__", None) or getattr(obj, "__name__", type(obj).__qualname__)
    module = getattr(obj, "__module__", None)
    return f"{module}.{name}" if isinstance(module, str) else str(name)


def _signature(obj: Any) -> str:
    try:
        return str(inspect.signature(obj))
    except (TypeError, ValueError):
        return "(...)"


def _documentation(obj: object) -> str:
    if obj is None:
        return ""
    try:
        return inspect.getdoc(obj) or ""
    except Exception:  # noqa: BLE001  # as in _representation
        return ""


def _members(obj: object) -> list[dict[str, str]]:
    """Describe the public members: data first, then functions, then classes."""
    if obj is None or inspect.isroutine(obj):
        return []
    described = []
    for name in _public_names(obj):
        try:
            static = inspect.getattr_static(obj, name, None)
            member = static if _is_property(static) else getattr(obj, name)
        except Exception:  # noqa: BLE001, S112  # one bad member must not hide the others
            continue
        if isinstance(member, types.ModuleType):
            continue
        rank = 2 if isinstance(member, type) else 1 if inspect.isroutine(member) else 0
        described.append((rank, name, _member(name, member)))
    return [member for _, _, member in sorted(described, key=lambda item: item[:2])]


def _public_names(obj: object) -> list[str]:
    try:
        names = dir(obj)
    except Exception:  # noqa: BLE001  # as in _representation
        return []
    return [name for name in names if not name.startswith("_")]


def _is_property(static: object) -> bool:
    return isinstance(static, property) or inspect.isgetsetdescriptor(static)


def _member(name: str, member: object) -> dict[str, str]:
    if _is_property(member):
        return {"name": name, "type": "property", "doc": _first_line(member)}
    described = {"name": name, "type": _type_name(member)}
    value = "" if isinstance(member, type) or inspect.isroutine(member) else _representation(member)
    if value and not has_address(value):
        return {**described, "value": value}
    return {**described, "doc": _first_line(member)}


def _first_line(obj: object) -> str:
    return _documentation(obj).partition("\n")[0]
