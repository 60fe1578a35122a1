"""Types of dataframe columns, for ``column_config``: ``st.column_config.NumberColumn(...)``."""

from __future__ import annotations

from revoila.elements.data.column_buttons import ButtonColumn
from revoila.elements.data.column_choices import ListColumn, MultiselectColumn, SelectboxColumn
from revoila.elements.data.column_documents import JsonColumn, MarkdownColumn
from revoila.elements.data.column_moments import DateColumn, DatetimeColumn, TimeColumn
from revoila.elements.data.column_pictures import (
    AreaChartColumn,
    AudioColumn,
    BarChartColumn,
    ImageColumn,
    LineChartColumn,
    VideoColumn,
)
from revoila.elements.data.column_types import (
    CheckboxColumn,
    Column,
    LinkColumn,
    NumberColumn,
    ProgressColumn,
    TextColumn,
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
