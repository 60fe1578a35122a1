"""Files that stay in the kernel: one name for one content, and no more memory than needed."""

from __future__ import annotations

import copy
import gc
import os
import pickle
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest

from revoila.elements.media import _file
from revoila.elements.media._file import FileGoneError, media_file, read_path, read_stream
from revoila.elements.media._source import MediaFileStorageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is too large to be read at once."""
    monkeypatch.setattr(_file, "IN_MEMORY", 8)
    path = tmp_path / "large.bin"
    path.write_bytes(b"0123456789")
    return path


def test_the_same_content_is_the_same_file_wherever_it_comes_from() -> None:
    one = media_file(b"content", "text/plain")
    assert media_file(BytesIO(b"content").getvalue(), "text/plain") is one
    assert media_file(b"content", "text/csv") != one
    assert media_file(b"other", "text/plain") != one


def test_a_file_that_nobody_holds_is_gone() -> None:
    one = media_file(os.urandom(20), "text/plain")
    name = one.name
    del one
    gc.collect()
    assert name not in _file._shared


def test_a_part_of_a_file_is_no_copy() -> None:
    content = bytes(100)
    part = media_file(content, "a/b").read(10, 20)
    assert len(part) == 20
    assert part.obj is content


def test_a_large_file_is_not_read_until_it_is_asked_for(large: Path) -> None:
    file = media_file(read_path(large), "a/b")
    assert file.size == 10
    assert bytes(file.read(3, 4)) == b"3456"
    large.unlink()
    assert bytes(file.read(8, 4)) == b"89", "it is open, so that it can be removed"


def test_a_large_file_that_changes_is_not_sent_in_parts_that_do_not_fit(large: Path) -> None:
    file = media_file(read_path(large), "a/b")
    large.write_bytes(b"something else")
    with pytest.raises(FileGoneError):
        file.read(0, 4)
    assert media_file(read_path(large), "a/b") != file


def test_a_large_open_file_is_taken_as_it_is(large: Path) -> None:
    with large.open("rb") as stream:
        file = media_file(read_stream(stream), "a/b")
    assert bytes(file.read(0, 100)) == b"0123456789"


def test_an_open_file_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("über")
    with path.open(encoding="utf-8") as stream:
        stream.read(2)
        assert read_stream(stream) == "über".encode()
    buffer = BytesIO(b"abc")
    buffer.read(2)
    assert read_stream(buffer) == b"abc"
    text = StringIO("abc")
    text.read(2)
    assert read_stream(text) == b"abc"


@pytest.mark.parametrize("path", ["", "missing.wav", "/", "a\0b"])
def test_a_file_that_cannot_be_read_is_an_error(path: str) -> None:
    with pytest.raises(MediaFileStorageError, match="Error opening"):
        read_path(path)


def test_a_file_survives_copies_and_the_disk_of_a_cache() -> None:
    file = media_file(b"content", "text/plain")
    assert copy.deepcopy(file) is file
    again = pickle.loads(pickle.dumps(file))  # noqa: S301  # what is tested
    assert again == file
    assert hash(again) == hash(file)
    assert bytes(again.read(0, 9)) == b"content"


def test_the_page_learns_the_name_and_nothing_of_the_content() -> None:
    file = media_file(b"secret", "text/plain")
    assert file.face == {"$m": file.name, "size": 6, "type": "text/plain"}
    assert len(file.name) == 32
