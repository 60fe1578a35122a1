"""Files on their way to a session, and where they lie; numbers are statements of the state specification."""

from __future__ import annotations

import gc
import os
from uuid import uuid4

import pytest

from revoila.elements._element import ElementId
from revoila.elements.inputs._uploaded import SpooledFile, UploadedFile
from revoila.elements.inputs._uploads import MEGABYTE, UploadRule
from revoila.errors import UploadRefusedError
from revoila.state import _uploads
from revoila.state._spool import Spool
from revoila.state._uploads import Part, Uploads

INPUT = ElementId("input")
ANY = UploadRule((), 10 * MEGABYTE, several=True)


def part(data: bytes, offset: int = 0, size: int | None = None, file_id: str | None = None) -> Part:
    whole = len(data) if size is None else size
    return Part(file_id or str(uuid4()), "a.txt", "text/plain", whole, offset, memoryview(data))


def sent(uploads: Uploads, data: bytes, rule: UploadRule = ANY) -> UploadedFile:
    one = part(data)
    assert uploads.take(one, INPUT, rule) == len(data)
    file = uploads.opened(one.file_id)
    assert file is not None
    return file


def test_a_file_is_there_when_its_last_part_is() -> None:
    uploads, first = Uploads(), part(b"ab", size=5)
    assert uploads.take(first, INPUT, ANY) == 2
    assert uploads.opened(first.file_id) is None
    assert uploads.take(first._replace(offset=2, data=memoryview(b"cde")), INPUT, ANY) == 5
    file = uploads.opened(first.file_id)
    assert file is not None
    assert (file.name, file.type, file.size, file.read()) == ("a.txt", "text/plain", 5, b"abcde")


@pytest.mark.parametrize("size", [0, 1, 3 * MEGABYTE])
def test_files_of_any_size_arrive_as_they_were(size: int) -> None:
    data = os.urandom(size)
    file = sent(Uploads(), data)
    assert isinstance(file, SpooledFile) == (size > MEGABYTE)
    assert file.getvalue() == data


@pytest.mark.parametrize("offset", [0, 1, 3, 5])
def test_a_part_out_of_turn_changes_nothing(offset: int) -> None:
    """A page that has lost its connection asks where to go on; it may also repeat what was there."""
    uploads, first = Uploads(), part(b"ab", size=5)
    uploads.take(first, INPUT, ANY)
    assert uploads.take(first._replace(offset=offset, data=memoryview(b"")), INPUT, ANY) == 2
    if offset != 2:
        assert uploads.take(first._replace(offset=offset, data=memoryview(b"xyz")), INPUT, ANY) == 2
    assert uploads.take(first._replace(offset=2, data=memoryview(b"cde")), INPUT, ANY) == 5
    assert uploads.take(first._replace(offset=0, data=memoryview(b"XXXXX")), INPUT, ANY) == 5
    file = uploads.opened(first.file_id)
    assert file is not None
    assert file.read() == b"abcde"


def test_a_file_that_is_not_known_begins_anew() -> None:
    assert Uploads().take(part(b"cd", offset=2, size=4), INPUT, ANY) == 0


def test_a_file_that_grows_on_the_way_is_refused_and_forgotten() -> None:
    uploads, first = Uploads(), part(b"ab", size=3)
    uploads.take(first, INPUT, ANY)
    with pytest.raises(UploadRefusedError, match="larger than it was said to be"):
        uploads.take(first._replace(offset=2, data=memoryview(b"cd")), INPUT, ANY)
    assert not uploads


def test_the_id_of_a_file_cannot_be_used_for_another() -> None:
    uploads, first = Uploads(), part(b"ab", size=3)
    uploads.take(first, INPUT, ANY)
    for other, element in ((first, ElementId("other")), (first._replace(size=4), INPUT)):
        with pytest.raises(UploadRefusedError, match="another file"):
            uploads.take(other, element, ANY)


def test_what_the_input_does_not_take_is_refused_before_it_comes() -> None:
    uploads = Uploads()
    with pytest.raises(UploadRefusedError, match=r"not allowed here, only \.csv, image/\*\."):
        uploads.take(part(b""), INPUT, UploadRule((".csv", "image/*"), MEGABYTE))
    with pytest.raises(UploadRefusedError, match=r"larger than 1 MB\."):
        uploads.take(part(b"", size=MEGABYTE + 1), INPUT, UploadRule((), MEGABYTE))
    assert not uploads


def test_all_files_of_a_session_have_a_limit() -> None:
    uploads = Uploads(most=3 * MEGABYTE)
    one = sent(uploads, bytes(2 * MEGABYTE))
    with pytest.raises(UploadRefusedError, match=r"3 MB together\. Remove some first\."):
        uploads.take(part(b"", size=MEGABYTE + 1), INPUT, ANY)
    uploads.cancel(one.file_id)
    assert uploads.take(part(b"", size=MEGABYTE + 1), INPUT, ANY) == 0


def test_small_files_count_more_than_their_content() -> None:
    uploads = Uploads(most=10 * 1024)
    for _ in range(10):
        sent(uploads, b"")
    with pytest.raises(UploadRefusedError, match="together"):
        uploads.take(part(b""), INPUT, ANY)


def test_many_small_files_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_uploads, "MOST_IN_MEMORY", 1000)
    uploads = Uploads()
    files = [sent(uploads, bytes([number]) * 400) for number in range(5)]
    assert [isinstance(file, SpooledFile) for file in files] == [False, False, True, True, True]
    assert [file.read() for file in files] == [bytes([number]) * 400 for number in range(5)]


def test_a_script_may_keep_a_file_that_the_session_has_forgotten() -> None:
    """Statement 28: what is dropped is the session's; the room is free again when nobody reads there."""
    uploads = Uploads()
    first, second = bytes([1]) * 2 * MEGABYTE, bytes([2]) * 2 * MEGABYTE
    kept = sent(uploads, first)
    uploads.cancel(kept.file_id)
    other = sent(uploads, second)
    assert kept.getvalue() == first
    assert other.getvalue() == second
    uploads.close()
    assert kept.opened().read(3) == first[:3]
    with pytest.raises(UploadRefusedError, match="The session has ended"):
        uploads.take(part(b""), INPUT, ANY)


def test_room_on_the_disk_is_used_again() -> None:
    spool = Spool()
    first, second, third = (spool.region(100) for _ in range(3))
    first.write(0, memoryview(b"a" * 100))
    third.write(0, memoryview(b"c" * 100))
    del second
    gc.collect()
    between = spool.region(60)
    between.write(0, memoryview(b"b" * 60))
    assert spool._end == 300
    assert (first.read(0, 100), third.read(0, 100)) == (b"a" * 100, b"c" * 100)
    assert between.read(50, 100) == b"b" * 10, "not more than its own"
    with pytest.raises(ValueError, match="does not fit"):
        between.write(1, memoryview(b"x" * 60))
    del first, between, third
    gc.collect()
    assert spool._end == 0


@pytest.mark.parametrize(
    ("wrong", "buffers"),
    [
        ({"file": "../../etc/passwd"}, []),
        ({"file": 5}, []),
        ({"file": None}, []),
        ({"name": 5}, []),
        ({"type": None}, []),
        ({"size": -1}, []),
        ({"size": True}, []),
        ({"size": 1.5}, []),
        ({"size": 2**60}, []),
        ({"offset": -1}, []),
        ({"offset": "0"}, []),
        ({}, [b"a", b"b"]),
    ],
)
def test_messages_that_make_no_sense_are_not_read(wrong: dict[str, object], buffers: list[bytes]) -> None:
    fine = {"file": str(uuid4()), "name": "a", "type": "", "size": 1, "offset": 0}
    assert Part.read(fine, [b"a"]) is not None
    assert Part.read(fine | wrong, buffers) is None
