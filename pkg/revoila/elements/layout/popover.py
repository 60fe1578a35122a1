"""A button that opens a panel over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice, check_flag, check_width, help_text
from revoila.elements.layout._tracking import Foldable, Tracking
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
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
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
        Name of the container: a CSS class ``st-key-<key>``, and the name in session state if it tells the script
        what is open.
    on_change : {"ignore", "rerun"} or callable, default "ignore"
        What opening and closing does. With ``"ignore"`` the page does it alone; otherwise it tells the script, which
        runs again, and a callable runs before it.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_change`.

    Returns
    -------
    PopoverContainer
        The panel. Its ``open`` says whether it is open, None unless the script is told.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `label` is None.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
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
    tracking = Tracking("popover", key, on_change, args, kwargs)
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
    identity = {**props, "width": checked_width}
    element_id, is_open = tracking.declare_flag(props, identity, default=False)
    return PopoverContainer(open_container("popover", props, element_id).place, is_open)
