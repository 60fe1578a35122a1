from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.serving._ranges import RangeError, Span, wanted_span


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", (0, 1, False)),
        ("bytes=2-5", (2, 6, False)),
        ("bytes=2-", (2, 10, True)),
        ("bytes=8-99", (8, 10, False)),
        ("bytes=-3", (7, 10, False)),
        ("bytes=-99", (0, 10, False)),
        ("bytes = 2 - 5", (2, 6, False)),
    ],
)
def test_one_range_is_understood(header: str, span: tuple[int, int, bool]) -> None:
    assert wanted_span(header, 10) == Span(*span)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,4-5",
        "lines=0-1",
        "bytes=a-b",
        "bytes=²-",
        "bytes=" + "9" * 99 + "-",
    ],
)
def test_what_is_no_single_range_asks_for_the_whole(header: str) -> None:
    """As RFC 9110 has it, section 14.2."""
    assert wanted_span(header, 10) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=10-", 10), ("bytes=99-100", 10), ("bytes=-0", 10), ("bytes=0-", 0)]
)
def test_range_without_a_byte_of_the_file_is_refused(header: str, size: int) -> None:
    with pytest.raises(RangeError):
        wanted_span(header, size)


@given(st.text(max_size=30).map(lambda text: f"bytes={text}") | st.text(max_size=30), st.integers(0, 1000))
def test_whatever_is_asked_for_lies_in_the_file(header: str, size: int) -> None:
    try:
        span = wanted_span(header, size)
    except RangeError:
        return
    assert span is None or 0 <= span.begin < span.end <= size
