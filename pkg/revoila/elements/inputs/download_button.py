"""What hands out a file when it is pressed? A button whose file the page fetches then."""

from __future__ import annotations

from contextvars import copy_context
from io import BytesIO, IOBase, TextIOBase
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import active_form, draw_input
from revoila.elements._element import InputSpec
from revoila.elements._identity import check_input_key, derive_id
from revoila.elements._params import (
    add_present,
    call_args,
    call_kwargs,
    check_flag,
    check_on_change,
    check_width,
)
from revoila.elements.inputs._declaration import optional_text
from revoila.elements.inputs._pressing import button_face, decode_press
from revoila.elements.media._file import MediaFile, extension, guess_type, media_file, read_stream
from revoila.errors import StreamlitAPIException, StreamlitInvalidLayoutContextError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_TEXT, _BINARY = "text/plain", "application/octet-stream"


def download_button(
    label: str,
    data: Any,
    file_name: str | None = None,
    mime: str | None = None,
    key: str | int | None = None,
    help: str | None = None,
    on_click: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    type: str = "secondary",
    icon: str | None = None,
    icon_position: str = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: str | int = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
    rerun: bool = True,
) -> bool:
    r"""Show a button that downloads a file and return whether it was pressed for this run.

    As ``st.download_button`` of Streamlit 1.67. The file stays in the kernel until somebody
    presses the button, and then travels in parts.

    Parameters
    ----------
    label : str
        Text on the button, as Markdown.
    data : str, bytes, file or callable
        Content of the file: text, bytes, something open for reading, or a function without
        arguments that returns one of these. The function is called when the button is pressed,
        beside the script; what it draws goes nowhere.
    file_name : str, optional
        Name of the file; by default one is made up.
    mime : str, optional
        Type of the file; by default what its name says if `data` is a file with a name, else
        ``text/plain`` for text and ``application/octet-stream`` for bytes.
    key : str or int, optional
        Identity across runs and the name in session state.
    help : str, optional
        Tooltip, as Markdown.
    on_click : callable, "rerun" or "ignore", default "rerun"
        Called before the script when the button is pressed; or whether a press runs the script at all.
        With ``"ignore"`` no run learns of it.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_click`.
    type : {"secondary", "primary", "tertiary"}
        Outlined, filled, or text only.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    icon_position : {"left", "right"}
        Side of the icon.
    disabled : bool, default False
        Whether the button refuses clicks.
    use_container_width : bool, optional
        Older form of `width`, which it overrides.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
    shortcut : str, optional
        Keys that press the button, such as ``"Ctrl+K"``.
    wrap : bool, optional
        Whether a long label breaks; by default not in rows and columns.
    rerun : bool, default True
        Whether a press runs the script; if not, the next run sees it, whatever starts it. Not in Streamlit.

    Returns
    -------
    bool
        True in the one run that the click started.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        The button is inside a form.
    StreamlitValueError
        `on_click` is none of these.
    StreamlitAPIException
        `data` cannot be downloaded, or another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool.

    See Also
    --------
    button : A button that only runs the script.

    Examples
    --------
    >>> download_button("Save", "a,b\n1,2\n", file_name="table.csv", mime="text/csv")  # doctest: +SKIP
    """
    if active_form() is not None:
        raise StreamlitInvalidLayoutContextError(
            "`st.download_button()` cannot be used inside an `st.form()`. Put it before or after the form."
        )
    checked_key = check_input_key(key)
    callback, reruns = check_on_change(on_click, parameter="on_click")
    width = check_width(width, use_container_width=use_container_width)
    props = button_face(
        label,
        help=help,
        type=type,
        icon=icon,
        icon_position=icon_position,
        width=width,
        shortcut=shortcut,
        wrap=wrap,
    )
    name, mime = optional_text(file_name), optional_text(mime)
    counts = {one: prop for one, prop in props.items() if one != "wrap"} | {"file_name": name, "mime": mime}
    element_id = derive_id("download_button", checked_key, counts)
    spec = InputSpec(
        id=element_id,
        kind="download_button",
        key=checked_key,
        default=False,
        decode=decode_press,
        # The browser never shows a button as pressed, so what travels to it is always False.
        encode=lambda _pressed: False,
        trigger=True,
        disabled=check_flag("disabled", disabled),
        assignable=False,
        rerun=check_flag("rerun", rerun) and reruns,
        on_change=callback,
        args=call_args(args),
        kwargs=call_kwargs(kwargs),
    )
    props = add_present(props, ignore=None if reruns else True)
    if callable(data):
        _defer(element_id, data, name, mime)
        return bool(draw_input(spec, props | {"deferred": True}))
    file = to_file(data, name, mime)
    return bool(draw_input(spec, props | {"file": file, "name": name or default_name(file)}))


def to_file(data: Any, name: str | None, mime: str | None) -> MediaFile:
    """Return what is downloaded.

    Parameters
    ----------
    data : str, bytes or file
        The content.
    name : str or None
        Name of the file, where the author gave one.
    mime : str or None
        Likewise the type.

    Raises
    ------
    StreamlitAPIException
        `data` is none of these.
    """
    if isinstance(data, str):
        return media_file(data.encode(), mime or _TEXT)
    if isinstance(data, bytes):
        return media_file(data, mime or _BINARY)
    if isinstance(data, IOBase):
        usual = _TEXT if isinstance(data, TextIOBase) else _BINARY
        own = getattr(data, "name", None)
        guessed = guess_type(name or own) if isinstance(own, str) and not isinstance(data, BytesIO) else None
        return media_file(read_stream(data), mime or guessed or usual)
    raise StreamlitAPIException(
        f"`data` is text, bytes, an open file, or a function that returns one of these, not {type(data).__name__}."
    )


def default_name(file: MediaFile) -> str:
    """Return a name for a file whose author gave none."""
    return f"download-{file.name[:8]}{extension(file.mime)}"


def _defer(element_id: str, make: Callable[[], Any], name: str | None, mime: str | None) -> None:
    """Have the session call a function of the author's when its file is asked for."""
    here = active()
    if here is None:
        return
    context = copy_context()

    def file() -> tuple[MediaFile, str]:
        content = to_file(make(), name, mime)
        return content, name or default_name(content)

    here.run.defer(element_id, lambda: context.run(file))
