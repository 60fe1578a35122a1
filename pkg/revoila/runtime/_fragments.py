"""The parts of a script that can run alone: what the last full run has left of each."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from revoila._context import activate
from revoila.elements._element import Branch, Place
from revoila.errors import StreamlitDuplicateElementKey
from revoila.runtime._control import RerunSignal, StopSignal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    from revoila.elements._element import Element
    from revoila.runtime._run import ScriptRun


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """One call of a fragment function.

    Parameters
    ----------
    id : str
        Identity across runs: the function, and where it was called.
    function : str
        Name of the function, with its module.
    key : str or None
        The author's name for it.
    body : Callable
        The function with the arguments of the last call.
    branch : Branch
        What it draws into.
    above : tuple of str
        Ids of the fragments around it, the outermost first.
    every : float or None
        Seconds after which it runs again by itself.
    page_hash : str
        Identity of the page that called it.
    module : ModuleType or None
        The ``__main__`` of that page.
    run : int
        Number of the run that called it.
    alone : bool
        Whether it runs beside the script, on a thread of its own.
    """

    id: str
    function: str
    key: str | None
    body: Callable[[], Any]
    branch: Branch
    above: tuple[str, ...]
    every: float | None
    page_hash: str
    module: ModuleType | None
    run: int
    alone: bool = False

    def is_within(self, ids: Iterable[str]) -> bool:
        """Whether it is one of these, or inside one of them."""
        return not {self.id, *self.above}.isdisjoint(ids)


_current: ContextVar[Fragment | None] = ContextVar("revoila_fragment", default=None)


def current_fragment() -> Fragment | None:
    """Return the innermost fragment that is at work here."""
    return _current.get()


def call_fragment(run: ScriptRun, fragment: Fragment) -> Any:
    """Run the function of a fragment where it belongs; return what it returns.

    An error shows there, and goes on to whoever has called.

    Raises
    ------
    StopSignal
        The function ends the run.
    RerunSignal
        It asks for another one.
    """
    run.enter_fragment()
    place = Place(fragment.branch)
    token = _current.set(fragment)
    try:
        with activate(run, place):
            return fragment.body()
    except (StopSignal, RerunSignal):
        raise
    except BaseException as error:
        run.show_error(error, place)
        raise
    finally:
        _current.reset(token)


def new_block(fragment: Fragment) -> Branch:
    """Return an empty block as that of the fragment, which is on no page."""
    branch = fragment.branch
    return Branch(branch.element, branch.parent, branch.root, branch.form)


class Fragments:
    """The fragments of one session."""

    def __init__(self) -> None:
        self._known: dict[str, Fragment] = {}
        self._wrappers: dict[tuple[str, Branch], Branch] = {}
        self._before = self._known, self._wrappers
        """As the last full run has left them, while another one is going."""

    def get(self, fragment_id: object) -> Fragment | None:
        """Return the fragment with this id, if the last run has called it."""
        return self._known.get(fragment_id) if isinstance(fragment_id, str) else None

    def check_key(self, key: str | None, function: str, run: int) -> None:
        """Refuse a key that another function has used in this run.

        Raises
        ------
        StreamlitDuplicateElementKey
            One has.
        """
        if key is None:
            return
        for other in self._known.values():
            if (other.key, other.run) == (key, run) and other.function != function:
                raise StreamlitDuplicateElementKey(key)

    def add(self, fragment: Fragment) -> None:
        """Remember a call, in the place of an earlier one."""
        # To the end: whatever is inside of it is called after it.
        self._known.pop(fragment.id, None)
        self._known[fragment.id] = fragment

    def of_key(self, key: str) -> tuple[str, ...]:
        """Return the ids of the fragments that the author calls so."""
        return tuple(one.id for one in self._known.values() if one.key == key)

    def to_run(self, ids: Iterable[str]) -> list[Fragment]:
        """Return those of these that are there, without those that another one draws anyway."""
        wanted = set(ids)
        return [one for one in self._known.values() if one.id in wanted and wanted.isdisjoint(one.above)]

    def within(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the ids of these fragments and of those inside of them."""
        wanted = set(ids)
        return frozenset(one.id for one in self._known.values() if one.is_within(wanted))

    def keep(self, run: int, within: Iterable[str] | None = None) -> None:
        """Forget the fragments that a run has not called.

        Parameters
        ----------
        run : int
            Its number.
        within : iterable of str, optional
            The fragments that it consisted of; None for the whole script.
        """
        ids = None if within is None else set(within)

        def is_elsewhere(one: Fragment) -> bool:
            return ids is not None and ids.isdisjoint(one.above)

        self._known = {name: one for name, one in self._known.items() if one.run == run or is_elsewhere(one)}

    # What they draw into containers that are not theirs.

    def wrapper(self, fragment: Fragment, branch: Branch) -> Branch | None:
        """Return what holds the elements of a fragment in a container outside of it."""
        return self._wrappers.get((fragment.id, branch))

    def add_wrapper(self, fragment: Fragment, branch: Branch, wrapper: Branch) -> None:
        """Remember where a fragment draws outside of itself."""
        self._wrappers[fragment.id, branch] = wrapper

    def clear(self, fragment: Fragment, drawn: Sequence[Element | Branch] = ()) -> None:
        """Remove what a fragment has drawn, before it draws again.

        Parameters
        ----------
        fragment : Fragment
            Which one.
        drawn : sequence of Element or Branch, default ()
            What its callbacks have drawn already.
        """
        inside = self.within([fragment.id])
        blocks = [wrapper for (name, _), wrapper in self._wrappers.items() if name in inside]
        for block in (fragment.branch, *blocks):
            block.children = []
            block.transient = []
        for child in drawn:
            if isinstance(child, Branch):
                child.parent = fragment.branch
        fragment.branch.children = list(drawn)

    def begin_anew(self) -> None:
        """Forget where fragments have drawn: the whole page is about to be."""
        self._before = self._known.copy(), self._wrappers
        self._wrappers = {}

    def go_back(self) -> None:
        """Do as if the last full run had not begun."""
        self._known, self._wrappers = self._before
