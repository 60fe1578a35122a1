"""The page of an app test as text, for people to read and for files to compare with.

The text names what a visitor sees and what an author has called it, and nothing that differs from one machine,
run or host to another: no identities, no addresses of files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from revoila.testing.v1._nodes import Block, Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.testing.v1._nodes import Node

INDENT = "  "
LONGEST_DATA = 40
"""How much of an address that holds the data itself is shown."""

_MORE = ("label", "disabled", "icon", "help", "placeholder", "delta", "text", "options", "state", "url")
"""What is shown beside key and value, of those that a node has."""

_AT = re.compile(r" at 0x[0-9a-fA-F]+")


def text_of(root: Block) -> str:
    """Return a page as text.

    Parameters
    ----------
    root : Block
        All of it.
    """
    lines = [line for child in root.children.values() for line in _lines(child)]
    return "".join(f"{line}\n" for line in lines)


def _lines(node: Node) -> Iterator[str]:
    value = None if isinstance(node, Block) else _value(node)
    words, below = [node.type], []
    if isinstance(value, str) and "\n" in value:
        below = [f"| {line}".rstrip() for line in value.strip("\n").split("\n")]
    elif value is not None:
        words.append(_shown(value))
    words += [f"{name}={_shown(found)}" for name, found in _details(node)]
    yield " ".join(words)
    yield from (f"{INDENT}{line}" for line in below)
    if isinstance(node, Block):
        for child in node.children.values():
            yield from (f"{INDENT}{line}" for line in _lines(child))


def texts_of(node: Node) -> Iterator[str]:
    """Return the texts that a node shows: its value, and what is written on and beside it."""
    value = None if isinstance(node, Block) else _value(node)
    yield from _words(value)
    for name, found in _details(node):
        if name != "key":
            yield from _words(found)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from _words(one)
    elif value is not None:
        yield str(value)


def _details(node: Node) -> Iterator[tuple[str, Any]]:
    if node.name_to_find is not None:
        yield "key", node.name_to_find
    for name in _MORE:
        found = node.props.get(name)
        if found is not None and found is not False and found not in ("", []):
            yield name, found


def _value(node: Node) -> Any:
    assert isinstance(node, Element)  # noqa: S101 - the other nodes are containers
    try:
        value = node.value
    except KeyError:  # an input that is not there any more
        return None
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and hasattr(value, "to_csv"):
        # As a visitor sees it: without what pandas knows of its types.
        return value.to_csv(lineterminator="\n")
    return value


def _shown(value: Any) -> str:
    if isinstance(value, str) and value.startswith("data:") and len(value) > LONGEST_DATA:
        return f"{value.partition(',')[0]},…"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(_shown(one) for one in value)
        if isinstance(value, list):
            return f"[{inside}]"
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return _AT.sub("", repr(value))
