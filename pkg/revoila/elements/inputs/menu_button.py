"""A button that opens a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import active_form
from revoila.elements._identity import check_input_key
from revoila.elements._params import add_present, check_width
from revoila.elements.inputs._choices import Choices
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._pressing import button_face, declare_press
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidLayoutContextError,
    StreamlitMissingRequiredParameterError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def menu_button(
    label: str,
    options: Any,
    *,
    key: str | int | None = None,
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    type: str = "secondary",
    icon: str | None = None,
    disabled: bool = False,
    width: str | int = "content",
    format_func: Callable[[Any], Any] = str,
    wrap: bool | None = None,
    rerun: bool = True,
) -> Any:
    """Show a button that opens a menu and return what was chosen there for this run.

    Behaviour of Streamlit 1.67 ``st.menu_button``. It is a button with several outcomes: nothing stays chosen.

    Parameters
    ----------
    label : str
        Text on the button, as Markdown.
    options : iterable
        What can be chosen: any iterable, an enum, or the first column of a frame.
    key : str or int, optional
        Identity across runs and the name in session state.
    help : str, optional
        Tooltip, as Markdown.
    on_click : callable, optional
        Called before the script when an option is chosen.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_click`.
    type : {"secondary", "primary", "tertiary"}
        Outlined, filled, or text only.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    disabled : bool, default False
        Whether the menu cannot be opened.
    width : {"content", "stretch"} or int, default "content"
        Width of the button; a number is in CSS pixels.
    format_func : callable, default str
        From an option to its label, which is Markdown.
    wrap : bool, optional
        Whether a long label breaks; by default not in rows and columns.
    rerun : bool, default True
        Whether a choice runs the script; if not, the next run sees it, whatever starts it. Not in Streamlit.

    Returns
    -------
    object or None
        A copy of the option in the one run that its choice started, else None.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        The button is inside a form.
    StreamlitMissingRequiredParameterError
        There are no options.
    StreamlitAPIException
        Two options have the same label, or another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or `format_func` returns no text.

    See Also
    --------
    button : A button with one outcome.
    selectbox : Options, one of which stays chosen.

    Examples
    --------
    >>> match menu_button("Export", ["CSV", "Parquet"], icon=":material/download:"):
    ...     case "CSV":
    ...         write("As text")  # doctest: +SKIP
    """
    if active_form() is not None:
        raise StreamlitInvalidLayoutContextError(
            "`st.menu_button()` cannot be used inside an `st.form()`. Use `st.form_submit_button()` there."
        )
    base = declare_press("menu_button", check_input_key(key), on_click, args, kwargs, disabled, rerun)
    choices = Choices(options, None, format_func)
    if not choices.labels:
        raise StreamlitMissingRequiredParameterError("options", detail="A menu needs at least one option.")
    if len(set(choices.labels)) < len(choices.labels):
        raise StreamlitAPIException(
            "Two options of a menu have the same label, so that nobody could tell them apart. "
            "Give each a label of its own, with `format_func` if need be."
        )

    def decode(wire: Any) -> Any:
        if wire is None:
            refuse(wire, "not an option")
        return choices.decode(wire)

    props = add_present(
        button_face(label, help=help, type=type, icon=icon, width=check_width(width), wrap=wrap),
        options=choices.labels,
    )
    return base.draw(
        props,
        default=None,
        decode=decode,
        encode=choices.encode,
        accept=choices.accept,
        identity={},
    )
