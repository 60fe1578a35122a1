"""Opens a table of 10 000 × 10 and one of 10 000 000 × 10 in Chromium, in turn: the second is to open as fast.

Run it as ``python -m tests.benchmarks.long_tables``; ``--help`` says what can be chosen. The frames are made once,
before anything is measured, as an app would keep them with ``st.cache_resource``.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import textwrap
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright
from tests.benchmarks.side_by_side.browser import Traffic, go, launch, new_context, settle
from tests.browser.server import run_app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

LIMIT = 1.5
"""How many times as long the long table may take."""

APP = """
    import numpy as np
    import pandas as pd
    import revoila as st

    @st.cache_resource
    def frame(rows):
        columns = {{f"c{{n}}": np.random.default_rng(n).normal(size=rows) for n in range(9)}}
        keys = pd.Series(np.char.add("key", np.arange(rows).astype(str)), dtype="str")
        return pd.DataFrame({{"key": keys, **columns}})

    st.dataframe(frame({rows}))
"""


class Opening(NamedTuple):
    """What one opening has taken: milliseconds until the first cell was drawn, and KB over the websocket."""

    milliseconds: float
    kilobytes: float


def measure(browser: Browser, address: str) -> Opening:
    """Open a page in a fresh profile."""
    context = new_context(browser, r"key\d")
    page = context.new_page()
    traffic = Traffic(page)
    opened = go(context, page, address)
    settle(page)
    received = traffic.summary()["ws_in_kb"]
    context.close()
    return Opening(opened.dom, received)


def run(rows: Sequence[int], times: int) -> dict[int, list[Opening]]:
    """Return the openings of a table of each length, which were measured in turn."""
    found: dict[int, list[Opening]] = {count: [] for count in rows}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses = {}
        for count in rows:
            path = folder / f"table_{count}.py"
            path.write_text(textwrap.dedent(APP.format(rows=count)))
            server = run_app(path)
            stack.callback(server.close)
            addresses[count] = server.address
        browser = launch(stack.enter_context(sync_playwright()))
        stack.callback(browser.close)
        for address in addresses.values():
            measure(browser, address)
        for _ in range(times):
            for count, address in addresses.items():
                found[count].append(measure(browser, address))
    return found


def main() -> None:
    """Print what was measured, and whether the goal is met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[10_000, 10_000_000], help="lengths of the tables"
    )
    parser.add_argument("--times", type=int, default=7, help="how often each is opened")
    options = parser.parse_args()
    found = run(options.rows, options.times)
    for count, openings in found.items():
        times = sorted(one.milliseconds for one in openings)
        size = statistics.median(one.kilobytes for one in openings)
        print(f"{count:>12,} rows: {statistics.median(times):7.1f} ms (from {times[0]:.1f}), {size:.0f} KB")
    medians = [statistics.median(one.milliseconds for one in openings) for openings in found.values()]
    ratio = medians[-1] / medians[0]
    print(f"ratio {ratio:.2f}, at most {LIMIT}: {'yes' if ratio <= LIMIT else 'no'}")


if __name__ == "__main__":
    main()
