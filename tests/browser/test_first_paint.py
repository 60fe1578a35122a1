"""What a page shows before its front end is there, before its app is there, and while the app runs."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser.routes import Held
from tests.browser.server import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

SCRIPT = """
import streamlit as st
st.set_page_config(page_title="Owls at night", page_icon="🦉", layout="wide")
st.title("Hello")
with st.sidebar:
    st.write("Beside")
left, right = st.columns(2)
left.write("A text.\\n\\nAnother one.")
right.button("Press")
st.slider("Level", 0, 10)
"""
STEPS = """
import sys, time
from pathlib import Path
import streamlit as st
st.write("first")
while not Path(sys.argv[1]).exists():
    time.sleep(0.01)
st.write("second")
"""
LIGHT, DARK = (255, 255, 255), (23, 22, 20)
SKELETON = "[data-revoila-skeleton]"
WATCH = """{
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "none";
  };
  const seen = globalThis.seenColours = [];
  // Called before each picture that the browser draws.
  const look = () => {
    const corner = document.elementFromPoint(innerWidth - 4, innerHeight - 4);
    const colour = ground(corner ?? document.documentElement);
    if (colour !== seen.at(-1)) seen.push(colour);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
"""Notes the colours of the page's lower right corner, from the first picture on."""

REMEMBERED = "Object.keys(localStorage).some((name) => name.startsWith('revoila-layout'))"
BOXES = """selector => [...document.querySelectorAll(selector)].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].map(Math.round);
})"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("paint") / "owls.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], script: Path) -> str:
    return serve(script)


def corner(page: Page) -> Any:
    """Return the colour of the page's lower right corner as it is now."""
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return image.getpixel((image.width - 4, image.height - 4))


def colours(page: Page) -> Any:
    """Return the colours of all pictures so far, of which there is at least one."""
    page.wait_for_function("() => globalThis.seenColours?.length > 0")
    return page.evaluate("seenColours")


def css(colour: tuple[int, ...]) -> str:
    return f"rgb{colour}"


def test_title_icon_and_theme_are_there_before_the_front_end(
    app: Any, serve: Callable[..., str], script: Path
) -> None:
    core = Held(app.page)
    app.page.goto(serve(script, "--theme.base=dark"), wait_until="commit")
    app.page.locator(SKELETON).wait_for(state="attached")
    expect(app.page).to_have_title("Owls at night")
    icon = app.page.locator("link[rel=icon]").get_attribute("href")
    assert icon.startswith("data:image/svg+xml,")
    assert "%F0%9F%A6%89" in icon
    assert app.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert corner(app.page) == DARK
    assert app.root.count() == 0
    core.release()
    app.settle()
    expect(app.page).to_have_title("Owls at night")
    assert corner(app.page) == DARK


@pytest.mark.parametrize(
    ("configured", "preferred", "colour"),
    [("dark", "light", DARK), ("light", "dark", LIGHT), ("", "dark", DARK), ("", "light", LIGHT)],
)
def test_no_picture_has_the_other_theme(
    visitor: Callable[..., Any],
    serve: Callable[..., str],
    script: Path,
    configured: str,
    preferred: str,
    colour: tuple[int, ...],
) -> None:
    app = visitor(color_scheme=preferred)
    app.page.add_init_script(WATCH)
    app.open(serve(script, *([f"--theme.base={configured}"] if configured else [])))
    expect(app.root).to_have_attribute("data-theme", "dark" if colour == DARK else "light")
    assert colours(app.page) == [css(colour)]
    assert colours(app.reload().page) == [css(colour)]
    assert corner(app.page) == colour


def test_a_chosen_theme_is_there_from_the_first_picture_on(visitor: Callable[..., Any], address: str) -> None:
    app = visitor(color_scheme="light").open(address)
    app.page.get_by_test_id("stMainMenuButton").click()
    app.page.get_by_role("menuitemradio", name="Dark").click()
    expect(app.root).to_have_attribute("data-theme", "dark")
    tab = app.tab()
    tab.page.add_init_script(WATCH)
    assert colours(tab.open(address).page) == [css(DARK)]


@pytest.mark.parametrize("layout", ["centered", "wide"])
def test_the_second_visit_begins_with_the_layout_of_the_first(
    app: Any, serve: Callable[..., str], tmp_path: Path, layout: str
) -> None:
    script = tmp_path / "owls.py"
    script.write_text(SCRIPT.replace("wide", layout))
    core = Held(app.page)
    app.page.goto(serve(script), wait_until="commit")
    app.page.locator(SKELETON).wait_for(state="attached")
    # Nothing is known of this app, so these are lines of any text.
    usual = app.page.evaluate(BOXES, f"{SKELETON} i")
    expect(app.page.locator("#revoila-app")).to_have_attribute("data-test-connection-state", "INITIAL")
    core.release()
    app.settle()
    expect(app.page.locator(SKELETON)).to_have_count(0)
    shown = app.page.evaluate(BOXES, "[data-testid=stMain] .stElementContainer")
    sidebar = app.page.evaluate(BOXES, "[data-testid=stSidebar]")[0]
    until(lambda: app.page.evaluate(REMEMBERED))

    core = Held(app.page)
    app.page.reload(wait_until="commit")
    app.page.locator(SKELETON).wait_for(state="attached")
    beside, *boxes = app.page.evaluate(BOXES, f"{SKELETON} i")
    assert boxes != usual
    assert len(boxes) == len(shown) == 4
    for (left, top, width, height), element in zip(boxes, shown, strict=True):
        # A text ends with its longest line.
        assert [left, top, height] == pytest.approx([element[0], element[1], element[3]], abs=3)
        assert 0 < width <= element[2] + 3
    assert boxes[-1] == pytest.approx(shown[-1], abs=3)
    assert beside == pytest.approx(sidebar, abs=2)
    # It is what is seen: nothing covers it, and it becomes visible by itself.
    expect(app.page.locator(SKELETON)).to_have_css("opacity", "1")
    core.release()
    app.settle()
    expect(app.page.locator(SKELETON)).to_have_count(0)


def test_the_layout_of_another_width_and_what_others_have_stored_are_not_drawn(
    app: Any, address: str
) -> None:
    app.open(address)
    until(lambda: app.page.evaluate(REMEMBERED))
    app.page.set_viewport_size({"width": 390, "height": 844})
    Held(app.page)
    app.page.reload(wait_until="commit")
    app.page.locator(SKELETON).wait_for(state="attached")
    usual = app.page.evaluate(BOXES, f"{SKELETON} i")
    assert len(usual) == 5
    for text in (
        "no JSON",
        "[]",
        "null",
        json.dumps({"boxes": [["x", "y", None, {}]], "icon": "javascript:1"}),
    ):
        app.page.evaluate(
            "text => { for (const name of Object.keys(localStorage)) localStorage.setItem(name, text); }",
            text,
        )
        app.page.reload(wait_until="commit")
        app.page.locator(SKELETON).wait_for(state="attached")
        assert app.page.evaluate(BOXES, f"{SKELETON} i") == usual
        expect(app.page).to_have_title("Owls at night")


def test_elements_appear_while_the_script_runs(app: Any, serve: Callable[..., str], tmp_path: Path) -> None:
    script = tmp_path / "steps.py"
    script.write_text(STEPS)
    sign = tmp_path / "go on"
    app.page.goto(serve(script, "--", str(sign)))
    expect(app.root.get_by_text("first")).to_be_visible()
    assert app.attribute("data-run-state") == "running"
    assert app.attribute("data-test-script-state") == "running"
    assert app.texts() == ["first"]
    sign.touch()
    expect(app.root.get_by_text("second")).to_be_visible()
    assert app.settle().texts() == ["first", "second"]


def test_a_page_is_two_requests_and_one_connection(app: Any, address: str) -> None:
    asked: list[str] = []
    sockets: list[str] = []
    app.page.on("request", lambda request: asked.append(request.url))
    app.page.on("websocket", lambda socket: sockets.append(socket.url))
    app.open(address)
    pages = [url for url in asked if not url.startswith("data:")]
    assert pages[0] == address
    assert len(pages) == 2
    assert pages[1].endswith(".js")
    assert sockets == [address.replace("http", "ws") + "api/revoila/page"]
    # The second time the front end comes from the browser's own store.
    asked.clear()
    app.reload()
    timings = app.page.evaluate(
        "performance.getEntriesByType('resource').map((entry) => [entry.name, entry.transferSize])"
    )
    assert [size for name, size in timings if name.endswith(".js")] == [0]
