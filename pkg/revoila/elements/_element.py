"""What one call of a script makes: an element, in a tree of this run.

Nothing here knows about widgets, comms or sessions. `Element` is a tuple, not
a dataclass: reruns compare thousands of them, and tuples compare in C.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NewType, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from revoila.elements._url import UrlForm
    from revoila.elements.inputs._uploads import UploadRule

ElementId = NewType("ElementId", str)
"""Identity of an input across runs; equal ids mean "the same input"."""

Props: TypeAlias = dict[str, Any]
"""What an element shows: JSON values, plus bytes at the top level or one level down."""

T = TypeVar("T")


class Element(NamedTuple):
    """One call of a script, before anything is drawn.

    Parameters
    ----------
    kind : str
        Name of the call that made it, such as ``"checkbox"``.
    props : dict
        What it shows. Never mutated after construction; never holds a widget
        or a callback, so two elements can be compared with ``==``.
    id : ElementId, optional
        Identity across runs; only inputs and keyed containers have one.
    """

    kind: str
    props: Props
    id: ElementId | None = None


_NOTHING: Mapping[int, Any] = MappingProxyType({})


class Branch:
    """A container of this run: its own element and what was drawn into it so far.

    Parameters
    ----------
    element : Element
        The container itself.
    parent : Branch or None
        Where it was drawn; None for the root of the page.
    root : str
        ``"main"``, ``"sidebar"``, ``"event"`` or ``"bottom"``.
    form : str or None
        Id of the form around it.
    """

    __slots__ = ("children", "early", "element", "form", "parent", "root", "transient")

    def __init__(self, element: Element, parent: Branch | None, root: str, form: str | None) -> None:
        self.element = element
        self.parent = parent
        self.root = root
        self.form = form
        self.children: list[Element | Branch] = []
        self.transient: list[Element] = []
        """Shown after the children without taking a slot: spinners."""
        self.early: Mapping[int, Element | Branch] = _NOTHING
        """What callbacks have drawn, by slot; it shows in those that the script does not take itself."""

    def kinds(self) -> tuple[str, ...]:
        """Kinds of this container and those around it, innermost first."""
        found, branch = [], self
        while True:
            found.append(branch.element.kind)
            if branch.parent is None:
                return tuple(found)
            branch = branch.parent

    def path(self) -> tuple[str | int, ...]:
        """Return where it is on its page: the root, and the slot of each container down to it."""
        if self.parent is None:
            return (self.root,)
        # One that was replaced meanwhile is on no page.
        slot = next((n for n, child in enumerate(self.parent.children) if child is self), -1)
        return (*self.parent.path(), slot)

    def is_of(self, root: Branch) -> bool:
        """Whether it is that root, or inside of it."""
        return self is root if self.parent is None else self.parent.is_of(root)


class Place:
    """Where a handle draws: at the end of a container, or over one slot of it.

    Parameters
    ----------
    branch : Branch
        The container.
    index : int or None, default None
        None appends to `branch`; a number replaces that child of `branch`.
    """

    __slots__ = ("branch", "index")

    def __init__(self, branch: Branch, index: int | None = None) -> None:
        self.branch = branch
        self.index = index

    def inside(self) -> Branch:
        """Return the container whose inside this place is, following a slot that holds one."""
        child = self.occupant()
        return child if isinstance(child, Branch) else self.branch

    def occupant(self) -> Element | Branch | None:
        """Return what is in the slot; None at the end of a container, and where nothing is any more."""
        index, children = self.index, self.branch.children
        return None if index is None or index >= len(children) else children[index]


# Not frozen: one is made by each input in each run, and a frozen one takes five times as long to make.
@dataclass(slots=True, kw_only=True)
class InputSpec(Generic[T]):
    """What an input declares: its identity, its values, and what to do on a change.

    Events from a browser are checked against this, never against anything the
    browser holds.

    Parameters
    ----------
    id : ElementId
        Identity across runs.
    kind : str
        Name of the command.
    key : str, optional
        The author's key: the name in session state.
    default : T
        Value before anybody touched it.
    decode : Callable
        From a wire value to a Python value; raises ``EventRefusedError`` for
        what this input, as drawn, cannot produce.
    encode : Callable
        From a Python value to its wire value; may raise for values assigned
        through session state that cannot be shown.
    accept : Callable, optional
        Says what a kept or assigned value is in this run: returns it, returns another (usually the default), or
        raises a specific error.
    trigger : bool, default False
        The value holds for one run only (buttons).
    disabled : bool, default False
        Refuse events and keep the last value.
    assignable : bool, default True
        Whether session state may assign it.
    rerun : bool, default True
        False delivers changes with the next run only.
    on_change : Callable, optional
        Called before the script body with `args` and `kwargs`.
    form : str, optional
        Id of the form it belongs to.
    persist : str, optional
        How long the value is kept while the input is not drawn: ``"page"`` or ``"session"``.
    url : UrlForm, optional
        How the value is written in the address, where it has a query parameter.
    fill : Callable, optional
        Takes what was assigned through session state where that is no value but a beginning of one (`chat_input`).
        Called with it once; returns the value that the input has all the same.
    uploads : UploadRule, optional
        Which files a browser may send for it.
    settle : Callable, optional
        Takes a value that was accepted and returns what comes of it once the page has it: what the input has from
        the next run on. The same value for most; another where the page shows what the author does not ask for,
        such as a range in a field for one date.
    """

    id: ElementId
    kind: str
    default: T
    decode: Callable[[Any], T]
    encode: Callable[[T], Any]
    key: str | None = None
    accept: Callable[[T], T] | None = None
    trigger: bool = False
    disabled: bool = False
    assignable: bool = True
    rerun: bool = True
    on_change: Callable[..., Any] | None = None
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    form: str | None = None
    persist: str | None = None
    url: UrlForm | None = None
    fill: Callable[[Any], T] | None = None
    uploads: UploadRule | None = None
    settle: Callable[[Any], T] | None = None

    def accept_or_default(self, value: T) -> T:
        """Return a value that nobody has assigned if it is still accepted, else the default."""
        if self.accept is None:
            return value
        try:
            return self.accept(value)
        except Exception:  # noqa: BLE001 - of whatever kind the refusal of an input is
            return deepcopy(self.default)


class Registration(NamedTuple):
    """What the session knows of an input at the moment it is drawn.

    Parameters
    ----------
    value : object
        The current value, a copy of the stored one.
    generation : int
        Counts how often this id appeared anew; events carry it, so one sent
        to an input that has vanished meanwhile is refused.
    assigned : int, default 0
        Counts how often code gave it another value, of those in forms: a page that holds back what a
        visitor enters shows that value instead.
    """

    value: Any
    generation: int
    assigned: int = 0
