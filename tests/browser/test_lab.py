"""Apps in JupyterLab cells: beside the notebook, beside each other, replaced, reloaded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

APPS = Path(__file__).parent.parent.parent / "notebooks" / "apps"

COUNTER = """
import streamlit as st
if "n" not in st.session_state:
    st.session_state.n = 0
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
level = st.slider("Level", 0, 10, 3)
st.write(f"level is {level}")
"""


def write_notebook(folder: Path, *cells: str) -> None:
    (folder / "counter.py").write_text(COUNTER)
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
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "notebook.ipynb").write_text(json.dumps(notebook))


class Notebook:
    """A notebook in JupyterLab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}lab/tree/notebook.ipynb?reset")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        self.page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)

    def run(self, index: int) -> None:
        """Run a cell and wait for its number."""
        cell = self.page.locator(".jp-Notebook .jp-CodeCell").nth(index)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        expect(cell).to_have_class(re.compile("jp-mod-active"))
        self.page.locator("[data-command='notebook:run-cell-and-select-next']").first.click()
        expect(prompt).not_to_have_text(before)
        expect(prompt).not_to_have_text("[*]:")

    def app(self, index: int, kind: type) -> Any:
        """Return the app below a cell."""
        cell = self.page.locator(".jp-Notebook .jp-CodeCell").nth(index)
        return kind(self.page, cell.get_by_test_id("stApp")).settle()


@pytest.fixture
def lab_page(page: Page) -> Page:
    page.set_default_timeout(30_000)
    return page


def test_an_app_in_a_cell_works_and_the_kernel_stays_usable(
    lab_page: Page, lab: tuple[str, Path], app: Any
) -> None:
    address, folder = lab
    write_notebook(
        folder, 'import revoila\nfirst = revoila.App("counter.py")\nfirst', 'first.wait().state["n"] + 100'
    )
    notebook = Notebook(lab_page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    assert shown.texts() == ["count is 0", "level is 3"]
    shown.press("Add").slide("Level", "ArrowRight")
    assert shown.texts() == ["count is 1", "level is 4"]
    notebook.run(1)
    expect(
        lab_page.locator(".jp-Notebook .jp-CodeCell").nth(1).locator(".jp-OutputArea-output")
    ).to_have_text("101")


def test_an_unmodified_script_with_pages_chart_cache_and_form_runs_in_a_cell(
    lab_page: Page, lab: tuple[str, Path], app: Any
) -> None:
    address, folder = lab
    (folder / "tour.py").write_text((APPS / "tour.py").read_text())
    write_notebook(folder, 'import revoila\nrevoila.App("tour.py")')
    notebook = Notebook(lab_page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    shown.press("Add").type("Name", "Ada").slide("Level", "ArrowRight")
    assert shown.texts()[:3] == ["count is 1", "level is 4", "name is 'Ada'"]
    expect(shown.root.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
    field = shown.root.get_by_label("Amount", exact=True)
    field.fill("7")
    shown.press("Send")
    assert "amount is 7" in shown.texts()
    notebook_address = lab_page.url
    shown.root.get_by_test_id("stSidebarNav").get_by_role("link", name="Number two").click()
    expect(shown.root.get_by_role("heading", name="Second")).to_be_visible()
    assert shown.settle().texts() == ["query is {}", "count was 1"]
    assert lab_page.url == notebook_address


def test_two_apps_do_not_mix_and_running_a_cell_again_replaces_its_app(
    lab_page: Page, lab: tuple[str, Path], app: Any
) -> None:
    address, folder = lab
    count = (
        "from ipywidgets.widgets.widget import _instances\n"
        "print('apps', sum(type(one).__name__ == 'App' for one in _instances.values()))"
    )
    write_notebook(
        folder,
        'import revoila\nrevoila.App("counter.py")',
        'import revoila\nrevoila.App("counter.py")',
        count,
    )
    notebook = Notebook(lab_page, address)
    notebook.run(0)
    notebook.run(1)
    one, two = notebook.app(0, type(app)), notebook.app(1, type(app))
    one.press("Add").press("Add")
    two.press("Add")
    assert (one.texts()[0], two.texts()[0]) == ("count is 2", "count is 1")
    notebook.run(0)
    again = notebook.app(0, type(app))
    expect(again.root.get_by_text("count is 0")).to_be_visible()
    assert notebook.app(1, type(app)).texts()[0] == "count is 1"
    notebook.run(2)
    expect(
        lab_page.locator(".jp-Notebook .jp-CodeCell").nth(2).locator(".jp-OutputArea-output")
    ).to_have_text("apps 2")


def test_a_reload_of_lab_shows_the_app_as_it_was(lab_page: Page, lab: tuple[str, Path], app: Any) -> None:
    address, folder = lab
    write_notebook(folder, 'import revoila\nrevoila.App("counter.py")')
    notebook = Notebook(lab_page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app)).press("Add")
    lab_page.keyboard.press("Control+s")
    expect(lab_page.locator(".jp-mod-dirty")).to_have_count(0)
    lab_page.reload()
    notebook.wait_for_kernel()
    shown = notebook.app(0, type(app))
    assert shown.texts()[0] == "count is 1"
    assert shown.press("Add").texts()[0] == "count is 2"
