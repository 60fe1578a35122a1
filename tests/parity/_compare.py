"""Play the cases here, and say where they differ from what was recorded under Streamlit."""

from __future__ import annotations

import difflib
import json
import logging
import tomllib
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


def differences(case: Case) -> str:
    """Return the first step of a case that differs, as the lines that do; empty when none does.

    Raises
    ------
    NotRecorded
        What is stored is not of this case.
    """
    recorded = _recorded(case.area).get(case.name)
    if recorded is None or recorded["digest"] != case.digest:
        raise NotRecorded(str(case))
    steps = ["first run", *case.steps]
    for step, expected, found in zip(steps, recorded["seen"], _play(case), strict=True):
        if expected != found:
            return f"after {step}:\n{_diff(expected, found)}"
    return ""


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
