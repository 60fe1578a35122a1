"""Which option is chosen? Labels travel, options are returned.

The browser knows labels only, so a choice is found again by its label, also
when the options of the next run are other objects.
"""

from __future__ import annotations

from copy import deepcopy
from enum import Enum
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._params import check_choice
from revoila.elements._url import text_form
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._options import list_options
from revoila.elements.inputs._written import readable_text
from revoila.errors import (
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._url import UrlForm

_FILTER_MODES = ("fuzzy", "contains", "prefix", None)
_PLAIN = (bool, int, float, str, bytes)


class Labelled:
    """Options with their labels.

    Parameters
    ----------
    options : object
        As the author passes them.
    format_func : Callable
        From an option to its label.
    """

    __slots__ = ("_format", "_positions", "labels", "options")

    def __init__(self, options: Any, format_func: Callable[[Any], Any]) -> None:
        self.options = list_options(options)
        self._format = format_func
        self.labels = [self._label(option) for option in self.options]
        # Of options that are called alike, the last counts.
        self._positions = {label: at for at, label in enumerate(self.labels)}

    def position(self, label: str) -> int | None:
        """Return where the option with this label is; None when there is none."""
        return self._positions.get(label)

    def option(self, label: str) -> Any:
        """Return a copy of the option with this label.

        Raises
        ------
        KeyError
            There is none.
        """
        return deepcopy(self.options[self._positions[label]])

    def label_of(self, value: Any) -> str:
        """Return the label of a value that may be no option."""
        try:
            label = self._format(value)
        except Exception:  # noqa: BLE001
            # The author's function is made for options; it may fail on what session state holds.
            return str(value)
        return label if isinstance(label, str) else str(value)

    def current(self, value: Any) -> Any:
        """Return a kept or assigned value as it is in this run.

        Raises
        ------
        KeyError
            No option has its label.
        """
        value = self.coerced(value)
        option = self.options[self._positions[self.label_of(value)]]
        if isinstance(value, (Enum, *_PLAIN)) or not _is_same_type(value, option):
            return value
        # The option of this run: its class may have been defined anew, its content may have changed.
        return deepcopy(option)

    def renewed(self, value: Any) -> Any:
        """Return the option that a kept value is called like, unless they are of the same type."""
        at = None if value is None else self._positions.get(self.label_of(self.coerced(value)))
        if at is None or _is_same_type(value, self.options[at]):
            return value
        return deepcopy(self.options[at])

    def coerced(self, value: Any) -> Any:
        """Return the member of this run's enum for a member of the same enum of an earlier run."""
        if not isinstance(value, Enum):
            return value
        here = active()
        mode = "off" if here is None else here.run.option("runner.enumCoercion") or "nameOnly"
        for current in {type(option) for option in self.options if isinstance(option, Enum)}:
            if mode != "off" and _is_redefined(type(value), current, values=mode == "nameAndValue"):
                return current[value.name]
        return value

    def _label(self, option: Any) -> str:
        label = self._format(option)
        if not isinstance(label, str):
            raise TypeError(f"`format_func` must return a text, not {type(label).__name__}.")
        return str(label)


class Choices(Labelled):
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
    clearable : bool, optional
        Whether nothing can be chosen again; by default where nothing is on the first run.
    """

    __slots__ = ("accept_new", "clearable", "default", "index")

    def __init__(
        self,
        options: Any,
        index: int | None,
        format_func: Callable[[Any], Any],
        *,
        accept_new: bool = False,
        clearable: bool | None = None,
    ) -> None:
        super().__init__(options, format_func)
        self.index = _check_index(index, len(self.options))
        self.accept_new = accept_new
        self.clearable = self.index is None if clearable is None else clearable
        self.default = self.options[self.index] if self.index is not None and self.options else None

    @property
    def default_label(self) -> str | None:
        """Label of the default."""
        return self.labels[self.index] if self.index is not None and self.options else None

    @property
    def url(self) -> UrlForm:
        """How a choice is written in an address."""
        return text_form(empty=None) if self.clearable else text_form()

    def decode(self, wire: Any) -> Any:
        """Return the option that a visitor chose, or the text that they typed."""
        if wire is None and self.clearable:
            return None
        label = readable_text(wire)
        if self.position(label) is not None:
            return self.option(label)
        return new_option(label) if self.accept_new else refuse(label, "not an option")

    def encode(self, value: Any) -> str | None:
        """Return the label of a value, None when nothing is chosen."""
        if value is None and all(option is not None for option in self.options):
            return None
        return self.label_of(value)

    def settle(self, value: Any) -> Any:
        """Return a value as one of the options of this run."""
        return self.renewed(value)

    def accept(self, value: Any) -> Any:
        """Return a kept or assigned value if it still has a label here, else the default."""
        if value is None:
            return None
        try:
            return self.current(value)
        except KeyError:
            return self.coerced(value) if self.accept_new else self.default


def new_option(label: str) -> str:
    """Return a text that a visitor typed as an option of their own.

    Raises
    ------
    EventRefusedError
        Blank, or of several lines.
    """
    if not label.strip() or "\n" in label or "\r" in label:
        refuse(label, "not an option")
    return label


def check_filter_mode(filter_mode: Any, *, accept_new: bool) -> None:
    """Check how typing narrows a list.

    Raises
    ------
    StreamlitValueError
        Not a known way.
    StreamlitIncompatibleParametersError
        New options without typing.
    """
    check_choice("filter_mode", filter_mode, _FILTER_MODES)
    if accept_new and filter_mode is None:
        raise StreamlitIncompatibleParametersError(
            "filter_mode=None", "accept_new_options=True", explanation="A new option has to be typed."
        )


def hint(choices: Labelled, *, accept_new: bool, what: str) -> str:
    """Return what an empty list says where the author says nothing.

    Parameters
    ----------
    choices : Labelled
        What can be chosen.
    accept_new : bool
        Whether a visitor may type an option of their own.
    what : str
        ``"an option"`` or ``"options"``.
    """
    if choices.options:
        return f"Choose or add {what}" if accept_new else f"Choose {what}"
    return f"Add {what}" if accept_new else "No options to select"


def _check_index(index: Any, count: int) -> int | None:
    if index is None:
        return None
    if isinstance(index, bool):
        raise TypeError(f"`index` is the position of an option, not {index}.")
    if not isinstance(index, int):
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
