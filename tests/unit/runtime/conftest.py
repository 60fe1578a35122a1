"""An app under test at the level of the session: messages in, messages out."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from revoila.graph._tree import Shown
from revoila.runtime._session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from revoila.elements._element import Element

WAIT = 10.0


class Options:
    """The few options that the runtime reads."""

    values: ClassVar[dict[str, Any]] = {"runner.magicEnabled": True, "client.showErrorDetails": "full"}

    def get(self, name: str) -> Any:
        return self.values.get(name)


class Visitor:
    """A browser that speaks the protocol and keeps every message."""

    def __init__(self, path: Path, **options: Any) -> None:
        self.path = path
        self.messages: list[dict[str, Any]] = []
        self.session = Session(
            path, Options(), send=lambda content, _buffers: self.messages.append(content), **options
        )
        self.seq = 0

    def open(self, path: str = "", query: str = "") -> Visitor:
        view = {"path": path, "query": query, "timezone": "Europe/Paris"}
        self.session.handle_message({"method": "hello", "client": "me", "view": view})
        return self.settle()

    def settle(self) -> Visitor:
        assert self.session.runner.wait_idle(WAIT), "the app still runs"
        return self

    def nodes(self, kind: str | None = None, root: int = 0) -> list[Element]:
        found: list[Element] = []

        def walk(node: Element | Shown) -> None:
            if isinstance(node, Shown):
                for child in node.children:
                    walk(child)
            elif kind is None or node.kind == kind:
                found.append(node)

        walk(self.session.screen.page.children[root])
        return found

    @property
    def fragments(self) -> list[dict[str, Any]]:
        """The props of the containers of fragments in the main area."""
        found: list[dict[str, Any]] = []

        def walk(node: Element | Shown) -> None:
            if isinstance(node, Shown):
                if "fragment" in node.element.props:
                    found.append(node.element.props)
                for child in node.children:
                    walk(child)

        walk(self.session.screen.page.children[0])
        return found

    @property
    def texts(self) -> list[str]:
        """The bodies of all text on the page."""
        return [str(node.props["body"]) for node in self.nodes() if "body" in node.props]

    @property
    def app(self) -> dict[str, Any]:
        """The props of the root."""
        return self.session.screen.page.element.props

    def input(self, label: str) -> Element:
        """Return the input with a label, or with a key where it has no label."""
        nodes = (node for root in range(4) for node in self.nodes(root=root))
        return next(node for node in nodes if node.props.get("label", node.props.get("key")) == label)

    def event(self, label: str, value: Any) -> dict[str, Any]:
        node = self.input(label)
        self.seq += 1
        return {"seq": self.seq, "id": node.id, "generation": node.props["generation"], "value": value}

    def send(self, **changes: Any) -> None:
        """Change inputs by their labels, all in one message, without waiting."""
        events = [self.event(label, value) for label, value in changes.items()]
        self.session.handle_message({"method": "event", "client": "me", "events": events})

    def change(self, **changes: Any) -> Visitor:
        self.send(**changes)
        return self.settle()

    def press(self, label: str) -> Visitor:
        return self.change(**{label: True})


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Any]:
    """Return a function that opens an app given as source."""
    visitors: list[Visitor] = []

    def open_app(
        source: str, *, files: dict[str, str] | None = None, opened: bool = True, **options: Any
    ) -> Visitor:
        path = tmp_path / "app.py"
        path.write_text(textwrap.dedent(source))
        for name, content in (files or {}).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(textwrap.dedent(content))
        visitor = Visitor(path, **options)
        visitors.append(visitor)
        return visitor.open() if opened else visitor

    yield open_app
    for visitor in visitors:
        visitor.session.close()
        visitor.settle()
