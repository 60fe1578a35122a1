"""Stock Voilà with hand-written ipywidgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.side_by_side.peers.notebooks import write_notebook
from tests.benchmarks.side_by_side.peers.peer import Command, Peer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Voila(Peer):
    """Serves a notebook whose only cell is the app's script."""

    name = "voila"
    title = "Voilà, ipywidgets"
    environment = "voila"
    folder = "voila"
    requirements = (
        *("voila==0.5.13", "ipywidgets", "ipykernel", "bqplot==0.13.1", "ipydatagrid==1.4.0"),
        *("pandas", "pyarrow"),
    )
    packages = (
        "voila",
        "ipywidgets",
        "ipykernel",
        "jupyter-server",
        "bqplot",
        "ipydatagrid",
        "pandas",
        "numpy",
    )
    probe_path = "/voila/static/favicon.ico"
    notes: ClassVar[Mapping[str, str]] = {"C1": "bqplot.Lines", "D1": "ipydatagrid; the whole frame is sent"}

    def command(self, app: str, port: int, folder: Path) -> Command:
        notebook = folder / f"{app}.ipynb"
        write_notebook(notebook, [self.app_path(app).read_text(encoding="utf-8")])
        start = [str(self.python), "-m", "voila", str(notebook), "--no-browser"]
        return Command([*start, "--Voila.ip=127.0.0.1", f"--port={port}"], self.path_variable())
