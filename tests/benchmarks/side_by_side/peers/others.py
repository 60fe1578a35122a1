"""Frameworks with a server of their own that need no word beyond their command."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.benchmarks.side_by_side.peers.peer import Command, Peer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Solara(Peer):
    """With its assets installed, so that it asks no other origin; those on PyPI lag behind."""

    name = "solara"
    title = "Solara"
    environment = "solara"
    folder = "solara"
    requirements = ("solara==1.64.1", "solara-assets", "plotly==7.1.0", "anywidget", "pandas", "pyarrow")
    assets = ("@widgetti/solara-vuetify3-app@5.2.0", "katex@0.16.9")
    packages = ("solara", "reacton", "ipyvuetify", "ipywidgets", "plotly", "pandas", "numpy")
    probe_path = "/readyz"
    notes: ClassVar[Mapping[str, str]] = {"C1": "FigurePlotly", "D1": "solara.DataFrame, paged by the server"}

    def command(self, app: str, port: int, folder: Path) -> Command:
        start = [str(self.python), "-m", "solara", "run", str(self.app_path(app)), "--host=127.0.0.1"]
        return Command([*start, f"--port={port}", "--production", "--no-open"])


class Panel(Peer):
    """Bokeh server."""

    name = "panel"
    title = "Panel"
    environment = "panel"
    folder = "panel"
    requirements = ("panel==1.9.4", "pandas", "pyarrow")
    packages = ("panel", "bokeh", "pandas", "numpy")
    probe_path = "/liveness"
    notes: ClassVar[Mapping[str, str]] = {"C1": "a Bokeh figure", "D1": "Tabulator, paged by the server"}

    def command(self, app: str, port: int, folder: Path) -> Command:
        start = [str(self.python), "-m", "panel", "serve", str(self.app_path(app)), "--address=127.0.0.1"]
        origin = f"--allow-websocket-origin=127.0.0.1:{port}"
        return Command([*start, f"--port={port}", origin, "--liveness", f"--index={app}"])

    def url(self, app: str, port: int) -> str:
        return f"http://127.0.0.1:{port}/{app}"


class Marimo(Peer):
    """As an app, without its editor."""

    name = "marimo"
    title = "marimo run"
    environment = "marimo"
    folder = "marimo"
    requirements = ("marimo==0.25.2", "altair", "pandas", "pyarrow")
    packages = ("marimo", "altair", "pandas", "numpy")
    probe_path = "/health"
    notes: ClassVar[Mapping[str, str]] = {"C1": "an Altair chart", "D1": "mo.ui.table"}

    def command(self, app: str, port: int, folder: Path) -> Command:
        start = [str(self.python), "-m", "marimo", "-y", "-q", "run", str(self.app_path(app)), "--headless"]
        return Command(
            [*start, "--no-token", "--host=127.0.0.1", f"--port={port}"], {"MARIMO_SKIP_UPDATE_CHECK": "1"}
        )


class Gradio(Peer):
    """Without its rendering on a Node server."""

    name = "gradio"
    title = "Gradio"
    environment = "gradio"
    folder = "gradio"
    requirements = ("gradio==6.31.0", "pandas", "pyarrow")
    packages = ("gradio", "pandas", "numpy")
    probe_path = "/config"
    notes: ClassVar[Mapping[str, str]] = {"C1": "gr.LinePlot", "D1": "gr.Dataframe"}

    def command(self, app: str, port: int, folder: Path) -> Command:
        address = {"GRADIO_SERVER_PORT": str(port), "GRADIO_SERVER_NAME": "127.0.0.1"}
        options = {"GRADIO_ANALYTICS_ENABLED": "False", "GRADIO_SSR_MODE": "False"}
        return Command([str(self.python), str(self.app_path(app))], {**address, **options})


class NiceGUI(Peer):
    """Vue components over Socket.IO."""

    name = "nicegui"
    title = "NiceGUI"
    environment = "nicegui"
    folder = "nicegui"
    requirements = ("nicegui==3.18.0", "pandas", "pyarrow")
    packages = ("nicegui", "pandas", "numpy")
    probe_path = None
    slider = ".q-slider__track-container"
    notes: ClassVar[Mapping[str, str]] = {"C1": "ui.echart", "D1": "ui.table; all rows are sent"}

    def command(self, app: str, port: int, folder: Path) -> Command:
        return Command([str(self.python), str(self.app_path(app))])
