"""What sounds: recordings and arrays of samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_flag, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.media._recording import is_array, recording
from revoila.elements.media._time import check_times
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from datetime import timedelta

    from revoila.elements._handle import DeltaGenerator


def audio(
    data: Any,
    format: str = "audio/wav",
    start_time: float | timedelta | str | None = 0,
    *,
    sample_rate: int | None = None,
    end_time: float | timedelta | str | None = None,
    loop: bool = False,
    autoplay: bool = False,
    alt: str | None = None,
    width: str | int = "stretch",
) -> DeltaGenerator:
    """Show a player for sound.

    Behaves as Streamlit 1.67 `st.audio`. A recording travels to the page when the player is
    in sight, a large one when it is to be played.

    Parameters
    ----------
    data : str, pathlib.Path, bytes, io.BytesIO, file or numpy.ndarray
        URL, path of a file, an encoded recording, or samples: one-dimensional, or channels
        by samples, of ints or floats. The loudest sample becomes the loudest there can be.
    format : str, default "audio/wav"
        MIME type of the recording.
    start_time : int, float, timedelta, str or None, default 0
        Where to begin: seconds, or a text such as ``"1m14s"``. Parts of a second do not count.
    sample_rate : int, optional
        Samples per second of an array.
    end_time : int, float, timedelta, str or None, default None
        Where to end; None plays everything.
    loop : bool, default False
        Whether to begin again at the end.
    autoplay : bool, default False
        Whether to begin at once; browsers do so only after the visitor did something on the page.
    alt : str, optional
        Description for those who cannot see the page.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the player.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        An array without `sample_rate`.
    StreamlitInvalidParameterTypeError
        `data` is none of the accepted types.
    StreamlitAPIException
        An array of more than two dimensions; a time that is none, or an end that is not after the start.
    StreamlitValueError
        `sample_rate` is not positive.
    StreamlitInvalidWidthError
        `width` is neither "stretch" nor a positive number.
    MediaFileStorageError
        A file cannot be read.
    TypeError
        A flag is no bool.

    Examples
    --------
    >>> import numpy as np
    >>> import revoila as st
    >>> times = np.arange(44100) / 44100
    >>> st.audio(np.sin(440 * 2 * np.pi * times), sample_rate=44100)  # doctest: +SKIP
    """
    props = check_times(start_time, end_time, in_order=False)
    if is_array(data):
        if sample_rate is None:
            raise StreamlitMissingRequiredParameterError(
                "sample_rate", detail="An array does not say how many samples there are in a second."
            )
        from revoila.elements.media._wave import to_wav  # imports NumPy

        data = to_wav(data, sample_rate)
        format = "audio/wav"
    width = check_width(width, content=False)
    return draw(
        "audio",
        add_present(
            {**props, **recording(data, format)},
            loop=check_flag("loop", loop) or None,
            autoplay=check_flag("autoplay", autoplay) or None,
            alt=check_alt(alt),
            width=None if width == "stretch" else width,
        ),
    )
