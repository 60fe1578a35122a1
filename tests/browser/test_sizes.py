"""From a narrow cell to a wall: what folds, what scrolls, and that nothing leaves its room."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.lab import Notebook, write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page
    from tests.browser.conftest import AppPage

GALLERY = Path(__file__).parents[2] / "notebooks" / "apps" / "gallery" / "app.py"
VIEWS = sorted(path.stem for path in (GALLERY.parent / "views").glob("*.py"))

SCRIPT = """
import datetime
import streamlit as st

day = datetime.date(2027, 3, 15)
with st.sidebar:
    st.write("aside")
st.tabs([f"Tab number {number}" for number in range(30)])
st.segmented_control("Segments", [f"Option {number}" for number in range(25)])
st.multiselect("Chips", range(60), range(50), format_func="Chip number {}".format)
left, right = st.columns([3, 1])
left.write("left")
right.date_input("Edge", [day, day], key="edge")
right.color_picker("Colour")
right.popover("Panel").write("inside the panel")
left.segmented_control("Few", ["Day", "Week", "Month", "Year", "Decade"])
st.selectbox("A label that is long " * 6, ["x" * 200], help="help")
st.error("Averylongwordwithoutanyspaces" * 10)

@st.dialog("A dialog with a title that is rather long, too long for a phone")
def ask():
    st.date_input("Within", day)

if st.button("Open"):
    ask()
if st.button("Notify"):
    st.toast("A notice that goes on for more than one line, so that one sees it break.", duration="infinite")
st.chat_input("Say")
"""

INSIDE = """(box) => {
  const { left, right, top } = box.getBoundingClientRect();
  return left >= 0 && right <= innerWidth && top >= 0 && box.scrollWidth <= box.clientWidth + 1;
}"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sizes") / "sizes.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], script: Path) -> str:
    return serve(script)


METRICS = """
import streamlit as st

st.metric(
    "A label that needs more than a line of a phone", "9,876,543,210.98 €", "+1,234,567.89 since last year",
    delta_description="compared with the year before that", chart_data=[1, 3, 2], border=True,
)
for column in st.columns(6, wrap=False):
    column.metric("Short", "$1,234,567", "-8 %")
st.metric("Words", "Incomprehensibilities and more of them")
with st.container(horizontal=True, wrap=False, key="line"):
    for name in ("First of all", "Second of all", "Third of all", "Last of all"):
        st.button(name)
"""
CUT = """(box) => [...box.querySelectorAll("*")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible"
    || one.getBoundingClientRect().right > box.getBoundingClientRect().right + 1)
  .map((one) => one.textContent)"""


def test_nothing_of_a_metric_is_cut(app: AppPage, serve: Callable[..., str], tmp_path: Path) -> None:
    script = tmp_path / "metrics.py"
    script.write_text(METRICS)
    app.page.set_viewport_size({"width": 320, "height": 900})
    app.open(serve(script))
    metrics = app.root.get_by_test_id("stMetric")
    expect(metrics).to_have_count(8)
    for metric in metrics.all():
        assert metric.evaluate(CUT) == []
    # What stays on a line is moved along and not made smaller.
    line = app.root.locator(".st-key-line")
    assert [button.evaluate(CUT) for button in line.get_by_role("button").all()] == [[]] * 4
    assert line.evaluate("box => box.scrollWidth > box.clientWidth")
    value = metrics.first.get_by_test_id("stMetricValue")
    # A number stays on a line as long as it can be read.
    assert value.evaluate("box => box.clientHeight < 1.5 * parseFloat(getComputedStyle(box).lineHeight)")
    app.page.set_viewport_size({"width": 1280, "height": 900})
    expect(value).to_have_css("font-size", "36px")


def is_inside(box: Locator) -> None:
    """Wait until something is on the screen as a whole, with all that is in it."""
    expect(box).to_be_visible()
    box.page.wait_for_function(f"(box) => ({INSIDE})(box)", arg=box.element_handle())


def beside(one: Locator, other: Locator) -> bool:
    """Whether something is on the same line as something else."""
    first, second = one.bounding_box(), other.bounding_box()
    assert first is not None
    assert second is not None
    return first["y"] < second["y"] + second["height"] and second["y"] < first["y"] + first["height"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_of_the_gallery_fits_a_phone_and_a_wall(serve: Any, app: AppPage, view: str) -> None:
    app.open(f"{serve(GALLERY)}{view}")
    for width in (320, 500, 1280, 3840):
        app.page.set_viewport_size({"width": width, "height": 900})
        app.page.wait_for_function(
            """() => {
              const main = document.querySelector("[data-testid=stMain]");
              const room = main.clientWidth;
              const out = [...main.querySelectorAll(".rv-box")]
                .filter((box) => !box.closest(".rv-scroll, .rv-nowrap"))
                .filter((box) => box.getBoundingClientRect().right > main.getBoundingClientRect().right + 1);
              return main.scrollWidth <= room && out.length === 0;
            }"""
        )


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_what_opens_stays_on_the_screen(app: AppPage, address: str, width: int) -> None:
    app.page.set_viewport_size({"width": width, "height": 700})
    app.open(address)
    app.root.get_by_label("Edge").press("Alt+ArrowDown")
    day = app.page.get_by_role("dialog", name="Edge")
    expect(day.locator(".rv-calendar-day:focus")).to_have_count(1)
    is_inside(app.page.locator(".rv-floating"))
    app.page.keyboard.press("Escape")
    app.root.get_by_test_id("stColorPickerBlock").click()
    is_inside(app.page.locator(".rv-floating"))
    app.page.keyboard.press("Escape")
    app.press("Panel")
    is_inside(app.page.locator(".rv-floating"))
    app.page.keyboard.press("Escape")
    app.press("Notify")
    notice = app.page.get_by_test_id("stToast")
    is_inside(notice)
    # On a narrow page it is over what comes before the field at the bottom, until it is closed.
    notice.get_by_role("button").click()
    expect(notice).to_have_count(0)
    app.press("Open")
    dialog = app.page.get_by_role("dialog", name="A dialog")
    is_inside(dialog)
    dialog.get_by_label("Within").press("Alt+ArrowDown")
    expect(app.page.locator(".rv-calendar-day:focus")).to_have_count(1)
    is_inside(app.page.locator(".rv-floating"))


@pytest.mark.parametrize("width", [320, 1280])
def test_tabs_that_have_no_room_are_moved_by_their_buttons(app: AppPage, address: str, width: int) -> None:
    app.page.set_viewport_size({"width": width, "height": 700})
    app.open(address)
    right, left = (app.root.get_by_test_id(f"stTabsScroll{side}") for side in ("Right", "Left"))
    first, last = app.root.get_by_test_id("stTab").first, app.root.get_by_test_id("stTab").last
    # A page with a field for messages shows its end.
    app.root.get_by_test_id("stTabs").scroll_into_view_if_needed()
    expect(left).to_have_count(0)
    expect(first).to_be_in_viewport(ratio=1)
    right.click()
    expect(left).to_be_visible()
    expect(first).not_to_be_in_viewport()
    last.scroll_into_view_if_needed()
    expect(right).to_have_count(0)
    last.click()
    expect(last).to_have_attribute("aria-selected", "true")


def test_a_field_with_many_chips_is_no_higher_than_a_few_lines(app: AppPage, address: str) -> None:
    app.page.set_viewport_size({"width": 320, "height": 700})
    app.open(address)
    box = app.root.get_by_test_id("stMultiSelect").bounding_box()
    assert box is not None
    assert box["height"] < 250


@pytest.mark.parametrize("width", [320, 600, 1280])
def test_the_field_at_the_bottom_is_below_the_middle_of_the_page(
    app: AppPage, address: str, width: int
) -> None:
    app.page.set_viewport_size({"width": width, "height": 700})
    app.open(address)
    edges = """(id) => {
      const center = document.querySelector(`[data-testid=${id}] .rv-center`).getBoundingClientRect();
      return [Math.round(center.left), Math.round(center.right)];
    }"""
    assert app.page.evaluate(edges, "stMain") == app.page.evaluate(edges, "stBottom")
    expect(app.root.get_by_test_id("stChatInput")).to_be_in_viewport(ratio=1)


def test_the_sidebar_of_a_phone_lies_over_the_page_and_closes_with_escape(app: AppPage, address: str) -> None:
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open(address)
    aside = app.root.get_by_text("aside", exact=True)
    expect(aside).to_be_hidden()
    before = app.root.get_by_test_id("stMain").bounding_box()
    app.root.get_by_test_id("stExpandSidebarButton").press("Enter")
    expect(aside).to_be_in_viewport()
    expect(app.root.get_by_test_id("stSidebarCollapseButton")).to_be_focused()
    assert app.root.get_by_test_id("stMain").bounding_box() == before
    app.page.keyboard.press("Escape")
    expect(app.root.get_by_test_id("stExpandSidebarButton")).to_be_focused()
    expect(aside).not_to_be_in_viewport()


def test_a_cell_is_the_room_of_its_app(page: Page, lab: tuple[str, Path], app: Any, script: Path) -> None:
    """Not the window: it is wide, the cell is not."""
    address, folder = lab
    page.set_viewport_size({"width": 1600, "height": 900})
    write_notebook(folder, 'import revoila\nrevoila.App("sizes.py")', sizes=script.read_text())
    notebook = Notebook(page, address)
    notebook.run(0)
    shown = notebook.app(0, type(app))
    left, right = shown.root.get_by_text("left", exact=True), shown.root.get_by_test_id("stDateInput")
    aside = shown.root.get_by_text("aside", exact=True)
    for width, wide in ((320, False), (500, False), (1000, True)):
        shown.root.evaluate("(app, width) => { app.parentElement.style.width = `${width}px` }", width)
        shown.until(lambda wide=wide: beside(left, right) == wide)
        fits = "(app) => app.scrollWidth <= app.clientWidth + 1"
        assert shown.root.evaluate(fits)
        (expect(aside).to_be_visible if wide else expect(aside).not_to_be_in_viewport)()
        right.locator("input").press("Alt+ArrowDown")
        expect(page.locator(".rv-calendar-day:focus")).to_have_count(1)
        is_inside(page.locator(".rv-floating"))
        page.keyboard.press("Escape")
        shown.press("Open")
        is_inside(page.get_by_role("dialog", name="A dialog"))
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
