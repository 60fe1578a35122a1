from __future__ import annotations

import subprocess
import sys

import pytest

GRAMMAR = "rfc3987_syntax"
HEAVY = {
    "IPython",
    "ipywidgets",
    "jsonschema",
    "jupyter_server.serverapp",
    "nbclient",
    "nbconvert",
    "pandas",
    "voila",
}
WIDGETS = """
import logging
from traitlets.config import LoggingConfigurable
from revoila.serving._voila import voila_config
voila_config(LoggingConfigurable(), "/", logging.getLogger())
"""


def modules_after(code: str) -> set[str]:
    """Return the modules that a new process has imported after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_server_starts_without_what_only_some_pages_need() -> None:
    modules = modules_after("from revoila.serving._startup import load_web\nload_web()")
    assert "revoila.serving._socket" in modules
    assert not (HEAVY | {GRAMMAR}) & modules


@pytest.mark.parametrize(
    "options", ["isolation='process'", "isolation='shared', gateway='http://gateway.example'"]
)
def test_no_kind_of_kernels_needs_the_grammar(options: str) -> None:
    code = "from traitlets.config import LoggingConfigurable\nfrom revoila.serving._isolation import make_kernels"
    modules = modules_after(f"{code}\nmake_kernels(LoggingConfigurable(), {options})")
    assert "jupyter_server" in modules
    assert GRAMMAR not in modules


def test_widgets_of_others_need_no_grammar() -> None:
    modules = modules_after(WIDGETS)
    assert "voila" in modules
    assert GRAMMAR not in modules


def test_grammar_can_be_imported_afterwards() -> None:
    pytest.importorskip("lark", reason="the grammar's package is not installed")
    assert GRAMMAR in modules_after(f"{WIDGETS}\nimport {GRAMMAR}")


def test_upstream_still_needs_the_workaround() -> None:
    """Fails when ``jsonschema`` has become lazy: `without_iri_grammar` can then go."""
    pytest.importorskip("lark", reason="the grammar's package is not installed")
    assert GRAMMAR in modules_after("import jsonschema")
