"""Inputs and buttons under the pointer, pressed and refused: they can be read in both themes, and nothing moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator
    from tests.browser.conftest import AppPage

APP = Path(__file__).parents[2] / "notebooks" / "apps" / "gallery" / "app.py"
PRESSED = (
    ":is(button:enabled, a.rv-button[href], a.rv-page-link[href], .rv-check, .rv-radio, .rv-tab, summary)"
    ":not([aria-disabled], [data-disabled], :has(.rv-rating), .rv-chat-button)"
)
READABLE = 4.5
"""Contrast of texts by level AA of WCAG 2.1."""
LOOK = """async (element) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  await Promise.all(document.getAnimations().map((one) => one.finished));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const on = (colors) => {
    for (const color of colors) {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    }
    const light = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
  };
  const parts = [element, ...element.querySelectorAll(":not(.rv-visually-hidden)")];
  const texts = parts.filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const contrasts = texts.map((one) => {
    const below = [];
    for (let at = one; at; at = at.parentElement) below.unshift(getComputedStyle(at).backgroundColor);
    const [back, text] = [on(below), on([getComputedStyle(one).color])];
    return (Math.max(back, text) + 0.05) / (Math.min(back, text) + 0.05);
  });
  const main = document.querySelector("[data-testid=stMain]");
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.min(21, ...contrasts), [x, y + main.scrollTop, width, height, main.scrollHeight].map(Math.round)];
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def states(request: pytest.FixtureRequest, browser: Browser, serve: Callable[..., str]) -> Iterator[AppPage]:
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield on_page(context.new_page()).open(serve(APP) + "states")
    context.close()


def look(element: Locator) -> tuple[float, list[int]]:
    """Return the least contrast of its texts, and where it is on the page."""
    contrast, place = element.evaluate(LOOK)
    return contrast, place


def test_what_is_pointed_at_and_pressed_can_be_read_and_stays_where_it_is(states: AppPage) -> None:
    mouse = states.page.mouse
    found = states.root.get_by_test_id("stMain").locator(PRESSED).all()
    assert len(found) > 40
    hard: list[str] = []
    for element in found:
        mouse.move(0, 0)
        element.scroll_into_view_if_needed()
        _, place = look(element)
        element.hover()
        hovered = look(element)
        mouse.down()
        pressed = look(element)
        # Let go elsewhere, so that nothing comes of it.
        mouse.move(0, 0)
        mouse.up()
        states.page.keyboard.press("Escape")
        for state, (contrast, at) in (("hover", hovered), ("press", pressed)):
            if contrast < READABLE or at != place:
                hard.append(f"{state} of {element.inner_text()!r}: {contrast:.2f}, from {place} to {at}")
    assert hard == []


def test_what_is_refused_says_why_and_can_be_read(states: AppPage) -> None:
    field = states.root.get_by_test_id("stTextInput").filter(has_text="Required text").first
    field.locator("input").fill("")
    field.locator("input").press("Enter")
    expect(field.locator("[data-invalid]")).to_be_visible()
    error = field.locator(".rv-field-error")
    expect(error).not_to_be_empty()
    contrast, _ = look(error)
    assert contrast >= READABLE
    field.locator("input").fill("Text")
    field.locator("input").press("Enter")
    expect(error).to_have_count(0)
