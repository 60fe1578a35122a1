"""The field in which a visitor writes the next message of a conversation."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import active_form
from revoila.elements._identity import check_input_key
from revoila.elements._params import (
    add_present,
    call_args,
    call_kwargs,
    check_choice,
    check_flag,
    check_height,
)
from revoila.elements.inputs._declaration import Declaration, refuse, size
from revoila.elements.inputs._message import ChatInputValue, attachments, message_reopened
from revoila.elements.inputs._uploads import check_upload_size, largest_file, part_size, read_types
from revoila.elements.inputs._written import check_max_chars, readable_text
from revoila.elements.inputs.audio_input import SAMPLE_RATES
from revoila.errors import StreamlitAPIException, StreamlitInvalidLayoutContextError, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from revoila.elements._element import Place, Props
    from revoila.elements.inputs._message import Attachments

_fills = count(1)
"""Numbers what is filled in, so that the same text twice is two times."""


def chat_input(
    placeholder: str = "Your message",
    *,
    key: str | int | None = None,
    max_chars: int | None = None,
    max_upload_size: int | None = None,
    accept_file: bool | str = False,
    file_type: str | Sequence[str] | None = None,
    accept_audio: bool = False,
    audio_sample_rate: int | None = 16000,
    disabled: bool = False,
    submit_mode: str = "submit",
    on_submit: Callable[..., Any] | None = None,
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    width: str | int = "stretch",
    height: str | int = "content",
    rerun: bool = True,
) -> str | ChatInputValue | None:
    """Show a field for a message and return the message in the run that it starts.

    Behaviour of Streamlit 1.67 `st.chat_input`. Called in the main area, outside of any container, it stays at the
    bottom of the page; elsewhere it stands where it is called. Enter sends, Shift and Enter begin a new line.
    A text that is assigned to its key in session state is filled into the field and not sent. Files are attached,
    dropped or pasted, and go to the server at once; they are part of the message that is sent next. A recording is
    sent as soon as it is finished, with what is in the field.

    Parameters
    ----------
    placeholder : str, default "Your message"
        Hint in the empty field, and its name for assistive technology.
    key : str or int, optional
        Identity across runs and the name in session state.
    max_chars : int, optional
        Longest message, in characters.
    max_upload_size : int, optional
        Largest file or recording, in megabytes; the option ``server.maxUploadSize`` says it by default.
    accept_file : bool, "multiple" or "directory", default False
        Whether files can go along: one, any number, or whole folders.
    file_type : str or sequence of str, optional
        Which files these are: extensions, MIME types, or the words image, audio, video and text. Any by default.
    accept_audio : bool, default False
        Whether a message can be spoken.
    audio_sample_rate : int or None, default 16000
        Samples per second of a spoken message; None leaves it to the browser. One of 8000, 11025, 16000, 22050,
        24000, 32000, 44100 and 48000.
    disabled : bool, default False
        Whether the field refuses typing.
    submit_mode : {"submit", "disable", "stop"}
        What the field does while the script runs: take the next message, which ends the run; wait for its end; or
        show a button that stops it.
    on_submit : callable, optional
        Called before the script when a message is sent.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_submit`.
    width : "stretch" or int
        Width; a number is in CSS pixels.
    height : {"content", "stretch"} or int
        Height; with ``"content"`` it grows with the message up to a limit. A number is in CSS pixels.
    rerun : bool, default True
        Whether a message runs the script; if not, it is there in the next run, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    str, ChatInputValue or None
        The message, None in all runs that another one has started. A field that accepts files or recordings returns
        a `ChatInputValue` with ``text``, ``files`` and ``audio``, as attributes and keys.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        The field is in a form.
    StreamlitAPIException
        A parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or `file_type` neither text nor a sequence of texts.

    See Also
    --------
    chat_message : What is said.

    Examples
    --------
    >>> question = chat_input("Ask me anything")
    >>> if question:
    ...     chat_message("user").write(question)

    With pictures:

    >>> question = chat_input("What do you see?", accept_file="multiple", file_type="image")  # doctest: +SKIP
    >>> if question:  # doctest: +SKIP
    ...     chat_message("user").write(question.text)
    ...     chat_message("user").image(question.files)
    """
    if active_form() is not None:
        raise StreamlitInvalidLayoutContextError(
            "`st.chat_input()` cannot be used inside an `st.form()`: it is sent by itself."
        )
    limit = check_max_chars(max_chars)
    mode = check_choice("submit_mode", submit_mode, ("submit", "disable", "stop"))
    along = _attachments(accept_file, file_type, max_upload_size, accept_audio, audio_sample_rate)
    base = Declaration(
        kind="chat_input",
        key=check_input_key(key),
        form=None,
        disabled=check_flag("disabled", disabled),
        on_change=_check_on_submit(on_submit),
        rerun=check_flag("rerun", rerun),
        args=call_args(args),
        kwargs=call_kwargs(kwargs),
        trigger=True,
    )
    props = add_present(
        # None is a placeholder like any other object: so it is in Streamlit.
        {"placeholder": str(placeholder)},
        max_chars=limit or None,
        submit_mode=None if mode == "submit" else mode,
    )

    _add_attachments(props, along, audio_sample_rate)

    def fill(given: Any) -> Any:
        if isinstance(given, str):
            props["fill"] = [given, next(_fills)]
            return None
        return given

    read = along.reader()

    def decode(wire: Any) -> str | ChatInputValue:
        if along and not isinstance(wire, dict):
            refuse(wire, "not a message with its parts")
        text = readable_text(wire.get("text") if along else wire)
        if limit and len(text) > limit:
            refuse(text, f"longer than {limit} characters")
        if along:
            return read(text, wire)
        if not text:
            refuse(text, "an empty message")
        return text

    keyed = {
        "accept_file": accept_file,
        "file_type": file_type,
        "max_chars": limit,
        "max_upload_size": max_upload_size,
    }
    sound = {"accept_audio": accept_audio, "audio_sample_rate": audio_sample_rate}
    message = base.draw(
        props,
        default=None,
        decode=decode,
        # The page never shows what was sent; a field is empty until somebody writes.
        encode=lambda _sent: None,
        accept=message_reopened,
        fill=fill,
        identity=keyed | sound | {"size": repr((width, height))},
        keyed=tuple(keyed),
        place=_bottom_if_free(),
        uploads=along.uploads,
        size=lambda: _size(width, height),
    )
    return message if isinstance(message, str | ChatInputValue) else None


def _size(width: Any, height: Any) -> Props:
    checked = check_height(height)
    return size(width) if checked == "content" else {**size(width), "height": checked}


def _bottom_if_free() -> Place | None:
    """Return the bottom of the page for what the script draws in the main area, outside of any container."""
    here = active()
    if here is None:
        return None
    around = here.place.inside()
    return here.run.bottom if around.root == "main" and around.parent is None else None


def _attachments(
    accept_file: Any, file_type: Any, max_upload_size: Any, accept_audio: Any, audio_sample_rate: Any
) -> Attachments:
    """Check what belongs to files and speech, and return what can go along with a text.

    Raises
    ------
    StreamlitValueError
        One of the parameters is not valid.
    TypeError
        A flag is no bool, or the types are no texts.
    """
    choices = (True, False, "multiple", "directory")
    check_choice("accept_file", accept_file, choices, detail=f"Got {accept_file!r}.")
    check_choice("audio_sample_rate", audio_sample_rate, (*SAMPLE_RATES, None))
    largest = largest_file(check_upload_size("chat_input", max_upload_size))
    audio = check_flag("accept_audio", accept_audio)
    return attachments(accept_file, read_types(file_type), largest, audio=audio)


def _add_attachments(props: Props, along: Attachments, sample_rate: int | None) -> None:
    """Tell the page what can go along with a text."""
    files = along.files
    add_present(
        props,
        files=True if files else None,
        types=list(files.types) or None if files else None,
        several=True if files and files.several else None,
        folders=True if files and files.folders else None,
        audio=True if along.audio else None,
        sample_rate=sample_rate if along.audio else None,
        part_size=part_size() if along else None,
        max_size=along.uploads.largest if along.uploads else None,
    )


def _check_on_submit(on_submit: Any) -> Callable[..., Any] | None:
    """Return the callback.

    Raises
    ------
    StreamlitAPIException
        A mode, as other inputs have it.
    StreamlitValueError
        No callable.
    """
    if on_submit in ("rerun", "ignore"):
        raise StreamlitAPIException(
            f"`on_submit={on_submit!r}` is not supported here. Pass a function, or nothing."
        )
    if on_submit is not None and not callable(on_submit):
        raise StreamlitValueError("on_submit", ["a callback function", "None"])
    return on_submit  # type: ignore[no-any-return]  # a callable or None
