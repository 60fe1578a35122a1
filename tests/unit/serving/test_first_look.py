from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from revoila.serving._first_look import FirstLook, first_look
from revoila.serving._options import Look

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger("test")


def look_of(folder: Path, text: str | bytes) -> FirstLook:
    script = folder / "app.py"
    script.write_bytes(text.encode() if isinstance(text, str) else text)
    return first_look(script, LOG)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("st.set_page_config('Sales')", "Sales"),
        ("st.set_page_config(page_title='Sales', layout='wide')", "Sales"),
        ("from streamlit import *\nset_page_config('Sales')", "Sales"),
        (
            "if True:\n    def main():\n        st.set_page_config(page_title='<Sales> & \"more\"')",
            '<Sales> & "more"',
        ),
        ("st.set_page_config(page_title=name)", ""),
        ("st.set_page_config(page_title=f'{name}')", ""),
        ("st.set_page_config(page_title=None)", ""),
        ("st.set_page_config(page_title=b'x')", ""),
        ("st.set_page_config(*arguments, **options)", ""),
        ("st.set_page_config()", ""),
        ("# st.set_page_config('Sales')", ""),
        ("'st.set_page_config(\"Sales\")'", ""),
        ("st.title('Sales')", ""),
        ("def broken(:", ""),
        (b"\xff\xfe", ""),
        (b"x = '\0'", ""),
        ("", ""),
    ],
)
def test_title_is_read_without_running_anything(tmp_path: Path, text: str | bytes, title: str) -> None:
    assert look_of(tmp_path, text).title == title


def test_nesting_without_end_is_no_title(tmp_path: Path) -> None:
    assert look_of(tmp_path, "st.set_page_config('Sales')\nx = " + "(" * 5000 + ")" * 5000).title == ""
    assert look_of(tmp_path, "x = " + "-" * 200_000 + "1").title == ""


@pytest.mark.parametrize("icon", ["🧮", "👩‍🚀", "é"])
def test_emoji_is_an_icon(tmp_path: Path, icon: str) -> None:
    found = look_of(tmp_path, f"st.set_page_config('x', '{icon}')").icon
    assert found.startswith("data:image/svg+xml,")
    assert icon in unquote(found)
    assert not set(found) & set("<>\"'")


@pytest.mark.parametrize("icon", ["", ":material/home:", ":shark:", "icon.png", "https://x/i.png", "é" * 17])
def test_other_icons_are_left_to_the_front_end(tmp_path: Path, icon: str) -> None:
    assert look_of(tmp_path, f"st.set_page_config('x', page_icon='{icon}')").icon == ""


def test_script_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    assert look_of(tmp_path, "st.set_page_config('one')").title == "one"
    script = tmp_path / "app.py"
    before = script.stat().st_mtime_ns
    script.write_text("st.set_page_config('two')")
    os.utime(script, ns=(before + 1, before + 1))
    assert first_look(script, LOG).title == "two"
    script.unlink()
    assert first_look(script, LOG) == FirstLook("", "", Look())


def test_colours_are_those_of_the_options(tmp_path: Path) -> None:
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text("[theme]\nbase = 'dark'\nbackgroundColor = '#123456'\n")
    assert look_of(tmp_path, "").colours.mode == "dark"
    assert look_of(tmp_path, "").colours.dark == "#123456"


def test_theme_that_cannot_be_used_is_left_out_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text("[theme]\nbase = 'nowhere.toml'\n")
    assert look_of(tmp_path, "").colours == Look()
    assert "The theme is left out" in caplog.text
