"""Apps in JupyterLab cells: beside the notebook, beside each other, replaced, reloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.lab import KERNELS, Notebook, write_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

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

SLIDER = """
import ipywidgets
dial = ipywidgets.IntSlider(value=3)
said = ipywidgets.Output()

@said.capture(clear_output=True)
def tell(change):
    print("it is", change["new"])

dial.observe(tell, "value")
ipywidgets.VBox([dial, said])
"""


@pytest.mark.parametrize("kernel", KERNELS)
def test_an_app_in_a_cell_works_and_the_kernel_stays_usable(
    page: Page, lab: tuple[str, Path], app: Any, kernel: str
) -> None:
    address, folder = lab
    write_notebook(
        folder,
        'import revoila\nfirst = revoila.App("counter.py")\nfirst',
        'first.wait().state["n"] + 100',
        SLIDER,
        "dial.value, type(get_ipython().kernel).__name__",
        "int?",
        "while True: pass",
        kernel=kernel,
        counter=COUNTER,
    )
    notebook = Notebook(page, address, kernel)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    assert shown.texts() == ["count is 0", "level is 3"]
    shown.press("Add").slide("Level", "ArrowRight")
    assert shown.texts() == ["count is 1", "level is 4"]
    notebook.run(1)
    expect(notebook.output(1)).to_have_text("101")
    notebook.run(2)
    handle = notebook.output(2).locator(".noUi-handle")
    handle.press("ArrowRight")
    expect(notebook.output(2).locator(".widget-output")).to_have_text("it is 4")
    notebook.run(3)
    expect(notebook.output(3)).to_have_text(f"(4, '{KERNELS[kernel]}')")
    notebook.run(4)
    expect(notebook.output(4)).to_contain_text("Convert a number or string to an integer")
    notebook.start(5)
    notebook.interrupt()
    expect(notebook.output(5)).to_contain_text("KeyboardInterrupt")
    shown.press("Add")
    assert shown.texts() == ["count is 2", "level is 4"]


def test_an_unmodified_script_with_pages_chart_cache_and_form_runs_in_a_cell(
    page: Page, lab: tuple[str, Path], app: Any
) -> None:
    address, folder = lab
    tour = (APPS / "tour.py").read_text()
    write_notebook(folder, 'import revoila\nrevoila.App("tour.py")', tour=tour)
    notebook = Notebook(page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    shown.press("Add").type("Name", "Ada").slide("Level", "ArrowRight")
    assert shown.texts()[:3] == ["count is 1", "level is 4", "name is 'Ada'"]
    expect(shown.root.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
    field = shown.root.get_by_label("Amount", exact=True)
    field.fill("7")
    shown.press("Send")
    assert "amount is 7" in shown.texts()
    notebook_address = page.url
    shown.root.get_by_test_id("stSidebarNav").get_by_role("link", name="Number two").click()
    expect(shown.root.get_by_role("heading", name="Second")).to_be_visible()
    assert shown.settle().texts() == ["query is {}", "count was 1"]
    assert page.url == notebook_address


def test_two_apps_do_not_mix_and_running_a_cell_again_replaces_its_app(
    page: Page, lab: tuple[str, Path], app: Any
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
        counter=COUNTER,
    )
    notebook = Notebook(page, address)
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
    expect(notebook.output(2)).to_have_text("apps 2")


def test_a_reload_of_lab_shows_the_app_as_it_was(page: Page, lab: tuple[str, Path], app: Any) -> None:
    address, folder = lab
    write_notebook(folder, 'import revoila\nrevoila.App("counter.py")', counter=COUNTER)
    notebook = Notebook(page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app)).press("Add")
    notebook.reload()
    shown = notebook.app(0, type(app))
    assert shown.texts()[0] == "count is 1"
    assert shown.press("Add").texts()[0] == "count is 2"
