"""The processes behind shared kernels: placement, death, and no survivors."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.multikernelmanager import AsyncMultiKernelManager
from tests.integration.conftest import gone, until
from tests.integration.shared.conftest import SHARED, WAIT, Apps, Start, counts, run
from traitlets.config import Config

from revoila.serving.shared._placement import HostKind, SharedKernels
from revoila.serving.shared._remote import HostError

if TYPE_CHECKING:
    from pathlib import Path

PID = "import os; os.getpid()"


@pytest.mark.usefixtures("one_worker")
def test_kernels_share_a_process(start: Start) -> None:
    one, other = start(), start()
    assert one.run(PID).result == other.run(PID).result != str(os.getpid())


@pytest.mark.usefixtures("one_worker")
def test_the_host_with_the_fewest_kernels_is_taken(start: Start) -> None:
    shared = SharedKernels.instance()
    shared.workers, shared.crowd = 2, 2
    clients = [start()]
    for number in range(2, 8):
        for host in shared.hosts():
            host.ready.result(WAIT)
        clients.append(start())
        assert len(shared.hosts()) == (1 if number < 3 else 2)
    # The third still found only the first, and had the second started.
    assert sorted(len(host.kernels) for host in shared.hosts()) == [3, 4]
    pids = [client.run(PID).result for client in clients]
    assert len(set(pids)) == 2


@pytest.mark.usefixtures("one_worker")
def test_another_folder_has_another_host(start: Start, tmp_path: Path) -> None:
    one = start()
    start.folder = tmp_path
    other = start()
    assert one.run(PID).result != other.run(PID).result
    assert other.run("import os; os.getcwd()").result == repr(str(tmp_path))


@pytest.mark.usefixtures("one_worker")
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_a_dead_host_is_reported_and_replaced(start: Start, *, busy: bool) -> None:
    one, other = start(), start()
    pid = int(one.run(PID).result)
    if busy:
        one.execute("print('on')\nwhile True: pass")
        one.until(lambda message: message["msg_type"] == "stream")
    os.kill(pid, signal.SIGKILL)
    until(lambda: None if one.manager.is_alive() else True)
    assert not other.manager.is_alive()
    new = start()
    assert int(new.run(PID).result) != pid
    before = one.manager.get_connection_info()
    one.manager.restart_kernel(now=True)
    assert one.manager.get_connection_info() == before
    one.client.wait_for_ready(timeout=WAIT)
    assert one.run(PID).result == new.run(PID).result


@pytest.mark.usefixtures("one_worker")
def test_a_host_stays_when_its_last_kernel_ends(start: Start) -> None:
    one = start()
    pid = one.run(PID).result
    one.manager.shutdown_kernel()
    assert start().run(PID).result == pid


OWNER = """
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="revoila-shared")
reply = client.execute_interactive("import os; print(os.getpid())", output_hook=lambda m: m["msg_type"] == "stream"
    and print(m["content"]["text"].strip(), flush=True))
client.execute("while True: pass")
sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_host_ends_with_its_server(tmp_path: Path, how: int) -> None:
    command = [sys.executable, "-c", textwrap.dedent(OWNER)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path
    ) as owner:
        assert owner.stdout is not None
        host = int(owner.stdout.readline())
        assert psutil.pid_exists(host)
        owner.send_signal(how)
        owner.wait(WAIT)
        until(lambda: gone(host))


def test_a_host_that_does_not_start_is_reported(tmp_path: Path) -> None:
    shared = SharedKernels()
    kind = HostKind((sys.executable, "-c", "raise SystemExit(7)"), (), str(tmp_path))
    host = shared.place(kind, "k")
    with pytest.raises(HostError, match="ended with 7"):
        host.ready.result(WAIT)
    assert shared.hosts() == []
    with pytest.raises(HostError, match="has ended"):
        host.call("count").result(WAIT)
    shared.close()


@pytest.mark.usefixtures("one_worker")
def test_who_does_not_wait_for_a_host_keeps_nobody_from_it(start: Start) -> None:
    async def give_up() -> None:
        manager = AsyncKernelManager(kernel_name=SHARED)
        starting = asyncio.ensure_future(manager.start_kernel(cwd=str(start.folder)))
        while not SharedKernels.instance().hosts():  # noqa: ASYNC110  # it has no event
            await asyncio.sleep(0.001)
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
        manager.context.destroy(linger=0)

    _run(give_up())
    assert start().run("6 * 7").result == "42"
    # The kernel that nobody waited for was not left behind.
    until(lambda: True if counts()["kernels"] == 1 else None)


@pytest.mark.usefixtures("one_worker")
def test_a_kernel_ends_though_its_process_answers_nothing_any_more(start: Start) -> None:
    one = start(config=Config({"SharedKernelProvisioner": {"answer_timeout": 0.5}}))
    host = psutil.Process(int(one.run(PID).result))
    host.suspend()
    one.manager.shutdown_kernel(now=True)
    until(lambda: gone(host.pid))
    assert start().run("1").result == "1"


@pytest.mark.usefixtures("one_worker")
def test_a_port_in_use_is_reported(start: Start) -> None:
    one = start()
    taken = one.manager.get_connection_info()
    manager = AsyncKernelManager(kernel_name=SHARED, shell_port=taken["shell_port"])
    with pytest.raises(HostError, match="in use"):
        _run(manager.start_kernel(cwd=str(start.folder)))
    manager.context.destroy(linger=0)
    assert one.run("1").result == "1"


@pytest.mark.usefixtures("one_worker")
def test_a_manager_of_many_kernels_restarts_them_after_a_crash(start: Start) -> None:
    async def crash() -> tuple[bool, bool, list[str]]:
        # Not by itself, too, when the test is slow.
        alone = Config({"KernelManager": {"autorestart": False}})
        manager: Any = AsyncMultiKernelManager(config=alone, connection_dir=str(start.folder))
        ids = [await manager.start_kernel(kernel_name=SHARED, cwd=str(start.folder)) for _ in range(3)]
        (host,) = SharedKernels.instance().hosts()
        alive = all([await manager.is_alive(one) for one in ids])
        os.kill(host.pid, signal.SIGKILL)
        host.process.wait(WAIT)
        dead = any([await manager.is_alive(one) for one in ids])
        for one in ids:
            await manager.restart_kernel(one, now=True)
        results = []
        for one in ids:
            client = manager.get_kernel(one).client()
            client.start_channels()
            await client.wait_for_ready(timeout=WAIT)
            reply = await client.execute("1", reply=True, timeout=WAIT)
            results.append(reply["content"]["status"])
            client.stop_channels()
        await manager.shutdown_all(now=True)
        manager.context.destroy(linger=0)
        return alive, dead, results

    assert _run(crash()) == (True, False, ["ok", "ok", "ok"])


def _run(coroutine: Any) -> Any:
    return asyncio.run(coroutine)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a process that can be stopped")
def test_a_host_that_answers_nothing_gets_no_more_kernels_until_it_does(apps: Apps) -> None:
    apps.write("import revoila as st\nst.write('on')\n")

    async def test() -> None:
        host, _ = await apps.open()
        os.kill(host.pid, signal.SIGSTOP)
        try:
            await asyncio.to_thread(until, lambda: host.silent() or None)
            new, _ = await apps.open()
            assert new.pid != host.pid
            assert (await apps.open())[0] is new
        finally:
            os.kill(host.pid, signal.SIGCONT)
        await asyncio.to_thread(until, lambda: True if not host.silent() else None)
        assert (await apps.open())[0] is host

    run(test())
