"""How exceptions are described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import revoila
from revoila.elements._traceback import HIDDEN, exception_props, trace_rows
from revoila.elements.text.markdown import markdown
from revoila.errors import StreamlitAPIException, StreamlitAPIWarning

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = str(Path(revoila.__file__).parent)


def caught(action: Callable[[], object]) -> BaseException:
    """Return what `action` raises."""
    try:
        action()
    except BaseException as error:  # noqa: BLE001
        return error
    raise AssertionError("nothing was raised")


def fail(error: BaseException, cause: BaseException | None = None) -> Callable[[], object]:
    def raise_it() -> None:
        raise error from cause

    return raise_it


def uncaught(error: object, details: str | bool = "full") -> dict[str, Any]:
    return exception_props(error, uncaught=True, details=details)


def test_an_exception_without_traceback_has_no_trace() -> None:
    """Statement 114."""
    assert exception_props(ValueError("  a\n b "), uncaught=False, details="none") == {
        "type": "ValueError",
        "message": "a\n b",
        "trace": [],
    }


@pytest.mark.parametrize(
    ("thing", "kind", "message"),
    [
        ("abc", "str", "abc"),
        (3, "int", "3"),
        (None, "NoneType", "None"),
        (ValueError, "type", "<class 'ValueError'>"),
    ],
)
def test_other_things_are_shown_by_type_and_text(thing: object, kind: str, message: str) -> None:
    assert exception_props(thing, uncaught=False, details="full") == {
        "type": kind,
        "message": message,
        "trace": [],
    }


def test_markdown_and_warnings_are_marked() -> None:
    """Statement 115."""
    assert uncaught(StreamlitAPIException("*x*"))["markdown"] is True
    assert uncaught(UserWarning("w"))["warning"] is True
    both = uncaught(StreamlitAPIWarning("w"))
    assert both["markdown"] is both["warning"] is True
    plain = uncaught(ValueError("*x*"))
    assert "markdown" not in plain
    assert "warning" not in plain


def test_the_type_is_qualified_only_when_nobody_caught_it() -> None:
    """Statements 113 and 114."""
    error = caught(lambda: json.loads("{"))
    assert uncaught(error)["type"] == "json.decoder.JSONDecodeError"
    assert exception_props(error, uncaught=False, details="full")["type"] == "JSONDecodeError"
    assert uncaught(ValueError("x"))["type"] == "ValueError"


@pytest.mark.parametrize(
    ("details", "kind", "message", "has_trace"),
    [
        ("full", "KeyError", "'k'", True),
        (True, "KeyError", "'k'", True),
        ("True", "KeyError", "'k'", True),
        ("stacktrace", "KeyError", HIDDEN, True),
        (False, "KeyError", HIDDEN, True),
        ("type", "KeyError", HIDDEN, False),
        ("none", "", HIDDEN, False),
        ("anything", "", HIDDEN, False),
    ],
)
def test_the_option_says_how_much_of_an_uncaught_exception_is_shown(
    details: str | bool, kind: str, message: str, has_trace: bool
) -> None:
    """Statement 113."""
    props = uncaught(caught(fail(KeyError("k"))), details)
    assert (props["type"], props["message"], bool(props["trace"])) == (kind, message, has_trace)


def test_a_broken_message_is_empty() -> None:
    class Broken(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert uncaught(Broken())["message"] == ""


def test_rows_show_file_line_function_and_code() -> None:
    """Statement 116."""
    rows = trace_rows(caught(fail(ValueError("x"))))
    assert len(rows) == 2
    first, *rest = rows[-1].split("\n")
    assert first.startswith(f'File "{__file__}", line ')
    assert first.endswith(", in raise_it")
    assert rest[0] == "    raise error from cause"


def test_frames_of_this_package_are_left_out() -> None:
    """Statement 116."""
    error = caught(lambda: markdown("a", width=0))
    assert PACKAGE in Path(error.__traceback__.tb_next.tb_next.tb_frame.f_code.co_filename).as_posix()  # type: ignore[union-attr]
    rows = trace_rows(error)
    assert len(rows) == 2
    assert not any(PACKAGE in row for row in rows)


def test_frames_of_this_package_stay_when_there_are_no_others() -> None:
    """Statement 116."""
    error = caught(lambda: markdown("a", width=0))
    error.__traceback__ = error.__traceback__.tb_next.tb_next  # type: ignore[union-attr]
    rows = trace_rows(error)
    assert rows
    assert all(PACKAGE in row for row in rows)


def test_frames_of_the_import_system_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "failing_module_of_a_test.py").write_text("1 / 0\n")
    monkeypatch.syspath_prepend(tmp_path)
    rows = trace_rows(caught(lambda: __import__("failing_module_of_a_test")))
    assert not any("importlib" in row for row in rows)
    assert "1 / 0" in rows[-1]


def test_a_cause_comes_first_with_its_headline() -> None:
    """Statement 116."""
    cause = caught(fail(ZeroDivisionError("division by zero")))
    rows = trace_rows(caught(fail(ValueError("b"), cause)))
    assert rows[2:4] == [
        "ZeroDivisionError: division by zero",
        "The above exception was the direct cause of the following exception:",
    ]
    assert rows[-1].startswith("File ")


def test_a_context_comes_first_unless_it_is_suppressed() -> None:
    """Statement 116."""

    def during() -> None:
        try:
            fail(KeyError("k"))()
        except KeyError:
            raise ValueError("b")  # noqa: B904

    def instead() -> None:
        try:
            fail(KeyError("k"))()
        except KeyError:
            raise ValueError("b") from None

    rows = trace_rows(caught(during))
    assert "KeyError: 'k'" in rows
    assert "During handling of the above exception, another exception occurred:" in rows
    assert not any("KeyError" in row for row in trace_rows(caught(instead)))


def test_circular_and_endless_chains_end() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first
    assert trace_rows(first)[0] == "ValueError: b"
    error = ValueError("0")
    for number in range(1, 200):
        following = ValueError(str(number))
        following.__cause__ = error
        error = following
    rows = trace_rows(error)
    assert rows[0] == "... (earlier exceptions)"
    assert len(rows) == 201


def test_the_members_of_a_group_come_last() -> None:
    """Statement 116."""
    group = ExceptionGroup("g", [ValueError("a"), ExceptionGroup("h", [TypeError("c")])])
    rows = trace_rows(caught(fail(group)))
    assert rows[2:] == [
        "+---------------- 1 ----------------",
        "ValueError: a",
        "+---------------- 2 ----------------",
        "ExceptionGroup: h (1 sub-exception)",
        "+---------------- 1 ----------------",
        "TypeError: c",
    ]


def test_a_member_of_a_group_has_its_own_cause() -> None:
    """Statement 116."""
    cause = caught(fail(KeyError("k")))
    member = caught(fail(ValueError("a"), cause))
    assert isinstance(member, Exception)
    rows = trace_rows(ExceptionGroup("g", [member]))
    assert rows.index("KeyError: 'k'") < rows.index("ValueError: a")


def test_a_trace_of_very_many_rows_is_cut() -> None:
    """Statement 116."""
    error: Exception = ValueError("x")
    for _ in range(10):
        error = ExceptionGroup("same", [error] * 15)
    rows = trace_rows(error)
    assert len(rows) == 5001
    assert rows[-1] == "... (the rest is too long)"


def test_groups_are_cut_in_depth_and_width() -> None:
    """Statement 116."""
    wide = ExceptionGroup("wide", [ValueError(str(number)) for number in range(100)])
    assert trace_rows(wide)[-1] == "... and 85 more exceptions"
    deep: Exception = ValueError("x")
    for _ in range(50):
        deep = ExceptionGroup("deep", [deep])
    assert trace_rows(deep)[-1].startswith("... (exception groups more than")


def test_deep_recursion_is_summed_up() -> None:
    def recurse() -> None:
        recurse()

    rows = trace_rows(caught(recurse))
    assert len(rows) < 20
    assert rows[-1].startswith("[Previous line repeated")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = (\n  y z\n", "File \"a.py\", line 1\n  x = (\n      ^\nSyntaxError: '(' was never closed"),
        ("if 1:\n    x y\n", 'File "a.py", line 2\n  x y\n    ^\nSyntaxError: invalid syntax'),
        ("  x\n", 'File "a.py", line 1\n  x\n  ^\nIndentationError: unexpected indent'),
    ],
)
def test_a_syntax_error_points_at_its_place(source: str, expected: str) -> None:
    """Statement 9."""
    error = caught(lambda: compile(source, "a.py", "exec"))
    assert exception_props(error, uncaught=True, details="full")["message"] == expected


def test_a_syntax_error_that_a_script_raises_has_just_its_message() -> None:
    assert uncaught(SyntaxError("oops"))["message"] == "oops"


def test_secrets_are_redacted_from_message_and_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revoila.elements._traceback.redact", lambda text: text.replace("hunter2", "***"))
    props = uncaught(caught(fail(ValueError("hunter2"), KeyError("hunter2"))))
    assert props["message"] == "***"
    assert "KeyError: '***'" in props["trace"]
    assert "hunter2" not in str(props)
