"""Revoilà: runs the very same scripts as Streamlit."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.side_by_side.peers.peer import Command, Peer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Ours(Peer):
    """In the project's own environment, as `revoila run` starts it; `BENCH_OURS_ARGS` adds arguments."""

    name = "ours"
    title = "Revoilà"
    environment = ""
    folder = "streamlit"
    requirements = ()
    packages = ("revoila", "voila", "ipywidgets", "ipykernel", "jupyter-server", "pandas", "numpy", "pyarrow")
    probe_path = "/_stcore/health"
    missing: ClassVar[Mapping[str, str]] = {}

    def command(self, app: str, port: int, folder: Path) -> Command:
        given = shlex.split(os.environ.get("BENCH_OURS_ARGS", ""))
        start = [str(self.python), "-m", "revoila", "run", str(self.app_path(app))]
        return Command([*start, "--port", str(port), "--no-browser", *given])
