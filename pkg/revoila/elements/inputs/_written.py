"""Which texts may a text field hold? Checks what is typed, kept and assigned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from revoila.elements._url import text_form
from revoila.elements.inputs._declaration import refuse

if TYPE_CHECKING:
    from revoila.elements._url import UrlForm

_UINT32_MAX = 2**32 - 1


@dataclass(frozen=True, slots=True)
class WrittenText:
    """Value of a text field.

    Parameters
    ----------
    default : str or None
        Text on the first run; None also means that the field can be emptied to None.
    max_chars : int or None
        Longest text, in characters.
    lines : bool
        Whether it may have several lines.
    """

    default: str | None
    max_chars: int | None
    lines: bool

    @property
    def url(self) -> UrlForm:
        """How a text is written in an address; one that is too long is cut, as the default is."""
        return text_form(empty="", repair=lambda text: text[: self.max_chars])

    def decode(self, wire: Any) -> str | None:
        """Return what a visitor typed."""
        if wire is None and self.default is None:
            return None
        text = readable_text(wire)
        if self.max_chars is not None and len(text) > self.max_chars:
            refuse(text, f"longer than {self.max_chars} characters")
        if not self.lines and ("\n" in text or "\r" in text):
            refuse(text, "several lines in a field for one")
        return text

    def encode(self, value: str | None) -> str | None:
        """Return the text as it is: there is no other form."""
        return value

    def accept(self, value: Any) -> str | None:
        """Take any text from session state, also one that nobody could type.

        Raises
        ------
        TypeError
            Neither a text nor None.
        """
        if value is not None and not isinstance(value, str):
            raise TypeError(f"A text field cannot hold a value of type {type(value).__name__}.")
        return value


def readable_text(wire: Any) -> str:
    """Return a text that a browser sent; refuse anything else and text that has no UTF-8 form."""
    if not isinstance(wire, str):
        refuse(wire, "not a text")
    try:
        wire.encode()
    except UnicodeEncodeError:
        refuse(wire, "half of a surrogate pair")
    return wire


def check_max_chars(max_chars: Any) -> int | None:
    """Return the longest length.

    Raises
    ------
    TypeError
        Not a whole number.
    ValueError
        Negative, or above 2**32 - 1.
    """
    if max_chars is None:
        return None
    if isinstance(max_chars, bool) or not isinstance(max_chars, int):
        raise TypeError(f"`max_chars` is a whole number or None, not {max_chars!r}.")
    if not 0 <= max_chars <= _UINT32_MAX:
        raise ValueError(f"`max_chars` is from 0 to {_UINT32_MAX}, not {max_chars}.")
    return max_chars


def written_text(value: Any, max_chars: int | None, *, lines: bool) -> WrittenText:
    """Return the value of a field with this default, which is cut to its longest length."""
    default = None if value is None else str(value)
    if default is not None and max_chars is not None:
        default = default[:max_chars]
    # Zero cuts the default and limits nothing that is typed, as in Streamlit.
    return WrittenText(default, max_chars or None, lines)
