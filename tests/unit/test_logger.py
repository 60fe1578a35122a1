"""``streamlit.logger`` (execution specification, statement 139)."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import pytest

from revoila import logger as module
from revoila.logger import get_logger

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return a name that no other test uses."""
    found = f"test_logger.{request.node.name}"
    yield found
    logging.getLogger(found).handlers.clear()


def options(monkeypatch: pytest.MonkeyPatch, **given: str) -> None:
    monkeypatch.setattr(module, "get_option", lambda key: given.get(key.partition(".")[2]))


def test_it_writes_with_time_and_message(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    get_logger(name).info("It has %s.", "begun")
    get_logger(name).debug("not shown")
    written = capsys.readouterr().err
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \S+ It has begun\.\n", written)


def test_level_and_format_are_those_of_the_options(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options(monkeypatch, level="error", messageFormat="%(levelname)s: %(message)s")
    logger = get_logger(name)
    logger.warning("not shown")
    logger.error("shown")
    assert capsys.readouterr().err == "ERROR: shown\n"


def test_a_format_that_is_none_does_not_silence_the_log(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options(monkeypatch, level="info", messageFormat="no field at all")
    get_logger(name).info("shown")
    assert "shown" in capsys.readouterr().err


def test_asking_twice_writes_once(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert get_logger(name) is get_logger(name)
    get_logger(name).warning("once")
    assert capsys.readouterr().err.count("once") == 1


def test_root_is_the_logger_of_this_package() -> None:
    logger = logging.getLogger("revoila")
    before = (logger.level, logger.propagate, list(logger.handlers))
    try:
        assert get_logger("root") is logger
    finally:
        logger.setLevel(before[0])
        logger.propagate = before[1]
        logger.handlers[:] = before[2]
