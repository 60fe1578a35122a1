"""The classes of what a test finds on a page, for annotations and ``isinstance``."""

from revoila.testing.v1._blocks import (
    ChatMessage,
    Column,
    ElementTree,
    Expander,
    Grid,
    SpecialBlock,
    Status,
    Tab,
)
from revoila.testing.v1._buttons import LinkButton, MenuButton, PageLink, Pagination
from revoila.testing.v1._chat import ChatInput
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
    Space,
    Subheader,
    Success,
    Table,
    Text,
    Title,
    Toast,
    Warning,  # noqa: A004 - so it is called
)
from revoila.testing.v1._elements import ExceptionElement as Exception  # noqa: A004
from revoila.testing.v1._files import AudioInput, CameraInput, FileUploader
from revoila.testing.v1._lists import BlockList, ElementList, WidgetList
from revoila.testing.v1._moments import ColorPicker, DateInput, DateTimeInput, TimeInput
from revoila.testing.v1._nodes import Block, Element, Node, UnknownElement
from revoila.testing.v1._numbers import NumberInput, Slider
from revoila.testing.v1._selections import ButtonGroup, Feedback, Multiselect, SelectSlider
from revoila.testing.v1._widgets import (
    Button,
    Checkbox,
    DownloadButton,
    TextArea,
    TextInput,
    Toggle,
    Widget,
)

__all__ = [
    "AlertBase", "AudioInput", "Block", "BlockList", "Button", "ButtonGroup", "CameraInput", "Caption",
    "ChatInput", "ChatMessage", "Checkbox", "Code", "ColorPicker", "Column", "Dataframe", "DateInput",
    "DateTimeInput", "Divider", "DownloadButton", "Element", "ElementList", "ElementTree", "Error", "Exception",
    "Expander", "Feedback", "FileUploader", "Grid", "Header", "HeadingBase", "Help", "Html", "Image", "Info",
    "Json", "Latex", "LinkButton", "Markdown", "MenuButton", "Metric", "Multiselect", "Node", "NumberInput",
    "PageLink", "Pagination", "Progress", "Radio", "SelectSlider", "Selectbox", "Slider", "Space",
    "SpecialBlock", "Status", "Subheader", "Success", "Tab", "Table", "Text", "TextArea", "TextInput",
    "TimeInput", "Title", "Toast", "Toggle", "UnknownElement", "Warning", "Widget", "WidgetList",
]  # fmt: skip
