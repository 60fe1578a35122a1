"""Which option is chosen? Labels travel, options are returned.

The browser knows labels only, so a choice is found again by its label, also
when the options of the next run are other objects.
"""

from __future__ import annotations

from copy import deepcopy
from enum import Enum
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._url import text_form
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._options import list_options
from revoila.elements.inputs._written import readable_text
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueOutOfRangeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._url import UrlForm

_PLAIN = (bool, int, float, str, bytes)


class Choices:
    """Options with their labels, one of which is the value.

    Parameters
    ----------
    options : object
        As the author passes them.
    index : int or None
        The option chosen on the first run.
    format_func : Callable
        From an option to its label.
    accept_new : bool, default False
        Whether a visitor may type an option of their own.
    """

    __slots__ = ("_format", "accept_new", "default", "index", "labels", "options")

    def __init__(
        self, options: Any, index: int | None, format_func: Callable[[Any], Any], *, accept_new: bool = False
    ) -> None:
        self.options = list_options(options)
        self.index = _check_index(index, len(self.options))
        self.accept_new = accept_new
        self._format = format_func
        self.labels = [self._label(option) for option in self.options]
        self.default = self.options[self.index] if self.index is not None and self.options else None

    @property
    def default_label(self) -> str | None:
        """Label of the default."""
        return self.labels[self.index] if self.index is not None and self.options else None

    @property
    def url(self) -> UrlForm:
        """How a choice is written in an address."""
        return text_form() if self.index is not None else text_form(empty=None)

    def decode(self, wire: Any) -> Any:
        """Return the option that a visitor chose, or the text that they typed."""
        if wire is None and self.index is None:
            return None
        label = readable_text(wire)
        if label in self.labels:
            return deepcopy(self.options[self.labels.index(label)])
        if not self.accept_new or not label.strip() or "\n" in label or "\r" in label:
            refuse(label, "not an option")
        return label

    def encode(self, value: Any) -> str | None:
        """Return the label of a value, None when nothing is chosen."""
        if value is None and all(option is not None for option in self.options):
            return None
        return self._label_of(value)

    def accept(self, value: Any) -> Any:
        """Return a kept or assigned value if it still has a label here, else the default."""
        if value is None:
            return None
        value = self._coerce(value)
        label = self._label_of(value)
        if label not in self.labels:
            return value if self.accept_new else self.default
        option = self.options[self.labels.index(label)]
        if isinstance(value, (Enum, *_PLAIN)) or not _is_same_type(value, option):
            return value
        # The option of this run: its class may have been defined anew, its content may have changed.
        return deepcopy(option)

    def _label(self, option: Any) -> str:
        label = self._format(option)
        if not isinstance(label, str):
            raise TypeError(f"`format_func` must return a text, not {type(label).__name__}.")
        return str(label)

    def _label_of(self, value: Any) -> str:
        """Return the label of a value that may be no option."""
        try:
            label = self._format(value)
        except Exception:  # noqa: BLE001
            # The author's function is made for options; it may fail on what session state holds.
            return str(value)
        return label if isinstance(label, str) else str(value)

    def _coerce(self, value: Any) -> Any:
        """Return the member of this run's enum for a member of the same enum of an earlier run."""
        if not isinstance(value, Enum):
            return value
        here = active()
        mode = "off" if here is None else here.run.option("runner.enumCoercion") or "nameOnly"
        for current in {type(option) for option in self.options if isinstance(option, Enum)}:
            if mode != "off" and _is_redefined(type(value), current, values=mode == "nameAndValue"):
                return current[value.name]
        return value


def _check_index(index: Any, count: int) -> int | None:
    if index is None:
        return None
    if isinstance(index, bool) or not isinstance(index, int):
        raise StreamlitInvalidParameterTypeError("index", type(index), ["int", "None"])
    if count and not 0 <= index < count:
        raise StreamlitValueOutOfRangeError("index", index, 0, count - 1)
    return index


def _is_same_type(one: object, other: object) -> bool:
    first, second = type(one), type(other)
    return (first.__module__, first.__qualname__) == (second.__module__, second.__qualname__)


def _is_redefined(old: type[Enum], new: type[Enum], *, values: bool) -> bool:
    """Whether `new` is `old`, defined once more by the rerun of a script."""
    if old is new or old.__qualname__ != new.__qualname__ or set(old.__members__) != set(new.__members__):
        return False
    return not values or all(old[name].value == member.value for name, member in new.__members__.items())
