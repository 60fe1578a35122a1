"""Other people's ipywidgets on the page, kept alive across reruns.

A script makes a new widget object in every run. What is on screen is the one
of the first run; later ones of the same kind at the same place only tell which
traits the author changed, and are closed. Changes that a person makes ask for
a run, as those of any input.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import get_ident
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements.widget import is_widget
from revoila.widgets._comms import HeldComms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

PRIVATE = frozenset({"comm", "keys", "layout", "style", "log", "tabbable", "tooltip"})
CODE = (
    *("_model_module", "_model_module_version", "_model_name"),
    *("_view_module", "_view_module_version", "_view_name"),
    *("_anywidget_id", "_esm", "_css"),
)
"""Traits that say which code draws a widget."""

OPTIONS = ("options", "value", "label")
"""Traits of the widgets of choice that do not travel themselves; what travels follows from them."""


def public_values(widget: Any) -> dict[str, Any]:
    """Return the traits of a widget that its author sets: what there is to choose from, the value, the others."""
    names = [name for name in widget.keys if not name.startswith("_") and name not in PRIVATE]
    names += [name for name in OPTIONS if name not in names and widget.has_trait(name)]
    names.sort(key=lambda name: OPTIONS.index(name) if name in OPTIONS else len(OPTIONS))
    return {name: getattr(widget, name) for name in names}


def inner_widgets(value: Any) -> list[Any]:
    """Return the widgets that are the value of a trait, such as the children of a box."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return [item for item in items if is_widget(item)]


def close_widget(widget: Any) -> None:
    """Close a widget and the two that it owns.

    ``Widget.close`` leaves the layout and style models open.
    """
    for name in ("layout", "style"):
        close = getattr(getattr(widget, name, None), "close", None)
        if close is not None:
            close()
    widget.close()


def kind_of(widget: Any) -> tuple[Any, ...]:
    """Return what two widgets of one kind have in common.

    Not their class: anywidget makes one for each instance, and so does a script
    that defines its component itself, in each run.
    """
    cls = type(widget)
    return (cls.__module__, cls.__qualname__, *(getattr(widget, name, None) for name in CODE))


class ForeignWidgets:
    """The ipywidgets of one page, and those inside of them.

    Parameters
    ----------
    changed : Callable
        Called with the fragment that shows it when a person changed one that asks for reruns.
    """

    def __init__(self, changed: Callable[[str], None]) -> None:
        self._changed = changed
        self._live: dict[str, Any] = {}
        self._used: set[str] = set()
        self._fragments: dict[Any, str] = {}
        """The fragment that shows each live widget."""
        self._owner = ""
        self._given: dict[Any, dict[str, Any]] = {}
        """What the author gave to each live widget last."""
        self._stand_ins: dict[Any, Any] = {}
        """The live widget for each that the present run has made."""
        self._writing: int | None = None
        self.comms = HeldComms()
        """Comms of the widgets that a run makes, which open when the page needs them."""

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the comms of what the code of the block makes; close at its end what only pydeck wanted."""
        try:
            with self.comms.holding():
                yield
        finally:
            for widget in self.comms.spare():
                close_widget(widget)

    def adopt(self, name: str, widget: Any, *, rerun: bool, owner: str = "") -> Any:
        """Return the live widget that stands for `widget`.

        Parameters
        ----------
        name : str
            Its key or its place.
        widget : ipywidgets.Widget
            What the script made in this run. When another stands for it, it
            is closed and gets the values of the other: the script may ask it.
        rerun : bool
            Whether a person's change asks for a run.
        owner : str, default ""
            The fragment that shows it.
        """
        self._used.add(name)
        self._owner = owner
        self._writing = get_ident()
        try:
            self._live[name] = self._stand_in(self._live.get(name), widget, rerun=rerun)
        finally:
            self._writing = None
        self._fragments[self._live[name]] = owner
        return self._live[name]

    def _stand_in(self, live: Any, widget: Any, *, rerun: bool) -> Any:
        if widget in self._stand_ins or widget in self._given:
            return self._stand_ins.get(widget, widget)
        if live is None or kind_of(live) != kind_of(widget):
            self._keep(widget, rerun=rerun)
            # The page is about to name it.
            self.comms.release(self._given)
            return widget
        self._stand_ins[widget] = live
        self._update(live, widget, rerun=rerun)
        return live

    def _keep(self, widget: Any, *, rerun: bool) -> None:
        self._given[widget] = given = public_values(widget)
        self._fragments[widget] = self._owner
        if rerun:
            widget.observe(self._on_change)
        for value in given.values():
            for inner in inner_widgets(value):
                if inner not in self._given:
                    self._keep(inner, rerun=rerun)

    def _update(self, live: Any, widget: Any, *, rerun: bool) -> None:
        """Make `live` what the author made of `widget`, but for what a person has done with it since."""
        from traitlets import TraitError

        before, given = self._given[live], public_values(widget)
        self._given[live] = given
        close_widget(widget)
        # From here on it is not on any page: nobody waits for its changes, and nothing is sent.
        widget.unobserve_all()
        other_options = not _equal(before.get("options"), given.get("options"))
        for trait, value in given.items():
            current = getattr(live, trait)
            if inner_widgets(value) or inner_widgets(current):
                merged = self._merge(current, value, rerun=rerun)
                if merged != current:
                    setattr(live, trait, merged)
            elif other_options or not _equal(before.get(trait), value):
                setattr(live, trait, value)
            else:
                with suppress(TraitError):
                    setattr(widget, trait, current)

    def _merge(self, current: Any, value: Any, *, rerun: bool) -> Any:
        """Return the value of a trait with the live widgets in it, each in the place of its like."""
        if not isinstance(value, (list, tuple)):
            one = current if is_widget(current) else None
            return self._stand_in(one, value, rerun=rerun) if is_widget(value) else value
        old = list(current) if isinstance(current, (list, tuple)) else []
        old += [None] * (len(value) - len(old))
        return type(value)(self._merge(one, item, rerun=rerun) for one, item in zip(old, value, strict=False))

    def _on_change(self, change: Any) -> None:
        name = change["name"]
        # What the script itself sets it knows; a run for that would set it again, and so on for ever.
        by_author = self._writing == get_ident() or active() is not None
        if not by_author and not name.startswith("_") and name not in PRIVATE:
            self._changed(self._fragments.get(change["owner"], ""))

    def end_run(self, within: Collection[str] | None = None) -> None:
        """Let go of the widgets that the run did not show.

        Parameters
        ----------
        within : collection of str, optional
            The fragments that have run; None for the whole script.
        """
        self.comms.end_run()
        for name in [name for name in self._live if name not in self._used]:
            if within is None or self._fragments[self._live[name]] in within:
                del self._live[name]
        self._used.clear()
        self._stand_ins.clear()
        shown: set[Any] = set()
        for widget in self._live.values():
            _collect(widget, shown)
        for widget in [widget for widget in self._given if widget not in shown]:
            del self._given[widget]
            self._fragments.pop(widget, None)
            widget.unobserve_all()
            close_widget(widget)

    def close(self) -> None:
        """Close every widget of the page; what a person does to others is nobody's concern any more."""
        self._changed = _ignore
        self._used.clear()
        self.end_run()

    def widgets(self) -> list[Any]:
        """Return the live widgets that the script has put on the page itself."""
        return list(self._live.values())


def _ignore(_fragment: str) -> None:
    """Do nothing about a change."""


def _collect(widget: Any, found: set[Any]) -> None:
    """Add a widget and all inside of it."""
    if widget in found:
        return
    found.add(widget)
    for value in public_values(widget).values():
        for inner in inner_widgets(value):
            _collect(inner, found)


def _equal(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except ValueError:  # arrays
        return False
