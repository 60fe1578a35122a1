"""Options in view, as a row of buttons that stay pressed: apart or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._icon import split_icon
from revoila.elements._params import add_present, check_choice, check_flag
from revoila.elements._url import text_form
from revoila.elements.inputs._choices import Choices
from revoila.elements.inputs._declaration import declare, face, only_true
from revoila.elements.inputs._options import list_options
from revoila.elements.inputs._selection import Selection, default_positions
from revoila.errors import StreamlitAPIException, StreamlitIncompatibleParametersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props
    from revoila.elements._url import UrlForm
    from revoila.elements.inputs._declaration import Declaration

_MODES = ("single", "multi")


def pills(
    label: str,
    options: Any,
    *,
    selection_mode: str = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "content",
    wrap: bool | None = None,
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show options as a row of round buttons and return what is chosen.

    Behaviour of Streamlit 1.67 `st.pills`. A second press takes a choice back.

    Parameters
    ----------
    label : str
        Text above the row, as Markdown.
    options : iterable
        What can be chosen: any iterable, an enum, or the first column of a frame.
    selection_mode : {"single", "multi"}, default "single"
        Whether one option or any number of them can be chosen.
    default : object or iterable, optional
        The option, or options, chosen on the first run; by default none.
    required : bool, default False
        Whether the choice cannot be taken back. Only for a single one.
    format_func : callable, optional
        From an option to its label, which is Markdown and may begin with an icon; by default `str`.
    key : str or int, optional
        Identity across runs and the name in session state; `selection_mode` counts too.
    help, on_change, args, kwargs, disabled, label_visibility
        As in `text_input`.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
    wrap : bool, optional
        Whether the buttons may take several lines. By default they may not in a row or column.
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
    object, None or list of object
        A copy of the option, None when none is chosen; copies in the order of choice where there can be several.

    Raises
    ------
    StreamlitDefaultNotInOptionsError
        A default is no option.
    StreamlitIncompatibleParametersError
        `required` where several can be chosen.
    StreamlitAPIException
        Several defaults where one can be chosen, or another parameter is not valid; the class tells which.
    TypeError
        A flag is no bool, `format_func` returns no text, or session state holds what is no list.

    See Also
    --------
    segmented_control : The same as joined buttons.
    multiselect : Many options, in a list that drops down.

    Examples
    --------
    >>> tags = pills("Tags", ["new", "used"], selection_mode="multi")  # doctest: +SKIP
    """
    base = declare(
        "pills",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    props = face(label, help=help, label_visibility=label_visibility, width=width, usual_width="content")
    return _draw(base, props, options, selection_mode, default, required, format_func, wrap)


def segmented_control(
    label: str,
    options: Any,
    *,
    selection_mode: str = "single",
    default: Any = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "content",
    wrap: bool | None = None,
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> Any:
    """Show options as joined buttons and return what is chosen.

    Behaviour of Streamlit 1.67 `st.segmented_control`. It differs from `pills` in its looks only.

    Parameters
    ----------
    label : str
        Text above the buttons, as Markdown.
    options, selection_mode, default, required, format_func, key, help, on_change, args, kwargs, disabled
        As in `pills`.
    label_visibility, width, wrap, bind, persist_state, rerun
        As in `pills`.

    Returns
    -------
    object, None or list of object
        A copy of the option, None when none is chosen; copies in the order of choice where there can be several.

    Raises
    ------
    StreamlitAPIException
        A parameter is not valid, as in `pills`; the class tells which mistake it is.
    TypeError
        A flag is no bool, `format_func` returns no text, or session state holds what is no list.

    See Also
    --------
    pills : The same as single buttons.

    Examples
    --------
    >>> view = segmented_control("View", ["Map", "List"], default="Map", required=True)  # doctest: +SKIP
    """
    base = declare(
        "segmented_control",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    props = face(label, help=help, label_visibility=label_visibility, width=width, usual_width="content")
    return _draw(base, props, options, selection_mode, default, required, format_func, wrap)


class _Picked(Choices):
    """Options one of which can be chosen and taken back."""

    __slots__ = ()

    @property
    def url(self) -> UrlForm:
        """How a choice is written in an address; of several the first counts, as in Streamlit."""
        return text_form(several=True, empty=None, repair=lambda labels: labels and labels[0])


def _draw(
    base: Declaration,
    props: Props,
    options: Any,
    selection_mode: Any,
    default: Any,
    required: Any,
    format_func: Any,
    wrap: Any,
) -> Any:
    check_choice("selection_mode", selection_mode, _MODES)
    several = selection_mode == "multi"
    must = only_true("required", required)
    if must and several:
        raise StreamlitIncompatibleParametersError(
            "required=True", "selection_mode='multi'", explanation="Only a single choice can be required."
        )
    make = str if format_func is None else format_func
    chosen = Selection(options, default, make) if several else _single(base.kind, options, default, make)
    icons = [_leading_icon(label) for label in chosen.labels]
    add_present(
        props,
        options=chosen.labels,
        icons=icons if any(icons) else None,
        several=several or None,
        required=must,
        wrap=None if wrap is None else check_flag("wrap", wrap),
    )
    first = chosen.positions if isinstance(chosen, Selection) else chosen.index
    return base.draw(
        props,
        default=chosen.default,
        decode=chosen.decode,
        encode=chosen.encode,
        accept=chosen.accept,
        settle=chosen.settle,
        identity={"value": first, "mode": selection_mode},
        keyed=("mode",),
        url=chosen.url,
    )


def _single(command: str, options: Any, default: Any, format_func: Callable[[Any], Any]) -> Choices:
    listed = list_options(options)
    positions = default_positions(listed, default)
    if len(positions) > 1:
        raise StreamlitAPIException(
            f"`default` of `st.{command}` names {len(positions)} options, but only one can be chosen. "
            "Use `selection_mode='multi'` for several."
        )
    return _Picked(listed, positions[0] if positions else None, format_func, clearable=True)


def _leading_icon(label: str) -> str | None:
    """Return the icon that a label begins with, when it is a word of its own."""
    first, _, _ = label.partition(" ")
    icon, rest = split_icon(first)
    return None if rest else icon
