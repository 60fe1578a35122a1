"""How an input gets its identity: from its key, or else from all it was called with.

The rules are those of Streamlit 1.67 (identity of widgets, statements 1 to 13
of the state specification): with a key only a few parameters take part.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._element import ElementId
from revoila.errors import StreamlitAPIException, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

RESERVED_PREFIX = "$$ID"


def check_key(key: str | int | None) -> str | None:
    """Return the key as text.

    Raises
    ------
    StreamlitValueError
        The key is empty.
    StreamlitAPIException
        The key begins with the reserved prefix.
    """
    if key is None:
        return None
    text = str(key)
    if not text:
        raise StreamlitValueError("key", ["a non-empty string"])
    if text.startswith(RESERVED_PREFIX):
        message = f"Keys beginning with {RESERVED_PREFIX} are reserved."
        raise StreamlitAPIException(message)
    return text


def check_input_key(key: str | int | None) -> str | None:
    """Return the key of an input as text; that of the text ``"None"`` is none, as in Streamlit."""
    text = check_key(key)
    return None if text == "None" else text


def derive_id(
    kind: str, key: str | None, params: Mapping[str, Any], keyed: Collection[str] = ()
) -> ElementId:
    """Derive the identity of an input.

    Parameters
    ----------
    kind : str
        Name of the command.
    key : str or None
        The author's key, already checked.
    params : mapping of str to object
        Every parameter that is part of the identity of an input without a key.
    keyed : collection of str
        Names of the parameters that still count when there is a key.
    """
    here = active()
    words = [kind] if here is None else [kind, here.run.page_hash]
    if key is None:
        words.append(repr(sorted(params.items())))
        if here is not None:
            branch = here.place.inside()
            words.append(f"{branch.form}|{branch.root}")
    else:
        words.append(f"|{key}|")
        words.append(repr([(name, params[name]) for name in keyed]))
    digest = blake2b("".join(words).encode(errors="replace"), digest_size=16)
    return ElementId(f"{RESERVED_PREFIX}-{digest.hexdigest()}-{key}")
