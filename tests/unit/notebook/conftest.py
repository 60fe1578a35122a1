"""A kernel of a test's own: its scope, its comms, and a page that speaks to it."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Any

import comm
import pytest
from comm.base_comm import CommManager

from revoila.notebook._served import serve
from revoila.runtime import _scope
from revoila.runtime._scope import KernelScope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from revoila.notebook import App

WAIT = 10.0
NO_STREAM: Any = None
HELLO = {"method": "hello", "client": "me", "view": {"path": "", "query": ""}}


class Kernel:
    """What a page sees of a kernel."""

    def __init__(self) -> None:
        self.manager = CommManager()
        self.scopes: list[KernelScope] = []
        self.sent: list[tuple[str, str, Any, Any]] = []
        """Type, comm, data and buffers of each message of the kernel."""

    def enter_scope(self) -> None:
        """Be another kernel from now on."""
        self.scopes.append(KernelScope({}))
        _scope.enter_scope(self.scopes[-1])

    def comm_open(self, comm_id: str, data: Any, target: str = "revoila.page") -> None:
        content = {"comm_id": comm_id, "target_name": target, "data": data}
        self.manager.comm_open(NO_STREAM, "", {"content": content, "buffers": []})

    def comm_msg(self, comm_id: str, data: Any) -> None:
        self.manager.comm_msg(NO_STREAM, "", {"content": {"comm_id": comm_id, "data": data}, "buffers": []})

    def comm_close(self, comm_id: str) -> None:
        self.manager.comm_close(NO_STREAM, "", {"content": {"comm_id": comm_id, "data": {}}})

    def to(self, comm_id: str) -> list[Any]:
        """Return the data of what was sent on a comm."""
        return [data for kind, to, data, _ in self.sent if (kind, to) == ("comm_msg", comm_id)]

    def closed(self) -> list[str]:
        """Return the comms that the kernel has closed."""
        return [to for kind, to, *_ in self.sent if kind == "comm_close"]


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kernel]:
    here = Kernel()

    def publish(
        self: comm.DummyComm,
        msg_type: str,
        data: Any = None,
        metadata: Any = None,
        buffers: Any = None,
        **keys: Any,
    ) -> None:
        here.sent.append((msg_type, self.comm_id, data, buffers))

    monkeypatch.setattr(comm.DummyComm, "publish_msg", publish)
    monkeypatch.setattr(comm, "get_comm_manager", lambda: here.manager)
    monkeypatch.setattr(sys, "argv", ["pytest"])
    outside = _scope._scope.set(None)
    here.enter_scope()
    yield here
    for scope in here.scopes:
        for app in list(scope.apps):
            app.close()
            app.wait(WAIT)
    _scope._scope.reset(outside)


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes the app."""

    def write(source: str) -> Path:
        path = tmp_path / "app.py"
        path.write_text(textwrap.dedent(source))
        return path

    return write


@pytest.fixture
def served(kernel: Kernel, script: Callable[[str], Path]) -> Callable[..., App]:
    """Return a function that serves an app given as source and waits for its first run."""

    def start(source: str, **options: Any) -> App:
        return serve(script(source), **options).wait(WAIT)

    return start
