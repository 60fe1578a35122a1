"""Every page of the gallery: no violation that axe-core knows of, in both themes, and nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ViewportSize
    from tests.browser.conftest import AppPage

ROOT = Path(__file__).parents[2]
APP = ROOT / "notebooks" / "apps" / "gallery" / "app.py"
AXE = ROOT / "js" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))
PHONE: ViewportSize = {"width": 390, "height": 844}
VIOLATIONS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))]);
}"""
# The page itself does not scroll; its main area does.
FITS = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
  .every((box) => box.scrollWidth <= Math.min(box.clientWidth, innerWidth))"""


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
    found: Any = gallery.page.evaluate(VIOLATIONS)
    assert found == []
    gallery.page.set_viewport_size(PHONE)
    gallery.page.wait_for_function(FITS)
