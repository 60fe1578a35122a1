"""Which files have changed, and when is that told? With real files and a clock that tests turn."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from revoila.runtime._file_changes import GONE, LONGEST, QUIET, FileChanges, look_at, stamp_of

if TYPE_CHECKING:
    from pathlib import Path


class Clock:
    """A clock that stands still unless it is turned."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def changes(clock: Clock) -> FileChanges:
    return FileChanges(clock)


@pytest.fixture
def file(tmp_path: Path, changes: FileChanges) -> Path:
    file = tmp_path / "app.py"
    file.write_text("one")
    changes.add(str(file))
    return file


def test_a_change_is_told_when_nothing_happens_any_more(
    changes: FileChanges, clock: Clock, file: Path
) -> None:
    file.write_text("two")
    changes.stir(str(file))
    clock.time += QUIET / 2
    assert changes.settled() == {}
    clock.time += QUIET / 2
    assert changes.settled() == {str(file): True}
    clock.time += LONGEST
    assert changes.settled() == {}


def test_many_saves_are_one_change(changes: FileChanges, clock: Clock, file: Path) -> None:
    told = []
    for number in range(20):
        file.write_text(str(number))
        changes.stir(str(file))
        clock.time += 0.05
        told.append(changes.settled())
    clock.time += QUIET
    told.append(changes.settled())
    assert [one for one in told if one] == [{str(file): True}]


def test_a_file_that_never_rests_is_told_of_now_and_then(
    changes: FileChanges, clock: Clock, file: Path
) -> None:
    told = 0
    for number in range(100):
        file.write_text(str(number))
        changes.stir(str(file))
        clock.time += QUIET / 2
        told += bool(changes.settled())
    assert told == 100 * (QUIET / 2) // LONGEST


def test_several_files_are_told_of_together(
    changes: FileChanges, clock: Clock, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.py"
    changes.add(str(other))
    file.write_text("two")
    changes.stir(str(file))
    clock.time += QUIET * 0.9
    other.write_text("new")
    changes.stir(str(other))
    clock.time += QUIET * 0.9
    assert changes.settled() == {}
    clock.time += QUIET
    assert changes.settled() == {str(file): True, str(other): True}


def test_the_same_content_is_no_change(changes: FileChanges, clock: Clock, file: Path) -> None:
    os.utime(file, (1, 1))
    changes.stir(str(file))
    clock.time += QUIET
    assert changes.settled() == {}
    replacement = file.with_name("new")
    replacement.write_text("one")
    replacement.rename(file)
    changes.stir(str(file))
    clock.time += QUIET
    assert changes.settled() == {}


def test_the_same_time_and_size_are_a_change_when_the_content_is_another(
    changes: FileChanges, clock: Clock, file: Path
) -> None:
    status = file.stat()
    replacement = file.with_name("new")
    replacement.write_text("two")
    os.utime(replacement, ns=(status.st_atime_ns, status.st_mtime_ns))
    replacement.rename(file)
    changes.stir(str(file))
    clock.time += QUIET
    assert changes.settled() == {str(file): True}


def test_a_file_that_comes_back_at_once_was_not_deleted(
    changes: FileChanges, clock: Clock, file: Path
) -> None:
    file.unlink()
    changes.stir(str(file))
    clock.time += QUIET
    assert changes.settled() == {}
    file.write_text("two")
    clock.time += GONE * 0.9
    assert changes.settled() == {str(file): True}


def test_a_file_that_comes_back_as_it_was_has_not_changed(
    changes: FileChanges, clock: Clock, file: Path
) -> None:
    file.unlink()
    changes.stir(str(file))
    clock.time += QUIET
    changes.settled()
    file.write_text("one")
    clock.time += GONE
    assert changes.settled() == {}


def test_a_file_that_stays_away_is_deleted_and_may_come_again(
    changes: FileChanges, clock: Clock, file: Path
) -> None:
    file.unlink()
    changes.stir(str(file))
    clock.time += QUIET
    assert changes.settled() == {}
    clock.time += GONE
    assert changes.settled() == {str(file): False}
    file.write_text("one")
    changes.stir(str(file))
    clock.time += QUIET
    assert changes.settled() == {str(file): True}


def test_others_wait_for_one_that_may_come_back(
    changes: FileChanges, clock: Clock, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.py"
    changes.add(str(other))
    file.unlink()
    other.write_text("new")
    changes.stir(str(file))
    changes.stir(str(other))
    clock.time += QUIET
    assert changes.settled() == {}
    clock.time += GONE
    assert changes.settled() == {str(file): False, str(other): True}


def test_files_that_nobody_told_of_are_found(changes: FileChanges, clock: Clock, file: Path) -> None:
    changes.stir_changed()
    clock.time += QUIET
    assert changes.settled() == {}
    file.write_text("longer")
    changes.stir_changed()
    clock.time += QUIET
    assert changes.settled() == {str(file): True}


def test_one_that_was_written_after_it_was_read_has_changed(
    changes: FileChanges, clock: Clock, tmp_path: Path
) -> None:
    late, early = tmp_path / "late.py", tmp_path / "early.py"
    for file, written in ((late, 20), (early, 10)):
        file.touch()
        os.utime(file, (written, written))
        changes.add(str(file), since=15)
    clock.time += QUIET
    assert changes.settled() == {str(late): True}


def test_what_nobody_asked_for_is_not_told(changes: FileChanges, clock: Clock, file: Path) -> None:
    changes.stir("/another")
    changes.stir(str(file))
    changes.discard(str(file))
    file.write_text("two")
    clock.time += QUIET
    assert changes.settled() == {}
    assert (len(changes), str(file) in changes) == (0, False)


def test_a_file_that_cannot_be_read_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "app.py"
    file.write_text("one")
    readable = look_at(str(file))

    def refuse(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    secret = look_at(str(file))
    assert (secret.stamp, secret.digest) == (readable.stamp, b"")
    assert look_at(str(file), readable) is readable
    assert stamp_of(str(tmp_path / "nothing")) is None
