"""The ipywidgets that pydeck makes for itself are gone when the run is over; those of the script are not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import comm
import pytest

from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Iterator

DECK = """
import pydeck as pdk
import revoila as st

layer = pdk.Layer("ScatterplotLayer", [{"lon": 1, "lat": 2}], id="cities", pickable=True)
deck = pdk.Deck(layers=[layer])
st.pydeck_chart(deck)
"""


def widgets() -> list[Any]:
    """All widgets of the process."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    return list(module._instances.values()) if module else []


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is said to the browser about widgets."""
    messages: list[str] = []

    def publish(self: Any, kind: str, *_args: Any, **_kwargs: Any) -> None:
        messages.append(kind)

    monkeypatch.setattr(comm.DummyComm, "publish_msg", publish)
    yield messages
    for widget in widgets():
        widget.close()


def test_maps_leave_no_widgets_over_twenty_runs(sent: list[str]) -> None:
    before = len(widgets())
    at = AppTest.from_string(DECK)
    for _ in range(20):
        at.run()
        assert not at.exception
        assert len(widgets()) == before
    assert sent == []


@pytest.mark.parametrize(
    "end",
    [
        "st.stop()",
        "raise ValueError",
        "if st.session_state.setdefault('n', 0) < 2:\n  st.session_state.n += 1\n  st.rerun()",
    ],
)
def test_it_does_not_matter_how_the_run_ends(sent: list[str], end: str) -> None:
    before = len(widgets())
    at = AppTest.from_string(f"{DECK}\n{end}").run().run()
    assert len(widgets()) == before
    assert bool(at.exception) == ("raise" in end)


def test_a_map_in_a_fragment_leaves_none(sent: list[str]) -> None:
    body = DECK.replace("\n", "\n    ")
    script = f"import revoila as st\n@st.fragment\ndef part():{body}\n    st.button('again')\npart()"
    before = len(widgets())
    at = AppTest.from_string(script).run()
    for _ in range(3):
        at.button[0].click().run()
        assert not at.exception
        assert len(widgets()) == before


OWN = """
import pydeck as pdk
import revoila as st
from pydeck.widget import DeckGLWidget

if "own" not in st.session_state:
    st.session_state.own = DeckGLWidget()
pdk.Deck()
pdk.Deck()
st.text(st.session_state.own.comm is not None)
"""


def test_a_widget_that_the_script_has_made_itself_stays(sent: list[str]) -> None:
    at = AppTest.from_string(OWN)
    for _ in range(3):
        at.run()
        assert not at.exception
        assert at.text[0].value == "True"
        assert [type(widget).__name__ for widget in widgets()].count("DeckGLWidget") == 1


SHOWN = """
import ipywidgets
import pydeck as pdk
import revoila as st

deck = pdk.Deck()
st.widget(ipywidgets.VBox([deck.deck_widget]) if st.toggle("In a box") else deck.deck_widget)
"""


def test_the_widget_of_a_map_stays_where_it_is_shown(sent: list[str]) -> None:
    at = AppTest.from_string(SHOWN).run()
    for in_a_box in (False, False, True, True):
        at.toggle[0].set_value(in_a_box).run()
        assert not at.exception
        (shown,) = [widget for widget in widgets() if type(widget).__name__ == "DeckGLWidget"]
        assert shown.comm is not None
    # That one and its layout, the box, the other one.
    assert sent.count("comm_open") == 2 + 2 + 2
