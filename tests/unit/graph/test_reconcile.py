"""Patching what is shown gives the same page as drawing it afresh."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from revoila.elements._element import Element, ElementId
from revoila.graph._reconcile import Append, Arrange, Fresh, Op, Put, Set, Splice, reconcile
from revoila.graph._tree import Shown
from revoila.graph._wire import encode_node, encode_op


def text(body: str) -> Element:
    return Element("markdown", {"body": body})


def keyed(name: str, **props: Any) -> Element:
    return Element("slider", props, ElementId(name))


def box(*children: Any, kind: str = "container", key: str | None = None, fresh: int | None = None) -> Shown:
    return Shown(Element(kind, {}, ElementId(key) if key else None), children, fresh)


class FrontEnd:
    """The smallest front end: applies operations in wire form to a JSON tree."""

    def __init__(self, page: Shown) -> None:
        self.tree = encode_node(page, [])

    def apply(self, ops: list[Op]) -> None:
        for op in ops:
            path, name, *rest = json.loads(json.dumps(encode_op(op, [])))
            getattr(self, name)(path, *rest)

    def at(self, path: list[int]) -> dict[str, Any]:
        node = self.tree
        for index in path:
            node = node["c"][index]
        return node

    def put(self, path: list[int], node: dict[str, Any]) -> None:
        if path:
            self.at(path[:-1])["c"][path[-1]] = node
        else:
            self.tree = node

    def set(self, path: list[int], changed: dict[str, Any], removed: tuple[str, ...] = ()) -> None:
        props = {**self.at(path)["p"], **changed}
        self.at(path)["p"] = {name: value for name, value in props.items() if name not in removed}

    def append(self, path: list[int], prop: str, suffix: str) -> None:
        self.at(path)["p"] = {**self.at(path)["p"], prop: self.at(path)["p"][prop] + suffix}

    def splice(self, path: list[int], index: int, count: int, nodes: list[Any]) -> None:
        self.at(path)["c"][index : index + count] = nodes

    def arrange(self, path: list[int], parts: list[Any]) -> None:
        old = self.at(path)["c"]
        new: list[Any] = []
        for part in parts:
            new += [part] if isinstance(part, dict) else old[part[0] : part[0] + part[1]]
        self.at(path)["c"] = new

    def fresh(self, path: list[int], count: int | None) -> None:
        node = self.at(path)
        node.pop("f", None)
        if count is not None:
            node["f"] = count


leaves = st.one_of(
    st.builds(text, st.sampled_from(["a", "ab", "abc", "b", ""])),
    st.builds(lambda name, value: keyed(name, value=value), st.sampled_from("pqrs"), st.integers(0, 2)),
    st.builds(lambda data: Element("json", {"body": data}), st.lists(st.integers(0, 2), max_size=2)),
)


def unique(children: list[Any]) -> list[Any]:
    seen: set[Any] = set()
    kept = []
    for child in children:
        element = child if isinstance(child, Element) else child.element
        if element.id is None or element.id not in seen:
            seen.add(element.id)
            kept.append(child)
    return kept


nodes = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda children, kind, key, fresh: box(*unique(children), kind=kind, key=key, fresh=fresh),
        st.lists(inner, max_size=6),
        st.sampled_from(["container", "expander"]),
        st.sampled_from([None, None, "k1", "k2"]),
        st.sampled_from([None, None, 1]),
    ),
    max_leaves=25,
)
pages = st.builds(lambda children: box(*unique(children), kind="main"), st.lists(nodes, max_size=10))


@given(pages, pages)
def test_patching_shows_the_same_as_starting_afresh(before: Shown, after: Shown) -> None:
    front_end = FrontEnd(before)
    front_end.apply(reconcile(before, after))
    assert front_end.tree == FrontEnd(after).tree


@given(pages)
def test_an_unchanged_page_needs_no_operation(page: Shown) -> None:
    assert reconcile(page, page) == []


def test_inserting_on_top_costs_one_operation() -> None:
    items = [text(f"item {i}") for i in range(1000)]
    ops = reconcile(box(*items), box(text("new"), *items))
    assert ops == [Splice((), 0, 0, (text("new"),))]


def test_inserting_in_the_middle_of_changed_neighbours_keeps_the_rest() -> None:
    ops = reconcile(
        box(text("a"), keyed("x", value=1), text("b")),
        box(text("a"), text("new"), keyed("x", value=2), text("b")),
    )
    assert Arrange((), ((0, 1), text("new"), (1, 2))) in ops
    assert Set((2,), {"value": 2}) in ops


def test_keyed_elements_move_instead_of_being_rebuilt() -> None:
    ops = reconcile(box(keyed("a"), keyed("b"), text("t")), box(keyed("b"), keyed("a"), text("t")))
    assert ops == [Arrange((), ((1, 1), (0, 1), (2, 1)))]


def test_only_changed_props_travel() -> None:
    ops = reconcile(box(keyed("a", value=1, label="A", help="h")), box(keyed("a", value=2, label="A")))
    assert ops == [Set((0,), {"value": 2}, ("help",))]


def test_growing_text_travels_as_its_suffix() -> None:
    """Statement 124."""
    assert reconcile(box(text("Hello")), box(text("Hello, world"))) == [Append((0,), "body", ", world")]


def test_an_input_that_changes_its_identity_is_rebuilt() -> None:
    assert reconcile(box(keyed("a"), text("t")), box(keyed("b"), text("t"))) == [
        Arrange((), (keyed("b"), (1, 1))),
    ]


def test_a_leaf_that_becomes_a_container_is_replaced() -> None:
    new = Shown(Element("empty", {}), (text("inside"),))
    assert reconcile(box(Element("empty", {})), box(new)) == [Put((0,), new)]


def test_true_and_one_are_different_values() -> None:
    ops = reconcile(box(keyed("a", value=1, label="x")), box(keyed("a", value=True, label="y")))
    assert ops == [Set((0,), {"value": True, "label": "y"})]


def test_what_a_run_has_not_reached_is_marked() -> None:
    assert reconcile(box(text("a"), text("b")), box(text("a"), text("b"), fresh=1)) == [Fresh((), 1)]
