"""Types of what commands return, for annotations (``streamlit.typing``)."""

from __future__ import annotations

from revoila.elements.charts._selections import EChartsState, PlotlyState, PydeckState, VegaLiteState
from revoila.elements.data._editor_state import DataEditorState
from revoila.elements.data._selecting import DataframeState
from revoila.elements.data.column_buttons import ButtonColumnClickState
from revoila.elements.inputs._message import ChatInputValue
from revoila.elements.inputs._uploaded import UploadedFile

__all__ = [
    "ButtonColumnClickState", "ChatInputValue", "DataEditorState", "DataframeState", "EChartsState", "PlotlyState",
    "PydeckState", "UploadedFile", "VegaLiteState",
]  # fmt: skip
