"""What a session remembers: the author's entries and the values of its inputs.

Follows the state specification of Streamlit 1.67 (statements 14 to 49). An
entry is looked up in three places, in this order: what code assigned in this
run, the value of the input with that key, what code assigned in earlier runs.
"""

from __future__ import annotations

import pickle
from threading import RLock
from typing import TYPE_CHECKING, Any

from revoila.elements._element import ElementId, InputSpec, Registration
from revoila.elements._identity import check_key
from revoila.elements.inputs._uploads import files_in
from revoila.errors import (
    EventRefusedError,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitWidgetAlreadyInstantiatedError,
    UnserializableSessionStateError,
)
from revoila.state._binding import NOTHING, Bindings
from revoila.state._entries import Entries
from revoila.state._inputs import Inputs
from revoila.state._remembered import Remembered
from revoila.state._uploads import Uploads
from revoila.state._valuation import Valuation, copy_of
from revoila.state.query_params import QueryParams

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class SessionState:
    """The entries of one session.

    Runs of one session never overlap in their use of it, but a parallel
    fragment or a thread of the script may read while the script writes, hence
    the lock.

    Parameters
    ----------
    query : QueryParams, optional
        The address, where inputs may have a parameter.
    """

    def __init__(self, query: QueryParams | None = None) -> None:
        self.bindings = Bindings(QueryParams() if query is None else query)
        """Inputs that have a query parameter."""
        self.uploads = Uploads()
        """Files that visitors have sent for inputs."""
        self._lock = RLock()
        self._entries = Entries()
        self._inputs = Inputs()
        self.valuation = Valuation(self._entries, self._inputs, self.bindings)
        """Finds the values of inputs that are drawn."""

    # The mapping that scripts see.

    def get_item(self, key: str) -> Any:
        """Return the entry under `key`.

        Raises
        ------
        KeyError
            There is none.
        """
        with self._lock:
            if key in self._entries.assigned:
                return self._entries.assigned[key]
            element_id = self._inputs.holder(key)
            return self._entries.earlier[key] if element_id is None else self._inputs.values[element_id]

    def set_item(self, key: str, value: Any) -> None:
        """Assign the entry under `key`.

        Raises
        ------
        StreamlitWidgetAlreadyInstantiatedError
            The input with this key was drawn already in this run.
        StreamlitValueError
            The key is empty.
        StreamlitAPIException
            The key begins with the prefix of identities.
        """
        check_key(key)
        with self._lock:
            if key in self._entries.reserved or self._inputs.is_fixed(key):
                raise StreamlitWidgetAlreadyInstantiatedError(key)
            self._entries.assigned[key] = value

    def delete_item(self, key: str) -> None:
        """Remove the entry under `key`, also the value of an input.

        Raises
        ------
        KeyError
            There is none.
        """
        with self._lock:
            found = self._entries.delete(key)
            element_id = self._inputs.holder(key)
            if element_id is not None:
                found = True
                self._inputs.delete(element_id)
                if element_id not in self._inputs.drawn:
                    self.bindings.clear(key)
            if not found:
                raise KeyError(key)

    def keys(self) -> list[str]:
        """Return the names of the author's entries and of keyed inputs."""
        with self._lock:
            names = self._entries.all()
            names |= {key: None for key in self._inputs.ids if self._inputs.holder(key) is not None}
            return list(names)

    def check_serializable(self) -> None:
        """Refuse entries that cannot be pickled (``runner.enforceSerializableSessionState``).

        Raises
        ------
        UnserializableSessionStateError
            There is one.
        """
        for key in self.keys():
            value = self.get_item(key)
            try:
                pickle.dumps(value)
            except Exception as error:  # a class may do anything when it is pickled
                raise UnserializableSessionStateError(key, value) from error

    # What outlives the session.

    def export(self) -> Remembered:
        """Return what there is to remember; the values themselves, not copies."""
        with self._lock:
            return Remembered(self._entries.all(), self._inputs.export())

    def restore(self, remembered: Remembered) -> None:
        """Go on from what an earlier session remembered; before the first run.

        Entries are there at once. So are values of inputs, until the input is
        drawn: then it must accept its value as it would accept an event.
        """
        with self._lock:
            self._entries.earlier.update(remembered.entries)
            self._inputs.restore(remembered.inputs)

    # What happens around a run.

    def begin_run(self, *, keep_triggers: bool = False) -> None:
        """Start a run: what was assigned before it counts for it if it is that of an input, triggers are over."""
        with self._lock:
            self._entries.begin_run(lambda key: self._holder(key) is not None)
            self._inputs.begin_run()
            if not keep_triggers:
                self._inputs.reset_triggers()

    def apply(self, events: Iterable[tuple[ElementId, Any]]) -> list[InputSpec[Any]]:
        """Store checked values from a browser.

        Parameters
        ----------
        events : iterable of (ElementId, object)
            Decoded values, in the order in which they came.

        Returns
        -------
        list of InputSpec
            The inputs that changed and have a callback, in the same order.
        """
        changed = []
        with self._lock:
            for element_id, sent in (*self._settled(), *events):
                spec = self._inputs.specs.get(element_id)
                if spec is None:
                    continue
                value = sent if spec.settle is None else spec.settle(sent)
                before = self._inputs.values.get(element_id, spec.default)
                differs = spec.trigger or _differ(before, value)
                self._inputs.put(spec, value)
                if spec.uploads is not None:
                    self.uploads.deliver(files_in(value))
                if spec.key is not None:
                    self._entries.assigned.pop(spec.key, None)
                    if spec.fill is not None:
                        self._entries.earlier.pop(spec.key, None)
                if spec.url is not None:
                    self.bindings.write(spec, spec.url, value, anew=True)
                if differs and spec.on_change is not None:
                    changed.append(spec)
        return changed

    def decode(self, element_id: str, generation: object, wire: object) -> Any:
        """Check an event against what the script declared and return its Python value.

        Raises
        ------
        EventRefusedError
            The input is unknown, disabled or another generation, or the value
            is nothing that the input as drawn can produce.
        """
        with self._lock:
            spec = self._inputs.specs.get(ElementId(element_id))
            if spec is None:
                message = "unknown input"
                raise EventRefusedError(message)
            if generation != self._inputs.generations[spec.id] or isinstance(generation, bool):
                message = f"stale generation of a {spec.kind}"
                raise EventRefusedError(message)
        if spec.disabled:
            message = f"the {spec.kind} is disabled"
            raise EventRefusedError(message)
        value = spec.decode(wire)
        if spec.uploads is not None and not self.uploads.are_for(spec.id, files_in(value)):
            message = "files of another input"
            raise EventRefusedError(message)
        return value

    def value_of(self, element_id: str, default: Any = None) -> Any:
        """Return the stored value of an input, or `default`."""
        return self._inputs.values.get(ElementId(element_id), default)

    def is_withheld(self, element_id: str) -> bool:
        """Whether the script has deleted the value of an input after it drew it, in its last run."""
        return self._inputs.is_withheld(ElementId(element_id))

    def declared(self, element_id: str) -> InputSpec[Any] | None:
        """Return the declaration of a drawn input, or None."""
        return self._inputs.specs.get(ElementId(element_id))

    def generation(self, element_id: str) -> int:
        """Return how often a drawn input has appeared anew, as events name it.

        Raises
        ------
        KeyError
            There is no such input.
        """
        return self._inputs.generations[ElementId(element_id)]

    def owner(self, element_id: str) -> str | None:
        """Return the id of the fragment that has drawn an input last, or None."""
        return self._inputs.owners.get(ElementId(element_id))

    def register(self, spec: InputSpec[Any], owner: str | None = None, page_hash: str = "") -> Registration:
        """Declare an input for this run and return its value.

        Parameters
        ----------
        spec : InputSpec
            Its declaration.
        owner : str, optional
            The fragment that draws it.
        page_hash : str, default ""
            The page whose script draws it.

        Raises
        ------
        StreamlitValueAssignmentNotAllowedError
            The key was assigned in this run and the input is read-only.
        Exception
            Whatever the input's `accept` raises for an assigned value.
        """
        with self._lock:
            inputs = self._inputs
            inputs.check_restored(spec)
            inputs.drop_of_other_page(spec)
            before = inputs.values.get(spec.id, NOTHING)
            value = self.valuation.value(spec, page_hash)
            if spec.key is not None and spec.key in self._entries.assigned:
                self._entries.assigned[spec.key] = value
                if spec.form is not None and before is not NOTHING and _differ(before, value):
                    inputs.assignments[spec.id] = inputs.assignments.get(spec.id, 0) + 1
            inputs.declare(spec, value, owner)
            assigned = 0 if spec.form is None else inputs.assignments.get(spec.id, 0)
            return Registration(copy_of(value), inputs.generations[spec.id], assigned)

    def reserve(self, key: str) -> None:
        """Make `key` read-only for the rest of the run (forms).

        Raises
        ------
        StreamlitValueAssignmentNotAllowedError
            It was assigned in this run.
        """
        with self._lock:
            if key in self._entries.assigned or key in self._entries.came_before:
                raise StreamlitValueAssignmentNotAllowedError(key)
            self._entries.reserved.add(key)

    def end_run(self, *, cleanup: bool, within: Collection[str] | None = None, goes_on: bool = False) -> None:
        """End a run.

        Parameters
        ----------
        cleanup : bool
            Whether triggers are over, and inputs that this run did not draw
            lose their values: after a run that went to its end, not after a
            stop, a rerun or an error.
        within : collection of str, optional
            The fragments that have run; only inputs of these lose anything. None for the whole script.
        goes_on : bool, default False
            Whether the script has asked for another run: the page never shows what this one has drawn.
        """
        with self._lock:
            self._entries.remember_assigned(goes_on=goes_on)
            if cleanup:
                self._inputs.reset_triggers(self._entries.earlier)
                for element_id in self._inputs.undrawn(within):
                    self._forget(element_id)
                if within is None:
                    self._inputs.forget_restored()
                    self._inputs.end_of_other_pages()
                    self.bindings.end()
            self._hand_over()
            self._entries.end_run()
            self._inputs.end_run(goes_on=goes_on)

    def drop_unused_uploads(self) -> None:
        """Forget the files that were part of a value and are not any more, and those of inputs that are gone."""
        if not self.uploads:
            return
        with self._lock:
            self.uploads.keep_only(self._inputs.files_in_use(), self._inputs.specs.__contains__)

    def drop_inputs(self) -> None:
        """Forget every input, as `st.switch_page` does; what the script has assigned for it is the author's."""
        with self._lock:
            self._entries.take_back_assigned()
            for element_id in list(self._inputs.specs):
                self._forget(element_id)
            self._inputs.forget_restored()

    def leave_page(self) -> None:
        """Take note of another page: what is kept for the one before ends with the first run of this one."""
        with self._lock:
            self._inputs.leave_page()

    def _hand_over(self) -> None:
        # What was assigned to an input that is there is its value; anything else is the author's, also the
        # key of an input that has vanished meanwhile.
        for key, value in self._entries.assigned.items():
            element_id = self._holder(key)
            if element_id is None:
                self._entries.earlier[key] = value
            else:
                self._inputs.values[element_id] = value
                if element_id not in self._inputs.drawn and self.bindings.has(key):
                    self.bindings.owe(key)
        self._entries.assigned.clear()

    def _holder(self, key: str) -> ElementId | None:
        """Return the input that has what is assigned to `key`, if there is one."""
        element_id = self._inputs.holder(key)
        spec = None if element_id is None else self._inputs.spec(element_id)
        # What an input is filled with waits as an entry until it is drawn.
        return element_id if spec is not None and spec.assignable and spec.fill is None else None

    def _settled(self) -> list[tuple[ElementId, Any]]:
        """Return what the page sends back for what it shows, but for inputs that were assigned since."""
        assigned = {self._holder(key) for key in self._entries.assigned}
        return [(id_, value) for id_, value in self._inputs.take_settled().items() if id_ not in assigned]

    def _forget(self, element_id: ElementId) -> None:
        spec = self._inputs.specs[element_id]
        # Unless another input has taken its place, the value waits under the key for as long as the session.
        if spec.url is not None and spec.key is not None and self._inputs.holder(spec.key) == element_id:
            self._entries.earlier[spec.key] = self._inputs.values[element_id]
            self.bindings.release(spec)
        self._inputs.forget(element_id)


def _differ(old: Any, new: Any) -> bool:
    try:
        return bool(old != new)
    except Exception:  # noqa: BLE001  # arrays have no single truth value; some classes are compared with their like only
        return True
