"""Apps in a Jupyter Server that exists already, and what the extension does for its cells."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import (
    MODES,
    PATIENCE,
    REPORT,
    Page,
    Server,
    Visitor,
    free_port,
    gone,
    nodes,
    until,
)
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.conftest import Answer

TOKEN = {"Authorization": "token hush"}

PAGES = """\
import streamlit as st


def first():
    st.write(f"first with {st.query_params.to_dict()}")


def second():
    st.write(f"second with {st.query_params.to_dict()}")


st.navigation([st.Page(first), st.Page(second)]).run()
"""

RECORDER = """
import json
import socket
from tornado.iostream import IOStream

stock = IOStream.set_nodelay

def set_nodelay(self, value):
    stock(self, value)
    said = [self.socket.getpeername()[1], self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)]
    with open({path!r}, "a") as file:
        file.write(json.dumps(said) + "\\n")

IOStream.set_nodelay = set_nodelay
"""
"""Writes down, in the server, which connections are prompt."""


class Jupyter:
    """Starts Jupyter Servers on a folder with apps."""

    def __init__(self, root: Path, environment: dict[str, str]) -> None:
        self.home = root
        self.folder = root / "work"
        self.environment = environment
        self.number = 0

    def write(self, name: str, text: str = REPORT) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def log(self) -> str:
        return (self.home / f"server{self.number}" / "log").read_text()

    def _up(self, server: Server) -> bool | None:
        assert server.process.poll() is None, self.log()
        return server.up("/my/lab/api")

    @contextmanager
    def running(self, *options: str, config: str = "", **environment: str) -> Iterator[Server]:
        """Run a server; what is yielded speaks with the interface of our extension."""
        self.number += 1
        home = self.home / f"server{self.number}"
        home.mkdir()
        others = {
            "jupyterlab": False,
            "notebook": False,
            "voila.server_extension": False,
            "jupyter_lsp": False,
        }
        (home / "jupyter_server_config.py").write_text(
            f"c = get_config()\nc.ServerApp.jpserver_extensions = {others}\n{config}"
        )
        folders = {"JUPYTER_CONFIG_DIR": str(home), "JUPYTER_DATA_DIR": str(home)}
        port = free_port()
        command = [
            *(sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser", f"--port={port}"),
            *(f"--ServerApp.root_dir={self.folder}", "--ServerApp.base_url=/my/lab/", "--debug"),
            *("--IdentityProvider.token=hush", "--RevoilaExtension.isolation=process", *options),
        ]
        with (home / "log").open("w") as log:
            process = subprocess.Popen(
                command, env={**self.environment, **folders, **environment}, stderr=log, text=True
            )
        server = Server(process, f"http://localhost:{port}/my/lab/revoila/_/", "hush")
        try:
            until(partial(self._up, server))
            yield server
        finally:
            server.hang_up()
            if process.poll() is None:
                server.stop()


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]) -> Jupyter:
    found = Jupyter(tmp_path_factory.mktemp("jupyter"), clean_environment)
    for name in ("first.py", "two/first.py", "three.py/app.py", "static/app.py", "Größe & Maß/meine App.py"):
        found.write(name)
    found.write("pages.py", PAGES)
    for name in (".hidden.py", ".hidden/app.py", "notes.txt", "first.ipynb"):
        found.write(name)
    outside = found.home / "outside.py"
    outside.write_text(REPORT)
    (found.folder / "link.py").symlink_to(outside)
    (found.folder / "folder").symlink_to(found.home)
    return found


@pytest.fixture(scope="module")
def lasting_server(jupyter: Jupyter) -> Iterator[Server]:
    with jupyter.running() as server:
        yield server


@pytest.fixture
def server(lasting_server: Server) -> Iterator[Server]:
    """Return a Jupyter Server, for tests that leave it as it is."""
    yield lasting_server
    lasting_server.hang_up()
    lasting_server.end_sessions()


def ask(server: Server, path: str, *, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path below the server's base URL, with the token."""
    return server.ask(f"/my/lab/{path}", method=method, headers={**TOKEN, **headers})


def open_page(visitor: Visitor, app: str, address: str = "") -> Page:
    return Page(visitor, address, app=app).connect(**TOKEN).welcomed()


def log_in(server: Server) -> Visitor:
    """Return somebody whose browser is logged in."""
    visitor = Visitor(server)
    assert visitor.get("/my/lab/api/status?token=hush").status == 200
    assert visitor.cookies
    return visitor


@pytest.mark.parametrize(
    "path",
    [
        "first.py/",
        "first.py/page?x=1",
        "two/first.py/",
        "three.py/app.py/",
        "static/app.py/",
        "Gr%C3%B6%C3%9Fe%20%26%20Ma%C3%9F/meine%20App.py/",
    ],
)
def test_script_has_an_address_below_the_server(server: Server, path: str) -> None:
    answer = ask(server, f"revoila/{path}")
    assert answer.status == 200
    base = "/my/lab/revoila/" + path.partition(".py/page")[0]
    assert answer.attribute("data-base") in {base, f"{base}.py/"}
    assert answer.attribute("data-service") == "/my/lab/revoila/_/"
    links = answer.links()
    assert all(link.startswith("/my/lab/revoila/_/") for link in links)
    assert {server.ask(link).status for link in links} <= {200}


@pytest.mark.parametrize("name", ["first.py", "Gr%C3%B6%C3%9Fe%20%26%20Ma%C3%9F/meine%20App.py"])
def test_slash_after_the_script_is_added(server: Server, name: str) -> None:
    answer = ask(server, f"revoila/{name}?x=1&y=%C3%A4")
    assert answer.status == 302
    assert answer.headers["Location"] == f"/my/lab/revoila/{name}/?x=1&y=%C3%A4"


NO_APPS = (
    ".hidden.py",
    ".hidden/app.py",
    "link.py",
    "folder/outside.py",
    "notes.txt",
    "first.ipynb",
    "none.py",
)


@pytest.mark.parametrize(
    "path",
    [
        *(f"{name}/" for name in NO_APPS),
        "",
        "two/",
        "../outside.py/",
        "%2e%2e/outside.py/",
        "two/..%2ffirst.py/",
        "first.py%00/",
        "first.py/a/b",
        "/first.py/",
        "_/",
        "_/api/",
    ],
)
def test_nothing_else_has_one(server: Server, path: str) -> None:
    assert ask(server, f"revoila/{path}").status == 404


@pytest.mark.parametrize("name", [*NO_APPS, "../outside.py", "", "first.py/"])
def test_nothing_else_is_an_app_for_the_websocket(server: Server, name: str) -> None:
    page = Page(Visitor(server), app=name).connect(**TOKEN)
    assert page.word("failed")["message"] == "There is no such app here."


def test_app_runs_where_its_script_is(server: Server, jupyter: Jupyter) -> None:
    page = open_page(Visitor(server), "Größe & Maß/meine App.py", "?x=1")
    report = page.report()
    assert report["script"] == str(jupyter.folder / "Größe & Maß" / "meine App.py")
    assert report["cwd"] == str(jupyter.folder / "Größe & Maß")
    assert report["query"] == {"x": "1"}
    page.click("Add")
    page.see("count is 1")


def test_deep_link_opens_its_page(server: Server) -> None:
    page = open_page(Visitor(server), "pages.py", "second?x=1")
    page.see("second with {'x': '1'}")
    assert open_page(Visitor(server), "pages.py").see("first with {}")


def test_apps_do_not_mix(server: Server) -> None:
    visitor = log_in(server)
    first = Page(visitor, app="first.py").connect().welcomed()
    first.click("Add")
    first.see("count is 1")
    other = Page(visitor, app="two/first.py", tab=first.tab).connect().welcomed()
    assert not other.again
    assert other.tab != first.tab
    other.see("count is 0")
    first.see("count is 1")
    reloaded = first.reload().welcomed()
    assert reloaded.again
    reloaded.see("count is 1")


def test_session_belongs_to_who_is_logged_in(server: Server) -> None:
    page = Page(log_in(server), app="first.py").connect().welcomed()
    page.close()
    stranger = Page(log_in(server), app="first.py", tab=page.tab).connect().welcomed()
    assert not stranger.again


def test_stranger_must_log_in(server: Server) -> None:
    answer = server.ask("/my/lab/revoila/first.py/")
    assert answer.status == 302
    assert answer.headers["Location"] == "/my/lab/login?next=%2Fmy%2Flab%2Frevoila%2Ffirst.py%2F"
    assert server.ask("api/revoila/sessions").status == 403
    with pytest.raises(InvalidStatus) as refused:
        Page(Visitor(server), app="first.py").connect()
    assert refused.value.response.status_code == 403
    assert server.sessions() == []


def test_page_of_another_site_cannot_connect(server: Server) -> None:
    visitor = log_in(server)
    with pytest.raises(InvalidStatus) as refused:
        Page(visitor, app="first.py").connect(Origin="http://elsewhere.example")
    assert refused.value.response.status_code == 403
    own = f"http://{server.host}"
    assert Page(visitor, app="first.py").connect(Origin=own).welcomed().session


def test_page_of_another_site_cannot_stop_sessions(server: Server) -> None:
    visitor = log_in(server)
    page = Page(visitor, app="first.py").connect().welcomed()
    assert visitor.get(f"api/revoila/sessions/{page.session}", method="DELETE").status == 403
    assert [one["id"] for one in server.sessions()] == [page.session]


def test_users_have_so_many_sessions_and_wait_for_more(server: Server) -> None:
    visitor = log_in(server)
    pages = [Page(visitor, app="first.py").connect().welcomed() for _ in range(5)]
    late = Page(visitor, app="two/first.py").connect()
    assert late.word("waiting") == {"ahead": 0, "reason": "user", "limit": 5}
    ask(server, f"revoila/_/api/revoila/sessions/{pages[0].session}", method="DELETE")
    assert late.welcomed().session


def test_files_come_over_http_to_who_is_logged_in(jupyter: Jupyter) -> None:
    jupyter.write("sound.py", "import streamlit as st\nst.audio(b'sound')\nst.write('there')\n")
    with jupyter.running("--RevoilaExtension.isolation=shared") as server:
        visitor, stranger = log_in(server), log_in(server)
        page = Page(visitor, app="sound.py").connect()
        key = page.word("welcome")["files"]
        (audio,) = (node for node in nodes(page.see("there")) if node["k"] == "audio")
        path = f"api/revoila/files/{key}/{audio['p']['file']['$m']}"
        answer = visitor.get(path, headers={"Range": "bytes=1-2"})
        assert (answer.status, answer.body) == (206, "ou")
        assert answer.headers["Content-Type"] == "audio/wav"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert stranger.get(path).status == 404
        assert server.ask(path).status in {302, 403}


def test_kernels_of_the_server_are_its_own(server: Server) -> None:
    page = open_page(Visitor(server), "first.py")
    page.settled()
    assert json.loads(ask(server, "api/kernels").body) == []
    assert ask(server, f"api/kernels/{page.kernel}").status == 404
    assert ask(server, f"revoila/_/api/kernels/{page.kernel}", method="DELETE").status == 405


def test_commands_for_sessions_work(server: Server) -> None:
    page = open_page(Visitor(server), "two/first.py")
    listed = subprocess.run(
        [sys.executable, "-m", "revoila", "sessions", "--url", server.url, "--token", "hush"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert page.session in listed.stdout
    assert "two/first.py" in listed.stdout


@pytest.mark.parametrize("mode", MODES)
def test_nothing_outlives_the_server(jupyter: Jupyter, mode: str) -> None:
    with jupyter.running(f"--RevoilaExtension.isolation={mode}") as server:
        pages = [open_page(Visitor(server), name) for name in ("first.py", "two/first.py")]
        pids = [page.report()["pid"] for page in pages]
        assert server.stop() == 0
        assert [page.over()[0] for page in pages] == ["server", "server"]
    for pid in pids:
        until(partial(gone, pid))


def test_nothing_outlives_a_server_that_was_killed(jupyter: Jupyter) -> None:
    with jupyter.running("--RevoilaExtension.isolation=shared") as server:
        pid = open_page(Visitor(server), "first.py").report()["pid"]
        server.stop(signal.SIGKILL)
    until(partial(gone, pid))


def test_apps_can_be_left_out(jupyter: Jupyter) -> None:
    with jupyter.running("--RevoilaExtension.serve_apps=False") as server:
        assert ask(server, "revoila/first.py").status == 404
        assert ask(server, "revoila/_/_stcore/health").status == 404
        assert ask(server, "revoila/static/manifest.json").status == 200


def test_every_route_says_whether_it_needs_a_login(jupyter: Jupyter) -> None:
    with jupyter.running(JUPYTER_SERVER_ALLOW_UNAUTHENTICATED_ACCESS="no") as server:
        assert ask(server, "revoila/first.py/").status == 200
        assert server.ask("_stcore/health").body == "ok"
    assert "registered for /my/lab/revoila" not in jupyter.log()


def execute(server: Server, code: str) -> tuple[str, int]:
    """Execute code in a kernel of the server; return what it prints, and our port."""
    started = json.loads(ask(server, "api/kernels", method="POST").body)
    url = f"ws://{server.host}/my/lab/api/kernels/{started['id']}/channels"
    with connect(url, additional_headers=TOKEN, open_timeout=PATIENCE, proxy=None) as channels:
        header = {
            "msg_id": "one",
            "msg_type": "execute_request",
            "username": "",
            "session": "s",
            "version": "5.3",
        }
        content = {"code": code, "silent": False}
        asked = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        channels.send(json.dumps({**asked, "channel": "shell"}))
        while True:
            message = json.loads(channels.recv(PATIENCE))
            if message["msg_type"] == "stream":
                return str(message["content"]["text"]), int(channels.local_address[1])


@pytest.mark.parametrize("prompt", [True, False])
def test_cells_of_the_server_answer_at_once(jupyter: Jupyter, tmp_path: Path, prompt: bool) -> None:
    seen = tmp_path / "seen"
    option = f"--RevoilaExtension.prompt_websockets={prompt}"
    with jupyter.running(option, config=RECORDER.format(path=str(seen))) as server:
        printed, port = execute(server, "print(6 * 7)")
    assert printed == "42\n"
    calls = [json.loads(line) for line in seen.read_text().splitlines()]
    # The request for the websocket comes first.
    assert [value for peer, value in calls if peer == port][-1] == prompt
