"""Ints that are larger than any float: refused, or infinite, as the command has it with other bad numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import revoila
from revoila._duration import duration_seconds
from revoila.elements._numbers import as_float
from revoila.errors import StreamlitJSNumberBoundsError, StreamlitValueError
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable

HUGE = 10**400


def test_they_count_as_infinite() -> None:
    assert [as_float(number) for number in (3, 0.5, HUGE, -HUGE)] == [3.0, 0.5, math.inf, -math.inf]
    assert [duration_seconds(number) for number in (HUGE, -HUGE)] == [math.inf, -math.inf]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: revoila.scatter_chart({"a": [1, 2]}, size=HUGE), StreamlitValueError),
        (lambda: revoila.toast("Hello", duration=HUGE), StreamlitValueError),
        (lambda: revoila.number_input("n", value=HUGE), StreamlitJSNumberBoundsError),
        (lambda: revoila.number_input("n", 0, 9, step=HUGE), StreamlitJSNumberBoundsError),
        (lambda: revoila.audio(np.zeros(3), sample_rate=HUGE), StreamlitValueError),
        (lambda: revoila.audio(np.zeros(3), sample_rate=2**31), StreamlitValueError),
    ],
)
def test_they_are_refused(page: Any, call: Callable[[], Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        call()
    assert page.main == []


def test_points_of_a_map_have_the_usual_size(page: Any, caplog: pytest.LogCaptureFixture) -> None:
    revoila.map({"lat": [1.0], "lon": [2.0]}, size=HUGE)
    assert page.kinds() == ["deck"]
    assert "is neither a number of metres" in caplog.text


def test_a_small_chart_has_a_gap(page: Any) -> None:
    revoila.metric("m", 1, chart_data=[1, HUGE, math.inf])
    assert page.props()["chart_data"] == [1.0, None, None]


def test_limits_of_time_and_of_entries_are_none() -> None:
    found = revoila.cache_data(ttl=HUGE, max_entries=HUGE)(lambda number: number + 1)
    assert found(HUGE) == HUGE + 1


SCRIPT = """
import revoila as st

HUGE = 10**400

@st.fragment(run_every=HUGE if st.toggle("huge") else float("inf"))
def part():
    st.text("drawn")

part()
st.session_state.setdefault("n", HUGE)
st.text(st.number_input("n", 0, 9, key="n"))
"""


def test_fragments_do_not_wait_for_ever_and_fields_forget() -> None:
    at = AppTest.from_string(SCRIPT).run()
    assert not at.exception
    assert [text.value for text in at.text] == ["drawn", "0"]
    at.toggle[0].set_value(True).run()
    assert not at.exception
