from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest
from jupyter_server.auth import AllowAllAuthorizer, IdentityProvider
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from revoila.serving._static import StaticHandler, content_type

if TYPE_CHECKING:
    from pathlib import Path

HASHED = "core-0123456789ab.js"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / HASHED).write_text("export default 1;")
    (tmp_path / f"{HASHED}.gz").write_bytes(gzip.compress(b"export default 1;"))
    (tmp_path / "loader.js").write_text("export default 2;")
    (tmp_path / "core-dataframe.js").write_text("export default 3;")
    (tmp_path / "page.html").write_text("<script>alert(1)</script>")
    return tmp_path


def ask(root: Path, path: str, headers: dict[str, str] | None = None) -> HTTPResponse:
    """Send one request to a server that asks everybody for a token."""

    async def run() -> HTTPResponse:
        provider = IdentityProvider(token="secret")  # noqa: S106  # nobody presents it
        web = Application(
            [(r"/files/(.*)", StaticHandler, {"root": root})],
            identity_provider=provider,
            authorizer=AllowAllAuthorizer(identity_provider=provider),
            cookie_secret=b"secret",
            allow_remote_access=True,
        )
        sockets = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(web)
        server.add_sockets(sockets)
        try:
            url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/files/{path}"
            return await AsyncHTTPClient(force_instance=True).fetch(
                url, headers=headers, raise_error=False, decompress_response=False
            )
        finally:
            server.stop()
            await server.close_all_connections()

    return asyncio.run(run())


def test_hashed_name_is_kept_for_ever(root: Path) -> None:
    answer = ask(root, HASHED)
    assert answer.code == 200
    assert answer.body == b"export default 1;"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["loader.js", "core-dataframe.js"])
def test_other_name_is_asked_for_again(root: Path, name: str) -> None:
    answer = ask(root, name)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert ask(root, name, {"If-None-Match": answer.headers["ETag"]}).code == 304


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "deflate,gzip;q=0.5", "gzip; q=1.0"])
def test_compressed_twin_is_sent_to_who_takes_it(root: Path, accepted: str) -> None:
    answer = ask(root, HASHED, {"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert gzip.decompress(answer.body) == b"export default 1;"


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "gzip; q=0.0", "br"])
def test_plain_file_is_sent_to_others(root: Path, accepted: str) -> None:
    answer = ask(root, HASHED, {"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.body == b"export default 1;"


def test_file_that_could_be_a_page_can_do_nothing(root: Path) -> None:
    policy = ask(root, "page.html").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


@pytest.mark.parametrize("path", ["missing.js", "", "..%2fx", "%2e%2e/x"])
def test_what_is_not_there_is_not_found(root: Path, path: str) -> None:
    assert ask(root, path).code == 404


def test_types_do_not_depend_on_the_system() -> None:
    assert content_type(".woff2") == "font/woff2"
    assert content_type(".unknown") == "application/octet-stream"
