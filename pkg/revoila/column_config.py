"""Types of dataframe columns, for ``column_config``: ``st.column_config.NumberColumn(...)``."""

from __future__ import annotations

from revoila.elements.data.column_moments import DateColumn, DatetimeColumn, TimeColumn
from revoila.elements.data.column_types import (
    CheckboxColumn,
    Column,
    LinkColumn,
    NumberColumn,
    ProgressColumn,
    TextColumn,
)
from revoila.elements.data.column_types_to_come import (
    AreaChartColumn,
    AudioColumn,
    BarChartColumn,
    ButtonColumn,
    ImageColumn,
    JsonColumn,
    LineChartColumn,
    ListColumn,
    MarkdownColumn,
    MultiselectColumn,
    SelectboxColumn,
    VideoColumn,
)

__all__ = [
    "AreaChartColumn",
    "AudioColumn",
    "BarChartColumn",
    "ButtonColumn",
    "CheckboxColumn",
    "Column",
    "DateColumn",
    "DatetimeColumn",
    "ImageColumn",
    "JsonColumn",
    "LineChartColumn",
    "LinkColumn",
    "ListColumn",
    "MarkdownColumn",
    "MultiselectColumn",
    "NumberColumn",
    "ProgressColumn",
    "SelectboxColumn",
    "TextColumn",
    "TimeColumn",
    "VideoColumn",
]
