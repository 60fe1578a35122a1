"""Finds which value an input has that is drawn now.

What was assigned in this run comes first, then what the input holds, then what was assigned in earlier runs, then
the default; the input accepts it, or has its default. One that has a query parameter may follow that.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from revoila.errors import StreamlitSelectionCountExceedsMaxError, StreamlitValueAssignmentNotAllowedError
from revoila.state._binding import NOTHING, Bindings

if TYPE_CHECKING:
    from revoila.elements._element import InputSpec
    from revoila.elements._url import UrlForm
    from revoila.state._entries import Entries
    from revoila.state._inputs import Inputs

_log = logging.getLogger(__name__)

PLAIN = (bool, int, float, str, bytes, type(None))
"""Types whose values need no copy."""


class Valuation:
    """Finds the values of the inputs of a session.

    Parameters
    ----------
    entries : Entries
        What code has assigned.
    inputs : Inputs
        What inputs hold.
    bindings : Bindings
        Which of them have a query parameter.
    """

    def __init__(self, entries: Entries, inputs: Inputs, bindings: Bindings) -> None:
        self._entries = entries
        self._inputs = inputs
        self._bindings = bindings
        self.warns_of_two_values = True
        """Whether an input with both a default and an assigned value is logged; it is at most once."""

    def value(self, spec: InputSpec[Any], page_hash: str) -> Any:
        """Return what an input has that is drawn now.

        Raises
        ------
        StreamlitValueAssignmentNotAllowedError
            The key was assigned in this run and the input is read-only.
        Exception
            Whatever the input's `accept` raises for an assigned value.
        """
        if spec.disabled and self._inputs.undo_event(spec.id) and spec.url is not None:
            self._bindings.owe(spec.key or "")
        if spec.url is not None:
            return self._accepted_bound(spec, spec.url, page_hash)
        if spec.key is not None:
            self._bindings.unbind(spec.key)
        return self._accepted(spec)

    def _accepted(self, spec: InputSpec[Any]) -> Any:
        value = self._initial(spec)
        if spec.accept is None:
            return value
        try:
            return spec.accept(value)
        except StreamlitSelectionCountExceedsMaxError:
            # No page sends so many, but a test or the script may want to know.
            raise
        except Exception:
            if spec.id not in self._inputs.values or spec.key in self._entries.assigned:
                raise
            # Nobody has assigned it now: it is what the input had before the author has drawn it otherwise.
            return copy_of(spec.default)

    def _initial(self, spec: InputSpec[Any]) -> Any:
        key = spec.key
        if (
            spec.fill is not None
            and key is not None
            and (key in self._entries.assigned or key in self._entries.earlier)
        ):
            waiting = self._entries.earlier.pop(key, None)
            return spec.fill(self._entries.assigned.pop(key, waiting))
        if key is not None and key in self._entries.assigned:
            if not spec.assignable:
                raise StreamlitValueAssignmentNotAllowedError(key)
            self._warn_of_two_values(spec)
            return self._entries.assigned[key]
        if spec.id in self._inputs.values:
            return self._inputs.values[spec.id]
        if key in self._entries.came_before and not spec.assignable:
            raise StreamlitValueAssignmentNotAllowedError(key or "")
        # A button, too, has for its first run what was assigned in an earlier one.
        if key in self._entries.earlier and (spec.assignable or spec.trigger):
            return self._entries.earlier[key]
        return copy_of(spec.default)

    def _accepted_bound(self, spec: InputSpec[Any], form: UrlForm, page_hash: str) -> Any:
        """Return the accepted value of an input that has a query parameter, and bring the two in line."""
        key = spec.key or ""
        first, assigned = spec.id not in self._inputs.values, key in self._entries.assigned
        moved = self._value_before(spec) if first and not assigned else NOTHING
        waits = first and not assigned and self._bindings.owes(key)
        self._bindings.bind(spec, page_hash)
        obeys = self._bindings.obeys(spec)
        value = self._bindings.read(spec, form) if first or obeys else NOTHING
        if value is not NOTHING or obeys:
            self._entries.assigned.pop(key, None)
            value = spec.accept_or_default(copy_of(spec.default) if value is NOTHING else value)
            assigned = False
        elif moved is not NOTHING or waits:
            value = spec.accept_or_default(self._initial(spec) if moved is NOTHING else moved)
        else:
            value = self._accepted(spec)
        self._bindings.write(spec, form, value, anew=moved is not NOTHING or (assigned and not first))
        return value

    def _value_before(self, spec: InputSpec[Any]) -> Any:
        """Return the value of the bound input that had the key on the last page, or `NOTHING`."""
        key = spec.key or ""
        inputs = self._inputs
        before = None if self._bindings.has(key) else inputs.specs.get(inputs.ids.get(key, spec.id))
        if before is None or before.url is None or before.kind != spec.kind or before.id in inputs.drawn:
            return NOTHING
        return inputs.values.get(before.id, NOTHING)

    def _warn_of_two_values(self, spec: InputSpec[Any]) -> None:
        if not self.warns_of_two_values or spec.id in self._inputs.values or not spec.default:
            return
        self.warns_of_two_values = False
        _log.warning(
            'The widget with key "%s" was created with a default value but also had its value set via '
            "the Session State API.",
            spec.key,
        )


def copy_of(value: Any) -> Any:
    """Return a copy of a value, where it can be changed."""
    return value if isinstance(value, PLAIN) else deepcopy(value)
