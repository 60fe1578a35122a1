"""Play the cases here, and say where they differ from what was recorded under Streamlit."""

from __future__ import annotations

import difflib
import json
import logging
import tomllib
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.parity._cases import Case, read_cases
from tests.parity._observe import play

from revoila import compat

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


class NotRecorded(Exception):
    """A case is new, or was changed: ``make parity-record`` renews what is stored."""


@cache
def known_differences() -> dict[str, str]:
    """Return the cases that are known to differ, with the reason."""
    found: dict[str, str] = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8"))
    return found


def all_cases() -> list[Case]:
    """Return the cases of all areas."""
    return read_cases()


class Compared(NamedTuple):
    """What came of the comparison of a case.

    Parameters
    ----------
    difference : str
        The first step that differs, as the lines that do; empty when none does.
    seen : int
        How many elements and containers there are under Streamlit, in all steps.
    same : int
        How many of these are the same here.
    """

    difference: str
    seen: int
    same: int


def compare(case: Case) -> Compared:
    """Play a case, and compare it with what was recorded.

    Raises
    ------
    NotRecorded
        What is stored is not of this case.
    """
    recorded = _recorded(case.area).get(case.name)
    if recorded is None or recorded["digest"] != case.digest:
        raise NotRecorded(str(case))
    steps = ["first run", *case.steps]
    compared = [*zip(steps, recorded["seen"], _play(case), strict=True)]
    differing = (step for step in compared if step[1] != step[2])
    first = [f"after {step}:\n{_diff(expected, found)}" for step, expected, found in islice(differing, 1)]
    return Compared(
        "".join(first),
        seen=sum(len(expected["tree"]) for _, expected, _ in compared),
        same=sum(_count_same(expected["tree"], found["tree"]) for _, expected, found in compared),
    )


def differences(case: Case) -> str:
    """Return the first step of a case that differs, as the lines that do; empty when none does.

    Raises
    ------
    NotRecorded
        What is stored is not of this case.
    """
    return compare(case).difference


def _count_same(expected: list[str], found: list[str]) -> int:
    matcher = difflib.SequenceMatcher(None, expected, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _play(case: Case) -> list[dict[str, Any]]:
    from revoila.testing.v1 import AppTest

    with _alias(), _quiet():
        # Through JSON, as what was recorded.
        seen: list[dict[str, Any]] = json.loads(json.dumps(play(AppTest, case)))
    return seen


@cache
def _recorded(area: str) -> dict[str, Any]:
    path = HERE / "recorded" / f"{area}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


@contextmanager
def _alias() -> Iterator[None]:
    compat.install()
    try:
        yield
    finally:
        compat.uninstall()


@contextmanager
def _quiet() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _diff(expected: dict[str, Any], found: dict[str, Any]) -> str:
    before, after = (
        json.dumps(seen, indent=1, sort_keys=True, ensure_ascii=False) for seen in (expected, found)
    )
    rows = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "Streamlit", "Revoilà", "", "", 1, ""
    )
    return "\n".join(list(rows)[2:])
