"""The server answers what viewers need, and nothing else."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import PATIENCE, Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.conftest import Launcher, Server

ROUTES = """\
import json, sys
from revoila.serving._isolation import make_kernels
from revoila.serving._self_check import walk
from revoila.serving._startup import load_web
from revoila.serving.application import Revoila

server = Revoila.instance()
server.initialize(sys.argv[1:])
web = load_web()(server, server.served_apps(), make_kernels(server, isolation="process"))
print("@@" + json.dumps([[pattern, handler.__name__] for pattern, handler in walk(web.app.default_router)]))
"""

PUBLIC = {
    "FrameHandler",  # an empty document
    "HealthHandler",  # for load balancers
    "NothingHandler",  # says 404
    "KeepKernelHandler",  # does nothing
    "LoginFormHandler",
    "LogoutHandler",
    "StaticHandler",  # the same files for everybody, as are the next
    "PublicFiles",
}
PLANTED = """\
from tornado.web import RequestHandler
from jupyter_server.auth.identity import PasswordIdentityProvider

class Planted(RequestHandler):
    def get(self):
        self.finish("open")

class Provider(PasswordIdentityProvider):
    def get_handlers(self):
        return [*super().get_handlers(), ("/planted", Planted)]

c.Revoila.identity_provider_class = Provider
"""

KERNEL = "12345678-1234-1234-1234-123456789012"

OUTSIDE = [
    "../application.py",
    "..%2fapplication.py",
    "%2e%2e/application.py",
    "%252e%252e/application.py",
    "..%5capplication.py",
    "..;/application.py",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "....//....//etc/passwd",
    "\\\\host\\share",
    "%5c%5chost%5cshare",
    "C:%5cwindows",
    "x%00.js",
    ".hidden",
    "manifest.json%20",
    "manifest.json.",
    "manifest.json::$DATA",
    "a" * 5000,
    "fonts",
    "fonts/",
    "",
]


@pytest.fixture(params=["app", "folder"])
def target(request: pytest.FixtureRequest, app_file: Path) -> Path:
    """Return an app, and a folder with that app."""
    return app_file if request.param == "app" else app_file.parent


@pytest.fixture
def routes(target: Path, clean_environment: dict[str, str]) -> list[tuple[str, str]]:
    """Return the pattern and the handler of everything that a server answers."""
    done = subprocess.run(
        [sys.executable, "-c", ROUTES, str(target), "--token=abc"],
        env=clean_environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return [tuple(route) for route in json.loads(done.stdout.rpartition("@@")[2])]


def example(pattern: str) -> str:
    """Return a path that a route's pattern matches."""
    path = pattern.removesuffix("$").replace("(?:revoila|_stcore|voila|api)(?:/.*)?", "revoila/x")
    path = path.replace(r"(\w+)", "abc").replace(r"([\w-]+)", KERNEL)
    path = path.replace(r"(theme-(?:light|dark)\.css)", "theme-dark.css")
    return "/some/thing" if path == "(.*)" else path.replace("(.*)", "page")


def test_nobody_gets_in_without_a_token(serve: Launcher, routes: list[tuple[str, str]], target: Path) -> None:
    serve.script = target
    server = serve("--token=abc", isolation="process")
    assert {handler for _, handler in routes} == PUBLIC | {
        "PageHandler",
        "PageSocket",
        "KernelModelHandler",
        "ChannelsHandler",
        "WidgetConfigHandler",
        "MetricsHandler",
        "SessionsHandler",
        "SessionHandler",
        "FileHandler",
        *(["IndexHandler"] if target.is_dir() else []),
    }
    for pattern, handler in routes:
        path = example(pattern)
        assert re.fullmatch(pattern, path), pattern
        if handler in PUBLIC:
            continue
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
            answer = server.ask(path, method=method)
            login = answer.status == 302 and answer.headers["Location"].startswith("/login")
            assert login or answer.status in {403, 405}, (method, path, answer.status)
            assert KERNEL not in answer.body
    assert server.sessions() == []


def test_authors_html_has_a_document_without_an_origin(serve: Launcher) -> None:
    frame = serve("--token=abc", isolation="process").ask("revoila/frame")
    assert frame.status == 200
    policy = frame.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts ")
    assert "allow-same-origin" not in policy


def test_login_lets_nobody_change_the_password(serve: Launcher) -> None:
    page = serve("--token=abc", isolation="process").ask("login")
    assert page.status == 200
    assert 'name="password"' in page.body
    assert "new_password" not in page.body


def test_viewers_get_no_files_and_no_rights(serve: Launcher, app_file: Path) -> None:
    (app_file.parent / "picture.png").write_bytes(b"png")
    visitor = Visitor(serve())
    visitor.open().settled()
    paths = ["api/kernels", "api/sessions", "api/contents", "api/terminals", "api/kernelspecs", "api/status"]
    paths += ["files/first_app.py", "voila/files/first_app.py", "voila/files/picture.png", "picture.png"]
    paths += ["voila/render/first_app.py", "voila/tree/", "voila/api/contents/", "terminals/websocket/1"]
    paths += ["revoila/static/first_app.py", "app/static/first_app.py", ".streamlit/secrets.toml"]
    assert {path: visitor.get(path).status for path in paths} == dict.fromkeys(paths, 404)
    # One level below the base every other name is a page of the app, whose own text stays here.
    assert "st.title" not in visitor.get("first_app.py").body


def test_no_path_leads_out_of_a_folder(server: Server) -> None:
    for prefix in ("revoila/static/", "voila/static/", "voila/themes/", "voila/labextensions/"):
        for path in OUTSIDE:
            if prefix != "revoila/static/" and path in {"fonts", "fonts/", ""}:
                continue
            answer = server.ask(prefix + path)
            assert answer.status in {400, 403, 404, 500}, (prefix, path, answer.status)
            assert "root:" not in answer.body
            assert "traitlets" not in answer.body


def test_bundle_is_served_with_the_right_headers(server: Server) -> None:
    manifest = server.ask("revoila/static/manifest.json")
    assert manifest.status == 200
    assert manifest.headers["Cache-Control"] == "no-cache"
    same = server.ask("revoila/static/manifest.json", headers={"If-None-Match": manifest.headers["ETag"]})
    assert same.status == 304
    core = re.search(r'"core": "([^"]+)"', manifest.body)
    assert core
    plain = server.ask(f"revoila/static/{core[1]}")
    assert plain.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["X-Content-Type-Options"] == "nosniff"
    assert plain.headers.get("Content-Encoding") is None
    assert f"/revoila/static/{core[1]}" in Visitor(server).get().links()


def test_route_without_a_decision_keeps_the_server_from_starting(
    app_file: Path, tmp_path: Path, clean_environment: dict[str, str]
) -> None:
    (tmp_path / "jupyter_revoila_config.py").write_text(PLANTED)
    done = subprocess.run(
        [sys.executable, "-m", "revoila", "run", str(app_file), "--port=0", "--token=abc", "--no-browser"],
        env={**clean_environment, "JUPYTER_CONFIG_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert "GET of the route /planted" in done.stderr
    assert "does not say whether it needs a login" in done.stderr
    assert "is served at" not in done.stdout


def test_head_is_answered_as_get_is_without_the_body(serve: Launcher, target: Path) -> None:
    serve.script = target
    server = serve()
    core = json.loads(server.ask("revoila/static/manifest.json").body)["core"]
    paths = ["", "?x=1", f"revoila/static/{core}", "first_app/" if target.is_dir() else "page2"]
    for path in paths:
        got, headed = server.ask(path), server.ask(path, method="HEAD")
        assert (headed.status, headed.body) == (200, ""), path
        for name in ("Content-Type", "Content-Length", "Cache-Control"):
            assert headed.headers[name] == got.headers[name], (path, name)
    assert server.ask("favicon.ico", method="HEAD").status == 404
    assert server.sessions() == []


def test_body_that_nobody_needs_is_not_read(server: Server) -> None:
    host, port = server.host.split(":")
    before = server.memory()
    with ExitStack() as stack:
        for path in ("", "login", "api/revoila/sessions/abc", "elsewhere/at/all"):
            sender = stack.enter_context(socket.create_connection((host, int(port)), timeout=PATIENCE))
            head = f"POST /{path} HTTP/1.1\r\nHost: {server.host}\r\nContent-Length: {80 * 1024**2}\r\n\r\n"
            with suppress(ConnectionError):
                sender.sendall(head.encode())
                # The last megabyte never comes, so that nobody is done with the others.
                for _ in range(79):
                    sender.sendall(bytes(1024**2))
    assert server.memory() - before < 30 * 1024**2
    assert server.ready()


def test_health_needs_no_login_and_starts_nothing(serve: Launcher) -> None:
    server = serve("--token=abc", isolation="process")
    answer = server.ask("_stcore/health")
    assert (answer.status, answer.body) == (200, "ok")
    assert server.ask("_stcore/health", method="HEAD").status == 200
    assert server.sessions() == []
