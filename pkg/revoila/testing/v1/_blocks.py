"""What tests read from containers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.graph._tree import own
from revoila.testing.v1._nodes import Block
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._proto import Proto

if TYPE_CHECKING:
    from revoila.testing.v1.app_test import AppState

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

    @property
    def main(self) -> Block:
        """The main area; KeyError before the first run."""
        return self.root.main

    @property
    def sidebar(self) -> Block:
        """The sidebar; KeyError before the first run."""
        return self.root.sidebar

    @property
    def session_state(self) -> AppState:
        """What the session remembers."""
        return self.root.session_state


class ChatMessage(Block, kinds=("chat_message",)):
    """A message of a conversation."""

    _in_repr = ("name", "avatar")

    name = Prop("name", "")

    @property
    def avatar(self) -> str:
        """The picture: ``"user"`` or ``"assistant"``, an icon, or a URL; empty for the first letter of the name."""
        found = (self.props.get(name) for name in ("preset", "icon", "image"))
        return str(next((avatar for avatar in found if avatar), ""))


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


class Grid(Block, kinds=("grid",)):
    """Cells in rows."""

    _in_repr = ("key", "column_count", "wrap", "gap")

    column_count: Prop[int | str] = Prop("columns", "auto")
    wrap = Prop("wrap", default=True)
    border = Prop("border", default=False)
    row_height: Prop[int | str] = Prop("row_height", "content")
    min_column_width: Prop[int | str] = Prop("min_column_width", "auto")
    vertical_alignment = Prop("vertical_alignment", "top")
    dense = Prop("dense", default=False)
    width: Prop[int | str] = Prop("width", "stretch")
    height: Prop[int | str] = Prop("height", "content")

    @property
    def gap(self) -> Any:
        """Name of the space between cells, or pixels, or None; a pair where rows and columns differ."""
        rows, columns = (_gap_name(gap) for gap in self.props["gap"])
        return rows if rows == columns else (rows, columns)


def _gap_name(gap: float | str) -> str | int | None:
    return int(gap.removesuffix("px")) if isinstance(gap, str) else _GAPS.get(gap)


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
