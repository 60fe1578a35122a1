"""What accessors such as ``at.button`` return: the elements of one type, by position and by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from revoila.testing.v1._nodes import Node

N_co = TypeVar("N_co", bound="Node", covariant=True)


class NodeList(Generic[N_co]):
    """Elements or containers of one type, in the order in which the app drew them.

    Parameters
    ----------
    els : sequence of Node
        What is in the list.
    """

    def __init__(self, els: Sequence[N_co]) -> None:
        self._list = els

    @property
    def len(self) -> int:
        """Number of elements."""
        return len(self._list)

    @overload
    def __getitem__(self, index: int) -> N_co: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> N_co | Self:
        """Return one element, or some of them as a list of the same kind."""
        if isinstance(index, slice):
            return type(self)(self._list[index])
        return self._list[index]

    def __call__(self, key: str) -> N_co:
        """Return the element with a key.

        Raises
        ------
        KeyError
            There is none.
        """
        for node in self._list:
            if node.name_to_find == str(key):
                return node
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._list)

    def __iter__(self) -> Iterator[N_co]:
        return iter(self._list)

    def __eq__(self, other: object) -> bool:
        """Compare with another list, or with a plain one."""
        nodes = other._list if isinstance(other, NodeList) else other
        return list(self._list) == nodes

    __hash__ = None  # type: ignore[assignment]  # a list is equal by what is in it

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self._list)!r})"


class ElementList(NodeList[N_co]):
    """Elements of one type."""

    @property
    def values(self) -> Sequence[Any]:
        """The values of all elements."""
        return [node.value for node in self._list]


class WidgetList(ElementList[N_co]):
    """Inputs of one type."""


class BlockList(NodeList[N_co]):
    """Containers of one type."""
