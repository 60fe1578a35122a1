"""Types of what commands return, for annotations (``streamlit.typing``)."""

from __future__ import annotations

from revoila._commands import NotYet
from revoila.elements.data._editor_state import DataEditorState
from revoila.elements.data._selecting import DataframeState
from revoila.elements.data.column_buttons import ButtonColumnClickState
from revoila.elements.inputs._message import ChatInputValue
from revoila.elements.inputs._uploaded import UploadedFile

__all__ = ["ButtonColumnClickState", "ChatInputValue", "DataEditorState", "DataframeState", "UploadedFile"]

TO_COME = frozenset(
    {
        "EChartsState", "PlotlyState", "PydeckState", "VegaLiteState",
    }
)  # fmt: skip
"""Types of Streamlit 1.67 whose commands are not here yet: they can be imported, and nothing more."""


def __getattr__(name: str) -> NotYet:
    """Return what stands for a type that is to come.

    Raises
    ------
    AttributeError
        There is no such type.
    """
    if name in TO_COME:
        return NotYet(f"st.typing.{name}")
    raise AttributeError(f"module 'revoila.typing' has no attribute {name!r}.")
