"""What moves: films from files and addresses, with subtitles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_flag, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.media._recording import recording
from revoila.elements.media._subtitles import read_subtitles
from revoila.elements.media._time import check_times
from revoila.errors import StreamlitIncompatibleParametersError

if TYPE_CHECKING:
    from datetime import timedelta

    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

_YOUTUBE = re.compile(
    r"https?://(?:"
    r"(?:[\w-]+\.)?(?:youtube|youtube-nocookie)\.com/(?:watch\?(?:[^#\s]*&)?v=|embed/|v/|e/)|"
    r"youtu\.be/)"
    r"(?P<id>[\w-]{11})(?![\w-])",
    re.IGNORECASE,
)


def video(
    data: Any,
    format: str = "video/mp4",
    start_time: float | timedelta | str | None = 0,
    *,
    subtitles: Any = None,
    end_time: float | timedelta | str | None = None,
    loop: bool = False,
    autoplay: bool = False,
    muted: bool = False,
    alt: str | None = None,
    width: str | int = "stretch",
) -> DeltaGenerator:
    """Show a player for a film.

    Behaves as Streamlit 1.67 `st.video`. A film travels to the page when the player is in
    sight, a large one when it is to be played.

    Parameters
    ----------
    data : str, pathlib.Path, bytes, io.BytesIO, file or numpy.ndarray
        URL, also of a film on YouTube, path of a file, or an encoded film.
    format : str, default "video/mp4"
        MIME type of the film.
    start_time : int, float, timedelta, str or None, default 0
        Where to begin: seconds, or a text such as ``"1m14s"``. Parts of a second do not count.
    subtitles : str, bytes, pathlib.Path, io.BytesIO or dict, optional
        WebVTT or SubRip: text, or a file. A dict has a track for each of its labels, of which the
        first is shown; an empty text is a track without subtitles. Not for YouTube.
    end_time : int, float, timedelta, str or None, default None
        Where to end; None plays everything.
    loop : bool, default False
        Whether to begin again at the end.
    autoplay : bool, default False
        Whether to begin at once; browsers do so only without sound, or after the visitor did
        something on the page.
    muted : bool, default False
        Whether there is no sound at first.
    alt : str, optional
        Description for those who cannot see the film.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the player.

    Raises
    ------
    StreamlitIncompatibleParametersError
        Subtitles for a film on YouTube.
    StreamlitInvalidParameterTypeError
        `data` or `subtitles` is none of the accepted types.
    StreamlitAPIException
        A time that is none, an end that is not after the start, or subtitles that cannot be read.
    StreamlitInvalidWidthError
        `width` is neither "stretch" nor a positive number.
    MediaFileStorageError
        A file cannot be read.
    TypeError
        A flag is no bool.

    Examples
    --------
    >>> import revoila as st
    >>> st.video("film.mp4", subtitles={"English": "english.vtt"})  # doctest: +SKIP
    """
    props: Props = {**check_times(start_time, end_time, in_order=True)}
    found = _YOUTUBE.match(data) if isinstance(data, str) else None
    if found is not None:
        if subtitles:
            raise StreamlitIncompatibleParametersError("subtitles", "data=<YouTube URL>")
        props |= {"youtube": found["id"]}
    else:
        props |= recording(data, format)
    width = check_width(width, content=False)
    return draw(
        "video",
        add_present(
            props,
            subtitles=read_subtitles(subtitles) or None,
            loop=check_flag("loop", loop) or None,
            autoplay=check_flag("autoplay", autoplay) or None,
            muted=check_flag("muted", muted) or None,
            alt=check_alt(alt),
            width=None if width == "stretch" else width,
        ),
    )
