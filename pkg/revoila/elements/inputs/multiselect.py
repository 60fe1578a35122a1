"""A list that drops down, for any number of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_flag
from revoila.elements.inputs._choices import check_filter_mode, hint
from revoila.elements.inputs._declaration import declare, face
from revoila.elements.inputs._selection import Selection
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_USUAL_ALL = 1000
"""How many options may be left for choosing all of them at once, unless the author says otherwise."""


def multiselect(
    label: str,
    options: Any,
    default: Any = None,
    format_func: Callable[[Any], str] = str,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    accept_new_options: bool = False,
    filter_mode: str | None = "fuzzy",
    select_all: bool | int = 1000,
    width: str | int = "stretch",
    wrap: bool | None = None,
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> list[Any]:
    """Show a list that drops down and return the options chosen from it.

    Behaviour of Streamlit 1.67 `st.multiselect`. What is chosen stands in the field, where it can be taken away
    again.

    Parameters
    ----------
    label : str
        Text above the list, as Markdown.
    options : iterable
        What can be chosen: any iterable, an enum, or the first column of a frame.
    default : object or iterable, optional
        The option or options chosen on the first run; by default none.
    format_func : callable, default str
        From an option to its label.
    key : str or int, optional
        Identity across runs and the name in session state; `max_selections` and `accept_new_options` count too.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    max_selections : int, optional
        How many options can be chosen at a time.
    placeholder : str, optional
        Hint while nothing is chosen.
    accept_new_options : bool, default False
        Whether texts that are no options can be typed; they are returned as they are.
    filter_mode : {"fuzzy", "contains", "prefix"} or None, default "fuzzy"
        How typing narrows the list; None for no typing.
    select_all : bool or int, default 1000
        Whether all options in the list can be chosen at once; a number says up to how many.
    wrap : bool, optional
        Whether what is chosen may take several lines. By default it may not in a row or column.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as query parameters of the name `key`: a link to the page
        then brings the value along. They are there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    list of object
        Copies of the options, in the order in which they were chosen.

    Raises
    ------
    StreamlitDefaultNotInOptionsError
        A default is no option.
    StreamlitSelectionCountExceedsMaxError
        More are chosen by default, or assigned, than `max_selections`.
    StreamlitIncompatibleParametersError
        New options without typing.
    StreamlitInvalidParameterTypeError
        `select_all` is neither a bool nor an int.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, `format_func` returns no text, or session state holds what is no list.

    See Also
    --------
    selectbox : One option.
    pills : All options in view.

    Examples
    --------
    >>> cities = multiselect("Cities", ["Lyon", "Nice", "Oslo"], default="Oslo")  # doctest: +SKIP
    """
    base = declare(
        "multiselect",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    most = _check_most(max_selections)
    accept_new = check_flag("accept_new_options", accept_new_options)
    check_filter_mode(filter_mode, accept_new=accept_new)
    chosen = Selection(options, default, format_func, most=most, accept_new=accept_new)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        options=chosen.labels,
        placeholder=None if placeholder is None else str(placeholder) or " ",
        hint=hint(chosen, accept_new=accept_new, what="options") if placeholder is None else None,
        max_selections=most,
        accept_new_options=accept_new or None,
        select_all=_check_select_all(select_all),
        wrap=None if wrap is None else check_flag("wrap", wrap),
    )
    props["filter_mode"] = filter_mode
    return base.draw(
        props,
        default=chosen.default,
        decode=chosen.decode,
        encode=chosen.encode,
        accept=chosen.accept,
        settle=chosen.settle,
        identity={"value": chosen.positions, "most": most, "new": accept_new},
        keyed=("most", "new"),
        url=chosen.url,
    )


def _check_most(most: Any) -> int | None:
    if most is None:
        return None
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        detail = "Use `disabled=True` for an input in which nothing can be chosen." if most == 0 else None
        raise StreamlitValueError("max_selections", ["a positive integer", "None"], detail=detail)
    return most


def _check_select_all(select_all: Any) -> bool | int | None:
    """Return up to how many options can be chosen at once; True for any number, None for the usual.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Neither a bool nor an int.
    StreamlitValueError
        Negative.
    """
    if isinstance(select_all, bool):
        return select_all
    if not isinstance(select_all, int):
        raise StreamlitInvalidParameterTypeError("select_all", type(select_all), ["bool", "int"])
    if select_all < 0:
        raise StreamlitValueError("select_all", ["True", "False", "a non-negative integer"])
    return None if select_all == _USUAL_ALL else select_all
