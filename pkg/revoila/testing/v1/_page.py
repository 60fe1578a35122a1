"""What a run left on the page, as app tests see it: without what only a browser needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from revoila.graph._recorder import blank_page
from revoila.graph._tree import Shown, own

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from revoila.elements._element import ElementId, InputSpec
    from revoila.elements.inputs._uploaded import UploadedFile, UploadedFileRec
    from revoila.graph._tree import ShownNode

TYPES = {
    "app": "root",
    "badge": "markdown",
    "columns": "flex_container",
    "container": "flex_container",
    "data_editor": "dataframe",
    "datetime_input": "date_time_input",
    "deck": "deck_gl_json_chart",
    "echarts": "echarts_chart",
    "form_submit_button": "button",
    "graphviz": "graphviz_chart",
    "grid": "grid_container",
    "grid_cell": "flex_container",
    "help": "help_info",
    "iframe_html": "iframe",
    "mermaid": "markdown",
    "pills": "button_group",
    "plotly": "plotly_chart",
    "segmented_control": "button_group",
    "tabs": "tab_container",
    "vega": "vega_lite_chart",
}
"""Types of nodes, as Streamlit names them, that differ from the kind of the drawn element."""

NO_PAGE = Shown(blank_page({}).element, ())
"""The page before the first run."""


class Files(Protocol):
    """Takes the files that a test gives to an app."""

    def add(self, file: UploadedFileRec, element: ElementId) -> UploadedFile:
        """Store a file for an input; return it as the app will see it."""


class State(Protocol):
    """What a session remembers, wherever it is: `SessionState` in the process of the test."""

    @property
    def uploads(self) -> Files:
        """The files of the session."""

    def get_item(self, key: str) -> Any:
        """Return an entry.

        Raises
        ------
        KeyError
            There is none.
        """

    def declared(self, element_id: str) -> InputSpec[Any] | None:
        """Return the declaration of a drawn input, or None."""

    def value_of(self, element_id: str, default: Any = None) -> Any:
        """Return the stored value of an input, or `default`."""

    def is_withheld(self, element_id: str) -> bool:
        """Whether the app has deleted the value of an input after it drew it."""


class Snapshot:
    """The page after a run, and what a test has staged on it for the next one.

    Parameters
    ----------
    page : Shown
        The page as a test sees it.
    state : State
        Where the values of its inputs are.
    pressed : dict of ElementId to object
        What the run saw of buttons and other inputs whose value holds for one run.
    has_defaults : bool
        Whether an input can be given its default, which a visitor who has changed it does not know.
    """

    def __init__(
        self,
        page: Shown,
        state: State,
        pressed: Mapping[ElementId, Any] | None = None,
        *,
        has_defaults: bool = True,
    ) -> None:
        self.page = page
        self.pressed = pressed or {}
        self.has_defaults = has_defaults
        self.state = state
        self.staged: dict[ElementId, Any] = {}

    def stored(self, element_id: ElementId, key: str | None) -> Any:
        """Return what session state holds for an input.

        Raises
        ------
        KeyError
            The session has no such input any more.
        """
        if self.state.is_withheld(element_id):
            raise KeyError(key or element_id)
        if key is not None:
            try:
                return self.state.get_item(key)
            except KeyError:
                pass  # deleted by the test: the input starts from its default
        spec = self.state.declared(element_id)
        if spec is None:
            raise KeyError(key or element_id)
        return self.state.value_of(element_id, spec.default)


def finished_page(page: Shown, fragments: Collection[str] = ()) -> Shown:
    """Return a page as a test sees it.

    The area at the bottom is there only when something is in it. A script that
    does not compile leaves the old page on screen, but a test sees what the last run drew: nothing.

    Parameters
    ----------
    page : Shown
        The page as it is on screen.
    fragments : collection of str, default ()
        The fragments that the last run consisted of: a test sees only what these have drawn.
    """
    if fragments:
        page = page._replace(children=tuple(_only(root, fragments) for root in page.children))
    if page.element.props.get("run_state") == "compile-error":
        page = blank_page(page.element.props)
    roots = tuple(root for root in page.children if own(root).kind != "bottom" or visible(root))
    return page._replace(children=roots)


def fresh_page(page: Shown) -> Shown:
    """Return the page in the middle of a run, without what the run before has left.

    Parameters
    ----------
    page : Shown
        The page as it is on screen.
    """
    children = page.children if page.fresh is None else page.children[: page.fresh]
    return Shown(page.element, tuple(fresh_page(one) if isinstance(one, Shown) else one for one in children))


def _only(node: ShownNode, fragments: Collection[str]) -> ShownNode:
    """Return a container with nothing in it but fragments, and what is around these."""
    if not isinstance(node, Shown) or node.element.props.get("fragment") in fragments:
        return node
    inside = [_only(child, fragments) for child in node.children if _holds(child, fragments)]
    return node._replace(children=tuple(inside))


def _holds(node: ShownNode, fragments: Collection[str]) -> bool:
    if not isinstance(node, Shown):
        return False
    return node.element.props.get("fragment") in fragments or any(
        _holds(child, fragments) for child in node.children
    )


def visible(node: ShownNode) -> list[ShownNode]:
    """Return what is directly in a container; a spinner is there only while something runs."""
    children = node.children if isinstance(node, Shown) else ()
    return [child for child in children if own(child).kind != "spinner"]


def walk(block: Shown) -> Iterator[tuple[ShownNode, Shown]]:
    """Iterate over all that is in a container, depth first, each with the container right around it."""
    for child in visible(block):
        yield child, block
        if isinstance(child, Shown):
            yield from walk(child)


def key_of(node: ShownNode) -> str | None:
    """Return the author's key of an element or a container; that of a form is its id."""
    element = own(node)
    key = element.props.get("form_id" if element.kind == "form" else "key")
    return None if key is None else str(key)


def type_of(node: ShownNode) -> str:
    """Return the type of an element or a container, as Streamlit names it."""
    kind, props = own(node).kind, own(node).props
    if kind == "container" and props.get("outside"):
        return "transparent"
    return TYPES.get(kind, kind)
