"""Inputs and buttons under the pointer, pressed and refused: they can be read in both themes, and nothing moves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

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
    ":not([aria-disabled], [data-disabled])"
)
DISABLED = (
    ":is(button:disabled, input:not([type=file]):disabled, textarea:disabled,"
    " :is(.rv-button, .rv-page-link)[aria-disabled],"
    " .rv-slider[data-disabled] .rv-slider-track, :is(.rv-check, .rv-radio, .rv-drop)[data-disabled])"
)
READABLE = 4.5
"""Contrast of texts by level AA of WCAG 2.1."""
VISIBLE = 3.0
"""Contrast of pictures and of rings of focus, likewise."""
TOOLS = """
const settled = async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  const ends = (one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime));
  await Promise.all(document.getAnimations().filter(ends).map((one) => one.finished.catch(() => null)));
};
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const context = canvas.getContext("2d", { willReadFrequently: true });
const lightOf = (layers) => {
  for (const [color, opacity] of layers) {
    context.globalAlpha = opacity;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
  }
  const light = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
};
// Of a colour on an element: with all backgrounds below it, and as far as these can be seen through.
const contrastOf = (element, color) => {
  const below = [];
  let opacity = 1;
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    below.unshift([style.backgroundColor, 1]);
    opacity *= Number(style.opacity);
  }
  const [back, front] = [lightOf(below), lightOf([[color, opacity]])];
  return (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
};
const partsOf = (element) => [element, ...element.querySelectorAll(":not(.rv-visually-hidden)")];
"""
LOOK = f"""async (element) => {{
  {TOOLS}
  await settled();
  const texts = partsOf(element).filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  // The mark of a box that is not checked waits unseen.
  const pictures = [...element.querySelectorAll("svg *")].filter((one) =>
    !one.closest(".rv-check:not(:has(:checked))"));
  const paint = ({{ stroke, fill }}) => (stroke === "none" ? fill : stroke);
  const least = (contrasts) => Math.min(21, ...contrasts);
  const main = document.querySelector("[data-testid=stMain]");
  const {{ x, y, width, height }} = element.getBoundingClientRect();
  return [
    least(texts.map((one) => contrastOf(one, getComputedStyle(one).color))),
    least(pictures.map((one) => contrastOf(one, paint(getComputedStyle(one))))),
    [x, y + main.scrollTop, width, height, main.scrollHeight].map(Math.round),
  ];
}}"""
COLORS = f"""async (element) => {{
  {TOOLS}
  await settled();
  const names = ["color", "backgroundColor", "borderTopColor", "boxShadow", "fill", "stroke", "opacity", "filter"];
  const looks = partsOf(element).flatMap((one) => [null, "::before", "::after"].map((pseudo) => {{
    const style = getComputedStyle(one, pseudo);
    return names.map((name) => style[name]).join();
  }}));
  return [looks.join(" "), getComputedStyle(element).cursor];
}}"""
RING = f"""(element) => {{
  {TOOLS}
  const style = getComputedStyle(element);
  return contrastOf(element, style.getPropertyValue("--rv-focus"));
}}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def states(request: pytest.FixtureRequest, browser: Browser, serve: Callable[..., str]) -> Iterator[AppPage]:
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield on_page(context.new_page()).open(serve(APP) + "states")
    context.close()


class Look(NamedTuple):
    """The least contrasts of its texts and of its pictures, and where it is on the page."""

    texts: float
    pictures: float
    place: list[int]

    def can_be_read(self) -> bool:
        return self.texts >= READABLE and self.pictures >= VISIBLE


def look(element: Locator) -> Look:
    return Look(*element.evaluate(LOOK))


def named(element: Locator) -> str:
    """Return what tells it from others where a test fails."""
    return str(element.evaluate("(one) => one.outerHTML.replace(/<(path|svg).*/s, '').slice(0, 160)"))


def test_what_is_pointed_at_and_pressed_can_be_read_and_stays_where_it_is(states: AppPage) -> None:
    mouse = states.page.mouse
    # A message can be sent when there is one.
    states.root.get_by_role("textbox", name="Message", exact=True).fill("Hello")
    found = states.root.get_by_test_id("stMain").locator(PRESSED).all()
    assert len(found) > 45
    hard: list[str] = []
    for element in found:
        mouse.move(0, 0)
        element.scroll_into_view_if_needed()
        usual = look(element)
        element.hover()
        hovered = look(element)
        mouse.down()
        pressed = look(element)
        # Let go elsewhere, so that nothing comes of it.
        mouse.move(0, 0)
        mouse.up()
        states.page.keyboard.press("Escape")
        hard += [
            f"{state} of {named(element)}: {now}, usually {usual}"
            for state, now in (("rest", usual), ("hover", hovered), ("press", pressed))
            if not now.can_be_read() or now.place != usual.place
        ]
    assert hard == []
    rings = [states.page.locator(area).evaluate(RING) for area in (".stApp", ".stSidebar", ".rv-overlays")]
    assert min(rings) >= VISIBLE


def test_what_is_disabled_does_not_answer_to_the_pointer(states: AppPage) -> None:
    mouse = states.page.mouse
    found = states.root.get_by_test_id("stMain").locator(DISABLED).all()
    assert len(found) > 40
    wrong: list[str] = []
    for element in found:
        element.scroll_into_view_if_needed()
        usual = element.evaluate(COLORS)
        element.hover(force=True)
        hovered = element.evaluate(COLORS)
        mouse.down()
        pressed = element.evaluate(COLORS)
        mouse.move(0, 0)
        mouse.up()
        if not usual == hovered == pressed:
            wrong.append(f"changes: {named(element)}")
        if usual[1] not in ("not-allowed", "default"):
            wrong.append(f"{usual[1]}: {named(element)}")
    assert wrong == []


LISTS = {
    ".stMenuButton button": ".rv-menu-item",
    ".stSelectbox input": ".rv-option",
    ".stDateInput input": ".rv-calendar-day:not([hidden], [data-disabled])",
}
"""What opens, and what there is to choose from then."""


@pytest.mark.parametrize("opener", LISTS)
def test_what_there_is_to_choose_from_can_be_read(states: AppPage, opener: str) -> None:
    states.root.locator(opener).first.click()
    choices = states.page.locator(f".rv-floating {LISTS[opener]}")
    expect(choices.first).to_be_visible()
    hard: list[str] = []
    for choice in choices.all()[:10]:
        usual = look(choice)
        choice.hover()
        hovered = look(choice)
        if not (usual.can_be_read() and hovered.can_be_read()):
            hard.append(f"{named(choice)}: {usual}, {hovered} under the pointer")
    states.page.keyboard.press("Escape")
    expect(choices).to_have_count(0)
    assert hard == []


def test_a_file_that_is_being_made_shows_on_its_button(states: AppPage) -> None:
    button = states.root.get_by_role("button", name="Made when pressed", exact=True)
    usual = look(button)
    with states.page.expect_download() as download:
        button.click()
        expect(button).to_have_attribute("aria-busy", "true")
        made = look(button)
    assert made.can_be_read()
    assert made.place[1::2] == usual.place[1::2], "it is as high, and nothing below it moves"
    assert download.value.suggested_filename == "report.txt"
    expect(button).not_to_have_attribute("aria-busy", "true")


def test_what_is_refused_says_why_and_can_be_read(states: AppPage) -> None:
    field = states.root.get_by_test_id("stTextInput").filter(has_text="Required text").first
    field.locator("input").fill("")
    field.locator("input").press("Enter")
    expect(field.locator("[data-invalid]")).to_be_visible()
    error = field.locator(".rv-field-error")
    expect(error).not_to_be_empty()
    assert look(error).can_be_read()
    field.locator("input").fill("Text")
    field.locator("input").press("Enter")
    expect(error).to_have_count(0)
