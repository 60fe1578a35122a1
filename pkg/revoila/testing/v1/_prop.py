"""Props of drawn elements as attributes of nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from revoila.testing.v1._nodes import Node

T = TypeVar("T")


class Prop(Generic[T]):
    """What a node shows under a name, read-only.

    Parameters
    ----------
    name : str
        Name of the prop.
    default : T
        What it is when the drawn element does not have it; also its type.
    """

    def __init__(self, name: str, default: T) -> None:
        self._name = name
        self._default = default

    @overload
    def __get__(self, node: None, owner: type) -> Self: ...
    @overload
    def __get__(self, node: Node, owner: type) -> T: ...
    def __get__(self, node: Node | None, owner: type) -> Self | T:
        """Return the prop of a node."""
        if node is None:
            return self
        found: T = node.props.get(self._name, self._default)
        return found

    def __set__(self, node: Node, value: T) -> None:
        """Refuse: what an app drew is not for a test to change.

        Raises
        ------
        AttributeError
            Always.
        """
        raise AttributeError(
            f"{type(node).__name__}.{self._name} is what the app drew; a test cannot set it."
        )
