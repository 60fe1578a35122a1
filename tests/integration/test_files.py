"""Files of apps over HTTP: the server asks the process of the session for their parts."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import Page, Visitor, nodes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.conftest import Answer, Launcher

APP = """
from pathlib import Path
import streamlit as st

st.video(Path(__file__).with_name("film.mp4"))
st.download_button("Save", "held", "held.txt")
st.write("there")
"""
CONFIG = """
from jupyter_server.auth import IdentityProvider, User

class Provider(IdentityProvider):
    @property
    def token(self):
        return "of the provider"

    def get_user(self, handler):
        name = handler.request.headers.get("X-Name")
        return User(name) if name else None

c.Revoila.identity_provider_class = Provider
"""


@pytest.fixture
def films(app_file: Path) -> Path:
    """Return an app with a film."""
    app_file.write_text(APP)
    # 11 MB in which every position can be told.
    app_file.with_name("film.mp4").write_text("".join(f"{number:09},\n" for number in range(1_000_000)))
    return app_file


def welcome(page: Page) -> dict[str, Any]:
    """What the server says when a page has its session."""
    said: dict[str, Any] = page.word("welcome")
    return said


def name_of(page: Page, kind: str = "video") -> str:
    """Return the name of the file of an element."""
    (node,) = (node for node in nodes(page.see("there")) if node["k"] == kind)
    return str(node["p"]["file"]["$m"])


@pytest.mark.parametrize("mode", ["shared", "pooled"])
def test_parts_of_a_film_come_from_the_process_of_the_session(
    serve: Launcher, films: Path, mode: str
) -> None:
    serve.script = films
    server = serve("--base-url=/below/", isolation=mode)
    visitor = Visitor(server)
    page = visitor.come()
    key, name = welcome(page)["files"], name_of(page)

    def ask(**headers: str) -> Answer:
        return visitor.get(f"api/revoila/files/{key}/{name}", headers=headers)

    part = ask(Range="bytes=5500000-5500010")
    assert (part.status, part.body) == (206, "000500000,\n")
    assert part.headers["Content-Range"] == "bytes 5500000-5500010/11000000"
    assert ask(Range="bytes=-11").body == "000999999,\n"
    whole = ask()
    assert len(whole.body) == 11_000_000
    assert whole.body.endswith("000999999,\n")
    assert ask(Range="bytes=11000000-").status == 416
    assert visitor.get(f"api/revoila/files/{key}/{'0' * 32}").status == 404
    page.close()


def test_download_is_the_one_that_was_on_the_page(serve: Launcher, films: Path) -> None:
    serve.script = films
    visitor = Visitor(serve())
    page = visitor.come()
    key, name = welcome(page)["files"], name_of(page, "download_button")
    page.say(method="media", id=name, transfer="mine", at=0, hold=True)
    page.hear('"mine"')
    answer = visitor.get(f"api/revoila/files/{key}/mine")
    assert (answer.status, answer.body) == (200, "held")
    assert answer.headers["Content-Disposition"] == "attachment"
    # It has been fetched.
    assert visitor.get(f"api/revoila/files/{key}/mine").status == 404


def test_nobody_else_gets_at_the_files_of_a_session(serve: Launcher, films: Path) -> None:
    serve.script = films
    server = serve(config=CONFIG)
    ann, bob = {"X-Name": "ann"}, {"X-Name": "bob"}
    first = Page(Visitor(server)).connect(**ann)
    second = Page(Visitor(server)).connect(**bob)
    keys, name = [welcome(page)["files"] for page in (first, second)], name_of(first)
    assert name_of(second) == name
    path = f"api/revoila/files/{keys[0]}/{name}"
    assert server.ask(path, headers={**ann, "Range": "bytes=0-9"}).body == "000000000,"
    assert server.ask(path, headers=bob).status == 404
    assert server.ask(path).status in {302, 403}
    assert server.ask(path, method="HEAD").status in {302, 403}
    # Bob's own session shows the same film.
    assert (
        server.ask(f"api/revoila/files/{keys[1]}/{name}", headers={**bob, "Range": "bytes=0-9"}).status == 206
    )
    for forged in (first.tab, first.session, "0" * 48, keys[0][:-1]):
        assert server.ask(f"api/revoila/files/{forged or 'x'}/{name}", headers=ann).status == 404


def test_session_that_ends_takes_its_files_along(serve: Launcher, films: Path) -> None:
    serve.script = films
    server = serve("--token=abc")
    visitor = Visitor(server)
    page = visitor.come("?token=abc")
    said, name = welcome(page), name_of(page)
    path = f"api/revoila/files/{said['files']}/{name}"
    assert visitor.get(path, headers={"Range": "bytes=0-9"}).status == 206
    server.end_sessions()
    assert page.word("ended") == {"reason": "stopped"}
    assert visitor.get(path).status == 404


def test_process_that_does_not_answer_is_said(serve: Launcher, films: Path) -> None:
    serve.script = films
    server = serve(config="c.HostKernels.answer_timeout = 0.5")
    visitor = Visitor(server)
    page = visitor.come()
    path = f"api/revoila/files/{welcome(page)['files']}/{name_of(page)}"
    assert visitor.get(path, method="HEAD").status == 200
    hosts = server.kernels()
    for pid in hosts:
        os.kill(pid, signal.SIGSTOP)
    try:
        assert visitor.get(path, method="HEAD").status == 503
    finally:
        for pid in hosts:
            os.kill(pid, signal.SIGCONT)
    assert visitor.get(path, method="HEAD").status == 200
    for pid in hosts:
        os.kill(pid, signal.SIGKILL)
    assert page.over()[0] == "crashed"
    assert visitor.get(path, method="HEAD").status == 404


def test_process_of_a_single_visitor_has_no_addresses_for_files(serve: Launcher, films: Path) -> None:
    serve.script = films
    page = Visitor(serve(isolation="process")).come()
    assert "files" not in welcome(page)
