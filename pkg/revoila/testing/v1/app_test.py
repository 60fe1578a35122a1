"""An app in a test: run it, look at its page, interact, run again."""

from __future__ import annotations

import logging
import re
import weakref
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlencode

from revoila import compat
from revoila._commands import NotYet
from revoila.errors import AppTestError
from revoila.runtime.pages import infer_from_file
from revoila.state.query_params import parse_query
from revoila.state.session_proxy import SessionStateProxy
from revoila.testing.v1 import _hosts as hosts
from revoila.testing.v1 import element_tree
from revoila.testing.v1._accessors import Accessors
from revoila.testing.v1._delivery import deliver
from revoila.testing.v1._host import InProcess, Wish, run_number
from revoila.testing.v1._page import NO_PAGE, Snapshot, finished_page, fresh_page
from revoila.testing.v1._source import Arguments, beside_caller, caller_of, file_for, script_of
from revoila.testing.v1._tree_text import text_of
from revoila.testing.v1._visitor import seen_of
from revoila.testing.v1._waiting import Timers, claim_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from revoila.graph._tree import Shown
    from revoila.runtime._session import Session
    from revoila.testing.v1._accessors import Matches
    from revoila.testing.v1._delivery import Event
    from revoila.testing.v1._host import Host
    from revoila.testing.v1._nodes import Block, Node

__all__ = ["AppTest"]

_log = logging.getLogger(__name__)

PATIENCE = 10.0
"""How long a script that is out of time gets to reach a point where it can end, in seconds."""

STOP_INTERVAL = 0.05
"""How often such a script is asked to end, in seconds: one that reruns itself may miss it once."""


class AppTest(Accessors):
    """An app in a test: without a browser or a kernel, or in either.

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
    host : str, default "inprocess"
        Where the app runs: ``"inprocess"``, or ``"kernel"`` for a Jupyter kernel of its own, in which it is run
        as a cell does it and spoken to as a page does, or ``"browser"`` for Chromium on a server of its own, in
        which it is operated and seen as by a visitor.

    Attributes
    ----------
    session_state : mapping
        What the session remembers, to read and to assign between runs.
    secrets : dict
        Replace the app's ``st.secrets`` unless empty.
    query_params : dict of str to str or list
        For the address of the next run; afterwards what the app has made of them.
    context : dict
        What ``st.context`` says of the visitor: ``timezone``, ``timezone_offset``, ``locale``, ``url``,
        ``is_embedded`` and ``theme``; only where the app runs in this process.

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
        host: str | Callable[[Path], Host] = "inprocess",
    ) -> None:
        compat.install_if_needed()
        self._path = Path(script_path)
        make = hosts.named(host) if isinstance(host, str) else host
        self._host = running = make(self._path)
        self.default_timeout = default_timeout
        self.args = args
        self.kwargs = kwargs
        self.secrets: dict[str, Any] = {}
        self.query_params: dict[str, Any] = {}
        self.context: dict[str, Any] = {}
        # Nothing that the session or the state holds may lead back to this object: its end is the session's.
        self.session_state = AppState(lambda: running.state)  # type: ignore[arg-type,return-value]  # or one like it
        self._snapshot = Snapshot(NO_PAGE, running.state, has_defaults=running.has_defaults)
        self._cleared_forms: set[str] = set()
        self._wanted_page: str | None = None
        self._timers = Timers()
        self._finalizer = weakref.finalize(self, _end, running.let_go)
        # What is in this process ends with it.
        self._finalizer.atexit = not isinstance(running, InProcess)

    @classmethod
    def from_file(
        cls,
        script_path: str | Path,
        *,
        default_timeout: float = 3,
        host: str | Callable[[Path], Host] = "inprocess",
    ) -> Self:
        """Test an app in a file.

        Parameters
        ----------
        script_path : str or Path
            The main script. A relative path starts at the folder of the calling file; in a notebook, at
            the working directory.
        default_timeout : float, default 3
            How long a run may take, in seconds.
        host : str, default "inprocess"
            Where the app runs, as for the class.

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
        return cls(path, default_timeout=default_timeout, host=host)

    @classmethod
    def from_string(
        cls,
        script: str,
        *,
        default_timeout: float = 3,
        host: str | Callable[[Path], Host] = "inprocess",
    ) -> Self:
        """Test an app given as text.

        Parameters
        ----------
        script : str
            The source; the indentation that its lines share is removed.
        default_timeout : float, default 3
            How long a run may take, in seconds.
        host : str, default "inprocess"
            Where the app runs, as for the class.

        Returns
        -------
        AppTest
            The test; nothing has run.
        """
        return cls(file_for(script), default_timeout=default_timeout, host=host)

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
        host: str | Callable[[Path], Host] = "inprocess",
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
        host : str, default "inprocess"
            Where the app runs, as for the class.

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
        path = file_for(script_of(script))
        return cls(path, default_timeout=default_timeout, args=args, kwargs=kwargs, host=host)

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
        begun = self._begin()
        limit = self.default_timeout if timeout is None else timeout
        if not self._host.wait(limit):
            raise self._give_up(limit)
        self._take(finished_page(self._host.page, self._host.last_targets), begun)
        return self

    def wait_for(self, condition: str | Callable[[Self], object], *, timeout: float | None = None) -> Self:
        """Look at the page again and again until something is so, while the app goes on.

        Runs the app first when it never has, or when something is staged. The page is seen as it is at each
        moment: a script that still runs, or streams, need not have ended. Fragments with ``run_every`` run when
        their time has come, and the results of background tasks come in. Not in Streamlit.

        Parameters
        ----------
        condition : str or Callable
            A text that is to appear, in whatever is shown; or a function of this test that says whether it is
            so. What it does not find (``IndexError``, ``KeyError``) is not there yet.
        timeout : float, optional
            In seconds; default is `default_timeout`.

        Returns
        -------
        AppTest
            The test itself. The script may still run; the next `run` interrupts it, as a visitor would.

        Raises
        ------
        TimeoutError
            It was not so in time. The message has the page as text.
        TypeError
            The condition is neither a text nor a function.
        ValueError
            A staged value is none that its input offers.

        Examples
        --------
        >>> from revoila.testing.v1 import AppTest
        >>> script = "import revoila as st, time; st.write_stream(iter(['Hello ', 'world']))"
        >>> AppTest.from_string(script).wait_for("Hello world").markdown[0].value
        'Hello world'
        """
        claim = claim_of(condition)
        limit = self.default_timeout if timeout is None else timeout
        until = monotonic() + limit
        starts = self._snapshot.page is NO_PAGE or self._snapshot.staged or self._wanted_page is not None
        begun = self._begin() if starts else None
        while True:
            page = self._host.page
            # What is on screen before a run has begun is not what it will show.
            if begun is None or run_number(page) != begun.after:
                self._take(finished_page(fresh_page(page)), begun)
                if claim.holds(self):
                    return self
            if monotonic() >= until:
                raise claim.missed(limit, self)
            self._host.go_on(self._timers.due(page))

    def _begin(self) -> _Begun:
        """Start a run with what is staged."""
        events = deliver(self._tree, self._snapshot, self._cleared_forms)
        page, self._wanted_page = self._wanted_page, None
        arguments = Arguments(tuple(self.args or ()), dict(self.kwargs or {}))
        query = urlencode(self.query_params, doseq=True)
        wish = Wish(events, page, query, self.secrets or None, arguments, seen_of(self.context))
        return _Begun(self._host.begin(wish), events)

    def _take(self, page: Shown, begun: _Begun | None) -> None:
        """Take in the page as it is, and what the app has made of the address."""
        fields = parse_query(self._host.query)
        self.query_params = {name: found[0] if len(found) == 1 else found for name, found in fields.items()}
        # When the script has asked for another run, that one did not see the press any more.
        is_answer = begun is not None and run_number(page) == begun.after + 1
        pressed = (
            {id_: value for id_, value, trigger in begun.events if trigger} if begun and is_answer else {}
        )
        self._snapshot = Snapshot(page, self._host.state, pressed, has_defaults=self._host.has_defaults)

    def _give_up(self, limit: float) -> RuntimeError:
        until = monotonic() + PATIENCE
        ended = False
        while not ended and monotonic() < until:
            self._host.stop()
            ended = self._host.wait(STOP_INTERVAL)
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
        main = self._path
        path = (main.parent / page_path).resolve()
        if not path.is_file():
            raise ValueError(f"There is no page {str(page_path)!r} beside the main script {main}: {path}.")
        known = self._host.path_of_page(path, has_run=self._snapshot.page is not NO_PAGE)
        self._wanted_page = re.sub("[_ ]+", "_", infer_from_file(path)[2]) if known is None else known
        return self

    def tree_text(self) -> str:
        """Return the page as text: an element or container on each line, what is inside indented.

        The same on every host, and from one day to the next: for comparing with a file, see
        `revoila.testing.plugin`. Not in Streamlit.

        Returns
        -------
        str
            Ends with a line break; empty before the first run.

        Examples
        --------
        >>> from revoila.testing.v1 import AppTest
        >>> at = AppTest.from_string("import revoila as st; st.title('Hello'); st.checkbox('Sure?', key='sure')")
        >>> print(at.run().tree_text(), end="")
        main
          title 'Hello'
          checkbox False key='sure' label='Sure?'
        sidebar
        event
        """
        return text_of(self._tree)

    def close(self) -> None:
        """End the session, and the kernel that was started for it; done twice, nothing happens.

        A test need not call it: the session ends when the test and everything taken from it is gone.
        """
        if self._finalizer.detach() is not None:
            _end(self._host.close)

    @property
    def main(self) -> Block:
        """The main area; KeyError before the first run."""
        return self[0]

    @property
    def sidebar(self) -> Block:
        """The sidebar; KeyError before the first run."""
        return self[1]

    @property
    def page(self) -> Page:
        """The page of Playwright, on the host ``"browser"``. Not in Streamlit.

        Raises
        ------
        AppTestError
            The app has no page in a browser.
        """
        found: Page | None = getattr(self._host, "browser_page", None)
        if found is None:
            raise AppTestError('Only AppTest(..., host="browser") has a page.')
        return found

    @property
    def user(self) -> Any:
        """What ``st.user`` says of who looks at the app; neither is there yet."""
        return NotYet("AppTest.user")

    @user.setter
    def user(self, user: Any) -> None:
        """Refuse: nothing would come of it.

        Raises
        ------
        NotImplementedError
            Always.
        """
        raise NotImplementedError(
            f"AppTest.user cannot be set to {user!r}: `st.user` is part of Streamlit 1.67 but not available in "
            "Revoilà yet."
        )

    @property
    def _session(self) -> Session:
        """The session of an app that runs in this process."""
        assert isinstance(self._host, InProcess)  # noqa: S101 - no other host has it
        return self._host.session

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
        head = f"AppTest({str(self._path)!r}, default_timeout={self.default_timeout})"
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


class _Begun(NamedTuple):
    """A run that was started: the number of the one before it, and what it was told."""

    after: int
    events: tuple[Event, ...]


def _end(end: Callable[[], None]) -> None:
    """End the session of a test."""
    try:
        end()
    except Exception:  # noqa: BLE001
        # Mostly the garbage collector calls this; what a release callback of the author raises has nowhere to go.
        _log.exception("The session of an app test did not end cleanly.")
