"""The page of an app in another process: made from a snapshot and the patches after it, as in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._element import Element, ElementId
from revoila.graph._tree import Shown, own

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from revoila.graph._tree import ShownNode

HELD = "$m"
"""Marks a file that stays where the app is."""


class Reader:
    """Reads the messages of one app.

    Parameters
    ----------
    file : Callable
        Returns what stands for a file that has stayed where the app is, from what the page is told of it.
    table : Callable
        The same for a table of which the page has only some rows.
    """

    def __init__(self, file: Callable[[dict[str, Any]], Any], table: Callable[[dict[str, Any]], Any]) -> None:
        self._file = file
        self._table = table

    def page(self, wire: dict[str, Any], buffers: Sequence[Any]) -> Shown:
        """Return a whole page."""
        page = self.node(wire, buffers)
        assert isinstance(page, Shown)  # noqa: S101 - a page is a container
        return page

    def patched_page(self, page: Shown, ops: Sequence[Any], buffers: Sequence[Any]) -> Shown:
        """Return a whole page after a patch."""
        for op in ops:
            after = self.patched(page, op, buffers)
            assert isinstance(after, Shown)  # noqa: S101 - as before
            page = after
        return page

    def node(self, wire: dict[str, Any], buffers: Sequence[Any]) -> ShownNode:
        """Return a part of the page."""
        id_ = None if wire.get("i") is None else ElementId(wire["i"])
        element = Element(wire["k"], self._props(wire["p"], buffers), id_)
        if "c" not in wire:
            return element
        return Shown(element, tuple(self.node(child, buffers) for child in wire["c"]), wire.get("f"))

    def patched(self, node: ShownNode, op: Sequence[Any], buffers: Sequence[Any]) -> ShownNode:
        """Return a part of the page after one operation of a patch.

        Parameters
        ----------
        node : Element or Shown
            What it was.
        op : sequence
            Path, name and details, as in ``js/src/protocol.ts``.
        buffers : sequence
            Bytes that came with the patch.

        Raises
        ------
        ValueError
            The operation has a name that is not known.
        """
        path, name, *details = op
        if path:
            assert isinstance(node, Shown)  # noqa: S101 - the path leads through containers
            index, rest = path[0], path[1:]
            child = self.patched(node.children[index], [rest, name, *details], buffers)
            return node._replace(children=(*node.children[:index], child, *node.children[index + 1 :]))
        if name == "put":
            return self.node(details[0], buffers)
        if name == "set":
            removed = details[1] if len(details) > 1 else ()
            props = {**own(node).props, **self._props(details[0], buffers)}
            return _with_props(node, {key: value for key, value in props.items() if key not in removed})
        if name == "append":
            props = own(node).props
            return _with_props(node, {**props, details[0]: props[details[0]] + details[1]})
        assert isinstance(node, Shown)  # noqa: S101 - the others are about children
        if name == "fresh":
            return node._replace(fresh=details[0])
        return node._replace(children=self._children(node.children, name, details, buffers))

    def _children(
        self, old: tuple[ShownNode, ...], name: str, details: Sequence[Any], buffers: Sequence[Any]
    ) -> tuple[ShownNode, ...]:
        if name == "splice":
            start, dropped, new = details
            made = (self.node(wire, buffers) for wire in new)
            return (*old[:start], *made, *old[start + dropped :])
        if name != "arrange":
            raise ValueError(f"A patch with the unknown operation {name!r} came. Are two versions in use?")
        found: list[ShownNode] = []
        for part in details[0]:
            kept = () if isinstance(part, dict) else old[part[0] : part[0] + part[1]]
            found += [self.node(part, buffers)] if isinstance(part, dict) else kept
        return tuple(found)

    def _props(self, props: dict[str, Any], buffers: Sequence[Any]) -> dict[str, Any]:
        found = {name: self._value(value, buffers) for name, value in props.items()}
        source = found.get("source")
        if isinstance(source, dict) and source.keys() == {"name", "window"}:
            found["source"] = self._table(source)
        return found

    def _value(self, value: Any, buffers: Sequence[Any]) -> Any:
        if isinstance(value, dict):
            if value.keys() == {"$b"}:
                return bytes(buffers[value["$b"]])
            if HELD in value:
                return self._file(value)
            return {name: self._value(item, buffers) for name, item in value.items()}
        if isinstance(value, list):
            return [self._value(item, buffers) for item in value]
        return value


def _with_props(node: ShownNode, props: dict[str, Any]) -> ShownNode:
    element = own(node)._replace(props=props)
    return node._replace(element=element) if isinstance(node, Shown) else element
