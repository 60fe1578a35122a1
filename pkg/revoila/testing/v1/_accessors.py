"""How does a test find elements? By type (``at.button``, ``block.get("button")``) and by key.

An app test and every container of its page find alike: what is inside, in the
order of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from revoila.errors import AppTestError
from revoila.graph._tree import own
from revoila.testing.v1._lists import BlockList, ElementList, NodeList, WidgetList
from revoila.testing.v1._page import key_of, type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from revoila.graph._tree import ShownNode
    from revoila.testing.v1 import _blocks as blocks
    from revoila.testing.v1 import _buttons as buttons
    from revoila.testing.v1 import _chat as chat
    from revoila.testing.v1 import _choices as choices
    from revoila.testing.v1 import _elements as elements
    from revoila.testing.v1 import _files as files
    from revoila.testing.v1 import _moments as moments
    from revoila.testing.v1 import _numbers as numbers
    from revoila.testing.v1 import _selections as selections
    from revoila.testing.v1 import _widgets as widgets
    from revoila.testing.v1._nodes import Block, Node

    Matches: TypeAlias = Callable[[ShownNode], bool]

L = TypeVar("L", bound=NodeList[Any])

_kinds: dict[str, frozenset[str]] = {}
"""Kinds of drawn elements behind each accessor."""


class Found(Generic[L]):
    """The elements of some kinds, as an attribute.

    Parameters
    ----------
    list_type : type
        `ElementList`, `WidgetList` or `BlockList`.
    *kinds : str
        Kinds of drawn elements; by default the name of the attribute.
    """

    def __init__(self, list_type: type[L], *kinds: str) -> None:
        self._list_type = list_type
        self._kinds = frozenset(kinds)

    def __set_name__(self, owner: type, name: str) -> None:
        self._kinds = self._kinds or frozenset((name,))
        self.__doc__ = f"What `st.{name}` drew."
        _kinds[name] = self._kinds

    @overload
    def __get__(self, place: None, owner: type) -> Self: ...
    @overload
    def __get__(self, place: Accessors, owner: type) -> L: ...
    def __get__(self, place: Accessors | None, owner: type) -> Self | L:
        """Return what is inside of an app test or a container."""
        if place is None:
            return self
        return self._list_type(place._find_kinds(self._kinds))  # noqa: SLF001 - a part of it


class Accessors:
    """Something in which elements can be found."""

    caption: Found[ElementList[elements.Caption]] = Found(ElementList)
    code: Found[ElementList[elements.Code]] = Found(ElementList)
    data_editor: Found[ElementList[elements.Dataframe]] = Found(ElementList)
    dataframe: Found[ElementList[elements.Dataframe]] = Found(ElementList, "dataframe", "data_editor")
    divider: Found[ElementList[elements.Divider]] = Found(ElementList)
    error: Found[ElementList[elements.Error]] = Found(ElementList)
    exception: Found[ElementList[elements.ExceptionElement]] = Found(ElementList)
    header: Found[ElementList[elements.Header]] = Found(ElementList)
    help: Found[ElementList[elements.Help]] = Found(ElementList)
    html: Found[ElementList[elements.Html]] = Found(ElementList)
    image: Found[ElementList[elements.Image]] = Found(ElementList)
    info: Found[ElementList[elements.Info]] = Found(ElementList)
    json: Found[ElementList[elements.Json]] = Found(ElementList)
    latex: Found[ElementList[elements.Latex]] = Found(ElementList)
    link_button: Found[ElementList[buttons.LinkButton]] = Found(ElementList)
    markdown: Found[ElementList[elements.Markdown]] = Found(ElementList, "markdown", "badge", "mermaid")
    metric: Found[ElementList[elements.Metric]] = Found(ElementList)
    page_link: Found[ElementList[buttons.PageLink]] = Found(ElementList)
    progress: Found[ElementList[elements.Progress]] = Found(ElementList)
    space: Found[ElementList[elements.Space]] = Found(ElementList)
    subheader: Found[ElementList[elements.Subheader]] = Found(ElementList)
    success: Found[ElementList[elements.Success]] = Found(ElementList)
    table: Found[ElementList[elements.Table]] = Found(ElementList)
    text: Found[ElementList[elements.Text]] = Found(ElementList)
    title: Found[ElementList[elements.Title]] = Found(ElementList)
    toast: Found[ElementList[elements.Toast]] = Found(ElementList)
    warning: Found[ElementList[elements.Warning]] = Found(ElementList)

    audio_input: Found[WidgetList[files.AudioInput]] = Found(WidgetList)
    button: Found[WidgetList[widgets.Button]] = Found(WidgetList, "button", "form_submit_button")
    button_group: Found[WidgetList[selections.ButtonGroup]] = Found(WidgetList, "pills", "segmented_control")
    checkbox: Found[WidgetList[widgets.Checkbox]] = Found(WidgetList)
    download_button: Found[WidgetList[widgets.DownloadButton]] = Found(WidgetList)
    feedback: Found[WidgetList[selections.Feedback]] = Found(WidgetList)
    color_picker: Found[WidgetList[moments.ColorPicker]] = Found(WidgetList)
    date_input: Found[WidgetList[moments.DateInput]] = Found(WidgetList)
    datetime_input: Found[WidgetList[moments.DateTimeInput]] = Found(WidgetList)
    camera_input: Found[WidgetList[files.CameraInput]] = Found(WidgetList)
    file_uploader: Found[WidgetList[files.FileUploader]] = Found(WidgetList)
    form_submit_button: Found[WidgetList[widgets.Button]] = Found(WidgetList)
    menu_button: Found[WidgetList[buttons.MenuButton]] = Found(WidgetList)
    multiselect: Found[WidgetList[selections.Multiselect]] = Found(WidgetList)
    number_input: Found[WidgetList[numbers.NumberInput]] = Found(WidgetList)
    pagination: Found[WidgetList[buttons.Pagination]] = Found(WidgetList)
    pills: Found[WidgetList[selections.ButtonGroup]] = Found(WidgetList)
    radio: Found[WidgetList[choices.Radio]] = Found(WidgetList)
    segmented_control: Found[WidgetList[selections.ButtonGroup]] = Found(WidgetList)
    select_slider: Found[WidgetList[selections.SelectSlider]] = Found(WidgetList)
    selectbox: Found[WidgetList[choices.Selectbox]] = Found(WidgetList)
    slider: Found[WidgetList[numbers.Slider]] = Found(WidgetList)
    chat_input: Found[WidgetList[chat.ChatInput]] = Found(WidgetList)
    text_area: Found[WidgetList[widgets.TextArea]] = Found(WidgetList)
    text_input: Found[WidgetList[widgets.TextInput]] = Found(WidgetList)
    time_input: Found[WidgetList[moments.TimeInput]] = Found(WidgetList)
    toggle: Found[WidgetList[widgets.Toggle]] = Found(WidgetList)

    chat_message: Found[BlockList[blocks.ChatMessage]] = Found(BlockList)
    columns: Found[BlockList[blocks.Column]] = Found(BlockList, "column")
    container: Found[BlockList[Block]] = Found(BlockList)
    expander: Found[BlockList[blocks.Expander]] = Found(BlockList)
    form: Found[BlockList[Block]] = Found(BlockList)
    grid: Found[BlockList[blocks.Grid]] = Found(BlockList)
    status: Found[BlockList[blocks.Status]] = Found(BlockList)
    tabs: Found[BlockList[blocks.Tab]] = Found(BlockList, "tab")

    # Their commands are still to come: no script can draw one, so these are empty.

    def _find(self, matches: Matches) -> list[Node]:
        """Return what is inside and matches, in the order of the page."""
        raise NotImplementedError

    def _find_kinds(self, kinds: frozenset[str]) -> list[Node]:
        return self._find(lambda node: own(node).kind in kinds)

    def get(self, element_type: str) -> Sequence[Node]:
        """Return everything of a type.

        Parameters
        ----------
        element_type : str
            Name of an accessor, such as ``"button"``, or a type of node, such as ``"vega_lite_chart"``.

        Returns
        -------
        list of Node
            Empty also where no element has such a type.
        """
        kinds = _kinds.get(element_type)
        return self._find_kinds(kinds) if kinds else self._find(lambda node: type_of(node) == element_type)

    def get_by_key(self, key: str) -> Node:
        """Return the one element or container with a key.

        Parameters
        ----------
        key : str
            The author's key; that of a form is its name.

        Returns
        -------
        Node
            The element or the container.

        Raises
        ------
        KeyError
            There is none.
        AppTestError
            There are several: an input may have the name of a form.
        """
        found = self._find(lambda node: key_of(node) == str(key))
        if not found:
            raise KeyError(key)
        if len(found) > 1:
            types = ", ".join(node.type for node in found)
            raise AppTestError(f"The key {key!r} is that of {len(found)} nodes: {types}.")
        return found[0]
