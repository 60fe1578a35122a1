"""Warm processes that visitors have to themselves."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import gone, until
from tests.integration.shared.conftest import Apps, Viewer, run, soon

from revoila.serving.shared._placement import HostKind
from revoila.serving.shared._remote import HostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.serving.shared._remote import HostProcess

APP = """
import os, revoila as st
seen = st.cache_resource(lambda: [])()
seen.append(1)
st.write(f"run {len(seen)} in {os.getpid()} end")
"""


@pytest.fixture
def pool(apps: Apps) -> Iterator[Apps]:
    """Apps whose visitors have a process each."""
    shared = apps.kernels
    before = (shared.pool_size, shared.pool_uses, shared.pool_memory)
    shared.pool_size = 1
    apps.write(APP)
    yield apps
    shared.close()
    shared.pool_size, shared.pool_uses, shared.pool_memory = before


async def visit(apps: Apps) -> tuple[HostProcess, str, Viewer]:
    host, kernel = await apps.open(exclusive=True)
    return host, kernel, await Viewer(host, kernel).ready()


async def when(wanted: Callable[[], object]) -> None:
    await asyncio.to_thread(until, lambda: wanted() or None)


def spare(apps: Apps) -> list[HostProcess]:
    return [host for host in apps.kernels.hosts() if not host.kernels and host.ready.done()]


def test_every_visitor_has_a_fresh_process_that_was_there_before(pool: Apps) -> None:
    async def test() -> None:
        pool.kernels.warm_up(pool.kind, exclusive=True)
        await when(lambda: spare(pool))
        (warm,) = spare(pool)
        host, kernel, page = await visit(pool)
        assert host is warm
        assert f"run 1 in {host.pid} end" in str(page.tree)
        # The next one starts behind it.
        await when(lambda: spare(pool))
        other, _, second = await visit(pool)
        assert other.pid != host.pid
        assert f"run 1 in {other.pid} end" in str(second.tree)
        # It ends with its session, which the page is told.
        await soon(host.call("close", kernel=kernel))
        assert await page.end() == "stopped"
        await when(lambda: gone(host.pid))
        assert host not in pool.kernels.hosts()
        assert second.ended == []

    run(test())


def test_a_process_may_have_several_visitors(pool: Apps) -> None:
    pool.kernels.pool_uses = 2

    async def test() -> None:
        host, kernel, page = await visit(pool)
        assert f"run 1 in {host.pid} end" in str(page.tree)
        await soon(host.call("close", kernel=kernel))
        assert await page.end() == "stopped"
        # With the one that was started behind it there are two, and the first to be ready comes first.
        again, kernel, page = await visit(pool)
        assert again is host
        assert f"run 2 in {host.pid} end" in str(page.tree)
        await soon(host.call("close", kernel=kernel))
        await when(lambda: gone(host.pid))

    run(test())


def test_a_process_that_has_grown_is_not_used_again(pool: Apps) -> None:
    pool.kernels.pool_uses, pool.kernels.pool_memory = 100, 1

    async def test() -> None:
        host, kernel, _ = await visit(pool)
        await soon(host.call("close", kernel=kernel))
        await when(lambda: gone(host.pid))

    run(test())


def test_a_dead_spare_process_is_replaced_and_handed_to_nobody(pool: Apps) -> None:
    async def test() -> None:
        pool.kernels.warm_up(pool.kind, exclusive=True)
        await when(lambda: spare(pool))
        (dead,) = spare(pool)
        os.kill(dead.pid, signal.SIGKILL)
        await asyncio.to_thread(dead.process.wait)
        host, _, _ = await visit(pool)
        assert host is not dead
        await when(lambda: spare(pool))
        (another,) = spare(pool)
        os.kill(another.pid, signal.SIGKILL)
        # Nobody has to come for it.
        await when(lambda: spare(pool) and spare(pool)[0] is not another)

    run(test())


def test_a_crash_ends_one_session(pool: Apps) -> None:
    async def test() -> None:
        host, _, page = await visit(pool)
        _, _, other = await visit(pool)
        os.kill(host.pid, signal.SIGKILL)
        assert await page.end() == "crashed"
        await other.snapshot()
        assert other.ended == []

    run(test())


def test_many_visitors_at_once_have_a_process_each(pool: Apps) -> None:
    async def test() -> None:
        visits = await asyncio.gather(*[visit(pool) for _ in range(6)])
        assert len({host.pid for host, _, _ in visits}) == 6
        assert all(f"run 1 in {host.pid} end" in str(page.tree) for host, _, page in visits)

    run(test())


def test_a_visitor_who_does_not_wait_leaves_his_place(pool: Apps) -> None:
    async def test() -> None:
        hosts = [pool.kernels.place(pool.kind, str(number), exclusive=True) for number in range(6)]
        waiting = hosts[-1]
        assert waiting.alive
        assert waiting.exit_code is None
        assert waiting.memory() is None
        with pytest.raises(HostError, match="not started yet"):
            await soon(waiting.call("count"))
        assert await soon(waiting.call("close", kernel="5")) == {}
        assert waiting.kernels == set()
        # The next visitor may have it.
        assert pool.kernels.place(pool.kind, "6", exclusive=True) is waiting

    run(test())


def test_a_program_that_does_not_exist_is_reported(pool: Apps) -> None:
    for command, reason in (
        (("/no/such/python",), "does not start"),
        ((sys.executable, "-c", "raise SystemExit(7)"), "ended with 7"),
    ):
        kind = HostKind(command, (), str(pool.folder))
        for exclusive in (True, False):
            host = pool.kernels.place(kind, "k", exclusive=exclusive)
            with pytest.raises(HostError, match=reason):
                host.ready.result(60)
            assert until(lambda one=host: None if one.alive else one) is host  # type: ignore[misc]
    assert pool.kernels.hosts() == []


def test_all_processes_end_with_the_server(pool: Apps) -> None:
    async def test() -> list[int]:
        await visit(pool)
        await when(lambda: spare(pool))
        return [host.pid for host in pool.kernels.hosts()]

    pids: list[int] = []

    async def collect() -> None:
        pids.extend(await test())

    run(collect())
    assert len(pids) == 2
    pool.kernels.close()
    assert all(gone(pid) for pid in pids)
