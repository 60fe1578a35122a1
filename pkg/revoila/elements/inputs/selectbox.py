"""A list that drops down, for one choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_flag
from revoila.elements.inputs._choices import Choices, check_filter_mode, hint
from revoila.elements.inputs._declaration import declare, face, only_true

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def selectbox(
    label: str,
    options: Any,
    index: int | None = 0,
    format_func: Callable[[Any], str] = str,
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
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: str | None = "fuzzy",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show a list that drops down and return the option chosen from it.

    As ``st.selectbox`` of Streamlit 1.67.

    Parameters
    ----------
    label : str
        Text above the list, as Markdown.
    options : iterable
        What can be chosen: any iterable, an enum, or the first column of a frame.
    index : int or None, default 0
        Position of the option chosen on the first run; None for none, which
        can then be chosen again.
    format_func : callable, default str
        From an option to its label.
    key : str or int, optional
        Identity across runs and the name in session state.
    help, on_change, args, kwargs, disabled, required, label_visibility, icon, width
        As in `text_input`.
    placeholder : str, optional
        Hint while nothing is chosen.
    accept_new_options : bool, default False
        Whether a text that is no option can be typed; it is returned as it is.
    filter_mode : {"fuzzy", "contains", "prefix"} or None, default "fuzzy"
        How typing narrows the list; None for no typing.
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
    StreamlitIncompatibleParametersError
        New options without typing.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or `format_func` returns no text.

    See Also
    --------
    radio : All options in view.

    Examples
    --------
    >>> city = selectbox("City", ["Lyon", "Nice"], index=None)  # doctest: +SKIP
    """
    base = declare(
        "selectbox",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    accept_new = check_flag("accept_new_options", accept_new_options)
    check_filter_mode(filter_mode, accept_new=accept_new)
    choices = Choices(options, index, format_func, accept_new=accept_new)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        options=choices.labels,
        placeholder=None if placeholder is None else str(placeholder) or " ",
        hint=hint(choices, accept_new=accept_new, what="an option") if placeholder is None else None,
        clearable=True if index is None else None,
        icon=check_icon(icon),
        accept_new_options=accept_new or None,
        required=only_true("required", required),
    )
    props["filter_mode"] = filter_mode
    return base.draw(
        props,
        default=choices.default,
        decode=choices.decode,
        encode=choices.encode,
        accept=choices.accept,
        settle=choices.settle,
        identity={"value": choices.default_label, "new": accept_new},
        keyed=("new",),
        url=choices.url,
    )
