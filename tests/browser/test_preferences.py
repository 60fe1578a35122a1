"""What a visitor asks of their system: less motion, and colours of its choosing."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator
    from tests.browser.conftest import AppPage

APP = Path(__file__).parents[2] / "notebooks" / "apps" / "gallery" / "app.py"
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))

# What is told to move, or does: by rule, and by what runs. A wheel may change its brightness, not more.
MOVING = """() => {
  const long = (times) => times.split(",").some((time) => parseFloat(time) * (time.includes("ms") ? 1 : 1000) > 1);
  const MOVES = /transform|translate|rotate|left|top|background/;
  const found = [];
  for (const element of document.querySelectorAll(".stApp, .stApp *, .rv-overlays *")) {
    if (element.matches(".rv-spin")) continue;
    for (const pseudo of [null, "::before", "::after"]) {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element, pseudo);
      if ((animationName !== "none" && long(animationDuration)) || long(transitionDuration)) {
        found.push(`${element.className} ${pseudo ?? ""} ${animationName}`);
      }
    }
  }
  for (const animation of document.getAnimations()) {
    const properties = animation.effect.getKeyframes().flatMap(Object.keys);
    // The shortest of them are over before anybody sees them.
    if (animation.effect.getComputedTiming().duration > 1 && properties.some((name) => MOVES.test(name))) {
      found.push(`runs ${animation.animationName ?? animation.transitionProperty}`);
    }
  }
  return [...new Set(found)];
}"""

CHOICES: list[tuple[str, str, str, int | None]] = [
    ("choices", ".rv-pills [data-pressed]", ".rv-pills .rv-row-button:not([data-pressed])", None),
    ("choices", ".rv-segments [data-pressed]", ".rv-segments .rv-row-button:not([data-pressed])", None),
    ("choices", ".rv-rating[data-lit]", ".rv-rating:not([data-lit])", None),
    ("choices", ".rv-slider-fill", ".rv-slider-track", None),
    ("layout", ".rv-tab[aria-selected=true]", ".rv-tab[aria-selected=false]", 2),
    ("layout", ".rv-page-link[aria-current=page]", ".rv-page-link:not([aria-current])", None),
    ("navigation", ".rv-page-number[aria-current]", ".rv-page-number:not([aria-current])", None),
    ("navigation", ".rv-radio > :checked + *", ".rv-radio > :not(:checked) + *", None),
    ("status", ":nth-match(.rv-progress-track, 2)", ":nth-match(.rv-progress-track, 1)", None),
]
"""Chosen and not chosen: a view, two selectors, and how many pixels from below it is about, if not all."""


def color_of(shown: Locator, height: int | None = None) -> tuple[int, ...]:
    """Return the colour that most of something has on the screen: a style sheet knows only what was asked for."""
    shown.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
    if height is not None:
        picture = picture.crop((0, picture.height - height, *picture.size))
    pixels = Counter(zip(*[iter(picture.tobytes())] * 3, strict=True))
    return pixels.most_common(1)[0][0]


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APP)


@pytest.fixture(scope="module")
def calm(browser: Browser) -> Iterator[AppPage]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield on_page(context.new_page())
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_moves_for_whom_motion_is_trouble(calm: AppPage, address: str, view: str) -> None:
    calm.open(address + view)
    expect(calm.page.locator(".rv-placeholder")).to_have_count(0, timeout=60_000)
    assert calm.page.evaluate(MOVING) == []


def test_neither_balloons_nor_snow_nor_dialogs_move(calm: AppPage, address: str) -> None:
    calm.open(address + "status")
    for name, test_id in (("Balloons", "stBalloons"), ("Snow", "stSnow")):
        calm.press(name)
        expect(calm.page.get_by_test_id(test_id)).to_have_count(0)
    calm.press("A notice")
    expect(calm.page.get_by_test_id("stToast")).to_be_visible()
    assert calm.page.evaluate(MOVING) == []
    calm.open(address + "layout").press("Open a dialog")
    expect(calm.page.get_by_role("dialog", name="A dialog")).to_be_visible()
    assert calm.page.evaluate(MOVING) == []
    calm.open(address + "text")
    calm.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    jumped = """(link) => {
      const main = document.querySelector("[data-testid=stMain]");
      link.click();
      return main.scrollTop;
    }"""
    assert calm.root.get_by_role("link", name="1", exact=True).evaluate(jumped) > 0


def test_somebody_who_likes_motion_gets_it(app: AppPage, address: str) -> None:
    """What the tests above look for is there without the wish."""
    app.open(address + "status").press("Balloons")
    expect(app.page.get_by_test_id("stBalloons")).to_be_visible()
    assert "runs rv-balloon" in app.page.evaluate(MOVING)


@pytest.mark.parametrize(("view", "chosen", "other", "height"), CHOICES)
def test_what_is_chosen_shows_in_the_colours_of_the_system(
    visitor: Callable[..., AppPage], address: str, view: str, chosen: str, other: str, height: int | None
) -> None:
    app = visitor(forced_colors="active", reduced_motion="reduce").open(address + view)
    one, two = (app.page.locator(selector).first for selector in (chosen, other))
    assert color_of(one, height) != color_of(two, height)


def test_a_switch_a_list_and_a_calendar_show_in_the_colours_of_the_system(
    visitor: Callable[..., AppPage], address: str
) -> None:
    app = visitor(forced_colors="active", reduced_motion="reduce").open(address + "navigation")
    knob, field = app.page.locator(".rv-switch-knob"), app.page.locator(".rv-switch")
    off = color_of(field)
    assert color_of(knob) != off
    app.page.get_by_role("switch").press("Space")
    app.until(lambda: color_of(field) != off)
    assert color_of(knob) != color_of(field)
    app.open(address + "choices")
    app.page.get_by_role("combobox", name="Nothing chosen yet").press("ArrowDown")
    app.page.keyboard.press("ArrowDown")
    active = app.page.locator(".rv-option[data-active]")
    assert active.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    app.open(address + "moments")
    app.page.get_by_label("Departure").press("Alt+ArrowDown")
    day = app.page.locator(".rv-calendar-day[data-selected]")
    expect(day).to_be_visible()
    usual = app.page.locator(".rv-calendar-day:not([data-selected], [data-disabled])").first
    assert color_of(day) != color_of(usual)


CONTRAST = """(element) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const light = (color) => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  };
  const style = getComputedStyle(element);
  const page = light(getComputedStyle(element.closest(".stApp")).backgroundColor);
  return [style.borderTopColor, style.color].map((color) => {
    const [dark, bright] = [page, light(color)].sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_asks_for_contrast_sees_edges_and_no_pale_texts(
    visitor: Callable[..., AppPage], address: str, scheme: str
) -> None:
    app = visitor(contrast="more", color_scheme=scheme, reduced_motion="reduce").open(address + "states")

    def seen() -> list[float]:
        field, caption, disabled = (
            app.root.locator(one).first.evaluate(CONTRAST)
            for one in (".rv-control", ".rv-page-link:not([aria-current])", ".rv-button:disabled")
        )
        return [field[0], caption[1], disabled[1]]

    asked = seen()
    app.page.emulate_media(contrast="no-preference")
    app.until(lambda: all(one > other for one, other in zip(asked, seen(), strict=True)))
    edge, text, off = asked
    assert edge >= 4.5
    assert text >= 7
    assert off >= 4.5
