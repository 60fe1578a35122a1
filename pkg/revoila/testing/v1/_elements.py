"""What tests read from elements that are no widgets."""

from __future__ import annotations

from typing import Any

from revoila.testing.v1._nodes import ElementNode


class Markdown(ElementNode):
    """Text with Markdown."""

    @property
    def value(self) -> str:
        """The body."""
        return str(self._drawn.props.get("body", "---"))

    @property
    def allow_html(self) -> bool:
        """Whether HTML in the body is shown."""
        return bool(self._drawn.props.get("html", False))

    @property
    def is_caption(self) -> bool:
        """Whether this is a caption."""
        return self.type == "caption"


class Latex(Markdown):
    """A formula."""

    @property
    def value(self) -> str:
        """The formula between its fences."""
        return f"$$\n{self._drawn.props['body']}\n$$"


class Heading(ElementNode):
    """A title, header or subheader."""

    @property
    def tag(self) -> str:
        """The HTML tag."""
        return {"title": "h1", "header": "h2", "subheader": "h3"}[self.type]

    @property
    def anchor(self) -> str:
        """The anchor that the author gave."""
        return str(self._drawn.props.get("anchor") or "")

    @property
    def hide_anchor(self) -> bool:
        """Whether the heading has no link."""
        return bool(self._drawn.props.get("hide_anchor", False))


class Code(ElementNode):
    """A block of code."""

    @property
    def language(self) -> str:
        """The language for highlighting."""
        return str(self._drawn.props.get("language") or "plaintext")

    @property
    def show_line_numbers(self) -> bool:
        """Whether lines are numbered."""
        return bool(self._drawn.props.get("line_numbers", False))


class Json(ElementNode):
    """A tree of JSON."""

    @property
    def expanded(self) -> bool:
        """Whether the tree begins expanded."""
        return bool(self._drawn.props.get("expanded", True))


class Metric(ElementNode):
    """A big number."""

    @property
    def value(self) -> str:
        """The number as text."""
        props = self._drawn.props
        return str(props["value"]) if "value" in props else str(props.get("number", ""))

    @property
    def delta(self) -> str:
        """The change as text."""
        return str(self._drawn.props.get("delta") or "")


class Alert(ElementNode):
    """A coloured box."""

    @property
    def icon(self) -> str:
        """The icon of the box."""
        return str(self._drawn.props.get("icon") or "")


class ExceptionElement(ElementNode):
    """An exception on the page."""

    @property
    def value(self) -> str:
        """The message."""
        return str(self._drawn.props.get("message", ""))

    @property
    def message(self) -> str:
        """The message."""
        return self.value

    @property
    def is_markdown(self) -> bool:
        """Whether the message is Markdown."""
        return bool(self._drawn.props.get("markdown", False))

    @property
    def is_warning(self) -> bool:
        """Whether the exception is a warning."""
        return bool(self._drawn.props.get("warning", False))

    @property
    def stack_trace(self) -> list[str]:
        """The rows of the trace."""
        return list(self._drawn.props.get("trace", ()))


class Table(ElementNode):
    """A table of data."""

    @property
    def value(self) -> Any:
        """The data as a pandas DataFrame."""
        from revoila.elements.data._arrow import to_pandas  # needs pandas

        return to_pandas(self._drawn.props)


class Image(ElementNode):
    """One or several images."""

    @property
    def value(self) -> list[Any]:
        """Address or bytes of each image."""
        return [image.get("url", image.get("data")) for image in self._drawn.props["images"]]

    @property
    def captions(self) -> list[str]:
        """Caption of each image."""
        return [image.get("caption", "") for image in self._drawn.props["images"]]


class Help(ElementNode):
    """Documentation of an object."""

    @property
    def value(self) -> str:
        """Name or text of the object."""
        return str(self._drawn.props.get("name") or self._drawn.props.get("value") or "")

    @property
    def doc_string(self) -> str:
        """The documentation."""
        return str(self._drawn.props.get("doc", ""))
