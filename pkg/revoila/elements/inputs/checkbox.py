"""How does a script ask for a yes or no? With a box or a switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import check_flag
from revoila.elements._url import flag_form
from revoila.elements.inputs._declaration import declare, face, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props
    from revoila.elements.inputs._declaration import Declaration


def checkbox(
    label: str,
    value: bool = False,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "content",
    wrap: bool | None = None,
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> bool:
    """Show a box to tick and return whether it is ticked.

    As ``st.checkbox`` of Streamlit 1.67.

    Parameters
    ----------
    label : str
        Text beside the box, as Markdown.
    value : bool, default False
        State on the first run; taken as a truth value.
    key : str or int, optional
        Identity across runs and the name in session state.
    help : str, optional
        Tooltip, as Markdown.
    on_change : {"rerun", "ignore"} or callable, default "rerun"
        What a change does; a callable runs before the script.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_change`.
    disabled : bool, default False
        Whether the box refuses clicks.
    label_visibility : {"visible", "hidden", "collapsed"}
        Whether the label shows, keeps its space, or leaves none.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
    wrap : bool, optional
        Whether a long label breaks; by default not in rows and columns.
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
    bool
        Whether the box is ticked.

    Raises
    ------
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag, or a value from session state, is no bool.

    See Also
    --------
    toggle : The same as a switch.

    Examples
    --------
    >>> if checkbox("Show the data"):
    ...     table(data)  # doctest: +SKIP
    """
    base = declare(
        "checkbox",
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
    return _draw(base, props, value, wrap)


def toggle(
    label: str,
    value: bool = False,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "content",
    wrap: bool | None = None,
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> bool:
    """Show a switch and return whether it is on.

    As ``st.toggle`` of Streamlit 1.67.

    Parameters
    ----------
    label : str
        Text beside the switch, as Markdown.
    value : bool, default False
        State on the first run; taken as a truth value.
    key, help, on_change, args, kwargs, disabled, label_visibility, width, wrap
        As in `checkbox`.
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
    bool
        Whether the switch is on.

    Raises
    ------
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag, or a value from session state, is no bool.

    See Also
    --------
    checkbox : The same as a box.

    Examples
    --------
    >>> dark = toggle("Dark")  # doctest: +SKIP
    """
    base = declare(
        "toggle",
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
    return _draw(base, props, value, wrap)


def _draw(base: Declaration, props: Props, value: Any, wrap: bool | None) -> bool:
    if wrap is not None:
        props["wrap"] = check_flag("wrap", wrap)
    default = bool(value)
    return base.draw(
        props,
        default=default,
        decode=_decode,
        encode=bool,
        accept=_accept,
        identity={"value": default},
        url=flag_form(),
    )


def _decode(wire: Any) -> bool:
    if not isinstance(wire, bool):
        refuse(wire, "not a bool")
    return wire


def _accept(value: Any) -> Any:
    # What session state assigned comes back as it is, such as the number 1.
    check_flag("value", value)
    return value
