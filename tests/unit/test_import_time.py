"""Is ``import revoila`` light enough for the first cell of any notebook?"""

from __future__ import annotations

import json
import subprocess
import sys

LIMIT = 0.150
"""The longest the import may take, in seconds."""

HEAVY = {
    "altair",
    "anywidget",
    "ipywidgets",
    "jupyter_client",
    "jupyter_server",
    "matplotlib",
    "narwhals",
    "nbclient",
    "nbformat",
    "numpy",
    "pandas",
    "polars",
    "pyarrow",
    "tornado",
    "traitlets",
    "voila",
    "watchfiles",
    "zmq",
}

PROBE = """
import json, sys, time
started = time.perf_counter()
import revoila
seconds = time.perf_counter() - started
roots = {name.partition(".")[0] for name in sys.modules}
print(json.dumps({"seconds": seconds, "roots": sorted(roots)}))
"""


def probe() -> tuple[float, set[str]]:
    """Import the package in a new process; return the time it took and the packages it loaded."""
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, check=True, text=True)
    told = json.loads(done.stdout)
    return told["seconds"], set(told["roots"])


def test_importing_revoila_loads_no_widgets_frames_or_servers() -> None:
    _, roots = probe()
    assert not roots & HEAVY


def test_importing_revoila_takes_less_than_150_ms() -> None:
    # The least of five is the cost of the import; the rest is what else the machine was doing.
    assert min(probe()[0] for _ in range(5)) < LIMIT
