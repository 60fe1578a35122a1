"""Kernels of both kinds, and what a client sees of them."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.manager import KernelManager

from revoila.serving.shared._placement import SharedKernels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

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

    def __call__(self, name: str = SHARED, **options: Any) -> Client:
        client = Client(name, self.folder, **options)
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
    before, shared.workers = shared.workers, 1
    yield
    shared.workers = before
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
