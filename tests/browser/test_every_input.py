"""Every input takes in a browser what it takes elsewhere, as far as a visitor can enter it; the rest is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.testing.steps import REFUSED, SCRIPT, taken

if TYPE_CHECKING:
    from revoila.testing.plugin import AppTests

WAIT = 30.0

BEYOND = {
    "text": ["lines"],
    "needed text": ["empty", "unlike"],
    "number": ["beyond", "endless"],
    "float": ["beyond"],
    "slider": ["between", "beyond", "handles"],
    "range": ["swapped", "beyond", "handles"],
    "days": ["beyond"],
    "places": ["unknown"],
    "ends": ["unknown", "handles"],
    "many": ["twice"],
    "pills": ["unknown"],
    "segments": ["unknown"],
    "stars": ["beyond"],
    "date": ["beyond"],
    "dates": ["swapped"],
    "moment": ["beyond"],
    "color": ["short", "unknown"],
    "menu": ["unknown"],
}
"""Steps that no visitor could do, of those that are none in an app test."""

NEVER_EMPTY = (
    *(
        "text",
        "open text",
        "area",
        "box",
        "radio",
        "open radio",
        "needed pills",
        "date",
        "dates",
        "time",
        "moment",
    ),
    "color",
)
"""Inputs that no visitor can empty, or not so that they hold None."""

BROWSER = dict.fromkeys(
    [(key, name) for key, names in BEYOND.items() for name in names]
    + [(key, "clear") for key in NEVER_EMPTY],
    REFUSED,
)


def test_a_browser_takes_what_this_process_does(app_test: AppTests) -> None:
    here, there = (
        taken(app_test.from_string(SCRIPT, host=host, default_timeout=WAIT).run())
        for host in ("inprocess", "browser")
    )
    assert {step: value for step, value in there.items() if value != here[step]} == BROWSER
