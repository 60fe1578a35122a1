"""Any ipywidget on the page, its traits as values."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._identity import check_key, derive_id
from revoila.elements._params import add_present, check_flag
from revoila.errors import StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLUMBING = frozenset({"comm", "keys", "layout", "style"})
"""Public traits that describe the widget and not what it holds."""


class Traits(Mapping[str, Any]):
    """The public traits of a widget at the moment it was drawn, as items and as attributes.

    Parameters
    ----------
    traits : mapping of str to object
        Names and values.
    """

    __slots__ = ("_traits",)

    def __init__(self, traits: Mapping[str, Any]) -> None:
        self._traits = dict(traits)

    def __getitem__(self, name: str) -> Any:
        """Return the value of a trait."""
        return self._traits[name]

    def __getattr__(self, name: str) -> Any:
        """Return the value of a trait.

        Raises
        ------
        AttributeError
            The widget has no such trait.
        """
        try:
            return self._traits[name]
        except KeyError:
            known = ", ".join(self._traits)
            raise AttributeError(f"The widget has no trait {name!r}. It has: {known}.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._traits)

    def __len__(self) -> int:
        return len(self._traits)

    def __repr__(self) -> str:
        return f"Traits({', '.join(f'{name}={value!r}' for name, value in self._traits.items())})"


def widget(w: Any, *, key: str | int | None = None, rerun: bool = True) -> Traits:
    """Put an ipywidget on the page and return the values of its traits.

    Takes any ``ipywidgets.Widget``, and with it any anywidget. A script makes
    the widget anew in every run; what the visitor did with it stays, because
    the widget of the first run lives on, as long as it is drawn with the same
    `key`, or else at the same place. Traits that the script sets differently
    than in the run before are set on it.

    Parameters
    ----------
    w : ipywidgets.Widget
        The widget.
    key : str or int, optional
        Identity across runs.
    rerun : bool, default True
        Whether a change in the browser reruns the script.

    Returns
    -------
    Traits
        The public traits that travel between kernel and browser, ``value``
        first where there is one; as items and as attributes.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `w` is no widget.
    StreamlitValueError
        The key is empty.
    StreamlitDuplicateElementKey
        The key is in use.
    TypeError
        `rerun` is no bool.

    Examples
    --------
    >>> import ipywidgets
    >>> traits = widget(ipywidgets.IntSlider(value=3), key="depth")  # doctest: +SKIP
    >>> traits.value  # doctest: +SKIP
    3
    """
    if not is_widget(w):
        raise StreamlitInvalidParameterTypeError("w", type(w), ["ipywidgets.Widget"])
    checked_key = check_key(key)
    starts_run = check_flag("rerun", rerun)
    here = active()
    if here is None:
        return _read_traits(w)
    element_id = None if checked_key is None else derive_id("widget", checked_key, {})
    if element_id is not None:
        here.run.claim("widget", element_id, checked_key)
    live = here.run.adopt_widget(w, checked_key, rerun=starts_run)
    draw("widget", add_present({"model_id": live.model_id}, key=checked_key), element_id)
    return _read_traits(live)


def is_widget(value: object) -> bool:
    """Whether `value` is an ipywidget; false while nobody has imported ipywidgets."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    return module is not None and isinstance(value, module.Widget)


def _read_traits(live: Any) -> Traits:
    names = [name for name in live.traits(sync=True) if not name.startswith("_") and name not in _PLUMBING]
    # What a widget of choice sends is the index; a script wants what is there.
    names += [name for name in ("value", "label") if name not in names and live.has_trait(name)]
    names.sort(key=lambda name: name != "value")
    return Traits({name: getattr(live, name) for name in names})
