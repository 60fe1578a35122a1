"""Sound and films: where they come from, and how they play."""

from __future__ import annotations

import logging
import wave
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import revoila as st
from revoila.elements.media._source import MediaFileStorageError
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidWidthError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.elements.conftest import Page

VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n"
SRT = "1\r\n00:00:00,000 --> 00:00:01,500\r\nWell, 1,5\r\n"


@pytest.fixture(params=["audio", "video"])
def play(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Either of the commands."""
    command: Callable[..., Any] = getattr(st, request.param)
    return command


def content(page: Page) -> bytes:
    """The bytes of what is shown last."""
    file = page.props()["file"]
    return bytes(file.read(0, file.size))


def samples(page: Page) -> tuple[int, int, list[int]]:
    """Channels, samples per second and samples of a WAV file."""
    with wave.open(BytesIO(content(page))) as file:
        frames = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return file.getnchannels(), file.getframerate(), frames.tolist()


def test_bytes_paths_and_buffers_stay_in_the_kernel(
    page: Page, play: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"sound")
    with path.open("rb") as stream:
        for data in (b"sound", path, str(path), BytesIO(b"sound"), stream):
            play(data, format="audio/mpeg")
            assert content(page) == b"sound"
            assert page.props()["file"].mime == "audio/mpeg"
            assert "url" not in page.props()


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a.mp4", "http://example.org/a", "data:audio/wav;base64,AAAA", "/app/static/a.mp3"],
)
def test_an_address_is_left_to_the_browser(page: Page, play: Callable[..., Any], url: str) -> None:
    play(url)
    assert page.props() == {"url": url}


def test_nothing_is_a_player_with_nothing_in_it(page: Page, play: Callable[..., Any]) -> None:
    play(None)
    assert page.props() == {}


@pytest.mark.parametrize("data", [5, [1, 2], bytearray(b"a"), memoryview(b"a"), StringIO("a"), object()])
def test_other_types_are_refused(page: Page, play: Callable[..., Any], data: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="data"):
        play(data)
    assert page.main == []


@pytest.mark.parametrize("data", ["", "missing.wav", Path("missing.wav"), "javascript:alert(1)", "ftp://x/a"])
def test_what_is_no_address_is_a_file(page: Page, play: Callable[..., Any], data: Any) -> None:
    with pytest.raises(MediaFileStorageError, match="Error opening"):
        play(data)
    assert page.main == []


@pytest.mark.parametrize(
    ("time", "seconds"),
    [(2.7, 2), ("1m14s", 74), ("2 minutes", 120), (timedelta(minutes=2), 120), (0, None), (None, None)],
)
def test_times_are_whole_seconds(
    page: Page, play: Callable[..., Any], time: Any, seconds: int | None
) -> None:
    play(b"a", start_time=time)
    assert page.props().get("start_time") == seconds
    if seconds:
        play(b"a", end_time=time)
        assert page.props()["end_time"] == seconds


@pytest.mark.parametrize(
    "times",
    [
        {"start_time": "soon"},
        {"end_time": "x"},
        {"start_time": [1]},
        {"start_time": float("nan")},
        {"end_time": float("inf")},
    ],
)
def test_times_that_are_none_are_refused(page: Page, play: Callable[..., Any], times: dict[str, Any]) -> None:
    with pytest.raises(StreamlitAPIException, match=r"start_time|end_time"):
        play(b"a", **times)
    assert page.main == []


@pytest.mark.parametrize(
    "times", [{"start_time": 5, "end_time": 5}, {"start_time": "5s", "end_time": 3}, {"end_time": 0}]
)
def test_an_end_before_the_start_is_refused_for_a_film(page: Page, times: dict[str, Any]) -> None:
    with pytest.raises(StreamlitAPIException, match="end_time"):
        st.video(b"a", **times)
    st.audio(b"a", **times)
    assert page.props().get("end_time", 0) <= page.props().get("start_time", 0)


def test_how_it_plays_travels_only_where_it_differs(page: Page, play: Callable[..., Any]) -> None:
    play("/app/static/a", loop=True, autoplay=True, alt=" A description ", width=300)
    shown = {"url": "/app/static/a", "loop": True, "autoplay": True, "alt": "A description", "width": 300}
    assert page.props() == shown


@pytest.mark.parametrize("flag", ["loop", "autoplay"])
def test_a_flag_is_a_bool(play: Callable[..., Any], flag: str) -> None:
    with pytest.raises(TypeError, match=flag):
        play(b"a", **{flag: "yes"})


@pytest.mark.parametrize("width", ["content", "wide", 0, -1, 1.5])
def test_a_width_is_the_page_or_a_number(play: Callable[..., Any], width: Any) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        play(b"a", width=width)


def test_a_blank_description_is_none(
    page: Page, play: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        play("/app/static/a", alt=" ")
    assert page.props() == {"url": "/app/static/a"}
    assert "alt" in caplog.text


# Samples.


@pytest.mark.parametrize(
    ("array", "channels", "expected"),
    [
        ([0.5, -0.25, 2.0], 1, [8191, -4095, 32767]),
        ([1, 2, 3], 1, [10922, 21844, 32767]),
        ([[0.1, 0.2, 0.3], [1.0, 0.5, -1.0]], 2, [3276, 32767, 6553, 16383, 9830, -32767]),
        ([0.0, 0.0], 1, [0, 0]),
        ([True, False], 1, [32767, 0]),
        (np.array([-300, 200], np.int16), 1, [-32767, 21844]),
        (np.array([0, 255], np.uint8), 1, [0, 32767]),
        ([[1], [2], [3]], 3, [10922, 21844, 32767]),
        ([], 1, []),
        ([float("nan"), 1.0, float("inf")], 1, [0, 32767, 0]),
    ],
)
def test_samples_become_as_loud_as_can_be(page: Page, array: Any, channels: int, expected: list[int]) -> None:
    st.audio(np.array(array), sample_rate=100, format="audio/mpeg")
    assert samples(page) == (channels, 100, expected)
    assert page.props()["file"].mime == "audio/wav"


def test_samples_need_their_rate(page: Page) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError, match="sample_rate"):
        st.audio(np.zeros(3))
    with pytest.raises(StreamlitValueError, match="sample_rate"):
        st.audio(np.zeros(3), sample_rate=0)
    assert page.main == []


@pytest.mark.parametrize("shape", [(), (2, 2, 2)])
def test_samples_have_one_dimension_or_two(shape: tuple[int, ...]) -> None:
    with pytest.raises(StreamlitAPIException, match="dimensions"):
        st.audio(np.zeros(shape), sample_rate=100)


def test_samples_that_are_no_numbers_are_an_error() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        st.audio(np.array(["a"]), sample_rate=100)


# Films.


@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/B2iAodr0fOo",
        "https://youtu.be/B2iAodr0fOo?si=x",
        "https://www.youtube.com/watch?v=B2iAodr0fOo",
        "https://www.youtube.com/watch?list=a&v=B2iAodr0fOo&t=5",
        "https://www.youtube.com/embed/B2iAodr0fOo",
        "https://www.youtube-nocookie.com/embed/B2iAodr0fOo",
        "https://m.youtube.com/watch?v=B2iAodr0fOo",
        "http://youtube.com/v/B2iAodr0fOo",
    ],
)
def test_a_film_on_youtube_is_shown_in_a_frame(page: Page, url: str) -> None:
    st.video(url, start_time=3, end_time=9, loop=True, autoplay=True, muted=True)
    flags = {"loop": True, "autoplay": True, "muted": True}
    assert page.props() == {"youtube": "B2iAodr0fOo", "start_time": 3, "end_time": 9, **flags}


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/?u=https://youtu.be/B2iAodr0fOo",
        "https://youtube.com.evil.org/watch?v=B2iAodr0fOo",
        "https://www.youtube.com/shorts/B2iAodr0fOo",
        "https://youtu.be/short",
    ],
)
def test_what_only_looks_like_youtube_is_an_address(page: Page, url: str) -> None:
    st.video(url)
    assert page.props() == {"url": url}


def test_youtube_has_subtitles_of_its_own() -> None:
    with pytest.raises(StreamlitIncompatibleParametersError, match="subtitles"):
        st.video("https://youtu.be/B2iAodr0fOo", subtitles=VTT)


def tracks(page: Page) -> dict[str, str]:
    """Labels and texts of the subtitles of what is shown last."""
    found = {}
    for track in page.props()["subtitles"]:
        assert track["file"].mime == "text/vtt"
        found[track["label"]] = bytes(track["file"].read(0, 10_000)).decode()
    return found


def test_subtitles_are_text_bytes_or_files(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text("\ufeff" + VTT)
    for given in (VTT, VTT.encode(), path, str(path), BytesIO(VTT.encode())):
        st.video(b"a", subtitles=given)
        assert tracks(page) == {"default": VTT}


def test_subrip_is_made_webvtt_and_leaves_what_is_said_alone(page: Page) -> None:
    st.video(b"a", subtitles=SRT)
    assert tracks(page) == {"default": "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.500\nWell, 1,5\n"}


def test_a_dict_has_a_track_for_each_label_and_may_offer_none(page: Page) -> None:
    st.video(b"a", subtitles={"None": "", "English": VTT, 3: SRT})
    assert list(tracks(page)) == ["None", "English", "3"]
    assert tracks(page)["None"] == "WEBVTT\n"


@pytest.mark.parametrize("nothing", [None, "", {}])
def test_no_subtitles_are_no_tracks(page: Page, nothing: Any) -> None:
    st.video(b"a", subtitles=nothing)
    assert "subtitles" not in page.props()


@pytest.mark.parametrize(
    "given",
    [
        "just text",
        "missing.vtt",
        Path("missing.srt"),
        Path("words.csv"),
        b"\xff\xfe",
        BytesIO(b"x"),
        {"English": 5},
        {"English": "x"},
    ],
)
def test_what_are_no_subtitles_is_refused(page: Page, given: Any) -> None:
    label = "English" if isinstance(given, dict) else "default"
    with pytest.raises(StreamlitAPIException, match=f"'{label}' cannot be used"):
        st.video(b"a", subtitles=given)
    assert page.main == []


@pytest.mark.parametrize("given", [5, [1], StringIO(VTT)])
def test_subtitles_of_another_type_are_refused(given: Any) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="subtitles"):
        st.video(b"a", subtitles=given)
