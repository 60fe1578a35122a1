"""What the inputs of a page hold, as far as somebody knows who sees nothing but the page.

The page has labels of options, not the options, and no defaults: what an input shows is taken for its default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements.inputs._moments import date_wire, moment_wire, read_wire, time_wire
from revoila.elements.inputs._scale import SCALES
from revoila.errors import AppTestError, EventRefusedError
from revoila.graph._tree import Shown, own
from revoila.testing.v1._page import key_of
from revoila.testing.v1._page_rules import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from revoila.elements._element import Element, ElementId, InputSpec
    from revoila.elements.inputs._uploaded import UploadedFile, UploadedFileRec
    from revoila.testing.v1._browser_host import BrowserHost

TRIGGERS = frozenset({"button", "form_submit_button", "download_button", "menu_button", "chat_input"})
"""Kinds of inputs whose value holds for one run."""

FILES = frozenset({"file_uploader", "camera_input", "audio_input"})

UNSEEN = (
    'AppTest(..., host="browser") sees what a visitor sees: session state has there the values of inputs with a key '
    'that are on the page, to read. {} Operate the app\'s inputs instead, or use host="kernel".'
)


class BrowserState:
    """What can be known of a session from its page.

    Parameters
    ----------
    host : BrowserHost
        Has the page.
    """

    def __init__(self, host: BrowserHost) -> None:
        self._host = host
        self.uploads = BrowserUploads()

    def get_item(self, key: str) -> Any:
        """Return the value of the input with a key.

        Raises
        ------
        AppTestError
            There is none: whether session state has such an entry is not seen on the page.
        """
        for element in self._inputs():
            if key_of(element) == key:
                return self._spec(element).value
        raise AppTestError(UNSEEN.format(f"No input has the key {key!r}."))

    def set_item(self, key: str, value: Any) -> None:
        """Refuse to assign an entry.

        Raises
        ------
        AppTestError
            Always.
        """
        raise AppTestError(UNSEEN.format(f"{key!r} cannot be set to {value!r} from there."))

    def delete_item(self, key: str) -> None:
        """Refuse to remove an entry.

        Raises
        ------
        AppTestError
            Always.
        """
        raise AppTestError(UNSEEN.format(f"{key!r} cannot be removed from there."))

    def keys(self) -> list[str]:
        """Refuse to name the entries.

        Raises
        ------
        AppTestError
            Always.
        """
        raise AppTestError(UNSEEN.format("Which other entries there are is not known."))

    def is_withheld(self, element_id: str) -> bool:
        """Whether the app has deleted the value of an input: a page shows it still."""
        del element_id
        return False

    def declared(self, element_id: str) -> InputSpec[Any] | None:
        """Return what is known of an input on the page, or None."""
        for element in self._inputs():
            if element.id == element_id:
                return self._spec(element)  # type: ignore[return-value]  # it does what an `InputSpec` does
        return None

    def value_of(self, element_id: str, default: Any = None) -> Any:
        """Return what an input shows."""
        spec = self.declared(element_id)
        return default if spec is None else spec.default

    def _spec(self, element: Element) -> SeenInput:
        return SeenInput(element, self.uploads)

    def _inputs(self) -> Iterator[Element]:
        return (element for element in elements(self._host.page) if is_input(element))


class BrowserUploads:
    """Knows the files that a test gives to inputs: a page does not show what is in them."""

    def __init__(self) -> None:
        self.given: dict[str, list[UploadedFile]] = {}

    def add(self, file: UploadedFileRec, element: ElementId) -> UploadedFile:
        """Return a file as the app will see it."""
        from revoila.elements.inputs._uploaded import UploadedFile

        made = UploadedFile(file)
        self.given.setdefault(str(element), []).append(made)
        return made


class SeenInput:
    """An input as its page shows it, in place of its declaration.

    Parameters
    ----------
    element : Element
        What the app drew.
    uploads : BrowserUploads
        Files of the test.
    """

    accept = None

    def __init__(self, element: Element, uploads: BrowserUploads) -> None:
        assert element.id is not None  # noqa: S101 - every input has one
        self.id, self.kind, self.key = element.id, element.kind, key_of(element)
        self._props = element.props
        self._given = uploads.given
        self.trigger = element.kind in TRIGGERS
        self.disabled = bool(element.props.get("disabled"))

    @property
    def value(self) -> Any:
        """What it shows."""
        if self.kind in FILES:
            return self._files(self._props["value"])
        return read(self.kind, self._props, self._props.get("value"))

    @property
    def default(self) -> Any:
        """What it shows: what it began with is not known."""
        return self.value

    @property
    def uploads(self) -> Any:
        """Which files it takes, None when it takes none."""
        from revoila.elements.inputs._uploads import UploadRule

        if self.kind not in FILES:
            return None
        types = tuple(self._props.get("types", ()))
        return UploadRule(types, 0, several=bool(self._props.get("several") or self._props.get("folders")))

    def encode(self, value: Any) -> Any:
        """Return what stands for a value on the page."""
        if "options" not in self._props or self.kind == "feedback":
            return written(self.kind, self._props, value)
        if self.kind == "select_slider":
            return [self._label(one) for one in (value if isinstance(value, (list, tuple)) else (value,))]
        if isinstance(value, (list, tuple)):
            return [self._label(one) for one in value]
        return None if value is None else self._label(value)

    def decode(self, wire: Any) -> Any:
        """Return what the input would hold.

        Raises
        ------
        EventRefusedError
            No visitor could enter it.
        """
        reason = why_not(self.kind, self._props, wire)
        if reason is not None:
            raise EventRefusedError(reason)
        return read(self.kind, self._props, wire)

    def _label(self, value: Any) -> str:
        """Return the option that a value, or its label without the icon, stands for."""
        text, options = str(value), self._props["options"]
        icons = self._props.get("icons") or [None] * len(options)
        if text not in options:
            for option, icon in zip(options, icons, strict=True):
                if icon and option.removeprefix(icon).strip() == text:
                    return str(option)
        return text

    def _files(self, wire: Any) -> Any:
        shown = [one.get("name") for one in wire or ()]
        given = {file.name: file for file in self._given.get(str(self.id), ())}
        found = [given[name] for name in shown if name in given]
        if self.uploads.several:
            return found
        return found[-1] if found else None


def elements(node: Shown) -> Iterator[Element]:
    """Iterate over all elements of a page, depth first."""
    for child in node.children:
        yield own(child)
        if isinstance(child, Shown):
            yield from elements(child)


def is_input(element: Element) -> bool:
    """Whether a visitor can change it."""
    return element.id is not None and "generation" in element.props


def read(kind: str, props: Any, wire: Any) -> Any:
    """Return the value of an input from what travels."""
    if kind == "slider":
        scale = SCALES[str(props["data_type"])]
        points = tuple(scale.value(scale.read(one), None) for one in wire)
        return points[0] if len(points) == 1 else points
    if kind == "select_slider":
        return wire[0] if len(wire) == 1 else tuple(wire)
    if wire is None or kind not in _MOMENTS:
        return wire
    if isinstance(wire, list):
        return tuple(read(kind, props, one) for one in wire)
    moment = read_wire(wire, 1)
    return moment.date() if kind == "date_input" else moment.time() if kind == "time_input" else moment


def written(kind: str, props: Any, value: Any) -> Any:
    """Return what travels for a value of an input."""
    if kind == "slider":
        scale = SCALES[str(props["data_type"])]
        return [scale.to_wire(one) for one in (value if isinstance(value, (list, tuple)) else (value,))]
    if value is None or kind not in _MOMENTS:
        return value
    if isinstance(value, (list, tuple)):
        return [_MOMENTS[kind](one) for one in value]
    return _MOMENTS[kind](value)


_MOMENTS: dict[str, Any] = {"date_input": date_wire, "time_input": time_wire, "datetime_input": moment_wire}
