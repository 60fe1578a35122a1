"""Every command that is operated, by keyboard alone: the value that the kernel has then, or what shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator
    from tests.browser.conftest import AppPage

SCRIPT = """
import datetime
import numpy as np
import streamlit as st

values = {}

def counted(name, pressed):
    key = f"count {name}"
    st.session_state[key] = st.session_state.get(key, 0) + bool(pressed)
    values[name] = st.session_state[key]

with st.sidebar:
    values["aside"] = st.checkbox("Aside")

counted("press", st.button("Press"))
counted("load", st.download_button("Load", "text", "text.txt"))
values["menu"] = st.menu_button("Menu", ["one", "two", "three"]) or st.session_state.get("menu")
st.session_state.menu = values["menu"]
values["check"] = st.checkbox("Check")
values["toggle"] = st.toggle("Toggle")
values["radio"] = st.radio("Radio", ["tea", "coffee", "milk"])
values["select"] = st.selectbox("Select", ["Berlin", "Lyon", "Oslo"])
values["multi"] = st.multiselect("Multi", ["Berlin", "Lyon", "Oslo"], "Oslo")
values["new"] = st.multiselect("New", ["a"], accept_new_options=True)
values["days"] = st.select_slider("Days", ["Mon", "Tue", "Wed", "Thu"], ("Mon", "Wed"))
values["slider"] = st.slider("Slider", 0, 100, 50)
values["number"] = st.number_input("Number", 0, 10, 5)
values["text"] = st.text_input("Text")
values["area"] = st.text_area("Area")
values["date"] = st.date_input("Date", datetime.date(2027, 3, 15))
values["range"] = [str(day) for day in st.date_input("Range", [datetime.date(2027, 3, 1)] * 2)]
values["time"] = st.time_input("Time", "08:45")
values["moment"] = st.datetime_input("Moment", datetime.datetime(2027, 3, 15, 9))
values["color"] = st.color_picker("Color", "#2f6fde")
values["pills"] = st.pills("Pills", ["x", "y", "z"], selection_mode="multi")
values["segment"] = st.segmented_control("Segment", ["Day", "Week", "Month"], default="Day")
values["stars"] = st.feedback("stars")
values["page"] = st.pagination(9)
values["said"] = st.chat_input("Say", key="say") or st.session_state.get("said")
st.session_state.said = values["said"]
upload = st.file_uploader("Upload")
values["upload"] = upload and upload.name
photo = st.camera_input("Photo")
values["photo"] = photo and photo.type
voice = st.audio_input("Voice")
values["voice"] = voice and voice.type

first, second, third = st.tabs(["First", "Second", "Third"])
first.write("behind the first")
second.write("behind the second")
third.write("behind the third")
with st.expander("Expander"):
    st.write("inside the expander")
with st.popover("Popover"):
    values["inside"] = st.checkbox("Inside")

@st.dialog("Dialog")
def ask():
    st.text_input("Name")
    st.button("Last")

if st.button("Open"):
    ask()
with st.form("form"):
    values["field"] = st.text_input("Field")
    counted("sent", st.form_submit_button("Send"))
st.image(np.zeros((40, 40, 3), "uint8"), alt="black")
st.code("x = 1")
st.json({"a": {"b": 1}})
with st.container(height=80):
    for number in range(20):
        st.write(f"line {number}")
for name, value in values.items():
    st.text(f"{name}: {value}")
"""

USES: dict[str, tuple[str, str, list[str], str]] = {
    "button by Enter": ("button", "Press", ["Enter"], "press: 1"),
    "button by Space": ("button", "Press", ["Space"], "press: 2"),
    "menu_button": ("button", "Menu", ["Enter", "End", "Enter"], "menu: three"),
    "menu_button, first letter": ("button", "Menu", ["ArrowDown", "t", "Enter"], "menu: two"),
    "checkbox": ("checkbox", "Check", ["Space"], "check: True"),
    "toggle": ("switch", "Toggle", ["Space"], "toggle: True"),
    "radio": ("radio", "tea", ["ArrowDown", "ArrowDown"], "radio: milk"),
    "selectbox by arrows": ("combobox", "Select", ["ArrowDown", "ArrowDown", "Enter"], "select: Lyon"),
    "selectbox by letters": ("combobox", "Select", ["o", "s", "Enter"], "select: Oslo"),
    "multiselect": ("combobox", "Multi", ["l", "Enter", "Escape"], "multi: ['Oslo', 'Lyon']"),
    "multiselect, last one back": ("combobox", "Multi", ["Backspace"], "multi: ['Oslo']"),
    "multiselect, new option": ("combobox", "New", ["b", "Enter", "Escape"], "new: ['b']"),
    "select_slider": ("slider", "Days Start", ["ArrowRight"], "days: ('Tue', 'Wed')"),
    "slider": ("slider", "Slider", ["ArrowRight", "PageUp"], "slider: 61"),
    "slider to its end": ("slider", "Slider", ["End"], "slider: 100"),
    "number_input by arrows": ("spinbutton", "Number", ["ArrowUp", "Enter"], "number: 6"),
    "number_input typed": ("spinbutton", "Number", ["Control+A", "9", "Enter"], "number: 9"),
    "text_input": ("textbox", "Text", ["h", "i", "Enter"], "text: hi"),
    "text_area": ("textbox", "Area", ["a", "Enter", "b", "Control+Enter"], "area: a\nb"),
    "date_input, part of a date": ("textbox", "Date", ["Home", "ArrowUp"], "date: 2028-03-15"),
    "time_input": ("combobox", "Time", ["ArrowDown", "ArrowDown", "Enter"], "time: 09:00:00"),
    "datetime_input typed": (
        "textbox",
        "Moment",
        ["Control+A", *"2027/04/01, 10:30", "Enter"],
        "moment: 2027-04-01 10:30:00",
    ),
    "pills": ("button", "x", ["Space", "ArrowRight", "Space"], "pills: ['x', 'y']"),
    "segmented_control": ("radio", "Day", ["ArrowRight", "Space"], "segment: Week"),
    "feedback": ("radio", "1 star", ["ArrowRight", "ArrowRight", "Space"], "stars: 2"),
    "pagination": ("button", "Page 2", ["Enter"], "page: 2"),
    "chat_input": ("textbox", "Say", [*"hi", "Enter"], "said: hi"),
    "form by Enter": ("textbox", "Field", ["x", "Enter"], "field: x"),
    "form by its button": ("button", "Send", ["Enter"], "sent: 2"),
}
"""What is operated: role, name, keys, and what the script says then."""


@pytest.fixture(scope="module")
def keyed(
    browser: Browser, serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppPage]:
    path = tmp_path_factory.mktemp("keyboard") / "keyboard.py"
    path.write_text(SCRIPT)
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        permissions=["camera", "microphone"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    app = on_page(context.new_page()).open(serve(path))
    expect(app.page.locator(".rv-placeholder")).to_have_count(0, timeout=60_000)
    yield app
    context.close()


def go(app: AppPage, target: Locator, key: str = "Tab", limit: int = 150) -> None:
    """Press a key until something has the focus."""
    target.wait_for(state="attached")
    for _ in range(limit):
        if target.evaluate("one => one === document.activeElement"):
            return
        app.page.keyboard.press(key)
    pytest.fail(f"{key} never comes to {target}")


def says(app: AppPage, text: str) -> None:
    expect(
        app.root.get_by_test_id("stText").filter(has_text=re.compile(rf"^{re.escape(text)}$"))
    ).to_be_visible()


def test_the_sidebar_the_main_menu_and_the_link_over_both(keyed: AppPage) -> None:
    keyed.page.keyboard.press("Tab")
    skip = keyed.root.get_by_test_id("stSkipToContent")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keyed.page.keyboard.press("Enter")
    expect(keyed.root.get_by_test_id("stMain")).to_be_focused()
    go(keyed, keyed.root.get_by_role("button", name="Press"), limit=2)
    close = (
        keyed.root.get_by_test_id("stSidebarCollapseButton")
        .locator("button")
        .or_(keyed.root.locator("button[data-testid=stSidebarCollapseButton]"))
    )
    go(keyed, close, "Shift+Tab")
    keyed.page.keyboard.press("Enter")
    expect(keyed.root.get_by_role("checkbox", name="Aside")).to_be_hidden()
    expand = keyed.root.get_by_test_id("stExpandSidebarButton")
    expect(expand).to_be_focused()
    keyed.page.keyboard.press("Enter")
    expect(keyed.root.get_by_role("checkbox", name="Aside")).to_be_visible()
    menu = keyed.root.get_by_test_id("stMainMenu").get_by_role("button")
    go(keyed, menu)
    keyed.page.keyboard.press("Enter")
    shown = keyed.page.get_by_role("menu")
    expect(shown).to_be_visible()
    keyed.page.keyboard.press("ArrowDown")
    expect(shown.locator(":focus")).to_have_count(1)
    keyed.page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(menu).to_be_focused()


@pytest.mark.parametrize("use", USES)
def test_an_input_is_operated(keyed: AppPage, use: str) -> None:
    role, name, keys, said = USES[use]
    go(keyed, keyed.root.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]  # one of ARIA's
    for key in keys:
        keyed.page.keyboard.press(key)
    says(keyed, said)
    keyed.settle()
    # Nothing of it is left open, and the way on is free.
    expect(keyed.page.locator(".rv-floating")).to_have_count(0)


def test_days_are_picked_from_a_calendar(keyed: AppPage) -> None:
    press = keyed.page.keyboard.press
    for name, keys, said in (
        ("Date", ["ArrowDown", "Enter"], "date: 2028-03-22"),
        ("Range", ["ArrowRight", "Enter", "ArrowDown", "Enter"], "range: ['2027-03-02', '2027-03-09']"),
    ):
        field = keyed.root.get_by_role("textbox", name=name, exact=True)
        go(keyed, field)
        press("Alt+ArrowDown")
        # Its code comes with the first of them.
        expect(keyed.page.get_by_role("dialog", name=name).locator(".rv-calendar-day:focus")).to_have_count(1)
        for key in keys:
            press(key)
        says(keyed, said)
        expect(keyed.page.get_by_role("dialog")).to_have_count(0)
        expect(field).to_be_focused()


def test_a_colour_is_chosen(keyed: AppPage) -> None:
    press = keyed.page.keyboard.press
    swatch = keyed.root.get_by_role("button", name="Color")
    go(keyed, swatch)
    press("Enter")
    panel = keyed.page.get_by_test_id("stColorPickerPopover")
    go(keyed, panel.get_by_role("slider", name="Hue"), limit=3)
    press("Home")
    says(keyed, "color: #de2f2f")
    go(keyed, panel.get_by_label("Hex"), limit=3)
    for key in ("Control+A", *"#00aa66", "Enter"):
        press(key)
    says(keyed, "color: #00aa66")
    expect(panel).to_have_count(0)
    expect(swatch).to_be_focused()


def test_a_download_starts(keyed: AppPage) -> None:
    go(keyed, keyed.root.get_by_role("button", name="Load", exact=True))
    with keyed.page.expect_download() as started:
        keyed.page.keyboard.press("Enter")
    assert started.value.suggested_filename == "text.txt"
    says(keyed, "load: 1")


def test_files_photos_and_recordings_are_made(keyed: AppPage) -> None:
    uploader = keyed.root.get_by_test_id("stFileUploader")
    expect(keyed.page.locator(".rv-placeholder")).to_have_count(0, timeout=60_000)
    with keyed.page.expect_file_chooser() as asked:
        go(keyed, uploader.get_by_role("button", name="Upload"))
        keyed.page.keyboard.press("Enter")
    asked.value.set_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"note"})
    says(keyed, "upload: note.txt")
    go(keyed, uploader.get_by_role("button", name="Remove note.txt"))
    keyed.page.keyboard.press("Enter")
    says(keyed, "upload: None")
    keyed.page.wait_for_function("() => document.querySelector('video')?.videoWidth > 0")
    go(keyed, keyed.root.get_by_role("button", name="Take photo"))
    keyed.page.keyboard.press("Enter")
    says(keyed, "photo: image/jpeg")
    go(keyed, keyed.root.get_by_role("button", name="Record"))
    keyed.page.keyboard.press("Enter")
    expect(keyed.root.get_by_test_id("stAudioInputWaveformTimeCode")).to_have_text("00:01")
    go(keyed, keyed.root.get_by_role("button", name="Stop recording"))
    keyed.page.keyboard.press("Enter")
    says(keyed, "voice: audio/wav")


def test_tabs_are_turned(keyed: AppPage) -> None:
    go(keyed, keyed.root.get_by_role("tab", name="First"))
    for key, shown in (("ArrowRight", "second"), ("End", "third"), ("ArrowRight", "first")):
        keyed.page.keyboard.press(key)
        keyed.page.keyboard.press("Enter")
        expect(keyed.root.get_by_text(f"behind the {shown}", exact=True)).to_be_visible()
    expect(keyed.root.get_by_text("behind the second", exact=True)).to_be_hidden()


def test_an_expander_opens_and_closes(keyed: AppPage) -> None:
    inside = keyed.root.get_by_text("inside the expander")
    go(keyed, keyed.root.locator("summary").filter(has_text="Expander"))
    keyed.page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    keyed.page.keyboard.press("Space")
    expect(inside).to_be_hidden()


def test_a_popover_gives_its_focus_back(keyed: AppPage) -> None:
    button = keyed.root.get_by_role("button", name="Popover")
    go(keyed, button)
    keyed.page.keyboard.press("Enter")
    inside = keyed.page.get_by_role("dialog", name="Popover").get_by_role("checkbox", name="Inside")
    go(keyed, inside, limit=3)
    keyed.page.keyboard.press("Space")
    says(keyed, "inside: True")
    keyed.page.keyboard.press("Escape")
    expect(keyed.page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_dialog_keeps_the_focus_and_gives_it_back(keyed: AppPage) -> None:
    button = keyed.root.get_by_role("button", name="Open", exact=True)
    go(keyed, button)
    keyed.page.keyboard.press("Enter")
    dialog = keyed.page.get_by_role("dialog", name="Dialog")
    expect(dialog).to_be_visible()
    within = "one => one.contains(document.activeElement) || document.activeElement === document.body"
    for key in ("Tab", "Shift+Tab"):
        for _ in range(8):
            keyed.page.keyboard.press(key)
            assert dialog.evaluate(within)
    go(keyed, dialog.get_by_label("Name"))
    go(keyed, dialog.get_by_role("button", name="Last"), limit=3)
    keyed.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()


def test_toolbars_of_pictures_and_code(keyed: AppPage) -> None:
    large = keyed.root.get_by_test_id("stImage").get_by_role(
        "button", name=re.compile("Fullscreen", re.IGNORECASE)
    )
    go(keyed, large)
    expect(large).to_be_visible()
    keyed.page.keyboard.press("Enter")
    full = keyed.page.locator(".rv-fullscreen")
    expect(full).to_be_visible()
    keyed.page.keyboard.press("Escape")
    expect(full).to_have_count(0)
    keyed.page.context.grant_permissions(["clipboard-read", "clipboard-write", "camera", "microphone"])
    go(keyed, keyed.root.get_by_test_id("stCode").get_by_role("button"))
    keyed.page.keyboard.press("Enter")
    keyed.until(lambda: keyed.page.evaluate("navigator.clipboard.readText()") == "x = 1")


def test_json_folds_and_a_box_scrolls(keyed: AppPage) -> None:
    leaf = keyed.root.get_by_test_id("stJson").get_by_text("1", exact=True)
    expect(leaf).to_be_visible()
    go(keyed, keyed.root.get_by_test_id("stJson").get_by_role("button", name="Copy to clipboard"))
    keyed.page.keyboard.press("Tab")
    keyed.page.keyboard.press("Enter")
    expect(leaf).to_be_hidden()
    box = keyed.root.locator(".rv-scroll").last
    go(keyed, box)
    keyed.page.keyboard.press("End")
    expect(box.get_by_text("line 19")).to_be_in_viewport()
