"""Options in view, for one choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements.inputs._choices import Choices
from revoila.elements.inputs._declaration import declare, face, only_true
from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def radio(
    label: str,
    options: Any,
    index: int | None = 0,
    format_func: Callable[[Any], Any] = str,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Iterable[str | None] | None = None,
    label_visibility: str = "visible",
    width: str | int = "content",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show options with a button each and return the one chosen.

    As ``st.radio`` of Streamlit 1.67.

    Parameters
    ----------
    label : str
        Text above the options, as Markdown.
    options : iterable
        What can be chosen: any iterable, an enum, or the first column of a frame.
    index : int or None, default 0
        Position of the option chosen on the first run; None for none.
    format_func : callable, default str
        From an option to its label, which is Markdown.
    key : str or int, optional
        Identity across runs and the name in session state.
    help, on_change, args, kwargs, disabled, label_visibility
        As in `text_input`.
    horizontal : bool, default False
        Whether the options stand in a row.
    captions : iterable of (str or None), optional
        A text below each option, as Markdown.
    width : {"content", "stretch"} or int, default "content"
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
    object or None
        A copy of the option; None when there is none or none is chosen.

    Raises
    ------
    StreamlitValueOutOfRangeError
        `index` is no position in `options`.
    StreamlitInvalidParameterTypeError
        `index` is no int, or a caption is no text.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or `format_func` returns no text.

    See Also
    --------
    selectbox : The same in a list that drops down.

    Examples
    --------
    >>> size = radio("Size", ["S", "M", "L"], horizontal=True)  # doctest: +SKIP
    """
    base = declare(
        "radio",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    choices = Choices(options, index, format_func)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width, usual_width="content"),
        options=choices.labels,
        captions=_check_captions(captions),
        horizontal=only_true("horizontal", horizontal),
    )
    return base.draw(
        props,
        default=choices.default,
        decode=choices.decode,
        encode=choices.encode,
        accept=choices.accept,
        settle=choices.settle,
        identity={"value": choices.default_label},
        url=choices.url,
    )


def _check_captions(captions: Iterable[Any] | None) -> list[str] | None:
    texts = list(captions or ())
    for text in texts:
        if text is not None and not isinstance(text, str):
            raise StreamlitInvalidParameterTypeError("captions", type(text), ["str", "None"])
    return [text or "" for text in texts] or None
