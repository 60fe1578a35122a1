"""The page of an app test as a tree: elements, blocks, and lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from revoila.elements._element import Element as Drawn
from revoila.errors import AppTestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.graph._tree import Shown
    from revoila.testing.v1._app_test import AppTest

BODY_PROPS = ("value", "body", "text", "label")


class Props:
    """The raw props of an element, as attributes."""

    def __init__(self, props: dict[str, Any]) -> None:
        self.__dict__.update(props)

    def __repr__(self) -> str:
        """Show the props."""
        return f"Props({self.__dict__!r})"


class Node:
    """Something on the page of an app test.

    Parameters
    ----------
    app : AppTest
        The test that it belongs to.
    drawn : Element
        What the app drew.
    """

    def __init__(self, app: AppTest, drawn: Drawn) -> None:
        self.root = app
        self._drawn = drawn
        self.proto = Props(drawn.props)

    @property
    def type(self) -> str:
        """Name of the command that drew it."""
        return TYPE_NAMES.get(self._drawn.kind, self._drawn.kind)

    @property
    def key(self) -> str | None:
        """The author's key."""
        key = self._drawn.props.get("key")
        return None if key is None else str(key)

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app, as `AppTest.run`."""
        return self.root.run(timeout=timeout)

    def __getattr__(self, name: str) -> Any:
        """Return a raw prop."""
        try:
            return self.__dict__["_drawn"].props[name]
        except KeyError:
            message = f"{self.__class__.__name__} has no attribute {name!r}"
            raise AttributeError(message) from None


TYPE_NAMES = {"column": "column"}


class ElementNode(Node):
    """A leaf of the page."""

    @property
    def value(self) -> Any:
        """What the element shows."""
        props = self._drawn.props
        return next((props[name] for name in BODY_PROPS if name in props), None)

    def set_value(self, value: Any) -> Self:
        """Refuse: only widgets have values to set."""
        del value
        raise self._unsupported("set_value")

    def click(self) -> Self:
        """Refuse: only buttons can be clicked."""
        raise self._unsupported("click")

    def _unsupported(self, what: str) -> AppTestError:
        return AppTestError(f"`{what}` is not supported for {self.type} elements.")

    def __repr__(self) -> str:
        """Show type and value."""
        return f"{self.type}(value={self.value!r})"


N = TypeVar("N", bound=Node)


class ElementList(Generic[N]):
    """Elements of one type in drawing order, also by key.

    Parameters
    ----------
    nodes : list of Node
        The elements.
    """

    def __init__(self, nodes: list[N]) -> None:
        self._nodes = nodes

    def __len__(self) -> int:
        """Count the elements."""
        return len(self._nodes)

    @property
    def len(self) -> int:
        """Number of elements."""
        return len(self)

    @overload
    def __getitem__(self, index: int) -> N: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> N | Self:
        """Return one element, or some as a list of the same kind."""
        if isinstance(index, slice):
            return type(self)(self._nodes[index])
        return self._nodes[index]

    def __iter__(self) -> Iterator[N]:
        """Iterate in drawing order."""
        return iter(self._nodes)

    def __eq__(self, other: object) -> bool:
        """Compare with a list of elements."""
        nodes = other._nodes if isinstance(other, ElementList) else other
        return self._nodes == nodes

    __hash__ = None  # type: ignore[assignment]  # compares by content

    def __call__(self, key: str) -> N:
        """Return the element with a key.

        Raises
        ------
        KeyError
            There is none.
        """
        for node in self._nodes:
            if node.key == str(key):
                return node
        raise KeyError(key)

    @property
    def values(self) -> list[Any]:
        """The values of all elements."""
        return [node.value for node in self._nodes if isinstance(node, ElementNode)]

    def __repr__(self) -> str:
        """Show the elements."""
        return repr(self._nodes)


class WidgetList(ElementList[N]):
    """Widgets of one type in drawing order."""


class BlockList(ElementList[N]):
    """Containers of one type in drawing order."""


class Block(Node):
    """A container of the page.

    Parameters
    ----------
    app : AppTest
        The test that it belongs to.
    shown : Shown
        What the app drew.
    """

    def __init__(self, app: AppTest, shown: Shown) -> None:
        super().__init__(app, shown.element)
        from revoila.testing.v1._build import build  # mutual: a block builds its children

        self.children: dict[int, Node] = dict(enumerate(build(app, child) for child in shown.children))

    def __len__(self) -> int:
        """Count the children."""
        return len(self.children)

    def __iter__(self) -> Iterator[Node]:
        """Iterate over this block and everything in it, depth first."""
        yield self
        for child in self.children.values():
            if isinstance(child, Block):
                yield from child
            else:
                yield child

    def __getitem__(self, index: int) -> Node:
        """Return a child."""
        return self.children[index]

    def get(self, element_type: str) -> list[Node]:
        """Return everything of a type in this block."""
        return [node for node in self if node is not self and node.type == element_type]

    def get_by_key(self, key: str) -> Node:
        """Return the one node with a key.

        Raises
        ------
        KeyError
            There is none.
        AppTestError
            There are several.
        """
        found = [node for node in self if node is not self and node.key == str(key)]
        if not found:
            raise KeyError(key)
        if len(found) > 1:
            message = f"{len(found)} nodes have the key {key!r}."
            raise AppTestError(message)
        return found[0]

    def __getattr__(self, name: str) -> Any:
        """Return the elements of a type, or a raw prop."""
        from revoila.testing.v1._build import collect

        collected = collect(self, name)
        return super().__getattr__(name) if collected is None else collected

    def __repr__(self) -> str:
        """Show type and children."""
        return f"{self.type}({list(self.children.values())!r})"
