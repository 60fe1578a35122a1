"""A button that opens an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._identity import check_input_key, derive_id
from revoila.elements._params import (
    add_present,
    call_args,
    call_kwargs,
    check_flag,
    check_on_change,
    check_width,
)
from revoila.elements.inputs._declaration import Declaration
from revoila.elements.inputs._pressing import button_face, draw_press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import ElementId
    from revoila.elements._handle import DeltaGenerator


def link_button(
    label: str,
    url: str,
    *,
    key: str | int | None = None,
    on_click: Callable[..., Any] | str | None = "ignore",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    help: str | None = None,
    type: str = "secondary",
    icon: str | None = None,
    icon_position: str = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: str | int = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
    rerun: bool = True,
) -> DeltaGenerator | bool:
    """Show a button that opens an address in a new tab.

    Behaviour of Streamlit 1.67 ``st.link_button``. An address that a browser would run as code, such as
    ``javascript:``, opens nothing.

    Parameters
    ----------
    label : str
        Text on the button, as Markdown.
    url : str
        Where it leads: ``https:``, ``http:``, ``mailto:``, ``tel:``, ``ftp:``, or relative to the page.
    key : str or int, optional
        Identity across runs; the name in session state if clicks are reported.
    on_click : {"ignore", "rerun"} or callable, default "ignore"
        Whether the script hears of a click. With ``"ignore"`` it does not; otherwise it runs, after the callable
        if there is one.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_click`.
    help : str, optional
        Tooltip, as Markdown.
    type : {"secondary", "primary", "tertiary"}
        Outlined, filled, or text only.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    icon_position : {"left", "right"}
        Side of the icon.
    disabled : bool, default False
        Whether the button refuses clicks.
    use_container_width : bool, optional
        Older form of `width`, which it overrides.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
    shortcut : str, optional
        Keys that press the button, such as ``"Ctrl+K"``.
    wrap : bool, optional
        Whether a long label breaks; by default not in rows and columns.
    rerun : bool, default True
        Whether a click that is reported runs the script; if not, the next run sees it, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    DeltaGenerator or bool
        A handle that can replace the button. If clicks are reported, whether it was clicked for this run.

    Raises
    ------
    StreamlitInvalidFormCallbackError
        `on_click` is a callable, inside a form.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        `url` is no text, or a flag is no bool.

    See Also
    --------
    page_link : A link to another page of the app.

    Examples
    --------
    >>> _ = link_button("Documentation", "https://jupyter.org", icon=":material/menu_book:")
    """
    checked_key = check_input_key(key)
    callback, reruns = check_on_change(on_click, parameter="on_click")
    if not isinstance(url, str):
        raise TypeError(f"The `url` of a link button must be a text, not {url.__class__.__name__}.")
    face = button_face(
        label,
        help=help,
        type=type,
        icon=icon,
        icon_position=icon_position,
        width=check_width(width, use_container_width=use_container_width),
        shortcut=shortcut,
        wrap=wrap,
    )
    props = add_present(face, url=url)
    base = Declaration(
        kind="link_button",
        key=checked_key,
        # Its click leaves the page and does not send a form.
        form=None,
        disabled=check_flag("disabled", disabled),
        on_change=callback,
        rerun=check_flag("rerun", rerun),
        args=call_args(args),
        kwargs=call_kwargs(kwargs),
        trigger=True,
    )
    if reruns:
        return draw_press(base, add_present(props, reports=True))
    props = add_present(props, key=checked_key, disabled=base.disabled or None)
    return draw("link_button", props, _claim(checked_key))


def _claim(key: str | None) -> ElementId | None:
    """Return the identity of a button that reports nothing, after refusing a second use of its key."""
    if key is None:
        return None
    element_id = derive_id("link_button", key, {})
    here = active()
    if here is not None:
        here.run.claim("link_button", element_id, key)
        here.run.reserve_key(key)
    return element_id
