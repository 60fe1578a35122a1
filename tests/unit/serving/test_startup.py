from __future__ import annotations

import subprocess
import sys

import pytest

GRAMMAR = "rfc3987_syntax"


def modules_after(code: str) -> set[str]:
    """Return the modules that a new process has imported after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_server_starts_without_the_grammar() -> None:
    modules = modules_after("from revoila.serving._startup import load_server\nload_server()")
    assert "voila.app" in modules
    assert GRAMMAR not in modules


def test_grammar_can_be_imported_afterwards() -> None:
    pytest.importorskip("lark", reason="the grammar's package is not installed")
    code = f"from revoila.serving._startup import load_server\nload_server()\nimport {GRAMMAR}"
    assert GRAMMAR in modules_after(code)


def test_upstream_still_needs_the_workaround() -> None:
    """Fails when ``jsonschema`` has become lazy: `without_iri_grammar` can then go."""
    pytest.importorskip("lark", reason="the grammar's package is not installed")
    assert GRAMMAR in modules_after("import jsonschema")
