"""A message of a conversation, with a picture of who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_width
from revoila.elements.chat._avatar import avatar_image
from revoila.errors import StreamlitAPIException, StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

_PRESETS = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant"}
"""Names that have an avatar of their own, and which."""


def chat_message(name: str, *, avatar: Any = None, width: str | int = "stretch") -> DeltaGenerator:
    """Put a message of a conversation on the page and return it, to be filled.

    Behaviour of Streamlit 1.67 `st.chat_message`.

    Parameters
    ----------
    name : str
        Who says it. ``"user"`` or ``"human"`` and ``"assistant"`` or ``"ai"`` have an avatar and a look of their
        own; any other name shows its first letter. Assistive technology reads the name, a page does not show it.
    avatar : str or image, optional
        What to show instead: one emoji, ``":material/name:"``, one of the names above, or whatever `image` shows.
    width : {"stretch", "content"} or int
        Width; a number is in CSS pixels.

    Returns
    -------
    DeltaGenerator
        The container.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `name` is None.
    StreamlitAPIException
        `avatar` is neither an icon nor an image that can be shown.
    StreamlitInvalidWidthError
        Neither a known word nor a positive number of pixels.
    AttributeError
        `name` is no text.

    See Also
    --------
    chat_input : What the visitor says.

    Examples
    --------
    >>> with chat_message("assistant"):
    ...     _ = text("How can I help?")  # doctest: +SKIP
    """
    if name is None:
        raise StreamlitMissingRequiredParameterError("name")
    if not isinstance(name, str):
        # The kind of error is that of Streamlit, which asks the name for its letters.
        raise AttributeError(f"The `name` of a chat message must be a text, not {type(name).__name__}.")  # noqa: TRY004
    checked_width = check_width(width)
    props = add_present({"name": name}, width=None if checked_width == "stretch" else checked_width)
    return open_container("chat_message", props | _avatar(name, avatar))


def _avatar(name: str, avatar: Any) -> Props:
    """Return the prop that says what the avatar shows; none for the first letter of the name."""
    if avatar is None:
        preset = _PRESETS.get(name.lower())
        return {} if preset is None else {"preset": preset}
    if isinstance(avatar, str):
        if avatar in _PRESETS:
            return {"preset": _PRESETS[avatar]}
        icon = _icon(avatar)
        if icon is not None:
            return {"icon": icon}
    return {"image": avatar_image(avatar)}


def _icon(avatar: str) -> str | None:
    """Return an avatar that is an icon, None for one that is none.

    Raises
    ------
    StreamlitAPIException
        It is a Material symbol that does not exist.
    """
    if avatar.strip() == "spinner":  # an icon elsewhere
        return None
    try:
        return check_icon(avatar)
    except StreamlitAPIException:
        if avatar.strip().startswith(":material"):
            raise
        return None
