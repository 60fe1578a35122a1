from __future__ import annotations

import pytest

from revoila.serving._policy import page_policy


def rules(policy: str) -> dict[str, list[str]]:
    pairs = (rule.split() for rule in policy.split(";"))
    return {name: values for name, *values in pairs}


def test_only_the_page_s_own_script_runs() -> None:
    found = rules(page_policy("n0nce", "localhost:8501"))
    assert found["default-src"] == ["'none'"]
    assert "'nonce-n0nce'" in found["script-src"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:"} & set(
        found["script-src"]
    )
    # Graphviz is WebAssembly; that it may be compiled lets no text be run.
    assert "'wasm-unsafe-eval'" in found["script-src"]
    assert found["base-uri"] == ["'none'"]
    assert found["frame-ancestors"] == ["'self'"]
    assert "object-src" not in found, "none is the default"


def test_websockets_go_to_this_server_only() -> None:
    found = rules(page_policy("n", "apps.example.org:8501"))
    sockets = [one for one in found["connect-src"] if one.startswith("ws")]
    assert sockets == ["ws://apps.example.org:8501", "wss://apps.example.org:8501"]


@pytest.mark.parametrize(
    "host", ["x; script-src *", "a b", "a,b", "é.example", "'self'", 'a"b', "{nonce}", "{x}"]
)
def test_host_adds_no_rules(host: str) -> None:
    found = rules(page_policy("n", host))
    assert list(found) == list(rules(page_policy("n", "plain")))
    assert found["script-src"] == rules(page_policy("n", "plain"))["script-src"]
