"""What a competitor says about itself: how it is installed, started, found and clicked."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

APPS = Path(__file__).parent.parent / "apps"

NO_MIXED = "the app with elements of ten kinds is written for Streamlit's commands only"
DRIVER_ONLY = "the driver without a browser speaks only Revoilà's protocol"

VERSIONS = """
import importlib.metadata, json, sys
found = {"python": sys.version.split()[0]}
for name in sys.argv[1:]:
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps(found))
"""

FOCUS = """
(selector) => {
  const found = __B.all(selector)[0];
  if (found) found.focus();
  return found !== undefined;
}
"""


class Command(NamedTuple):
    """How a server is started: arguments, and what its environment has beside ours."""

    argv: list[str]
    env: Mapping[str, str] = {}


class Peer:
    """One column of the table.

    The defaults fit a framework whose buttons are `<button>` elements with the label as text, and whose texts
    appear in the document or on a canvas.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    environment: ClassVar[str]
    """Of the virtual environment, which peers may share."""
    folder: ClassVar[str]
    """Of its apps."""
    requirements: ClassVar[tuple[str, ...]]
    """What its environment is made of."""
    assets: ClassVar[tuple[str, ...]] = ()
    """Packages of npm that its pages would else fetch from another origin."""
    packages: ClassVar[tuple[str, ...]]
    """Whose versions are recorded."""
    probe_path: ClassVar[str | None] = "/"
    """A cheap page that opens no session; None where there is none and an open port has to do."""
    missing: ClassVar[Mapping[str, str]] = {
        "W250": DRIVER_ONLY,
        "SOAK": DRIVER_ONLY,
        "L4": NO_MIXED,
        "I4m": NO_MIXED,
    }
    """Rows that do not apply, with the reason."""
    notes: ClassVar[Mapping[str, str]] = {}
    """Rows whose app needs a word about how it is written."""
    slider: ClassVar[str] = "[role=slider], input[type=range]"
    slider_key: ClassVar[str] = "ArrowRight"

    def __init__(self, python: Path) -> None:
        self.python = python

    def app_path(self, app: str) -> Path:
        return APPS / self.folder / f"{app}.py"

    def command(self, app: str, port: int, folder: Path) -> Command:
        """Return how to serve an app; files for it may be put into the folder."""
        raise NotImplementedError

    def url(self, app: str, port: int) -> str:
        return f"http://127.0.0.1:{port}/"

    def versions(self) -> dict[str, str]:
        ran = subprocess.run(
            [self.python, "-c", VERSIONS, *self.packages], capture_output=True, text=True, check=True
        )
        found: dict[str, str] = json.loads(ran.stdout)
        return found

    def focus_slider(self, page: Page) -> None:
        if not page.evaluate(FOCUS, self.slider):
            raise RuntimeError(f"{self.name}: there is no slider")

    def path_variable(self) -> dict[str, str]:
        """Return the variable that lets programs of the peer's environment be found first."""
        return {"PATH": f"{self.python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
