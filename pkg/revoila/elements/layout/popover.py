"""A button that opens a panel over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice, check_flag, check_width, help_text
from revoila.elements.layout._arrangement import Foldable, check_tracking, claim_key
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class PopoverContainer(Foldable):
    """What `popover` returns."""


def popover(
    label: str,
    *,
    type: str = "secondary",
    help: str | None = None,
    icon: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: str | int = "content",
    wrap: bool | None = None,
    key: str | int | None = None,
    on_change: Callable[..., Any] | str = "ignore",
    args: Iterable[Any] | None = None,  # noqa: ARG001 - of a callback, which is to come
    kwargs: Mapping[str, Any] | None = None,  # noqa: ARG001
) -> PopoverContainer:
    """Put a button on the page that opens a panel with more elements.

    As ``st.popover`` of Streamlit 1.67. What is in the panel runs the script as anything else does, and
    leaves it open.

    Parameters
    ----------
    label : str
        Text of the button, as Markdown of one line.
    type : {"secondary", "primary", "tertiary"}
        Look of the button.
    help : str, optional
        Explanation, as Markdown, that shows while the pointer rests on the button.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    disabled : bool, default False
        Whether it cannot be opened.
    use_container_width : bool, optional
        Former way to say ``width="stretch"``.
    width : {"content", "stretch"} or int
        Width of the button; a number is in CSS pixels.
    wrap : bool, optional
        Whether a long label takes several lines.
    key : str or int, optional
        Name of the container: a CSS class ``st-key-<key>`` and a stable identity.
    on_change : "ignore"
        What opening and closing does; only nothing is available yet.
    args, kwargs : iterable and mapping, optional
        Arguments of a callback.

    Returns
    -------
    PopoverContainer
        The panel.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `label` is None.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    NotImplementedError
        `on_change` asks for more than nothing.
    TypeError
        `label` is no text, or a flag is no bool.

    See Also
    --------
    expander : A container that opens in its place.

    Examples
    --------
    >>> with popover("Settings", icon=":material/settings:"):
    ...     _ = text("more")  # doctest: +SKIP
    """
    if label is None:
        raise StreamlitMissingRequiredParameterError("label")
    if not isinstance(label, str):
        raise TypeError(f"The `label` of a popover must be a text, not {label.__class__.__name__}.")
    check_tracking("popover", on_change)
    if use_container_width is not None:
        width = "stretch" if check_flag("use_container_width", use_container_width) else "content"
    checked_width = check_width(width)
    kind = check_choice("type", type, ("secondary", "primary", "tertiary"))
    props = add_present(
        {"label": label, "type": kind},
        help=help_text(help),
        icon=check_icon(icon),
        disabled=check_flag("disabled", disabled) or None,
        width=None if checked_width == "content" else checked_width,
        wrap=None if wrap is None else check_flag("wrap", wrap),
    )
    checked_key, element_id = claim_key("popover", key)
    return PopoverContainer(open_container("popover", add_present(props, key=checked_key), element_id).place)
