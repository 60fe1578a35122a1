"""Streamlit as it is, and without its garbage collection after every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.side_by_side.peers.peer import DRIVER_ONLY, Command, Peer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Streamlit(Peer):
    """As it is installed."""

    name = "streamlit"
    title = "Streamlit"
    environment = "streamlit"
    folder = "streamlit"
    requirements = ("streamlit==1.67.0", "pandas", "pyarrow")
    packages = ("streamlit", "pandas", "numpy", "pyarrow", "altair")
    probe_path = "/_stcore/health"
    missing: ClassVar[Mapping[str, str]] = {"W250": DRIVER_ONLY, "SOAK": DRIVER_ONLY}
    options: ClassVar[tuple[str, ...]] = ()

    def command(self, app: str, port: int, folder: Path) -> Command:
        start = [
            str(self.python),
            "-m",
            "streamlit",
            "run",
            str(self.app_path(app)),
            "--server.headless=true",
        ]
        address = ["--server.address=127.0.0.1", f"--server.port={port}"]
        return Command([*start, *address, "--browser.gatherUsageStats=false", *self.options])


class StreamlitWithoutCollection(Streamlit):
    """The option takes most of the time of its short runs away."""

    name = "streamlit-nogc"
    title = "Streamlit without gc"
    options = ("--runner.postScriptGC=false",)
