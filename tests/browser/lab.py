"""A notebook in JupyterLab, in the words of somebody who works in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

NUMBER = re.compile(r"^\[\d+\]:\s*$")
"""The prompt of a cell that has run."""


def write_notebook(folder: Path, *cells: str, kernel: str = "python3", **scripts: str) -> None:
    """Write the notebook of a kernel with these cells, and scripts by their name without ``.py``."""
    for name, script in scripts.items():
        (folder / f"{name}.py").write_text(script)
    notebook: dict[str, Any] = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"c{n}",
                "metadata": {},
                "source": cell,
                "outputs": [],
                "execution_count": None,
            }
            for n, cell in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / f"{kernel}.ipynb").write_text(json.dumps(notebook))


KERNELS = {"python3": "IPythonKernel", "revoila-shared": "VirtualKernel"}
"""Kernelspecs, of a process of its own and of one that is shared, and the classes of their kernels."""


class Notebook:
    """A notebook in JupyterLab, which has the kernel of the one of that name that was open before."""

    def __init__(self, page: Page, address: str, kernel: str = "python3") -> None:
        self.page = page
        page.set_default_timeout(30_000)
        page.goto(f"{address}lab/tree/{kernel}.ipynb?reset")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
        # The indicator beside the kernel's name is idle also while there is no connection yet.
        expect(self.page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=60_000)

    def cell(self, index: int) -> Locator:
        return self.page.locator(".jp-Notebook .jp-CodeCell").nth(index)

    def run(self, index: int) -> None:
        """Run a cell and wait for its number."""
        expect(self.start(index)).to_have_text(NUMBER, timeout=30_000)

    def start(self, index: int) -> Locator:
        """Run a cell, and return its prompt."""
        cell = self.cell(index)
        prompt = cell.locator(".jp-InputPrompt")
        expect(prompt).to_have_text(re.compile(r"^\[[ \d]+\]:"), timeout=30_000)
        # After a restart its number may be the same again, before anybody has seen another one.
        prompt.evaluate("prompt => { prompt.textContent = 'not yet'; }")
        cell.locator(".cm-content").click()
        expect(cell).to_have_class(re.compile("jp-mod-active"))
        self.page.locator("[data-command='notebook:run-cell-and-select-next']").first.click()
        expect(prompt).not_to_have_text("not yet", timeout=30_000)
        return prompt

    def interrupt(self) -> None:
        self.page.locator("[data-command='notebook:interrupt-kernel']").first.click()

    def output(self, index: int) -> Locator:
        return self.cell(index).locator(".jp-OutputArea-output")

    def app(self, index: int, kind: type) -> Any:
        """Return the app below a cell."""
        return kind(self.page, self.cell(index).get_by_test_id("stApp")).settle()

    def part(self, index: int, kind: type) -> Any:
        """Return the container of an app below a cell."""
        return kind(self.page, self.cell(index).get_by_test_id("stContainer")).settle()

    def save(self) -> None:
        self.page.keyboard.press("Control+s")
        expect(self.page.locator(".jp-mod-dirty")).to_have_count(0)

    def reload(self) -> None:
        self.save()
        self.page.reload()
        self.wait_for_kernel()
