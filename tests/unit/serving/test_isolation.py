from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from traitlets.config import LoggingConfigurable

from revoila.serving._apps import ServedApp
from revoila.serving._isolation import MixedKernels, make_kernels
from revoila.serving._kernels import KernelError, Opening
from revoila.serving.shared._parts import PartAnswer, PartQuestion

SALES = ServedApp(script=Path("sales.py"), name="sales")
STOCK = ServedApp(script=Path("stock.py"), name="stock")


class Kind:
    """Kernels of one kind, which only remember what they were asked for."""

    def __init__(self, *, busy: bool = False, broken: bool = False) -> None:
        self.asked: list[str] = []
        self._busy = busy
        self._broken = broken

    def warm_up(self, app: ServedApp) -> None:
        self.asked.append(f"warm up {app.name}")

    async def open(self, kernel_id: str, opening: Opening, ended: Any) -> None:
        self.asked.append(f"open {kernel_id}")
        if self._broken:
            raise KernelError("broken")

    async def connect(self, kernel_id: str, handler: Any, client: str) -> Any:
        self.asked.append(f"connect {kernel_id} {client}")
        return self

    async def close(self, kernel_id: str) -> None:
        self.asked.append(f"close {kernel_id}")

    async def stop_script(self, kernel_id: str) -> None:
        self.asked.append(f"stop {kernel_id}")

    async def busy(self) -> bool:
        return self._busy

    def memory(self, kernel_id: str) -> int | None:
        return 7

    async def caches(self) -> list[dict[str, Any]]:
        return [{"command": "cache_data", "name": "f", "hits": 2}]

    def reads_files(self, app: ServedApp) -> bool:
        return self._busy

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        self.asked.append(f"read {asked.file} of {asked.kernel}")
        return PartAnswer(size=1)

    async def shut_down(self, *, now: bool = False) -> None:
        self.asked.append(f"shut down {now}")


def ignore(reason: str) -> None:
    pytest.fail(reason)


def test_kernels_are_of_the_kind_of_their_app() -> None:
    async def story() -> None:
        usual, special = Kind(), Kind(busy=True)
        kernels = MixedKernels(usual, {"stock": special})
        kernels.warm_up(SALES)
        kernels.warm_up(STOCK)
        await kernels.open("one", Opening(app=SALES), ignore)
        await kernels.open("two", Opening(app=STOCK), ignore)
        assert await kernels.connect("two", cast("Any", None), "page") is special  # type: ignore[comparison-overlap]
        assert kernels.memory("one") == 7
        assert [kernels.reads_files(SALES), kernels.reads_files(STOCK)] == [False, True]
        assert (await kernels.read_file(PartQuestion("two", "film", "reader"))).size == 1
        await kernels.stop_script("one")
        await kernels.close("two")
        await kernels.close("two")
        assert usual.asked == ["warm up sales", "open one", "stop one"]
        assert special.asked == [
            "warm up stock",
            "open two",
            "connect two page",
            "read film of two",
            "close two",
        ]

    asyncio.run(story())


def test_kernel_that_there_is_not_is_an_error_only_for_who_wants_it() -> None:
    async def story() -> None:
        usual = Kind()
        kernels = MixedKernels(usual, {})
        with pytest.raises(KernelError, match="has ended"):
            await kernels.connect("none", cast("Any", None), "page")
        with pytest.raises(KernelError, match="has ended"):
            await kernels.read_file(PartQuestion("none", "film", "reader"))
        await kernels.close("none")
        await kernels.stop_script("none")
        assert kernels.memory("none") is None
        assert usual.asked == []

    asyncio.run(story())


def test_kernel_that_does_not_open_is_forgotten() -> None:
    async def story() -> None:
        kernels = MixedKernels(Kind(broken=True), {})
        with pytest.raises(KernelError, match="broken"):
            await kernels.open("one", Opening(app=SALES), ignore)
        with pytest.raises(KernelError, match="has ended"):
            await kernels.connect("one", cast("Any", None), "page")

    asyncio.run(story())


def test_all_kinds_are_asked_once_whether_they_are_busy_and_to_end() -> None:
    async def story() -> None:
        usual, special = Kind(), Kind(busy=True)
        assert await MixedKernels(usual, {"stock": special}).busy()
        assert not await MixedKernels(usual, {"stock": usual}).busy()
        await MixedKernels(usual, {"stock": special, "sales": special, "other": usual}).shut_down(now=True)
        assert usual.asked == special.asked == ["shut down True"]

    asyncio.run(story())


def test_all_kinds_are_asked_once_what_they_have_cached() -> None:
    """Statement 58 of caching."""
    usual, special = Kind(), Kind()
    kernels = MixedKernels(usual, {"stock": special, "sales": special, "other": usual})
    assert len(asyncio.run(kernels.caches())) == 2


def test_one_kind_needs_no_choice() -> None:
    from revoila.serving._process_kernels import ProcessKernels

    parent = LoggingConfigurable()
    for isolation_of in (None, {"sales": "process"}):
        found = make_kernels(parent, isolation="process", isolation_of=isolation_of)
        assert isinstance(found, ProcessKernels)
        asyncio.run(found.shut_down())


def test_apps_that_differ_have_kernels_of_several_kinds() -> None:
    from revoila.serving._host_kernels import HostKernels
    from revoila.serving._process_kernels import ProcessKernels

    found = make_kernels(LoggingConfigurable(), isolation="process", isolation_of={"sales": "pooled"})
    assert isinstance(found, MixedKernels)
    assert isinstance(found._of(SALES), HostKernels)
    assert isinstance(found._of(STOCK), ProcessKernels)
    asyncio.run(found.shut_down())


def test_gateway_is_the_place_of_all() -> None:
    from revoila.serving._gateway_kernels import GatewayKernels

    found = make_kernels(LoggingConfigurable(), isolation="shared", gateway="http://gateway.example/")
    assert isinstance(found, GatewayKernels)


@pytest.mark.parametrize(
    ("isolation", "absent"),
    [("shared", "_process_kernels"), ("process", "_host_kernels"), ("process", "_gateway_kernels")],
)
def test_only_the_kind_that_is_used_is_imported(isolation: str, absent: str) -> None:
    code = (
        "import sys; from traitlets.config import LoggingConfigurable; "
        "from revoila.serving._isolation import make_kernels; "
        f"make_kernels(LoggingConfigurable(), isolation={isolation!r}); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"revoila.serving.{absent}" not in done.stdout.split()
