"""``revoila run folder/`` serves every app of the folder, each with pages and sessions of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.integration.conftest import REPORT, Launcher, Page, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.conftest import Server

USE_PARTS = "\nimport parts\nst.text(f'parts of {parts.OWNER}')\n"


@pytest.fixture(scope="module")
def launcher(
    tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]
) -> Iterator[Launcher]:
    """Return what starts servers of a folder with apps; they run until the end of the module."""
    root = tmp_path_factory.mktemp("folder")
    folder = root / "my apps"
    for name, text in {
        "sales.py": '"""Sales <of> the year.\n\nMore.\n"""\n' + REPORT,
        "stock_list.py": REPORT,
        "café/app.py": '"""Coffee"""\n' + REPORT + USE_PARTS,
        "café/parts.py": "OWNER = 'the café'",
        "tea/app.py": REPORT + USE_PARTS,
        "tea/parts.py": "OWNER = 'the tea room'",
        "_parts.py": "",
        "data/numbers.csv": "1,2\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    launcher = Launcher(root, folder, clean_environment)
    yield launcher
    launcher.close()


@pytest.fixture(scope="module")
def lasting(launcher: Launcher) -> Server:
    """Return a server of the folder."""
    return launcher("--base-url=some/where")


@pytest.fixture
def server(lasting: Server) -> Iterator[Server]:
    """Return it for one test."""
    yield lasting
    lasting.hang_up()
    lasting.end_sessions()


def test_index_lists_the_apps(server: Server) -> None:
    page = server.ask("")
    assert re.findall(r'<a href="([^"]+)"><strong>([^<]+)</strong>', page.body) == [
        ("/some/where/caf%C3%A9/", "Coffee"),
        ("/some/where/sales/", "Sales &lt;of&gt; the year."),
        ("/some/where/stock_list/", "stock list"),
        ("/some/where/tea/", "app"),
    ]
    assert "<h1>my apps</h1>" in page.body
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'nonce-")
    assert server.sessions() == []


def test_pages_are_below_their_app(server: Server, launcher: Launcher) -> None:
    visitor = Visitor(server)
    page = visitor.open("sales/page2?x=1")
    assert page.app == "sales"
    seen = page.report()
    assert (seen["query"], seen["script"]) == ({"x": "1"}, str(launcher.script / "sales.py"))
    answer = visitor.get("sales/page2")
    assert answer.attribute("data-base") == "/some/where/sales/"
    assert answer.attribute("data-service") == "/some/where/"
    assert {server.ask(link).status for link in answer.links()} == {200}
    other = visitor.open("caf%C3%A9/")
    assert other.report()["script"] == str(launcher.script / "café" / "app.py")
    assert visitor.get("caf%C3%A9/").attribute("data-base") == "/some/where/caf%C3%A9/"


def test_name_of_an_app_leads_to_its_first_page(server: Server) -> None:
    answer = server.ask("sales?x=1&y=a%20b")
    assert (answer.status, answer.headers["Location"]) == (302, "/some/where/sales/?x=1&y=a%20b")
    assert server.ask("caf%c3%a9").headers["Location"] == "/some/where/caf%C3%A9/"


def test_what_is_no_app_is_not_found_and_starts_nothing(server: Server) -> None:
    paths = ["none", "none/", "_parts", "_parts/", "data/", "sales.py", "sales.py/", "sales/a/b", "SALES/"]
    paths += ["data/numbers.csv", "%2e%2e/", "sales/..%2f..", "sales/%00", "sales/favicon.ico", "favicon.ico"]
    paths += ["//evil.example", "/%5cevil.example", "stock%20list/"]
    assert {path: server.ask(path).status for path in paths} == dict.fromkeys(paths, 404)
    assert server.sessions() == []


@pytest.mark.parametrize("name", ["", "none", "_parts", "sales/", "sales.py", "../my apps/sales", "SALES"])
def test_websocket_knows_the_same_apps(server: Server, name: str) -> None:
    page = Page(Visitor(server), app=name).connect()
    assert "no such app" in page.word("failed")["message"]
    assert page.closed() == 4001
    assert server.sessions() == []


def test_sessions_of_two_apps_do_not_mix(server: Server) -> None:
    visitor = Visitor(server)
    sales, stock = visitor.open("sales/"), visitor.open("stock_list/")
    sales.click("Add")
    sales.see("count is 1")
    stock.see("count is 0")
    assert sorted(session["app"] for session in server.sessions()) == ["sales", "stock_list"]
    # A handle of one app opens nothing in another.
    crossed = Page(visitor, app="stock_list", tab=sales.tab).connect().welcomed()
    assert not crossed.again
    assert crossed.kernel not in {sales.kernel, stock.kernel}
    crossed.see("count is 0")
    sales.reload("other").welcomed().see("count is 1")


def test_modules_of_one_name_do_not_mix(server: Server) -> None:
    cafe, tea = Visitor(server).open("caf%C3%A9/"), Visitor(server).open("tea/")
    cafe.see("parts of the café")
    tea.see("parts of the tea room")


def test_full_app_does_not_close_the_others(launcher: Launcher) -> None:
    server = launcher("--limits.sessionsPerApp=1")
    Visitor(server).open("sales/").settled()
    assert Visitor(server).come("sales/").word("waiting")["reason"] == "app"
    Visitor(server).open("stock_list/").see("count is 0")


def test_apps_may_differ_in_where_they_run(launcher: Launcher) -> None:
    server = launcher(config="c.Revoila.isolation_of = {'sales': 'process', 'tea': 'pooled'}\n")
    names = ("sales", "tea", "stock_list")
    pids = {Visitor(server).open(f"{name}/").report()["pid"] for name in names}
    assert len(pids) == 3
    memory = {session["app"]: session["memory"] for session in server.sessions()}
    assert memory["sales"] > 1024**2
    assert memory["tea"] > 1024**2
    assert memory["stock_list"] is None, "it is not its own"
    server.stop()


def test_configuration_of_the_folder_is_read(launcher: Launcher) -> None:
    settings = launcher.script / ".streamlit"
    settings.mkdir()
    (settings / "config.toml").write_text("[server]\nbaseUrlPath = 'here'\n")
    try:
        server = launcher()
    finally:
        (settings / "config.toml").unlink()
        settings.rmdir()
    assert server.base == "/here/"
    assert server.ask("sales").headers["Location"] == "/here/sales/"
