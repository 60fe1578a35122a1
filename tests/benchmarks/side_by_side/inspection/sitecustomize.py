"""Loaded by every process of a soaked server: on SIGUSR1 it collects garbage and writes what is left.

Python looks for a module of this name when it starts. Nothing is imported here
that the process has not imported itself.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

KINDS = {"comms": ("comm.base_comm", "BaseComm"), "widgets": ("ipywidgets.widgets.widget", "Widget")}
"""What is counted, whoever holds it, and where it is defined."""


def _count(objects: list[object], module: str, name: str) -> int:
    kind = getattr(sys.modules.get(module), name, None)
    return 0 if kind is None else sum(isinstance(one, kind) for one in objects)


def _trim() -> None:
    """Give freed memory back, so that what is measured is what is held."""
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def report(*_: Any) -> None:
    while gc.collect():
        continue
    _trim()
    objects = gc.get_objects()
    found = {
        "objects": len(objects),
        **{what: _count(objects, *where) for what, where in KINDS.items()},
        "types": Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in objects),
    }
    del objects
    path = Path(os.environ["BENCH_INSPECTION"]) / str(os.getpid())
    path.with_suffix(".new").write_text(json.dumps(found))
    path.with_suffix(".new").rename(path.with_suffix(".json"))


if "BENCH_INSPECTION" in os.environ:
    signal.signal(signal.SIGUSR1, report)
