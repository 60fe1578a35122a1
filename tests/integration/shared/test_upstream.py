"""What we replace in other packages; these fail when the replacement is no longer needed."""

from __future__ import annotations

import subprocess
import sys

GLOBAL_WIDGETS = """
import ipywidgets
from ipywidgets.widgets import widget
# One dictionary for the process, with no way to say whose widgets are meant.
assert type(widget._instances) is dict, "ipywidgets has a registry of its own kind now"
label = ipywidgets.Label()
assert widget._instances[label.model_id] is label
assert not hasattr(ipywidgets.Widget, "registry"), "ipywidgets lets its registry be replaced now"
"""

CLASS_COMM = """
from ipywidgets import Widget
assert "_control_comm" in vars(Widget), "ipywidgets no longer keeps the control comm on the class"
"""

IMPORT_REPLACES = """
import comm
mine = comm.create_comm = lambda *a, **k: None
import ipykernel.ipkernel
assert comm.create_comm is not mine, "importing ipykernel no longer replaces the comm functions"
"""


def check(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_ipywidgets_has_one_registry_for_the_process() -> None:
    check(GLOBAL_WIDGETS)


def test_ipywidgets_keeps_the_control_comm_on_the_class() -> None:
    check(CLASS_COMM)


def test_the_import_of_ipykernel_takes_the_comm_functions() -> None:
    check(IMPORT_REPLACES)
