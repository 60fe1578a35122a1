"""Those who look after a server see its sessions and can stop them; visitors cannot."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.integration.conftest import PATIENCE, Visitor, gone, until
from tests.integration.test_serving_sessions import receive, send

if TYPE_CHECKING:
    from tests.integration.conftest import Answer, Launcher

TOKEN = {"Authorization": "token abc"}

READERS_ONLY = """
from jupyter_server.auth import Authorizer

class ReadersOnly(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "revoila-sessions" or action == "read"

c.Revoila.authorizer_class = ReadersOnly
"""
NOBODY = READERS_ONLY.replace('or action == "read"', "")


def listed(answer: Answer) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    return list(json.loads(answer.body)["sessions"])


def sessions_command(serve: Launcher, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``revoila sessions`` as the user who started the servers."""
    return subprocess.run(
        [sys.executable, "-m", "revoila", "sessions", *arguments],
        env={**serve.environment, "JUPYTER_DATA_DIR": str(serve.root / "data")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_session_is_described_without_what_would_open_it(serve: Launcher) -> None:
    server = serve("--token=abc")
    visitor = Visitor(server)
    page = visitor.open("?token=abc")
    with visitor.connect(page.kernel_id()) as socket:
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")
        answer = server.ask("api/revoila/sessions", headers=TOKEN)
    (session,) = listed(answer)
    assert (session["app"], session["state"], session["views"]) == ("first_app", "connected", 1)
    assert session["started"] <= session["last_activity"]
    assert session["memory"] > 1024**2
    assert page.kernel_id() not in answer.body
    assert visitor.tab not in answer.body
    assert answer.headers["Cache-Control"] == "no-store"


def test_session_is_stopped_with_its_kernel(serve: Launcher) -> None:
    server = serve("--token=abc")
    first, second = Visitor(server), Visitor(server)
    page, other = first.open("?token=abc"), second.open("?token=abc")
    session = listed(server.ask("api/revoila/sessions", headers=TOKEN))[0]
    path = f"api/revoila/sessions/{session['id']}"
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 204
    until(lambda: gone(page.stub()["pid"]))
    assert not gone(other.stub()["pid"])
    assert len(listed(server.ask("api/revoila/sessions", headers=TOKEN))) == 1
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 404
    assert server.ask(path, headers=TOKEN).status == 405


def test_browser_needs_more_than_its_cookie_to_stop_a_session(serve: Launcher) -> None:
    server = serve("--token=abc")
    visitor = Visitor(server)
    visitor.open("?token=abc")
    (session,) = listed(visitor.get("api/revoila/sessions"))
    path = f"api/revoila/sessions/{session['id']}"
    assert visitor.get(path, method="DELETE").status == 403
    assert visitor.get(path, method="DELETE", headers={"X-XSRFToken": "forged"}).status == 403
    assert len(listed(visitor.get("api/revoila/sessions"))) == 1
    xsrf = {"X-XSRFToken": visitor.cookies["_xsrf"]}
    evil = {**xsrf, "Origin": "http://evil.example"}
    assert visitor.get(path, method="DELETE", headers=evil).status in {403, 404}
    assert visitor.get(path, method="DELETE", headers=xsrf).status == 204


def test_authorizer_decides_who_reads_and_who_stops(serve: Launcher) -> None:
    server = serve("--token=abc", config=READERS_ONLY)
    Visitor(server).open("?token=abc")
    (session,) = listed(server.ask("api/revoila/sessions", headers=TOKEN))
    path = f"api/revoila/sessions/{session['id']}"
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 403
    assert server.ask("metrics", headers=TOKEN).status == 200
    hidden = serve("--token=abc", config=NOBODY)
    assert hidden.ask("api/revoila/sessions", headers=TOKEN).status == 403
    assert hidden.ask("metrics", headers=TOKEN).status == 403
    assert Visitor(hidden).open("?token=abc").status == 200


def test_without_a_login_only_this_machine_is_answered(serve: Launcher) -> None:
    server = serve()
    assert listed(server.ask("api/revoila/sessions")) == []
    assert server.ask("metrics").status == 200
    for headers in ({"Host": "apps.example.org"}, {"X-Forwarded-For": "127.0.0.1"}):
        for path in ("api/revoila/sessions", "metrics"):
            assert server.ask(path, headers=headers).status == 403
    assert server.ask("api/revoila/sessions/abc", method="DELETE").status == 403


def test_metrics_count_what_happens(serve: Launcher) -> None:
    server = serve("--token=abc", "--limits.sessions=1")
    visitor = Visitor(server)
    page = visitor.open("?token=abc")
    assert "data-revoila-waiting" in Visitor(server).get("?token=abc").body
    with visitor.connect(page.kernel_id()) as socket:
        send(socket, "kernel_info_request", {})
        receive(socket, "kernel_info_reply")
        answer = server.ask("metrics", headers=TOKEN)
    lines = answer.body.splitlines()
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert 'revoila_sessions{app="first_app",state="connected"} 1.0' in lines
    assert 'revoila_session_opens_total{app="first_app"} 1.0' in lines
    assert 'revoila_sessions_refused_total{app="first_app",reason="server"} 1.0' in lines
    assert 'revoila_session_open_seconds_count{app="first_app"} 1.0' in lines
    assert "revoila_websocket_connections 1.0" in lines
    assert "revoila_waiting_visitors 1.0" in lines
    assert any(line.startswith("http_request_duration_seconds_count") for line in lines)
    assert server.ask("metrics").status == 403


def test_metrics_can_be_opened_to_everybody(serve: Launcher) -> None:
    server = serve("--token=abc", config="c.Revoila.authenticate_prometheus = False\n")
    assert server.ask("metrics").status == 200
    assert server.ask("api/revoila/sessions").status == 403


def test_command_lists_and_stops_sessions_of_all_servers(serve: Launcher) -> None:
    # One with a login that it made up, one without: their files say how to ask them.
    closed, opened = serve("--token"), serve()
    found = sessions_command(serve)
    assert found.returncode == 0
    assert found.stdout.count(" 0 sessions") == 2
    page = Visitor(opened).open()
    found = sessions_command(serve, "list", "--url", opened.url)
    assert "1 session\n" in found.stdout
    row = re.search(r"^(\w+)  first_app .* (\d+) MB$", found.stdout, re.MULTILINE)
    assert row, found.stdout
    assert closed.url not in found.stdout
    stopped = sessions_command(serve, "stop", row[1])
    assert (stopped.returncode, stopped.stdout) == (0, f"Session {row[1]} was stopped.\n")
    until(lambda: gone(page.stub()["pid"]))
    missing = sessions_command(serve, "stop", row[1])
    assert missing.returncode == 2
    assert f"There is no session {row[1]}" in missing.stderr
    wrong = sessions_command(serve, "--url", closed.url, "--token", "wrong")
    assert "Give its token with --token." in wrong.stdout
    closed.stop()
    opened.stop()
    assert sessions_command(serve).stdout == "No server is running.\n"
    assert list((serve.root / "data" / "runtime").glob("revoila-*")) == []
