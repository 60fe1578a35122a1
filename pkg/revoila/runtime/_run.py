"""One execution of a script: what element calls talk to while it goes on."""

from __future__ import annotations

from threading import Lock, RLock, get_ident
from time import monotonic
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._element import Place
from revoila.errors import (
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
)
from revoila.graph._recorder import Recorder
from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._flusher import INTERVAL
from revoila.runtime._prints import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.elements._element import Element, InputSpec, Registration
    from revoila.runtime._session import Session


class ScriptRun:
    """The run that is going (see `revoila._context.Run` for what elements use).

    Parameters
    ----------
    session : Session
        The page view that it belongs to.
    number : int
        Counts the runs of the session.
    """

    def __init__(self, session: Session, number: int) -> None:
        self.session = session
        self.number = number
        self.state = session.state
        self.query = session.query
        self.page_hash = ""
        self.divider_count = 0
        self.recorder = Recorder()
        roots = self.recorder.roots
        self.main, self.sidebar = Place(roots["main"]), Place(roots["sidebar"])
        self.event, self.bottom = Place(roots["event"]), Place(roots["bottom"])
        self.in_callback = False
        self.prints = None if session.print_limit is None else Budget(session.print_limit)
        self.config = session.new_page_config()
        self.over = False
        self._requests = session.runner.requests
        self.worker = session.runner.worker
        self._thread = get_ident()
        self._max_elements = int(session.limits["elements"])
        self._ids: set[str] = set()
        self._keys: set[str] = set()
        self._before = session.screen.page
        self._flushing = Lock()
        self._flushed_at = monotonic()
        self._flushed_count = 0
        self._claiming = RLock()
        self._adopted: dict[str, int] = {}

    # What element calls ask for.

    @property
    def secrets(self) -> Mapping[str, Any] | None:
        """Secrets that replace the configured ones (app tests)."""
        return self.session.secrets

    def option(self, name: str) -> Any:
        """Return the value of a configuration option."""
        return self.session.options.get(name)

    def yield_point(self) -> None:
        """Leave the script when another run or a stop was asked for.

        Raises
        ------
        StopSignal
            The run is to end.
        RerunSignal
            Another run takes over.
        """
        if get_ident() != self._thread:
            return
        if not self.session.runner.is_current(self.worker):
            raise StopSignal
        if self._requests.interrupt:
            raise StopSignal if self._requests.wants_stop() else RerunSignal

    def record(self, element: Element, place: Place | None = None) -> Place:
        """Draw a leaf."""
        if self._requests.interrupt:
            self.yield_point()
        if place is None:
            here = active()
            place = self.main if here is None else here.place
        if self.recorder.count >= self._max_elements:
            self._refuse_more()
        return self.recorder.record(element, place)

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> Place:
        """Draw a container."""
        if self._requests.interrupt:
            self.yield_point()
        if place is None:
            place = self._active_place()
        if self.recorder.count >= self._max_elements:
            self._refuse_more()
        return self.recorder.open(element, place, form)

    def register(self, spec: InputSpec[Any]) -> Registration:
        """Declare an input and return its value."""
        self.claim(spec.kind, spec.id, spec.key)
        return self.state.register(spec)

    def claim(self, kind: str, element_id: str, key: str | None) -> None:
        """Refuse a second element with the same key or identity in this run.

        Raises
        ------
        StreamlitDuplicateElementKey
            The key is taken.
        StreamlitDuplicateElementId
            The identity is taken.
        """
        with self._claiming:
            if key is not None:
                if key in self._keys:
                    raise StreamlitDuplicateElementKey(key)
                self._keys.add(key)
            if element_id in self._ids:
                raise StreamlitDuplicateElementId(kind)
            self._ids.add(element_id)

    def reserve_key(self, key: str) -> None:
        """Make a form's key read-only in session state."""
        self.state.reserve(key)

    def transient(self, element: Element) -> Any:
        """Show an element after the others without giving it a slot; what ends it."""
        branch = self._active_place().inside()
        branch.transient.append(element)
        self.recorder.count += 1
        return branch, element

    def clear_transient(self, token: Any) -> None:
        """Stop showing a transient element."""
        branch, element = token
        if element in branch.transient:
            branch.transient.remove(element)
            self.recorder.count += 1

    def adopt_widget(self, widget: Any, key: str | None, *, rerun: bool = True) -> Any:
        """Return the live ipywidget that stands for `widget` across reruns."""
        if key is None:
            kind = f"{type(widget).__module__}.{type(widget).__qualname__}"
            self._adopted[kind] = self._adopted.get(kind, 0) + 1
            name = f"{self.page_hash}|{kind}|{self._adopted[kind]}"
        else:
            name = f"{self.page_hash}|key|{key}"
        return self.session.foreign.adopt(name, widget, rerun=rerun)

    # What the session does with it.

    def flush_if_due(self) -> None:
        """Show what was drawn since the last flush."""
        self.session.runner.replace_if_stuck()
        if monotonic() - self._flushed_at >= INTERVAL and self.recorder.count != self._flushed_count:
            self.flush()

    def flush(self) -> None:
        """Show what was drawn so far, with what is left of the previous run after it."""
        with self._flushing:
            if self.over or not self.session.runner.is_current(self.worker):
                return
            self._flushed_count = self.recorder.count
            props = self.session.app_props(self.config, "running", self.number)
            self.session.screen.show(self.recorder.frozen(props, self._before, finished=False))
            self._flushed_at = monotonic()

    def finish(self, run_state: str, *, keep_old: bool, ack: Mapping[str, int] | None) -> None:
        """Show the page as the run left it.

        Parameters
        ----------
        run_state : str
            ``"idle"``, or ``"running"`` when another run follows at once.
        keep_old : bool
            Whether what this run has not drawn stays.
        ack : mapping of str to int, optional
            Events that this run answers.
        """
        with self._flushing:
            self.over = True
            if not self.session.runner.is_current(self.worker):
                return
            props = self.session.app_props(self.config, run_state, self.number)
            page = self.recorder.frozen(props, self._before, finished=not keep_old)
            self.session.screen.show(page, ack)

    def _active_place(self) -> Place:
        here = active()
        return self.main if here is None else here.place

    def _refuse_more(self) -> None:
        message = (
            f"This run has drawn {self._max_elements} elements, which is the limit (`Limits.elements`). "
            "Show long data in a table, or raise the limit in the configuration."
        )
        raise StreamlitAPIException(message)
