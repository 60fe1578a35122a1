"""Kernels of both kinds, and what a client sees of them; apps in hosts, and what their viewers see."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import pytest
from jupyter_client.manager import KernelManager

from revoila.serving.shared._messages import pack, unpack
from revoila.serving.shared._placement import HostKind, SharedKernels

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from pathlib import Path

    from revoila.serving.shared._remote import HostProcess

WAIT = 60.0
SHARED = "revoila-shared"


@dataclass
class Answer:
    """What came back for one request."""

    reply: dict[str, Any]
    outputs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was printed."""
        return "".join(one["content"]["text"] for one in self.outputs if one["msg_type"] == "stream")

    @property
    def result(self) -> Any:
        """The text of the result, or None."""
        found = self.contents("execute_result")
        return found[0]["data"]["text/plain"] if found else None

    def kinds(self) -> list[str]:
        return [one["msg_type"] for one in self.outputs]

    def contents(self, kind: str) -> list[dict[str, Any]]:
        return [one["content"] for one in self.outputs if one["msg_type"] == kind]


class Client:
    """A kernel with one client that reads every frame."""

    def __init__(self, name: str, folder: Path, **options: Any) -> None:
        env = options.pop("env", None)
        self.manager = KernelManager(kernel_name=name, **options)
        self.manager.start_kernel(cwd=str(folder), **({"env": {**os.environ, **env}} if env else {}))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=WAIT)
        self.frames: list[dict[str, Any]] = []

    def send(self, kind: str, content: dict[str, Any], channel: str = "shell") -> str:
        message = self.client.session.msg(kind, content)
        getattr(self.client, f"{channel}_channel").send(message)
        return str(message["header"]["msg_id"])

    def execute(self, code: str, **options: Any) -> str:
        return str(self.client.execute(code, **{"allow_stdin": False, **options}))

    def next_output(self) -> dict[str, Any]:
        message = self.client.get_iopub_msg(timeout=WAIT)
        self.frames.append(message)
        return dict(message)

    def collect(self, message_id: str) -> list[dict[str, Any]]:
        """Return the outputs of a request until it is idle."""
        found = []
        while True:
            message = self.next_output()
            if message["parent_header"].get("msg_id") != message_id:
                continue
            found.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return found

    def answer(self, message_id: str, channel: str = "shell") -> Answer:
        outputs = self.collect(message_id)
        while True:
            reply = getattr(self.client, f"get_{channel}_msg")(timeout=WAIT)
            if reply["parent_header"]["msg_id"] == message_id:
                return Answer(reply["content"], outputs)

    def run(self, code: str, **options: Any) -> Answer:
        return self.answer(self.execute(code, **options))

    def ask(self, kind: str, content: dict[str, Any] | None = None, channel: str = "shell") -> Answer:
        return self.answer(self.send(kind, content or {}, channel), channel)

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the next output that is wanted."""
        while not wanted(message := self.next_output()):
            pass
        return message

    def close(self) -> None:
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        self.manager.context.destroy(linger=0)


class Start:
    """Starts kernels; they are stopped at the end of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clients: list[Client] = []

    def __call__(self, name: str = SHARED, cwd: Path | None = None, **options: Any) -> Client:
        client = Client(name, cwd or self.folder, **options)
        self.clients.append(client)
        return client

    def close(self) -> None:
        for client in self.clients:
            client.close()


@pytest.fixture
def one_worker() -> Iterator[None]:
    """Let all shared kernels of a test be in one process that is its own."""
    shared = SharedKernels.instance()
    shared.close()
    before = shared.workers, shared.crowd
    shared.workers = 1
    yield
    shared.workers, shared.crowd = before
    shared.close()


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    starter = Start(tmp_path_factory.getbasetemp())
    yield starter
    starter.close()


def counts() -> dict[str, int]:
    """Return what the only host holds, once nothing is ending in it any more."""
    (host,) = SharedKernels.instance().hosts()
    end = time.monotonic() + WAIT
    while True:
        found = host.call("count").result(WAIT)
        if not found["ending"]:
            return found
        assert time.monotonic() < end
        time.sleep(0.02)


# Apps and their viewers, over links.

COMMAND = (sys.executable, "-m", "revoila.serving.shared")
COMMS = {"comm_open", "comm_msg", "comm_close"}


def run(test: Coroutine[Any, Any, None]) -> None:
    """Run a test on a loop of its own, as a server has one."""

    async def limited() -> None:
        # A loop logs the exception with which pytest ends a test that takes too long, and goes on.
        async with asyncio.timeout(2 * WAIT):
            await test

    asyncio.run(limited())


async def soon(future: Any) -> Any:
    """Return what a host answers."""
    return await asyncio.wait_for(asyncio.wrap_future(future), WAIT)


class Viewer:
    """A viewer of a kernel, as the server connects one."""

    def __init__(self, host: HostProcess, kernel: str, *, quiet: bool = True) -> None:
        self.kernel = kernel
        self.page = uuid4().hex
        self.frames: list[dict[str, Any]] = []
        self.ended: list[str] = []
        self.tree: dict[str, Any] = {}
        self._news = asyncio.Event()
        self._seen = 0
        self._events = itertools.count(1)
        self._numbers = itertools.count()
        self.link = host.connect(kernel, quiet=quiet, receive=self._receive, closed=self._closed)

    def _receive(self, data: bytes) -> None:
        self.frames.append(unpack(data))
        self._news.set()

    def _closed(self, reason: str) -> None:
        self.ended.append(reason)
        self._news.set()

    def send(self, kind: str, content: dict[str, Any], buffers: Sequence[bytes] = ()) -> str:
        """Send a message and return its id."""
        header = {"msg_id": f"{self.kernel}-{next(self._numbers)}", "msg_type": kind, "session": self.page}
        parts = [json.dumps(one).encode() for one in (header, {}, {}, content)]
        self.link.send(b"".join(pack(b"shell", parts, buffers)))
        return header["msg_id"]

    def open_page(self) -> Self:
        """Do what a page does when it is connected."""
        data = {"method": "hello", "client": "me", "view": {"path": None, "query": None}}
        self.send("comm_open", {"comm_id": self.page, "target_name": "revoila.page", "data": data})
        return self

    def say(self, method: str, **words: Any) -> None:
        """Say something as a page does."""
        self.send("comm_msg", {"comm_id": self.page, "data": {"method": method, **words}})

    def click(self, kind: str = "button", value: Any = True) -> None:
        """Use the first input of a kind."""
        found = find(self.tree, kind)
        event = {"id": found["i"], "generation": found["p"]["generation"], "value": value}
        self.say("event", client="me", events=[{"seq": next(self._events), **event}])

    async def next(self) -> dict[str, Any]:
        """Return the next message."""
        async with asyncio.timeout(WAIT):
            while self._seen == len(self.frames):
                self._news.clear()
                await self._news.wait()
        self._seen += 1
        return self.frames[self._seen - 1]

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the next message that is wanted."""
        while not wanted(message := await self.next()):
            pass
        return message

    async def saw(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first message that is wanted, also of those that were looked at."""
        for message in self.frames[: self._seen]:
            if wanted(message):
                return message
        return await self.until(wanted)

    async def shown(self, text: str) -> dict[str, Any]:
        """Return the data of the next message for the page that has `text` in it."""
        while True:
            message = await self.next()
            data = message["content"].get("data", {})
            if message["content"].get("comm_id") == self.page and text in json.dumps(data):
                self.tree = data.get("tree", self.tree)
                return dict(data)

    async def snapshot(self) -> dict[str, Any]:
        """Return the page as it is now."""
        self.say("resync")
        return await self.shown('"snapshot"')

    async def ready(self) -> Self:
        """Wait until the first run has ended, and know the page."""
        self.open_page()
        await self.shown('"run_state": "idle"')
        await self.snapshot()
        return self

    async def end(self) -> str:
        """Return why the link has ended."""
        async with asyncio.timeout(WAIT):
            while not self.ended:
                self._news.clear()
                await self._news.wait()
        return self.ended[0]


def find(node: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the first element of a kind."""
    for one in elements(node):
        if one["k"] == kind:
            return one
    pytest.fail(f"there is no {kind}")


def elements(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return all elements below one."""
    yield node
    for child in node.get("c", ()):
        yield from elements(child)


class Apps:
    """Opens apps in hosts as the server does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script = folder / "app.py"
        self.kernels = SharedKernels.instance()
        self._numbers = itertools.count()

    @property
    def kind(self) -> HostKind:
        return HostKind(COMMAND, (), str(self.folder), str(self.script))

    def write(self, source: str) -> None:
        self.script.write_text(source)

    async def open(
        self, *, query: str = "", exclusive: bool = False, env: dict[str, str] | None = None, **words: Any
    ) -> tuple[HostProcess, str]:
        """Open the app in a new kernel."""
        name = f"kernel-{next(self._numbers)}"
        host = self.kernels.place(self.kind, name, exclusive=exclusive)
        await soon(host.ready)
        app = {"path": str(self.script), "argv": [], "page": "", "query": query, "view": None, **words}
        await soon(host.call("open", kernel=name, env=env or {}, app=app))
        return host, name

    async def visit(self, query: str = "") -> Viewer:
        """Open the app and its page."""
        return await Viewer(*await self.open(query=query)).ready()


@pytest.fixture
def apps(tmp_path: Path, one_worker: None) -> Apps:
    return Apps(tmp_path)
