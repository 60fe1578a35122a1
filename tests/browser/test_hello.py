"""The demo, served, as somebody who tries it out would use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import revoila

if TYPE_CHECKING:
    from collections.abc import Callable

APP = Path(revoila.__file__).parent / "hello" / "app.py"
PAGES = (
    "Welcome",
    "Weather explorer",
    "Which penguin?",
    "Live updates",
    "Forms and dialogs",
    "Fragments",
    "Background tasks",
    "Jupyter widgets",
    "An unmodified script",
    "Light and dark",
)
PICTURE = """() => document.querySelector('[data-testid="stVegaLiteChart"] canvas').toDataURL()"""
PHONE = {"width": 390, "height": 844}
# The page itself does not scroll; its main area does.
FITS = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
  .every((box) => box.scrollWidth <= Math.min(box.clientWidth, innerWidth))"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str]) -> str:
    return serve(APP)


def metric(app: Any, label: str) -> Any:
    """The value under a label."""
    box = app.root.get_by_test_id("stMetric").filter(has=app.page.get_by_text(label, exact=True))
    return box.get_by_test_id("stMetricValue")


def said(app: Any, text: str) -> Any:
    """A text that the script has written, not one of the source below."""
    return app.root.get_by_test_id("stMarkdown").filter(has_text=text)


def test_home_greets_and_leads_to_the_pages(app: Any, address: str) -> None:
    app.open(address)
    app.type("Your name", "Ada")
    expect(app.root.get_by_text("Hello Ada!", exact=True)).to_be_visible()
    expect(metric(app, "Runs so far")).to_have_text("2")
    app.press("Light and dark")
    expect(app.page).to_have_url(re.compile("/look$"))
    expect(app.page.get_by_role("heading", level=1)).to_have_text("Light and dark")


def test_filters_of_the_explorer_change_numbers_charts_and_table(app: Any, address: str) -> None:
    app.open(address + "weather")
    expect(metric(app, "Days")).to_have_text("1,461")
    expect(app.root.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
    before = app.page.evaluate(PICTURE)
    app.slide("Years", "ArrowRight")
    expect(metric(app, "Days")).to_have_text("1,095")
    # What the canvas draws is repeated in its fallback content, for screen readers.
    table = app.root.get_by_test_id("stDataFrame")
    cells = table.locator("[role=gridcell]")
    expect(cells.get_by_text("1 Jan 2013", exact=True)).to_have_count(1)
    expect(cells.get_by_text("1 Jan 2012", exact=True)).to_have_count(0)
    app.page.wait_for_function(f"before => ({PICTURE})() !== before", arg=before)
    app.press("Reset filters")
    expect(metric(app, "Days")).to_have_text("1,461")


def test_the_form_of_the_penguins_runs_when_it_is_submitted(app: Any, address: str) -> None:
    app.open(address + "penguins")
    verdict = app.root.get_by_test_id("stAlert")
    expect(verdict).to_contain_text("Chinstrap")
    runs = app.attribute("data-run-id")
    for label, value in {"Bill length, mm": "47.5", "Bill depth, mm": "15"}.items():
        field = app.root.get_by_label(label, exact=True)
        field.fill(value)
        field.press("Tab")
    app.slide("Flipper length, mm", "PageUp", 3)
    app.slide("Body mass, g", "PageUp", 5)
    assert app.attribute("data-run-id") == runs
    app.press("Tell me")
    expect(verdict).to_contain_text("Gentoo")


def test_an_order_is_removed_after_a_question(app: Any, address: str) -> None:
    app.open(address + "forms")
    app.root.get_by_label("Name", exact=True).fill("Grace")
    assert app.root.get_by_text("Grace · 1 × Espresso · 2.20 €").count() == 0, (
        "nothing runs before it is submitted"
    )
    app.press("Order")
    expect(app.root.get_by_text("Grace · 1 × Espresso · 2.20 €")).to_be_visible()
    expect(app.root.get_by_label("Name", exact=True)).to_have_value("")
    expect(app.page.get_by_test_id("stToast")).to_contain_text("1 × Espresso for Grace")
    app.root.get_by_role("button", name="Remove").first.click()
    dialog = app.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ada would get no Flat white then.")
    dialog.get_by_role("button", name="Remove").click()
    expect(dialog).to_have_count(0)
    expect(metric(app, "Together")).to_have_text("2.20 €")


def test_a_fragment_runs_without_the_page_and_a_clock_by_itself(app: Any, address: str) -> None:
    app.open(address + "fragments")
    expect(app.root.get_by_text("This part has run 1 times, the page 1 times.")).to_be_visible()
    app.root.get_by_role("combobox", name="Day of the week").click()
    app.page.get_by_role("option", name="Tue").click()
    expect(app.root.get_by_text("This part has run 2 times, the page 1 times.")).to_be_visible()
    time = metric(app, "Your time").inner_text()
    expect(metric(app, "Your time")).not_to_have_text(time)
    expect(app.root.get_by_text("This part has run 2 times, the page 1 times.")).to_be_visible()


def test_a_task_goes_on_while_the_page_is_used_and_outlives_a_reload(app: Any, address: str) -> None:
    app.open(address + "tasks")
    app.slide("Points, in thousands", "End")
    expect(app.root.get_by_role("progressbar")).to_be_visible()
    found = metric(app, "π is about")
    expect(found).to_contain_text("3.1", timeout=60_000)
    number = found.inner_text()
    app.page.reload()
    expect(found).to_have_text(number)
    app.press("Once more")
    expect(app.root.get_by_role("progressbar")).to_be_visible()
    app.press("Cancel")
    expect(app.root.get_by_test_id("stAlert")).to_have_text("The task was cancelled.")


def test_a_story_streams_until_stop_or_another_button(app: Any, address: str) -> None:
    app.open(address + "live")
    story = said(app, "A click leaves")
    app.root.get_by_role("button", name="Tell the story").click()
    expect(story).to_be_visible()
    expect(app.root).to_have_attribute("data-run-state", "running")
    assert "script is busy" not in story.inner_text()
    app.press("Stop")
    expect(story).to_be_visible()
    assert "script is busy" not in story.inner_text()
    # The page was there before the story began, so none of it is lost.
    app.root.get_by_role("button", name="Tell the story").click()
    expect(app.root).to_have_attribute("data-run-state", "running")
    app.root.get_by_role("button", name="Do some work").click()
    bar = app.root.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(story).to_have_count(0)
    app.settle()
    expect(bar).to_have_attribute("aria-valuenow", "100")


def test_a_walk_is_drawn_step_by_step_on_one_chart(app: Any, address: str) -> None:
    app.open(address + "live")
    canvas = app.root.get_by_test_id("stVegaLiteChart").locator("canvas").first
    expect(canvas).to_be_visible()
    whole = app.page.evaluate(PICTURE)
    drawn = canvas.element_handle()
    app.page.evaluate(
        f"""whole => {{
      globalThis.steps = new Set();
      const look = () => {{
        const app = document.querySelector("[data-testid=stApp]");
        const picture = ({PICTURE})();
        if (app.dataset.runState === "running" && picture !== whole) steps.add(picture);
        requestAnimationFrame(look);
      }};
      look();
    }}""",
        whole,
    )
    app.root.get_by_role("button", name="Walk").click()
    app.page.wait_for_function("() => steps.size >= 2")
    app.settle()
    app.page.wait_for_function(f"whole => ({PICTURE})() === whole", arg=whole)
    assert drawn.evaluate("canvas => canvas.isConnected")


def test_widgets_of_others_run_the_script_like_any_input(app: Any, address: str) -> None:
    app.open(address + "widgets")
    dial = app.page.get_by_role("slider", name="Dial")
    expect(dial).to_have_attribute("aria-valuenow", "40")
    for key, value in {"ArrowUp": 41, "PageUp": 51, "ArrowLeft": 50, "End": 100, "Home": 0}.items():
        dial.press(key)
        expect(dial).to_have_attribute("aria-valuenow", str(value))
        expect(said(app, f"The dial says {value}.")).to_be_visible()
    # What is beside it must be there, too: the page moves until then.
    expect(app.page.locator(".noUi-handle")).to_be_visible()
    box = app.settle().page.get_by_role("slider", name="Dial").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    app.page.mouse.move(box["x"] + 12, middle[1])
    app.page.mouse.down()
    app.page.mouse.move(middle[0], box["y"] + 24, steps=5)
    app.page.mouse.up()
    expect(dial).to_have_attribute("aria-valuenow", "50")
    expect(said(app, "The dial says 50.")).to_be_visible()
    app.page.locator(".noUi-handle").press("ArrowRight")
    expect(said(app, "4 waves in #9b5de5")).to_be_visible()


def test_the_unmodified_script_counts(app: Any, address: str) -> None:
    app.open(address + "unmodified").press("Count").press("Count")
    expect(said(app, "Clicks so far:")).to_have_text(re.compile(r"Clicks so far:\s*4"))


def test_the_menu_changes_the_theme_and_a_reload_keeps_it(app: Any, address: str) -> None:
    app.open(address + "look")
    expect(app.root).to_have_attribute("data-theme", "light")
    background = "root => getComputedStyle(root).backgroundColor"
    light = app.root.evaluate(background)
    app.page.get_by_test_id("stMainMenuButton").click()
    app.page.get_by_role("menuitemradio", name="Dark").click()
    expect(app.root).to_have_attribute("data-theme", "dark")
    assert app.root.evaluate(background) != light
    app.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Live updates").click()
    expect(app.root.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
    drawn = app.settle().page.evaluate(PICTURE)
    # A page that is there at once is drawn before it has colours.
    app.page.reload()
    expect(app.root).to_have_attribute("data-theme", "dark")
    expect(app.root.get_by_test_id("stVegaLiteChart").locator("canvas").first).to_be_visible()
    app.page.wait_for_function(f"drawn => ({PICTURE})() === drawn", arg=drawn)


def test_on_a_phone_every_page_fits_and_the_sidebar_folds_away(app: Any, address: str) -> None:
    app.page.set_viewport_size(PHONE)
    app.open(address)
    sidebar = app.page.get_by_test_id("stSidebar")
    headings, wide = set(), []
    for name in PAGES:
        expect(sidebar).to_be_hidden()
        app.page.get_by_test_id("stExpandSidebarButton").click()
        sidebar.get_by_role("link", name=name).click()
        expect(sidebar).to_be_hidden()
        app.settle().root.get_by_text("Source of this page").click()
        headings.add(app.page.get_by_role("heading", level=1).inner_text())
        if not app.page.evaluate(FITS):
            wide.append(name)
    assert wide == []
    assert len(headings) == len(PAGES)
