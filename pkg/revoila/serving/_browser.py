"""Opens the page of a server that has just started, where a person can see it."""

from __future__ import annotations

import html
import os
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def has_screen() -> bool:
    """Whether a graphical browser can open; a text browser would take the terminal over."""
    if os.environ.get("BROWSER") or sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_page(url: str, browser: str | None, new: int) -> None:
    """Open `url` without waiting for the browser.

    Parameters
    ----------
    url : str
        What to open.
    browser : str or None
        Which browser, as `webbrowser.get` takes it.
    new : int
        2 for a tab, 1 for a window, 0 for any.
    """
    if not has_screen():
        return
    try:
        found = webbrowser.get(browser)
    except webbrowser.Error:
        return
    threading.Thread(target=found.open, args=(url, new), name="open-browser", daemon=True).start()


def redirect_file(folder: Path, url: str) -> str:
    """Write a page that leads to `url`, for addresses that other users of the machine must not see.

    Parameters
    ----------
    folder : Path
        A private one.
    url : str
        Where it leads.

    Returns
    -------
    str
        Address of the file.
    """
    path = folder / "open.html"
    path.write_text(
        f'<!doctype html><meta http-equiv="refresh" content="0; url={html.escape(url)}">', "utf-8"
    )
    path.chmod(0o600)
    return path.as_uri()
