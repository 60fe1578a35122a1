"""What a cached function drew, and how it is drawn again on a hit.

While a cached function runs, its run is wrapped in a `Taping`: everything that
is drawn in its context is noted, and an input shows a `CachedWidgetWarning`.
The wrapper travels with the context, so functions in other threads do not get
on the tape. The notes become `Step` s: only what was on the page in the end,
and where it went, seen from the function (statements 46 to 53 of the caching
specification, Streamlit 1.67):

- into a container that the function made: into the new one of its kind,
- into the sidebar: into the sidebar,
- implicitly, wherever that was: to the place that is active on the hit,
- on a container from outside: that is an error on a hit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from revoila._context import Addressed, activate, active
from revoila.caching.errors import CachedWidgetWarning, CacheReplayClosureError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from revoila._context import Active, Run
    from revoila.elements._element import Element, InputSpec, Place, Registration

ACTIVE = -1
"""Target of a step: the place that is active on the hit."""

SIDEBAR = -2
"""Target of a step: the sidebar."""

CLOSED = -3
"""Target of a step: a container that the function does not own."""


class Step(NamedTuple):
    """One element to draw again.

    Parameters
    ----------
    element : Element
        What to draw.
    target : int
        Number of the step that makes its container, or `ACTIVE`, `SIDEBAR`, `CLOSED`.
    container : bool, default False
        Whether it is a container.
    form : str, optional
        Id of the form that it starts.
    """

    element: Element
    target: int
    container: bool = False
    form: str | None = None


class _Drawn(NamedTuple):
    """One note of the tape."""

    element: Element
    before: Place
    after: Place
    explicit: bool
    container: bool
    form: str | None


class Taping:
    """A run, as the commands in a cached function see it.

    Parameters
    ----------
    run : Run
        The run that everything is passed on to.
    """

    _run: Run
    _drawn: list[_Drawn]

    def __init__(self, run: Run) -> None:
        vars(self).update(_run=run, _drawn=[])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._run, name, value)

    def record(self, element: Element, place: Place | None = None) -> Place:
        """Draw a leaf and note it."""
        before, explicit = self._asked(place)
        after = self._run.record(element, place)
        self._drawn.append(_Drawn(element, before, after, explicit, container=False, form=None))
        return after

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> Place:
        """Draw a container and note it."""
        if form is not None:
            self._warn()
        before, explicit = self._asked(place)
        after = self._run.open(element, place, form=form)
        self._drawn.append(_Drawn(element, before, after, explicit, container=True, form=form))
        return after

    def record_above(self, element: Element, place: Place) -> Place:
        """Draw a toast, which no hit can draw again."""
        after = self._run.record_above(element, place)  # type: ignore[attr-defined]  # of a run of a script
        self._drawn.append(_Drawn(element, place, after, explicit=True, container=False, form=None))
        return cast("Place", after)

    def open_above(self, element: Element) -> Place:
        """Draw a dialog, likewise."""
        after = self._run.open_above(element)  # type: ignore[attr-defined]  # as above
        self._drawn.append(_Drawn(element, self._run.event, after, explicit=True, container=True, form=None))
        return cast("Place", after)

    def register(self, spec: InputSpec[Any]) -> Registration:
        """Declare an input, with a warning before it."""
        self._warn()
        return self._run.register(spec)

    def adopt_widget(self, widget: Any, key: str | None, *, rerun: bool = True) -> Any:
        """Take over an ipywidget, which is an input, too."""
        self._warn()
        return self._run.adopt_widget(widget, key, rerun=rerun)

    def steps(self) -> tuple[Step, ...]:
        """Return how to draw again what is noted."""
        return _steps(self._drawn, self._run)

    def _asked(self, place: Place | None) -> tuple[Place, bool]:
        if place is not None:
            return place, True
        here = active()
        return (self._run.main, False) if here is None else (here.place, isinstance(here, Addressed))

    def _warn(self) -> None:
        # The outermost function warns; the warning gets on all tapes.
        if not isinstance(self._run, Taping):
            from revoila.elements.status.exception import exception  # only for a mistake

            exception(CachedWidgetWarning())


def taped(
    here: Active | None, function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]
) -> tuple[Any, tuple[Step, ...]]:
    """Call a function and note what it draws.

    Parameters
    ----------
    here : Active or None
        The run and the place where the function is called; None outside of a run.
    function : Callable
        What to call.
    args : sequence of object
        Arguments by position.
    kwargs : dict of str to object
        Arguments by name.

    Returns
    -------
    tuple of (object, tuple of Step)
        Its result, and how to draw again what it drew.
    """
    if here is None:
        return function(*args, **kwargs), ()
    taping = Taping(here.run)
    with activate(cast("Run", taping), here.place):
        value = function(*args, **kwargs)
    return value, taping.steps()


async def taped_later(
    here: Active | None, function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]
) -> tuple[Any, tuple[Step, ...]]:
    """Call an ``async def`` function as `taped` does, and await its result."""
    if here is None:
        return await function(*args, **kwargs), ()
    taping = Taping(here.run)
    with activate(cast("Run", taping), here.place):
        value = await function(*args, **kwargs)
    return value, taping.steps()


def replay(steps: Sequence[Step], command: str, function: Callable[..., Any]) -> None:
    """Draw again what a cached function drew.

    Parameters
    ----------
    steps : sequence of Step
        What `taped` returned.
    command : str
        ``"cache_data"`` or ``"cache_resource"``, for messages.
    function : Callable
        The cached function, for messages.

    Raises
    ------
    CacheReplayClosureError
        It drew on a container that it has not made.
    """
    here = active()
    if here is None or not steps:
        return
    run = here.run
    made: list[Place | None] = []
    for element, target, container, form in steps:
        if target == CLOSED:
            raise CacheReplayClosureError(command, function)
        # No place means the active one, also for the tape of a cached function around this one.
        place = None if target == ACTIVE else run.sidebar if target == SIDEBAR else made[target]
        if container:
            made.append(run.open(element, place, form=form))
        else:
            run.record(element, place)
            made.append(None)


_Slot: TypeAlias = tuple[int, int | None]


class _Node:
    """An element that is on the page when the function ends, unless something took its slot."""

    __slots__ = ("gone", "note", "position", "target")

    def __init__(self, note: _Drawn, target: int, position: int) -> None:
        self.note = note
        self.target = target
        self.position = position
        self.gone = False


def _steps(drawn: Sequence[_Drawn], run: Run) -> tuple[Step, ...]:
    nodes: list[_Node] = []
    by_slot: dict[_Slot, int] = {}
    """Node that is in a slot, or that makes a container, by place."""
    for note in drawn:
        before = _slot(note.before)
        holder = by_slot.get(before)
        if holder is None:
            node = _Node(note, _outside(note, run), len(nodes))
        elif note.before.index is None:
            node = _Node(note, holder, len(nodes))
        else:
            replaced = nodes[holder]
            replaced.gone = True
            node = _Node(note, replaced.target, replaced.position)
            by_slot[before] = len(nodes)
        by_slot[_slot(note.after)] = len(nodes)
        nodes.append(node)
    return _numbered(nodes)


def _numbered(nodes: Sequence[_Node]) -> tuple[Step, ...]:
    """Return the steps of what is left, in the order of their slots."""
    numbers: dict[int, int] = {}
    steps: list[Step] = []
    for index in sorted(range(len(nodes)), key=lambda index: (nodes[index].position, index)):
        node, note = nodes[index], nodes[index].note
        lost = node.target >= 0 and node.target not in numbers
        if node.gone or lost or (_is_input(note.element) and node.target != CLOSED):
            continue
        numbers[index] = len(steps)
        target = numbers[node.target] if node.target >= 0 else node.target
        # A container may have changed since, as `st.status` does.
        element = note.after.branch.element if note.container else note.element
        steps.append(Step(element, target, note.container, note.form))
    return tuple(steps)


def _is_input(element: Element) -> bool:
    """Whether the element would not answer without the declaration that went with it."""
    return "generation" in element.props or element.kind == "widget"


def _outside(note: _Drawn, run: Run) -> int:
    if note.before.index is None and note.before.branch is run.sidebar.branch:
        return SIDEBAR
    return CLOSED if note.explicit else ACTIVE


def _slot(place: Place) -> _Slot:
    return id(place.branch), place.index
