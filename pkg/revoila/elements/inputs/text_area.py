"""A field for a longer text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_height
from revoila.elements.inputs._declaration import declare, face, only_true, optional_text
from revoila.elements.inputs._pauses import check_live
from revoila.elements.inputs._written import check_max_chars, written_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def text_area(
    label: str,
    value: object = "",
    height: str | int | None = None,
    max_chars: int | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    live: str | bool = False,
) -> str | None:
    """Show a field for several lines of text and return the text.

    As ``st.text_area`` of Streamlit 1.67. Sends on Ctrl+Enter and when it is left.

    Parameters
    ----------
    label : str
        Text above the field, as Markdown.
    value : object, default ""
        Text on the first run, made a ``str``; None for an empty field whose value is None.
    height : {"content", "stretch"} or int, optional
        Height; a number is in CSS pixels, ``"content"`` grows with the text.
    max_chars : int, optional
        Longest text, in characters.
    key : str or int, optional
        Identity across runs and the name in session state.
    help, on_change, args, kwargs, placeholder, disabled, required, label_visibility, width
        As in `text_input`.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as the query parameter of the name `key`: a link to the page
        then brings the value along. It is there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.
    live : bool or str, default False
        Whether to send while typing: after a pause of 250 ms, or of a duration up to a minute. Not in Streamlit.

    Returns
    -------
    str or None
        The text.

    Raises
    ------
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds no text.

    See Also
    --------
    text_input : One line.

    Examples
    --------
    >>> letter = text_area("Letter", height=200)  # doctest: +SKIP
    """
    base = declare(
        "text_area",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    limit = check_max_chars(max_chars)
    text = written_text(value, limit, lines=True)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        height=None if height is None else check_height(height),
        max_chars=limit or None,
        placeholder=optional_text(placeholder) or None,
        required=only_true("required", required),
        live=check_live(live),
    )
    return base.draw(
        props,
        default=text.default,
        decode=text.decode,
        encode=text.encode,
        accept=text.accept,
        identity={"value": text.default, "max_chars": limit},
        keyed=("max_chars",),
        url=text.url,
    )
