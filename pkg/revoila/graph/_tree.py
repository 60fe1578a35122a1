"""The page as it is shown: an immutable tree that two runs can be compared by.

A run records into mutable branches; a flush freezes them. While a run is
going, what it has not reached yet is still there from the previous run: each
container shows its new children, then the remaining old ones ("stale").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from revoila.elements._element import Branch, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from revoila.elements._element import ElementId


class Shown(NamedTuple):
    """A container on screen.

    Parameters
    ----------
    element : Element
        The container itself.
    children : tuple of Element or Shown
        In call order.
    fresh : int or None, default None
        How many children belong to the current run; None when all do.
    """

    element: Element
    children: tuple[Element | Shown, ...]
    fresh: int | None = None


ShownNode: TypeAlias = Element | Shown


def own(node: ShownNode | Branch) -> Element:
    """Return the element of a leaf or of a container."""
    return node if isinstance(node, Element) else node.element


def passwords(node: ShownNode) -> Iterator[ElementId]:
    """Return the inputs on the page that hide what is typed."""
    if isinstance(node, Shown):
        for child in node.children:
            if isinstance(child, Shown) or child.id is not None:
                yield from passwords(child)
    elif node.id is not None and node.props.get("type") == "password":
        yield node.id


def dialogs(page: Shown) -> Iterator[Element]:
    """Return the dialogs that are on the page, whether or not a visitor has closed them."""
    return _above(page, "dialog")


def lasting_notices(page: Shown) -> Iterator[int]:
    """Return the numbers of the notices that stay until they are closed, whether or not they were."""
    return (one.props["notice"] for one in _above(page, "toast") if "notice" in one.props)


def _above(page: Shown, kind: str) -> Iterator[Element]:
    for root in page.children:
        if isinstance(root, Shown):
            yield from (own(node) for node in root.children if own(node).kind == kind)


def freeze(branch: Branch) -> Shown:
    """Return the container as the run left it, without anything stale."""
    children = [freeze(child) if isinstance(child, Branch) else child for child in tuple(branch.children)]
    return Shown(branch.element, (*children, *_early(branch, len(children)), *branch.transient))


def _early(branch: Branch, count: int) -> list[ShownNode]:
    """Return what callbacks have drawn beyond the children that there are."""
    left = [child for index, child in sorted(branch.early.items()) if index >= count]
    return [freeze(child) if isinstance(child, Branch) else child for child in left]


def freeze_partly(branch: Branch, before: Shown | None) -> Shown:
    """Return the container in the middle of a run, with what is left of the previous one.

    Parameters
    ----------
    branch : Branch
        What the run has drawn so far.
    before : Shown or None
        The container as it was when the run began.
    """
    drawn = tuple(branch.children)
    old = before.children if before is not None else ()
    start = _tail_start(drawn, old)
    shift = start - len(drawn)
    children: list[ShownNode] = []
    for index, child in enumerate(drawn):
        if isinstance(child, Branch):
            children.append(freeze_partly(child, _counterpart(child, old, index, shift)))
        else:
            children.append(child)
    if branch.early:
        children += _early(branch, len(drawn))
    children += branch.transient
    tail = old[start:]
    fresh = len(children) if tail else None
    return Shown(branch.element, (*children, *tail), fresh)


def _tail_start(drawn: Sequence[Element | Branch], old: Sequence[ShownNode]) -> int:
    """Index of the first old child that the run has not reached: after the one drawn last."""
    count = len(drawn)
    if not count or not old:
        return 0
    last = drawn[-1]
    if count <= len(old) and _same(last, old[count - 1]):
        return count
    matches = [index for index, node in enumerate(old) if _same(last, node)]
    if matches:
        return min(matches, key=lambda index: abs(index - count + 1)) + 1
    return min(count, len(old))


def _same(drawn: Element | Branch, shown: ShownNode) -> bool:
    if isinstance(drawn, Branch):
        return isinstance(shown, Shown) and same_slot(drawn.element, shown.element)
    if isinstance(shown, Shown):
        return False
    return drawn == shown or (drawn.id is not None and same_slot(drawn, shown))


def same_slot(one: Element, other: Element) -> bool:
    """Whether `one` may become `other` by changing its props."""
    return one.kind == other.kind and one.id == other.id


def _counterpart(branch: Branch, old: Sequence[ShownNode], index: int, shift: int) -> Shown | None:
    for candidate in (index, index + shift):
        if 0 <= candidate < len(old):
            node = old[candidate]
            if isinstance(node, Shown) and same_slot(node.element, branch.element):
                return node
    return None
