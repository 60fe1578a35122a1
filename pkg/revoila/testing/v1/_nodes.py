"""The page of an app test as a tree of nodes: elements, and the containers around them.

A node is made when a test asks for it and belongs to the run that drew it. It
holds the test, never the other way round, so that the session of a test ends
with the last reference to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from revoila.errors import AppTestError
from revoila.graph._tree import Shown, own
from revoila.testing.v1._accessors import Accessors
from revoila.testing.v1._page import key_of, type_of, visible, walk
from revoila.testing.v1._proto import Proto, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.elements._element import Props
    from revoila.graph._tree import ShownNode
    from revoila.testing.v1._accessors import Matches
    from revoila.testing.v1._page import Snapshot
    from revoila.testing.v1.app_test import AppTest

_NAMED_ONLY = {"dataframe", "vega", "deck"}
"""Kinds whose key is their identity only while they report selections."""

_classes: dict[str, type[Node]] = {}


class Node:
    """Something on the page of an app test.

    Parameters
    ----------
    app : AppTest
        The test that it belongs to.
    drawn : Element or Shown
        What the app drew.
    snapshot : Snapshot
        The page that it is on.
    within : Shown, optional
        The container around it.
    """

    _in_repr: ClassVar[tuple[str, ...]] = ("key",)

    def __init__(
        self, app: AppTest, drawn: ShownNode, snapshot: Snapshot, within: Shown | None = None
    ) -> None:
        self.root = app
        self._drawn = drawn
        self._snapshot = snapshot
        self._within = within

    def __init_subclass__(cls, kinds: tuple[str, ...] = (), **options: Any) -> None:
        """Take over the elements of some kinds."""
        super().__init_subclass__(**options)
        _classes.update(dict.fromkeys(kinds, cls))

    @property
    def type(self) -> str:
        """Type of the node, as Streamlit names it."""
        return type_of(self._drawn)

    @property
    def key(self) -> str | None:
        """The author's key; None for a table or chart that reports nothing, as in Streamlit."""
        silent = own(self._drawn).kind in _NAMED_ONLY and own(self._drawn).id is None
        return None if silent else self.name_to_find

    @property
    def name_to_find(self) -> str | None:
        """The author's key, of whatever has one."""
        return key_of(self._drawn)

    @property
    def proto(self) -> Any:
        """The raw data, as attributes."""
        return Proto(self._fields())

    @property
    def value(self) -> Any:
        """What a test compares; None for a container."""
        return None

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app, as `AppTest.run`."""
        return self.root.run(timeout=timeout)

    @property
    def props(self) -> Props:
        """What the app drew, as it travels to a browser."""
        return own(self._drawn).props

    def _fields(self) -> dict[str, Any]:
        return fields_of(own(self._drawn).kind, self.props)

    def __iter__(self) -> Iterator[Node]:
        yield self

    def __eq__(self, other: object) -> bool:
        """Whether the other shows the same, which is also true of the same element after another run."""
        return isinstance(other, Node) and type(self) is type(other) and self._drawn == other._drawn

    def __hash__(self) -> int:
        element = own(self._drawn)
        return hash((element.kind, element.id))

    def __repr__(self) -> str:
        names = ("name_to_find" if name == "key" else name for name in self._in_repr)
        shown = zip(self._in_repr, (getattr(self, name, None) for name in names), strict=True)
        words = [f"{name}={value!r}" for name, value in shown if not _is_nothing(value)]
        return f"{type(self).__name__}({', '.join(words)})"


class Element(Node):
    """A leaf of the page."""

    _in_repr: ClassVar[tuple[str, ...]] = ("key", "value")

    def set_value(self, v: Any) -> Any:
        """Refuse: only inputs have a value to set.

        Raises
        ------
        AppTestError
            Always.
        """
        del v
        self._refuse("set_value")

    def click(self, *args: Any) -> Any:
        """Refuse: only buttons can be clicked.

        Raises
        ------
        AppTestError
            Always.
        """
        del args
        self._refuse("click")

    def _refuse(self, interaction: str) -> NoReturn:
        raise AppTestError(
            f"{interaction}() is not supported for {self.type}{self._named}. An app test can read this element. "
            "What it reports can be assigned to at.session_state if it has a key."
        )

    @property
    def _named(self) -> str:
        return "" if self.name_to_find is None else f" (key={self.name_to_find!r})"

    def __getattr__(self, name: str) -> Any:
        """Return a field of the raw data.

        Raises
        ------
        AttributeError
            It has no such field.
        """
        if not name.startswith("_"):
            fields = self._fields()
            if name in fields:
                return fields[name]
        raise AttributeError(name)


class UnknownElement(Element):
    """An element that app tests have no class for, such as a chart."""

    _in_repr = ("type", "key")

    @property
    def value(self) -> Any:
        """The value in session state, else the field that says most, else None."""
        element_id = own(self._drawn).id
        if element_id is not None:
            try:
                return self._snapshot.stored(element_id, self.key)
            except KeyError:
                pass
        fields = self._fields()
        return next((fields[name] for name in ("value", "body", "text", "label") if name in fields), None)


class Block(Node, Accessors):
    """A container of the page.

    Iterating gives the container itself and everything in it, depth first;
    an index is the position of a child.
    """

    _in_repr: ClassVar[tuple[str, ...]] = ("type", "key")

    @property
    def children(self) -> dict[int, Node]:
        """What is directly in it, by position."""
        return dict(enumerate(self._inside()))

    def _inside(self) -> Iterator[Node]:
        assert isinstance(self._drawn, Shown)  # noqa: S101 - `build` sees to it
        return (build(self.root, node, self._snapshot, self._drawn) for node in visible(self._drawn))

    def _find(self, matches: Matches) -> list[Node]:
        assert isinstance(self._drawn, Shown)  # noqa: S101 - as above
        found = walk(self._drawn)
        return [build(self.root, node, self._snapshot, within) for node, within in found if matches(node)]

    def __iter__(self) -> Iterator[Node]:
        yield self
        for child in self._inside():
            yield from child

    def __len__(self) -> int:
        return len(self.children)

    def __getitem__(self, index: int) -> Node:
        return self.children[index]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield super().__repr__()
        for index, child in self.children.items():
            lines = child._lines() if isinstance(child, Block) else iter((repr(child),))  # noqa: SLF001 - a Block
            yield f"  {index}: {next(lines)}"
            yield from (f"  {line}" for line in lines)


def build(app: AppTest, drawn: ShownNode, snapshot: Snapshot, within: Shown | None = None) -> Node:
    """Return the test's view of what an app drew."""
    usual = Block if isinstance(drawn, Shown) else UnknownElement
    return _classes.get(own(drawn).kind, usual)(app, drawn, snapshot, within)


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, (str, tuple, list)) and not value)
