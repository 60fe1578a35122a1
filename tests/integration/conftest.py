"""A real server in a process of its own, and visitors who open its pages."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from websockets.sync.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

T = TypeVar("T")
PATIENCE = 60.0
"""How long a test waits for something that is to happen, in seconds."""

STUB = """\
import json, os, sys
print("@@" + json.dumps({
    "env": dict(os.environ), "cwd": os.getcwd(), "argv": sys.argv, "executable": sys.executable,
    "pid": os.getpid(), "script": {path},
}) + "@@")
"""


def until(get: Callable[[], T | None]) -> T:
    """Return the first thing that `get` gives."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = get()
        if found is not None:
            return found
        time.sleep(0.02)
    pytest.fail(f"nothing came within {PATIENCE} s")


def gone(pid: int) -> bool | None:
    """Whether a process has ended; None when not, as `until` wants it."""
    try:
        return True if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return True


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: Message
    body: str

    def kernel_id(self) -> str:
        return str(self.config()["kernelId"])

    def config(self) -> dict[str, Any]:
        found = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', self.body, re.DOTALL)
        assert found, self.body[-500:]
        return dict(json.loads(found[1]))

    def attribute(self, name: str) -> str:
        found = re.search(rf'{name}="([^"]*)"', self.body)
        assert found, self.body[:500]
        return html.unescape(found[1])

    def stub(self) -> dict[str, Any]:
        """Return what the stub cell printed in its kernel."""
        found = re.search(r"@@(\{.*\})@@", html.unescape(self.body), re.DOTALL)
        assert found, self.body[-2000:]
        return dict(json.loads(found[1]))


@dataclass
class Visitor:
    """Someone with a browser: cookies, and the handle of one tab."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)
    tab: str = ""

    def get(self, path: str = "", *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
        """Ask for a path below the base URL, as it is written."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.server.ask(path, method=method, headers={"Cookie": cookie, **(headers or {})})
        self.take_cookies(answer.headers)
        return answer

    def take_cookies(self, headers: Message) -> None:
        for line in headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value

    def open(self, path: str = "") -> Answer:
        """Open a page in a new tab."""
        answer = self.get(path)
        assert answer.status == 200, answer.body
        self.tab = answer.attribute("data-tab")
        return answer

    def reload(self, path: str = "") -> Answer:
        """Open a page in the same tab: its script sets the cookie when the old page unloads."""
        return self.present(self.cookie_name(), self.tab, path)

    def present(self, name: str, value: str, path: str = "") -> Answer:
        """Ask with a cookie that is there for one request."""
        self.cookies[name] = value
        answer = self.get(path)
        del self.cookies[name]
        return answer

    def cookie_name(self) -> str:
        return "revoila-tab-" + re.sub(r"[^A-Za-z0-9]", "-", self.server.host)

    def connect(self, kernel_id: str, **headers: str) -> ClientConnection:
        """Open the websocket to a kernel, as a page does."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return connect(
            f"ws://{self.server.host}{self.server.base}api/kernels/{kernel_id}/channels?session_id={os.urandom(4).hex()}",
            additional_headers={"Cookie": cookie, **headers},
            open_timeout=PATIENCE,
        )


@dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def base(self) -> str:
        return urlsplit(self.url).path

    def ask(self, path: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
        """Send one request; `path` is relative to the base URL unless it begins with a slash."""
        connection = HTTPConnection(self.host, timeout=PATIENCE)
        try:
            connection.request(
                method, path if path.startswith("/") else self.base + path, headers=headers or {}
            )
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()

    def up(self, path: str = "") -> bool | None:
        """Whether it answers; None when not yet, for `until`."""
        try:
            return True if self.ask(path).status < 400 else None
        except OSError:
            return None

    def ready(self) -> bool | None:
        return self.up("_stcore/health")

    def kernels(self) -> list[int]:
        """Return the processes that it has started."""
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextmanager
def running(command: list[str], url: str, environment: dict[str, str]) -> Iterator[Server]:
    """Run a server that is not ours."""
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield Server(process, url)
        finally:
            process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def clean_environment() -> dict[str, str]:
    """Return the environment without what would configure a server."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "JPY_", "STREAMLIT", "REVOILA", "VOILA"))
    }


@dataclass
class Launcher:
    """Starts servers with ``revoila run``, each with a configuration of its own."""

    root: Path
    script: Path
    environment: dict[str, str]
    servers: list[Server] = field(default_factory=list)

    def __call__(
        self, *arguments: str, config: str = "", cell: str | None = STUB, port: str | None = "0"
    ) -> Server:
        number = len(self.servers)
        folder = self.root / f"config{number}"
        folder.mkdir()
        stub = "" if cell is None else f"c.Revoila.cell = {cell!r}\n"
        (folder / "jupyter_revoila_config.py").write_text(f"c = get_config()\n{stub}{config}")
        log = self.root / f"log{number}"
        folders = {"JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_DATA_DIR": str(self.root / "data")}
        command = [sys.executable, "-m", "revoila", "run", str(self.script), "--no-browser"]
        with log.open("w") as errors:
            process = subprocess.Popen(
                [*command, *([] if port is None else ["--port", port]), *arguments],
                env={**self.environment, **folders},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                cwd=self.root,
            )
        server = Server(process, "")
        self.servers.append(server)
        for line in process.stdout or ():
            found = re.search(r"http://\S+", line)
            if found:
                server.url = found[0].partition("?")[0]
                break
        else:
            pytest.fail(f"the server did not start: {log.read_text()}")
        until(server.ready)
        return server

    def close(self) -> None:
        for server in self.servers:
            if server.process.poll() is None:
                server.stop()
            if server.process.stdout is not None:
                server.process.stdout.close()


def make_app(root: Path) -> Path:
    """Write a script to serve."""
    folder = root / "my app"
    folder.mkdir()
    script = folder / "first_app.py"
    script.write_text("import revoila as st\n\nst.title('Hello')\n")
    return script


@pytest.fixture
def app_file(tmp_path: Path) -> Path:
    """Return a script to serve."""
    return make_app(tmp_path)


@pytest.fixture
def serve(tmp_path: Path, app_file: Path, clean_environment: dict[str, str]) -> Iterator[Launcher]:
    """Return what starts servers of `app_file`; they are stopped at the end."""
    launcher = Launcher(tmp_path, app_file, clean_environment)
    yield launcher
    launcher.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]) -> Iterator[Server]:
    """Return a server with defaults, for tests that leave it as it is."""
    root = tmp_path_factory.mktemp("server")
    launcher = Launcher(root, make_app(root), clean_environment)
    yield launcher()
    launcher.close()
