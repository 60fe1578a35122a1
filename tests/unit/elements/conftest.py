"""A fake run, so that commands can be tested by what they put on the page."""

from __future__ import annotations

from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import activate, active
from revoila.elements._element import Branch, Element, Place, Registration
from revoila.errors import StreamlitDuplicateElementId, StreamlitDuplicateElementKey
from revoila.state.query_params import QueryParams
from revoila.state.session_state import SessionState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.elements._element import InputSpec


class FakeRun:
    """Keeps what commands record in plain branches; inputs have their default or a preset value."""

    def __init__(self) -> None:
        self.page_hash = "page"
        self.roots = {
            name: Branch(Element(name, {}), None, name, None)
            for name in ("main", "sidebar", "event", "bottom")
        }
        self.main, self.sidebar, self.event, self.bottom = map(Place, self.roots.values())
        self.state = SessionState()
        self.query = QueryParams()
        self.config: Any = None
        self.secrets: dict[str, Any] | None = None
        self.session: Any = None
        self.divider_count = 0
        self.options: dict[str, Any] = {"client.showErrorDetails": "full"}
        self.values: dict[str, Any] = {}
        self.specs: list[InputSpec[Any]] = []
        self.deferred: dict[str, Any] = {}
        self.transients: list[Element] = []
        self.reserved: list[str] = []
        self.yields = 0
        self._tapes: list[list[tuple[str, Element, Place, Place]]] = []
        self._claimed_ids: set[str] = set()
        self._claimed_keys: set[str] = set()

    def option(self, name: str) -> Any:
        """Value of an option, None when the test did not set it."""
        return self.options.get(name)

    def record(self, element: Element, place: Place | None = None) -> Place:
        """Append to the active place, or replace its slot."""
        self.yield_point()
        asked = self._target(place)
        drawn = self._put(element, asked)
        for tape in self._tapes:
            tape.append(("leaf", element, asked, drawn))
        return drawn

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> Place:
        """Put a branch where an element would go, and return its inside."""
        self.yield_point()
        asked = self._target(place)
        around = asked.branch
        branch = Branch(element, around, around.root, around.form if form is None else form)
        self._put(branch, asked)
        for tape in self._tapes:
            tape.append(("open", element, asked, Place(branch)))
        return Place(branch)

    def register(self, spec: InputSpec[Any]) -> Registration:
        """Value preset by the test under the key (or the id), else the declared default."""
        self.claim(spec.kind, spec.id, spec.key)
        self.specs.append(spec)
        name = spec.id if spec.key is None else spec.key
        if name not in self.values:
            return Registration(deepcopy(spec.default), 1)
        value = self.values[name]
        return Registration(value if spec.accept is None else spec.accept(value), 1)

    def claim(self, kind: str, element_id: str, key: str | None) -> None:
        """Refuse a second use of the same identity or key."""
        if key is not None and key in self._claimed_keys:
            raise StreamlitDuplicateElementKey(key)
        if element_id in self._claimed_ids:
            raise StreamlitDuplicateElementId(kind)
        self._claimed_ids.add(element_id)
        if key is not None:
            self._claimed_keys.add(key)

    def reserve_key(self, key: str) -> None:
        """Remember the key for the test."""
        self.reserved.append(key)

    def defer(self, element_id: str, make: Any) -> None:
        """Keep the function for the test."""
        self.deferred[element_id] = make

    def adopt_widget(self, widget: Any, key: str | None, *, rerun: bool = True) -> Any:
        """Take the widget as it is: nothing outlives a fake run."""
        return widget

    @contextmanager
    def tape(self) -> Iterator[list[tuple[str, Element, Place, Place]]]:
        """Record what is drawn in the block."""
        tape: list[tuple[str, Element, Place, Place]] = []
        self._tapes.append(tape)
        yield tape
        self._tapes.remove(tape)

    def yield_point(self) -> None:
        """Count: a real run could stop here."""
        self.yields += 1

    def transient(self, element: Element) -> Element:
        """Show an element that takes no slot."""
        self.transients.append(element)
        return element

    def clear_transient(self, token: Element) -> None:
        """Take away what `transient` showed."""
        self.transients.remove(token)

    def flush(self) -> None:
        """Nobody looks at a fake page."""

    def forget(self) -> None:
        """Start the next run: an empty page, the same values."""
        for root in self.roots.values():
            root.children.clear()
        self.specs.clear()
        self.divider_count = 0
        self._claimed_ids.clear()
        self._claimed_keys.clear()

    def _target(self, place: Place | None) -> Place:
        if place is not None:
            return place
        here = active()
        assert here is not None
        return here.place

    @staticmethod
    def _put(child: Element | Branch, target: Place) -> Place:
        children = target.branch.children
        if target.index is not None:
            children[target.index] = child
            return target
        children.append(child)
        return Place(target.branch, len(children) - 1)


class Page:
    """What a test sees of the run: the roots' children, and presets.

    Examples
    --------
    >>> def test_text(page):
    ...     text("hello")
    ...     assert page.kinds() == ["text"]
    ...     assert page.main[0].props == {"body": "hello"}
    """

    def __init__(self) -> None:
        self.run = FakeRun()

    @property
    def main(self) -> list[Any]:
        """Elements (``kind``, ``props``) and branches (``element``, ``children``) of the main area."""
        return self.run.roots["main"].children

    @property
    def sidebar(self) -> list[Any]:
        """Children of the sidebar."""
        return self.run.roots["sidebar"].children

    @property
    def event(self) -> list[Any]:
        """Children of the root of toasts and dialogs."""
        return self.run.roots["event"].children

    @property
    def bottom(self) -> list[Any]:
        """Children of the area pinned to the bottom."""
        return self.run.roots["bottom"].children

    @property
    def values(self) -> dict[str, Any]:
        """Values of inputs by key (or id), to be preset by the test."""
        return self.run.values

    @property
    def options(self) -> dict[str, Any]:
        """Configuration options by their full name."""
        return self.run.options

    @property
    def specs(self) -> list[InputSpec[Any]]:
        """Declarations of the inputs drawn so far."""
        return self.run.specs

    @property
    def transients(self) -> list[Element]:
        """Elements that are shown without taking a slot."""
        return self.run.transients

    @property
    def last(self) -> Any:
        """The last child of the main area."""
        return self.main[-1]

    def kinds(self, children: list[Any] | None = None) -> list[str]:
        """Kinds of the children of the main area, or of `children`."""
        shown = self.main if children is None else children
        return [child.element.kind if isinstance(child, Branch) else child.kind for child in shown]

    def props(self, index: int = -1) -> dict[str, Any]:
        """Props of one child of the main area, by default the last."""
        child = self.main[index]
        element = child.element if isinstance(child, Branch) else child
        props: dict[str, Any] = element.props
        return props

    def send(self, name: str, wire: object) -> None:
        """Let the browser change the input with this key (or id), for the next run."""
        spec = next(spec for spec in self.specs if name in (spec.key, spec.id))
        self.values[name] = spec.decode(wire)

    def rerun(self) -> None:
        """Start the next run: an empty page, the same values."""
        self.run.forget()


@pytest.fixture
def page() -> Iterator[Page]:
    """Run the test inside of a fake run, and show it its page."""
    page = Page()
    with activate(page.run, page.run.main):
        yield page
