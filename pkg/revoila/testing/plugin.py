"""The plugin for pytest: apps in tests as a fixture, on the host of one's choice, and pages as text to compare with.

It is found by pytest when the package is installed. Until a test asks for one of the fixtures, nothing else of
the package is loaded.

- `app_test` makes app tests and closes them: ``app_test("app.py")``, ``app_test(function)``,
  ``app_test.from_string("...")``.
- `app_snapshot` compares `AppTest.tree_text` with a file beside the test.
- ``--revoila-host`` (``revoila_host`` in the configuration) is where apps of `app_test` run.
- In a browser they are where the fixture ``browser`` says, such as that of pytest-playwright, else in one of their own.
- ``--revoila-update-snapshots`` writes those files anew.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from difflib import unified_diff
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from revoila.testing.v1 import AppTest
    from revoila.testing.v1._chromium import Lease
    from revoila.testing.v1._kernel import Kernel

__all__ = ["AppSnapshot", "AppTests", "app_snapshot", "app_test"]

HOSTS = ("inprocess", "kernel", "browser")
FOLDER = "__snapshots__"

_kernels = pytest.StashKey[dict[str, Any]]()
_browsers = pytest.StashKey[dict[str, Any]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the options of the command line and of the configuration."""
    group = parser.getgroup("revoila", "apps (revoila)")
    text = "Where apps of the fixture app_test run"
    group.addoption("--revoila-host", choices=HOSTS, help=f"{text}: {', '.join(HOSTS)}.")
    group.addoption(
        "--revoila-update-snapshots",
        action="store_true",
        help="Write the files that app_snapshot compares with anew.",
    )
    parser.addini("revoila_host", f"{text}, unless --revoila-host says otherwise.", default="inprocess")


def pytest_configure(config: pytest.Config) -> None:
    """Check what the configuration says.

    Raises
    ------
    UsageError
        There is no such host.
    """
    host = config.getini("revoila_host")
    if host not in HOSTS:
        raise pytest.UsageError(f"revoila_host is {host!r}. It must be one of: {', '.join(HOSTS)}.")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the kernel and the browser that tests have shared."""
    for shared in (*config.stash.get(_kernels, {}).values(), *config.stash.get(_browsers, {}).values()):
        shared.close()


class AppTests:
    """Makes app tests that are closed at the end of a test; the value of the fixture `app_test`.

    Parameters
    ----------
    folder : Path
        Where relative paths start.
    host : str
        Where apps run unless a call says otherwise.
    kernel : Callable
        Returns the kernel in which those with ``host="kernel"`` run.
    browser : Callable
        Returns the browser of Playwright in which those with ``host="browser"`` are.
    """

    def __init__(
        self, folder: Path, host: str, kernel: Callable[[], Kernel], browser: Callable[[], Any]
    ) -> None:
        self.host = host
        self.folder = folder
        self._kernel = kernel
        self._browser = browser
        self._made: list[AppTest] = []

    def __call__(self, source: str | Path | Callable[..., Any], **options: Any) -> AppTest:
        """Test an app in a file, or one given as a function.

        Parameters
        ----------
        source : str, Path or Callable
            A path, which starts at the folder of the test's file; or a function, of which only the source is used.
        **options : object
            As for `AppTest.from_file` and `AppTest.from_function`.

        Returns
        -------
        AppTest
            The test; nothing has run.

        Raises
        ------
        TypeError
            It is neither a path nor a function.

        Examples
        --------
        >>> def test_the_title(app_test):  # doctest: +SKIP
        ...     assert app_test("app.py").run().title[0].value == "Sales"
        """
        if callable(source):
            return self.from_function(source, **options)
        if not isinstance(source, (str, os.PathLike)):
            raise TypeError(f"app_test takes the path of a script or a function, not {source!r}.")
        return self.from_file(source, **options)

    def from_file(self, script_path: str | Path, **options: Any) -> AppTest:
        """Test an app in a file, as `AppTest.from_file`."""
        return self._make("from_file", self.folder / script_path, options)

    def from_string(self, script: str, **options: Any) -> AppTest:
        """Test an app given as text, as `AppTest.from_string`."""
        return self._make("from_string", script, options)

    def from_function(self, script: Callable[..., Any], **options: Any) -> AppTest:
        """Test an app given as a function, as `AppTest.from_function`."""
        return self._make("from_function", script, options)

    def _make(self, how: str, source: Any, options: dict[str, Any]) -> AppTest:
        from revoila.testing.v1 import AppTest

        host = options.pop("host", self.host)
        shared = {"kernel": self._in_shared_kernel, "browser": self._in_shared_browser}
        made: AppTest = getattr(AppTest, how)(source, **options, host=shared.get(host, host))
        self._made.append(made)
        return made

    def _in_shared_kernel(self, path: Path) -> Any:
        from revoila.testing.v1._kernel_host import KernelHost

        return KernelHost(path, self._kernel())

    def _in_shared_browser(self, path: Path) -> Any:
        from revoila.testing.v1._browser_host import BrowserHost

        return BrowserHost(path, self._browser())

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse to be the test itself.

        Raises
        ------
        AttributeError
            Always.
        """
        raise AttributeError(
            f"app_test has no {name!r}: it makes app tests, as in at = app_test('app.py'), and at has that."
        )

    def close(self) -> None:
        """Close what was made."""
        while self._made:
            self._made.pop().close()


class AppSnapshot:
    """Compares pages with files; the value of the fixture `app_snapshot`.

    Parameters
    ----------
    folder : Path
        Where the files of the test's module are.
    test : str
        Name of the test.
    updates : bool
        Whether the files are written instead.

    Attributes
    ----------
    test : str
        With what names of files begin. Tests that show the same page may share it.
    """

    def __init__(self, folder: Path, test: str, *, updates: bool) -> None:
        self._folder = folder
        self.test = test
        self._updates = updates
        self._compared: set[Path] = set()

    def __call__(self, app: AppTest, name: str = "") -> None:
        """Compare the page of an app test with its file.

        Parameters
        ----------
        app : AppTest
            The test, after a run.
        name : str, default ""
            What the file is called beside the name of the test, where a test compares several pages.

        Raises
        ------
        AssertionError
            The page is another one, or there is no file yet.
        TypeError
            It is no app test.
        ValueError
            It has not run, or the test has compared a page under this name before.

        Examples
        --------
        >>> def test_the_page(app_test, app_snapshot):  # doctest: +SKIP
        ...     at = app_test("app.py").run()
        ...     app_snapshot(at)
        ...     app_snapshot(at.button[0].click().run(), "after a click")
        """
        __tracebackhide__ = True
        if not hasattr(app, "tree_text"):
            raise TypeError(f"app_snapshot takes an app test, not {app!r}.")
        shown = app.tree_text()
        if not shown:
            raise ValueError("app_snapshot has nothing to compare: the app has not run. Call run() first.")
        file = self._folder / f"{'.'.join(filter(None, [_file_name(self.test), _file_name(name)]))}.txt"
        if file in self._compared:
            raise ValueError(
                f"This test has compared a page with {file.name} before. "
                'Give each page a name: app_snapshot(at, "after a click").'
            )
        self._compared.add(file)
        if self._updates:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text(shown, encoding="utf-8", newline="\n")
            return
        renewed = "Run pytest with --revoila-update-snapshots to write it"
        if not file.is_file():
            raise AssertionError(f"There is no snapshot {file}. {renewed}. The page is:\n{shown}")
        kept = file.read_text(encoding="utf-8")
        if kept != shown:
            lines = unified_diff(kept.splitlines(), shown.splitlines(), "snapshot", "page", lineterm="")
            difference = "\n".join(lines)
            raise AssertionError(f"The page is not that of {file}. {renewed} anew.\n{difference}")


def _file_name(name: str) -> str:
    return re.sub(r"[^\w\-\[\],=]+", "-", name).strip("-")


@pytest.fixture
def app_test(request: pytest.FixtureRequest) -> Iterator[AppTests]:
    """Make app tests: ``app_test("app.py")``, ``app_test(function)``, ``app_test.from_string("...")``.

    They are closed at the end of the test. Those in a kernel share one, as those in a process share that; those in a
    browser share the browser, each with a profile and a server of its own.
    """
    config = request.config
    kernels = config.stash.setdefault(_kernels, {})

    def kernel() -> Kernel:
        found: Kernel | None = kernels.get("one")
        if found is not None and not found.alive:
            # An app of an earlier test has ended it.
            found.close()
            found = None
        if found is None:
            from revoila.testing.v1._kernel import Kernel

            found = kernels["one"] = Kernel.start()
        return found

    def browser() -> Any:
        with suppress(pytest.FixtureLookupError):
            found = request.getfixturevalue("browser")
            # There are others of this name than that of Playwright.
            if hasattr(found, "new_context"):
                return found
        leases = config.stash.setdefault(_browsers, {})
        if "one" not in leases:
            from revoila.testing.v1._chromium import Lease

            leases["one"] = Lease()
        lease: Lease = leases["one"]
        return lease.browser

    host = config.getoption("--revoila-host") or config.getini("revoila_host")
    made = AppTests(request.path.parent, host, kernel, browser)
    yield made
    made.close()


@pytest.fixture
def app_snapshot(request: pytest.FixtureRequest) -> AppSnapshot:
    """Compare the page of an app test with a file beside the test, in the folder ``__snapshots__``."""
    folder = request.path.parent / FOLDER / request.path.stem
    updates = bool(request.config.getoption("--revoila-update-snapshots"))
    return AppSnapshot(folder, request.node.name, updates=updates)
