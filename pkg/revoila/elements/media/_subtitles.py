"""Subtitles as browsers read them: WebVTT, made from SubRip where that was given."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from revoila.elements.media._file import text_file
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

VTT = "text/vtt"

_SUFFIXES = (".vtt", ".srt")
_PATH = re.compile(r"[^\n\r\0]{1,4096}")
_TIMES = re.compile(
    r"^\s*\d+:\d{1,2}:\d{1,2}[,.]\d{1,3}\s*-->\s*\d+:\d{1,2}:\d{1,2}[,.]\d{1,3}", re.MULTILINE
)
_COMMA = re.compile(r"(\d{1,2}:\d{1,2}:\d{1,2}),(\d{1,3})")


def read_subtitles(subtitles: Any) -> list[dict[str, Any]]:
    """Return the tracks of a video, each a label and a file.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not one of the accepted types.
    StreamlitAPIException
        One of them is not readable, or neither WebVTT nor SubRip.
    """
    if not subtitles:
        return []
    if isinstance(subtitles, dict):
        return [_track(str(label), source) for label, source in subtitles.items()]
    if not isinstance(subtitles, (str, bytes, Path, BytesIO)):
        raise StreamlitInvalidParameterTypeError(
            "subtitles", type(subtitles), ["str", "bytes", "BytesIO", "Path", "dict"]
        )
    return [_track("default", subtitles)]


def to_vtt(text: str) -> str:
    """Return subtitles as WebVTT.

    Raises
    ------
    ValueError
        They are neither WebVTT nor SubRip.
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    if plain.startswith("WEBVTT"):
        return plain + "\n"
    if _TIMES.search(plain):
        # Only lines of times: a comma in what is said is a comma.
        lines = (_COMMA.sub(r"\1.\2", line) if "-->" in line else line for line in plain.split("\n"))
        return "WEBVTT\n\n" + "\n".join(lines) + "\n"
    raise ValueError("Subtitles are WebVTT, which begins with WEBVTT, or SubRip.")


def _track(label: str, source: Any) -> dict[str, Any]:
    try:
        text = _read(source)
        # An author offers "no subtitles" as a track without text.
        content = to_vtt(text) if text.strip() else "WEBVTT\n"
    except (OSError, ValueError, TypeError) as error:
        raise StreamlitAPIException(f"The subtitles '{label}' cannot be used. {error}") from error
    return {"label": label, "file": text_file(content, VTT)}


def _read(source: Any) -> str:
    if isinstance(source, str) and source and _PATH.fullmatch(source) and Path(source).suffix in _SUFFIXES:
        source = Path(source)
    if isinstance(source, Path):
        if source.suffix.lower() not in _SUFFIXES:
            raise ValueError(f"A file of subtitles ends in .vtt or .srt, not in '{source.suffix}'.")
        if not source.is_file():
            raise ValueError(f"There is no file '{source}'.")
        return source.read_text(encoding="utf-8-sig")
    if isinstance(source, str):
        return source
    if isinstance(source, BytesIO):
        source = source.getvalue()
    if isinstance(source, bytes):
        return source.decode("utf-8-sig")
    raise TypeError(f"They are text, bytes, a BytesIO or the path of a file, not {type(source).__name__}.")
