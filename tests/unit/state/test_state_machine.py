"""Random visits of an app, against the plainest model of what its inputs return and session state holds.

The model knows the rules of the state specification (9, 12, 14, 16, 18 to 26, 36, 45) and of the execution
specification (28, 39, 40, 48), and nothing of how a session keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from tests.unit.runtime.conftest import Visitor
from tests.unit.state.plan import Plan, Slot, plan

from revoila.state.session_proxy import SessionStateProxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from revoila.elements._element import Element

APP = Path(__file__).with_name("machine_app.py")
PAGES = ("home", "second")
SLOTS = (
    Slot("plain", "text_input", "script", default="x"),
    Slot("shared", "text_input", "script", key="shared", default="x"),
    Slot("choice", "selectbox", "script", key="choice"),
    Slot("free choice", "selectbox", "script"),
    Slot("kept", "number_input", "script", key="kept", persist="session", default=1),
    Slot("inner", "text_input", "fragment", key="inner", default="x"),
    Slot("free inner", "checkbox", "fragment", default=False),
    Slot("kept inner", "checkbox", "fragment", key="kept inner", persist="page", default=False),
    Slot("home", "number_input", "home", key="page", default=1),
    Slot("second", "number_input", "second", key="page", default=2),
    Slot("kept home", "text_input", "home", key="kept home", persist="page", default="x"),
    Slot("kept second", "text_input", "second", key="kept second", persist="session", default="x"),
    Slot("free home", "checkbox", "home", default=True),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text_input": st.text("xyz", max_size=2),
    "number_input": st.integers(0, 3),
    "checkbox": st.booleans(),
    "selectbox": st.sampled_from("abcd"),
}
KINDS = {slot.key: slot.kind for slot in SLOTS if slot.key is not None}
OPTIONS = st.lists(st.sampled_from("abcd"), min_size=1, unique=True).map(tuple)


class Inline:
    """Runs the script where it is asked for."""

    def start(self, work: Callable[[], None]) -> None:
        """Do it now."""
        work()

    def close(self) -> None:
        """Hold nothing."""


@dataclass(slots=True)
class Value:
    """What an input has."""

    value: Any
    slot: Slot
    visit: int
    """Which page was shown when it was drawn last."""
    is_away: bool = False
    """Whether it is only kept."""


class Model:
    """What the session ought to remember."""

    def __init__(self) -> None:
        self.page = "home"
        self.visit = 0
        self.entries: dict[str, Any] = {}
        self.inputs: dict[Any, Value] = {}
        self.by_key: dict[str, Any] = {}
        self.shown: dict[str, Any] = {}
        """Identities of the inputs on the page."""
        self.returned: dict[str, Any] = {}
        self.withheld: dict[Any, Value] = {}
        self._assigned: dict[str, Any] = {}
        self._drawn: set[Any] = set()

    def state(self) -> dict[str, Any]:
        """Return what session state holds."""
        keyed = {key: self.inputs[one].value for key, one in self.by_key.items() if one in self.inputs}
        return self.entries | keyed

    def begin(self, changed: dict[str, Any]) -> None:
        for one, value in self.withheld.items():
            self.inputs.setdefault(one, value)
        self.withheld = {}
        for name, value in changed.items():
            self.inputs[self.shown[name]].value = value

    def delete(self, key: str) -> Value | None:
        self.entries.pop(key, None)
        self._assigned.pop(key, None)
        return self.inputs.pop(self.by_key.get(key), None)

    def delete_late(self, key: str) -> None:
        one = self.by_key.get(key)
        gone = self.delete(key)
        if gone is not None and one in self._drawn:
            self.withheld[one] = gone

    def assign(self, assigned: dict[str, Any]) -> None:
        self._assigned = dict(assigned)

    def draw(self, slot: Slot) -> None:
        one = self._identity(slot)
        if one in self.inputs and self._is_of_other_page(self.inputs[one]):
            self._forget(one)
        default = slot.options[0] if slot.kind == "selectbox" else slot.default
        if slot.key in self._assigned:
            value = self._assigned[slot.key]
        elif one in self.inputs:
            value = self.inputs[one].value
        else:
            value = self.entries.get(slot.key, default) if slot.key is not None else default
        if slot.kind == "selectbox" and value not in slot.options:
            value = default
        if slot.key is not None:
            self.by_key[slot.key] = one
            if slot.key in self._assigned:
                self._assigned[slot.key] = value
        self.inputs[one] = Value(value, replace(slot), self.visit)
        self._drawn.add(one)
        self.shown[slot.name] = one
        self.returned[slot.name] = value

    def end(self, *, forgets: bool, only: str | None = None) -> None:
        if forgets:
            for one, found in list(self.inputs.items()):
                if one not in self._drawn and not found.is_away and only in (None, found.slot.where):
                    self._leave(one)
            for one, found in list(self.inputs.items()):
                if only is None and self._is_of_other_page(found):
                    self._forget(one)
        for key, value in self._assigned.items():
            holder = self.inputs.get(self.by_key.get(key))
            if holder is None:
                self.entries[key] = value
            else:
                holder.value = value
        self._assigned = {}
        self._drawn = set()

    def go(self, page: str) -> None:
        if page != self.page:
            self.page = page
            self.visit += 1

    def drop_all(self, assigned: dict[str, Any]) -> None:
        """Take in that the script has switched to another page."""
        self.entries |= assigned
        for one, found in list(self.inputs.items()):
            if not found.is_away:
                self._leave(one)

    def _leave(self, one: Any) -> None:
        found = self.inputs[one]
        if found.slot.persist is not None:
            found.is_away = True
        else:
            self._forget(one)

    def _is_of_other_page(self, found: Value) -> bool:
        return found.is_away and found.slot.persist == "page" and found.visit != self.visit

    def _forget(self, one: Any) -> None:
        found = self.inputs.pop(one)
        if self.by_key.get(found.slot.key or "") == one:
            del self.by_key[found.slot.key or ""]

    def _identity(self, slot: Slot) -> Any:
        page = slot.where if slot.where in PAGES else "script"
        if slot.key is not None:
            return page, slot.kind, slot.key
        what = slot.options if slot.kind == "selectbox" else slot.default
        return page, slot.kind, slot.label, what, slot.place == "sidebar"


class Visit(RuleBasedStateMachine):
    """A visitor, the author of the app, and the model."""

    @initialize(hidden=st.sets(st.sampled_from(range(len(SLOTS)))))
    def open(self, hidden: set[int]) -> None:
        self.slots = [replace(slot, shown=number not in hidden) for number, slot in enumerate(SLOTS)]
        fresh = Plan(slots=self.slots)
        for name in Plan.__slots__:
            setattr(plan, name, getattr(fresh, name))
        self.model = Model()
        self.app = Visitor(APP, scheduler=Inline())
        self.app.open()
        self.expect_run(Plan(), {})
        self.check()

    def teardown(self) -> None:
        if hasattr(self, "app"):
            self.app.session.close()

    # What the author changes; it shows in the next run.

    @rule(which=st.sampled_from(range(len(SLOTS))), shown=st.booleans())
    def show(self, which: int, shown: bool) -> None:
        self.slots[which].shown = shown

    @rule(
        which=st.sampled_from(range(len(SLOTS))),
        place=st.sampled_from(["main", "left", "expander", "sidebar"]),
        version=st.integers(0, 1),
    )
    def move(self, which: int, place: str, version: int) -> None:
        slot = self.slots[which]
        # A fragment does not draw into the sidebar for the first time when it runs alone.
        slot.place = "main" if place == "sidebar" and slot.where == "fragment" else place
        slot.version = version

    @rule(which=st.sampled_from(range(len(SLOTS))), options=OPTIONS, data=st.data())
    def declare(self, which: int, options: tuple[str, ...], data: st.DataObject) -> None:
        slot = self.slots[which]
        slot.options = options
        slot.default = data.draw(VALUES[slot.kind]) if slot.kind != "selectbox" else None

    @rule(key=st.sampled_from(sorted(KINDS)), data=st.data())
    def assign(self, key: str, data: st.DataObject) -> None:
        plan.assigned[key] = data.draw(VALUES[KINDS[key]])

    @precondition(lambda self: self.model.state())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.model.state())))
        if key not in plan.deleted:
            plan.deleted.append(key)

    @rule(how=st.sampled_from(["stop", "raise", "rerun"]), after=st.integers(0, 8))
    def cut(self, how: str, after: int) -> None:
        plan.cut = (how, after)

    # What makes it run.

    @rule()
    def rerun(self) -> None:
        self.run()

    @rule()
    def rerun_by_script(self) -> None:
        plan.turn = "rerun"
        self.run()

    @rule(page=st.sampled_from(PAGES))
    def menu(self, page: str) -> None:
        self.run(page=page)

    @rule()
    def switch_page(self) -> None:
        plan.turn = PAGES[self.model.page == "home"]
        self.run()

    @precondition(lambda self: self.model.shown)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        names = sorted(self.model.shown)
        name = data.draw(st.sampled_from(names))
        self.enter({name: self.entered(name, data)})

    @precondition(lambda self: len(self.model.shown) > 1)
    @rule(data=st.data())
    def change_two(self, data: st.DataObject) -> None:
        names = data.draw(
            st.lists(st.sampled_from(sorted(self.model.shown)), min_size=2, max_size=2, unique=True)
        )
        self.enter({name: self.entered(name, data) for name in names})

    @precondition(lambda self: any(slot.key and slot.name in self.model.shown for slot in self.slots))
    @rule(data=st.data())
    def delete_at_the_end(self, data: st.DataObject) -> None:
        drawn = [slot.key for slot in self.shown_slots("script") if slot.key is not None]
        if drawn and plan.cut is None and plan.turn is None:
            plan.deleted_late.append(data.draw(st.sampled_from(drawn)))
            self.run()

    @rule(client=st.sampled_from(["me", "another"]))
    def reconnect(self, client: str) -> None:
        before = self.app.app["run_id"]
        view = {"path": self.app.app["page"], "query": ""}
        self.app.session.handle_message({"method": "hello", "client": client, "view": view})
        assert self.app.app["run_id"] == before
        assert self.app.messages[-1]["method"] == "snapshot"
        shown = shown_by(self.app.nodes() + self.app.nodes(root=1))
        assert shown_by_wire(self.app.messages[-1]["tree"]) == shown
        self.check()

    # How.

    def entered(self, name: str, data: st.DataObject) -> Any:
        slot = self.slot_of(name)
        return data.draw(st.sampled_from(slot.options) if slot.kind == "selectbox" else VALUES[slot.kind])

    def slot_of(self, name: str) -> Slot:
        """Return an input as the page shows it."""
        one = self.model.shown[name]
        return (self.model.inputs.get(one) or self.model.withheld[one]).slot

    def shown_slots(self, where: str) -> Iterable[Slot]:
        return (slot for slot in self.slots if slot.where == where and slot.shown)

    def enter(self, changed: dict[str, Any]) -> None:
        slots = {name: self.slot_of(name) for name in changed}
        was = snapshot()
        self.app.send(**{slots[name].label: value for name, value in changed.items()})
        if any(slot.where != "fragment" for slot in slots.values()):
            self.expect_run(was, changed)
        else:
            self.expect_fragment(changed)
        self.check()

    def run(self, page: str | None = None) -> None:
        was = snapshot()
        path = "" if page == "home" else page
        self.app.session.handle_message({"method": "rerun", "page": path, "query": None})
        self.expect_run(was, {}, page)
        self.check()

    # What the model expects.

    def expect_run(self, was: Plan, changed: dict[str, Any], page: str | None = None) -> None:
        model = self.model
        if page is not None:
            model.go(page)
        model.begin(changed)
        for key in was.deleted:
            model.delete(key)
        model.assign(was.assigned)
        if was.turn is not None:
            model.end(forgets=False)
            if was.turn != "rerun":
                model.go(was.turn)
                model.drop_all(was.assigned)
            model.begin({})
        if not self.expect_body(was.cut):
            return
        for key in was.deleted_late:
            model.delete_late(key)
        model.end(forgets=True)

    def expect_body(self, cut: tuple[str, int] | None) -> bool:
        """Draw the page; False when the script is cut short."""
        model = self.model
        model.shown, model.returned = {}, {}
        slots = [slot for where in ("script", "fragment", model.page) for slot in self.shown_slots(where)]
        for slot in slots:
            if cut is not None and slot.where != "fragment":
                if cut[1] == 0:
                    break
                cut = cut[0], cut[1] - 1
            model.draw(slot)
        if cut is None:
            return True
        model.end(forgets=False)
        if cut[0] != "rerun":
            return False
        model.begin({})
        return self.expect_body(None)

    def expect_fragment(self, changed: dict[str, Any]) -> None:
        model = self.model
        model.begin(changed)
        for slot in self.slots:
            if slot.where == "fragment":
                model.shown.pop(slot.name, None)
                model.returned.pop(slot.name, None)
        for slot in self.shown_slots("fragment"):
            model.draw(slot)
        model.end(forgets=True, only="fragment")

    def check(self) -> None:
        session = self.app.session
        assert session.runner.worker is None
        assert plan.returned == self.model.returned
        assert SessionStateProxy(lambda: session.state).to_dict() == self.model.state()
        drawn = {name: self.slot_of(name) for name in self.model.shown}
        expected = {slot.label: self.model.returned[name] for name, slot in drawn.items()}
        assert shown_by(self.app.nodes() + self.app.nodes(root=1)) == expected


def snapshot() -> Plan:
    """Return what the next run is to do."""
    return replace(
        plan, deleted=[*plan.deleted], assigned={**plan.assigned}, deleted_late=[*plan.deleted_late]
    )


def shown_by(nodes: Iterable[Element]) -> dict[str, Any]:
    """Return the values of inputs by their labels."""
    return {node.props["label"]: node.props["value"] for node in nodes if "generation" in node.props}


def shown_by_wire(node: dict[str, Any]) -> dict[str, Any]:
    """Return the values of the inputs in a message by their labels."""
    found = {node["p"]["label"]: node["p"]["value"]} if "generation" in node["p"] else {}
    for child in node.get("c", ()):
        found |= shown_by_wire(child)
    return found


# 300 visits take a while where others are at work, too.
pytestmark = pytest.mark.timeout(300)

TestVisit = Visit.TestCase
TestVisit.settings = settings(max_examples=300, stateful_step_count=40, derandomize=True)
