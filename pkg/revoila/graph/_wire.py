"""How pages and operations look as JSON with binary buffers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from revoila.elements._element import Element
from revoila.elements.data.rows._window import WindowedTable
from revoila.elements.media._file import MediaFile
from revoila.graph._reconcile import Append, Arrange, Fresh, Op, Put, Set, Splice
from revoila.graph._tree import Shown

if TYPE_CHECKING:
    from revoila.graph._tree import ShownNode

BINARY = (bytes, bytearray, memoryview)
HELD = (MediaFile, WindowedTable)
"""What stays in the kernel; the page is told how to ask for it."""


def encode_node(node: ShownNode, buffers: list[Any]) -> dict[str, Any]:
    """Return a node as JSON, appending its binary props to `buffers`."""
    element = node if isinstance(node, Element) else node.element
    wire: dict[str, Any] = {"k": element.kind, "p": encode_props(element.props, buffers)}
    if element.id is not None:
        wire["i"] = element.id
    if isinstance(node, Shown):
        wire["c"] = [encode_node(child, buffers) for child in node.children]
        if node.fresh is not None:
            wire["f"] = node.fresh
    return wire


def encode_props(props: dict[str, Any], buffers: list[Any]) -> dict[str, Any]:
    """Return props in which each binary value is a reference into `buffers`."""
    for value in props.values():
        if isinstance(value, (*BINARY, *HELD, list, dict)):
            return {name: _encode_value(item, buffers) for name, item in props.items()}
    return props


def _encode_value(value: Any, buffers: list[Any]) -> Any:
    if isinstance(value, BINARY):
        buffers.append(value)
        return {"$b": len(buffers) - 1}
    if isinstance(value, HELD):
        return value.face
    if isinstance(value, dict):
        return {name: _encode_value(item, buffers) for name, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], (*BINARY, list, dict)):
        return [_encode_value(item, buffers) for item in value]
    return value


def encode_op(op: Op, buffers: list[Any]) -> list[Any]:
    """Return one operation as a JSON list."""
    path = list(op.path)
    match op:
        case Put():
            return [path, "put", encode_node(op.node, buffers)]
        case Set():
            wire = [path, "set", encode_props(op.changed, buffers)]
            return [*wire, list(op.removed)] if op.removed else wire
        case Append():
            return [path, "append", op.prop, op.suffix]
        case Splice():
            return [path, "splice", op.start, op.dropped, [encode_node(node, buffers) for node in op.nodes]]
        case Arrange():
            return [path, "arrange", [_encode_part(part, buffers) for part in op.parts]]
        case Fresh():
            return [path, "fresh", op.fresh]
        case _:
            assert_never(op)


def _encode_part(part: Any, buffers: list[Any]) -> Any:
    return encode_node(part, buffers) if isinstance(part, (Element, Shown)) else list(part)
