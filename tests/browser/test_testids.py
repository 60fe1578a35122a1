"""Tests of apps that look for Streamlit's test ids find them; those that they do not find are named here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import AppPage

GALLERY = Path(__file__).parents[2] / "notebooks" / "apps" / "gallery" / "app.py"
SOURCE = GALLERY.parents[3] / "js" / "src"
NAMES = {
    line
    for line in (Path(__file__).parent / "data" / "testids.txt").read_text().split("\n")
    if line and not line.startswith("#")
}

RECORD = """() => {
  window.seen = new Set();
  const note = () => {
    for (const one of document.querySelectorAll("[data-testid]")) window.seen.add(one.dataset.testid);
  };
  new MutationObserver(note).observe(document, {
    attributeFilter: ["data-testid"], attributes: true, childList: true, subtree: true,
  });
  note();
}"""

SCRIPT = """
import time
import numpy as np
import pandas as pd
import streamlit as st

st.logo(":material/image:", link="https://jupyter.org")
with st.sidebar:
    st.write("aside")
st.title("Title", help="help")
st.selectbox("Select", ["a"], icon=":material/search:", help="help")
st.text_input("Text", icon=":material/search:")
st.number_input("Number", 0, 3, icon=":material/search:")
st.text_area("Area")
st.slider("Slider", 0, 10)
st.radio("Radio", ["a", "b"], captions=["first", "second"])
st.date_input("Day", None)
st.file_uploader("Files")
st.metric("Metric", 1, 2, delta_description="since then", chart_data=[1, 2])
st.table(pd.DataFrame({"a": [1]}))
st.dataframe(pd.DataFrame({"a": [1, 2]}))
st.video(b"film")
st.empty()
st.exception(ValueError("no"))
st.tabs([f"Tab number {number}" for number in range(40)])
st.bottom.caption("below")

@st.dialog("Dialog", icon=":material/image:")
def ask():
    st.write("inside")

if st.button("Open"):
    ask()
if st.button("Spin"):
    with st.spinner("At work"):
        time.sleep(1)
"""

MENU = """
import streamlit as st

st.navigation({
    "": [st.Page(lambda: st.write("home"), title="Home", url_path="home", default=True)],
    "More": [st.Page(lambda: st.write("other"), title="Other", url_path="other")],
}, position="top").run()
"""

ABSENT: dict[str, str] = {
    "commands that Streamlit has and this version has not": """
        stBidiComponent stBidiComponentIsolated stBidiComponentRegular stCustomComponentV1 stDeckGlJsonChart
        stDeckGlJsonChartZoomButton stEChartsChart stEChartsChartError stGraphVizChart stMermaidChart
        stMermaidError stPlotlyChart""",
    "parts of the grid, which has other ones": """
        stDataFrameButtonActionMenu stDataFrameButtonActionMenuTarget stDataFrameColumnFormattingMenu
        stDataFrameColumnMenu stDataFrameColumnMenuTarget stDataFrameColumnVisibilityMenu
        stDataFrameGlideDataEditor stDataFrameStatisticsChart stDataFrameStatisticsContent
        stDataFrameStatisticsMenu stDataFrameStatisticsMetrics stDataFrameTooltipContent
        stDataFrameTooltipTarget stJsonColumnViewer stMarkdownCellToolbar stMarkdownColumnEditor
        stMarkdownColumnViewer""",
    "files and recordings of the field for messages": """
        stChatInputApproveButton stChatInputCancelButton stChatInputFileUploadButton stChatInputMicButton
        stChatInputWaveform""",
    "boxes that only a layout by scripts needs; ours is by style sheets": """
        stAppIframeResizerAnchor stAppScrollToBottomContainer stDateInputFieldsScroller
        stDateTimeInputFieldsScroller stDialogContentEndPad stDialogResizeHandle stFullScreenFrame
        stGridCellBody stGridCellContent stGridContentMeasure stGridScrollBody stMarkdownEllipsis
        stRadioCaptionSpacer""",
    "names of classes; the elements have the names of where they are": "stAppHeader stAppToolbar stLogo",
    "complaints are texts below a field, and not pictures with a tooltip": """
        stErrorCodeBlock stErrorElementStack stSelectboxErrorIcon stTextAreaErrorIcon stTextInputErrorIcon
        stTooltipErrorContent stTooltipErrorHoverTarget""",
    "things that there are not: hosting, recordings of the screen, a second way to clear or to read a text": """
        stCodeUnhighlighted stCountdown stDateInputQuickSelectPopover stImageIcon stJsonPathTooltip
        stJsonPathTooltipBody stMainMenuRecordingIndicator stMenuVersionCopyButton stNumberInputClearButton
        stTextInputClearButton stToastViewButton stToolbarActionButton stToolbarActionButtonIcon
        stToolbarActionButtonLabel""",
}
"""Names that no element has, by the reason."""

ELSEWHERE = """
    stAppSkeleton stCameraInputSwitchButton stChatInputInstructions stConnectionStatus stDateInputQuickSelect
    stDownloadButtonError stExceptionTraceRow stFileChipIconError stFileChipImagePreview stHelpMember
    stHelpMemberDocName stHelpMemberDocString stHelpMemberDocType stHelpMemberDocValue stHelpMembersTable
    stMetricIcon stNavSectionHeader stSidebarNavViewButton stTabsScrollLeft stTableStyledEmptyTableCell
    stTimeInputClearButton stVideoSubtitle
"""
"""Names of what shows in states that the test below does not reach; the source has them."""

COMPOSED = """
    stDateInputClearButton stDateTimeInputClearButton stDateTimeInputError stTimeInputError
"""
"""Likewise, but put together from the name of an input and of its part."""


@pytest.fixture
def seen(app: AppPage) -> Callable[[], set[str]]:
    app.page.add_init_script(f"({RECORD})()")
    return lambda: set(app.page.evaluate("[...seen]"))


def names_of_the_gallery(app: AppPage, gallery: str, seen: Callable[[], set[str]]) -> set[str]:
    found: set[str] = set()
    for view in sorted(path.stem for path in (GALLERY.parent / "views").glob("*.py")):
        app.open(gallery + view)
        app.page.wait_for_load_state("networkidle")
        if view == "text":
            app.root.get_by_text("Help on an object").click()
            expect(app.root.get_by_test_id("stHelpDoc")).to_be_visible()
        if view == "status":
            for button in ("A notice", "Balloons", "Snow"):
                app.press(button)
            app.until(lambda: {"stToastText", "stBalloons", "stSnow"} <= seen())
        if view == "layout":
            app.press("A panel")
            app.until(lambda: "stPopoverBody" in seen())
        if view == "moments":
            app.root.get_by_label("Departure").press("Alt+ArrowDown")
            app.until(lambda: "stDateInputCalendar" in seen())
            app.page.keyboard.press("Escape")
            app.root.get_by_label("Start").press("Alt+ArrowDown")
            app.until(lambda: "stDateTimeInputCalendar" in seen())
            app.page.keyboard.press("Escape")
            app.root.get_by_test_id("stColorPickerBlock").first.click()
            app.until(lambda: "stColorPickerPopover" in seen())
            app.page.keyboard.press("Escape")
        if view == "choices":
            app.root.get_by_role("combobox", name="Nothing chosen yet").press("ArrowDown")
        if view == "buttons":
            app.root.get_by_role("button", name="Export").press("Enter")
            app.until(lambda: "stMenuButtonBody" in seen())
        found |= seen()
    return found


def names_of_other_parts(app: AppPage, address: str, seen: Callable[[], set[str]]) -> set[str]:
    app.open(address)
    app.page.wait_for_load_state("networkidle")
    field = app.root.get_by_test_id("stFileUploaderDropzoneInput")
    field.set_input_files({"name": "note.txt", "mimeType": "text/plain", "buffer": b"note"})
    app.until(lambda: "stFileChipName" in seen())
    app.root.get_by_role("combobox", name="Select").press("ArrowDown")
    app.until(lambda: "stSelectboxVirtualDropdown" in seen())
    app.page.keyboard.press("Escape")
    app.type("Day", "nonsense")
    app.root.get_by_test_id("stTooltipIcon").first.hover()
    app.until(lambda: "stTooltipContent" in seen())
    app.press("Spin")
    app.root.get_by_role("button", name="Main menu").click()
    app.page.keyboard.press("Escape")
    app.root.get_by_test_id("stSidebarCollapseButton").click()
    app.press("Open")
    return seen()


def test_names_are_those_of_streamlit(
    app: AppPage, serve: Callable[..., str], seen: Callable[[], set[str]], tmp_path: Path
) -> None:
    for name, script in (("parts", SCRIPT), ("menu", MENU)):
        (tmp_path / f"{name}.py").write_text(script)
    found = names_of_the_gallery(app, serve(GALLERY), seen)
    found |= names_of_other_parts(app, serve(tmp_path / "parts.py"), seen)
    app.open(serve(tmp_path / "menu.py"))
    app.root.get_by_test_id("stTopNavSection").click()
    app.until(lambda: "stTopNavPopover" in seen())
    found |= seen()
    absent = set(" ".join(ABSENT.values()).split())
    hidden = set((ELSEWHERE + COMPOSED).split())
    assert NAMES - found - absent - hidden == set()
    assert found & absent == set()


def test_the_source_has_the_names_of_what_shows_elsewhere() -> None:
    source = "\n".join(path.read_text() for path in sorted(SOURCE.rglob("*.ts*")))
    assert [name for name in ELSEWHERE.split() if name not in source] == []
    parts = {name: name.partition("Input")[2] for name in COMPOSED.split()}
    assert [name for name, part in parts.items() if f"Id}}{part}" not in source and name not in source] == []
    assert (set(" ".join(ABSENT.values()).split()) | set((ELSEWHERE + COMPOSED).split())) <= NAMES
