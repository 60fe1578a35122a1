"""Handles of sliders under a pointer: pressed beside, dragged, on a page that is read from the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

APP = """
import streamlit as st

st.write(f"level {st.slider('Level', 0, 100, 40, 5)}")
low, high = st.slider("Range", 0.0, 1.0, (0.2, 0.6), 0.1)
st.write(f"from {low} to {high}")
st.write(f"still {st.slider('Still', 0, 10, 5, disabled=True)}")
"""


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("slider") / "sliders.py"
    path.write_text(APP)
    return serve(path)


@pytest.fixture
def sliders(app: Any, address: str) -> Any:
    return app.open(address)


def track(app: Any, name: str) -> Locator:
    found: Locator = app.root.get_by_role("group", name=name).locator(".rv-slider-track")
    return found


def place(app: Any, name: str, share: float, beside: float = 0) -> tuple[float, float]:
    """Return the point of the window that is a share along a slider, and some pixels beside it."""
    box = track(app, name).bounding_box()
    assert box is not None
    return box["x"] + share * box["width"] + beside, box["y"] + box["height"] / 2


def drag(app: Any, name: str, start: float, end: float, beside: tuple[float, float] = (0, 0)) -> None:
    app.page.mouse.move(*place(app, name, start, beside[0]))
    app.page.mouse.down()
    app.page.mouse.move(*place(app, name, end, beside[1]), steps=5)
    app.page.mouse.up()
    app.settle()


def test_a_press_beside_the_handles_calls_the_nearest(sliders: Any) -> None:
    sliders.page.mouse.click(*place(sliders, "Level", 0.83))
    sliders.page.mouse.click(*place(sliders, "Range", 0.95))
    assert sliders.settle().texts() == ["level 85", "from 0.2 to 1.0", "still 5"]
    expect(sliders.root.get_by_role("slider", name="Range End")).to_be_focused()


def test_a_handle_follows_the_pointer_that_has_pressed_it(sliders: Any) -> None:
    drag(sliders, "Level", 0.4, 0.7)
    assert sliders.texts()[0] == "level 70"
    # Beside its middle: it does not jump there.
    drag(sliders, "Level", 0.7, 0.7, (6, 8))
    assert sliders.texts()[0] == "level 70"
    drag(sliders, "Range", 0.2, 0.9)
    assert sliders.texts()[1] == "from 0.6 to 0.6"


def test_a_handle_that_is_let_go_elsewhere_stays_where_it_is(sliders: Any) -> None:
    sliders.page.mouse.move(*place(sliders, "Level", 0.4))
    sliders.page.mouse.down()
    thumb = sliders.root.get_by_role("group", name="Level").locator(".rv-slider-thumb")
    expect(thumb).to_have_attribute("data-dragging", "true")
    x, y = place(sliders, "Level", 0.2)
    sliders.page.mouse.move(x, y + 200)
    sliders.page.mouse.up()
    expect(thumb).not_to_have_attribute("data-dragging", "true")
    sliders.page.mouse.move(*place(sliders, "Level", 0.9))
    assert sliders.settle().texts()[0] == "level 20"


def test_a_line_that_is_read_from_the_right_begins_there(sliders: Any) -> None:
    sliders.page.evaluate("document.documentElement.dir = 'rtl'")
    sliders.page.mouse.click(*place(sliders, "Level", 0.1))
    assert sliders.settle().texts()[0] == "level 90"
    assert sliders.slide("Level", "ArrowRight").texts()[0] == "level 85"
    drag(sliders, "Level", 0.15, 0.3)
    assert sliders.texts()[0] == "level 70"


def test_a_disabled_slider_takes_no_pointer(sliders: Any) -> None:
    sliders.page.mouse.click(*place(sliders, "Still", 0.9))
    assert sliders.settle().texts()[2] == "still 5"


def test_a_finger_drags_a_handle(sliders: Any) -> None:
    session = sliders.page.context.new_cdp_session(sliders.page)
    for kind, share in (("touchStart", 0.4), ("touchMove", 0.6), ("touchMove", 0.75), ("touchEnd", None)):
        points = [] if share is None else [dict(zip("xy", place(sliders, "Level", share), strict=True))]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert sliders.settle().texts()[0] == "level 75"
