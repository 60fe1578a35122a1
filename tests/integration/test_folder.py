"""``revoila run folder/`` serves every app of the folder, each with pages, cookies and sessions of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import Launcher, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.conftest import Answer


@pytest.fixture
def serve(tmp_path: Path, clean_environment: dict[str, str]) -> Iterator[Launcher]:
    """Return what starts servers of a folder with three apps."""
    folder = tmp_path / "my apps"
    for name, text in {
        "sales.py": '"""Sales <of> the year.\n\nMore.\n"""\n',
        "stock_list.py": "import revoila as st\n",
        "café/app.py": '"""Coffee"""\n',
        "_parts.py": "",
        "data/numbers.csv": "1,2\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    launcher = Launcher(tmp_path, folder, clean_environment)
    yield launcher
    launcher.close()


def base(page: Answer) -> str:
    found = re.search(r'<meta name="revoila-base" content="([^"]*)">', page.body)
    assert found, page.body[:500]
    return found[1]


def test_index_lists_the_apps(serve: Launcher) -> None:
    server = serve("--base-url=some/where")
    page = server.ask("")
    assert re.findall(r'<a href="([^"]+)"><strong>([^<]+)</strong>', page.body) == [
        ("/some/where/caf%C3%A9/", "Coffee"),
        ("/some/where/sales/", "Sales &lt;of&gt; the year."),
        ("/some/where/stock_list/", "stock list"),
    ]
    assert "<h1>my apps</h1>" in page.body
    assert server.kernels() == []


def test_pages_are_below_their_app(serve: Launcher) -> None:
    server = serve("--base-url=some/where")
    visitor = Visitor(server)
    page = visitor.open("sales/page2?x=1")
    assert page.stub()["env"]["REVOILA_PATH"] == "page2"
    assert page.stub()["env"]["REVOILA_QUERY"] == "x=1"
    assert page.stub()["script"] == str(serve.script / "sales.py")
    assert base(page) == page.attribute("data-base") == "/some/where/sales/"
    assert page.config()["baseUrl"] == "/some/where/"
    other = visitor.open("caf%C3%A9/")
    assert other.stub()["script"] == str(serve.script / "café" / "app.py")
    assert base(other) == "/some/where/caf%C3%A9/"
    links = re.findall(r'(?:href|src)="(/[^"]*)"', page.body)
    assert {server.ask(link).status for link in links} == {200}


def test_name_of_an_app_leads_to_its_first_page(serve: Launcher) -> None:
    server = serve()
    answer = server.ask("sales?x=1&y=a%20b")
    assert (answer.status, answer.headers["Location"]) == (302, "/sales/?x=1&y=a%20b")
    assert server.ask("caf%c3%a9").headers["Location"] == "/caf%C3%A9/"


def test_what_is_no_app_is_not_found_and_starts_nothing(serve: Launcher) -> None:
    server = serve()
    paths = ["none", "none/", "_parts", "_parts/", "data/", "sales.py", "sales.py/", "sales/a/b", "SALES/"]
    paths += ["data/numbers.csv", "%2e%2e/", "sales/..%2f..", "sales/%00", "sales/favicon.ico", "favicon.ico"]
    paths += ["//evil.example", "/%5cevil.example", "stock list/".replace(" ", "%20")]
    assert {path: server.ask(path).status for path in paths} == dict.fromkeys(paths, 404)
    assert server.kernels() == []


def test_sessions_of_two_apps_do_not_mix(serve: Launcher) -> None:
    visitor = Visitor(serve())
    sales, stock = visitor.open("sales/"), visitor.open("stock_list/")
    names = [page.attribute("data-cookie") for page in (sales, stock)]
    assert len(set(names)) == 2
    handles = [page.attribute("data-tab") for page in (sales, stock)]
    again = visitor.present(names[0], handles[0], "sales/other")
    assert again.kernel_id() == sales.kernel_id()
    # A handle of one app opens nothing in another, whatever its cookie is called.
    crossed = visitor.present(names[1], handles[0], "stock_list/")
    assert crossed.kernel_id() not in {sales.kernel_id(), stock.kernel_id()}


def test_full_app_does_not_close_the_others(serve: Launcher) -> None:
    server = serve("--limits.sessionsPerApp=1")
    Visitor(server).open("sales/")
    waiting = Visitor(server).get("sales/")
    assert "data-revoila-waiting" in waiting.body
    assert base(waiting) == "/sales/"
    assert "data-tab" in Visitor(server).open("stock_list/").body


def test_configuration_of_the_folder_is_read(serve: Launcher) -> None:
    (serve.script / ".streamlit").mkdir()
    (serve.script / ".streamlit" / "config.toml").write_text("[server]\nbaseUrlPath = 'here'\n")
    server = serve()
    assert server.base == "/here/"
    assert server.ask("sales").headers["Location"] == "/here/sales/"
