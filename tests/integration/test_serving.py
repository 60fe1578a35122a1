"""``revoila run`` answers with the app's page."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import PATIENCE, Visitor, free_port, gone, running, until

if TYPE_CHECKING:
    from tests.integration.conftest import Launcher, Server

TEMPLATES = Path(__file__).parents[2] / "pkg/revoila/serving/share/jupyter"


def test_page_tells_the_kernel_where_it_is(serve: Launcher, app_file: Path, tmp_path: Path) -> None:
    server = serve("--", "--token", "--", "--server.port", "a b")
    page = Visitor(server).open("second%20page?x=1&y=%C3%A4&token=secret")
    kernel = page.stub()
    assert kernel["env"]["REVOILA_PATH"] == "second page"
    assert kernel["env"]["REVOILA_QUERY"] == "x=1&y=%C3%A4"
    assert kernel["env"]["SCRIPT_NAME"] == "/second%20page"
    assert "secret" not in "".join(kernel["env"].values())
    assert kernel["cwd"] == str(tmp_path)  # where the command was given
    assert kernel["argv"] == [str(app_file), "--token", "--", "--server.port", "a b"]
    assert kernel["script"] == str(app_file)
    assert kernel["executable"] == sys.executable


def test_page_names_no_other_origin(server: Server) -> None:
    page = Visitor(server).open()
    links = re.findall(r'(?:href|src)="([^"]*)"', page.body)
    assert links
    assert all(link.startswith(("/", "data:")) for link in links)
    addresses = [value for value in page.config().values() if isinstance(value, str) and "//" in value]
    assert addresses == []


def test_page_of_a_base_url_stays_below_it(serve: Launcher) -> None:
    server = serve("--base-url", "some/where")
    assert server.base == "/some/where/"
    page = Visitor(server).open("page2")
    assert page.stub()["env"]["REVOILA_PATH"] == "page2"
    assert page.config()["baseUrl"] == "/some/where/"
    assert '<meta name="revoila-base" content="/some/where/">' in page.body
    links = [
        link for link in re.findall(r'(?:href|src)="([^"]*)"', page.body) if not link.startswith("data:")
    ]
    assert all(link.startswith("/some/where/") for link in links)
    assert {server.ask(link).status for link in links} == {200}
    assert server.ask("/page2").status == 404


@pytest.mark.parametrize(
    ("arguments", "sheets"),
    [
        ((), ["theme-light.css", "theme-dark.css"]),
        (("--theme", "light"), ["theme-light.css"]),
        (("--theme", "dark"), ["theme-dark.css"]),
    ],
)
def test_theme_is_known_before_anything_is_drawn(
    serve: Launcher, arguments: tuple[str, ...], sheets: list[str]
) -> None:
    page = Visitor(serve(*arguments)).open()
    head = page.body.partition("</head>")[0]
    assert re.findall(r"theme-\w+\.css", head) == sheets
    assert re.findall(r'<script data-mode="(\w+)"', head) == [arguments[1] if arguments else "auto"]


def test_page_is_not_kept_by_caches_and_not_framed_elsewhere(server: Server) -> None:
    page = Visitor(server).open()
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]


def test_what_is_not_a_page_starts_no_kernel(serve: Launcher) -> None:
    server = serve()
    paths = [
        "favicon.ico",
        "robots.txt",
        "a/b",
        "_stcore/other",
        "revoila",
        "revoila/x",
        "%00",
        "a%2fb",
        "a%5cb",
        "a%0d",
    ]
    assert {path: server.ask(path).status for path in paths} == dict.fromkeys(paths, 404)
    assert server.ask("", method="POST").status in {403, 405}
    assert server.kernels() == []


def test_query_beyond_its_limits_is_refused(serve: Launcher) -> None:
    server = serve()
    assert server.ask("?" + "&".join(f"k{number}=1" for number in range(201))).status == 414
    assert server.ask("?" + "x" * 70_000).status == 414
    assert server.ready()
    assert server.kernels() == []


def test_cell_that_fails_says_so_and_is_tried_again(serve: Launcher, tmp_path: Path) -> None:
    marker = tmp_path / "fixed"
    server = serve(
        cell=f"import os\nassert os.path.exists({str(marker)!r}), 'not ' 'yet'\nprint('it ' 'works')"
    )
    visitor = Visitor(server)
    page = visitor.open()
    assert "There was an error" in page.body
    assert "not yet" not in page.body
    until(lambda: None if server.kernels() else True)
    marker.touch()
    assert "it works" in visitor.reload().body


def test_kernel_that_dies_at_its_start_is_reported(serve: Launcher) -> None:
    server = serve(cell="import os\nos._exit(3)")
    page = Visitor(server).open()
    assert re.search("error|could not be started", page.body)
    until(lambda: None if server.kernels() else True)


def test_script_alias_reaches_the_kernel(serve: Launcher) -> None:
    assert Visitor(serve("--streamlit-alias")).open().stub()["env"]["REVOILA_STREAMLIT_ALIAS"] == "1"


def test_options_in_the_spelling_of_streamlit_reach_server_and_kernel(serve: Launcher) -> None:
    server = serve(
        "--server.baseUrlPath", "apps", "--theme.primaryColor=#f00", "--Client.toolbar_mode=minimal"
    )
    assert server.base == "/apps/"
    carried = json.loads(Visitor(server).open().stub()["env"]["REVOILA_COMMAND_LINE"])
    assert carried["theme.primaryColor"] == "#f00"
    assert carried["client.toolbarMode"] == "minimal"


def test_project_file_is_read_by_the_server(serve: Launcher, app_file: Path) -> None:
    folder = app_file.parent / ".streamlit"
    folder.mkdir()
    settings = "[server]\nbaseUrlPath = 'here'\n[theme]\nbase = 'dark'\nbackgroundColor = '#123456'\n"
    (folder / "config.toml").write_text(settings)
    server = serve()
    assert server.base == "/here/"
    page = Visitor(server).open()
    assert "theme-light.css" not in page.body
    assert "--page-dark: #123456" in page.body


def test_our_own_configuration_wins_over_the_project_file(serve: Launcher, app_file: Path) -> None:
    folder = app_file.parent / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text("[server]\nbaseUrlPath = 'here'\n")
    assert serve(config="c.Revoila.base_url = '/there'\n").base == "/there/"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_no_kernel_outlives_the_server(serve: Launcher, how: int) -> None:
    server = serve()
    pids = [Visitor(server).open().stub()["pid"] for _ in range(2)]
    assert server.stop(how) == 0
    for pid in pids:
        until(partial(gone, pid))


def test_port_that_was_asked_for_and_is_taken_is_an_error(
    app_file: Path, clean_environment: dict[str, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "revoila", "run", str(app_file), "--port", str(port), "--ip=127.0.0.1"],
            env=clean_environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 2
    assert f"Port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_next_port_is_taken_when_none_was_asked_for(serve: Launcher) -> None:
    first, second = serve(port=None), serve(port=None)
    assert first.host != second.host


def test_configuration_comes_from_the_jupyter_path(serve: Launcher) -> None:
    server = serve(config="c.Theme.base = 'dark'\nc.Revoila.base_url = '/apps'\n")
    assert server.base == "/apps/"
    assert 'data-mode="dark"' in Visitor(server).open().body


def test_configuration_of_voila_itself_is_not_ours(serve: Launcher, app_file: Path) -> None:
    (app_file.parent / "voila.json").write_text(json.dumps({"VoilaConfiguration": {"template": "classic"}}))
    assert "revoila-base" in Visitor(serve()).open().body


def test_template_works_in_stock_voila(tmp_path: Path, clean_environment: dict[str, str]) -> None:
    notebook = tmp_path / "plain.ipynb"
    code: dict[str, object] = {
        "cell_type": "code",
        "source": "print(6 * 7)",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    text = {"cell_type": "markdown", "source": "*text*", "metadata": {}}
    notebook.write_text(
        json.dumps({"cells": [code, text], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    )
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "voila",
        "--template=revoila",
        "--no-browser",
        f"--port={port}",
        str(notebook),
    ]
    environment = {**clean_environment, "JUPYTER_PATH": str(TEMPLATES), "JUPYTER_CONFIG_DIR": str(tmp_path)}
    with running(command, f"http://localhost:{port}/", environment) as server:
        until(server.up)
        page = server.ask("").body
    assert "42" in page
    assert "<em>text</em>" in page
    assert "html[data-mode" in page
    assert "data-tab" not in page
    assert "revoila-base" not in page
    assert not re.search(r'(?:href|src)="(?:https?:)?//', page)


def test_hooks_of_voila_work(serve: Launcher) -> None:
    config = """
def before(handler, notebook, cwd):
    if handler.get_argument("who", "") != "me":
        from tornado.web import HTTPError
        raise HTTPError(403)
    notebook.cells[0].source = "print('it ' 'was ' 'changed')"

def configure(current_page_config, **context):
    return {**current_page_config, "mine": context["notebook_path"].rpartition("/")[2]}

c.VoilaConfiguration.prelaunch_hook = before
c.VoilaConfiguration.page_config_hook = configure
"""
    server = serve(config=config)
    assert server.ask("").status == 403
    assert server.kernels() == []
    page = Visitor(server).open("?who=me")
    assert "it was changed" in page.body
    assert page.config()["mine"] == "first_app.py"
