"""A field for a colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from revoila.elements._url import text_form
from revoila.elements.inputs._declaration import declare, face, refuse
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HEX = re.compile(r"#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE | re.ASCII)


def color_picker(
    label: str,
    value: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "content",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> str:
    """Show a colour that can be changed, and return it.

    Behaviour of Streamlit 1.67 ``st.color_picker``.

    Parameters
    ----------
    label : str
        Text above the colour, as Markdown.
    value : str, optional
        Colour on the first run, as ``"#rgb"`` or ``"#rrggbb"``; black by default.
    key : str or int, optional
        Identity across runs and the name in session state.
    help, on_change, args, kwargs, disabled, label_visibility
        As in `text_input`.
    width : "content", "stretch" or int
        Width; a number is in CSS pixels.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as the query parameter of the name `key`: a link to the page
        then brings the value along. It is there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    str
        The colour as ``"#rrggbb"``; the default is returned as it was given.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `value` is no text.
    StreamlitAPIException
        `value` is no colour, or another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds no text.

    Examples
    --------
    >>> color = color_picker("Line", "#2f6fde")  # doctest: +SKIP
    """
    base = declare(
        "color_picker",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    default = "#000000" if value is None else _check(value)
    return base.draw(
        face(label, help=help, label_visibility=label_visibility, width=width, usual_width="content"),
        default=default,
        decode=_decode,
        encode=_encode,
        accept=_accept,
        identity={"value": default},
        # A fragment's mark need not be written twice.
        url=text_form(repair=lambda text: text if text.startswith("#") else f"#{text}"),
    )


def _check(value: Any) -> str:
    if not isinstance(value, str):
        raise StreamlitInvalidParameterTypeError(
            "value", type(value), ["str", "None"], detail="Give a colour such as `'#00ffaa'` or `'#0fa'`."
        )
    if not _HEX.fullmatch(value):
        raise StreamlitAPIException(
            f"'{value}' is not a colour that can be picked. Give three or six hexadecimal digits after "
            "a `#`, such as `'#00ffaa'` or `'#0fa'`."
        )
    return value


def _decode(wire: Any) -> str:
    if not isinstance(wire, str) or not _HEX.fullmatch(wire):
        refuse(wire, "not a colour")
    return wire


def _encode(value: str) -> str:
    return value


def _accept(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"A colour picker cannot hold a value of type {type(value).__name__}.")
    return value
