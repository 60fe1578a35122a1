"""Which options are chosen? As `_choices`, for inputs that have several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._url import text_form
from revoila.elements.inputs._choices import Labelled, new_option
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._options import list_options
from revoila.elements.inputs._written import readable_text
from revoila.errors import (
    EventRefusedError,
    StreamlitDefaultNotInOptionsError,
    StreamlitSelectionCountExceedsMaxError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from revoila.elements._url import UrlForm


class Selection(Labelled):
    """Options with their labels, any number of which are the value.

    Parameters
    ----------
    options : object
        As the author passes them.
    default : object
        The options chosen on the first run: one, an iterable of them, or None for none.
    format_func : Callable
        From an option to its label.
    most : int, optional
        How many can be chosen.
    accept_new : bool, default False
        Whether a visitor may type options of their own.
    """

    __slots__ = ("accept_new", "default", "most", "positions")

    def __init__(
        self,
        options: Any,
        default: Any,
        format_func: Callable[[Any], Any],
        *,
        most: int | None = None,
        accept_new: bool = False,
    ) -> None:
        super().__init__(options, format_func)
        # Here the first counts of options that are called alike: so it is in Streamlit.
        self._positions = {label: at for at, label in reversed([*enumerate(self.labels)])}
        self.positions = default_positions(self.options, default)
        self.default = [self.options[position] for position in self.positions]
        self.most = most
        self.accept_new = accept_new

    @property
    def default_labels(self) -> list[str]:
        """Labels of the default."""
        return [self.labels[position] for position in self.positions]

    @property
    def url(self) -> UrlForm:
        """How the choices are written in an address, which may name too many of them."""
        return text_form(several=True, empty=[], repair=self._repaired)

    def decode(self, wire: Any) -> list[Any]:
        """Return the options that a visitor chose and the texts that they typed."""
        if not isinstance(wire, list):
            refuse(wire, "not a list")
        if self.most is not None and len(wire) > self.most:
            refuse(wire, f"more than {self.most} options")
        values = [self._decode_one(label) for label in wire]
        if len({*wire}) != len(wire):
            refuse(wire, "an option twice")
        return values

    def encode(self, value: Any) -> list[str]:
        """Return the labels of the values.

        Raises
        ------
        TypeError
            Not an iterable.
        """
        return [self.label_of(one) for one in value]

    def accept(self, value: Any) -> Any:
        """Return what was kept or assigned without what has no label here any more.

        Raises
        ------
        TypeError
            Not an iterable.
        StreamlitSelectionCountExceedsMaxError
            More than can be chosen.
        """
        given = list(value)
        self.check_count(given)
        values = [one for each in given for one in self._current(each)]
        # What has nothing to change comes back as it is, also where it is no list.
        same = len(values) == len(given) and all(new is old for new, old in zip(values, given, strict=True))
        return value if same else values

    def settle(self, value: Any) -> Any:
        """Return values as options of this run."""
        values = [self.renewed(one) for one in value]
        same = all(new is old for new, old in zip(values, value, strict=True))
        return value if same else values

    def check_count(self, values: Collection[Any]) -> None:
        """Refuse more values than can be chosen.

        Raises
        ------
        StreamlitSelectionCountExceedsMaxError
            There are more.
        """
        if self.most is not None and len(values) > self.most:
            raise StreamlitSelectionCountExceedsMaxError(len(values), self.most)

    def _current(self, value: Any) -> list[Any]:
        try:
            return [self.current(value)]
        except KeyError:
            return [self.coerced(value)] if self.accept_new else []

    def _decode_one(self, wire: Any) -> Any:
        label = readable_text(wire)
        if self.position(label) is not None:
            return self.option(label)
        return new_option(label) if self.accept_new else refuse(label, "not an option")

    def _repaired(self, labels: list[str]) -> list[str]:
        found = [label for label in dict.fromkeys(labels) if self._is_valid(label)]
        if labels and not found:
            refuse(labels, "no option")
        return found[: self.most]

    def _is_valid(self, label: str) -> bool:
        try:
            self._decode_one(label)
        except EventRefusedError:
            return False
        return True


def default_positions(options: list[Any], default: Any) -> list[int]:
    """Return where the options are that a default names: one, an iterable of them, or None for none.

    Raises
    ------
    StreamlitDefaultNotInOptionsError
        One of them is no option.
    """
    values = list_options(default)
    try:
        # Options are compared one by one only where they have no hash: all may be chosen, of thousands.
        known = {option: position for position, option in reversed([*enumerate(options)])}
        found = [known.get(value) for value in values]
    except TypeError:
        found = [options.index(value) if value in options else None for value in values]
    for value, position in zip(values, found, strict=True):
        if position is None:
            raise StreamlitDefaultNotInOptionsError(value)
    return [position for position in found if position is not None]
