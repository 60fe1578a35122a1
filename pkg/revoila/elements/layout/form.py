"""Inputs that are sent together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila._context import active
from revoila.elements._draw import active_form, open_container
from revoila.elements._identity import derive_id
from revoila.elements._params import add_present, check_flag, check_height, check_width
from revoila.errors import (
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidLayoutContextError,
)

if TYPE_CHECKING:
    from revoila.elements._handle import DeltaGenerator


def form(
    key: str,
    clear_on_submit: bool = False,
    *,
    enter_to_submit: bool = True,
    border: bool = True,
    width: str | int = "stretch",
    height: str | int = "content",
) -> DeltaGenerator:
    """Put a container on the page whose inputs are sent together, by a submit button inside it.

    As ``st.form`` of Streamlit 1.67.

    Parameters
    ----------
    key : str
        Name of the form, unique among the forms of a run. Session state
        cannot hold a value under it.
    clear_on_submit : bool, default False
        Whether the inputs show their defaults again once they are sent.
    enter_to_submit : bool, default True
        Whether Enter in a field presses the first submit button.
    border : bool, default True
        Whether the form has a border.
    width : {"stretch", "content"} or int
        Width; a number is in CSS pixels.
    height : {"content", "stretch"} or int
        Height; a number is in CSS pixels.

    Returns
    -------
    DeltaGenerator
        The form's container.

    Raises
    ------
    TypeError
        `key` is no text, or a flag is no bool.
    StreamlitInvalidLayoutContextError
        The form is inside another.
    StreamlitDuplicateElementKey
        The run has a form of this name.
    StreamlitValueAssignmentNotAllowedError
        Session state was assigned under `key` in this run.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.

    See Also
    --------
    form_submit_button : Sends the form.

    Examples
    --------
    >>> with form("signup"):
    ...     mail = text_input("Mail")
    ...     sent = form_submit_button("Sign up")  # doctest: +SKIP
    """
    if not isinstance(key, str):
        raise TypeError(f"The `key` of a form must be a text, not {type(key).__name__}.")
    if active_form() is not None:
        raise StreamlitInvalidLayoutContextError("Forms cannot be nested in other forms.")
    checked_width, checked_height = check_width(width), check_height(height)
    props = add_present(
        {
            "form_id": key,
            "enter_to_submit": check_flag("enter_to_submit", enter_to_submit),
            "border": check_flag("border", border),
        },
        clear_on_submit=check_flag("clear_on_submit", clear_on_submit) or None,
        width=None if checked_width == "stretch" else checked_width,
        height=None if checked_height == "content" else checked_height,
    )
    element_id = derive_id("form", key, {})
    here = active()
    if here is not None:
        try:
            # Without the key: an input may have the name of a form, only two forms may not share one.
            here.run.claim("form", element_id, None)
        except StreamlitDuplicateElementId as error:
            raise StreamlitDuplicateElementKey(key) from error
        here.run.reserve_key(key)
    # What is in a form without a name is in none: so it is in Streamlit.
    return open_container("form", props, element_id, form=key or None)
