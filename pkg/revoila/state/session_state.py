"""What a session remembers: the author's entries and the values of its inputs.

Follows the state specification of Streamlit 1.67 (statements 14 to 49). An
entry is looked up in three places, in this order: what code assigned in this
run, the value of the input with that key, what code assigned in earlier runs.
"""

from __future__ import annotations

import json
import logging
import pickle
from copy import deepcopy
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements._element import ElementId, InputSpec, Registration
from revoila.elements._identity import check_key
from revoila.elements.inputs._uploads import files_in
from revoila.errors import (
    EventRefusedError,
    StreamlitSelectionCountExceedsMaxError,
    StreamlitValueAssignmentNotAllowedError,
    StreamlitWidgetAlreadyInstantiatedError,
    UnserializableSessionStateError,
)
from revoila.state._binding import NOTHING, Bindings
from revoila.state._uploads import Uploads
from revoila.state.query_params import QueryParams

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from revoila.elements._url import UrlForm

_log = logging.getLogger(__name__)

PLAIN = (bool, int, float, str, bytes, type(None))
"""Types whose values need no copy."""

_MISSING = object()


class KeptInput(NamedTuple):
    """The value of an input, apart from the run that declares it.

    Parameters
    ----------
    kind : str
        Name of the command.
    key : str or None
        The author's key.
    value : object
        As session state has it.
    """

    kind: str
    key: str | None
    value: Any


class Remembered(NamedTuple):
    """What a session remembers, apart from it.

    Parameters
    ----------
    entries : dict of str to object
        What code has assigned.
    inputs : dict of ElementId to KeptInput
        Values of the inputs that were drawn last; without triggers, which hold for one run only.
    """

    entries: dict[str, Any]
    inputs: dict[ElementId, KeptInput]


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
        self._entries: dict[str, Any] = {}
        self._assigned: dict[str, Any] = {}
        self._values: dict[ElementId, Any] = {}
        self._specs: dict[ElementId, InputSpec[Any]] = {}
        self._generations: dict[ElementId, int] = {}
        self._assignments: dict[ElementId, int] = {}
        """How often code has given another value to an input of a form."""
        self._owners: dict[ElementId, str] = {}
        """The fragment that has drawn an input; none for those of the script."""
        self._ids: dict[str, ElementId] = {}
        self._drawn: set[ElementId] = set()
        self._reserved: set[str] = set()
        self._came_before: set[str] = set()
        """Keys that were assigned since the last run, and are those of no input."""
        self._births = 0
        self._kept: dict[ElementId, InputSpec[Any]] = {}
        """Inputs that are not drawn any more and whose values stay (``persist_state``)."""
        self._page = 0
        """Counts the pages that were shown."""
        self._pages: dict[ElementId, int] = {}
        """The page on which an input was drawn last, of those that are kept for it."""
        self._before_events: dict[ElementId, Any] = {}
        """What inputs had before this run's events, for those that turn out to be disabled."""
        self._withheld: dict[ElementId, Any] = {}
        """What inputs show whose entry was deleted after they were drawn; theirs again from the next run on."""
        self._assigned_last: dict[str, Any] = {}
        """What a run has assigned that asked for another one."""
        self._restored: dict[ElementId, KeptInput] = {}
        """Inputs of an earlier session that were not drawn in this one yet; their values count already."""
        self.warns_of_two_values = True
        """Whether an input with both a default and an assigned value is logged; it is at most once."""

    # The mapping that scripts see.

    def get_item(self, key: str) -> Any:
        """Return the entry under `key`.

        Raises
        ------
        KeyError
            There is none.
        """
        with self._lock:
            if key in self._assigned:
                return self._assigned[key]
            element_id = self._ids.get(key)
            if element_id is not None and element_id in self._values:
                return self._values[element_id]
            return self._entries[key]

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
            element_id = self._ids.get(key)
            if key in self._reserved or (element_id in self._drawn and element_id not in self._withheld):
                raise StreamlitWidgetAlreadyInstantiatedError(key)
            self._assigned[key] = value

    def delete_item(self, key: str) -> None:
        """Remove the entry under `key`, also the value of an input.

        Raises
        ------
        KeyError
            There is none.
        """
        with self._lock:
            found = self._assigned.pop(key, _MISSING) is not _MISSING
            found |= self._entries.pop(key, _MISSING) is not _MISSING
            element_id = self._ids.get(key)
            if element_id is not None and element_id in self._values:
                found = True
                value = self._values.pop(element_id)
                if element_id in self._drawn:
                    self._withheld[element_id] = value
                else:
                    self.bindings.clear(key)
            if not found:
                raise KeyError(key)

    def keys(self) -> list[str]:
        """Return the names of the author's entries and of keyed inputs."""
        with self._lock:
            names = {**self._entries, **self._assigned}
            names |= {key: None for key, element_id in self._ids.items() if element_id in self._values}
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
            inputs = {id_: kept for id_, kept in self._restored.items() if id_ in self._values}
            for id_, spec in (*self._kept.items(), *self._specs.items()):
                if id_ in self._values and not spec.trigger:
                    inputs[id_] = KeptInput(spec.kind, spec.key, self._values[id_])
            return Remembered({**self._entries, **self._assigned}, inputs)

    def restore(self, remembered: Remembered) -> None:
        """Go on from what an earlier session remembered; before the first run.

        Entries are there at once. So are values of inputs, until the input is
        drawn: then it must accept its value as it would accept an event.
        """
        with self._lock:
            self._entries.update(remembered.entries)
            self._restored = dict(remembered.inputs)
            for id_, kept in remembered.inputs.items():
                self._values[id_] = kept.value
                if kept.key is not None:
                    self._ids[kept.key] = id_

    # What happens around a run.

    def begin_run(self, *, keep_triggers: bool = False) -> None:
        """Start a run: what was assigned before it counts for it if it is that of an input, triggers are over."""
        with self._lock:
            self._forget_run()
            self._came_before.update(key for key in self._assigned if self._holder(key) is None)
            for key in self._came_before:
                self._entries[key] = self._assigned.pop(key)
            for element_id, value in self._withheld.items():
                # The page shows it still, and Streamlit's would send it again.
                self._values.setdefault(element_id, value)
            self._withheld.clear()
            if not keep_triggers:
                self._reset_triggers()

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
            for element_id, value in events:
                spec = self._specs.get(element_id)
                if spec is None:
                    continue
                before = self._values.get(element_id, spec.default)
                differs = spec.trigger or _differ(before, value)
                self._before_events.setdefault(element_id, before)
                self._values[element_id] = value
                if spec.uploads is not None:
                    self.uploads.deliver(files_in(value))
                if spec.key is not None:
                    self._assigned.pop(spec.key, None)
                    if spec.fill is not None:
                        self._entries.pop(spec.key, None)
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
            spec = self._specs.get(ElementId(element_id))
            if spec is None:
                message = "unknown input"
                raise EventRefusedError(message)
            if generation != self._generations[spec.id] or isinstance(generation, bool):
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
        return self._values.get(ElementId(element_id), default)

    def declared(self, element_id: str) -> InputSpec[Any] | None:
        """Return the declaration of a drawn input, or None."""
        return self._specs.get(ElementId(element_id))

    def generation(self, element_id: str) -> int:
        """Return how often a drawn input has appeared anew, as events name it.

        Raises
        ------
        KeyError
            There is no such input.
        """
        return self._generations[ElementId(element_id)]

    def owner(self, element_id: str) -> str | None:
        """Return the id of the fragment that has drawn an input last, or None."""
        return self._owners.get(ElementId(element_id))

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
            if self._restored:
                self._check_restored(spec)
            before = self._values.get(spec.id, _MISSING)
            value = self._drawn_value(spec, page_hash)
            self._values[spec.id] = value
            if spec.key is not None and spec.key in self._assigned:
                self._assigned[spec.key] = value
                if spec.form is not None and before is not _MISSING and _differ(before, value):
                    self._assignments[spec.id] = self._assignments.get(spec.id, 0) + 1
            self._specs[spec.id] = spec
            self._drawn.add(spec.id)
            if spec.persist is not None:
                self._pages[spec.id] = self._page
                self._kept.pop(spec.id, None)
            if owner is not None:
                self._owners[spec.id] = owner
            elif self._owners:
                self._owners.pop(spec.id, None)
            if spec.key is not None:
                self._ids[spec.key] = spec.id
            if spec.id not in self._generations:
                self._births += 1
                self._generations[spec.id] = self._births
            assigned = 0 if spec.form is None else self._assignments.get(spec.id, 0)
            return Registration(_copy(value), self._generations[spec.id], assigned)

    def reserve(self, key: str) -> None:
        """Make `key` read-only for the rest of the run (forms).

        Raises
        ------
        StreamlitValueAssignmentNotAllowedError
            It was assigned in this run.
        """
        with self._lock:
            if key in self._assigned or key in self._came_before:
                raise StreamlitValueAssignmentNotAllowedError(key)
            self._reserved.add(key)

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
            self._assigned_last = dict(self._assigned) if goes_on else {}
            if goes_on:
                self._withheld.clear()
            if cleanup:
                self._reset_triggers()
                for element_id in [id_ for id_ in self._specs if id_ not in self._drawn]:
                    if within is None or self._owners.get(element_id) in within:
                        self._forget(element_id)
                if within is None:
                    self._forget_restored()
                    self.bindings.end()
            self._settle()
            self._forget_run()

    def drop_unused_uploads(self) -> None:
        """Forget the files that were part of a value and are not any more, and those of inputs that are gone."""
        if not self.uploads:
            return
        with self._lock:
            held = (self._values.get(id_) for id_, spec in self._specs.items() if spec.uploads is not None)
            in_use = {file.file_id for value in held for file in files_in(value)}
            self.uploads.keep_only(in_use, self._specs.__contains__)

    def drop_inputs(self) -> None:
        """Forget every input, as `st.switch_page` does; what the script has assigned for it is the author's."""
        with self._lock:
            self._entries.update(self._assigned_last)
            for element_id in list(self._specs):
                self._forget(element_id)
            self._forget_restored()

    def leave_page(self) -> None:
        """Forget what was kept for the page that was shown."""
        with self._lock:
            self._page += 1
            for element_id in [id_ for id_, spec in self._kept.items() if spec.persist == "page"]:
                self._forget_value(self._kept.pop(element_id))

    def _settle(self) -> None:
        # What was assigned to an input that is there is its value; anything else is the author's, also the
        # key of an input that has vanished meanwhile.
        for key, value in self._assigned.items():
            element_id = self._holder(key)
            if element_id is None:
                self._entries[key] = value
            else:
                self._values[element_id] = value
                if element_id not in self._drawn and self.bindings.has(key):
                    self.bindings.owe(key)
        self._assigned.clear()

    def _holder(self, key: str) -> ElementId | None:
        """Return the input that has what is assigned to `key`, if there is one."""
        element_id = self._ids.get(key)
        if element_id is None or element_id not in self._values:
            return None
        spec = self._specs.get(element_id) or self._kept.get(element_id)
        # What an input is filled with waits as an entry until it is drawn.
        return element_id if spec is not None and spec.assignable and spec.fill is None else None

    def _forget_run(self) -> None:
        self._before_events.clear()
        self._drawn.clear()
        self._reserved.clear()
        self._came_before.clear()

    def _reset_triggers(self) -> None:
        for element_id, spec in self._specs.items():
            if spec.trigger and element_id in self._values:
                self._values[element_id] = spec.default

    def _forget(self, element_id: ElementId) -> None:
        spec = self._specs.pop(element_id)
        self._withheld.pop(element_id, None)
        self._generations.pop(element_id, None)
        self._assignments.pop(element_id, None)
        self._owners.pop(element_id, None)
        page = self._pages.pop(element_id, None)
        if spec.url is not None:
            self._forget_bound(spec)
        elif spec.persist == "session" or (spec.persist == "page" and page == self._page):
            self._kept[element_id] = spec
        else:
            self._forget_value(spec)

    def _forget_bound(self, spec: InputSpec[Any]) -> None:
        # Unless another input has taken its place, the value waits under the key for as long as the session.
        if spec.key is not None and self._ids.get(spec.key) == spec.id and spec.id in self._values:
            self._entries[spec.key] = self._values[spec.id]
            self.bindings.release(spec)
        self._forget_value(spec)

    def _forget_value(self, spec: InputSpec[Any]) -> None:
        self._values.pop(spec.id, None)
        if spec.key is not None and self._ids.get(spec.key) == spec.id:
            del self._ids[spec.key]

    def _check_restored(self, spec: InputSpec[Any]) -> None:
        kept = self._restored.pop(spec.id, None)
        if kept is None or spec.id not in self._values:
            return
        try:
            self._values[spec.id] = _as_event(kept.kind, spec, self._values[spec.id])
        except Exception as error:  # noqa: BLE001  # the author's functions are made for values of today
            _log.info("An earlier value of a %s is not used: %s", spec.kind, error)
            del self._values[spec.id]

    def _forget_restored(self) -> None:
        for element_id, kept in self._restored.items():
            self._values.pop(element_id, None)
            if kept.key is not None and self._ids.get(kept.key) == element_id:
                del self._ids[kept.key]
        self._restored = {}

    def _drawn_value(self, spec: InputSpec[Any], page_hash: str) -> Any:
        """Return what an input has that is drawn now."""
        if spec.disabled and spec.id in self._before_events and spec.id in self._values:
            self._values[spec.id] = self._before_events[spec.id]
            if spec.url is not None:
                self.bindings.owe(spec.key or "")
        if spec.url is not None:
            return self._accepted_bound(spec, spec.url, page_hash)
        if spec.key is not None:
            self.bindings.unbind(spec.key)
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
            if spec.id not in self._values or spec.key in self._assigned:
                raise
            # Nobody has assigned it now: it is what the input had before the author has drawn it otherwise.
            return _copy(spec.default)

    def _initial(self, spec: InputSpec[Any]) -> Any:
        key = spec.key
        if spec.fill is not None and key is not None and (key in self._assigned or key in self._entries):
            waiting = self._entries.pop(key, None)
            return spec.fill(self._assigned.pop(key, waiting))
        if key is not None and key in self._assigned:
            if not spec.assignable:
                raise StreamlitValueAssignmentNotAllowedError(key)
            self._warn_of_two_values(spec)
            return self._assigned[key]
        if spec.id in self._values:
            return self._refitted(spec)
        if key in self._came_before and not spec.assignable:
            raise StreamlitValueAssignmentNotAllowedError(key or "")
        if key is not None and spec.assignable and key in self._entries:
            return self._entries[key]
        return _copy(spec.default)

    def _refitted(self, spec: InputSpec[Any]) -> Any:
        """Return the value that an input has had so far, as one that this drawing can have."""
        value = self._values[spec.id]
        if spec.refit is None:
            return value
        before = self._specs.get(spec.id) or self._kept.get(spec.id) or spec
        return spec.refit(value, before.several)

    def _accepted_bound(self, spec: InputSpec[Any], form: UrlForm, page_hash: str) -> Any:
        """Return the accepted value of an input that has a query parameter, and bring the two in line."""
        key = spec.key or ""
        first, assigned = spec.id not in self._values, key in self._assigned
        moved = self._value_before(spec) if first and not assigned else NOTHING
        waits = first and not assigned and self.bindings.owes(key)
        self.bindings.bind(spec, page_hash)
        obeys = self.bindings.obeys(spec)
        value = self.bindings.read(spec, form) if first or obeys else NOTHING
        if value is not NOTHING or obeys:
            self._assigned.pop(key, None)
            value = spec.accept_or_default(_copy(spec.default) if value is NOTHING else value)
            assigned = False
        elif moved is not NOTHING or waits:
            value = spec.accept_or_default(self._initial(spec) if moved is NOTHING else moved)
        else:
            value = self._accepted(spec)
        self.bindings.write(spec, form, value, anew=moved is not NOTHING or (assigned and not first))
        return value

    def _value_before(self, spec: InputSpec[Any]) -> Any:
        """Return the value of the bound input that had the key on the last page, or `NOTHING`."""
        key = spec.key or ""
        before = None if self.bindings.has(key) else self._specs.get(self._ids.get(key, spec.id))
        if before is None or before.url is None or before.kind != spec.kind or before.id in self._drawn:
            return NOTHING
        return self._values.get(before.id, NOTHING)

    def _warn_of_two_values(self, spec: InputSpec[Any]) -> None:
        if not self.warns_of_two_values or spec.id in self._values or not spec.default:
            return
        self.warns_of_two_values = False
        _log.warning(
            'The widget with key "%s" was created with a default value but also had its value set via '
            "the Session State API.",
            spec.key,
        )


def _as_event(kind: str, spec: InputSpec[Any], value: Any) -> Any:
    # A value of an earlier session, as if it came from the browser.
    if kind != spec.kind or spec.trigger:
        message = f"it was one of a {kind}"
        raise EventRefusedError(message)
    return spec.decode(json.loads(json.dumps(spec.encode(value))))


def _copy(value: Any) -> Any:
    return value if isinstance(value, PLAIN) else deepcopy(value)


def _differ(old: Any, new: Any) -> bool:
    try:
        return bool(old != new)
    except Exception:  # noqa: BLE001  # arrays have no single truth value; some classes are compared with their like only
        return True
