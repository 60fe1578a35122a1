"""A field for a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice
from revoila.elements.inputs._declaration import declare, face, only_true
from revoila.elements.inputs._pauses import check_live
from revoila.elements.inputs._written import check_max_chars, written_text
from revoila.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class _Kind(NamedTuple):
    """What a type of text brings along unless the author says otherwise."""

    autocomplete: str = ""
    placeholder: str | None = None
    icon: str | None = None
    validate: tuple[str, str] | None = None


_KINDS = {
    "default": _Kind(),
    "password": _Kind("new-password"),
    "email": _Kind(
        "email",
        "you@example.com",
        ":material/mail:",
        (r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", "This is not an email address."),
    ),
    "url": _Kind(
        "url",
        "https://example.com",
        ":material/link:",
        (r"^((https?|HTTPS?):\/\/)?[^\s\/.]+(\.[^\s\/.]+)+(\/\S*)?$", "This is not a web address."),
    ),
    "phone": _Kind("tel", "+1 234 567 8900", ":material/call:"),
    "search": _Kind("off", "Search", ":material/search:"),
}


def text_input(
    label: str,
    value: object = "",
    max_chars: int | None = None,
    key: str | int | None = None,
    type: str = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: str = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> str | None:
    """Show a field for one line of text and return the text.

    As ``st.text_input`` of Streamlit 1.67. Sends on Enter and when it is left.

    Parameters
    ----------
    label : str
        Text above the field, as Markdown.
    value : object, default ""
        Text on the first run, made a ``str``; None for an empty field whose value is None.
    max_chars : int, optional
        Longest text, in characters.
    key : str or int, optional
        Identity across runs and the name in session state.
    type : {"default", "password", "email", "url", "phone", "search"}
        Kind of text; brings a placeholder, an icon, a completion and a check,
        each of which an argument of its own replaces and ``""`` turns off.
    help : str, optional
        Tooltip, as Markdown.
    autocomplete : str, optional
        What the browser may fill in, as in HTML.
    on_change : {"rerun", "ignore"} or callable, default "rerun"
        What a change does; a callable runs before the script.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_change`.
    placeholder : str, optional
        Hint in the empty field.
    disabled : bool, default False
        Whether the field refuses typing.
    required : bool, default False
        Whether the browser refuses to send an empty text.
    label_visibility : {"visible", "hidden", "collapsed"}
        Whether the label shows, keeps its space, or leaves none.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    validate : str or tuple of (str, str), optional
        JavaScript pattern that a text must match to be sent, and what to say when it does not.
    live : bool or str, default False
        Whether to send while typing: after a pause of 250 ms, or of a duration up to a minute.
    width : "stretch" or int
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
    str or None
        The text.

    Raises
    ------
    StreamlitIncompatibleParametersError
        A password is bound to the URL.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or session state holds no text.

    See Also
    --------
    text_area : Several lines.

    Examples
    --------
    >>> name = text_input("Name", placeholder="as in your passport")  # doctest: +SKIP
    """
    kind = _KINDS[check_choice("type", type, tuple(_KINDS))]
    if bind == "query-params" and type == "password":
        raise StreamlitIncompatibleParametersError(
            "bind='query-params'", "type='password'", explanation="A URL is no place for a password."
        )
    base = declare(
        "text_input",
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
    text = written_text(value, limit, lines=False)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        type=type,
        max_chars=limit or None,
        placeholder=(kind.placeholder if placeholder is None else str(placeholder)) or None,
        autocomplete=kind.autocomplete if autocomplete is None else str(autocomplete),
        icon=kind.icon if icon is None else check_icon(icon),
        validate=_check_validate(validate, kind.validate),
        live=check_live(live),
        required=only_true("required", required),
    )
    # Without a limit or a pattern the name is not in the props, but it counts all the same.
    pattern = props.get("validate", [None])[0]
    identity = {"value": text.default, "max_chars": limit, "pattern": pattern}
    return base.draw(
        props,
        default=text.default,
        decode=text.decode,
        encode=text.encode,
        accept=text.accept,
        identity=identity,
        keyed=("max_chars", "pattern"),
        url=text.url,
    )


def _check_validate(validate: Any, usual: tuple[str, str] | None) -> list[str | None] | None:
    if validate is None:
        return None if usual is None else list(usual)
    if isinstance(validate, str):
        return [validate, None] if validate else None
    if not isinstance(validate, tuple):
        raise StreamlitInvalidParameterTypeError("validate", type(validate), ["str", "tuple", "None"])
    match validate:
        case (str(pattern), str(message)):
            return [pattern, message] if pattern else None
        case _:
            raise StreamlitValueError("validate", ["a pattern", "a tuple of a pattern and a message"])
