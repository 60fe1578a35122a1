"""What does a page show while its author saves files, breaks them, deletes them? In Chromium, with a real server.

Numbers are those of the execution specification.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SHOTS = os.environ.get("REVOILA_SCREENSHOTS", "")
"""A folder for pictures; none are made without it."""

FRAME = """\
import streamlit as st
from helper import NAME

st.session_state.setdefault("n", 0)
if st.sidebar.button("Add"):
    st.session_state.n += 1
st.markdown(f"{NAME}: {st.session_state.n}")
st.navigation([st.Page("one.py"), st.Page("two.py")]).run()
"""

ONE = """\
import streamlit as st

st.title("A page")
st.text_input("Name", key="name")
st.markdown("page one")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "app.py": FRAME,
        "one.py": ONE,
        "two.py": "import streamlit as st\n",
        "helper.py": "NAME = 'count'",
    }
    for name, source in files.items():
        (tmp_path / name).write_text(source)
    return tmp_path


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, in light and dark."""
    if SHOTS:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_function(
                "(mode) => document.querySelector('.stApp').dataset.theme === mode", arg=scheme
            )
            page.wait_for_function(
                "() => document.getAnimations().every((one) => one.playState !== 'running')"
            )
            page.screenshot(path=Path(SHOTS) / f"{name}-{scheme}.png")
        page.emulate_media(color_scheme="light")


def test_a_page_follows_its_files(app: Any, launch: Callable[..., Any], folder: Path) -> None:
    """Statements 8, 13 and 57."""
    app.open(launch(folder / "app.py", "--reload").address).press("Add")
    app.type("Name", "Ada")
    main = app.root.get_by_test_id("stMain")
    expect(main.get_by_text("count: 1")).to_be_visible()
    (folder / "app.py").write_text(FRAME.replace("{NAME}", "the {NAME}"))
    expect(main.get_by_text("the count: 1")).to_be_visible()
    (folder / "helper.py").write_text("NAME = 'number'")
    expect(main.get_by_text("the number: 1")).to_be_visible()
    (folder / "one.py").write_text(ONE.replace("page one", "page 1"))
    expect(main.get_by_text("page 1")).to_be_visible()
    expect(main.get_by_label("Name", exact=True)).to_have_value("Ada")
    panel = app.page.get_by_test_id("stDialog")
    expect(panel).to_be_hidden()
    for name, good, line in (("app.py", FRAME, 9), ("one.py", ONE, 6), ("helper.py", "NAME = 'count'\n", 2)):
        (folder / name).write_text(good + "if True\n")
        expect(panel.get_by_text(f'File "{folder / name}", line {line}')).to_be_visible()
        expect(panel.get_by_text("SyntaxError: expected ':'")).to_be_visible()
        # What was there stays, behind the panel.
        expect(main.get_by_text("page one" if name == "helper.py" else "page 1")).to_be_visible()
        if name == "app.py":
            picture(app.page, "broken")
        (folder / name).write_text(good)
        expect(panel).to_be_hidden()
    expect(main.get_by_text("count: 1", exact=True)).to_be_visible()
    (folder / "app.py").unlink()
    expect(panel.get_by_text("The file app.py is not there any more.")).to_be_visible()
    expect(main.get_by_text("count: 1", exact=True)).to_be_visible()
    picture(app.page, "deleted")
    (folder / "app.py").write_text(FRAME)
    expect(panel).to_be_hidden()
    (folder / "helper.py").unlink()
    expect(main.get_by_text("No module named 'helper'")).to_be_visible()
    (folder / "helper.py").write_text("NAME = 'back'")
    expect(main.get_by_text("back: 1")).to_be_visible()
    expect(main.get_by_text("No module named 'helper'")).to_be_hidden()
    expect(main.get_by_label("Name", exact=True)).to_have_value("Ada")


def test_a_visitor_decides_what_a_change_does(app: Any, launch: Callable[..., Any], folder: Path) -> None:
    """Statement 15."""
    app.open(launch(folder / "app.py").address).press("Add")
    main, notice = app.root.get_by_test_id("stMain"), app.root.get_by_test_id("stSourceChanged")
    expect(main.get_by_text("count: 1")).to_be_visible()
    # Another page is no reason to say anything: what comes after it is.
    (folder / "two.py").write_text("import streamlit as st\nst.write('changed')\n")
    (folder / "app.py").write_text(FRAME.replace("{NAME}", "second {NAME}"))
    expect(notice).to_be_visible()
    expect(main.get_by_text("count: 1", exact=True)).to_be_visible()
    picture(app.page, "changed")
    notice.get_by_role("button", name="Rerun", exact=True).click()
    expect(main.get_by_text("second count: 1")).to_be_visible()
    expect(notice).to_be_hidden()
    (folder / "app.py").write_text(FRAME + "if True\n")
    notice.get_by_role("button", name="Rerun", exact=True).click()
    panel = app.page.get_by_test_id("stDialog")
    expect(panel.get_by_text("line 9")).to_be_visible()
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    app.page.keyboard.press("r")
    expect(panel.get_by_text("line 9")).to_be_visible()
    (folder / "app.py").write_text(FRAME.replace("{NAME}", "third {NAME}"))
    inside = panel.get_by_test_id("stSourceChanged")
    expect(inside).to_be_visible()
    picture(app.page, "mended")
    inside.get_by_role("button", name="Always rerun").click()
    expect(main.get_by_text("third count: 1")).to_be_visible()
    expect(panel).to_be_hidden()
    (folder / "app.py").write_text(FRAME.replace("{NAME}", "fourth {NAME}"))
    expect(main.get_by_text("fourth count: 1")).to_be_visible()
    app.root.get_by_test_id("stMainMenuButton").click()
    entry = app.page.get_by_role("menuitemcheckbox", name="Run on save")
    expect(entry).to_be_checked()
    picture(app.page, "menu")
    entry.click()
    (folder / "app.py").write_text(FRAME)
    expect(notice).to_be_visible()
    expect(main.get_by_text("fourth count: 1")).to_be_visible()
