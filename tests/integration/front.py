"""What the front end knows of an app: kept up to date by patches, and made good after a loss."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.integration.conftest import nodes, texts
from websockets.exceptions import ConnectionClosed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.conftest import Node, Page


class Front:
    """Applies patches as the page does, and keeps events until the app has dealt with them.

    Parameters
    ----------
    page : Page
        Its connection.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree: Node = {}
        self.rev = -1
        self.patches = 0
        self._unacked: list[dict[str, Any]] = []

    @property
    def settled(self) -> bool:
        """Whether the app has dealt with everything and rests."""
        return bool(self.tree) and not self._unacked and self.tree["p"]["run_state"] != "running"

    def take(self) -> None:
        """Take in the next message; a connection that is lost is opened again."""
        try:
            data = self.page.message()
        except ConnectionClosed:
            self.page.reconnect().welcomed()
            return
        if data["method"] == "snapshot":
            self.tree, self.rev = data["tree"], data["rev"]
            self._acknowledge(data)
            # The app skips those that it has seen.
            self._send(self._unacked)
        elif data["rev"] == self.rev + 1:
            self.rev = data["rev"]
            self.patches += 1
            for op in data["ops"]:
                self.tree = apply(self.tree, op)
            self._acknowledge(data)
        elif data["rev"] > self.rev:
            self.page.say(method="resync")

    def until(self, claim: Callable[[], bool]) -> Front:
        """Take in messages until something is so."""
        while not claim():
            self.take()
        return self

    def settle(self) -> Front:
        return self.until(lambda: self.settled)

    def see(self, text: str) -> Front:
        """Wait until the page shows a text and rests."""
        return self.until(lambda: self.settled and text in texts(self.tree))

    def show(self, text: str) -> Front:
        """Wait until the page shows a text, whether the script runs or not."""
        return self.until(lambda: bool(self.tree) and text in texts(self.tree))

    def press(self, label: str) -> Front:
        """Press a button; what becomes of it shows later."""
        self.until(lambda: bool(self.tree))
        button = next(
            node for node in nodes(self.tree) if node["k"] == "button" and node["p"]["label"] == label
        )
        self.page.seq += 1
        event = {
            "seq": self.page.seq,
            "id": button["i"],
            "generation": button["p"]["generation"],
            "value": True,
        }
        self._unacked.append(event)
        self._send([event])
        return self

    def whole(self) -> Node:
        """Return the page as the app has it now."""
        shown = copy.deepcopy(self.tree)
        self.tree = {}
        self.page.say(method="resync")
        self.until(lambda: bool(self.tree))
        said, self.tree = self.tree, shown
        return said

    def _send(self, events: list[dict[str, Any]]) -> None:
        try:
            if events:
                self.page.say(method="event", client=self.page.client, events=events)
        except ConnectionClosed:
            # The next message is not there either, and then all of them are sent again.
            return

    def _acknowledge(self, data: dict[str, Any]) -> None:
        seq = data.get("ack", {}).get(self.page.client, 0)
        self._unacked = [event for event in self._unacked if event["seq"] > seq]


def apply(tree: Node, op: list[Any]) -> Node:
    """Return the tree after one change of a patch."""
    path, kind, *details = op
    if path:
        index = path[0]
        children = list(tree["c"])
        children[index] = apply(children[index], [path[1:], kind, *details])
        return {**tree, "c": children}
    if kind == "put":
        return dict(details[0])
    if kind == "set":
        props = {**tree["p"], **details[0]}
        for name in details[1] if len(details) > 1 else ():
            props.pop(name, None)
        return {**tree, "p": props}
    if kind == "append":
        return {**tree, "p": {**tree["p"], details[0]: tree["p"][details[0]] + details[1]}}
    if kind == "fresh":
        rest = {name: value for name, value in tree.items() if name != "f"}
        return rest if details[0] is None else {**rest, "f": details[0]}
    return {**tree, "c": _children(tree["c"], kind, details)}


def _children(old: list[Node], kind: str, details: list[Any]) -> list[Node]:
    if kind == "splice":
        index, count, new = details
        return [*old[:index], *new, *old[index + count :]]
    assert kind == "arrange", kind
    found: list[Node] = []
    for item in details[0]:
        found += [item] if isinstance(item, dict) else old[item[0] : item[0] + item[1]]
    return found
