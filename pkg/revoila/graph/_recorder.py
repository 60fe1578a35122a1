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

    def record(self, element: Element, place: Place) -> Place:
        """Draw a leaf at `place`; return the place of the element itself."""
        self.count += 1
        branch, index = place.branch, place.index
        if index is None:
            branch.children.append(element)
            return Place(branch, len(branch.children) - 1)
        branch.children[index] = element
        return Place(branch, index)

    def open(self, element: Element, place: Place, form: str | None = None) -> Place:
        """Draw a container at `place`; return the place inside it."""
        self.count += 1
        branch, index = place.branch, place.index
        inside = Branch(element, branch, branch.root, form or branch.form)
        if index is None:
            branch.children.append(inside)
        else:
            branch.children[index] = inside
        return Place(inside)

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


def blank_page(app_props: Props) -> Shown:
    """Return a page on which nothing was drawn yet."""
    return Recorder().frozen(app_props, None, finished=True)
