"""What a run is for a background task: session, options and secrets, but no page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from revoila.elements._element import Place
from revoila.errors import StreamlitAPIException
from revoila.graph._recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from revoila._context import Run
    from revoila.elements._element import Element, InputSpec, Registration


class TaskRun:
    """Stands for the run in which a task was begun (see `revoila._context.Run`).

    Parameters
    ----------
    begun_in : Run
        That run; only what outlives it is kept.
    yield_point : Callable
        Leaves the task when it was cancelled.
    """

    def __init__(self, begun_in: Run, yield_point: Callable[[], None]) -> None:
        self.page_hash = begun_in.page_hash
        # Of a page that nobody sees: what looks where it is going to draw finds a place.
        places = [Place(branch) for branch in Recorder().roots.values()]
        self.main, self.sidebar, self.event, self.bottom = places
        self.state = begun_in.state
        self.query = begun_in.query
        self.config = begun_in.config
        self.session = begun_in.session
        self.secrets: Mapping[str, Any] | None = begun_in.secrets
        self.targets = ()
        self.in_callback = False
        self.yield_point = yield_point

    def option(self, name: str) -> Any:
        """Return the value of a configuration option."""
        return self.session.options.get(name)

    def leave(self) -> None:
        """Nothing but the signal ends a task."""

    def _refuse(self) -> NoReturn:
        raise StreamlitAPIException(
            "A background task cannot draw: it goes on when the run that has begun it is over. Return what there is "
            "to show, and draw it in the script; say how far the task is with `st.report_progress`."
        )

    def record(self, element: Element, place: Place | None = None) -> NoReturn:  # noqa: ARG002  # as in `Run`
        """Refuse to draw."""
        self._refuse()

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> NoReturn:  # noqa: ARG002
        """Refuse to draw."""
        self._refuse()

    def register(self, spec: InputSpec[Any]) -> Registration:  # noqa: ARG002
        """Refuse to draw."""
        self._refuse()

    def claim(self, kind: str, element_id: str, key: str | None) -> None:  # noqa: ARG002
        """Refuse to draw."""
        self._refuse()

    def reserve_key(self, key: str) -> None:  # noqa: ARG002
        """Refuse to draw."""
        self._refuse()

    def adopt_widget(self, widget: Any, key: str | None, *, rerun: bool = True) -> Any:  # noqa: ARG002
        """Refuse to draw."""
        self._refuse()

    def transient(self, element: Element) -> None:
        """Show nothing: cached functions have spinners that nobody has asked for."""

    def clear_transient(self, token: Any) -> None:
        """Nothing shows."""

    def flush(self) -> None:
        """Show nothing: nothing was drawn."""
