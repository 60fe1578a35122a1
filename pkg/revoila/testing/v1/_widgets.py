"""The inputs of an app test: what they hold, and how a test changes them.

A change waits until the next run. Then it reaches the app in the way in which
Streamlit's app tests deliver it: more lenient than what a browser may send,
because a test need not go through the widget that would refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from revoila.errors import AppTestError
from revoila.graph._tree import own
from revoila.testing.v1._nodes import Element
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._refused import RefusedValueError

if TYPE_CHECKING:
    from revoila.elements._element import ElementId, InputSpec


class Widget(Element):
    """An input of the page."""

    _in_repr = ("key", "label", "value")

    none_is_a_value = True
    """Whether `set_value` can stage None; where it cannot, None takes back what was staged."""

    disabled = Prop("disabled", default=False)
    label = Prop("label", "")
    help = Prop("help", "")
    form_id = Prop("form_id", "")

    @property
    def id(self) -> ElementId:
        """Identity across runs."""
        element_id = own(self._drawn).id
        assert element_id is not None  # noqa: S101 - every input has one
        return element_id

    @property
    def value(self) -> Any:
        """What waits for the next run, else what session state holds.

        Raises
        ------
        KeyError
            The input is not on the page any more.
        """
        return self.staged if self.is_staged else self._snapshot.stored(self.id, self.key)

    def set_value(self, v: Any) -> Self:
        """Change the input with the next run.

        Parameters
        ----------
        v : object
            The value. It is looked at when the app runs.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            The input is disabled.
        """
        if self.disabled:
            raise AppTestError(
                f"Cannot update a disabled {self.type} widget{self._named}. Nobody could do so in a browser."
            )
        if v is None and not self.none_is_a_value:
            self._snapshot.staged.pop(self.id, None)
        else:
            self._snapshot.staged[self.id] = v
        return self

    @property
    def staged(self) -> Any:
        """What waits for the next run.

        Raises
        ------
        KeyError
            Nothing does.
        """
        return self._snapshot.staged[self.id]

    @property
    def _spec(self) -> InputSpec[Any]:
        spec = self._snapshot.state.declared(self.id)
        if spec is None:
            raise KeyError(self.key or self.id)
        return spec

    @property
    def is_staged(self) -> bool:
        """Whether a value waits for the next run."""
        return self.id in self._snapshot.staged

    @property
    def sent(self) -> Any:
        """What the last run saw as pressed or sent; None when nothing was, or when the run disabled the input."""
        return None if self.disabled else self._snapshot.pressed.get(self.id)

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the staged value as the app will see it.

        Parameters
        ----------
        spec : InputSpec
            The declaration of the input.

        Raises
        ------
        TypeError
            The input never holds values of this type.
        ValueError
            The input does not offer it.
        """
        del spec
        return self.staged

    def _default(self, spec: InputSpec[Any]) -> Any:
        """Return the default, which the app gets for what the input does not take.

        Raises
        ------
        RefusedValueError
            No visitor could enter what is staged.
        """
        if self._snapshot.has_defaults:
            return spec.default
        raise RefusedValueError(
            f"{self.type}{self._named} cannot be set to {self.staged!r} in a browser: no visitor could enter it. "
            "Set it to a value that it takes; the other hosts give it its default instead."
        )

    def _emptied(self, spec: InputSpec[Any]) -> Any:
        """Return what the app gets for None: the default, or nothing where a visitor can empty the input.

        Raises
        ------
        RefusedValueError
            No visitor could empty it.
        """
        if self._snapshot.has_defaults or self._can_be_emptied or self.props.get("value") is None:
            return spec.default if self._snapshot.has_defaults else None
        return self._default(spec)

    @property
    def _can_be_emptied(self) -> bool:
        return bool(self.props.get("clearable")) and not self.props.get("required")

    def _wrong_type(self, value: Any) -> TypeError:
        return TypeError(f"A {self.type} cannot be set to a value of type {type(value).__name__}: {value!r}.")

    def _fields(self) -> dict[str, Any]:
        fields = {**super()._fields(), "id": self.id}
        spec = self._snapshot.state.declared(self.id)
        if spec is None or not self._snapshot.has_defaults:
            return fields
        return {**fields, "default": self._raw_default(spec)}

    def _raw_default(self, spec: InputSpec[Any]) -> Any:
        """Return the default as the raw data of Streamlit has it."""
        return spec.default

    def _refuse(self, interaction: str) -> Any:
        raise AppTestError(
            f"{interaction}() is not supported for {self.type}{self._named}. "
            "Use set_value(), or what else this input has for it."
        )

    def __repr__(self) -> str:
        try:
            return super().__repr__()
        except KeyError:  # not on the page any more
            return f"{type(self).__name__}(label={self.label!r})"


class FlagWidget(Widget):
    """An input that is on or off."""

    none_is_a_value = False

    @property
    def value(self) -> bool:
        """Whether it is on."""
        value: bool = super().value
        return value

    def delivered(self, spec: InputSpec[Any]) -> bool:
        """Return whether it is on."""
        del spec
        if not isinstance(self.staged, int):
            raise self._wrong_type(self.staged)
        return bool(self.staged)


class Pressed(FlagWidget):
    """An input whose press holds for one run."""

    @property
    def value(self) -> bool:
        """True while a press waits, and after the run that it started."""
        if self.is_staged:
            return bool(self.staged)
        return bool(self.sent) or super().value

    def click(self) -> Self:
        """Press the button with the next run."""
        return self.set_value(v=True)

    @property
    def is_pressed(self) -> bool:
        """Whether a press waits for the next run."""
        return self.is_staged and bool(self.staged)


class Button(Pressed, kinds=("button", "form_submit_button")):
    """A button, alone or at the end of a form."""


class DownloadButton(Pressed, kinds=("download_button",)):
    """A button that downloads a file; nothing is downloaded in an app test."""


class Checkbox(FlagWidget, kinds=("checkbox",)):
    """A box to tick."""

    def check(self) -> Self:
        """Tick the box with the next run."""
        return self.set_value(v=True)

    def uncheck(self) -> Self:
        """Untick the box with the next run."""
        return self.set_value(v=False)


class Toggle(FlagWidget, kinds=("toggle",)):
    """A switch."""


class TextWidget(Widget):
    """A field for text."""

    max_chars = Prop("max_chars", 0)
    """The longest text that can be typed; 0 for any length."""

    placeholder = Prop("placeholder", "")

    @property
    def value(self) -> str | None:
        """The text; None in an empty field whose default is None."""
        value: str | None = super().value
        return value

    def input(self, v: str | None) -> Self:
        """Type a text, which the next run delivers; nothing happens when it is too long.

        Parameters
        ----------
        v : str or None
            The text; None empties a field whose default is None.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        if v is not None and self.max_chars and len(v) > self.max_chars:
            return self
        return self.set_value(v)

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the text, cut to the longest length; the default for None."""
        text = self.staged
        if text is None:
            return self._emptied(spec)
        if not isinstance(text, str):
            raise self._wrong_type(text)
        return text[: self.max_chars] if self.max_chars else text


class TextInput(TextWidget, kinds=("text_input",)):
    """A field for a line of text."""

    autocomplete = Prop("autocomplete", "")


class TextArea(TextWidget, kinds=("text_area",)):
    """A field for several lines of text."""
