from __future__ import annotations

import pytest
from tornado.httputil import HTTPHeaders

from revoila.serving._locality import is_local


@pytest.mark.parametrize(
    ("peer", "host"),
    [
        ("127.0.0.1", "localhost:8501"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "[::1]:8501"),
        ("::ffff:127.0.0.1", "LOCALHOST"),
    ],
)
def test_request_from_this_machine_is_local(peer: str, host: str) -> None:
    assert is_local(peer, host, HTTPHeaders({"Host": host}))


@pytest.mark.parametrize(
    ("peer", "host"),
    [
        ("10.0.0.5", "localhost:8501"),
        ("127.0.0.1", "apps.example.org"),
        ("127.0.0.1", "localhost.example.org"),
        ("127.0.0.1", "127.0.0.1.example.org"),
        ("", "localhost"),
        ("0.0.0.0", "localhost"),  # noqa: S104  # what a socket file looks like
    ],
)
def test_other_requests_are_not(peer: str, host: str) -> None:
    assert not is_local(peer, host, HTTPHeaders({"Host": host}))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "x-real-ip", "Via", "X-Forwarded-Host"])
def test_request_that_a_proxy_has_passed_on_is_not(header: str) -> None:
    assert not is_local("127.0.0.1", "localhost", HTTPHeaders({header: "127.0.0.1"}))
