"""What Voilà renders for an app: a notebook in memory whose one cell shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from voila.notebook_renderer import NotebookRenderer

from revoila.serving._static import BUNDLE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

KERNEL_NAME = NATIVE_KERNEL_NAME
"""The kernelspec of every app; `AppKernelSpecs` says what it starts."""

TEMPLATES = Path(__file__).parent / "share" / "jupyter"
"""Data root with our Voilà template; the wheel installs the same files where stock Voilà finds them."""


@dataclass(frozen=True, kw_only=True)
class ServedApp:
    """What a server serves.

    Parameters
    ----------
    script : Path
        The app's main script.
    arguments : tuple of str
        What the script finds in ``sys.argv`` after its own name.
    cell : str
        Code of the one cell, with ``{path}`` where the script's path goes.
    name : str, default ""
        Where it is below the base URL, for one of several apps of a server.
    """

    script: Path
    arguments: tuple[str, ...]
    cell: str
    name: str = ""

    @property
    def label(self) -> str:
        """What those who look after the server see."""
        return self.name or self.script.stem

    @property
    def title(self) -> str:
        """Title of the page until the app sets one."""
        return self.label.replace("_", " ").strip() or self.script.name

    def source(self) -> str:
        """Return the code that shows the app.

        Returns
        -------
        str
            Python; ``sys.argv`` is what it would be if the script were started by hand.
        """
        arguments = [str(self.script), *self.arguments]
        cell = self.cell.replace("{path}", repr(str(self.script)))
        return f"import sys\nsys.argv = {arguments!r}\n{cell}"

    def notebook(self) -> nbformat.NotebookNode:
        """Return the notebook that Voilà renders.

        Returns
        -------
        NotebookNode
            A new one for every page, because rendering changes it.
        """
        kernelspec = {"name": KERNEL_NAME, "language": "python", "display_name": "Python 3"}
        notebook: nbformat.NotebookNode = nbformat.v4.new_notebook(
            metadata={"kernelspec": kernelspec, "title": self.title},
            cells=[nbformat.v4.new_code_cell(self.source())],
        )
        return notebook


class AppRenderer(NotebookRenderer):
    """Voilà's renderer, for an app instead of a notebook file.

    Parameters
    ----------
    app : ServedApp
        What is shown.
    page : dict
        What our template gets as ``resources.revoila``.
    exporters : dict
        Exporters of earlier pages; a template takes about 100 ms to compile and is the same for all.
    **kwargs : Any
        As for `NotebookRenderer`.

    Attributes
    ----------
    failed : bool
        Whether the cell ended with an error.
    """

    exporter: Any

    def __init__(
        self, *, app: ServedApp, page: dict[str, Any], exporters: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(notebook_path=f"{app.script.stem}.ipynb", **kwargs)
        self.app = app
        self.page = page
        self.exporters = exporters
        self.failed = False

    async def load_notebook(self, path: str) -> nbformat.NotebookNode:  # noqa: ARG002  # there is no file
        """Return the notebook in memory."""
        return self.app.notebook()

    async def initialize(self, **kwargs: Any) -> None:
        """Prepare one page."""
        await super().initialize(**kwargs)
        self.resources["revoila"] = self.page
        self.exporter = self.exporters.setdefault(self.template_name, self.exporter)

    async def _jinja_cell_generator(self, nb: nbformat.NotebookNode, kernel_id: str) -> AsyncIterator[Any]:
        """Notice an error of the cell; Voilà turns it into an output and goes on."""
        async for cell in super()._jinja_cell_generator(nb, kernel_id):
            self.failed = self.failed or any(output.output_type == "error" for output in cell.outputs)
            yield cell


def core_file() -> str:
    """Return the name of the bundle that every page needs, or "" when it is not built."""
    try:
        return str(json.loads((BUNDLE / "manifest.json").read_bytes())["core"])
    except (OSError, ValueError, KeyError):
        return ""
