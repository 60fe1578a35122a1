"""``revoila run`` answers with the app's page, and the page with the app."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import (
    PATIENCE,
    TWO_MODES,
    Launcher,
    Page,
    Server,
    Visitor,
    free_port,
    gone,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATES = Path(__file__).parents[2] / "pkg/revoila/serving/share/jupyter"
WORKS = "import streamlit as st\nst.text('it works')\n"
LOOK = "import streamlit as st\nst.set_page_config('Sales & <more>', '🧮')\nst.text('the app')\n"


@contextmanager
def halted(pids: list[int]) -> Iterator[None]:
    """Let processes do nothing for a while."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def revoila(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "revoila", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("mode", TWO_MODES)
def test_page_tells_the_kernel_where_it_is(
    serve: Launcher, app_file: Path, tmp_path: Path, mode: str
) -> None:
    server = serve("--token=secret", "--", "--token", "--", "--server.port", "a b", isolation=mode)
    page = Visitor(server).open("second%20page?x=1&y=%C3%A4&token=secret")
    tree = page.settled()
    assert tree["p"]["page_missing"]
    assert tree["p"]["query"] == "x=1&y=%C3%A4"
    seen = page.report()
    assert seen["query"] == {"x": "1", "y": "ä"}
    assert seen["cwd"] == str(tmp_path)  # where the command was given
    assert seen["argv"] == [str(app_file), "--token", "--", "--server.port", "a b"]
    assert seen["script"] == str(app_file)
    assert seen["executable"] == sys.executable
    assert "secret" not in json.dumps(seen)
    if mode == "process":
        assert seen["env"]["SCRIPT_NAME"] == "/second%20page"
        assert seen["env"]["QUERY_STRING"] == "x=1&y=%C3%A4"


def test_page_names_no_other_origin(server: Server) -> None:
    page = Visitor(server).get()
    assert page.links()
    assert all(re.match(r"/(?!/)", link) for link in page.links())
    assert {server.ask(link).status for link in page.links()} == {200}


def test_page_of_a_base_url_stays_below_it(serve: Launcher) -> None:
    server = serve("--base-url", "some/where")
    assert server.base == "/some/where/"
    page = Visitor(server).get("page2")
    assert page.attribute("data-base") == page.attribute("data-service") == "/some/where/"
    assert '<meta name="revoila-base" content="/some/where/">' in page.body
    assert all(link.startswith("/some/where/") for link in [*page.links(), page.attribute("data-static")])
    assert {server.ask(link).status for link in page.links()} == {200}
    assert server.ask("/page2").status == 404
    Visitor(server).open("page2?x=1").see("count is 0")


def test_nothing_is_started_by_those_who_only_read(server: Server) -> None:
    before = server.kernels()
    for _ in range(3):
        assert Visitor(server).get("?x=1").status == 200
    assert server.sessions() == []
    assert server.kernels() == before


def test_page_does_not_wait_for_any_kernel(anywhere: Server) -> None:
    page = Visitor(anywhere).open()
    page.settled()
    with halted(anywhere.kernels()):
        answer = Visitor(anywhere).get()
        assert answer.status == 200
        assert "data-core" in answer.body
    page.see("count is 0")


def test_page_is_not_kept_by_caches_and_runs_only_its_own_script(server: Server) -> None:
    answers = [Visitor(server).get() for _ in range(2)]
    nonces = set()
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        (nonce,) = set(re.findall(r"'nonce-([\w-]+)'", policy))
        assert len(nonce) >= 20
        assert set(re.findall(r'<(?:script|style) nonce="([^"]*)"', answer.body)) == {nonce}
        assert not re.findall(r"<(?:script|style)(?! nonce=)", answer.body)
        assert not re.findall(r"\son\w+=", answer.body)
        assert "frame-ancestors 'self'" in policy
        assert f"ws://{server.host}" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        nonces.add(nonce)
    assert len(nonces) == 2
    first, second = (re.sub(r'nonce="[^"]*"', "", answer.body) for answer in answers)
    assert first == second, "the page is the same for everybody"


def test_title_and_icon_are_there_before_the_app(serve: Launcher) -> None:
    serve.script.write_text(LOOK)
    server = serve(isolation="process")
    page = Visitor(server).get()
    assert "<title>Sales &amp; &lt;more&gt;</title>" in page.body
    assert "%F0%9F%A7%AE" in page.attribute("href")
    serve.script.write_text("import streamlit as st\nst.text('changed')")
    assert "<title>first app</title>" in Visitor(server).get().body


@pytest.mark.parametrize("purpose", ["image", "script", "style", "font", "worker", "manifest", "audio"])
def test_page_is_not_sent_in_place_of_something_else(server: Server, purpose: str) -> None:
    assert server.ask("", headers={"Sec-Fetch-Dest": purpose}).status == 404


@pytest.mark.parametrize("purpose", ["document", "iframe", "empty"])
def test_page_is_sent_to_who_shows_it(server: Server, purpose: str) -> None:
    assert server.ask("page2", headers={"Sec-Fetch-Dest": purpose}).status == 200


def test_what_is_not_a_page_is_not_found(server: Server) -> None:
    paths = ["favicon.ico", "robots.txt", "manifest.json", "x.PHP", "a/b", "_stcore/other", "revoila"]
    paths += [
        "revoila/x",
        "api",
        "voila",
        "%00",
        "a%2fb",
        "a%5cb",
        "a%0d",
        "%5cevil.example",
        "//evil.example",
    ]
    assert {path: server.ask(path).status for path in paths} == dict.fromkeys(paths, 404)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert server.ask("", method=method).status in {403, 405}
    assert server.sessions() == []


def test_app_is_shown_and_answers(anywhere: Server) -> None:
    first, second = Visitor(anywhere).open(), Visitor(anywhere).open()
    for number in range(1, 4):
        first.click("Add")
        first.see(f"count is {number}")
    second.see("count is 0")
    assert first.kernel != second.kernel
    assert (first.report()["pid"] == second.report()["pid"]) is ("shared" in anywhere.arguments)


@pytest.fixture(scope="module", params=TWO_MODES)
def troubled(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    clean_environment: dict[str, str],
) -> Iterator[tuple[Server, Launcher]]:
    """Return a server of scripts that have something wrong with them, and what has started it."""
    root = tmp_path_factory.mktemp("troubled")
    folder = root / "apps"
    folder.mkdir()
    (folder / "broken.py").write_text("import streamlit as st\nst.text('it works'\n")
    (folder / "gone.py").write_text(WORKS)
    (folder / "deadly.py").write_text("import os\nos._exit(3)")
    launcher = Launcher(root, folder, clean_environment)
    yield launcher("--workers=1", isolation=request.param), launcher
    launcher.close()


def test_script_that_does_not_compile_says_so_until_it_is_mended(troubled: tuple[Server, Launcher]) -> None:
    server, launcher = troubled
    page = Visitor(server).open("broken/")
    root = page.settled()["p"]
    assert root["run_state"] == "compile-error"
    assert root["error"]["type"] == "SyntaxError"
    (launcher.script / "broken.py").write_text(WORKS)
    page.say(method="rerun", page=None, query=None)
    page.see("it works")


def test_script_that_is_gone_is_an_app_that_could_not_be_started(troubled: tuple[Server, Launcher]) -> None:
    server, launcher = troubled
    (launcher.script / "gone.py").unlink()
    page = Visitor(server).come("gone/")
    assert "server's log" in page.word("failed")["message"]
    assert page.closed() == 4001
    assert "There is no app at" in launcher.log()
    assert "gone" not in {session["app"] for session in server.sessions()}
    (launcher.script / "gone.py").write_text(WORKS)
    page.reload().welcomed().see("it works")


def test_script_that_takes_its_kernel_along_is_reported(troubled: tuple[Server, Launcher]) -> None:
    server, launcher = troubled
    page = Visitor(server).come("deadly/")
    assert page.over() == ("crashed", 4000)
    assert "deadly" not in {session["app"] for session in server.sessions()}
    (launcher.script / "deadly.py").write_text(WORKS)
    page.reload().welcomed().see("it works")


def test_options_in_the_spelling_of_streamlit_reach_server_and_kernel(serve: Launcher) -> None:
    server = serve(
        "--server.baseUrlPath",
        "apps",
        "--theme.primaryColor=#f00",
        "--Client.toolbar_mode=minimal",
        "--streamlit-alias",
    )
    assert server.base == "/apps/"
    page = Visitor(server).open()
    env = page.report()["env"]
    carried = json.loads(env["REVOILA_COMMAND_LINE"])
    assert env["REVOILA_STREAMLIT_ALIAS"] == "1"
    assert carried["theme.primaryColor"] == "#f00"
    assert carried["client.toolbarMode"] == "minimal"
    assert page.settled()["p"]["theme"]["light"]["primaryColor"] == "#f00"


def test_project_file_is_read_by_the_server(serve: Launcher, app_file: Path) -> None:
    folder = app_file.parent / ".streamlit"
    folder.mkdir()
    settings = "[server]\nbaseUrlPath = 'here'\n[theme]\nbase = 'dark'\nbackgroundColor = '#123456'\n"
    (folder / "config.toml").write_text(settings)
    server = serve(isolation="process")
    assert server.base == "/here/"
    page = Visitor(server).get()
    assert page.attribute("data-mode") == "dark"
    assert "--page-dark: #123456" in page.body


def test_our_own_configuration_wins_over_the_project_file(serve: Launcher, app_file: Path) -> None:
    folder = app_file.parent / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text("[server]\nbaseUrlPath = 'here'\n")
    (serve.root / "jupyter_revoila_config.py").write_text("open('executed', 'w').close()")
    config = "c.Revoila.base_url = '/there'\nc.Theme.base = 'dark'\n"
    server = serve("--theme", "light", config=config, isolation="process")
    assert server.base == "/there/"
    assert Visitor(server).get().attribute("data-mode") == "light", "the command line wins over all"
    assert not (serve.root / "executed").exists(), "what lies in the working directory is not ours"


def test_theme_is_the_visitor_s_when_none_is_configured(server: Server) -> None:
    assert Visitor(server).get().attribute("data-mode") == "auto"


def test_header_of_a_request_reaches_the_kernel_when_it_is_wanted(serve: Launcher) -> None:
    server = serve(config="c.Revoila.header_envs = ['X-User']\n", isolation="process")
    visitor = Visitor(server)
    visitor.get()
    page = Page(visitor)
    page.connect(**{"X-User": "ada", "X-Other": "eve"}).welcomed()
    seen = page.report()["env"]
    assert seen["HTTP_X_USER"] == "ada"
    assert "eve" not in seen.values()


def test_no_kernel_outlives_a_server_that_was_killed(serve: Launcher, mode: str) -> None:
    server = serve(isolation=mode)
    pids = {Visitor(server).open().report()["pid"]} | set(server.kernels())
    assert server.stop(signal.SIGKILL) == -signal.SIGKILL
    for pid in pids:
        until(partial(gone, pid))


def test_port_that_was_asked_for_and_is_taken_is_an_error(
    app_file: Path, clean_environment: dict[str, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = revoila("run", str(app_file), "--port", port, "--ip=127.0.0.1", **clean_environment)
    assert done.returncode == 2
    assert f"Port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--isolation=none"], "shared"),
        (["--nonsense=1"], "There is no option --nonsense"),
        (["--ip=203.0.113.1"], "cannot listen at 203.0.113.1"),
        (["--theme.base=nowhere.toml"], "nowhere.toml"),
        (["--server.port"], "--server.port needs a value"),
    ],
)
def test_command_that_cannot_be_followed_says_what_is_wrong(
    app_file: Path, clean_environment: dict[str, str], arguments: list[str], message: str
) -> None:
    done = revoila("run", str(app_file), "--no-browser", *arguments, **clean_environment)
    assert done.returncode not in {0, None}
    assert message in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert "is served at" not in done.stdout


def test_next_port_is_taken_when_none_was_asked_for(serve: Launcher) -> None:
    first, second = (serve(port=None, isolation="process") for _ in range(2))
    assert first.host != second.host


def test_configuration_file_is_written_once(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    environment = {**clean_environment, "JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    done = revoila("run", "--generate-config", **environment)
    path = tmp_path / "config" / "jupyter_revoila_config.py"
    assert (done.returncode, done.stderr) == (0, "")
    assert str(path) in done.stdout
    text = path.read_text()
    for name in ("Revoila.isolation", "PageSessions.lease", "SharedKernels.workers", "Theme.base"):
        assert f"# c.{name} = " in text
    path.write_text("mine")
    done = revoila("run", "--generate-config", **environment)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert path.read_text() == "mine"


@pytest.mark.parametrize("mode", TWO_MODES)
def test_read_only_disk_is_no_obstacle(serve: Launcher, mode: str) -> None:
    # Nothing can be made below a file, whoever tries; root may write into folders without rights.
    blocked = serve.root / "blocked"
    blocked.touch()
    names = ("HOME", "JUPYTER_RUNTIME_DIR", "XDG_CACHE_HOME", "IPYTHONDIR")
    serve.environment = {**serve.environment, **{name: str(blocked / name) for name in names}}
    server = serve(isolation=mode)
    page = Visitor(server).open()
    page.click("Add")
    page.see("count is 1")
    assert "will not find this server" in serve.log()
    assert blocked.read_text() == ""
    assert server.stop() == 0
    assert "Traceback" not in serve.log()


def test_hooks_and_settings_are_obeyed(serve: Launcher) -> None:
    config = """
async def before(handler):
    if handler.get_argument("who", "") != "me":
        handler.redirect("/elsewhere")

def configure(current_page_config, **context):
    return {**current_page_config, "mine": context["base_url"]}

c.Revoila.page_hook = before
c.Revoila.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'none'", "X-Mine": "1"}}
c.VoilaConfiguration.page_config_hook = configure
"""
    server = serve("--base-url=some/where", config=config, isolation="process")
    refused = server.ask("")
    assert (refused.status, refused.headers["Location"]) == (302, "/elsewhere")
    page = server.ask("?who=me")
    assert page.status == 200
    assert page.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert page.headers["X-Mine"] == "1"
    found = json.loads(server.ask("api/revoila/widgets").body)
    assert found["mine"] == found["baseUrl"] == "/some/where/"
    addresses = [value for value in found.values() if isinstance(value, str) and "//" in value]
    assert addresses == []
    assert {server.ask(theme).status for theme in found["themes"].values()} == {200}


@pytest.mark.parametrize("kernel", ["python3", "revoila-shared"])
def test_template_and_shared_kernels_work_in_stock_voila(
    tmp_path: Path, clean_environment: dict[str, str], kernel: str
) -> None:
    notebook = tmp_path / "plain.ipynb"
    code: dict[str, object] = {
        "cell_type": "code",
        "source": "import os\nseen = globals().setdefault('seen', 0) + 1\nprint(f'visit {seen} in {os.getpid()}')",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    text = {"cell_type": "markdown", "source": "*text*", "metadata": {}}
    notebook.write_text(
        json.dumps(
            {
                "cells": [code, text],
                "metadata": {"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}},
                "nbformat": 4,
                "nbformat_minor": 4,
            }
        )
    )
    command = [sys.executable, "-m", "voila", "--template=revoila", "--no-browser"]
    # It takes another one, and says so, when somebody has taken that meanwhile.
    command += [f"--port={free_port()}", str(notebook)]
    environment = {**clean_environment, "JUPYTER_PATH": str(TEMPLATES), "JUPYTER_CONFIG_DIR": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            lines = iter(process.stderr or ())
            url = next(line.strip() for line in lines if line.startswith("http://"))
            page, other = (Server(process, url).ask("").body for _ in range(2))
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)
    # Each visitor has variables of his own, in whatever process.
    (pid,), (other_pid,) = (re.findall(r"visit 1 in (\d+)", body) for body in (page, other))
    assert (pid == other_pid) is (kernel == "revoila-shared")
    assert "<em>text</em>" in page
    assert "html[data-mode" in page
    assert "data-revoila-page" not in page
    assert "revoila-base" not in page
    assert not re.search(r'(?:href|src)="(?:https?:)?//', page)


SEEN = """
import streamlit as st
st.json({
    "headers": st.context.headers.to_dict(),
    "cookies": st.context.cookies.to_dict(),
    "url": st.context.url,
    "locale": st.context.locale,
    "address": st.context.ip_address,
})
"""


def test_a_script_knows_its_visitor_but_not_how_the_visitor_logs_in(serve: Launcher, mode: str) -> None:
    serve.script.write_text(SEEN)
    server = serve("--token=hush", isolation=mode)
    visitor = Visitor(server)
    # The login cookie comes with the first page.
    visitor.get("?token=hush")
    assert visitor.cookies
    secrets = [value for value in visitor.cookies.values() if value]
    visitor.cookies |= {
        "fruit": "apple",
        "username-localhost-8888": "of-another-server",
        "jupyterhub-hub-login": "hub",
    }
    secrets += ["of-another-server", "hub"]
    page = visitor.open()
    seen = page.report()
    assert seen["cookies"] == {"fruit": "apple"}
    assert seen["headers"]["Cookie"] == "fruit=apple"
    assert seen["headers"]["Host"] == server.host
    assert seen["url"] == server.url
    assert (seen["locale"], seen["address"]) == ("de", None)
    told = json.dumps(seen)
    assert not [secret for secret in (*secrets, "hush") if secret in told]
