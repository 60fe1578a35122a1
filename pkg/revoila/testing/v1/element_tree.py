"""The classes of what a test finds on a page, for annotations and ``isinstance``."""

from revoila.testing.v1._blocks import Column, ElementTree, Expander, SpecialBlock, Tab
from revoila.testing.v1._choices import Radio, Selectbox
from revoila.testing.v1._elements import (
    AlertBase,
    Caption,
    Code,
    Dataframe,
    Divider,
    Error,
    Header,
    HeadingBase,
    Help,
    Html,
    Image,
    Info,
    Json,
    Latex,
    Markdown,
    Metric,
    Progress,
    Subheader,
    Success,
    Table,
    Text,
    Title,
    Warning,  # noqa: A004 - so it is called
)
from revoila.testing.v1._elements import ExceptionElement as Exception  # noqa: A004
from revoila.testing.v1._files import AudioInput, CameraInput, FileUploader
from revoila.testing.v1._lists import BlockList, ElementList, WidgetList
from revoila.testing.v1._nodes import Block, Element, Node, UnknownElement
from revoila.testing.v1._numbers import NumberInput, Slider
from revoila.testing.v1._widgets import Button, Checkbox, TextArea, TextInput, Toggle, Widget

__all__ = [
    "AlertBase", "AudioInput", "Block", "BlockList", "Button", "CameraInput", "Caption", "Checkbox", "Code", "Column",
    "Dataframe", "Divider", "Element", "ElementList", "ElementTree", "Error", "Exception", "Expander", "FileUploader",
    "Header", "HeadingBase", "Help", "Html", "Image", "Info", "Json", "Latex", "Markdown", "Metric", "Node",
    "NumberInput", "Progress", "Radio", "Selectbox", "Slider", "SpecialBlock", "Subheader", "Success", "Tab", "Table",
    "Text", "TextArea", "TextInput", "Title", "Toggle", "UnknownElement", "Warning", "Widget", "WidgetList",
]  # fmt: skip
