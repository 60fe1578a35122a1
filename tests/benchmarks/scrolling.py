"""Scrolls through a table of 1 000 000 × 10 in Chromium, and pastes 100 000 cells into an editor.

Run it as ``python -m tests.benchmarks.scrolling``; ``--help`` says what can be chosen. ``scrolling.js`` counts in the
page itself, so no round trip of the driver is in what it measures.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import textwrap
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from tests.benchmarks.side_by_side.browser import go, launch, new_context, settle
from tests.browser.server import run_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

WATCH = (Path(__file__).parent / "scrolling.js").read_text(encoding="utf-8")

TABLE = """
    import numpy as np
    import pandas as pd
    import revoila as st

    @st.cache_resource
    def frame():
        columns = {f"c{n}": np.random.default_rng(n).normal(size=ROWS) for n in range(9)}
        keys = pd.Series(np.char.add("key", np.arange(ROWS).astype(str)), dtype="str")
        return pd.DataFrame({"key": keys, **columns})

    st.dataframe(frame(), height=600)
"""

EDITOR = """
    import numpy as np
    import pandas as pd
    import revoila as st

    frame = pd.DataFrame({f"c{n}": np.zeros(ROWS) for n in range(10)})
    edited = st.data_editor(frame, hide_index=True, key="edited", height=600)
    st.text(f"sum is {int(edited.to_numpy().sum())}.")
"""

COLUMNS = 10
KEY_WIDTH = 100
"""Of the first columns, where texts are looked for, in CSS pixels."""


def scroll(page: Page, address: str, *, speed: int, seconds: float) -> dict[str, Any]:
    """Return what a page shows while the wheel is turned, in pixels per second."""
    go(page.context, page, address)
    settle(page)
    canvas = page.locator("[data-testid=stDataFrame] canvas").first
    box = canvas.bounding_box()
    if box is None:
        raise RuntimeError("The table has no canvas.")
    page.evaluate(WATCH)
    page.evaluate("(width) => window.__watch.start(width)", KEY_WIDTH)
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.synthesizeScrollGesture",
        {
            "x": box["x"] + box["width"] / 2,
            "y": box["y"] + box["height"] / 2,
            "yDistance": -int(speed * seconds),
            "speed": speed,
            "gestureSourceType": "mouse",
        },
    )
    found: dict[str, Any] = page.evaluate("() => window.__watch.stop()")
    return found


def paste(page: Page, address: str, *, rows: int) -> dict[str, Any]:
    """Return how long a page is busy with a block that is pasted, and when the kernel has it."""
    go(page.context, page, address)
    settle(page)
    page.evaluate(WATCH)
    canvas = page.locator("[data-testid=stDataFrame] canvas").first
    canvas.click(position={"x": 20, "y": 52}, force=True)  # what can be scrolled lies above it
    text = "\n".join("\t".join("1" for _ in range(COLUMNS)) for _ in range(rows))
    found: dict[str, Any] = page.evaluate(
        "([text, sum]) => window.__watch.paste(text, sum)", [text, f"sum is {rows * COLUMNS}\\."]
    )
    return found


def measure(browser: Browser, first: str, action: Callable[[Page], dict[str, Any]]) -> dict[str, Any]:
    """Do something in a fresh profile whose page begins with a text."""
    context = new_context(browser, first)
    page = context.new_page()
    found = action(page)
    context.close()
    return found


def run(options: argparse.Namespace) -> dict[str, list[dict[str, Any]]]:
    """Return what was measured: by the name of what was done, in turn."""
    found: dict[str, list[dict[str, Any]]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))

        def serve(name: str, app: str, rows: int) -> str:
            path = folder / f"{name}.py"
            path.write_text(textwrap.dedent(app).replace("ROWS", str(rows)))
            server = run_app(path)
            stack.callback(server.close)
            return server.address

        table = serve("table", TABLE, options.rows)
        editors = {rows: serve(f"editor_{rows}", EDITOR, rows) for rows in options.editors}
        browser = launch(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        actions: dict[str, tuple[str, Callable[[Page], dict[str, Any]]]] = {
            f"scroll {speed} px/s": (
                r"key\d",
                partial(scroll, address=table, speed=speed, seconds=options.seconds),
            )
            for speed in options.speeds
        }
        for rows, address in editors.items():
            block = options.cells // COLUMNS
            actions[f"paste into {rows:,} rows"] = ("sum is", partial(paste, address=address, rows=block))
        for turn in range(-1, options.times):
            for name, (first, action) in actions.items():
                seen = measure(browser, first, action)
                if turn >= 0:  # the first one makes the frame
                    found.setdefault(name, []).append(seen)
    return found


def main() -> None:
    """Print the medians of what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000, help="length of the table")
    parser.add_argument(
        "--speeds",
        type=int,
        nargs="+",
        default=[1_000, 4_000, 20_000],
        help="of the wheel, in pixels per second",
    )
    parser.add_argument("--seconds", type=float, default=5.0, help="how long the wheel is turned")
    parser.add_argument("--cells", type=int, default=100_000, help="of the block that is pasted")
    parser.add_argument(
        "--editors",
        type=int,
        nargs="+",
        default=[10_000, 100_000],
        help="lengths of editors; of more than 10 000 rows the page has a window",
    )
    parser.add_argument("--times", type=int, default=3, help="how often each is done")
    for name, seen in run(parser.parse_args()).items():
        print(name)
        for measured in seen[0]:
            values = sorted(one[measured] for one in seen)
            print(
                f"    {measured:<32} {statistics.median(values):9.1f}  ({values[0]:.1f} to {values[-1]:.1f})"
            )


if __name__ == "__main__":
    main()
