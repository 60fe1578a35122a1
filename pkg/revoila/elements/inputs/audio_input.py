"""A microphone, for a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements.inputs._declaration import declare, face
from revoila.elements.inputs._uploads import draw_captured
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements.inputs._uploaded import UploadedFile

SAMPLE_RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000)


def audio_input(
    label: str,
    *,
    sample_rate: int | None = 16000,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    rerun: bool = True,
) -> UploadedFile | None:
    """Show a recorder for the visitor's microphone and return the recording.

    As ``st.audio_input`` of Streamlit 1.67. The browser asks the visitor first. It offers the microphone only
    to pages that came over HTTPS or from this machine.

    Parameters
    ----------
    label : str
        Text above the recorder, as Markdown.
    sample_rate : int or None, default 16000
        Of the recording, in Hz: 8000, 11025, 16000, 22050, 24000, 32000, 44100 or 48000; None for what the
        browser records.
    key : str or int, optional
        Identity across runs and the name in session state, where it can only be read.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    rerun : bool, default True
        Whether a change runs the script; if not, the recording is there in the next run, whatever starts it.
        Not in Streamlit.

    Returns
    -------
    UploadedFile or None
        The recording as WAV with one channel of 16 bits; None when there is none.

    Raises
    ------
    StreamlitValueError
        `sample_rate` is another one.
    StreamlitValueAssignmentNotAllowedError
        Session state was assigned to.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        `sample_rate` is no int.

    See Also
    --------
    file_uploader : Any file.

    Examples
    --------
    >>> question = audio_input("Ask something", sample_rate=48000)  # doctest: +SKIP
    """
    if sample_rate is not None and sample_rate not in SAMPLE_RATES:
        raise StreamlitValueError("sample_rate", [*map(str, SAMPLE_RATES), "None"])
    if isinstance(sample_rate, float):
        message = "`sample_rate` is an int: the recording is the same, but its identity would not be."
        raise TypeError(message)
    base = declare(
        "audio_input",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=None,
        persist_state=None,
        rerun=rerun,
    )
    shown = face(label, help=help, label_visibility=label_visibility, width=width)
    return draw_captured(base, ".wav", add_present(shown, sample_rate=sample_rate))
