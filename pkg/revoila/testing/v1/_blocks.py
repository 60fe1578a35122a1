"""What tests read from containers."""

from __future__ import annotations

from typing import Any

from revoila.graph._tree import own
from revoila.testing.v1._nodes import Block
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._proto import Proto

_GAPS = {
    0.25: "xxsmall",
    0.5: "xsmall",
    1.0: "small",
    2.0: "medium",
    4.0: "large",
    6.0: "xlarge",
    8.0: "xxlarge",
}
"""Names of gaps in rem."""


class SpecialBlock(Block, kinds=("main", "sidebar", "event", "bottom")):
    """A root of the page: the main area, the sidebar, the place of toasts, or the bottom."""


class ElementTree(Block, kinds=("app",)):
    """The whole page."""


class Column(Block, kinds=("column",)):
    """One of several containers side by side."""

    _in_repr = ("weight", "gap")

    weight = Prop("weight", 1.0)
    """Share of the width, of 1."""

    @property
    def gap(self) -> str | None:
        """Name of the space between the columns; None for none, and for a number of pixels."""
        row: dict[str, Any] = {} if self._within is None else own(self._within).props
        return _GAPS.get(row.get("gap"))  # type: ignore[arg-type]  # text is no key, which is right


class Expander(Block, kinds=("expander",)):
    """A container that opens and closes."""

    _in_repr = ("key", "label", "icon")

    label = Prop("label", "")
    icon = Prop("icon", "")


class Status(Block, kinds=("status",)):
    """A container that tells how something is getting on."""

    _in_repr = ("label", "state")

    label = Prop("label", "")
    state = Prop("state", "running")

    @property
    def icon(self) -> str:
        """Picture of the state, as Streamlit names it."""
        return {"running": "spinner", "complete": ":material/check:", "error": ":material/error:"}[self.state]


class Tab(Block, kinds=("tab",)):
    """One of several containers behind tabs."""

    _in_repr = ("label",)

    label = Prop("label", "")


class Form(Block, kinds=("form",)):
    """A form; ``proto.form`` has its settings."""

    def _fields(self) -> dict[str, Any]:
        fields = super()._fields()
        return {**fields, "form": Proto(fields)}
