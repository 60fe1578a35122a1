"""Real servers for tests that a real browser drives."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parent.parent.parent
APPS = ROOT / "notebooks" / "apps"
PATIENCE = 90.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], health: str, folder: Path, **environment: str) -> Iterator[None]:
    """Run a server until the block ends; `health` is an address that answers once it is ready."""
    with tempfile.TemporaryFile() as log:
        environment = {**os.environ, "JUPYTER_PLATFORM_DIRS": "1", **environment}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            until = time.monotonic() + PATIENCE
            while not answers(health):
                if process.poll() is not None or time.monotonic() > until:
                    log.seek(0)
                    pytest.fail(f"the server did not start:\n{log.read().decode()[-3000:]}")
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310  # a server of the test's own
            return True
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., str]]:
    """Return a function that serves an app and returns its address; one server per app and module."""
    with ExitStack() as stack:
        served: dict[str, str] = {}

        def start(app: Path, *options: str, **environment: str) -> str:
            name = str((app, options, environment))
            if name not in served:
                port = free_port()
                command = [
                    sys.executable,
                    "-m",
                    "revoila",
                    "run",
                    str(app),
                    f"--port={port}",
                    "--no-browser",
                    *options,
                ]
                address = f"http://127.0.0.1:{port}/"
                stack.enter_context(running(command, address + "_stcore/health", app.parent, **environment))
                served[name] = address
            return served[name]

        yield start


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """JupyterLab on a folder of its own: its address and the folder."""
    folder = tmp_path_factory.mktemp("lab")
    port = free_port()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
        *("--ServerApp.token=", "--ServerApp.password=", f"--ServerApp.root_dir={folder}"),
        "--LabApp.news_url=None",
    ]
    address = f"http://127.0.0.1:{port}/"
    home = tmp_path_factory.mktemp("home")
    with running(
        command, address + "api", folder, JUPYTER_CONFIG_DIR=str(home), JUPYTERLAB_SETTINGS_DIR=str(home)
    ):
        yield address, folder


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

    def open(self, address: str) -> AppPage:
        self.page.goto(address)
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


@pytest.fixture
def app(page: Page) -> AppPage:
    """The only app of the page."""
    return AppPage(page, page.get_by_test_id("stApp"))
