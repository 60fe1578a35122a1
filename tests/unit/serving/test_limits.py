from __future__ import annotations

import pytest

from revoila.config.options import load_options, reset_options, use_command_line
from revoila.serving._limits import Limits, read_limits


def test_limits_are_those_of_the_options() -> None:
    assert read_limits(load_options()) == Limits()
    use_command_line({"limits.sessions": 7, "limits.queryKeys": 2})
    try:
        limits = read_limits(load_options())
    finally:
        reset_options()
    assert (limits.sessions, limits.query_keys, limits.sessions_per_app) == (7, 2, 50)


@pytest.mark.parametrize(
    ("query", "allowed"),
    [("", True), ("a=1&b=2", True), ("a=1&b=2&c=3", False), ("a=1234567", True), ("a=12345678901", False)],
)
def test_query_is_limited_in_length_and_in_keys(query: str, allowed: bool) -> None:
    assert Limits(query_length=10, query_keys=2).allows(query) is allowed


def test_frame_has_room_for_the_largest_event() -> None:
    limits = Limits(event_size=1000)
    assert limits.frame_size > limits.event_size
