"""Where the app of a test runs, and what a test asks of it.

A host has the app, starts its runs and shows its page as it is at a moment. What a test stages, and the page
that it sees, are the same on every host: `AppTest` and the nodes know none of them.
"""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from revoila.config.options import load_options
from revoila.runtime._requests import RerunRequest
from revoila.runtime._session import Session
from revoila.testing.v1 import _source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from revoila.graph._tree import Shown
    from revoila.testing.v1._delivery import Event
    from revoila.testing.v1._page import State
    from revoila.testing.v1._source import Arguments

TICK = 0.01
"""How long `Host.go_on` takes at most, in seconds."""

NO_LIMIT = 2**53
"""Of runs that a script asks for: one that reruns for ever ends with the time that a test gives it."""


IN_A_TEST = {"global.appTest": True}
"""The options by which a script sees that it is tested."""


class Wish(NamedTuple):
    """The next run.

    Parameters
    ----------
    events : tuple of (ElementId, object, bool)
        Values for inputs, as the app will see them; the flag marks triggers.
    page : str or None
        URL path of the page to show; None stays.
    query : str
        Query string of the address.
    secrets : mapping or None
        In place of those of the app.
    arguments : Arguments
        Of the function that is the script.
    visitor : mapping
        What the page says of who looks at it.
    """

    events: tuple[Event, ...]
    page: str | None
    query: str
    secrets: Mapping[str, Any] | None
    arguments: Arguments
    visitor: Mapping[str, Any]


def run_number(page: Shown) -> int:
    """Return the number of the run that drew a page."""
    return int(page.element.props.get("run_id", 0))


class Host(Protocol):
    """Has the app of one test."""

    has_defaults: bool
    """Whether an input can be given its default by what is no value of it, as in Streamlit's tests."""

    @property
    def state(self) -> State:
        """What the session remembers."""

    @property
    def page(self) -> Shown:
        """The page as it is now, also in the middle of a run."""

    @property
    def query(self) -> str:
        """The query string as the app has it now."""

    @property
    def last_targets(self) -> tuple[str, ...]:
        """The fragments that are all that a test sees of the last run; none for the whole page."""

    def begin(self, wish: Wish) -> int:
        """Start a run; return the number of the one before it."""

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs; False when it still does after so many seconds."""

    def stop(self) -> None:
        """Ask the script to end."""

    def go_on(self, due: tuple[str, ...]) -> None:
        """Let time pass, up to `TICK`; start the fragments whose time has come."""

    def path_of_page(self, file: Path, *, has_run: bool) -> str | None:
        """Return the URL path of a page that is a file.

        Raises
        ------
        ValueError
            It is no page of the app.
        """

    def close(self) -> None:
        """End the session."""

    def let_go(self) -> None:
        """Have the session end, for the garbage collector: in the middle of whatever else is being done."""


class InProcess:
    """The app runs in the process of the test.

    Parameters
    ----------
    path : Path
        The app's main script.
    """

    has_defaults = True

    def __init__(self, path: Path) -> None:
        options = load_options(path.parent).changed(IN_A_TEST, "an app test")
        self.session = Session(path, options, limits={"reruns": NO_LIMIT})
        # What a test sees is what its last `run` has left.
        self.session.runs_by_itself = False

    @property
    def state(self) -> State:
        """What the session remembers."""
        return self.session.state

    @property
    def page(self) -> Shown:
        """The page as it is now."""
        return self.session.screen.page

    @property
    def query(self) -> str:
        """The query string as the app has it now."""
        return self.session.query.query()

    @property
    def last_targets(self) -> tuple[str, ...]:
        """The fragments of the last run."""
        return self.session.last_targets

    def begin(self, wish: Wish) -> int:
        """Start a run of the whole script."""
        session, before = self.session, run_number(self.page)
        session.runs_by_itself, session.held_back = False, None
        session.secrets = wish.secrets
        session.view = dict(wish.visitor)
        _source.given[session] = wish.arguments
        session.runner.ask(RerunRequest(events=wish.events, page=wish.page, query=wish.query))
        return before

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs."""
        return self.session.runner.wait_idle(seconds)

    def stop(self) -> None:
        """Ask the script to end."""
        self.session.runner.stop()

    def go_on(self, due: tuple[str, ...]) -> None:
        """Let time pass."""
        session = self.session
        # Whoever waits wants to see what background tasks have to say.
        session.runs_by_itself = True
        held_back, session.held_back = session.held_back, None
        if held_back is not None:
            session.runner.ask(held_back)
        if due and session.runner.worker is None:
            session.runner.ask(RerunRequest(fragments=due))
        until = monotonic() + TICK
        session.runner.wait_idle(TICK)
        # Nothing runs, so that there is nothing to be woken by.
        sleep(max(0.0, until - monotonic()))

    def path_of_page(self, file: Path, *, has_run: bool) -> str | None:
        """Return the URL path of a page that is a file."""
        return path_of_page(self.session, file, has_run=has_run)

    def close(self) -> None:
        """End the session."""
        self.session.close()

    def let_go(self) -> None:
        """End the session."""
        self.session.close()


def path_of_page(session: Session, file: Path, *, has_run: bool) -> str | None:
    """Return the URL path of a page; None when what `st.navigation` will call it is not known yet.

    Parameters
    ----------
    session : Session
        Of the app.
    file : Path
        An absolute path.
    has_run : bool
        Whether the app has run.

    Raises
    ------
    ValueError
        It is no page of the app.
    """
    if has_run or file == session.script.path or session.pages.folder_pages():
        return session.pages.path_of_file(file)
    return None
