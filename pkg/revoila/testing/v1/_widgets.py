"""The widgets of an app test: staged values, and the ways to interact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from revoila.errors import AppTestError
from revoila.testing.v1._nodes import ElementNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._element import Element as Drawn
    from revoila.elements._element import InputSpec
    from revoila.testing.v1._app_test import AppTest

NOTHING = object()


class Widget(ElementNode):
    """An input of the page; a staged value is delivered by the next run."""

    def __init__(self, app: AppTest, drawn: Drawn) -> None:
        super().__init__(app, drawn)
        self.id = str(drawn.id)
        self._staged: Any = NOTHING

    @property
    def spec(self) -> InputSpec[Any]:
        """The input's declaration."""
        spec = self.root.session.state.declared(self.id)
        if spec is None:
            message = f"This {self.type} is not on the page any more."
            raise AppTestError(message)
        return spec

    @property
    def label(self) -> str:
        """Text beside the input."""
        return str(self._drawn.props.get("label", ""))

    @property
    def disabled(self) -> bool:
        """Whether it refuses interaction."""
        return bool(self._drawn.props.get("disabled", False))

    @property
    def help(self) -> str:
        """Text of the tooltip."""
        return str(self._drawn.props.get("help") or "")

    @property
    def form_id(self) -> str:
        """Id of the form around it, or an empty string."""
        return str(self._drawn.props.get("form_id") or "")

    @property
    def value(self) -> Any:
        """The staged value, else the one after the last run."""
        if self._staged is not NOTHING:
            return self._staged
        return self.root.session.state.value_of(self.id)

    def set_value(self, value: Any) -> Self:
        """Stage a value for the next run.

        Raises
        ------
        AppTestError
            The widget is disabled.
        """
        if self.disabled:
            message = f"Cannot update a disabled {self.type} widget (key={self.key!r})."
            raise AppTestError(message)
        self._staged = value
        return self

    @property
    def is_staged(self) -> bool:
        """Whether a value waits for the next run."""
        return self._staged is not NOTHING

    def staged(self) -> Any:
        """Return the staged value as the app will see it."""
        return self._staged

    def __repr__(self) -> str:
        """Show type, key, label and value."""
        return f"{type(self).__name__}(key={self.key!r}, label={self.label!r}, value={self.value!r})"


class Button(Widget):
    """A button or the submit button of a form."""

    @property
    def value(self) -> bool:
        """True while staged, and after the run that it caused."""
        return bool(super().value)

    def click(self) -> Self:
        """Press it with the next run."""
        return self.set_value(value=True)


class Checkbox(Widget):
    """A checkbox."""

    def check(self) -> Self:
        """Tick it."""
        return self.set_value(value=True)

    def uncheck(self) -> Self:
        """Untick it."""
        return self.set_value(value=False)


class Toggle(Widget):
    """A switch."""


class TextInput(Widget):
    """A field or area for text."""

    @property
    def max_chars(self) -> int:
        """Longest text, 0 without a limit."""
        return int(self._drawn.props.get("max_chars") or 0)

    @property
    def placeholder(self) -> str:
        """Text shown while it is empty."""
        return str(self._drawn.props.get("placeholder") or "")

    def input(self, text: str | None) -> Self:
        """Type `text`; nothing happens when it is too long."""
        if text is not None and self.max_chars and len(text) > self.max_chars:
            return self
        return self.set_value(text)


class TextArea(TextInput):
    """An area for text."""


class NumberInput(Widget):
    """A field for a number."""

    @property
    def min(self) -> float | None:
        """Smallest number."""
        return self._drawn.props.get("min")

    @property
    def max(self) -> float | None:
        """Largest number."""
        return self._drawn.props.get("max")

    @property
    def step(self) -> float:
        """What the buttons add."""
        return self._drawn.props["step"]  # type: ignore[no-any-return]

    def increment(self) -> Self:
        """Add a step, within the bounds."""
        return self.set_value(self._within((self.value or 0) + self.step))

    def decrement(self) -> Self:
        """Subtract a step, within the bounds."""
        return self.set_value(self._within((self.value or 0) - self.step))

    def _within(self, number: float) -> float:
        if self.min is not None:
            number = max(number, self.min)
        return number if self.max is None else min(number, self.max)


class Slider(Widget):
    """A slider with one or two handles."""

    @property
    def min(self) -> Any:
        """Smallest value."""
        return self._bound("min")

    @property
    def max(self) -> Any:
        """Largest value."""
        return self._bound("max")

    def _bound(self, name: str) -> Any:
        wire = self._drawn.props[name]
        if self._drawn.props.get("data_type") in ("int", "float"):
            return wire
        decoded = self.spec.decode([wire, wire] if isinstance(self.value, tuple) else [wire])
        return decoded[0] if isinstance(decoded, tuple) else decoded

    @property
    def step(self) -> Any:
        """Distance between two values."""
        return self._drawn.props["step"]

    def set_range(self, lower: Any, upper: Any) -> Self:
        """Move both handles."""
        return self.set_value((lower, upper))


class Choice(Widget):
    """One of several options."""

    @property
    def options(self) -> list[str]:
        """The labels."""
        return list(self._drawn.props["options"])

    @property
    def index(self) -> int | None:
        """Position of the chosen option."""
        wire = self._wire(self.value)
        return self.options.index(wire) if wire in self.options else None

    def _wire(self, value: Any) -> str | None:
        """Return the label of an option or of a label."""
        if value is None:
            return None
        encoded = _or_nothing(lambda: self.spec.encode(value))
        return encoded if encoded in self.options else str(value)

    def staged(self) -> Any:
        """Return the option with the staged label.

        Raises
        ------
        ValueError
            No option has it.
        """
        wire = self._wire(self._staged)
        if wire is not None and wire not in self.options and not self._drawn.props.get("accept_new_options"):
            message = f"{wire!r} is not in list"
            raise ValueError(message)
        return self.spec.decode(wire) if wire is not None else None


def _or_nothing(encode: Callable[[], Any]) -> Any:
    try:
        return encode()
    except Exception:  # noqa: BLE001  # an author's format_func may refuse a label
        return None


class Selectbox(Choice):
    """A drop-down list."""

    def select(self, value: Any) -> Self:
        """Choose an option."""
        return self.set_value(value)

    def select_index(self, index: int | None) -> Self:
        """Choose an option by its position."""
        return self.set_value(None if index is None else self.options[index])


class Radio(Choice):
    """A list of radio buttons."""

    @property
    def horizontal(self) -> bool:
        """Whether the options are in a row."""
        return bool(self._drawn.props.get("horizontal", False))
