"""Nested values as a tree that folds."""

from __future__ import annotations

import json as stdlib_json
import sys
from collections.abc import Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_width
from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator

_SINGLE = (list, tuple, str, bytes, bytearray, memoryview)
"""Sequences that JSON knows, and those that are one value."""


def json(body: object, *, expanded: bool | int = True, width: str | int = "stretch") -> DeltaGenerator:
    """Show an object, or JSON text, as a tree that folds.

    Behaves as Streamlit 1.67 `st.json`.

    Parameters
    ----------
    body : object or str
        A text is taken for JSON and shown as it is. Sets become lists; named
        tuples, pydantic models and mappings become objects; what JSON does not
        know is shown by its ``repr``; entries whose keys JSON does not know are
        left out, with a warning above.
    expanded : bool or int, default True
        Whether the tree is unfolded, or the number of levels that are.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the tree.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `expanded` is neither a bool nor an int.
    StreamlitInvalidWidthError
        `width` is neither "stretch" nor a positive number.
    ValueError
        `body` contains itself.

    Examples
    --------
    >>> import revoila as st
    >>> st.json({"name": "Ada", "tags": {"poet", "analyst"}}, expanded=1)  # doctest: +SKIP
    """
    if not isinstance(expanded, int):
        raise StreamlitInvalidParameterTypeError("expanded", type(expanded), ["bool", "int"])
    width = check_width(width, content=False)
    text = body if isinstance(body, str) else _dump(_unwrap(body))
    props = {"body": str(text), "expanded": expanded}
    return draw("json", add_present(props, width=None if width == "stretch" else width))


def _dump(value: Any) -> str:
    try:
        return stdlib_json.dumps(value, default=_plain)
    except TypeError as error:
        from revoila.elements.status.alert import warning  # rarely needed

        warning(f"Not all of this can be shown as JSON: entries with other keys are left out. ({error})")
        return stdlib_json.dumps(value, default=_plain, skipkeys=True)


def _unwrap(body: Any) -> Any:
    """Return the value to write: JSON's own types instead of what behaves like them."""
    if isinstance(body, tuple) and hasattr(body, "_asdict"):
        return body._asdict()
    if isinstance(body, (Sequence, AbstractSet, ValuesView, map, enumerate)) and not isinstance(
        body, _SINGLE
    ):
        return list(body)
    return _plain(body) if _is_model(body) or isinstance(body, Mapping) else body


def _plain(value: Any) -> Any:
    """Return something that JSON knows for what it does not know."""
    if isinstance(value, AbstractSet):
        return list(value)
    if _is_model(value):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return dict(value)
    return repr(value)


def _is_model(value: Any) -> bool:
    pydantic = sys.modules.get("pydantic")
    return pydantic is not None and isinstance(value, pydantic.BaseModel)
