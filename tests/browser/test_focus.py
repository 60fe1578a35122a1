"""Every page of the gallery by keyboard: each stop of the Tab key shows where it is, and none holds it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from tests.browser.conftest import AppPage

APP = Path(__file__).parents[2] / "notebooks" / "apps" / "gallery" / "app.py"
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))
COLORS: Final[tuple[Literal["none", "active"], ...]] = ("none", "active")
LIMIT = 250
"""No page has as many stops."""

# What a focus may change: an outline, a ring, an edge or a background of the element, of what is in
# it, or of the frame around it. Outlines alone count where the system chooses all colours.
WATCH = """([outlinesOnly, inside]) => {
  const look = (element, pseudo) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
      getComputedStyle(element, pseudo);
    const outline = outlineStyle === "none" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
    return outlinesOnly ? outline : [outline, boxShadow, borderColor, backgroundColor].join();
  };
  const looks = (element) => [null, "::before", "::after"].map((pseudo) => look(element, pseudo)).join("|");
  const around = (element) => {
    const frame = element.closest(".rv-control, .rv-check, .rv-radio, .rv-slider-thumb") ?? element;
    const unseen = '[style*="clip"], [type="file"], .rv-visually-hidden';
    return [frame, ...frame.querySelectorAll("*")].filter((one) => !one.closest(unseen));
  };
  const before = new WeakMap();
  const note = () => document.querySelectorAll("body *").forEach((one) => before.set(one, looks(one)));
  note();
  window.stop = async () => {
    // The shortest of transitions has ended with the second frame.
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const ends = (one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime));
    await Promise.all(document.getAnimations().filter(ends).map((one) => one.finished.catch(() => null)));
    const element = document.activeElement;
    if (element === document.body || !element.closest(inside)) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    const name = [element.tagName, element.getAttribute("aria-label") ?? element.innerText ?? "", element.className];
    // Players and frames show it themselves, and so does a grid, which is drawn.
    const seen = element.matches("iframe, video, audio, embed") || element.closest("canvas") !== null
      || around(element).some((one) => before.get(one) !== looks(one));
    const hidden = x + width < 0 || y + height < 0 || x > innerWidth || y > innerHeight;
    return { name: name.join(" ").replace(/\\s+/g, " ").slice(0, 120), seen, hidden };
  };
}"""


PLAYERS_KNOW = """() => [...document.querySelectorAll("video, audio")].every(
  (one) => !one.checkVisibility() || one.srcObject || one.error || one.readyState > 0
    || one.networkState === one.NETWORK_NO_SOURCE || one.preload === "none")"""
"""Whether each player has its recording, or knows that there is none."""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APP)


@pytest.fixture(scope="module", params=COLORS, ids=["colours of the app", "colours of the system"])
def gallery(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[AppPage, bool]]:
    context = browser.new_context(forced_colors=request.param, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield on_page(context.new_page()), request.param == "active"
    context.close()


def walk(app: AppPage, key: str) -> list[dict[str, Any]]:
    """Return the stops of a key from where it comes to what is watched until it has left that; each is named once."""
    stops: list[dict[str, Any]] = []
    for _ in range(LIMIT):
        app.page.keyboard.press(key)
        stop = app.page.evaluate("stop()")
        if stop is None and not stops:
            continue
        if stop is None:
            break
        if not stops or stops[-1]["name"] != stop["name"]:
            stops.append(stop)
    else:
        pytest.fail(f"{key} does not leave the page: {[stop['name'] for stop in stops[-6:]]}")
    return stops


@pytest.mark.parametrize("view", VIEWS)
def test_each_stop_of_the_tab_key_shows_where_it_is(
    gallery: tuple[AppPage, bool], address: str, view: str
) -> None:
    app, forced = gallery
    app.open(address + view)
    expect(app.page.locator(".rv-placeholder")).to_have_count(0, timeout=60_000)
    # A player looks for its recording when it is seen, and takes no focus any more when there is none.
    for player in app.page.locator("video:visible, audio:visible").all():
        player.scroll_into_view_if_needed()
    app.page.wait_for_function(PLAYERS_KNOW)
    # What is around a page is the same on all of them: one is walked through from the first link to the last button.
    whole = view == VIEWS[0]
    app.page.evaluate(WATCH, [forced, "body" if whole else "#rv-main"])
    if not whole:
        app.page.keyboard.press("Tab")
        app.page.keyboard.press("Enter")
    stops = walk(app, "Tab")
    assert len(stops) > (len(VIEWS) if whole else 0)
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if stop["hidden"]] == []
    if not forced:
        back = {stop["name"] for stop in walk(app, "Shift+Tab")}
        # The way back into a frame or a grid ends at what is in it. What asks for a camera may offer one more button.
        # A player that has found no recording when it was reached is no stop any more.
        inner = ("IFRAME", "TD", "VIDEO Not a film")
        assert {stop["name"] for stop in stops if not stop["name"].startswith(inner)} <= back
