"""Lists of options in an app test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from revoila.errors import EventRefusedError
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._widgets import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._element import InputSpec

_NOT_IN_LIST = "{!r} is not in list"


class Options(Widget):
    """An input that offers options."""

    @property
    def options(self) -> list[str]:
        """The labels of the options."""
        return list(self.props["options"])

    def _offered(self, label: str | None, value: Any) -> str | None:
        """Return the label of a value, or its text when that is what is offered."""
        text = str(value)
        return text if label not in self.props["options"] and text in self.props["options"] else label


class Choice(Options):
    """One of several options, set by the option itself or by its label."""

    @property
    def format_func(self) -> Callable[[Any], Any]:
        """What makes a label of an option."""
        return self._spec.encode

    @property
    def index(self) -> int | None:
        """Position of the chosen option, None when nothing is chosen.

        Raises
        ------
        ValueError
            What is chosen is no option.
        """
        label = self._label(self.value, self._spec)
        return None if label is None else self._position(label)

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the option; the default for None, which is None where nothing has to be chosen.

        Raises
        ------
        ValueError
            What is staged is neither an option nor the label of one.
        """
        label = self._label(self.staged, spec)
        if label is None:
            return self._emptied(spec)
        try:
            return spec.decode(label)
        except EventRefusedError as error:
            raise ValueError(_NOT_IN_LIST.format(label)) from error

    def _label(self, value: Any, spec: InputSpec[Any]) -> str | None:
        return self._offered(spec.encode(value), value)

    def _position(self, label: str) -> int:
        if label not in self.options:
            raise ValueError(_NOT_IN_LIST.format(label))
        return self.options.index(label)

    def _raw_default(self, spec: InputSpec[Any]) -> int | None:
        label = spec.encode(spec.default)
        return None if label is None else self._position(label)


class Selectbox(Choice, kinds=("selectbox",)):
    """A list that drops down."""

    placeholder = Prop("placeholder", "")

    def select(self, v: Any) -> Self:
        """Choose an option with the next run.

        Parameters
        ----------
        v : object
            The option or its label; a text that is none where new ones are accepted.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        return self.set_value(v)

    def select_index(self, index: int | None) -> Self:
        """Choose an option by its position with the next run.

        Parameters
        ----------
        index : int or None
            The position; None for no option.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.

        Raises
        ------
        IndexError
            There are not so many options.
        """
        return self.set_value(None if index is None else self.options[index])


class Radio(Choice, kinds=("radio",)):
    """Options in view."""

    horizontal = Prop("horizontal", default=False)
    """Whether they stand in a row."""
