"""Mercury 3: a notebook whose cells run again below the input that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.side_by_side.peers.notebooks import split_cells, write_notebook
from tests.benchmarks.side_by_side.peers.peer import Command, Peer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Mercury(Peer):
    """Its server has no module to run: it looks at the name of its own program."""

    name = "mercury"
    title = "Mercury"
    environment = "mercury"
    folder = "mercury"
    requirements = ("mercury==3.2.13", "altair==5.5.0", "pandas", "pyarrow")
    packages = ("mercury", "jupyterlab", "jupyter-server", "ipykernel", "altair", "pandas", "numpy")
    probe_path = "/mercury/api/theme"
    notes: ClassVar[Mapping[str, str]] = {
        "I3": "the button stands below the 1000 texts, so that a click does not run them again",
        "I4": "Markdown outputs of one cell, which are quicker than mr.Markdown",
        "I5": "mr.Message.append_text",
        "C1": "Altair 5, the last one that its page draws without another origin",
        "C2": "a variable of a cell above the button; there is no cache",
        "D1": "mr.Table; the whole frame is sent",
    }

    def command(self, app: str, port: int, folder: Path) -> Command:
        site = folder / "site"
        site.mkdir()
        write_notebook(site / f"{app}.ipynb", split_cells(self.app_path(app)))
        start = [str(self.python.parent / "mercury"), f"--working-dir={site}", "--no-browser", "--allow-root"]
        return Command([*start, "--ip=127.0.0.1", f"--port={port}"], self.path_variable())

    def url(self, app: str, port: int) -> str:
        return f"http://127.0.0.1:{port}/mercury/{app}.ipynb"
