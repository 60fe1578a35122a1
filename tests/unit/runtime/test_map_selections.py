"""What is selected on a map while its data changes."""

from __future__ import annotations

from typing import Any

APP = """
import pydeck as pdk
import revoila as st

rows = [{"name": name, "lon": 1, "lat": 2} for name in st.text_input("Names", "Oslo Rome").split()]
layer = pdk.Layer("ScatterplotLayer", rows, id="cities", pickable=True)
state = st.pydeck_chart(pdk.Deck(layers=[layer]), on_select="rerun", key="m")
st.markdown([row["name"] for row in state.selection.objects.get("cities", [])])
"""


def test_it_is_one_of_the_data_that_is_drawn(visit: Any) -> None:
    app = visit(APP)
    app.change(m={"indices": {"cities": [1]}, "objects": {}})
    assert app.texts == ["['Rome']"]
    app.change(Names="Bonn Wien")
    assert app.texts == ["['Wien']"]
    app.change(Names="Bonn")
    assert app.texts == ["[]"]


def test_a_forged_one_changes_nothing(visit: Any) -> None:
    app = visit(APP)
    app.change(m={"indices": {"cities": [1]}, "objects": {}})
    app.change(m={"indices": {"streets": [0]}, "objects": {}})
    app.change(m={"indices": {"cities": [2]}, "objects": {}})
    assert app.texts == ["['Rome']"]
    assert not app.nodes("exception")
