"""Inputs in an app test that hold one or several options, or a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from revoila.errors import EventRefusedError
from revoila.testing.v1._choices import Options
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._widgets import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._element import InputSpec


class Labelled(Options):
    """An input whose values have labels."""

    @property
    def format_func(self) -> Callable[[Any], str]:
        """What makes a label of an option."""
        return self._label

    def _label(self, value: Any) -> str:
        """Return the label of an option, or the text of what is none but may be the label of one."""
        return self._label_in(self._spec, value)

    def _label_in(self, spec: InputSpec[Any], value: Any) -> str:
        return str(self._offered(spec.encode([value])[0], value))


class Several(Labelled):
    """An input in which several options can be chosen."""

    @property
    def indices(self) -> list[int]:
        """Positions of the chosen options.

        Raises
        ------
        ValueError
            What is chosen is no option.
        """
        return [self.props["options"].index(label) for label in self._labels()]

    def _labels(self) -> list[str]:
        """Return the labels of what is chosen."""
        return [self._label(value) for value in self.value]

    def _several(self, spec: InputSpec[Any]) -> list[Any]:
        """Return the options that the staged values stand for, without what is none."""
        found: list[Any] = []
        for value in self.staged:
            try:
                found += spec.decode([self._label_in(spec, value)])
            except EventRefusedError:
                continue
        return found

    def _with(self, value: Any) -> Self:
        current = list(self.value or [])
        return self if value in current else self.set_value([*current, value])

    def _without(self, value: Any) -> Self:
        current = list(self.value or [])
        return self if value not in current else self.set_value([one for one in current if one != value])


class Multiselect(Several, kinds=("multiselect",)):
    """A list that drops down, for several choices."""

    none_is_a_value = False
    placeholder = Prop("placeholder", "")
    max_selections = Prop("max_selections", 0)
    """How many options can be chosen; 0 for any number."""

    @property
    def values(self) -> list[str]:
        """Labels of the chosen options."""
        return self._labels()

    def select(self, v: Any) -> Self:
        """Choose one more option with the next run.

        Parameters
        ----------
        v : object
            The option or its label; a text that is none where new ones are accepted.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        return self._with(v)

    def unselect(self, v: Any) -> Self:
        """Take an option back with the next run; nothing happens when it is not chosen.

        Parameters
        ----------
        v : object
            The option.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        return self._without(v)

    def delivered(self, spec: InputSpec[Any]) -> list[Any]:
        """Return the options, without what is none; the app refuses more than can be chosen."""
        return self._several(spec)

    def _raw_default(self, spec: InputSpec[Any]) -> list[int]:
        return [self.props["options"].index(label) for label in spec.encode(spec.default)]


class ButtonGroup(Several, kinds=("pills", "segmented_control")):
    """Options in view as buttons, for one choice or several."""

    required = Prop("required", default=False)

    @property
    def indices(self) -> list[int]:
        """Positions of the chosen options.

        Raises
        ------
        ValueError
            One of them begins with an icon, without which `options` has it: as in Streamlit's app tests.
        """
        return [self.options.index(label) for label in self.formatted_values]

    @property
    def options(self) -> list[str]:
        """The labels of the options, without the icons that they begin with."""
        icons = self.props.get("icons") or [None] * len(self.props["options"])
        return [
            label.removeprefix(icon or "").strip()
            for label, icon in zip(self.props["options"], icons, strict=True)
        ]

    @property
    def formatted_values(self) -> list[str]:
        """Labels of the chosen options."""
        return self._labels()

    def select(self, v: Any) -> Self:
        """Press the button of an option with the next run, if it is not pressed.

        Parameters
        ----------
        v : object
            The option or its label.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        return self._with(v) if self._is_multi else self.set_value(v)

    def unselect(self, v: Any) -> Self:
        """Take an option back with the next run; nothing happens when it is not chosen.

        Parameters
        ----------
        v : object
            The option.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        if self._is_multi:
            return self._without(v)
        return self.set_value(None) if self.value == v else self

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the option or options, without what is none; the default when nothing is left."""
        if not self._is_multi:
            wire = None if self.staged is None else self._label_in(spec, self.staged)
            try:
                return spec.decode(wire)
            except EventRefusedError:
                return self._default(spec)
        if not self.staged:
            return []
        return self._several(spec) or self._default(spec)

    @property
    def _is_multi(self) -> bool:
        return bool(self.props.get("several"))

    def _label_in(self, spec: InputSpec[Any], value: Any) -> str:
        if self._is_multi:
            return super()._label_in(spec, value)
        return str(self._offered(spec.encode(value), value))

    def _labels(self) -> list[str]:
        if self._is_multi:
            return super()._labels()
        return [] if self._spec.encode(self.value) is None else [self._label(self.value)]

    def _raw_default(self, spec: InputSpec[Any]) -> list[int]:
        found = spec.encode(spec.default)
        labels = found if isinstance(found, list) else [] if found is None else [found]
        return [self.props["options"].index(label) for label in labels]


class SelectSlider(Labelled, kinds=("select_slider",)):
    """A slider over options."""

    none_is_a_value = False

    def set_range(self, lower: Any, upper: Any) -> Self:
        """Move both handles with the next run.

        Parameters
        ----------
        lower, upper : object
            The options or their labels.

        Returns
        -------
        Self
            The slider, so that ``run()`` can follow.
        """
        return self.set_value([lower, upper])

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the options at the handles; the default for other handles and for what is no option."""
        options = self.props["options"]
        handles = len(self.props["value"])
        staged = self.staged if isinstance(self.staged, (list, tuple)) and handles > 1 else [self.staged]
        labels = [self._label_in(spec, value) for value in staged]
        defaults = spec.encode(spec.default)
        # Encoding tells the input how many handles there are; what is drawn must be what it saw last.
        spec.encode(self._snapshot.stored(self.id, self.key))
        if len(labels) != handles:
            return self._default(spec)
        if len(defaults) == handles and self._snapshot.has_defaults:
            labels = [one if one in options else usual for one, usual in zip(labels, defaults, strict=True)]
        try:
            return spec.decode(sorted(labels, key=options.index))
        except (EventRefusedError, ValueError):
            return self._default(spec)

    def _label_in(self, spec: InputSpec[Any], value: Any) -> str:
        labels = spec.encode(value)
        return str(self._offered(labels[0] if len(labels) == 1 else str(value), value))

    def _fields(self) -> dict[str, Any]:
        return {
            **super()._fields(),
            "data_type": 0,
            "min": 0.0,
            "max": len(self.options) - 1.0,
            "step": 1.0,
        }

    def _raw_default(self, spec: InputSpec[Any]) -> list[float]:
        labels = spec.encode(spec.default)
        spec.encode(self._snapshot.stored(self.id, self.key))
        return [float(self.options.index(label)) for label in labels]


class Feedback(Widget, kinds=("feedback",)):
    """Thumbs, faces or stars."""

    @property
    def value(self) -> int | None:
        """The rating, None when there is none."""
        value: int | None = super().value
        return value

    def delivered(self, spec: InputSpec[Any]) -> int | None:
        """Return the rating; the default for one that there is not.

        Raises
        ------
        ValueError
            Not a whole number.
        """
        rating = None if self.staged is None else int(str(self.staged))
        try:
            return spec.decode(rating)  # type: ignore[no-any-return]
        except EventRefusedError:
            return self._default(spec)  # type: ignore[no-any-return]
