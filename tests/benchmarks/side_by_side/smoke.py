"""Does every app open and answer a click? For whoever writes an adapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Error, sync_playwright
from tests.benchmarks.side_by_side import browser
from tests.benchmarks.side_by_side.plan import FIRST, ROWS
from tests.benchmarks.side_by_side.server import Server

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from tests.benchmarks.side_by_side.peers import Peer

ACTIONS = {
    "small": ("Add", r"count is 1\."),
    "many": ("Change", r"item 995 rev 1\."),
    "mixed": ("Change", r"item 959 rev 1\."),
    "stream": ("Stream", "ENDOFSTREAM1"),
    "data": ("Replace", r"cell1\."),
    "chart": ("Redraw", "new curve"),
    "cache": ("Again", r"count is 1\. rows"),
}
"""The button of each app, and what a click shows."""

ACT = "([label, text]) => __B.act(label, text, {timeout: 60000, curve: text === 'new curve'})"


def smoke(peers: Sequence[Peer], apps: Sequence[str], pictures: Path) -> int:
    """Print one line for each app of each peer; return 1 when one of them fails."""
    pictures.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        for peer in peers:
            for app in apps:
                if all(row in peer.missing for row, what in ROWS.items() if what.app == app):
                    continue
                try:
                    line = visit(chromium, peer, app, pictures / f"{peer.name}-{app}.png")
                except Exception as error:  # noqa: BLE001  # the next app may work
                    failed += 1
                    line = f"FAILED {str(error)[:1500]}"
                print(f"{peer.name:15} {app:7} {line}", flush=True)
        chromium.close()
    return min(1, failed)


def visit(chromium: Browser, peer: Peer, app: str, picture: Path) -> str:
    with Server(peer, app) as server:
        up = server.wait()
        context = browser.new_context(chromium, FIRST[app])
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(f"page error: {str(error)[:200]}"))
        try:
            opened = browser.go(context, page, server.url, 60)
            browser.settle(page, 400)
            click = page.evaluate(ACT, list(ACTIONS[app]))["dom"]
            moved = f", slider {slide(peer, page):.1f} ms" if app == "small" else ""
        finally:
            errors += keep(page, picture)
            context.close()
        trouble = f"; {'; '.join(errors)}" if errors else ""
        return f"up {up:.2f} s, open {opened.dom:.0f} ms, click {click:.1f} ms{moved}{trouble}"


def keep(page: Page, picture: Path) -> list[str]:
    """Take a picture; return what went wrong."""
    try:
        page.screenshot(path=picture)
    except Error:
        return ["no picture: the page is too busy"]
    return []


def slide(peer: Peer, page: Page) -> float:
    """Return the milliseconds from a key on the slider to the changed text."""
    browser.settle(page)
    peer.focus_slider(page)
    page.evaluate(r"() => __B.onInput('keydown', 'value is 11\\.', {timeout: 30000})")
    page.keyboard.press(peer.slider_key)
    return float(page.evaluate("() => __B.inputResult")["dom"])
