"""The competitors, in the order of the table's columns."""

from tests.benchmarks.side_by_side.peers.floor import Floor
from tests.benchmarks.side_by_side.peers.mercury import Mercury
from tests.benchmarks.side_by_side.peers.others import Gradio, Marimo, NiceGUI, Panel, Solara
from tests.benchmarks.side_by_side.peers.ours import Ours
from tests.benchmarks.side_by_side.peers.peer import Peer
from tests.benchmarks.side_by_side.peers.streamlit import Streamlit, StreamlitWithoutCollection
from tests.benchmarks.side_by_side.peers.voila import Voila

ALL: dict[str, type[Peer]] = {
    peer.name: peer
    for peer in (
        *(Ours, Streamlit, StreamlitWithoutCollection, Floor, NiceGUI, Voila, Panel, Solara),
        *(Marimo, Mercury, Gradio),
    )
}
DEFAULT = ("ours", "streamlit", "streamlit-nogc", "floor")

__all__ = ["ALL", "DEFAULT", "Peer"]
