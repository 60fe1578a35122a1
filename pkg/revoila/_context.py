"""Which run is active, and where in the page its next element goes.

The only ambient state of the package: one ``ContextVar`` holding a run and the
place that a ``with`` block selected. Threads that a script starts see it only
when it is carried over (``add_script_run_ctx``), as in Streamlit.
"""

from __future__ import annotations

from contextvars import Context, ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from revoila.errors import NoSessionContext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextvars import Token

    from revoila.elements._element import Element, InputSpec, Place, Registration


class Run(Protocol):
    """What an element call may ask of the run it is part of."""

    page_hash: str
    """Identity of the page whose script is executing; part of input identities."""

    main: Place
    """Root of the page's main area."""

    sidebar: Place
    """Root of the sidebar."""

    event: Place
    """Root of toasts and dialogs."""

    bottom: Place
    """Root of the area pinned to the bottom."""

    state: Any
    """The session's state."""

    query: Any
    """The page's query parameters."""

    config: Any
    """What the run has said about the page as a whole."""

    @property
    def secrets(self) -> Mapping[str, Any] | None:
        """Secrets that replace the configured ones, or None."""

    @property
    def session(self) -> Any:
        """The session that the run belongs to."""

    def option(self, name: str) -> Any:
        """Value of a configuration option such as ``"client.showErrorDetails"``."""

    def record(self, element: Element, place: Place | None = None) -> Place:
        """Draw a leaf at `place` (default: the active place); where it went."""

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> Place:
        """Draw a container at `place` (default: the active place); its inside."""

    def register(self, spec: InputSpec[Any]) -> Registration:
        """Declare an input and get its current value."""

    def claim(self, kind: str, element_id: str, key: str | None) -> None:
        """Refuse a second element with the same identity or key in this run."""

    def reserve_key(self, key: str) -> None:
        """Make `key` read-only in session state for the rest of the run."""

    def defer(self, element_id: str, make: Callable[[], Any]) -> None:
        """Call `make` when the page asks for the file of an element, and not before."""

    def adopt_widget(self, widget: Any, key: str | None, *, rerun: bool = True) -> Any:
        """Return the live ipywidget that stands for `widget` across reruns."""

    def transient(self, element: Element) -> Any:
        """Show an element that takes no slot; the token that ends it."""

    def clear_transient(self, token: Any) -> None:
        """Stop showing a transient element."""

    def flush(self) -> None:
        """Show what was drawn so far, without waiting for the next time."""

    def yield_point(self) -> None:
        """Stop here when the visitor asked for a new run or for a stop."""


class Active(NamedTuple):
    """A run and the place its next element goes to."""

    run: Run
    place: Place
    outer: Active | None = None
    """What was active before the `with` block or the call that selected the place."""


class Addressed(Active):
    """Active for one call only, because its container was named: ``container.write()``."""

    __slots__ = ()


_active: ContextVar[Active | None] = ContextVar("revoila_active", default=None)


kept_beside: list[ContextVar[Any]] = []
"""What is also true for work that goes on when its run is over, such as which module is ``__main__``."""


def context_beside() -> Context:
    """Return a context for work that belongs to no run, and may outlive the one that begins it."""
    context = Context()
    for variable in kept_beside:
        if variable.get(None) is not None:
            context.run(variable.set, variable.get())
    return context


def outside_of_runs() -> None:
    """Make no run the active one, for the rest of this context."""
    _active.set(None)


def active() -> Active | None:
    """Return the active run with its place, or None outside of a run."""
    return _active.get()


def current_run() -> Run:
    """Return the active run.

    Raises
    ------
    NoSessionContext
        No script is running in this thread.
    """
    here = _active.get()
    if here is None:
        message = "No app is running here. Call this from a script that `revoila run` or `revoila.App` runs."
        raise NoSessionContext(message)
    return here.run


class activate:  # noqa: N801  # used as a function would be
    """Make a run the active one until the block ends, with elements going to a place.

    Parameters
    ----------
    run : Run
        The run.
    place : Place
        The place.
    addressed : bool, default False
        Whether it is so for one call only, see `Addressed`.
    """

    # A class, since a generator costs several times as much, and there is one of these in every call of a container.
    __slots__ = ("_active", "_token")

    def __init__(self, run: Run, place: Place, *, addressed: bool = False) -> None:
        self._active = Addressed(run, place, _active.get()) if addressed else Active(run, place)

    def __enter__(self) -> None:
        self._token: Token[Active | None] = _active.set(self._active)

    def __exit__(self, *_error: object) -> None:
        _active.reset(self._token)


def enter(place: Place) -> None:
    """Send elements to `place` until `leave`."""
    here = _active.get()
    if here is not None:
        _active.set(Active(here.run, place, here))


def leave() -> None:
    """Undo the last `enter`."""
    here = _active.get()
    if here is not None and here.outer is not None:
        _active.set(here.outer)
