"""From what an app drew to the objects that tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._element import Element as Drawn
from revoila.testing.v1 import _elements as elements
from revoila.testing.v1 import _widgets as widgets
from revoila.testing.v1._nodes import Block, BlockList, ElementList, ElementNode, Node, WidgetList

if TYPE_CHECKING:
    from revoila.graph._tree import Shown
    from revoila.testing.v1._app_test import AppTest

WIDGETS: dict[str, type[widgets.Widget]] = {
    "button": widgets.Button,
    "form_submit_button": widgets.Button,
    "checkbox": widgets.Checkbox,
    "toggle": widgets.Toggle,
    "text_input": widgets.TextInput,
    "text_area": widgets.TextArea,
    "number_input": widgets.NumberInput,
    "slider": widgets.Slider,
    "selectbox": widgets.Selectbox,
    "radio": widgets.Radio,
}

ELEMENTS: dict[str, type[ElementNode]] = {
    "markdown": elements.Markdown,
    "caption": elements.Markdown,
    "latex": elements.Latex,
    "divider": elements.Markdown,
    "title": elements.Heading,
    "header": elements.Heading,
    "subheader": elements.Heading,
    "text": ElementNode,
    "code": elements.Code,
    "json": elements.Json,
    "metric": elements.Metric,
    "exception": elements.ExceptionElement,
    "error": elements.Alert,
    "warning": elements.Alert,
    "info": elements.Alert,
    "success": elements.Alert,
    "progress": ElementNode,
    "dataframe": elements.Table,
    "table": elements.Table,
    "image": elements.Image,
    "help": elements.Help,
    "html": ElementNode,
}

BLOCKS = ("columns", "container", "expander", "form", "tabs")
BLOCK_KINDS = {"columns": "column", "tabs": "tab"}


def build(app: AppTest, node: Drawn | Shown) -> Node:
    """Return the test's view of a drawn node."""
    if not isinstance(node, Drawn):
        return Block(app, node)
    widget = WIDGETS.get(node.kind)
    if widget is not None:
        return widget(app, node)
    return ELEMENTS.get(node.kind, ElementNode)(app, node)


def collect(block: Block, name: str) -> ElementList[Any] | None:
    """Return the list behind an accessor such as ``at.button``, or None for other names."""
    inside = [node for node in block if node is not block]
    if name == "button":
        return WidgetList([node for node in inside if node.type in ("button", "form_submit_button")])
    if name in WIDGETS:
        return WidgetList([node for node in inside if node.type == name])
    if name in ELEMENTS:
        return ElementList([node for node in inside if node.type == name])
    if name in BLOCKS:
        kind = BLOCK_KINDS.get(name, name)
        return BlockList([node for node in inside if node.type == kind])
    return None
