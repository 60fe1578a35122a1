"""A host process as its server sees it: it is asked without waiting, and nobody who gives up harms others."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

from revoila.serving.shared._remote import DiedError, GoneError, HostError, HostProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WAIT = 20.0
READY = "import json, sys; print(json.dumps({'ready': 1}), flush=True)\n"
ECHO = """
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({'id': asked['id'], 'ok': {'length': len(asked.get('text', ''))}}), flush=True)
"""
DEAF = "import threading; threading.Event().wait()\n"


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[[str], HostProcess]]:
    """Return what starts a process that executes some code in place of a host."""
    started: list[HostProcess] = []

    def start(code: str) -> HostProcess:
        host = HostProcess([sys.executable, "-c", code], {}, str(tmp_path))
        started.append(host)
        host.start()
        return host

    yield start
    for host in started:
        if host.exit_code is None:
            host.process.kill()
        host.close()


def test_a_process_that_reads_nothing_holds_nobody_up(begin: Callable[[str], HostProcess]) -> None:
    host = begin(READY + DEAF)
    assert host.ready.result(WAIT) == 1
    # A pipe holds 64 KB; a page that opens with a long query takes more.
    calls = [host.call("open", text="x" * 100_000) for _ in range(5)]
    assert not any(call.done() for call in calls)
    host.process.kill()
    for call in calls:
        with pytest.raises(HostError, match="has ended"):
            call.result(WAIT)


def test_what_is_asked_is_answered_in_its_order_whatever_its_size(
    begin: Callable[[str], HostProcess],
) -> None:
    host = begin(READY + ECHO)
    sizes = [1, 300_000, 0, 70_000, 5]
    calls = [host.call("open", text="x" * size) for size in sizes]
    assert [call.result(WAIT)["length"] for call in calls] == sizes


def test_who_is_not_heard_may_ask_another_and_who_was_heard_may_not(
    begin: Callable[[str], HostProcess],
) -> None:
    host = begin(READY + "sys.stdin.readline(); sys.stdin.close()")
    host.ready.result(WAIT)
    heard = host.call("open")
    with pytest.raises(DiedError, match="ended with 0"):
        heard.result(WAIT)
    host.process.wait(WAIT)
    with pytest.raises(GoneError):
        host.call("open").result(WAIT)


def test_who_no_longer_waits_for_a_process_does_not_keep_others_from_it(
    begin: Callable[[str], HostProcess],
) -> None:
    host = begin(
        "import json, sys\nfirst = json.loads(sys.stdin.readline())\n" + READY + "second = json.loads("
        "sys.stdin.readline())\nfor asked in (first, second): print(json.dumps({'id': asked['id'], 'ok': {}}), "
        "flush=True)\n" + ECHO
    )

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.wrap_future(host.ready), 0.05)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.wrap_future(host.call("first")), 0.05)

    # It says that it is ready, and answers, when who has waited for that has gone.
    asyncio.run(give_up())
    assert host.call("second").result(WAIT) == {}
    assert host.ready.result(WAIT) == 1
    assert host.call("third", text="abc").result(WAIT) == {"length": 3}


@pytest.mark.skipif(sys.platform == "win32", reason="There are no signals there.")
def test_what_a_signal_ends_has_died_and_what_ends_by_itself_does_not_start(
    begin: Callable[[str], HostProcess],
) -> None:
    killed, failed = begin(DEAF), begin("raise SystemExit(7)")
    killed.process.kill()
    with pytest.raises(DiedError, match="ended with -9"):
        killed.ready.result(WAIT)
    with pytest.raises(HostError, match="ended with 7") as raised:
        failed.ready.result(WAIT)
    assert not isinstance(raised.value, DiedError)


def test_a_process_is_known_by_the_number_that_it_says(begin: Callable[[str], HostProcess]) -> None:
    """An environment of Windows has a ``python.exe`` that starts the interpreter as another process."""
    host = begin("import sys; sys.stdin.readline()\n" + READY.replace("1}", "123456789}") + DEAF)
    assert host.pid == host.process.pid
    host.call("be ready")
    host.ready.result(WAIT)
    assert host.pid == 123456789
