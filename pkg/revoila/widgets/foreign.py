"""Other people's ipywidgets on the page, kept alive across reruns.

A script makes a new widget object in every run. What is on screen is the one
of the first run; later ones of the same class at the same place only tell which
traits the author changed, and are closed. Changes that a person makes ask for
a run, as those of any input.
"""

from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PRIVATE = frozenset({"comm", "keys", "layout", "style", "log", "tabbable", "tooltip"})


def public_values(widget: Any) -> dict[str, Any]:
    """Return the synced traits of a widget that are its own, ``value`` first."""
    names = [name for name in widget.keys if not name.startswith("_") and name not in PRIVATE]
    names.sort(key=lambda name: name != "value")
    return {name: getattr(widget, name) for name in names}


def close_widget(widget: Any) -> None:
    """Close a widget and the two that it owns.

    ``Widget.close`` leaves the layout and style models open.
    """
    for name in ("layout", "style"):
        close = getattr(getattr(widget, name, None), "close", None)
        if close is not None:
            close()
    widget.close()


class _Adopted:
    """A live widget with the values that the author gave it last."""

    def __init__(self, widget: Any) -> None:
        self.widget = widget
        self.given = public_values(widget)
        self.used = True


class ForeignWidgets:
    """The ipywidgets of one page.

    Parameters
    ----------
    changed : Callable
        Called when a person changed one that asks for reruns.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._live: dict[str, _Adopted] = {}
        self._writing: int | None = None

    def adopt(self, name: str, widget: Any, *, rerun: bool) -> Any:
        """Return the live widget that stands for `widget`.

        Parameters
        ----------
        name : str
            Its key or its place.
        widget : ipywidgets.Widget
            What the script made in this run.
        rerun : bool
            Whether a person's change asks for a run.
        """
        known = self._live.get(name)
        if known is not None and (known.widget is widget or type(known.widget) is type(widget)):
            known.used = True
            if known.widget is not widget:
                self._update(known, widget)
            return known.widget
        if known is not None:
            self._release(name)
        self._live[name] = _Adopted(widget)
        if rerun:
            widget.observe(self._on_change)
        return widget

    def _update(self, known: _Adopted, widget: Any) -> None:
        given = public_values(widget)
        self._writing = get_ident()
        try:
            for trait, value in given.items():
                if not _equal(known.given.get(trait), value):
                    setattr(known.widget, trait, value)
        finally:
            self._writing = None
        known.given = given
        close_widget(widget)

    def _on_change(self, change: Any) -> None:
        name = change["name"]
        if self._writing != get_ident() and not name.startswith("_") and name not in PRIVATE:
            self._changed()

    def end_run(self) -> None:
        """Let go of the widgets that the run did not show."""
        for name in [name for name, adopted in self._live.items() if not adopted.used]:
            self._release(name)
        for adopted in self._live.values():
            adopted.used = False

    def _release(self, name: str) -> None:
        widget = self._live.pop(name).widget
        widget.unobserve_all()
        close_widget(widget)

    def close(self) -> None:
        """Close every widget of the page."""
        for name in list(self._live):
            self._release(name)

    def widgets(self) -> list[Any]:
        """Return the live widgets."""
        return [adopted.widget for adopted in self._live.values()]


def _equal(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except ValueError:  # arrays
        return False
