"""Theme and secrets of a served app come from Jupyter's configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCRIPT = """
import streamlit as st
st.write(f"the word is {st.secrets['word']}, the table says {st.secrets.database.user}")
if st.button("Fail"):
    raise ValueError(f"cannot log in with {st.secrets.database.password}")
"""


def test_theme_and_secrets_come_from_the_jupyter_config_path(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    config = tmp_path / "config"
    config.mkdir()
    (config / "jupyter_revoila_config.py").write_text(
        "c.Theme.primary_color = '#123456'\nc.Theme.base = 'dark'\n"
    )
    (config / "secrets.toml").write_text(
        'word = "open"\n[database]\nuser = "ada"\npassword = "do not tell anybody"\n'
    )
    app.open(serve(script, JUPYTER_CONFIG_DIR=str(config)))
    assert app.texts() == ["the word is open, the table says ada"]
    assert app.attribute("data-theme") == "dark"
    expect(app.root).to_have_css("--st-primary-color", "#123456")
    app.press("Fail")
    error = app.page.get_by_test_id("stException")
    expect(error).to_contain_text("cannot log in with")
    assert "do not tell anybody" not in app.page.content()


def test_streamlits_own_files_are_read_beside_the_script(
    app: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "config.toml").write_text('[theme]\nprimaryColor = "#abcdef"\n')
    (folder / "secrets.toml").write_text(
        'word = "sesame"\n[database]\nuser = "bob"\npassword = "hush hush"\n'
    )
    app.open(serve(script))
    assert app.texts() == ["the word is sesame, the table says bob"]
    expect(app.root).to_have_css("--st-primary-color", "#abcdef")
