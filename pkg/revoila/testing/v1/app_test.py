"""An app in a test: run it, look at its page, interact, run again."""

from __future__ import annotations

import logging
import re
import sys
import weakref
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from revoila import compat
from revoila.config.options import load_options
from revoila.runtime._requests import RerunRequest
from revoila.runtime._session import Session
from revoila.runtime.pages import infer_from_file
from revoila.state.query_params import parse_query
from revoila.state.session_proxy import SessionStateProxy
from revoila.testing.v1 import _source, element_tree
from revoila.testing.v1._accessors import Accessors
from revoila.testing.v1._delivery import deliver
from revoila.testing.v1._page import NO_PAGE, Snapshot, finished_page
from revoila.testing.v1._source import Arguments, beside_caller, caller_of, file_for, script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.testing.v1._accessors import Matches
    from revoila.testing.v1._nodes import Block, Node

__all__ = ["AppTest"]

_log = logging.getLogger(__name__)

PATIENCE = 10.0
"""How long a script that is out of time gets to reach a point where it can end, in seconds."""

STOP_INTERVAL = 0.05
"""How often such a script is asked to end, in seconds: one that reruns itself may miss it once."""


class AppTest(Accessors):
    """An app without a browser or a kernel.

    Build one with `from_file`, `from_string` or `from_function`; nothing runs
    until `run`. Its session ends when the test and everything taken from it is gone.

    Parameters
    ----------
    script_path : str or Path
        The app's main script.
    default_timeout : float
        How long a run may take, in seconds.
    args : tuple, optional
        Positional arguments of the function of `from_function`.
    kwargs : dict, optional
        Keyword arguments of that function.

    Attributes
    ----------
    session_state : mapping
        What the session remembers, to read and to assign between runs.
    secrets : dict
        Replace the app's ``st.secrets`` unless empty.
    query_params : dict of str to str or list
        For the address of the next run; afterwards what the app has made of them.

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
        self,
        script_path: str | Path,
        *,
        default_timeout: float,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        compat.install_if_needed()
        path = Path(script_path)
        # As in Streamlit a script that reruns for ever ends with the time that a test gives it.
        session = Session(path, load_options(path.parent), limits={"reruns": sys.maxsize})
        # What a test sees is what its last `run` has left.
        session.runs_by_itself = False
        self.default_timeout = default_timeout
        self.args = args
        self.kwargs = kwargs
        self.secrets: dict[str, Any] = {}
        self.query_params: dict[str, Any] = {}
        # Nothing that the session or the state holds may lead back to this object: its end is the session's.
        self.session_state = AppState(lambda: session.state)
        self._session = session
        self._snapshot = Snapshot(NO_PAGE, session.state)
        self._cleared_forms: set[str] = set()
        self._wanted_page: str | None = None
        weakref.finalize(self, _end, session).atexit = False

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> Self:
        """Test an app in a file.

        Parameters
        ----------
        script_path : str or Path
            The main script. A relative path starts at the folder of the calling file; in a notebook, at
            the working directory.
        default_timeout : float, default 3
            How long a run may take, in seconds.

        Returns
        -------
        AppTest
            The test; nothing has run.

        Raises
        ------
        FileNotFoundError
            There is no such file.
        """
        path = beside_caller(script_path, caller_of(1))
        if not path.is_file():
            raise FileNotFoundError(
                f"There is no app at {path}. A relative path starts at the folder of the calling file."
            )
        return cls(path, default_timeout=default_timeout)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> Self:
        """Test an app given as text.

        Parameters
        ----------
        script : str
            The source; the indentation that its lines share is removed.
        default_timeout : float, default 3
            How long a run may take, in seconds.

        Returns
        -------
        AppTest
            The test; nothing has run.
        """
        return cls(file_for(script), default_timeout=default_timeout)

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> Self:
        """Test an app given as a function.

        Parameters
        ----------
        script : Callable
            A function with a name. Only its source is used, so its imports must be inside of it.
        default_timeout : float, default 3
            How long a run may take, in seconds.
        args : tuple, optional
            Its positional arguments.
        kwargs : dict, optional
            Its keyword arguments.

        Returns
        -------
        AppTest
            The test; nothing has run.

        Raises
        ------
        AppTestError
            The function has no name.
        OSError
            Its source is not known.
        TypeError
            It is no function.
        """
        return cls(file_for(script_of(script)), default_timeout=default_timeout, args=args, kwargs=kwargs)

    def run(self, *, timeout: float | None = None) -> Self:
        """Deliver what is staged, run the app to its end and take in its page.

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
        TypeError
            A staged value has a type that its input never has.
        ValueError
            A staged value is none that its input offers.
        """
        session = self._session
        number = _run_number(session)
        events = deliver(self._tree, self._snapshot, self._cleared_forms)
        session.secrets = self.secrets or None
        _source.given[session] = Arguments(tuple(self.args or ()), dict(self.kwargs or {}))
        page, self._wanted_page = self._wanted_page, None
        session.runner.ask(
            RerunRequest(events=events, page=page, query=urlencode(self.query_params, doseq=True))
        )
        limit = self.default_timeout if timeout is None else timeout
        if not session.runner.wait_idle(limit):
            raise self._give_up(limit)
        fields = parse_query(session.query.query())
        self.query_params = {name: found[0] if len(found) == 1 else found for name, found in fields.items()}
        # When the script has asked for another run, that one did not see the press any more.
        pressed = {
            element_id: value
            for element_id, value, trigger in events
            if trigger and _run_number(session) == number + 1
        }
        self._snapshot = Snapshot(
            finished_page(session.screen.page, session.last_targets), session.state, pressed
        )
        return self

    def _give_up(self, limit: float) -> RuntimeError:
        runner, until = self._session.runner, monotonic() + PATIENCE
        ended = False
        while not ended and monotonic() < until:
            runner.stop()
            ended = runner.wait_idle(STOP_INTERVAL)
        error = RuntimeError(f"AppTest script run timed out after {limit}(s)")
        if not ended:
            error.add_note(
                "The script still runs: it has drawn nothing since, where it could have been ended."
            )
        return error

    def switch_page(self, page_path: str | Path) -> Self:
        """Select a page for the next run.

        Parameters
        ----------
        page_path : str or Path
            A file relative to the main script's folder. A page that is a function cannot be selected.

        Returns
        -------
        AppTest
            The test itself.

        Raises
        ------
        ValueError
            There is no such file, or it is no page of the app.
        """
        pages, main = self._session.pages, self._session.script.path
        path = (main.parent / page_path).resolve()
        if not path.is_file():
            raise ValueError(f"There is no page {str(page_path)!r} beside the main script {main}: {path}.")
        has_run = self._snapshot.page is not NO_PAGE
        if has_run or path == main or pages.folder_pages():
            self._wanted_page = pages.path_of_file(path)
        else:
            # What `st.navigation` will call the page is known after a run only.
            self._wanted_page = re.sub("[_ ]+", "_", infer_from_file(path)[2])
        return self

    @property
    def main(self) -> Block:
        """The main area; KeyError before the first run."""
        return self[0]

    @property
    def sidebar(self) -> Block:
        """The sidebar; KeyError before the first run."""
        return self[1]

    @property
    def _tree(self) -> element_tree.ElementTree:
        return element_tree.ElementTree(self, self._snapshot.page, self._snapshot)

    def _find(self, matches: Matches) -> list[Node]:
        return self._tree._find(matches)  # noqa: SLF001 - its own page

    def __len__(self) -> int:
        return len(self._tree)

    def __iter__(self) -> Iterator[Node]:
        return iter(self._tree)

    def __getitem__(self, index: int) -> Block:
        """Return a root container: 0 main, 1 sidebar, 2 event, 3 bottom."""
        root = self._tree[index]
        assert isinstance(root, element_tree.Block)  # noqa: S101 - roots are containers
        return root

    def __repr__(self) -> str:
        head = f"AppTest({str(self._session.script.path)!r}, default_timeout={self.default_timeout})"
        return "\n".join([head, *repr(self._tree).splitlines()[1:]])


class AppState(SessionStateProxy):
    """The session state of an app test."""

    def __getattr__(self, name: str) -> Any:
        """Return an entry as an attribute.

        Raises
        ------
        AttributeError
            There is no such entry.
        """
        try:
            return super().__getattr__(name)
        except AttributeError:
            raise AttributeError(f"{name} not found in session_state.") from None


def _run_number(session: Session) -> int:
    """Return the number of the run that drew the page of a session."""
    return int(session.screen.page.element.props["run_id"])


def _end(session: Session) -> None:
    """End the session of a test that is gone."""
    try:
        session.close()
    except Exception:  # noqa: BLE001
        # The garbage collector calls this; what a release callback of the author raises has nowhere to go.
        _log.exception("The session of an app test did not end cleanly.")
