"""Other people's ipywidgets inside an app, in a cell and on a page of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.lab import Notebook, write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

WIDGETS = '''
import anywidget
import ipywidgets as w
import streamlit as st
import traitlets


class Counter(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const button = document.createElement("button");
      const paint = () => { button.textContent = `any ${model.get("count")}`; };
      button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
      model.on("change:count", paint);
      paint();
      el.append(button);
    } };
    """
    count = traitlets.Int(0).tag(sync=True)


st.write("again" if st.button("Rerun") else "once")
depth = w.IntSlider(value=3, description="Depth")
st.widget(w.VBox([depth, w.Text(value="x", description="Text")]), key="box")
st.write(f"depth is {depth.value}")
play = st.widget(w.Play(interval=50), key="play")
st.write(f"play is {'on' if play.value else 'off'}")
color = st.widget(w.ColorPicker(value="#336699", description="Colour"), key="color")
st.write(f"colour is {color.value}")
out = w.Output()
out.append_stdout("printed")
st.widget(out, key="out")
count = st.widget(Counter(), key="count").count
st.write(f"count is {count}")
left, right = st.columns(2)
with left:
    choice = st.widget(w.Dropdown(options=["one", "two"], description="Choice"), key="choice")
with right:
    st.write(w.IntProgress(value=40, description="Progress"))
st.write(f"choice is {choice.value}")
'''


def use(app: Any) -> None:
    """Use each widget, and see that the others are still the same elements after each run."""
    root = app.settle().root
    views = root.locator(".rv-foreign > div > *")
    expect(views).to_have_count(7)
    expect(root.get_by_text("printed")).to_be_visible()
    views.evaluate_all("views => views.forEach((view) => { view.seen = true; })")

    root.get_by_role("button", name="any 0").click()
    expect(root.get_by_text("count is 1")).to_be_visible()
    app.settle()
    # A bare button of a component looks as its author sees it elsewhere, not as one of ours.
    assert (
        root.get_by_role("button", name="any 1").evaluate("b => getComputedStyle(b).borderTopStyle")
        == "outset"
    )
    root.locator(".noUi-handle").focus()
    root.locator(".noUi-handle").press("ArrowRight")
    expect(root.get_by_text("depth is 4")).to_be_visible()
    app.settle()
    root.locator("select").select_option("two")
    expect(root.get_by_text("choice is two")).to_be_visible()
    app.settle()
    root.locator(".widget-colorpicker input[type=text]").fill("#ff0000")
    root.locator(".widget-colorpicker input[type=text]").blur()
    expect(root.get_by_text("colour is #ff0000")).to_be_visible()
    app.settle()
    root.locator(".widget-play button").first.click()
    expect(root.get_by_text("play is on")).to_be_visible()
    root.locator(".widget-play button").first.click()
    app.settle().press("Rerun")
    expect(root.get_by_text("again", exact=True)).to_be_visible()
    for said in ("count is 1", "depth is 4", "choice is two", "colour is #ff0000", "printed"):
        expect(root.get_by_text(said)).to_be_visible()
    assert views.evaluate_all("views => views.every((view) => view.seen)")

    boxes = [one.bounding_box() for one in root.locator(".rv-foreign").all()]
    width = root.get_by_test_id("stMain").bounding_box()["width"]
    assert all(box is not None and 15 < box["height"] < 120 and box["width"] <= width for box in boxes)
    expect(root.locator(".widget-colorpicker input[type=text]")).to_have_css("box-sizing", "border-box")


def test_in_a_cell(page: Page, lab: tuple[str, Path], app: Any) -> None:
    address, folder = lab
    write_notebook(folder, 'import revoila\nrevoila.App("widgets.py")', widgets=WIDGETS)
    notebook = Notebook(page, address)
    notebook.run(0)
    use(notebook.app(0, type(app)))


@pytest.mark.parametrize("isolation", ["shared", "process"])
def test_on_a_page(app: Any, serve: Callable[..., str], tmp_path: Path, isolation: str) -> None:
    script = tmp_path / "widgets.py"
    script.write_text(WIDGETS)
    use(app.open(serve(script, f"--isolation={isolation}")))


BOTH_WAYS = """
import ipywidgets as w
import streamlit as st
st.write("an app")
if st.toggle("With a dial"):
    if st.button("Deeper"):
        st.session_state.start = 14
    start = st.session_state.get("start", 3)
    dial = st.widget(w.IntSlider(value=start, description="Depth"), key="dial")
    st.write(f"depth is {dial.value}")
    if st.button("Print"):
        st.session_state.printed = st.session_state.get("printed", 0) + 1
    out = w.Output()
    out.append_stdout(f"printed {st.session_state.get('printed', 0)}")
    st.widget(out, key="out")
"""
VOILA = re.compile(r"/voila/")


def test_their_front_end_is_loaded_when_the_first_one_is_shown(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    script = tmp_path / "both.py"
    script.write_text(BOTH_WAYS)
    asked: list[str] = []
    sockets: list[str] = []
    app.page.on("request", lambda request: asked.append(request.url))
    app.page.on("websocket", lambda socket: sockets.append(socket.url))
    app.open(serve(script))
    app.page.wait_for_load_state("networkidle")
    assert len(asked) <= 6
    assert not any(VOILA.search(url) for url in asked)
    assert len(sockets) == 1
    app.root.get_by_text("With a dial").click()
    expect(app.root.locator(".noUi-handle")).to_be_visible()
    assert sum(url.endswith("/voila.js") for url in asked) == 1
    assert len(sockets) == 2
    # From the page to the script, from the script to the page, and both once more.
    app.root.locator(".noUi-handle").press("ArrowRight")
    expect(app.root.get_by_text("depth is 4")).to_be_visible()
    app.settle().press("Deeper")
    expect(app.root.locator(".widget-readout")).to_have_text("14")
    expect(app.root.get_by_text("depth is 14")).to_be_visible()
    app.root.locator(".noUi-handle").press("ArrowLeft")
    expect(app.root.get_by_text("depth is 13")).to_be_visible()
    expect(app.root.locator(".widget-output")).to_have_text("printed 0")
    app.settle().press("Print")
    expect(app.root.locator(".widget-output")).to_have_text("printed 1")
    # It is gone and comes back, with the same front end.
    app.root.get_by_text("With a dial").click()
    expect(app.root.locator(".noUi-handle")).to_have_count(0)
    app.root.get_by_text("With a dial").click()
    expect(app.root.locator(".noUi-handle")).to_be_visible()
    assert sum(url.endswith("/voila.js") for url in asked) == 1


def test_they_come_back_with_a_reload(app: Any, serve: Callable[..., str], tmp_path: Path) -> None:
    script = tmp_path / "widgets.py"
    script.write_text(WIDGETS)
    app.open(serve(script))
    app.root.get_by_role("button", name="any 0").click()
    expect(app.root.get_by_text("count is 1")).to_be_visible()
    app.settle().reload()
    expect(app.root.locator(".rv-foreign > div > *")).to_have_count(7)
    app.root.get_by_role("button", name="any 1").click()
    expect(app.root.get_by_text("count is 2")).to_be_visible()
    expect(app.root.get_by_text("printed")).to_be_visible()


def test_a_component_that_is_drawn_twice_is_two(app: Any, serve: Callable[..., str], tmp_path: Path) -> None:
    script = tmp_path / "twice.py"
    script.write_text(
        "import ipywidgets as w\nimport streamlit as st\n"
        "a = st.widget(w.ToggleButton(description='One'))\nb = st.widget(w.ToggleButton(description='Two'))\n"
        "st.button('Rerun')\nst.write(f'{a.value} {b.value}')\n"
    )
    app.open(serve(script))
    app.root.get_by_role("button", name="Two").click()
    expect(app.root.get_by_text("False True")).to_be_visible()
    app.settle().press("Rerun")
    expect(app.root.get_by_role("button", name="Two")).to_have_class(re.compile("mod-active"))
    expect(app.root.get_by_role("button", name="One")).not_to_have_class(re.compile("mod-active"))
