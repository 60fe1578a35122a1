"""Every input takes the same from a test on every host, or says that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.integration.testing.steps import INPUTS, REFUSED, SCRIPT, STEPS, taken

from revoila.errors import AppTestError

if TYPE_CHECKING:
    from revoila.testing.plugin import AppTests

WAIT = 30.0

KERNEL = {
    ("text", "lines"): REFUSED,
    # Ends that are swapped are put in order on the way.
    ("range", "swapped"): "(0.5, 0.75)",
    ("many", "twice"): REFUSED,
    ("date", "clear"): REFUSED,
    ("dates", "swapped"): REFUSED,
    ("dates", "clear"): REFUSED,
}
"""What differs in a kernel, where values are checked as those of a page."""


def test_every_input_has_a_step() -> None:
    assert {step.key for step in STEPS} == INPUTS.keys()


def test_more_than_can_be_chosen_is_an_error_of_the_app_where_it_comes_that_far(app_test: AppTests) -> None:
    """Streamlit's own test shows it in the app; no page sends so many to a kernel."""
    for host in ("inprocess", "kernel"):
        at = app_test.from_string(
            f"import streamlit as st\n{INPUTS['many']}", host=host, default_timeout=WAIT
        ).run()
        at.multiselect[0].set_value(["a", "b", "c"])
        if host == "kernel":
            with pytest.raises(AppTestError):
                at.run()
        else:
            assert "`max_selections` is 2" in at.run().exception[0].message


def test_a_kernel_takes_what_this_process_does(app_test: AppTests) -> None:
    here, there = (
        taken(app_test.from_string(SCRIPT, host=host, default_timeout=WAIT).run())
        for host in ("inprocess", "kernel")
    )
    assert {step: value for step, value in there.items() if value != here[step]} == KERNEL
