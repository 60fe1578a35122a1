"""A trivial tornado server and plain JavaScript: what browser, loopback and one Python process cost alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.side_by_side.peers.peer import Command, Peer

if TYPE_CHECKING:
    from pathlib import Path


class Floor(Peer):
    """The bare page; it runs in the project's own environment."""

    name = "floor"
    title = "bare page"
    environment = ""
    folder = "floor"
    requirements = ()
    packages = ("tornado", "numpy", "pandas")

    def command(self, app: str, port: int, folder: Path) -> Command:
        return Command([str(self.python), str(self.app_path("server")), app, str(port)])
