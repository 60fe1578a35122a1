"""What tests read from elements that are no inputs."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Self

from revoila.elements.layout.space import SIZES
from revoila.errors import AppTestError, EventRefusedError
from revoila.graph._tree import own
from revoila.testing.v1._nodes import Element
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._proto import Proto

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from revoila.elements._element import ElementId

_COLORS = ("red", "green", "gray", "orange", "yellow", "blue", "violet", "primary")
"""Colours of a change, by the numbers that Streamlit has for them."""

_NAMED = ("class", "module", "method_descriptor")
"""Types of objects that `Help` shows by name; so are all functions and methods."""


class Markdown(Element, kinds=("markdown",)):
    """Text with Markdown."""

    allow_html = Prop("html", default=False)
    """Whether HTML in the text is shown as such."""

    @property
    def value(self) -> str:
        """The text."""
        return str(self.props["body"])

    @property
    def is_caption(self) -> bool:
        """Whether this is a caption."""
        return self.type == "caption"

    def _fields(self) -> dict[str, Any]:
        return {**super()._fields(), "body": self.value}


class Mermaid(Markdown, kinds=("mermaid",)):
    """A diagram; its text is the fenced block that would draw it."""

    @property
    def value(self) -> str:
        """The fenced block."""
        return f"````mermaid\n{super().value}\n````"


class Caption(Markdown, kinds=("caption",)):
    """Small text with Markdown."""


class Latex(Markdown, kinds=("latex",)):
    """A formula."""

    @property
    def value(self) -> str:
        """The formula between the signs that make it one in Markdown."""
        return f"$$\n{self.props['body']}\n$$"


class Divider(Markdown, kinds=("divider",)):
    """A line."""

    @property
    def value(self) -> str:
        """The line in Markdown."""
        return "---"


class Badge(Markdown, kinds=("badge",)):
    """A coloured pill, which is Markdown to a test, as in Streamlit."""

    @property
    def value(self) -> str:
        """The pill in Markdown."""
        words = [self.props[name] for name in ("icon", "label") if self.props.get(name)]
        return f":{self.props['color']}-badge[{' '.join(words)}]"


class Space(Element, kinds=("space",)):
    """Blank space."""

    _in_repr = ("size",)

    @property
    def size(self) -> str | int:
        """Name of the size, or pixels."""
        size = self.props["size"]
        if isinstance(size, str):
            return size if size == "stretch" else int(size.removesuffix("px"))
        return next(name for name, rem in SIZES.items() if rem == size)

    @property
    def value(self) -> str | int:
        """The size."""
        return self.size


class HeadingBase(Element):
    """A title, header or subheader."""

    _in_repr = ("value", "anchor", "icon")

    tag = ""
    """The HTML tag."""

    anchor = Prop("anchor", "")
    """The anchor that the author gave."""

    hide_anchor = Prop("hide_anchor", default=False)
    icon = Prop("icon", "")

    @property
    def value(self) -> str:
        """The text."""
        return str(self.props["body"])


class Title(HeadingBase, kinds=("title",)):
    """A heading of the first level."""

    tag = "h1"


class Header(HeadingBase, kinds=("header",)):
    """A heading of the second level."""

    tag = "h2"


class Subheader(HeadingBase, kinds=("subheader",)):
    """A heading of the third level."""

    tag = "h3"


class Text(Element, kinds=("text",)):
    """Text as it is."""

    @property
    def value(self) -> str:
        """The text."""
        return str(self.props["body"])


class Code(Element, kinds=("code",)):
    """A block of code."""

    _in_repr = ("value", "language")

    show_line_numbers = Prop("line_numbers", default=False)

    @property
    def value(self) -> str:
        """The code."""
        return str(self.props["body"])

    @property
    def language(self) -> str:
        """The language for colours; ``"plaintext"`` for none."""
        return str(self.props.get("language") or "plaintext")


class Html(Element, kinds=("html",)):
    """HTML in the page."""

    @property
    def value(self) -> str:
        """The HTML."""
        return str(self.props["body"])


class Json(Element, kinds=("json",)):
    """A tree of JSON."""

    @property
    def value(self) -> str:
        """The JSON text."""
        return str(self.props["body"])

    @property
    def expanded(self) -> bool:
        """Whether the tree begins unfolded, if only for some levels."""
        return self.props.get("expanded", True) is not False


class Help(Element, kinds=("help",)):
    """What an object is."""

    _in_repr = ("name", "value")

    name = Prop("name", "")
    """The expression in the script."""

    doc_string = Prop("doc", "")
    """The documentation of the object."""

    @property
    def value(self) -> str:
        """The name of a function, class or module; else the object as text."""
        text = str(self.props.get("value") or "")
        kind = str(self.props["type"])
        named = kind in _NAMED or kind.endswith(("function", "method"))
        return (self.name or text) if named else (text or self.name)


class Metric(Element, kinds=("metric",)):
    """A big number."""

    _in_repr = ("label", "value", "delta")

    label = Prop("label", "")
    value = Prop("value", "")
    """The number as text, not formatted."""

    delta = Prop("delta", "")
    """The change as text."""

    help = Prop("help", "")

    @property
    def color(self) -> int:
        """The colour of the change, as the number that it has in Streamlit."""
        return _COLORS.index(str(self.props["delta_color"]))


class Progress(Element, kinds=("progress",)):
    """A progress bar."""

    _in_repr = ("value", "text")

    value = Prop("value", 0)
    """How much is done, from 0 to 100."""

    text = Prop("text", "")


class AlertBase(Element):
    """A coloured box."""

    _in_repr = ("value", "icon")

    icon = Prop("icon", "")

    @property
    def value(self) -> str:
        """The message."""
        return str(self.props["body"])


class Error(AlertBase, kinds=("error",)):
    """A red box."""


class Warning(AlertBase, kinds=("warning",)):
    """A yellow box."""


class Info(AlertBase, kinds=("info",)):
    """A blue box."""


class Success(AlertBase, kinds=("success",)):
    """A green box."""


class Toast(Element, kinds=("toast",)):
    """A notice in a corner of the page."""

    _in_repr = ("value", "icon")

    icon = Prop("icon", "")

    @property
    def value(self) -> str:
        """The message."""
        return str(self.props["body"])


class ExceptionElement(Element, kinds=("exception",)):
    """An exception on the page: one that nobody caught, or of ``st.exception``."""

    _in_repr = ("message",)

    message = Prop("message", "")
    is_markdown = Prop("markdown", default=False)
    is_warning = Prop("warning", default=False)

    @property
    def value(self) -> str:
        """The message."""
        return self.message

    @property
    def stack_trace(self) -> list[str]:
        """The rows of the trace, oldest call first."""
        return list(self.props["trace"])

    def __repr__(self) -> str:
        return f"Exception(type={self.props['type']!r}, message={self.message!r})"


class Tabular(Element):
    """Rows and columns."""

    _in_repr = ("key",)

    @property
    def value(self) -> Any:
        """The data as a pandas DataFrame."""
        # pyarrow is loaded with the first table that a test looks at.
        from revoila.elements.data._arrow import to_pandas

        return to_pandas(self.props)


class Table(Tabular, kinds=("table",)):
    """A static table."""


class Dataframe(Tabular, kinds=("dataframe", "data_editor")):
    """A table to look into."""

    form_id = Prop("form_id", "")

    @property
    def editing_mode(self) -> str:
        """Which rows can be added and deleted: those of `num_rows`; ``"read_only"`` where nothing is edited."""
        return str(self.props.get("num_rows", "read_only"))

    @property
    def selection(self) -> Any:
        """What is selected, or waits to be with the next run: ``rows``, ``columns`` and ``cells``.

        Raises
        ------
        AppTestError
            Nothing can be selected.
        """
        id_ = self._selecting
        staged = self._snapshot.staged.get(id_)
        return (self._snapshot.stored(id_, self.key) if staged is None else staged)["selection"]

    def select(
        self, *, rows: Iterable[int] = (), columns: Iterable[str] = (), cells: Iterable[tuple[int, str]] = ()
    ) -> Self:
        """Select with the next run, in place of what is selected. Not in Streamlit.

        Parameters
        ----------
        rows : iterable of int, default ()
            Positions in the data.
        columns : iterable of str, default ()
            Names.
        cells : iterable of tuple, default ()
            Positions of rows with names of columns.

        Returns
        -------
        Self
            The table, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            Nothing can be selected.
        """
        # pyarrow is loaded with the first table.
        from revoila.elements.data._selecting import DataframeState

        selection = {"rows": list(rows), "columns": list(columns), "cells": list(cells)}
        self._snapshot.staged[self._selecting] = DataframeState({"selection": selection})
        return self

    def click(self, column: str, row: int, item: int | None = None) -> Self:
        """Press a button of a `ButtonColumn` with the next run. Not in Streamlit.

        Parameters
        ----------
        column : str
            What the column is called on the page.
        row : int
            Position in the data.
        item : int, optional
            Position of the entry, in a cell with a menu.

        Returns
        -------
        Self
            The table, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            The column has no buttons that could be pressed.
        """
        buttons = {one["label"]: one["button"]["id"] for one in self.props["columns"] if one.get("button")}
        if column not in buttons:
            raise AppTestError(
                f"{self.type}{self._named} has no column {column!r} with buttons that have a key. "
                f"It has: {', '.join(buttons) or 'none'}."
            )
        wire = {"row": row} if item is None else {"row": row, "item": item}
        self._snapshot.staged[buttons[column]] = wire
        return self

    def staged_events(self) -> Iterator[tuple[ElementId, Any, bool]]:
        """Yield what waits for the next run, as the app will see it.

        Raises
        ------
        AppTestError
            The table is in a browser.
        ValueError
            The table has no such button.
        """
        state = self._snapshot.state
        buttons = [one["button"]["id"] for one in self.props["columns"] if one.get("button")]
        for id_ in (own(self._drawn).id, *buttons):
            spec = None if id_ is None else state.declared(id_)
            if id_ in self._snapshot.staged and not self._snapshot.has_defaults:
                raise AppTestError(
                    f"{self.type}{self._named} cannot be operated in a browser by a test. Use at.page, or "
                    'host="kernel".'
                )
            if spec is None or id_ not in self._snapshot.staged:
                continue
            value = self._snapshot.staged[spec.id]
            try:
                yield spec.id, spec.decode(value) if spec.trigger else value, spec.trigger
            except EventRefusedError as error:
                raise ValueError(f"{self.type}{self._named} has no such button: {error}") from error

    @property
    def _selecting(self) -> ElementId:
        id_ = own(self._drawn).id
        if id_ is None:
            raise AppTestError(
                f"Nothing can be selected in {self.type}{self._named}. The app must give it `on_select`."
            )
        return id_


class Image(Element, kinds=("image",)):
    """One or several pictures; a chart of Matplotlib is one, too."""

    @property
    def value(self) -> list[str]:
        """The address of each picture; one that came as data has a ``data:`` address."""
        return [_address(picture) for picture in self.props["images"]]

    @property
    def captions(self) -> list[str]:
        """The caption of each picture, empty for none."""
        return [picture.get("caption", "") for picture in self.props["images"]]

    def _fields(self) -> dict[str, Any]:
        pictures = zip(self.value, self.captions, strict=True)
        return {
            **super()._fields(),
            "imgs": [Proto({"url": url, "caption": caption}) for url, caption in pictures],
        }

    def __repr__(self) -> str:
        return f"Image(count={len(self.props['images'])}, captions={self.captions!r})"


def _address(picture: Mapping[str, Any]) -> str:
    if "url" in picture:
        return str(picture["url"])
    file = picture.get("file")
    mime, data = (picture["mime"], picture["data"]) if file is None else (file.mime, file.read(0, file.size))
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
