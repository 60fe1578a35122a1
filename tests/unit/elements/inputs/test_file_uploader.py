"""Places for files, cameras and recorders, without a session; files on their way are in the tests of the state."""

from __future__ import annotations

import copy
import csv
import io
import logging
import pickle
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.elements.inputs.hostile import wires

from revoila.elements.inputs._uploaded import SpooledFile, UploadedFile, UploadedFileRec
from revoila.elements.inputs._uploads import (
    MEGABYTE,
    UploadRule,
    files_in,
    read_types,
    safe_mime,
    safe_name,
    wire_of,
)
from revoila.elements.inputs.audio_input import SAMPLE_RATES, audio_input
from revoila.elements.inputs.camera_input import camera_input
from revoila.elements.inputs.file_uploader import file_uploader
from revoila.errors import (
    EventRefusedError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)
from revoila.state._spool import Spool

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def stored(page: Page, name: str = "a.csv", data: bytes = b"1,2\n", mime: str = "text/csv") -> UploadedFile:
    """Put a file where a browser would."""
    return page.run.state.uploads.add(UploadedFileRec(str(uuid4()), name, mime, data), page.specs[-1].id)


def on_disk(data: bytes, name: str = "a.bin") -> SpooledFile:
    region = Spool().region(len(data))
    region.write(0, memoryview(data))
    return SpooledFile(UploadedFileRec("1", name, "", b""), region)


# Parameters.


def test_a_place_says_what_it_takes(page: Page) -> None:
    assert file_uploader("File", "csv", max_upload_size=5) is None
    assert page.kinds() == ["file_uploader"]
    assert page.props() == {
        "label": "File",
        "types": [".csv"],
        "max_size": 5 * MEGABYTE,
        "value": [],
        "generation": 1,
    }
    assert file_uploader("Files", accept_multiple_files=True) == []
    assert page.props() == {
        "label": "Files",
        "several": True,
        "max_size": 200 * MEGABYTE,
        "value": [],
        "generation": 1,
    }
    assert file_uploader("Folder", accept_multiple_files="directory") == []
    assert page.props()["folders"] is True
    assert file_uploader("Other", accept_multiple_files="other") is None


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (None, ()),
        ("", ()),
        ([], ()),
        ([""], ()),
        ("csv", (".csv",)),
        ([".CSV", "jpg"], (".csv", ".jpg", ".jpeg")),
        ("jpeg", (".jpeg", ".jpg")),
        ("tif", (".tif", ".tiff")),
        ("html", (".html", ".htm")),
        ("mpg", (".mpg", ".mpeg")),
        ("mp4", (".mp4", ".mpeg4")),
        (" csv ", (".csv",)),
        ("tar.gz", (".tar.gz",)),
        ("image", ("image/*",)),
        (["audio", "VIDEO", "text"], ("audio/*", "video/*", "text/*")),
        (".image", (".image",)),
        ("image/*", ("image/*",)),
        ("Image/PNG", ("image/png",)),
        (("a", "b"), (".a", ".b")),
    ],
)
def test_types_are_read_as_streamlit_reads_them(types: Any, expected: tuple[str, ...]) -> None:
    assert read_types(types) == expected


@pytest.mark.parametrize("types", [3, [1], ["csv", None]])
def test_types_are_texts(types: Any) -> None:
    with pytest.raises(TypeError):
        file_uploader("File", types)


@pytest.mark.parametrize(
    ("types", "name", "mime", "taken"),
    [
        ((), "anything", "", True),
        ((".csv",), "a.csv", "", True),
        ((".csv",), "A.CSV", "x/y", True),
        ((".csv",), "folder/a.csv", "", True),
        ((".csv",), "a.csv.exe", "text/csv", False),
        ((".csv",), "csv", "text/csv", False),
        ((".csv",), ".csv", "text/csv", False),
        ((".tar.gz",), "a.tar.gz", "", True),
        ((".tar.gz",), "a.gz", "", False),
        (("image/*",), "a", "image/png", True),
        (("image/*",), "a.png", "text/html", False),
        (("image/*",), "a.png", "imagex/png", False),
        (("text/csv",), "a", "Text/CSV; charset=utf-8", True),
        (("text/csv",), "a", "text/csvx", False),
        (("*/*",), "a", "", True),
        ((".csv", "image/*"), "a", "image/png", True),
    ],
)
def test_a_file_is_taken_by_its_name_or_its_type(
    types: tuple[str, ...], name: str, mime: str, taken: bool
) -> None:
    assert UploadRule(types, 1).takes(name, mime) is taken


@pytest.mark.parametrize("size", [0, -1, 1.5, True, "5"])
def test_a_size_is_a_positive_whole_number(size: Any) -> None:
    with pytest.raises(StreamlitValueError, match="Supported values: a positive integer"):
        file_uploader("File", max_upload_size=size)


@pytest.mark.parametrize(
    ("options", "asked", "megabytes"),
    [
        ({}, None, 200),
        ({}, 5, 5),
        ({}, 500, 200),
        ({"server.maxUploadSize": 500}, None, 500),
        ({"server.maxUploadSize": 500}, 600, 500),
        ({"server.maxUploadSize": 20}, None, 20),
        ({"server.maxUploadSize": 20}, 30, 30),
        ({"limits.uploadSize": 10 * MEGABYTE}, None, 10),
        ({"limits.uploadSize": 10 * MEGABYTE, "server.maxUploadSize": 500}, 20, 10),
        ({"limits.uploadSize": 900 * MEGABYTE}, 800, 800),
    ],
)
def test_a_file_is_never_larger_than_the_server_allows(
    page: Page, options: dict[str, int], asked: int | None, megabytes: int, caplog: pytest.LogCaptureFixture
) -> None:
    page.options.update(options)
    with caplog.at_level(logging.WARNING):
        file_uploader("File", max_upload_size=asked)
    assert page.props()["max_size"] == megabytes * MEGABYTE
    assert ("limits.uploadSize" in caplog.text) == (asked is not None and asked > megabytes)


def test_parts_are_smaller_where_messages_must_be(page: Page) -> None:
    page.options["limits.eventSize"] = 100_000
    file_uploader("File")
    assert page.props()["part_size"] == 100_000


def test_a_camera_and_a_recorder_say_what_they_make(page: Page) -> None:
    largest = {"max_size": 200 * MEGABYTE}
    assert camera_input("Photo", resolution="720p") is None
    assert page.props() == {"label": "Photo", "resolution": "720p", "value": [], "generation": 1} | largest
    assert audio_input("Voice") is None
    assert page.props()["sample_rate"] == 16000
    assert audio_input("Raw voice", sample_rate=None) is None
    assert "sample_rate" not in page.props()
    for number, rate in enumerate(SAMPLE_RATES):
        audio_input(f"Voice {number}", sample_rate=rate)


@pytest.mark.parametrize("resolution", ["4k", "", 720, True])
def test_other_resolutions_are_refused(resolution: Any) -> None:
    with pytest.raises(StreamlitValueError, match="'480p', '720p', '1080p', None"):
        camera_input("Photo", resolution=resolution)


@pytest.mark.parametrize("rate", [0, 1, 96_000, "16000", True])
def test_other_sample_rates_are_refused(rate: Any) -> None:
    with pytest.raises(
        StreamlitValueError, match="8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, None"
    ):
        audio_input("Voice", sample_rate=rate)


def test_a_sample_rate_is_an_int() -> None:
    with pytest.raises(TypeError):
        audio_input("Voice", sample_rate=16000.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("command", [file_uploader, camera_input, audio_input])
def test_they_have_no_width_of_their_content(command: Any) -> None:
    with pytest.raises(StreamlitInvalidWidthError):
        command("File", width="content")
    with pytest.raises(StreamlitValueError, match="on_change"):
        command("File", on_change=3)


# Values.


def test_the_value_is_what_the_session_has(page: Page) -> None:
    file_uploader("File", "csv", key="f")
    file = stored(page)
    page.send("f", [{"id": file.file_id, "name": "../../lies", "size": -5}])
    page.rerun()
    value: Any = file_uploader("File", "csv", key="f")
    assert (value.name, value.size, value.read()) == ("a.csv", 4, b"1,2\n")
    assert page.props()["value"] == [{"id": file.file_id, "name": "a.csv", "size": 4}]
    page.rerun()
    again: Any = file_uploader("File", "csv", key="f")
    assert again == value
    assert again is not value
    assert again.tell() == 0


@given(wires)
def test_hostile_values_are_refused(wire: object) -> None:
    decode = UploadRule((), 1, several=True)
    from revoila.elements.inputs._uploads import reader

    if wire == []:
        assert reader(decode)(wire) == []
    else:
        with pytest.raises(EventRefusedError):
            reader(decode)(wire)


def test_files_that_are_not_for_the_input_are_refused(page: Page) -> None:
    file_uploader("File", "csv", key="f")
    fine = stored(page)
    other = stored(page, "a.exe")
    large = stored(page, data=bytes(2 * MEGABYTE))
    file_uploader("Small", "csv", key="small", max_upload_size=1, accept_multiple_files=True)
    ids = [{"id": file.file_id} for file in (fine, other, large)]
    for key, wire in (
        ("f", [ids[0], ids[0]]),
        ("f", [ids[1]]),
        ("f", [{"id": str(uuid4())}]),
        ("f", [{"id": "/etc/passwd"}]),
        ("f", [ids[0]["id"]]),
        ("f", ids[0]),
        ("small", [ids[2]]),
        ("small", [ids[0], ids[0]]),
    ):
        with pytest.raises(EventRefusedError):
            page.send(key, wire)
    page.send("f", [])


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_a_name_leads_nowhere_else(name: str) -> None:
    for folders in (False, True):
        for hostile in (
            name,
            f"../{name}",
            f"/{name}",
            f"C:{name}",
            f"\\\\server\\{name}",
            f"a/../../{name}/..",
        ):
            safe = safe_name(hostile, folders=folders)
            assert safe
            assert "\\" not in safe
            assert "\0" not in safe
            path = PurePosixPath(safe)
            assert not path.is_absolute()
            assert ".." not in path.parts
            windows = PureWindowsPath("here") / safe
            assert not windows.drive
            assert windows.parts[0] == "here"
            assert folders or "/" not in safe
            assert safe_name(safe, folders=folders) == safe


@pytest.mark.parametrize(
    ("name", "folders", "safe"),
    [
        ("a.txt", False, "a.txt"),
        ("Grüße 12:30.txt", False, "Grüße 12:30.txt"),
        ("../../etc/passwd", False, "passwd"),
        ("../../etc/passwd", True, "etc/passwd"),
        ("photos/2024/a.jpg", True, "photos/2024/a.jpg"),
        ("C:\\windows\\a.txt", False, "a.txt"),
        ("a\nb\x00c.txt", False, "abc.txt"),
        ("..", False, "file"),
        ("", True, "file"),
        ("x" * 300 + ".csv", False, "x" * 251 + ".csv"),
    ],
)
def test_names_stay_as_they_are_otherwise(name: str, folders: bool, safe: str) -> None:
    assert safe_name(name, folders=folders) == safe


@pytest.mark.parametrize("mime", ["", "x", "text/html\r\nX: y", "a/b" * 200, "text/<b>"])
def test_what_is_no_type_is_unknown(mime: str) -> None:
    assert safe_mime(mime) == "application/octet-stream"
    assert safe_mime("text/csv; charset=utf-8") == "text/csv; charset=utf-8"


# The files.


def small(data: bytes) -> UploadedFile:
    return UploadedFile(UploadedFileRec("1", "a.bin", "", data))


_COUNTS = st.one_of(st.none(), st.integers(-1, 12))
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["read", "readline", "readlines"]), _COUNTS),
        st.tuples(st.just("seek"), st.integers(0, 30)),
        st.tuples(st.just("write"), st.binary(max_size=4)),
        st.tuples(st.just("truncate"), st.one_of(st.none(), st.integers(0, 20))),
        st.tuples(st.sampled_from(["tell", "getvalue", "list", "getbuffer"])),
    ),
    max_size=8,
)


@given(st.binary(max_size=20) | st.just(b"a\nbc\n\nd"), _STEPS)
def test_a_file_on_the_disk_is_like_one_in_memory(data: bytes, steps: list[tuple[Any, ...]]) -> None:
    """Whatever a script does to it, in any order."""
    files: list[Any] = [io.BytesIO(data), small(data), on_disk(data)]
    for name, *arguments in steps:
        results: list[Any] = []
        for file in files:
            if name == "list":
                results.append(list(file))
            elif name == "getbuffer":
                results.append(bytes(file.getbuffer()))
            else:
                results.append(getattr(file, name)(*arguments))
        assert results[1:] == results[:1] * 2, name
    assert len({file.tell() for file in files}) == 1


def test_other_ways_to_read_a_file_on_the_disk() -> None:
    file = on_disk(b"a,b\n1,2\n3,4\n")
    assert list(csv.DictReader(io.TextIOWrapper(file.opened(), "utf-8"))) == [
        {"a": "1", "b": "2"},
        {"a": "3", "b": "4"},
    ]
    assert (file.read1(2), file.read1()) == (b"a,", b"b\n1,2\n3,4\n")
    assert file.seek(-2, 2) == 10
    buffer = bytearray(5)
    assert file.readinto(buffer) == 2
    assert file.seek(0) == 0
    assert file.readinto1(buffer) == 5
    assert (file.readable(), file.seekable(), file.writable()) == (True, True, True)
    with pytest.raises(ValueError, match="negative seek"):
        file.seek(-1)
    file.writelines([b"x", b"y"])
    assert file.getvalue() == b"a,b\n1xy\n3,4\n"
    assert file.opened().getvalue() == b"a,b\n1,2\n3,4\n", "others see what was sent"
    file.close()
    assert file.closed
    with pytest.raises(ValueError, match="closed"):
        file.read()


@pytest.mark.parametrize("make", [small, on_disk])
def test_files_are_equal_by_their_upload_and_can_be_copied(make: Any) -> None:
    file = make(b"abc")
    file.read(2)
    for other in (copy.copy(file), copy.deepcopy(file), pickle.loads(pickle.dumps(file))):  # noqa: S301
        assert other == file
        assert hash(other) == hash(file)
        assert isinstance(other, UploadedFile)
        assert (other.tell(), other.read(), other.name, other.size) == (2, b"c", "a.bin", 3)
    assert file != "1"
    assert repr(file) == "UploadedFile(file_id='1', name='a.bin', type='', size=3)"
    assert files_in([file]) == files_in(file) == [file]
    assert wire_of(None) == []
