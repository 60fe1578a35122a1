"""The app of the state machine: it does what its plan says."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.unit.state.plan import Slot, plan

import revoila as st


def draw(slot: Slot, place: Any) -> Any:
    kept = {"key": slot.key, "persist_state": slot.persist}
    match slot.kind:
        case "selectbox":
            return place.selectbox(slot.label, slot.options, **kept)
        case "number_input":
            return place.number_input(slot.label, 0, 99, slot.default, **kept)
        case "checkbox":
            return place.checkbox(slot.label, slot.default, **kept)
        case _:
            return place.text_input(slot.label, slot.default, **kept)


def drawn_by(where: str) -> Iterator[Slot]:
    return (slot for slot in plan.slots if slot.where == where and slot.shown)


def draw_all(where: str) -> None:
    left, right = st.columns(2)
    places: dict[str, Any] = {
        "main": st.container(),
        "left": left,
        "expander": right.expander("More"),
    }
    for slot in drawn_by(where):
        if where != "fragment" and plan.cut is not None:
            how, after = plan.cut
            if after == 0:
                end(how)
            plan.cut = (how, after - 1)
        place = st.sidebar if slot.place == "sidebar" else places[slot.place]
        plan.returned[slot.name] = draw(slot, place)


def end(how: str) -> None:
    plan.cut = None
    if how == "stop":
        st.stop()
    if how == "rerun":
        st.rerun()
    raise ZeroDivisionError


@st.fragment
def fragment() -> None:
    for slot in plan.slots:
        if slot.where == "fragment":
            plan.returned.pop(slot.name, None)
    draw_all("fragment")


plan.returned.clear()
for key in plan.deleted:
    st.session_state.pop(key, None)
plan.deleted.clear()
for key, value in plan.assigned.items():
    st.session_state[key] = value
plan.assigned.clear()
pages = {name: st.Page(partial(draw_all, name), title=name, url_path=name) for name in ("home", "second")}
turn, plan.turn = plan.turn, None
if turn == "rerun":
    st.rerun()
if turn is not None:
    st.switch_page(pages[turn])
page = st.navigation(list(pages.values()))
draw_all("script")
fragment()
page.run()
if plan.cut is not None:
    end(plan.cut[0])
for key in plan.deleted_late:
    del st.session_state[key]
plan.deleted_late.clear()
