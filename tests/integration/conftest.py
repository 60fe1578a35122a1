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
from collections import deque
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from jupyter_server.services.kernels.connection import base
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

T = TypeVar("T")
PATIENCE = 90.0
"""How long a test waits for something that is to happen, in seconds."""

SUBPROTOCOL: Any = "v1.kernel.websocket.jupyter.org"

MODES = ("process", "shared", "pooled")
"""Where visitors may run; most tests are about what is the same in all."""

TWO_MODES = ("process", "shared")
"""For tests to which processes of a pool are processes that are shared."""

USUAL = "shared"
"""Where they run in tests that do not say."""

REPORT = """\
import os, sys
import streamlit as st

st.title("Hello")
st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
st.json({
    "env": dict(os.environ), "cwd": os.getcwd(), "argv": sys.argv, "executable": sys.executable,
    "pid": os.getpid(), "script": __file__, "query": st.query_params.to_dict(),
})
"""
"""An app that counts, and shows what it sees."""

Node = dict[str, Any]


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


def pack(kind: str, content: Any, *, channel: str = "shell", buffers: tuple[bytes, ...] = ()) -> bytes:
    """Return a Jupyter message as pages send it."""
    header = {
        "msg_id": uuid4().hex,
        "msg_type": kind,
        "username": "",
        "session": "page",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }
    parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
    return bytes(base.serialize_msg_to_ws_v1([*parts, *buffers], channel))  # type: ignore[no-untyped-call]  # it has no types


def unpack(data: bytes) -> tuple[str, str, dict[str, Any]]:
    """Return the channel, the type and the content of a message."""
    channel, parts = base.deserialize_msg_from_ws_v1(data)  # type: ignore[no-untyped-call]  # as above
    return channel, json.loads(parts[0])["msg_type"], json.loads(parts[3])


def nodes(tree: Node) -> Iterator[Node]:
    """Yield every element of a page."""
    yield tree
    for child in tree.get("c", ()):
        yield from nodes(child)


def texts(tree: Node) -> list[str]:
    """Return the texts on a page."""
    return [str(node["p"]["body"]) for node in nodes(tree) if "body" in node["p"]]


@dataclass
class Answer:
    """What the server said to a request."""

    status: int
    headers: Message
    body: str

    def attribute(self, name: str) -> str:
        found = re.search(rf'\s{name}="([^"]*)"', self.body)
        assert found, self.body[:500]
        return html.unescape(found[1])

    def links(self) -> list[str]:
        """Return what the page loads from elsewhere."""
        found = map(html.unescape, re.findall(r'(?:href|src)="([^"]*)"', self.body))
        return [link for link in found if not link.startswith("data:")]


class Page:
    """One load of a page in a tab, with its websocket.

    Nothing is opened before `connect`.
    """

    def __init__(self, visitor: Visitor, address: str = "", *, app: str = "", tab: str = "") -> None:
        self.visitor = visitor
        self.app = app
        self.tab = tab
        self.load = uuid4().hex
        self.client = uuid4().hex
        self.resume = False
        self.session = self.kernel = ""
        self.again = False
        self.seq = 0
        path, _, query = address.partition("?")
        self.view: dict[str, Any] = {
            "path": unquote(path),
            "query": query,
            "url": f"http://{visitor.server.host}{visitor.server.base}{address}",
            "timezone": "Asia/Tokyo",
            "timezone_offset": -540,
            "locale": "de",
            "theme": "light",
            "embedded": False,
        }

    def connect(self, **options: Any) -> Page:
        """Open the websocket and say what the page wants, as its script does."""
        self.open_socket(**options)
        self.socket.send(json.dumps({"attach": self.attachment()}))
        # The server may have said no already.
        with suppress(ConnectionClosed):
            self.send("comm_open", {"target_name": "revoila.page", "data": self.hello()})
        return self

    def open_socket(self, **options: Any) -> Page:
        """Open the websocket and say nothing."""
        self.comm = uuid4().hex
        self._words: deque[tuple[str, Any]] = deque()
        self._kept: deque[dict[str, Any]] = deque()
        self.socket = self.visitor.connect("api/revoila/page", **options)
        return self

    def attachment(self) -> dict[str, Any]:
        return {
            "app": self.app,
            "tab": self.tab,
            "load": self.load,
            "resume": self.resume,
            "view": self.view,
        }

    def hello(self) -> dict[str, Any]:
        return {"method": "hello", "client": self.client, "view": self.view}

    def welcomed(self) -> Page:
        """Wait until the page has a session."""
        welcome = self.word("welcome")
        self.tab, self.session, self.kernel = welcome["tab"], welcome["session"], welcome["kernel"]
        self.again = welcome["again"]
        self.resume = True
        return self

    # What crosses the websocket.

    def send(self, kind: str, content: Any, **options: Any) -> None:
        """Send a Jupyter message; of its comm unless it names another."""
        self.socket.send(pack(kind, {"comm_id": self.comm, **content}, **options))

    def say(self, **data: Any) -> None:
        """Tell the app something."""
        self.send("comm_msg", {"data": data})

    def _take(self) -> None:
        """Keep what comes next."""
        frame = self.socket.recv(PATIENCE)
        if isinstance(frame, str):
            self._words.extend(json.loads(frame).items())
            return
        channel, kind, content = unpack(frame)
        assert channel == "iopub"
        assert kind in {"comm_open", "comm_msg", "comm_close"}, kind
        if kind == "comm_msg" and content["comm_id"] == self.comm:
            self._kept.append(content["data"])

    def word(self, name: str) -> Any:
        """Return the next word of the server that has this name; those before it are forgotten."""
        while True:
            while self._words:
                found, value = self._words.popleft()
                if found == name:
                    return value
            self._take()

    def message(self) -> dict[str, Any]:
        """Return the next message of the app."""
        while not self._kept:
            self._take()
        return self._kept.popleft()

    def closed(self) -> int:
        """Wait until the server closes the websocket and return the code."""
        try:
            while True:
                self._take()
        except ConnectionClosed as error:
            return error.rcvd.code if error.rcvd is not None else 1006

    def over(self) -> tuple[str, int]:
        """Wait until the server says that the session is over, and return the reason and the code."""
        return self.word("ended")["reason"], self.closed()

    # What a person sees and does.

    def until(self, holds: Callable[[Node], bool]) -> Node:
        """Return the page as soon as something holds for it and its script has run."""
        self.say(method="resync")
        asked, changed = True, False
        while True:
            data = self.message()
            if data["method"] == "patch":
                changed = True
            elif data["method"] == "snapshot":
                asked = False
                settled = data["tree"]["p"]["run_state"] != "running"
                if settled and data.get("ack", {}).get(self.client, 0) >= self.seq and holds(data["tree"]):
                    return dict(data["tree"])
            if changed and not asked:
                self.say(method="resync")
                asked, changed = True, False

    def settled(self) -> Node:
        """Return the page when its script has run."""
        return self.until(lambda tree: True)

    def see(self, text: str) -> Node:
        """Return the page as soon as it shows a text."""
        return self.until(lambda tree: any(text in shown for shown in texts(tree)))

    def hear(self, text: str) -> dict[str, Any]:
        """Return the first message of the app that has a text in it, also while its script runs."""
        while True:
            data = self.message()
            if text in json.dumps(data):
                return data

    def report(self) -> dict[str, Any]:
        """Return what the app has shown with ``st.json``."""
        (shown,) = (node for node in nodes(self.settled()) if node["k"] == "json")
        return dict(json.loads(shown["p"]["body"]))

    def click(self, label: str) -> None:
        """Press a button; what becomes of it shows later."""
        (button,) = (
            node for node in nodes(self.settled()) if node["k"] == "button" and node["p"]["label"] == label
        )
        self.seq += 1
        event = {"seq": self.seq, "id": button["i"], "generation": button["p"]["generation"], "value": True}
        self.say(method="event", client=self.client, events=[event])

    # What becomes of the tab.

    def close(self) -> None:
        """Close the tab, or let go of the connection at least."""
        self.socket.close()

    def reload(self, address: str | None = None) -> Page:
        """Load the page again in the same tab."""
        self.close()
        return self.duplicate(address)

    def duplicate(self, address: str | None = None) -> Page:
        """Load the page in another tab that has copied what the tab keeps."""
        page = Page(self.visitor, address or "", app=self.app, tab=self.tab)
        if address is None:
            page.view = dict(self.view)
        return page.connect()

    def reconnect(self) -> Page:
        """Connect again, as the page does when it has lost its connection."""
        return self.connect()


@dataclass
class Visitor:
    """Someone with a browser, which keeps cookies."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str = "", *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
        """Ask for a path below the base URL, as it is written."""
        answer = self.server.ask(path, method=method, headers={**self.cookie(), **(headers or {})})
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def come(self, address: str = "") -> Page:
        """Open a page in a new tab: it asks for a session, and may have to wait for one."""
        answer = self.get(address)
        assert answer.status == 200, answer.body
        below = self.server.base + address
        path = below.removeprefix(answer.attribute("data-base"))
        return Page(self, re.sub(r"&?\btoken=\w+", "", path), app=answer.attribute("data-app")).connect()

    def open(self, address: str = "") -> Page:
        """Open a page in a new tab and wait until it has a session."""
        return self.come(address).welcomed()

    def connect(self, path: str, *, queue: int | None = None, **headers: str) -> ClientConnection:
        """Open a websocket below the base URL; it is closed at the end of the test.

        With a `queue` of so many frames no more is read than a test takes out of it.
        """
        opening = connect(
            f"ws://{self.server.host}{self.server.base}{path}",
            additional_headers={**self.cookie(), **headers},
            subprotocols=[SUBPROTOCOL],
            open_timeout=PATIENCE,
            close_timeout=1,
            max_size=None,
            max_queue=queue,
            compression=None,
            proxy=None,
        )
        return self.server.visits.enter_context(opening)


@dataclass
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    token: str = ""
    visits: ExitStack = field(default_factory=ExitStack)

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def base(self) -> str:
        return urlsplit(self.url).path

    @property
    def arguments(self) -> list[str]:
        """What it was started with."""
        return [str(argument) for argument in self.process.args]  # type: ignore[union-attr]  # it is a list

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

    def draining(self) -> bool | None:
        answer = self.ask("_stcore/health")
        return True if (answer.status, answer.body) == (503, "draining") else None

    def sessions(self) -> list[dict[str, Any]]:
        """Return what it says about its sessions."""
        answer = self.ask("api/revoila/sessions", headers=self._authorization())
        assert answer.status == 200, answer.body
        return list(json.loads(answer.body)["sessions"])

    def end_sessions(self) -> None:
        """Stop all sessions."""
        headers = {**self._authorization(), "Cookie": "_xsrf=x", "X-XSRFToken": "x"}
        for session in self.sessions():
            self.ask(f"api/revoila/sessions/{session['id']}", method="DELETE", headers=headers)

    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"token {self.token}"} if self.token else {}

    def kernels(self) -> list[int]:
        """Return the processes that it has started."""
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def memory(self) -> int:
        """Return its resident memory, in bytes."""
        return int(psutil.Process(self.process.pid).memory_info().rss)

    def hang_up(self) -> None:
        """Close the websockets of all visitors."""
        self.visits.close()

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


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
        self, *arguments: str, config: str = "", port: str | None = "0", isolation: str | None = USUAL
    ) -> Server:
        number = len(self.servers)
        folder = self.root / f"config{number}"
        folder.mkdir()
        (folder / "jupyter_revoila_config.py").write_text(f"c = get_config()\n{config}")
        folders = {"JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_DATA_DIR": str(self.root / "data")}
        command = [sys.executable, "-m", "revoila", "run", str(self.script), "--no-browser"]
        command += [] if port is None else ["--port", port]
        command += [] if isolation is None else ["--isolation", isolation]
        with self._log(number).open("w") as errors:
            process = subprocess.Popen(
                [*command, *arguments],
                env={**self.environment, **folders},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                cwd=self.root,
            )
        token = next((one.partition("=")[2] for one in arguments if one.startswith("--token=")), "")
        server = Server(process, "", token)
        self.servers.append(server)
        for line in process.stdout or ():
            found = re.search(r"http://\S+", line)
            if found:
                server.url, _, made = found[0].partition("?token=")
                server.token = server.token or made
                break
        else:
            pytest.fail(f"the server did not start: {self.log(number)}")
        until(server.ready)
        return server

    def _log(self, number: int) -> Path:
        return self.root / f"log{number}"

    def log(self, number: int = 0) -> str:
        """Return what a server has written to its log."""
        return self._log(number).read_text()

    def close(self) -> None:
        for server in self.servers:
            server.hang_up()
            if server.process.poll() is None:
                server.stop()
            if server.process.stdout is not None:
                server.process.stdout.close()


def make_app(root: Path) -> Path:
    """Write a script to serve."""
    folder = root / "my app"
    folder.mkdir()
    script = folder / "first_app.py"
    script.write_text(REPORT)
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
def lasting(
    tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]
) -> Iterator[Callable[[str], Server]]:
    """Return what gives servers with defaults, one for each mode, until the end of the module."""
    root = tmp_path_factory.mktemp("server")
    launcher = Launcher(root, make_app(root), clean_environment)
    known: dict[str, Server] = {}

    def get(mode: str) -> Server:
        if mode not in known:
            known[mode] = launcher("--workers=1", isolation=mode)
        return known[mode]

    yield get
    launcher.close()


@pytest.fixture
def server(lasting: Callable[[str], Server]) -> Iterator[Server]:
    """Return a server with defaults, for tests that leave it as it is."""
    found = lasting(USUAL)
    yield found
    found.hang_up()
    found.end_sessions()


@pytest.fixture(params=MODES)
def anywhere(request: pytest.FixtureRequest, lasting: Callable[[str], Server]) -> Iterator[Server]:
    """Return the same for each mode in turn."""
    found = lasting(request.param)
    yield found
    found.hang_up()
    found.end_sessions()


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    """Return each mode in turn."""
    return str(request.param)
