"""A run may print so much; then the log says that the rest is dropped."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from revoila._context import activate
from revoila.runtime._prints import Budget, Budgeted, watch_prints

PLACE: Any = None
NOTE = "\nThis run has printed 10 bytes, which is the limit (`limits.stdout`). "


def run_with(size: int | None) -> Any:
    return SimpleNamespace(prints=None if size is None else Budget(size))


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


def test_what_fits_is_printed_as_it_is(log: io.StringIO) -> None:
    stream = Budgeted(log)
    with activate(run_with(10), PLACE):
        print("12345", file=stream)
        assert stream.write("7890") == 4
    assert log.getvalue() == "12345\n7890"


def test_the_rest_is_dropped_with_one_note_for_all_streams(log: io.StringIO) -> None:
    out, error = Budgeted(log), Budgeted(log)
    with activate(run_with(10), PLACE):
        assert out.write("12345678") == 8
        assert error.write("9012345") == 7
        assert out.write("more") == 4
        out.writelines(["still ", "more"])
    assert log.getvalue().startswith("1234567890" + NOTE)
    assert log.getvalue().endswith("dropped.\n")
    assert "more" not in log.getvalue()


def test_bytes_count_not_letters_and_none_is_cut_in_two(log: io.StringIO) -> None:
    stream = Budgeted(log)
    with activate(run_with(10), PLACE):
        stream.write("ääää")
        stream.write("€€")
    assert log.getvalue().startswith("ääää" + NOTE)


def test_text_that_cannot_be_encoded_is_no_problem(log: io.StringIO) -> None:
    with activate(run_with(10), PLACE):
        Budgeted(log).write("\ud800")
        Budgeted(log).write("\ud800" * 20)
    assert NOTE in log.getvalue()


@pytest.mark.parametrize("run", [run_with(None), SimpleNamespace()])
def test_a_run_without_a_budget_prints_what_it_wants(log: io.StringIO, run: Any) -> None:
    with activate(run, PLACE):
        Budgeted(log).write("x" * 100)
    Budgeted(log).write("y" * 100)
    assert len(log.getvalue()) == 200


def test_only_texts_can_be_written(log: io.StringIO) -> None:
    written: Any = b"bytes"
    with activate(run_with(10), PLACE), pytest.raises(TypeError):
        Budgeted(log).write(written)


def test_everything_else_is_that_of_the_stream() -> None:
    inner = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", errors="replace")
    stream = Budgeted(inner)
    assert (stream.encoding, stream.errors, stream.buffer) == ("latin-1", "replace", inner.buffer)
    assert (stream.isatty(), stream.writable()) == (False, True)
    stream.write("a")
    stream.flush()
    assert inner.buffer.getvalue() == b"a"
    with pytest.raises(OSError, match="fileno"):
        stream.fileno()
    with pytest.raises(AttributeError, match="set_parent"):
        stream.set_parent  # noqa: B018
    stream.close()
    assert not inner.closed


def test_the_streams_of_the_process_are_watched_once(
    monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    monkeypatch.setattr(sys, "stdout", log)
    monkeypatch.setattr(sys, "stderr", None)
    watch_prints()
    watched = sys.stdout
    watch_prints()
    assert isinstance(watched, Budgeted)
    assert sys.stdout is watched
    assert sys.stderr is None
