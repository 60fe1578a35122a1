"""One execution of a script: what element calls talk to while it goes on."""

from __future__ import annotations

from threading import Lock, RLock, get_ident
from time import monotonic
from typing import TYPE_CHECKING, Any

from revoila._context import activate, active
from revoila.elements._element import Element, Place
from revoila.elements._traceback import exception_props
from revoila.elements.layout._arrangement import check_gap
from revoila.errors import (
    NoSessionContext,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitInvalidLayoutContextError,
)
from revoila.graph._recorder import Recorder
from revoila.graph._tree import own
from revoila.runtime._beside import Beside
from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._flusher import INTERVAL
from revoila.runtime._fragments import current_fragment, new_block
from revoila.runtime._interrupt import ABANDON_AFTER, FORCE_AFTER, FORCE_AGAIN, Interruptible
from revoila.runtime._media import CARRIERS
from revoila.runtime._prints import Budget
from revoila.runtime._rows import WINDOWED
from revoila.runtime._uncaught import is_suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from revoila.elements._element import Branch, InputSpec, Props, Registration
    from revoila.runtime._fragments import Fragment
    from revoila.runtime._session import Session


class ScriptRun:
    """The run that is going (see `revoila._context.Run` for what elements use).

    Parameters
    ----------
    session : Session
        The page view that it belongs to.
    number : int
        Counts the runs of the session.
    fragments : sequence of Fragment, default ()
        What runs instead of the whole script; it draws into the page of the last full run.
    """

    def __init__(self, session: Session, number: int, fragments: Sequence[Fragment] = ()) -> None:
        self.session = session
        self.number = number
        self.state = session.state
        self.query = session.query
        self.page_hash = ""
        self.divider_count = 0
        self.targets = tuple(one.id for one in fragments)
        self.queued = self.targets
        """The fragments that did not begin yet."""
        self.recorder = session.recorder if fragments else Recorder()
        roots = self.recorder.roots
        self.main, self.sidebar = Place(roots["main"]), Place(roots["sidebar"])
        self.event, self.bottom = Place(roots["event"]), Place(roots["bottom"])
        self.first = Place(new_block(fragments[0])) if fragments else self.main
        """Where callbacks draw."""
        self.in_callback = False
        self.prints = None if session.print_limit is None else Budget(session.print_limit)
        self.config = session.config if fragments else session.new_page_config()
        self.shown: BaseException | None = None
        """The error that is on the page already, in the fragment where it happened."""
        self.has_dialog = False
        self.over = False
        self.beside = Beside()
        self.began_at = monotonic()
        self.ack: Mapping[str, int] | None = None
        """Events that this run answers."""
        self.code = Interruptible()
        """The author's code, while it runs."""
        self._force_at = 0.0
        self._requests = session.runner.requests
        self.worker = session.runner.worker
        self._thread = get_ident()
        self._max_elements = int(session.limits["elements"])
        self._ids: set[str] = set()
        self._keys: set[str] = set()
        if fragments:
            # Those that show already do so until their time is up.
            self._remove_above("toast")
        self._in_fragment = bool(fragments)
        """False while no fragment was called: most scripts have none, and their calls need not look."""
        self._size_before = self.recorder.size
        self._before = session.screen.page
        self._flushing = Lock()
        self._flushed_at = monotonic()
        self._flushed_count = (0, self.query.changes)
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
        if get_ident() != self._thread and not self.beside.is_here():
            return
        self.beside.check()
        if not self.session.runner.is_current(self.worker):
            raise StopSignal
        if self._requests.interrupt:
            if self._requests.is_nudge():
                # Of what has ended this run just now, for all of its threads; else of a run that is over.
                if self.beside.is_left:
                    self._requests.nudge()
                self.beside.check()
                return
            raise StopSignal if self._requests.wants_stop() else RerunSignal

    def leave(self) -> None:
        """Stop at the next yield point, whatever the script catches before."""
        # A thread that the script has started leaves nothing but itself; the run may be over.
        if get_ident() == self._thread or self.beside.is_here():
            self.beside.cancel(self, StopSignal)

    def record(self, element: Element, place: Place | None = None) -> Place:
        """Draw a leaf."""
        if self._requests.interrupt or self.over:
            self._look_up()
        if place is None:
            here = active()
            place = self.main if here is None else here.place
        if self._in_fragment:
            place = self._reach(place)
        if self.recorder.size - self._size_before >= self._max_elements:
            self._refuse_more()
        placed = self.recorder.record(element, place)
        if self.in_callback and placed.index is not None:
            self._keep_early(placed.branch, placed.index)
        if element.kind in CARRIERS:
            self.session.media.keep(element, of_fragment=bool(self.targets))
        elif element.kind in WINDOWED:
            self.session.rows.keep(element)
        if self.over:
            self._show_late()
        return placed

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> Place:
        """Draw a container."""
        if self._requests.interrupt or self.over:
            self._look_up()
        if place is None:
            place = self._active_place()
        if self._in_fragment:
            place = self._reach(place)
        if self.recorder.size - self._size_before >= self._max_elements:
            self._refuse_more()
        inside = self.recorder.open(element, place, form)
        if self.in_callback:
            index = len(place.branch.children) - 1 if place.index is None else place.index
            self._keep_early(place.branch, index)
        if self.over:
            self._show_late()
        return inside

    def _keep_early(self, branch: Branch, index: int) -> None:
        """Have what a callback draws show in the page that is about to be drawn."""
        if not self.targets:
            self.recorder.keep_early(branch, index)

    def _look_up(self) -> None:
        """Leave the script if it is to end; see whether a thread of it may still draw when it has ended.

        Raises
        ------
        StopSignal
            The run is to end, or its script was left behind.
        RerunSignal
            Another run takes over.
        NoSessionContext
            A thread that the script has started draws after the next run has begun, or the session has ended.
        """
        own = get_ident() == self._thread or self.beside.is_here()
        if self.over and not own:
            if self._requests.closed:
                raise NoSessionContext("The session of this thread has ended: nobody sees what it draws.")
            if self.session.recorder is not self.recorder or self.session.last_run != self.number:
                raise NoSessionContext(
                    "The run that has started this thread is over, and another one has begun: what the thread "
                    "draws belongs nowhere. Put results into a queue or use `st.task`, and draw them in the script."
                )
            return
        self.yield_point()
        if self.over:
            raise StopSignal

    def _show_late(self) -> None:
        """Show what a thread has drawn after the script has ended."""
        with self._flushing, self.session.beginning:
            if self.session.last_run == self.number:
                props = self.session.app_props(self.config, "idle", self.number)
                self.session.screen.show(self.recorder.frozen(props, self._before, finished=True))

    def _reach(self, place: Place) -> Place:
        """Return where a fragment draws when it asks for a place outside of itself.

        Its elements in another container are together, so that they can be replaced when it runs again.

        Raises
        ------
        StreamlitInvalidLayoutContextError
            The fragment runs alone and has drawn nothing there in the full run, or runs beside the script.
        """
        fragment = current_fragment()
        if fragment is None:
            return place
        branch: Branch | None = place.branch
        while branch is not None:
            if branch is fragment.branch:
                return place
            branch = branch.parent
        if fragment.alone:
            raise StreamlitInvalidLayoutContextError(
                "A fragment with `parallel=True` cannot write to a container outside of itself."
            )
        if place.index is not None:
            # What is in a slot is replaced in any case.
            return place
        fragments = self.session.fragments
        wrapper = fragments.wrapper(fragment, place.branch)
        if wrapper is None:
            if fragment.is_within(self.targets):
                raise StreamlitInvalidLayoutContextError(
                    "A fragment can write to a container outside of itself only if it has written there in the "
                    "last full run, too. Write something there in every full run, such as `st.empty()`."
                )
            wrapper = self.recorder.open(
                Element("container", {"gap": check_gap("small"), "outside": True}), place
            ).branch
            fragments.add_wrapper(fragment, place.branch, wrapper)
        return Place(wrapper)

    def register(self, spec: InputSpec[Any]) -> Registration:
        """Declare an input and return its value."""
        self.claim(spec.kind, spec.id, spec.key)
        fragment = current_fragment() if self._in_fragment else None
        return self.state.register(spec, None if fragment is None else fragment.id, self.page_hash)

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

    def defer(self, element_id: str, make: Callable[[], Any]) -> None:
        """Call a function when the page asks for the file of an element."""
        self.session.media.defer(element_id, make)

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
        fragment = current_fragment()
        owner = "" if fragment is None else fragment.id
        if key is None:
            kind = f"{owner}|{type(widget).__module__}.{type(widget).__qualname__}"
            self._adopted[kind] = self._adopted.get(kind, 0) + 1
            name = f"{self.page_hash}|{kind}|{self._adopted[kind]}"
        else:
            name = f"{self.page_hash}|key|{key}"
        return self.session.foreign.adopt(name, widget, rerun=rerun, owner=owner)

    def show_error(self, error: BaseException, place: Place) -> None:
        """Draw an exception, once however far it goes up, unless the author's handler keeps it off the page.

        Parameters
        ----------
        error : BaseException
            What the script has raised.
        place : Place
            Where.
        """
        if self.shown is error:
            return
        self.shown = error
        with activate(self, place):
            if is_suppressed(error, self.session.on_script_error):
                return
        details = self.option("client.showErrorDetails")
        props = exception_props(error, uncaught=True, details=str(details))
        self.recorder.record(Element("exception", props), place)

    def enter_fragment(self) -> None:
        """Look from now on who draws."""
        self._in_fragment = True

    # What is above the page, and is no part of the fragment that puts it there.

    def record_above(self, element: Element, place: Place) -> Place:
        """Draw a leaf in the root of toasts and dialogs."""
        if self._requests.interrupt or self.over:
            self._look_up()
        placed = self.recorder.record(element, place)
        if self.over:
            self._show_late()
        return placed

    def open_above(self, element: Element) -> Place:
        """Draw a container in the root of toasts and dialogs."""
        self.yield_point()
        return self.recorder.open(element, self.event)

    def begin_dialog(self) -> None:
        """Make room for the only dialog of the run."""
        self.has_dialog = True
        if self.targets:
            self._remove_above("dialog")

    def _remove_above(self, kind: str) -> None:
        children = self.event.branch.children
        self.event.branch.children = [child for child in children if own(child).kind != kind]

    def change(self, branch: Branch, props: Props) -> None:
        """Change what a container shows of itself.

        Parameters
        ----------
        branch : Branch
            The container.
        props : dict
            All of its props.
        """
        self._look_up()
        branch.element = branch.element._replace(props=props)
        self.recorder.count += 1
        if self.over:
            self._show_late()

    # What the session does with it.

    def flush_if_due(self) -> None:
        """Show what was drawn since the last flush."""
        self._insist()
        if self.option("runner.fastReruns") is not False:
            self.session.runner.replace_if_stuck()
        news = (self.recorder.count, self.query.changes) != self._flushed_count
        if news and monotonic() - self._flushed_at >= INTERVAL:
            self.flush()

    def _insist(self) -> None:
        """Have a script stop that was told to and did not come to a yield point."""
        waited = self.session.runner.time_to_stop()
        if waited < FORCE_AFTER or self.over:
            return
        if waited >= ABANDON_AFTER and not self._requests.closed:
            self.session.abandon(self)
        elif waited >= self._force_at:
            self._force_at = waited + FORCE_AGAIN
            self.code.interrupt(StopSignal)

    def flush(self) -> None:
        """Show what was drawn so far, with what is left of the previous run after it."""
        with self._flushing:
            if self.over or not self.session.runner.is_current(self.worker):
                return
            self._flushed_count = (self.recorder.count, self.query.changes)
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
            if self.over:
                return
            self.over = True
            if not self.session.runner.is_current(self.worker):
                return
            props = self.session.app_props(self.config, run_state, self.number)
            page = self.recorder.frozen(props, self._before, finished=not keep_old)
            self.session.screen.show(page, ack)

    def take_back(self, changes: Mapping[str, Any], ack: Mapping[str, int] | None) -> None:
        """Show the page as it was before the run, but for some props of the root."""
        with self._flushing:
            self.over = True
            if not self.session.runner.is_current(self.worker):
                return
            root = self._before.element
            props = {**root.props, **changes}
            self.session.screen.show(self._before._replace(element=root._replace(props=props)), ack)

    def _active_place(self) -> Place:
        here = active()
        return self.main if here is None else here.place

    def _refuse_more(self) -> None:
        message = (
            f"This run has drawn {self._max_elements} elements, which is the limit (`Limits.elements`). "
            "Show long data in a table, or raise the limit in the configuration."
        )
        raise StreamlitAPIException(message)
