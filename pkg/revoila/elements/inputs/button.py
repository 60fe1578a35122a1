"""What starts something when it is pressed? A button, alone or at the end of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import active_form
from revoila.elements._identity import check_input_key
from revoila.elements.inputs._pressing import button_face, declare_press, draw_press
from revoila.errors import StreamlitInvalidLayoutContextError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def button(
    label: str,
    key: str | int | None = None,
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    type: str = "secondary",
    icon: str | None = None,
    icon_position: str = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: str | int = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
    rerun: bool = True,
) -> bool:
    """Show a button and return whether it was pressed for this run.

    As ``st.button`` of Streamlit 1.67.

    Parameters
    ----------
    label : str
        Text on the button, as Markdown.
    key : str or int, optional
        Identity across runs and the name in session state.
    help : str, optional
        Tooltip, as Markdown.
    on_click : callable, optional
        Called before the script when the button is pressed.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_click`.
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
        Whether a press runs the script; if not, the next run sees it, whatever starts it. Not in Streamlit.

    Returns
    -------
    bool
        True in the one run that the click started.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        The button is inside a form.
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool.

    See Also
    --------
    form_submit_button : The button of a form.

    Examples
    --------
    >>> if button("Greet", type="primary"):
    ...     write("Hello")  # doctest: +SKIP
    """
    if active_form() is not None:
        raise StreamlitInvalidLayoutContextError(
            "`st.button()` cannot be used inside an `st.form()`. Use `st.form_submit_button()` there."
        )
    base = declare_press("button", check_input_key(key), on_click, args, kwargs, disabled, rerun)
    face = button_face(
        label,
        help=help,
        type=type,
        icon=icon,
        icon_position=icon_position,
        shortcut=shortcut,
        wrap=wrap,
    )
    return draw_press(base, face, width, use_container_width)


def form_submit_button(
    label: str = "Submit",
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    key: str | int | None = None,
    type: str = "secondary",
    icon: str | None = None,
    icon_position: str = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: str | int = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
    rerun: bool = True,
) -> bool:
    """Show the button that sends a form and return whether it was pressed for this run.

    As ``st.form_submit_button`` of Streamlit 1.67. The one input of a form
    that may have a callback, which sees the new values of all others.

    Parameters
    ----------
    label : str, default "Submit"
        Text on the button, as Markdown.
    help : str, optional
        Tooltip, as Markdown.
    on_click : callable, optional
        Called before the script when the form is sent.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_click`.
    key : str or int, optional
        Identity across runs and the name in session state; by default
        ``FormSubmitter:<key of the form>-<label>``.
    type, icon, icon_position, disabled, use_container_width, width, shortcut, wrap, rerun
        As in `button`.

    Returns
    -------
    bool
        True in the one run that the click started.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        The button is outside of a form.
    StreamlitDuplicateElementKey
        The form has another button with this label and no key.
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool.

    See Also
    --------
    button : A button outside of forms.

    Examples
    --------
    >>> with form("login"):
    ...     name = text_input("Name")
    ...     sent = form_submit_button("Go")  # doctest: +SKIP
    """
    form = active_form()
    if form is None and active() is not None:
        raise StreamlitInvalidLayoutContextError(
            "`st.form_submit_button()` must be used inside an `st.form()`."
        )
    checked_key = check_input_key(key)
    if checked_key is None:
        checked_key = f"FormSubmitter:{form}-{label}"
    base = declare_press("form_submit_button", checked_key, on_click, args, kwargs, disabled, rerun)
    face = button_face(
        label,
        help=help,
        type=type,
        icon=icon,
        icon_position=icon_position,
        shortcut=shortcut,
        wrap=wrap,
    )
    return draw_press(base, face, width, use_container_width)
