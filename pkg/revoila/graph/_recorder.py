"""Where a run's elements go: four root containers and a cursor in each branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._element import Branch, Element, Place
from revoila.graph._tree import Shown, freeze, freeze_partly

if TYPE_CHECKING:
    from revoila.elements._element import Props

ROOTS = ("main", "sidebar", "event", "bottom")


class Recorder:
    """The tree of one run.

    Only the script's thread records; another thread may freeze at any time,
    which is safe because appending to and copying a list are atomic.
    """

    def __init__(self) -> None:
        self.roots = {name: Branch(Element(name, {}), None, name, None) for name in ROOTS}
        self.count = 0
        """Grows with all that changes."""
        self.size = 0
        """How many elements were added, without those that others have replaced."""
        self._early: dict[tuple[str | int, ...], tuple[str, dict[int, Element | Branch]]] = {}
        """By place and kind of a container: what `keep_early` has kept for it."""

    def record(self, element: Element, place: Place) -> Place:
        """Draw a leaf at `place`; return the place of the element itself."""
        self.count += 1
        branch, index = place.branch, place.index
        if index is None:
            self.size += 1
            branch.children.append(element)
            return Place(branch, len(branch.children) - 1)
        self._replace(branch, index, element)
        return Place(branch, index)

    def open(self, element: Element, place: Place, form: str | None = None) -> Place:
        """Draw a container at `place`; return the place inside it."""
        self.count += 1
        branch, index = place.branch, place.index
        inside = Branch(element, branch, branch.root, form or branch.form)
        if index is None:
            self.size += 1
            branch.children.append(inside)
        else:
            self._replace(branch, index, inside)
        if self._early:
            kind, drawn = self._early.get(inside.path(), ("", {}))
            if kind == element.kind:
                inside.early = drawn
        return Place(inside)

    def keep_early(self, branch: Branch, index: int) -> None:
        """Show what a callback has drawn into the page before also in this one, where its container is then.

        Parameters
        ----------
        branch : Branch
            The container; of one of this page it shows already.
        index : int
            The slot.
        """
        root = self.roots[branch.root]
        if branch.is_of(root):
            return
        child = branch.children[index]
        if branch.parent is None:
            root.early = {**root.early, index: child}
        else:
            path = branch.path()
            kind, drawn = self._early.get(path, (branch.element.kind, {}))
            self._early[path] = kind, {**drawn, index: child}

    def _replace(self, branch: Branch, index: int, child: Element | Branch) -> None:
        children = branch.children
        while index >= len(children):
            # A fragment that runs again has not come so far; the slot is from its last run.
            self.size += 1
            children.append(Element("empty", {}))
        if isinstance(children[index], Branch):
            self.size -= _size(children[index]) - 1
        children[index] = child

    def frozen(self, app_props: Props, before: Shown | None, *, finished: bool) -> Shown:
        """Return the page to show.

        Parameters
        ----------
        app_props : dict
            Props of the root: title, navigation, run state, theme.
        before : Shown or None
            The page as it was when this run began.
        finished : bool
            Whether what the run has not drawn is to disappear.
        """
        roots: list[Any] = []
        for position, name in enumerate(ROOTS):
            branch = self.roots[name]
            if finished:
                roots.append(freeze(branch))
            else:
                old = before.children[position] if before is not None else None
                roots.append(freeze_partly(branch, old if isinstance(old, Shown) else None))
        return Shown(Element("app", app_props), tuple(roots))


def _size(child: Element | Branch) -> int:
    return 1 + sum(map(_size, child.children)) if isinstance(child, Branch) else 1


def blank_page(app_props: Props) -> Shown:
    """Return a page on which nothing was drawn yet."""
    return Recorder().frozen(app_props, None, finished=True)
