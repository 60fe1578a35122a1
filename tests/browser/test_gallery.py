"""Every page of the gallery: no violation that axe-core knows of, in both themes, and nothing wider than a phone.

At rest, and with all that opens or complains.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, FilePayload, ViewportSize
    from tests.browser.conftest import AppPage

    Step: TypeAlias = Callable[[AppPage], object]

ROOT = Path(__file__).parents[2]
APP = ROOT / "notebooks" / "apps" / "gallery" / "app.py"
AXE = ROOT / "js" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))
PHONE: ViewportSize = {"width": 390, "height": 844}
VIOLATIONS = """async (opened) => {
  // What floats is reached from what has opened it, and is in no landmark of the page.
  const rules = { region: { enabled: !opened } };
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
  return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))]);
}"""
# The page itself does not scroll; its main area does.
FITS = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
  .every((box) => box.scrollWidth <= Math.min(box.clientWidth, innerWidth))"""


def click(selector: str) -> Step:
    return lambda app: app.root.locator(selector).first.click()


def column_menu(app: AppPage) -> None:
    canvas = app.root.get_by_test_id("stDataFrame").first.locator("canvas").first
    canvas.click(position={"x": 150, "y": 12}, force=True, button="right")


def column_statistics(app: AppPage) -> None:
    column_menu(app)
    app.page.get_by_role("menuitem", name="Statistics").click()


def search_bar(app: AppPage) -> None:
    app.root.get_by_test_id("stDataFrame").first.get_by_role("button", name="Search", exact=True).click()
    app.page.keyboard.type("o")


def files(place: str) -> Step:
    """Return a step that adds two files, of which one is refused."""
    sent: list[FilePayload] = [
        {"name": "a-table.csv", "mimeType": "text/csv", "buffer": b"a,b"},
        {"name": "a-picture.png", "mimeType": "image/png", "buffer": b"no picture"},
    ]

    def add(app: AppPage) -> None:
        for one in sent:
            app.root.get_by_test_id(place).first.locator("input[type=file]").set_input_files(one)
            expect(app.root.get_by_test_id(place).first).to_contain_text(one["name"].split(".")[0])

    return add


def refused(app: AppPage) -> None:
    field = app.root.get_by_role("textbox", name="Required text", exact=True)
    field.fill("")
    field.press("Enter")
    expect(app.root.locator("[data-invalid]")).to_be_visible()


OPENED: dict[str, tuple[Step, ...]] = {
    "buttons": (click(".stMenuButton button"), click("[data-testid=stMainMenuButton]")),
    "choices": (click(".stMultiSelect input"),),
    "data": (column_menu, column_statistics, search_bar),
    "layout": (click(".stPopover button"), click("text=Open a dialog")),
    "moments": (
        *(click(f".st{kind} input") for kind in ("DateInput", "TimeInput", "DateTimeInput")),
        click(".rv-color-swatch"),
    ),
    "states": (click(".stSelectbox input"), refused),
    "status": (click("text=An exception"), click("text=A notice")),
    "uploads": (files("stFileUploader"),),
}
"""What is done to a page, one after the other; whatever has opened is closed again by the Escape key."""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APP)


@pytest.fixture(scope="module", params=["light", "dark"])
def gallery(request: pytest.FixtureRequest, browser: Browser) -> Iterator[AppPage]:
    """A tab of a browser that prefers a theme; axe is not of the page's own origin, as its policy asks."""
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield on_page(context.new_page())
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_can_be_used_by_everybody(gallery: AppPage, address: str, view: str) -> None:
    gallery.page.set_viewport_size({"width": 1280, "height": 900})
    gallery.open(address + view)
    # Parts that come in pieces of their own. A player may leave its connection open for as long as it likes.
    expect(gallery.page.locator(".rv-placeholder")).to_have_count(0)
    gallery.page.add_script_tag(path=AXE)
    found: Any = gallery.page.evaluate(VIOLATIONS, arg=False)
    assert found == []
    for number, step in enumerate(OPENED.get(view, ())):
        step(gallery)
        gallery.settle()
        found = gallery.page.evaluate(VIOLATIONS, arg=True)
        assert found == [], f"after step {number}"
        gallery.page.keyboard.press("Escape")
    gallery.page.set_viewport_size(PHONE)
    gallery.page.wait_for_function(FITS)
