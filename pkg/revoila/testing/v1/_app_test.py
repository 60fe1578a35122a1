"""An app in a test: run it, look at its page, interact, run again."""

from __future__ import annotations

import inspect
import sys
import tempfile
import textwrap
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlencode

from revoila import compat
from revoila.config.options import load_options
from revoila.errors import AppTestError
from revoila.runtime._requests import RerunRequest
from revoila.runtime._session import Session
from revoila.state.session_proxy import SessionStateProxy
from revoila.testing.v1._build import collect
from revoila.testing.v1._nodes import Block
from revoila.testing.v1._widgets import Button, Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.testing.v1._nodes import Node


class AppTest:
    """An app without a browser or a kernel.

    Build one with `from_file`, `from_string` or `from_function`; nothing runs
    until `run`.

    Parameters
    ----------
    script_path : Path
        The app's main script.
    default_timeout : float
        How long a run may take, in seconds.
    args, kwargs : object, optional
        Arguments of the function of `from_function`.

    Examples
    --------
    >>> from revoila.testing.v1 import AppTest
    >>> at = AppTest.from_string("import revoila as st; st.write(st.slider('x', 0, 10, 3))").run()
    >>> at.slider[0].set_value(4).run().markdown[0].value
    '`4`'

    Notes
    -----
    Behaviour of Streamlit 1.67 ``streamlit.testing.v1.AppTest``.
    """

    def __init__(
        self, script_path: Path, *, default_timeout: float, args: Any = None, kwargs: Any = None
    ) -> None:
        self.default_timeout = default_timeout
        self.args, self.kwargs = args, kwargs
        self.secrets: dict[str, Any] = {}
        self.query_params: dict[str, Any] = {}
        compat.install_if_needed()
        self.session = Session(script_path, load_options(script_path.parent))
        self.session_state = SessionStateProxy(lambda: self.session.state)
        self._page: Block | None = None
        self._wanted_page: str | None = None

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> Self:
        """Test an app in a file.

        Parameters
        ----------
        script_path : str or Path
            The main script; relative paths start at the calling file's folder.
        default_timeout : float, default 3
            How long a run may take, in seconds.

        Raises
        ------
        FileNotFoundError
            There is no such file.
        """
        path = Path(script_path)
        if not path.is_absolute():
            caller = Path(sys._getframe(1).f_code.co_filename)  # noqa: SLF001
            # A notebook cell is no file; there the working directory is what the author sees.
            path = (caller.parent if caller.suffix == ".py" and "ipykernel" not in str(caller) else Path.cwd()) / path
        if not path.is_file():
            message = f"There is no app at {path}."
            raise FileNotFoundError(message)
        return cls(path.resolve(), default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> Self:
        """Test an app given as text.

        Parameters
        ----------
        script : str
            The source; common indentation is removed.
        default_timeout : float, default 3
            How long a run may take, in seconds.
        """
        return cls(_in_a_file(script), default_timeout=default_timeout)

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> Self:
        """Test an app given as a function, of which only the source is used.

        Parameters
        ----------
        script : Callable
            Its imports must be inside of it.
        default_timeout : float, default 3
            How long a run may take, in seconds.
        args, kwargs : tuple, dict, optional
            Its arguments.
        """
        source = textwrap.dedent(inspect.getsource(script))
        call = f"{script.__name__}(*__app_test_args__[0], **__app_test_args__[1])"
        fetch = "from revoila.testing.v1._app_test import arguments as __app_test_arguments\n"
        body = f"{source}\n{fetch}__app_test_args__ = __app_test_arguments()\n{call}\n"
        return cls(_in_a_file(body), default_timeout=default_timeout, args=args, kwargs=kwargs)

    # Running.

    def run(self, *, timeout: float | None = None) -> Self:
        """Deliver staged values, run the app to its end and take in its page.

        Parameters
        ----------
        timeout : float, optional
            In seconds; default is `default_timeout`.

        Returns
        -------
        AppTest
            The test itself.

        Raises
        ------
        RuntimeError
            The app did not end in time.
        """
        events = self._events()
        self.session.secrets = self.secrets or None
        self.session.app_test = self
        page, self._wanted_page = self._wanted_page, None
        query = urlencode(self.query_params, doseq=True)
        self.session.runner.ask(RerunRequest(events=events, page=page, query=query))
        limit = self.default_timeout if timeout is None else timeout
        if not self.session.runner.wait_idle(limit):
            self.session.runner.requests.stop()
            self.session.runner.wait_idle(limit)
            message = f"AppTest script run timed out after {limit}(s)"
            raise RuntimeError(message)
        fields = parse_qs(self.session.query.query(), keep_blank_values=True)
        self.query_params = {name: found[0] if len(found) == 1 else found for name, found in fields.items()}
        self._page = Block(self, self.session.screen.page)
        return self

    def switch_page(self, page_path: str | Path) -> Self:
        """Select a page for the next run.

        Parameters
        ----------
        page_path : str or Path
            A file relative to the main script's folder.

        Raises
        ------
        ValueError
            There is no such file, or it is no page of the app.
        """
        path = self.session.script.path.parent / page_path
        if not path.is_file():
            message = f"Unable to find script at {page_path}, make sure the page given is relative to the main script"
            raise ValueError(message)
        self._wanted_page = self.session.pages.path_of_file(path.resolve())
        return self

    def _events(self) -> tuple[Any, ...]:
        if self._page is None:
            return ()
        widgets = [node for node in self._page if isinstance(node, Widget)]
        submitted = {w.form_id for w in widgets if w.form_id and isinstance(w, Button) and w.is_staged}
        ready = [w for w in widgets if w.is_staged and (not w.form_id or w.form_id in submitted)]
        ready.sort(key=lambda widget: isinstance(widget, Button))
        return tuple((w.spec.id, w.staged(), w.spec.trigger) for w in ready)

    # Looking.

    @property
    def main(self) -> Block:
        """The main area.

        Raises
        ------
        KeyError
            The app has not run yet.
        """
        return self._root(0)

    @property
    def sidebar(self) -> Block:
        """The sidebar."""
        return self._root(1)

    def _root(self, index: int) -> Block:
        if self._page is None:
            raise KeyError(index)
        block = self._page.children[index]
        assert isinstance(block, Block)  # noqa: S101  # roots are containers
        return block

    def get(self, element_type: str) -> list[Node]:
        """Return everything of a type on the page."""
        return [] if self._page is None else self._page.get(element_type)

    def get_by_key(self, key: str) -> Node:
        """Return the one node with a key.

        Raises
        ------
        KeyError
            There is none.
        """
        if self._page is None:
            raise KeyError(key)
        return self._page.get_by_key(key)

    def __len__(self) -> int:
        """Count the root containers; none before the first run."""
        return 0 if self._page is None else len(self._page)

    def __iter__(self) -> Iterator[Node]:
        """Iterate over everything on the page, depth first."""
        return iter(()) if self._page is None else iter(self._page)

    def __getitem__(self, index: int) -> Block:
        """Return a root container: 0 main, 1 sidebar, 2 event, 3 bottom."""
        return self._root(index)

    def __getattr__(self, name: str) -> Any:
        """Return the elements of a type, such as ``at.button``."""
        if name.startswith("__"):
            raise AttributeError(name)
        blank = self.__dict__.get("_page")
        page = blank if blank is not None else _BLANK
        collected = collect(page, name)
        if collected is None:
            message = f"AppTest has no accessor {name!r}"
            raise AttributeError(message)
        return collected

    def __repr__(self) -> str:
        """Show the page."""
        return f"AppTest({self._page!r})"


def arguments() -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the arguments of the function that the running test was made from."""
    from revoila._context import current_run

    test = getattr(current_run().session, "app_test", None)
    if test is None:
        message = "This script runs in an app test only."
        raise AppTestError(message)
    return tuple(test.args or ()), dict(test.kwargs or {})


def _in_a_file(script: str) -> Path:
    source = textwrap.dedent(script)
    folder = Path(tempfile.gettempdir()) / "revoila-app-tests"
    folder.mkdir(exist_ok=True)
    path = folder / sha256(source.encode()).hexdigest()[:32]
    path.write_text(source, encoding="utf-8")
    return path


class _Blank(Block):
    """The page before the first run."""

    def __init__(self) -> None:
        self.children = {}


_BLANK = _Blank()
