"""Parts of an app in other cells, the same app twice, and what a restart of the kernel leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.lab import KERNELS, Notebook, write_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PARTS = """
import streamlit as st
name = st.sidebar.text_input("Name", "Ada")
shown = st.checkbox("Show results", True)
if shown:
    with st.container(key="results", border=True):
        if st.button("Add"):
            st.session_state.total = st.session_state.get("total", 0) + 1
        note = st.text_input("Note")
        level = st.slider("Level", 0, 10, 1)
        st.write(f"total {st.session_state.get('total', 0)} level {level} {name} {note}")
"""
APP = 'import revoila\napp = revoila.App("parts.py").wait()\napp'
LEFT = """
from ipywidgets.widgets.widget import _instances
before = len(_instances)
app.close()
print("left", [type(one).__name__ for one in _instances.values()], "of", before)
"""


def test_containers_work_in_other_cells_and_closing_the_app_leaves_nothing(
    page: Page, lab: tuple[str, Path], app: Any
) -> None:
    address, folder = lab
    box = 'import ipywidgets\nbox = ipywidgets.VBox([app, app.container("results")])\nbox'
    write_notebook(folder, APP, 'app.container("results")', "app.children[1]", box, LEFT, parts=PARTS)
    notebook = Notebook(page, address)
    for index in range(4):
        notebook.run(index)
    whole, results, sidebar = (
        notebook.app(0, type(app)),
        notebook.part(1, type(app)),
        notebook.part(2, type(app)),
    )
    boxed = notebook.part(3, type(app))
    sidebar.type("Name", "Grace")
    results.press("Add")
    boxed.press("Add").slide("Level", "ArrowRight")
    # A label belongs to the field in its own cell, though the other cells have the same field.
    results.root.get_by_text("Note", exact=True).click()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    for one in (whole, results, boxed, notebook.app(3, type(app))):
        expect(one.root.get_by_text("total 2 level 2 Grace hello", exact=True)).to_be_visible()
        expect(one.root.get_by_label("Note")).to_have_value("hello")
    whole.root.get_by_text("Show results").click()
    expect(results.root).to_have_text("")
    expect(results.root).to_have_css("height", "0px")
    whole.root.get_by_text("Show results").click()
    expect(results.root.get_by_role("button", name="Add")).to_be_visible()
    notebook.reload()
    expect(notebook.part(1, type(app)).press("Add").root.get_by_text("total 3")).to_be_visible()
    expect(notebook.app(0, type(app)).root.get_by_text("total 3")).to_be_visible()
    notebook.run(4)
    expect(notebook.output(4)).to_contain_text("left ['Layout', 'VBox']")
    expect(page.locator(".stApp")).to_have_count(0)
    expect(page.locator(".rv-overlays")).to_have_count(0)


def test_two_views_of_an_app_stay_in_step(page: Page, lab: tuple[str, Path], app: Any) -> None:
    address, folder = lab
    write_notebook(folder, APP, parts=PARTS)
    notebook = Notebook(page, address)
    notebook.run(0)
    first = notebook.app(0, type(app))
    first.root.get_by_text("total 0").click(button="right")
    page.get_by_text("Create New View for Cell Output").first.click()
    second = type(app)(page, page.locator(".jp-LinkedOutputView").get_by_test_id("stApp")).settle()
    second.press("Add").type("Name", "Grace")
    first.settle().slide("Level", "ArrowRight")
    for one in (first, second):
        expect(one.root.get_by_text("total 1 level 2 Grace")).to_be_visible()
        expect(one.root.get_by_label("Name")).to_have_value("Grace")


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_restart_of_the_kernel_says_what_to_do(
    page: Page, lab: tuple[str, Path], app: Any, kernel: str
) -> None:
    address, folder = lab
    write_notebook(folder, APP, 'app.container("results")', kernel=kernel, parts=PARTS)
    notebook = Notebook(page, address, kernel)
    notebook.run(0)
    notebook.run(1)
    shown = notebook.app(0, type(app)).press("Add")
    page.get_by_role("button", name="Restart the kernel", exact=True).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    for one in (shown, notebook.part(1, type(app))):
        banner = one.root.get_by_test_id("stConnectionStatus")
        expect(banner).to_have_text("The kernel has restarted. Run the cell again.")
        assert one.attribute("data-test-connection-state") == "DISCONNECTED_FOREVER"
        # What was there can still be read.
        expect(one.root.get_by_text("total 1")).to_be_visible()
    notebook.wait_for_kernel()
    notebook.run(0)
    shown = notebook.app(0, type(app))
    expect(shown.root.get_by_test_id("stConnectionStatus")).to_have_count(0)
    expect(shown.press("Add").root.get_by_text("total 1")).to_be_visible()
