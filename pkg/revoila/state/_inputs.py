"""The inputs of a session: how each is declared, what it holds, and for how long.

Statements 26 to 43 of the state specification. Of the author's own entries it knows nothing.
"""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from revoila.elements.inputs._uploads import files_in
from revoila.state._binding import NOTHING
from revoila.state._remembered import KeptInput

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from revoila.elements._element import ElementId, InputSpec

_log = logging.getLogger(__name__)


class Inputs:
    """The inputs that the page shows, and those whose values stay without them."""

    def __init__(self) -> None:
        self.values: dict[ElementId, Any] = {}
        """What each holds."""
        self.specs: dict[ElementId, InputSpec[Any]] = {}
        """How those that the page shows were declared last."""
        self.drawn: set[ElementId] = set()
        """Those of this run."""
        self.ids: dict[str, ElementId] = {}
        """Which one has a key."""
        self.owners: dict[ElementId, str] = {}
        """The fragment that has drawn an input; none for those of the script."""
        self.generations: dict[ElementId, int] = {}
        """How often an input has appeared anew."""
        self.assignments: dict[ElementId, int] = {}
        """How often code has given another value to an input of a form."""
        self._births = 0
        self._settled: dict[ElementId, Any] = {}
        """What the page will send back for what it shows, of those that show what is not of their kind."""
        self._withheld: dict[ElementId, Any] = {}
        """What inputs show whose entry was deleted after they were drawn; theirs again from the next run on."""
        self._before_events: dict[ElementId, Any] = {}
        """What inputs had before this run's events, for those that turn out to be disabled."""
        self._kept: dict[ElementId, InputSpec[Any]] = {}
        """Inputs that are not drawn any more and whose values stay (``persist_state``)."""
        self._page = 0
        """Counts the pages that were shown."""
        self._pages: dict[ElementId, int] = {}
        """The page on which an input was drawn last, of those that are kept for it."""
        self._restored: dict[ElementId, KeptInput] = {}
        """Inputs of an earlier session that were not drawn in this one yet; their values count already."""

    # What they hold.

    def holder(self, key: str) -> ElementId | None:
        """Return the input that has a key and a value, or None."""
        element_id = self.ids.get(key)
        return element_id if element_id is not None and element_id in self.values else None

    def spec(self, element_id: ElementId) -> InputSpec[Any] | None:
        """Return the declaration of an input that is drawn or kept, or None."""
        return self.specs.get(element_id) or self._kept.get(element_id)

    def is_fixed(self, key: str) -> bool:
        """Whether this run has drawn the input with a key, so that nobody can assign it any more."""
        element_id = self.ids.get(key)
        return element_id in self.drawn and element_id not in self._withheld

    def is_withheld(self, element_id: ElementId) -> bool:
        """Whether the value of an input was deleted after it was drawn."""
        return element_id in self._withheld

    def put(self, spec: InputSpec[Any], value: Any) -> None:
        """Store what a browser has sent for an input."""
        self._before_events.setdefault(spec.id, self.values.get(spec.id, spec.default))
        self.values[spec.id] = value

    def undo_event(self, element_id: ElementId) -> bool:
        """Give an input what it had before this run's events; False when there was none for it."""
        if element_id not in self._before_events or element_id not in self.values:
            return False
        self.values[element_id] = self._before_events[element_id]
        return True

    def delete(self, element_id: ElementId) -> None:
        """Take the value from an input, which shows it still if it is drawn already."""
        value = self.values.pop(element_id)
        if element_id in self.drawn:
            self._withheld[element_id] = value

    def reset_triggers(self, assigned: Mapping[str, Any] = MappingProxyType({})) -> None:
        """End what holds for one run only.

        Parameters
        ----------
        assigned : mapping of str to object
            What was assigned before; a button that has it keeps it until the next run.
        """
        for element_id, spec in self.specs.items():
            if spec.trigger and element_id in self.values:
                if spec.key is not None and assigned.get(spec.key, NOTHING) is self.values[element_id]:
                    continue
                self.values[element_id] = spec.default

    def files_in_use(self) -> set[str]:
        """Return the ids of the files that are part of a value."""
        held = (self.values.get(id_) for id_, spec in self.specs.items() if spec.uploads is not None)
        return {file.file_id for value in held for file in files_in(value)}

    # Around a run.

    def begin_run(self) -> None:
        """Give inputs back what was withheld from them."""
        self.end_run()
        for element_id, value in self._withheld.items():
            # The page shows it still, and Streamlit's would send it again.
            self.values.setdefault(element_id, value)
        self._withheld.clear()

    def take_settled(self) -> dict[ElementId, Any]:
        """Return what the page sends back for what it shows, of those whose author asks for another kind of value."""
        settled, self._settled = self._settled, {}
        return settled

    def end_run(self, *, goes_on: bool = False) -> None:
        """Forget what is of one run; `goes_on` when the page never shows what it has drawn."""
        self._before_events.clear()
        self.drawn.clear()
        if goes_on:
            self._withheld.clear()

    def declare(self, spec: InputSpec[Any], value: Any, owner: str | None) -> None:
        """Take note that an input is drawn, and with which value."""
        id_ = spec.id
        self.values[id_] = value
        self.specs[id_] = spec
        self.drawn.add(id_)
        settled = value if spec.settle is None else spec.settle(value)
        if settled is not value:
            self._settled[id_] = settled
        elif self._settled:
            self._settled.pop(id_, None)
        if spec.persist is not None:
            self._pages[id_] = self._page
            self._kept.pop(id_, None)
        if owner is not None:
            self.owners[id_] = owner
        elif self.owners:
            self.owners.pop(id_, None)
        if spec.key is not None:
            self.ids[spec.key] = id_
        if id_ not in self.generations:
            self._births += 1
            self.generations[id_] = self._births

    def undrawn(self, within: Collection[str] | None) -> list[ElementId]:
        """Return the inputs that this run did not draw; of some fragments, or None for the whole script."""
        gone = [id_ for id_ in self.specs if id_ not in self.drawn]
        return gone if within is None else [id_ for id_ in gone if self.owners.get(id_) in within]

    # How long their values stay.

    def forget(self, element_id: ElementId) -> None:
        """Forget an input that is not drawn any more, but for a value that its author wants to stay."""
        spec = self.specs.pop(element_id)
        for known in (self._settled, self._withheld, self.generations, self.assignments, self.owners):
            known.pop(element_id, None)
        if spec.persist is not None and spec.url is None:
            self._kept[element_id] = spec
        else:
            self._forget_value(spec)

    def _forget_value(self, spec: InputSpec[Any]) -> None:
        self.values.pop(spec.id, None)
        self._pages.pop(spec.id, None)
        if spec.key is not None and self.ids.get(spec.key) == spec.id:
            del self.ids[spec.key]

    def leave_page(self) -> None:
        """Take note of another page: what is kept for the one before ends with the first run of this one."""
        self._page += 1

    def drop_of_other_page(self, spec: InputSpec[Any]) -> None:
        """Forget what an input that is drawn now was kept for on another page."""
        if spec.id in self._kept and self._is_of_other_page(spec):
            self._forget_value(self._kept.pop(spec.id))

    def end_of_other_pages(self) -> None:
        """Forget what was kept for other pages."""
        for spec in [spec for spec in self._kept.values() if self._is_of_other_page(spec)]:
            self._forget_value(self._kept.pop(spec.id))

    def _is_of_other_page(self, spec: InputSpec[Any]) -> bool:
        return spec.persist == "page" and self._pages.get(spec.id, self._page) != self._page

    # What outlives the session.

    def export(self) -> dict[ElementId, KeptInput]:
        """Return the values that are not of one run only."""
        found = {id_: kept for id_, kept in self._restored.items() if id_ in self.values}
        for id_, spec in (*self._kept.items(), *self.specs.items()):
            if id_ in self.values and not spec.trigger:
                found[id_] = KeptInput(spec.kind, spec.key, self.values[id_])
        return found

    def restore(self, inputs: Mapping[ElementId, KeptInput]) -> None:
        """Have values of an earlier session count until their inputs are drawn, or are not."""
        self._restored = dict(inputs)
        for id_, kept in inputs.items():
            self.values[id_] = kept.value
            if kept.key is not None:
                self.ids[kept.key] = id_

    def check_restored(self, spec: InputSpec[Any]) -> None:
        """Have an input that is drawn now accept its value of an earlier session as it would accept an event."""
        kept = self._restored.pop(spec.id, None)
        if kept is None or spec.id not in self.values:
            return
        try:
            self.values[spec.id] = kept._replace(value=self.values[spec.id]).read(spec)
        except Exception as error:  # noqa: BLE001  # the author's functions are made for values of today
            _log.info("An earlier value of a %s is not used: %s", spec.kind, error)
            del self.values[spec.id]

    def forget_restored(self) -> None:
        """Forget values of an earlier session whose inputs were not drawn."""
        for element_id, kept in self._restored.items():
            self.values.pop(element_id, None)
            if kept.key is not None and self.ids.get(kept.key) == element_id:
                del self.ids[kept.key]
        self._restored = {}
