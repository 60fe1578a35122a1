"""Real servers for tests that a real browser drives."""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.server import Server, end_kernels, free_port, run_app, running, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

# A shared machine is slow at times; what is to be quick is measured, not waited for.
expect.set_options(timeout=20_000)

HERE = {"127.0.0.1", "localhost", ""}
"""The only hosts that a page may ask; addresses with data in them have none."""

BROWSER = {"chrome", "chrome-extension"}
"""Schemes of what the browser has of its own, such as its viewer of PDF documents."""

VIOLATIONS = """addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI}) =>
  console.error(`securitypolicyviolation of ${effectiveDirective} by ${blockedURI} on ${location.href}`))"""


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., str]]:
    """Return a function that serves an app and returns its address; one server per app and module."""
    with ExitStack() as stack:
        served: dict[str, Server] = {}

        def start(app: Path, *options: str, **environment: str) -> str:
            name = str((app, options, environment))
            if name not in served:
                served[name] = run_app(app, *options, **environment)
                stack.callback(served[name].close)
            return served[name].address

        yield start


@pytest.fixture
def launch() -> Iterator[Callable[..., Server]]:
    """Return a function that serves an app from a process which the test may do with what it likes."""
    with ExitStack() as stack:

        def start(app: Path, *options: str, **environment: str) -> Server:
            server = run_app(app, *options, **environment)
            stack.callback(server.close)
            return server

        yield start


@pytest.fixture(scope="session")
def jupyter_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """JupyterLab on a folder of its own, for all tests of this process: its address and the folder."""
    folder = tmp_path_factory.mktemp("lab")
    port = free_port()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ServerApp.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}"),
        *("--LabApp.news_url=None", "--ServerApp.disable_check_xsrf=True"),
    ]
    address = f"http://127.0.0.1:{port}/"
    home = tmp_path_factory.mktemp("home")
    with running(
        command, address + "api", folder, JUPYTER_CONFIG_DIR=str(home), JUPYTERLAB_SETTINGS_DIR=str(home)
    ):
        yield address, folder


@pytest.fixture(scope="module")
def lab(jupyter_lab: tuple[str, Path]) -> Iterator[tuple[str, Path]]:
    """JupyterLab as it is at first, with nothing open: its address and its folder, which is empty."""
    address, folder = jupyter_lab
    yield address, folder
    end_kernels(address)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


class Guard:
    """Notes what no page may do: ask another host, break its content policy, raise.

    Parameters
    ----------
    context : BrowserContext
        Of the pages.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.add_init_script(VIOLATIONS)
        context.on("console", self._listen)
        context.on("request", lambda request: self._look(request.url))
        context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        context.on("page", self._follow)
        for page in context.pages:
            self._follow(page)

    def _follow(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._look(socket.url))

    def _listen(self, message: ConsoleMessage) -> None:
        if "securitypolicyviolation" in message.text or "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def _look(self, url: str) -> None:
        parts = urlsplit(url)
        if (parts.hostname or "") not in HERE and parts.scheme not in BROWSER:
            self.complaints.append(f"asked for {url}")

    def check(self) -> None:
        """Fail the test if there was something."""
        assert not self.complaints, "\n".join(self.complaints)


class AppPage:
    """An app on a page, in the words of somebody who looks at it.

    Waits are on ``data-run-state``, never on time.
    """

    def __init__(self, page: Page, root: Locator) -> None:
        self.page = page
        self.root = root

    def settle(self) -> AppPage:
        self.root.and_(self.page.locator("[data-run-state=idle]")).wait_for(timeout=60_000)
        return self

    def until(self, claim: Callable[[], Any], limit: float = 20.0) -> AppPage:
        """Wait for something that the page does not show."""
        # What the browser tells in the meantime is heard only while it is asked something.
        until(lambda: (self.page.title(), claim())[1], limit)
        return self

    def open(self, address: str) -> AppPage:
        self.page.goto(address)
        return self.settle()

    def reload(self) -> AppPage:
        self.page.reload()
        return self.settle()

    def press(self, name: str) -> AppPage:
        self.root.get_by_role("button", name=name, exact=True).click()
        return self.settle()

    def type(self, label: str, text: str) -> AppPage:
        field = self.root.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Enter")
        return self.settle()

    def slide(self, label: str, key: str, times: int = 1) -> AppPage:
        handle = self.root.get_by_role("slider", name=label).first
        handle.focus()
        for _ in range(times):
            handle.press(key)
        return self.settle()

    def texts(self) -> list[str]:
        return self.root.get_by_test_id("stMain").get_by_test_id("stMarkdown").all_inner_texts()

    def attribute(self, name: str) -> Any:
        return self.root.get_attribute(name)

    def tab(self) -> AppPage:
        """Return the app in another tab of the same visitor, which is blank yet."""
        return on_page(self.page.context.new_page())


def on_page(page: Page) -> AppPage:
    """Return the only app of a page."""
    return AppPage(page, page.get_by_test_id("stApp"))


def duplicate(app: AppPage) -> AppPage:
    """Return a tab with the storage of this one, as the browser's own command makes it."""
    stored = json.dumps(app.page.evaluate("({...sessionStorage})"))
    other = app.tab()
    # Only the first page of the tab gets it: what it stores itself is its own.
    other.page.add_init_script(f"if (!sessionStorage.length) Object.assign(sessionStorage, {stored})")
    return other


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page of its own profile; fails the test when it does what no page may do."""
    guard = Guard(page.context)
    yield page
    guard.check()


@pytest.fixture
def app(page: Page) -> AppPage:
    """The only app of the page."""
    return on_page(page)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., AppPage]]:
    """Return a function that gives further visitors a browser; its arguments are those of a new context."""
    with ExitStack() as stack:
        guards: list[Guard] = []

        def come(**options: Any) -> AppPage:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
            context.set_default_timeout(20_000)
            stack.callback(context.close)
            guards.append(Guard(context))
            return on_page(context.new_page())

        yield come
    for guard in guards:
        guard.check()
