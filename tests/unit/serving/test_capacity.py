from __future__ import annotations

import subprocess
import sys

import pytest

from revoila.serving._capacity import make_room

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="There are no such limits there.")


def in_a_process(soft: int, hard: int, sessions: int, *kinds: str) -> tuple[int, str]:
    """Return the limit after room was made in a process with other limits, and what was said."""
    code = (
        "import resource\nfrom revoila.serving._capacity import make_room\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))\n"
        f"said = make_room({sessions}, {kinds!r})\n"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], said)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    limit, _, said = done.stdout.strip().partition(" ")
    return int(limit), said


@pytest.mark.parametrize(
    ("kinds", "wanted"), [(("shared",), 464), (("pooled", "shared"), 1064), (("gateway",), 664)]
)
def test_a_limit_that_may_be_raised_is_raised_as_far_as_needed(kinds: tuple[str, ...], wanted: int) -> None:
    assert in_a_process(256, 4096, 200, *kinds) == (wanted, "")


def test_a_limit_that_is_high_enough_stays() -> None:
    assert in_a_process(1000, 4096, 200, "shared") == (1000, "")


def test_a_limit_that_cannot_be_raised_is_told_with_what_to_do() -> None:
    limit, said = in_a_process(128, 200, 50, "process")
    assert limit == 200
    assert said == (
        "This process may open 200 files and connections, which is enough for about 8 of the 50 sessions that are "
        "allowed. Raise that limit first (`ulimit -n 864`), or allow fewer with --limits.sessions=8."
    )


def test_windows_can_watch_so_many_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert make_room(200, ["shared"]) == ""
    assert "enough for about 224 of the 1000" in make_room(1000, ["shared"])
    assert "A process cannot have more on Windows" in make_room(1000, ["shared"])
